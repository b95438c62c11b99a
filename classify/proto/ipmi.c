/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ipmi - management controllers of servers, by RMCP.
 *
 * Reads    answers to a presence ping; of the answers about a channel which
 *          logins it allows; of those about the device maker, product and
 *          firmware; of those that open a session what protects it; that a
 *          password is sent in clear.
 * Never    names of users, passwords, codes, keys, the numbers of sessions,
 *          sensors, logs.
 * Standard ASF 2.0 3.2.4 (RMCP, presence pong); IPMI 2.0 revision 1.1, 13.6 to
 *          13.8 (messages), 13.18 (open session), 20.1, 22.13, 22.17
 */
#include "classify/dissector.h"

enum {
	RMCP = 6,              /* version 1.0                                  */
	CLASS_ASF = 6,
	CLASS_IPMI = 7,
	ASF_ENTERPRISE = 4542, /* of the standard itself: no maker's           */
	PONG = 0x40,
	PONG_DATA = 16,
	SPEAKS_IPMI = 0x80,    /* in a pong                                    */
	AUTH_NONE = 0,
	AUTH_PASSWORD = 4,
	AUTH_RMCP_PLUS = 6,
	CODE = 16,             /* octets of a password or a code               */
	PAYLOAD_HIDDEN = 0x80,
	PAYLOAD_SEALED = 0x40, /* a code follows it                            */
	PAYLOAD_KIND = 0x3f,
	PAYLOAD_IPMI = 0,
	PAYLOAD_OEM = 2,
	PAYLOAD_OPENED = 0x11,
	ANSWER_LEAST = 8,      /* addresses, sums, number, command, completion */
	NET_APP_ANSWER = 7,    /* of what all devices have in common           */
	DEVICE_ID = 0x01,
	CHANNEL_CAPABILITIES = 0x38,
	ACTIVATE_SESSION = 0x3a,
};

/* What follows the header of a session; hidden: nobody can read it. */
struct packet {
	uint8_t auth, kind;
	bool hidden;
	struct cur body;
};

static bool is_rmcp(struct cur *in, uint8_t *class)
{
	uint8_t version = cur_u8(in), reserved = cur_u8(in);

	cur_skip(in, 1); /* number, FF where nobody acknowledges */
	*class = cur_u8(in);
	return cur_ok(in) && version == RMCP && reserved == 0 &&
	       (*class == CLASS_ASF || *class == CLASS_IPMI);
}

/* 3.2.4.1: enterprise, kind, tag, reserved, length. */
static bool is_asf(struct cur in, uint8_t *kind, struct cur *data)
{
	uint32_t enterprise = cur_u32(&in);

	*kind = cur_u8(&in);
	cur_skip(&in, 2);
	*data = cur_take(&in, cur_u8(&in));
	return cur_ok(&in) && enterprise == ASF_ENTERPRISE &&
	       cur_left(&in) == 0;
}

/* 13.6: the header of a session in both versions. */
static bool is_packet(struct cur in, struct packet *p)
{
	uint8_t payload = 0;

	p->auth = cur_u8(&in);
	if (p->auth > AUTH_RMCP_PLUS || p->auth == 3)
		return false;
	if (p->auth == AUTH_RMCP_PLUS) {
		payload = cur_u8(&in);
		if ((payload & PAYLOAD_KIND) == PAYLOAD_OEM)
			cur_skip(&in, 6);
	}
	cur_skip(&in, 8); /* numbers of the session and the message */
	if (p->auth != AUTH_NONE && p->auth != AUTH_RMCP_PLUS)
		cur_skip(&in, CODE);
	p->kind = payload & PAYLOAD_KIND;
	p->hidden = (payload & PAYLOAD_HIDDEN) != 0;
	p->body = cur_take(&in, p->auth == AUTH_RMCP_PLUS ? cur_u16le(&in)
							  : cur_u8(&in));
	/* Behind it the code of version 2, or at most one octet of filling. */
	return cur_ok(&in) &&
	       ((payload & PAYLOAD_SEALED) != 0 || cur_left(&in) <= 1);
}

/* 13.8: address, function, sum over both. */
static bool is_message(struct cur in)
{
	uint8_t sum = cur_u8(&in);

	sum = (uint8_t)(sum + cur_u8(&in));
	sum = (uint8_t)(sum + cur_u8(&in));
	cur_skip(&in, 4); /* the other address, number, command, last sum */
	return cur_ok(&in) && sum == 0;
}

static enum guess ipmi_probe(struct cur first, enum side from)
{
	struct packet p;
	struct cur data;
	uint8_t class, kind;

	(void)from;
	if (!is_rmcp(&first, &class))
		return NO;
	if (class == CLASS_ASF)
		return is_asf(first, &kind, &data) ? YES : NO;
	if (!is_packet(first, &p))
		return NO;
	return p.kind != PAYLOAD_IPMI || p.hidden || is_message(p.body) ? YES
									: NO;
}

static void tell_maker(struct dissect *d, uint32_t enterprise)
{
	if (enterprise != 0 && enterprise != ASF_ENTERPRISE &&
	    enterprise != 0xfffff) /* 20.1: reserved */
		obs_word(d, ABOUT_SPEAKER, A_ipmi_vendor_id, enterprise);
}

static void read_pong(struct dissect *d, struct cur data)
{
	uint32_t enterprise = cur_u32(&data);
	uint8_t entities;

	cur_skip(&data, 4);
	entities = cur_u8(&data);
	if (!cur_ok(&data))
		return;
	tell_maker(d, enterprise);
	if ((entities & SPEAKS_IPMI) != 0)
		obs_term(d, ABOUT_SPEAKER, A_ipmi_role, "controller");
}

