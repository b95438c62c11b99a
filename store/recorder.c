/* SPDX-License-Identifier: Apache-2.0 */
/*
 * recorder - records in, judgements out, one transaction at a time.
 *
 * Everything lives in the inventory; the database is a copy that is brought up
 * to date. So a disk that refuses costs nothing but time: what could not be
 * written is still there and is tried again.
 */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "capture/base/must.h"
#include "store/recorder.h"

enum {
	JUDGE_MS = 1000,    /* at least between two judgements                 */
	AHEAD = 4,          /* records from a step of fetching to the next     */
	LEAD = AHEAD * EXPECT_STEPS,
	JUDGE_SHARE = 20,   /* judging may take a twentieth of the time        */
	FILLING_ASSETS = 10000, /* from which on a whole database goes past the
				   log                                         */
};

/* What is there already; more than the limits is not lost for that. */
static bool look_inside(struct recorder *r, struct inventory_limits *l,
			 struct err *e)
{
	int64_t facts, talks, assets, scores;

	if (!db_number(&r->db, "SELECT coalesce(sum(facts), 0) FROM evidence", &facts, e) ||
	    !db_number(&r->db, "SELECT coalesce(sum(talks), 0) FROM "
			      "conversation", &talks, e) ||
	    !db_number(&r->db, "SELECT count(*) FROM asset", &assets, e) ||
	    !db_number(&r->db, "SELECT EXISTS (SELECT 1 FROM score_day)",
		       &scores, e))
		return false;
	r->empty = r->first = assets == 0;
	r->unscored = scores == 0;
	if (facts > l->facts)
		l->facts = (uint32_t)facts;
	if (talks > l->talks)
		l->talks = (uint32_t)talks;
	return true;
}

static bool restore(struct recorder *r, struct err *e)
{
	if (r->afresh)
		return true;
	r->invalid_before = setting_number(&r->db, "invalid");
	r->refused_before = setting_number(&r->db, "refused");
	r->forgotten_before = (struct forgotten){
		setting_number(&r->db, "forgotten_talks"),
		setting_number(&r->db, "forgotten_facts"),
		setting_number(&r->db, "forgotten_assets")};
	r->strange_before = setting_number(&r->db, "strange");
	r->unkept_before = setting_number(&r->db, "unkept");
	return restore_all(r, e);
}

/* Rises with everything that people decide: each act is a row more. */
static const char decided_text[] =
	"SELECT (SELECT coalesce(max(id), 0) FROM audit) + "
	"(SELECT coalesce(max(number), 0) FROM asset_act)";

struct recorder *recorder_open(const struct recorder_options *o, struct err *e)
{
	struct recorder *r = must_alloc(1, sizeof(*r));
	struct inventory_limits limits = o->limits;

	r->knowledge = o->knowledge;
	r->whole = r->changed = true;
	if (!db_open(&r->db, o->path, DB_WRITE, e)) {
		free(r);
		return NULL;
	}
	if (sums_fit(&r->db, e) && look_inside(r, &limits, e)) {
		r->inventory = inventory_open(o->knowledge, &limits);
		if (terms_write(&r->db, &r->terms, e) &&
		    captures_open(r, o, e) && imports_load(r, e) &&
		    db_number(&r->db, decided_text, &r->decided, e) &&
		    life_load(r, e) && restore(r, e))
			return r;
		imports_close(r);
		inventory_close(r->inventory);
		life_close(r);
	}
	db_close(&r->db);
	free(r->account);
	free(r);
	return NULL;
}

bool recorder_knows(const struct recorder *r, unsigned capture)
{
	return capture < r->accounts && r->account[capture].known;
}

static struct account *account_of(struct recorder *r, unsigned capture)
{
	if (capture < r->accounts)
		return &r->account[capture];
	r->invalid++;
	return NULL;
}

const char *recorder_problem(const struct recorder *r, unsigned capture)
{
	return recorder_knows(r, capture) ? r->account[capture].problem : "";
}

