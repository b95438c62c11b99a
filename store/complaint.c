/* SPDX-License-Identifier: Apache-2.0 */
/*
 * complaint - what was told to a maker, what came back, and how late it is.
 *
 * Only acts are stored; how far a complaint has come follows from them. An
 * answer is due after 30 days. A fix is due after 60, the time within which the
 * benchmark of the Joint Security Plan would see weaknesses mended (MDIC, 2022);
 * a maker may name another day in its answer.
 */
#include <string.h>

#include "classify/days.h"
#include "store/reader.h"

enum { ANSWER_DAYS = 30, FIX_DAYS = 60, LISTED = 5, LIST_TEXT = 400 };

const char *complaint_name(enum complaint c)
{
	static const char *const names[COMPLAINT_ACTS] = {
		[COMPLAINT_SENT] = "sent",
		[COMPLAINT_ANSWERED] = "answered",
		[COMPLAINT_FIXED] = "fixed",
		[COMPLAINT_CLOSED] = "closed",
		[COMPLAINT_NOTE] = "note",
	};

	return c < COMPLAINT_ACTS ? names[c] : NULL;
}

/* ---- which model ------------------------------------------------------------------ */

void model_print(const struct model *m, char out[MODEL_TEXT])
{
	snprintf(out, MODEL_TEXT, "%s%s%s%s%s", m->vendor,
		 m->vendor[0] != '\0' ? " " : "", m->name,
		 m->version[0] != '\0' ? " " : "", m->version);
}

struct search {
	struct model found;
	unsigned n;
	bool exact;
	char list[LIST_TEXT];
};

static bool take_model(void *ctx, sqlite3_stmt *s)
{
	struct search *search = ctx;
	size_t used = strlen(search->list);
	char text[MODEL_TEXT];
	struct model m;

	if (search->exact)
		return false;
	column_raw(s, 0, m.vendor, sizeof(m.vendor));
	column_raw(s, 1, m.name, sizeof(m.name));
	column_raw(s, 2, m.version, sizeof(m.version));
	search->exact = column_number(s, 3) != 0;
	search->found = m;
	search->n = search->exact ? 1 : search->n + 1;
	model_print(&m, text);
	if (search->n <= LISTED)
		snprintf(search->list + used, LIST_TEXT - used, "%s'%.100s'",
			 used > 0 ? ", " : "", text);
	return true;
}

/* With vendor and version it is the one; the whole name comes first. */
static const char models_text[] =
	"SELECT vendor, model, version, trim(trim(vendor || ' ' || model) || ' ' "
	"|| version) = ?1 COLLATE NOCASE AS whole FROM (SELECT vendor, model, "
	"version FROM asset WHERE model <> '' UNION SELECT vendor, model, "
	"version FROM complaint_act) WHERE whole OR model = ?1 COLLATE NOCASE "
	"OR trim(vendor || ' ' || model) = ?1 COLLATE NOCASE OR trim(model || "
	"' ' || version) = ?1 COLLATE NOCASE ORDER BY whole DESC, 1, 2, 3";

static bool model_of_asset(struct reader *r, uint64_t asset,
			   struct search *search, struct err *e)
{
	return listing_of(r,
			  "SELECT vendor, model, version, 1 FROM asset WHERE "
			  "id = ?1 AND model <> ''",
			  asset, take_model, search, e);
}

bool complaint_find_model(struct reader *r, const char *what,
			  struct model *m, struct err *e)
{
	struct search search = {.n = 0};
	sqlite3_stmt *s = db_use(&r->db, models_text, e);
	uint64_t asset;

