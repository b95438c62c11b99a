/* SPDX-License-Identifier: Apache-2.0 */
/*
 * report_complaints - the models with findings of their makers' making, and how
 * far the complaint about each has come. For the hospital itself.
 */
#include <stddef.h>

#include "store/report.h"

enum { EVERY = IN_BOTH | IN_PAGE };

struct file {
	struct model model;
	char class_name[64];
	unsigned devices, rules, late;
	enum severity worst;
	struct complaint_clock clock;
	char state[32];
	uint64_t sent_us, answer_us, answered_us, fix_us, ended_us; /* after   */
};

#define C(member) offsetof(struct file, member)
static const struct column file_columns[] = {
	{"vendor", CELL_TEXT, C(model.vendor), EVERY | MAY_CUT},
	{"model", CELL_TEXT, C(model.name), EVERY | MAY_CUT},
	{"version", CELL_TEXT, C(model.version), EVERY | MAY_CUT},
	{"class", CELL_TEXT, C(class_name), EVERY | MAY_CUT},
	{"devices", CELL_COUNT, C(devices), EVERY},
	{"findings", CELL_COUNT, C(rules), EVERY},
	{"worst", CELL_SEVERITY, C(worst), EVERY},
	{"state", CELL_TEXT, C(state), EVERY},
	{"sent", CELL_DAY, C(sent_us), EVERY},
	{"answer_due", CELL_DAY, C(answer_us), EVERY},
	{"answered", CELL_DAY, C(answered_us), EVERY},
	{"fix_due", CELL_DAY, C(fix_us), EVERY},
	{"ended", CELL_DAY, C(ended_us), EVERY},
	{"days_late", CELL_COUNT, C(late), EVERY},
	{0},
};

static bool clock_of(struct reporting *r, struct file *f)
{
	struct complaint_clock *c = &f->clock;

	if (!reader_complaint_clock(r->reader, &f->model, c, r->e))
		return false;
	snprintf(f->state, sizeof(f->state), "%s", complaint_state(c));
	f->sent_us = day_end(c->sent_us);
	f->answer_us = c->answer_due_us;
	f->answered_us = day_end(c->answered_us);
	f->fix_us = c->fix_due_us;
	f->ended_us = day_end(c->ended_us);
	f->late = complaint_late(c, r->request->at_us);
	return true;
}

struct files {
	struct reporting *report;
	unsigned waiting, late;
	bool failed;
};

static bool put_file(void *ctx, sqlite3_stmt *s)
{
	struct files *all = ctx;
	struct file f = {.worst = column_severity(s, 6)};

	column_raw(s, 0, f.model.vendor, sizeof(f.model.vendor));
	column_raw(s, 1, f.model.name, sizeof(f.model.name));
	column_raw(s, 2, f.model.version, sizeof(f.model.version));
	column_raw(s, 3, f.class_name, sizeof(f.class_name));
	f.devices = (unsigned)column_number(s, 4);
	f.rules = (unsigned)column_number(s, 5);
	all->failed = !clock_of(all->report, &f);
	all->waiting += f.clock.begun && f.clock.ended_us == 0;
	all->late += f.late > 0;
	return !all->failed && page_row(&all->report->page, &f);
}

/* Models with such a finding, and those of which there is a file already. */
static const char files_text[] =
	"WITH k AS (SELECT a.vendor, a.model, a.version, max(a.class) AS class, "
	"count(DISTINCT a.id) AS devices, count(DISTINCT u.name) AS rules, "
	"max(u.severity) AS worst FROM " COMPLAINT_TABLES "WHERE a.model <> '' AND "
	COMPLAINT_PRODUCT " AND " COMPLAINT_STANDS " GROUP BY 1, 2, 3), n AS (SELECT DISTINCT "
	"vendor, model, version FROM complaint_act) SELECT vendor, model, "
	"version, class, devices, rules, worst FROM k UNION ALL SELECT n.vendor, "
	"n.model, n.version, (SELECT coalesce(max(class), '') FROM asset a WHERE "
	"a.vendor = n.vendor AND a.model = n.model AND a.version = n.version), "
	"(SELECT count(*) FROM asset a WHERE a.vendor = n.vendor AND a.model = "
	"n.model AND a.version = n.version), 0, 0 FROM n WHERE NOT EXISTS (SELECT "
	"1 FROM k WHERE k.vendor = n.vendor AND k.model = n.model AND k.version = "
	"n.version) ORDER BY 7 DESC, 1, 2, 3";

bool report_complaints(struct reporting *r)
{
	struct files all = {.report = r};
	bool read;

	if (!report_head(r, "Complaints to makers"))
		return false;
	page_heading(&r->page, "Models");
	page_say(&r->page, "Every model with a finding that is of its maker's "
		 "making, and how far the complaint is. An answer is due 30 days "
		 "after it was sent, a fix after 60, unless another day was set. "
		 "wardwatch report complaint MODEL is what to send; wardwatch "
		 "complaint notes that it was, and what came back.");
	page_table(&r->page, "Models and complaints", file_columns, true);
	read = listing_all(r->reader, files_text, put_file, &all, r->e);
	page_table_end(&r->page);
	page_say(&r->page, "Complaints that wait for a maker: %u, of which late: "
		 "%u.", all.waiting, all.late);
	return read && !all.failed;
}
