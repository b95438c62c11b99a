/* SPDX-License-Identifier: Apache-2.0 */
/*
 * rate - the score of each asset: what the findings in their states, its
 * class, its place and the advisories amount to.
 */
#include <stdlib.h>
#include <string.h>

#include "capture/base/must.h"
#include "capture/base/spelling.h"
#include "classify/inventory.h"
#include "classify/score.h"

/* Classes in whose memory many patients stand. */
static bool stores_patients(const char *class)
{
	static const char *const names[] = {
		"pacs-archive", "ris-worklist", "hl7-system", "hl7-engine",
		"central-station", "lab-middleware", "imaging-workstation",
		"dicom-node", "hl7-node",
	};

	for (size_t i = 0; class != NULL && i < sizeof(names) / sizeof(names[0]);
	     i++)
		if (strcmp(class, names[i]) == 0)
			return true;
	return false;
}

/* It speaks a protocol that carries patients. */
static bool transmits_patients(const struct draft *d)
{
	return draft_has(d, A_dicom_clear) || draft_has(d, A_hl7_clear) ||
	       draft_has(d, A_astm_clear) || draft_has(d, A_dicomweb_clear) ||
	       draft_has(d, A_fhir_clear);
}

/* By who was seen to reach it, and nobody has decided that he may; else by
 * where the hospital says it stands. */
static enum exposure exposure_of(const struct inventory *v,
				 const struct asset *a,
				 const struct score_finding *f, unsigned n)
{
	static const char *const inbound[] = {"NET-002", "SEG-002", NULL};
	static const char *const outbound[] = {
		"NET-001", "NET-005", "NET-006", "NET-009", "NET-013",
		"DSC-002", "CLN-011", NULL,
	};
	const struct zone *zone = zone_of(v->knowledge->zones, a->ip, a->net);
	bool out = false, crossed = false;

	for (unsigned i = 0; i < n; i++) {
		if (f[i].life != LIFE_OPEN)
			continue;
		if (spelling_is_one_of(f[i].rule, inbound))
			return EXPOSURE_4;
		out = out || spelling_is_one_of(f[i].rule, outbound);
		crossed = crossed || strncmp(f[i].rule, "SEG", 3) == 0 ||
			  strncmp(f[i].rule, "NET", 3) == 0;
	}
	if (out)
		return EXPOSURE_3;
	if (zone != NULL && zone->kind == ZONE_ISOLATED && !crossed)
		return EXPOSURE_0;
	return zone != NULL && zone->kind == ZONE_CLINICAL && !crossed
		       ? EXPOSURE_1
		       : EXPOSURE_2;
}

static enum finding_state state_of(const struct inventory *v,
				   const struct finding *f, const char *class)
{
	static const struct decisions none;
	const struct decisions *d = v->decisions != NULL ? v->decisions : &none;
	const struct sighting s = {f->first_us, f->last_us, v->seen_us,
				   f->ended_us};

	return finding_state_of(
		decision_find(d, f->asset, f->rule->id, f->port),
		is_suppressed(d, f->asset, f->rule->id, class, v->seen_us), &s);
}

static unsigned open_count(uint64_t open, enum severity s)
{
	return open >> OPEN_BITS * s & OPEN_MOST;
}

static uint64_t count_open(uint64_t open, enum severity s)
{
	return open_count(open, s) == OPEN_MOST
		       ? open
		       : open + (UINT64_C(1) << OPEN_BITS * s);
}

uint8_t finding_rank(enum severity s, bool clinical, char criticality)
{
	unsigned letter = criticality >= 'A' && criticality <= 'E'
				  ? (unsigned)(criticality - 'A')
				  : 5;

	return (uint8_t)((SEVERITY_CRITICAL - s) * 16u + (clinical ? 0 : 8u) +
			 letter);
}

static void rate(struct inventory *v, struct draft *d, struct finding *f,
		 unsigned n)
{
	struct score_finding *finding = must_alloc(n + 1, sizeof(*finding));
	struct asset *a = &d->asset;
	struct score_advisory *advisory =
		must_alloc(a->advisories + 1, sizeof(*advisory));
	const char *name = asset_claim(a, CLAIM_CLASS);
	const struct device_class *class = asset_class(v->knowledge, a);
	struct score_device device = {
		.criticality = class != NULL ? class->criticality : '?',
		.phi = stores_patients(name)	? PHI_STORES
		       : transmits_patients(d) ? PHI_TRANSMITS
					       : PHI_NONE,
		.finding = finding,
		.findings = n,
		.advisory = advisory,
		.advisories = a->advisories,
	};

	a->open = 0;
	for (unsigned i = 0; i < n; i++) {
		enum finding_state state = state_of(v, &f[i], name);

		finding[i] = (struct score_finding){
			f[i].rule->id, f[i].rule->severity, f[i].confidence,
			life_of_state(state)};
		f[i].rank = finding_rank(f[i].rule->severity, a->clinical,
					 device.criticality);
		f[i].open = finding_state_is_open(state);
		if (f[i].open)
			a->open = count_open(a->open, f[i].rule->severity);
		v->open_findings += f[i].open;
	}
	for (unsigned i = 0; i < a->advisories; i++)
		advisory[i] = (struct score_advisory){
			a->advisory[i].product->advisory,
			score_of_match(&a->advisory[i])};
	device.exposure = exposure_of(v, a, finding, n);
	a->phi = (uint8_t)device.phi;
	a->exposure = (uint8_t)device.exposure;
	a->score = (uint8_t)score_total(&device);
	free(finding);
	free(advisory);
}

/* The last moment that anything of the inventory was seen. */
static void look_at_clock(struct inventory *v)
{
	v->seen_us = 0;
	for (unsigned i = 0; i < v->drafts; i++)
		if (v->draft[i].asset.last_us > v->seen_us)
			v->seen_us = v->draft[i].asset.last_us;
	for (unsigned i = 0; i < v->findings; i++)
		if (v->finding[i].last_us > v->seen_us)
			v->seen_us = v->finding[i].last_us;
}

/* Findings are sorted by asset, as the drafts are. */
void rate_assets(struct inventory *v)
{
	unsigned at = 0;

	look_at_clock(v);
	v->open_findings = 0;
	for (unsigned i = 0; i < v->drafts; i++) {
		unsigned first = at;

		while (at < v->findings &&
		       v->finding[at].asset == v->draft[i].asset.id)
			at++;
		rate(v, &v->draft[i], v->finding + first, at - first);
	}
}
