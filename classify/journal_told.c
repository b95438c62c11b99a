/* SPDX-License-Identifier: Apache-2.0 */
/*
 * journal_told - what a device says about itself, and from then on otherwise.
 *
 * A value has replaced another when no value of that attribute, port and
 * source was said before and after it began, and the one before had been said
 * for a day or more. So what is said in turns, or by several programs of one
 * device, is no change.
 */
#include <stdlib.h>
#include <string.h>

#include "capture/base/must.h"
#include "classify/journal.h"

/* CHANGES: nothing that tells of a change. */
static enum change_kind kind_of(uint16_t attr)
{
	static const enum attr versions[] = {
		A_system_description, A_ntlm_version, A_ftp_banner,
		A_hl7_version,
	};
	const struct attr_row *row = attr_row((enum attr)attr);

	for (size_t i = 0; i < sizeof(versions) / sizeof(versions[0]); i++)
		if (versions[i] == attr)
			return CHANGE_SOFTWARE;
	switch (row->claim) {
	case CLAIM_VERSION:
	case CLAIM_SOFTWARE:
	case CLAIM_OS:
		return CHANGE_SOFTWARE;
	case CLAIM_VENDOR:
	case CLAIM_MODEL:
	case CLAIM_SERIAL_NO:
		return CHANGE_IDENTITY;
	case CLAIM_NAME: /* a node may have many titles, but one host name    */
		return row->gate == GATE_HOST ? CHANGE_IDENTITY : CHANGES;
	default:
		return CHANGES;
	}
}

static int by_port_and_time(const void *a, const void *b)
{
	const struct known_fact *x = *(struct known_fact *const *)a;
	const struct known_fact *y = *(struct known_fact *const *)b;

	if (x->port != y->port)
		return x->port < y->port ? -1 : 1;
	if (x->source != y->source)
		return x->source < y->source ? -1 : 1;
	if (x->first_us != y->first_us)
		return x->first_us < y->first_us ? -1 : 1;
	return fact_order(x, y);
}

static bool is_same_mouth(const struct known_fact *x, const struct known_fact *y)
{
	return x->port == y->port && x->source == y->source;
}

/* Facts of one mouth, the earliest first. */
static void note_mouth(struct journal *j, const struct draft *d,
		       struct known_fact *const *fact, unsigned n)
{
	const struct known_fact *last = fact[0]; /* said latest so far         */

	for (unsigned i = 1; i < n; i++) {
		const struct known_fact *f = fact[i];

		if (f->first_us > last->last_us &&
		    last->last_us - last->first_us >= JOURNAL_DAY_US &&
		    strcmp(f->text, last->text) != 0)
			journal_note(j, d, (struct change){
				.at_us = f->first_us,
				.kind = kind_of(f->attr),
				.field = attr_row((enum attr)f->attr)->name,
				.before = last->text,
				.after = f->text});
		if (f->last_us > last->last_us)
			last = f;
	}
}

/* All facts of one attribute, of which only own words count. */
static void note_attr(struct journal *j, const struct draft *d,
		      struct known_fact *const *fact, unsigned n,
		      struct known_fact **own)
{
	unsigned owns = 0;

	for (unsigned i = 0; i < n; i++)
		if (fact[i]->voice == VOICE_SELF)
			own[owns++] = fact[i];
	if (owns < 2)
		return;
	qsort((void *)own, owns, sizeof(struct known_fact *), by_port_and_time);
	for (unsigned i = 0, k; i < owns; i = k) {
		for (k = i; k < owns && is_same_mouth(own[i], own[k]);)
			k++;
		note_mouth(j, d, own + i, k - i);
	}
}

void journal_told(struct journal *j)
{
	for (unsigned i = 0; i < j->v->drafts; i++) {
		const struct draft *d = &j->v->draft[i];
		const struct asset *a = &d->asset;
		struct known_fact **own;

		if (a->last_us < a->first_us + JOURNAL_DAY_US)
			continue;
		own = must_alloc(a->facts + 1, sizeof(struct known_fact *));
		for (unsigned f = 0, k; f < a->facts; f = k) {
			uint16_t attr = a->fact[f]->attr;

			for (k = f; k < a->facts && a->fact[k]->attr == attr;)
				k++;
			if (kind_of(attr) != CHANGES)
				note_attr(j, d, a->fact + f, k - f, own);
		}
		free((void *)own);
	}
}
