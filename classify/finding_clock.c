/* SPDX-License-Identifier: Apache-2.0 */
/*
 * finding_clock - whose clock is wrong, beside those of the same capture.
 *
 * The clock of the capture may be wrong itself: what most devices agree on is
 * right, and one alone says nothing.
 */
#include <stdlib.h>
#include <string.h>

#include "capture/base/must.h"
#include "classify/hits.h"

enum {
	STEP_S = 300,          /* of clock_offset                              */
	AGREE_LEAST = 2,       /* devices                                      */
	DRAWN_MOST = 1,        /* of TLS: one time that looks right may be by lot */
};

/* What one device shows in one capture. */
struct dial {
	uint16_t capture;
	int64_t off_s;
	bool torn;             /* it shows different times                     */
	const struct draft *draft;
	const struct known_fact *fact; /* of the time that it shows most       */
};

static int by_capture(const void *a, const void *b)
{
	const struct dial *x = a, *y = b;

	if (x->capture != y->capture)
		return x->capture < y->capture ? -1 : 1;
	if (x->off_s != y->off_s)
		return x->off_s < y->off_s ? -1 : 1;
	return x->draft->asset.id < y->draft->asset.id ? -1
	       : x->draft->asset.id > y->draft->asset.id;
}

static bool is_apart(int64_t a, int64_t b)
{
	return a - b > STEP_S || b - a > STEP_S;
}

static bool counts(const struct known_fact *f)
{
	const char *by = source_name(f->source);

	return f->attr == A_clock_offset && fact_counts(f) &&
	       (f->count > DRAWN_MOST || strcmp(by, "http") == 0 ||
		strcmp(by, "hl7") == 0);
}

static void note(struct dial *dial, unsigned *n, unsigned first,
		 const struct draft *d, const struct known_fact *f)
{
	int64_t off_s = strtoll(f->text, NULL, 10);

	for (unsigned i = first; i < *n; i++) {
		struct dial *o = &dial[i];

		if (o->capture != f->capture)
			continue;
		o->torn = o->torn || is_apart(o->off_s, off_s);
		if (f->count > o->fact->count ||
		    (f->count == o->fact->count && f->id < o->fact->id)) {
			o->fact = f;
			o->off_s = off_s;
		}
		return;
	}
	dial[(*n)++] = (struct dial){f->capture, off_s, false, d, f};
}

static struct dial *dials_of(const struct inventory *v, unsigned *n)
{
	unsigned room = 0, kept = 0;
	struct dial *dial;

	*n = 0;
	for (unsigned i = 0; i < v->drafts; i++)
		for (unsigned k = 0; draft_has(&v->draft[i], A_clock_offset) &&
				     k < v->draft[i].asset.facts;
		     k++)
			room += counts(v->draft[i].asset.fact[k]);
	dial = must_alloc(room + 1, sizeof(*dial));
	for (unsigned i = 0; i < v->drafts && room > 0; i++) {
		const struct draft *d = &v->draft[i];
		unsigned first = *n;

		for (unsigned k = 0;
		     draft_has(d, A_clock_offset) && k < d->asset.facts; k++)
			if (counts(d->asset.fact[k]))
				note(dial, n, first, d, d->asset.fact[k]);
	}
	for (unsigned i = 0; i < *n; i++)
		if (!dial[i].torn)
			dial[kept++] = dial[i];
	*n = kept;
	if (kept > 0)
		qsort(dial, kept, sizeof(*dial), by_capture);
	return dial;
}

/* How many agree with a time. */
static unsigned agreeing(const struct dial *dial, unsigned n, int64_t off_s)
{
	unsigned count = 0;

	for (unsigned i = 0; i < n; i++)
		count += !is_apart(dial[i].off_s, off_s);
	return count;
}

static void describe(char text[OBS_TEXT], int64_t off_s, uint64_t others)
{
	uint64_t minutes = (uint64_t)(off_s < 0 ? -off_s : off_s) / 60;
	const char *unit = "minutes";

	if (minutes >= UINT64_C(2) * 1440) {
		minutes /= 1440;
		unit = "days";
	} else if (minutes >= 120) {
		minutes /= 60;
		unit = "hours";
	}
	snprintf(text, OBS_TEXT, "its clock is about %llu %s %s that of %llu others",
		 (unsigned long long)minutes, unit,
		 off_s < 0 ? "behind" : "before", (unsigned long long)others);
}

static void judge_capture(struct hits *h, const struct dial *dial, unsigned n)
{
	const struct text_rule *r = rule_find(h->v->knowledge, "NET-012");
	unsigned most = 0;
	int64_t right_s = 0;

	for (unsigned i = 0; i < n; i++) {
		unsigned count = agreeing(dial, n, dial[i].off_s);

		if (count > most) {
			most = count;
			right_s = dial[i].off_s;
		}
	}
	if (most < AGREE_LEAST || most * 2 <= n)
		return;
	for (unsigned i = 0; i < n; i++) {
		char text[OBS_TEXT];

		if (!is_apart(dial[i].off_s, right_s))
			continue;
		describe(text, dial[i].off_s - right_s, most);
		hits_fact(h, r, dial[i].draft, 0, dial[i].fact,
			  pool_text(&h->v->judged, text));
	}
}

void finding_clock(struct hits *h)
{
	unsigned n, end;
	struct dial *dial = dials_of(h->v, &n);

	for (unsigned i = 0; i < n; i = end) {
		for (end = i + 1;
		     end < n && dial[end].capture == dial[i].capture;)
			end++;
		judge_capture(h, dial + i, end - i);
	}
	free(dial);
}
