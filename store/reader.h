/* SPDX-License-Identifier: Apache-2.0 */
/* reader - what the reader's files share. */
#ifndef WW_READER_H
#define WW_READER_H

#include "store/db.h"
#include "store/filter.h"
#include "store/id_set.h"
#include "store/store.h"

/* All of an asset, also where the columns of several are empty. */
#define ALL_MACS "CASE a.macs WHEN '' THEN a.mac ELSE a.macs END"
#define ALL_ADDRESSES "CASE a.addresses WHEN '' THEN a.ip ELSE a.addresses END"

/* For filters: a class that is not known is called what lists call it. */
#define A_CLASS "iif(a.class = '', 'unknown', a.class)"
/* .. : how old it is, by the last moment that was seen. */
#define AGE_OF(us) SEEN_US " - " us " BETWEEN ? AND ?"
#define YES_OR_NO(column) "iif(" column ", 'yes', 'no') LIKE ? ESCAPE '\\'"
/* .. : which asset is meant, as lists call it. */
#define ASSET_CALLED "holds(?, a.name, a.ip) OR id_holds(?, a.id)"
#define IN_MACS "trim(" ALL_MACS " || ' ' || a.mac_owner) LIKE ? ESCAPE '\\'"

/* What a word may stand in, of asset a. */
#define ASSET_HOLDS                                                            \
	"holds(?, a.name, a.class, a.vendor, a.model, a.mac, a.macs, a.ip, "   \
	"a.addresses, net_name(a.net)) OR (any_id(?) AND id_holds(?, a.id))"

/* Where words stand that are looked for; numbers: what most of them cannot be in. */
#define ASSET_WORDS "SELECT mean(a.id, a.name, a.class, a.vendor, a.model"
#define ASSETS_BY_WORD(numbers)                                                \
	ASSET_WORDS ") FROM asset a WHERE NOT seeks_number() UNION ALL "       \
	ASSET_WORDS ", " numbers ") FROM asset a WHERE seeks_number()"

/* Whose finding it is, by the rule or the severity. */
#define ASSETS_BY_RULE                                                         \
	"SELECT mean(f.asset) FROM finding_total t CROSS JOIN finding f INDEXED " \
	"BY finding_by_rank ON f.rank = t.rank AND f.rule = t.rule WHERE t.name " \
	"LIKE ? ESCAPE '\\'"
#define ASSETS_BY_SEVERITY                                                     \
	"SELECT mean(asset) FROM finding INDEXED BY finding_by_rank WHERE rank " \
	"BETWEEN 64 - 16 * ? AND 79 - 16 * ?"

/* What a device behind another, which has no address, is known by. */
#define SHOWN_NAME                                                             \
	"iif(a.behind = 0 OR a.name <> '', a.name, "                           \
	"trim(a.model || ' ' || a.serial))"

/* What was decided about the finding f of rule u: d, or x for all of its rule;
 * and the state that comes of it. Most findings have neither: for these, of
 * which there may be a million, nothing more is looked up or called. */
#define SEEN_US                                                                \
	"(SELECT coalesce(max(CAST(value AS INTEGER)), 0) FROM setting WHERE " \
	"key = 'seen_us')"
#define LIFE_JOINS                                                             \
	"LEFT JOIN decision d ON d.asset = f.asset AND d.rule = u.name AND "   \
	"d.port = f.port LEFT JOIN suppression x ON x.id = CASE WHEN u.name "  \
	"IN (SELECT rule FROM suppression) THEN (SELECT min(y.id) "            \
	"FROM suppression y WHERE y.rule = u.name AND y.lifted = 0 AND "       \
	"y.until_us > " SEEN_US " AND (y.asset = 0 OR y.asset = f.asset) AND " \
	"(y.class = '' OR y.class = (SELECT class FROM asset WHERE id = "      \
	"f.asset))) END "
