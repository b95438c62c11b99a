/* SPDX-License-Identifier: Apache-2.0 */
/*
 * dicom_assoc - what the two sides of an association say about themselves.
 *
 * Each item is read on its own, so an association of any length needs no more
 * memory than its longest item. Of a user identity only the kind is told.
 *
 * Standard DICOM PS3.8 sections 9.3.2, 9.3.3, annex D; PS3.7 annex D.3.3.
 */
#include "classify/proto/dicom.h"

enum {
	ITEM_HEADER = 4,
	ITEM_APPLICATION = 0x10,
	ITEM_PROPOSED = 0x20,
	ITEM_ANSWERED = 0x21,
	ITEM_ABSTRACT = 0x30,
	ITEM_TRANSFER = 0x40,
	ITEM_USER = 0x50,
	USER_IMPL_UID = 0x52,
	USER_IMPL_VERSION = 0x55,
	USER_IDENTITY = 0x58,
	TOLD_MAX = 32, /* classes told for one association and direction       */
};

static const char dicom_root[] = "1.2.840.10008.";

struct sop_row {
	const char *arcs;
	enum family family;
};

static const struct sop_row sops[] = {
	{"", FAMILY_NONE},
#define SOP(arcs, family) {arcs, FAMILY_##family},
#include "classify/proto/dicom_sop.def"
#undef SOP
};
static_assert(sizeof(sops) / sizeof(sops[0]) <= 256, "a row fits one octet");

/* Transfer syntaxes, PS3.6 annex A; all others are explicit little-endian. */
static const struct syntax_row {
	const char *uid;
	enum syntax syntax;
} syntaxes[] = {
	{"1.2.840.10008.1.2", SYNTAX_IMPLICIT},
	{"1.2.840.10008.1.2.1", SYNTAX_EXPLICIT},
	{"1.2.840.10008.1.2.2", SYNTAX_BIG},
	{"1.2.840.10008.1.2.1.99", SYNTAX_NONE}, /* deflated: not looked into */
	{"1.2.840.113619.5.2", SYNTAX_NONE},     /* private, in two orders     */
	{"1.2.840.10008.1.2.4.50", SYNTAX_EXPLICIT},
	{"1.2.840.10008.1.2.4.51", SYNTAX_EXPLICIT},
	{"1.2.840.10008.1.2.4.57", SYNTAX_EXPLICIT},
	{"1.2.840.10008.1.2.4.70", SYNTAX_EXPLICIT},
	{"1.2.840.10008.1.2.4.80", SYNTAX_EXPLICIT},
	{"1.2.840.10008.1.2.4.81", SYNTAX_EXPLICIT},
	{"1.2.840.10008.1.2.4.90", SYNTAX_EXPLICIT},
	{"1.2.840.10008.1.2.4.91", SYNTAX_EXPLICIT},
	{"1.2.840.10008.1.2.5", SYNTAX_EXPLICIT},
};

/* Whether the octets are exactly this text. */
static bool is_text(const struct cur *c, const char *text)
{
	return cur_left(c) == strlen(text) && cur_is(c, text, strlen(text));
}

uint8_t dicom_sop_of(struct cur uid)
{
	if (!CUR_IS(&uid, dicom_root))
		return 0;
	cur_skip(&uid, sizeof(dicom_root) - 1);
	for (size_t i = 1; i < sizeof(sops) / sizeof(sops[0]); i++)
		if (is_text(&uid, sops[i].arcs))
			return (uint8_t)i;
	return 0;
}

bool dicom_sop_uid(uint8_t sop, char out[UID_MAX + 1])
{
	size_t root = sizeof(dicom_root) - 1, arcs;

	if (sop == 0 || sop >= sizeof(sops) / sizeof(sops[0]))
		return false;
	arcs = strlen(sops[sop].arcs);
	if (root + arcs > UID_MAX)
		return false;
	memcpy(out, dicom_root, root);
	memcpy(out + root, sops[sop].arcs, arcs + 1);
	return true;
}

enum family dicom_sop_family(uint8_t sop)
{
	return sop < sizeof(sops) / sizeof(sops[0]) ? sops[sop].family
						    : FAMILY_NONE;
}

bool dicom_may_make(const struct dissect *d)
{
	const struct dicom_state *s = d->state;

	return s->associated && s->requestor == d->from &&
	       !s->side[d->from].passed_on;
}

/* A scanner offers few classes, all of its kind; those who offer more may be
 * anything, and the class stored is all there is to go by. */
