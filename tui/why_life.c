/* SPDX-License-Identifier: Apache-2.0 */
/* why_life - what was decided about findings, and how scores came about. */
#include "tui/why.h"

#include <string.h>

enum { DAYS_SHOWN = 5, CHANGES_SHOWN = 10, LABEL = 14 };

static const char *meaning(const struct finding_row *f)
{
	static const char *const words[FINDING_STATES] = {
		[STATE_NEW] = "first seen in the last seven days",
		[STATE_OPEN] = "it asks for action",
		[STATE_REOPENED] = "what was decided holds no longer",
		[STATE_STALE] = "not seen for 30 days, which proves nothing",
		[STATE_MITIGATED] = "something else guards against it",
		[STATE_ACCEPTED] = "the risk is borne",
		[STATE_FIXED] = "called fixed, and not seen since",
		[STATE_SUPPRESSED] = "nobody wants to hear of this rule here",
	};

	return words[f->state];
}

void why_life(const struct finding_row *f, unsigned width)
{
	char since[TIME_TEXT], until[DAY_TEXT], line[ROW_TEXT + 256];

	time_print(f->since_us, since);
	day_print(f->until_us, until);
	printf("  state       %s since %.10s: %s\n", finding_state_name(f->state),
	       since, f->state == STATE_FIXED && f->ended_us != 0
			      ? "the wire shows the opposite"
			      : meaning(f));
	if (f->decided_by[0] == '\0')
		return;
	snprintf(line, sizeof(line), "by %s%s%s: %s", f->decided_by,
		 until[0] != '\0' ? ", until " : "", until, f->reason);
	printf("  decided     ");
	print_wrapped(stdout, line, LABEL, width);
}

/* ---- acts -------------------------------------------------------------------- */

struct acts {
	const struct finding_row *finding;
	bool any;
};

static bool print_act(void *ctx, const struct act_row *a)
{
	struct acts *all = ctx;
	char at[TIME_TEXT], until[DAY_TEXT];

	if (strcmp(a->rule, all->finding->rule) != 0 ||
	    a->port != all->finding->port)
		return true;
	time_print(a->at_us, at);
	day_print(a->until_us, until);
	printf("  %-10s  %.10s  %s by ", all->any ? "" : "log", at, a->act);
	print_text(stdout, a->author);
	printf("%s%s: ", until[0] != '\0' ? ", until " : "", until);
	print_text(stdout, a->reason);
	printf("\n");
	all->any = true;
	return true;
}

bool why_acts(struct reader *r, const struct finding_row *f, struct err *e)
{
	struct acts all = {f, false};

	return reader_acts(r, f->asset, print_act, &all, e);
}

/* ---- what people said ---------------------------------------------------------- */

void print_saying(const struct said_row *s)
{
	char at[TIME_TEXT];

	time_print(s->at_us, at);
	printf("%llu  %.19sZ  ", (unsigned long long)s->number, at);
	print_text(stdout, s->author);
	printf("  %s ", s->act);
	if (s->undoes != 0)
		printf("%llu of ", (unsigned long long)s->undoes);
	printf("%s", s->asset_text);
	if (s->field[0] != '\0') {
		printf(" %s=", s->field);
		print_text(stdout, s->value);
	} else if (s->undoes == 0) {
		printf(strcmp(s->act, "join") == 0 ? " with %s" : " by=%s",
		       s->other);
	}
	if (s->undone != 0)
		printf(", undone by %llu", (unsigned long long)s->undone);
	printf(": ");
	print_text(stdout, s->reason);
	printf("\n");
}

static bool print_held(void *ctx, const struct said_row *s)
{
	bool *first = ctx;

	if (s->undone != 0 || s->undoes != 0)
		return true;
	if (*first)
		printf("\nWhat people said of it; wardwatch asset undo NUMBER "
		       "takes it back\n");
	*first = false;
	printf("  ");
	print_saying(s);
	return true;
}

bool why_said(struct reader *r, uint64_t asset, struct err *e)
{
	bool first = true;

	return reader_said(r, asset, print_held, &first, e);
}

/* ---- findings of the past ------------------------------------------------------- */

static bool print_past(void *ctx, const struct past_row *p)
{
	bool *first = ctx;
	char left[TIME_TEXT];

	if (p->back_us != 0)
		return true;
	if (*first)
		printf("\nFindings that it had\n");
	*first = false;
	time_print(p->left_us, left);
	printf("  %-8s  %-8s  ", severity_name(p->severity), p->rule);
	print_text(stdout, p->title);
	if (p->port != 0)
		printf(", port %u", p->port);
	printf(", %s %.10s\n", p->state, left);
	return true;
}

bool why_past(struct reader *r, uint64_t asset, struct err *e)
{
	bool first = true;

	return reader_past(r, asset, print_past, &first, e);
}

/* ---- the journal ------------------------------------------------------------------ */

static bool print_change(void *ctx, const struct change_row *c)
{
	unsigned *shown = ctx;
	char at[TIME_TEXT];

	if (strcmp(c->kind, "appeared") == 0)
		return true;
	if (*shown == 0)
		printf("\nWhat became of it\n");
	if (++*shown > CHANGES_SHOWN) {
		printf("  older ones: wardwatch changes %s\n", c->asset_text);
		return false;
	}
	time_print(c->at_us, at);
	printf("  %.10s  %-8s  ", at, c->kind);
	print_text(stdout, c->what);
	printf("\n");
	return true;
}

bool why_changes(struct reader *r, uint64_t asset, struct err *e)
{
	struct query q = {.asset = asset};
	unsigned shown = 0;

	return reader_changes(r, &q, print_change, &shown, e);
}

/* ---- scores by day --------------------------------------------------------------- */

static bool print_day(void *ctx, const struct score_day_row *d)
{
	unsigned *shown = ctx;
	char from[TIME_TEXT];

	time_print(d->from_us, from);
	printf("    since %.10s: %u%s%s\n", from, d->score,
	       d->other_rules ? ", by other rules" : "",
	       d->other_data ? ", with other advisory data" : "");
	return ++*shown < DAYS_SHOWN;
}

bool why_days(struct reader *r, uint64_t asset, struct err *e)
{
	unsigned shown = 0;

	return reader_score_days(r, asset, print_day, &shown, e);
}

/* ---- addresses by day ------------------------------------------------------------- */

struct leases {
	const struct asset_row *asset;
	bool others, printed;
};

static bool look_at_lease(void *ctx, const struct lease_row *row)
{
	struct leases *l = ctx;

	l->others = strcmp(row->ip, l->asset->ip) != 0;
	return !l->others;
}

static bool print_lease(void *ctx, const struct lease_row *row)
{
	struct leases *l = ctx;
	char first[TIME_TEXT], last[TIME_TEXT];

	time_print(row->first_us, first);
	time_print(row->last_us, last);
	printf("  %-10s  %s, from %.19sZ to %.19sZ\n",
	       l->printed ? "" : "leases", row->ip, first, last);
	l->printed = true;
	return true;
}

bool why_leases(struct reader *r, const struct asset_row *a, struct err *e)
{
	struct leases l = {.asset = a};

	return reader_leases(r, a->id, look_at_lease, &l, e) &&
	       (!l.others || reader_leases(r, a->id, print_lease, &l, e));
}
