/* SPDX-License-Identifier: Apache-2.0 */
/*
 * dicom_dimse - commands, and the roles that they prove.
 *
 * Of a command only its kind, its SOP class, its status and the titles of a
 * move are read; instances are not.
 *
 * Standard DICOM PS3.7 sections 9.3, 10.3 and annex E.
 */
#include "classify/proto/dicom.h"

static const char worklist[] = "1.2.840.10008.5.1.4.31";
static const char performed_step[] = "1.2.840.10008.3.1.2.3.3";

enum {
	C_STORE = 0x0001,
	C_GET = 0x0010,
	C_FIND = 0x0020,
	C_MOVE = 0x0021,
	C_ECHO = 0x0030,
	N_EVENT_REPORT = 0x0100,
	N_GET = 0x0110,
	N_SET = 0x0120,
	N_ACTION = 0x0130,
	N_CREATE = 0x0140,
	N_DELETE = 0x0150,
	C_CANCEL = 0x0fff,
	ANSWER = 0x8000,
	NO_DATA_SET = 0x0101,
	ELEMENTS_MAX = 64,
};

struct command {
	struct cur sop, move_to, move_from;
	uint16_t field, data_set, status;
	bool whole; /* else its last elements are missing                      */
};

/* What an operation on a class proves; the first row that fits counts. */
static const struct role_row {
	uint16_t field;
	const char *sop;         /* beginning of its UID, "" any               */
	const char *asks, *answers;
} roles[] = {
	{C_STORE, "", "store-scu", "store-scp"},
	{C_FIND, worklist, "worklist-scu", "worklist-scp"},
	{C_FIND, "1.2.840.10008.5.1.4.32.", "worklist-scu", "worklist-scp"},
	{C_FIND, "1.2.840.10008.5.1.4.34.", "worklist-scu", "worklist-scp"},
	{C_FIND, "", "find-scu", "find-scp"},
	{C_MOVE, "", "move-scu", "move-scp"},
	{C_GET, "", "get-scu", "get-scp"},
	{C_ECHO, "", "echo-scu", "echo-scp"},
	{N_CREATE, "1.2.840.10008.3.1.2.3.3", "mpps-scu", "mpps-scp"},
	{N_SET, "1.2.840.10008.3.1.2.3.3", "mpps-scu", "mpps-scp"},
	{N_ACTION, "1.2.840.10008.1.20.1", "commit-scu", "commit-scp"},
	/* The archive reports; so the one that listens is the modality. */
	{N_EVENT_REPORT, "1.2.840.10008.1.20.1", "commit-scp", "commit-scu"},
	{N_CREATE, "1.2.840.10008.5.1.1.", "print-scu", "print-scp"},
	{N_SET, "1.2.840.10008.5.1.1.", "print-scu", "print-scp"},
	{N_ACTION, "1.2.840.10008.5.1.1.", "print-scu", "print-scp"},
	{N_GET, "1.2.840.10008.5.1.1.", "print-scu", "print-scp"},
};

/* Annex E.1: implicit little-endian, whatever was negotiated. */
static struct command read_command(struct cur in)
{
	struct command c = {.data_set = NO_DATA_SET};

	for (unsigned i = 0; i < ELEMENTS_MAX && cur_left(&in) > 0; i++) {
		uint16_t group = cur_u16le(&in), element = cur_u16le(&in);
		struct cur value = cur_take(&in, cur_u32le(&in));

		if (!cur_ok(&in) || group != 0)
			break;
		switch (element) {
		case 0x0002: /* affected, or requested SOP class */
		case 0x0003:
			c.sop = dicom_trim(value);
			break;
		case 0x0100:
			c.field = cur_u16le(&value);
			break;
		case 0x0600:
			c.move_to = dicom_trim(value);
			break;
		case 0x0800:
			c.data_set = cur_u16le(&value);
			break;
		case 0x0900:
			c.status = cur_u16le(&value);
			break;
		case 0x1030:
			c.move_from = dicom_trim(value);
			break;
		default:
			break;
		}
	}
	return c;
}

/* Annex C: done, or done with remarks, or under way. */
static bool is_success(uint16_t status)
{
	return status == 0 || (status & 0xfffe) == 0xff00 ||
	       (status & 0xf000) == 0xb000;
}

static const struct role_row *role_of(const struct command *c)
{
	uint16_t field = c->field & (uint16_t)~ANSWER;

	for (unsigned i = 0; i < sizeof(roles) / sizeof(roles[0]); i++)
		if (roles[i].field == field &&
		    cur_is(&c->sop, roles[i].sop, strlen(roles[i].sop)))
			return &roles[i];
	return NULL;
}

/* Whether the speaker asked for the association. Where that was not seen, the
 * client of the conversation is taken for it: not enough to prove a role by. */
static bool asked(const struct dissect *d)
{
	const struct dicom_state *s = d->state;

	return d->from == (s->associated ? (enum side)s->requestor : CLIENT);
}

/* Operations of a store that somebody else asked for; NULL when nobody knows
 * whether somebody did. */
static const char *store_role(const struct dissect *d, const struct command *c,
			      const char *usual)
{
	const struct dicom_state *s = d->state;

	if (cur_left(&c->move_from) > 0)
		return "store-on-move-scu";
	if (asked(d))
		return usual;
	return s->associated ? "store-on-get-scu" : NULL;
}

