/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_why - the reasons for what is said about a device, or for a finding. */
#include <string.h>

#include "store/store.h"
#include "tui/tui.h"

struct page {
	struct reader *reader;
	bool color;
	unsigned width;
	const struct claim_row *claim; /* whose reasons are printed            */
	uint64_t asset;
	struct err *err;
};

static void print_where(const struct evidence_row *r)
{
	char time[TIME_TEXT];

	time_print(r->first_us, time);
	printf("      %s, frame %llu, %s", r->capture,
	       (unsigned long long)r->frame, time);
	if (r->count > 1)
		printf(", seen %llu times", (unsigned long long)r->count);
	if (r->where[0] != '\0' && strcmp(r->where, "attribute") != 0)
		printf("; %s", r->where);
	printf("\n");
}

static bool print_reason(void *ctx, const struct evidence_row *r)
{
	struct page *p = ctx;

	if (strcmp(r->claim, p->claim->kind) != 0 ||
	    strcmp(r->claim_value, p->claim->value) != 0)
		return true;
	printf("    %s by %s: ", r->sentence, r->source);
	print_text(stdout, r->value);
	printf("  (%s%u)\n", r->counted ? "+" : "not added: ", r->decibans);
	print_where(r);
	return true;
}

static bool print_claim(void *ctx, const struct claim_row *c)
{
	struct page *p = ctx;

	p->claim = c;
	printf("\n  %s%-9s%s ", style_start(p->color, STYLE_TITLE), c->kind,
	       style_end(p->color));
	print_text(stdout, c->value);
	printf("  %s, %u decibans%s%s\n", grade_name(c->grade), c->decibans,
	       c->chosen ? "" : ", not chosen",
	       c->disputed ? ", disputed by the next" : "");
	return reader_evidence(p->reader, p->asset, print_reason, p, p->err);
}

static bool print_finding_line(void *ctx, const struct finding_row *f)
{
	(void)ctx;
	printf("  %-8s %-8s %s%s", severity_name(f->severity), f->rule,
	       f->title, f->port != 0 ? "" : "\n");
	if (f->port != 0)
		printf(" (port %u)\n", f->port);
	printf("           wardwatch why %s\n", f->id_text);
	return true;
}

struct one {
	struct asset_row row;
	bool found;
};

static bool keep_asset(void *ctx, const struct asset_row *a)
{
	struct one *one = ctx;

	one->row = *a;
	one->found = true;
	return false;
}

static bool print_asset(struct page *p, uint64_t id, struct err *e)
{
	struct query q = {.asset = id};
	struct one one = {.found = false};
	char first[TIME_TEXT], last[TIME_TEXT];

	p->asset = id;
	if (!reader_assets(p->reader, &q, keep_asset, &one, e))
		return false;
	time_print(one.row.first_us, first);
	time_print(one.row.last_us, last);
	printf("%s%s%s  %s  %s\n", style_start(p->color, STYLE_TITLE),
	       one.row.name[0] != '\0' ? one.row.name : one.row.ip,
	       style_end(p->color), one.row.id_text, one.row.class_name);
	printf("  addresses %s\n  MAC       %s  %s\n", one.row.addresses,
	       one.row.mac[0] != '\0' ? one.row.mac : "not visible",
	       one.row.mac_owner);
	printf("  seen      %s to %s\n", first, last);
	if (!reader_claims(p->reader, id, print_claim, p, e))
		return false;
	printf("\n%sFindings%s\n", style_start(p->color, STYLE_TITLE),
	       style_end(p->color));
	return reader_findings(p->reader, &q, print_finding_line, p, e);
}

struct wanted {
	uint64_t id;
	struct finding_row row;
};

static bool keep_finding(void *ctx, const struct finding_row *f)
{
	struct wanted *w = ctx;

	if (f->id != w->id)
		return true;
	w->row = *f;
	return false;
}

static bool print_evidence(void *ctx, const struct evidence_row *r)
{
	(void)ctx;
	printf("    %s by %s: ", r->sentence, r->source);
	print_text(stdout, r->value);
	printf("\n");
	print_where(r);
	return true;
}

static bool print_finding(struct page *p, uint64_t id, struct err *e)
{
	struct wanted w = {.id = id};
	struct query q = {0};

	if (!reader_findings(p->reader, &q, keep_finding, &w, e))
		return false;
	printf("%s%s %s%s  %s\n", style_start(p->color, STYLE_TITLE),
	       w.row.rule, w.row.title, style_end(p->color),
	       severity_name(w.row.severity));
	printf("  on        %s  %s  %s", w.row.asset_name, w.row.asset_ip,
	       w.row.asset_text);
	if (w.row.port != 0)
		printf("  port %u", w.row.port);
	printf("\n  seen      %s\n  because   ", w.row.detail);
	print_wrapped(stdout, w.row.because, 12, p->width);
	printf("  do        ");
	print_wrapped(stdout, w.row.advice, 12, p->width);
	printf("\n  Evidence\n");
	return reader_finding_evidence(p->reader, id, print_evidence, p, e);
}

int cmd_why(const struct command_line *cl)
{
	struct err e = {0}, other = {0};
	struct page p = {
		.color = style_wanted(cl, stdout),
		.width = out_width(stdout) > 40 ? out_width(stdout) : 80,
		.err = &e,
	};
	uint64_t id;
	bool good;

	p.reader = reader_open(path_to_read(cl), &e);
	if (p.reader == NULL)
		return say_error(&e);
	if (reader_find_asset(p.reader, cl->argument[0], &id, &e))
		good = print_asset(&p, id, &e);
	else if (reader_find_finding(p.reader, cl->argument[0], &id, &other))
		good = print_finding(&p, id, &e);
	else
		good = false;
	reader_close(p.reader);
	if (good)
		good = out_flush(stdout, "standard output", &e);
	return good ? 0 : say_error(&e);
}
