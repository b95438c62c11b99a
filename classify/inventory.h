/* SPDX-License-Identifier: Apache-2.0 */
/* inventory - the inside of an inventory; for this folder. */
#ifndef WW_INVENTORY_H
#define WW_INVENTORY_H

#include "classify/dissector.h"
#include "classify/human.h"
#include "classify/knowledge.h"
#include "classify/pool.h"

/* A hash table of pointers by a 64-bit id; the id is already a good hash. */
struct ids {
	struct id_slot {
		uint64_t id; /* 0: none                                        */
		void *value;
	} *slot;
	size_t size, count; /* size: power of two                              */
};

/* The pointer put under an id, or NULL. Owner: who put it; an id is never 0. */
void *ids_find(const struct ids *, uint64_t id);
/* Fetches the place of an id that will be looked for soon. */
void ids_expect(const struct ids *, uint64_t id);
void ids_put(struct ids *, uint64_t id, void *);
/* Room for so many: it need not grow step by step. */
void ids_reserve(struct ids *, size_t n);
void ids_remove(struct ids *, uint64_t id);
void ids_free(struct ids *);

/* Whether a node made the images that it sends, the surest last. */
enum origin { ORIGIN_ELSEWHERE, ORIGIN_DOUBTFUL, ORIGIN_UNKNOWN, ORIGIN_HERE };

/* Attributes: bit n is attribute n. */
struct attr_set {
	uint64_t of[ATTRS / 64 + 1];
};

static inline void attr_set_add(struct attr_set *s, enum attr attr)
{
	s->of[attr / 64] |= (uint64_t)1 << attr % 64;
}

static inline bool attr_set_has(const struct attr_set *s, enum attr attr)
{
	return (s->of[attr / 64] >> attr % 64 & 1) != 0;
}

static inline void attr_set_join(struct attr_set *to, const struct attr_set *s)
{
	for (unsigned i = 0; i <= ATTRS / 64; i++)
		to->of[i] |= s->of[i];
}

static inline bool attr_sets_meet(const struct attr_set *a,
				  const struct attr_set *b)
{
	uint64_t both = 0;

	for (unsigned i = 0; i <= ATTRS / 64; i++)
		both |= a->of[i] & b->of[i];
	return both != 0;
}

/* An asset while it is being judged. */
struct draft {
	struct asset asset;
	unsigned asked;           /* conversations that it began               */
	struct attr_set has;      /* of its facts                              */
	bool carries_clinical;    /* one that is stands behind it              */
	bool near_clinical;       /* it is, or it talks with one that is       */
	bool asks_time;           /* somebody, by NTP or PTP                    */
	enum origin origin;
	bool passes_on;           /* messages that others sent                 */
	bool is_engine;           /* and receives messages                     */
	bool orders;              /* tests of an instrument, or passes them on */
	bool relays;              /* it sends images of another one as its own */
	bool forwards;            /* .. that say which other one made them     */
	const struct testimony **said; /* per kind of claim; or NULL           */
};

/* A device behind another: a part, or several of one number that addresses of
 * one asset told of. Made by a judgement, for a judgement. */
struct child {
	uint64_t asset;           /* its id                                    */
	struct node *gateway;
	struct node *as_node;     /* it is met itself, too; see join.c         */
	struct child *as_child;   /* or behind another                         */
	struct draft *draft;
};

static inline bool draft_has(const struct draft *d, enum attr attr)
{
	return attr_set_has(&d->has, attr);
}

/* When a part is a device by its place alone: slot.c. */
enum slotting { SLOT_NOT, SLOT_ALWAYS, SLOT_OF_SEVERAL, SLOT_OF_DIFFERENT };

/* How well an address is bound to a MAC, the best last. */
enum binding { BOUND_NOT, BOUND_BY_FRAME, BOUND_BY_LEASE, BOUND_BY_ARP };

/* That a MAC had an address for a time, and others had it, too. */
struct lease {
	struct node *host, *tenant;
	uint64_t from_us, to_us;
	bool given;            /* by DHCP, or told by RADIUS                   */
	struct lease *next;    /* of the address, the one that holds first     */
};

