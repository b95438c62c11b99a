/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_why - the reasons for what is said about a device, or for a finding. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "classify/judge.h"
#include "tui/pile.h"
#include "tui/why.h"

enum { VALUES_SHOWN = 4, LEAST_WIDTH = 60, USUAL_WIDTH = 100 };

static bool keep_claim(void *p, const struct claim_row *row)
{
	return keep(p, row, sizeof(*row));
}

static bool keep_evidence(void *p, const struct evidence_row *row)
{
	return keep(p, row, sizeof(*row));
}

static bool keep_finding(void *p, const struct finding_row *row)
{
	return keep(p, row, sizeof(*row));
}

static bool keep_asset(void *p, const struct asset_row *row)
{
	return keep(p, row, sizeof(*row));
}

struct page {
	struct reader *reader;
	bool color;
	unsigned width;
	bool behind; /* the device is behind another                           */
};

static void heading(const struct page *p, const char *text)
{
	printf("\n%s%s%s\n", style_start(p->color, STYLE_TITLE), text,
	       style_end(p->color));
}

/* ---- one piece of evidence ------------------------------------------------------ */

static const char *speaker(const struct page *p, const char *voice)
{
	static const struct {
		const char *voice, *words;
	} speakers[] = {
		{"self", "the device itself"},
		{"peer", "its partner"},
		{"network", "somebody else on the network"},
		{"carried", "the equipment whose data it passes on"},
	};

	if (p->behind && strcmp(voice, "carried") == 0)
		return "the device, passed on by what it is behind";
	for (size_t i = 0; i < sizeof(speakers) / sizeof(speakers[0]); i++)
		if (strcmp(speakers[i].voice, voice) == 0)
			return speakers[i].words;
	return voice;
}

static void print_said(const struct evidence_row *r)
{
	print_text(stdout, r->sentence);
	printf(": ");
	print_text(stdout, r->value);
	/* A conversation names its port in its value. */
	if (r->port != 0 && r->source[0] != '\0')
		printf(", port %u", r->port);
	printf("\n");
}

/* Which rule made a reason of the fact. */
static const char *rule_of(const char *where)
{
	if (strcmp(where, "registry") == 0)
		return "; by the IEEE registry of makers";
	if (strcmp(where, "origins") == 0)
		return "; one of several senders that it speaks for";
	return strcmp(where, "relay") == 0
		       ? "; and sends on images of another node's serial number"
		       : NULL;
}

static void print_where(const struct page *p, const struct evidence_row *r)
{
	char time[TIME_TEXT], who[96] = "", line[512];
	int n;

	time_print(r->first_us, time);
	if (r->source[0] != '\0')
		snprintf(who, sizeof(who), "said by %s (%s); ",
			 speaker(p, r->voice), r->source);
	n = snprintf(line, sizeof(line), "%s%s, frame %" PRIu64 ", %s", who,
		     r->capture, r->frame, time);
	if (r->count > 1 && n > 0 && (size_t)n < sizeof(line))
		n += snprintf(line + n, sizeof(line) - (size_t)n,
			      ", %" PRIu64 " times", r->count);
	if (rule_of(r->where) != NULL && n > 0 && (size_t)n < sizeof(line))
		snprintf(line + n, sizeof(line) - (size_t)n, "%s",
			 rule_of(r->where));
	else if (r->where[0] != '\0' && strcmp(r->where, "attribute") != 0 &&
		 n > 0 && (size_t)n < sizeof(line))
		snprintf(line + n, sizeof(line) - (size_t)n,
			 "; by the signature at %s", r->where);
	printf("%s              ", style_start(p->color, STYLE_DIM));
	print_wrapped(stdout, line, 14, p->width);
	fputs(style_end(p->color), stdout);
}

/* ---- a device ---------------------------------------------------------------------- */

/* Whether a person said what this kind is. */
static bool is_told(const struct pile *claims, const char *kind)
{
	for (size_t i = 0; i < claims->rows; i++) {
		const struct claim_row *c = kept(claims, i);

		if (c->said != 0 && strcmp(c->kind, kind) == 0)
			return true;
	}
	return false;
}

