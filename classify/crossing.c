/* SPDX-License-Identifier: Apache-2.0 */
/* crossing - clinical data from one subnet to another, in clear and under TLS. */
#include <string.h>

#include "capture/base/spelling.h"
#include "classify/inventory.h"

static bool is_critical(const struct inventory *v, struct node *n)
{
	const struct draft *d = draft_of(n);
	const struct device_class *row =
		d != NULL ? asset_class(v->knowledge, &d->asset) : NULL;

	return row != NULL && row->criticality <= 'C';
}

static bool is_clinical(const char *protocol)
{
	static const char *const names[] = {"dicom", "hl7", "astm", "poct1",
					    NULL};

	return spelling_is_one_of(protocol, names);
}

static bool crosses(struct addr a, struct addr b)
{
	return !addr_under(a, b, addr_is_v4(a) ? 24 : 64);
}

struct crossing inventory_crossing(const struct inventory *v)
{
	struct crossing sum = {0, 0};

	for (size_t i = 0; i < v->talks.count; i++) {
		const struct known_talk *k = v->talk[i];
		uint64_t octets = k->octets[0] + k->octets[1];

		/* What the conversation tells by itself goes first: its ends lie
		 * elsewhere. */
		if (!k->answered || k->refused ||
		    (!k->encrypted && !is_clinical(k->protocol)) ||
		    !crosses(k->client->ip, k->server->ip) ||
		    (k->encrypted && (!is_critical(v, k->client) ||
				      !is_critical(v, k->server))))
			continue;
		sum.all += octets;
		sum.encrypted += k->encrypted ? octets : 0;
	}
	return sum;
}
