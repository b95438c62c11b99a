/* SPDX-License-Identifier: Apache-2.0 */
/*
 * mdns - what devices announce of themselves by multicast DNS.
 *
 * Reads    responses: host names with their addresses, service types and
 *          instances, and the keys of text records that name a product.
 * Never    questions, other keys of text records, and nothing about the sender
 *          that an address record does not lead to: reflectors pass on the
 *          records of others.
 * Standard RFC 6762 6, RFC 6763 4 and 6
 */
#include <strings.h>

#include "classify/dissector.h"
#include "classify/proto/dnsname.h"

enum {
	PORT = 5353,
	TYPE_TXT = 16,
	TYPE_SRV = 33,
	RESPONSE = 0x8000,
	RECORDS_MAX = 128,
	KEYS_MAX = 64,
	HOSTS_MAX = 8,
	ADDRESSES_MAX = 4,
	SERVICES_MAX = 24,
};

struct record {
	struct dns_name name;
	uint16_t type;
	struct cur data;
};

struct host {
	struct dns_name name;
	struct addr ip[ADDRESSES_MAX];
	unsigned addresses;
};

struct service {
	struct dns_name instance, host;
};

/* What one message says about who is who. */
struct page {
	struct host host[HOSTS_MAX];
	struct service service[SERVICES_MAX];
	unsigned hosts, services;
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

static bool same_name(const struct dns_name *a, const struct dns_name *b)
{
	return a->length == b->length &&
	       strncasecmp(a->text, b->text, a->length) == 0;
}

/* ---- whose record is it -------------------------------------------------- */

/* The addresses of a host name, from the records of this message. */
static void keep_host(struct page *p, const struct record *r)
{
	struct cur data = r->data;
	struct addr ip;
	unsigned i = 0;
	uint8_t octets[16];

	if (r->type == DNS_A) {
		ip = addr_of_v4(cur_u32(&data));
	} else {
		cur_copy(&data, octets, 16);
		ip = addr_of_v6(octets);
	}
	if (!cur_ok(&data) || cur_left(&data) != 0 || addr_is_zero(ip) ||
	    addr_is_group(ip) || !dns_name_ends(&r->name, ".local"))
		return;
	while (i < p->hosts && !same_name(&p->host[i].name, &r->name))
		i++;
	if (i == HOSTS_MAX)
		return;
	if (i == p->hosts)
		p->host[p->hosts++].name = r->name;
	if (p->host[i].addresses < ADDRESSES_MAX)
		p->host[i].ip[p->host[i].addresses++] = ip;
}

/* RFC 2782: priority, weight, port, and the host that gives the service. */
static void keep_service(struct page *p, struct cur message,
			 const struct record *r)
{
	struct service *s = &p->service[p->services];
	struct cur data = r->data;

	cur_skip(&data, 6);
	if (p->services == SERVICES_MAX ||
	    !dns_name_read(message, &data, &s->host))
		return;
	s->instance = r->name;
	p->services++;
}

/* The host that a service runs on. A message about one host alone needs no
 * service record to say so; of several, a name must lead to one. A reflector
 * passes on the words of others, so the sender alone proves nothing. */
static const struct host *owner(const struct page *p,
				const struct dns_name *instance)
{
	for (unsigned i = 0; i < p->services; i++) {
		if (!same_name(&p->service[i].instance, instance))
			continue;
		for (unsigned k = 0; k < p->hosts; k++)
			if (same_name(&p->host[k].name, &p->service[i].host))
				return &p->host[k];
		return NULL;
	}
	return p->hosts == 1 ? &p->host[0] : NULL;
}

static void tell(struct dissect *d, const struct host *h, enum attr attr,
		 struct cur text)
{
	for (unsigned i = 0; i < h->addresses; i++) {
		struct party party = {.ip = h->ip[i]};

		obs_text_of(d, &party, attr, text);
	}
}

/* ---- what it says -------------------------------------------------------- */

/* "_dicom._tcp" of "EPIQ 7G._dicom._tcp.local", with the instance before. */
static void tell_service(struct dissect *d, const struct host *h,
			 const struct dns_name *n)
{
	size_t instance = n->text[0] == '_' ? 0 : n->first + 1;
	struct cur in = cur_of(n->text, n->length), type;

	if (!dns_name_ends(n, ".local") || instance >= n->length)
		return;
	type = cur_take(&in, n->length - strlen(".local"));
	in = cur_take(&type, instance);
	if (cur_at(&type, 0) != '_' || CUR_IS(&type, "_services"))
		return;
	tell(d, h, A_mdns_service, type);
	if (instance > 0)
		tell(d, h, A_mdns_instance, cur_take(&in, instance - 1));
}

static void tell_key(struct dissect *d, const struct host *h, struct cur pair)
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

