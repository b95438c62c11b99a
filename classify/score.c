/* SPDX-License-Identifier: Apache-2.0 */
/*
 * score - impact times likelihood, each step in permille, rounded half up.
 *
 * Findings that say who reaches a device (NET-, SEG-) set its exposure and are
 * no weight of their own, but for two that are a compromise; ADV- come through
 * their advisories. Three of a group count, and five advisories.
 */
#include "classify/score.h"

#include <stdlib.h>
#include <string.h>

#include "capture/base/must.h"

enum { GROUP = 3, PER_GROUP = 3, ADVISORIES = 5, LEAST_DOUBT = 50 };

static unsigned mul(unsigned a, unsigned b)
{
	return (a * b + 500) / 1000;
}

const char *score_floor_name(enum score_floor f)
{
	switch (f) {
	case FLOOR_COMPROMISE: return "active-compromise-or-backdoor";
	case FLOOR_CRITICAL: return "critical-finding-open";
	case FLOOR_REACHED:
		return "internet-or-guest-reaches-clinical-device";
	default: return "known-exploited-on-critical-device";
	}
}

/* As signatures/classes.txt grades them. */
const char *criticality_means(char criticality)
{
	static const char *const means[] = {
		"criticality A: gives therapy or keeps alive",
		"criticality B: monitors or alarms",
		"criticality C: diagnoses or carries clinical flow",
		"criticality D: supports care", "criticality E: other"};

	return criticality >= 'A' && criticality <= 'E'
		       ? means[criticality - 'A'] : "";
}

const char *score_band(unsigned score)
{
	return score >= 60   ? "critical"
	       : score >= 40 ? "high"
	       : score >= 20 ? "medium"
			     : "low";
}

unsigned score_advisory_weight(unsigned cvss, unsigned verdict,
			       enum reach reach, enum exploitation exploitation)
{
	static const unsigned verdicts[] = {0, 150, 500, 1000};
	static const unsigned reaches[] = {100, 300, 800, 1000};
	static const unsigned exploited[] = {400, 700, 1000};

	return mul(mul(mul((600 * cvss + 50) / 100, verdicts[verdict]),
		       reaches[reach]),
		   exploited[exploitation]);
}

unsigned score_of_match(const struct asset_advisory *m)
{
	return score_advisory_weight(m->product->score, m->verdict,
				     (enum reach)m->product->reach,
				     (enum exploitation)m->product->exploitation);
}

enum life life_of_state(enum finding_state s)
{
	switch (s) {
	case STATE_STALE: return LIFE_STALE;
	case STATE_MITIGATED: return LIFE_MITIGATED;
	case STATE_ACCEPTED:
	case STATE_FIXED:
	case STATE_SUPPRESSED: return LIFE_ENDED;
	default: return LIFE_OPEN;
	}
}

static unsigned impact_of(const struct score_device *d)
{
	static const unsigned phi[] = {0, 5, 10};
	unsigned base = d->criticality == 'A'   ? 100
			: d->criticality == 'B' ? 80
			: d->criticality == 'C' ? 65
			: d->criticality == 'D' ? 45
			: d->criticality == 'E' ? 25
						: 50;

	return base + phi[d->phi] > 100 ? 100 : base + phi[d->phi];
}

static unsigned finding_weight(const struct score_finding *f)
{
	static const unsigned severity[SEVERITIES] = {0, 30, 100, 250, 500};
	static const unsigned confidence[] = {500, 750, 1000};
	static const unsigned life[] = {1000, 500, 300, 0};

	return mul(mul(severity[f->severity], confidence[f->confidence]),
		   life[f->life]);
}

static bool is_group(const char *rule, const char *group)
{
	return strncmp(rule, group, GROUP) == 0;
}

static bool counts(const struct score_finding *f)
{
	if (strcmp(f->rule, "NET-006") == 0 || strcmp(f->rule, "NET-013") == 0)
		return true;
	return !is_group(f->rule, "NET") && !is_group(f->rule, "SEG") &&
	       !is_group(f->rule, "ADV");
}

/* ---- what counts ---------------------------------------------------------------- */

static int by_weight(const void *a, const void *b)
{
	const struct score_item *x = a, *y = b;

	if (x->weight != y->weight)
		return x->weight > y->weight ? -1 : 1;
	return strcmp(x->id, y->id);
}

/* How many of the kept are advisories like it, or of its group. */
static unsigned alike(const struct score *s, const struct score_item *item)
{
	unsigned n = 0;

	for (unsigned i = 0; i < s->items; i++)
		n += s->item[i].advisory == item->advisory &&
		     (item->advisory || is_group(s->item[i].id, item->id));
	return n;
}

static void keep(struct score *s, const struct score_item *item, unsigned n)
{
	for (unsigned i = 0; i < n && s->items < SCORE_ITEMS; i++)
		if (item[i].weight > 0 &&
		    alike(s, &item[i]) <
			    (item[i].advisory ? ADVISORIES : PER_GROUP))
			s->item[s->items++] = item[i];
}

static struct score_item item_of(const char *id, unsigned weight, bool advisory)
{
	struct score_item item = {.weight = (uint16_t)weight,
				  .advisory = advisory};
	size_t n = strnlen(id, SCORE_ID - 1);

	memcpy(item.id, id, n);
	return item;
}

