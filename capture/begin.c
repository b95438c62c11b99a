/* SPDX-License-Identifier: Apache-2.0 */
/*
 * begin - who asks in a conversation, and which packets begin one.
 *
 * A mirror may show the SYN after what followed it. One that stands shortly
 * before the first octets that were seen, and comes moments after them, is the
 * beginning of that conversation and of no other.
 *
 * Standard RFC 9293 3.4, 3.10.7
 */
#include "capture/flow.h"

/* The SYN tells, and a group asks nobody; else a service port, which is the
 * lower one by custom; else whoever speaks first asks. */
bool begin_from_server(const struct packet *p)
{
	if (p->l4 == L4_TCP && (p->tcp.flags & TCP_SYN) != 0)
		return (p->tcp.flags & TCP_ACK) != 0;
	if (p->from_port == p->to_port || addr_is_group(p->to))
		return false;
	if (p->from_port < 1024 || p->to_port < 1024)
		return p->from_port < p->to_port;
	if (p->l4 != L4_TCP)
		return false;
	return p->from_port < 32768 && p->to_port >= 32768;
}

uint32_t begin_number(const struct packet *p, unsigned side)
{
	return side == 0 ? p->tcp.seq : p->tcp.ack - 1;
}

bool begin_late(struct slot *s, unsigned side, const struct packet *p)
{
	struct flow *w = &s->flow;
	uint32_t number = begin_number(p, side);

	if (w->from_start || begin_from_server(p) != (side == 1))
		return false;
	if (w->told || w->packets[0] + w->packets[1] > PATIENCE ||
	    p->time_us > w->first_us + PATIENCE_US ||
	    s->syn_seq - number >= BEFORE_FIRST)
		return false;
	s->syn_seq = number;
	w->from_start = true;
	return true;
}

bool begin_again(const struct slot *s, const struct packet *p)
{
	return (p->tcp.flags & TCP_ACK) == 0 &&
	       (!s->flow.from_start || p->tcp.seq != s->syn_seq);
}
