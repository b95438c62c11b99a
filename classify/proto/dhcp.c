/* SPDX-License-Identifier: Apache-2.0 */
/*
 * dhcp - vendor class, host name, order of options, leases.
 *
 * Reads    options 12, 52, 53, 55, 60, 61, 81, 97, 124 of clients; the
 *          acknowledged address.
 * Never    boot files, relay agent details, user classes.
 * Standard RFC 2131 2, RFC 2132 (9.3 overload), RFC 4702 (option 81),
 *          RFC 4361 6.1 (61), RFC 4578 2.3 (97), RFC 3925 3 (124)
 */
#include "classify/proto/dhcp.h"

enum {
	REQUEST = 1,
	OPTION_PAD = 0,
	OPTION_HOST_NAME = 12,
	OPTION_OVERLOAD = 52,
	OPTION_TYPE = 53,
	OPTION_PARAMETERS = 55,
	OPTION_VENDOR_CLASS = 60,
	OPTION_CLIENT_ID = 61,
	OPTION_FQDN = 81,
	OPTION_MACHINE = 97,
	OPTION_VENDOR_NUMBER = 124, /* of its class; of what it says else      */
	OPTION_VENDOR_SAYS = 125,
	OPTION_END = 255,
	OPTIONS_MAX = 128,
	ID_DUID = 255,      /* kind of a client identifier                    */
	UUID_LENGTH = 16,
	BOOTP = 0,          /* RFC 1534 2: no option 53                        */
	OFFER = 2,
	ACK = 5,
};

struct message {
	uint8_t type, overload;
};

static enum guess dhcp_probe(struct cur first, enum side from)
{
	uint8_t op = cur_at(&first, 0);

	(void)from;
	if (cur_left(&first) < 240 || op < 1 || op > 2 ||
	    cur_at(&first, 1) != 1 || cur_at(&first, 2) != 6)
		return NO;
	cur_skip(&first, 236);
	return CUR_IS(&first, "\x63\x82\x53\x63") ? YES : NO;
}

/* "1,3,6,15": the list is a fingerprint of the client's system. */
static void tell_parameters(struct dissect *d, const struct party *client,
			    struct cur list)
{
	char text[160];
	struct pen pen = pen_on(text, sizeof(text));

	while (cur_left(&list) > 0 && pen.n < sizeof(text) - 5) {
		if (pen.n > 0)
			pen_char(&pen, ',');
		pen_number(&pen, cur_u8(&list));
	}
	obs_text_of(d, client, A_dhcp_fingerprint, cur_of(text, pen.n));
}

/* RFC 4702 2.1: flags, two codes, and the name as labels (bit E) or letters. */
static void tell_full_name(struct dissect *d, const struct party *client,
			   struct cur in)
{
	char text[DHCP_NAME];
	bool labels = (cur_u8(&in) & 4) != 0;
	struct cur name;

	cur_skip(&in, 2);
	if (!labels)
		obs_text_of(d, client, A_dhcp_host_name, cur_trim(in, '.'));
	else if (dhcp_labels(in, text, &name))
		obs_text_of(d, client, A_dhcp_host_name, name);
}

/* RFC 4361 6.1: kind 255, four octets for the interface, the identifier. */
static void tell_client_id(struct dissect *d, const struct party *client,
			   struct cur in)
{
	if (cur_u8(&in) != ID_DUID)
		return;
	cur_skip(&in, 4);
	if (cur_ok(&in) && is_duid(in))
		duid_tell(d, client, in);
}

/* RFC 4578 2.3: kind 0 and sixteen octets; boards without one give equal
 * octets. */
static void tell_machine(struct dissect *d, const struct party *client,
			 struct cur in)
{
	char text[2 * UUID_LENGTH];
	struct pen pen = pen_on(text, sizeof(text));
	bool varied = false;

	if (cur_u8(&in) != 0 || cur_left(&in) != UUID_LENGTH)
		return;
	for (size_t i = 1; i < UUID_LENGTH; i++)
		varied = varied || cur_at(&in, i) != cur_at(&in, 0);
	pen_hex(&pen, in.p, UUID_LENGTH);
	if (varied)
		obs_text_of(d, client, A_machine_uuid, cur_of(text, pen.n));
}

