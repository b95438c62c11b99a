/* SPDX-License-Identifier: Apache-2.0 */
/*
 * finding_segment - who shares a network with whom, and who claims whose place.
 *
 * A network is a zone where the hospital named it. Else it is inferred, 24
 * bits of an IPv4 address and its tag, and what follows has low confidence.
 */
#include <stdlib.h>
#include <string.h>

#include "capture/base/must.h"
#include "classify/hits.h"

enum {
	INFERRED_BITS = 24,
	MANY_HOSTS = 250,
	MANY_CLASSES = 4,
	MANY_ZONES = 3,
	CLASSES_MAX = 128,
	DAY_US_S = 86400,
	CLAIM_US = 300 * 1000000,
};

/* A device in its network. */
struct member {
	const struct draft *draft;
	const struct zone *zone; /* NULL: inferred                             */
	net_t net;
	struct addr prefix;      /* zero in a zone                             */
	const struct device_class *class; /* NULL: unknown                     */
};

struct members {
	struct hits *hits;
	const struct zones *zones;
	struct member *member;
	size_t n;
};

static struct addr prefix_of(struct addr a)
{
	if (addr_is_v4(a))
		a.b[15] = 0;
	else
		memset(a.b + 8, 0, 8);
	return a;
}

static int by_network(const void *a, const void *b)
{
	const struct member *x = a, *y = b;
	int order;

	if (x->zone != y->zone) {
		if (x->zone == NULL || y->zone == NULL)
			return x->zone == NULL ? 1 : -1;
		return strcmp(x->zone->name, y->zone->name);
	}
	if (x->net != y->net)
		return x->net < y->net ? -1 : 1;
	order = addr_compare(x->prefix, y->prefix);
	if (order != 0)
		return order;
	return x->draft->asset.id < y->draft->asset.id ? -1 : 1;
}

static bool same_network(const struct member *x, const struct member *y)
{
	return x->zone == y->zone && x->net == y->net &&
	       addr_compare(x->prefix, y->prefix) == 0;
}

/* The network of a device; false when it has none. */
static bool place(const struct zones *zones, const struct draft *d,
		  struct member *m)
{
	const struct asset *a = &d->asset;

	*m = (struct member){.draft = d, .net = a->net};
	if (addr_is_zero(a->ip) || a->facts == 0 || addr_is_link_local(a->ip))
		return false;
	m->zone = zone_of(zones, a->ip, a->net);
	if (m->zone != NULL)
		m->net = 0;
	else
		m->prefix = prefix_of(a->ip);
	return true;
}

/* Networks in which a clinical device lives: the others concern no rule. */
static struct member *clinical_networks(const struct members *m, size_t *n)
{
	struct inventory *v = m->hits->v;
	struct member *list = must_alloc(v->drafts + 1, sizeof(*list));
	size_t kept = 0;

	*n = 0;
	for (unsigned i = 0; i < v->drafts; i++)
		*n += v->draft[i].asset.clinical &&
		      place(m->zones, &v->draft[i], &list[*n]);
	qsort(list, *n, sizeof(*list), by_network);
	for (size_t i = 0; i < *n; i++)
		if (kept == 0 || !same_network(&list[kept - 1], &list[i]))
			list[kept++] = list[i];
	*n = kept;
	return list;
}

static int by_network_alone(const void *a, const void *b)
{
	return same_network(a, b) ? 0 : by_network(a, b);
}

static void gather(struct members *m)
{
	struct inventory *v = m->hits->v;
	size_t networks;
	struct member *network = clinical_networks(m, &networks);

	m->member = must_alloc(v->drafts + 1, sizeof(*m->member));
	for (unsigned i = 0; i < v->drafts && networks > 0; i++) {
		const struct draft *d = &v->draft[i];
		struct member one;

		if (!place(m->zones, d, &one) ||
		    bsearch(&one, network, networks, sizeof(one),
			    by_network_alone) == NULL)
			continue;
		one.class = asset_class(v->knowledge, &d->asset);
		m->member[m->n++] = one;
	}
	free(network);
	qsort(m->member, m->n, sizeof(*m->member), by_network);
}

