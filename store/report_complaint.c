/* SPDX-License-Identifier: Apache-2.0 */
/*
 * report_complaint - what a maker is told of one model: findings of its own
 * making, with the evidence. Nothing tells where a device stands or what it is
 * called.
 */
#include <stddef.h>
#include <string.h>

#include "store/report.h"
#include "store/withhold.h"

#define OF_MODEL "a.vendor = ?1 AND a.model = ?2 AND a.version = ?3"
enum { EVERY = IN_BOTH | IN_PAGE, IN_FILES = IN_CSV | IN_PAGE };

/* ---- what was observed -------------------------------------------------------------------------- */

struct sheet {
	struct reporting *report;
	struct model model;
	struct withhold *withhold;
};

static sqlite3_stmt *of_model(struct sheet *t, const char *text)
{
	struct reporting *r = t->report;
	sqlite3_stmt *s = db_use(&r->reader->db, text, r->e);

	if (s == NULL)
		return NULL;
	bind_text(s, 1, t->model.vendor);
	bind_text(s, 2, t->model.name);
	bind_text(s, 3, t->model.version);
	return s;
}

static bool list_of(struct sheet *t, const char *text,
		    bool (*row)(void *, sqlite3_stmt *))
{
	sqlite3_stmt *s = of_model(t, text);

	return s != NULL &&
	       listing_run(t->report->reader, s, row, t, t->report->e);
}

struct observed {
	char rule[16], title[128], because[512], advice[512], mds2[96];
	char vendor[ROW_TEXT], model[ROW_TEXT], version[ROW_TEXT];
	enum severity severity;
	unsigned devices, all;
	uint8_t confidence;
	uint64_t first_us, last_us; /* behind the days                        */
};

#define O(member) offsetof(struct observed, member)
static const struct column observed_columns[] = {
	{"vendor", CELL_TEXT, O(vendor), IN_CSV},
	{"model", CELL_TEXT, O(model), IN_CSV},
	{"version", CELL_TEXT, O(version), IN_CSV},
	{"rule", CELL_TEXT, O(rule), EVERY},
	{"severity", CELL_SEVERITY, O(severity), EVERY},
	{"observed", CELL_TEXT, O(title), EVERY | MAY_CUT},
	{"confidence", CELL_TRUST, O(confidence), EVERY},
	{"devices", CELL_COUNT, O(devices), EVERY},
	{"of", CELL_COUNT, O(all), EVERY},
	{"first_day", CELL_DAY, O(first_us), EVERY},
	{"last_day", CELL_DAY, O(last_us), EVERY},
	{"because", CELL_TEXT, O(because), IN_FILES},
	{"advice", CELL_TEXT, O(advice), IN_FILES},
	{"mds2_questions", CELL_TEXT, O(mds2), IN_FILES},
	{0},
};

static const char observed_text[] =
	"SELECT u.name, u.severity, u.title, u.because, u.advice, count(DISTINCT "
	"f.asset), max(f.confidence), min(f.first_us), max(f.last_us), (SELECT "
	"count(*) FROM asset a WHERE " OF_MODEL ") FROM " COMPLAINT_TABLES "WHERE " OF_MODEL
	" AND " COMPLAINT_PRODUCT " AND " COMPLAINT_STANDS " GROUP BY u.id ORDER BY u.severity "
	"DESC, 6 DESC, u.name";

static bool put_observed(void *ctx, sqlite3_stmt *s)
{
	struct sheet *t = ctx;
	const struct knowledge *k = t->report->reader->knowledge;
	struct observed o = {.severity = column_severity(s, 1)};

	column_text(s, 0, o.rule, sizeof(o.rule));
	column_text(s, 2, o.title, sizeof(o.title));
	column_text(s, 3, o.because, sizeof(o.because));
	column_text(s, 4, o.advice, sizeof(o.advice));
	o.devices = (unsigned)column_number(s, 5);
	o.confidence = (uint8_t)column_number(s, 6);
	o.first_us = day_end(column_number(s, 7));
	o.last_us = day_end(column_number(s, 8));
	o.all = (unsigned)column_number(s, 9);
	snprintf(o.mds2, sizeof(o.mds2), "%s",
		 k != NULL ? knowledge_control(k, o.rule, CATALOGUE_MDS2) : "");
	memcpy(o.vendor, t->model.vendor, sizeof(o.vendor));
	memcpy(o.model, t->model.name, sizeof(o.model));
	memcpy(o.version, t->model.version, sizeof(o.version));
	return page_row(&t->report->page, &o);
}

