/* SPDX-License-Identifier: Apache-2.0 */
/* write_finding - findings with their evidence; derived rows that must go. */
#include <string.h>

#include "store/recorder.h"

static uint64_t digest_of(const struct finding *f)
{
	const char *const text[] = {
		f->rule->id,	 f->rule->title,  f->rule->because,
		f->rule->advice, f->rule->source, f->detail,
	};
	struct sum s = sum_start();

	for (size_t i = 0; i < sizeof(text) / sizeof(text[0]); i++)
		sum_text(&s, text[i], text[i] != NULL ? strlen(text[i]) : 0);
	sum_number(&s, f->asset);
	sum_number(&s, f->rule->severity);
	sum_number(&s, f->port);
	sum_number(&s, f->confidence);
	sum_number(&s, f->first_us);
	sum_number(&s, f->last_us);
	sum_number(&s, f->by_talk);
	for (unsigned i = 0; i < f->evidences; i++)
		sum_number(&s, f->evidence[i]);
	return sum_end(&s);
}

static bool is_written(struct recorder *r, uint64_t id, uint64_t digest,
		       bool *same, struct err *e)
{
	sqlite3_stmt *s = db_use(
		&r->db, "SELECT digest FROM finding WHERE id = ?1", e);

	if (s == NULL)
		return false;
	bind_number(s, 1, id);
	*same = sqlite3_step(s) == SQLITE_ROW && column_number(s, 0) == digest;
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

static const char finding_text[] =
	"INSERT INTO finding (id, asset, rule, port, confidence, detail, "
	"first_us, last_us, digest, sum) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, "
	"?8, ?9, ?10) ON CONFLICT (id) DO UPDATE SET asset = excluded.asset, "
	"rule = excluded.rule, port = excluded.port, confidence = "
	"excluded.confidence, detail = excluded.detail, first_us = "
	"excluded.first_us, last_us = excluded.last_us, digest = "
	"excluded.digest, sum = excluded.sum";

static bool write_row(struct recorder *r, const struct finding *f,
		      uint64_t digest, struct err *e)
{
	struct row row;

	/* Those of one rule come together. */
	if (r->rule != f->rule && !write_rule(r, f->rule, &r->rule_id, e))
		return false;
	r->rule = f->rule;
	row = row_open(&r->db, finding_text, e);
	if (row.s == NULL)
		return false;
	row_number(&row, f->id);
	row_number(&row, f->asset);
	row_number(&row, r->rule_id);
	row_number(&row, f->port);
	row_number(&row, f->confidence);
	row_text(&row, f->detail);
	row_number(&row, f->first_us);
	row_number(&row, f->last_us);
	row_number(&row, digest);
	return row_finish(&r->db, &row, e);
}

static bool drop_evidence(struct recorder *r, uint64_t id, struct err *e)
{
	sqlite3_stmt *s = db_use(
		&r->db, "DELETE FROM finding_evidence WHERE finding = ?1", e);

	if (s == NULL)
		return false;
	bind_number(s, 1, id);
	return db_finish(&r->db, s, e);
}

static bool write_evidence(struct recorder *r, const struct finding *f,
			   unsigned i, struct err *e)
{
	sqlite3_stmt *s = db_use(
		&r->db, "INSERT INTO finding_evidence VALUES (?1, ?2, ?3, ?4)",
		e);

	if (s == NULL)
		return false;
	bind_number(s, 1, f->id);
	bind_number(s, 2, i);
	bind_number(s, f->by_talk ? 4 : 3, f->evidence[i]);
	return db_finish(&r->db, s, e);
}

static bool write_finding(struct recorder *r, const struct finding *f,
			  struct err *e)
{
	uint64_t digest = digest_of(f);
	bool same = false;

	if (!r->empty && !is_written(r, f->id, digest, &same, e))
		return false;
	if (same)
		return true;
	if ((!r->empty && !drop_evidence(r, f->id, e)) ||
	    !write_row(r, f, digest, e))
		return false;
	for (unsigned i = 0; i < f->evidences; i++)
		if (!write_evidence(r, f, i, e))
			return false;
	return true;
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

static bool with_id(struct recorder *r, const char *text, uint64_t id,
		    struct err *e)
{
	sqlite3_stmt *s = db_use(&r->db, text, e);

	if (s == NULL)
		return false;
	bind_number(s, 1, id);
	return db_finish(&r->db, s, e);
}

static bool sweep_gone(struct recorder *r, struct err *e)
{
	const uint64_t *id;
	size_t n = inventory_gone_findings(r->inventory, &id);

	for (size_t i = 0; i < n; i++)
		if (!with_id(r, "DELETE FROM finding WHERE id = ?1", id[i], e))
			return false;
	n = inventory_gone_assets(r->inventory, &id);
	for (size_t i = 0; i < n; i++)
		if (!with_id(r, "DELETE FROM asset WHERE id = ?1", id[i], e) ||
		    !with_id(r, "DELETE FROM evidence WHERE owner = ?1", id[i],
			     e))
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
		if (!with_id(r, note, asset[i]->id, e))
			return false;
	if (!db_run(&r->db,
		    "DELETE FROM asset WHERE id NOT IN (SELECT id FROM alive);"
		    "DELETE FROM evidence WHERE owner > 0 AND owner NOT IN "
		    "(SELECT id FROM alive);"
		    "DELETE FROM alive",
		    e))
		return false;
	n = inventory_findings(r->inventory, &finding);
	for (size_t i = 0; i < n; i++)
		if (!with_id(r, note, finding[i]->id, e))
			return false;
	return db_run(&r->db,
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
