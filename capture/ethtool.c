/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ethtool - what only the running kernel tells of an interface: whether it
 * merges frames, its ring, its addresses.
 *
 * An ioctl about an interface wants a socket, of whatever family. Here it is
 * one end of a Unix socket pair, which is bound to nothing, leads to the other
 * end alone and cannot reach a network: the program still imports no function
 * that could send. All requests only read, and need no right. The C library asks
 * the kernel for the addresses (rtnetlink), which leaves the machine as little.
 *
 * Standard Linux, include/uapi/linux/ethtool.h
 */
#include <arpa/inet.h>
#include <ifaddrs.h>
#include <linux/ethtool.h>
#include <linux/sockios.h>
#include <net/if.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "capture/interface.h"

/* A kernel of today has some sixty features, each a bit and a name. */
enum { FEATURES_MAX = 512 };

struct features {
	unsigned count;
	char name[FEATURES_MAX][ETH_GSTRING_LEN];
	bool active[FEATURES_MAX];
};

/* False when the driver does not know the request. */
static bool ask(int fd, const char *name, void *request)
{
	struct ifreq r = {.ifr_data = request};

	snprintf(r.ifr_name, sizeof(r.ifr_name), "%s", name);
	return ioctl(fd, SIOCETHTOOL, &r) == 0;
}

static unsigned count_features(int fd, const char *name)
{
	union {
		struct ethtool_sset_info head;
		uint8_t room[sizeof(struct ethtool_sset_info) +
			     sizeof(uint32_t)];
	} info = {.room = {0}};

	info.head.cmd = ETHTOOL_GSSET_INFO;
	info.head.sset_mask = 1 << ETH_SS_FEATURES;
	if (!ask(fd, name, &info) || info.head.sset_mask == 0)
		return 0;
	/* The kernel hands out all names, whatever there is room for. */
	return info.head.data[0] <= FEATURES_MAX ? info.head.data[0] : 0;
}

static bool read_names(int fd, const char *name, struct features *f)
{
	union {
		struct ethtool_gstrings head;
		uint8_t room[sizeof(struct ethtool_gstrings) + sizeof(f->name)];
	} names = {.room = {0}};

	names.head.cmd = ETHTOOL_GSTRINGS;
	names.head.string_set = ETH_SS_FEATURES;
	names.head.len = f->count;
	if (!ask(fd, name, &names))
		return false;
	memcpy(f->name, names.head.data, f->count * ETH_GSTRING_LEN);
	return true;
}

static bool read_states(int fd, const char *name, struct features *f)
{
	union {
		struct ethtool_gfeatures head;
		uint8_t room[sizeof(struct ethtool_gfeatures) +
			     FEATURES_MAX / 32 *
				     sizeof(struct ethtool_get_features_block)];
	} states = {.room = {0}};

	states.head.cmd = ETHTOOL_GFEATURES;
	states.head.size = (f->count + 31) / 32;
	if (!ask(fd, name, &states))
		return false;
	for (unsigned i = 0; i < f->count; i++)
		f->active[i] = (states.head.features[i / 32].active >> i % 32 &
				1) != 0;
	return true;
}

static int64_t state_of(const struct features *f, const char *feature)
{
	for (unsigned i = 0; i < f->count; i++)
		if (strncmp(f->name[i], feature, ETH_GSTRING_LEN) == 0)
			return f->active[i];
	return UNLEARNT;
}

static void ask_features(int fd, struct interface_facts *i)
{
	struct features f;

	memset(&f, 0, sizeof(f));
	f.count = count_features(fd, i->name);
	if (f.count == 0 || !read_names(fd, i->name, &f) ||
	    !read_states(fd, i->name, &f))
		return;
	i->gro = state_of(&f, "rx-gro");
	i->lro = state_of(&f, "rx-lro");
	i->gro_hw = state_of(&f, "rx-gro-hw");
}

static void ask_ring(int fd, struct interface_facts *i)
{
	struct ethtool_ringparam ring = {.cmd = ETHTOOL_GRINGPARAM};

	/* Drivers without a ring say 0. */
	if (!ask(fd, i->name, &ring) || ring.rx_max_pending == 0)
		return;
	i->ring = ring.rx_pending;
	i->ring_most = ring.rx_max_pending;
}

/* Whether the interface that was read is the one that the kernel knows here. */
static bool is_same(int fd, const struct interface_facts *i)
{
	struct ifreq r = {.ifr_ifindex = 0};

	snprintf(r.ifr_name, sizeof(r.ifr_name), "%s", i->name);
	if (ioctl(fd, SIOCGIFINDEX, &r) != 0)
		return !i->exists;
	return i->exists && r.ifr_ifindex == i->index;
}

static void add_address(struct interface_facts *i, const struct sockaddr *a)
{
	const void *octets = NULL;

	if (a->sa_family == AF_INET)
		octets = &((const struct sockaddr_in *)(const void *)a)->sin_addr;
	if (a->sa_family == AF_INET6)
		octets = &((const struct sockaddr_in6 *)(const void *)a)
				  ->sin6_addr;
	if (octets == NULL)
		return;
	if (i->addresses < INTERFACE_ADDRESSES)
		inet_ntop(a->sa_family, octets, i->address[i->addresses],
			  ADDR_TEXT);
	i->addresses++;
}

static bool ask_addresses(struct interface_facts *i)
{
	struct ifaddrs *all;

	if (getifaddrs(&all) != 0)
		return false;
	for (const struct ifaddrs *a = all; a != NULL; a = a->ifa_next)
		if (a->ifa_addr != NULL && strcmp(a->ifa_name, i->name) == 0)
			add_address(i, a->ifa_addr);
	freeifaddrs(all);
	return true;
}

void interface_ask(struct interface_facts *i)
{
	int pair[2];

	if (!interface_may_be(i->name) ||
	    socketpair(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0, pair) != 0)
		return;
	i->elsewhere = !is_same(pair[0], i);
	if (i->exists && !i->elsewhere) {
		ask_features(pair[0], i);
		ask_ring(pair[0], i);
		i->asked = ask_addresses(i);
	}
	close(pair[0]);
	close(pair[1]);
}
