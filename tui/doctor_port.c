/* SPDX-License-Identifier: Apache-2.0 */
/* doctor_port - judges an interface by what the kernel knows of it. */
#include <net/if.h>
#include <net/if_arp.h>
#include <string.h>

#include "tui/doctor.h"

enum { MTU_USUAL = 1500 };

/* Nothing else is asked about an interface that is not there. */
static const struct interface_facts *facts_of(const struct facts *s)
{
	const struct interface_facts *i = &s->port->is;

	return i->exists && !i->elsewhere ? i : NULL;
}

static bool has_flag(const struct interface_facts *i, int64_t flag)
{
	return i->flags != UNLEARNT && (i->flags & flag) != 0;
}

/* Says so when it is not. */
static bool is_told(int64_t n, struct verdict *v)
{
	if (n == UNLEARNT)
		verdict_set(v, MARK_UNKNOWN, "not told");
	return n != UNLEARNT;
}

/* What only grew before may be old. */
static bool grew(int64_t before, int64_t after)
{
	return before != UNLEARNT && after > before;
}

/* A command that takes its addresses may cut this machine off. */
static bool is_needed(const struct interface_facts *i)
{
	return i->default_route || (i->default_route6 && i->accept_ra <= 0);
}

void judge_interface_there(const struct facts *s, struct verdict *v)
{
	const struct interface_facts *i = &s->port->is;

	if (i->elsewhere)
		verdict_set(v, MARK_UNKNOWN, "/sys shows the interfaces of "
			    "another network namespace");
	else if (!i->exists && strcmp(i->name, "any") == 0)
		verdict_set(v, MARK_UNKNOWN, "all at once: name one of them");
	else if (!i->exists)
		verdict_set(v, MARK_BAD, "there is none of this name");
}

void judge_interface_kind(const struct facts *s, struct verdict *v)
{
	const struct interface_facts *i = facts_of(s);

	if (i == NULL)
		return;
	if (i->wireless)
		verdict_set(v, MARK_LOOK, "Wi-Fi");
	else if (i->kind == ARPHRD_ETHER)
		verdict_set(v, MARK_OK, "Ethernet, %s",
			    i->hardware ? "hardware" : "virtual");
	else if (i->kind == UNLEARNT)
		verdict_set(v, MARK_UNKNOWN, "not told");
	else
		verdict_set(v, MARK_OK, "no Ethernet (type %lld of the kernel)",
			    (long long)i->kind);
}

void judge_interface_up(const struct facts *s, struct verdict *v)
{
	const struct interface_facts *i = facts_of(s);

	if (i != NULL && is_told(i->flags, v))
		verdict_set(v, has_flag(i, IFF_UP) ? MARK_OK : MARK_BAD, "%s",
			    has_flag(i, IFF_UP) ? "up" : "down");
}

void judge_interface_carrier(const struct facts *s, struct verdict *v)
{
	const struct interface_facts *i = facts_of(s);

	if (i != NULL && has_flag(i, IFF_UP) && is_told(i->carrier, v))
		verdict_set(v, i->carrier > 0 ? MARK_OK : MARK_BAD, "%s",
			    i->carrier > 0 ? "link" : "no link");
}

void judge_interface_speed(const struct facts *s, struct verdict *v)
{
	const struct interface_facts *i = facts_of(s);
	bool half;

	if (i == NULL || i->carrier <= 0)
		return;
	half = strcmp(i->duplex, "half") == 0;
	if (i->speed == UNLEARNT)
		verdict_set(v, MARK_UNKNOWN, "the driver does not say");
	else
		verdict_set(v, half ? MARK_LOOK : MARK_OK, "%lld Mbit/s%s%s%s",
			    (long long)i->speed, i->duplex[0] != '\0' ? ", " : "",
			    i->duplex, i->duplex[0] != '\0' ? " duplex" : "");
}

void judge_interface_mtu(const struct facts *s, struct verdict *v)
{
	const struct interface_facts *i = facts_of(s);
	bool refuses, small;

	if (i == NULL || !is_told(i->mtu, v))
		return;
	v->no_fix = is_needed(i);
	refuses = i->counts.long_or_short > 0;
	small = i->mtu < MTU_USUAL;
	verdict_set(v, refuses || small ? MARK_LOOK : MARK_OK,
		    "%lld octets%s", (long long)i->mtu,
		    small || refuses ? "" : i->mtu == MTU_USUAL
			    ? "; no jumbo frames" : "");
	if (refuses)
		verdict_set(v, MARK_LOOK, "%lld octets; %lld frames were thrown "
			    "away for their length", (long long)i->mtu,
			    (long long)i->counts.long_or_short);
}

void judge_interface_promiscuous(const struct facts *s, struct verdict *v)
{
	const struct interface_facts *i = facts_of(s);

	if (i != NULL && is_told(i->flags, v))
		verdict_set(v, MARK_OK, "%s", has_flag(i, IFF_PROMISC)
				    ? "somebody listens now"
				    : "not now; it is while watch listens");
}

/* ---- silence ----------------------------------------------------------------------- */

void judge_interface_route(const struct facts *s, struct verdict *v)
{
	const struct interface_facts *i = facts_of(s);

	if (i == NULL)
		return;
	if (is_needed(i)) {
		verdict_set(v, MARK_LOOK, "leads through it");
	} else if (i->default_route6) {
		verdict_set(v, MARK_LOOK, "that of IPv6 leads through it, as a "
			    "router said");
		v->advice = "if the router was heard on the mirror, this "
			    "machine now speaks into it: turn IPv6 off there";
	} else {
		verdict_set(v, MARK_OK, "not here");
	}
}

