/* SPDX-License-Identifier: Apache-2.0 */
/*
 * report_maturity - eight measures of how far a house is, and how they went
 * quarter by quarter, as far as it was kept.
 */
#include <stddef.h>
#include <string.h>

#include "classify/days.h"
#include "store/measure.h"
#include "store/report.h"

enum { CELL = 40 };

/* The quarter of a day: 2026-Q3. */
#define QUARTER(day)                                                           \
	"strftime('%Y', (" day ") * 86400, 'unixepoch') || '-Q' || "           \
	"((CAST(strftime('%m', (" day ") * 86400, 'unixepoch') AS INTEGER) + " \
	"2) / 3)"

struct line {
	char quarter[12];
	uint64_t day_us;       /* the first moment after it                    */
	unsigned number, level;
	char title[80], value[CELL], missing[160], next[CELL];
	uint64_t part, whole;
	char data[DATA_DATE_TEXT], known[KNOWN_TEXT];
};

#define L(member) offsetof(struct line, member)
enum { EVERY = IN_BOTH | IN_PAGE };
static const struct column line_columns[] = {
	{"quarter", CELL_TEXT, L(quarter), IN_CSV},
	{"day", CELL_DAY, L(day_us), IN_CSV},
	{"no", CELL_COUNT, L(number), EVERY},
	{"measure", CELL_TEXT, L(title), EVERY},
	{"value", CELL_TEXT, L(value), EVERY},
	{"part", CELL_NUMBER, L(part), EVERY},
	{"whole", CELL_NUMBER, L(whole), EVERY},
	{"level", CELL_COUNT, L(level), EVERY},
	{"next_level", CELL_TEXT, L(next), EVERY},
	{"missing", CELL_TEXT, L(missing), EVERY | MAY_CUT},
	{"advisory_data", CELL_TEXT, L(data), IN_CSV},
	{"signatures", CELL_TEXT, L(known), IN_CSV},
	{0},
};

static void value_of(enum measure m, const struct measured *v, char out[CELL])
{
	uint64_t tenths;

	if (!v->known) {
		snprintf(out, CELL, "not measured");
	} else if (m == MEASURE_DATA) {
		snprintf(out, CELL, "%llu days", (unsigned long long)v->part);
	} else {
		tenths = v->whole > 0 ? v->part * 1000 / v->whole : 0;
		snprintf(out, CELL, "%llu.%llu %%",
			 (unsigned long long)(tenths / 10),
			 (unsigned long long)(tenths % 10));
	}
}

/* What the next level asks for. */
static void next_of(enum measure m, unsigned level, char out[CELL])
{
	const struct measure_kind *k = measure_kind(m);

	out[0] = '\0';
	if (level < LEVELS)
		snprintf(out, CELL, "%u: %s%u %s", level + 1,
			 !k->less ? "from " : m == MEASURE_DATA ? "up to "
								: "under ",
			 k->from[level - 1], m == MEASURE_DATA ? "days" : "%");
}

static void missing_of(enum measure m, const struct measured *v, char *out,
		       size_t size)
{
	const struct measure_kind *k = measure_kind(m);
	uint64_t n = k->less ? v->part : v->whole - v->part;

	out[0] = '\0';
	if (!v->known)
		snprintf(out, size, "%s", k->unmeasured);
	else if (n > 0)
		snprintf(out, size, "%s: %llu", k->missing,
			 (unsigned long long)n);
}

static void fill(struct line *l, enum measure m, const struct measured *v)
{
	l->number = m + 1;
	l->level = measure_level(m, v);
	l->part = v->known ? v->part : 0;
	l->whole = v->known ? v->whole : 0;
	snprintf(l->title, sizeof(l->title), "%s", measure_kind(m)->title);
	value_of(m, v, l->value);
	next_of(m, l->level, l->next);
	missing_of(m, v, l->missing, sizeof(l->missing));
}

/* ---- as it is now ----------------------------------------------------------------- */

static void quarter_of(uint64_t us, char out[12])
{
	char text[TIME_TEXT];

	time_print(us, text);
	snprintf(out, 12, "%.4s-Q%d", text,
		 ((text[5] - '0') * 10 + text[6] - '0' + 2) / 3);
}

