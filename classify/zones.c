/* SPDX-License-Identifier: Apache-2.0 */
/* zones - networks and allowed flows, as a hospital writes them down. */
#include "classify/zones.h"

#include <stdlib.h>
#include <string.h>

#include "capture/base/block.h"
#include "capture/base/must.h"
#include "classify/allow.h"

struct range {
	struct addr addr;
	unsigned bits;
	const struct zone *zone;
};

struct tagged {
	net_t net;
	const struct zone *zone;
};

struct allowed {
	const struct zone *from, *to;
	uint16_t port;         /* 0: all                                       */
};

struct zones {
	struct zone *zone;
	struct range *range;
	struct tagged *tagged;
	struct allowed *allowed;
	struct allow *allow;   /* flows by name, and lists                     */
	unsigned zones, ranges, tags, allows;
};

static const char *const kinds[ZONE_KINDS] = {
	"own", "clinical", "server", "user", "guest", "admin", "building",
	"isolated",
};

/* ---- reading ---------------------------------------------------------------------- */

static bool read_kind(struct zone *z, const struct blocks *b,
		      const struct block_line *l, struct err *e)
{
	for (unsigned i = 0; i < ZONE_KINDS; i++)
		if (strcmp(kinds[i], l->rest) == 0) {
			z->kind = (enum zone_kind)i;
			return true;
		}
	return block_error(b, l->number, e,
			   "kind is own, clinical, server, user, guest, admin, "
			   "building or isolated");
}

bool range_read(const struct blocks *b, const struct block_line *l,
		const char *range, struct addr *addr, unsigned *most,
		struct err *e)
{
	char text[64];
	const char *slash = strchr(range, '/');
	size_t n = slash != NULL ? (size_t)(slash - range) : strlen(range);
	char *end;

	if (n >= sizeof(text))
		n = 0;
	memcpy(text, range, n);
	text[n] = '\0';
	if (!addr_parse(text, addr))
		return block_error(b, l->number, e,
				   "a range is an address and a length: "
				   "10.20.0.0/16");
	*most = addr_is_v4(*addr) ? 32 : 128;
	if (slash != NULL) {
		unsigned long bits = strtoul(slash + 1, &end, 10);

		if (end == slash + 1 || *end != '\0' || bits > *most)
			return block_error(b, l->number, e,
					   "%s: no length of a range",
					   slash + 1);
		*most = (unsigned)bits;
	}
	return true;
}

static bool read_range(struct zones *zs, const struct zone *z,
		       const struct blocks *b, const struct block_line *l,
		       struct err *e)
{
	struct range r = {.zone = z};

	if (!range_read(b, l, l->rest, &r.addr, &r.bits, e))
		return false;
	zs->range = grow(zs->range, zs->ranges, sizeof(r));
	zs->range[zs->ranges++] = r;
	return true;
}

bool tag_read(const struct blocks *b, const struct block_line *l, net_t *net,
	      struct err *e)
{
	bool vlan = strcmp(l->word, "vlan") == 0;
	char *end;
	unsigned long n = strtoul(l->rest, &end, 10);

	if (end == l->rest || *end != '\0' || n > (vlan ? 4094 : 0xffffff))
		return block_error(b, l->number, e, "%s takes one number",
				   l->word);
	*net = net_of(vlan ? NET_VLAN : NET_VNI, (uint32_t)n);
	return true;
}

static bool read_tag(struct zones *zs, const struct zone *z,
		     const struct blocks *b, const struct block_line *l,
		     struct err *e)
{
	struct tagged t = {.zone = z};

	if (!tag_read(b, l, &t.net, e))
		return false;
	zs->tagged = grow(zs->tagged, zs->tags, sizeof(*zs->tagged));
	zs->tagged[zs->tags++] = t;
	return true;
}

static bool read_zone(struct zones *zs, struct zone *z, const struct blocks *b,
		      const struct block_line *l, struct err *e)
{
	if (strcmp(l->word, "kind") == 0)
		return read_kind(z, b, l, e);
	if (strcmp(l->word, "range") == 0)
		return read_range(zs, z, b, l, e);
	if (strcmp(l->word, "vlan") == 0 || strcmp(l->word, "vni") == 0)
		return read_tag(zs, z, b, l, e);
	if (strcmp(l->word, "wireless") == 0 && l->rest[0] == '\0') {
		z->wireless = true;
		return true;
	}
	return block_error(b, l->number, e,
			   "a zone has kind, range, vlan, vni and wireless, "
			   "no \"%s\"", l->word);
}

