/* SPDX-License-Identifier: Apache-2.0 */
/*
 * finding_net - conversations that should not be: with the internet, between
 * zones, by protocols that no device of a ward needs.
 *
 * A row says which conversations, and at which end the finding is raised.
 * A port number alone is no protocol, but here it is no identity either: it
 * tells which door was used.
 */
#include <string.h>

#include "classify/hits.h"

/* What a protocol is to these rules. */
enum {
	IS_UNNAMED = 1, IS_DNS = 2, IS_HIDDEN_DNS = 4, IS_TOR = 8,
	IS_MINING = 16, IS_SHARING = 32, IS_REMOTE = 64, IS_TUNNEL = 128,
	IS_FILES = 256, IS_LLMNR = 512, IS_CLINICAL = 1024, IS_MANAGED = 2048,
	IS_RSH = 4096,
};

static const struct {
	const char *protocol;
	unsigned is;
} protocols[] = {
	{"", IS_UNNAMED},	   {"dns", IS_DNS},
	{"doh-dot", IS_HIDDEN_DNS}, {"tor", IS_TOR},
	{"mining", IS_MINING},	   {"bittorrent", IS_SHARING},
	{"edonkey", IS_SHARING},   {"gnutella", IS_SHARING},
	{"teamviewer", IS_REMOTE}, {"anydesk", IS_REMOTE},
	{"rustdesk", IS_REMOTE},   {"splashtop", IS_REMOTE},
	{"logmein", IS_REMOTE},	   {"openvpn", IS_TUNNEL},
	{"wireguard", IS_TUNNEL},  {"ipsec", IS_TUNNEL},
	{"pptp", IS_TUNNEL},	   {"l2tp", IS_TUNNEL},
	{"nfs", IS_FILES},	   {"llmnr", IS_LLMNR},
	{"dicom", IS_CLINICAL},	   {"hl7", IS_CLINICAL},
	{"astm", IS_CLINICAL},	   {"poct1", IS_CLINICAL},
	{"ssh", IS_MANAGED},	   {"telnet", IS_MANAGED},
	{"rdp", IS_MANAGED},	   {"vnc", IS_MANAGED},
	{"snmp", IS_MANAGED},	   {"rsh", IS_RSH},
};

/* Names of protocols are kept once: a pointer tells one from another. */
struct kinds {
	struct {
		const char *protocol;
		unsigned is;
	} known[64];
};

static unsigned kind_of(struct kinds *k, const char *protocol)
{
	size_t at = ((uintptr_t)protocol >> 3) % 64;

	if (k->known[at].protocol == protocol)
		return k->known[at].is;
	k->known[at].protocol = protocol;
	k->known[at].is = 0;
	for (size_t i = 0; i < sizeof(protocols) / sizeof(protocols[0]); i++)
		if (strcmp(protocols[i].protocol, protocol) == 0)
			k->known[at].is = protocols[i].is;
	return k->known[at].is;
}

/* What a rule may ask about. */
struct scene {
	const struct zones *zones;
	const struct known_talk *talk;
	const struct draft *client, *server; /* NULL: nobody of ours           */
	unsigned is;                         /* what the protocol is           */
	bool out_client, out_server;         /* is in the internet             */
	const struct zone *from, *to;
	bool open;                           /* see talk_is_open()             */
	bool named;                          /* the hospital allows it by name */
};

static bool speaks(const struct scene *s, unsigned is)
{
	return (s->is & is) != 0;
}

/* ---- the internet ------------------------------------------------------------------ */

static bool talks_outside(const struct scene *s)
{
	return s->open && !s->named && s->out_client != s->out_server &&
	       (draft_is_clinical(s->client) || draft_is_clinical(s->server));
}

static bool reached_from_outside(const struct scene *s)
{
	return s->open && s->talk->l4 == 6 && s->out_client &&
	       draft_is_clinical(s->server);
}

static bool public_resolver(const struct scene *s)
{
	return s->open && s->out_server && s->talk->port == 53 &&
	       speaks(s, IS_DNS | IS_UNNAMED);
}

static bool hidden_names(const struct scene *s)
{
	return s->open && draft_is_clinical(s->client) &&
	       (s->talk->port == 853 ||
		speaks(s, IS_HIDDEN_DNS));
}

/* 202.114.4.0/24, whoever is asked there: CISA ICSMA-25-030-01. */
static bool is_contec(struct addr a)
{
	return addr_under(addr_untranslated(a), addr_of_v4(0xca720400), 24);
}