static bool count_all(struct reporting *r, struct measured all[MEASURES],
		      unsigned *least)
{
	*least = LEVELS;
	if (!measures_now(&r->reader->db, r->request->at_us, all, r->e))
		return false;
	for (enum measure m = 0; m < MEASURES; m++) {
		unsigned level = measure_level(m, &all[m]);

		*least = level < *least ? level : *least;
	}
	return true;
}

bool report_level(struct reporting *r, unsigned *least)
{
	struct measured all[MEASURES];

	return count_all(r, all, least);
}

static void put_now(struct reporting *r, const struct measured all[MEASURES])
{
	struct line l = {.day_us = day_end(r->seen_us)};

	if (r->seen_us != 0)
		quarter_of(r->seen_us, l.quarter);
	memcpy(l.data, r->data, sizeof(l.data));
	memcpy(l.known, r->known, sizeof(l.known));
	for (enum measure m = 0; m < MEASURES; m++) {
		fill(&l, m, &all[m]);
		page_row(&r->page, &l);
	}
}

/* ---- as it was ---------------------------------------------------------------------- */

struct trend {
	char quarter[12];
	uint64_t day_us;       /* the first moment after it                    */
	uint64_t decisions, ended;
	unsigned critical, open;
	char level[CELL], value[MEASURES][CELL];
};

#define T(member) offsetof(struct trend, member)
static const struct column trend_columns[] = {
	{"quarter", CELL_TEXT, T(quarter), EVERY},
	{"last day", CELL_DAY, T(day_us), EVERY},
	{"level", CELL_TEXT, T(level), EVERY},
	{"1", CELL_TEXT, T(value[0]), EVERY},
	{"2", CELL_TEXT, T(value[1]), EVERY},
	{"3", CELL_TEXT, T(value[2]), EVERY},
	{"4", CELL_TEXT, T(value[3]), EVERY},
	{"5", CELL_TEXT, T(value[4]), EVERY},
	{"6", CELL_TEXT, T(value[5]), EVERY},
	{"7", CELL_TEXT, T(value[6]), EVERY},
	{"8", CELL_TEXT, T(value[7]), EVERY},
	{"critical devices", CELL_COUNT, T(critical), EVERY},
	{"open findings", CELL_COUNT, T(open), EVERY},
	{"decisions", CELL_NUMBER, T(decisions), EVERY},
	{"ended", CELL_NUMBER, T(ended), EVERY},
	{0},
};

/* The last day of each quarter that was seen, and what was done in it. */
static const char quarters_text[] =
	"SELECT q.quarter, max(q.day), q.critical, q.open, b.data, (SELECT "
	"count(*) FROM audit WHERE " QUARTER("at_us / 86400000000")
	" = q.quarter), (SELECT count(*) FROM finding_past WHERE back_us = 0 AND "
	QUARTER("left_us / 86400000000") " = q.quarter) + (SELECT count(*) FROM "
	"finding WHERE ended_us > 0 AND " QUARTER("ended_us / 86400000000")
	" = q.quarter) FROM (SELECT *, "
	QUARTER("day") " AS quarter FROM site_day) q JOIN score_base b ON b.id = "
	"q.base GROUP BY q.quarter ORDER BY q.quarter";
static const char kept_text[] =
	"SELECT measure, part, whole FROM measure_day WHERE day = (SELECT max(day) "
	"FROM measure_day WHERE " QUARTER("day") " = ?1)";

struct history {
	struct reporting *report;
	struct measured all[MEASURES];
	bool lines;            /* as lines of the first table                  */
	bool kept, failed;
};

static bool take_kept(void *ctx, sqlite3_stmt *s)
{
	struct history *h = ctx;
	char key[16];

	column_raw(s, 0, key, sizeof(key));
	for (enum measure m = 0; m < MEASURES; m++)
		if (strcmp(measure_kind(m)->key, key) == 0)
			h->all[m] = (struct measured){
				true, column_number(s, 1), column_number(s, 2)};
	h->kept = true;
	return true;
}

