/* SPDX-License-Identifier: Apache-2.0 */
/*
 * human - puts what people said into a judgement, in the order they said it.
 *
 * The last word about a field counts. A split undoes earlier joins of what it
 * takes out, and a later join stands over it.
 */
#include "classify/human.h"

#include <string.h>

#include "classify/inventory.h"

static const char *const acts[SAID_ACTS] = {
	[SAID_SET] = "set", [SAID_JOIN] = "join",
	[SAID_SPLIT] = "split", [SAID_UNDO] = "undo",
};

static const enum claim_kind fields[] = {
	CLAIM_CLASS,	CLAIM_VENDOR, CLAIM_MODEL,    CLAIM_VERSION,
	CLAIM_SERIAL_NO, CLAIM_NAME,  CLAIM_OWNER,    CLAIM_LOCATION,
	CLAIM_DEPARTMENT, CLAIM_SEGMENT, CLAIM_TAG,
};

enum { FIELDS = sizeof(fields) / sizeof(fields[0]) };

const char *said_act_name(enum said_act a)
{
	return a < SAID_ACTS ? acts[a] : "";
}

enum claim_kind human_field_at(unsigned place)
{
	return place < FIELDS ? fields[place] : CLAIM_NONE;
}

enum claim_kind human_field(const char *name)
{
	unsigned i = 0;

	while (i < FIELDS && strcmp(claim_name(fields[i]), name) != 0)
		i++;
	return human_field_at(i);
}

/* ---- where it is ----------------------------------------------------------------- */

static struct node *node_of_mac(const struct inventory *v,
				const struct whereabouts *w)
{
	return mac_is_zero(w->mac) ? NULL
				   : node_known(v, (struct addr){{0}}, w->mac,
						w->net);
}

/* Of several that had the address, the one of this MAC, else who has it now. */
static struct node *node_of_ip(const struct inventory *v,
			       const struct whereabouts *w, struct mac mac)
{
	struct node *n = addr_is_zero(w->ip)
				 ? NULL
				 : node_known(v, w->ip, (struct mac){{0}},
					      w->net);

	if (n == NULL || n->now.lease == NULL)
		return n;
	for (const struct lease *l = n->now.lease; l != NULL; l = l->next)
		if (mac_compare(l->host->mac, mac) == 0)
			return l->tenant;
	return n->now.lease->tenant;
}

/* The node there, of an asset; or NULL. */
static struct node *node_there(const struct inventory *v,
			       const struct whereabouts *w)
{
	struct node *n = node_of_mac(v, w);

	if (n == NULL || head_of(n) == NULL)
		n = node_of_ip(v, w, w->mac);
	return n != NULL && head_of(n) != NULL ? n : NULL;
}

static struct child *child_there(const struct inventory *v,
				 const struct whereabouts *w)
{
	for (unsigned i = 0; i < v->children; i++)
		if (v->child[i].asset == w->asset)
			return &v->child[i];
	return NULL;
}

/* ---- splits and joins ------------------------------------------------------------ */

/* What a split takes out: a MAC, or an address. */
static struct node *taken_out(const struct inventory *v,
			      const struct testimony *s)
{
	struct node *n = node_of_mac(v, &s->other);

	return n != NULL ? n : node_of_ip(v, &s->other, s->at.mac);
}

void human_split(struct inventory *v)
{
	const struct decisions *d = v->decisions;

	for (size_t i = 0; d != NULL && i < d->saids; i++) {
		struct node *n = d->said[i].act == SAID_SPLIT
					 ? taken_out(v, &d->said[i])
					 : NULL;

		if (n != NULL)
			n->now.apart = n->now.exists = true;
	}
}

/* Whether somebody took one of the two out after they were joined. */
static bool is_over(const struct inventory *v, size_t join,
		    const struct node *a, const struct node *b)
{
	const struct decisions *d = v->decisions;

	for (size_t i = join + 1; i < d->saids; i++) {
		const struct node *n = d->said[i].act == SAID_SPLIT
					       ? taken_out(v, &d->said[i])
					       : NULL;

		if (n != NULL && (n == a || n == b ||
				  (a != NULL && a->now.owner == n) ||
				  (b != NULL && b->now.owner == n)))
			return true;
	}
	return false;
}

static void join_child_with(struct child *c, struct node *n)
{
	while (c->as_child != NULL)
		c = c->as_child;
	if (c->as_node != NULL)
		join_nodes(c->as_node, n);
	else
		c->as_node = n;
}

static void join_children(struct child *a, struct child *b)
{
	while (a->as_child != NULL)
		a = a->as_child;
	while (b->as_child != NULL)
		b = b->as_child;
	if (a == b)
		return;
	if (b->as_node != NULL)
		join_child_with(a, b->as_node);
	else
		b->as_child = a;
}

void human_join(struct inventory *v)
{
	const struct decisions *d = v->decisions;

	for (size_t i = 0; d != NULL && i < d->saids; i++) {
		const struct testimony *s = &d->said[i];
		struct node *a, *b;
		struct child *c, *e;

		if (s->act != SAID_JOIN)
			continue;
		a = node_there(v, &s->at);
		b = node_there(v, &s->other);
		c = a == NULL ? child_there(v, &s->at) : NULL;
		e = b == NULL ? child_there(v, &s->other) : NULL;
		if (is_over(v, i, a, b))
			continue;
		if (a != NULL && b != NULL)
			join_nodes(a, b);
		else if (a != NULL && e != NULL)
			join_child_with(e, a);
		else if (b != NULL && c != NULL)
			join_child_with(c, b);
		else if (c != NULL && e != NULL)
			join_children(c, e);
	}
}

/* ---- what it is ------------------------------------------------------------------ */

static struct draft *draft_there(const struct inventory *v,
				 const struct whereabouts *w)
{
	struct node *n = node_there(v, w);
	struct child *c = n == NULL ? child_there(v, w) : NULL;

	return n != NULL ? draft_of(n) : c != NULL ? c->draft : NULL;
}

void human_tell(struct inventory *v)
{
	const struct decisions *d = v->decisions;

	for (size_t i = 0; d != NULL && i < d->saids; i++) {
		const struct testimony *s = &d->said[i];
		struct draft *to = s->act == SAID_SET ? draft_there(v, &s->at)
						      : NULL;

		if (to == NULL)
			continue;
		if (to->said == NULL) {
			size_t size = CLAIMS_ALL * sizeof(*to->said);

			to->said = pool_take(&v->judged, size);
			memset((void *)to->said, 0, size);
		}
		to->said[s->field] = s;
	}
}