/* What the data set of a request may tell. */
static enum content content_of(const struct command *c)
{
	if (c->data_set == NO_DATA_SET)
		return CONTENT_NONE;
	if (c->field == C_STORE)
		return CONTENT_IMAGE;
	if (c->field == C_FIND &&
	    cur_is(&c->sop, worklist, sizeof(worklist) - 1))
		return CONTENT_ASKED;
	return c->field == N_CREATE &&
			       cur_is(&c->sop, performed_step,
				      sizeof(performed_step) - 1)
		       ? CONTENT_STEP : CONTENT_NONE;
}

/* PS3.5 B: a class under no root of the standard is its maker's own. */
static void tell_private_class(struct dissect *d, struct cur sop)
{
	const struct dicom_state *s = d->state;

	if (cur_left(&sop) > 0 && !CUR_IS(&sop, "1.2.840.10008.") &&
	    s->offered && s->storage <= STORAGE_FEW)
		obs_text(d, ABOUT_SPEAKER, A_dicom_sent_class, sop);
}

static void requested(struct dissect *d, const struct command *c,
		      const struct role_row *row)
{
	struct dicom_state *s = d->state;
	struct dicom_side *me = &s->side[d->from];
	const char *usual = row->asks, *role = usual;

	me->content = (uint8_t)content_of(c);
	me->passed_on = false;
	if (c->field == C_STORE) {
		role = store_role(d, c, usual);
		me->passed_on = role != usual || !c->whole;
		me->any_kind = dicom_sop_family(dicom_sop_of(c->sop)) ==
			       FAMILY_ANY;
		obs_text(d, ABOUT_SPEAKER, A_dicom_stored, c->sop);
		if (dicom_may_make(d)) {
			dicom_tell_kind(d, c->sop);
			tell_private_class(d, c->sop);
		}
	}
	if (c->field == C_MOVE)
		obs_text(d, ABOUT_SPEAKER, A_dicom_move_to, c->move_to);
	/* Of what may have been given, it is not known who is sent objects. */
	if (role == NULL)
		return;
	/* Who asked for a store is named last in its command. */
	if (c->whole || c->field != C_STORE)
		obs_term(d, ABOUT_SPEAKER, A_dicom_role, role);
	/* Who asked to be given objects is not thereby a place to send to. */
	if (strcmp(role, "store-on-get-scu") != 0)
		obs_term(d, ABOUT_LISTENER, A_dicom_role, row->answers);
}

static void answered(struct dissect *d, const struct command *c,
		     const struct role_row *row)
{
	struct dicom_state *s = d->state;

	if (!is_success(c->status) ||
	    (c->field == (ANSWER | C_STORE) && asked(d)))
		return;
	obs_term(d, ABOUT_SPEAKER, A_dicom_role, row->answers);
	if (row->sop == worklist && c->data_set != NO_DATA_SET)
		s->side[d->from].content = CONTENT_WORK;
}

/* Many leave out the class where the context says it. */
static void complete(const struct dicom_state *s, uint8_t context,
		     struct command *c, char uid[UID_MAX + 1])
{
	if (cur_left(&c->sop) == 0 && dicom_sop_uid(s->sop[context >> 1], uid))
		c->sop = cur_of(uid, strlen(uid));
}

void dicom_command(struct dissect *d, uint8_t context, struct cur in,
		   bool whole)
{
	struct dicom_state *s = d->state;
	struct command c = read_command(in);
	const struct role_row *row;
	char uid[UID_MAX + 1];

	c.whole = whole;
	complete(s, context, &c, uid);
	row = role_of(&c);
	if (row == NULL)
		return;
	/* Where the answer to the association was not seen. */
	if (!s->answered) {
		obs_word(d, ABOUT_SPEAKER, A_dicom_clear, 1);
		obs_word(d, ABOUT_LISTENER, A_dicom_clear, 1);
	}
	if ((c.field & ANSWER) == 0)
		requested(d, &c, row);
	else
		answered(d, &c, row);
}

static bool is_kind(uint16_t field)
{
	static const uint16_t kinds[] = {
		C_STORE, C_GET, C_FIND, C_MOVE, C_ECHO, N_EVENT_REPORT, N_GET,
		N_SET, N_ACTION, N_CREATE, N_DELETE, C_CANCEL,
	};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if ((field & (uint16_t)~ANSWER) == kinds[i])
			return true;
	return false;
}

static bool is_odd(const struct cur *value)
{
	return (cur_left(value) & 1) != 0;
}

static bool is_uid(struct cur text)
{
	text = dicom_trim(text);
	for (size_t i = 0; i < cur_left(&text); i++)
		if (cur_at(&text, i) != '.' &&
		    (cur_at(&text, i) < '0' || cur_at(&text, i) > '9'))
			return false;
	return cur_left(&text) > 0;
}

bool dicom_command_sound(struct cur in, bool whole)
{
	bool told = false;
	uint16_t before = 0;
	uint32_t tag = cur_u32le(&in), size = cur_u32le(&in);
	uint32_t length = cur_u32le(&in);

	if (!cur_ok(&in) || tag != 0 || size != 4 || length > COMMAND_MAX ||
	    (whole ? length != cur_left(&in) : length < cur_left(&in)))
		return false;
	for (unsigned i = 0; i < ELEMENTS_MAX && cur_left(&in) > 0; i++) {
		uint16_t group = cur_u16le(&in), element = cur_u16le(&in);
		struct cur value = cur_take(&in, cur_u32le(&in));

		if (!cur_ok(&in))
			return !whole && told;
		if (group != 0 || element <= before || is_odd(&value))
			return false;
		if (element == 0x0100 && !is_kind(cur_u16le(&value)))
			return false;
		if (element <= 0x0003 && !is_uid(value))
			return false;
		told |= element == 0x0100 || (!whole && element <= 0x0003);
		before = element;
	}
	return told;
}