const struct zone *zones_named(const struct zones *zs, const char *name)
{
	for (unsigned i = 0; i < zs->zones; i++)
		if (strcmp(zs->zone[i].name, name) == 0)
			return &zs->zone[i];
	return NULL;
}

static bool add_allowed(struct zones *zs, struct allowed a)
{
	zs->allowed = grow(zs->allowed, zs->allows, sizeof(a));
	zs->allowed[zs->allows++] = a;
	return true;
}

static bool read_port(struct zones *zs, struct allowed a,
		      const struct blocks *b, const struct block_line *l,
		      struct err *e)
{
	char *end;
	unsigned long port = strtoul(l->rest, &end, 10);

	if (strcmp(l->word, "port") != 0 || end == l->rest || *end != '\0' ||
	    port == 0 || port > 65535)
		return block_error(b, l->number, e,
				   "allow takes lines of: port NUMBER");
	a.port = (uint16_t)port;
	return add_allowed(zs, a);
}

static bool read_allow(struct zones *zs, const struct blocks *b,
		       const struct block *block, struct err *e)
{
	const char *rest = block->head.rest;
	char from[64], to[64];
	struct allowed a = {0};

	if (!block_next(&rest, from, sizeof(from)) ||
	    !block_next(&rest, to, sizeof(to)) || *rest != '\0')
		return block_error(b, block->head.number, e,
				   "allow takes two zones: from and to");
	a.from = zones_named(zs, from);
	a.to = zones_named(zs, to);
	if (a.from == NULL || a.to == NULL)
		return block_error(b, block->head.number, e,
				   "there is no zone %s above",
				   a.from == NULL ? from : to);
	for (unsigned i = 0; i < block->lines; i++)
		if (!read_port(zs, a, b, &block->line[i], e))
			return false;
	return block->lines > 0 || add_allowed(zs, a);
}

/* Zones first: ranges point at them. */
static bool name_zones(struct zones *zs, const struct blocks *b, struct err *e)
{
	zs->zone = must_alloc(b->count + 1, sizeof(*zs->zone));
	for (unsigned i = 0; i < b->count; i++) {
		const struct block_line *head = &b->block[i].head;

		if (strcmp(head->word, "zone") != 0)
			continue;
		if (head->rest[0] == '\0' || zones_named(zs, head->rest) != NULL)
			return block_error(b, head->number, e,
					   "a zone has a name of its own");
		zs->zone[zs->zones++].name = copy_text(head->rest);
	}
	return true;
}

static bool read_all(struct zones *zs, const struct blocks *b, struct err *e)
{
	unsigned zone = 0;

	if (!name_zones(zs, b, e))
		return false;
	for (unsigned i = 0; i < b->count; i++) {
		const struct block *block = &b->block[i];

		if (strcmp(block->head.word, "allow") == 0) {
			if (!read_allow(zs, b, block, e))
				return false;
			continue;
		}
		if (allow_begins(block->head.word)) {
			if (!allow_read(zs->allow, zs, b, block, e))
				return false;
			continue;
		}
		if (strcmp(block->head.word, "zone") != 0)
			return block_error(b, block->head.number, e,
					   "a block begins with zone, allow, "
					   "flow, deny or bad, not %s",
					   block->head.word);
		for (unsigned k = 0; k < block->lines; k++)
			if (!read_zone(zs, &zs->zone[zone], b, &block->line[k],
				       e))
				return false;
		zone++;
	}
	allow_sort(zs->allow);
	return true;
}

static struct zones *zones_of(struct blocks *b, bool read, struct err *e)
{
	struct zones *zs = must_alloc(1, sizeof(*zs));
	bool good;

	zs->allow = allow_open();
	good = read && read_all(zs, b, e);
	blocks_free(b);
	if (good)
		return zs;
	zones_close(zs);
	return NULL;
}

struct zones *zones_open(const char *path, struct err *e)
{
	struct blocks b = {0};
	bool read = blocks_read(&b, path, e);

	return zones_of(&b, read, e);
}

struct zones *zones_take(const char *name, const char *text, struct err *e)
{
	struct blocks b = {0};
	bool read = blocks_take(&b, name, text, e);

	return zones_of(&b, read, e);
}

void zones_close(struct zones *zs)
{
	if (zs == NULL)
		return;
	for (unsigned i = 0; i < zs->zones; i++)
		free(zs->zone[i].name);
	free(zs->zone);
	free(zs->range);
	free(zs->tagged);
	free(zs->allowed);
	allow_close(zs->allow);
	free(zs);
}

