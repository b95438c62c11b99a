/* SPDX-License-Identifier: Apache-2.0 */
/* life - the state of a finding: decisions first, then when it was seen. */
#include "classify/life.h"

#include <stdlib.h>
#include <string.h>

static const char *const names[FINDING_STATES] = {
	[STATE_NEW] = "new",		 [STATE_OPEN] = "open",
	[STATE_REOPENED] = "reopened",	 [STATE_STALE] = "stale",
	[STATE_MITIGATED] = "mitigated", [STATE_ACCEPTED] = "accepted",
	[STATE_FIXED] = "fixed",	 [STATE_SUPPRESSED] = "suppressed",
};

const char *finding_state_name(enum finding_state s)
{
	return s < FINDING_STATES ? names[s] : "";
}

enum finding_state finding_state_named(const char *name)
{
	enum finding_state s = 0;

	while (s < FINDING_STATES && strcmp(names[s], name) != 0)
		s++;
	return s;
}

bool finding_state_is_open(enum finding_state s)
{
	return s <= STATE_REOPENED;
}

static int decision_order(const void *a, const void *b)
{
	const struct decision *x = a, *y = b;
	int by_rule = strcmp(x->rule, y->rule);

	if (x->asset != y->asset)
		return x->asset < y->asset ? -1 : 1;
	if (by_rule != 0)
		return by_rule;
	return x->port < y->port ? -1 : x->port > y->port;
}

void decisions_sort(struct decisions *d)
{
	if (d->decisions > 0)
		qsort(d->decision, d->decisions, sizeof(*d->decision),
		      decision_order);
}

const struct decision *decision_find(const struct decisions *d, uint64_t asset,
				     const char *rule, uint16_t port)
{
	struct decision key = {.asset = asset, .port = port};
	size_t n = strnlen(rule, LIFE_RULE);

	if (d->decisions == 0 || n == LIFE_RULE)
		return NULL;
	memcpy(key.rule, rule, n);
	return bsearch(&key, d->decision, d->decisions, sizeof(key),
		       decision_order);
}

bool is_suppressed(const struct decisions *d, uint64_t asset, const char *rule,
		   const char *class, uint64_t seen_us)
{
	for (size_t i = 0; i < d->suppressions; i++) {
		const struct suppression *s = &d->suppression[i];

		if (strcmp(s->rule, rule) == 0 && s->until_us > seen_us &&
		    (s->asset == 0 || s->asset == asset) &&
		    (s->class[0] == '\0' ||
		     (class != NULL && strcmp(s->class, class) == 0)))
			return true;
	}
	return false;
}

/* What was called fixed and is seen again is not; the end of a decision gives
 * the finding back to those who decide. */
static bool still_holds(const struct decision *d, const struct sighting *s)
{
	if (d->state == STATE_FIXED)
		return s->last_us <= d->seen_us;
	return d->state != STATE_REOPENED &&
	       (d->until_us == 0 || d->until_us > s->seen_us);
}

enum finding_state finding_state_of(const struct decision *d, bool suppressed,
				    const struct sighting *s)
{
	if (suppressed)
		return STATE_SUPPRESSED;
	if (d != NULL && still_holds(d, s))
		return d->state;
	/* Who opened it again knew what had been seen until then. */
	if (s->ended_us > (d != NULL && d->state == STATE_REOPENED ? d->seen_us
								   : 0))
		return STATE_FIXED;
	if (s->seen_us > LIFE_STALE_US &&
	    s->last_us < s->seen_us - LIFE_STALE_US)
		return STATE_STALE;
	if (d != NULL)
		return STATE_REOPENED;
	return s->first_us + LIFE_NEW_US > s->seen_us ? STATE_NEW : STATE_OPEN;
}
