/* SPDX-License-Identifier: Apache-2.0 */
/* doctor_test - what checks of machine and port say of facts; nothing is gathered here. */
#include <net/if.h>
#include <net/if_arp.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/unit/tui/doctor_ask.h"
#include "tui/sandbox.h"

/* ---- this machine ------------------------------------------------------------------ */

static enum mark of_machine(const char *name, const struct machine_facts *m)
{
	const struct facts facts = {.machine = m};

	return ask(AREA_machine, name, &facts).mark;
}

static void a_machine_is_judged_by_what_it_gives(void **state)
{
	struct machine_facts m = {.user = "wardwatch", .user_exists = true,
				  .available_mib = 4000, .memory_mib = 8000,
				  .workers = 3, .interfaces = 2,
				  .worker_mib = 600, .probed = true,
				  .sandbox = SANDBOX_FULL, .clock_known = true,
				  .clock_good = true, .may_listen = true,
				  .config = "", .filter = ""};

	(void)state;
	assert_int_equal(of_machine("rights", &m), MARK_OK);
	assert_int_equal(of_machine("user", &m), MARK_OK);
	assert_int_equal(of_machine("sandbox", &m), MARK_OK);
	assert_int_equal(of_machine("cores", &m), MARK_OK);
	assert_int_equal(of_machine("clock", &m), MARK_OK);
	assert_int_equal(of_machine("memory", &m), MARK_OK);
	assert_int_equal(of_machine("config", &m), MARK_OK);
	assert_int_equal(of_machine("signatures", &m), MARK_OK);
	m.config = "site.conf";
	assert_int_equal(of_machine("config", &m), MARK_OK);
	m.filter = "port 104";
	assert_int_equal(of_machine("config", &m), MARK_LOOK);
	err_set(&m.ignorant, ERR_INPUT, "the signatures are not installed");
	assert_int_equal(of_machine("signatures", &m), MARK_BAD);
	m.may_listen = m.clock_good = m.user_exists = false;
	m.may_dump = true;
	m.sandbox = SANDBOX_PARTIAL;
	m.worker_mib = 700; /* 4200 MiB */
	assert_int_equal(of_machine("rights", &m), MARK_LOOK);
	assert_int_equal(of_machine("user", &m), MARK_BAD);
	assert_int_equal(of_machine("sandbox", &m), MARK_LOOK);
	assert_int_equal(of_machine("cores", &m), MARK_BAD);
	assert_int_equal(of_machine("clock", &m), MARK_LOOK);
	assert_int_equal(of_machine("memory", &m), MARK_LOOK);
	m.worker_mib = 1400; /* 8400 MiB */
	m.sandbox = SANDBOX_NONE;
	assert_int_equal(of_machine("memory", &m), MARK_BAD);
	assert_int_equal(of_machine("sandbox", &m), MARK_BAD);
	m.probed = m.clock_known = false;
	m.available_mib = UNLEARNT;
	assert_int_equal(of_machine("sandbox", &m), MARK_UNKNOWN);
	assert_int_equal(of_machine("cores", &m), MARK_UNKNOWN);
	assert_int_equal(of_machine("clock", &m), MARK_UNKNOWN);
	assert_int_equal(of_machine("memory", &m), MARK_UNKNOWN);
}

static void memory_is_read_in_mib(void **state)
{
	char root[] = "/tmp/doctor-test-XXXXXX", path[64];
	struct machine_facts m;
	FILE *f;

	(void)state;
	assert_non_null(mkdtemp(root));
	snprintf(path, sizeof(path), "%s/proc", root);
	machine_read_memory(path, &m); /* nothing is there */
	assert_int_equal(m.available_mib, UNLEARNT);
	assert_int_equal(mkdir(path, 0700), 0);
	snprintf(path, sizeof(path), "%s/proc/meminfo", root);
	f = fopen(path, "w");
	fputs("MemTotal:       24576000 kB\nMemFree:  1 kB\n"
	      "MemAvailable:   10240000 kB\n", f);
	fclose(f);
	machine_read_memory(root, &m);
	assert_int_equal(m.memory_mib, 24000);
	assert_int_equal(m.available_mib, 10000);
	unlink(path);
	snprintf(path, sizeof(path), "%s/proc", root);
	rmdir(path);
	rmdir(root);
}