/* ---- evidence ----------------------------------------------------------------------------- */

struct proof {
	char rule[16], what[96], value[ROW_TEXT], source[24];
	uint16_t port;
	unsigned devices;
	uint64_t capture, frame;
};

#define P(member) offsetof(struct proof, member)
static const struct column proof_columns[] = {
	{"rule", CELL_TEXT, P(rule), EVERY},
	{"what was told on the wire", CELL_TEXT, P(what), EVERY},
	{"value", CELL_TEXT, P(value), EVERY},
	{"protocol", CELL_TEXT, P(source), EVERY},
	{"port", CELL_PORT, P(port), EVERY},
	{"devices", CELL_COUNT, P(devices), EVERY},
	{"capture", CELL_NUMBER, P(capture), EVERY},
	{"frame", CELL_NUMBER, P(frame), EVERY},
	{0},
};

/* What differs by its value only is one row where the value is not told. */
static const char facts_text[] =
	"SELECT u.name, w.attr, iif(w.attr IN (SELECT value FROM json_each(?4)), "
	"w.text, '') AS told, iif(w.attr IN (SELECT value FROM json_each(?4)), "
	"w.word, 0) AS number, w.source, w.port, count(DISTINCT f.asset), "
	"min(w.first_us), w.capture, w.frame FROM " COMPLAINT_TABLES "CROSS JOIN "
	"json_each(f.evidence) v CROSS JOIN fact w ON w.asset = f.asset AND w.id "
	"= v.value WHERE f.by_talk = 0 AND " OF_MODEL " AND " COMPLAINT_PRODUCT " AND "
	COMPLAINT_STANDS " GROUP BY u.id, w.attr, told, number, w.source, w.port ORDER BY "
	"u.severity DESC, u.name, w.attr, told, number, w.source, w.port";
static const char talks_text[] =
	"WITH v AS MATERIALIZED (SELECT u.name AS rule, f.asset, v.value AS talk "
	"FROM " COMPLAINT_TABLES "CROSS JOIN json_each(f.evidence) v WHERE f.by_talk = 1 "
	"AND " OF_MODEL " AND " COMPLAINT_PRODUCT " AND " COMPLAINT_STANDS ") SELECT v.rule, '', "
	"'', 0, t.protocol, t.port, count(DISTINCT v.asset), min(t.first_us), "
	"t.capture, t.frame FROM talk t CROSS JOIN v ON v.talk = t.id GROUP BY "
	"v.rule, t.protocol, t.port ORDER BY v.rule, t.protocol, t.port";

static bool put_proof(void *ctx, sqlite3_stmt *s)
{
	struct sheet *t = ctx;
	struct proof p = {.port = (uint16_t)column_number(s, 5)};
	char name[32], value[ROW_TEXT];
	enum attr a;

	column_text(s, 0, p.rule, sizeof(p.rule));
	column_raw(s, 1, name, sizeof(name));
	a = attr_of_name(name);
	if (a == A_none)
		snprintf(p.what, sizeof(p.what), "conversation");
	else
		snprintf(p.what, sizeof(p.what), "%.*s", attr_label(a),
			 attr_row(a)->sentence);
	column_text(s, 2, value, sizeof(value));
	if (a != A_none && attr_row(a)->kind == KIND_WORD && withhold_lets(a))
		word_print(a, column_number(s, 3), (struct mac){{0}}, value);
	else if (a != A_none && value[0] == '\0')
		snprintf(value, sizeof(value), "(withheld)");
	snprintf(p.value, sizeof(p.value), "%s",
		 withhold_value(t->withhold, value));
	column_text(s, 4, p.source, sizeof(p.source));
	p.devices = (unsigned)column_number(s, 6);
	p.capture = column_number(s, 8);
	p.frame = column_number(s, 9);
	return page_row(&t->report->page, &p);
}