static bool read_kept(struct history *h, const char *quarter, const char *data,
		      uint64_t day_us)
{
	struct reporting *r = h->report;
	sqlite3_stmt *s = db_use(&r->reader->db, kept_text, r->e);

	memset(h->all, 0, sizeof(h->all));
	h->kept = false;
	if (s == NULL)
		return false;
	bind_text(s, 1, quarter);
	if (!listing_run(r->reader, s, take_kept, h, r->e))
		return false;
	measure_data_age(data, day_us, &h->all[MEASURE_DATA]);
	return true;
}

/* Of a quarter of which nothing was kept, nothing is told but the age. */
static void put_trend(struct history *h, struct trend *t)
{
	unsigned least = LEVELS;

	for (enum measure m = 0; m < MEASURES; m++) {
		unsigned level = measure_level(m, &h->all[m]);
		char value[CELL];

		least = level < least ? level : least;
		value_of(m, &h->all[m], value);
		snprintf(t->value[m], CELL, "%.30s, L%u", value, level);
		if (!h->kept && m != MEASURE_DATA)
			snprintf(t->value[m], CELL, "not kept");
	}
	snprintf(t->level, CELL, h->kept ? "%u" : "not kept", least);
	page_row(&h->report->page, t);
}

static void put_lines(struct history *h, const struct trend *t)
{
	struct line l = {.day_us = t->day_us};

	/* Quarters that passed were judged by what there was then. */
	memcpy(l.quarter, t->quarter, sizeof(l.quarter));
	for (enum measure m = 0; h->kept && m < MEASURES; m++) {
		fill(&l, m, &h->all[m]);
		page_row(&h->report->page, &l);
	}
}

static bool quarter_row(void *ctx, sqlite3_stmt *s)
{
	struct history *h = ctx;
	struct trend t = {.critical = (unsigned)column_number(s, 2)};
	char data[160], now[12];

	column_text(s, 0, t.quarter, sizeof(t.quarter));
	t.day_us = (column_number(s, 1) + 1) * DAY_US;
	t.open = (unsigned)column_number(s, 3);
	column_raw(s, 4, data, sizeof(data));
	t.decisions = column_number(s, 5);
	t.ended = column_number(s, 6);
	if (!read_kept(h, t.quarter, data, t.day_us)) {
		h->failed = true;
		return false;
	}
	quarter_of(h->report->seen_us, now);
	if (!h->lines)
		put_trend(h, &t);
	else if (strcmp(now, t.quarter) != 0)
		put_lines(h, &t);
	return true;
}

static bool read_quarters(struct reporting *r, bool lines)
{
	struct history h = {.report = r, .lines = lines};

	return listing_all(r->reader, quarters_text, quarter_row, &h, r->e) &&
	       !h.failed;
}

static bool put_history(struct reporting *r)
{
	bool read;

	page_heading(&r->page, "Trend by quarter");
	page_say(&r->page, "Each value is that of the last day seen in a quarter, "
		 "by the traffic's own clock, with its level. Not kept: the "
		 "quarter was seen before measures were kept by day, and nothing "
		 "is made up for it. Decisions are counted by the day on which "
		 "they were taken; ended are findings that no judgement holds any "
		 "more.");
	page_table(&r->page, "Measures 1 to 8 by quarter", trend_columns, false);
	read = read_quarters(r, false);
	page_table_end(&r->page);
	return read;
}

bool report_maturity(struct reporting *r)
{
	struct measured all[MEASURES];
	struct page *p = &r->page;
	unsigned least;

	if (!report_head(r, "Maturity") || !count_all(r, all, &least))
		return false;
	page_heading(p, "Eight measures");
	page_pair(p, "Overall level", "%u of 5", least);
	page_say(p, "The overall level is that of the lowest measure. A measure "
		 "that cannot be taken has level 1. Part of whole is counted from "
		 "what was seen, never asked; the levels are fixed and were made "
		 "by this project after the themes of the Joint Security Plan.");
	page_table(p, "Measures now", line_columns, true);
	put_now(r, all);
	if ((r->request->format == PAGE_CSV ||
	     r->request->format == PAGE_JSON) &&
	    !read_quarters(r, true))
		return false;
	page_table_end(p);
	if (r->request->format == PAGE_CSV)
		return true;
	page_heading(p, "What is counted");
	for (enum measure m = 0; m < MEASURES; m++)
		page_pair(p, measure_kind(m)->title, "%s",
			  measure_kind(m)->part);
	return put_history(r);
}
