/* SPDX-License-Identifier: Apache-2.0 */
/* filter - expressions that see tagged frames and ask nobody. */
#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/ether.h>
#include <pcap/pcap.h>

#include "tests/support/unit.h"
#include "tests/support/frames.h"

/* Stands in for the C library's: libpcap asks here, and nothing is sent. */
static unsigned asked;

int getaddrinfo(const char *node, const char *service,
		const struct addrinfo *hints, struct addrinfo **out)
{
	static struct sockaddr_in6 six = {.sin6_family = AF_INET6};
	static struct addrinfo answer = {
		.ai_family = AF_INET6,
		.ai_addrlen = sizeof(six),
		.ai_addr = (struct sockaddr *)&six,
	};
	uint8_t octets[16];

	(void)service;
	(void)hints;
	if (node != NULL && inet_pton(AF_INET6, node, octets) == 1) {
		memcpy(six.sin6_addr.s6_addr, octets, 16);
		*out = &answer;
		return 0;
	}
	asked += node != NULL;
	return EAI_NONAME;
}

void freeaddrinfo(struct addrinfo *a)
{
	(void)a;
}

struct netent *getnetbyname(const char *name)
{
	(void)name;
	asked++;
	return NULL;
}

int ether_hostton(const char *name, struct ether_addr *a)
{
	(void)name;
	(void)a;
	asked++;
	return -1;
}

static bool compiles(const char *filter, struct bpf_program *p)
{
	pcap_t *pcap = pcap_open_dead(DLT_EN10MB, 65535);
	bool good = pcap_compile(pcap, p, filter, 1, PCAP_NETMASK_UNKNOWN) == 0;

	pcap_close(pcap);
	return good;
}

/* A frame with so many tags, from 10.0.0.1 port 5000 to 10.0.0.2 port `to`. */
static bool matches(const char *filter, unsigned tags, unsigned to)
{
	static struct octets o;
	struct pcap_pkthdr h = {.caplen = 0};
	struct bpf_program p;
	char wide[4096];
	struct err e;
	bool hit;

	if (!filter_widen(filter, wide, sizeof(wide), &e))
		fail_msg("%s", e.text);
	if (!compiles(wide, &p))
		fail_msg("%s does not compile", wide);
	o.n = 0;
	put_hex(&o, "020000000002 020000000001");
	if (tags == 2)
		put_hex(&o, "88a8 0007");
	if (tags > 0)
		put_hex(&o, "8100 0082");
	put16(&o, 0x0800);
	put_ip4(&o, 1, 2, 1, 0, L4_UDP, 13);
	put_udp(&o, 5000, to, 5);
	put(&o, "hello", 5);
	h.caplen = h.len = (uint32_t)o.n;
	hit = pcap_offline_filter(&p, &h, o.b) != 0;
	pcap_freecode(&p);
	return hit;
}

static void a_filter_sees_frames_with_no_one_and_two_tags(void **state)
{
	static const struct {
		const char *filter;
		unsigned hit, miss;
	} rows[] = {
		{"port 104", 104, 105},
		{"udp dst port 104 or udp dst port 106", 104, 105},
		{"not port 22", 104, 22},
		{"not (port 22 or port 23)", 104, 23},
		{"host 10.0.0.2 and portrange 100-110", 104, 111},
		{"net 10.0.0.0/8 and udp[2:2] = 104", 104, 105},
		{"src net 10 and port 104", 104, 105},
		{"udp[2:2] & 0xff = 0x68 and not host 10.9.9.9", 104, 105},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		for (unsigned tags = 0; tags < 3; tags++) {
			assert_true(matches(rows[i].filter, tags, rows[i].hit));
			assert_false(
				matches(rows[i].filter, tags, rows[i].miss));
		}
}

static void who_speaks_of_tags_is_taken_at_his_word(void **state)
{
	static const char *const filters[] = {
		"vlan 130 and port 104", "mpls", "ether proto 0x8100",
		"pppoes and ip", "", "  ",
	};
	char wide[256];

	(void)state;
	for (size_t i = 0; i < sizeof(filters) / sizeof(*filters); i++) {
		assert_true(filter_widen(filters[i], wide, sizeof(wide), NULL));
		assert_string_equal(wide, filters[i]);
	}
}

static void names_are_refused_before_anybody_is_asked(void **state)
{
	static const char *const names[] = {
		"host pacs", "host pacs.example.org", "pacs", "net intern",
		"src a", "gateway router", "ether host printer",
		"ether host \\ip", "host \\tcp", "host tcp-x.example.org",
		"host icmp-x", "host 1-2", "host 1.2.3.4.5", "host 300.1.1.1x",
		"host ab:cd", "host 0xg", "not a.b", "port 22 or example.org",
		"lldp", "host vxlan", "host 10.0.0.1x", "len-4 > 3",
		"host fe80::zz", "net 10/x", "host a/8", "host -x",
	};
	char wide[4096];

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		struct err e = {0};

		if (filter_widen(names[i], wide, sizeof(wide), &e))
			fail_msg("%s was let through", names[i]);
		assert_int_equal(e.kind, ERR_USAGE);
	}
}