	if (cur_at(&pair, 0) == '(') /* a printer's "(ZD620)" */
		pair = cur_trim(cur_trim(pair, '('), ')');

	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		size_t n = strlen(keys[i].key);

		if (cur_left(&key) == n &&
		    strncasecmp((const char *)key.p, keys[i].key, n) == 0)
			tell(d, h, keys[i].attr, pair);
	}
}

static void tell_text(struct dissect *d, const struct host *h, struct cur data)
{
	for (unsigned i = 0; i < KEYS_MAX && cur_left(&data) > 0; i++) {
		struct cur pair = cur_take(&data, cur_u8(&data));

		if (cur_ok(&data))
			tell_key(d, h, pair);
	}
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

static void tell_record(struct dissect *d, const struct page *p,
			const struct record *r)
{
	const struct dns_name *name = &r->name;
	const struct host *h;
	struct dns_name target;
	struct cur data = r->data;

	if (r->type == DNS_PTR && name->text[0] == '_' &&
	    dns_name_read(d->in, &data, &target))
		name = &target;
	else if (r->type != TYPE_SRV && r->type != TYPE_TXT)
		return;
	h = owner(p, name);
	if (h == NULL)
		return;
	if (r->type == TYPE_TXT)
		tell_text(d, h, r->data);
	else
		tell_service(d, h, name);
}

/* Twice over the records: whose they are, then what they say. */
static bool read_records(struct dissect *d, struct cur in, unsigned records)
{
	struct page page;
	struct record r;
	struct cur again = in;

	page.hosts = page.services = 0;
	for (unsigned i = 0; i < HOSTS_MAX; i++)
		page.host[i].addresses = 0;
	for (unsigned i = 0; i < records; i++) {
		if (!next_record(d->in, &in, &r))
			return false;
		if (r.type == DNS_A || r.type == DNS_AAAA)
			keep_host(&page, &r);
		else if (r.type == TYPE_SRV)
			keep_service(&page, d->in, &r);
	}
	for (unsigned i = 0; i < page.hosts; i++)
		tell(d, &page.host[i], A_mdns_host_name,
		     cur_of(page.host[i].name.text, page.host[i].name.length));
	for (unsigned i = 0; i < records; i++)
		if (next_record(d->in, &again, &r))
			tell_record(d, &page, &r);
	return true;
}

static struct verdict mdns_parse(struct dissect *d)
{
	struct cur in = d->in;
	unsigned questions, records;
	struct dns_name question;
	uint16_t flags;

	cur_skip(&in, 2);
	flags = cur_u16(&in);
	questions = cur_u16(&in);
	records = cur_u16(&in);
	records += cur_u16(&in);
	records += cur_u16(&in);
	/* RFC 6762 6: from this port, or it is another DNS. Known answers in
	 * a question are what the asker has heard of others. */
	if (d->port[d->from] != PORT || (flags & RESPONSE) == 0)
		return not_mine();
	if (!cur_ok(&in) || questions > RECORDS_MAX || records > RECORDS_MAX)
		return malformed();
	obs_protocol(d, "mdns", false);
	while (questions-- > 0) {
		if (!dns_name_read(d->in, &in, &question))
			return malformed();
		cur_skip(&in, 4);
	}
	return read_records(d, in, records) ? took(cur_left(&d->in))
					    : malformed();
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