/* A JSON array of the attributes whose values may be told. */
static void lets_text(char *out, size_t size)
{
	size_t used = 0;

	for (unsigned a = 1; a < ATTRS && used < size; a++)
		if (withhold_lets((enum attr)a))
			used += (size_t)snprintf(out + used, size - used,
						 "%s\"%s\"",
						 used > 0 ? "," : "[",
						 attr_row((enum attr)a)->name);
	if (used < size)
		snprintf(out + used, size - used, "]");
}

static bool put_proofs(struct sheet *t)
{
	struct reporting *r = t->report;
	sqlite3_stmt *s = of_model(t, facts_text);
	char lets[8192];
	bool read;

	page_table(&r->page, "Evidence: capture and frame are numbers of recordings "
		   "that the hospital holds", proof_columns, false);
	lets_text(lets, sizeof(lets));
	if (s != NULL)
		bind_text(s, 4, lets);
	read = s != NULL && listing_run(r->reader, s, put_proof, t, r->e) &&
	       list_of(t, talks_text, put_proof);
	page_table_end(&r->page);
	return read;
}

/* ---- advisories and serial numbers ----------------------------------------------------------- */

struct advised {
	char advisory[ROW_TEXT], title[ROW_TEXT], verdict[16], cve[32], url[256];
	unsigned devices;
};

#define D(member) offsetof(struct advised, member)
static const struct column advised_columns[] = {
	{"advisory", CELL_TEXT, D(advisory), EVERY},
	{"verdict", CELL_TEXT, D(verdict), EVERY},
	{"worst CVE", CELL_TEXT, D(cve), EVERY},
	{"title", CELL_TEXT, D(title), EVERY | MAY_CUT},
	{"devices", CELL_COUNT, D(devices), EVERY},
	{"url", CELL_TEXT, D(url), EVERY},
	{0},
};

static const char advised_text[] =
	"SELECT m.advisory, m.verdict, coalesce((SELECT v.cve FROM advisory_status "
	"s JOIN advisory_vulnerability v ON v.advisory = s.advisory AND v.place = "
	"s.place WHERE s.advisory = m.advisory AND s.product = m.product ORDER BY "
	"s.score DESC, s.place LIMIT 1), ''), d.title, count(DISTINCT m.asset), "
	"d.url FROM advisory_match m JOIN asset a ON a.id = m.asset JOIN advisory "
	"d ON d.id = m.advisory WHERE " OF_MODEL " AND m.verdict <> 'not "
	"affected' GROUP BY m.advisory, m.verdict, 3 ORDER BY m.advisory, "
	"m.verdict, 3";

static bool put_advised(void *ctx, sqlite3_stmt *s)
{
	struct sheet *t = ctx;
	struct advised a = {.devices = (unsigned)column_number(s, 4)};

	column_text(s, 0, a.advisory, sizeof(a.advisory));
	column_text(s, 1, a.verdict, sizeof(a.verdict));
	column_text(s, 2, a.cve, sizeof(a.cve));
	column_text(s, 3, a.title, sizeof(a.title));
	column_text(s, 5, a.url, sizeof(a.url));
	return page_row(&t->report->page, &a);
}

struct numbered {
	char serial[ROW_TEXT];
};

static const struct column serial_columns[] = {
	{"serial number", CELL_TEXT, offsetof(struct numbered, serial), EVERY},
	{0},
};

static bool put_serial(void *ctx, sqlite3_stmt *s)
{
	struct sheet *t = ctx;
	struct numbered n;

	column_text(s, 0, n.serial, sizeof(n.serial));
	return page_row(&t->report->page, &n);
}

static bool put_table(struct sheet *t, const char *caption,
		      const struct column *columns, bool data, const char *text,
		      bool (*row)(void *, sqlite3_stmt *))
{
	struct page *p = &t->report->page;
	bool read;

	page_table(p, caption, columns, data);
	read = list_of(t, text, row);
	page_table_end(p);
	return read;
}