/* The facts at an endpoint that belong to one tenant, for a judgement. */
struct share {
	struct endpoint *base; /* where they are kept                          */
	struct endpoint *at;   /* that stands for them                         */
	struct share *next;    /* of the base                                  */
	uint64_t mark;         /* a sum of them                                */
};

static inline bool is_share(const struct endpoint *p)
{
	return p->share != NULL && p->share->base != p;
}

/* An address in its network, or a MAC, or both for a tenant of an address: what may turn out to be an asset, or
 * to be part of one. It stays; what is below the line is judged anew. */
struct node {
	struct addr ip;        /* zero when it is a MAC                        */
	struct mac mac;        /* zero when it is an address                   */
	bool days_dirty;       /* one came that no database holds              */
	bool stranger;         /* all that is known of it may be forged        */
	net_t net;             /* of a MAC only if it is made up locally       */
	uint32_t talks;        /* that it began                                */
	uint64_t asset;        /* the id that its asset would have             */
	struct talk_part *part; /* the one that is being filled                */
	struct heard_days *days; /* on which it was heard, see heard.h         */
	uint32_t parts;        /* behind it, whether assets or not             */
	/* ---- */
	struct node_verdict {
		struct node *owner;    /* of an address: its MAC's node        */
		struct node *far;      /* the MAC of its frames, over hops     */
		struct draft *draft;
		uint64_t bound_us;
		struct lease *lease;   /* of an address, if several had it     */
		uint64_t heard;        /* the frame of the words so far        */
		unsigned strong;       /* of a MAC: IPv4 addresses bound to it */
		unsigned routed;       /* only seen behind it, over hops       */
		uint32_t framed;       /* one IPv4 address seen behind it, no
					  hop between                          */
		uint16_t claimed;      /* node_claimed(): endpoints that bind it,
					  as each who asks counts them anew    */
		enum binding binding : 2;
		bool many : 1;         /* framed, and another, in whatever net */
		bool past : 1;         /* of a tenant: it has it no longer     */
		bool apart : 1;        /* people took it out of its asset      */
		bool beside : 1;       /* of an address: it is at home in
					  another network, see crossed.c       */
		bool direct : 1;       /* once seen without a hop between      */
		bool shared : 1;       /* of an address: routers hand it to each
					  other, it is no one's beside         */
		bool near_too : 1;     /* of a MAC: an address that ARP binds
					  to it is not only seen over hops     */
		bool passes_on : 1;    /* messages that others sent            */
		bool may_pass_on : 1;  /* has parts that may be devices        */
		bool sends : 1;        /* one part is a sender of messages     */
		bool exists : 1;       /* spoke so that no single packet can
					  fake it, see existence.c             */
	} now;
};
static_assert(sizeof(struct node) == 128, "two lines of cache");

static inline bool node_is_tenant(const struct node *n)
{
	return !addr_is_zero(n->ip) && !mac_is_zero(n->mac);
}

/* Counts one more that claims it, or one more claim of it; how many there are. */
static inline unsigned node_claimed(struct node *n)
{
	if (n->now.claimed < UINT16_MAX)
		n->now.claimed++;
	return n->now.claimed;
}

static inline bool node_is_mac(const struct node *n)
{
	return addr_is_zero(n->ip);
}

/* What a judgement held, in its order. */
struct seen_list {
	struct seen {
		struct gone of;
		uint64_t digest;
		bool differs;  /* from the one before, or new                  */
	} *seen;
	unsigned n;
};

