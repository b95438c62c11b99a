/* SPDX-License-Identifier: Apache-2.0 */
/*
 * astm - laboratory instruments: records of ASTM E1394 (CLSI LIS2), in frames
 * of E1381 (CLSI LIS1) or bare.
 *
 * Reads   the header record, see astm_header.c; of each other record its
 *         letter.
 * Never   any field of the records of patients, orders, results, comments,
 *         queries, science or makers: the stream is only searched for the
 *         next header and for where records begin.
 *
 * Standard ASTM E1381-95 section 6 (frames, checksum), E1394-97 sections 6, 7
 *          and 10 (records, header, result)
 */
#include <assert.h>

#include "classify/proto/astm.h"
#include "classify/proto/utf8.h"

enum {
	STX = 0x02, ETX = 0x03, EOT = 0x04, ENQ = 0x05, ACK = 0x06, VT = 0x0b,
	LF = '\n', CR = '\r', NAK = 0x15, ETB = 0x17, FS = 0x1c,
	SIGNALS_MAX = 4,
	FRAME_MAX = 16384,
	HEADER_MAX = 2048,  /* a bare header record                            */
	DELIMITERS = 5,     /* H, field, repeat, component, escape             */
};

/* Where in the stream the next octet lies. */
enum place { IN_TEXT, AT_NUMBER, IN_SUM };

/* One direction of a connection. */
struct astm_side {
	uint8_t field;       /* separator of the message                       */
	uint8_t place;       /* enum place                                     */
	bool framed;         /* what is read waits for the frame's checksum    */
	bool resumed;        /* this frame began within a record               */
	bool continued;      /* it ended, or the last one did, within one      */
	bool beginning;      /* a record may begin here                        */
	bool lettered;       /* the last octet may have been a record's letter */
	uint8_t letter;      /* of the record in hand, 0 when it is none       */
	uint8_t sum, told;   /* of the frame: reckoned, and as it says         */
	uint8_t digits;      /* of the latter                                  */
	bool ordered;        /* the message has orders, so far without results */
	bool is_instrument, is_host; /* by the records of this frame           */
};

struct astm_state {
	bool recognised;
	uint16_t scanned[2]; /* octets known to hold no end of the header      */
	uint32_t sender[2];  /* hash of H-5 as it was first; 0 none yet        */
	struct astm_side side[2];
};
static_assert(FRAME_MAX <= UINT16_MAX, "scanned can count them");
static_assert(sizeof(struct astm_state) <= STATE_MAX, "fits its flow");

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

static void tell_role(struct dissect *d, bool instrument)
{
	obs_term(d, ABOUT_SPEAKER, A_astm_role,
		 instrument ? "instrument" : "host");
	obs_term(d, ABOUT_LISTENER, A_astm_role,
		 instrument ? "host" : "instrument");
}

/* What the records since the last call said: of a frame, once its checksum is
 * right. */
static void believe(struct dissect *d, struct astm_side *me)
{
	if (me->is_instrument)
		tell_role(d, true);
	else if (me->is_host)
		tell_role(d, false);
}

static void forget(struct astm_side *me)
{
	me->is_instrument = me->is_host = false;
}

/* Results and queries come from instruments; orders without results, when the
 * message ends, from their host. */
static void begin_record(struct astm_side *me)
{
	uint8_t letter = me->letter;

	if (letter == 'R' || letter == 'Q')
		me->is_instrument = true;
	else if (letter == 'L' && me->ordered)
		me->is_host = true;
	me->ordered = letter == 'O' ||
		      (me->ordered && letter != 'R' && letter != 'L' &&
		       letter != 'H');
}

static void end_record(struct dissect *d, struct astm_side *me)
{
	me->letter = 0;
	me->lettered = false;
	me->beginning = true;
	if (me->framed)
		return;
	believe(d, me);
	forget(me);
}

static void follow_text(struct dissect *d, struct astm_side *me, uint8_t c)
{
	bool lettered = me->lettered;

	me->lettered = false;
	if (c == CR || c == LF || c == VT || c == FS || c == ENQ || c == EOT) {
		end_record(d, me);
	} else if (me->beginning) {
		me->beginning = false;
		me->lettered = is_letter(c);
		me->letter = me->lettered ? c : 0;
	} else if (c == me->field) {
		if (lettered)
			begin_record(me);
	} else if (lettered) {
		me->letter = 0; /* a word, not a record                        */
	}
}

/* A checksum that is wrong leaves open what the frame held. */
static void follow_sum(struct dissect *d, struct astm_side *me, uint8_t c)
{
	int value = hex_value(c);
	bool without = c == CR && me->digits == 0;

	me->told = (uint8_t)(me->told << 4 | (value & 15));
	if (value >= 0 && ++me->digits < 2)
		return;
	if (without || (value >= 0 && me->told == me->sum)) {
		believe(d, me);
	} else {
		me->ordered = false;
		me->letter = 0;
		me->continued = me->resumed; /* it will come again             */
	}
	forget(me);
	me->place = IN_TEXT;
	me->framed = me->beginning = false;
}

