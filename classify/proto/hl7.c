/* SPDX-License-Identifier: Apache-2.0 */
/*
 * hl7 - HL7 version 2 messages, in any of the usual framings.
 *
 * Reads   message headers, acknowledgements, software segments, and of
 *         equipment and observations what names a device.
 * Never   patients, visits, orders, results, notes: any other segment, and
 *         any segment longer than SEGMENT_MAX, is passed over unread.
 *
 * Standard HL7 2.9 chapter 2 (encoding, MSH, MSA, SFT), chapter 7 (OBX, PRT),
 *          chapter 13 (EQU), HL7 transport MLLP release 1.
 */
#include "classify/proto/hl7.h"

enum {
	VT = 0x0b,
	FS = 0x1c,
	CR = '\r',
	LF = '\n',
	SEGMENT_MAX = 4096,
	ENCODING_MAX = 5, /* MSH-2 since 2.7                                   */
	ESCAPE = 2,       /* the escape sign in it                             */
};

enum mode {
	BETWEEN, /* messages                                                   */
	SEGMENT, /* at the beginning of one                                    */
	PASSING, /* over the rest of one                                       */
	LOST,    /* looking for the next message                               */
};

static const char bom[] = "\xef\xbb\xbf";

static bool is_sign(uint8_t c)
{
	return c > ' ' && c < 0x7f && !is_digit(c) && !is_letter(c);
}

static bool ends_segment(uint8_t c)
{
	return c == CR || c == LF || c == FS || c == VT;
}

/* Offset of the first octet, from `from` on, that ends a segment; or where the
 * octets end. */
static size_t segment_end(const struct cur *in, size_t from)
{
	size_t i = cur_control(in, from);

	while (i < cur_left(in) && !ends_segment(cur_at(in, i)))
		i = cur_control(in, i + 1);
	return i;
}

/* MSH-1 and MSH-2: a separator, up to five other signs, the separator. */
static enum guess check_encoding(struct cur in)
{
	/* A text of source code doubles its escape sign, "^~\\\\&". */
	uint8_t field, seen[ENCODING_MAX];
	unsigned n = 0;

	if (cur_left(&in) == 0)
		return MORE;
	field = cur_u8(&in);
	if (!is_sign(field))
		return NO;
	while (cur_left(&in) > 0) {
		uint8_t c = cur_u8(&in);

		if (c == field)
			return n > 0 ? YES : NO;
		if (n == ENCODING_MAX || !is_sign(c) ||
		    (memchr(seen, c, n) != NULL &&
		     !(n == ESCAPE + 1 && c == seen[ESCAPE])))
			return NO;
		seen[n++] = c;
	}
	return MORE;
}

/*
 * Whether a message or a batch begins here, and how many octets of framing
 * come before it: VT, a byte order mark, the three octets of the old hybrid
 * protocol and their CR; or none at all.
 */
static enum guess check_start(struct cur in, size_t *framing)
{
	static const char *const names[] = {"MSH", "FHS", "BHS"};
	const uint8_t *start = in.p;
	enum guess g = NO;

	if (cur_left(&in) == 0)
		return MORE;
	if (cur_at(&in, 0) == VT)
		cur_skip(&in, 1);
	if (CUR_IS(&in, bom))
		cur_skip(&in, 3);
	else if (cur_left(&in) < 3 && cur_is(&in, bom, cur_left(&in)))
		return MORE;
	if (*start == VT && cur_at(&in, 0) == 'D') {
		if (cur_left(&in) < 4)
			return MORE;
		if (cur_at(&in, 3) == CR)
			cur_skip(&in, 4);
	}
	*framing = (size_t)(in.p - start);
	for (unsigned i = 0; i < 3; i++)
		if (cur_left(&in) < 3 &&
		    memcmp(in.p, names[i], cur_left(&in)) == 0)
			g = MORE;
		else if (cur_is(&in, names[i], 3))
			g = YES;
	if (g != YES)
		return g;
	cur_skip(&in, 3);
	return check_encoding(in);
}

/* Two octets for each character; named, but not read further. */
static enum guess check_wide(struct cur in)
{
	static const char start[] = "M\0S\0H\0|\0^\0";
	size_t n;

	if (cur_at(&in, 0) == VT)
		cur_skip(&in, cur_left(&in) > 1 && cur_at(&in, 1) == 0 ? 2 : 1);
	if (CUR_IS(&in, "\xff\xfe"))
		cur_skip(&in, 2);
	else if (cur_left(&in) == 1 && cur_at(&in, 0) == 0xff)
		return MORE;
	n = cur_left(&in) < sizeof(start) - 1 ? cur_left(&in)
					      : sizeof(start) - 1;
	if (!cur_is(&in, start, n))
		return NO;
	return n == sizeof(start) - 1 ? YES : MORE;
}

