/* SPDX-License-Identifier: Apache-2.0 */
/* summary - one page: inventory, findings, what was not seen. */
#include <string.h>

#include "store/store.h"
#include "tui/tui.h"

static bool count_losses(void *ctx, const struct capture_row *c)
{
	uint64_t *lost = ctx;

	for (unsigned i = 0; i < TALLIES; i++)
		lost[i] += c->tally[i];
	return true;
}

/* What stands between the page and the whole truth. */
static void print_losses(const uint64_t *n)
{
	static const enum tally losses[] = {
		TALLY_cut,	      TALLY_short_header, TALLY_bad_header,
		TALLY_link_type,      TALLY_fragments_lost, TALLY_flow_evicted,
		TALLY_talk_refused,   TALLY_gap,	  TALLY_window_full,
		TALLY_malformed,      TALLY_worker_lost,  TALLY_kernel_drop,
		TALLY_interface_drop, TALLY_pipe_drop,	  TALLY_truncated_file,
		TALLY_skipped_octets,
	};
	bool any = false;

	for (size_t i = 0; i < sizeof(losses) / sizeof(losses[0]); i++) {
		if (n[losses[i]] == 0)
			continue;
		printf("  %10llu  %s\n", (unsigned long long)n[losses[i]],
		       tally_sentence(losses[i]));
		any = true;
	}
	if (!any)
		printf("  nothing was lost\n");
}

static void print_site(const struct site_row *s, bool color)
{
	char first[TIME_TEXT], last[TIME_TEXT];

	time_print(s->first_us, first);
	time_print(s->last_us, last);
	printf("%s%u assets%s, %u clinical, %u of unknown class; %llu "
	       "conversations\n",
	       style_start(color, STYLE_TITLE), s->assets, style_end(color),
	       s->clinical, s->unknown, (unsigned long long)s->flows);
	if (s->facts > 0)
		printf("seen from %s to %s\n", first, last);
	printf("findings: %u critical, %u high, %u medium, %u low\n\n",
	       s->findings[SEVERITY_CRITICAL], s->findings[SEVERITY_HIGH],
	       s->findings[SEVERITY_MEDIUM], s->findings[SEVERITY_LOW]);
}

static bool print_page(const struct command_line *cl, struct reader *r,
		       struct site_row *site, struct err *e)
{
	bool color = style_wanted(cl, stdout);
	unsigned width = out_width(stdout);
	struct query q = {0};
	uint64_t lost[TALLIES] = {0};

	if (!reader_site(r, site, e))
		return false;
	print_site(site, color);
	if (!export_write(r, EXPORT_ASSETS, EXPORT_TEXT, &q, stdout, width, e))
		return false;
	printf("\n");
	if (!export_write(r, EXPORT_FINDINGS, EXPORT_TEXT, &q, stdout, width,
			  e) ||
	    !reader_captures(r, count_losses, lost, e))
		return false;
	printf("\nNot looked at:\n");
	print_losses(lost);
	return true;
}

static int judge(const struct command_line *cl, const struct site_row *site)
{
	enum severity s = SEVERITY_INFO;

	if (cl->fail_on == NULL)
		return STATUS_DONE;
	while (s < SEVERITIES && strcmp(severity_name(s), cl->fail_on) != 0)
		s++;
	if (s == SEVERITIES)
		return say_usage("--fail-on %s: info, low, medium, high or "
				 "critical",
				 cl->fail_on);
	for (; s < SEVERITIES; s++)
		if (site->findings[s] > 0)
			return STATUS_FINDINGS;
	return STATUS_DONE;
}

int summary_print(const struct command_line *cl, const char *db)
{
	struct err e = {0};
	struct site_row site;
	struct reader *r = reader_open(db, &e);
	bool good;

	if (r == NULL)
		return say_error(&e);
	good = print_page(cl, r, &site, &e);
	reader_close(r);
	if (!good || !out_flush(stdout, "stdout", &e))
		return say_error(&e);
	return judge(cl, &site);
}

int cmd_summary(const struct command_line *cl)
{
	return summary_print(cl, cl->arguments > 0 ? cl->argument[0]
						   : path_to_read(cl));
}
