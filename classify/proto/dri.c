/* SPDX-License-Identifier: Apache-2.0 */
/*
 * dri - Datex-Ohmeda S/5 and GE monitors on their computer interface, whose
 * serial line reaches the network through a device server.
 *
 * Reads    the frame, its checksum, the record's header with the kinds of its
 *          subrecords.
 * Never    subrecords: values, waveforms, alarms. The number of the plug has
 *          16 bits and is no key; the interface level is no software version.
 * Standard S/5 Computer Interface; Datex-Ohmeda Record Specification
 *          (8005313): frame, header, main types
 */
#include "classify/dissector.h"

enum {
	FLAG = 0x7e, ESCAPE = 0x7d, BIT_5 = 0x20,
	HEADER = 40, DESCRIPTORS = 8, DESCRIPTORS_AT = 16,
	PHYSIOLOGICAL = 0, WAVEFORM = 1, ALARM = 4, NETWORK = 5, RECORD = 8,
	END_OF_LIST = 0xff,
	PAYLOAD_MAX = 1500,
	WIRE_MAX = 2 * PAYLOAD_MAX + 4,
};

struct state {
	bool recognised;
};

/* What is told of a record, and what its frame must hold. */
struct record {
	uint16_t length, main;
	uint8_t kind;       /* of the first subrecord: 0 is a request          */
	bool sound;
};

/* Octets between the flags, the escapes undone. */
static bool next(struct cur *in, uint8_t *c)
{
	*c = cur_u8(in);
	if (*c == ESCAPE)
		*c = (uint8_t)(cur_u8(in) | BIT_5);
	return cur_ok(in);
}

static uint16_t le16(const uint8_t *p)
{
	return (uint16_t)(p[0] | p[1] << 8);
}

static void read_header(const uint8_t h[HEADER], struct record *r)
{
	bool ended = false;

	r->length = le16(h);
	r->main = le16(h + 14);
	r->kind = h[DESCRIPTORS_AT + 2];
	for (unsigned i = 0; i < DESCRIPTORS && !ended; i++) {
		const uint8_t *entry = h + DESCRIPTORS_AT + 3 * i;

		ended = entry[2] == END_OF_LIST;
		if (!ended && le16(entry) > r->length - HEADER)
			return;
	}
	r->sound = r->length > HEADER && r->length <= PAYLOAD_MAX && ended &&
		   r->kind != END_OF_LIST &&
		   (r->main <= WAVEFORM || r->main == ALARM ||
		    r->main == NETWORK || r->main == RECORD);
}

/* The header that stands behind the flag, sound or not; false when it is not
 * all there. */
static bool look_at_header(struct cur in, struct record *r)
{
	uint8_t header[HEADER];

	memset(r, 0, sizeof(*r));
	cur_skip(&in, 1);
	for (unsigned i = 0; i < HEADER; i++) {
		/* A frame that ends so soon is not looked at twice. */
		if (cur_at(&in, 0) == FLAG)
			return true;
		if (!next(&in, &header[i]))
			return false;
	}
	read_header(header, r);
	return true;
}

static enum guess dri_probe(struct cur first, enum side from)
{
	struct record r;

	(void)from;
	while (cur_at(&first, 0) == FLAG && cur_at(&first, 1) == FLAG)
		cur_skip(&first, 1);
	if (cur_left(&first) > 0 && cur_at(&first, 0) != FLAG)
		return NO;
	if (!look_at_header(first, &r))
		return cur_left(&first) > 2 * HEADER ? NO : MORE;
	return r.sound ? YES : NO;
}

/* Length and 8-bit sum of a frame without its flags: payload, then the sum. */
static bool adds_up(struct cur in, uint16_t length)
{
	uint8_t sum = 0, last = 0, c;
	size_t n = 0;

	while (cur_left(&in) > 0) {
		if (!next(&in, &c))
			return false;
		sum = (uint8_t)(sum + last);
		last = c;
		n++;
	}
	return n == length + 1u && sum == last;
}

static void tell_record(struct dissect *d, const struct record *r)
{
	obs_protocol(d, "dri", false);
	/* Computers ask in records of the same form. */
	if (r->kind == 0 || (r->main > WAVEFORM && r->main != ALARM))
		return;
	obs_term(d, ABOUT_SPEAKER, A_bedside_vendor, "GE HealthCare");
	obs_term(d, ABOUT_SPEAKER, A_bedside_kind, "patient-monitor");
	obs_term(d, ABOUT_SPEAKER, A_bedside_role, "device");
	obs_word(d, ABOUT_SPEAKER, A_bedside_clear, 1);
	obs_word(d, ABOUT_LISTENER, A_bedside_clear, 1);
}

/* No record here: on to the next flag, or it is another's. */
static struct verdict no_record(const struct state *s)
{
	return s->recognised ? took(1) : not_mine();
}

static struct verdict dri_parse(struct dissect *d)
{
	struct state *s = d->state;
	size_t left = cur_left(&d->in), i = 0;
	struct cur in = d->in, body;
	struct record r;
	ptrdiff_t end;

	obs_line(d);
	while (i < left && s->recognised && cur_at(&d->in, i) != FLAG)
		i++;
	while (i + 1 < left && cur_at(&d->in, i) == FLAG &&
	       cur_at(&d->in, i + 1) == FLAG)
		i++;
	if (i > 0)
		return took(i);
	if (cur_at(&in, 0) != FLAG)
		return no_record(s);
	if (!look_at_header(in, &r))
		return left > 2 * HEADER ? no_record(s) : need(left + 1);
	if (!r.sound)
		return no_record(s);
	cur_skip(&in, 1);
	end = cur_find(&in, FLAG);
	if (end < 0)
		return left > WIRE_MAX ? no_record(s) : need(left + 1);
	body = cur_take(&in, (size_t)end);
	if (!adds_up(body, r.length))
		return no_record(s);
	s->recognised = true;
	tell_record(d, &r);
	return took((size_t)end + 2);
}

const struct dissector dissector_dri = {
	.name = "dri",
	.title = "Datex-Ohmeda S/5 record interface",
	.carrier = ON_TCP,
	.resyncs = true,
	.hints = {4001, 10001, 2101},
	.state_size = sizeof(struct state),
	.probe = dri_probe,
	.parse = dri_parse,
};
