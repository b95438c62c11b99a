/* SPDX-License-Identifier: Apache-2.0 */
/* write_finding - findings with their evidence; derived rows that must go. */
#include <stdio.h>
#include <string.h>

#include "capture/base/must.h"
#include "store/recorder.h"

enum { EVIDENCE_TEXT = 64 * 21 + 2 };

static bool is_written(struct recorder *r, const struct finding *f,
		       bool *same, struct err *e)
{
	sqlite3_stmt *s = db_use(
		&r->db,
		"SELECT digest FROM finding WHERE asset = ?1 AND id = ?2", e);

	if (s == NULL)
		return false;
	bind_number(s, 1, f->asset);
	bind_number(s, 2, f->id);
	*same = sqlite3_step(s) == SQLITE_ROW && column_number(s, 0) == f->digest;
	db_done(s);
	return true;
}

/* The number of a rule in these words, written if they are new. */
static bool write_rule(struct recorder *r, const struct rule *rule,
		       uint64_t *id, struct err *e)
{
	struct sum s = sum_start();
	sqlite3_stmt *q = db_use(&r->db,
				 "INSERT OR IGNORE INTO rule VALUES "
				 "(?1, ?2, ?3, ?4, ?5, ?6, ?7)",
				 e);
	const char *const text[] = {rule->id, rule->title, rule->because,
				    rule->advice, rule->source};

	if (q == NULL)
		return false;
	for (size_t i = 0; i < sizeof(text) / sizeof(text[0]); i++)
		sum_text(&s, text[i], text[i] != NULL ? strlen(text[i]) : 0);
	sum_number(&s, rule->severity);
	*id = sum_end(&s);
	bind_number(q, 1, *id);
	bind_text(q, 2, rule->id);
	bind_number(q, 3, rule->severity);
	for (int i = 1; i < 5; i++)
		bind_text(q, 3 + i, text[i]);
	return db_finish(&r->db, q, e);
}

/* Its place in memory, where its row is; written if it is the first in this
 * run. */
bool rule_place(struct recorder *r, const struct rule *rule, unsigned *place,
		struct err *e)
{
	unsigned i = 0;

	while (i < r->rules && r->rule[i].rule != rule)
		i++;
	*place = i;
	if (i < r->rules)
		return true;
	must(i < RULES_MAX);
	if (!write_rule(r, rule, &r->rule[i].row, e))
		return false;
	r->rule[i].rule = rule;
	r->rules++;
	return true;
}

static const char finding_text[] =
	"INSERT OR REPLACE INTO finding (asset, id, rule, port, confidence, "
	"detail, by_talk, evidence, first_us, last_us, ended_us, ended_by, "
	"ended_by_talk, digest, sum, rank) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, "
	"?10, ?11, ?12, ?13, ?14, ?15, ?16)";

/* [id,..]; rules keep their evidence short. */
static void join_evidence(const struct finding *f, char out[EVIDENCE_TEXT])
{
	size_t used = 0;

	for (unsigned i = 0; i < f->evidences; i++) {
		int n = snprintf(out + used, EVIDENCE_TEXT - used, "%c%llu",
				 i > 0 ? ',' : '[',
				 (unsigned long long)f->evidence[i]);

		must(n > 0 && (size_t)n + 2 < EVIDENCE_TEXT - used);
		used += (size_t)n;
	}
	snprintf(out + used, EVIDENCE_TEXT - used, used > 0 ? "]" : "[]");
}

static bool write_row(struct recorder *r, const struct finding *f,
		      struct err *e)
{
	char evidence[EVIDENCE_TEXT];
	unsigned rule;
	struct row row;

	if (!rule_place(r, f->rule, &rule, e))
		return false;
	row = row_open(&r->db, finding_text, e);
	if (row.s == NULL)
		return false;
	join_evidence(f, evidence);
	bind_number(row.s, 16, f->rank); /* behind the sum */
	row_number(&row, f->asset);
	row_number(&row, f->id);
	row_number(&row, r->rule[rule].row);
	row_number(&row, f->port);
	row_number(&row, f->confidence);
	row_text(&row, f->detail);
	row_number(&row, f->by_talk);
	row_text(&row, evidence);
	row_number(&row, f->first_us);
	row_number(&row, f->last_us);
	row_number(&row, f->ended_us);
	row_number(&row, f->ended_by);
	row_number(&row, f->ended_by_talk);
	row_number(&row, f->digest);
	return row_finish(&r->db, &row, e);
}

static bool write_finding(struct recorder *r, const struct finding *f,
			  struct err *e)
{
	bool same = false;