void dicom_tell_kind(struct dissect *d, struct cur sop)
{
	static const char *const kinds[FAMILY_MIXED] = {
		[FAMILY_CT] = "CT", [FAMILY_DX] = "DX", [FAMILY_ECG] = "ECG",
		[FAMILY_EEG] = "EEG", [FAMILY_EPS] = "EPS", [FAMILY_ES] = "ES",
		[FAMILY_IO] = "IO", [FAMILY_MG] = "MG", [FAMILY_MR] = "MR",
		[FAMILY_NM] = "NM", [FAMILY_OP] = "OP", [FAMILY_PT] = "PT",
		[FAMILY_RT] = "RT", [FAMILY_RTP] = "RTPLAN", [FAMILY_SM] = "SM",
		[FAMILY_US] = "US", [FAMILY_XA] = "XA", [FAMILY_XC] = "XC",
	};
	const struct dicom_state *s = d->state;
	bool many = s->storage > STORAGE_FEW || s->family >= FAMILY_MIXED;
	enum family f = many ? dicom_sop_family(dicom_sop_of(sop))
			     : (enum family)s->family;

	/* Of a request that was cut nobody knows how many. */
	if (!s->offered)
		return;
	if (many)
		obs_word(d, ABOUT_SPEAKER, A_dicom_many_kinds, 1);
	if (kinds[f] != NULL)
		obs_term(d, ABOUT_SPEAKER, A_dicom_sent_modality, kinds[f]);
}

enum syntax dicom_syntax_of(const struct dicom_state *s, uint8_t context)
{
	unsigned i = context >> 1;

	return s->syntax[i / 4] >> (i % 4 * 2) & 3;
}

static void set_syntax(struct dicom_state *s, uint8_t context,
		       enum syntax syntax)
{
	unsigned i = context >> 1, shift = i % 4 * 2;

	s->syntax[i / 4] = (uint8_t)((s->syntax[i / 4] & ~(3U << shift)) |
				     (unsigned)syntax << shift);
}

void dicom_associate(struct dissect *d, enum pdu type, struct cur fixed)
{
	struct dicom_state *s = d->state;

	/* The answer's titles are an echo that nobody may test: 9.3.3. */
	if (type != PDU_ASSOCIATE_RQ)
		return;
	memset(s->sop, 0, sizeof(s->sop));
	memset(s->syntax, 0, sizeof(s->syntax));
	s->syntaxes = 0;
	s->proposed = s->accepted = s->storage = 0;
	s->family = FAMILY_NONE;
	s->side[0].heads = s->side[1].heads = 0;
	s->side[0].content = s->side[1].content = CONTENT_NONE;
	cur_skip(&fixed, 4);
	cur_copy(&fixed, s->called, AE_SIZE);
	cur_copy(&fixed, s->calling, AE_SIZE);
	s->requestor = (uint8_t)d->from;
	s->associated = s->answered = s->titled = s->offered = false;
}

/* The application context settles that this is DICOM; titles are told now. */
static void application(struct dissect *d, enum pdu type)
{
	struct dicom_state *s = d->state;
	struct cur called = dicom_trim(cur_of(s->called, AE_SIZE));
	struct cur calling = dicom_trim(cur_of(s->calling, AE_SIZE));

	s->recognised = true;
	obs_protocol(d, "dicom", false);
	if (type == PDU_ASSOCIATE_RQ) {
		s->associated = true;
		obs_text(d, ABOUT_SPEAKER, A_dicom_asked_ae, calling);
		obs_text(d, ABOUT_LISTENER, A_dicom_tried_ae, called);
		return;
	}
	s->answered = true;
	obs_word(d, ABOUT_SPEAKER, A_dicom_clear, 1);
	obs_word(d, ABOUT_LISTENER, A_dicom_clear, 1);
	if (s->associated && s->requestor != d->from)
		obs_text(d, ABOUT_SPEAKER, A_dicom_called_ae, called);
}

void dicom_associate_cut(struct dissect *d, enum pdu type)
{
	application(d, type);
}

/* Titles are the nodes' own once somebody took them for such. */
void dicom_title_accepted(struct dissect *d)
{
	struct dicom_state *s = d->state;

	if (s->titled || !s->associated || s->requestor != d->from)
		return;
	s->titled = true;
	obs_text(d, ABOUT_SPEAKER, A_dicom_ae,
		 dicom_trim(cur_of(s->calling, AE_SIZE)));
	obs_text(d, ABOUT_LISTENER, A_dicom_called_ae,
		 dicom_trim(cur_of(s->called, AE_SIZE)));
}

