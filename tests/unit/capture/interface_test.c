/* SPDX-License-Identifier: Apache-2.0 */
/* interface - facts below a root of our own, in place of /sys and /proc. */
#include <errno.h>
#include <ftw.h>
#include <sys/stat.h>
#include <unistd.h>

#include "capture/interface.h"
#include "tests/support/unit.h"

struct tree {
	char root[64];
};

static void put_file(const struct tree *t, const char *path, const char *text)
{
	char whole[512];
	FILE *f;

	snprintf(whole, sizeof(whole), "%s%s", t->root, path);
	for (char *slash = strchr(whole + 1, '/'); slash != NULL;
	     slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		assert_true(mkdir(whole, 0700) == 0 || errno == EEXIST);
		*slash = '/';
	}
	f = fopen(whole, "w");
	assert_non_null(f);
	fputs(text, f);
	fclose(f);
}

static void put_sys(const struct tree *t, const char *name, const char *file,
		    const char *text)
{
	char path[256];

	snprintf(path, sizeof(path), "/sys/class/net/%s/%s", name, file);
	put_file(t, path, text);
}

static void plant(struct tree *t)
{
	snprintf(t->root, sizeof(t->root), "/tmp/interface-test-XXXXXX");
	assert_non_null(mkdtemp(t->root));
}

static int drop(const char *path, const struct stat *st, int kind, struct FTW *w)
{
	(void)st;
	(void)kind;
	(void)w;
	return remove(path);
}

static void fell(const struct tree *t)
{
	nftw(t->root, drop, 16, FTW_DEPTH | FTW_PHYS);
}

static void put_port(const struct tree *t, const char *name, const char *kind)
{
	put_sys(t, name, "ifindex", "3\n");
	put_sys(t, name, "type", kind);
}

static void a_port_is_read_as_the_kernel_shows_it(void **state)
{
	struct interface_facts f;
	struct tree t;

	(void)state;
	plant(&t);
	put_port(&t, "eth1", "1\n");
	put_sys(&t, "eth1", "flags", "0x1103\n");
	put_sys(&t, "eth1", "carrier", "1\n");
	put_sys(&t, "eth1", "mtu", "1500\n");
	put_sys(&t, "eth1", "speed", "1000\n");
	put_sys(&t, "eth1", "duplex", "half\n");
	put_sys(&t, "eth1", "address", "00:1d:4a:77:00:24\n");
	put_sys(&t, "eth1", "device/vendor", "0x8086\n");
	put_sys(&t, "eth1", "statistics/rx_packets", "1000\n");
	put_sys(&t, "eth1", "statistics/tx_packets", "7\n");
	put_sys(&t, "eth1", "statistics/rx_missed_errors", "4\n");
	put_sys(&t, "eth1", "statistics/rx_fifo_errors", "5\n");
	put_file(&t, "/proc/sys/net/ipv6/conf/eth1/disable_ipv6", "0\n");
	put_file(&t, "/proc/sys/net/ipv6/conf/eth1/accept_ra", "1\n");
	interface_read(t.root, "eth1", &f);
	assert_true(f.exists && f.hardware && !f.wireless && !f.default_route);
	assert_int_equal(f.flags, 0x1103);
	assert_int_equal(f.carrier, 1);
	assert_int_equal(f.mtu, 1500);
	assert_int_equal(f.speed, 1000);
	assert_string_equal(f.duplex, "half");
	assert_int_equal(f.mac.b[2], 0x4a);
	assert_int_equal(f.counts.received, 1000);
	assert_int_equal(f.counts.sent, 7);
	assert_int_equal(f.counts.missed, 9);
	assert_int_equal(f.no_ipv6, 0);
	assert_int_equal(f.accept_ra, 1);
	fell(&t);
}

static void what_is_not_told_is_not_learnt(void **state)
{
	struct interface_facts f;
	struct tree t;

	(void)state;
	plant(&t);
	put_port(&t, "eth1", "1\n");
	put_sys(&t, "eth1", "speed", "-1\n");
	put_sys(&t, "eth1", "mtu", "many\n");
	put_sys(&t, "eth1", "duplex", "unknown\n");
	put_sys(&t, "eth1", "carrier", "");
	put_sys(&t, "eth1", "statistics/rx_fifo_errors", "5\n");
	interface_read(t.root, "eth1", &f);
	assert_true(f.exists && !f.hardware);
	assert_int_equal(f.speed, UNLEARNT);
	assert_int_equal(f.mtu, UNLEARNT);
	assert_int_equal(f.carrier, UNLEARNT);
	assert_int_equal(f.flags, UNLEARNT);
	assert_int_equal(f.gro, UNLEARNT);
	assert_int_equal(f.no_ipv6, UNLEARNT);
	/* Half of a sum is none. */
	assert_int_equal(f.counts.missed, UNLEARNT);
	assert_string_equal(f.duplex, "");
	fell(&t);
}

