/* SPDX-License-Identifier: Apache-2.0 */
/* recorder - what the recorder's files share. */
#ifndef WW_RECORDER_H
#define WW_RECORDER_H

#include "store/pack.h"
#include "store/store.h"

enum { RULES_MAX = 1024 };

/* One capture of this run and its row. */
struct account {
	uint16_t row;           /* capture.id                                  */
	bool live, known, ended, dirty;
	bool stored;            /* an earlier reading may have left facts      */
	uint64_t frames, first_us, last_us;
	uint64_t run_first_us, run_last_us; /* of this run alone               */
	char problem[256];
	struct tallies tallies;
};

/* Grows as it is written to; used again for the next. */
struct text {
	char *text;
	size_t size, room;
};

struct recorder {
	struct db db;
	const struct knowledge *knowledge;
	struct inventory *inventory;
	struct advisories *advisories;
	struct declarations *declarations;
	struct lifetimes *lifetimes;
	struct decisions decisions;
	char data[128];         /* which advisories the database holds         */
	uint64_t measured_day;  /* whose measures were kept last               */
	uint64_t base;          /* score_base.id of this run; 0: not known yet */
	struct terms terms;
	struct {                /* rules written in this run, and their rows   */
		const struct rule *rule;
		uint64_t row;
	} rule[RULES_MAX];
	unsigned rules;
	uint64_t totals;        /* a sum over those written last               */
	uint64_t last_part;     /* the highest row of conversations            */
	struct text claims;     /* of the asset being written                  */
	struct pack pack;       /* room for the one being written              */
	struct account *account;
	unsigned accounts;
	bool changed;           /* facts came since the last judgement         */
	bool whole;             /* the database may differ from what inventory
				   calls clean: compare every derived row      */
	bool empty;             /* it holds no derived row at all              */
	bool anew;              /* drop derived rows first                     */
	bool afresh;            /* drop all rows first: all is read again      */
	bool same;              /* rules and data are those of the last run    */
	bool first;             /* it held nothing when it was opened          */
	bool unscored;          /* it holds no score of any day                */
	bool moved;             /* decisions follow a device: judge once more  */
	int64_t decided;        /* how much was, when it was last looked at    */
	uint64_t imported;      /* how often, when it was last looked at       */
	bool closing;           /* no more records will come                   */
	uint64_t invalid;       /* records that no honest sensor sends         */
	uint64_t unkept_before;
	uint64_t invalid_before, refused_before, strange_before; /* of earlier
				   runs                                        */
	struct forgotten forgotten, forgotten_before;
	uint64_t next_ms;       /* no judgement before                         */
	struct err trouble;     /* of the last try to write                    */
};

/* Closes it without a last commit. Always false. */
bool recorder_leave(struct recorder *);
/* captures.c */
bool captures_open(struct recorder *, const struct recorder_options *,
		   struct err *);
bool captures_write(struct recorder *, struct err *);
void captures_written(struct recorder *);
/* advise.c: all that was imported, for its judgement, in place of what was
 * loaded before; and the advisories that mean an asset, whose old ones are gone. */
bool imports_load(struct recorder *, struct err *);
void imports_close(struct recorder *);
bool advise_write(struct recorder *, const struct asset *, struct err *);
/* declare.c: the same with what makers declare; and an asset's rows away. */
bool declare_load(struct recorder *, struct err *);
bool declare_write(struct recorder *, const struct asset *, struct err *);
bool declare_drop(struct recorder *, uint64_t asset, struct err *);
/* life.c: what people decided, for its judgement. */
bool life_load(struct recorder *, struct err *);
/* The same once more, of decisions alone. */
bool life_decisions(struct recorder *, struct err *);
void life_close(struct recorder *);
/* accepted.c: the list of flows that they accepted. */
bool accepted_load(struct recorder *, struct err *);
/* human.c: what people said about devices, and did not take back. */
bool human_load(struct recorder *, struct err *);
/* Before rows of findings go: all, those whose ids are not in the table alive,
 * or one. */
bool life_leave_all(struct recorder *, struct err *);
bool life_leave_others(struct recorder *, struct err *);
bool life_leave(struct recorder *, struct gone, struct err *);
/* Of an asset whose row was written. */
bool life_note_score(struct recorder *, const struct asset *, struct err *);
/* After all rows: which findings have gone for good, and the site of the day. */
bool life_write(struct recorder *, struct err *);
/* restore.c */
bool restore_all(struct recorder *, struct err *);
/* Facts whose words this program knows, with their asset or 0. */
typedef bool take_fact(void *, const struct fact *, uint64_t asset,
		       struct shares *);
bool store_each_fact(struct db *, const struct terms *, take_fact *, void *,
		     struct err *);
/* writer.c: all that is dirty; false leaves it to the caller to roll back. */
bool writer_write(struct recorder *, struct err *);
/* writer.c: the facts of an asset, in the order that its row goes by. */
bool write_evidence(struct recorder *, const struct asset *, struct err *);
/* write_event.c: what became of an asset, whose old rows are gone; and the days
 * on which places were heard. */
bool write_events(struct recorder *, const struct asset *, struct err *);
bool write_heard(struct recorder *, struct err *);
bool restore_heard(struct recorder *, struct err *);
typedef void take_heard(void *, const struct heard *);
bool store_each_heard(struct db *, take_heard *, void *, struct err *);
/* write_asset.c, write_finding.c */
bool write_assets(struct recorder *, struct err *);
bool write_findings(struct recorder *, struct err *);
/* write_finding.c: where r->rule has it, its row being written. */
bool rule_place(struct recorder *, const struct rule *, unsigned *place,
		struct err *);
/* totals.c: how many findings there are, after all of them. */
bool totals_write(struct recorder *, struct err *);
/* recount.c: the same in one statement, for who has no inventory: of all that a
 * decision is about (asset 0: all of the rule). */
bool totals_follow(struct db *, const char *rule, uint64_t asset, struct err *);
/* recount.c: how many of them differ from what they count. */
enum { TOTALS_QUESTIONS = 4 };
extern const char *const totals_questions[TOTALS_QUESTIONS];
/* mend.c: whether all rows of what was seen fit their sums. Asked before anything
 * is written: what is derived of others would look whole. */
bool sums_fit(struct db *, struct err *);
/* Lets only those derived rows stand whose ids are in the inventory. */
bool write_sweep(struct recorder *, struct err *);

#endif