static enum guess hl7_probe(struct cur first, enum side from)
{
	size_t framing;
	enum guess g = check_start(first, &framing);

	(void)from;
	return g == NO ? check_wide(first) : g;
}

static void acknowledgement(struct dissect *d, struct cur segment)
{
	(void)segment;
	hl7_role(d, true);
}

/* Segments that are read; ERR and the like say nothing about the role. */
static const struct segment_row {
	char name[4];
	bool neutral; /* comes with questions and answers alike                */
	void (*read)(struct dissect *, struct cur);
} segments[] = {
	{"MSA", true, acknowledgement},
	{"SFT", true, hl7_software},
	{"UAC", true, NULL},
	{"ERR", true, NULL},
	{"NTE", true, NULL},
	{"EQU", false, hl7_equipment},
	{"OBX", false, hl7_observation},
	{"PRT", false, hl7_participation},
};

enum line { LINE_WHOLE, LINE_MORE, LINE_LONG };

/* Finds the end of the segment, looking at each octet once. */
static enum line line_end(struct dissect *d, size_t *n)
{
	struct hl7_side *me = hl7_side_of(d);
	size_t left = cur_left(&d->in);
	size_t window = left < SEGMENT_MAX ? left : SEGMENT_MAX;
	struct cur in = cur_of(d->in.p, window);
	size_t i = segment_end(&in, me->scanned);

	*n = i;
	me->scanned = 0;
	if (i < window)
		return LINE_WHOLE;
	if (window == SEGMENT_MAX)
		return LINE_LONG;
	me->scanned = (uint16_t)i;
	return LINE_MORE;
}

/* Passes on to the end of the segment, or over what there is of it. */
static struct verdict pass(struct dissect *d, size_t from)
{
	struct hl7_side *me = hl7_side_of(d);
	size_t n = cur_left(&d->in), i = segment_end(&d->in, from);

	me->mode = i < n ? SEGMENT : PASSING;
	me->scanned = 0;
	return took(i);
}

static struct verdict lost(struct dissect *d)
{
	struct hl7_side *me = hl7_side_of(d);
	const struct hl7_state *s = d->state;

	if (!s->recognised)
		return not_mine();
	me->mode = LOST;
	me->scanned = 0;
	return took(1);
}

/* An acknowledgement comes right behind its header. */
static enum guess answer_follows(struct cur in, size_t header)
{
	size_t left;

	cur_skip(&in, header);
	for (unsigned i = 0; i < 2; i++)
		if (cur_left(&in) > 0 &&
		    (cur_at(&in, 0) == CR || cur_at(&in, 0) == LF))
			cur_skip(&in, 1);
	left = cur_left(&in);
	if (left < 3)
		return cur_is(&in, "MSA", left) ? MORE : NO;
	return CUR_IS(&in, "MSA") ? YES : NO;
}

/* A header names its own separators and its own character set. */
static enum guess header(struct dissect *d, struct cur segment,
			 enum guess behind)
{
	uint8_t room[HL7_ROOM];
	struct hl7_side *me = hl7_side_of(d);

	me->field = cur_at(&segment, 3);
	me->component = cur_at(&segment, 4);
	me->repetition = cur_at(&segment, 5);
	return hl7_header(d, hl7_header_text(me, segment, room), behind);
}

static struct verdict between(struct dissect *d)
{
	struct hl7_side *me = hl7_side_of(d);
	const struct hl7_state *s = d->state;
	uint8_t first = cur_at(&d->in, 0);
	struct cur segment = d->in;
	size_t framing = 0, n;
	enum guess g;

	me->mode = BETWEEN;
	if (!s->recognised && check_wide(d->in) == YES) {
		hl7_recognised(d);
		return done();
	}
	if (!s->recognised && check_wide(d->in) == MORE)
		return need(cur_left(&d->in) + 1);
	if (s->recognised && (first == CR || first == LF || first == FS ||
			      first == ' ' || first == 0))
		return took(1);
	g = check_start(d->in, &framing);
	if (g == MORE)
		return need(cur_left(&d->in) + 1);
	if (g == NO)
		return lost(d);
	if (me->scanned < framing)
		me->scanned = (uint16_t)framing;
	me->begun = first == VT;
	switch (line_end(d, &n)) {
	case LINE_MORE:
		return need(cur_left(&d->in) + 1);
	case LINE_LONG:
		return lost(d);
	default:
		break;
	}
	me->begun = false;
	segment = cur_take(&segment, n);
	cur_skip(&segment, framing);
	if (!CUR_IS(&segment, "MSH")) {
		me->mode = SEGMENT; /* of a file or batch header */
		return took(n);
	}
	g = header(d, segment, answer_follows(d->in, n));
	if (g == MORE) {
		me->begun = first == VT;
		return need(cur_left(&d->in) + 1);
	}
	if (g == NO)
		return lost(d);
	me->mode = SEGMENT;
	return took(n);
}