static bool put_lists(struct sheet *t)
{
	return put_table(t, "Observed", observed_columns, true, observed_text,
			 put_observed) &&
	       put_proofs(t) &&
	       put_table(t, "Advisories that may mean this version",
			 advised_columns, false, advised_text, put_advised) &&
	       (!t->report->request->serials ||
		put_table(t, "Devices", serial_columns, false,
			  "SELECT serial FROM asset a WHERE " OF_MODEL
			  " AND serial <> '' ORDER BY 1", put_serial));
}

/* ---- words ------------------------------------------------------------------------------------ */

static void put_day(struct page *p, const char *name, uint64_t until_us)
{
	char day[DAY_TEXT];

	day_print(until_us, day);
	if (day[0] != '\0')
		page_pair(p, name, "%s", day);
}

/* Of the acts only the days: reasons are the hospital's own. */
static bool put_clock(struct sheet *t)
{
	struct page *p = &t->report->page;
	struct complaint_clock c;
	unsigned late;

	if (!reader_complaint_clock(t->report->reader, &t->model, &c,
				    t->report->e))
		return false;
	late = complaint_late(&c, t->report->request->at_us);
	page_heading(p, "The clock");
	page_pair(p, "State", "%s", complaint_state(&c));
	put_day(p, "Sent", day_end(c.sent_us));
	put_day(p, "Answer due", c.answer_due_us);
	put_day(p, "Answered", day_end(c.answered_us));
	put_day(p, "Fix due", c.fix_due_us);
	put_day(p, "Ended", day_end(c.ended_us));
	if (late > 0)
		page_pair(p, "Late", "%u days on the day of this report", late);
	return true;
}

static void put_requests(struct page *p)
{
	page_heading(p, "What is asked");
	page_say(p, "1. Confirm or refute each observation for this version, and "
		 "each advisory with a status (affected, not affected, fixed, "
		 "under investigation), as CSAF or VEX where you publish it.");
	page_say(p, "2. Name the version or configuration that ends each, and the "
		 "day on which it is available; or what the hospital can do until "
		 "then.");
	page_say(p, "3. Hand over what is missing of the security documentation: "
		 "MDS2, software bill of materials, list of ports and services, "
		 "hardening and patch instructions, end of support.");
	page_say(p, "4. Take this in and assess it as a complaint, as a complaint "
		 "about safety would be; name a contact and your time lines.");
}

static void put_subject(struct page *p, const struct model *m)
{
	page_heading(p, "The product");
	page_pair(p, "Vendor", "%s", m->vendor[0] != '\0' ? m->vendor
							  : "not known");
	page_pair(p, "Model", "%s", m->name);
	page_pair(p, "Version", "%s", m->version[0] != '\0'
					      ? m->version : "not seen");
	page_say(p, "These are the words in which the devices themselves, or data "
		 "that they sent, told it. No patient data is kept by the program "
		 "that wrote this. Addresses, names and titles of the hospital are "
		 "left out, and values that might hold one are withheld.");
}

static bool put_sheet(struct sheet *t)
{
	char title[MODEL_TEXT + 32], name[MODEL_TEXT];
	struct page *p = &t->report->page;

	model_print(&t->model, name);
	snprintf(title, sizeof(title), "Security complaint: %s", name);
	if (!report_head(t->report, title))
		return false;
	put_subject(p, &t->model);
	page_heading(p, "What was observed");
	if (!put_lists(t))
		return false;
	put_requests(p);
	return put_clock(t);
}

bool report_complaint(struct reporting *r)
{
	struct sheet t = {.report = r};
	bool good;

	if (r->request->model == NULL)
		return report_complaints(r);
	if (!complaint_find_model(r->reader, r->request->model, &t.model,
				  r->e))
		return false;
	t.withhold = withhold_open(r->reader, &t.model, r->e);
	good = t.withhold != NULL && put_sheet(&t);
	withhold_close(t.withhold);
	return good;
}