/* ---- asking ----------------------------------------------------------------------- */

const struct zone *zone_of(const struct zones *zs, struct addr a, net_t net)
{
	const struct range *best = NULL;

	if (zs == NULL)
		return NULL;
	for (unsigned i = 0; i < zs->ranges; i++) {
		const struct range *r = &zs->range[i];

		if (addr_is_v4(r->addr) == addr_is_v4(a) &&
		    addr_under(a, r->addr, r->bits) &&
		    (best == NULL || r->bits > best->bits))
			best = r;
	}
	if (best != NULL)
		return best->zone;
	/* All that a router brings has the tag, too: the internet is not here. */
	if (addr_is_global(a) || addr_is_example(a))
		return NULL;
	for (unsigned i = 0; i < zs->tags; i++)
		if (zs->tagged[i].net == net_tag(net))
			return zs->tagged[i].zone;
	return NULL;
}

bool zone_is_ipv4(const struct zones *zs, const struct zone *z)
{
	bool any = false;

	for (unsigned i = 0; i < zs->ranges; i++)
		if (zs->range[i].zone == z) {
			any = true;
			if (!addr_is_v4(zs->range[i].addr))
				return false;
		}
	return any;
}

bool zones_have_global_ipv6(const struct zones *zs)
{
	for (unsigned i = 0; zs != NULL && i < zs->ranges; i++)
		if (!addr_is_v4(zs->range[i].addr) &&
		    addr_is_global(zs->range[i].addr))
			return true;
	return false;
}

enum far zones_far(const struct zones *zs, struct addr a, net_t net)
{
	enum far far = addr_is_global(a)    ? FAR_GLOBAL
		       : addr_is_example(a) ? FAR_EXAMPLE
					    : FAR_NOT;

	return far != FAR_NOT && zone_of(zs, a, net) != NULL ? FAR_NOT : far;
}

bool zones_outside(const struct zones *zs, struct addr a, net_t net)
{
	return zones_far(zs, a, net) == FAR_GLOBAL;
}

bool same_house(struct addr a, struct addr b)
{
	enum { BITS_6 = 48, BITS_B = 16, BITS_4 = 24, CLASS_B = 2 };

	if (!addr_is_v4(a))
		return addr_under(a, b, BITS_6);
	return addr_under(a, b, a.b[12] >> 6 == CLASS_B ? BITS_B : BITS_4);
}

bool zones_allow(const struct zones *zs, const struct zone *from,
		 const struct zone *to, uint16_t port)
{
	if (from == to)
		return true;
	for (unsigned i = 0; i < zs->allows; i++) {
		const struct allowed *a = &zs->allowed[i];

		if (a->from == from && a->to == to &&
		    (a->port == 0 || a->port == port))
			return true;
	}
	return false;
}

bool zones_have_policy(const struct zones *zs)
{
	return zs != NULL && zs->allows > 0;
}

bool zones_have_kind(const struct zones *zs, enum zone_kind kind)
{
	for (unsigned i = 0; zs != NULL && i < zs->zones; i++)
		if (zs->zone[i].kind == kind)
			return true;
	return false;
}

/* ---- flows by name, and lists ------------------------------------------------------- */

const struct flow_rule *zones_flow(const struct zones *zs,
				   const struct flow_wish *w)
{
	return zs != NULL ? allow_flow(zs->allow, zs, w) : NULL;
}

const struct flow_rule *zones_flow_at(const struct zones *zs, unsigned number)
{
	return zs != NULL ? allow_flow_at(zs->allow, number) : NULL;
}

bool zones_cover(const struct zones *zs, const struct flow_wish *w)
{
	const struct zone *from = zone_of(zs, w->from.ip, w->net);
	const struct zone *to = zone_of(zs, w->to.ip, w->net);

	return zones_flow(zs, w) != NULL ||
	       (zones_have_policy(zs) && from != NULL && to != NULL &&
		zones_allow(zs, from, to, w->port));
}

const char *zones_listed(const struct zones *zs, enum list_kind kind,
			 struct addr a)
{
	return zs != NULL ? allow_listed(zs->allow, kind, a) : NULL;
}

const char *zones_told(const struct zones *zs, enum list_kind kind,
		       const char *text)
{
	return zs != NULL ? allow_told(zs->allow, kind, text) : NULL;
}
