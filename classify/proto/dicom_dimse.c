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
	ANSWER = 0x8000,
	NO_DATA_SET = 0x0101,
	ELEMENTS_MAX = 64,
};

struct command {
	struct cur sop, move_to, move_from;
	uint16_t field, data_set, status;
};

/* What an operation on a class proves; the first row that fits counts. */
static const struct role_row {
	uint16_t field;
	const char *sop;         /* beginning of its UID, "" any               */
	const char *asks, *answers;
} roles[] = {
	{C_STORE, "", "store-scu", "store-scp"},
	{C_FIND, "1.2.840.10008.5.1.4.31", "worklist-scu", "worklist-scp"},
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

/* Operations of a store that somebody else asked for. */
static const char *store_role(const struct dissect *d, const struct command *c,
			      const char *usual)
{
	const struct dicom_state *s = d->state;

	if (cur_left(&c->move_from) > 0)
		return "store-on-move-scu";
	if (s->associated && s->requestor != d->from)
		return "store-on-get-scu";
	return usual;
}

static void requested(struct dissect *d, const struct command *c,
		      const struct role_row *row)
{
	struct dicom_state *s = d->state;
	struct dicom_side *me = &s->side[d->from];
	const char *usual = row->asks, *role = usual;

	if (c->field == C_STORE) {
		role = store_role(d, c, usual);
		me->images = c->data_set != NO_DATA_SET;
		me->passed_on = role != usual;
		me->any_kind = dicom_sop_family(dicom_sop_of(c->sop)) ==
			       FAMILY_ANY;
		obs_text(d, ABOUT_SPEAKER, A_dicom_stored, c->sop);
		if (dicom_may_make(d))
			dicom_tell_kind(d, c->sop);
	}
	if (c->field == C_MOVE)
		obs_text(d, ABOUT_SPEAKER, A_dicom_move_to, c->move_to);
	obs_term(d, ABOUT_SPEAKER, A_dicom_role, role);
	/* Who asked to be given objects is not thereby a place to send to. */
	if (strcmp(role, "store-on-get-scu") != 0)
		obs_term(d, ABOUT_LISTENER, A_dicom_role, row->answers);
}

void dicom_command(struct dissect *d, struct cur in)
{
	struct dicom_state *s = d->state;
	struct command c = read_command(in);
	const struct role_row *row = role_of(&c);

	if (row == NULL)
		return;
	/* Where the answer to the association was not seen. */
	if (!s->answered) {
		obs_word(d, ABOUT_SPEAKER, A_dicom_clear, 1);
		obs_word(d, ABOUT_LISTENER, A_dicom_clear, 1);
	}
	if ((c.field & ANSWER) == 0)
		requested(d, &c, row);
	else if (is_success(c.status) &&
		 !(c.field == (ANSWER | C_STORE) && s->associated &&
		   s->requestor == d->from))
		obs_term(d, ABOUT_SPEAKER, A_dicom_role, row->answers);
}