/* ---- an interface ------------------------------------------------------------------ */

static struct port_facts good_port(void)
{
	return (struct port_facts){
		.waited = 5,
		.is = {.name = "eth1", .exists = true, .asked = true,
		       .kind = ARPHRD_ETHER, .hardware = true,
		       .flags = IFF_UP | IFF_NOARP, .carrier = 1, .mtu = 9000,
		       .speed = 1000, .duplex = "full", .no_ipv6 = 1,
		       .ring = 256, .ring_most = 4096},
	};
}

static struct verdict of_port(const char *name, const struct port_facts *p)
{
	const struct facts facts = {.port = p};

	return ask(AREA_interface, name, &facts);
}

static void a_silent_port_with_a_link_is_fine(void **state)
{
	struct port_facts p = good_port();
	const struct facts facts = {.port = &p};
	struct verdict v;

	(void)state;
	for (unsigned i = 0; check_at(i) != NULL; i++) {
		if (check_at(i)->area != AREA_interface)
			continue;
		v = (struct verdict){.mark = MARK_SILENT};
		check_at(i)->judge(&facts, &v);
		assert_true(v.mark == MARK_OK || v.mark == MARK_SILENT);
	}
}

static void nothing_is_said_of_a_port_that_is_not_there(void **state)
{
	struct port_facts p = good_port();
	const struct facts facts = {.port = &p};
	struct verdict v;

	(void)state;
	p.is.exists = false;
	for (unsigned i = 0; check_at(i) != NULL; i++) {
		if (check_at(i)->area != AREA_interface)
			continue;
		v = (struct verdict){.mark = MARK_SILENT};
		check_at(i)->judge(&facts, &v);
		assert_int_equal(v.mark, strcmp(check_at(i)->name, "there") == 0
						 ? MARK_BAD : MARK_SILENT);
	}
	snprintf(p.is.name, sizeof(p.is.name), "any"); /* libpcap's word */
	assert_int_equal(of_port("there", &p).mark, MARK_UNKNOWN);
	p.is.exists = p.is.elsewhere = true;
	assert_int_equal(of_port("there", &p).mark, MARK_UNKNOWN);
	assert_int_equal(of_port("up", &p).mark, MARK_SILENT);
}

static void what_spoils_a_port_is_told(void **state)
{
	struct port_facts p = good_port();

	(void)state;
	p.is.flags = 0;
	assert_int_equal(of_port("up", &p).mark, MARK_BAD);
	assert_int_equal(of_port("carrier", &p).mark, MARK_SILENT);
	p = good_port();
	p.is.carrier = 0;
	assert_int_equal(of_port("carrier", &p).mark, MARK_BAD);
	p.is.duplex = "half";
	assert_int_equal(of_port("speed", &p).mark, MARK_SILENT);
	p.is.carrier = 1;
	assert_int_equal(of_port("speed", &p).mark, MARK_LOOK);
	p.is.speed = UNLEARNT;
	assert_int_equal(of_port("speed", &p).mark, MARK_UNKNOWN);
	p.is.wireless = true;
	assert_int_equal(of_port("kind", &p).mark, MARK_LOOK);
	p.is.mtu = 1500;
	assert_int_equal(of_port("mtu", &p).mark, MARK_OK);
	p.is.counts.long_or_short = 3;
	assert_int_equal(of_port("mtu", &p).mark, MARK_LOOK);
	p.is.gro_hw = 1;
	assert_string_equal(of_port("merges", &p).figure, "on: rx-gro-hw");
	p.is.gro = p.is.lro = UNLEARNT;
	assert_int_equal(of_port("merges", &p).mark, MARK_UNKNOWN);
	p.is.counts.missed = p.after.missed = 9;
	assert_int_equal(of_port("ring", &p).mark, MARK_LOOK);
	assert_int_equal(of_port("ring", &p).number, 4096);
}