/* 22.13: which logins the channel allows, and what it is called by. */
static void read_capabilities(struct dissect *d, struct cur in)
{
	static const struct {
		uint8_t octet, bit;
		const char *login;
	} rows[] = {
		{0, 0x01, "none"}, {0, 0x02, "md2"}, {0, 0x04, "md5"},
		{0, 0x10, "password"}, {0, 0x20, "oem"},
		{1, 0x01, "anonymous"}, {1, 0x02, "no-name"},
		{2, 0x02, "rmcp+"},
	};
	uint8_t octet[3];

	cur_skip(&in, 1); /* channel */
	for (unsigned i = 0; i < 3; i++)
		octet[i] = cur_u8(&in);
	if (!cur_ok(&in))
		return;
	if ((octet[0] & 0x80) == 0)
		octet[2] = 0; /* 22.13: only where version 2 was asked about */
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if ((octet[rows[i].octet] & rows[i].bit) != 0)
			obs_term(d, ABOUT_SPEAKER, A_ipmi_login,
				 rows[i].login);
}

/* 20.1: the revision of the firmware, its lower half as two decimal digits. */
static void tell_firmware(struct dissect *d, uint8_t major, uint8_t minor)
{
	char text[sizeof("127.99")];
	struct pen pen = pen_on(text, sizeof(text));

	if (minor >> 4 > 9 || (minor & 15) > 9)
		return;
	pen_number(&pen, major & 0x7fu);
	pen_char(&pen, '.');
	pen_number(&pen, minor >> 4);
	pen_number(&pen, minor & 15u);
	obs_text(d, ABOUT_SPEAKER, A_ipmi_version, cur_of(text, pen.n));
}

static void read_device(struct dissect *d, struct cur in)
{
	uint8_t major, minor;
	uint32_t maker;
	uint16_t product;

	cur_skip(&in, 2); /* number and revision of the device */
	major = cur_u8(&in);
	minor = cur_u8(&in);
	cur_skip(&in, 2); /* version of IPMI, what else it does */
	maker = cur_u16le(&in);
	maker |= (uint32_t)cur_u8(&in) << 16;
	product = cur_u16le(&in);
	if (!cur_ok(&in))
		return;
	tell_firmware(d, major, minor);
	tell_maker(d, maker);
	obs_word(d, ABOUT_SPEAKER, A_ipmi_product_id, product);
}

/* An answer that completed; requests say nothing but what they are for. */
static void read_message(struct dissect *d, const struct packet *p)
{
	struct cur in = p->body, data;
	uint8_t function, command;

	cur_skip(&in, 1);
	function = cur_u8(&in) >> 2;
	cur_skip(&in, 3);
	command = cur_u8(&in);
	if (cur_left(&p->body) < ANSWER_LEAST || function != NET_APP_ANSWER ||
	    cur_u8(&in) != 0)
		return;
	data = cur_take(&in, cur_left(&in) - 1); /* a sum comes last */
	obs_term(d, ABOUT_SPEAKER, A_ipmi_role, "controller");
	if (command == CHANNEL_CAPABILITIES)
		read_capabilities(d, data);
	else if (command == DEVICE_ID)
		read_device(d, data);
	else if (command == ACTIVATE_SESSION && p->auth == AUTH_PASSWORD)
		obs_term(d, ABOUT_SPEAKER, A_clear_login, "ipmi");
}

/* 13.18: what both agreed on, three algorithms of eight octets each. */
static void read_opened(struct dissect *d, struct cur in)
{
	static const char *const lacks[] = {
		"authentication", "integrity", "encryption"};
	uint8_t status;

	cur_skip(&in, 1);
	status = cur_u8(&in);
	cur_skip(&in, 10); /* privilege, reserved, both numbers of the session */
	if (status != 0)
		return;
	obs_term(d, ABOUT_SPEAKER, A_ipmi_role, "controller");
	for (unsigned i = 0; i < 3; i++) {
		uint8_t kind = cur_u8(&in), algorithm;

		cur_skip(&in, 3);
		algorithm = cur_u8(&in) & 0x3f;
		cur_skip(&in, 3);
		if (!cur_ok(&in) || kind != i)
			return;
		if (algorithm == 0)
			obs_term(d, ABOUT_SPEAKER, A_ipmi_lacks, lacks[i]);
	}
}

static struct verdict ipmi_parse(struct dissect *d)
{
	struct cur in = d->in, data;
	struct packet p = {.hidden = false};
	uint8_t class, kind;

	if (ipmi_probe(in, d->from) != YES)
		return malformed();
	is_rmcp(&in, &class);
	if (class == CLASS_ASF) {
		obs_protocol(d, "ipmi", false);
		if (is_asf(in, &kind, &data) && kind == PONG &&
		    cur_left(&data) == PONG_DATA)
			read_pong(d, data);
		return took(cur_left(&d->in));
	}
	is_packet(in, &p);
	obs_protocol(d, "ipmi", p.hidden);
	if (p.auth == AUTH_PASSWORD && d->from == CLIENT)
		obs_term(d, ABOUT_SPEAKER, A_clear_login_sent, "ipmi");
	if (p.kind == PAYLOAD_IPMI && !p.hidden)
		read_message(d, &p);
	else if (p.kind == PAYLOAD_OPENED && p.auth == AUTH_RMCP_PLUS)
		read_opened(d, p.body);
	return took(cur_left(&d->in));
}

const struct dissector dissector_ipmi = {
	.name = "ipmi",
	.title = "IPMI management of servers",
	.carrier = ON_UDP,
	.stateless = true,
	.hints = {623},
	.probe = ipmi_probe,
	.parse = ipmi_parse,
};