struct inventory {
	const struct knowledge *knowledge;
	const struct advisories *advisories; /* NULL: none is loaded          */
	const struct declarations *declarations; /* NULL: none is loaded      */
	const struct lifetimes *lifetimes; /* NULL: none is loaded            */
	const struct decisions *decisions; /* NULL: none were made            */
	uint64_t seen_us;         /* of the last judgement                     */
	size_t open_findings;
	struct inventory_limits limits;
	struct pool pool;         /* endpoints, nodes, facts, conversations    */
	struct ids facts;         /* of endpoints that have many               */
	struct ids shared;        /* lists of shares, by place of their fact
				   * or conversation; few have any             */
	uint32_t fact_count;
	struct ids talks, endpoints, nodes;
	struct endpoint **endpoint;
	struct node **node;
	size_t with_part;         /* so many endpoints are about a part        */
	struct endpoint *last;    /* of the fact before: they come in runs     */
	uint64_t last_sum;        /* its endpoint_sum()                        */
	struct known_talk **talk;
	struct talk_part **part;
	unsigned parts;
	struct ids words;         /* names of protocols                        */
	uint16_t *lot;            /* of each capture; NULL: all of lot 0       */
	struct lot_share **seat;  /* of each lot, of the fact in hand          */
	uint32_t shares;          /* that came since it was opened             */
	struct heard_days *days;  /* on which anything was heard               */
	uint64_t days_from_us;    /* of those before not all are known         */
	struct known_talk *idle_talk; /* places of forgotten ones, a list      */
	struct ids starts;        /* by conversation, see starts.c             */
	struct kept_starts *idle_starts;
	uint64_t unkept;          /* that the limit refused                    */
	uint64_t forget_us;       /* what was last heard before is forgotten   */
	size_t forget_talk, forget_stray, forget_node; /* looked at so far     */
	bool leased;              /* facts are dealt out to tenants            */
	bool crowded;             /* some endpoints are hidden: a flood        */
	uint32_t strangers;       /* conversations that strangers began        */
	uint64_t refused, strange; /* strange: of strangers, among refused     */
	/* What the last judgement made, sorted by id. */
	struct pool judged;
	struct draft *draft;
	unsigned drafts;
	struct child *child;
	unsigned children;
	struct asset **asset;
	struct finding *finding;
	unsigned findings;
	struct finding **finding_list;
	/* For the next one: what differs from this, and what is gone. */
	struct seen_list seen_assets, seen_findings;
	struct gone *gone_asset, *gone_finding;
	unsigned gone_assets, gone_findings;
};

/* The node of an address or of a MAC, whatever it is. */
struct node *node_of(struct inventory *, struct addr, struct mac, net_t);
/* Whether the first is the earlier sight: by time, capture, frame. */
bool is_earlier(uint64_t us, uint16_t capture, uint64_t frame, uint64_t us2,
		uint16_t capture2, uint64_t frame2);
/* It was a conversation, which no single packet can pretend. */
static inline bool talk_is_open(const struct known_talk *k)
{
	return k->answered && !k->refused && !k->half;
}

/* inventory.c, talks.c: merges one, but not what it counts, which is 0 of one
 * that is new; NULL when a limit refused it. */
struct known_fact *fact_place(struct inventory *, const struct fact *,
			      uint16_t capture);
struct known_talk *talk_place(struct inventory *, const struct talk_record *,
			      uint16_t capture);
/* starts.c: of one that is known, before it is widened by that; of one that
 * goes. */
void starts_hear(struct inventory *, struct known_talk *,
		 const struct talk_record *);
void starts_forget(struct inventory *, struct known_talk *);
/* .. : whether everybody calls somebody for that, and regularly. */
bool talk_is_usual(const struct known_talk *);
/* lots.c: notes whose capture told so much more of a fact or conversation; of
 * one that goes. */
void share_add(struct inventory *, const void *known, uint16_t capture,
	       const uint64_t *n, unsigned numbers);
void shares_forget(struct inventory *, const void *known);
/* lots.c, talks.c: merges one; false when a limit refused it. */
bool fact_add(struct inventory *, const struct fact *, uint16_t capture);
bool talk_add(struct inventory *, const struct talk_record *,
	      uint16_t capture);
/* .. : how many services each draft has. */
void talks_services(struct inventory *);
/* inventory.c: the node of an address; NULL of none and of groups. */
struct node *address_node(struct inventory *, struct addr, net_t);
/* .. : puts a new endpoint under this number, or the next one that is free. */
void endpoint_put(struct inventory *, struct endpoint *, uint64_t id);

/* judgement.c: undoes the last one. */
void judgement_forget(struct inventory *);
/* Somebody who gives out addresses, or counts their use, says who has one. */
static inline bool attr_leases(unsigned attr)
{
	return attr == A_dhcp_binding || attr == A_radius_binding;
}

