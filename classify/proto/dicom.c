/* SPDX-License-Identifier: Apache-2.0 */
/*
 * dicom - protocol data units of the DICOM upper layer over TCP.
 *
 * Reads   associations, command sets, and of stored objects the elements that
 *         describe the equipment.
 * Never   patient groups, instance UIDs, dates, descriptions, queries but for
 *         the station that asks for its worklist, user identities, pixel data:
 *         they are passed over unread.
 *
 * Standard DICOM PS3.8 section 9.3 (PDUs), PS3.7 (commands), PS3.5 (data sets).
 */
#include "classify/proto/dicom.h"

enum {
	HEAD_FIRST = 4096,       /* most data sets are done with by here       */
	HEAD_MOST = 24576,
	HEADS_MAX = 8,           /* data sets looked into for one association  */
	QUESTIONS_MAX = 4,       /* .. as long as they ask for a worklist      */
	ANSWERS_MAX = 100,       /* .. or answer that                          */
};

/* Octets of one message collected over the fragments that carry it. */
struct gathered {
	uint8_t octets[HEAD_MOST];
	size_t n;
	bool whole;    /* the message ends here                                */
	uint64_t need; /* octets that must lie in the window first, or 0       */
};

/* Steps over the header of the next PDU when this one is used up. */
static bool same_message(struct cur *in, uint32_t *pdu_left)
{
	if (*pdu_left > 0)
		return true;
	if (cur_u8(in) != PDU_DATA)
		return false;
	cur_skip(in, 1);
	*pdu_left = cur_u32(in);
	return cur_ok(in);
}

/*
 * Collects up to `want` octets of the message whose first fragment's header
 * lies at the beginning of in. Never looks beyond FEED_MAX, however many
 * octets happen to be there, so that the cutting of the stream cannot matter;
 * unless nothing follows them.
 */
static void gather(struct gathered *g, struct cur in, uint32_t pdu_left,
		   size_t want, bool cut)
{
	const uint8_t *start = in.p;
	size_t window = cur_left(&in) < FEED_MAX ? cur_left(&in) : FEED_MAX;
	uint8_t kind = cur_at(&in, 5) & CONTROL_COMMAND;
	struct dicom_pdv v;
	size_t part, offset;

	g->n = 0;
	g->whole = false;
	g->need = 0;
	in = cur_of(start, window);
	while (g->n < want && !g->whole) {
		offset = (size_t)(in.p - start);
		part = pdu_left > 0 ? PDV_HEADER : PDU_HEADER + PDV_HEADER;
		if (offset + part > window) {
			g->need = offset + part;
			break;
		}
		g->whole = true; /* whatever does not fit ends the message */
		if (!same_message(&in, &pdu_left) ||
		    !dicom_pdv(&in, pdu_left, &v) ||
		    (v.control & CONTROL_COMMAND) != kind)
			break;
		offset = (size_t)(in.p - start);
		part = want - g->n < v.length ? want - g->n : v.length;
		g->whole = part == v.length && (v.control & CONTROL_LAST) != 0;
		if (offset + part > window && window < FEED_MAX && !cut) {
			g->whole = false;
			g->need = offset + part;
			break;
		}
		if (offset + part > window) { /* and more will never fit   */
			g->whole = false;
			part = window - offset;
			want = g->n + part;
		}
		cur_copy(&in, g->octets + g->n, part);
		g->n += part;
		pdu_left -= v.length + PDV_HEADER;
		if (part < v.length)
			break;
	}
	if (g->need > FEED_MAX)
		g->need = window < FEED_MAX ? FEED_MAX : 0;
}

/* It lay on the stack, and the next to be called there may never write so far. */
static void forget(struct gathered *g)
{
	explicit_bzero(g->octets, g->n);
}

static unsigned most_heads(enum content content)
{
	if (content == CONTENT_WORK)
		return ANSWERS_MAX;
	return content == CONTENT_ASKED ? QUESTIONS_MAX : HEADS_MAX;
}

/* What may be told of these octets; false when more of them would help. */
static bool look_at(struct dissect *d, enum content content,
		    enum syntax syntax, const struct gathered *g, bool last)
{
	struct cur head = cur_of(g->octets, g->n);

	if (content == CONTENT_IMAGE)
		return dicom_dataset(d, syntax, head, g->whole || last);
	if (!g->whole && !last)
		return false;
	dicom_stations(d, syntax, head);
	return true;
}

/* Looks into a data set's head; true when the window must grow first. */
static bool look_into(struct dissect *d, struct dicom_side *me,
		      struct dicom_pdv v, uint64_t *more)
{
	static const size_t sizes[] = {HEAD_FIRST, HEAD_MOST};
	enum syntax syntax = dicom_syntax_of(d->state, v.context);
	enum content content = (enum content)me->content;
	struct gathered g;
	bool told = false;