	if (s == NULL)
		return false;
	bind_text(s, 1, what);
	if (!listing_run(r, s, take_model, &search, e))
		return false;
	if (search.n == 0 && reader_find_asset(r, what, &asset, NULL) &&
	    !model_of_asset(r, asset, &search, e))
		return false;
	if (search.n > 1)
		return err_set(e, ERR_USAGE, "'%.100s' means %u models; name "
			       "one with vendor and version: %s",
			       what, search.n, search.list);
	if (search.n == 0)
		return err_set(e, ERR_INPUT, "no device here is of a model "
			       "'%.100s'; wardwatch report complaint lists "
			       "them", what);
	*m = search.found;
	return true;
}

/* ---- the clock ---------------------------------------------------------------------- */

void complaint_tick(struct complaint_clock *c,
		    const struct complaint_act_row *a)
{
	if (a->act == COMPLAINT_NOTE)
		return;
	if (a->act == COMPLAINT_SENT)
		*c = (struct complaint_clock){
			.begun = true,
			.sent_us = a->on_us,
			.answer_due_us =
				a->until_us != 0
					? a->until_us
					: a->on_us + (ANSWER_DAYS + 1) * DAY_US,
			.fix_due_us = a->on_us + (FIX_DAYS + 1) * DAY_US,
		};
	c->state = a->act;
	if (a->act == COMPLAINT_ANSWERED) {
		c->answered_us = a->on_us;
		if (a->until_us != 0)
			c->fix_due_us = a->until_us;
	}
	if (a->act == COMPLAINT_FIXED || a->act == COMPLAINT_CLOSED)
		c->ended_us = a->on_us;
}

const char *complaint_state(const struct complaint_clock *c)
{
	static const char *const words[COMPLAINT_ACTS] = {
		[COMPLAINT_SENT] = "sent, no answer",
		[COMPLAINT_ANSWERED] = "answered, not fixed",
		[COMPLAINT_FIXED] = "fixed",
		[COMPLAINT_CLOSED] = "closed",
	};

	return c->begun ? words[c->state] : "not sent";
}

static unsigned days_late(uint64_t due_us, uint64_t at_us)
{
	return at_us < due_us ? 0 : (unsigned)((at_us - due_us) / DAY_US) + 1;
}

unsigned complaint_late(const struct complaint_clock *c, uint64_t at_us)
{
	unsigned answer, fix;

	if (!c->begun || c->ended_us != 0)
		return 0;
	answer = c->answered_us != 0 ? 0 : days_late(c->answer_due_us, at_us);
	fix = days_late(c->fix_due_us, at_us);
	return answer > fix ? answer : fix;
}

/* ---- acts ------------------------------------------------------------------------------ */

struct act_list {
	bool (*each)(void *, const struct complaint_act_row *);
	void *ctx;
};

static bool act_row(void *ctx, sqlite3_stmt *s)
{
	struct act_list *list = ctx;
	struct complaint_act_row row = {.act = COMPLAINT_NOTE};
	char act[16];

	column_raw(s, 0, row.model.vendor, sizeof(row.model.vendor));
	column_raw(s, 1, row.model.name, sizeof(row.model.name));
	column_raw(s, 2, row.model.version, sizeof(row.model.version));
	column_raw(s, 3, act, sizeof(act));
	for (enum complaint c = 0; c < COMPLAINT_ACTS; c++)
		if (strcmp(complaint_name(c), act) == 0)
			row.act = c;
	row.at_us = column_number(s, 4);
	row.on_us = column_number(s, 5);
	row.until_us = column_number(s, 6);
	column_text(s, 7, row.author, sizeof(row.author));
	column_text(s, 8, row.reason, sizeof(row.reason));
	return list->each(list->ctx, &row);
}

bool reader_complaint_acts(struct reader *r, const struct model *m,
			   bool (*each)(void *,
					const struct complaint_act_row *),
			   void *ctx, struct err *e)
{
	struct act_list list = {each, ctx};
	sqlite3_stmt *s = db_use(
		&r->db,
		"SELECT vendor, model, version, act, at_us, on_us, until_us, "
		"author, reason FROM complaint_act WHERE ?1 = 0 OR (vendor = ?2 "
		"AND model = ?3 AND version = ?4) ORDER BY id", e);

	if (s == NULL)
		return false;
	bind_number(s, 1, m != NULL);
	if (m != NULL) {
		bind_text(s, 2, m->vendor);
		bind_text(s, 3, m->name);
		bind_text(s, 4, m->version);
	}
	return listing_run(r, s, act_row, &list, e);
}