static void gather(const struct score_device *d, struct score *s)
{
	struct score_item *all;
	unsigned n = 0;

	if (d->findings + d->advisories == 0)
		return;
	all = must_alloc(d->findings + d->advisories, sizeof(*all));
	for (unsigned i = 0; i < d->advisories; i++)
		all[n++] = item_of(d->advisory[i].id, d->advisory[i].weight,
				   true);
	for (unsigned i = 0; i < d->findings; i++)
		if (counts(&d->finding[i]))
			all[n++] = item_of(d->finding[i].rule,
					   finding_weight(&d->finding[i]),
					   false);
	qsort(all, n, sizeof(*all), by_weight);
	keep(s, all, n);
	free(all);
}

/* ---- floors ---------------------------------------------------------------------- */

static bool is_open(const struct score_finding *f)
{
	return f->life == LIFE_OPEN;
}

static unsigned floor_of(const struct score_device *d,
			 const struct score_finding *f, unsigned *floor)
{
	static const char *const compromise[] = {
		"SCN-001", "SCN-003", "SCN-007", "SCN-008", "NET-006",
		"NET-013",
	};
	bool reaches = strcmp(f->rule, "NET-002") == 0 ||
		       strcmp(f->rule, "SEG-002") == 0;
	unsigned least = 0;

	*floor = 0;
	for (size_t i = 0; i < sizeof(compromise) / sizeof(compromise[0]); i++)
		if (f->confidence > 0 && strcmp(f->rule, compromise[i]) == 0) {
			*floor |= FLOOR_COMPROMISE;
			least = 60;
		}
	if (f->severity == SEVERITY_CRITICAL && f->confidence > 0) {
		*floor |= FLOOR_CRITICAL;
		least = least > 40 ? least : 40;
	}
	if (reaches && d->criticality >= 'A' && d->criticality <= 'C') {
		*floor |= FLOOR_REACHED;
		least = 60;
	}
	if (strcmp(f->rule, "ADV-003") == 0 && f->confidence == 2 &&
	    (d->criticality == 'A' || d->criticality == 'B')) {
		*floor |= FLOOR_EXPLOITED;
		least = 60;
	}
	return least;
}

static unsigned value_of(enum score_floor f)
{
	return f == FLOOR_CRITICAL ? 40 : 60;
}

static void lift(const struct score_device *d, struct score *s)
{
	unsigned all = 0;

	for (unsigned i = 0; i < d->findings; i++) {
		unsigned floors, least;

		if (!is_open(&d->finding[i]))
			continue;
		least = floor_of(d, &d->finding[i], &floors);
		all |= floors;
		if (least > s->score)
			s->score = least;
	}
	for (unsigned f = FLOOR_COMPROMISE; f <= FLOOR_EXPLOITED; f *= 2)
		if ((all & f) != 0 && value_of(f) > s->raw)
			s->floors |= f;
}

/* ---- the sum ---------------------------------------------------------------------- */

static unsigned l0_of(unsigned left)
{
	return 1000 - left > LEAST_DOUBT ? 1000 - left : LEAST_DOUBT;
}

static unsigned likelihood_of(const struct score_device *d, unsigned l0)
{
	static const unsigned exposure[] = {600, 800, 1000, 1150, 1300};
	unsigned l = mul(l0, exposure[d->exposure]);

	return l < 1000 ? l : 1000;
}

static unsigned product(const struct score *s, unsigned likelihood)
{
	return (s->impact * likelihood + 500) / 1000;
}

static void sum_up(const struct score_device *d, struct score *s)
{
	unsigned left = 1000;

	for (unsigned i = 0; i < s->items; i++) {
		left = mul(left, 1000u - s->item[i].weight);
		s->item[i].left = (uint16_t)left;
	}
	s->exposure = d->exposure;
	s->impact = impact_of(d);
	s->l0 = l0_of(left);
	s->likelihood = likelihood_of(d, s->l0);
	s->raw = s->score = product(s, s->likelihood);
	lift(d, s);
}

unsigned score_total(const struct score_device *d)
{
	struct score s;

	memset(&s, 0, sizeof(s));
	gather(d, &s);
	sum_up(d, &s);
	return s.score;
}

/* The same device without what bears that name. */
static unsigned score_without(const struct score_device *d,
			      const struct score_item *item)
{
	struct score_finding *finding =
		must_alloc(d->findings + 1, sizeof(*finding));
	struct score_advisory *advisory =
		must_alloc(d->advisories + 1, sizeof(*advisory));
	struct score_device rest = *d;
	bool left_out = false;
	unsigned total;

	rest.findings = rest.advisories = 0;
	for (unsigned i = 0; i < d->findings; i++)
		if (item->advisory || left_out ||
		    strcmp(d->finding[i].rule, item->id) != 0 ||
		    finding_weight(&d->finding[i]) != item->weight)
			finding[rest.findings++] = d->finding[i];
		else
			left_out = true;
	for (unsigned i = 0; i < d->advisories; i++)
		if (!item->advisory ||
		    strcmp(d->advisory[i].id, item->id) != 0)
			advisory[rest.advisories++] = d->advisory[i];
	rest.finding = finding;
	rest.advisory = advisory;
	total = score_total(&rest);
	free(finding);
	free(advisory);
	return total;
}

void score_compute(const struct score_device *d, struct score *s)
{
	memset(s, 0, sizeof(*s));
	gather(d, s);
	sum_up(d, s);
	for (unsigned i = 0; i < s->items; i++)
		s->item[i].without = (uint8_t)score_without(d, &s->item[i]);
}