static void a_port_that_talks_is_told(void **state)
{
	struct port_facts p = good_port();

	(void)state;
	p.is.flags = IFF_UP | IFF_MULTICAST;
	assert_int_equal(of_port("arp", &p).mark, MARK_OK);
	p.is.addresses = INTERFACE_ADDRESSES + 2;
	snprintf(p.is.address[0], ADDR_TEXT, "10.1.2.3");
	assert_int_equal(of_port("arp", &p).mark, MARK_LOOK);
	assert_int_equal(of_port("addresses", &p).mark, MARK_LOOK);
	assert_non_null(strstr(of_port("addresses", &p).figure, "10.1.2.3"));
	assert_non_null(strstr(of_port("addresses", &p).figure, "and 2 more"));
	assert_false(of_port("addresses", &p).no_fix);
	p.is.no_ipv6 = 0;
	assert_int_equal(of_port("ipv6", &p).mark, MARK_LOOK);
	p.after.sent = 1;
	assert_int_equal(of_port("sent", &p).mark, MARK_LOOK);
	p.after.sent = UNLEARNT;
	assert_int_equal(of_port("sent", &p).mark, MARK_OK);
	p.is.counts.sent = 8;
	assert_int_equal(of_port("sent", &p).mark, MARK_UNKNOWN);
	p.is.asked = false;
	assert_int_equal(of_port("addresses", &p).mark, MARK_UNKNOWN);
}

/* A mirrored router may give a port its default route: that is to be mended; what
 * carries this machine's own traffic is not to be taken away. */
static void no_command_cuts_this_machine_off(void **state)
{
	struct port_facts p = good_port();

	(void)state;
	p.is.addresses = 1;
	p.is.no_ipv6 = 0;
	p.is.default_route6 = true;
	p.is.accept_ra = 1;
	assert_int_equal(of_port("route", &p).mark, MARK_LOOK);
	assert_non_null(of_port("route", &p).advice);
	assert_false(of_port("ipv6", &p).no_fix);
	p.is.accept_ra = 0;
	assert_true(of_port("ipv6", &p).no_fix);
	p.is.default_route6 = false;
	p.is.default_route = true;
	assert_true(of_port("addresses", &p).no_fix);
	assert_true(of_port("arp", &p).no_fix);
	assert_true(of_port("mtu", &p).no_fix);
	assert_int_equal(of_port("route", &p).mark, MARK_LOOK);
}

static void losses_are_bad_only_while_they_grow(void **state)
{
	struct port_facts p = good_port();

	(void)state;
	p.is.counts.missed = 5;
	p.after.missed = UNLEARNT;
	assert_int_equal(of_port("missed", &p).mark, MARK_LOOK);
	p.after.missed = 5;
	assert_int_equal(of_port("missed", &p).mark, MARK_LOOK);
	p.after.missed = 6;
	assert_int_equal(of_port("missed", &p).mark, MARK_BAD);
	assert_string_equal(of_port("missed", &p).figure,
			    "1 in 5 s, 6 since it is there");
	p.after.dropped = 6;
	assert_int_equal(of_port("dropped", &p).mark, MARK_LOOK);
	p.is.counts.errors = UNLEARNT;
	assert_int_equal(of_port("errors", &p).mark, MARK_UNKNOWN);
}

/* ---- what is heard ----------------------------------------------------------------- */

static struct verdict of_mirror(const char *name, const struct port_facts *p)
{
	const struct facts facts = {.port = p};

	return ask(AREA_mirror, name, &facts);
}

static struct port_facts good_mirror(void)
{
	struct port_facts p = good_port();

	p.seconds = 5;
	p.heard = (struct mirror_facts){
		.frames = 1000, .octets = 500000, .group = 100, .foreign = 900,
		.ip = 950, .tagged = 900, .vlans = 2, .vlan = {10, 20},
		.longest = 1514, .talks = 100, .one_way = 2, .duplicates = 3};
	return p;
}

static void a_whole_mirror_is_fine(void **state)
{
	struct port_facts p = good_mirror();
	const struct facts facts = {.port = &p};
	struct verdict v;

	(void)state;
	for (unsigned i = 0; check_at(i) != NULL; i++) {
		if (check_at(i)->area != AREA_mirror)
			continue;
		v = (struct verdict){.mark = MARK_SILENT};
		check_at(i)->judge(&facts, &v);
		assert_int_equal(v.mark, MARK_OK);
	}
	assert_string_equal(of_mirror("vlans", &p).figure,
			    "90.0 % of frames: 10, 20");
	assert_string_equal(of_mirror("frames", &p).figure,
			    "1000 in 5 s, 0.8 Mbit/s");
}

