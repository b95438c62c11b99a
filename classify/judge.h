/* SPDX-License-Identifier: Apache-2.0 */
/*
 * judge - the public face of classify on the side of facts.
 *
 * Records go in, assets with reasons and findings with evidence come out. An
 * asset is a function of the set of its facts: order, repetition and number of
 * workers change nothing. Must never reach cur.h: no octet of the wire can be
 * named on this side.
 */
#ifndef WW_JUDGE_H
#define WW_JUDGE_H

#include "capture/base/err.h"
#include "classify/advisory.h"
#include "classify/declared.h"
#include "classify/life.h"
#include "classify/lots.h"
#include "classify/observation.h"
#include "classify/starts.h"

/* ---- knowledge: signatures, rules, address blocks ------------------------ */

struct knowledge;

struct knowledge_paths {
	const char *signatures;       /* folder of *.sig, *.rule, classes.txt  */
	const char *more_signatures;  /* a second folder, or NULL              */
	const char *zones;            /* a file of zones, or NULL              */
	const char *oui_folder;       /* oui.csv, mam.csv, oui36.csv, iab.csv;
					 NULL or absent: no names for MACs     */
};

/*
 * Reads and tests all signatures and rules: every example must match, every
 * counter must not.
 *
 * Owner   the caller closes.
 * Errors  NULL with "file:line: sentence".
 */
struct knowledge *knowledge_open(const struct knowledge_paths *, struct err *);
void knowledge_close(struct knowledge *);
/* SHA-256 over the texts read, 64 hexadecimal digits. */
const char *knowledge_hash(const struct knowledge *);
/* Registered owner of a MAC block, or NULL. */
const char *knowledge_oui(const struct knowledge *, struct mac);
unsigned knowledge_devices(const struct knowledge *);
unsigned knowledge_rules(const struct knowledge *);

enum severity { SEVERITY_INFO, SEVERITY_LOW, SEVERITY_MEDIUM, SEVERITY_HIGH,
		SEVERITY_CRITICAL, SEVERITIES };
const char *severity_name(enum severity);

/* What a rule says, whether written as text or in C. Owner: the knowledge. */
struct rule {
	const char *id;        /* CLN-001                                      */
	const char *title, *because, *advice, *source;
	enum severity severity;
	const char *where;     /* file:line                                    */
};
const struct rule *knowledge_rule(const struct knowledge *, const char *id);
const struct rule *knowledge_rule_at(const struct knowledge *, unsigned);

/* A question of the MDS2 that the wire can answer, in words of our own. */
struct question_words {
	const char *id;        /* SAHD-9                                       */
	const char *asks;
	const char *blind;     /* why nothing looks for it; else NULL          */
	bool able;             /* whether it can, which doing without leaves open */
};
/* In the order of the form; its id, NULL behind the last. */
const char *knowledge_question_at(const struct knowledge *, unsigned place,
				  struct question_words *);

/* What others call a class: a code and the words that go with it, either of
 * which may be NULL. */
struct class_term {
	const char *code, *words;
};
enum vocabulary { TERM_FDA, TERM_UMDNS, TERM_GMDN, VOCABULARIES };

/* A device class: name, criticality A..E, whether it is clinical. */
enum { WIDER = 2, INCLUDED = 3 };
struct device_class {
	const char *name, *title;
	const char *under[WIDER]; /* that it is a kind of; NULL: of none       */
	const char *includes[INCLUDED]; /* what it may do beside               */
	char criticality;
	bool clinical;
	uint8_t layer;         /* of the folder that told it                   */
	struct class_term term[VOCABULARIES];
};
const struct device_class *knowledge_class(const struct knowledge *,
					   const char *name);
/* The classes in their order; NULL behind the last. */
const struct device_class *knowledge_class_at(const struct knowledge *,
					      unsigned place);

/* What reviewers ask, and where a finding bears on it; controls.txt. */
enum catalogue { CATALOGUE_HICP, CATALOGUE_CSF, CATALOGUE_HIPAA, CATALOGUE_MDS2,
		 CATALOGUES };
/* Joined by blanks; empty when nothing is told of that rule. */
const char *knowledge_control(const struct knowledge *, const char *rule,
			      enum catalogue);

/* ---- inventory ------------------------------------------------------------ */

