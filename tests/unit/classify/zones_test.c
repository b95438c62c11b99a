/* SPDX-License-Identifier: Apache-2.0 */
/* zones - ranges, tags, allowed flows, and what is wrong with a file. */
#include <unistd.h>

#include "classify/zones.h"
#include "tests/support/unit.h"

static struct zones *read_text(const char *text, struct err *e)
{
	char path[] = "/tmp/ww_zones_XXXXXX";
	int fd = mkstemp(path);
	struct zones *z;

	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), strlen(text));
	close(fd);
	z = zones_open(path, e);
	unlink(path);
	return z;
}

static struct addr at(const char *text)
{
	struct addr a;

	assert_true(addr_parse(text, &a));
	return a;
}

static const char site[] =
	"# our networks\n"
	"zone hospital\n  range 10.0.0.0/8\n  range 198.51.100.0/24\n"
	"zone radiology\n  kind clinical\n  range 10.20.0.0/16\n"
	"  range fd77:8::/64\n  vlan 130\n"
	"zone guests\n  kind guest\n  wireless\n  range 172.30.0.0/16\n"
	"zone pacs\n  kind server\n  range 10.30.0.10\n"
	"allow radiology pacs\n  port 104\n  port 11112\n"
	"allow hospital pacs\n";

static const char *name_at(const struct zones *z, const char *address,
			   net_t net)
{
	const struct zone *one = zone_of(z, at(address), net);

	return one != NULL ? one->name : "";
}

static void the_longest_range_names_the_zone(void **state)
{
	struct err e = {0};
	struct zones *z = read_text(site, &e);

	(void)state;
	assert_non_null(z);
	assert_string_equal(name_at(z, "10.20.3.4", 0), "radiology");
	assert_string_equal(name_at(z, "10.21.3.4", 0), "hospital");
	assert_string_equal(name_at(z, "10.30.0.10", 0), "pacs");
	assert_string_equal(name_at(z, "fd77:8::5", 0), "radiology");
	assert_string_equal(name_at(z, "192.168.1.1", net_of(NET_VLAN, 130)),
			    "radiology");
	assert_string_equal(name_at(z, "192.168.1.1",
				    net_at(net_of(NET_VLAN, 130), 2)),
			    "radiology");
	assert_string_equal(name_at(z, "192.168.1.1", 0), "");
	/* A tag tells where a router brought it, and not where it is. */
	assert_string_equal(name_at(z, "93.184.216.34", net_of(NET_VLAN, 130)),
			    "");
	assert_true(zones_outside(z, at("93.184.216.34"),
				  net_of(NET_VLAN, 130)));
	assert_string_equal(name_at(z, "2a0f::1", net_of(NET_VLAN, 130)), "");
	assert_int_equal(zone_of(z, at("172.30.1.1"), 0)->kind, ZONE_GUEST);
	assert_true(zone_of(z, at("172.30.1.1"), 0)->wireless);
	assert_true(zones_have_kind(z, ZONE_CLINICAL));
	assert_false(zones_have_kind(z, ZONE_ADMIN));
	zones_close(z);
}

static void global_addresses_of_ours_are_not_the_internet(void **state)
{
	struct err e = {0};
	struct zones *z = read_text(site, &e);

	(void)state;
	assert_true(zones_outside(z, at("8.8.8.8"), 0));
	assert_false(zones_outside(z, at("198.51.100.7"), 0));
	assert_false(zones_outside(z, at("10.1.1.1"), 0));
	assert_true(zones_outside(NULL, at("8.8.8.8"), 0));
	assert_false(zones_outside(NULL, at("192.168.1.1"), 0));
	zones_close(z);
}

static void what_is_far_is_told_by_address_and_zone(void **state)
{
	static const struct {
		const char *ip;
		enum far far;
	} rows[] = {
		{"8.8.8.8", FAR_GLOBAL},	{"10.1.1.1", FAR_NOT},
		{"198.51.100.7", FAR_NOT},	{"203.0.113.7", FAR_EXAMPLE},
		{"192.0.2.1", FAR_EXAMPLE},	{"2a00::1", FAR_GLOBAL},
		{"2001:db8::1", FAR_EXAMPLE},	{"fd00::1", FAR_NOT},
		{"fe80::1", FAR_NOT},		{"64:ff9b::8.8.8.8", FAR_GLOBAL},
	};
	struct err e = {0};
	struct zones *z = read_text(site, &e);

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_int_equal(zones_far(z, at(rows[i].ip), 0), rows[i].far);
	assert_true(same_house(at("2a00:1:2:3::1"), at("2a00:1:2:4::1")));
	assert_false(same_house(at("2a00:1:2::1"), at("2a00:1:3::1")));
	assert_true(same_house(at("93.1.2.3"), at("93.1.2.4")));
	assert_false(same_house(at("93.1.2.3"), at("93.1.3.3")));
	assert_false(zones_have_global_ipv6(z));
	assert_false(zones_have_global_ipv6(NULL));
	zones_close(z);
	z = read_text("zone a\n  kind own\n  range 2a00:1:2::/48\n", &e);
	assert_true(zones_have_global_ipv6(z));
	zones_close(z);
}

static void flows_are_allowed_by_zone_and_port(void **state)
{
	struct err e = {0};
	struct zones *z = read_text(site, &e);
	const struct zone *ct = zone_of(z, at("10.20.0.1"), 0);
	const struct zone *pacs = zone_of(z, at("10.30.0.10"), 0);
	const struct zone *other = zone_of(z, at("10.1.0.1"), 0);

	(void)state;
	assert_true(zones_have_policy(z));
	assert_true(zones_allow(z, ct, pacs, 104));
	assert_false(zones_allow(z, ct, pacs, 22));
	assert_false(zones_allow(z, pacs, ct, 104));
	assert_true(zones_allow(z, other, pacs, 22));
	assert_true(zones_allow(z, ct, ct, 22));
	zones_close(z);
}

static void what_is_wrong_is_told_with_its_line(void **state)
{
	static const struct {
		const char *text, *line;
	} rows[] = {
		{"zone a\n  kind hostile\n", ":2: "},
		{"zone a\n  range 10.0.0.0/33\n", ":2: "},
		{"zone a\n  range ward\n", ":2: "},
		{"zone a\n  vlan 5000\n", ":2: "},
		{"zone a\nzone a\n", ":2: "},
		{"zone\n", ":1: "},
		{"area a\n", ":1: "},
		{"zone a\n  colour red\n", ":2: "},
		{"zone a\nallow a b\n", ":2: "},
		{"zone a\nallow a\n", ":2: "},
		{"zone a\nallow a a\n  port 0\n", ":3: "},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct err e = {0};

		assert_null(read_text(rows[i].text, &e));
		assert_non_null(strstr(e.text, rows[i].line));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_longest_range_names_the_zone),
		cmocka_unit_test(global_addresses_of_ours_are_not_the_internet),
		cmocka_unit_test(what_is_far_is_told_by_address_and_zone),
		cmocka_unit_test(flows_are_allowed_by_zone_and_port),
		cmocka_unit_test(what_is_wrong_is_told_with_its_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
