/* SPDX-License-Identifier: Apache-2.0 */
/* doctor_mirror - judges what was heard at a port: is it a mirror, and whole? */
#include <string.h>

#include "tui/doctor.h"

enum {
	FEW_FRAMES = 20,       /* from fewer nothing is concluded              */
	FEW_TALKS = 3,
	LITTLE_FOREIGN = 20,   /* 1 of so many: what a switch floods           */
	SOME_ONE_WAY = 10,     /* 1 of so many: who began or ended just then   */
	MOST_ONE_WAY = 9,      /* of ten: some always answer another way       */
	MANY_TWICE = 20,
	MOST_LOAD = 70,        /* per cent                                     */
	MANY_LOST = 100,       /* 1 of so many is bad                          */
};

/* NULL unless frames of others were heard. */
static const struct mirror_facts *heard_of(const struct facts *s)
{
	const struct port_facts *p = s->port;

	return p->seconds > 0 && p->heard.frames > p->heard.own ? &p->heard
								: NULL;
}

static double share_of(uint64_t part, uint64_t whole)
{
	return whole > 0 ? 100.0 * (double)part / (double)whole : 0;
}

static uint64_t rate_of(const struct port_facts *p)
{
	return p->heard.octets * 8 / 1000 / p->seconds; /* kbit/s */
}

void judge_mirror_frames(const struct facts *s, struct verdict *v)
{
	const struct port_facts *p = s->port;

	if (p->seconds == 0) {
		verdict_set(v, MARK_UNKNOWN, "nobody listened: %s",
			    p->deaf.kind != ERR_NONE ? p->deaf.text
						     : "--seconds 0");
		v->status = p->deaf.kind;
	} else if (p->heard.frames == p->heard.own) {
		verdict_set(v, MARK_BAD, "none in %u s%s", p->seconds,
			    p->heard.own > 0 ? ", but what this machine sent"
					     : "");
	} else {
		verdict_set(v, MARK_OK, "%llu in %u s, %.1f Mbit/s",
			    (unsigned long long)p->heard.frames, p->seconds,
			    (double)rate_of(p) / 1000);
	}
}

void judge_mirror_foreign(const struct facts *s, struct verdict *v)
{
	const struct mirror_facts *h = heard_of(s);
	uint64_t ends;
	enum mark mark = MARK_OK;

	if (h == NULL)
		return;
	ends = h->foreign + h->ours + h->group;
	if (ends == 0) {
		verdict_set(v, MARK_UNKNOWN, "no Ethernet");
		return;
	}
	if (h->foreign * LITTLE_FOREIGN < ends)
		mark = h->foreign == 0 ? MARK_BAD : MARK_LOOK;
	if (mark != MARK_OK && h->frames < FEW_FRAMES) {
		mark = MARK_LOOK;
		v->advice = "too few frames to be sure, but a mirror of a switch "
			    "in use brings many in a second: listen longer with "
			    "--seconds, and look at the SPAN session";
	}
	verdict_set(v, mark, "%llu of %llu frames (%.1f %%); %llu to groups and "
		    "all, %llu to this machine",
		    (unsigned long long)h->foreign, (unsigned long long)ends,
		    share_of(h->foreign, ends), (unsigned long long)h->group,
		    (unsigned long long)h->ours);
}

void judge_mirror_directions(const struct facts *s, struct verdict *v)
{
	const struct mirror_facts *h = heard_of(s);
	enum mark mark = MARK_OK;

	if (h == NULL || h->foreign == 0)
		return;
	if (h->talks == 0) {
		verdict_set(v, MARK_UNKNOWN, "no TCP conversation went on "
			    "meanwhile");
		v->advice = "listen longer with --seconds";
		return;
	}
	if (h->one_way * 10 >= h->talks * MOST_ONE_WAY)
		mark = h->talks < FEW_TALKS ? MARK_LOOK : MARK_BAD;
	else if (h->one_way * SOME_ONE_WAY > h->talks)
		mark = MARK_LOOK;
	verdict_set(v, mark, "%llu of %llu TCP conversations (%.1f %%)",
		    (unsigned long long)h->one_way,
		    (unsigned long long)h->talks,
		    share_of(h->one_way, h->talks));
}