static void print_person(const struct page *p, const struct claim_row *c)
{
	char at[TIME_TEXT], line[512];

	time_print(c->said_us, at);
	snprintf(line, sizeof(line), "%s, %.10s, number %" PRIu64 ": %s",
		 c->author, at, c->said, c->reason);
	printf("    said by   ");
	print_wrapped(stdout, line, 14, p->width);
}

static void print_claim(const struct page *p, const struct claim_row *c,
			const struct pile *claims, const struct pile *evidence)
{
	printf("\n  %-10s  %s", c->kind, style_start(p->color, STYLE_TITLE));
	print_text(stdout, c->value);
	printf("%s  %s%s%s\n", style_end(p->color),
	       c->said != 0 ? "said by a person" : grade_name(c->grade),
	       c->chosen		     ? ""
	       : is_told(claims, c->kind) ? ", says the wire"
				  : ", but something else is better supported",
	       c->disputed ? "; nearly as much speaks for another" : "");
	if (c->said != 0)
		print_person(p, c);
	for (size_t i = 0; i < evidence->rows; i++) {
		const struct evidence_row *r = kept(evidence, i);

		if (strcmp(r->claim, c->kind) != 0 ||
		    strcmp(r->claim_value, c->value) != 0)
			continue;
		printf("    %-8s  ", r->counted ? strength_name(r->decibans)
						: "the same");
		print_said(r);
		print_where(p, r);
	}
}

/* The values of one sentence, from row i on; answers the row after them. */
static size_t print_values(const struct pile *evidence, size_t i)
{
	const struct evidence_row *first = kept(evidence, i), *before = NULL;
	unsigned shown = 0, more = 0;

	printf("  ");
	print_text(stdout, first->sentence);
	for (; i < evidence->rows; i++) {
		const struct evidence_row *r = kept(evidence, i);

		if (r->claim[0] != '\0')
			continue;
		if (strcmp(r->sentence, first->sentence) != 0)
			break;
		if (before != NULL && strcmp(before->value, r->value) == 0)
			continue;
		before = r;
		more += shown == VALUES_SHOWN;
		if (shown == VALUES_SHOWN)
			continue;
		printf(shown++ == 0 ? ": " : ", ");
		print_text(stdout, r->value);
	}
	if (more > 0)
		printf(" and %u more", more);
	printf("\n");
	return i;
}

/* Facts that support no claim. */
static void print_others(const struct page *p, const struct pile *evidence)
{
	bool any = false;

	for (size_t i = 0; i < evidence->rows;) {
		const struct evidence_row *r = kept(evidence, i);

		if (r->claim[0] != '\0') {
			i++;
			continue;
		}
		if (!any)
			heading(p, "Also seen, deciding nothing about what it "
				   "is");
		any = true;
		i = print_values(evidence, i);
	}
}

static enum style style_of(enum severity s)
{
	if (s >= SEVERITY_HIGH)
		return STYLE_BAD;
	return s == SEVERITY_MEDIUM ? STYLE_WARN : STYLE_PLAIN;
}

/* At most so many; the page of the finding itself shows all. */
static bool print_evidence(const struct page *p, const struct finding_row *f,
			   size_t most, bool of_end, struct err *e)
{
	struct pile evidence = {0};
	bool good = of_end
			    ? reader_finding_end(p->reader, f->asset, f->id,
						 keep_evidence, &evidence, e)
			    : reader_finding_evidence(p->reader, f->asset, f->id,
						      keep_evidence, &evidence,
						      e);

	for (size_t i = 0; good && i < evidence.rows && i < most; i++) {
		printf("    %-8s  ", i > 0 ? "" : of_end ? "ended by" : "evidence");
		print_said(kept(&evidence, i));
		print_where(p, kept(&evidence, i));
	}
	if (good && evidence.rows > most)
		printf("              and %zu more\n", evidence.rows - most);
	free(evidence.row);
	return good;
}

