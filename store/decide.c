/* SPDX-License-Identifier: Apache-2.0 */
/* decide - what people decide about findings, with the audit of it. */
#include <string.h>

#include "store/policy.h"
#include "store/reader.h"
#include "store/recorder.h"

enum { NO_PORT = -1 };

static const struct {
	const char *name;
	enum finding_state state; /* that a finding has then               */
} acts[ACTS] = {
	[ACT_ACCEPT] = {"accept", STATE_ACCEPTED},
	[ACT_MITIGATE] = {"mitigate", STATE_MITIGATED},
	[ACT_FIX] = {"fix", STATE_FIXED},
	[ACT_REOPEN] = {"reopen", STATE_REOPENED},
	[ACT_SUPPRESS] = {"suppress", STATE_SUPPRESSED},
	[ACT_LIFT] = {"lift", STATE_OPEN},
};

const char *act_name(enum act a)
{
	return a < ACTS ? acts[a].name : NULL;
}

/* What an act is about, as the database names it. */
struct target {
	char rule[LIFE_RULE], class[LIFE_CLASS];
	uint64_t asset, seen_us;
	int port;
};

/* ---- what is meant ------------------------------------------------------------- */

static bool find_finding(struct reader *r, const char *what, struct target *t,
			 struct err *e)
{
	sqlite3_stmt *s;
	uint64_t id;

	if (!reader_find_finding(r, what, &id, e))
		return false;
	s = db_use(&r->db, "SELECT f.asset, u.name, f.port FROM finding f JOIN "
			   "rule u ON u.id = f.rule WHERE f.id = ?1", e);
	if (s == NULL)
		return false;
	bind_number(s, 1, id);
	if (sqlite3_step(s) == SQLITE_ROW) {
		t->asset = column_number(s, 0);
		column_raw(s, 1, t->rule, sizeof(t->rule));
		t->port = (int)column_number(s, 2);
	}
	db_done(s);
	return true;
}

/* One value that a statement finds for a text, or nothing. */
static bool look_up(struct reader *r, const char *text, const char *what,
		    char *out, size_t size, struct err *e)
{
	sqlite3_stmt *s = db_use(&r->db, text, e);

	if (s == NULL)
		return false;
	bind_text(s, 1, what);
	if (sqlite3_step(s) == SQLITE_ROW)
		column_raw(s, 0, out, size);
	db_done(s);
	return true;
}

static bool find_rule(struct reader *r, const struct act_request *q,
		      struct target *t, struct err *e)
{
	t->port = NO_PORT;
	if (!look_up(r, "SELECT name FROM rule WHERE name = ?1 COLLATE NOCASE",
		     q->what, t->rule, sizeof(t->rule), e))
		return false;
	if (t->rule[0] == '\0')
		return err_set(e, ERR_USAGE,
			       "no finding here was ever raised by a rule "
			       "'%.60s'; name one as CLN-001",
			       q->what);
	if (q->asset != NULL && !reader_find_asset(r, q->asset, &t->asset, e))
		return false;
	if (q->class == NULL)
		return true;
	if (!look_up(r, "SELECT class FROM asset WHERE class = ?1", q->class,
		     t->class, sizeof(t->class), e))
		return false;
	return t->class[0] != '\0' ||
	       err_set(e, ERR_USAGE, "no device here is of the class '%.60s'; "
		       "wardwatch summary lists them", q->class);
}

static bool is_suppressing(struct reader *r, const struct target *t)
{
	sqlite3_stmt *s = db_use(&r->db,
				 "SELECT 1 FROM suppression WHERE rule = ?1 AND "
				 "asset = ?2 AND class = ?3 AND lifted = 0",
				 NULL);
	bool found;

	if (s == NULL)
		return false;
	bind_text(s, 1, t->rule);
	bind_number(s, 2, t->asset);
	bind_text(s, 3, t->class);
	found = sqlite3_step(s) == SQLITE_ROW;
	db_done(s);
	return found;
}

static bool find_target(struct reader *r, const struct act_request *q,
			struct target *t, struct err *e)
{
	char text[TIME_TEXT];

	t->seen_us = setting_number(&r->db, "seen_us");
	if (q->act < ACT_SUPPRESS ? !find_finding(r, q->what, t, e)
				  : !find_rule(r, q, t, e))
		return false;
	if (q->act == ACT_LIFT && !is_suppressing(r, t))
		return err_set(e, ERR_USAGE, "%s is not suppressed so; "
			       "wardwatch finding log tells what is", t->rule);
	time_print(t->seen_us, text);
	if (q->until_us != 0 && q->until_us <= t->seen_us)
		return err_set(e, ERR_USAGE, "that end has passed already: the "
			       "last moment seen here is %s", text);
	return true;
}

/* ---- written down ---------------------------------------------------------------- */

struct deed {
	const struct act_request *request;
	struct target target;
	char reason[REASON_MOST + 1], author[AUTHOR_MOST + 4];
	uint64_t at_us;
};

static bool say_deed(struct deed *deed, const char *reason, const char *author,
		     struct err *e)
{
	if (strlen(reason) > REASON_MOST || strlen(author) > AUTHOR_MOST)
		return err_set(e, ERR_USAGE, "a reason has at most %d octets, a "
			       "name %d", REASON_MOST, AUTHOR_MOST);
	text_clean(reason, deed->reason, sizeof(deed->reason));
	text_clean(author, deed->author, sizeof(deed->author));
	return true;
}