void judge_interface_addresses(const struct facts *s, struct verdict *v)
{
	const struct interface_facts *i = facts_of(s);
	unsigned shown;

	if (i == NULL)
		return;
	if (!i->asked) {
		verdict_set(v, MARK_UNKNOWN, "the kernel does not say");
		return;
	}
	v->no_fix = is_needed(i);
	verdict_set(v, i->addresses > 0 ? MARK_LOOK : MARK_OK, "%s",
		    i->addresses > 0 ? "" : "none");
	shown = i->addresses < INTERFACE_ADDRESSES ? i->addresses
						   : INTERFACE_ADDRESSES;
	for (unsigned n = 0; n < shown; n++)
		verdict_add(v, "%s%s", n > 0 ? ", " : "", i->address[n]);
	if (shown < i->addresses)
		verdict_add(v, " and %u more", i->addresses - shown);
}

void judge_interface_arp(const struct facts *s, struct verdict *v)
{
	const struct interface_facts *i = facts_of(s);
	bool arp, groups;

	if (i == NULL || !is_told(i->flags, v))
		return;
	arp = !has_flag(i, IFF_NOARP);
	groups = has_flag(i, IFF_MULTICAST);
	v->no_fix = is_needed(i);
	verdict_set(v, (arp || groups) && i->addresses > 0 ? MARK_LOOK : MARK_OK,
		    "ARP %s, multicast %s%s", arp ? "on" : "off",
		    groups ? "on" : "off",
		    (arp || groups) && i->asked && i->addresses == 0
			    ? "; no address to answer for" : "");
}

void judge_interface_ipv6(const struct facts *s, struct verdict *v)
{
	const struct interface_facts *i = facts_of(s);

	if (i == NULL)
		return;
	v->no_fix = is_needed(i);
	if (i->no_ipv6 == UNLEARNT)
		verdict_set(v, MARK_UNKNOWN, "not told; perhaps the kernel has "
			    "none");
	else if (i->no_ipv6 > 0)
		verdict_set(v, MARK_OK, "off");
	else
		verdict_set(v, MARK_LOOK, "on%s", i->accept_ra > 0
				    ? ", and it listens to routers" : "");
}

void judge_interface_sent(const struct facts *s, struct verdict *v)
{
	const struct interface_facts *i = facts_of(s);
	long long before, after;

	if (i == NULL || !is_told(i->counts.sent, v))
		return;
	before = i->counts.sent;
	after = s->port->after.sent;
	if (after == UNLEARNT)
		verdict_set(v, before == 0 ? MARK_OK : MARK_UNKNOWN, "%lld "
			    "since it is there; nobody waited for more", before);
	else if (after > before)
		verdict_set(v, MARK_LOOK, "%lld in %u s, %lld since it is there",
			    after - before, s->port->waited, after);
	else
		verdict_set(v, MARK_OK, "none in %u s, %lld since it is there",
			    s->port->waited, after);
}

/* ---- losses ------------------------------------------------------------------------- */

void judge_interface_merges(const struct facts *s, struct verdict *v)
{
	const struct interface_facts *i = facts_of(s);

	if (i == NULL)
		return;
	if (i->gro == UNLEARNT && i->lro == UNLEARNT)
		verdict_set(v, MARK_UNKNOWN, "the driver does not say");
	else if (i->gro <= 0 && i->lro <= 0 && i->gro_hw <= 0)
		verdict_set(v, MARK_OK, "off");
	else
		verdict_set(v, MARK_LOOK, "on:%s%s%s", i->gro > 0 ? " gro" : "",
			    i->lro > 0 ? " lro" : "",
			    i->gro_hw > 0 ? " rx-gro-hw" : "");
}

void judge_interface_ring(const struct facts *s, struct verdict *v)
{
	const struct interface_facts *i = facts_of(s);
	bool short_of;

	if (i == NULL)
		return;
	if (i->ring == UNLEARNT) {
		verdict_set(v, MARK_UNKNOWN, "the driver does not say");
		return;
	}
	short_of = i->ring < i->ring_most && i->counts.missed > 0;
	v->number = (uint64_t)i->ring_most;
	verdict_set(v, short_of ? MARK_LOOK : MARK_OK, "%lld of at most %lld "
		    "frames", (long long)i->ring, (long long)i->ring_most);
}

/* What grows now is bad; what once happened is worth a look. */
static void judge_growth(const struct port_facts *p, int64_t before,
			 int64_t after, enum mark worst, struct verdict *v)
{
	if (!is_told(before, v))
		return;
	if (grew(before, after))
		verdict_set(v, worst, "%lld in %u s, %lld since it is there",
			    (long long)(after - before), p->waited,
			    (long long)after);
	else if (before > 0)
		verdict_set(v, worst == MARK_BAD ? MARK_LOOK : MARK_OK,
			    "%lld since it is there%s", (long long)before,
			    after == before ? ", none of them just now" : "");
	else
		verdict_set(v, MARK_OK, "none");
}

void judge_interface_missed(const struct facts *s, struct verdict *v)
{
	const struct interface_facts *i = facts_of(s);

	if (i != NULL)
		judge_growth(s->port, i->counts.missed, s->port->after.missed,
			     MARK_BAD, v);
}

void judge_interface_errors(const struct facts *s, struct verdict *v)
{
	const struct interface_facts *i = facts_of(s);

	if (i != NULL)
		judge_growth(s->port, i->counts.errors, s->port->after.errors,
			     MARK_BAD, v);
}

void judge_interface_dropped(const struct facts *s, struct verdict *v)
{
	const struct interface_facts *i = facts_of(s);

	if (i != NULL)
		judge_growth(s->port, i->counts.dropped, s->port->after.dropped,
			     MARK_LOOK, v);
}