	if (me->heads >= most_heads(content))
		return false;
	for (unsigned i = 0; i < 2 && !told; i++) {
		gather(&g, d->in, me->pdu_left, sizes[i], d->cut);
		*more = d->cut ? 0 : g.need;
		if (*more == 0 && syntax == SYNTAX_NONE)
			syntax = dicom_syntax_by_look(cur_of(g.octets, g.n));
		if (*more == 0 && syntax != SYNTAX_NONE)
			told = look_at(d, content, syntax, &g,
				       i == 1 || d->cut);
		forget(&g);
		if (*more > 0)
			return true;
		if (syntax == SYNTAX_NONE)
			break;
	}
	if (syntax == SYNTAX_NONE && content == CONTENT_IMAGE && !d->cut)
		obs_term(d, ABOUT_SPEAKER, A_dicom_unreadable,
			 "deflated or private");
	me->heads++;
	return false;
}

/* Steps over the header of a P-DATA-TF, which lies at the beginning of in. */
static struct verdict took_header(struct dicom_side *me, struct cur in)
{
	cur_skip(&in, 2);
	me->pdu_left = cur_u32(&in);
	me->pdu = me->pdu_left > 0 ? PDU_DATA : PDU_NONE;
	return took(PDU_HEADER);
}

/*
 * What is here is no PDU. Where octets are missing, or were before the first,
 * a later command may be found; else somebody broke the rules.
 */
static struct verdict astray(struct dissect *d)
{
	struct dicom_state *s = d->state;
	struct dicom_side *me = &s->side[d->from];

	if (!d->mid_stream && !me->was_lost)
		return malformed();
	me->lost = true;
	return took(1);
}

/* Looks for the beginning of a command, past all that cannot be one. */
static struct verdict find_again(struct dissect *d, struct dicom_side *me)
{
	size_t useless = dicom_find_command(d->in);

	if (useless > 0)
		return took(useless);
	if (cur_left(&d->in) < COMMAND_START)
		return need(COMMAND_START);
	me->lost = false;
	dicom_title_accepted(d);
	return took_header(me, d->in);
}

/* The next fragment of a P-DATA-TF, 9.3.5. */
static struct verdict data_step(struct dissect *d)
{
	struct dicom_state *s = d->state;
	struct dicom_side *me = &s->side[d->from];
	struct cur in = d->in;
	struct dicom_pdv v;
	bool starts = !me->inside;
	uint64_t more = 0;

	if (cur_left(&in) < PDV_HEADER && me->pdu_left >= PDV_HEADER)
		return need(PDV_HEADER);
	if (!dicom_pdv(&in, me->pdu_left, &v))
		return astray(d);
	if (starts && (v.control & CONTROL_COMMAND) != 0) {
		struct gathered g;

		gather(&g, d->in, me->pdu_left, COMMAND_MAX, d->cut);
		if (g.need == 0 || d->cut) {
			me->content = CONTENT_NONE;
			if (g.whole || d->cut)
				dicom_command(d, v.context,
					      cur_of(g.octets, g.n), g.whole);
		}
		forget(&g); /* instances, and comments on errors */
		if (g.need > 0 && !d->cut)
			return need(g.need);
	} else if (starts && me->content != CONTENT_NONE) {
		if (look_into(d, me, v, &more))
			return need(more);
		me->content = CONTENT_NONE;
	}
	me->inside = (v.control & CONTROL_LAST) == 0;
	me->pdu_left -= v.length + PDV_HEADER;
	if (me->pdu_left == 0)
		me->pdu = PDU_NONE;
	return pass_over((uint64_t)v.length + PDV_HEADER);
}

/* Whether a PDU may begin so. */
static bool plausible(uint8_t type, uint8_t reserved, uint32_t length)
{
	if (reserved != 0 || type < PDU_ASSOCIATE_RQ || type > PDU_ABORT)
		return false;
	if (type == PDU_DATA)
		return length >= PDV_HEADER && length <= PDU_PLAUSIBLE;
	return type <= PDU_ASSOCIATE_AC
		       ? length >= FIXED && length <= ASSOCIATE_MAX
		       : length == 4;
}

/* Whether all fragments of a PDU and the beginning of the next are sound. */
static bool are_two_units(struct cur in, uint32_t length)
{
	struct cur body;
	uint8_t type, reserved;
	struct dicom_pdv v;

	cur_skip(&in, PDU_HEADER);
	body = cur_take(&in, length);
	while (cur_left(&body) > 0) {
		if (!dicom_pdv(&body, (uint32_t)cur_left(&body), &v))
			return false;
		cur_skip(&body, v.length);
	}
	type = cur_u8(&in);
	reserved = cur_u8(&in);
	return plausible(type, reserved, cur_u32(&in));
}

/*
 * No association was seen: a command set without a flaw is asked for, or a
 * whole P-DATA-TF of sound fragments and the beginning of a second PDU.
 */
static struct verdict recognise(struct dissect *d, uint32_t length)
{
	struct dicom_state *s = d->state;
	struct dicom_side *other = &s->side[1 - d->from];
	uint64_t both = (uint64_t)length + 2 * PDU_HEADER;
	uint64_t first = dicom_first_fragment(d->in);
	bool known = d->cut && dicom_probe_cut(d->in, d->missing);