#define LIFE_BY(answer)                                                        \
	answer "(x.id IS NOT NULL, d.state, d.until_us, d.seen_us, "           \
	"f.first_us, f.last_us, " SEEN_US ", f.ended_us)"
#define LIFE_STATE LIFE_BY("life_state")
/* 2592000000000: LIFE_STALE_US. */
#define IS_OPEN                                                                \
	"iif(x.id IS NULL AND d.state IS NULL, f.ended_us = 0 AND f.last_us + " \
	"2592000000000 >= " SEEN_US ", " LIFE_STATE " IN ('new', 'open', 'reopened'))"
/* The open ones with their rule. */
#define OPEN_FINDINGS                                                          \
	"finding f JOIN rule u ON u.id = f.rule " LIFE_JOINS "WHERE " IS_OPEN

/* Sorted by conversation, see reader_places(). */
struct talk_places {
	struct talk_place *place;
	unsigned n;
	bool known;
};

/* What a look at all assets tells, see reader_census(). */
struct census {
	bool known;
	uint64_t version;      /* of the database                              */
	struct class_row *class;
	size_t classes, last;  /* last: the class of the asset before          */
	struct id_set clinical;
	struct coverage seen;  /* networks, and who has no MAC                 */
};

struct reader {
	struct db db;
	const struct knowledge *knowledge; /* or NULL: nobody told             */
	struct talk_places places;
	struct census census;
	struct meant *meant; /* by the filter of the listing that runs         */
};

/* A list of one kind of rows. What picks them is up to its WHERE, with one
 * parameter, the asset; where much is told of a row it picks keys, and these
 * stand between shown and joined, one after the other in their order. */
struct listing {
	const char *shown, *joined; /* or NULL: what is picked is shown        */
	const char *select;
	const char *grouped; /* or NULL: what select goes on with, if the rows that
			      * it has so far are not yet those of the list    */
	const char *one;    /* or NULL: of one asset, which is ?1 then         */
	bool since;         /* and a second parameter, the moment to begin with */
	const struct filter_field *fields;
	const char *order[ASSET_ORDERS][2]; /* as asked, and reversed          */
	const char *first[ASSET_ORDERS]; /* or NULL: a column of what is picked
				   * with which it begins                      */
	bool rises;         /* .. the least first                              */
	const char *sample; /* or NULL: tells such values of rows that there are */

	/* What an order begins with that is one of assets: three terms of asset a,
	 * all up or, of the reversed, all down; the first tells from those of
	 * which nothing is known. NULL: it begins with something else. */
	const char *key[ASSET_ORDERS][2];
	const char *whose[ASSET_ORDERS]; /* .. the id of a; NULL: a is picked, too */

	/* Of findings alone; select goes by the assets. */
	const char *sorted; /* they come in the order of risk                  */
	const char *whole;  /* all, without assets                             */
	const char *decided; /* those about which something was decided, or which
			      * the wire shows to be over                      */
};

/* A finding beside what a register of risks tells of its device. */
struct register_row {
	struct finding_row finding;
	char class_name[64];
	char criticality;
	unsigned score;
	char owner[ROW_TEXT];  /* of the device; empty: nobody was named       */
	char evidence[ROW_TEXT]; /* the first: capture and frame               */
};
/* reader_findings.c: the findings that are not fixed, the riskiest devices
 * first, those of one device together. */
bool reader_register(struct reader *, const char *filter,
		     bool (*each)(void *, const struct register_row *), void *,
		     struct err *);
/* Whether a filter is understood: asked before a page begins. */
bool reader_register_takes(const char *filter, struct err *);

/* A rule in a class of devices; those of a rule come in a row. */
struct group_row {
	char rule[16], title[128], advice[512], class_name[64];
	enum severity severity;
	unsigned devices, findings, open, accepted, mitigated, suppressed,
		stale, score; /* score: of the riskiest device                 */
	uint64_t first_us, until_us; /* until: the decision that ends first    */
};
bool reader_register_groups(struct reader *,
			    bool (*each)(void *, const struct group_row *),
			    void *, struct err *);

