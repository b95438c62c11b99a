/* SPDX-License-Identifier: Apache-2.0 */
/*
 * intellivue - Philips IntelliVue Data Export: the announcements of monitors,
 * who associates with them, and what a monitor says of itself.
 *
 * Reads    connect indications, association messages, the MDS create event
 *          and poll results of the MDS object: the attributes in mds.c.
 * Never    patient demographics, numerics, waves, alarms: poll
 *          results of other objects are not opened.
 * Standard Philips, IntelliVue Patient Monitor Data Export Interface
 *          Programming Guide: "Protocol Messages", "Attribute Data Types"
 */
#include "classify/proto/mds.h"

enum {
	CONNECT = 0x0d, ACCEPT = 0x0e, REFUSE = 0x0c,
	FINISH = 0x09, DISCONNECT = 0x0a, ABORT = 0x19,
	PRESENTATION = 0xc1,
	INVOKE = 1, RESULT = 2, ERROR = 3, LINKED_RESULT = 5,
	EVENT = 0, CONFIRMED_EVENT = 1,
	ACTION = 7,
	CLASS_MDS = 0x21,
	EVENT_CONNECT = 0x0d17, EVENT_MDS_CREATE = 0x0d06,
	POLL = 0x0c16, POLL_EXTENDED = 0xf13b,
	CONTEXTS_MAX = 8, OBJECTS_MAX = 16,
	SERVER_BIT = 0x00800000,
};
#define CLIENT_BIT 0x80000000U

/* One remote operation, opened as far as its argument. */
struct operation {
	uint16_t type, command, class;
	struct cur argument; /* behind the managed object                     */
};

/* ROapdus; the two lengths must reach the end of the datagram. */
static bool read_operation(struct cur in, struct operation *op)
{
	uint16_t length;

	op->type = cur_u16(&in);
	length = cur_u16(&in);
	if (length != cur_left(&in))
		return false;
	if (op->type == LINKED_RESULT) {
		uint8_t order = cur_u8(&in);

		cur_skip(&in, 1);
		if (order < 1 || order > 3)
			return false;
	} else if (op->type != INVOKE && op->type != RESULT) {
		return false;
	}
	cur_skip(&in, 2); /* invoke id */
	op->command = cur_u16(&in);
	length = cur_u16(&in);
	if (length != cur_left(&in))
		return false;
	op->class = cur_u16(&in);
	cur_skip(&in, 4); /* context, handle */
	op->argument = in;
	return cur_ok(&in);
}

/* Time, type and length of an event; the cursor is then at its information. */
static bool read_event(struct cur *in, uint16_t *type)
{
	cur_skip(in, 4);
	*type = cur_u16(in);
	return cur_u16(in) == cur_left(in) && cur_ok(in);
}

/* Nomenclature 0.0.1.0, then an event of the MDS. */
static bool read_indication(struct cur in, struct cur *list)
{
	struct operation op;
	uint16_t event;

	if (!CUR_IS(&in, "\0\0\1\0"))
		return false;
	cur_skip(&in, 4);
	if (!read_operation(in, &op) || op.type != INVOKE ||
	    op.command != EVENT || op.class != CLASS_MDS)
		return false;
	*list = op.argument;
	return read_event(list, &event) && event == EVENT_CONNECT;
}

/* Session 0xe100, context 2. */
static bool read_data(struct cur in, struct operation *op)
{
	if (!CUR_IS(&in, "\xe1\0\0\2"))
		return false;
	cur_skip(&in, 4);
	return read_operation(in, op) && op->command <= ACTION;
}

/* X.225: a length of one octet, or 0xff and two more. */
static size_t session_length(struct cur *in)
{
	uint8_t n = cur_u8(in);

	return n == 0xff ? cur_u16(in) : n;
}

/*
 * Session, presentation and association in one: of these the lengths and the
 * object identifiers, then the user information, where the sides tell what
 * they are. Its place moves with the lengths before it.
 */
static bool read_association(struct cur in, uint8_t *kind, uint32_t *system)
{
	static const char session[] = "\x05\x08\x13\x01\x00\x16\x01\x02\x80"
				      "\x00\x14\x02\x00\x02";
	static const char oid[] = "\x2a\x86\x48\xce\x14\x02\x01\x00\x00\x00";
	static const char user[] = "\x80\x00\x00\x00\x40\x00\x00\x00";
	const uint8_t *at;

	*kind = cur_u8(&in);
	if ((*kind != CONNECT && *kind != ACCEPT) ||
	    session_length(&in) != cur_left(&in) ||
	    !cur_is(&in, session, sizeof(session) - 1))
		return false;
	cur_skip(&in, sizeof(session) - 1);
	if (cur_u8(&in) != PRESENTATION || session_length(&in) > cur_left(&in) ||
	    memmem(in.p, cur_left(&in), oid, sizeof(oid) - 1) == NULL)
		return false;
	at = memmem(in.p, cur_left(&in), user, sizeof(user) - 1);
	if (at == NULL)
		return false;
	cur_skip(&in, (size_t)(at - in.p) + sizeof(user) - 1 + 4);
	*system = cur_u32(&in);
	return cur_ok(&in);
}

