/* SPDX-License-Identifier: Apache-2.0 */
/*
 * contec - patient monitors of the CMS8000 family and what is sold under other
 * names, to their central station.
 *
 * Reads    length and kind of blocks; that a bed is announced, not which.
 * Never    block 3E (department, bed, patient, number, birth date, doctor),
 *          telemetry, texts.
 * Standard none: CISA's fact sheet on CMS8000 and a decoder of its recordings
 */
#include "classify/dissector.h"

enum {
	HEADER = 4, BED_HEADER = 8, MARK = 5,
	PATIENT = 0x3e, SYNC = 0x43, BED = 0x45, TELEMETRY = 0x46,
	SYNC_BACK = 0x47, FAULT = 0x49,
	PATIENT_LEAST = 2 + 0x8d + 32, /* up to the end of its last field      */
	BLOCK_MAX = 8192,
	ENOUGH = 3,         /* blocks in a row are no accident                 */
};

struct state {
	bool recognised[2];
	bool device[2];     /* a block that monitors send was among them       */
};

/* How much must lie there for is_block(). */
static size_t least(struct cur in)
{
	return cur_at(&in, 2) == MARK && cur_at(&in, 3) == BED ? BED_HEADER
								: HEADER;
}

/* The length counts what follows it: a mark, a kind, data. */
static bool is_block(struct cur in, size_t *length, uint8_t *kind)
{
	uint8_t mark;

	*length = cur_u16le(&in);
	mark = cur_u8(&in);
	*kind = cur_u8(&in);
	if (!cur_ok(&in) || mark != MARK || *length > BLOCK_MAX)
		return false;
	switch (*kind) {
	case SYNC:
	case SYNC_BACK:
		return *length == 2;
	case BED:
		return *length == 6 && cur_at(&in, 0) == 0 &&
		       cur_at(&in, 1) == 0 && cur_at(&in, 3) == 0xff;
	case PATIENT:
		return *length >= PATIENT_LEAST;
	case TELEMETRY:
	case FAULT:
		return *length >= 3;
	default:
		return false;
	}
}

static bool is_from_monitor(uint8_t kind)
{
	return kind == BED || kind == PATIENT || kind == TELEMETRY;
}

/* How many blocks lie here one after another, up to ENOUGH, and how many octets
 * show the next one; the last may end beyond what is there. */
static unsigned count_blocks(struct cur in, size_t *next, bool *device)
{
	size_t length, at = 0;
	unsigned n = 0;
	uint8_t kind;

	while (n < ENOUGH && cur_left(&in) >= least(in) &&
	       is_block(in, &length, &kind)) {
		*device |= is_from_monitor(kind);
		at += 2 + length;
		n++;
		cur_skip(&in, 2 + length);
	}
	*next = at + least(in);
	return n;
}

static enum guess contec_probe(struct cur first, enum side from)
{
	size_t left = cur_left(&first), next;
	bool device = false;

	(void)from;
	if (left < HEADER)
		return left > 2 && cur_at(&first, 2) != MARK ? NO : MORE;
	if (count_blocks(first, &next, &device) == ENOUGH)
		return YES;
	if (next <= left)
		return NO;
	/* The next header lies farther than may be asked for: parse() looks. */
	return next > PROBE_MAX ? YES : MORE;
}

static void tell(struct dissect *d, bool device)
{
	obs_protocol(d, "contec", false);
	if (!device)
		return;
	obs_term(d, ABOUT_SPEAKER, A_bedside_vendor, "Contec");
	obs_term(d, ABOUT_SPEAKER, A_bedside_kind, "patient-monitor");
	obs_term(d, ABOUT_SPEAKER, A_bedside_role, "device");
	obs_term(d, ABOUT_LISTENER, A_bedside_role, "central");
	obs_word(d, ABOUT_SPEAKER, A_bedside_clear, 1);
	obs_word(d, ABOUT_LISTENER, A_bedside_clear, 1);
}

static struct verdict contec_parse(struct dissect *d)
{
	struct state *s = d->state;
	size_t left = cur_left(&d->in), next, length;
	bool known = s->recognised[0] || s->recognised[1];
	uint8_t kind;

	if (!s->recognised[d->from]) {
		unsigned n = count_blocks(d->in, &next,
					  &s->device[d->from]);

		if (n < ENOUGH && next > left && next <= FEED_MAX)
			return need(next);
		if (n < ENOUGH)
			return known ? done() : not_mine();
		s->recognised[d->from] = true;
	}
	if (left < least(d->in))
		return need(least(d->in));
	if (!is_block(d->in, &length, &kind))
		return malformed();
	s->device[d->from] |= is_from_monitor(kind);
	tell(d, s->device[d->from]);
	return pass_over(2 + length);
}

const struct dissector dissector_contec = {
	.name = "contec",
	.title = "Contec CMS patient monitors",
	.carrier = ON_TCP,
	.hints = {515, 9600},
	.state_size = sizeof(struct state),
	.probe = contec_probe,
	.parse = contec_parse,
};