/* Where facts come from: an address, or a MAC, or both, as they were told. */
struct endpoint {
	struct addr ip;
	struct mac mac;
	net_t net;
	uint32_t part;         /* of struct subject, or the line it is on      */
	uint32_t facts;
	bool kept : 1;         /* a database holds them                        */
	bool dirty : 1;        /* one of them came or changed since then       */
	bool spoke : 1;        /* one of them is its own word                  */
	bool binds : 1;        /* one of them binds the address to the MAC     */
	bool leased : 1;       /* .. by DHCP or RADIUS                         */
	bool crowd : 1;        /* .. as hundreds did at once, as last judged   */
	bool claims : 1, shared : 1; /* .. by ARP; says that routers share it  */
	bool keyed : 1;        /* one of them is a number that joins           */
	bool models : 1, named : 1; /* one of them tells a model; a host's name */
	bool asked : 1;        /* TLS clients asked it for a name              */
	bool identifies : 1;   /* one of them is an EUI, UDI, UUID, or of a slot */
	bool numbers : 1;      /* one of them is a serial number               */
	bool describes : 1;    /* one of them is something else                */
	bool sends : 1;        /* one of them names it as sender of messages   */
	bool own : 1, roams : 1; /* a part, as judged: the asset itself; of several */
	bool again : 1;        /* its own words came in several frames         */
	uint64_t heard;        /* the frame that held the last of them; 0: none */
	struct known_fact *fact; /* a list, the latest first                   */
	struct child *child;   /* the device that a part is, as last judged    */
	struct node *address, *host; /* of ip and of mac; or NULL              */
	uint64_t owner;        /* the asset of its facts; 0: nobody's          */
	uint64_t kept_with;    /* the owner that a database keeps them with    */
	struct share *share;   /* where an address had several tenants: lease.c */
};

/* 63 bits of SHA-256 over address, MAC, network and part. */
uint64_t endpoint_id(const struct endpoint *);

/* A fact as an inventory keeps it: its endpoint told once, no octet too many. */
struct known_fact {
	uint64_t id;           /* fact_id()                                    */
	struct endpoint *at;
	struct known_fact *next; /* of the endpoint                            */
	uint64_t first_us, last_us, frame; /* merged; see struct fact          */
	uint32_t count;
	uint16_t attr, capture, port;
	uint8_t l4, voice, source, length;
	bool worded;           /* its word is not 0                            */
	char text[];           /* terminated; behind it the word of such a one */
};

/* As of struct fact: most have none, and there are millions. */
static inline uint64_t fact_word(const struct known_fact *k)
{
	uint64_t word = 0;

	if (k->worded)
		memcpy(&word, k->text + k->length + 1, sizeof(word));
	return word;
}

/* Of subject, attribute, voice, source and value; the same in every version. */
uint64_t fact_id(const struct fact *);

/* A conversation summed over flows with the same ends, service, protocol. */
struct known_talk {
	uint64_t id;
	struct talk_part *part;
	struct known_talk *next; /* of the part                                */
	struct node *client, *server;
	uint64_t client_asset, server_asset; /* 0: no asset                    */
	struct draft *ends[2]; /* whose they are, as last judged; or NULL      */
	uint64_t first_us, last_us, frame, packets[2], octets[2];
	uint64_t days;         /* see days.h                                   */
	const char *protocol;
	uint32_t flows;
	uint16_t port, capture;
	struct mac mac[2];
	uint8_t l4, source;
	bool answered : 1, refused : 1, encrypted : 1, half : 1;
	bool repeats : 1;      /* talk_starts() are kept                       */
	bool is_private : 1;   /* so are both of its addresses, by themselves  */
	struct hours hours;    /* see hours.h                                  */
};

/* Conversations that one client address began, as many as are stored in one
 * piece. */
struct talk_part {
	struct addr client;
	net_t net;
	uint32_t talks;
	struct known_talk *talk; /* a list, the latest first                   */
	uint64_t row;          /* for the database; 0: not stored yet          */
	bool dirty;            /* one of them came or changed since then       */
};

enum { PART_TALKS = 256 };

/* A number of ends, service and protocol that stays the same. */
uint64_t talk_id(const struct talk_record *);
struct addr talk_server(const struct known_talk *);

/* The days on which an address or a MAC was heard, 32 in a block, counted from
 * 1970; the latest block first. */