/* lease.c: before a judgement and at its end. */
void lease_begin(struct inventory *);
void lease_end(struct inventory *);
/* identity.c: how a fact binds its address to its MAC; how any of an endpoint does,
 * the best of them, and from when to when. */
enum binding binding_of(const struct known_fact *);
enum binding binding_span(const struct endpoint *, uint64_t *first_us,
			  uint64_t *last_us);
/* contested.c: whose an address is that several claim; their number stands in
 * `claimed` of the address. */
void contested_judge(struct inventory *);
/* proxied.c: of each address, whether they have to be counted; fills the counts;
 * then of one that is bound, whether its MAC answers ARP for it and is another's. */
bool proxied_note(const struct node *);
void proxied_count(struct inventory *, struct ids *counts);
bool is_proxied(const struct ids *counts, const struct node *);
/* identity.c: gives each fact and conversation to an asset; makes drafts. */
void identity_judge(struct inventory *);
/* New MACs in a network within ten seconds; more than so many are a flood. */
enum { CROWD_MACS = 500, CROWD_US = 10000000 };
/* existence.c: notes a fact if it is its subject's own word. */
void existence_hear(struct endpoint *, const struct fact *, uint16_t capture);
/* Whether one packet of somebody not known otherwise is all that it rests on. */
bool existence_doubts(const struct inventory *, const struct fact *);
void existence_note_stranger(struct inventory *, struct endpoint *);
/* Whether so many conversations of it were seen that none is by chance. */
bool node_asks_much(const struct node *);
/* Hides, until the next judgement, endpoints of MACs that claimed an address once,
 * as hundreds did within seconds: they bind nothing and say nothing. */
void existence_hide_crowds(struct inventory *);
/* Which nodes are more than an address that somebody wrote. */
void existence_judge(struct inventory *);
/* The node whose asset this is, or NULL. */
struct node *head_of(struct node *);
/* inventory.c: the node of an address, or of a MAC, if there is one. */
struct node *node_known(const struct inventory *, struct addr, struct mac, net_t);
struct node *address_known(const struct inventory *, struct addr, net_t);
/* join.c: finds places that are one device. */
void join_judge(struct inventory *);
/* Two nodes, whose assets are one by now; the one that leads; when all are. */
struct node *join_leader(struct node *);
void join_nodes(struct node *, struct node *);
void join_flatten(struct inventory *);
/* crossed.c: joins what is seen on both sides of a router; before behind.c. */
void crossed_join(struct inventory *);
/* .. : it is told where an end is at home, too, and counts there. */
bool talk_is_copy(const struct known_talk *);
static inline bool fact_is_copy(const struct known_fact *f)
{
	return f->at->address != NULL && f->at->address->now.beside;
}
/* Then, of those that have several MACs, all of them. */
void join_macs(struct inventory *);
/* Whether a fact holds a number by which places may be joined. */
bool is_joining(const struct fact *);
/* Of several texts the first of the alphabet; none yet: NULL. */
static inline void note_text(const char **to, const char *text)
{
	if (*to == NULL || strcmp(text, *to) < 0)
		*to = text;
}
/* Whether it is the one name that a host has, on all its interfaces. */
static inline bool attr_names_host(uint16_t attr)
{
	return attr == A_dhcp_host_name || attr == A_system_name;
}
/* The id of the asset of a head. */
uint64_t asset_id_of(struct node *);
/* The node of the address or MAC where an endpoint is. */
struct node *node_at(const struct endpoint *);
/* behind.c: the part that a fact is about, or the line that it came over. */
uint32_t part_of_fact(const struct fact *);
/* slot.c: whether a protocol tells parts by their place. */
enum slotting slotting_of(unsigned source);
/* Which parts are devices of their own. */
void behind_judge(struct inventory *);
/* draft.c: below 0 when the first comes before the second: by what they say, not by
 * when they came. */
int fact_order(const struct known_fact *, const struct known_fact *);
/* .. : puts the facts of a draft in that order; those of one attribute, which then
 * lie together. */
