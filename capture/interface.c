/* SPDX-License-Identifier: Apache-2.0 */
/*
 * interface - the facts about an interface that stand in /sys and /proc.
 *
 * Standard Linux, Documentation/ABI/testing/sysfs-class-net
 */
#include "capture/interface.h"

#include <dirent.h>
#include <inttypes.h>
#include <net/if_arp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PATH_TEXT = 512, LINE_TEXT = 256 };

/* The first line of a file, without its end; false when there is none. */
static bool line_below(const char *root, const char *path, char *out,
		       size_t size)
{
	char whole[PATH_TEXT];
	FILE *f;
	bool good;

	snprintf(whole, sizeof(whole), "%s%s", root, path);
	f = fopen(whole, "re");
	if (f == NULL)
		return false;
	/* A port that is down answers the read, not the opening, with an error. */
	good = fgets(out, (int)size, f) != NULL;
	fclose(f);
	if (good)
		out[strcspn(out, "\n")] = '\0';
	return good;
}

int64_t number_below(const char *root, const char *path)
{
	char line[LINE_TEXT], *end;
	long long n;

	if (!line_below(root, path, line, sizeof(line)))
		return UNLEARNT;
	n = strtoll(line, &end, 0);
	return end == line || *end != '\0' || n < 0 ? UNLEARNT : n;
}

static bool is_below(const char *root, const char *path)
{
	char whole[PATH_TEXT];

	snprintf(whole, sizeof(whole), "%s%s", root, path);
	return access(whole, F_OK) == 0;
}

/* ---- one interface -------------------------------------------------------------- */

bool interface_may_be(const char *name)
{
	size_t n = strlen(name);

	return n > 0 && n < INTERFACE_NAME && strchr(name, '/') == NULL &&
	       strcmp(name, ".") != 0 && strcmp(name, "..") != 0;
}

static const char *path_of(const char *folder, const char *name,
			   const char *file, char out[PATH_TEXT])
{
	snprintf(out, PATH_TEXT, "%s/%s/%s", folder, name, file);
	return out;
}

static int64_t sys_number(const char *root, const char *name, const char *file)
{
	char path[PATH_TEXT];

	return number_below(root, path_of("/sys/class/net", name, file, path));
}

static bool sys_has(const char *root, const char *name, const char *file)
{
	char path[PATH_TEXT];

	return is_below(root, path_of("/sys/class/net", name, file, path));
}

static bool is_wireless(const char *root, const char *name)
{
	return sys_has(root, name, "wireless") ||
	       sys_has(root, name, "phy80211");
}

static int64_t sum_of(int64_t a, int64_t b)
{
	return a == UNLEARNT || b == UNLEARNT ? UNLEARNT : a + b;
}

void interface_count(const char *root, const char *name,
		     struct interface_counts *c)
{
	c->received = sys_number(root, name, "statistics/rx_packets");
	c->sent = sys_number(root, name, "statistics/tx_packets");
	c->dropped = sys_number(root, name, "statistics/rx_dropped");
	c->long_or_short = sys_number(root, name, "statistics/rx_length_errors");
	c->errors = sum_of(sys_number(root, name, "statistics/rx_crc_errors"),
			   sys_number(root, name, "statistics/rx_frame_errors"));
	c->missed = sum_of(sys_number(root, name, "statistics/rx_missed_errors"),
			   sys_number(root, name, "statistics/rx_fifo_errors"));
}

/* Where all goes that no other route is for: columns of /proc/net/route are
 * interface, destination, gateway, flags, .., and the eighth is the mask; of
 * /proc/net/ipv6_route destination, its length, .., and the last the interface. */