static void an_ordinary_port_is_no_mirror(void **state)
{
	struct port_facts p = good_mirror();

	(void)state;
	p.heard.foreign = 0;
	p.heard.ours = 900;
	assert_int_equal(of_mirror("foreign", &p).mark, MARK_BAD);
	assert_int_equal(of_mirror("directions", &p).mark, MARK_SILENT);
	p.heard.foreign = 10; /* what a switch floods */
	assert_int_equal(of_mirror("foreign", &p).mark, MARK_LOOK);
	p.heard = (struct mirror_facts){.frames = 3, .group = 3};
	assert_int_equal(of_mirror("foreign", &p).mark, MARK_LOOK);
	assert_non_null(of_mirror("foreign", &p).advice);
	p.heard.own = 3;
	assert_int_equal(of_mirror("frames", &p).mark, MARK_BAD);
	p.heard.frames = p.heard.own = 0;
	assert_int_equal(of_mirror("frames", &p).mark, MARK_BAD);
	assert_int_equal(of_mirror("foreign", &p).mark, MARK_SILENT);
}

static void why_nobody_listened_is_told(void **state)
{
	struct port_facts p = good_mirror();

	(void)state;
	p.seconds = 0;
	assert_int_equal(of_mirror("frames", &p).mark, MARK_UNKNOWN);
	assert_int_equal(of_mirror("frames", &p).status, ERR_NONE);
	err_set(&p.deaf, ERR_PERMISSION, "eth1: no permission to listen");
	assert_int_equal(of_mirror("frames", &p).status, ERR_PERMISSION);
	assert_non_null(strstr(of_mirror("frames", &p).figure,
			       "no permission"));
	assert_int_equal(of_mirror("kept", &p).mark, MARK_SILENT);
}

static void a_mirror_with_a_fault_is_told_by_it(void **state)
{
	struct port_facts p = good_mirror();

	(void)state;
	p.heard.one_way = 30;
	assert_int_equal(of_mirror("directions", &p).mark, MARK_LOOK);
	p.heard.one_way = 97;
	assert_int_equal(of_mirror("directions", &p).mark, MARK_BAD);
	p.heard.talks = p.heard.one_way = 2;
	assert_int_equal(of_mirror("directions", &p).mark, MARK_LOOK);
	p.heard.talks = p.heard.one_way = 0;
	assert_int_equal(of_mirror("directions", &p).mark, MARK_UNKNOWN);
	p.heard.duplicates = 450;
	assert_int_equal(of_mirror("duplicates", &p).mark, MARK_LOOK);
	p.heard.sliced = 1;
	assert_int_equal(of_mirror("whole", &p).mark, MARK_LOOK);
	p.heard.oversize = 1;
	assert_int_equal(of_mirror("long", &p).mark, MARK_LOOK);
	p.heard.ip = 100;
	assert_int_equal(of_mirror("decoded", &p).mark, MARK_LOOK);
	p.live.kernel_drop = 1;
	assert_int_equal(of_mirror("kept", &p).mark, MARK_LOOK);
	p.live.interface_drop = 50;
	assert_int_equal(of_mirror("kept", &p).mark, MARK_BAD);
	p.heard.octets = 5ull * 800 * 1000000 / 8; /* 800 Mbit/s */
	assert_int_equal(of_mirror("load", &p).mark, MARK_LOOK);
	p.is.speed = UNLEARNT;
	assert_int_equal(of_mirror("load", &p).mark, MARK_SILENT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_machine_is_judged_by_what_it_gives),
		cmocka_unit_test(memory_is_read_in_mib),
		cmocka_unit_test(a_silent_port_with_a_link_is_fine),
		cmocka_unit_test(nothing_is_said_of_a_port_that_is_not_there),
		cmocka_unit_test(what_spoils_a_port_is_told),
		cmocka_unit_test(a_port_that_talks_is_told),
		cmocka_unit_test(no_command_cuts_this_machine_off),
		cmocka_unit_test(losses_are_bad_only_while_they_grow),
		cmocka_unit_test(a_whole_mirror_is_fine),
		cmocka_unit_test(an_ordinary_port_is_no_mirror),
		cmocka_unit_test(why_nobody_listened_is_told),
		cmocka_unit_test(a_mirror_with_a_fault_is_told_by_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