static void what_people_write_is_let_through(void **state)
{
	static const char *const good[] = {
		"tcp[tcpflags] & (tcp-syn|tcp-fin) != 0",
		"ip[2:2]-((ip[0]&0xf)<<2) > 0",
		"host fe80::1 and not net 2001:db8::/32",
		"ether host 02:00:00:00:00:01 or ether multicast",
		"port http or portrange 6000-6063",
		"net 192.168.1.0 mask 255.255.255.0",
		"ether proto \\arp or ip proto \\tcp or ip6 proto 58",
		"icmp[icmptype] = icmp-echo", "greater 1000", "len > 4",
		"(src host 10.0.0.1 and dst port 2575) or udp port 161",
		"tcp port 104 || tcp port 11112 && !host 10.1.1.1",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++) {
		struct bpf_program p;
		struct err e;
		char wide[4096];

		if (!filter_widen(good[i], wide, sizeof(wide), &e))
			fail_msg("%s", e.text);
		if (!strstr(good[i], "http") && !compiles(wide, &p))
			fail_msg("%s does not compile", good[i]);
		if (!strstr(good[i], "http"))
			pcap_freecode(&p);
	}
}

static void no_accepted_filter_makes_libpcap_ask(void **state)
{
	static const char *const words[] = {
		"host", "net", "src", "dst", "port", "ip", "ether", "arp",
		"and", "or", "not", "10.0.0.1", "a.b", "lat", "1-2", "1.2",
		"\\tcp", "\\", "tcp-syn", "tcp-x", "fe80::1", "ab:cd", "104",
		"0x10", "[", "]", "2:2", "(", ")", "/", "-", "gateway", "mask",
		"02:00:00:00:00:01", "proto", "stp", "geneve", "icmp6-echo",
		"length", "link", "aarp", "iso", "llc", "carp", "1:2",
		"portrange", "icmptype", "tcpflags", "x",
	};
	size_t n = sizeof(words) / sizeof(*words);
	uint32_t r = 1;
	unsigned accepted = 0;

	(void)state;
	asked = 0;
	for (unsigned i = 0; i < 60000; i++) {
		char filter[256] = "", wide[4096];
		struct bpf_program p;
		size_t at = 0;

		for (unsigned k = 0; k < 1 + i % 4; k++) {
			r = r * 1664525 + 1013904223;
			at += (size_t)snprintf(filter + at, sizeof(filter) - at,
					       "%s%s", words[(r >> 8) % n],
					       (r >> 28) != 0 ? " " : "");
		}
		if (!filter_widen(filter, wide, sizeof(wide), NULL))
			continue;
		accepted++;
		if (compiles(filter, &p))
			pcap_freecode(&p);
		if (compiles(wide, &p))
			pcap_freecode(&p);
		if (asked > 0)
			fail_msg("%s asks", filter);
	}
	assert_true(accepted > 1000);
	/* And the stand-in would have noticed. */
	struct bpf_program p;
	assert_false(compiles("host pacs.example.org", &p));
	assert_true(asked > 0);
}

static void an_expression_too_long_is_refused(void **state)
{
	char wide[64];
	struct err e = {0};

	(void)state;
	assert_false(filter_widen("port 104 or port 11112", wide, sizeof(wide),
				  &e));
	assert_int_equal(e.kind, ERR_USAGE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_filter_sees_frames_with_no_one_and_two_tags),
		cmocka_unit_test(who_speaks_of_tags_is_taken_at_his_word),
		cmocka_unit_test(names_are_refused_before_anybody_is_asked),
		cmocka_unit_test(what_people_write_is_let_through),
		cmocka_unit_test(no_accepted_filter_makes_libpcap_ask),
		cmocka_unit_test(an_expression_too_long_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