void judge_mirror_duplicates(const struct facts *s, struct verdict *v)
{
	const struct mirror_facts *h = heard_of(s);

	if (h == NULL || h->ip == 0)
		return;
	verdict_set(v, h->duplicates * MANY_TWICE > h->ip ? MARK_LOOK : MARK_OK,
		    "%llu of %llu packets (%.1f %%)",
		    (unsigned long long)h->duplicates,
		    (unsigned long long)h->ip, share_of(h->duplicates, h->ip));
}

void judge_mirror_vlans(const struct facts *s, struct verdict *v)
{
	const struct mirror_facts *h = heard_of(s);

	if (h == NULL)
		return;
	if (h->vlans == 0) {
		verdict_set(v, MARK_OK, "none; if several VLANs are mirrored, "
			    "have the switch keep the tags");
		return;
	}
	verdict_set(v, MARK_OK, "%.1f %% of frames:",
		    share_of(h->tagged, h->frames));
	for (unsigned i = 0; i < h->vlans && i < MIRROR_VLANS; i++)
		verdict_add(v, "%s %u", i > 0 ? "," : "", h->vlan[i]);
	if (h->vlans > MIRROR_VLANS)
		verdict_add(v, " and %u more", h->vlans - MIRROR_VLANS);
}

void judge_mirror_whole(const struct facts *s, struct verdict *v)
{
	const struct mirror_facts *h = heard_of(s);

	if (h == NULL)
		return;
	if (h->cut + h->sliced == 0)
		verdict_set(v, MARK_OK, "none");
	else
		verdict_set(v, MARK_LOOK, "%llu by the snap length, %llu before "
			    "they came here, of %llu",
			    (unsigned long long)h->cut,
			    (unsigned long long)h->sliced,
			    (unsigned long long)h->frames);
}

void judge_mirror_long(const struct facts *s, struct verdict *v)
{
	const struct mirror_facts *h = heard_of(s);

	if (h == NULL)
		return;
	if (s->port->is.mtu == UNLEARNT)
		verdict_set(v, MARK_UNKNOWN, "the longest %u octets, but the MTU "
			    "was not told", h->longest);
	else
		verdict_set(v, h->oversize > 0 ? MARK_LOOK : MARK_OK,
			    "%llu frames; the longest has %u octets",
			    (unsigned long long)h->oversize, h->longest);
}

void judge_mirror_decoded(const struct facts *s, struct verdict *v)
{
	const struct mirror_facts *h = heard_of(s);
	bool strange;

	/* What any port gets is hardly IP. */
	if (h == NULL || h->foreign < FEW_FRAMES || h->foreign * 2 < h->frames)
		return;
	strange = h->ip * 2 < h->frames;
	verdict_set(v, strange ? MARK_LOOK : MARK_OK, "%llu of %llu frames are "
		    "IP", (unsigned long long)h->ip,
		    (unsigned long long)h->frames);
}

void judge_mirror_kept(const struct facts *s, struct verdict *v)
{
	const struct mirror_facts *h = heard_of(s);
	const struct live_stats *l = &s->port->live;
	uint64_t lost = l->kernel_drop + l->interface_drop;
	enum mark mark = MARK_OK;

	if (h == NULL)
		return;
	if (lost > 0)
		mark = lost * MANY_LOST > h->frames + lost ? MARK_BAD
							   : MARK_LOOK;
	verdict_set(v, mark, "%llu by the kernel, %llu by the interface",
		    (unsigned long long)l->kernel_drop,
		    (unsigned long long)l->interface_drop);
}

void judge_mirror_load(const struct facts *s, struct verdict *v)
{
	const struct port_facts *p = s->port;
	double share;

	if (heard_of(s) == NULL || p->is.speed == UNLEARNT || p->is.speed == 0)
		return;
	share = share_of(rate_of(p), (uint64_t)p->is.speed * 1000);
	verdict_set(v, share > MOST_LOAD ? MARK_LOOK : MARK_OK,
		    "%.1f %% of %lld Mbit/s", share, (long long)p->is.speed);
}
