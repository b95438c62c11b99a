/* SPDX-License-Identifier: Apache-2.0 */
/*
 * totals - how many findings there are, kept beside them for lists to begin with.
 *
 * The recorder counts what it has in memory; who only writes down a decision
 * has the database count again what that is about. `db check` compares.
 */
#include <stdlib.h>
#include <string.h>

#include "capture/base/must.h"
#include "store/recorder.h"

enum { RANKS = 16 }; /* of one severity */

/* A row of finding_total: all findings of a rule at a rank. */
struct total {
	uint64_t findings, open, assets, first, last_asset;
};

/* By the place of the rule, and by rank. */
static bool count_all(struct recorder *r, struct total *all, struct err *e)
{
	struct finding **finding;
	size_t n = inventory_findings(r->inventory, &finding);

	for (size_t i = 0; i < n; i++) {
		const struct finding *f = finding[i];
		struct total *t;
		unsigned rule;

		if (!rule_place(r, f->rule, &rule, e))
			return false;
		t = &all[rule * RANKS + f->rank % RANKS];
		t->findings++;
		if (!f->open)
			continue;
		t->open++;
		/* They come asset by asset. */
		t->assets += t->last_asset != f->asset;
		t->last_asset = f->asset;
		if (t->first == 0 || f->id < t->first)
			t->first = f->id;
	}
	return true;
}

static uint64_t sum_of(const struct recorder *r, const struct total *all)
{
	struct sum s = sum_start();

	sum_text(&s, all, r->rules * RANKS * sizeof(*all));
	return sum_end(&s) | 1; /* 0: nothing was written */
}

static bool write_total(struct recorder *r, unsigned rule, unsigned rank,
			const struct total *t, struct err *e)
{
	const struct rule *u = r->rule[rule].rule;
	sqlite3_stmt *s = db_use(&r->db,
				 "INSERT INTO finding_total VALUES (?1, ?2, ?3, "
				 "?4, ?5, ?6, ?7)", e);

	if (s == NULL)
		return false;
	bind_number(s, 1, (SEVERITY_CRITICAL - u->severity) * RANKS + rank);
	bind_text(s, 2, u->id);
	bind_number(s, 3, r->rule[rule].row);
	bind_number(s, 4, t->findings);
	bind_number(s, 5, t->open);
	bind_number(s, 6, t->assets);
	bind_number(s, 7, t->first);
	return db_finish(&r->db, s, e);
}

static bool write_all(struct recorder *r, const struct total *all,
		      struct err *e)
{
	if (!db_run(&r->db, "DELETE FROM finding_total", e))
		return false;
	for (unsigned i = 0; i < r->rules * RANKS; i++)
		if (all[i].findings > 0 &&
		    !write_total(r, i / RANKS, i % RANKS, &all[i], e))
			return false;
	return true;
}

bool totals_write(struct recorder *r, struct err *e)
{
	struct total *all = must_alloc((size_t)RULES_MAX * RANKS, sizeof(*all));
	bool good = count_all(r, all, e);
	uint64_t sum = good ? sum_of(r, all) : 0;

	if (good && sum != r->totals)
		good = write_all(r, all, e);
	if (good)
		r->totals = sum;
	free(all);
	return good;
}