static void network_name(const struct member *m, char *out, size_t size)
{
	char ip[ADDR_TEXT], net[NET_TEXT] = "";

	if (m->zone != NULL) {
		snprintf(out, size, "zone %.40s", m->zone->name);
		return;
	}
	addr_print(m->prefix, ip);
	if (m->net != 0)
		net_print(m->net, net);
	snprintf(out, size, "%s/%d%s%s", ip,
		 addr_is_v4(m->prefix) ? INFERRED_BITS : 64,
		 m->net != 0 ? " " : "", net);
}

/* A finding about where a device is: its first fact tells that it is there. */
static void note(struct members *m, const struct member *at, const char *rule,
		 const char *detail)
{
	const struct text_rule *r = rule_find(m->hits->v->knowledge, rule);

	hits_fact(m->hits, r, at->draft, 0, at->draft->asset.fact[0],
		  pool_text(&m->hits->v->judged, detail));
	if (r != NULL && at->zone == NULL)
		m->hits->hit[m->hits->n - 1].confidence = 0;
}

/* ---- one network ------------------------------------------------------------------- */

/* What lives in one network. */
struct network {
	const struct member *first;
	size_t n;
	unsigned clinical, users, classes;
	bool life;             /* one of criticality A                         */
	char name[96];
};

/* People sit before these, or strangers bring them. */
static bool is_users(const struct member *m)
{
	static const char *const names[] = {"workstation", "phone", "camera",
					    "television", "game-console"};

	if (m->zone != NULL &&
	    (m->zone->kind == ZONE_USER || m->zone->kind == ZONE_GUEST))
		return true;
	for (size_t i = 0; m->class != NULL &&
			   i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(m->class->name, names[i]) == 0)
			return true;
	return false;
}

static struct network look(const struct member *first, size_t n)
{
	struct network w = {.first = first, .n = n};
	const struct device_class *seen[CLASSES_MAX];

	network_name(first, w.name, sizeof(w.name));
	for (size_t i = 0; i < n; i++) {
		const struct device_class *class = first[i].class;
		unsigned k = 0;

		w.clinical += first[i].draft->asset.clinical;
		w.users += is_users(&first[i]);
		w.life = w.life || (class != NULL && class->criticality == 'A');
		while (class != NULL && k < w.classes && seen[k] != class)
			k++;
		if (class != NULL && k == w.classes && k < CLASSES_MAX)
			seen[w.classes++] = class;
	}
	return w;
}

static void judge_sharing(struct members *m, const struct network *w)
{
	char text[OBS_TEXT];

	if (w->clinical == 0 || w->users == 0)
		return;
	snprintf(text, sizeof(text),
		 "%s holds this device and %u that people use or bring",
		 w->name, w->users);
	for (size_t i = 0; i < w->n; i++)
		if (w->first[i].draft->asset.clinical)
			note(m, &w->first[i], "SEG-001", text);
}

/* Told of the device that matters most, once for the network. */
static void judge_flatness(struct members *m, const struct network *w)
{
	const struct member *worst = NULL;
	char text[OBS_TEXT];

	if (w->clinical == 0 ||
	    (w->n <= MANY_HOSTS && !(w->life && w->classes >= MANY_CLASSES)))
		return;
	for (size_t i = 0; i < w->n; i++)
		if (w->first[i].draft->asset.clinical &&
		    w->first[i].class != NULL &&
		    (worst == NULL || w->first[i].class->criticality <
					      worst->class->criticality))
			worst = &w->first[i];
	snprintf(text, sizeof(text), "%s holds %zu devices of %u classes",
		 w->name, w->n, w->classes);
	if (worst != NULL)
		note(m, worst, "SEG-005", text);
}

