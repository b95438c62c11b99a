/* SPDX-License-Identifier: Apache-2.0 */
/*
 * report_cover - the first page of a review pack: what it rests on, the figures
 * that its files have in common, what is in which file, how it was made and what
 * it cannot tell.
 */
#include <stddef.h>
#include <string.h>

#include "store/folder.h"
#include "store/measure.h"
#include "store/report.h"

enum { EVERY = IN_BOTH | IN_PAGE };

/* ---- figures ------------------------------------------------------------------------- */

static bool count_row(void *ctx, const struct register_row *row)
{
	unsigned *n = ctx;

	(void)row;
	++*n;
	return true;
}

static bool put_figures(struct reporting *r)
{
	struct page *p = &r->page;
	unsigned listed = 0, level;
	struct site_row site;

	if (!reader_site(r->reader, &site, r->e) ||
	    !reader_register(r->reader, NULL, count_row, &listed, r->e) ||
	    !report_level(r, &level))
		return false;
	page_heading(p, "Figures");
	page_pair(p, "Open findings", "%u critical, %u high, %u medium, %u low, "
		  "%u info", site.findings[SEVERITY_CRITICAL],
		  site.findings[SEVERITY_HIGH], site.findings[SEVERITY_MEDIUM],
		  site.findings[SEVERITY_LOW], site.findings[SEVERITY_INFO]);
	page_pair(p, "In the register", "%u: findings that are not fixed, open or "
		  "decided upon", listed);
	page_pair(p, "Maturity", "level %u of %d, that of the lowest measure",
		  level, (int)LEVELS);
	return true;
}

/* ---- what could be seen --------------------------------------------------------------- */

struct line {
	char what[128], share[SHARE_TEXT];
	uint64_t n, of;
	bool hole;
};

#define L(member) offsetof(struct line, member)
static const struct column coverage_columns[] = {
	{"what", CELL_TEXT, L(what), EVERY},
	{"n", CELL_NUMBER, L(n), EVERY},
	{"of", CELL_NUMBER, L(of), EVERY},
	{"share", CELL_TEXT, L(share), EVERY},
	{"a hole", CELL_FLAG, L(hole), EVERY},
	{0},
};

static bool put_coverage(struct reporting *r)
{
	struct coverage c;
	bool good = reader_coverage(r->reader, &c, r->e);

	page_heading(&r->page, "What could be seen");
	page_table(&r->page, "Coverage: what the sensor could see and what not",
		   coverage_columns, false);
	for (enum coverage_line i = 0; good && i < COVERAGES; i++) {
		struct line l = {.n = c.n[i], .of = c.of[i],
				 .hole = coverage_is_hole(&c, i)};

		snprintf(l.what, sizeof(l.what), "%s", coverage_sentence(i));
		coverage_share(&c, i, l.share);
		page_row(&r->page, &l);
	}
	page_table_end(&r->page);
	coverage_free(&c);
	return good;
}

/* ---- what is where --------------------------------------------------------------------- */

struct entry {
	char name[32], purpose[160];
};

static const struct column entry_columns[] = {
	{"file", CELL_TEXT, offsetof(struct entry, name), EVERY},
	{"what it tells", CELL_TEXT, offsetof(struct entry, purpose), EVERY},
	{0},
};

static void put_entries(struct page *p)
{
	const struct folder_file *f;

	page_heading(p, "What is in this folder");
	page_table(p, "Files", entry_columns, true);
	for (unsigned i = 0; (f = folder_file(i)) != NULL; i++) {
		struct entry e;

		snprintf(e.name, sizeof(e.name), "%s", f->name);
		snprintf(e.purpose, sizeof(e.purpose), "%s", f->purpose);
		page_row(p, &e);
	}
	page_table_end(p);
	page_say(p, "SHA256SUMS holds the checksum of each, as sha256sum -c reads "
		 "it. CSV follows RFC 4180 in UTF-8; a cell that a spreadsheet "
		 "would compute has an apostrophe before it. All files show one "
		 "state of one database, and that with the same date and "
		 "signatures gives the same octets again.");
}

static void put_method(struct page *p)
{
	page_heading(p, "Method and limits");
	page_say(p, "Devices, what they are and what is wrong with them are "
		 "concluded from frames that passed the sensor; nothing was sent "
		 "to any of them. Each claim names the capture and the frame that "
		 "it rests on, in assets.jsonl, each finding the first of them in "
		 "the register; wardwatch why tells all.");
	page_say(p, "A device that was silent, that stands where nobody listened "
		 "or behind a router may be missing. What is encrypted is seen "
		 "from outside. What was not observed is neither an answer nor a "
		 "proof: an empty list says that nothing was seen.");
	page_say(p, "A score is a measure of urgency from 0 to 100, not of harm, and "
		 "not calibrated. Findings are what rules say about what was "
		 "seen; they are no certificate, and a control that no finding "
		 "bears on is not met by that. Exploitation that no list tells of "
		 "is unknown, not absent.");
	page_say(p, "What people decided is told with who, why and until when. No "
		 "patient data is observed or kept by the program; reasons and "
		 "notes are kept as people wrote them.");
}

bool report_cover(struct reporting *r)
{
	if (!report_head(r, "Review pack") || !put_figures(r) ||
	    !put_coverage(r))
		return false;
	put_entries(&r->page);
	put_method(&r->page);
	return true;
}