static bool is_default_route(const char *line, const char *name, bool ip6)
{
	char word[10][40] = {""};
	int n = sscanf(line,
		       "%39s %39s %39s %39s %39s %39s %39s %39s %39s %39s",
		       word[0], word[1], word[2], word[3], word[4], word[5],
		       word[6], word[7], word[8], word[9]);

	if (!ip6)
		return n >= 8 && strcmp(word[0], name) == 0 &&
		       strcmp(word[1], "00000000") == 0 &&
		       strcmp(word[7], "00000000") == 0;
	return n == 10 && strcmp(word[9], name) == 0 &&
	       strcmp(word[1], "00") == 0 &&
	       strspn(word[4], "0") != strlen(word[4]); /* by a router */
}

static bool has_default_route(const char *root, const char *name, bool ip6)
{
	char path[PATH_TEXT], line[LINE_TEXT];
	bool found = false;
	FILE *f;

	snprintf(path, sizeof(path), "%s/proc/net/%s", root,
		 ip6 ? "ipv6_route" : "route");
	f = fopen(path, "re");
	if (f == NULL)
		return false;
	while (!found && fgets(line, sizeof(line), f) != NULL)
		found = is_default_route(line, name, ip6);
	fclose(f);
	return found;
}

static void read_words(const char *root, const char *name,
		       struct interface_facts *f)
{
	char path[PATH_TEXT], line[LINE_TEXT];

	path_of("/sys/class/net", name, "address", path);
	if (!line_below(root, path, line, sizeof(line)) ||
	    !mac_parse(line, &f->mac))
		f->mac = (struct mac){{0}};
	path_of("/sys/class/net", name, "duplex", path);
	if (!line_below(root, path, line, sizeof(line)))
		return;
	if (strcmp(line, "full") == 0)
		f->duplex = "full";
	if (strcmp(line, "half") == 0)
		f->duplex = "half";
}

void interface_read(const char *root, const char *name,
		    struct interface_facts *f)
{
	char path[PATH_TEXT];

	memset(f, 0, sizeof(*f));
	f->duplex = "";
	f->gro = f->lro = f->gro_hw = f->ring = f->ring_most = UNLEARNT;
	snprintf(f->name, sizeof(f->name), "%s", name);
	f->exists = interface_may_be(name) && sys_has(root, name, "ifindex");
	if (!f->exists)
		return;
	f->index = sys_number(root, name, "ifindex");
	f->kind = sys_number(root, name, "type");
	f->flags = sys_number(root, name, "flags");
	f->carrier = sys_number(root, name, "carrier");
	f->mtu = sys_number(root, name, "mtu");
	f->speed = sys_number(root, name, "speed");
	f->hardware = sys_has(root, name, "device");
	f->wireless = is_wireless(root, name);
	f->no_ipv6 = number_below(root, path_of("/proc/sys/net/ipv6/conf", name,
						"disable_ipv6", path));
	f->accept_ra = number_below(root, path_of("/proc/sys/net/ipv6/conf",
						  name, "accept_ra", path));
	f->default_route = has_default_route(root, name, false);
	f->default_route6 = has_default_route(root, name, true);
	read_words(root, name, f);
	interface_count(root, name, &f->counts);
}

/* ---- all of them ------------------------------------------------------------------ */

static bool is_wanted(const char *root, const char *name, bool hardware)
{
	return interface_may_be(name) &&
	       sys_number(root, name, "type") == ARPHRD_ETHER &&
	       !is_wireless(root, name) &&
	       (!hardware || sys_has(root, name, "device"));
}

unsigned interface_list(const char *root, char (*name)[INTERFACE_NAME],
			unsigned most)
{
	char path[PATH_TEXT];
	struct dirent **entry;
	unsigned found = 0;
	int n;

	snprintf(path, sizeof(path), "%s/sys/class/net", root);
	n = scandir(path, &entry, NULL, alphasort);
	if (n < 0)
		return 0;
	for (unsigned turn = 0; turn < 2 && found == 0; turn++)
		for (int i = 0; i < n && found < most; i++)
			if (is_wanted(root, entry[i]->d_name, turn == 0))
				snprintf(name[found++], INTERFACE_NAME, "%.15s",
					 entry[i]->d_name);
	for (int i = 0; i < n; i++)
		free(entry[i]);
	free(entry);
	return found;
}
