/* SPDX-License-Identifier: Apache-2.0 */
/*
 * finding_link - what happens below conversations: who answers for a gateway,
 * who is told another way, who speaks as a switch, who hides one tag in another,
 * who wants an address that is taken, and IPv6 where nobody planned it.
 *
 * A frame proves that somebody sent it, not who: so each rule wants what only one
 * of two explanations gives, and is silent where the harmless one fits too.
 */
#include <stdlib.h>
#include <string.h>

#include "capture/base/must.h"
#include "classify/hits.h"

enum {
	CLAIMS_LEAST = 4,      /* replies; one or two a mistake may send       */
	DEFENCES_LEAST = 3,
	DEFENCES_MOST = 1,     /* addresses that one asks for; a switch that
				* looks for its hosts asks for them all         */
	MAKER_OCTETS = 3,
};

static void note(struct hits *h, const char *rule, const struct draft *d,
		 const struct known_fact *f, const char *text)
{
	hits_fact(h, rule_find(h->v->knowledge, rule), d, 0, f,
		  pool_text(&h->v->judged, text));
}

/* ---- L2-001: who answers for a gateway ------------------------------------------------- */

struct claimed {
	const struct known_fact *fact; /* arp_binding or nd_binding            */
	const struct endpoint *at;
};

static int by_address(const void *a, const void *b)
{
	const struct claimed *x = a, *y = b;
	int order = addr_compare(x->at->ip, y->at->ip);

	if (order == 0 && x->at->net != y->at->net)
		order = x->at->net < y->at->net ? -1 : 1;
	if (order == 0 && x->fact->first_us != y->fact->first_us)
		order = x->fact->first_us < y->fact->first_us ? -1 : 1;
	return order != 0 ? order : mac_compare(x->at->mac, y->at->mac);
}

/* MACs by which conversations leave for the internet. */
struct gates {
	struct mac *mac;
	unsigned n;
};

static int by_mac(const void *a, const void *b)
{
	return mac_compare(*(const struct mac *)a, *(const struct mac *)b);
}

static struct gates gates_of(const struct hits *h)
{
	const struct inventory *v = h->v;
	struct gates g = {0};

	for (size_t i = 0; i < v->talks.count; i++) {
		const struct known_talk *t = v->talk[i];

		if (!talk_is_open(t) || mac_is_zero(t->mac[1]) ||
		    !talk_outside(h, t).server ||
		    (g.n > 0 && by_mac(&g.mac[g.n - 1], &t->mac[1]) == 0))
			continue;
		g.mac = grow(g.mac, g.n, sizeof(*g.mac));
		g.mac[g.n++] = t->mac[1];
	}
	if (g.n > 0)
		qsort(g.mac, g.n, sizeof(*g.mac), by_mac);
	return g;
}

/* Traffic of others goes through it, or it announces that it may. */
static bool is_gateway(const struct gates *g, struct node *host)
{
	const struct draft *d = draft_of(host);

	return host->now.routed > 0 ||
	       (d != NULL && draft_has(d, A_router_advertised)) ||
	       (g->n > 0 && bsearch(&host->mac, g->mac, g->n, sizeof(*g->mac),
				    by_mac) != NULL);
}

/* Whether who claims it says that it shares it. */
static bool shares(const struct endpoint *at)
{
	return draft_shares(draft_of(at->host), at->ip, at->net);
}

static bool is_shared(const struct inventory *v, const struct endpoint *at)
{
	for (unsigned i = 0; i < v->drafts; i++)
		if (draft_shares(&v->draft[i], at->ip, at->net))
			return true;
	return false;
}

/* Whom it is taken from matters. A MAC that routers share is a gateway's once
 * one of them has told that they share this address. */
static bool matters(const struct inventory *v, const struct gates *g,
		    const struct endpoint *old)
{
	const struct draft *was = draft_of(old->host);

	if (mac_is_shared(old->mac))
		return is_shared(v, old);
	return is_gateway(g, old->host) || (was != NULL && was->asset.clinical);
}

/* The second takes over while the first one still speaks: no replacement. Two of
 * one maker are taken for two halves of one router. */
static bool takes_over(const struct inventory *v, const struct gates *g,
		       const struct claimed *old, const struct claimed *new)
{
	bool handed = shares(new->at) &&
		      (mac_is_shared(old->at->mac) || shares(old->at));

	return old->fact->first_us < new->fact->first_us &&
	       old->fact->last_us > new->fact->first_us &&
	       new->fact->count >= CLAIMS_LEAST &&
	       !handed && !mac_is_shared(new->at->mac) &&
	       memcmp(old->at->mac.b, new->at->mac.b, MAKER_OCTETS) != 0 &&
	       matters(v, g, old->at);
}

static void note_claim(struct hits *h, const struct gates *g,
		       const struct claimed *old, const struct claimed *new)
{
	char ip[ADDR_TEXT], mac[MAC_TEXT], was[MAC_TEXT], text[OBS_TEXT];

	addr_print(new->at->ip, ip);
	mac_print(new->at->mac, mac);
	mac_print(old->at->mac, was);
	snprintf(text, sizeof(text), "%s claims %s %u times, which is %s's%s",
		 mac, ip, new->fact->count, was,
		 mac_is_shared(old->at->mac)	? ", which routers share"
		 : is_gateway(g, old->at->host) ? ", a gateway"
						: "");
	note(h, "L2-001", draft_of(new->at->host), new->fact, text);
}

