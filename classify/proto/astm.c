/* SPDX-License-Identifier: Apache-2.0 */
/*
 * astm - laboratory instruments: header records of ASTM E1394 (CLSI LIS2),
 * in frames of E1381 (CLSI LIS1) or bare.
 *
 * Reads   the sender in the header record, H-5, and of each other record its
 *         letter. Nothing else.
 * Never   the access password (H-4), and no record of patients, orders,
 *         results, comments, queries, science or makers: the stream is only
 *         searched for the next header and for where records begin.
 *
 * Standard ASTM E1381-95 section 6 (frames, checksum), E1394-97 section 7
 *          (header record). The order of components in H-5 is the maker's.
 */
#include <assert.h>
#include <strings.h>

#include "classify/dissector.h"

enum {
	STX = 0x02, ETX = 0x03, EOT = 0x04, ENQ = 0x05, ACK = 0x06, VT = 0x0b,
	LF = '\n', CR = '\r', NAK = 0x15, ETB = 0x17,
	SIGNALS_MAX = 4,
	FRAME_MAX = 16384,
	HEADER_MAX = 2048,  /* a bare header record                            */
	COMPONENTS_MAX = 8,
	DELIMITERS = 5,     /* H, field, repeat, component, escape             */
};

/* One direction of a connection. */
struct astm_side {
	uint8_t field;       /* separator of the message                       */
	uint8_t before;      /* enum before, or the letter of a record         */
	bool ordered;        /* the message has orders, so far without results */
};

/* Where in the stream a record may begin. */
enum before { BEFORE_ANY, BEFORE_NUMBER, BEFORE_RECORD };

struct astm_state {
	bool recognised;
	uint16_t scanned[2]; /* octets known to hold no end of the header      */
	struct astm_side side[2];
};
static_assert(FRAME_MAX <= UINT16_MAX, "scanned can count them");

