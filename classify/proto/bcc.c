/* SPDX-License-Identifier: Apache-2.0 */
/*
 * bcc - B. Braun Space pumps and SpaceStations to whoever asks them.
 *
 * Reads    frame, length, checksum; whether it asks or answers; of answers the
 *          addresses of pumps, by pillar and slot, and their model (GNMODEL).
 * Never    any other parameter: drugs, rates, patient and nurse identifiers,
 *          barcodes, names of pumps and of drug lists. The serial number is
 *          that of a pump, which moves from station to station.
 * Standard none: a working decoder (KaiWU17TUM/icu_devices)
 */
#include "classify/dissector.h"

enum {
	SOH = 0x01, STX = 0x02, ETX = 0x03, EOT = 0x04, ACK = 0x06, NAK = 0x15,
	ETB = 0x17, RS = 0x1e,
	NUMBER = 5,         /* digits of length and checksum                   */
	ADDRESS_MAX = 24,
	FRAME_MAX = 16384,  /* on the wire                                     */
	FIELDS = 4,         /* time, address, parameter, value                 */
	FIELD_MAX = 64,
	RECORDS_MAX = 1024,
};

struct state {
	bool recognised;
};

/* D, E, d and e travel as EX, EE, ex and ee. */
static uint8_t next(struct cur *in)
{
	uint8_t c = cur_u8(in), mark;

	if (c != 'E' && c != 'e')
		return c;
	mark = cur_u8(in);
	if (mark == c)
		return c;
	if (mark != (c == 'E' ? 'X' : 'x'))
		in->bad = true;
	return (uint8_t)(c - 1);
}

/* Five digits; the cursor is spoilt by anything else. */
static uint32_t number(struct cur *in)
{
	uint32_t n = 0;

	for (unsigned i = 0; i < NUMBER; i++) {
		uint8_t c = cur_u8(in);

		if (c < '0' || c > '9')
			in->bad = true;
		n = n * 10 + (uint32_t)(c - '0') % 10;
	}
	return n;
}

/* SOH, length, STX, an address like 1/1/1, and the sign > behind it. */
static enum guess bcc_probe(struct cur first, enum side from)
{
	size_t n = cur_left(&first), i = 0;

	(void)from;
	while (i < n && i < NUMBER + 2u) {
		uint8_t c = cur_u8(&first);

		if (i == 0 ? c != SOH
			   : i > NUMBER ? c != STX : c < '0' || c > '9')
			return NO;
		i++;
	}
	for (i = 0; i < ADDRESS_MAX && cur_left(&first) > 0; i++) {
		uint8_t c = cur_u8(&first);

		if (c == '>')
			return i > 0 ? YES : NO;
		if (c != '/' && (c < '0' || c > '9'))
			return NO;
	}
	return i == ADDRESS_MAX ? NO : MORE;
}

/* A frame without its last octet, EOT: its length counts all, its sum is that
 * of what stands before the sum. *body is from the sign > on. */
static bool is_sound(struct cur frame, struct cur *body)
{
	size_t n = cur_left(&frame), total = 0;
	struct cur in = frame;
	uint32_t length, sum = 0;
	uint8_t last = 0;

	if (n < 2 * NUMBER + 4)
		return false;
	in.end -= NUMBER;
	*body = in;
	cur_skip(&frame, 1);
	length = number(&frame);
	/* Escapes make it longer, up to twice. */
	if (length < n / 2 || length > n + 1)
		return false;
	for (; cur_left(&in) > 0; total++) {
		last = next(&in);
		sum += last;
		if (last == SOH && total > 0)
			return false; /* another frame begins within it   */
	}
	if (!cur_ok(&in) || (last != ETX && last != ETB))
		return false;
	body->end--;
	cur_until(body, '>');
	frame = cur_of(in.end, NUMBER);
	return length == total + NUMBER + 1 && number(&frame) == sum % 256 &&
	       cur_ok(&frame);
}

struct field {
	char text[FIELD_MAX];
	size_t n;
	bool cut;
};

