/* SPDX-License-Identifier: Apache-2.0 */
/* summary - one page: what is there, what is wrong, what was not seen. */
#include <string.h>

#include "store/store.h"
#include "tui/tui.h"

enum { ASSETS_SHOWN = 40 };

static enum style style_of(enum severity s)
{
	if (s >= SEVERITY_HIGH)
		return STYLE_BAD;
	return s == SEVERITY_MEDIUM ? STYLE_WARN : STYLE_PLAIN;
}

static void title(bool color, const char *text)
{
	printf("\n%s%s%s\n", style_start(color, STYLE_TITLE), text,
	       style_end(color));
}

/* The scores of the site, and of the last day before they changed. */
static bool print_day(void *ctx, const struct site_day_row *d)
{
	unsigned *shown = ctx;
	char from[TIME_TEXT];

	time_print(d->from_us, from);
	printf("%s %.10s: %u critical, %u high, %u medium, %u low; %u "
	       "findings open%s%s\n",
	       *shown == 0 ? "devices by score on" : "before, on", from,
	       d->critical, d->high,
	       d->medium, d->low, d->open,
	       d->other_rules ? "; by other rules" : "",
	       d->other_data ? "; with other advisory data" : "");
	return ++*shown < 2;
}

static void print_site(const struct site_row *s, uint64_t talks, bool color)
{
	char first[TIME_TEXT], last[TIME_TEXT], kinds[KINDS_TEXT];
	unsigned open = 0;

	for (unsigned i = 0; i < SEVERITIES; i++)
		open += s->findings[i];
	time_print(s->first_us, first);
	time_print(s->last_us, last);
	kinds_print(s, "clinical", kinds);
	printf("%s%u device%s%s: %s; %llu conversation%s\n",
	       style_start(color, STYLE_TITLE), s->assets,
	       s->assets == 1 ? "" : "s", style_end(color), kinds,
	       (unsigned long long)talks, talks == 1 ? "" : "s");
	if (s->captures > 0 && s->clinical == 0)
		printf("no clinical device is known; wardwatch doctor tells "
		       "what may be the reason\n");
	if (s->first_us > 0)
		printf("seen from %s to %s\n", first, last);
	printf("open findings: %u critical, %u high, %u medium, %u low, %u info\n",
	       s->findings[SEVERITY_CRITICAL], s->findings[SEVERITY_HIGH],
	       s->findings[SEVERITY_MEDIUM], s->findings[SEVERITY_LOW],
	       s->findings[SEVERITY_INFO]);
	if (s->all_findings > open)
		printf("%u more are decided, suppressed or stale: wardwatch "
		       "show findings --filter -state:open\n",
		       s->all_findings - open);
}

static bool print_class(void *ctx, const struct class_row *c)
{
	(void)ctx;
	printf("  %5u  ", c->assets);
	print_text(stdout, c->name[0] != '\0' ? c->name : "unknown");
	printf("\n");
	return true;
}

static bool print_devices(struct reader *r, const struct site_row *s,
			  bool color, struct err *e)
{
	struct query some = {.limit = ASSETS_SHOWN};
	bool good;

	title(color, "Devices by class");
	if (s->assets == 0)
		printf("  none\n");
	good = reader_classes(r, print_class, NULL, e);
	title(color, "Devices, most at risk first; wardwatch why ID tells the "
		     "reasons");
	good = good && export_write(r, EXPORT_ASSETS, EXPORT_TEXT, &some,
				    stdout, out_width(stdout), e);
	if (good && s->assets > ASSETS_SHOWN)
		printf("... and %u more: wardwatch show assets\n",
		       s->assets - ASSETS_SHOWN);
	return good;
}

static bool print_rule(void *color, const struct rule_row *u)
{
	printf("  %s%-8s%s  %-8s  %6u device%s  ",
	       style_start(*(bool *)color, style_of(u->severity)),
	       severity_name(u->severity), style_end(*(bool *)color), u->name,
	       u->assets, u->assets == 1 ? " " : "s");
	print_text(stdout, u->title);
	printf("\n");
	return true;
}

static bool print_findings(struct reader *r, const struct site_row *s,
			   bool color, struct err *e)
{
	unsigned n = 0;

	for (unsigned i = 0; i < SEVERITIES; i++)
		n += s->findings[i];
	title(color, "Open findings, worst first; wardwatch show findings --filter "
		     "RULE lists them");
	if (n == 0)
		printf("  none %sby the rules that there are\n",
		       s->all_findings > 0 ? "open " : "");
	return reader_rules(r, print_rule, &color, e);
}

