/* SPDX-License-Identifier: Apache-2.0 */
/*
 * view_capture - what was read, and all that was not looked at.
 *
 * Rates come from two successive sights of the counters and the times of the
 * commits between which they grew.
 */
#include <stdio.h>
#include <string.h>

#include "tui/view_words.h"
#include "tui/views.h"

enum { RATED = 64 }; /* sources whose rates are followed */

struct rates {
	uint64_t written_us;
	uint64_t was[RATED][2], per_s[RATED][2]; /* packets, octets */
	bool known;
};

static const struct shape sources = {
	9,
	{
		{.title = "SOURCE", .width = 18, .grows = 1, .painted = true},
		{.title = "STATE", .width = 9, .rank = 1},
		{.title = "FRAMES", .width = 7, .right = true},
		{.title = "PACKETS/s", .width = 9, .rank = 2, .right = true},
		{.title = "BITS/s", .width = 7, .rank = 3, .right = true},
		{.title = "LOST", .width = 7, .right = true},
		{.title = "SHARE", .width = 7, .rank = 4, .right = true},
		{.title = "FROM", .width = 16, .rank = 6},
		{.title = "TO", .width = 8, .rank = 5},
	}};

static const struct shape counters = {
	3,
	{
		{.title = "", .width = 1, .painted = true},
		{.title = "COUNT", .width = 10, .right = true},
		{.title = "OF WHAT", .width = 20, .grows = 1},
	}};

struct filling {
	struct list *list;
	struct rates *rates;
	uint64_t elapsed_us;   /* between the commits; 0: no new one           */
	unsigned index;
	uint64_t sum[TALLIES];
};

static uint64_t lost_of(const struct capture_row *c)
{
	return c->tally[TALLY_kernel_drop] + c->tally[TALLY_interface_drop];
}

/* Follows two counters of a source; a counter that fell was reset. */
static void follow(struct filling *f, const struct capture_row *c)
{
	const uint64_t now[2] = {c->tally[TALLY_packets],
				 c->tally[TALLY_octets]};
	struct rates *r = f->rates;

	for (int i = 0; i < 2; i++) {
		uint64_t was = r->was[f->index][i];
		uint64_t grown = now[i] > was ? now[i] - was : 0;

		if (f->elapsed_us == 0)
			continue;
		r->per_s[f->index][i] =
			(uint64_t)((double)grown * 1e6 / (double)f->elapsed_us);
		r->was[f->index][i] = now[i];
	}
}

static void add_rates(struct filling *f, const struct capture_row *c,
		      struct row *row)
{
	struct rates *r = f->rates;

	row->cell[3] = row->cell[4] = "-";
	if (!c->live || c->complete || f->index >= RATED)
		return;
	if (!r->known) {
		r->was[f->index][0] = c->tally[TALLY_packets];
		r->was[f->index][1] = c->tally[TALLY_octets];
		return;
	}
	follow(f, c);
	row->cell[3] = list_text(f->list,
				 word_count(r->per_s[f->index][0]).text);
	row->cell[4] = list_text(f->list,
				 word_count(r->per_s[f->index][1] * 8).text);
}

/* Interfaces are called alike everywhere; files as somebody likes. */
static const char *name_of(struct list *l, const struct capture_row *c)
{
	return list_secret(l, c->live ? SECRET_NONE : SECRET_NAME, c->name);
}

static const char *state_of(const struct capture_row *c)
{
	if (c->problem[0] != '\0')
		return "! problem";
	if (c->complete)
		return "complete";
	return c->live ? "live" : "reading";
}

static bool add_source(void *ctx, const struct capture_row *c)
{
	struct filling *f = ctx;
	struct list *l = f->list;
	struct row *row = list_add(l, &sources);
	uint64_t lost = lost_of(c);

	row->id = f->index + 1;
	row->paint = lost > 0 || c->problem[0] != '\0' ? PAINT_HIGH
						       : PAINT_PLAIN;
	row->cell[0] = name_of(l, c);
	row->cell[1] = state_of(c);
	row->cell[2] = list_text(l, word_count(c->frames).text);
	add_rates(f, c, row);
	row->cell[5] = list_print(l, "%s%s", word_count(lost).text,
				  lost > 0 ? " !" : "");
	row->cell[6] = list_text(
		l, word_share(lost, lost + c->tally[TALLY_packets]).text);
	row->cell[7] = list_text(l, word_date(c->first_us).text);
	row->cell[8] = list_text(l, word_clock(c->last_us).text);
	row->note[0] = list_secret(l, SECRET_PROSE, c->problem);
	f->index++;
	return true;
}