enum { HEARD_BLOCKS = 128 };
struct heard {
	struct addr ip;
	struct mac mac;
	net_t net;
	unsigned blocks;
	uint32_t block[HEARD_BLOCKS], bits[HEARD_BLOCKS];
};

/* What became of an asset, as its facts and conversations tell it. */
enum change_kind { CHANGE_ADDRESS, CHANGE_IDENTITY, CHANGE_SOFTWARE,
		   CHANGE_SERVICE, CHANGE_PEER, CHANGE_SILENT, CHANGE_BACK,
		   CHANGE_MORE, CHANGES };
/* "address", "identity", .. */
const char *change_name(enum change_kind);

struct change {
	uint64_t at_us;
	enum change_kind kind;
	const char *field;     /* the attribute, the protocol, or empty        */
	const char *before, *after; /* or empty                                */
	uint64_t other;        /* of a peer: its asset, or 0; of silence: the
				* last day before it, counted from 1970         */
};

enum grade { GRADE_POSSIBLE, GRADE_PROBABLE, GRADE_CONFIRMED };
const char *grade_name(enum grade);
/* 40 decibans and more: confirmed; 20: probable; less: possible. */
enum grade grade_of(unsigned decibans);
/* sig.c: as signatures write it; certain, strong, fair or weak. */
const char *strength_name(unsigned decibans);

struct reason {
	const struct known_fact *fact;
	uint16_t decibans;     /* what it weighs                               */
	bool counted;          /* false: same mouth said something stronger    */
	const char *where;     /* "imaging.sig:118", or "attribute", "registry",
				  "relay"                                      */
};

struct claim {
	enum claim_kind kind;
	uint16_t decibans;
	const char *value;
	bool chosen;           /* the one to show (all chosen for software)    */
	bool disputed;         /* the next best is less than 10 decibans away  */
	uint64_t said;         /* by a person, under this number; 0: by none   */
	unsigned reasons;
	struct reason *reason;
};

/* An advisory that may mean an asset; the product is the advisories'. */
struct asset_advisory {
	const struct advisory_product *product;
	enum advisory_verdict verdict;
	bool letters;          /* compared by a maker's revision letters       */
	const char *version;   /* that was compared, or empty                  */
};

/* What is seen of an asset that bears on a question of its declaration. */
struct asset_answer {
	const char *question;
	enum declared told;
	enum agreement agreement; /* of the question with all that is seen     */
	bool decides;          /* it is one of those that make it so           */
	uint8_t confidence;
	const char *rule;      /* whose finding it is, or empty                */
	const char *seen;      /* in words                                     */
	uint16_t port;
	bool by_talk;          /* evidence is a conversation                   */
	uint64_t evidence, first_us, last_us;
};

struct asset {
	uint64_t id;           /* of MAC, or of address and network; 48 bits   */
	uint64_t first_us, last_us;
	struct mac mac;        /* zero when not visible; the lowest if several */
	const char *mac_owner; /* registered owner of the block, or NULL       */
	uint64_t behind;       /* the asset that passes on its data; 0: none   */
	struct addr ip;        /* to show: lowest IPv4, else lowest IPv6       */
	net_t net;
	unsigned addresses;
	struct { struct addr ip; net_t net; } *address;
	unsigned macs;
	struct mac *all_macs;
	unsigned claims;
	struct claim *claim;
	unsigned services;     /* ports of it that answered                    */
	unsigned facts;
	struct known_fact **fact; /* in the order of what they say             */
	unsigned advisories;
	struct asset_advisory *advisory; /* by number                          */
	unsigned changes;
	struct change *change; /* the oldest first                             */
	uint64_t declaration;  /* of its model; 0: none                        */
	enum fit fit;
	unsigned answers;
	struct asset_answer *answer; /* in the order of the form               */
	bool clinical;         /* its class is, at least probably              */
	uint8_t score, phi, exposure; /* see score.h                           */
	uint64_t open;         /* its open findings, open_count()              */
	uint64_t digest;       /* over all of this, with the knowledge         */
	bool dirty;            /* differs from what was written last           */
	bool facts_dirty;      /* a fact of it does                            */
};

/* Of assets that are gone through: fetches the facts of the next one, so that
 * nobody waits for them, and who comes behind. Each lies elsewhere. */
