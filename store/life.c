/* SPDX-License-Identifier: Apache-2.0 */
/*
 * life - decisions for those who judge; what became of findings and scores.
 *
 * A finding that no judgement holds any more moves to finding_left, and to
 * finding_past once nothing more is to come that might raise it again: live at
 * every commit, of files at the end.
 */
#include <stdlib.h>
#include <string.h>

#include "capture/base/must.h"
#include "classify/zones.h"
#include "store/measure.h"
#include "store/recorder.h"

enum { DATA_TEXT = 128, BASE_TEXT = 80 };
#define DAY_US (UINT64_C(86400) * 1000000)

/* ---- decisions ------------------------------------------------------------------ */

static bool count_rows(struct recorder *r, const char *text, size_t *n,
		       struct err *e)
{
	int64_t count = 0;

	if (!db_number(&r->db, text, &count, e))
		return false;
	*n = (size_t)count;
	return true;
}

static void take_decision(struct decisions *all, sqlite3_stmt *s)
{
	struct decision *d = &all->decision[all->decisions++];
	char state[16];

	memset(d, 0, sizeof(*d));
	d->asset = column_number(s, 0);
	column_raw(s, 1, d->rule, sizeof(d->rule));
	d->port = (uint16_t)column_number(s, 2);
	column_raw(s, 3, state, sizeof(state));
	d->state = finding_state_named(state);
	d->until_us = column_number(s, 4);
	d->seen_us = column_number(s, 5);
}

static void take_suppression(struct decisions *all, sqlite3_stmt *s)
{
	struct suppression *x = &all->suppression[all->suppressions++];

	memset(x, 0, sizeof(*x));
	column_raw(s, 0, x->rule, sizeof(x->rule));
	x->asset = column_number(s, 1);
	column_raw(s, 2, x->class, sizeof(x->class));
	x->until_us = column_number(s, 3);
}

static bool load_each(struct recorder *r, const char *text,
		      void (*take)(struct decisions *, sqlite3_stmt *),
		      struct err *e)
{
	sqlite3_stmt *s = db_use(&r->db, text, e);
	int code;

	if (s == NULL)
		return false;
	while ((code = sqlite3_step(s)) == SQLITE_ROW)
		take(&r->decisions, s);
	if (code != SQLITE_DONE)
		db_fail(&r->db, e);
	db_done(s);
	return code == SQLITE_DONE;
}

/* What the advisories are that a score is made with. */
static void data_of(struct recorder *r, char out[DATA_TEXT])
{
	sqlite3_stmt *s = db_use(&r->db,
				 "SELECT coalesce(max(updated), '') || ' ' || "
				 "count(*) FROM advisory", NULL);
	char date[64] = "", kev[48] = "";

	if (s != NULL && sqlite3_step(s) == SQLITE_ROW)
		column_raw(s, 0, date, sizeof(date));
	if (s != NULL)
		db_done(s);
	setting_get(&r->db, "kev_version", kev, sizeof(kev));
	snprintf(out, DATA_TEXT, "%s %s", date, kev);
}

void life_close(struct recorder *r)
{
	free(r->decisions.decision);
	free(r->decisions.suppression);
	free(r->decisions.said);
	zones_close(r->decisions.accepted);
	r->decisions = (struct decisions){0};
}

bool life_decisions(struct recorder *r, struct err *e)
{
	struct decisions *d = &r->decisions;
	size_t n, m;

	life_close(r);

	if (!count_rows(r, "SELECT count(*) FROM decision", &n, e) ||
	    !count_rows(r, "SELECT count(*) FROM suppression", &m, e))
		return false;
	d->decision = must_alloc(n + 1, sizeof(*d->decision));
	d->suppression = must_alloc(m + 1, sizeof(*d->suppression));
	if (!load_each(r, "SELECT asset, rule, port, state, until_us, seen_us "
			  "FROM decision", take_decision, e) ||
	    !load_each(r, "SELECT rule, asset, class, until_us FROM suppression "
			  "WHERE lifted = 0", take_suppression, e) ||
	    !accepted_load(r, e) || !human_load(r, e))
		return false;
	decisions_sort(d);
	return true;
}

