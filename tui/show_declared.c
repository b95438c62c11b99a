/* SPDX-License-Identifier: Apache-2.0 */
/* show_declared - what makers declare of their models, beside what was seen. */
#include <inttypes.h>
#include <string.h>

#include "store/models.h"
#include "tui/pile.h"
#include "tui/show.h"
#include "tui/why.h"

enum { EXAMPLES = 2 };

/* ---- all documents ----------------------------------------------------------------- */

static bool print_document(void *ctx, const struct mds2_row *d)
{
	unsigned *n = ctx;

	(*n)++;
	print_text(stdout, d->vendor);
	printf("  ");
	print_text(stdout, d->model);
	printf("\n    ");
	print_text(stdout, d->document[0] != '\0' ? d->document
						  : "without a number");
	print_behind(", ", d->edition);
	printf(" (");
	print_text(stdout, d->file);
	printf("), %u answers\n    ", d->answers);
	if (d->devices == 0)
		printf("means no device here; --vendor and --model name it as "
		       "wardwatch does\n");
	else
		printf("means %u device%s; what was seen on %u contradicts %u "
		       "answer%s\n",
		       d->devices, plural(d->devices), d->against,
		       d->questions, plural(d->questions));
	return true;
}

bool show_documents(struct reader *r, struct err *e)
{
	unsigned n = 0;
	bool good = reader_mds2(r, 0, print_document, &n, e);

	if (good && n == 0)
		printf("(none)\n");
	return good;
}

/* ---- one question -------------------------------------------------------------------- */

struct declared_page {
	struct reader *reader;
	struct pile seen;
	unsigned devices, width;
	uint64_t asset;        /* 0: all of the model                          */
	unsigned count[AGREEMENTS]; /* of questions                            */
};

static bool keep_seen(void *ctx, const struct mds2_seen_row *row)
{
	struct declared_page *p = ctx;

	return keep(&p->seen, row, sizeof(*row));
}

static bool same_sight(const struct mds2_seen_row *a,
		       const struct mds2_seen_row *b)
{
	return strcmp(a->rule, b->rule) == 0 && strcmp(a->seen, b->seen) == 0 &&
	       a->agreement == b->agreement;
}

/* The next row from i on that is about the question; rows when there is none. */
static size_t next_seen(const struct declared_page *p, const char *question,
			size_t i)
{
	while (i < p->seen.rows &&
	       strcmp(((const struct mds2_seen_row *)kept(&p->seen, i))
			      ->question,
		      question) != 0)
		i++;
	return i;
}

static enum agreement agreement_of(const struct declared_page *p,
				   const char *question)
{
	enum agreement most = NOT_OBSERVED;

	for (size_t i = next_seen(p, question, 0); i < p->seen.rows;
	     i = next_seen(p, question, i + 1)) {
		const struct mds2_seen_row *row = kept(&p->seen, i);

		if (row->agreement > most)
			most = row->agreement;
	}
	return most;
}

static void print_where(const struct mds2_seen_row *row, unsigned width)
{
	const struct evidence_row *v = &row->evidence;
	char time[TIME_TEXT], line[1024];

	time_print(v->first_us, time);
	snprintf(line, sizeof(line), "%s%s%s%s%s: %s: %s; %s, frame %" PRIu64
		 ", %s",
		 row->asset_text, row->asset_name[0] != '\0' ? " " : "",
		 row->asset_name, row->asset_ip[0] != '\0' ? " " : "",
		 row->asset_ip, v->sentence, v->value, v->capture, v->frame,
		 time);
	printf("                ");
	print_wrapped(stdout, line, 18, width);
}

static bool is_told(const struct declared_page *p, const char *question,
		    size_t before, const struct mds2_seen_row *row)
{
	for (size_t i = next_seen(p, question, 0); i < before;
	     i = next_seen(p, question, i + 1))
		if (same_sight(kept(&p->seen, i), row))
			return true;
	return false;
}

/* One thing that was seen, on how many devices, with an example or two. */
static void print_seen(const struct declared_page *p, const char *question,
		       size_t at)
{
	const struct mds2_seen_row *first = kept(&p->seen, at);
	unsigned devices = 0;

	for (size_t i = at; i < p->seen.rows; i = next_seen(p, question, i + 1))
		devices += same_sight(kept(&p->seen, i), first);
	printf("              %s", first->decides ? "seen: " : "also seen: ");
	print_text(stdout, first->seen);
	if (first->rule[0] != '\0')
		printf(" (%s)", first->rule);
	if (first->port != 0)
		printf(", port %u", first->port);
	if (p->asset == 0)
		printf(", on %u of %u device%s", devices, p->devices,
		       plural(p->devices));
	printf("\n");
	devices = 0;
	for (size_t i = at; i < p->seen.rows && devices < EXAMPLES;
	     i = next_seen(p, question, i + 1))
		if (same_sight(kept(&p->seen, i), first)) {
			print_where(kept(&p->seen, i), p->width);
			devices++;
		}
}

