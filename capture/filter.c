/* SPDX-License-Identifier: Apache-2.0 */
/*
 * filter - BPF expressions made to see tagged frames, and kept off the DNS.
 *
 * libpcap looks host names up by sending queries, and `port 104` misses a
 * frame with a VLAN tag. The keyword vlan moves all offsets of what follows
 * it, so the untagged form comes first and each tag adds one.
 *
 * Standard pcap-filter(7)
 */
#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>

#include "capture/capture.h"

#define DIGITS "0123456789"
#define HEX    DIGITS "abcdefABCDEF"
/* What libpcap takes for one word, and what stands in addresses. */
#define WORD   HEX "ghijklmnopqrstuvwxyzGHIJKLMNOPQRSTUVWXYZ_.-:/"

enum { WORD_MAX = 64 };

/* Words of the language; every other one would be looked up as a name. */
static const char *const language[] = {
	"and", "or", "not", "host", "net", "mask", "src", "dst", "port",
	"portrange", "proto", "protochain", "gateway", "ether", "link", "ip",
	"ip6", "arp", "rarp", "tcp", "udp", "sctp", "icmp", "icmp6", "igmp",
	"pim", "vrrp", "carp", "ah", "esp", "vlan", "mpls", "pppoed", "pppoes",
	"geneve", "llc", "stp", "ipx", "atalk", "aarp", "iso", "broadcast",
	"multicast", "less", "greater", "len", "length", "inbound", "outbound",
	"tcpflags", "tcp-fin", "tcp-syn", "tcp-rst", "tcp-push", "tcp-ack",
	"tcp-urg", "tcp-ece", "tcp-cwr", "icmptype", "icmpcode",
	"icmp-echoreply", "icmp-unreach", "icmp-redirect", "icmp-echo",
	"icmp-timxceed", "icmp-paramprob", "icmp6type", "icmp6code",
	"icmp6-echo", "icmp6-echoreply", "icmp6-neighborsolicit",
	"icmp6-neighboradvert", "icmp6-routersolicit", "icmp6-routeradvert",
};

/* An expression with one of these says itself how deep it looks. */
static const char *const depths[] = {"vlan", "mpls", "pppoes", "geneve",
				     "0x8100", "0x88a8", "0x9100"};

static bool is_among(const char *word, const char *const *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(word, list[i]) == 0)
			return true;
	return false;
}

static bool is_number(const char *word)
{
	if (strncmp(word, "0x", 2) == 0)
		return word[2] != '\0' && word[2 + strspn(word + 2, HEX)] == '\0';
	return word[0] != '\0' && word[strspn(word, DIGITS)] == '\0';
}

/* a, a.b, a.b.c or a.b.c.d, as networks are written too. */
static bool is_ip4(const char *word)
{
	unsigned parts = 0, value, used;

	for (;;) {
		used = (unsigned)strspn(word, DIGITS);
		if (used == 0 || used > 3 || sscanf(word, "%3u", &value) != 1 ||
		    value > 255 || ++parts > 4)
			return false;
		word += used;
		if (*word == '\0')
			return true;
		if (*word++ != '.')
			return false;
	}
}

/* An address, or a network with its prefix length. */
static bool is_address(const char *word)
{
	char plain[WORD_MAX];
	const char *slash = strchr(word, '/');
	uint8_t octets[16];
	struct mac mac;
	size_t n = slash != NULL ? (size_t)(slash - word) : strlen(word);

	snprintf(plain, sizeof(plain), "%.*s", (int)n, word);
	if (slash != NULL && !is_number(slash + 1))
		return false;
	if (is_ip4(plain) || inet_pton(AF_INET6, plain, octets) == 1)
		return true;
	return slash == NULL && n == 17 && plain[2] == ':' &&
	       mac_parse(plain, &mac);
}

/* 104-11112 after portrange; 2:2 in brackets. */
static bool is_pair(const char *word, char between)
{
	size_t n = strspn(word, DIGITS);

	return n > 0 && word[n] == between && is_number(word + n + 1);
}

struct place {
	char before[WORD_MAX]; /* the word before                              */
	unsigned brackets;
	bool escaped;          /* a backslash makes a name of a keyword        */
};

/* Whether libpcap reads the word without asking anybody. */
static bool is_harmless(const char *word, const struct place *p)
{
	bool of_port = strcmp(p->before, "port") == 0 ||
		       strcmp(p->before, "portrange") == 0;

	if (p->escaped) /* proto \tcp: from a file, as are port names */
		return strcmp(p->before, "proto") == 0 ||
		       strcmp(p->before, "protochain") == 0;
	if (is_among(word, language, sizeof(language) / sizeof(*language)))
		return true;
	if (p->brackets > 0)
		return is_number(word) || is_pair(word, ':');
	if (of_port)
		return strpbrk(word, ".:/") == NULL;
	return is_number(word) || is_address(word);
}

static bool refuse_names(const char *filter, struct err *e)
{
	struct place place = {.brackets = 0};

	for (size_t n; *filter != '\0'; filter += n) {
		char word[WORD_MAX];

		n = strspn(filter, WORD);
		/* These are operators unless a word stands before them. */
		if (n == 0 || *filter == '-' || *filter == '/') {
			if (*filter == '[')
				place.brackets++;
			if (*filter == ']' && place.brackets > 0)
				place.brackets--;
			place.escaped = *filter == '\\';
			n = 1;
			continue;
		}
		snprintf(word, sizeof(word), "%.*s", (int)n, filter);
		if (n >= sizeof(word) || !is_harmless(word, &place))
			return err_set(e, ERR_USAGE,
				       "filter: %s is no word of filters "
				       "(mistyped?) and no address; of a host "
				       "write the address, for its name would "
				       "be asked for by DNS",
				       word);
		memcpy(place.before, word, sizeof(word));
		place.escaped = false;
	}
	return true;
}

static bool says_depth(const char *filter)
{
	for (size_t i = 0; i < sizeof(depths) / sizeof(*depths); i++)
		if (strstr(filter, depths[i]) != NULL)
			return true;
	return false;
}

bool filter_widen(const char *filter, char *out, size_t size, struct err *e)
{
	/* Each form sees only frames with its number of tags, else `not port
	 * 22` would find no port in a tagged frame and let it through. */
	static const char untagged[] = "not ether proto 0x8100 and not ether "
				       "proto 0x88a8 and not ether proto 0x9100";
	int n;

	if (!refuse_names(filter, e))
		return false;
	if (filter[strspn(filter, " \t\r\n")] == '\0' || says_depth(filter))
		n = snprintf(out, size, "%s", filter);
	else
		n = snprintf(out, size,
			     "(%s and (%s)) or (vlan and ((%s and (%s)) or "
			     "(vlan and (%s))))",
			     untagged, filter, untagged, filter, filter);
	if (n < 0 || (size_t)n >= size)
		return err_set(e, ERR_USAGE, "filter: too long");
	return true;
}
