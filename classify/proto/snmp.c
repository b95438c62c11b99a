/* SPDX-License-Identifier: Apache-2.0 */
/*
 * snmp - what agents answer of themselves, and how openly.
 *
 * Reads    version, class of the community, whether it is a published default,
 *          message flags, engine identifier,
 *          values of the system group, the entity and the printer tables in
 *          responses.
 * Never    the community itself, sysContact, sysLocation, any other value.
 * Standard RFC 1157, RFC 3416, RFC 3411 5, RFC 3412 6, RFC 3414 2.4,
 *          RFC 3418, RFC 6933, RFC 3805
 */

#include "classify/dissector.h"
#include "classify/proto/ber.h"
#include "classify/proto/default_login.h"

enum {
	INTEGER = 0x02,
	OCTETS = 0x04,
	OBJECT = 0x06,
	SEQUENCE = 0x30,
	GET = 0xa0,
	RESPONSE = 0xa2,
	SET = 0xa3,
	TRAP_V1 = 0xa4,
	TRAP_V2 = 0xa7,
	INFORM = 0xa6,
	REPORT = 0xa8,
	PORT_TRAPS = 162,
	VARBINDS_MAX = 64,
	OID_MAX = 40,
	ENGINE_MAC = 3,
};

static const uint32_t ENGINE_FORMAT = 0x80000000;

static uint64_t ber_integer(struct cur *in)
{
	struct cur body;

	if (ber(in, &body) != INTEGER || cur_left(&body) > 8)
		in->bad = true;
	return cur_be(&body, cur_left(&body));
}

/* RFC 1157 4: a sequence of version, community and one of the PDUs; in version
 * 3 (RFC 3412 6) a sequence of header data. */
static enum guess snmp_probe(struct cur first, enum side from)
{
	struct cur body, community;
	uint64_t version;

	(void)from;
	if (ber(&first, &body) != SEQUENCE || !cur_ok(&first))
		return NO;
	version = ber_integer(&body);
	if (!cur_ok(&body) || version > 3 || version == 2)
		return NO;
	if (version == 3)
		return cur_at(&body, 0) == SEQUENCE ? YES : NO;
	if (ber(&body, &community) != OCTETS || !cur_ok(&body))
		return NO;
	return cur_at(&body, 0) >= GET && cur_at(&body, 0) <= REPORT ? YES
								     : NO;
}

/* ---- values -------------------------------------------------------------- */

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
};

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
static void tell_object_id(struct dissect *d, struct cur in)
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
	obs_text(d, ABOUT_SPEAKER, A_snmp_object_id, cur_of(text, pen.n));
}

static void tell_value(struct dissect *d, struct cur name, uint8_t tag,
		       struct cur value)
{
	static const char object_id[] = "\x2b\x06\x01\x02\x01\x01\x02\x00";

	if (tag == OBJECT && cur_left(&name) == 8 &&
	    cur_is(&name, object_id, 8)) {
		tell_object_id(d, value);
		return;
	}
	for (size_t i = 0; i < sizeof(objects) / sizeof(objects[0]); i++)
		if (tag == OCTETS && cur_left(&value) > 0 &&
		    names_device(name, i))
			obs_text(d, ABOUT_SPEAKER, objects[i].attr, value);
}

static void read_varbinds(struct dissect *d, struct cur pdu)
{
	struct cur list, bind, name, value;

	for (unsigned i = 0; i < 3; i++) /* request id, status, index */
		ber_integer(&pdu);
	if (ber(&pdu, &list) != SEQUENCE)
		return;
	for (unsigned i = 0; i < VARBINDS_MAX && cur_left(&list) > 0; i++) {
		uint8_t tag;

		if (ber(&list, &bind) != SEQUENCE ||
		    ber(&bind, &name) != OBJECT)
			return;
		tag = ber(&bind, &value);
		if (cur_ok(&bind))
			tell_value(d, name, tag, value);
	}
}

/* ---- messages ------------------------------------------------------------ */

static const char *class_of(struct cur community)
{
	if (cur_left(&community) == 6 && CUR_IS(&community, "public"))
		return "public";
	if (cur_left(&community) == 7 && CUR_IS(&community, "private"))
		return "private";
	return "other";
}

/* Error status 0: the community was good. */
static bool succeeded(struct cur pdu)
{
	ber_integer(&pdu);
	return ber_integer(&pdu) == 0 && cur_ok(&pdu);
}