struct losses {
	uint64_t tally[TALLIES];
	unsigned captures, broken;
};

static bool add_capture(void *ctx, const struct capture_row *c)
{
	struct losses *all = ctx;

	for (unsigned i = 0; i < TALLIES; i++)
		all->tally[i] += c->tally[i];
	all->captures++;
	if (c->problem[0] == '\0' && (c->complete || c->live))
		return true;
	all->broken++;
	printf("  ");
	print_text(stdout, c->problem[0] != '\0' ? c->problem : c->name);
	printf("%s\n", c->problem[0] != '\0' ? ""
					      : ": was not read to its end");
	return true;
}

/* What stands between this page and the whole truth. */
static void print_losses(const struct losses *c, const struct site_row *s)
{
	bool any = s->refused + s->strange > 0 || c->broken > 0;

	printf("  %10llu  frames read from %u capture%s\n",
	       (unsigned long long)c->tally[TALLY_packets], c->captures,
	       c->captures == 1 ? "" : "s");
	for (unsigned i = 0; tally_loss(i) != TALLIES; i++) {
		if (c->tally[tally_loss(i)] == 0)
			continue;
		printf("  %10llu  %s\n",
		       (unsigned long long)c->tally[tally_loss(i)],
		       tally_sentence(tally_loss(i)));
		any = true;
	}
	if (s->refused > 0)
		printf("  %10llu  facts refused by the limits of the "
		       "inventory\n", (unsigned long long)s->refused);
	if (s->forgotten.talks + s->forgotten.facts > 0)
		printf("  %10llu  conversations and %llu devices with %llu facts "
		       "forgotten after the days to keep\n",
		       (unsigned long long)s->forgotten.talks,
		       (unsigned long long)s->forgotten.assets,
		       (unsigned long long)s->forgotten.facts);
	if (!any)
		printf("  nothing was lost on the way\n");
}

static bool print_coverage(struct reader *r, const struct site_row *site,
			   bool color, struct err *e)
{
	struct coverage c;
	unsigned days = 0;
	bool good;

	if (!reader_coverage(r, &c, e))
		return false;
	print_site(site, c.talks, color);
	good = reader_site_days(r, print_day, &days, e);
	title(color, "Coverage: what could be seen, and what not");
	good = good && export_covered(&c, EXPORT_TEXT, stdout, e);
	coverage_free(&c);
	return good;
}

static bool print_page(const struct command_line *cl, struct reader *r,
		       struct site_row *site, struct err *e)
{
	bool color = style_wanted(cl, stdout);
	struct losses c = {0};

	if (!reader_site(r, site, e) || !print_coverage(r, site, color, e) ||
	    !print_devices(r, site, color, e) ||
	    !print_findings(r, site, color, e))
		return false;
	title(color, "What was read, and what was not looked at");
	if (!reader_captures(r, add_capture, &c, e))
		return false;
	print_losses(&c, site);
	return true;
}

/* SEVERITIES: none is bad enough. */
static enum severity fail_on(const struct command_line *cl)
{
	enum severity s = SEVERITY_INFO;

	while (s < SEVERITIES && (cl->fail_on == NULL ||
				  strcmp(severity_name(s), cl->fail_on) != 0))
		s++;
	return s;
}

int summary_print(const struct command_line *cl, const char *db)
{
	enum severity least = fail_on(cl);
	struct err e = {0};
	struct site_row site;
	struct reader *r;
	bool good;

	r = reader_open(db, &e);
	if (r == NULL)
		return say_error(&e);
	good = cl->quiet ? reader_site(r, &site, &e)
			 : print_page(cl, r, &site, &e);
	reader_close(r);
	if (good || ferror(stdout))
		good = out_flush(stdout, "standard output", &e);
	if (!good)
		return say_error(&e);
	for (; least < SEVERITIES; least++)
		if (site.findings[least] > 0)
			return STATUS_FINDINGS;
	return STATUS_DONE;
}

void say_if_damaged(struct reader *r, const char *db)
{
	if (reader_is_damaged(r))
		say("%s is damaged, and what it shows may be wrong; wardwatch db "
		    "check tells more", db);
}

int cmd_summary(const struct command_line *cl)
{
	const char *db = cl->arguments > 0 ? cl->argument[0]
					   : path_to_read(cl);
	struct reader *r = reader_open(db, NULL);

	if (r != NULL)
		say_if_damaged(r, db);
	reader_close(r);
	return summary_print(cl, db);
}