enum { FETCHED = 32 };
static inline void asset_fetch(const struct asset *next,
			       const struct asset *behind)
{
	for (unsigned i = 0; next != NULL && i < next->facts && i < FETCHED; i++)
		__builtin_prefetch(next->fact[i]);
	for (size_t at = 0; behind != NULL && at < sizeof(*behind); at += 64)
		__builtin_prefetch((const char *)behind + at);
}

enum { ASSET_ID_TEXT = 15 };
void asset_id_print(uint64_t id, char out[ASSET_ID_TEXT]);
bool asset_id_parse(const char *, uint64_t *id);
/* ids.c: the number of an asset that goes by this address, or without one by
 * this MAC; of one behind another; of a finding. */
uint64_t asset_id_at(struct addr, struct mac, net_t);
uint64_t asset_id_behind(uint64_t gateway, uint32_t part);
uint64_t finding_id(const char *rule, uint64_t asset, uint16_t port);
/* The chosen value of a kind, or NULL. */
const char *asset_claim(const struct asset *, enum claim_kind);
/* What its class is, or NULL. */
const struct device_class *asset_class(const struct knowledge *,
				       const struct asset *);

struct finding {
	uint64_t id;           /* of rule, asset, port                         */
	uint64_t asset;
	const struct rule *rule;
	uint16_t port;         /* service, or 0                                */
	uint8_t confidence;    /* 0 low, 1 medium, 2 high                      */
	uint64_t first_us, last_us;
	unsigned evidences;
	uint64_t *evidence;    /* known_fact.id, or known_talk.id for history  */
	bool by_talk, ended_by_talk; /* evidence names conversations           */
	const char *detail;    /* one sentence with this asset's own values    */
	uint64_t ended_us, ended_by; /* the wire shows the opposite: since, by */
	uint8_t rank;          /* finding_rank() of it and its asset           */
	bool open;             /* by its state; not in the digest              */
	uint64_t digest;       /* over all of this, with the knowledge         */
	bool dirty;
};

struct inventory_limits {
	uint32_t facts, talks; /* more are counted, not kept                   */
	uint32_t facts_per_subject; /* against one that invents endlessly      */
	uint32_t talks_per_client;  /* against one that scans endlessly        */
	uint32_t strangers;    /* talks of clients that may be forged          */
	uint32_t parts_per_subject; /* devices behind one address or MAC       */
	uint32_t keep_days;         /* on which anything was heard; 0: all     */
	uint32_t facts_per_part;
	uint32_t shares;       /* see struct lot_share                         */
	uint32_t starts;       /* conversations of which starts.h keeps some   */
};
struct inventory_limits inventory_defaults(void);

struct inventory;
/* When flows after the first began, of one that leads outside; or NULL. */
const struct starts *talk_starts(const struct inventory *,
				 const struct known_talk *);
/* Owner: the caller closes; borrows the knowledge. */
struct inventory *inventory_open(const struct knowledge *,
				 const struct inventory_limits *);
void inventory_close(struct inventory *);
/* Judges from now on against these too. Borrowed; NULL: none. */
void inventory_advise(struct inventory *, const struct advisories *);

/* Ends of support that the hospital loaded: they go before those among the
 * signatures. */
struct lifetimes;
struct lifetime_row {
	const char *signal;    /* ntlm_version, ntlm_build or tds_major        */
	const char *value, *product;
	const char *ended, *last; /* 2021-12-06; last may be empty             */
};
struct lifetimes *lifetimes_open(void);
void lifetimes_close(struct lifetimes *);
/* Errors  ERR_INPUT: another signal, no number, no day. */
bool lifetimes_add(struct lifetimes *, const struct lifetime_row *,
		   struct err *);
/* When all is added, and before anything is asked. */
void lifetimes_seal(struct lifetimes *);
/* Judges from now on by these too. Borrowed; NULL: none. */
void inventory_outlive(struct inventory *, const struct lifetimes *);
/* Compares from now on with these. Borrowed; NULL: none. */
void inventory_declare(struct inventory *, const struct declarations *);
/* Scores from now on by these decisions. Borrowed; NULL: none. */
void inventory_decide(struct inventory *, const struct decisions *);
/* Of the last judgement: the last moment seen, and the open findings. */
uint64_t inventory_seen(const struct inventory *);
size_t inventory_open_findings(const struct inventory *);
/* Octets of conversations between subnets, /24 or /64, that were answered: under
 * TLS between devices of class A to C; these, and DICOM, HL7, ASTM and POCT1-A in
 * clear. */