bool life_load(struct recorder *r, struct err *e)
{
	char before[BASE_TEXT] = "", data[DATA_TEXT] = "";

	if (!life_decisions(r, e))
		return false;
	inventory_decide(r->inventory, &r->decisions);
	data_of(r, r->data);
	advisories_date(r->advisories, measure_data_date(r->data));
	setting_get(&r->db, "knowledge", before, sizeof(before));
	setting_get(&r->db, "advised", data, sizeof(data));
	r->same = strcmp(before, knowledge_hash(r->knowledge)) == 0 &&
		  strcmp(data, r->data) == 0;
	return true;
}

/* ---- findings that no judgement holds ---------------------------------------------- */

#define LEAVE                                                                  \
	"INSERT OR REPLACE INTO finding_left SELECT asset, id, rule, port, "   \
	"confidence, detail, first_us, last_us, ?1 FROM finding "

bool life_leave_all(struct recorder *r, struct err *e)
{
	return db_run_with(&r->db, LEAVE, r->same, e);
}

bool life_leave_others(struct recorder *r, struct err *e)
{
	return db_run_with(&r->db,
			   LEAVE "WHERE id NOT IN (SELECT id FROM alive)",
			   r->same, e);
}

bool life_leave(struct recorder *r, struct gone gone, struct err *e)
{
	sqlite3_stmt *s = db_use(&r->db,
				 LEAVE "WHERE asset = ?2 AND id = ?3", e);

	if (s == NULL)
		return false;
	bind_number(s, 1, r->same);
	bind_number(s, 2, gone.asset);
	bind_number(s, 3, gone.id);
	return db_finish(&r->db, s, e);
}

/* An asset that is another's now takes its findings along under new numbers.
 * EOL and ADV rules compare the version that the device tells: without other
 * rules or data only another version ends them; ADV-005 and ADV-006 compare none.
 * Who was silent and is not has spoken. */
static const char settle[] =
	"INSERT INTO finding_past (asset, id, rule, port, confidence, detail, "
	"first_us, last_us, state, left_us, back_us) SELECT l.asset, l.id, "
	"l.rule, l.port, l.confidence, l.detail, l.first_us, l.last_us, "
	"iif(l.same = 1 AND (u.name LIKE 'EOL-%' OR u.name LIKE 'ADV-%' OR "
	"u.name = 'INV-003') AND u.name NOT IN ('ADV-005', 'ADV-006') AND "
	"a.last_us > l.last_us, 'fixed', 'withdrawn'), ?1, 0 FROM finding_left l "
	"JOIN asset a ON a.id = l.asset JOIN rule u ON u.id = l.rule WHERE NOT "
	"EXISTS (SELECT 1 FROM finding f WHERE f.asset = l.asset AND f.id = l.id)";
static const char come_back[] =
	"UPDATE finding_past SET back_us = ?1 WHERE back_us = 0 AND EXISTS "
	"(SELECT 1 FROM finding f WHERE f.asset = finding_past.asset AND f.id = "
	"finding_past.id)";

static bool is_live(const struct recorder *r)
{
	for (unsigned i = 0; i < r->accounts; i++)
		if (r->account[i].live)
			return true;
	return false;
}

/* Decisions go along with a device that more traffic, or people, gave another
 * id: found by its MAC, else by its address. */
#define NOW_AT(table)                                                          \
	"coalesce((SELECT min(n.id) FROM asset n WHERE n.mac = " table ".mac " \
	"AND n.mac <> ''), (SELECT min(n.asset) FROM asset_mac n WHERE "       \
	"n.mac = " table ".mac), (SELECT min(n.id) FROM asset n WHERE n.ip = " \
	table ".ip AND n.net = " table ".net AND n.ip <> ''), (SELECT "        \
	"min(n.asset) FROM asset_address n WHERE n.ip = " table ".ip AND "     \
	"n.net = " table ".net AND n.ip <> ''))"
/* One that went along when devices were joined goes back when that is undone:
 * to who goes by its MAC, or by nothing but its address. */