void draft_sort(struct draft *);
/* Fetches the facts of the draft behind this one, if there is one. */
static inline void draft_fetch(const struct inventory *v, unsigned i)
{
	asset_fetch(i + 1 < v->drafts ? &v->draft[i + 1].asset : NULL, NULL);
}
struct known_fact **draft_facts(const struct draft *, enum attr, unsigned *n);
/* The draft that a node belongs to, or NULL. */
struct draft *draft_of(struct node *);
/* relays.c: marks who sends what another one made, or wrote. */
void relays_mark(struct inventory *);
/* Who passes on messages gets and sends them. Who sends those of several without
 * getting any runs several programs; who only gets them answers by the names that
 * others call it. */
bool relays_is_engine(const struct draft *);
/* Whether a fact of who passes on messages tells of the device that sent one. */
bool relays_for(const struct draft *, const struct known_fact *);
/* origin.c: whether it says this; asks what to acquire, or says that it did. */
bool draft_says(const struct draft *, enum attr, const char *text);
bool origin_acquires(const struct draft *);
enum origin origin_judge(const struct draft *);
/* What a role in DICOM weighs, beside all else that the node does. */
unsigned origin_weigh_role(const struct draft *, const char *role,
			   unsigned decibans);
bool origin_orders(const struct draft *);
/* A title that DICOM tools come with. */
bool title_is_nobody(const char *);
/* claims.c: what the facts of one asset say about it; kept in the pool. */
void claims_judge(const struct knowledge *, struct draft *, struct pool *);
enum { CLAIMS_MAX = 256 /* of one asset */, REASONS_MAX = 64 /* of a claim */ };
/* outdated.c: drops reasons, and claims that rest on none else, which the same
 * mouth replaced since; how many claims are left. */
unsigned claims_outdate(struct claim *, unsigned n);
/* .. : below 0 when the first replaced the second, above when it was replaced. */
int claims_by_time(const struct claim *, const struct claim *);
/* guess.c: what the handwriting of a TCP stack says counts for nothing where it
 * cannot be of the asset; what it alone says, where something says otherwise. */
/* Whether its syslog messages name several: then none of those is its name. */
bool guess_forwards(const struct draft *);
bool guess_is_of_another(const struct draft *, const struct known_fact *);
void guesses_drop(struct asset *);
/* choose.c: marks the best of each kind, and what nearly as much speaks for. */
void claims_choose(const struct knowledge *, struct asset *);
/* finding.c: rules over assets; finding_scan.c: over conversations. */
void findings_judge(struct inventory *);
void finding_scan(struct inventory *);
/* Whether a fact is about what an asset does itself. */
bool fact_counts(const struct known_fact *);
/* finding_record.c: what is wrong with the record of a device; after declarations. */
void finding_record(struct inventory *);
/* finding_ended.c: which of them the wire shows to hold no longer. */
void finding_ended(struct inventory *);
/* finding_declared.c: against what makers declare, once all others are there. */
void finding_declared(struct inventory *);
/* Orders pointers to conversations by client, then by time. */
int talks_by_client(const void *, const void *);
/* journal.c: what became of each. */
void journal_judge(struct inventory *);
/* rate.c: how much attention each asset needs, by its sorted findings. */
void rate_assets(struct inventory *);
/* A new finding to fill; its evidence is allocated by the caller. */
struct finding *finding_add(struct inventory *, const struct text_rule *,
			    const struct asset *, uint16_t port);

/* The draft of an asset, or NULL. */
struct draft *draft_find(const struct inventory *, uint64_t asset);

/* As comparisons for sorting have it. */
static inline int number_order(uint64_t a, uint64_t b)
{
	return a < b ? -1 : a > b;
}

/* fact_id.c: of an endpoint, odd: under it, or the next odd one that is free, it
 * stands; fact_id() of one there. */
uint64_t endpoint_sum(const struct subject *, uint32_t part);
uint64_t fact_id_at(uint64_t endpoint_sum, const struct fact *);

/* 63 bits of SHA-256 over these octets. */
uint64_t stable_id(const void *, size_t);

#endif