static enum guess intellivue_probe(struct cur first, enum side from)
{
	struct operation op;
	struct cur list;
	uint32_t system;
	uint8_t kind;

	(void)from;
	return read_data(first, &op) || read_indication(first, &list) ||
			       read_association(first, &kind, &system)
		       ? YES
		       : NO;
}

/* ---- meaning ------------------------------------------------------------- */

static void tell_monitor(struct dissect *d)
{
	obs_term(d, ABOUT_SPEAKER, A_bedside_role, "device");
	obs_term(d, ABOUT_SPEAKER, A_bedside_kind, "intellivue");
}

static void tell_clear(struct dissect *d)
{
	obs_word(d, ABOUT_SPEAKER, A_bedside_clear, 1);
	obs_word(d, ABOUT_LISTENER, A_bedside_clear, 1);
}

static void tell_association(struct dissect *d, uint8_t kind, uint32_t system)
{
	if (kind == CONNECT && (system & CLIENT_BIT) != 0)
		obs_term(d, ABOUT_SPEAKER, A_bedside_role, "collector");
	if (kind != ACCEPT || (system & SERVER_BIT) == 0)
		return;
	tell_monitor(d);
	tell_clear(d);
}

/* Poll results name the object that was asked for before they list it. */
static void read_poll(struct dissect *d, struct cur in, bool extended)
{
	struct cur contexts, objects;
	uint16_t count, more;

	cur_skip(&in, extended ? 4 : 2); /* poll number, sequence number */
	cur_skip(&in, 4 + 8 + 2);        /* two times, partition */
	if (cur_u16(&in) != CLASS_MDS)
		return;
	cur_skip(&in, 2); /* attribute group */
	count = cur_u16(&in);
	contexts = cur_take(&in, cur_u16(&in));
	for (unsigned i = 0; i < count && i < CONTEXTS_MAX; i++) {
		cur_skip(&contexts, 2);
		more = cur_u16(&contexts);
		objects = cur_take(&contexts, cur_u16(&contexts));
		for (unsigned k = 0; k < more && k < OBJECTS_MAX &&
				     cur_left(&objects) > 0; k++) {
			struct cur list;

			cur_skip(&objects, 2); /* handle */
			list = objects;
			cur_skip(&objects, 2);
			cur_skip(&objects, cur_u16(&objects));
			if (cur_ok(&objects))
				mds_read(d, list);
		}
	}
}

static void read_result(struct dissect *d, const struct operation *op)
{
	struct cur in = op->argument;
	uint16_t action = cur_u16(&in);

	if (op->command != ACTION || op->class != CLASS_MDS ||
	    cur_u16(&in) != cur_left(&in) ||
	    (action != POLL && action != POLL_EXTENDED))
		return;
	tell_monitor(d);
	tell_clear(d);
	read_poll(d, in, action == POLL_EXTENDED);
}

static void read_invocation(struct dissect *d, const struct operation *op)
{
	struct cur in = op->argument;
	uint16_t event;

	if (op->class != CLASS_MDS)
		return;
	if (op->command == ACTION)
		obs_term(d, ABOUT_SPEAKER, A_bedside_role, "collector");
	if (op->command != CONFIRMED_EVENT || !read_event(&in, &event) ||
	    event != EVENT_MDS_CREATE)
		return;
	tell_monitor(d);
	tell_clear(d);
	cur_skip(&in, 6); /* the object that was created */
	mds_read(d, in);
}

/* Other messages of a session that say nothing of equipment. */
static bool is_other(struct cur in)
{
	switch (cur_u8(&in)) {
	case REFUSE:
	case FINISH:
	case DISCONNECT:
	case ABORT:
		return session_length(&in) == cur_left(&in);
	case 0xe1: /* an error that answers an operation */
		cur_skip(&in, 3);
		return cur_u16(&in) == ERROR && cur_u16(&in) == cur_left(&in);
	default:
		return false;
	}
}

static struct verdict intellivue_parse(struct dissect *d)
{
	struct cur in = d->in, list;
	struct operation op;
	uint32_t system;
	uint8_t kind;

	if (read_data(in, &op)) {
		obs_protocol(d, "intellivue", false);
		if (op.type == INVOKE)
			read_invocation(d, &op);
		else
			read_result(d, &op);
	} else if (read_indication(in, &list)) {
		obs_protocol(d, "intellivue", false);
		tell_monitor(d);
		mds_read(d, list);
	} else if (read_association(in, &kind, &system)) {
		obs_protocol(d, "intellivue", false);
		tell_association(d, kind, system);
	} else if (!d->cut && !is_other(in)) {
		return malformed();
	}
	return took(cur_left(&d->in));
}

const struct dissector dissector_intellivue = {
	.name = "intellivue",
	.title = "Philips IntelliVue Data Export",
	.carrier = ON_UDP,
	.hints = {24105, 24005},
	.probe = intellivue_probe,
	.parse = intellivue_parse,
};