static void a_name_cannot_lead_out_of_the_folder_of_interfaces(void **state)
{
	static const char *const no[] = {"", ".", "..", "../eth1", "a/b",
					 "a-name-longer-than-15"};
	struct interface_facts f;
	struct tree t;

	(void)state;
	plant(&t);
	put_port(&t, "eth1", "1\n");
	put_file(&t, "/sys/class/ifindex", "1\n");
	for (size_t i = 0; i < sizeof(no) / sizeof(no[0]); i++) {
		assert_false(interface_may_be(no[i]));
		interface_read(t.root, no[i], &f);
		assert_false(f.exists);
	}
	assert_true(interface_may_be("enp0s31f6.100"));
	fell(&t);
}

static void a_default_route_is_found_in_the_table_of_its_kind(void **state)
{
	struct interface_facts f;
	struct tree t;

	(void)state;
	plant(&t);
	put_port(&t, "eth0", "1\n");
	put_port(&t, "eth1", "1\n");
	put_port(&t, "eth2", "1\n");
	put_file(&t, "/proc/net/route",
		 "Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\t"
		 "Mask\tMTU\tWindow\tIRTT\n"
		 "eth0\t00000000\t0100000A\t0003\t0\t0\t0\t00000000\t0\t0\t0\n"
		 "eth1\t0000000A\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0\n");
	put_file(&t, "/proc/net/ipv6_route",
		 "00000000000000000000000000000000 00 "
		 "00000000000000000000000000000000 00 "
		 "fe800000000000000000000000000001 00000400 00000001 00000000 "
		 "00000003     eth2\n"
		 "00000000000000000000000000000000 00 "
		 "00000000000000000000000000000000 00 "
		 "00000000000000000000000000000000 ffffffff 00000001 00000000 "
		 "00200200     eth1\n");
	interface_read(t.root, "eth0", &f);
	assert_true(f.default_route && !f.default_route6);
	interface_read(t.root, "eth1", &f);
	assert_false(f.default_route || f.default_route6);
	interface_read(t.root, "eth2", &f);
	assert_true(!f.default_route && f.default_route6);
	fell(&t);
}

static void ports_of_hardware_go_before_others_and_loopback_is_none(void **state)
{
	char name[4][INTERFACE_NAME];
	struct tree t;

	(void)state;
	plant(&t);
	assert_int_equal(interface_list(t.root, name, 4), 0);
	put_port(&t, "lo", "772\n");
	put_port(&t, "veth1", "1\n");
	put_port(&t, "br0", "1\n");
	assert_int_equal(interface_list(t.root, name, 4), 2);
	assert_string_equal(name[0], "br0");
	assert_string_equal(name[1], "veth1");
	put_port(&t, "wlan0", "1\n");
	put_sys(&t, "wlan0", "device/vendor", "0x8086\n");
	put_sys(&t, "wlan0", "phy80211/index", "0\n");
	put_port(&t, "eth1", "1\n");
	put_sys(&t, "eth1", "device/vendor", "0x8086\n");
	assert_int_equal(interface_list(t.root, name, 4), 1);
	assert_string_equal(name[0], "eth1");
	fell(&t);
}

static void the_kernel_that_runs_is_asked_without_a_right(void **state)
{
	struct interface_facts f;

	(void)state;
	interface_read("", "lo", &f);
	interface_ask(&f);
	if (f.exists && !f.elsewhere) {
		assert_true(f.asked);
		assert_int_not_equal(f.gro, UNLEARNT);
	}
	/* What was read is not the interface that the kernel has here. */
	f.index += 1000;
	interface_ask(&f);
	assert_true(f.elsewhere);
	interface_read("", "no-such-port", &f);
	interface_ask(&f);
	assert_false(f.exists || f.elsewhere || f.asked);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_port_is_read_as_the_kernel_shows_it),
		cmocka_unit_test(what_is_not_told_is_not_learnt),
		cmocka_unit_test(
			a_name_cannot_lead_out_of_the_folder_of_interfaces),
		cmocka_unit_test(a_default_route_is_found_in_the_table_of_its_kind),
		cmocka_unit_test(
			ports_of_hardware_go_before_others_and_loopback_is_none),
		cmocka_unit_test(the_kernel_that_runs_is_asked_without_a_right),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
