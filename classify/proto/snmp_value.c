/* SPDX-License-Identifier: Apache-2.0 */
/*
 * snmp_value - what answers and traps of agents tell of the device.
 *
 * Reads    values of the system group, the entity, the printer and the device
 *          tables; of a trap of version 1 what sort of agent it comes from, and
 *          whose it is where somebody passes it on.
 * Never    sysContact, sysLocation, any other value.
 * Standard RFC 1157 4.1.6, RFC 3418, RFC 6933, RFC 3805, RFC 2790, RFC 3584 3
 */
#include "classify/proto/snmp.h"

enum {
	ADDRESS = 0x40,
	NO_OBJECT = 0x80, /* RFC 3416 3: exceptions instead of a value         */
	NO_MORE = 0x82,
	VARBINDS_MAX = 64,
	OID_MAX = 40,
	GENERIC_LAST = 5, /* RFC 1157 4.1.6: 6 is for the maker's own traps    */
};

/* Scalars end in .0. A table has a row for each fan and plug-in: the device is
 * row 1, or 1001 where chassis are stacked. */
static const struct {
	const char *column; /* encoded, without the row                       */
	uint8_t length;
	bool table;
	enum attr attr;
} objects[] = {
	{"\x2b\x06\x01\x02\x01\x01\x01", 7, false, A_system_description},
	{"\x2b\x06\x01\x02\x01\x01\x05", 7, false, A_system_name},
	{"\x2b\x06\x01\x02\x01\x2f\x01\x01\x01\x01\x0a", 11, true,
	 A_inventory_version},
	{"\x2b\x06\x01\x02\x01\x2f\x01\x01\x01\x01\x0b", 11, true,
	 A_inventory_serial},
	{"\x2b\x06\x01\x02\x01\x2f\x01\x01\x01\x01\x0c", 11, true,
	 A_inventory_vendor},
	{"\x2b\x06\x01\x02\x01\x2f\x01\x01\x01\x01\x0d", 11, true,
	 A_inventory_model},
	{"\x2b\x06\x01\x02\x01\x2b\x05\x01\x01\x11", 10, true,
	 A_inventory_serial},
	{"\x2b\x06\x01\x02\x01\x19\x03\x02\x01\x03", 10, true,
	 A_snmp_device},
};

/* The agent itself, or one whose words it passes on, by its address. */
static void tell(struct dissect *d, const struct party *agent, enum attr attr,
		 struct cur text)
{
	if (addr_is_zero(agent->ip))
		obs_text(d, ABOUT_SPEAKER, attr, text);
	else
		obs_text_of(d, agent, attr, text);
}

static bool names_device(struct cur name, size_t i)
{
	if (!cur_is(&name, objects[i].column, objects[i].length))
		return false;
	cur_skip(&name, objects[i].length);
	if (cur_left(&name) == 1)
		return cur_u8(&name) == (objects[i].table ? 1 : 0);
	return objects[i].table && cur_left(&name) == 2 &&
	       CUR_IS(&name, "\x87\x69"); /* 1001 */
}

/* X.690 8.19: sub-identifiers of seven bits an octet. */
static void tell_object_id(struct dissect *d, const struct party *agent,
			   enum attr attr, struct cur in)
{
	char text[160];
	struct pen pen = pen_on(text, sizeof(text));
	uint8_t first = cur_u8(&in);
	unsigned arc_1 = first < 80 ? first / 40u : 2;

	pen_number(&pen, arc_1);
	pen_char(&pen, '.');
	pen_number(&pen, first - arc_1 * 40);
	for (unsigned i = 0; i < OID_MAX && cur_left(&in) > 0; i++) {
		uint32_t arc = 0;
		uint8_t octet;

		do {
			octet = cur_u8(&in);
			arc = arc << 7 | (octet & 0x7f);
		} while ((octet & 0x80) != 0 && cur_ok(&in));
		if (!cur_ok(&in) || pen.n > sizeof(text) - 16)
			return;
		pen_char(&pen, '.');
		pen_number(&pen, arc);
	}
	tell(d, agent, attr, cur_of(text, pen.n));
}

static void tell_value(struct dissect *d, const struct party *agent,
		       struct cur name, uint8_t tag, struct cur value)
{
	static const char object_id[] = "\x2b\x06\x01\x02\x01\x01\x02\x00";

