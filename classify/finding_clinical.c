/* SPDX-License-Identifier: Apache-2.0 */
/* finding_clinical - how clinical servers treat those who ask. */
#include <stdlib.h>
#include <string.h>

#include "capture/base/must.h"
#include "capture/base/spelling.h"
#include "classify/hits.h"

enum { TITLES = 2, ASSOCIATIONS = 5, SENDERS = 3, REJECTED = 10 };

/* ---- DICOM ---------------------------------------------------------------------------- */

/* PS3.8 9.3.4: source 1, reason 7, the called title is not known. */
enum { TITLE_UNKNOWN = 0x0107 };

/* Whether it turned one away that called it by a name it does not have. */
static bool looks_at_titles(const struct draft *d, uint16_t port)
{
	unsigned n;
	struct known_fact **f = draft_facts(d, A_dicom_rejected, &n);

	for (unsigned i = 0; i < n; i++)
		if (f[i]->voice == VOICE_SELF && f[i]->port == port &&
		    fact_word(f[i]) == TITLE_UNKNOWN)
			return true;
	return false;
}

/* Called by several names, and answered to each: it does not look. What it says
 * itself and what its partners say tells of the same associations. */
static void note_titles(struct hits *h, const struct draft *d)
{
	const struct text_rule *r = rule_find(h->v->knowledge, "CLN-002");
	const struct asset *a = &d->asset;

	for (unsigned i = 0; i < a->facts; i++) {
		unsigned titles = 1, associations = a->fact[i]->count;

		if (a->fact[i]->attr != A_dicom_called_ae ||
		    a->fact[i]->port == 0)
			continue;
		for (unsigned j = 0; j < a->facts; j++) {
			const struct known_fact *f = a->fact[j];

			if (f->attr != A_dicom_called_ae ||
			    f->voice != a->fact[i]->voice ||
			    f->port != a->fact[i]->port ||
			    strcmp(f->text, a->fact[i]->text) == 0)
				continue;
			titles++;
			associations += f->count;
		}
		if (titles >= TITLES && associations >= ASSOCIATIONS &&
		    !looks_at_titles(d, a->fact[i]->port))
			hits_fact(h, r, d, a->fact[i]->port, a->fact[i], NULL);
	}
}

/* More than ten in an hour: count and time of one fact tell. It is that of who
 * asks, and has no service: a server turns many away once each. */
static void note_rejected(struct hits *h, const struct draft *d)
{
	const struct text_rule *r = rule_find(h->v->knowledge, "CLN-025");

	for (unsigned i = 0; i < d->asset.facts; i++) {
		const struct known_fact *f = d->asset.fact[i];

		if ((f->attr == A_dicom_rejected ||
		     f->attr == A_dicom_aborted) && f->port == 0 &&
		    f->count > REJECTED &&
		    f->last_us - f->first_us <= f->count / REJECTED * HOUR_US)
			hits_fact(h, r, d, 0, f, NULL);
	}
}

/* ---- HL7 ------------------------------------------------------------------------------ */

static int by_server(const void *a, const void *b)
{
	const struct known_talk *x = *(const struct known_talk *const *)a;
	const struct known_talk *y = *(const struct known_talk *const *)b;
	int order;

	if (x->server_asset != y->server_asset)
		return x->server_asset < y->server_asset ? -1 : 1;
	if (x->port != y->port)
		return x->port < y->port ? -1 : 1;
	order = addr_compare(x->client->ip, y->client->ip);
	if (order != 0)
		return order;
	return x->id < y->id ? -1 : x->id > y->id;
}

/* Known to be none of those that gather messages of many on purpose. */
static bool should_have_one(const struct draft *d)
{
	static const char *const gatherers[] = {
		"hl7-engine",	   "hl7-system",   "lab-middleware",
		"hl7-node",
		"medical-gateway", "pump-gateway", "central-station",
		"alarm-manager", NULL,
	};
	const char *class = asset_claim(&d->asset, CLAIM_CLASS);

	return class != NULL && d->asset.clinical && !d->is_engine &&
	       !spelling_is_one_of(class, gatherers);
}

static void note_listeners(struct hits *h)
{
	const struct text_rule *r = rule_find(h->v->knowledge, "CLN-009");
	const struct inventory *v = h->v;
	const struct known_talk **talk =
		must_alloc(v->talks.count + 1, sizeof(*talk));
	size_t n = 0, end;

	for (size_t i = 0; i < v->talks.count; i++)
		if (strcmp(v->talk[i]->protocol, "hl7") == 0 &&
		    v->talk[i]->answered && v->talk[i]->server_asset != 0)
			talk[n++] = v->talk[i];
	qsort((void *)talk, n, sizeof(*talk), by_server);
	for (size_t i = 0; i < n; i = end) {
		const struct draft *d = draft_find(v, talk[i]->server_asset);
		unsigned senders = 0;

		for (end = i; end < n &&
			      talk[end]->server_asset == talk[i]->server_asset &&
			      talk[end]->port == talk[i]->port; end++)
			senders += end == i ||
				   addr_compare(talk[end]->client->ip,
						talk[end - 1]->client->ip) != 0;
		for (size_t k = i; k < end && senders >= SENDERS; k++)
			if (d != NULL && should_have_one(d))
				hits_talk(h, r, d, talk[i]->port, talk[k]);
	}
	free((void *)talk);
}

void finding_clinical(struct hits *h)
{
	for (unsigned i = 0; i < h->v->drafts; i++) {
		const struct draft *d = &h->v->draft[i];

		if (draft_has(d, A_dicom_called_ae))
			note_titles(h, d);
		if (draft_has(d, A_dicom_rejected) ||
		    draft_has(d, A_dicom_aborted))
			note_rejected(h, d);
	}
	note_listeners(h);
}
