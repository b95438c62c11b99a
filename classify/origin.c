/* SPDX-License-Identifier: Apache-2.0 */
/*
 * origin - whether a node made the images that it sends.
 *
 * Archives, routers and workstations send images of one kind as scanners do.
 * What else the node does tells them apart, over all its associations: those
 * who answer queries or send what somebody asked for hold the images of
 * others; those who ask for a worklist or report steps make their own. Where
 * images name the node as their station, all its other images are of others.
 */
#include <string.h>

#include "classify/inventory.h"

/* The first row that the node plays decides. */
static const struct role_row {
	const char *role;
	enum origin origin;
} roles[] = {
	{"find-scp", ORIGIN_ELSEWHERE},
	{"move-scp", ORIGIN_ELSEWHERE},
	{"get-scp", ORIGIN_ELSEWHERE},
	{"commit-scp", ORIGIN_ELSEWHERE},
	{"worklist-scp", ORIGIN_ELSEWHERE},
	{"mpps-scp", ORIGIN_ELSEWHERE},
	{"store-on-move-scu", ORIGIN_ELSEWHERE},
	{"store-on-get-scu", ORIGIN_ELSEWHERE},
	/* Scanners fetch earlier images, too: so these come first. */
	{"worklist-scu", ORIGIN_HERE},
	{"mpps-scu", ORIGIN_HERE},
	{"commit-scu", ORIGIN_HERE},
	{"store-scp", ORIGIN_ELSEWHERE},
	{"find-scu", ORIGIN_ELSEWHERE},
	{"move-scu", ORIGIN_ELSEWHERE},
	{"get-scu", ORIGIN_ELSEWHERE},
};

/* Words in titles and software of those who keep, show or pass on. */
static const char *const keepers[] = {
	"PACS", "VNA", "ARCHIV", "ROUTE", "GATEWAY", "ORTHANC", "DCM4CHE",
	"CONQUEST", "OSIRIX", "HOROS", "VIEW", "WORKST", "PROXY", "STORESCU",
	"DCMSEND",
};

static bool keeps(const struct known_fact *f)
{
	if (f->attr != A_dicom_ae && f->attr != A_dicom_called_ae &&
	    f->attr != A_dicom_impl_version)
		return false;
	for (size_t i = 0; i < sizeof(keepers) / sizeof(keepers[0]); i++)
		if (strcasestr(f->text, keepers[i]) != NULL)
			return true;
	return false;
}

/* One device has one kind, one model and one serial number; its model also by
 * images of associations that were not seen. */
static bool differ(const struct draft *d, uint16_t sent, uint16_t carried)
{
	const char *first = NULL;

	for (unsigned i = 0; i < d->asset.facts && draft_has(d, sent); i++) {
		const struct known_fact *f = d->asset.fact[i];

		if (f->attr != sent && f->attr != carried)
			continue;
		if (first != NULL && strcmp(first, f->text) != 0)
			return true;
		first = f->text;
	}
	return false;
}

static bool plays(const struct draft *d, const char *role)
{
	for (unsigned i = 0; i < d->asset.facts && draft_has(d, A_dicom_role); i++)
		if (d->asset.fact[i]->attr == A_dicom_role &&
		    strcmp(d->asset.fact[i]->text, role) == 0)
			return true;
	return false;
}

enum origin origin_judge(const struct draft *d)
{
	if (draft_has(d, A_dicom_modality) || draft_has(d, A_dicom_model) ||
	    differ(d, A_dicom_sent_modality, A_dicom_sent_modality) ||
	    differ(d, A_dicom_sent_model, A_dicom_carried_model) ||
	    differ(d, A_dicom_sent_serial, A_dicom_sent_serial))
		return ORIGIN_ELSEWHERE;
	for (unsigned i = 0; i < d->asset.facts; i++)
		if (keeps(d->asset.fact[i]))
			return ORIGIN_ELSEWHERE;
	for (size_t r = 0; r < sizeof(roles) / sizeof(roles[0]); r++)
		if (plays(d, roles[r].role))
			return roles[r].origin;
	return draft_has(d, A_dicom_many_kinds) ? ORIGIN_DOUBTFUL
						: ORIGIN_UNKNOWN;
}
