/* SPDX-License-Identifier: Apache-2.0 */
/* addr - MAC, IP and network tags as values: print, parse, compare. */
#include "capture/base/addr.h"

#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>

static const uint8_t mapped[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

bool mac_is_zero(struct mac m)
{
	static const struct mac none;

	return mac_compare(m, none) == 0;
}

bool mac_is_group(struct mac m)
{
	return (m.b[0] & 1) != 0;
}

bool mac_is_local(struct mac m)
{
	return (m.b[0] & 2) != 0;
}

bool mac_is_shared(struct mac mac)
{
	/* The octets in common, and the range of the next one. */
	static const struct {
		uint8_t octets[5], n, least, most;
	} blocks[] = {
		{{0x00, 0x00, 0x5e, 0x00}, 4, 0x01, 0x02}, /* VRRP             */
		{{0x00, 0x00, 0x0c, 0x07, 0xac}, 5, 0, 0xff}, /* HSRP 1        */
		{{0x00, 0x00, 0x0c, 0x9f}, 4, 0xf0, 0xff}, /* HSRP 2           */
		{{0x00, 0x05, 0x73, 0xa0}, 4, 0, 0x0f},    /* HSRP 2, IPv6     */
		{{0x00, 0x07, 0xb4}, 3, 0, 3},             /* GLBP             */
	};

	for (size_t i = 0; i < sizeof(blocks) / sizeof(blocks[0]); i++)
		if (memcmp(mac.b, blocks[i].octets, blocks[i].n) == 0 &&
		    mac.b[blocks[i].n] >= blocks[i].least &&
		    mac.b[blocks[i].n] <= blocks[i].most)
			return true;
	return false;
}

int mac_compare(struct mac a, struct mac b)
{
	return memcmp(a.b, b.b, sizeof(a.b));
}

void mac_print(struct mac m, char out[MAC_TEXT])
{
	static const char digits[] = "0123456789abcdef";

	/* By hand: a large inventory prints millions. */
	for (unsigned i = 0; i < sizeof(m.b); i++) {
		*out++ = digits[m.b[i] >> 4];
		*out++ = digits[m.b[i] & 15];
		*out++ = i + 1 < sizeof(m.b) ? ':' : '\0';
	}
}

static int nibble(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

bool mac_parse(const char *text, struct mac *out)
{
	unsigned digits = 0;

	memset(out, 0, sizeof(*out));
	for (; *text != '\0'; text++) {
		int v = nibble(*text);

		if (v < 0 && (*text == ':' || *text == '-' || *text == '.') &&
		    digits % 2 == 0 && digits > 0)
			continue;
		if (v < 0 || digits == 12)
			return false;
		out->b[digits / 2] = (uint8_t)(out->b[digits / 2] << 4 | v);
		digits++;
	}
	return digits == 12;
}

struct addr addr_of_v4(uint32_t host_order)
{
	struct addr a;

	memcpy(a.b, mapped, sizeof(mapped));
	for (unsigned i = 0; i < 4; i++)
		a.b[12 + i] = (uint8_t)(host_order >> (24 - 8 * i));
	return a;
}

struct addr addr_of_v6(const uint8_t octets[16])
{
	struct addr a;

	memcpy(a.b, octets, sizeof(a.b));
	return a;
}

bool addr_is_v4(struct addr a)
{
	return memcmp(a.b, mapped, sizeof(mapped)) == 0;
}

bool addr_is_zero(struct addr a)
{
	static const struct addr none;
	struct addr zero = addr_of_v4(0);

	return addr_compare(a, none) == 0 || addr_compare(a, zero) == 0;
}

bool addr_is_group(struct addr a)
{
	if (!addr_is_v4(a))
		return a.b[0] == 0xff;
	return a.b[12] >= 224 && (a.b[12] < 240 || a.b[12] == 255);
}

bool addr_is_link_local(struct addr a)
{
	if (!addr_is_v4(a))
		return a.b[0] == 0xfe && (a.b[1] & 0xc0) == 0x80;
	return a.b[12] == 169 && a.b[13] == 254;
}

static uint32_t v4_of(struct addr a)
{
	return (uint32_t)a.b[12] << 24 | (uint32_t)a.b[13] << 16 |
	       (uint32_t)a.b[14] << 8 | a.b[15];
}

bool addr_is_example(struct addr a)
{
	const uint8_t *b = a.b;
	uint32_t net = v4_of(a) >> 8;

	if (addr_is_v4(a))
		return net == 0xc00002 || net == 0xc63364 || net == 0xcb0071;
	return (b[0] == 0x20 && b[1] == 0x01 && b[2] == 0x0d && b[3] == 0xb8) ||
	       (b[0] == 0x3f && b[1] == 0xff && (b[2] & 0xf0) == 0);
}

struct addr addr_untranslated(struct addr a)
{
	static const uint8_t translated[12] = {0, 0x64, 0xff, 0x9b};

	return memcmp(a.b, translated, sizeof(translated)) == 0
		       ? addr_of_v4(v4_of(a))
		       : a;
}

/* Not globally reachable, by the registry of special purposes: RFC 6890. */
static bool is_special_v4(uint32_t a)
{
	switch (a >> 24) {
	case 0: case 10: case 127:
		return true;
	case 100:
		return (a & 0xffc00000) == 0x64400000;
	case 172:
		return (a & 0xfff00000) == 0xac100000;
	case 192:
		return (a & 0xffff0000) == 0xc0a80000 ||
		       (a & 0xffffff00) == 0xc0000000;
	case 198:
		return (a & 0xfffe0000) == 0xc6120000;
	default:
		return a >= 0xf0000000;
	}
}

bool addr_is_global(struct addr a)
{
	a = addr_untranslated(a);
	if (addr_is_zero(a) || addr_is_group(a) || addr_is_link_local(a) ||
	    addr_is_example(a))
		return false;
	return addr_is_v4(a) ? !is_special_v4(v4_of(a))
			     : (a.b[0] & 0xe0) == 0x20;
}

int addr_compare(struct addr a, struct addr b)
{
	return memcmp(a.b, b.b, sizeof(a.b));
}

static char *put_number(char *out, unsigned v)
{
	if (v >= 10)
		out = put_number(out, v / 10);
	*out++ = (char)('0' + v % 10);
	return out;
}

void addr_print(struct addr a, char out[ADDR_TEXT])
{
	if (!addr_is_v4(a)) {
		inet_ntop(AF_INET6, a.b, out, ADDR_TEXT);
		return;
	}
	for (unsigned i = 12; i < 16; i++) {
		out = put_number(out, a.b[i]);
		*out++ = i < 15 ? '.' : '\0';
	}
}

bool addr_parse(const char *text, struct addr *out)
{
	uint8_t v4[4];

	if (inet_pton(AF_INET, text, v4) == 1) {
		memcpy(out->b, mapped, sizeof(mapped));
		memcpy(out->b + 12, v4, sizeof(v4));
		return true;
	}
	return inet_pton(AF_INET6, text, out->b) == 1;
}

bool addr_under(struct addr a, struct addr prefix, unsigned bits)
{
	unsigned skip = 0;

	if (addr_is_v4(a) != addr_is_v4(prefix))
		return false;
	if (addr_is_v4(a))
		skip = 96;
	for (unsigned i = skip; i < skip + bits && i < 128; i++)
		if (((a.b[i / 8] ^ prefix.b[i / 8]) & (0x80 >> i % 8)) != 0)
			return false;
	return true;
}

void net_print(net_t net, char out[NET_TEXT])
{
	unsigned site = net_site(net);

	/* By hand, as addresses: lists print one for each row. */
	if (net == 0)
		out = stpcpy(out, "-");
	if (site != 0)
		out = put_number(stpcpy(out, "site "), site);
	if (site != 0 && net_tag(net) != 0)
		*out++ = ' ';
	if (net_tag(net) != 0)
		out = put_number(stpcpy(out, net_tag(net) >> 24 == NET_VNI
						     ? "vni " : "vlan "),
				 net & 0xffffff);
	*out = '\0';
}

static const struct {
	uint8_t number;
	const char *name;
} transports[] = {
	{1, "icmp"}, {6, "tcp"}, {17, "udp"}, {58, "icmp6"}, {132, "sctp"},
};

enum { TRANSPORTS = sizeof(transports) / sizeof(transports[0]) };

const char *transport_name(unsigned l4)
{
	for (unsigned i = 0; i < TRANSPORTS; i++)
		if (transports[i].number == l4)
			return transports[i].name;
	return "other";
}

bool transport_parse(const char *name, uint8_t *l4)
{
	unsigned long n;
	char *end;

	for (unsigned i = 0; i < TRANSPORTS; i++)
		if (strcmp(transports[i].name, name) == 0) {
			*l4 = transports[i].number;
			return true;
		}
	n = strtoul(name, &end, 10);
	*l4 = (uint8_t)n;
	return name[0] >= '1' && name[0] <= '9' && *end == '\0' && n <= UINT8_MAX;
}
