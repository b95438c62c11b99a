/* SPDX-License-Identifier: Apache-2.0 */
/*
 * relays - who passes on what others made, under their names.
 *
 * An engine that passes messages on is sent them by who bears the name in them,
 * and that one is sent none, or by the engine only.
 *
 * A router that keeps the scanner's title speaks as the scanner does. What
 * gives it away: it is sent images, by a node which is not sent any and which
 * sends images of the same serial number, or goes by the same title. Images
 * whose station is the title of another node were made there.
 */
#include <endian.h>
#include <stdlib.h>
#include <string.h>

#include "capture/base/must.h"
#include "classify/inventory.h"

enum { MAKERS_MAX = 64 }; /* of one serial number; more is nobody's           */

/* What a node says of itself or of images: a title, a serial number, a name. */
struct word {
	const char *text;
	uint64_t head; /* its first octets, the first one highest                 */
	struct draft *draft;
	bool keeps; /* images or messages are sent to it                       */
	bool own;   /* it says that of itself                                  */
	bool sends; /* and not only answers                                    */
};

static int by_text(const void *a, const void *b)
{
	const struct word *x = a, *y = b;
	int order = number_order(x->head, y->head);

	if (order == 0)
		order = strcmp(x->text, y->text);
	/* Who keeps none comes first. */
	return order != 0 ? order : (int)x->keeps - (int)y->keeps;
}

/* What drafts say of themselves by one attribute, or of others by the other;
 * and the role by which others send to them, in a protocol. */
static const struct saying {
	enum attr one, other, role;
	const char *keeper, *protocol;
	const char *source; /* who sends, where either may open a conversation  */
	const char *under;  /* a protocol that may carry that one, or NULL      */
} serials = {A_dicom_serial, A_dicom_sent_serial, A_dicom_role, "store-scp",
	     "dicom", NULL, NULL},
  titles = {A_dicom_ae, A_dicom_ae, A_dicom_role, "store-scp", "dicom", NULL,
	    NULL},
  stations = {A_dicom_ae, A_dicom_called_ae, A_dicom_role, "store-scp",
	      "dicom", NULL, NULL},
  senders = {A_hl7_application, A_hl7_application, A_hl7_role, "receiver",
	     "hl7", "source", "http"},
  instruments = {A_astm_sender, A_astm_sender, A_astm_role, "host", "astm",
		 "instrument", NULL};

static uint64_t first_octets(const struct known_fact *f)
{
	uint64_t head = 0;

	memcpy(&head, f->text,
	       f->length < sizeof(head) ? f->length : sizeof(head));
	return be64toh(head);
}

/* All of them, sorted. Owner: the caller frees. */
static struct word *list_words(struct inventory *v, const struct saying *s,
			       unsigned *n)
{
	struct word *list = NULL;

	*n = 0;
	for (unsigned i = 0; i < v->drafts; i++) {
		struct draft *d = &v->draft[i];

		if (!draft_has(d, s->one) && !draft_has(d, s->other))
			continue;
		for (unsigned k = 0; k < d->asset.facts; k++) {
			const struct known_fact *f = d->asset.fact[k];

			if ((f->attr != s->one && f->attr != s->other) ||
			    f->voice != VOICE_SELF)
				continue;
			list = grow(list, *n, sizeof(*list));
			list[(*n)++] = (struct word){
				f->text, first_octets(f), d,
				draft_says(d, s->role, s->keeper),
				f->attr == s->one,
				s->source != NULL &&
					draft_says(d, s->role, s->source)};
		}
	}
	if (*n > 0)
		qsort(list, *n, sizeof(*list), by_text);
	return list;
}

/* Who opened conversations with whom. */
struct pair {
	const struct draft *from, *to;
};

struct pairs {
	struct pair *pair;
	size_t n;
};

static int by_pair(const void *a, const void *b)
{
	const struct pair *x = a, *y = b;

	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	return x->to < y->to ? -1 : x->to > y->to;
}

/* Whether it is of the protocol, or of what may carry that and was opened by one
 * who sends: that anybody answered may lie where the sensor does not hear it. */
static bool is_of(const struct known_talk *t, const struct saying *s)
{
	const struct draft *a = t->ends[CLIENT];

	return strcmp(t->protocol, s->protocol) == 0 ||
	       (s->under != NULL && a != NULL &&
		draft_says(a, s->role, s->source) &&
		strcmp(t->protocol, s->under) == 0);
}

/* All of a protocol, sorted; of engines also from the other end. Owner: the
 * caller frees. */
static struct pairs list_pairs(const struct inventory *v, const struct saying *s)
{
	struct pairs p = {.n = 0};
	size_t all;

	p.pair = must_alloc(2 * v->talks.count + 1, sizeof(*p.pair));
	for (size_t i = 0; i < v->talks.count; i++) {
		const struct draft *a = v->talk[i]->ends[CLIENT];
		const struct draft *b = v->talk[i]->ends[SERVER];

		if (!is_of(v->talk[i], s))
			continue;
		p.pair[p.n++] = (struct pair){a, b};
		if (s->source != NULL)
			p.pair[p.n++] = (struct pair){b, a};
	}
	qsort(p.pair, p.n, sizeof(*p.pair), by_pair);
	all = p.n;
	p.n = 0;
	for (size_t i = 0; i < all; i++)
		if (p.n == 0 || by_pair(&p.pair[p.n - 1], &p.pair[i]) != 0)
			p.pair[p.n++] = p.pair[i];
	return p;
}