	if (!r->empty && !is_written(r, f, &same, e))
		return false;
	return same || write_row(r, f, e);
}

bool write_findings(struct recorder *r, struct err *e)
{
	struct finding **finding;
	size_t n = inventory_findings(r->inventory, &finding);

	for (size_t i = 0; i < n; i++)
		if ((r->whole || finding[i]->dirty) &&
		    !write_finding(r, finding[i], e))
			return false;
	return true;
}

/* ---- what the last judgement no longer holds ---------------------------------- */

/* What belongs to an asset goes with it. */
static const char *const with_asset[] = {
	"DELETE FROM asset WHERE id = ?1",
	"DELETE FROM evidence WHERE owner = ?1",
	"DELETE FROM asset_address WHERE asset = ?1",
	"DELETE FROM asset_mac WHERE asset = ?1",
	"DELETE FROM event WHERE asset = ?1",
	"DELETE FROM asset_note WHERE asset = ?1",
	"DELETE FROM advisory_match WHERE asset = ?1",
	"DELETE FROM mds2_match WHERE asset = ?1",
	"DELETE FROM mds2_seen WHERE asset = ?1",
};

static bool drop_finding(struct recorder *r, struct gone gone, struct err *e)
{
	sqlite3_stmt *s;

	if (!life_leave(r, gone, e))
		return false;
	s = db_use(&r->db, "DELETE FROM finding WHERE asset = ?1 AND id = ?2",
		   e);
	if (s == NULL)
		return false;
	bind_number(s, 1, gone.asset);
	bind_number(s, 2, gone.id);
	return db_finish(&r->db, s, e);
}

static bool sweep_gone(struct recorder *r, struct err *e)
{
	const struct gone *gone;
	size_t n = inventory_gone_findings(r->inventory, &gone);

	for (size_t i = 0; i < n; i++)
		if (!drop_finding(r, gone[i], e))
			return false;
	n = inventory_gone_assets(r->inventory, &gone);
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < sizeof(with_asset) / sizeof(*with_asset);
		     j++)
			if (!db_run_with(&r->db, with_asset[j], gone[i].id, e))
				return false;
	return true;
}

/* The database may hold rows that this inventory never had. */
static bool sweep_whole(struct recorder *r, struct err *e)
{
	static const char note[] = "INSERT OR IGNORE INTO alive VALUES (?1)";
	struct asset **asset;
	struct finding **finding;
	size_t n = inventory_assets(r->inventory, &asset);

	if (!db_run(&r->db,
		    "CREATE TEMP TABLE IF NOT EXISTS alive "
		    "(id INTEGER PRIMARY KEY) STRICT; DELETE FROM alive",
		    e))
		return false;
	for (size_t i = 0; i < n; i++)
		if (!db_run_with(&r->db, note, asset[i]->id, e))
			return false;
	if (!db_run(&r->db,
		    "DELETE FROM asset WHERE id NOT IN (SELECT id FROM alive);"
		    "DELETE FROM evidence WHERE owner > 0 AND owner NOT IN "
		    "(SELECT id FROM alive);"
		    "DELETE FROM asset_address WHERE asset NOT IN "
		    "(SELECT id FROM alive);"
		    "DELETE FROM asset_mac WHERE asset NOT IN "
		    "(SELECT id FROM alive);"
		    "DELETE FROM asset_note WHERE asset NOT IN "
		    "(SELECT id FROM alive);"
		    "DELETE FROM advisory_match WHERE asset NOT IN "
		    "(SELECT id FROM alive);"
		    "DELETE FROM event WHERE asset NOT IN "
		    "(SELECT id FROM alive);"
		    "DELETE FROM mds2_match WHERE asset NOT IN "
		    "(SELECT id FROM alive);"
		    "DELETE FROM mds2_seen WHERE asset NOT IN "
		    "(SELECT id FROM alive);"
		    "DELETE FROM alive",
		    e))
		return false;
	n = inventory_findings(r->inventory, &finding);
	for (size_t i = 0; i < n; i++)
		if (!db_run_with(&r->db, note, finding[i]->id, e))
			return false;
	return life_leave_others(r, e) &&
	       db_run(&r->db,
		      "DELETE FROM finding WHERE id NOT IN "
		      "(SELECT id FROM alive); DELETE FROM alive",
		      e);
}

bool write_sweep(struct recorder *r, struct err *e)
{
	if (r->empty)
		return true;
	return r->whole ? sweep_whole(r, e) : sweep_gone(r, e);
}
