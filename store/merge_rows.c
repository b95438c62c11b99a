/* SPDX-License-Identifier: Apache-2.0 */
/*
 * merge_rows - what was published, what people decided, what became of it.
 *
 * Each table has a rule by which two rows become one that asks neither for
 * order nor for number: the later decision, the newer edition, all acts.
 */
#include <string.h>

#include "store/import.h"
#include "store/merge.h"

static bool next_row(struct db *d, sqlite3_stmt *s, bool *more, struct err *e)
{
	int code = sqlite3_step(s);

	*more = code == SQLITE_ROW;
	if (!*more && code != SQLITE_DONE)
		db_fail(d, e);
	return *more || code == SQLITE_DONE;
}

static bool put_row(sqlite3_stmt *from, struct db *to, const char *insert,
		    uint64_t extra, struct err *e)
{
	int n = sqlite3_column_count(from);
	sqlite3_stmt *s = db_use(to, insert, e);

	if (s == NULL)
		return false;
	for (int i = 0; i < n; i++)
		sqlite3_bind_value(s, i + 1, sqlite3_column_value(from, i));
	if (sqlite3_bind_parameter_count(s) > n)
		bind_number(s, n + 1, extra);
	return db_finish(to, s, e);
}

bool merge_copy(struct db *from, const char *select, struct db *to,
		const char *insert, uint64_t extra, struct err *e)
{
	sqlite3_stmt *s = db_use(from, select, e);
	bool more = true, good = s != NULL;

	while (good && more) {
		good = next_row(from, s, &more, e);
		if (good && more)
			good = put_row(s, to, insert, extra, e);
	}
	if (s != NULL)
		db_done(s);
	return good;
}

/* ---- what people decided, what became of it ----------------------------------------- */

/* Of a device that moved the finding has another number, too. */
#define FINDING_HERE                                                           \
	"coalesce((SELECT finding_number(u.name, m.now, ?4) FROM moved m JOIN " \
	"rule u ON u.id = ?3 WHERE m.id = ?1), ?2)"

struct rule_of_rows {
	const char *select, *insert;
};