static bool is_building(const struct member *m)
{
	return (m->class != NULL &&
		strcmp(m->class->name, "building-control") == 0) ||
	       draft_has(m->draft, A_modbus_clear);
}

/* Made up, and not by a host for its guests: QEMU, Docker. */
static bool is_random(struct mac mac)
{
	static const uint8_t qemu[] = {0x52, 0x54, 0x00};
	static const uint8_t docker[] = {0x02, 0x42};

	return !mac_is_zero(mac) && mac_is_local(mac) &&
	       memcmp(mac.b, qemu, sizeof(qemu)) != 0 &&
	       memcmp(mac.b, docker, sizeof(docker)) != 0;
}

static void judge_strangers(struct members *m, const struct network *w)
{
	char text[OBS_TEXT];

	if (w->clinical == 0)
		return;
	snprintf(text, sizeof(text), "%s holds %u clinical device%s", w->name,
		 w->clinical, w->clinical == 1 ? "" : "s");
	for (size_t i = 0; i < w->n; i++) {
		const struct asset *a = &w->first[i].draft->asset;

		if (is_building(&w->first[i]))
			note(m, &w->first[i], "SEG-007", text);
		if (is_random(a->mac))
			note(m, &w->first[i], "INV-012", text);
		if (w->first[i].zone != NULL &&
		    w->first[i].zone->kind == ZONE_CLINICAL &&
		    asset_claim(a, CLAIM_CLASS) == NULL &&
		    (a->last_us - a->first_us) / 1000000 >= DAY_US_S)
			note(m, &w->first[i], "INV-002", text);
	}
}

/* ---- zones that reach a device -------------------------------------------------------- */

struct reach {
	const struct draft *server;
	const struct zone *from;
	const struct known_talk *talk;
};

static int by_server(const void *a, const void *b)
{
	const struct reach *x = a, *y = b;

	if (x->server != y->server)
		return x->server->asset.id < y->server->asset.id ? -1 : 1;
	if (x->from != y->from)
		return strcmp(x->from->name, y->from->name);
	return x->talk->id < y->talk->id ? -1 : x->talk->id > y->talk->id;
}

static bool is_life_critical(const struct inventory *v, const struct draft *d)
{
	const struct device_class *row =
		d != NULL ? asset_class(v->knowledge, &d->asset) : NULL;

	return row != NULL && row->criticality == 'A';
}

static void judge_reach(struct members *m)
{
	struct inventory *v = m->hits->v;
	const struct text_rule *r = rule_find(v->knowledge, "SEG-009");
	struct reach *reach = must_alloc(v->talks.count + 1, sizeof(*reach));
	size_t n = 0, end;

	for (size_t i = 0; m->zones != NULL && i < v->talks.count; i++) {
		const struct known_talk *t = v->talk[i];
		struct reach one = {t->ends[SERVER],
				    zone_of(m->zones, t->client->ip,
					    t->client->net),
				    t};

		if (talk_is_open(t) && one.from != NULL &&
		    is_life_critical(v, one.server))
			reach[n++] = one;
	}
	qsort(reach, n, sizeof(*reach), by_server);
	for (size_t i = 0; i < n; i = end) {
		unsigned zones = 0;

		for (end = i; end < n && reach[end].server == reach[i].server;
		     end++)
			zones += end == i ||
				 reach[end].from != reach[end - 1].from;
		for (size_t k = i; k < end && zones >= MANY_ZONES; k++)
			hits_talk(m->hits, r, reach[k].server, 0,
				  reach[k].talk);
	}
	free(reach);
}

/* ---- one address, two devices ---------------------------------------------------------- */

struct bound {
	const struct endpoint *at;
	const struct known_fact *fact;
};