static void take_seen(struct recorder *r, const struct record *record)
{
	struct account *a = account_of(r, record->kind == RECORD_FACT
						  ? record->as.fact.capture
						  : record->as.talk.capture);

	if (a != NULL)
		inventory_add(r->inventory, record, a->row);
}

static void take_tally(struct recorder *r, const struct record *record)
{
	const struct tally_record *t = &record->as.tally;
	struct account *a = account_of(r, t->capture);

	if (a == NULL || t->tally >= TALLIES) {
		r->invalid += a != NULL;
		return;
	}
	a->tallies.n[t->tally] += t->n;
	a->dirty = true;
}

static void take_span(struct recorder *r, const struct record *record)
{
	const struct span_record *s = &record->as.span;
	struct account *a = account_of(r, s->capture);

	if (a == NULL)
		return;
	if (a->frames == 0 || s->first_us < a->first_us)
		a->first_us = s->first_us;
	if (s->last_us > a->last_us)
		a->last_us = s->last_us;
	if (a->run_last_us == 0 || s->first_us < a->run_first_us)
		a->run_first_us = s->first_us;
	if (s->last_us > a->run_last_us)
		a->run_last_us = s->last_us;
	a->frames += s->frames;
	a->dirty = true;
}

static void take_one(struct recorder *r, const struct record *record)
{
	static void (*const take[])(struct recorder *,
				    const struct record *) = {
		[RECORD_FACT] = take_seen,
		[RECORD_TALK] = take_seen,
		[RECORD_TALLY] = take_tally,
		[RECORD_SPAN] = take_span,
	};

	if (!record_valid(record)) {
		r->invalid++;
		return;
	}
	take[record->kind](r, record);
	r->changed = true;
}

/* Most facts are about the subject of the record before them, which has been
 * fetched. */
static bool is_fetched(const struct record *record, size_t at)
{
	const struct record *r = &record[at], *before = r - 1;

	return at > 0 && r->kind == RECORD_FACT && before->kind == RECORD_FACT &&
	       memcmp(&r->as.fact.subject, &before->as.fact.subject,
		      sizeof(r->as.fact.subject)) == 0;
}

void recorder_take(struct recorder *r, const struct record *record, size_t n)
{
	uint64_t note[LEAD];

	for (size_t i = 0; i < n + LEAD; i++) {
		for (unsigned step = 0; step < EXPECT_STEPS; step++) {
			size_t at = i - AHEAD * step; /* or far behind n */

			if (at < n && !is_fetched(record, at))
				inventory_expect(r->inventory, &record[at], step,
						 &note[at % LEAD]);
		}
		if (i >= LEAD)
			take_one(r, &record[i - LEAD]);
	}
}

static uint64_t elapsed_ms(const struct timespec *from)
{
	struct timespec now;
	int64_t ms;

	clock_gettime(CLOCK_MONOTONIC, &now);
	ms = (now.tv_sec - from->tv_sec) * 1000 +
	     (now.tv_nsec - from->tv_nsec) / 1000000;
	return ms > 0 ? (uint64_t)ms : 0;
}

static bool write_or_undo(struct recorder *r, struct err *e)
{
	if (!db_run(&r->db, "BEGIN IMMEDIATE", e))
		return false;
	if (writer_write(r, e) && db_run(&r->db, "COMMIT", e))
		return true;
	/* SQLite has rolled back by itself when the disk was full. */
	if (!sqlite3_get_autocommit(r->db.sql))
		db_run(&r->db, "ROLLBACK", NULL);
	r->rules = 0; /* those written went back, too */
	r->base = r->totals = 0;
	return false;
}

static bool write_all(struct recorder *r, struct err *e)
{
	struct asset **asset;
	bool fills = r->closing && r->empty &&
		     inventory_assets(r->inventory, &asset) >= FILLING_ASSETS;
	bool written;

	if (fills)
		db_fill(&r->db, true);
	written = write_or_undo(r, e);
	if (fills)
		db_fill(&r->db, false);
	return written;
}