static void tell_option(struct dissect *d, const struct party *client,
			uint8_t code, struct cur body)
{
	if (code == OPTION_HOST_NAME)
		obs_text_of(d, client, A_dhcp_host_name, cur_trim(body, 0));
	else if (code == OPTION_VENDOR_CLASS)
		obs_text_of(d, client, A_dhcp_vendor_class, cur_trim(body, 0));
	else if (code == OPTION_PARAMETERS)
		tell_parameters(d, client, body);
	else if (code == OPTION_FQDN)
		tell_full_name(d, client, body);
	else if (code == OPTION_CLIENT_ID)
		tell_client_id(d, client, body);
	else if (code == OPTION_MACHINE)
		tell_machine(d, client, body);
	else if ((code == OPTION_VENDOR_NUMBER || code == OPTION_VENDOR_SAYS) &&
		 cur_left(&body) >= 4)
		obs_word_of(d, client, A_dhcp_enterprise, cur_u32(&body));
}

/* Tells the options of a client, and keeps what the message is. */
static void read_options(struct dissect *d, struct cur in,
			 const struct party *client, struct message *m)
{
	for (unsigned i = 0; i < OPTIONS_MAX && cur_left(&in) > 0; i++) {
		uint8_t code = cur_u8(&in);
		struct cur body;

		if (code == OPTION_PAD)
			continue;
		if (code == OPTION_END)
			break;
		body = cur_take(&in, cur_u8(&in));
		if (!cur_ok(&in))
			break;
		if (code == OPTION_TYPE)
			m->type = cur_u8(&body);
		else if (code == OPTION_OVERLOAD)
			m->overload = cur_u8(&body);
		else if (client != NULL)
			tell_option(d, client, code, body);
	}
}

/* RFC 2132 9.3: bit 0, the file field holds options too; bit 1, the name. */
static uint8_t read_all(struct dissect *d, struct cur options, struct cur sname,
			struct cur file, const struct party *client)
{
	struct message m = {0, 0};
	uint8_t overload;

	read_options(d, options, client, &m);
	overload = m.overload;
	if ((overload & 1) != 0)
		read_options(d, file, client, &m);
	if ((overload & 2) != 0)
		read_options(d, sname, client, &m);
	return m.type;
}

static struct verdict dhcp_parse(struct dissect *d)
{
	struct cur in = d->in, sname, file;
	struct party client = {0};
	uint8_t op = cur_u8(&in), type;
	struct addr own, leased;
	uint32_t relay;

	cur_skip(&in, 11);
	own = addr_of_v4(cur_u32(&in));
	leased = addr_of_v4(cur_u32(&in));
	cur_skip(&in, 4);
	relay = cur_u32(&in);
	cur_copy(&in, client.mac.b, 6);
	cur_skip(&in, 10);
	sname = cur_take(&in, 64);
	file = cur_take(&in, 128);
	cur_skip(&in, 4);
	if (!cur_ok(&in) || mac_is_zero(client.mac) ||
	    mac_is_group(client.mac))
		return malformed();
	obs_protocol(d, "dhcp", false);
	if (op == REQUEST) {
		if (!addr_is_zero(own))
			client.ip = own;
		read_all(d, in, sname, file, &client);
		return done();
	}
	client.ip = addr_is_zero(leased) ? own : leased;
	type = read_all(d, in, sname, file, NULL);
	if ((type == ACK || type == BOOTP) && !addr_is_zero(client.ip) &&
	    !addr_is_group(client.ip))
		obs_word_of(d, &client, A_dhcp_binding, 1);
	/* RFC 2131 4.1: what a relay passes on has its address. */
	if ((type == OFFER || type == ACK) && relay == 0)
		obs_word(d, ABOUT_SPEAKER, A_dhcp_server, 1);
	return done();
}

const struct dissector dissector_dhcp = {
	.name = "dhcp",
	.title = "Dynamic Host Configuration Protocol",
	.carrier = ON_UDP,
	.stateless = true,
	.hints = {67, 68},
	.probe = dhcp_probe,
	.parse = dhcp_parse,
};