static bool contec_address(const struct scene *s)
{
	return is_contec(s->talk->server->ip) || is_contec(s->talk->client->ip);
}

static bool anonymiser(const struct scene *s)
{
	return speaks(s, IS_TOR);
}

/* ---- protocols that do not belong --------------------------------------------------- */

static bool touches_clinical(const struct scene *s)
{
	return draft_is_clinical(s->client) || draft_is_clinical(s->server);
}

static bool mining(const struct scene *s)
{
	return speaks(s, IS_MINING);
}

static bool file_sharing(const struct scene *s)
{
	return touches_clinical(s) &&
	       speaks(s, IS_SHARING);
}

static bool remote_control(const struct scene *s)
{
	return touches_clinical(s) &&
	       speaks(s, IS_REMOTE);
}

static bool tunnel(const struct scene *s)
{
	return draft_is_clinical(s->client) && s->open &&
	       speaks(s, IS_TUNNEL);
}

/* One session, not the sum of many: the agreed eight hours are over. */
static bool is_long(const struct known_talk *t)
{
	return t->flows == 1 && t->l4 == 6 &&
	       t->last_us - t->first_us > 8 * UINT64_C(3600000000);
}

static bool long_session(const struct scene *s)
{
	return touches_clinical(s) && s->open && is_long(s->talk) &&
	       speaks(s, IS_REMOTE | IS_MANAGED);
}

static bool remote_shell(const struct scene *s)
{
	return s->open && speaks(s, IS_RSH);
}

static bool file_service(const struct scene *s)
{
	return touches_clinical(s) && s->open &&
	       speaks(s, IS_FILES);
}

static bool asks_for_names(const struct scene *s)
{
	/* An answer goes to one. */
	return s->client != NULL && speaks(s, IS_LLMNR) &&
	       addr_is_group(s->talk->server->ip);
}

/* ---- clear clinical data over borders ------------------------------------------------- */

static bool is_clear_clinical(const struct scene *s)
{
	return !s->talk->encrypted && s->open &&
	       speaks(s, IS_CLINICAL);
}

static bool crosses_border(const struct scene *s)
{
	return is_clear_clinical(s) && s->from != NULL && s->to != NULL &&
	       s->from != s->to;
}

static bool leaves_site(const struct scene *s)
{
	return is_clear_clinical(s) && (s->out_client || s->out_server);
}

/* ---- zones ----------------------------------------------------------------------------- */

static bool from_guests(const struct scene *s)
{
	return s->open && s->from != NULL && s->from->kind == ZONE_GUEST &&
	       draft_is_clinical(s->server);
}

static bool not_allowed(const struct scene *s)
{
	return s->open && !s->named && zones_have_policy(s->zones) &&
	       s->from != NULL &&
	       s->to != NULL &&
	       !zones_allow(s->zones, s->from, s->to, s->talk->port);
}

static bool managed_from_elsewhere(const struct scene *s)
{
	return s->open && !s->named && draft_is_clinical(s->server) &&
	       zones_have_kind(s->zones, ZONE_ADMIN) &&
	       (s->from == NULL || s->from->kind != ZONE_ADMIN) &&
	       speaks(s, IS_MANAGED);
}

static bool is_on_air(const struct draft *d)
{
	return d != NULL && draft_has(d, A_air_clear);
}

static bool over_the_air(const struct scene *s)
{
	return is_clear_clinical(s) &&
	       ((s->from != NULL && s->from->wireless) ||
		(s->to != NULL && s->to->wireless) || is_on_air(s->client) ||
		is_on_air(s->server));
}

/* At which ends the finding is raised. */
enum ends { AT_CLIENT = 1, AT_SERVER = 2, AT_CLINICAL = 4 };