struct crossing {
	uint64_t encrypted, all;
};
struct crossing inventory_crossing(const struct inventory *);
/* The names of one maker, and of those that it bought, as signatures give them. */
void knowledge_aliases(const struct knowledge *, struct advisories *);

/* Merges a valid fact or conversation of that capture, whatever number its
 * record has; other kinds are ignored. False when a limit refused it. */
bool inventory_add(struct inventory *, const struct record *,
		   uint16_t capture);
/* A hint, costing nothing but time when wrong: this record, which need not be
 * valid, will be added after a few others. What each step waits for the one
 * before has fetched; the note is between them. */
enum expect { EXPECT_PLACE, EXPECT_WHO, EXPECT_FACTS, EXPECT_STEPS };
void inventory_expect(const struct inventory *, const struct record *,
		      enum expect, uint64_t *note);
/* Puts back what a database holds, kept with that asset; 0: nobody's. */
struct known_fact *inventory_restore_fact(struct inventory *,
					  const struct fact *, uint64_t asset);
struct known_talk *inventory_restore_talk(struct inventory *,
					  const struct talk_record *,
					  uint64_t client_asset,
					  uint64_t server_asset, uint64_t row);
/* Adds what a database holds of a conversation that is back, or united. */
void inventory_join_starts(struct inventory *, struct known_talk *,
			   const struct starts *);
/* The next of the nodes whose days have to be written, from *at on; false after
 * the last. Nodes that were heard on one day are told by their facts; of one
 * without days a row has to go. */
bool inventory_heard(struct inventory *, size_t *at, struct heard *);
/* After all facts and conversations. */
void inventory_restore_heard(struct inventory *, const struct heard *);
/* The same of another inventory: they have to be written. */
void inventory_unite_heard(struct inventory *, const struct heard *);
/* Days before this are not all known: nobody is called silent for them. */
void inventory_heard_from(struct inventory *, uint64_t us);
struct forgotten {
	uint64_t talks, facts, assets;
};
/* Lets go of a few conversations and devices, or of all, that were not heard on
 * the days to keep, and adds them up; whether there were any. They are judged
 * by the last judgement, after which the next one must follow. */
bool inventory_forget(struct inventory *, bool all, struct forgotten *);
/* Recomputes assets, claims and findings from all facts and conversations.
 * Marks as dirty what differs from the judgement before. */
void inventory_judge(struct inventory *);

/* Sorted, assets by id, findings by asset and id, so that output never shows a
 * table's order. Owner: the inventory, valid until the next add or judge. */
size_t inventory_assets(struct inventory *, struct asset ***);
size_t inventory_findings(struct inventory *, struct finding ***);
struct gone { /* what the last judgement no longer holds                      */
	uint64_t id, asset;
};
size_t inventory_gone_assets(struct inventory *, const struct gone **);
size_t inventory_gone_findings(struct inventory *, const struct gone **);
/* In the order in which they were first told. */
size_t inventory_endpoints(struct inventory *, struct endpoint ***);
size_t inventory_parts(struct inventory *, struct talk_part ***);
/* All of the last judgement has been written: nothing of it is dirty. */
void inventory_written(struct inventory *);
uint64_t inventory_refused(const struct inventory *);
/* Of these, conversations and bindings of strangers. */
uint64_t inventory_strange(const struct inventory *);
/* Starts of flows that were not kept, for that limit. */
uint64_t inventory_unkept(const struct inventory *);

/* ---- authoring ------------------------------------------------------------ */

struct sig_match {
	const char *device;    /* id of the block                              */
	const char *where;     /* file:line of the match line                  */
	uint16_t decibans;
};
/*
 * As knowledge_open(), with one more file, or all files of one more folder, as
 * if it were installed; one that stands in a folder already is read once.
 * Without a first folder the file stands alone.
 *
 * Owner   the caller closes.
 * Errors  NULL with "file:line: sentence".
 */
struct knowledge *knowledge_with(const struct knowledge_paths *,
				 const char *file, struct err *);
/* Which signatures of that file meet these facts, each once per match. */
void sig_matches(const struct knowledge *, const struct fact *facts, size_t n,
		 void (*each)(void *, const struct sig_match *,
			      const struct fact *),
		 void *ctx);

#endif