#define HAS_HOME(table)                                                        \
	"EXISTS (SELECT 1 FROM asset_act) AND NOT EXISTS (SELECT 1 FROM "      \
	"asset n WHERE n.id = " table ".asset AND " IS_HOME(table) ") AND "    \
	"EXISTS (SELECT 1 FROM asset n WHERE " IS_HOME(table) ")"
#define IS_HOME(table)                                                         \
	"n.mac = " table ".mac AND (n.mac <> '' OR (n.ip = " table ".ip AND "  \
	"n.net = " table ".net AND n.ip <> ''))"
#define MOVES(table)                                                           \
	"(asset <> 0 AND CASE WHEN asset IN (SELECT id FROM asset) THEN "      \
	HAS_HOME(table) " ELSE 1 END)"
/* Which decision holds, the first of all that are to be with one device: the
 * later. Where people join devices, each place keeps one for when that is undone:
 * of those the first is alone. */
#define PLACES(table, key)                                                     \
	"(SELECT asset, " key ", at_us, now, row_number() OVER (PARTITION BY " \
	"now, " key " ORDER BY at_us DESC, until_us DESC, author, reason) AS " \
	"place, row_number() OVER (PARTITION BY now, " key ", iif(EXISTS "     \
	"(SELECT 1 FROM asset_act WHERE act = 'join'), mac || iif(mac = '', "  \
	"ip || net, ''), '') ORDER BY at_us DESC, until_us DESC, author, "     \
	"reason) AS alone FROM (SELECT *, coalesce(iif(" MOVES(table) ", "     \
	NOW_AT(table) ", NULL), asset) AS now FROM " table "))"
/* All of them stay in the audit. */
#define LATER(table, key)                                                      \
	"DELETE FROM " table " WHERE (asset, " key ") IN (SELECT asset, " key  \
	" FROM " PLACES(table, key) " WHERE alone > 1)"
/* One that waits has a number that no device has, by its moment. */
#define WAIT(table, key)                                                       \
	"UPDATE OR IGNORE " table " SET asset = (1 << 48) + at_us WHERE "      \
	"(asset, " key ") IN (SELECT asset, " key " FROM " PLACES(table, key)  \
	" WHERE place > 1)"
#define MOVE(table, key)                                                       \
	"UPDATE OR IGNORE " table " SET asset = " NOW_AT(table) " WHERE "      \
	"(asset, " key ") IN (SELECT asset, " key " FROM " PLACES(table, key)  \
	" WHERE place = 1 AND now <> asset)"

static bool move_decisions(struct recorder *r, struct err *e)
{
#define STEPS(table, key) LATER(table, key), WAIT(table, key), MOVE(table, key)
	static const char *const steps[] = {STEPS("decision", "rule, port"),
					    STEPS("suppression", "rule, class")};

	for (size_t i = 0; i < sizeof(steps) / sizeof(*steps); i++) {
		if (!db_run(&r->db, steps[i], e))
			return false;
		/* Of those that moved others are judged now. */
		r->moved = r->moved ||
			   (i % 3 == 2 && sqlite3_changes(r->db.sql) > 0);
	}
	return !r->moved || life_decisions(r, e);
}

static bool settle_findings(struct recorder *r, uint64_t seen, struct err *e)
{
	if (!r->closing && !is_live(r))
		return true;
	/* What came and went while the first captures were read was never
	 * shown to anybody. */
	return move_decisions(r, e) &&
	       ((r->first && !is_live(r)) ||
		db_run_with(&r->db, settle, seen, e)) &&
	       db_run(&r->db, "DELETE FROM finding_left", e) &&
	       db_run_with(&r->db, come_back, seen > 0 ? seen : 1, e);
}

/* ---- scores ------------------------------------------------------------------------- */

/* The row of the rules and data of this run, written if it is new. */
static bool find_base(struct recorder *r, struct err *e)
{
	static const char *const texts[] = {
		"INSERT OR IGNORE INTO score_base (knowledge, data) VALUES "
		"(?1, ?2)",
		"SELECT id FROM score_base WHERE knowledge = ?1 AND data = ?2",
	};

	for (int i = 0; i < 2; i++) {
		sqlite3_stmt *s = db_use(&r->db, texts[i], e);

		if (s == NULL)
			return false;
		bind_text(s, 1, knowledge_hash(r->knowledge));
		bind_text(s, 2, r->data);
		if (i == 1 && sqlite3_step(s) == SQLITE_ROW)
			r->base = column_number(s, 0);
		if (!db_finish(&r->db, s, e))
			return false;
	}
	return true;
}