void dicom_title_refused(struct dissect *d, uint8_t result, uint16_t why)
{
	enum { PERMANENT = 1, CALLED_UNKNOWN = 0x0107 };
	const struct dicom_state *s = d->state;

	if (!s->associated || s->requestor == d->from || result != PERMANENT)
		return;
	obs_text(d, ABOUT_LISTENER, A_dicom_refused_ae,
		 dicom_trim(cur_of(s->calling, AE_SIZE)));
	if (why == CALLED_UNKNOWN)
		obs_text(d, ABOUT_SPEAKER, A_dicom_refused_ae,
			 dicom_trim(cur_of(s->called, AE_SIZE)));
}

static bool is_nuclear(enum family f)
{
	return f == FAMILY_NM || f == FAMILY_PT;
}

static bool is_therapy(enum family f)
{
	return f == FAMILY_RT || f == FAMILY_RTP;
}

/* Scanners that join two kinds send both: PET/CT, PET/MR, SPECT/CT. Who plans a
 * therapy also reckons images for it. */
static enum family joined(enum family a, enum family b)
{
	bool both = (is_nuclear(a) || a == FAMILY_CT || a == FAMILY_MR) &&
		    (is_nuclear(b) || b == FAMILY_CT || b == FAMILY_MR);

	if (a == FAMILY_NONE || a == b)
		return b;
	if (is_therapy(a) && is_therapy(b))
		return FAMILY_RTP;
	if (!both || (!is_nuclear(a) && !is_nuclear(b)))
		return FAMILY_MIXED;
	return a == FAMILY_PT || b == FAMILY_PT ? FAMILY_PT : FAMILY_NM;
}

/* How many kinds of equipment the requestor could be. */
static void count_storage(struct dicom_state *s, uint8_t sop)
{
	enum family f = dicom_sop_family(sop);

	if (f == FAMILY_NONE)
		return;
	if (s->storage < 255)
		s->storage++;
	if (f == FAMILY_ANY)
		return;
	s->family = (uint8_t)joined((enum family)s->family, f);
}

/* 9.3.2.2: one abstract syntax, and transfer syntaxes to choose from. */
static void proposed(struct dissect *d, struct cur body)
{
	struct dicom_state *s = d->state;
	uint8_t context = cur_u8(&body), type, sop;
	struct cur uid;

	cur_skip(&body, 3);
	type = cur_u8(&body);
	cur_skip(&body, 1);
	uid = dicom_trim(cur_take(&body, cur_u16(&body)));
	if (!cur_ok(&body) || type != ITEM_ABSTRACT || (context & 1) == 0)
		return;
	sop = dicom_sop_of(uid);
	if (sop != 0 && memchr(s->sop, sop, CONTEXTS) == NULL)
		count_storage(s, sop);
	else if (sop != 0)
		uid = cur_of(NULL, 0); /* told before */
	s->sop[context >> 1] = sop;
	if (cur_left(&uid) == 0 || s->proposed >= TOLD_MAX)
		return;
	s->proposed++;
	obs_text(d, ABOUT_SPEAKER, A_dicom_proposed, uid);
}

enum { SYNTAXES = sizeof(syntaxes) / sizeof(syntaxes[0]) };

/* The row of a transfer syntax, or SYNTAXES. */
static unsigned syntax_row(struct cur uid)
{
	unsigned i = 0;

	while (i < SYNTAXES && !is_text(&uid, syntaxes[i].uid))
		i++;
	return i;
}

enum syntax dicom_syntax_named(struct cur uid)
{
	unsigned i = syntax_row(uid);

	return i < SYNTAXES ? syntaxes[i].syntax : SYNTAX_EXPLICIT;
}

/* Notes how the context's data sets are encoded; tells each syntax once. */
static void chosen(struct dissect *d, uint8_t context, struct cur uid)
{
	struct dicom_state *s = d->state;
	unsigned i = syntax_row(uid);

	set_syntax(s, context, dicom_syntax_named(uid));
	if (i < SYNTAXES && (s->syntaxes >> i & 1) == 1)
		return;
	if (i < SYNTAXES)
		s->syntaxes |= (uint16_t)(1U << i);
	obs_text(d, ABOUT_SPEAKER, A_dicom_syntax, uid);
}

/* Whether a class was accepted before, in another context. */
static bool accepted_before(const struct dicom_state *s, uint8_t sop)
{
	for (unsigned i = 0; i < CONTEXTS; i++)
		if (s->sop[i] == sop &&
		    dicom_syntax_of(s, (uint8_t)(i << 1)) != SYNTAX_NONE)
			return true;
	return false;
}

