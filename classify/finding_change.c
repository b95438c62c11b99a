/* SPDX-License-Identifier: Apache-2.0 */
/*
 * finding_change - what is new since an inventory has learnt what is usual.
 *
 * Two weeks are learnt; what is new after that is told for two weeks, unless
 * the hospital allows it by name. Time is that of the packets.
 */
#include <stdlib.h>
#include <string.h>

#include "capture/base/must.h"
#include "classify/days.h"
#include "classify/hits.h"

enum { EPHEMERAL = 49152 };

static const uint64_t LEARN_US = 14 * DAY_US;

/* The time over which an inventory has listened. */
struct span {
	uint64_t first_us, last_us;
	bool learnt;           /* somebody was heard again and again           */
};

/* From the start on, over the whole time to learn, as often as it has days: two
 * captures of different years are no learning. */
static bool is_steady(const struct known_fact *f, uint64_t start_us)
{
	return f->first_us < start_us + DAY_US &&
	       f->last_us > start_us + LEARN_US &&
	       f->count >= LEARN_US / DAY_US;
}

static struct span span_of(const struct inventory *v)
{
	struct span s = {UINT64_MAX, 0, false};

	for (unsigned i = 0; i < v->drafts; i++) {
		const struct asset *a = &v->draft[i].asset;

		if (a->facts == 0)
			continue;
		if (a->first_us < s.first_us)
			s.first_us = a->first_us;
		if (a->last_us > s.last_us)
			s.last_us = a->last_us;
	}
	for (unsigned i = 0; i < v->drafts && !s.learnt &&
			     s.last_us > s.first_us + LEARN_US; i++)
		for (unsigned k = 0; k < v->draft[i].asset.facts; k++)
			s.learnt = s.learnt ||
				   is_steady(v->draft[i].asset.fact[k],
					     s.first_us);
	return s;
}

/* New to somebody known since then, and not long ago. */
static bool is_news(const struct span *s, uint64_t known_us, uint64_t first_us)
{
	return first_us > known_us + LEARN_US &&
	       first_us + LEARN_US > s->last_us;
}

static void note_devices(struct hits *h, const struct span *s)
{
	const struct text_rule *r = rule_find(h->v->knowledge, "INV-001");

	for (unsigned i = 0; i < h->v->drafts; i++) {
		const struct draft *d = &h->v->draft[i];
		const struct asset *a = &d->asset;

		/* A MAC that is made up is another one tomorrow. */
		if (a->facts > 0 && is_news(s, s->first_us, a->first_us) &&
		    (mac_is_zero(a->mac) || !mac_is_local(a->mac)) &&
		    !is_outside(h, a->ip, a->net))
			hits_fact(h, r, d, 0, a->fact[0], NULL);
	}
}

/* ---- conversations of a clinical device --------------------------------------------- */

struct contact {
	const struct draft *self;
	uint64_t other;        /* the asset, or what it would be               */
	uint16_t port;         /* of the device, else 0                        */
	const struct known_talk *talk;
};

static int same_other(const struct contact *x, const struct contact *y)
{
	int order = number_order(x->self->asset.id, y->self->asset.id);

	return order != 0 ? order : number_order(x->other, y->other);
}

static int same_port(const struct contact *x, const struct contact *y)
{
	int order = number_order(x->self->asset.id, y->self->asset.id);

	return order != 0 ? order : number_order(x->port, y->port);
}

static int by_time(const struct contact *x, const struct contact *y)
{
	int order = number_order(x->talk->first_us, y->talk->first_us);

	return order != 0 ? order : number_order(x->talk->id, y->talk->id);
}

static int by_other(const void *a, const void *b)
{
	int order = same_other(a, b);

	return order != 0 ? order : by_time(a, b);
}

static int by_port(const void *a, const void *b)
{
	int order = same_port(a, b);

	return order != 0 ? order : by_time(a, b);
}

static void add(struct contact *list, size_t *n, const struct draft *d,
		struct node *other, uint16_t port, const struct known_talk *t)
{
	struct node *head;

	if (d == NULL || !d->asset.clinical)
		return;
	head = head_of(other);
	list[(*n)++] = (struct contact){
		d, asset_id_of(head != NULL ? head : other), port, t};
}

static struct contact *contacts(const struct inventory *v, size_t *n)
{
	struct contact *list = must_alloc(2 * v->talks.count + 1,
					  sizeof(*list));

	*n = 0;
	for (size_t i = 0; i < v->talks.count; i++) {
		const struct known_talk *t = v->talk[i];

		size_t before = *n;

		if (!t->answered || t->refused || addr_is_group(t->server->ip))
			continue;
		add(list, n, t->ends[SERVER], t->client, t->port, t);
		add(list, n, t->ends[CLIENT], t->server, 0, t);
		if (*n > before && talk_rule(v, t) != NULL)
			*n = before;
	}
	return list;
}