static bool is_digit(uint8_t c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(uint8_t c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static bool is_sign(uint8_t c)
{
	return c > ' ' && c < 0x7f && !is_digit(c) && !is_letter(c);
}

/* "H|\^&|": four different signs, and the first again. */
static enum guess check_header(struct cur in)
{
	size_t n = cur_left(&in);

	if (n > 0 && cur_at(&in, 0) != 'H')
		return NO;
	for (size_t i = 1; i < n && i < DELIMITERS; i++) {
		if (!is_sign(cur_at(&in, i)))
			return NO;
		for (size_t k = 1; k < i; k++)
			if (cur_at(&in, k) == cur_at(&in, i))
				return NO;
	}
	if (n <= DELIMITERS)
		return MORE;
	return cur_at(&in, DELIMITERS) == cur_at(&in, 1) ? YES : NO;
}

/* What may come before the header: the end of a session before, enquiries;
 * then STX and a frame number, or VT, or nothing. */
static enum guess check_start(struct cur in, size_t *before, bool *framed)
{
	const uint8_t *start = in.p;

	for (unsigned i = 0; i < SIGNALS_MAX && (cur_at(&in, 0) == ENQ ||
						 cur_at(&in, 0) == EOT); i++)
		cur_skip(&in, 1);
	*framed = cur_at(&in, 0) == STX;
	if (*framed) {
		cur_skip(&in, 1);
		if (cur_left(&in) > 0 &&
		    (cur_at(&in, 0) < '0' || cur_at(&in, 0) > '7'))
			return NO;
		if (cur_left(&in) > 0)
			cur_skip(&in, 1);
	} else if (cur_at(&in, 0) == VT) {
		cur_skip(&in, 1);
	}
	*before = (size_t)(in.p - start);
	return check_header(in);
}

static enum guess astm_probe(struct cur first, enum side from)
{
	size_t before;
	bool framed;

	(void)from;
	return check_start(first, &before, &framed);
}

/* The n-th part of a text, from 0. */
static struct cur part_of(struct cur in, uint8_t separator, unsigned n)
{
	struct cur part = cur_until(&in, separator);

	for (; n > 0; n--) {
		if (cur_left(&in) == 0)
			return cur_of(in.p, 0);
		part = cur_until(&in, separator);
	}
	return cur_trim(part, ' ');
}

/* 5.13.1, 00-21, V1.0: digits in groups. */
static bool is_version(struct cur c)
{
	bool group = false, several = false;

	if (cur_at(&c, 0) == 'V' || cur_at(&c, 0) == 'v')
		cur_skip(&c, 1);
	while (cur_left(&c) > 0) {
		uint8_t octet = cur_u8(&c);

		if (is_digit(octet))
			group = true;
		else if ((octet == '.' || octet == '-') && group)
			several = true;
		else if (!several || !is_letter(octet))
			return false;
	}
	return group && several;
}

static unsigned count(struct cur c, bool (*is)(uint8_t))
{
	unsigned n = 0;

	while (cur_left(&c) > 0)
		n += is(cur_u8(&c));
	return n;
}

/* XN-1000, CS 2500, A9000P: letters, then digits, no more than a name has. */
static bool is_model(struct cur c)
{
	unsigned letters = 0, digits = 0;

	while (is_letter(cur_at(&c, 0)) && ++letters > 0)
		cur_skip(&c, 1);
	if (cur_at(&c, 0) == '-' || cur_at(&c, 0) == ' ')
		cur_skip(&c, 1);
	while (is_digit(cur_at(&c, 0)) && ++digits > 0)
		cur_skip(&c, 1);
	return letters >= 1 && letters <= 6 && digits >= 2 && digits <= 5 &&
	       cur_left(&c) <= 2 && count(c, is_letter) == cur_left(&c);
}

/* Names by which the receiving computer calls itself: HOST, LIS_ID, OpenELIS. */
static bool is_host(struct cur c)
{
	static const char *const begins[] = {"HOST", "LIS", "LIMS", "HIS"};
	size_t n = cur_left(&c);

	for (unsigned i = 0; i < sizeof(begins) / sizeof(begins[0]); i++) {
		size_t m = strlen(begins[i]);

		if (n >= m && strncasecmp((const char *)c.p, begins[i], m) == 0 &&
		    !is_letter(cur_at(&c, m)))
			return true;
	}
	return n >= 3 && memcmp(c.end - 3, "LIS", 3) == 0;
}

/*
 * Makers order H-5 as model^software^serial or maker^model^software^serial.
 * What looks like a version is one; a number after the model is the serial.
 * A name is a model if it looks like one or if a version comes with it.
 */
static void tell_sender(struct dissect *d, struct cur in, uint8_t component)
{
	struct cur part[COMPONENTS_MAX];
	unsigned model = 0, version = 0, i;
	bool serial = false;

	for (i = 0; i < COMPONENTS_MAX; i++)
		part[i] = part_of(in, component, i);
	if (cur_left(&part[0]) == 0 || is_host(part[0]))
		return;
	obs_text(d, ABOUT_SPEAKER, A_astm_sender, part[0]);
	if (!is_model(part[0]) && count(part[1], is_letter) > 0 &&
	    !is_version(part[1]))
		model = 1;
	for (i = COMPONENTS_MAX - 1; i > model; i--)
		if (is_version(part[i]))
			version = i;
	if (is_model(part[model]) || version > 0)
		obs_text(d, ABOUT_SPEAKER, A_astm_model, part[model]);
	if (version > 0)
		obs_text(d, ABOUT_SPEAKER, A_astm_version, part[version]);
	for (i = model + 1; i < COMPONENTS_MAX && !serial; i++) {
		serial = !is_version(part[i]) && count(part[i], is_digit) >= 4;
		if (serial)
			obs_text(d, ABOUT_SPEAKER, A_astm_serial, part[i]);
	}
}

static void tell_role(struct dissect *d, bool instrument)
{
	obs_term(d, ABOUT_SPEAKER, A_astm_role,
		 instrument ? "instrument" : "host");
	obs_term(d, ABOUT_LISTENER, A_astm_role,
		 instrument ? "host" : "instrument");
}

/* Results and queries come from instruments; orders without results, when the
 * message ends, from their host. */
static void begin_record(struct dissect *d, uint8_t letter)
{
	struct astm_state *s = d->state;
	struct astm_side *me = &s->side[d->from];

	if (letter == 'R' || letter == 'Q')
		tell_role(d, true);
	else if (letter == 'L' && me->ordered)
		tell_role(d, false);
	me->ordered = letter == 'O' ||
		      (me->ordered && letter != 'R' && letter != 'L' &&
		       letter != 'H');
}

/* Follows the beginnings of records through octets that are passed over. */
static void follow(struct dissect *d, struct cur in)
{
	struct astm_state *s = d->state;
	struct astm_side *me = &s->side[d->from];

	while (cur_left(&in) > 0) {
		uint8_t c = cur_u8(&in);

		if (me->before > BEFORE_RECORD && c == me->field && c != 0)
			begin_record(d, me->before);
		if (c == STX)
			me->before = BEFORE_NUMBER;
		else if (c == CR || c == LF || c == VT ||
			 (me->before == BEFORE_NUMBER && is_digit(c)))
			me->before = BEFORE_RECORD;
		else
			me->before = me->before == BEFORE_RECORD && is_letter(c)
					     ? c : BEFORE_ANY;
	}
}

static void header(struct dissect *d, struct cur record)
{
	struct astm_state *s = d->state;
	uint8_t field = cur_at(&record, 1), component = cur_at(&record, 3);

	s->side[d->from] = (struct astm_side){.field = field};
	s->recognised = true;
	obs_protocol(d, "astm", false);
	obs_word(d, ABOUT_SPEAKER, A_astm_clear, 1);
	obs_word(d, ABOUT_LISTENER, A_astm_clear, 1);
	tell_sender(d, part_of(record, field, 4), component);
}

/* E1381 6.3.1.2: the sum of all octets from the frame number to ETX or ETB,
 * as two hexadecimal digits. */
static bool sums_up(struct cur frame, struct cur sum)
{
	static const char hex[] = "0123456789ABCDEF0123456789abcdef";
	uint8_t total = 0;
	unsigned told = 0;

	while (cur_left(&frame) > 0)
		total = (uint8_t)(total + cur_u8(&frame));
	while (cur_left(&sum) > 0) {
		const char *at = memchr(hex, cur_u8(&sum), sizeof(hex) - 1);

		if (at == NULL)
			return false;
		told = told << 4 | ((unsigned)(at - hex) & 15);
	}
	return told == total;
}

/* Nothing here: go on behind it, or give the octets back. */
static struct verdict no_header(struct dissect *d)
{
	struct astm_state *s = d->state;
	struct cur in = d->in;

	s->scanned[d->from] = 0;
	if (!s->recognised)
		return not_mine();
	follow(d, cur_take(&in, 1));
	return took(1);
}

/* The end of what is looked for, from octet `from` on; false to be asked
 * again with one octet more, or when there are too many (*n is then 0). */
static bool find_end(struct dissect *d, size_t from, size_t most,
		     const char ends[2], size_t *n)
{
	struct astm_state *s = d->state;
	uint16_t *scanned = &s->scanned[d->from];
	size_t left = cur_left(&d->in), i = *scanned < from ? from : *scanned;
	size_t window = left < most ? left : most;

	while (i < window && cur_at(&d->in, i) != (uint8_t)ends[0] &&
	       cur_at(&d->in, i) != (uint8_t)ends[1])
		i++;
	*n = i;
	if (i < window)
		return true;
	if (window == most)
		*n = 0;
	else
		*scanned = (uint16_t)i;
	return false;
}

static struct verdict framed_header(struct dissect *d, size_t before)
{
	static const char ends[2] = {ETX, ETB};
	struct astm_state *s = d->state;
	struct cur in = d->in, frame;
	size_t n;

	if (!find_end(d, before, FRAME_MAX, ends, &n))
		return n == 0 ? no_header(d) : need(cur_left(&in) + 1);
	if (cur_left(&in) < n + 3)
		return need(n + 3);
	cur_skip(&in, before - 1);
	frame = cur_take(&in, n + 1 - (before - 1));
	if (!sums_up(frame, cur_take(&in, 2)))
		return no_header(d);
	s->scanned[d->from] = 0;
	cur_skip(&frame, 1);
	header(d, cur_until(&frame, CR));
	in = d->in;
	follow(d, cur_take(&in, n + 3));
	return took(n + 3);
}

/* Without frames the next record must be one, too. */
static struct verdict bare_header(struct dissect *d, size_t before)
{
	static const char ends[2] = {CR, LF}, records[] = "HPORCQSML";
	struct astm_state *s = d->state;
	struct cur in = d->in, record;
	uint8_t field, type;
	size_t n;

	if (!find_end(d, before, HEADER_MAX, ends, &n))
		return n == 0 ? no_header(d) : need(cur_left(&in) + 1);
	if (cur_left(&in) < n + 2)
		return need(n + 2);
	type = cur_at(&in, n + 1);
	if (type == '\n' && cur_left(&in) < n + 4)
		return need(n + 4);
	if (type != '\n' && cur_left(&in) < n + 3)
		return need(n + 3);
	cur_skip(&in, before);
	record = cur_take(&in, n - before);
	cur_skip(&in, type == '\n' ? 2 : 1);
	type = cur_u8(&in);
	field = cur_u8(&in);
	if (type == 0 || strchr(records, type) == NULL ||
	    field != cur_at(&record, 1))
		return no_header(d);
	s->scanned[d->from] = 0;
	header(d, record);
	return took(n);
}

static struct verdict astm_parse(struct dissect *d)
{
	struct astm_state *s = d->state;
	size_t left = cur_left(&d->in), before, i = 0;
	uint8_t first = cur_at(&d->in, 0);
	bool framed;

	if (d->after_gap) {
		s->scanned[d->from] = 0;
		s->side[d->from].before = BEFORE_ANY;
		s->side[d->from].ordered = false;
	}
	/* Known: on to where the next header may begin. */
	while (s->recognised && i < left && cur_at(&d->in, i) != STX &&
	       cur_at(&d->in, i) != VT && cur_at(&d->in, i) != 'H')
		i++;
	if (i > 0) {
		struct cur in = d->in;

		follow(d, cur_take(&in, i));
		return took(i);
	}
	/* The answers of the other side come before anything is known. */
	if (!s->recognised && (first == ACK || first == NAK || first == EOT))
		return took(1);
	switch (check_start(d->in, &before, &framed)) {
	case MORE:
		return need(left + 1);
	case NO:
		return no_header(d);
	default:
		break;
	}
	return framed ? framed_header(d, before) : bare_header(d, before);
}

const struct dissector dissector_astm = {
	.name = "astm",
	.title = "ASTM E1394 (LIS2)",
	.carrier = ON_TCP,
	.resyncs = true,
	.hints = {12000, 4001, 10001},
	.state_size = sizeof(struct astm_state),
	.probe = astm_probe,
	.parse = astm_parse,
};