/* Tables where the insertion says it all; extra is the site. */
static const struct rule_of_rows plain[] = {
	{"SELECT id, name, severity, title, because, advice, source FROM rule",
	 "INSERT OR IGNORE INTO rule VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"},
	/* The later one holds. */
	{"SELECT asset, rule, port, state, reason, author, at_us, until_us, "
	 "seen_us, mac, ip, net FROM decision",
	 "INSERT INTO decision VALUES (" MOVED("?1") ", ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, "
	 "?11, " NET_HERE("?12", "?13") ") ON CONFLICT DO UPDATE SET state = "
	 "excluded.state, reason = excluded.reason, author = excluded.author, "
	 "at_us = excluded.at_us, until_us = excluded.until_us, seen_us = "
	 "excluded.seen_us, mac = excluded.mac, ip = excluded.ip, net = "
	 "excluded.net WHERE (excluded.at_us, excluded.until_us, "
	 "excluded.seen_us, excluded.state, excluded.author, excluded.reason) > "
	 "(at_us, until_us, seen_us, state, author, reason)"},
	/* To lift one leaves its moment as it was. */
	{"SELECT rule, asset, class, reason, author, at_us, until_us, lifted, "
	 "mac, ip, net FROM suppression",
	 "INSERT INTO suppression (rule, asset, class, reason, author, at_us, "
	 "until_us, lifted, mac, ip, net) VALUES (?1, " MOVED("?2") ", ?3, ?4, ?5, ?6, ?7, "
	 "?8, ?9, ?10, " NET_HERE("?11", "?12") ") ON CONFLICT DO UPDATE SET "
	 "reason = excluded.reason, author = excluded.author, at_us = "
	 "excluded.at_us, until_us = excluded.until_us, lifted = "
	 "excluded.lifted WHERE (excluded.at_us, excluded.lifted, "
	 "excluded.until_us, excluded.author, excluded.reason) > (at_us, lifted, "
	 "until_us, author, reason)"},
	{"SELECT knowledge, data FROM score_base",
	 "INSERT OR IGNORE INTO score_base (knowledge, data) VALUES (?1, ?2)"},
	/* Of two scores of one day the higher. */
	{"SELECT s.asset, s.day, s.score, b.knowledge, b.data FROM score_day s "
	 "JOIN score_base b ON b.id = s.base",
	 "INSERT INTO score_day SELECT " MOVED("?1") ", ?2, ?3, id FROM score_base WHERE "
	 "knowledge = ?4 AND data = ?5 ON CONFLICT DO UPDATE SET score = "
	 "excluded.score, base = excluded.base WHERE (excluded.score, (SELECT "
	 "knowledge || data FROM score_base WHERE id = excluded.base)) > (score, "
	 "(SELECT knowledge || data FROM score_base WHERE id = base))"},
	{"SELECT s.day, s.open, b.knowledge, b.data FROM site_day s JOIN "
	 "score_base b ON b.id = s.base",
	 "INSERT INTO all_days SELECT ?1, ?2, id, ?3 || ?4 FROM score_base WHERE "
	 "knowledge = ?3 AND data = ?4"},
	/* What is no more waits for its order. */
	{"SELECT at_us, author, act, rule, asset, class, port, reason, until_us "
	 "FROM audit",
	 "INSERT INTO all_acts VALUES (?1, ?2, ?3, ?4, " MOVED("?5") ", ?6, ?7, "
	 "?8, ?9)"},
	/* The list of allowed flows that was accepted last holds. */
	{"SELECT at_us, author, reason, seen_us, name, text FROM baseline",
	 "INSERT INTO all_lists VALUES (?1, ?2, ?3, ?4, ?5, ?6)"},
	{"SELECT at_us, author, vendor, model, version, act, on_us, until_us, "
	 "reason FROM complaint_act",
	 "INSERT INTO all_told VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"},
	/* What of a day's parts were the same nobody knows: who saw most. */
	{"SELECT day, measure, part, whole FROM measure_day",
	 "INSERT INTO measure_day VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE "
	 "SET part = excluded.part, whole = excluded.whole WHERE "
	 "(excluded.whole, excluded.part) > (whole, part)"},
	{"SELECT asset, id, rule, port, confidence, detail, first_us, last_us, "
	 "state, left_us, back_us FROM finding_past",
	 "INSERT INTO all_past VALUES (" MOVED("?1") ", " FINDING_HERE ", ?3, ?4, "
	 "?5, ?6, ?7, ?8, ?9, ?10, ?11)"},
	/* Of the same CVE the later decision, as at its import. */
	{"SELECT cve, exploitation, automatable, impact, at FROM ssvc",
	 "INSERT INTO ssvc VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO UPDATE SET "
	 "exploitation = excluded.exploitation, automatable = "
	 "excluded.automatable, impact = excluded.impact, at = excluded.at WHERE "
	 "(excluded.at, excluded.exploitation, excluded.automatable, "
	 "excluded.impact) > (at, exploitation, automatable, impact)"},
	/* A list of ends has no edition: of two the later end. */
	{"SELECT signal, value, product, support_end, last_end, note FROM "
	 "end_of_life",
	 "INSERT INTO end_of_life VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO "
	 "UPDATE SET product = excluded.product, support_end = "
	 "excluded.support_end, last_end = excluded.last_end, note = "
	 "excluded.note WHERE (excluded.support_end, excluded.last_end, "
	 "excluded.product, excluded.note) > (support_end, last_end, product, "
	 "note)"},
	/* What was told to both would count twice in a sum: at least so many. */
	{"SELECT key, value FROM setting WHERE key IN ('invalid', 'refused', "
	 "'strange', 'unkept', 'forgotten_talks', 'forgotten_facts', "
	 "'forgotten_assets', 'heard_from_us')",
	 "INSERT INTO setting VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = "
	 "excluded.value WHERE CAST(excluded.value AS INTEGER) > CAST(value AS "
	 "INTEGER)"},
};

static const char stage[] =
	"CREATE TEMP TABLE all_acts AS SELECT at_us, author, act, rule, asset, "
	"class, port, reason, until_us FROM audit;"
	"CREATE TEMP TABLE all_lists AS SELECT at_us, author, reason, seen_us, "
	"name, text FROM baseline;"
	"CREATE TEMP TABLE all_told AS SELECT at_us, author, vendor, model, "
	"version, act, on_us, until_us, reason FROM complaint_act;"
	"CREATE TEMP TABLE all_past AS SELECT asset, id, rule, port, confidence, "
	"detail, first_us, last_us, state, left_us, back_us FROM finding_past;"
	"CREATE TEMP TABLE all_days AS SELECT day, open, base, '' AS words FROM "
	"site_day";

