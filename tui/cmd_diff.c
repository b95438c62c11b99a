/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_diff - two databases: what they could see, then what is different. */
#include <string.h>

#include "store/store.h"
#include "tui/tui.h"

enum { COLUMN = 28 };

/* ---- coverage --------------------------------------------------------------------- */

static void print_pair(const char *what, const char *before, const char *after)
{
	printf("  %-14s %-*s %s\n", what, (int)COLUMN, before, after);
}

static void print_counts(const char *what, uint64_t before, uint64_t after)
{
	char a[24], b[24];

	snprintf(a, sizeof(a), "%llu", (unsigned long long)before);
	snprintf(b, sizeof(b), "%llu", (unsigned long long)after);
	print_pair(what, a, b);
}

static void print_time(const char *what, uint64_t before, uint64_t after)
{
	char a[TIME_TEXT] = "-", b[TIME_TEXT] = "-";

	if (before != 0)
		time_print(before, a);
	if (after != 0)
		time_print(after, b);
	print_pair(what, a, b);
}

static void duration(uint64_t s, char out[40])
{
	if (s < 3600)
		snprintf(out, 40, "%u min %u s", (unsigned)(s / 60),
			 (unsigned)(s % 60));
	else
		snprintf(out, 40, "%llu h %u min",
			 (unsigned long long)(s / 3600),
			 (unsigned)(s / 60 % 60));
}

static void print_coverage(const struct diff_summary *d)
{
	const struct diff_extent *a = &d->side[0], *b = &d->side[1];
	char before[40], after[40];

	print_pair("what was seen", "before", "after");
	print_counts("captures", a->captures, b->captures);
	if (a->broken > 0 || b->broken > 0)
		print_counts("  broken", a->broken, b->broken);
	print_time("from", a->first_us, b->first_us);
	print_time("to", a->last_us, b->last_us);
	duration(a->heard_s, before);
	duration(b->heard_s, after);
	print_pair("listened", before, after);
	print_counts("frames", a->frames, b->frames);
	print_counts("octets", a->octets, b->octets);
	print_counts("frames lost", a->lost, b->lost);
	print_counts("networks", a->networks, b->networks);
	print_counts("devices", a->assets, b->assets);
	print_counts("  MAC visible", a->with_mac, b->with_mac);
}

/* ---- rows --------------------------------------------------------------------------- */

struct printing {
	const struct diff_summary *summary;
	enum diff_kind kind;   /* of the row before                            */
	uint64_t asset;        /* .. of those that differ                      */
	bool any;
};

static const char *const titles[DIFF_KINDS] = {
	[DIFF_LESS] = "The second saw less: what is gone may be there",
	[DIFF_NEW] = "New",
	[DIFF_GONE] = "Gone",
	[DIFF_OTHER] = "Different",
	[DIFF_RAISED] = "Findings raised",
	[DIFF_NOT_OPEN] = "Findings that are not open in the second",
};

static void print_asset(const struct diff_row *d)
{
	char id[ASSET_ID_TEXT];

	asset_id_print(d->asset, id);
	printf("  %s", id);
	print_behind("  ", d->name);
	print_behind("  ", d->ip);
	print_behind("  ", d->class_name);
	print_behind("  ", d->vendor);
	print_behind(" ", d->model);
}

static void print_less(const struct diff_row *d)
{
	if (strcmp(d->field, "network") == 0) {
		printf("  no device in the network ");
		print_text(stdout, strcmp(d->before, "-") == 0 ? "without a tag"
							       : d->before);
		printf("\n");
		return;
	}
	printf("  %s: %s before, %s after\n", d->field, d->before, d->after);
}

static void print_other(struct printing *p, const struct diff_row *d)
{
	if (p->asset != d->asset || !p->any) {
		print_asset(d);
		printf("  (the same by its %s)\n", d->by);
	}
	printf("    %s: ", d->field);
	print_text(stdout, d->after);
	print_behind(", was ", d->before);
	printf("\n");
}

static void print_finding(const struct diff_row *d)
{
	printf("  %-8s  %-8s  ", severity_name(d->severity), d->rule);
	print_text(stdout, d->title);
	if (d->port != 0)
		printf(", port %u", d->port);
	printf("\n          ");
	print_asset(d);
	printf("\n");
}

static bool print_row(void *ctx, const struct diff_row *d)
{
	struct printing *p = ctx;

	if (!p->any || p->kind != d->kind) {
		printf("\n%s (%u)\n", titles[d->kind], p->summary->n[d->kind]);
		p->any = false;
	}
	switch (d->kind) {
	case DIFF_LESS:
		print_less(d);
		break;
	case DIFF_OTHER:
		print_other(p, d);
		break;
	case DIFF_RAISED:
	case DIFF_NOT_OPEN:
		print_finding(d);
		break;
	default:
		print_asset(d);
		printf("%s\n", d->unseen ? "  (of its network nothing was seen)"
					 : "");
	}
	p->any = true;
	p->kind = d->kind;
	p->asset = d->asset;
	return ferror(stdout) == 0;
}

static void print_all(const struct diff *d)
{
	const struct diff_summary *s = diff_summary(d);
	struct printing p = {.summary = s};

	print_coverage(s);
	diff_each(d, print_row, &p);
	printf("\n%u devices are the same in both.\n", s->assets_same);
}

/* ---- JSON ----------------------------------------------------------------------------- */

static bool json_row(void *ctx, const struct diff_row *d)
{
	(void)ctx;
	return export_diff_row(d, stdout);
}

static void json_all(const struct diff *d)
{
	const struct diff_summary *s = diff_summary(d);

	if (export_diff_extent("before", &s->side[0], stdout) &&
	    export_diff_extent("after", &s->side[1], stdout))
		diff_each(d, json_row, NULL);
}

static bool is_bad(const struct command_line *cl, const struct diff_summary *s)
{
	enum severity least = SEVERITY_INFO;

	if (cl->fail_on == NULL || s->n[DIFF_RAISED] == 0)
		return false;
	while (strcmp(severity_name(least), cl->fail_on) != 0)
		least++;
	return s->worst >= least;
}

int cmd_diff(const struct command_line *cl)
{
	const struct diff_summary *s;
	struct err e = {0};
	struct diff *d = diff_open(cl->argument[0], cl->argument[1], &e);
	bool bad;

	if (d == NULL)
		return say_error(&e);
	s = diff_summary(d);
	if (s->side[1].frames > 0 && s->side[1].last_us < s->side[0].first_us)
		say("%s ends before %s begins; are they the wrong way round?",
		    cl->argument[1], cl->argument[0]);
	if (cl->json)
		json_all(d);
	else
		print_all(d);
	bad = is_bad(cl, s);
	diff_close(d);
	if (!out_flush(stdout, "standard output", &e))
		return say_error(&e);
	return bad ? STATUS_FINDINGS : STATUS_DONE;
}