	if (!known && (first == 0 || both > FEED_MAX ||
		       length < PDV_HEADER + COMMAND_LEAST))
		return not_mine();
	if (!known && cur_left(&d->in) < first)
		return need(first);
	known = known || dicom_sound_start(d->in);
	if (!known && cur_left(&d->in) < both)
		return need(both);
	if (!known && !are_two_units(d->in, length))
		return not_mine();
	s->recognised = true;
	obs_protocol(d, "dicom", false);
	other->lost = other->was_lost = d->mid_stream;
	return took_header(&s->side[d->from], d->in);
}

/* 9.3.4: who refuses and why; only a node that keeps a list says 7 or 3. */
static void rejected(struct dissect *d, struct cur body)
{
	uint8_t result;
	uint16_t why;

	cur_skip(&body, 1);
	result = cur_u8(&body);
	why = cur_u16(&body);
	obs_word(d, ABOUT_SPEAKER, A_dicom_rejected, why);
	obs_word(d, ABOUT_LISTENER, A_dicom_rejected, why);
	dicom_title_refused(d, result, why);
}

/* 9.3.8: 0 the user, 2 the provider of the service. */
static void aborted(struct dissect *d, struct cur body)
{
	uint16_t why;

	cur_skip(&body, 2);
	why = cur_u16(&body);
	obs_word(d, ABOUT_SPEAKER, A_dicom_aborted, why);
	obs_word(d, ABOUT_LISTENER, A_dicom_aborted, why);
}

/* The PDUs of four octets: RJ, RELEASE-RQ, RELEASE-RP, ABORT. */
static struct verdict short_pdu(struct dissect *d, uint8_t type, struct cur in)
{
	struct cur body;

	if (cur_left(&in) < 4)
		return need(PDU_HEADER + 4);
	body = cur_take(&in, 4);
	if (type == PDU_ASSOCIATE_RJ)
		rejected(d, body);
	else if (type == PDU_ABORT)
		aborted(d, body);
	return took(PDU_HEADER + 4);
}

/* The fixed part of an association, as far as it goes. */
static struct verdict associate(struct dissect *d, uint8_t type,
				uint32_t length, struct cur in)
{
	struct dicom_state *s = d->state;
	struct dicom_side *me = &s->side[d->from];
	/* With the first octets of what settles that this is DICOM. */
	size_t least = length < FIXED + 4 ? length : FIXED + 4;

	if (length < FIXED || length > ASSOCIATE_MAX)
		return s->recognised ? astray(d) : not_mine();
	if (cur_left(&in) < least && !d->cut)
		return need(PDU_HEADER + least);
	if (cur_left(&in) < least && !dicom_probe_cut(d->in, d->missing))
		return s->recognised ? astray(d) : not_mine();
	dicom_associate(d, type, in);
	if (cur_left(&in) < least) {
		dicom_associate_cut(d, type);
		return pass_over(PDU_HEADER + (uint64_t)length);
	}
	me->pdu = length > FIXED ? type : PDU_NONE;
	me->pdu_left = length - FIXED;
	return took(PDU_HEADER + FIXED);
}

static struct verdict next_pdu(struct dissect *d)
{
	struct dicom_state *s = d->state;
	struct cur in = d->in;
	uint8_t type = cur_u8(&in);
	uint32_t length;

	cur_skip(&in, 1); /* 9.3: not to be tested */
	length = cur_u32(&in);
	if (!cur_ok(&in))
		return need(PDU_HEADER);
	if (type == PDU_ASSOCIATE_RQ || type == PDU_ASSOCIATE_AC)
		return associate(d, type, length, in);
	if (!s->recognised)
		return type == PDU_DATA ? recognise(d, length) : not_mine();
	if (!plausible(type, 0, length) &&
	    (type != PDU_DATA || length > 0))
		return astray(d);
	if (type == PDU_DATA || type == PDU_RELEASE_RQ || s->answered)
		dicom_title_accepted(d);
	if (type == PDU_DATA)
		return took_header(&s->side[d->from], d->in);
	return short_pdu(d, type, in);
}

static struct verdict dicom_parse(struct dissect *d)
{
	struct dicom_state *s = d->state;
	struct dicom_side *me = &s->side[d->from];

	if (d->after_gap && !s->recognised && me->pdu != PDU_NONE)
		return not_mine();
	if (d->after_gap && s->recognised) {
		me->lost = me->was_lost = true;
		me->inside = false;
		me->content = CONTENT_NONE;
	}
	if (me->lost)
		return find_again(d, me);
	switch (me->pdu) {
	case PDU_NONE:
		return next_pdu(d);
	case PDU_DATA:
		return data_step(d);
	default:
		return dicom_associate_item(d);
	}
}

const struct dissector dissector_dicom = {
	.name = "dicom",
	.title = "DICOM",
	.carrier = ON_TCP,
	.hints = {104, 11112, 4242, 2345, 2761, 11113},
	.resyncs = true,
	.reads_cut = true,
	.state_size = sizeof(struct dicom_state),
	.probe = dicom_probe,
	.probe_cut = dicom_probe_cut,
	.parse = dicom_parse,
};