static void add_counter(struct list *l, uint64_t n, const char *what,
			const char *advice)
{
	struct row *row = list_add(l, &counters);

	row->paint = advice != NULL ? PAINT_HIGH : PAINT_PLAIN;
	row->cell[0] = advice != NULL ? "!" : "";
	row->cell[1] = list_print(l, "%llu", (unsigned long long)n);
	row->cell[2] = advice != NULL ? list_print(l, "%s: %s", what, advice)
				      : list_text(l, what);
	/* All of it, whatever the column has room for. */
	row->note[1] = row->cell[2];
}

/* Adds up; a source in trouble is told by name. */
static bool sum_up(void *ctx, const struct capture_row *c)
{
	struct filling *f = ctx;
	struct list *l = f->list;

	for (int i = 0; i < TALLIES; i++)
		f->sum[i] += c->tally[i];
	if (c->problem[0] != '\0') {
		struct row *row = list_add(l, &counters);

		row->paint = PAINT_HIGH;
		row->cell[0] = "!";
		row->note[0] = name_of(l, c);
		row->note[1] = list_secret(l, SECRET_PROSE, c->problem);
		row->cell[2] = list_print(l, "%s: %s", row->note[0],
					  row->note[1]);
	}
	return true;
}

/* The counters with advice, or those without. */
static void add_tallies(struct filling *f, bool with_advice)
{
	for (int i = 0; i < TALLIES; i++) {
		const char *advice = tally_remedy((enum tally)i);

		if (f->sum[i] > 0 && (advice != NULL) == with_advice)
			add_counter(f->list, f->sum[i],
				    tally_sentence((enum tally)i), advice);
	}
}

/* What is missing comes before what is there. */
static void add_losses(struct filling *f, const struct site_row *site)
{
	struct list *l = f->list;

	add_tallies(f, true);
	if (site->refused > 0)
		add_counter(l, site->refused,
			    "facts and conversations refused by a limit",
			    "raise facts or talks in the configuration");
	if (l->rows == 1)
		list_line(l, PAINT_PLAIN, "Nothing was lost, and nothing ran full.");
}

static void add_counters(struct filling *f, const struct site_row *site)
{
	struct list *l = f->list;

	list_section(l, "ALL SOURCES TOGETHER");
	list_titles(l, &counters);
	add_tallies(f, false);
	add_counter(l, site->facts, "facts kept", NULL);
	add_counter(l, site->flows, "conversations kept", NULL);
}

/* What could not be seen, so that nobody takes it for absent. */
static bool add_coverage(struct filling *f, struct reader *r, struct err *e)
{
	struct coverage c;

	if (!reader_coverage(r, &c, e))
		return false;
	list_section(f->list, "COVERAGE");
	for (enum coverage_line i = 0; i < COVERAGES; i++) {
		struct row *row;
		char share[SHARE_TEXT];

		if (c.n[i] == 0)
			continue;
		coverage_share(&c, i, share);
		add_counter(f->list, c.n[i],
			    list_print(f->list, "%7s  %s", share,
				       coverage_sentence(i)),
			    NULL);
		row = &f->list->row[f->list->rows - 1];
		row->note[1] = coverage_sentence(i);
		if (!coverage_is_hole(&c, i))
			continue;
		row->paint = PAINT_HIGH;
		row->cell[0] = "!";
	}
	coverage_free(&c);
	return true;
}

static bool load(struct view *v, const struct loading *with, struct err *e)
{
	const struct site_row *site = with->site;
	struct site_row kept = *site;
	struct rates *r = v->state;
	struct filling f = {.list = with->list, .rates = r};

	if (r->known && site->written_us > r->written_us)
		f.elapsed_us = site->written_us - r->written_us;
	snprintf(v->line, sizeof(v->line),
		 "%u source%s, %s; last commit %s UTC", site->captures,
		 site->captures == 1 ? "" : "s",
		 site->recording ? "recording" : "nobody records now",
		 site->recording ? word_clock(site->written_us).text
				 : word_date(site->written_us).text);
	if (site->captures == 0)
		return true;
	list_section(f.list, "WHAT WAS LOST OR RAN FULL");
	if (!reader_captures(with->reader, sum_up, &f, e))
		return false;
	add_losses(&f, site);
	if (!add_coverage(&f, with->reader, e))
		return false;
	list_section(f.list, "SOURCES");
	list_titles(f.list, &sources);
	if (!reader_captures(with->reader, add_source, &f, e))
		return false;
	r->known = true;
	r->written_us = site->written_us;
	if (!reader_amounts(with->reader, &kept, e))
		return false;
	add_counters(&f, &kept);
	return true;
}

const struct view_ops view_capture = {
	.name = "Capture",
	.title = "what was read, what was lost, and what helps",
	.traits = TRAIT_ANY | TRAIT_ROWS,
	.state_size = sizeof(struct rates),
	.empty = "Nothing has been read yet.",
	.load = load,
	.draw = view_draw_list,
};
