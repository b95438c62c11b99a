/* SPDX-License-Identifier: Apache-2.0 */
/* report - what a report rests on, which stands at its head. */
#include "store/report.h"

#include <stdlib.h>
#include <string.h>

#include "store/policy.h"

struct reading {
	uint64_t tally[TALLIES], frames, seen_us;
	unsigned captures, broken;
};

static bool add_capture(void *ctx, const struct capture_row *c)
{
	struct reading *all = ctx;

	for (enum tally t = 0; t < TALLIES; t++)
		all->tally[t] += c->tally[t];
	all->captures++;
	all->broken += c->problem[0] != '\0' || (!c->complete && !c->live);
	all->frames += c->frames;
	return true;
}

static void print_read(struct page *p, const struct reading *c)
{
	uint64_t dropped = c->tally[TALLY_kernel_drop] +
			   c->tally[TALLY_interface_drop] +
			   c->tally[TALLY_pipe_drop];
	char span[SPAN_TEXT];

	span_print(c->seen_us, span);
	page_pair(p, "Read", "%llu frames of %u capture%s, which cover %s",
		  (unsigned long long)c->frames, c->captures,
		  c->captures == 1 ? "" : "s", span);
	page_pair(p, "Dropped", "%llu frames or facts before they were read",
		  (unsigned long long)dropped);
}

static void print_losses(struct page *p, const struct reading *c,
			 uint64_t refused)
{
	bool any = false;

	if (c->broken > 0)
		page_pair(p, "Not looked at", "%u captures were not read to "
			  "their end", c->broken);
	for (unsigned i = 0; tally_loss(i) != TALLIES; i++) {
		uint64_t n = c->tally[tally_loss(i)];

		any |= n > 0;
		if (n > 0)
			page_pair(p, "Not looked at", "%llu %s",
				  (unsigned long long)n,
				  tally_sentence(tally_loss(i)));
	}
	if (refused > 0)
		page_pair(p, "Not looked at", "%llu facts refused by the limits "
			  "of the inventory", (unsigned long long)refused);
	if (!any && c->broken == 0 && refused == 0)
		page_pair(p, "Not looked at", "nothing was lost on the way");
}

/* The maker of one model need not know how many others there are. */
static void print_seen(struct page *p, const struct site_row *site,
		       bool about_one)
{
	char first[TIME_TEXT], last[TIME_TEXT], kinds[KINDS_TEXT];

	kinds_print(site, "clinical", kinds);
	time_print(site->first_us, first);
	time_print(site->last_us, last);
	if (site->first_us > 0)
		page_pair(p, "Seen", "from %.19sZ to %.19sZ", first, last);
	if (!about_one)
		page_pair(p, "Devices", "%u: %s", site->assets, kinds);
}

/* The signatures at hand may not be those that judged. */
static void print_known(struct reporting *r)
{
	const struct knowledge *k = r->reader->knowledge;
	char judged[80];

	setting_get(&r->reader->db, "knowledge", judged, sizeof(judged));
	snprintf(r->known, sizeof(r->known), "%.16s", judged);
	page_pair(&r->page, "Published data", "%s",
		  r->data[0] != '\0' ? r->data : "no advisories and no KEV were "
					   "loaded");
	page_pair(&r->page, "Judged by", "signatures and rules %s%s; wardwatch "
		  WW_VERSION, r->known,
		  k == NULL ? ", which are not at hand"
		  : strcmp(knowledge_hash(k), judged) != 0
			  ? ", other than those installed now: wardwatch db "
			    "rebuild judges anew"
			  : "");
}

/* What people allowed ends findings: whoever reviews has to know of it. */
static bool print_allowed(struct reporting *r)
{
	struct baseline_row row;
	char day[TIME_TEXT];

	if (!reader_baseline(r->reader, &row, r->e))
		return false;
	time_print(row.at_us, day);
	if (row.text != NULL)
		page_pair(&r->page, "Accepted flows", "a list that %s accepted on "
			  "%.10s, \"%s\"; %s", row.author, day, row.reason,
			  row.name[0] != '\0'
				  ? "findings heed it"
				  : "learnt, and not heeded by findings");
	free(row.text);
	return true;
}

bool report_head(struct reporting *r, const char *title)
{
	struct reading c = {.captures = 0};
	char date[TIME_TEXT];
	struct site_row site;

	page_begin(&r->page, r->request->format, r->page.out, r->page.width,
		   title);
	if (!reader_site(r->reader, &site, r->e) ||
	    !reader_captures(r->reader, add_capture, &c, r->e) ||
	    !reader_seen_us(r->reader, &c.seen_us, r->e) ||
	    !reader_data_date(r->reader, r->data, sizeof(r->data), r->e))
		return false;
	r->seen_us = setting_number(&r->reader->db, "seen_us");
	time_print(r->request->at_us, date);
	page_pair(&r->page, "Report of", "%.10s", date);
	print_seen(&r->page, &site, r->request->model != NULL);
	print_read(&r->page, &c);
	print_losses(&r->page, &c, site.refused);
	print_known(r);
	if (r->request->model == NULL && !print_allowed(r))
		return false;
	page_say(&r->page, "Passive listening tells what was spoken where it "
		 "listened. What is not in here was not seen; that is no proof "
		 "that it is not there.");
	return true;
}

bool report_write(struct reader *reader, const struct report_request *q,
		  FILE *out, struct err *e)
{
	static bool (*const reports[REPORTS])(struct reporting *) = {
		[REPORT_REGISTER] = report_register,
		[REPORT_MATURITY] = report_maturity,
		[REPORT_COMPLAINT] = report_complaint,
		[REPORT_COVER] = report_cover,
		[REPORT_OBSERVED] = report_observed,
	};
	struct reporting r = {.reader = reader,
			      .request = q,
			      .page = {.out = out, .width = q->width},
			      .e = e};
	bool good;

	if (!db_read_begin(&reader->db, e))
		return false;
	good = reports[q->report](&r);
	db_read_end(&reader->db);
	good = good && page_end(&r.page, e);
	page_leave(&r.page);
	return good;
}