static const struct segment_row *row_of(const struct cur *name)
{
	for (unsigned i = 0; i < sizeof(segments) / sizeof(segments[0]); i++)
		if (cur_at(name, 0) == (uint8_t)segments[i].name[0] &&
		    cur_is(name, segments[i].name, 3))
			return &segments[i];
	return NULL;
}

static void read_segment(struct dissect *d, const struct segment_row *row,
			 struct cur in)
{
	uint8_t room[HL7_ROOM];

	row->read(d, hl7_text(hl7_side_of(d), in, room));
}

static struct verdict segment(struct dissect *d)
{
	struct hl7_side *me = hl7_side_of(d);
	const struct hl7_state *s = d->state;
	const struct segment_row *row;
	uint8_t first = cur_at(&d->in, 0);
	struct cur in = d->in;
	size_t n;

	me->mode = SEGMENT;
	if (first == CR || first == LF)
		return took(1);
	if (first == FS || first == VT)
		return between(d);
	if (cur_left(&in) < 4)
		return need(4);
	if (CUR_IS(&in, "MSH") || CUR_IS(&in, "BHS") || CUR_IS(&in, "FHS"))
		return between(d);
	row = row_of(&in);
	if (s->recognised && me->field != 0 && (row == NULL || !row->neutral))
		hl7_role(d, false);
	if (row == NULL || row->read == NULL || cur_at(&in, 3) != me->field)
		return pass(d, 0);
	switch (line_end(d, &n)) {
	case LINE_MORE:
		return need(cur_left(&d->in) + 1);
	case LINE_LONG:
		return pass(d, n);
	default:
		read_segment(d, row, cur_take(&in, n));
		return took(n);
	}
}

/* After a gap: on to the next beginning of a message. */
static struct verdict search(struct dissect *d)
{
	size_t left = cur_left(&d->in), framing;
	size_t i = segment_end(&d->in, 0);
	uint8_t first = cur_at(&d->in, 0);
	struct cur in = d->in;

	if (i > 0)
		return took(i);
	if (first == FS)
		return took(1);
	if (first == VT)
		return between(d);
	cur_skip(&in, 1);
	switch (check_start(in, &framing)) {
	case MORE:
		return need(left + 1);
	case YES:
		hl7_side_of(d)->mode = BETWEEN;
		return took(1);
	default:
		return took(1);
	}
}

static struct verdict go_on(struct dissect *d)
{
	switch (hl7_side_of(d)->mode) {
	case BETWEEN:
		return between(d);
	case SEGMENT:
		return segment(d);
	case PASSING:
		return ends_segment(cur_at(&d->in, 0)) ? segment(d)
						       : pass(d, 0);
	default:
		return search(d);
	}
}

static struct verdict hl7_parse(struct dissect *d)
{
	struct hl7_side *me = hl7_side_of(d);
	const struct hl7_state *s = d->state;
	struct verdict v;
	uint64_t n = 0;

	if (d->after_gap) {
		/* A short snap length cuts every header: the frame and the
		 * separators are all that is left to go by. */
		if (me->begun)
			hl7_recognised(d);
		me->begun = false;
		me->mode = LOST;
		me->scanned = 0;
	}
	/* All segments at hand. Once recognised there are but two verdicts. */
	do {
		v = go_on(d);
		if (v.what != TOOK)
			return n > 0 ? took(n) : v;
		cur_skip(&d->in, v.n);
		n += v.n;
	} while (s->recognised && cur_left(&d->in) > 0);
	return took(n);
}

void hl7_read(struct dissect *d, struct cur body, uint32_t sender[2])
{
	struct hl7_state state = {0};
	struct dissect inner = *d;
	struct verdict v;

	for (unsigned i = 0; i < 2; i++) {
		state.side[i].sender = sender[i];
		state.side[i].latest = (uint16_t)sender[i];
	}
	inner.in = body;
	inner.state = &state;
	inner.after_gap = false;
	do {
		v = hl7_parse(&inner); /* which moves on by itself             */
	} while (v.what == TOOK && cur_left(&inner.in) > 0);
	for (unsigned i = 0; i < 2; i++)
		sender[i] = state.side[i].sender;
}

const struct dissector dissector_hl7 = {
	.name = "hl7",
	.title = "HL7 version 2",
	.carrier = ON_TCP,
	.resyncs = true,
	.hints = {2575, 6661, 6660, 7777, 2100, 3502},
	.state_size = sizeof(struct hl7_state),
	.probe = hl7_probe,
	.parse = hl7_parse,
};