static bool opened(const struct pairs *p, const struct draft *from,
		   const struct draft *to)
{
	struct pair way = {from, to};

	return bsearch(&way, p->pair, p->n, sizeof(way), by_pair) != NULL;
}

/* Whether one who talks with this one talks with others, too. */
static bool has_another(const struct pairs *p, const struct draft *d,
			const struct draft *known)
{
	struct pair way = {d, known};
	const struct pair *at =
		bsearch(&way, p->pair, p->n, sizeof(way), by_pair);

	return at != NULL && ((at > p->pair && at[-1].from == d) ||
			      (at + 1 < p->pair + p->n && at[1].from == d));
}

/* Who keeps nothing, says the same as the word at i, and opened a conversation
 * with who says that; NULL when nobody does. The words of this text begin at
 * first. */
static const struct draft *maker_of(const struct word *list, unsigned first,
				    unsigned i, const struct pairs *p)
{
	if (!list[i].keeps || !list[i].own)
		return NULL;
	for (unsigned k = first; k < i && !list[k].keeps &&
				 k - first < MAKERS_MAX; k++)
		if (opened(p, list[k].draft, list[i].draft))
			return list[k].draft;
	return NULL;
}

/* By what both say of themselves, or of images. */
static void mark_relays(struct inventory *v, const struct saying *s,
			struct pairs *p)
{
	unsigned n;
	struct word *list = list_words(v, s, &n);

	if (n > 0 && p->pair == NULL)
		*p = list_pairs(v, s);
	for (unsigned i = 1, first = 0; i < n; i++) {
		struct draft *d = list[i].draft;

		if (strcmp(list[first].text, list[i].text) != 0)
			first = i;
		if (!origin_acquires(d) && !title_is_nobody(list[i].text))
			d->relays |= maker_of(list, first, i, p) != NULL;
	}
	free(list);
}

/* Whether one who says the same as the word at i talks with who says that, and who
 * says that with others; of two, who keeps what it is sent or else alone does. */
static bool is_engine(const struct word *list, unsigned first, unsigned end,
		      unsigned i, const struct pairs *p)
{
	const struct draft *d = list[i].draft;

	for (unsigned k = first; list[i].sends && k < end &&
				 k - first < MAKERS_MAX; k++) {
		const struct draft *maker = list[k].draft;

		if (maker != d && list[k].sends && has_another(p, d, maker) &&
		    (list[i].keeps != list[k].keeps
			     ? list[i].keeps
			     : !has_another(p, maker, d)))
			return true;
	}
	return false;
}

/* Engines and middleware pass messages on as they came, under the name of their
 * sender. */
static void mark_engines(struct inventory *v, const struct saying *s)
{
	unsigned n, end;
	struct word *list = list_words(v, s, &n);
	struct pairs p;

	if (n == 0)
		return;
	p = list_pairs(v, s);
	for (unsigned first = 0; first < n; first = end) {
		for (end = first; end < n && strcmp(list[first].text,
						    list[end].text) == 0; end++)
			;
		for (unsigned i = first; i < end; i++) {
			struct draft *d = list[i].draft;

			if (!is_engine(list, first, end, i, &p))
				continue;
			d->passes_on |= s == &senders;
			d->orders |= s != &senders;
		}
	}
	free(p.pair);
	free(list);
}

bool relays_is_engine(const struct draft *d)
{
	return d->passes_on && draft_says(d, A_hl7_role, "receiver") &&
	       draft_says(d, A_hl7_role, "source");
}

/* Who passes on messages adds what he runs to those of all his senders. */
static bool is_of_all_senders(const struct draft *d, const struct known_fact *f)
{
	unsigned n;
	struct known_fact **all = draft_facts(d, (enum attr)f->attr, &n);

	for (unsigned i = 0; i < n; i++)
		if (all[i]->at->part != f->at->part &&
		    strcmp(all[i]->text, f->text) == 0)
			return true;
	return false;
}

bool relays_for(const struct draft *d, const struct known_fact *f)
{
	if (f->at->part < PART_LEAST)
		return false;
	if (f->attr == A_hl7_product)
		return d->is_engine && !is_of_all_senders(d, f);
	return f->attr == A_hl7_application || f->attr == A_udi ||
	       (f->attr >= A_hl7_device && f->attr <= A_hl7_version);
}

/* Whether somebody else goes by this title, and the node itself does not. */
static bool is_of_another(const struct word *title, unsigned n,
			  const struct draft *d, const char *station)
{
	unsigned low = 0, high = n;
	bool another = false;

	while (low < high) {
		unsigned middle = low + (high - low) / 2;

		if (strcmp(title[middle].text, station) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < n && strcmp(title[low].text, station) == 0; low++) {
		if (title[low].draft == d)
			return false;
		another = true;
	}
	return another;
}

static void mark_passers(struct inventory *v)
{
	unsigned n;
	struct word *title = list_words(v, &stations, &n);

	for (unsigned i = 0; i < v->drafts; i++) {
		struct draft *d = &v->draft[i];
		unsigned m;
		struct known_fact **f = draft_facts(d, A_dicom_sent_station, &m);

		for (unsigned k = 0; k < m; k++)
			if (is_of_another(title, n, d, f[k]->text))
				d->forwards = true;
	}
	free(title);
}

void relays_mark(struct inventory *v)
{
	struct pairs images = {.n = 0}; /* listed where they are wanted        */

	mark_relays(v, &serials, &images);
	mark_relays(v, &titles, &images);
	free(images.pair);
	mark_engines(v, &senders);
	mark_engines(v, &instruments);
	mark_passers(v);
}