/* All acts once, in their order; a finding that left at a moment
 * came back once at most. The site of a day is counted anew from the scores of
 * its devices, whoever has seen them; of findings open then nobody knows which
 * were the same, so the most that were told stand. */
static const char settle[] =
	"INSERT INTO audit (at_us, author, act, rule, asset, class, port, "
	"reason, until_us) SELECT DISTINCT * FROM all_acts ORDER BY 1, 2, 3, 4, "
	"5, 6, 7, 8, 9;"
	"INSERT INTO baseline (at_us, author, reason, seen_us, name, text) "
	"SELECT DISTINCT * FROM all_lists ORDER BY 1, 2, 3, 4, 5, 6;"
	"INSERT INTO complaint_act (at_us, author, vendor, model, version, act, "
	"on_us, until_us, reason) SELECT DISTINCT * FROM all_told ORDER BY 1, 2, "
	"3, 4, 5, 6, 7, 8, 9;"
	"INSERT INTO finding_past (asset, id, rule, port, confidence, detail, "
	"first_us, last_us, state, left_us, back_us) SELECT asset, id, rule, "
	"port, confidence, detail, first_us, last_us, state, left_us, "
	"max(back_us) FROM all_past GROUP BY asset, id, rule, port, confidence, "
	"detail, first_us, last_us, state, left_us ORDER BY left_us, asset, id;"
	"INSERT INTO site_day SELECT d.day, count(iif(s.score >= 60, 1, NULL)), "
	"count(iif(s.score BETWEEN 40 AND 59, 1, NULL)), count(iif(s.score "
	"BETWEEN 20 AND 39, 1, NULL)), count(iif(s.score < 20, 1, NULL)), d.open, "
	"d.base FROM (SELECT day, max(open) AS open, min(base) AS base FROM "
	"(SELECT day, open, first_value(base) OVER (PARTITION BY day ORDER BY "
	"words DESC) AS base FROM all_days) GROUP BY day) d JOIN (SELECT asset, "
	"day, score, lead(day, 1, 9223372036854775807) OVER (PARTITION BY asset "
	"ORDER BY day) AS next FROM score_day) s ON s.day <= d.day AND d.day < "
	"s.next GROUP BY d.day";

/* ---- what was published ------------------------------------------------------------- */

static const struct rule_of_rows of_advisory[] = {
	{"SELECT * FROM advisory WHERE id = ?1",
	 "INSERT INTO advisory VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"},
	{"SELECT * FROM advisory_product WHERE advisory = ?1",
	 "INSERT INTO advisory_product VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
	 "?, ?)"},
	{"SELECT * FROM advisory_vulnerability WHERE advisory = ?1",
	 "INSERT INTO advisory_vulnerability VALUES (?, ?, ?, ?, ?, ?, ?)"},
	{"SELECT * FROM advisory_status WHERE advisory = ?1",
	 "INSERT INTO advisory_status VALUES (?, ?, ?, ?, ?, ?)"},
	{"SELECT * FROM advisory_remedy WHERE advisory = ?1",
	 "INSERT INTO advisory_remedy VALUES (?, ?, ?, ?, ?, ?, ?)"},
};

static bool copy_of_advisory(struct db *from, const char *id,
			     const struct rule_of_rows *rows, struct db *to,
			     struct err *e)
{
	sqlite3_stmt *s = db_use(from, rows->select, e);
	bool more = true, good = s != NULL;

	if (good)
		bind_text(s, 1, id);
	while (good && more) {
		good = next_row(from, s, &more, e);
		if (good && more)
			good = put_row(s, to, rows->insert, 0, e);
	}
	if (s != NULL)
		db_done(s);
	return good;
}

/* What belongs to an advisory goes with it, see the schema. */
static bool replace_advisory(struct db *from, const char *id, struct db *to,
			     struct err *e)
{
	sqlite3_stmt *s = db_use(to, "DELETE FROM advisory WHERE id = ?1", e);
	bool good = s != NULL;