static bool is_field(const struct field *f, const char *text)
{
	return !f->cut && f->n == strlen(text) &&
	       memcmp(f->text, text, f->n) == 0;
}

/* One record; how many fields it has. */
static unsigned read_record(struct cur in, struct field f[FIELDS])
{
	unsigned n = 0;

	memset(f, 0, FIELDS * sizeof(*f));
	while (cur_left(&in) > 0 && n < FIELDS) {
		uint8_t c = next(&in);

		if (c == ',') {
			n++;
		} else if (f[n].n == FIELD_MAX) {
			f[n].cut = true;
		} else {
			f[n].text[f[n].n++] = (char)c;
		}
	}
	return n + 1;
}

static bool is_number(const struct field *f)
{
	for (size_t i = 0; i < f->n; i++)
		if (f->text[i] < '0' || f->text[i] > '9')
			return false;
	return f->n > 0;
}

/* A pump by its address. What the station tells of itself begins with FM. */
static void tell_pump(struct dissect *d, const struct field f[FIELDS])
{
	if (f[1].n == 0 || f[1].cut || strncmp(f[2].text, "FM", 2) == 0)
		return;
	obs_part(d, part_number(cur_of(f[1].text, f[1].n), cur_of("bcc", 3)));
	obs_term(d, ABOUT_ORIGIN, A_bedside_vendor, "B. Braun");
	obs_term(d, ABOUT_ORIGIN, A_bedside_kind, "infusion-pump");
	if (is_field(&f[2], "GNMODEL") && !f[3].cut)
		obs_text(d, ABOUT_ORIGIN, A_bedside_model,
			 cur_of(f[3].text, f[3].n));
}

static void tell_answer(struct dissect *d, struct cur body)
{
	struct field f[FIELDS];
	bool told = false;

	for (unsigned i = 0; i < RECORDS_MAX && cur_left(&body) > 0; i++) {
		if (read_record(cur_until(&body, RS), f) != FIELDS ||
		    !is_number(&f[0]))
			continue;
		if (!told) {
			obs_term(d, ABOUT_SPEAKER, A_bedside_vendor,
				 "B. Braun");
			obs_term(d, ABOUT_SPEAKER, A_bedside_role, "device");
			obs_word(d, ABOUT_SPEAKER, A_bedside_clear, 1);
			obs_word(d, ABOUT_LISTENER, A_bedside_clear, 1);
		}
		told = true;
		tell_pump(d, f);
	}
}

/* What is asked for: ADMIN:ALIVE, MEM:GET, MEM:SET, escapes as they travel. */
static bool is_question(struct cur body)
{
	return CUR_IS(&body, "AEXMIN:") || CUR_IS(&body, "MEEM:");
}

static struct verdict bcc_parse(struct dissect *d)
{
	struct state *s = d->state;
	size_t left = cur_left(&d->in), i = 0;
	struct cur in = d->in, body;
	ptrdiff_t end;

	/* Receipts, and after a gap what is left of a frame. */
	while (i < left && cur_at(&d->in, i) != SOH &&
	       (s->recognised || cur_at(&d->in, i) == ACK ||
		cur_at(&d->in, i) == NAK))
		i++;
	if (i > 0)
		return took(i);
	if (bcc_probe(in, d->from) == NO)
		return s->recognised ? took(1) : not_mine();
	in = cur_take(&in, left < FRAME_MAX ? left : FRAME_MAX);
	end = cur_find(&in, EOT);
	if (end < 0 && left < FRAME_MAX)
		return need(left + 1);
	if (end < 0 || !is_sound(cur_take(&in, (size_t)end), &body))
		return s->recognised ? took(1) : not_mine();
	s->recognised = true;
	obs_protocol(d, "bcc", false);
	if (!is_question(body))
		tell_answer(d, body);
	return took((size_t)end + 1);
}

const struct dissector dissector_bcc = {
	.name = "bcc",
	.title = "B. Braun BCC",
	.carrier = ON_TCP,
	.resyncs = true,
	.hints = {4001, 1500},
	.state_size = sizeof(struct state),
	.probe = bcc_probe,
	.parse = bcc_parse,
};