/* 9.3.3.2: result 0 means accepted; else the transfer syntax says nothing. */
static void answered(struct dissect *d, struct cur body)
{
	struct dicom_state *s = d->state;
	uint8_t context = cur_u8(&body), result, type;
	char text[UID_MAX + 1];
	struct cur uid;

	cur_skip(&body, 1);
	result = cur_u8(&body);
	cur_skip(&body, 1);
	type = cur_u8(&body);
	cur_skip(&body, 1);
	uid = dicom_trim(cur_take(&body, cur_u16(&body)));
	if (!cur_ok(&body) || type != ITEM_TRANSFER || (context & 1) == 0 ||
	    result != 0)
		return;
	if (s->accepted < TOLD_MAX &&
	    !accepted_before(s, s->sop[context >> 1]) &&
	    dicom_sop_uid(s->sop[context >> 1], text)) {
		s->accepted++;
		obs_term(d, ABOUT_SPEAKER, A_dicom_accepted, text);
	}
	chosen(d, context, uid);
}

/* PS3.7 D.3.3; a sub-item that lies about its length ends this list only. */
static void user_information(struct dissect *d, struct cur body)
{
	while (cur_left(&body) > 0) {
		uint8_t type = cur_u8(&body);
		struct cur value;

		cur_skip(&body, 1);
		value = cur_take(&body, cur_u16(&body));
		if (!cur_ok(&body))
			return;
		if (type == USER_IMPL_UID)
			obs_text(d, ABOUT_SPEAKER, A_dicom_impl_uid,
				 dicom_trim(value));
		else if (type == USER_IMPL_VERSION)
			obs_text(d, ABOUT_SPEAKER, A_dicom_impl_version,
				 dicom_trim(value));
		else if (type == USER_IDENTITY && cur_left(&value) > 0)
			obs_word(d, ABOUT_SPEAKER, A_dicom_user_identity,
				 cur_u8(&value));
	}
}

static void item(struct dissect *d, enum pdu pdu, uint8_t type,
		 struct cur body)
{
	if (type == ITEM_PROPOSED && pdu == PDU_ASSOCIATE_RQ)
		proposed(d, body);
	else if (type == ITEM_ANSWERED && pdu == PDU_ASSOCIATE_AC)
		answered(d, body);
	else if (type == ITEM_USER)
		user_information(d, body);
}

/* Settles n octets of the PDU in hand. */
static struct verdict settle(struct dicom_side *me, uint32_t n)
{
	me->pdu_left -= n;
	if (me->pdu_left == 0)
		me->pdu = PDU_NONE;
	return pass_over(n);
}

/* Items that are cut off are passed over with all that follow. */
static struct verdict wait_for_item(struct dissect *d, uint32_t length)
{
	struct dicom_state *s = d->state;
	struct dicom_side *me = &s->side[d->from];

	if (!d->cut)
		return need(length);
	if (!s->recognised)
		dicom_associate_cut(d, me->pdu);
	return settle(me, me->pdu_left);
}

struct verdict dicom_associate_item(struct dissect *d)
{
	struct dicom_state *s = d->state;
	struct dicom_side *me = &s->side[d->from];
	struct cur in = d->in, body;
	enum pdu pdu = me->pdu;
	uint8_t type;
	uint32_t length;

	if (me->pdu_left < ITEM_HEADER)
		return settle(me, me->pdu_left);
	if (cur_left(&in) < ITEM_HEADER)
		return wait_for_item(d, ITEM_HEADER);
	type = cur_u8(&in);
	cur_skip(&in, 1);
	length = cur_u16(&in);
	if (length + ITEM_HEADER > me->pdu_left)
		return settle(me, me->pdu_left);
	if (length + ITEM_HEADER > FEED_MAX)
		return settle(me, length + ITEM_HEADER);
	if (cur_left(&in) < length)
		return wait_for_item(d, length + ITEM_HEADER);
	body = cur_take(&in, length);
	if (type == ITEM_APPLICATION &&
	    CUR_IS(&body, "1.2.840.10008.3.1.1.1"))
		application(d, pdu);
	else if (s->recognised)
		item(d, pdu, type, body);
	else
		return not_mine();
	if (pdu == PDU_ASSOCIATE_RQ && me->pdu_left == length + ITEM_HEADER)
		s->offered = true;
	return settle(me, length + ITEM_HEADER);
}
