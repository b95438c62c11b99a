/* SPDX-License-Identifier: Apache-2.0 */
/* addr - which addresses the internet knows. */
#include "capture/base/addr.h"
#include "tests/support/unit.h"

static void addresses_of_special_purpose_are_not_global(void **state)
{
	static const struct {
		const char *text;
		bool global;
	} rows[] = {
		{"0.1.2.3", false},	    {"9.255.255.255", true},
		{"10.0.0.1", false},	    {"11.0.0.0", true},
		{"100.63.255.255", true},   {"100.64.0.1", false},
		{"100.127.255.255", false}, {"100.128.0.0", true},
		{"127.0.0.1", false},	    {"169.254.1.1", false},
		{"172.15.255.255", true},   {"172.16.0.0", false},
		{"172.31.255.255", false},  {"172.32.0.0", true},
		{"192.0.0.8", false},	    {"192.0.1.1", true},
		{"192.0.2.1", false},	    {"192.168.0.1", false},
		{"192.169.0.1", true},	    {"198.17.255.255", true},
		{"198.18.0.1", false},	    {"198.19.255.255", false},
		{"198.20.0.0", true},	    {"198.51.100.1", false},
		{"203.0.113.9", false},	    {"203.0.114.0", true},
		{"224.0.0.1", false},	    {"240.0.0.1", false},
		{"255.255.255.255", false}, {"8.8.8.8", true},
		{"2001:db8::1", false},	    {"2001:db9::1", true},
		{"3fff:0fff::1", false},    {"3fff:1000::1", true},
		{"2a00::1", true},	    {"fd77:8::21", false},
		{"fe80::1", false},	    {"ff02::1", false},
		{"::1", false},		    {"::", false},
		{"64:ff9b::8.8.8.8", true}, {"64:ff9b::10.0.0.1", false},
		{"64:ff9b:1::8.8.8.8", false}, {"2002:a00:1::1", true},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct addr a;

		assert_true(addr_parse(rows[i].text, &a));
		if (addr_is_global(a) != rows[i].global)
			fail_msg("%s", rows[i].text);
	}
}

static void addresses_of_documents_are_known(void **state)
{
	static const struct {
		const char *text;
		bool example;
	} rows[] = {
		{"192.0.2.1", true},	  {"192.0.3.1", false},
		{"198.51.100.1", true},	  {"198.51.101.1", false},
		{"203.0.113.9", true},	  {"203.0.112.9", false},
		{"2001:db8::1", true},	  {"2001:db9::1", false},
		{"3fff:0fff::1", true},	  {"3fff:1000::1", false},
		{"10.0.0.1", false},	  {"fd00::1", false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct addr a;

		assert_true(addr_parse(rows[i].text, &a));
		if (addr_is_example(a) != rows[i].example)
			fail_msg("%s", rows[i].text);
	}
}

static void macs_that_routers_share_are_known(void **state)
{
	static const struct {
		const char *text;
		bool shared;
	} rows[] = {
		{"00:00:5e:00:01:07", true},  {"00:00:5e:00:02:07", true},
		{"00:00:5e:00:00:07", false}, {"00:00:5e:00:03:07", false},
		{"00:00:5e:90:01:07", false}, {"00:00:0c:07:ac:01", true},
		{"00:00:0c:07:ad:01", false}, {"00:00:0c:9f:f0:67", true},
		{"00:00:0c:9f:ef:67", false}, {"00:05:73:a0:0f:ff", true},
		{"00:05:73:a0:10:00", false}, {"00:07:b4:00:01:02", true},
		{"00:07:b4:03:fc:01", true},  {"00:07:b4:04:00:01", false},
		{"00:00:00:00:00:00", false}, {"00:1b:17:00:01:07", false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct mac mac;

		assert_true(mac_parse(rows[i].text, &mac));
		if (mac_is_shared(mac) != rows[i].shared)
			fail_msg("%s", rows[i].text);
	}
}

static const char *net_text(net_t net)
{
	static char text[NET_TEXT];

	net_print(net, text);
	return text;
}

static void a_network_is_shown_with_its_site(void **state)
{
	const net_t vlan = net_of(NET_VLAN, 130);

	(void)state;
	assert_string_equal(net_text(0), "-");
	assert_string_equal(net_text(vlan), "vlan 130");
	assert_string_equal(net_text(net_at(0, 2)), "site 2");
	assert_string_equal(net_text(net_at(vlan, 1)), "site 1 vlan 130");
	assert_string_equal(net_text(net_at(net_of(NET_VNI, 0xffffff),
					    SITES_MAX)),
			    "site 63 vni 16777215");
	/* It stays what it is. */
	assert_int_equal(net_at(net_at(vlan, 1), 2), net_at(vlan, 1));
	assert_int_equal(net_at(vlan, 0), vlan);
	assert_int_equal(net_tag(net_at(vlan, SITES_MAX)), vlan);
	assert_int_equal(net_site(net_at(vlan, SITES_MAX)), SITES_MAX);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(addresses_of_special_purpose_are_not_global),
		cmocka_unit_test(addresses_of_documents_are_known),
		cmocka_unit_test(macs_that_routers_share_are_known),
		cmocka_unit_test(a_network_is_shown_with_its_site),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