static const struct row {
	const char *rule;
	bool (*meets)(const struct scene *);
	unsigned ends;
	bool by_port;          /* one for each service of the server           */
} rows[] = {
	{"NET-001", talks_outside, AT_CLINICAL, false},
	{"NET-002", reached_from_outside, AT_SERVER, true},
	{"NET-003", public_resolver, AT_CLIENT, false},
	{"NET-004", hidden_names, AT_CLIENT, false},
	{"NET-006", contec_address, AT_CLIENT | AT_SERVER, false},
	{"NET-013", anonymiser, AT_CLIENT, false},
	{"SCN-008", mining, AT_CLIENT, false},
	{"SCN-009", file_sharing, AT_CLINICAL, false},
	{"RMT-001", remote_control, AT_CLINICAL, false},
	{"RMT-002", tunnel, AT_CLIENT, false},
	{"RMT-003", long_session, AT_CLINICAL, false},
	{"CRD-005", remote_shell, AT_SERVER, true},
	{"CLN-010", crosses_border, AT_SERVER, true},
	{"CLN-011", leaves_site, AT_CLIENT | AT_SERVER, false},
	{"CLN-020", file_service, AT_CLINICAL, false},
	{"WIN-005", asks_for_names, AT_CLIENT, false},
	{"SEG-002", from_guests, AT_SERVER, true},
	{"SEG-003", not_allowed, AT_SERVER, true},
	{"SEG-004", managed_from_elsewhere, AT_SERVER, true},
	{"SEG-008", over_the_air, AT_CLIENT | AT_SERVER, false},
};

enum { ROWS = sizeof(rows) / sizeof(rows[0]) };

/* Most conversations are of no interest to any rule: both ends have private
 * addresses, by a protocol that belongs, and go by wire if that is clinical. Who is
 * who costs more than to see that. */
static bool is_plain(unsigned is, const struct known_talk *t)
{
	const unsigned plain = IS_UNNAMED | IS_CLINICAL | IS_MANAGED | IS_DNS;

	return (is & ~plain) == 0 && t->port != 853 && !is_long(t) &&
	       t->is_private &&
	       ((is & IS_CLINICAL) == 0 || (!is_on_air(t->ends[CLIENT]) &&
					    !is_on_air(t->ends[SERVER])));
}

static bool look(struct scene *s, const struct hits *h, struct kinds *kinds,
		 const struct known_talk *t)
{
	const struct zones *zones = h->v->knowledge->zones;
	unsigned is = kind_of(kinds, t->protocol);
	net_t net = t->client->net;
	struct outside out;

	if (zones == NULL && is_plain(is, t))
		return false;
	out = talk_outside(h, t);
	*s = (struct scene){
		.zones = zones,
		.talk = t,
		.is = is,
		.out_client = out.client,
		.out_server = out.server,
		.open = talk_is_open(t),
	};
	if (addr_is_group(t->server->ip) && !speaks(s, IS_LLMNR))
		return false;
	s->client = t->ends[CLIENT];
	s->server = t->ends[SERVER];
	s->named = talk_rule(h->v, t) != NULL;
	s->from = zone_of(zones, t->client->ip, net);
	s->to = zone_of(zones, t->server->ip, net);
	return true;
}

static bool is_at(unsigned ends, unsigned end, const struct draft *d)
{
	return (ends & end) != 0 ||
	       ((ends & AT_CLINICAL) != 0 && draft_is_clinical(d));
}

static void note(struct hits *h, const struct text_rule *r,
		 const struct row *row, const struct scene *s)
{
	uint16_t port = row->by_port ? s->talk->port : 0;

	if (s->client != NULL && is_at(row->ends, AT_CLIENT, s->client))
		hits_talk(h, r, s->client, 0, s->talk);
	if (s->server != NULL && s->server != s->client &&
	    is_at(row->ends, AT_SERVER, s->server))
		hits_talk(h, r, s->server, port, s->talk);
}

/* Also asked for by ARP, where nobody has the address. */
static void note_contec(struct hits *h)
{
	const struct text_rule *r = rule_find(h->v->knowledge, "NET-006");

	for (unsigned i = 0; i < h->v->drafts; i++) {
		const struct draft *d = &h->v->draft[i];

		for (unsigned k = 0; draft_has(d, A_contec_address) &&
				     k < d->asset.facts;
		     k++)
			if (d->asset.fact[k]->attr == A_contec_address)
				hits_fact(h, r, d, 0, d->asset.fact[k], NULL);
	}
}

void finding_net(struct hits *h)
{
	const struct text_rule *rule[ROWS];
	struct kinds kinds = {0};

	note_contec(h);
	for (size_t k = 0; k < ROWS; k++)
		rule[k] = rule_find(h->v->knowledge, rows[k].rule);
	for (size_t i = 0; i < h->v->talks.count; i++) {
		struct scene s;

		if (!look(&s, h, &kinds, h->v->talk[i]))
			continue;
		for (size_t k = 0; k < ROWS; k++)
			if (rule[k] != NULL && rows[k].meets(&s))
				note(h, rule[k], &rows[k], &s);
	}
}
