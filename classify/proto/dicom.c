/* SPDX-License-Identifier: Apache-2.0 */
/*
 * dicom - protocol data units of the DICOM upper layer over TCP.
 *
 * Reads   associations, command sets, and of stored objects the elements that
 *         describe the equipment.
 * Never   patient groups, instance UIDs, dates, descriptions, queries, user
 *         identities, pixel data: they are passed over unread.
 *
 * Standard DICOM PS3.8 section 9.3 (PDUs), PS3.7 (commands), PS3.5 (data sets).
 */
#include "classify/proto/dicom.h"

enum {
	PDU_HEADER = 6,
	PDV_HEADER = 6,
	FIXED = 68,              /* version, titles, reserved: 9.3.2           */
	ASSOCIATE_MAX = 131072,
	PDU_PLAUSIBLE = 1 << 24, /* in the middle of a stream                  */
	CONTROL_COMMAND = 1,
	CONTROL_LAST = 2,
	COMMAND_LEAST = 12,      /* its own length, PS3.7 E.1                  */
	COMMAND_MAX = 1024,
	HEAD_FIRST = 4096,       /* most data sets are done with by here       */
	HEAD_MOST = 24576,
	HEADS_MAX = 8,           /* data sets looked into for one association  */
};

static const char application_context[] = "1.2.840.10008.3.1.1.1";

/* A presentation data value, 9.3.5.1: fragment of a command or a data set. */
struct pdv {
	uint32_t length; /* of the fragment */
	uint8_t context, control;
};

/* False when the header makes no sense within the octets left of its PDU. */
static bool read_pdv(struct cur *in, uint32_t pdu_left, struct pdv *v)
{
	uint32_t n = cur_u32(in);

	v->context = cur_u8(in);
	v->control = cur_u8(in);
	v->length = n - 2;
	return cur_ok(in) && n >= 2 && pdu_left >= 4 && n <= pdu_left - 4 &&
	       (v->context & 1) == 1 && v->control <= 3;
}

/* PS3.8 9.3.2 and 9.3.3: only this protocol names that application context. */
static enum guess probe_associate(struct cur first)
{
	uint32_t length;
	uint8_t title = 0;

	cur_skip(&first, 2);
	length = cur_u32(&first);
	if (cur_ok(&first) && (length < FIXED || length > ASSOCIATE_MAX))
		return NO;
	if (cur_ok(&first) && cur_left(&first) >= 2 &&
	    (cur_at(&first, 1) & 1) == 0)
		return NO;
	cur_skip(&first, 4);
	for (unsigned i = 0; i < AE_SIZE; i++)
		title |= cur_at(&first, i) ^ ' ';
	cur_skip(&first, FIXED - 4);
	if (cur_left(&first) < 4 + sizeof(application_context) - 1)
		return MORE;
	cur_skip(&first, 4);
	if (title == 0 || first.p[-4] != 0x10)
		return NO;
	return CUR_IS(&first, application_context) ? YES : NO;
}

/* A command set begins with its own length: 0000,0000 of four octets. */
static enum guess probe_data(struct cur first)
{
	static const uint8_t group_length[] = {0, 0, 0, 0, 4, 0, 0, 0};
	uint32_t left;
	struct pdv v;

	cur_skip(&first, 2);
	left = cur_u32(&first);
	if (cur_left(&first) < PDV_HEADER + sizeof(group_length))
		return MORE;
	if (left > PDU_PLAUSIBLE || !read_pdv(&first, left, &v))
		return NO;
	return (v.control & CONTROL_COMMAND) != 0 &&
		       cur_is(&first, group_length, sizeof(group_length))
		       ? YES : NO;
}

static enum guess dicom_probe(struct cur first, enum side from)
{
	uint8_t type = cur_at(&first, 0);

	(void)from;
	if (cur_left(&first) > 1 && cur_at(&first, 1) != 0)
		return NO;
	if (type == PDU_ASSOCIATE_RQ || type == PDU_ASSOCIATE_AC)
		return probe_associate(first);
	return type == PDU_DATA ? probe_data(first) : NO;
}

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
 * octets happen to be there, so that the cutting of the stream cannot matter.
 */