/* What is written need not be written again. */
static void call_clean(struct recorder *r)
{
	inventory_written(r->inventory);
	captures_written(r);
	r->unscored = false;
	r->whole = r->empty = r->anew = r->afresh = r->changed = false;
}

/* While more comes, a little is forgotten by what was judged last; in the end
 * all of it, so that what stays does not depend on the steps. */
static void judge(struct recorder *r)
{
	if (!r->closing)
		inventory_forget(r->inventory, false, &r->forgotten);
	inventory_judge(r->inventory);
	if (r->closing &&
	    inventory_forget(r->inventory, true, &r->forgotten))
		inventory_judge(r->inventory);
}

/* People decide beside us: what they wrote is judged by next. */
static bool take_decisions(struct recorder *r, struct err *e)
{
	int64_t decided;

	if (!db_number(&r->db, decided_text, &decided, e))
		return false;
	if (decided == r->decided)
		return true;
	if (!life_decisions(r, e))
		return false;
	r->decided = decided;
	r->changed = true;
	return true;
}

/* So do those who import: all is judged anew, as a rebuild does it. */
static bool take_imports(struct recorder *r, bool *taken, struct err *e)
{
	if (setting_number(&r->db, "imported") == r->imported)
		return true;
	if (!imports_load(r, e) || !life_load(r, e))
		return false;
	r->base = 0;
	r->whole = r->anew = r->changed = *taken = true;
	return true;
}

bool recorder_commit(struct recorder *r, uint64_t now_ms, bool force,
		     struct err *e)
{
	struct timespec start;
	uint64_t pause;
	bool written, taken = false;

	if (!db_in_place(&r->db, e))
		return false;
	if ((force || now_ms >= r->next_ms) &&
	    (!take_decisions(r, &r->trouble) ||
	     !take_imports(r, &taken, &r->trouble))) {
		if (e != NULL)
			*e = r->trouble;
		return false;
	}
	if (!r->changed || (!force && now_ms < r->next_ms)) {
		if (e != NULL && r->trouble.kind != ERR_NONE)
			*e = r->trouble;
		return r->trouble.kind == ERR_NONE;
	}
	clock_gettime(CLOCK_MONOTONIC, &start);
	r->trouble = (struct err){0};
	do {
		r->moved = false;
		judge(r);
		pause = elapsed_ms(&start) * JUDGE_SHARE;
		r->next_ms = now_ms + (pause > JUDGE_MS ? pause : JUDGE_MS);
		written = write_all(r, &r->trouble);
		if (written)
			call_clean(r);
	} while (written && r->moved);
	if (written) {
		r->same = r->same || taken; /* what ends from now on, ends by traffic */
		return true;
	}
	if (e != NULL)
		*e = r->trouble;
	/* The next judgement knows only what differs from this one. */
	r->whole = true;
	return false;
}

void recorder_end_capture(struct recorder *r, unsigned capture,
			  const char *problem)
{
	struct account *a;

	if (capture >= r->accounts || r->account[capture].known)
		return;
	a = &r->account[capture];
	a->ended = true;
	snprintf(a->problem, sizeof(a->problem), "%s",
		 problem != NULL ? problem : "");
	a->dirty = r->changed = true;
}

bool recorder_leave(struct recorder *r)
{
	imports_close(r);
	inventory_close(r->inventory);
	life_close(r);
	db_close(&r->db);
	free(r->account);
	free(r->pack.octet);
	free(r->claims.text);
	free(r);
	return false;
}

bool recorder_close(struct recorder *r, struct err *e)
{
	bool kept;

	if (r == NULL)
		return true;
	for (unsigned i = 0; i < r->accounts; i++)
		if (r->account[i].live && !r->account[i].ended)
			recorder_end_capture(r, i, NULL);
	r->closing = r->changed = true; /* what left for good is told last */
	kept = recorder_commit(r, 0, true, e);
	recorder_leave(r);
	return kept;
}