static int by_address(const void *a, const void *b)
{
	const struct bound *x = a, *y = b;
	int order = addr_compare(x->at->ip, y->at->ip);

	if (order == 0 && x->at->net != y->at->net)
		order = x->at->net < y->at->net ? -1 : 1;
	if (order == 0)
		order = mac_compare(x->at->mac, y->at->mac);
	if (order == 0)
		order = x->fact->id < y->fact->id ? -1 : x->fact->id > y->fact->id;
	return order;
}

/* Who answers for another, or for an address that several have by design, does
 * not override: RFC 4861 7.2.4, 7.2.7, 7.2.8. */
static bool is_claim(const struct known_fact *f)
{
	return f->attr == A_arp_binding ||
	       (f->attr == A_nd_binding && fact_word(f) == 1);
}

/* fe80::1 and its like are given by hand, on each link again. */
static bool is_of_many_links(struct addr ip)
{
	static const uint8_t zero[6];

	return addr_is_link_local(ip) && !addr_is_v4(ip) &&
	       memcmp(ip.b + 8, zero, sizeof(zero)) == 0;
}

static bool share(const struct bound *b)
{
	return draft_shares(draft_of(b->at->host), b->at->ip, b->at->net);
}

static bool collide(const struct bound *x, const struct bound *y)
{
	return addr_compare(x->at->ip, y->at->ip) == 0 &&
	       x->at->net == y->at->net &&
	       mac_compare(x->at->mac, y->at->mac) != 0 &&
	       x->fact->first_us <= y->fact->last_us + CLAIM_US &&
	       y->fact->first_us <= x->fact->last_us + CLAIM_US &&
	       !(share(x) && share(y));
}

static void note_claim(struct hits *h, const struct bound *x,
		       const struct bound *other)
{
	char ip[ADDR_TEXT], mac[MAC_TEXT], text[OBS_TEXT];

	addr_print(x->at->ip, ip);
	mac_print(other->at->mac, mac);
	snprintf(text, sizeof(text), "%s is claimed by %s too", ip, mac);
	hits_fact(h, rule_find(h->v->knowledge, "INV-005"),
		  draft_of(x->at->host), 0, x->fact,
		  pool_text(&h->v->judged, text));
}

static void judge_addresses(struct hits *h)
{
	struct inventory *v = h->v;
	struct bound *bound = NULL;
	unsigned n = 0;

	for (size_t i = 0; i < v->endpoints.count; i++) {
		const struct endpoint *p = v->endpoint[i];

		if (p->binds && p->address != NULL && p->host != NULL)
			node_claimed(p->address);
	}
	for (size_t i = 0; i < v->endpoints.count; i++) {
		const struct endpoint *p = v->endpoint[i];

		if (!p->binds || p->address == NULL || p->host == NULL ||
		    p->address->now.claimed < 2 || mac_is_shared(p->mac) ||
		    is_of_many_links(p->ip))
			continue;
		for (const struct known_fact *f = p->fact; f != NULL;
		     f = f->next)
			if (is_claim(f)) {
				bound = grow(bound, n, sizeof(*bound));
				bound[n++] = (struct bound){p, f};
			}
	}
	if (n > 0)
		qsort(bound, n, sizeof(*bound), by_address);
	for (unsigned i = 0; i + 1 < n; i++)
		if (collide(&bound[i], &bound[i + 1])) {
			note_claim(h, &bound[i], &bound[i + 1]);
			note_claim(h, &bound[i + 1], &bound[i]);
		}
	free(bound);
}

void finding_segment(struct hits *h)
{
	struct members m = {.hits = h, .zones = h->v->knowledge->zones};
	size_t end;

	gather(&m);
	for (size_t i = 0; i < m.n; i = end) {
		struct network w;

		end = i + 1;
		while (end < m.n && same_network(&m.member[i], &m.member[end]))
			end++;
		w = look(&m.member[i], end - i);
		judge_sharing(&m, &w);
		judge_flatness(&m, &w);
		judge_strangers(&m, &w);
	}
	free(m.member);
	judge_reach(&m);
	judge_addresses(h);
}