/* query.c: calls row() for each row of a listing until it answers false. */
bool listing_show(struct reader *, const struct listing *, const struct query *,
		  bool (*row)(void *, sqlite3_stmt *), void *ctx, struct err *);
/* .. of a statement, and hands it back. */
bool listing_run(struct reader *, sqlite3_stmt *,
		 bool (*row)(void *, sqlite3_stmt *), void *, struct err *);
/* The same of a text without parameters, and of one whose ?1 is an id. */
bool listing_all(struct reader *, const char *text,
		 bool (*row)(void *, sqlite3_stmt *), void *, struct err *);
bool listing_of(struct reader *, const char *text, uint64_t id,
		bool (*row)(void *, sqlite3_stmt *), void *, struct err *);

/* meant.c: is_meant(), any_meant(), mean() and others for statements; looks for
 * what a filter means, and gives back what was meant before. */
bool meant_functions(struct reader *);
bool meant_look(struct reader *, const struct filter *, struct err *);
void meant_forget(struct reader *, struct meant *before);
/* .. : how many findings something was decided about, for a filter by states. */
size_t meant_decided(const struct reader *);

/* reader_census.c: looks at all assets, if that is not known. */
bool reader_census(struct reader *, struct err *);
void census_free(struct census *);
/* .. : begins with what the census saw. */
void coverage_begin(struct coverage *, const struct coverage *seen);
/* .. : the place of a network in order, made if new; NULL: there are too many. */
struct coverage_net *coverage_net_of(struct coverage *, net_t);
void coverage_add_assets(struct coverage *, net_t, uint64_t n);

/* reader_evidence.c: a number of a fact as people read it. */
void word_print(enum attr, uint64_t word, struct mac, char out[ROW_TEXT]);
/* A claim of asset a as json_each() gives it as c: what stands in a column of its
 * own is 0 here. Of a reason r of it what is left out is as most are. */
#define CLAIM_VALUE                                                            \
	"coalesce(nullif(c.value ->> 1, 0), CASE c.value ->> 0 WHEN 'name' "   \
	"THEN a.name WHEN 'class' THEN a.class WHEN 'vendor' THEN a.vendor "   \
	"WHEN 'model' THEN a.model WHEN 'version' THEN a.version WHEN "        \
	"'serial' THEN a.serial ELSE a.os END)"
#define REASON_COLUMNS                                                         \
	"coalesce(r.value ->> 1, c.value ->> 2), coalesce(r.value ->> 2, 1), " \
	"iif(coalesce(r.value ->> 3, '') = '', 'attribute', r.value ->> 3) "
/* reader_evidence.c: what stands first in a statement about a fact f or a
 * conversation t, with its capture c. */
#define FACT_COLUMNS                                                           \
	"f.id, f.attr, f.text, f.word, f.mac, f.voice, f.source, c.name, "     \
	"f.frame, f.first_us, f.last_us, f.count, f.port "
#define TALK_COLUMNS                                                           \
	"t.id, t.client, t.server, t.port, t.protocol, t.source, c.name, "     \
	"t.frame, t.first_us, t.last_us, t.flows "
enum { FACT_COLUMN_COUNT = 13, TALK_COLUMN_COUNT = 11 };
void evidence_of_fact(sqlite3_stmt *, struct evidence_row *);
void evidence_of_talk(sqlite3_stmt *, struct evidence_row *);

/* reader_places.c: goes through all conversations once, so that the evidence of
 * each finding is found at once; for one reading of the database. */
bool reader_places(struct reader *, struct err *);
/* .. : the part that holds a conversation; 0: none does. */
uint64_t reader_place_of(const struct reader *, uint64_t talk);
void reader_places_free(struct reader *);

/* Of a number that is none, the least. */
enum severity column_severity(sqlite3_stmt *, int at);

#endif
