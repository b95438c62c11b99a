/* SPDX-License-Identifier: Apache-2.0 */
/*
 * existence - which addresses are somebody, and not what one packet claims.
 *
 * Anybody can write any source address into a packet. So an address is believed
 * once its own words came in two frames, or in a conversation of several packets
 * (of which meet.c and waiting.c tell), or once it asked for more services than
 * chance gives to one of many forged senders, or when it is bound to a MAC: by
 * ARP, neighbour discovery or DHCP, or by words in a frame whose MAC speaks for
 * no other address, so that no router brought it. But hundreds of MACs that claim
 * an address once each, within seconds and never again, are one sender's
 * invention.
 */
#include <stdlib.h>

#include "capture/base/must.h"
#include "capture/base/mix.h"
#include "classify/inventory.h"

/* Routers say that they have an address together: that makes it nobody. */
static bool is_of_many(const struct fact *f)
{
	return (f->attr == A_arp_binding || f->attr == A_nd_binding) &&
	       mac_is_shared(f->subject.mac);
}

/* As long as all came in one frame, any of them tells which one. */
void existence_hear(struct endpoint *at, const struct fact *f, uint16_t capture)
{
	uint64_t frame;

	if (f->voice != VOICE_SELF || is_of_many(f))
		return;
	frame = mix_word(mix_word(MIX_START, f->frame), capture);
	frame = mix_word(frame, f->first_us) | 1;
	/* These two are told of whom more than one packet has proved. */
	at->again |= (at->spoke && at->heard != frame) || f->count > 1 ||
		     f->attr == A_tcp_stack || f->attr == A_frame_binding;
	at->spoke = true;
	at->heard = frame;
}

bool existence_doubts(const struct inventory *v, const struct fact *f)
{
	const struct node *n;

	if (f->attr != A_frame_binding || f->voice != VOICE_NETWORK)
		return false;
	n = address_known(v, f->subject.ip, f->subject.net);
	return n == NULL || n->stranger;
}

void existence_note_stranger(struct inventory *v, struct endpoint *p)
{
	if (p->address != NULL)
		p->address->stranger = true;
	v->strangers++;
}

uint64_t inventory_refused(const struct inventory *v)
{
	return v->refused;
}

uint64_t inventory_strange(const struct inventory *v)
{
	return v->strange;
}

struct node *node_at(const struct endpoint *p)
{
	return p->address != NULL ? p->address : p->host;
}

/* A MAC has no such doubts: who is in the segment is in it. */
static bool is_proof(const struct endpoint *p)
{
	return p->address == NULL || p->again;
}

static void hear(struct node_verdict *n, const struct endpoint *p)
{
	n->exists |= is_proof(p) || (n->heard != 0 && n->heard != p->heard);
	n->heard = p->heard;
}

bool node_asks_much(const struct node *n)
{
	enum { MUCH = 20 };

	return n->talks > MUCH;
}

/* An address was bound to a MAC once, in one frame, and that is all there is. */
static bool is_lone(const struct endpoint *p)
{
	return p->claims && p->spoke && !p->leased && p->facts == 1 &&
	       p->part == 0 &&
	       p->fact->count == 1 && p->host != NULL && p->address != NULL &&
	       p->address->talks == 0;
}

static int by_window(const void *a, const void *b)
{
	const struct endpoint *x = *(const struct endpoint *const *)a;
	const struct endpoint *y = *(const struct endpoint *const *)b;

	return x->net != y->net
		       ? number_order(x->net, y->net)
		       : number_order(x->fact->first_us / CROWD_US,
				      y->fact->first_us / CROWD_US);
}

static void hide(struct endpoint *p, bool hidden)
{
	p->crowd = hidden;
	p->binds = p->spoke = !hidden;
}

void existence_hide_crowds(struct inventory *v)
{
	struct endpoint **lone = NULL;
	unsigned n = 0;

	v->crowded = false;
	for (size_t i = 0; i < v->endpoints.count; i++) {
		struct endpoint *p = v->endpoint[i];

		if (p->crowd)
			hide(p, false);
		if (!is_lone(p))
			continue;
		lone = grow((void *)lone, n, sizeof(*lone));
		lone[n++] = p;
	}
	if (n > CROWD_MACS)
		qsort((void *)lone, n, sizeof(*lone), by_window);
	for (unsigned i = 0, end; n > CROWD_MACS && i < n; i = end) {
		for (end = i + 1; end < n && by_window(&lone[i], &lone[end]) == 0;)
			end++;
		for (unsigned k = i; end - i > CROWD_MACS && k < end; k++)
			hide(lone[k], true);
		v->crowded |= end - i > CROWD_MACS;
	}
	free((void *)lone);
}

void existence_judge(struct inventory *v)
{
	for (size_t i = 0; i < v->endpoints.count; i++) {
		const struct endpoint *p = v->endpoint[i];

		if (p->spoke && node_at(p) != NULL)
			hear(&node_at(p)->now, p);
	}
	for (size_t i = 0; i < v->nodes.count; i++) {
		struct node_verdict *n = &v->node[i]->now;

		n->exists |= node_asks_much(v->node[i]);
		if (n->owner != NULL)
			n->owner->now.exists = true;
	}
}