/* The statements name what they need of: 1 rule, 2 asset, 3 class, 4 reason,
 * 5 author, 6 now, 7 end, 8 word, 9 port, 10 last moment seen. */
static bool write_one(struct db *d, const char *text, const struct deed *deed,
		      const char *word, struct err *e)
{
	const struct target *t = &deed->target;
	sqlite3_stmt *s = db_use(d, text, e);

	if (s == NULL)
		return false;
	bind_text(s, 1, t->rule);
	bind_number(s, 2, t->asset);
	bind_text(s, 3, t->class);
	bind_text(s, 4, deed->reason);
	bind_text(s, 5, deed->author);
	bind_number(s, 6, deed->at_us);
	bind_number(s, 7, deed->request->until_us);
	bind_text(s, 8, word);
	sqlite3_bind_int(s, 9, t->port);
	bind_number(s, 10, t->seen_us);
	return db_finish(d, s, e);
}

static const char decide_text[] =
	"INSERT OR REPLACE INTO decision (asset, rule, port, state, reason, "
	"author, at_us, until_us, seen_us, mac, ip, net) SELECT ?2, ?1, ?9, ?8, "
	"?4, ?5, ?6, ?7, ?10, mac, ip, net FROM asset WHERE id = ?2";
static const char suppress_text[] =
	"INSERT INTO suppression (rule, asset, class, reason, author, at_us, "
	"until_us, lifted, mac, ip, net) SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, 0, "
	"coalesce(max(a.mac), ''), coalesce(max(a.ip), ''), coalesce(max(a.net), "
	"0) FROM asset a WHERE a.id = ?2 ON CONFLICT "
	"(rule, asset, class) DO UPDATE SET reason = excluded.reason, author = "
	"excluded.author, at_us = excluded.at_us, until_us = excluded.until_us, "
	"lifted = 0";
static const char lift_text[] =
	"UPDATE suppression SET lifted = 1 WHERE rule = ?1 AND asset = ?2 AND "
	"class = ?3";
static const char audit_text[] =
	"INSERT INTO audit (at_us, author, act, rule, asset, class, port, "
	"reason, until_us) VALUES (?6, ?5, ?8, ?1, ?2, ?3, ?9, ?4, ?7)";

static bool write_deed(struct db *d, const struct deed *deed, struct err *e)
{
	enum act act = deed->request->act;
	const char *text = act == ACT_SUPPRESS ? suppress_text
			   : act == ACT_LIFT   ? lift_text
					       : decide_text;

	if (!db_run(d, "BEGIN IMMEDIATE", e))
		return false;
	if (write_one(d, text, deed, finding_state_name(acts[act].state), e) &&
	    totals_follow(d, deed->target.rule, deed->target.asset, e) &&
	    write_one(d, audit_text, deed, acts[act].name, e) &&
	    db_run(d, "COMMIT", e))
		return true;
	db_run(d, "ROLLBACK", NULL);
	return false;
}

/* ---- what is usual --------------------------------------------------------------- */

static const char baseline_text[] =
	"INSERT INTO baseline (at_us, author, reason, seen_us, name, text) "
	"SELECT ?1, ?2, ?3, " SEEN_US ", ?4, ?5";
static const char baseline_audit_text[] =
	"INSERT INTO audit (at_us, author, act, rule, asset, class, port, "
	"reason, until_us) VALUES (?1, ?2, 'accept', 'baseline', 0, '', -1, ?3, "
	"0)";

static bool write_baseline(struct db *d, const char *sql,
			   const struct deed *deed, const char *name,
			   const char *text, struct err *e)
{
	sqlite3_stmt *s = db_use(d, sql, e);

	if (s == NULL)
		return false;
	bind_number(s, 1, deed->at_us);
	bind_text(s, 2, deed->author);
	bind_text(s, 3, deed->reason);
	if (name != NULL) {
		bind_text(s, 4, name);
		bind_text(s, 5, text);
	}
	return db_finish(d, s, e);
}

bool store_baseline(const char *path, const char *name, const char *text,
		    const char *reason, const char *author, struct err *e)
{
	struct deed deed = {.at_us = wall_us()};
	struct reader *r;
	struct db d;
	bool good;

	if (!say_deed(&deed, reason, author, e))
		return false;
	r = reader_open(path, e); /* a writer would make a new one */
	if (r == NULL)
		return false;
	reader_close(r);
	if (!db_open_to_decide(&d, path, e))
		return false;
	good = db_run(&d, "BEGIN IMMEDIATE", e) &&
	       write_baseline(&d, baseline_text, &deed, name, text, e) &&
	       write_baseline(&d, baseline_audit_text, &deed, NULL, NULL, e) &&
	       db_run(&d, "COMMIT", e);
	if (!good)
		db_run(&d, "ROLLBACK", NULL);
	db_close(&d);
	return good;
}

bool store_act(const char *path, const struct act_request *q, struct err *e)
{
	struct deed deed = {.request = q, .at_us = wall_us()};
	struct reader *r;
	struct db d;
	bool good;

	if (!say_deed(&deed, q->reason, q->author, e))
		return false;
	r = reader_open(path, e);
	if (r == NULL)
		return false;
	good = find_target(r, q, &deed.target, e);
	reader_close(r);
	if (!good || !db_open_to_decide(&d, path, e))
		return false;
	good = write_deed(&d, &deed, e);
	db_close(&d);
	return good;
}