/* What was said most often of those who say it in several ways; or NULL. */
static const struct known_fact *claim_at(const struct endpoint *p)
{
	const struct known_fact *best = NULL;

	for (const struct known_fact *f = p->fact; f != NULL; f = f->next)
		if ((f->attr == A_arp_binding || f->attr == A_nd_binding) &&
		    (best == NULL || f->count > best->count ||
		     (f->count == best->count && f->id < best->id)))
			best = f;
	return best;
}

static void judge_claims(struct hits *h)
{
	struct inventory *v = h->v;
	struct claimed *c = must_alloc(v->endpoints.count + 1, sizeof(*c));
	struct gates gates = {0};
	size_t n = 0, first = 0;

	/* finding_segment.c has counted who claims each address. */
	for (size_t i = 0; i < v->endpoints.count; i++) {
		const struct endpoint *p = v->endpoint[i];

		if (!p->binds || p->address == NULL || p->host == NULL ||
		    p->address->now.claimed < 2)
			continue;
		c[n] = (struct claimed){claim_at(p), p};
		n += c[n].fact != NULL;
	}
	if (n > 1) {
		qsort(c, n, sizeof(*c), by_address);
		gates = gates_of(h);
	}
	for (size_t i = 1; i < n; i++) {
		if (addr_compare(c[first].at->ip, c[i].at->ip) != 0 ||
		    c[first].at->net != c[i].at->net)
			first = i;
		else if (takes_over(v, &gates, &c[first], &c[i]))
			note_claim(h, &gates, &c[first], &c[i]);
	}
	free(gates.mac);
	free(c);
}

/* ---- L2-009: who wants an address that is taken ----------------------------------------- */

struct defence {
	struct mac wanted;     /* of whom it is told                           */
	const struct known_fact *fact;
};

static int by_wanted(const void *a, const void *b)
{
	const struct defence *x = a, *y = b;
	int order = mac_compare(x->wanted, y->wanted);

	if (order == 0)
		order = addr_compare(x->fact->at->ip, y->fact->at->ip);
	return order != 0 ? order
	       : x->fact->id < y->fact->id ? -1
					   : x->fact->id > y->fact->id;
}

static void note_defence(struct hits *h, const struct defence *e)
{
	const struct endpoint *p = e->fact->at;
	struct node *host = node_known(h->v, (struct addr){{0}}, e->wanted,
				       mac_is_local(e->wanted) ? p->net : 0);
	const struct draft *d = host != NULL ? draft_of(host) : NULL;
	char ip[ADDR_TEXT], mac[MAC_TEXT], other[MAC_TEXT], text[OBS_TEXT];

	addr_print(p->ip, ip);
	mac_print(p->mac, mac);
	mac_print(e->wanted, other);
	snprintf(text, sizeof(text), "%s wants %s, which %s defends, %u times",
		 other, ip, mac, e->fact->count);
	note(h, "L2-009", d != NULL ? d : draft_of(node_at(p)), e->fact, text);
}

static void judge_defences(struct hits *h, struct defence *e, size_t n)
{
	size_t end;

	if (n > 0)
		qsort(e, n, sizeof(*e), by_wanted);
	for (size_t i = 0; i < n; i = end) {
		unsigned addresses = 0;

		for (end = i; end < n && mac_compare(e[end].wanted,
						     e[i].wanted) == 0;
		     end++)
			addresses += end == i ||
				     addr_compare(e[end].fact->at->ip,
						  e[end - 1].fact->at->ip) != 0;
		for (size_t k = i; k < end && addresses <= DEFENCES_MOST; k++)
			if (e[k].fact->count >= DEFENCES_LEAST)
				note_defence(h, &e[k]);
	}
}

static void gather_defences(struct hits *h)
{
	struct defence *e = NULL;
	size_t n = 0;

	for (unsigned i = 0; i < h->v->drafts; i++) {
		const struct draft *d = &h->v->draft[i];

		for (unsigned k = 0; draft_has(d, A_address_defended) &&
				     k < d->asset.facts;
		     k++) {
			const struct known_fact *f = d->asset.fact[k];
			struct defence one = {.fact = f};

			if (f->attr != A_address_defended ||
			    !mac_parse(f->text, &one.wanted))
				continue;
			e = grow(e, (unsigned)n, sizeof(*e));
			e[n++] = one;
		}
	}
	judge_defences(h, e, n);
	free(e);
}

/* ---- L2-004, L2-005: ways and switches ------------------------------------------------- */

static void judge_redirects(struct hits *h, const struct draft *d)
{
	for (unsigned i = 0; d->asset.clinical && i < d->asset.facts; i++) {
		const struct known_fact *f = d->asset.fact[i];
		const char *way = strchr(f->text, ' ');
		char text[OBS_TEXT];

		if (f->attr != A_icmp_redirect || way == NULL)
			continue;
		snprintf(text, sizeof(text), "was told by %.*s to send by %.60s",
			 (int)(way - f->text), f->text, way + 1);
		note(h, "L2-004", d, f, text);
	}
}