static bool is_noted(struct recorder *r, const struct asset *a, bool *noted,
		     struct err *e)
{
	sqlite3_stmt *s = db_use(&r->db,
				 "SELECT score, base FROM score_day WHERE asset "
				 "= ?1 ORDER BY day DESC LIMIT 1", e);

	if (s == NULL)
		return false;
	bind_number(s, 1, a->id);
	*noted = sqlite3_step(s) == SQLITE_ROW &&
		 column_number(s, 0) == a->score &&
		 column_number(s, 1) == r->base;
	db_done(s);
	return true;
}

bool life_note_score(struct recorder *r, const struct asset *a, struct err *e)
{
	uint64_t day = inventory_seen(r->inventory) / DAY_US;
	bool noted = false;
	sqlite3_stmt *s;

	if (r->unscored)
		return true; /* all at once: note_first_scores()              */
	if ((r->base == 0 && !find_base(r, e)) || !is_noted(r, a, &noted, e))
		return false;
	if (noted)
		return true;
	s = db_use(&r->db, "INSERT OR REPLACE INTO score_day VALUES (?1, ?2, "
			   "?3, ?4)", e);
	if (s == NULL)
		return false;
	bind_number(s, 1, a->id);
	bind_number(s, 2, day);
	bind_number(s, 3, a->score);
	bind_number(s, 4, r->base);
	return db_finish(&r->db, s, e);
}

/* Those of a database that holds none of any day. */
static bool note_first_scores(struct recorder *r, uint64_t day, struct err *e)
{
	sqlite3_stmt *s = db_use(&r->db,
				 "INSERT INTO score_day SELECT id, ?1, score, ?2 "
				 "FROM asset ORDER BY id", e);

	if (s == NULL)
		return false;
	bind_number(s, 1, day);
	bind_number(s, 2, r->base);
	return db_finish(&r->db, s, e);
}

static bool note_site(struct recorder *r, uint64_t seen, struct err *e)
{
	static const unsigned from[] = {60, 40, 20, 0};
	uint64_t band[4] = {0};
	struct asset **asset;
	size_t n = inventory_assets(r->inventory, &asset);
	sqlite3_stmt *s;

	if (n == 0)
		return true;
	if ((r->base == 0 && !find_base(r, e)) ||
	    (r->unscored && !note_first_scores(r, seen / DAY_US, e)))
		return false;
	for (size_t i = 0; i < n; i++) {
		unsigned b = 0;

		while (asset[i]->score < from[b])
			b++;
		band[b]++;
	}
	s = db_use(&r->db, "INSERT OR REPLACE INTO site_day VALUES (?1, ?2, ?3, "
			   "?4, ?5, ?6, ?7)", e);
	if (s == NULL)
		return false;
	bind_number(s, 1, seen / DAY_US);
	for (int i = 0; i < 4; i++)
		bind_number(s, 2 + i, band[i]);
	bind_number(s, 6, inventory_open_findings(r->inventory));
	bind_number(s, 7, r->base);
	return db_finish(&r->db, s, e);
}

/* They count all rows: at the end, and live once more when a day begins. */
static bool note_measures(struct recorder *r, uint64_t day, struct err *e)
{
	struct crossing crossing;

	if (!r->closing && (!is_live(r) || day == r->measured_day))
		return true;
	r->measured_day = day;
	crossing = inventory_crossing(r->inventory);
	return day == 0 || measures_note(&r->db, day, &crossing, e);
}

bool life_write(struct recorder *r, struct err *e)
{
	uint64_t seen = inventory_seen(r->inventory);

	return settle_findings(r, seen, e) && note_site(r, seen, e) &&
	       setting_put_number(&r->db, "seen_us", seen, e) &&
	       setting_put(&r->db, "advised", r->data, e) &&
	       note_measures(r, seen / DAY_US, e);
}