static void print_finding_head(const struct page *p,
			       const struct finding_row *f)
{
	printf("  %s%-8s%s  %-8s  ", style_start(p->color,
						 style_of(f->severity)),
	       severity_name(f->severity), style_end(p->color), f->rule);
	print_text(stdout, f->title);
	if (f->port != 0)
		printf(", port %u", f->port);
	printf("  (%s)%s%s\n", f->id_text,
	       finding_state_is_open(f->state) ? "" : ", ",
	       finding_state_is_open(f->state) ? ""
					       : finding_state_name(f->state));
}

static bool print_findings(const struct page *p, uint64_t asset,
			   struct err *e)
{
	struct query q = {.asset = asset};
	struct pile all = {0};
	bool good = reader_findings(p->reader, &q, keep_finding, &all, e);

	heading(p, "Findings");
	if (good && all.rows == 0)
		printf("  none by the rules that there are\n");
	for (size_t i = 0; good && i < all.rows; i++) {
		const struct finding_row *f = kept(&all, i);

		print_finding_head(p, f);
		good = print_evidence(p, f, 1, false, e);
	}
	if (good && all.rows > 0)
		printf("\n  wardwatch why ID tells why it matters and what to "
		       "do.\n");
	free(all.row);
	return good && why_past(p->reader, asset, e);
}

static void print_asset_head(const struct page *p, const struct asset_row *a)
{
	char first[TIME_TEXT], last[TIME_TEXT];

	time_print(a->first_us, first);
	time_print(a->last_us, last);
	fputs(style_start(p->color, STYLE_TITLE), stdout);
	print_text(stdout, a->name[0] != '\0' ? a->name
		   : a->ip[0] != '\0'	      ? a->ip
		   : a->mac[0] != '\0'	      ? a->mac
		   : a->model[0] != '\0'     ? a->model
					      : "unnamed device");
	printf("%s  %s\n", style_end(p->color), a->id_text);
	if (a->behind != 0) {
		printf("  behind      ");
		print_text(stdout, a->behind_name);
		printf("  %s, which passes on its data\n", a->behind_text);
	}
	printf("  addresses   ");
	print_wrapped(stdout, a->addresses[0] != '\0' ? a->addresses : "none",
		      14, p->width);
	if (a->net[0] != '\0' && strcmp(a->net, "-") != 0)
		printf("  network     %s\n", a->net);
	printf("  MAC         %s", a->mac[0] != '\0' ? a->mac
						     : "not visible here");
	print_behind(", block registered to ", a->mac_owner);
	printf("\n  seen        %s to %s\n", first, last);
	why_kind(a);
}

/* The devices behind one, if there are any. */
static bool print_devices(const struct page *p, uint64_t id, struct err *e)
{
	char filter[32], text[ASSET_ID_TEXT];
	struct query q = {.filter = filter};
	struct pile all = {0};
	bool good;

	asset_id_print(id, text);
	snprintf(filter, sizeof(filter), "behind:%s", text);
	good = reader_assets(p->reader, &q, keep_asset, &all, e);
	if (good && all.rows > 0)
		heading(p, "Devices behind it, whose data it passes on");
	for (size_t i = 0; good && i < all.rows; i++) {
		const struct asset_row *a = kept(&all, i);
		const char *const word[] = {a->class_name, a->vendor, a->model,
					    a->serial};

		printf("  %s", a->id_text);
		for (size_t k = 0; k < sizeof(word) / sizeof(word[0]); k++) {
			if (word[k][0] == '\0')
				continue;
			printf("  ");
			print_text(stdout, word[k]);
		}
		printf("\n");
	}
	free(all.row);
	return good;
}