/* People sit before these or patients lie there: no bridge is among them. */
static bool is_end(const struct draft *d)
{
	static const char *const classes[] = {
		"workstation", "thin-client", "printer", "label-printer",
		"camera", "building-control", "power",
	};
	const char *class = asset_claim(&d->asset, CLAIM_CLASS);

	if (d->asset.clinical)
		return true;
	for (size_t i = 0; class != NULL &&
			   i < sizeof(classes) / sizeof(classes[0]); i++)
		if (strcmp(class, classes[i]) == 0)
			return true;
	return false;
}

/* Seen with the tag of a network in which no switch should be heard; without a
 * tag a mirror shows them as it should. */
static const struct zone *edge_of(const struct hits *h, net_t net)
{
	const struct zone *z =
		net_tag(net) >> 24 == NET_VLAN
			? zone_of(h->v->knowledge->zones, (struct addr){{0}},
				  net)
			: NULL;

	return z != NULL && (z->kind == ZONE_CLINICAL || z->kind == ZONE_USER ||
			     z->kind == ZONE_GUEST)
		       ? z
		       : NULL;
}

static void judge_switches(struct hits *h, const struct draft *d)
{
	for (unsigned i = 0; i < d->asset.facts; i++) {
		const struct known_fact *f = d->asset.fact[i];
		const struct zone *z;
		char text[OBS_TEXT];

		if (f->attr != A_switch_protocol)
			continue;
		z = edge_of(h, f->at->net);
		if (is_end(d))
			snprintf(text, sizeof(text), "no switch, and speaks %s",
				 f->text);
		else if (z != NULL)
			snprintf(text, sizeof(text), "%s in zone %.40s", f->text,
				 z->name);
		else
			continue;
		note(h, "L2-005", d, f, text);
	}
}

/* ---- L2-006: a tag in a tag -------------------------------------------------------------- */

struct tagged {
	const struct draft *draft;
	const struct known_fact *fact;
};

static int by_tags(const void *a, const void *b)
{
	const struct tagged *x = a, *y = b;

	if (fact_word(x->fact) != fact_word(y->fact))
		return fact_word(x->fact) < fact_word(y->fact) ? -1 : 1;
	return mac_compare(x->fact->at->mac, y->fact->at->mac);
}

/* It lives without a tag or in the outer one alone, as who hops does. */
static bool lives_outside(const struct draft *d, uint64_t tags)
{
	bool outside = false;

	for (unsigned i = 0; i < d->asset.facts; i++) {
		const struct known_fact *f = d->asset.fact[i];
		net_t net = net_tag(f->at->net);

		if (f->attr == A_double_tag && fact_word(f) != tags)
			return false;
		if (f->attr == A_arp_binding || f->attr == A_nd_binding ||
		    f->attr == A_dhcp_binding)
			outside |= net == NET_PLAIN ||
				   net == net_of(NET_VLAN,
						 (uint32_t)(tags >> 16));
	}
	return outside;
}

/* Where tags are doubled by a provider or a mirror, all of a network bear them. */
static void judge_tags(struct hits *h)
{
	struct inventory *v = h->v;
	struct tagged *t = NULL;
	unsigned n = 0;

	for (size_t i = 0; i < v->endpoints.count; i++) {
		const struct endpoint *p = v->endpoint[i];

		if (p->address != NULL || p->host == NULL)
			continue;
		for (const struct known_fact *f = p->fact; f != NULL;
		     f = f->next)
			if (f->attr == A_double_tag) {
				t = grow(t, n, sizeof(*t));
				t[n++] = (struct tagged){draft_of(p->host), f};
			}
	}
	if (n > 0)
		qsort(t, n, sizeof(*t), by_tags);
	for (unsigned i = 0; i < n; i++) {
		const struct known_fact *f = t[i].fact;
		char text[OBS_TEXT];

		if ((i > 0 && fact_word(t[i - 1].fact) == fact_word(f)) ||
		    (i + 1 < n && fact_word(t[i + 1].fact) == fact_word(f)) ||
		    t[i].draft == NULL || f->at->host->now.routed > 0 ||
		    !lives_outside(t[i].draft, fact_word(f)))
			continue;
		snprintf(text, sizeof(text), "sends into VLAN %u by a second tag "
			 "behind that of VLAN %u", (unsigned)(fact_word(f) & 0xffff),
			 (unsigned)(fact_word(f) >> 16));
		note(h, "L2-006", t[i].draft, f, text);
	}
	free(t);
}

void finding_link(struct hits *h)
{
	judge_claims(h);
	gather_defences(h);
	judge_tags(h);
	for (unsigned i = 0; i < h->v->drafts; i++) {
		const struct draft *d = &h->v->draft[i];

		if (draft_has(d, A_icmp_redirect))
			judge_redirects(h, d);
		if (draft_has(d, A_switch_protocol))
			judge_switches(h, d);
	}
}