/* Follows the records through an octet that is passed over. */
static void follow(struct dissect *d, struct astm_side *me, uint8_t c)
{
	if (c == STX) {
		me->place = AT_NUMBER;
	} else if (me->place == AT_NUMBER) {
		me->framed = is_digit(c);
		me->place = IN_TEXT;
		me->sum = c;
		me->resumed = me->continued;
		me->beginning = me->framed && !me->resumed;
		me->continued = false;
		me->is_instrument = me->is_host = false;
	} else if (me->place == IN_SUM) {
		follow_sum(d, me, c);
	} else if (me->framed && (c == ETX || c == ETB)) {
		me->sum = (uint8_t)(me->sum + c);
		me->continued = c == ETB && !me->beginning;
		if (c == ETX)
			end_record(d, me);
		me->told = me->digits = 0;
		me->place = IN_SUM;
	} else if (me->framed || !me->continued || c == EOT) {
		me->sum = (uint8_t)(me->sum + c);
		me->continued = false;
		follow_text(d, me, c);
	}
}

static void follow_all(struct dissect *d, struct cur in)
{
	struct astm_state *s = d->state;

	while (cur_left(&in) > 0)
		follow(d, &s->side[d->from], cur_u8(&in));
}

/* Hosts send orders under the name by which the instrument asked for them. */
static bool is_repeated(struct dissect *d, struct cur record)
{
	struct astm_state *s = d->state;
	unsigned me = d->from == CLIENT ? 0 : 1;
	uint8_t field = cur_at(&record, 1);
	struct cur name;
	uint32_t sender;

	cur_pass(&record, field, 4);
	name = cur_until(&record, field);
	sender = (uint32_t)mix(MIX_START, name.p, cur_left(&name)) | 1;
	if (s->sender[1 - me] == sender && s->sender[me] != sender)
		return true;
	if (s->sender[me] == 0)
		s->sender[me] = sender;
	return false;
}

static void header(struct dissect *d, struct cur record)
{
	struct astm_state *s = d->state;

	s->side[d->from] = (struct astm_side){.field = cur_at(&record, 1)};
	s->recognised = true;
	obs_protocol(d, "astm", false);
	astm_header(d, record, is_repeated(d, record));
}

/* E1381 6.3.1.2: the sum of all octets from the frame number to ETX or ETB,
 * as two hexadecimal digits. Some leave it out; what was damaged on its way
 * still has one. */
static bool sums_up(struct cur frame, struct cur sum)
{
	uint8_t total = 0;
	int high = hex_value(cur_at(&sum, 0)), low = hex_value(cur_at(&sum, 1));

	if (cur_at(&sum, 0) == CR && cur_at(&sum, 1) == LF)
		return true;
	while (cur_left(&frame) > 0)
		total = (uint8_t)(total + cur_u8(&frame));
	return high >= 0 && low >= 0 && high << 4 == (total & 0xf0) &&
	       low == (total & 0x0f);
}

/* Nothing here: go on behind it, or give the octets back. */
static struct verdict no_header(struct dissect *d)
{
	struct astm_state *s = d->state;
	struct cur in = d->in;

	s->scanned[d->from] = 0;
	if (!s->recognised)
		return not_mine();
	follow_all(d, cur_take(&in, 1));
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

/* The header record of a frame; when the next frame goes on with it, its whole
 * fields. */
static struct cur record_of(struct cur frame)
{
	struct cur record;
	uint8_t field;

	cur_skip(&frame, 1);
	field = cur_at(&frame, 1);
	record = cur_until(&frame, CR);
	if (cur_left(&frame) > 0)
		return record;
	record.end--;
	if (*record.end == ETB)
		while (cur_left(&record) > 0 && record.end[-1] != field)
			record.end--;
	return record;
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
	header(d, record_of(frame));
	in = d->in;
	follow_all(d, cur_take(&in, n + 3));
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
	struct astm_side *me = &s->side[d->from];
	size_t left = cur_left(&d->in), before, i = 0;
	uint8_t first = cur_at(&d->in, 0);
	bool framed;

	obs_line(d);
	if (d->after_gap) {
		s->scanned[d->from] = 0;
		*me = (struct astm_side){.field = me->field};
	}
	/* Known: on to where the next header may begin. */
	for (; s->recognised && i < left; i++) {
		uint8_t c = cur_at(&d->in, i);

		if (c == STX || c == VT ||
		    (c == 'H' && me->beginning && !me->framed))
			break;
		follow(d, me, c);
	}
	if (i > 0)
		return took(i);
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