static void note_partners(struct hits *h, const struct span *s,
			  struct contact *list, size_t n)
{
	const struct text_rule *r = rule_find(h->v->knowledge, "INV-008");

	qsort(list, n, sizeof(*list), by_other);
	for (size_t i = 0; i < n; i++)
		if ((i == 0 || same_other(&list[i - 1], &list[i]) != 0) &&
		    is_news(s, list[i].self->asset.first_us,
			    list[i].talk->first_us))
			hits_talk(h, r, list[i].self, 0, list[i].talk);
}

static void note_services(struct hits *h, const struct span *s,
			  struct contact *list, size_t n)
{
	const struct text_rule *r = rule_find(h->v->knowledge, "INV-007");

	qsort(list, n, sizeof(*list), by_port);
	for (size_t i = 0; i < n; i++)
		if (list[i].port != 0 && list[i].port < EPHEMERAL &&
		    (i == 0 || same_port(&list[i - 1], &list[i]) != 0) &&
		    is_news(s, list[i].self->asset.first_us,
			    list[i].talk->first_us))
			hits_talk(h, r, list[i].self, list[i].port,
				  list[i].talk);
}

/* An archive that never turned anybody away takes a node that is new to it. */
static void note_callers(struct hits *h, const struct span *s,
			 struct contact *list, size_t n)
{
	const struct text_rule *r = rule_find(h->v->knowledge, "CLN-003");

	qsort(list, n, sizeof(*list), by_other);
	for (size_t i = 0; i < n; i++)
		if (list[i].port != 0 &&
		    strcmp(list[i].talk->protocol, "dicom") == 0 &&
		    (i == 0 || same_other(&list[i - 1], &list[i]) != 0) &&
		    !draft_has(list[i].self, A_dicom_rejected) &&
		    is_news(s, list[i].self->asset.first_us,
			    list[i].talk->first_us))
			hits_talk(h, r, list[i].self, list[i].port,
				  list[i].talk);
}

/* ---- versions ------------------------------------------------------------------------- */

static bool tells_version(uint16_t attr)
{
	static const enum attr versions[] = {
		A_ssh_server,	  A_http_server,     A_ftp_banner,
		A_ntlm_version,	  A_smb_native_os,   A_database_version,
		A_dicom_version,  A_dicom_impl_version, A_hl7_version,
		A_astm_version,	  A_bedside_version, A_poct1_version,
		A_inventory_version, A_system_description,
	};

	for (size_t i = 0; i < sizeof(versions) / sizeof(versions[0]); i++)
		if (versions[i] == attr)
			return true;
	return false;
}

/* Said for a day and more, and never again since the other is said. */
static bool replaced(const struct known_fact *old, const struct known_fact *new)
{
	return old->attr == new->attr && old->port == new->port &&
	       old->source == new->source && old->voice == VOICE_SELF &&
	       new->voice == VOICE_SELF && new->first_us > old->last_us &&
	       old->last_us - old->first_us >= DAY_US &&
	       strcmp(old->text, new->text) != 0;
}

static void note_versions(struct hits *h, const struct span *s)
{
	const struct text_rule *r = rule_find(h->v->knowledge, "INV-010");
	char text[OBS_TEXT];

	for (unsigned i = 0; i < h->v->drafts; i++) {
		const struct asset *a = &h->v->draft[i].asset;

		for (unsigned j = 0; j < a->facts; j++)
			for (unsigned k = 0; tells_version(a->fact[j]->attr) &&
					     k < a->facts; k++) {
				if (!replaced(a->fact[k], a->fact[j]) ||
				    a->fact[j]->first_us + LEARN_US <
					    s->last_us)
					continue;
				snprintf(text, sizeof(text),
					 "was %.70s, is %.70s",
					 a->fact[k]->text, a->fact[j]->text);
				hits_fact(h, r, &h->v->draft[i],
					  a->fact[j]->port, a->fact[j],
					  pool_text(&h->v->judged, text));
			}
	}
}

void finding_change(struct hits *h)
{
	const struct span s = span_of(h->v);
	struct contact *list;
	size_t n;

	if (s.last_us <= s.first_us + DAY_US)
		return; /* nothing is old yet */
	note_versions(h, &s);
	if (!s.learnt)
		return;
	note_devices(h, &s);
	list = contacts(h->v, &n);
	if (n > 0) {
		note_partners(h, &s, list, n);
		note_callers(h, &s, list, n);
		note_services(h, &s, list, n);
	}
	free(list);
}