static bool print_asset(struct page *p, uint64_t id, struct err *e)
{
	struct query q = {.asset = id};
	struct pile asset = {0}, claims = {0}, evidence = {0};
	bool good = reader_assets(p->reader, &q, keep_asset, &asset, e) &&
		    reader_claims(p->reader, id, keep_claim, &claims, e) &&
		    reader_evidence(p->reader, id, keep_evidence, &evidence,
				    e);

	if (good && asset.rows > 0) {
		p->behind = ((const struct asset_row *)asset.row)->behind != 0;
		print_asset_head(p, kept(&asset, 0));
		good = why_declared(p->reader, kept(&asset, 0), e) &&
		       why_leases(p->reader, kept(&asset, 0), e) &&
		       why_score(p->reader, id, e) &&
		       why_days(p->reader, id, e);
	}
	if (good) {
		heading(p, "What it is, and why we say so");
		if (claims.rows == 0)
			printf("  unknown: nothing that it said decides it\n");
		for (size_t i = 0; i < claims.rows; i++)
			print_claim(p, kept(&claims, i), &claims,
				    &evidence);
		print_others(p, &evidence);
	}
	free(asset.row);
	free(claims.row);
	free(evidence.row);
	return good && why_said(p->reader, id, e) &&
	       print_devices(p, id, e) && print_findings(p, id, e) &&
	       why_advised(p->reader, id, e) && why_changes(p->reader, id, e);
}

/* ---- a finding ---------------------------------------------------------------------- */

static void print_part(const struct page *p, const char *label,
		       const char *text)
{
	if (text[0] == '\0')
		return;
	printf("  %-10s  ", label);
	print_wrapped(stdout, text, 14, p->width);
}

static bool print_one_finding(const struct page *p,
			      const struct finding_row *f, struct err *e)
{
	static const char *const sure[] = {"low", "medium", "high"};
	char first[TIME_TEXT], last[TIME_TEXT];

	time_print(f->first_us, first);
	time_print(f->last_us, last);
	print_finding_head(p, f);
	printf("  on          ");
	print_text(stdout, f->asset_name);
	printf("%s%s  %s\n", f->asset_name[0] != '\0' ? "  " : "", f->asset_ip,
	       f->asset_text);
	printf("  seen        %s to %s\n", first, last);
	printf("  confidence  %s\n", sure[f->confidence < 3 ? f->confidence
							     : 2]);
	why_life(f, p->width);
	print_part(p, "here", f->detail);
	print_part(p, "because", f->because);
	print_part(p, "advice", f->advice);
	print_part(p, "source", f->source);
	return print_evidence(p, f, SIZE_MAX, false, e) &&
	       print_evidence(p, f, 1, true, e) &&
	       why_acts(p->reader, f, e);
}

static bool print_finding(const struct page *p, uint64_t id, struct err *e)
{
	struct query q = {0};
	struct pile all = {0};
	bool good = reader_finding_asset(p->reader, id, &q.asset, e) &&
		    reader_findings(p->reader, &q, keep_finding, &all, e);

	for (size_t i = 0; good && i < all.rows; i++) {
		const struct finding_row *f = kept(&all, i);

		if (f->id == id) {
			good = print_one_finding(p, f, e);
			break;
		}
	}
	free(all.row);
	return good;
}

static bool print_page(struct page *p, const char *what, struct err *e)
{
	struct err other = {0};
	uint64_t id;
	bool finding = strchr(what, '@') != NULL;

	if (finding)
		return reader_find_finding(p->reader, what, &id, e) &&
		       print_finding(p, id, e);
	if (reader_find_asset(p->reader, what, &id, e))
		return print_asset(p, id, e);
	if (e->kind != ERR_USAGE && e->kind != ERR_INPUT)
		return false;
	if (reader_find_finding(p->reader, what, &id, &other))
		return print_finding(p, id, e);
	/* A rule that more than one device met is no missing device. */
	if (strstr(other.text, " findings; ") != NULL)
		*e = other;
	return false;
}

int cmd_why(const struct command_line *cl)
{
	unsigned width = out_width(stdout);
	struct err e = {0};
	struct page p = {
		.color = style_wanted(cl, stdout),
		.width = width == 0 ? USUAL_WIDTH
			 : width < LEAST_WIDTH ? LEAST_WIDTH
					       : width,
	};
	struct knowledge *classes;
	bool good;

	p.reader = reader_open(path_to_read(cl), &e);
	if (p.reader == NULL)
		return say_error(&e);
	classes = classes_of(cl);
	reader_know(p.reader, classes);
	good = print_page(&p, cl->argument[0], &e);
	reader_close(p.reader);
	knowledge_close(classes);
	if (good || ferror(stdout))
		good = out_flush(stdout, "standard output", &e);
	return good ? STATUS_DONE : say_error(&e);
}
