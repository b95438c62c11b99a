/* SPDX-License-Identifier: Apache-2.0 */
/*
 * hl7_actor - what a kind of message, and the profile it follows, say about
 * the part that its sender plays, and its receiver where that is certain.
 *
 * Standard HL7 2.9 chapters 3 to 17 (purpose of the messages), IHE PaLM LAW
 *          (LAB-27 to -29), IHE DEV (PCD-01, -03, -04, -05)
 */
#include "classify/proto/hl7.h"

/* The first that fits holds; an event or profile that is empty fits all. */
static const struct actor {
	const char *type, *event, *profile, *sender, *receiver;
} actors[] = {
	{"QBP", "Q11", "LAB-27", "analyzer", "analyzer-manager"},
	{"RSP", "K11", "LAB-27", "analyzer-manager", "analyzer"},
	{"OML", "O33", "LAB-28", "analyzer-manager", "analyzer"},
	{"ORL", "", "LAB-28", "analyzer", "analyzer-manager"},
	{"OUL", "R22", "LAB-29", "analyzer", "analyzer-manager"},
	{"ACK", "", "LAB-29", "analyzer-manager", "analyzer"},
	{"OUL", "", "", "laboratory", NULL},
	{"ORU", "R30", "", "point-of-care-manager", NULL},
	{"ORU", "R31", "", "point-of-care-manager", NULL},
	{"ORU", "R40", "", "alarm-source", NULL},
	{"ORU", "R42", "", "alarm-source", NULL},
	{"ORU", "R01", "PCD_001", "device-reporter", NULL},
	{"RGV", "", "PCD_003", "infusion-ordering", "infusion-gateway"},
	{"RRG", "", "PCD_003", "infusion-gateway", "infusion-ordering"},
	{"RGV", "", "", "medication-system", NULL},
	{"RDE", "", "", "medication-system", NULL},
	{"RAS", "", "", "medication-system", NULL},
	{"ESU", "", "", "lab-automation-equipment", "lab-automation-manager"},
	{"SSU", "", "", "lab-automation-equipment", "lab-automation-manager"},
	{"INU", "", "", "lab-automation-equipment", "lab-automation-manager"},
	{"EAR", "", "", "lab-automation-equipment", "lab-automation-manager"},
	{"EAN", "", "", "lab-automation-equipment", "lab-automation-manager"},
	{"ESR", "", "", "lab-automation-manager", "lab-automation-equipment"},
	{"SSR", "", "", "lab-automation-manager", "lab-automation-equipment"},
	{"INR", "", "", "lab-automation-manager", "lab-automation-equipment"},
	{"EAC", "", "", "lab-automation-manager", "lab-automation-equipment"},
	{"QRY", "A19", "", "query-client", "query-server"},
	{"ADR", "A19", "", "query-server", "query-client"},
	{"QBP", "", "", "query-client", "query-server"},
	{"RSP", "", "", "query-server", "query-client"},
	{"ADT", "", "", "registration", NULL},
	{"ORM", "", "", "order-placer", NULL},
	{"OMI", "", "", "order-placer", NULL},
	{"OMG", "", "", "order-placer", NULL},
	{"OML", "", "", "order-placer", NULL},
	{"SIU", "", "", "scheduling", NULL},
	{"MDM", "", "", "documents", NULL},
	{"MFN", "", "", "master-files", NULL},
	{"BAR", "", "", "billing", NULL},
	{"DFT", "", "", "billing", NULL},
};

static bool is(struct cur text, const char *wanted)
{
	size_t n = strlen(wanted);

	return n == 0 || (cur_left(&text) == n && cur_is(&text, wanted, n));
}

/* IHE_PCD_001^IHE PCD^..., LAB-29^IHE, and 1.3.6.1.4.1.19376.1.6.1.1.1, which
 * stands for PCD-01. */
static bool follows(struct cur profile, const char *wanted)
{
	static const char pcd_01[] = "1.3.6.1.4.1.19376.1.6.1.1.1";
	size_t n = cur_left(&profile), m = strlen(wanted);

	if (m == 0)
		return true;
	if (strcmp(wanted, "PCD_001") == 0 &&
	    memmem(profile.p, n, pcd_01, sizeof(pcd_01) - 1) != NULL)
		return true;
	return n > 0 && memmem(profile.p, n, wanted, m) != NULL;
}

void hl7_actor(struct dissect *d, struct cur type, struct cur event,
	       struct cur profile)
{
	for (size_t i = 0; i < sizeof(actors) / sizeof(actors[0]); i++) {
		const struct actor *a = &actors[i];

		if (!is(type, a->type) || !is(event, a->event) ||
		    !follows(profile, a->profile))
			continue;
		obs_term(d, hl7_about(d), A_hl7_actor, a->sender);
		if (a->receiver != NULL)
			obs_term(d, ABOUT_LISTENER, A_hl7_actor, a->receiver);
		return;
	}
}
