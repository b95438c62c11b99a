/* SPDX-License-Identifier: Apache-2.0 */
/*
 * snmp - what agents answer of themselves, and how openly.
 *
 * Reads    version, class of the community, whether it is a published default,
 *          message flags, engine identifier; snmp_value.c what answers and traps
 *          hold.
 * Never    the community itself.
 * Standard RFC 1157, RFC 3416, RFC 3411 5, RFC 3412 6, RFC 3414 2.4
 */
#include "classify/proto/default_login.h"
#include "classify/proto/snmp.h"

enum {
	GET = 0xa0,
	RESPONSE = 0xa2,
	SET = 0xa3,
	TRAP_V1 = 0xa4,
	TRAP_V2 = 0xa7,
	INFORM = 0xa6,
	REPORT = 0xa8,
	PORT_TRAPS = 162,
	ENGINE_MAC = 3,
};

static const uint32_t ENGINE_FORMAT = 0x80000000;

/* RFC 1157 4: a sequence of version, community and one of the PDUs; in version
 * 3 (RFC 3412 6) a sequence of header data. */
static enum guess snmp_probe(struct cur first, enum side from)
{
	struct cur body, community;
	uint64_t version;

	(void)from;
	if (ber(&first, &body) != SEQUENCE || !cur_ok(&first))
		return NO;
	version = snmp_integer(&body);
	if (!cur_ok(&body) || version > 3 || version == 2)
		return NO;
	if (version == 3)
		return cur_at(&body, 0) == SEQUENCE ? YES : NO;
	if (ber(&body, &community) != OCTETS || !cur_ok(&body))
		return NO;
	return cur_at(&body, 0) >= GET && cur_at(&body, 0) <= REPORT ? YES
								     : NO;
}

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
	snmp_integer(&pdu);
	return snmp_integer(&pdu) == 0 && cur_ok(&pdu);
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
	if (tag == TRAP_V1)
		snmp_trap(d, pdu);
	if (tag == TRAP_V1 || !succeeded(pdu))
		return;
	/* Who sends a trap names a community that another may accept; only an
	 * answer proves that this agent does. */
	if (tag == RESPONSE)
		tell_community(d, community);
	snmp_varbinds(d, pdu);
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
	snmp_integer(&header);
	snmp_integer(&header);
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
	version = snmp_integer(&message);
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