	if (good) {
		bind_text(s, 1, id);
		good = db_finish(to, s, e);
	}
	for (size_t i = 0; good && i < sizeof(of_advisory) / sizeof(*of_advisory);
	     i++)
		good = copy_of_advisory(from, id, &of_advisory[i], to, e);
	return good;
}

/* The newer edition of each. */
static bool take_advisories(struct db *from, struct db *to, struct err *e)
{
	sqlite3_stmt *s = db_use(
		from, "SELECT id, version, updated FROM advisory ORDER BY id", e);
	bool more = true, good = s != NULL;

	while (good && more) {
		char id[160], version[64], updated[64];
		enum edition edition = OLDER;

		good = next_row(from, s, &more, e);
		if (!good || !more)
			break;
		column_raw(s, 0, id, sizeof(id));
		column_raw(s, 1, version, sizeof(version));
		column_raw(s, 2, updated, sizeof(updated));
		good = advisory_edition(to, id, version, updated, &edition, e);
		if (good && (edition == NEW || edition == NEWER))
			good = replace_advisory(from, id, to, e);
	}
	if (s != NULL)
		db_done(s);
	return good;
}

/* The newer catalogue as a whole; of the same version both are the same. */
static bool take_exploited(struct db *from, struct db *to, struct err *e)
{
	char here[64] = "", there[64] = "";

	if (!setting_get(from, "kev_version", here, sizeof(here)) ||
	    (setting_get(to, "kev_version", there, sizeof(there)) &&
	     strcmp(here, there) <= 0))
		return true;
	return db_run(to, "DELETE FROM exploited", e) &&
	       merge_copy(from, "SELECT * FROM exploited", to,
			  "INSERT INTO exploited VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
			  0, e) &&
	       setting_put(to, "kev_version", here, e);
}

bool merge_rows(struct merge *m, struct err *e)
{
	if (!db_run(m->to, stage, e) || !merge_said_begin(m, e))
		return false;
	for (unsigned i = 0; i < m->sources; i++) {
		struct db *from = &m->source[i].reader->db;

		if (!merge_moved(&m->source[i], m->to, e))
			return false;
		for (size_t k = 0; k < sizeof(plain) / sizeof(*plain); k++)
			if (!merge_copy(from, plain[k].select, m->to,
					plain[k].insert, m->source[i].site, e))
				return false;
		if (!take_advisories(from, m->to, e) ||
		    !take_exploited(from, m->to, e) ||
		    !merge_said(m, i, e))
			return false;
	}
	return db_run(m->to, settle, e) && merge_said_end(m, e) &&
	       merge_declared(m, e);
}

/* ---- findings ----------------------------------------------------------------------- */

/* Whether it was judged with what the new one is judged with. */
static bool is_same_base(struct source *s, const struct recorder *r)
{
	char knowledge[80] = "", data[128] = "";

	setting_get(&s->reader->db, "knowledge", knowledge, sizeof(knowledge));
	setting_get(&s->reader->db, "advised", data, sizeof(data));
	return strcmp(knowledge, knowledge_hash(r->knowledge)) == 0 &&
	       strcmp(data, r->data) == 0;
}

bool merge_findings(struct merge *m, struct recorder *r, struct err *e)
{
	static const char *const from[] = {
		"SELECT asset, id, rule, port, confidence, detail, first_us, "
		"last_us FROM finding",
		"SELECT asset, id, rule, port, confidence, detail, first_us, "
		"last_us FROM finding_left",
	};
	static const char into[] =
		"INSERT INTO finding_left VALUES (" MOVED("?1") ", "
		FINDING_HERE ", ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT DO "
		"UPDATE SET first_us = min(first_us, excluded.first_us), "
		"last_us = max(last_us, excluded.last_us), confidence = "
		"max(confidence, excluded.confidence), detail = max(detail, "
		"excluded.detail), rule = max(rule, excluded.rule), same = "
		"max(same, excluded.same)";

	for (unsigned i = 0; i < m->sources; i++) {
		struct source *s = &m->source[i];
		bool same = is_same_base(s, r);

		if (!merge_moved(s, &r->db, e) ||
		    !merge_copy(&s->reader->db, from[0], &r->db, into, same, e) ||
		    !merge_copy(&s->reader->db, from[1], &r->db, into, same, e))
			return false;
	}
	return true;
}