static bool print_answer(void *ctx, const struct mds2_answer_row *a)
{
	struct declared_page *p = ctx;
	enum agreement agreement = agreement_of(p, a->question);

	p->count[agreement]++;
	printf("\n  %-10s  declared ", a->question);
	print_text(stdout, a->answer[0] != '\0' ? a->answer
			   : a->in_form		? "nothing"
						: "nothing (not in the form)");
	printf(": ");
	print_text(stdout, a->asks);
	printf("\n              %s\n", agreement_name(agreement));
	if (a->note[0] != '\0') {
		printf("              note: ");
		print_wrapped(stdout, a->note, 20, p->width);
	}
	if (a->blind != NULL) {
		printf("              nothing here looks for it: ");
		print_wrapped(stdout, a->blind, 20, p->width);
	}
	for (size_t i = next_seen(p, a->question, 0); i < p->seen.rows;
	     i = next_seen(p, a->question, i + 1))
		if (!is_told(p, a->question, i, kept(&p->seen, i)))
			print_seen(p, a->question, i);
	return true;
}

/* ---- one document -------------------------------------------------------------------- */

static void print_legend(const struct declared_page *p)
{
	printf("\n%u contradicted, %u not used, %u to check, %u agree, %u not "
	       "observed\n",
	       p->count[CONTRADICTS], p->count[UNUSED], p->count[TO_CHECK],
	       p->count[AGREES], p->count[NOT_OBSERVED]);
	print_wrapped(stdout,
		      "These are observations: what contradicts a form may be a "
		      "setting of the site. not used: declared as possible, and "
		      "seen to work without. to check: what was seen bears on the "
		      "answer without deciding it. not observed proves nothing "
		      "and is no agreement.",
		      0, p->width);
}

static bool print_head(void *ctx, const struct mds2_row *d)
{
	struct declared_page *p = ctx;
	unsigned n = 0;

	p->devices = d->devices;
	return print_document(&n, d);
}

bool show_document(struct reader *r, const char *what, unsigned width,
		   struct err *e)
{
	struct declared_page p = {.reader = r, .width = width};
	uint64_t document;
	bool good = reader_find_mds2(r, what, &document, &p.asset, e) &&
		    reader_mds2(r, document, print_head, &p, e) &&
		    reader_mds2_seen(r, document, p.asset, keep_seen, &p, e) &&
		    reader_mds2_answers(r, document, print_answer, &p, e);

	free(p.seen.row);
	if (good)
		print_legend(&p);
	return good;
}

/* ---- of one device, in a line ----------------------------------------------------------- */

enum { QUESTIONS = 64 };

struct sum_up {
	const struct asset_row *asset;
	char question[QUESTIONS][16];
	unsigned questions;
};

static bool count_against(void *ctx, const struct mds2_seen_row *row)
{
	struct sum_up *s = ctx;

	if (row->agreement != CONTRADICTS)
		return true;
	for (unsigned i = 0; i < s->questions; i++)
		if (strcmp(row->question, s->question[i]) == 0)
			return true;
	memcpy(s->question[s->questions++], row->question,
	       sizeof(s->question[0]));
	return s->questions < QUESTIONS;
}

static bool print_line(void *ctx, const struct mds2_row *d)
{
	const struct sum_up *s = ctx;

	printf("  MDS2        ");
	print_text(stdout, d->document[0] != '\0' ? d->document : d->file);
	print_behind(", ", d->edition);
	printf("; what was seen contradicts %u answer%s: wardwatch show mds2 "
	       "%s\n",
	       s->questions, plural(s->questions), s->asset->id_text);
	return true;
}

bool why_declared(struct reader *r, const struct asset_row *a, struct err *e)
{
	struct sum_up s = {.asset = a};
	uint64_t document;

	if (!reader_mds2_of(r, a->id, &document, e))
		return false;
	return document == 0 ||
	       (reader_mds2_seen(r, document, a->id, count_against, &s, e) &&
		reader_mds2(r, document, print_line, &s, e));
}
