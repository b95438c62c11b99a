/* SPDX-License-Identifier: Apache-2.0 */
/* addr - MAC, IP and network tags as values: print, parse, compare. */
#ifndef WW_ADDR_H
#define WW_ADDR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct mac {
	uint8_t b[6];
};

/* IPv6, or IPv4 in its mapped form ::ffff:a.b.c.d; all zero means none. */
struct addr {
	uint8_t b[16];
};

enum { MAC_TEXT = 18, ADDR_TEXT = 46, NET_TEXT = 24 };

/*
 * The network an address lives in. Hospitals reuse private ranges, so an
 * address alone is not a place: 0 is untagged, else a kind and a number; and
 * the site, where databases of several became one.
 */
typedef uint32_t net_t;
enum net_kind { NET_PLAIN = 0, NET_VLAN = 1, NET_VNI = 2 };
enum { SITES_MAX = 63, SITE_SHIFT = 26 };

static inline net_t net_of(enum net_kind kind, uint32_t number)
{
	return (uint32_t)kind << 24 | (number & 0xffffff);
}

/* 0: no site was told. */
static inline unsigned net_site(net_t net)
{
	return net >> SITE_SHIFT;
}

/* Without its site. */
static inline net_t net_tag(net_t net)
{
	return net & ((1u << SITE_SHIFT) - 1);
}

/* Of that site, unless it is of one already. */
static inline net_t net_at(net_t net, unsigned site)
{
	return net_site(net) != 0 ? net : net | (net_t)site << SITE_SHIFT;
}

bool mac_is_zero(struct mac);      /* nobody's                            */
bool mac_is_group(struct mac);
bool mac_is_local(struct mac);      /* locally administered bit          */
/* One that routers, or servers that act as one, hand to each other: VRRP, CARP,
 * HSRP, GLBP. RFC 9568 7.3, RFC 2281 5. */
bool mac_is_shared(struct mac);
int mac_compare(struct mac, struct mac);
void mac_print(struct mac, char out[MAC_TEXT]);
bool mac_parse(const char *, struct mac *); /* aa:bb:.., aa-bb-.., aabb.. */

struct addr addr_of_v4(uint32_t host_order);
struct addr addr_of_v6(const uint8_t octets[16]);
bool addr_is_zero(struct addr);     /* none, 0.0.0.0 or ::               */
bool addr_is_v4(struct addr);
bool addr_is_group(struct addr);    /* multicast or 255.255.255.255      */
bool addr_is_link_local(struct addr);
bool addr_is_global(struct addr);   /* routable in the internet          */
bool addr_is_example(struct addr);  /* of documents: RFC 5737, 3849, 9637 */
/* The IPv4 address that a translator's stands for, 64:ff9b::/96 of RFC 6052;
 * else the same. */
struct addr addr_untranslated(struct addr);
int addr_compare(struct addr, struct addr);
void addr_print(struct addr, char out[ADDR_TEXT]);
bool addr_parse(const char *, struct addr *);
/* True if the first bits are equal; bits count from the start of the family's
 * own form, so 24 for 10.1.2.0/24. */
bool addr_under(struct addr, struct addr prefix, unsigned bits);

/* IANA's protocol numbers in the words of people, "other" where there are none;
 * and read, as a word or a number. */
const char *transport_name(unsigned l4);
bool transport_parse(const char *, uint8_t *l4);

/* "-" for untagged, else "vlan 130" or "vni 777"; "site 2" before it. */
void net_print(net_t, char out[NET_TEXT]);

#endif
