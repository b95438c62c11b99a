/* SPDX-License-Identifier: Apache-2.0 */
/* asker - which packets nDPI is asked about, and what its answer is worth. */
#include "classify/asker.h"

#include "capture/base/mix.h"
#include "capture/base/must.h"
#include "classify/ndpi.h"
#include "classify/service.h"

struct asker {
	struct ndpi *ndpi;
	struct services *services;
	struct teller *teller;
	struct tallies *tallies;
	struct pulse *pulse;
	const uint64_t *poison;
	unsigned poisons;
	uint8_t source;
};

struct asker *asker_open(const struct sensor_options *o, struct teller *teller,
			 struct pulse *pulse, struct err *e)
{
	struct ndpi *ndpi = ndpi_open(o->limits.ndpi_flows,
				      o->limits.ndpi_guard, e);
	struct asker *a;

	if (ndpi == NULL)
		return NULL;
	a = must_alloc(1, sizeof(*a));
	a->ndpi = ndpi;
	a->services = services_open();
	a->teller = teller;
	a->tallies = teller_tallies(teller);
	a->pulse = pulse;
	a->poison = o->poison;
	a->poisons = o->poisons;
	a->source = (uint8_t)source_of_name("ndpi");
	return a;
}

void asker_close(struct asker *a)
{
	if (a == NULL)
		return;
	ndpi_close(a->ndpi);
	services_close(a->services);
	free(a);
}

size_t asker_memory(const struct sensor_limits *l)
{
	return l->ndpi ? services_memory() + ndpi_memory(l->ndpi_flows) : 0;
}

/* The same number for both directions of a conversation, in any process. */
static uint64_t conversation_of(const struct flow *f)
{
	uint64_t h = 0;

	for (unsigned i = 0; i < 2; i++) {
		uint64_t end = mix(MIX_START, f->addr[i].b, 16);

		h += mix_word(end, f->port[i]); /* a sum knows no order */
	}
	return mix_word(h, f->l4 ^ (uint64_t)f->net << 8) | 1;
}

static bool poisoned(const struct asker *a, uint64_t conversation)
{
	for (unsigned i = 0; i < a->poisons; i++)
		if (a->poison[i] == conversation)
			return true;
	return false;
}

void asker_forget(struct asker *a, struct flow *flow)
{
	if (flow->ndpi != NULL)
		ndpi_end(a->ndpi, flow->ndpi);
	flow->ndpi = NULL;
	flow->ndpi_done = true;
}

static struct service service_of_flow(const struct flow *f)
{
	return service_of(f->addr, f->port, f->net, f->l4);
}

static void learn(struct asker *a, const struct flow *flow, uint16_t label)
{
	struct service service = service_of_flow(flow);
	enum lesson lesson = services_learn(a->services, &service, label);

	a->tallies->n[TALLY_ndpi_checked] += lesson != LESSON_NEW;
	a->tallies->n[TALLY_ndpi_wrong] += lesson == LESSON_WRONG;
}

/*
 * True when what nDPI said of others of this service stands for this flow too.
 * A name binds addresses (see_one), so one that speaks unanswered does not get
 * it from others: it would take no more than a packet to a known port.
 */
static bool like_others(struct asker *a, struct flow *flow)
{
	struct service service = service_of_flow(flow);
	uint16_t label;

	if (flow->checked || !services_know(a->services, &service, &label))
		return false;
	if (flow->ndpi == NULL)
		flow->checked = services_check(a->services, &service);
	if (flow->checked || (label != 0 && !flow->answered))
		return false;
	a->tallies->n[TALLY_ndpi_cached]++;
	flow->label = label;
	flow->label_source = label != 0 ? a->source : 0;
	return true;
}

void asker_look(struct asker *a, struct flow *flow, const struct packet *pkt)
{
	char name[TALK_PROTOCOL];
	uint64_t conversation;
	bool finished;

	if (like_others(a, flow)) {
		asker_forget(a, flow);
		return;
	}
	conversation = conversation_of(flow);
	if (!ndpi_allows(a->ndpi, pkt) || poisoned(a, conversation)) {
		a->tallies->n[TALLY_ndpi_withheld]++;
		asker_forget(a, flow);
		return;
	}
	if (flow->ndpi == NULL)
		flow->ndpi = ndpi_begin(a->ndpi);
	if (flow->ndpi == NULL) {
		a->tallies->n[TALLY_ndpi_refused]++;
		flow->ndpi_done = true;
		return;
	}
	a->tallies->n[TALLY_ndpi_calls]++;
	a->pulse->conversation = conversation;
	a->pulse->in_ndpi = 1;
	finished = ndpi_look(a->ndpi, flow->ndpi, pkt, name);
	a->pulse->in_ndpi = 0;
	if (!finished)
		return;
	asker_forget(a, flow);
	if (name[0] != '\0')
		teller_name(a->teller, flow, name, a->source);
	learn(a, flow, flow->label);
}

void asker_over(struct asker *a, struct flow *flow)
{
	if (flow->ndpi != NULL)
		learn(a, flow, 0);
	asker_forget(a, flow);
}