static bool tick(void *ctx, const struct complaint_act_row *a)
{
	complaint_tick(ctx, a);
	return true;
}

bool reader_complaint_clock(struct reader *r, const struct model *m,
			    struct complaint_clock *c, struct err *e)
{
	*c = (struct complaint_clock){.begun = false};
	return reader_complaint_acts(r, m, tick, c, e);
}

/* ---- one more -------------------------------------------------------------------------- */

/* What cannot follow what was before. */
static bool fits(struct reader *r, const struct complaint_request *q,
		 const struct model *m, struct err *e)
{
	struct complaint_clock c;
	bool waits;

	if (!reader_complaint_clock(r, m, &c, e))
		return false;
	waits = c.begun && c.ended_us == 0;
	if (q->act == COMPLAINT_NOTE)
		return true;
	if (q->act == COMPLAINT_SENT)
		return !waits || err_set(e, ERR_USAGE, "it was sent already, and "
					 "waits; note or close it first");
	if (!waits)
		return err_set(e, ERR_USAGE, c.begun ? "it has ended already; "
			       "send it again first" : "it was never sent; "
			       "wardwatch complaint sent tells that it was");
	return q->on_us >= c.sent_us ||
	       err_set(e, ERR_USAGE, "that day is before it was sent");
}

static bool write_act(struct db *d, const struct complaint_request *q,
		      const struct model *m, uint64_t now, struct err *e)
{
	char reason[REASON_MOST + 1], author[AUTHOR_MOST + 4];
	sqlite3_stmt *s = db_use(
		d, "INSERT INTO complaint_act (at_us, author, vendor, model, "
		   "version, act, on_us, until_us, reason) VALUES (?1, ?2, ?3, "
		   "?4, ?5, ?6, ?7, ?8, ?9)", e);

	if (s == NULL)
		return false;
	text_clean(q->reason, reason, sizeof(reason));
	text_clean(q->author, author, sizeof(author));
	bind_number(s, 1, now);
	bind_text(s, 2, author);
	bind_text(s, 3, m->vendor);
	bind_text(s, 4, m->name);
	bind_text(s, 5, m->version);
	bind_text(s, 6, complaint_name(q->act));
	bind_number(s, 7, q->on_us);
	bind_number(s, 8, q->until_us);
	bind_text(s, 9, reason);
	return db_finish(d, s, e);
}

bool store_complain(const char *path, const struct complaint_request *q,
		    struct err *e)
{
	struct complaint_request request = *q;
	uint64_t now = wall_us();
	struct reader *r;
	struct model m;
	struct db d;
	bool good;

	if (strlen(q->reason) > REASON_MOST || strlen(q->author) > AUTHOR_MOST)
		return err_set(e, ERR_USAGE, "a reason has at most %d octets, a "
			       "name %d", REASON_MOST, AUTHOR_MOST);
	if (q->on_us == 0)
		request.on_us = now / DAY_US * DAY_US;
	if (request.on_us > now)
		return err_set(e, ERR_USAGE, "that day is yet to come");
	if (q->until_us != 0 && q->until_us <= request.on_us)
		return err_set(e, ERR_USAGE, "its last day is before the day on "
			       "which it happened");
	r = reader_open(path, e);
	if (r == NULL)
		return false;
	good = complaint_find_model(r, q->what, &m, e) &&
	       fits(r, &request, &m, e);
	reader_close(r);
	if (!good || !db_open(&d, path, DB_WRITE, e))
		return false;
	good = write_act(&d, &request, &m, now, e);
	db_close(&d);
	return good;
}