static void gather(struct gathered *g, struct cur in, uint32_t pdu_left,
		   size_t want)
{
	const uint8_t *start = in.p;
	size_t window = cur_left(&in) < FEED_MAX ? cur_left(&in) : FEED_MAX;
	uint8_t kind = cur_at(&in, 5) & CONTROL_COMMAND;
	struct pdv v;
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
		    !read_pdv(&in, pdu_left, &v) ||
		    (v.control & CONTROL_COMMAND) != kind)
			break;
		offset = (size_t)(in.p - start);
		part = want - g->n < v.length ? want - g->n : v.length;
		g->whole = part == v.length && (v.control & CONTROL_LAST) != 0;
		if (offset + part > window && window < FEED_MAX) {
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

/* Looks into a data set's head; true when the window must grow first. */
static bool look_into(struct dissect *d, struct dicom_side *me, struct pdv v,
		      uint64_t *more)
{
	static const size_t sizes[] = {HEAD_FIRST, HEAD_MOST};
	const struct dicom_state *s = d->state;
	enum syntax syntax = dicom_syntax_of(s, v.context);
	struct gathered g;
	bool told = false;

	if ((syntax == SYNTAX_NONE && s->answered) || me->heads >= HEADS_MAX)
		return false;
	for (unsigned i = 0; i < 2 && !told; i++) {
		gather(&g, d->in, me->pdu_left, sizes[i]);
		*more = g.need;
		if (g.need == 0 && syntax == SYNTAX_NONE)
			syntax = dicom_syntax_by_look(cur_of(g.octets, g.n));
		if (g.need == 0)
			told = syntax == SYNTAX_NONE ||
			       dicom_dataset(d, syntax, cur_of(g.octets, g.n),
					     g.whole || i == 1);
		forget(&g);
		if (g.need > 0)
			return true;
	}
	me->heads++;
	return false;
}

/* The next fragment of a P-DATA-TF, 9.3.5. */
static struct verdict data_step(struct dissect *d)
{
	struct dicom_state *s = d->state;
	struct dicom_side *me = &s->side[d->from];
	struct cur in = d->in;
	struct pdv v;
	bool starts = !me->inside;
	uint64_t more = 0;

	if (cur_left(&in) < PDV_HEADER && me->pdu_left >= PDV_HEADER)
		return need(PDV_HEADER);
	if (!read_pdv(&in, me->pdu_left, &v))
		return malformed();
	if (starts && (v.control & CONTROL_COMMAND) != 0) {
		struct gathered g;

		gather(&g, d->in, me->pdu_left, COMMAND_MAX);
		if (g.need == 0)
			me->images = false;
		if (g.need == 0 && g.whole)
			dicom_command(d, cur_of(g.octets, g.n));
		forget(&g); /* instances, and comments on errors */
		if (g.need > 0)
			return need(g.need);
	} else if (starts && me->images) {
		if (look_into(d, me, v, &more))
			return need(more);
		me->images = false;
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

/*
 * No association was seen: a whole P-DATA-TF of sound fragments and the
 * beginning of a second PDU are asked for, before anything is believed.
 */
static struct verdict recognise(struct dissect *d, uint32_t length)
{
	struct dicom_state *s = d->state;
	struct cur in = d->in, body;
	uint64_t both = (uint64_t)length + 2 * PDU_HEADER;
	uint8_t type, reserved;
	struct pdv v;

	if (probe_data(d->in) == NO || both > FEED_MAX ||
	    length < PDV_HEADER + COMMAND_LEAST)
		return not_mine();
	if (cur_left(&in) < both)
		return need(both);
	cur_skip(&in, PDU_HEADER);
	body = cur_take(&in, length);
	while (cur_left(&body) > 0) {
		if (!read_pdv(&body, (uint32_t)cur_left(&body), &v))
			return not_mine();
		cur_skip(&body, v.length);
	}
	type = cur_u8(&in);
	reserved = cur_u8(&in);
	if (!plausible(type, reserved, cur_u32(&in)))
		return not_mine();
	s->recognised = true;
	obs_protocol(d, "dicom", false);
	s->side[d->from].pdu = PDU_DATA;
	s->side[d->from].pdu_left = length;
	return took(PDU_HEADER);
}

/* 9.3.4: who refuses and why; only a node that keeps a list says 7 or 3. */
static void rejected(struct dissect *d, struct cur body)
{
	cur_skip(&body, 2);
	obs_word(d, ABOUT_SPEAKER, A_dicom_rejected, cur_u16(&body));
}

/* 9.3.8: 0 the user, 2 the provider of the service. */
static void aborted(struct dissect *d, struct cur body)
{
	cur_skip(&body, 2);
	obs_word(d, ABOUT_SPEAKER, A_dicom_aborted, cur_u16(&body));
}

/* The PDUs of four octets: RJ, RELEASE-RQ, RELEASE-RP, ABORT. */
static struct verdict short_pdu(struct dissect *d, uint8_t type,
				uint32_t length, struct cur in)
{
	struct cur body;

	if (length != 4)
		return malformed();
	if (cur_left(&d->in) < PDU_HEADER + 4)
		return need(PDU_HEADER + 4);
	body = cur_take(&in, 4);
	if (type == PDU_ASSOCIATE_RJ)
		rejected(d, body);
	else if (type == PDU_ABORT)
		aborted(d, body);
	return took(PDU_HEADER + 4);
}

static struct verdict next_pdu(struct dissect *d)
{
	struct dicom_state *s = d->state;
	struct dicom_side *me = &s->side[d->from];
	struct cur in = d->in;
	uint8_t type = cur_u8(&in);
	uint32_t length;

	cur_skip(&in, 1);
	length = cur_u32(&in);
	if (!cur_ok(&in))
		return need(PDU_HEADER);
	if (type == PDU_ASSOCIATE_RQ || type == PDU_ASSOCIATE_AC) {
		if (length < FIXED || length > ASSOCIATE_MAX)
			return s->recognised ? malformed() : not_mine();
		if (cur_left(&in) < FIXED)
			return need(PDU_HEADER + FIXED);
		me->pdu = length > FIXED ? type : PDU_NONE;
		me->pdu_left = length - FIXED;
		dicom_associate(d, type, cur_take(&in, FIXED));
		return took(PDU_HEADER + FIXED);
	}
	if (!s->recognised)
		return type == PDU_DATA ? recognise(d, length) : not_mine();
	if (type != PDU_DATA)
		return type >= PDU_ASSOCIATE_RJ && type <= PDU_ABORT
			       ? short_pdu(d, type, length, in) : malformed();
	me->pdu = length > 0 ? PDU_DATA : PDU_NONE;
	me->pdu_left = length;
	return took(PDU_HEADER);
}

static struct verdict dicom_parse(struct dissect *d)
{
	const struct dicom_state *s = d->state;

	switch (s->side[d->from].pdu) {
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
	.state_size = sizeof(struct dicom_state),
	.probe = dicom_probe,
	.parse = dicom_parse,
};
