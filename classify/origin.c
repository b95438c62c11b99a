/* SPDX-License-Identifier: Apache-2.0 */
/*
 * origin - whether a node made the images that it sends.
 *
 * Archives, routers and workstations send images of one kind as scanners do.
 * What else the node does tells them apart, over all its associations: those
 * who answer queries or send what somebody asked for hold the images of
 * others; those who ask for a worklist or report steps make their own. Where
 * images name the node as their station, all its other images are of others.
 *
 * Scanners, and those who tell them what to do, fetch earlier images as
 * workstations do. Scanners and workstations answer who fetches what they made,
 * as archives do; those are sent images, too.
 *
 * Who orders tests of an instrument, and sends no results, is not the instrument
 * that his header names.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "capture/base/must.h"
#include "capture/base/spelling.h"
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
	{"qido-server", ORIGIN_ELSEWHERE},
	{"wado-server", ORIGIN_ELSEWHERE},
	/* Scanners fetch earlier images, too: so these come first. */
	{"worklist-scu", ORIGIN_HERE},
	{"mpps-scu", ORIGIN_HERE},
	{"store-scp", ORIGIN_ELSEWHERE},
	/* Routers ask for it as well, for what they were sent. */
	{"commit-scu", ORIGIN_HERE},
	{"find-scu", ORIGIN_ELSEWHERE},
	{"move-scu", ORIGIN_ELSEWHERE},
	{"get-scu", ORIGIN_ELSEWHERE},
	{"stow-server", ORIGIN_ELSEWHERE},
	{"qido-client", ORIGIN_ELSEWHERE},
	{"wado-client", ORIGIN_ELSEWHERE},
};

/* Words in titles and software of those who keep, show, pass on or bring in, and
 * of whom they had the files from that they send. Who brings in images of another
 * house asks for a worklist, too: whose they are. */
static const char *const keepers[] = {
	"PACS", "VNA", "ARCHIV", "ROUTE", "GATEWAY", "ORTHANC", "DCM4CHE",
	"CONQUEST", "OSIRIX", "HOROS", "VIEW", "WORKST", "PROXY", "STORESCU",
	"DCMSEND", "IMPORT", "EXPORT", "TEACH", "BACKUP", "MIGRAT", "ANONYM",
};

/* Titles that DICOM tools come with: everybody's name is nobody's. */
bool title_is_nobody(const char *title)
{
	static const char *const names[] = {
		"ANY-SCP", "ANYSCP", "ANY-SCU", "STORESCP", "STORESCU",
		"ECHOSCU", "FINDSCU", "MOVESCU", "GETSCU", "DCMSEND",
		"AETITLE", "PYNETDICOM",
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcasecmp(title, names[i]) == 0)
			return true;
	return false;
}

static bool is_keeper(const char *name)
{
	for (size_t i = 0; i < sizeof(keepers) / sizeof(keepers[0]); i++)
		if (strcasestr(name, keepers[i]) != NULL)
			return true;
	return false;
}

static bool keeps(const struct draft *d)
{
	static const enum attr names[] = {A_dicom_ae, A_dicom_called_ae,
					  A_dicom_impl_version,
					  A_dicomweb_file_version};
	unsigned n;

	for (size_t k = 0; k < sizeof(names) / sizeof(names[0]); k++) {
		struct known_fact **f = draft_facts(d, names[k], &n);

		for (unsigned i = 0; i < n; i++)
			if (is_keeper(f[i]->text))
				return true;
	}
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

bool draft_says(const struct draft *d, enum attr attr, const char *text)
{
	unsigned n;
	struct known_fact **f = draft_facts(d, attr, &n);

	for (unsigned i = 0; i < n; i++)
		if (strcmp(f[i]->text, text) == 0)
			return true;
	return false;
}

static bool plays(const struct draft *d, const char *role)
{
	return draft_says(d, A_dicom_role, role) ||
	       draft_says(d, A_dicomweb_role, role);
}

bool origin_acquires(const struct draft *d)
{
	return plays(d, "worklist-scu") || plays(d, "mpps-scu") ||
	       (plays(d, "commit-scu") && !plays(d, "store-scp"));
}

/* Whether it says itself what it acquired; archives and workstations write
 * reports, marks and choices of images. */
static bool acquired(const struct draft *d)
{
	static const char *const written[] = {"SR", "KO", "PR", "OT", "DOC",
					      "SEG", "REG", NULL};
	unsigned n;
	struct known_fact **f = draft_facts(d, A_dicom_modality, &n);

	for (unsigned i = 0; i < n; i++)
		if (!spelling_is_one_of(f[i]->text, written))
			return true;
	return false;
}

enum origin origin_judge(const struct draft *d)
{
	bool any = draft_has(d, A_dicom_role) || draft_has(d, A_dicomweb_role);

	if (d->relays || d->forwards)
		return ORIGIN_ELSEWHERE;
	if (draft_has(d, A_dicom_station) || draft_has(d, A_dicom_model) ||
	    differ(d, A_dicom_sent_modality, A_dicom_sent_modality) ||
	    differ(d, A_dicom_sent_model, A_dicom_carried_model) ||
	    differ(d, A_dicom_sent_serial, A_dicom_sent_serial) || keeps(d))
		return ORIGIN_ELSEWHERE;
	if (acquired(d))
		return ORIGIN_HERE;
	for (size_t r = 0; any && r < sizeof(roles) / sizeof(roles[0]); r++)
		if (plays(d, roles[r].role))
			return roles[r].origin;
	return draft_has(d, A_dicom_many_kinds) ? ORIGIN_DOUBTFUL
						: ORIGIN_UNKNOWN;
}

/* Whether it fetches images for what it does beside: worklists tell of patients
 * of whom there are earlier ones. */
static bool has_other_use(const struct draft *d)
{
	return origin_acquires(d) || acquired(d) || plays(d, "worklist-scp") ||
	       plays(d, "mpps-scp") || plays(d, "commit-scp");
}

unsigned origin_weigh_role(const struct draft *d, const char *role,
			   unsigned decibans)
{
	if (strcmp(role, "commit-scu") == 0)
		return plays(d, "store-scp") ? 0 : decibans;
	if (strcmp(role, "move-scu") == 0 || strcmp(role, "get-scu") == 0)
		return has_other_use(d) ? decibans / 4 : decibans;
	if (strcmp(role, "move-scp") != 0 && strcmp(role, "get-scp") != 0)
		return decibans;
	if (acquired(d) && !d->relays)
		return decibans / 4;
	return plays(d, "store-scp") ? decibans : decibans / 2;
}

bool origin_orders(const struct draft *d)
{
	bool host = false;
	unsigned n;
	struct known_fact **f = draft_facts(d, A_astm_role, &n);

	for (unsigned i = 0; i < n; i++) {
		if (f[i]->voice == VOICE_SELF && strcmp(f[i]->text, "host") != 0)
			return false;
		host = host || f[i]->voice == VOICE_SELF;
	}
	return host;
}