static void tell_community(struct dissect *d, struct cur community)
{
	const char *class = class_of(community), *product;

	obs_term(d, ABOUT_SPEAKER, A_snmp_community, class);
	if (strcmp(class, "other") != 0)
		return;
	product = login_default_community(community);
	if (product != NULL)
		obs_term(d, ABOUT_SPEAKER, A_default_login, product);
}

static void read_clear(struct dissect *d, unsigned version, struct cur in)
{
	struct cur community, pdu;
	uint8_t tag;

	if (ber(&in, &community) != OCTETS)
		return;
	tag = ber(&in, &pdu);
	if (!cur_ok(&in))
		return;
	if (tag == SET)
		obs_word(d, ABOUT_LISTENER, A_snmp_write, 1);
	if (tag != RESPONSE && tag != TRAP_V1 && tag != INFORM &&
	    tag != TRAP_V2)
		return;
	/* RFC 3416 4.2.7: who takes an inform answers with the words of its
	 * sender. */
	if (tag == RESPONSE && d->port[d->from] == PORT_TRAPS)
		return;
	obs_word(d, ABOUT_SPEAKER, A_snmp_clear, version + 1);
	if (tag == TRAP_V1 || !succeeded(pdu))
		return;
	/* Who sends a trap names a community that another may accept; only an
	 * answer proves that this agent does. */
	if (tag == RESPONSE)
		tell_community(d, community);
	read_varbinds(d, pdu);
}

/*
 * RFC 3411 5: who made the agent, and a MAC when it is numbered so. In what a
 * client sends stands the agent's too: only the agent's own word is taken.
 */
static void tell_engine(struct dissect *d, struct cur security)
{
	struct cur body, engine;
	uint32_t maker;

	if (d->from != SERVER || ber(&security, &body) != SEQUENCE ||
	    ber(&body, &engine) != OCTETS || !cur_ok(&body))
		return;
	maker = cur_u32(&engine);
	if (!cur_ok(&engine) || (maker & ENGINE_FORMAT) == 0)
		return;
	obs_word(d, ABOUT_SPEAKER, A_snmp_engine_enterprise,
		 maker & ~ENGINE_FORMAT);
	if (cur_u8(&engine) == ENGINE_MAC && cur_left(&engine) == 6) {
		char text[12];
		struct pen pen = pen_on(text, sizeof(text));

		pen_hex(&pen, engine.p, 6);
		obs_text(d, ABOUT_SPEAKER, A_snmp_engine_mac,
			 cur_of(text, pen.n));
	}
}

/* RFC 3412 6.4: msgFlags. Discovery is never authenticated: not told. */
static void read_v3(struct dissect *d, struct cur in)
{
	struct cur header, flags, security, data, pdu;
	uint8_t bits;

	if (ber(&in, &header) != SEQUENCE)
		return;
	ber_integer(&header);
	ber_integer(&header);
	if (ber(&header, &flags) != OCTETS || !cur_ok(&header))
		return;
	bits = cur_u8(&flags);
	ber(&in, &security);
	tell_engine(d, security);
	if ((bits & 3) == 3) {
		obs_term(d, ABOUT_SPEAKER, A_snmp_v3, "authpriv");
		return;
	}
	if (ber(&in, &data) != SEQUENCE)
		return;
	ber(&data, &pdu);
	ber(&data, &pdu);
	if (ber(&data, &pdu) == RESPONSE && cur_ok(&data))
		obs_term(d, ABOUT_SPEAKER, A_snmp_v3,
			 (bits & 1) != 0 ? "auth" : "noauth");
}

static struct verdict snmp_parse(struct dissect *d)
{
	struct cur in = d->in, message;
	uint64_t version;

	if (ber(&in, &message) != SEQUENCE || !cur_ok(&in))
		return malformed();
	version = ber_integer(&message);
	if (!cur_ok(&message))
		return malformed();
	obs_protocol(d, "snmp", false);
	if (version == 3)
		read_v3(d, message);
	else
		read_clear(d, (unsigned)version, message);
	return took(cur_left(&d->in));
}

const struct dissector dissector_snmp = {
	.name = "snmp",
	.title = "Simple Network Management Protocol",
	.carrier = ON_UDP,
	.stateless = true,
	.hints = {161, 162},
	.probe = snmp_probe,
	.parse = snmp_parse,
};
