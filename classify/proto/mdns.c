/* SPDX-License-Identifier: Apache-2.0 */
/*
 * mdns - what devices announce of themselves by multicast DNS.
 *
 * Reads    responses: host names with their addresses, service types and
 *          instances, and the keys of text records that name a product.
 * Never    questions, other keys of text records, other people's records.
 * Standard RFC 6762 6, RFC 6763 4 and 6
 */
#include <strings.h>

#include "classify/dissector.h"
#include "classify/proto/dnsname.h"

enum {
	PORT = 5353,
	TYPE_A = 1,
	TYPE_PTR = 12,
	TYPE_TXT = 16,
	TYPE_AAAA = 28,
	TYPE_SRV = 33,
	RECORDS_MAX = 128,
	KEYS_MAX = 64,
};

struct record {
	struct dns_name name;
	uint16_t type;
	struct cur data;
};

static enum guess mdns_probe(struct cur first, enum side from)
{
	(void)from;
	/* A response without error, with answers, from opcode 0. */
	return cur_left(&first) > 12 && (cur_at(&first, 2) & 0xf8) == 0x80 &&
			       (cur_at(&first, 3) & 0x0f) == 0 &&
			       (cur_at(&first, 6) | cur_at(&first, 7)) != 0
		       ? YES
		       : NO;
}

static bool ends_in(const struct dns_name *n, const char *end)
{
	size_t m = strlen(end);

	return n->length > m &&
	       strcasecmp(n->text + n->length - m, end) == 0;
}

/* "_dicom._tcp" of "EPIQ 7G._dicom._tcp.local", with the instance before. */
static void tell_service(struct dissect *d, const struct dns_name *n)
{
	const char *type = n->text[0] == '_' ? n->text
					     : strstr(n->text, "._");
	size_t length;

	if (type == NULL || !ends_in(n, ".local"))
		return;
	type += type[0] == '.';
	length = n->length - (size_t)(type - n->text) - strlen(".local");
	if (strncmp(type, "_services", 9) == 0)
		return;
	obs_text(d, ABOUT_SPEAKER, A_mdns_service, cur_of(type, length));
	if (type > n->text)
		obs_text(d, ABOUT_SPEAKER, A_mdns_instance,
			 cur_of(n->text, (size_t)(type - n->text) - 1));
}

static void tell_key(struct dissect *d, struct cur pair)
{
	static const struct {
		const char *key;
		enum attr attr;
	} keys[] = {
		{"ty", A_mdns_model},	      {"model", A_mdns_model},
		{"mdl", A_mdns_model},	      {"md", A_mdns_model},
		{"usb_MDL", A_mdns_model},    {"product", A_mdns_model},
		{"usb_MFG", A_mdns_vendor},   {"mfg", A_mdns_vendor},
		{"manufacturer", A_mdns_vendor}, {"vendor", A_mdns_vendor},
		{"serial", A_mdns_serial},    {"sn", A_mdns_serial},
		{"serialNumber", A_mdns_serial},
	};
	struct cur key = cur_until(&pair, '=');

	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		size_t n = strlen(keys[i].key);

		if (cur_left(&key) == n &&
		    strncasecmp((const char *)key.p, keys[i].key, n) == 0)
			obs_text(d, ABOUT_SPEAKER, keys[i].attr, pair);
	}
}

static void tell_text(struct dissect *d, struct cur data)
{
	for (unsigned i = 0; i < KEYS_MAX && cur_left(&data) > 0; i++) {
		struct cur pair = cur_take(&data, cur_u8(&data));

		if (cur_ok(&data))
			tell_key(d, pair);
	}
}

/* A host name belongs to the address beside it, whoever sends the record. */
static void tell_host(struct dissect *d, const struct record *r)
{
	struct cur data = r->data;
	struct party host = {0};
	uint8_t octets[16];

	if (!ends_in(&r->name, ".local"))
		return;
	if (r->type == TYPE_A) {
		host.ip = addr_of_v4(cur_u32(&data));
	} else {
		cur_copy(&data, octets, 16);
		host.ip = addr_of_v6(octets);
	}
	if (cur_ok(&data) && cur_left(&data) == 0 && !addr_is_group(host.ip))
		obs_text_of(d, &host, A_mdns_host_name,
			    cur_of(r->name.text, r->name.length));
}

static bool next_record(struct cur message, struct cur *in, struct record *r)
{
	if (!dns_name_read(message, in, &r->name))
		return false;
	r->type = cur_u16(in);
	cur_skip(in, 6);
	r->data = cur_take(in, cur_u16(in));
	return cur_ok(in);
}

static void tell_record(struct dissect *d, const struct record *r)
{
	struct dns_name target;
	struct cur data = r->data;

	if (r->type == TYPE_A || r->type == TYPE_AAAA) {
		tell_host(d, r);
	} else if (r->type == TYPE_SRV) {
		tell_service(d, &r->name);
	} else if (r->type == TYPE_TXT) {
		tell_text(d, r->data);
	} else if (r->type == TYPE_PTR && r->name.text[0] == '_' &&
		   dns_name_read(d->in, &data, &target)) {
		tell_service(d, &target);
	}
}

static struct verdict mdns_parse(struct dissect *d)
{
	struct cur in = d->in;
	unsigned questions, records;
	struct dns_name question;

	cur_skip(&in, 4);
	questions = cur_u16(&in);
	records = cur_u16(&in);
	records += cur_u16(&in);
	records += cur_u16(&in);
	if (d->port[d->from] != PORT) /* RFC 6762 6: or it is another DNS */
		return not_mine();
	if (!cur_ok(&in) || questions > RECORDS_MAX || records > RECORDS_MAX)
		return malformed();
	obs_protocol(d, "mdns", false);
	while (questions-- > 0) {
		if (!dns_name_read(d->in, &in, &question))
			return malformed();
		cur_skip(&in, 4);
	}
	while (records-- > 0) {
		struct record r;

		if (!next_record(d->in, &in, &r))
			return malformed();
		tell_record(d, &r);
	}
	return took(cur_left(&d->in));
}

const struct dissector dissector_mdns = {
	.name = "mdns",
	.title = "Multicast DNS and service discovery",
	.carrier = ON_UDP,
	.stateless = true,
	.hints = {5353},
	.probe = mdns_probe,
	.parse = mdns_parse,
};
