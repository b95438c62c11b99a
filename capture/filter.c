/* SPDX-License-Identifier: Apache-2.0 */
/*
 * filter - BPF expressions made to see tagged frames, and kept off the DNS.
 *
 * libpcap looks host names up by sending queries, and `port 104` misses a
 * frame with a VLAN tag. The keyword vlan moves all offsets of what follows
 * it, so the untagged form comes first and each tag adds one.
 */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "capture/capture.h"

/* Words of the language after which a name would be looked up. */
static bool is_word(const char *word)
{
	static const char *const words[] = {
		"and",	   "or",       "not",	  "host",      "net",
		"src",	   "dst",      "port",	  "portrange", "proto",
		"ether",   "ip",       "ip6",	  "arp",       "rarp",
		"tcp",	   "udp",      "icmp",	  "icmp6",     "sctp",
		"vlan",	   "mpls",     "pppoed",  "pppoes",    "pppoe",
		"gateway", "broadcast", "multicast", "less",   "greater",
		"mask",	   "len",      "inbound", "outbound",  "igmp",
		"esp",	   "ah",       "pim",	  "vrrp",      "carp",
		"geneve",  "vxlan",    "lldp",	  "stp",       "aarp",
		"atalk",   "ipx",      "iso",	  "llc",       "protochain",
		"decnet",  "addr",     "ra",	  "ta",	       "wlan",
		"type",	   "subtype",  "dir",	  "on",	       "ifname",
		"tcpflags", "icmptype", "icmpcode",
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strcmp(word, words[i]) == 0)
			return true;
	return strncmp(word, "tcp-", 4) == 0 ||
	       strncmp(word, "icmp-", 5) == 0 ||
	       strncmp(word, "icmp6-", 6) == 0;
}

/* A number, an address, a prefix, a MAC, a range. */
static bool is_value(const char *word)
{
	size_t n = strlen(word);

	if (strncmp(word, "0x", 2) == 0)
		return strspn(word + 2, "0123456789abcdefABCDEF") == n - 2;
	if (strspn(word, "0123456789./-") == n)
		return true;
	return strchr(word, ':') != NULL &&
	       strspn(word, "0123456789abcdefABCDEF:./-") == n;
}

/* A service name after port is read from a file, not asked from anybody. */
static bool is_service(const char *before)
{
	return strcmp(before, "port") == 0 || strcmp(before, "portrange") == 0;
}

static bool refuse_names(const char *filter, struct err *e)
{
	char word[64], before[64] = "";

	while (*filter != '\0') {
		size_t n = 0;

		if (!isalnum((unsigned char)*filter)) {
			filter++;
			continue;
		}
		n = strspn(filter, "abcdefghijklmnopqrstuvwxyz"
				   "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				   "0123456789.:/_-");
		snprintf(word, sizeof(word), "%.*s", (int)n, filter);
		if (!is_word(word) && !is_value(word) && !is_service(before))
			return err_set(e, ERR_USAGE,
				       "filter: %s is a name; libpcap would "
				       "send a DNS query for it. Write the "
				       "address",
				       word);
		snprintf(before, sizeof(before), "%s", word);
		filter += n;
	}
	return true;
}

bool filter_widen(const char *filter, char *out, size_t size, struct err *e)
{
	int n;

	if (!refuse_names(filter, e))
		return false;
	if (strstr(filter, "vlan") != NULL)
		n = snprintf(out, size, "%s", filter); /* who says it knows */
	else
		n = snprintf(out, size,
			     "(%s) or (vlan and ((%s) or (vlan and (%s))))",
			     filter, filter, filter);
	if (n < 0 || (size_t)n >= size)
		return err_set(e, ERR_USAGE, "filter: too long");
	return true;
}