	if (tag == OBJECT && cur_left(&name) == 8 &&
	    cur_is(&name, object_id, 8)) {
		tell_object_id(d, agent, A_snmp_object_id, value);
		return;
	}
	for (size_t i = 0; i < sizeof(objects) / sizeof(objects[0]); i++)
		if (tag == OCTETS && cur_left(&value) > 0 &&
		    names_device(name, i))
			tell(d, agent, objects[i].attr, value);
}

/* The next of a list: its name, and the tag of its value; 0 at the end. */
static uint8_t next_bind(struct cur *list, struct cur *name, struct cur *value)
{
	struct cur bind;
	uint8_t tag;

	if (ber(list, &bind) != SEQUENCE || ber(&bind, name) != OBJECT)
		return 0;
	tag = ber(&bind, value);
	return cur_ok(&bind) ? tag : 0;
}

/* Who has the tables of RFC 3805 is a printer; a spooler has those of RFC 2790. */
static bool is_of_printer(struct cur name, uint8_t tag)
{
	return CUR_IS(&name, "\x2b\x06\x01\x02\x01\x2b") && tag != VOID &&
	       (tag < NO_OBJECT || tag > NO_MORE);
}

static void read_binds(struct dissect *d, const struct party *agent,
		       struct cur list)
{
	bool prints = false;

	for (unsigned i = 0; i < VARBINDS_MAX && cur_left(&list) > 0; i++) {
		struct cur name, value;
		uint8_t tag = next_bind(&list, &name, &value);

		if (tag == 0)
			break;
		prints |= is_of_printer(name, tag);
		tell_value(d, agent, name, tag, value);
	}
	if (prints && addr_is_zero(agent->ip))
		obs_word(d, ABOUT_SPEAKER, A_snmp_printer, 1);
	else if (prints)
		obs_word_of(d, agent, A_snmp_printer, 1);
}

/* Whose a trap is: left empty where it is the sender's own; false where nobody
 * knows. */
static bool agent_of(const struct dissect *d, struct cur address,
		     struct party *agent)
{
	struct addr ip = addr_of_v4(cur_u32(&address));

	if (!cur_ok(&address) || cur_left(&address) > 0 || addr_is_zero(ip) ||
	    addr_under(ip, addr_of_v4(0x7f000000), 8))
		return false;
	if (addr_compare(ip, d->ip[d->from]) != 0)
		agent->ip = ip;
	return true;
}

/* RFC 3584 3.1: who passes on a trap of version 1 as one of version 2 adds the
 * address of its agent. */
static bool agent_added(const struct dissect *d, struct cur list,
			struct party *agent)
{
	static const char oid[] = "\x2b\x06\x01\x06\x03\x12\x01\x03\x00";

	for (unsigned i = 0; i < VARBINDS_MAX && cur_left(&list) > 0; i++) {
		struct cur name, value;
		uint8_t tag = next_bind(&list, &name, &value);

		if (tag == 0)
			break;
		if (tag == ADDRESS && cur_left(&name) == sizeof(oid) - 1 &&
		    cur_is(&name, oid, sizeof(oid) - 1))
			return agent_of(d, value, agent);
	}
	return true;
}

void snmp_varbinds(struct dissect *d, struct cur pdu)
{
	struct party agent = {.mac = {{0}}};
	struct cur list;

	for (unsigned i = 0; i < 3; i++) /* request id, status, index */
		snmp_integer(&pdu);
	if (ber(&pdu, &list) == SEQUENCE && agent_added(d, list, &agent))
		read_binds(d, &agent, list);
}

/* RFC 1157 4.1.6: the enterprise is the agent's sysObjectID, but in traps of a
 * maker's own it says by whose book they are. */
void snmp_trap(struct dissect *d, struct cur pdu)
{
	static const char private[] = "\x2b\x06\x01\x04\x01";
	struct cur enterprise, address, ticks, list;
	struct party agent = {.mac = {{0}}};
	uint64_t generic;

	if (ber(&pdu, &enterprise) != OBJECT || ber(&pdu, &address) != ADDRESS)
		return;
	generic = snmp_integer(&pdu);
	snmp_integer(&pdu); /* of the maker's own traps, which */
	ber(&pdu, &ticks);
	if (ber(&pdu, &list) != SEQUENCE || !cur_ok(&pdu) ||
	    !agent_of(d, address, &agent))
		return;
	if (cur_is(&enterprise, private, sizeof(private) - 1))
		tell_object_id(d, &agent,
			       generic <= GENERIC_LAST ? A_snmp_object_id
						       : A_snmp_trap_enterprise,
			       enterprise);
	read_binds(d, &agent, list);
}
