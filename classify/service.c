/* SPDX-License-Identifier: Apache-2.0 */
/* service - what nDPI says of a service. */
#include "classify/service.h"

#include "capture/base/pages.h"

enum {
	WAYS = 4,
	ALIKE = 3,       /* verdicts after which a service is known            */
	CHECK_EACH = 16, /* conversations of a known service                   */
};

struct known {
	struct service service;
	uint16_t label;
	uint8_t alike;   /* verdicts in a row, at most ALIKE; 0: nobody        */
	uint8_t turn;
};

struct services {
	struct known known[SERVICE_GROUPS][WAYS];
};

struct services *services_open(void)
{
	return pages_take(sizeof(struct services));
}

void services_close(struct services *s)
{
	pages_give(s, sizeof(*s));
}

size_t services_memory(void)
{
	return sizeof(struct services);
}

static bool is_same(const struct service *a, const struct service *b)
{
	return a->port == b->port && a->l4 == b->l4 && a->net == b->net &&
	       addr_compare(a->addr, b->addr) == 0;
}

/* Its place in its set, or WAYS. */
static unsigned find(const struct known *set, const struct service *v)
{
	unsigned i = 0;

	while (i < WAYS &&
	       (set[i].alike == 0 || !is_same(&set[i].service, v)))
		i++;
	return i;
}

bool services_know(const struct services *s, const struct service *v,
		   uint16_t *label)
{
	const struct known *set = s->known[service_group(v)];
	unsigned i = find(set, v);

	if (i == WAYS || set[i].alike < ALIKE)
		return false;
	*label = set[i].label;
	return true;
}

bool services_check(struct services *s, const struct service *v)
{
	struct known *set = s->known[service_group(v)];
	unsigned i = find(set, v);

	return i == WAYS || ++set[i].turn % CHECK_EACH == 0;
}

/* The one of whom least is known gives way; one that is known loses of it. */
static void enter(struct known *set, const struct service *v, uint16_t label)
{
	struct known *least = &set[0];

	for (unsigned i = 1; i < WAYS; i++)
		if (set[i].alike < least->alike)
			least = &set[i];
	if (least->alike > 1) {
		least->alike--;
		return;
	}
	*least = (struct known){.service = *v, .label = label, .alike = 1};
}

enum lesson services_learn(struct services *s, const struct service *v,
			   uint16_t label)
{
	struct known *set = s->known[service_group(v)], *k;
	unsigned i = find(set, v);
	bool known;

	if (i == WAYS) {
		enter(set, v, label);
		return LESSON_NEW;
	}
	k = &set[i];
	known = k->alike == ALIKE;
	if (k->label == label) {
		k->alike = known ? ALIKE : (uint8_t)(k->alike + 1);
		return known ? LESSON_SAME : LESSON_NEW;
	}
	k->label = label;
	k->alike = 1;
	return known ? LESSON_WRONG : LESSON_NEW;
}
