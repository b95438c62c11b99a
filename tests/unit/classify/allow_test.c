/* SPDX-License-Identifier: Apache-2.0 */
/* allow - flows by name and lists: read, asked, and what findings make of them. */
#include "tests/unit/classify/ward.h"

#include "classify/zones.h"

static struct zones *read_text(const char *text)
{
	struct err e = {0};
	struct zones *z = zones_take("a.flows", text, &e);

	if (z == NULL)
		fail_msg("%s", e.text);
	return z;
}

static const char site[] =
	"zone ward\n  range 10.20.0.0/16\n"
	"flow \"images\"\n"
	"  from class imaging-ct\n  from 10.20.0.7\n"
	"  to 10.30.0.10\n  to 10.30.0.11\n"
	"  port 104 tcp\n  port 11112\n  because \"ticket 4711\"\n"
	"flow the ward asks for its time\n"
	"  from zone ward\n  to 10.30.0.1\n  port 123 udp\n"
	"flow \"one device\"\n"
	"  from asset 1a2b-3c4d-5e6f\n  to 198.51.100.0/24\n"
	"  port 49152-65535 tcp\n  protocol tls\n  vendor \"Acme\"\n"
	"flow \"behind a tag\"\n"
	"  from 10.20.0.9\n  to 10.20.0.10\n  vlan 130\n  vni 7\n  port any icmp\n"
	"deny \"country XY\"\n  range 203.0.113.0/24\n  range 2001:db8:5::/48\n"
	"bad \"list\"\n  range 198.51.100.66\n"
	"  ja3 E7D705A3286E19EA42F587B344EE6865\n";

/* "name of the flow" for a conversation written as its ends and service. */
static const char *flow_for(const struct zones *z, const char *from,
			    const char *class, const char *to, uint16_t port,
			    uint8_t l4)
{
	const struct flow_wish w = {
		.from = {at(from), class, 0},
		.to = {at(to), NULL, 0},
		.port = port,
		.l4 = l4,
		.protocol = "dicom",
	};
	const struct flow_rule *r = zones_flow(z, &w);

	return r != NULL ? r->name : "";
}

static void a_flow_is_met_by_each_of_its_lines(void **state)
{
	struct zones *z = read_text(site);

	(void)state;
	assert_string_equal(flow_for(z, "10.20.0.7", NULL, "10.30.0.10", 104, 6),
			    "images");
	assert_string_equal(flow_for(z, "10.9.9.9", "imaging-ct", "10.30.0.11",
				     11112, 17), "images");
	assert_string_equal(flow_for(z, "10.9.9.9", "imaging-mr", "10.30.0.11",
				     11112, 6), "");
	assert_string_equal(flow_for(z, "10.20.0.7", NULL, "10.30.0.10", 104,
				     17), "");
	assert_string_equal(flow_for(z, "10.20.0.7", NULL, "10.30.0.12", 104, 6),
			    "");
	assert_string_equal(flow_for(z, "10.30.0.10", NULL, "10.20.0.7", 104, 6),
			    "");
	assert_string_equal(flow_for(z, "10.20.99.1", NULL, "10.30.0.1", 123,
				     17), "the ward asks for its time");
	assert_string_equal(flow_for(z, "10.21.0.1", NULL, "10.30.0.1", 123, 17),
			    "");
	assert_string_equal(zones_flow_at(z, 0)->because, "ticket 4711");
	assert_int_equal(zones_flow_at(z, 1)->line, 11);
	assert_null(zones_flow_at(z, 4));
	zones_close(z);
}

static void asset_net_and_protocol_narrow_a_flow(void **state)
{
	struct zones *z = read_text(site);
	struct flow_wish w = {
		.from = {at("10.20.0.1"), NULL, 0x1a2b3c4d5e6f},
		.to = {at("198.51.100.9"), NULL, 0},
		.port = 49152,
		.l4 = 6,
		.protocol = "tls",
	};

	(void)state;
	assert_string_equal(zones_flow(z, &w)->vendor, "Acme");
	w.protocol = "ssh";
	assert_null(zones_flow(z, &w));
	w.protocol = "tls";
	w.port = 49151;
	assert_null(zones_flow(z, &w));
	w.port = 65535;
	assert_non_null(zones_flow(z, &w));
	w.from.asset++;
	assert_null(zones_flow(z, &w));
	w = (struct flow_wish){
		.from = {at("10.20.0.9"), NULL, 0},
		.to = {at("10.20.0.10"), NULL, 0},
		.net = net_of(NET_VLAN, 130),
		.l4 = 1,
		.protocol = "",
	};
	assert_non_null(zones_flow(z, &w));
	w.net = net_of(NET_VNI, 7);
	assert_non_null(zones_flow(z, &w));
	w.net = 0;
	assert_null(zones_flow(z, &w));
	zones_close(z);
}

static void zones_cover_what_they_allow_and_what_has_a_name(void **state)
{
	struct zones *z = read_text(
		"zone a\n  range 10.1.0.0/16\nzone b\n  range 10.2.0.0/16\n"
		"allow a b\n  port 80\n"
		"flow x\n  from 10.3.0.1\n  to 10.1.0.1\n");
	struct flow_wish w = {.from = {at("10.1.0.1"), NULL, 0},
			      .to = {at("10.2.0.1"), NULL, 0},
			      .port = 80, .l4 = 6, .protocol = ""};

	(void)state;
	assert_true(zones_cover(z, &w));
	w.port = 81;
	assert_false(zones_cover(z, &w));
	w.to.ip = at("10.1.0.2");
	assert_true(zones_cover(z, &w)); /* within one zone */
	w.from.ip = at("10.3.0.1");
	assert_false(zones_cover(z, &w));
	w.to.ip = at("10.1.0.1");
	assert_true(zones_cover(z, &w));
	zones_close(z);
	/* Zones that allow nothing say nothing. */
	z = read_text("zone a\n  range 10.1.0.0/16\n");
	w.from.ip = at("10.1.0.3");
	assert_false(zones_cover(z, &w));
	zones_close(z);
}

static void a_list_of_thousands_is_asked_quickly_and_rightly(void **state)
{
	enum { N = 5000 };
	char *text = NULL, ip[ADDR_TEXT];
	size_t size;
	FILE *f = open_memstream(&text, &size);
	struct zones *z;

	(void)state;
	for (unsigned i = 0; i < N; i++) {
		addr_print(addr_of_v4(0x0a000000u + (N - i) * 7), ip);
		fprintf(f, "flow f%u\n  from %s\n  to 10.200.0.1\n  port %u\n",
			i, ip, 1 + i % 3);
	}
	fprintf(f, "flow all\n  from 10.0.0.0/8\n  to 10.200.0.1\n  port 3\n");
	fclose(f);
	z = read_text(text);
	for (unsigned i = 0; i < N; i++) {
		char name[16];

		snprintf(name, sizeof(name), "f%u", i);
		addr_print(addr_of_v4(0x0a000000u + (N - i) * 7), ip);
		assert_string_equal(flow_for(z, ip, NULL, "10.200.0.1",
					     (uint16_t)(1 + i % 3), 6), name);
		assert_string_equal(flow_for(z, ip, NULL, "10.200.0.1", 9, 6),
				    "");
	}
	assert_string_equal(flow_for(z, "10.99.0.1", NULL, "10.200.0.1", 3, 6),
			    "all");
	zones_close(z);
	free(text);
}

static void what_is_wrong_is_told_with_its_line(void **state)
{
	static const struct {
		const char *text, *sentence;
	} rows[] = {
		{"flow\n  from 10.0.0.1\n", ":1: flow takes a text"},
		{"flow \"x\n", ":1: flow takes a text"},
		{"flow x\n", ":1: a flow needs"},
		{"flow x\n  from 10.0.0.1\n", ":1: a flow needs"},
		{"flow x\n  from ward\n", ":2: a range is"},
		{"flow x\n  from 10.0.0.1 10.0.0.2\n", ":2: 10.0.0.1: write a"},
		{"flow x\n  from\n", ":2: from whom?"},
		{"flow x\n  from zone nowhere\n", ":2: there is no zone"},
		{"flow x\n  from asset 12\n", ":2: 12 is no id"},
		{"flow x\n  from class a b\n", ":2: from takes one"},
		{"flow x\n  port 70000\n", ":2: port takes"},
		{"flow x\n  port -1\n", ":2: port takes"},
		{"flow x\n  port 9-8\n", ":2: port takes"},
		{"flow x\n  port 9-\n", ":2: port takes"},
		{"flow x\n  port 104 tpc\n", ":2: port takes"},
		{"flow x\n  port 104 tcp now\n", ":2: port takes"},
		{"flow x\n  vlan 5000\n", ":2: vlan takes"},
		{"flow x\n  because \"\"\n", ":2: because takes"},
		{"flow x\n  vendor a\n  vendor b\n", ":3: vendor was told"},
		{"flow x\n  colour red\n", ":2: a flow has"},
		{"deny x\n  ja3 00\n", ":2: deny has range"},
		{"deny x\n  range here\n", ":2: a range is"},
		{"bad x\n  domain example.org\n", ":2: bad has range"},
		{"bad\n", ":1: bad takes a text"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct err e = {0};

		assert_null(zones_take("a.flows", rows[i].text, &e));
		if (strstr(e.text, rows[i].sentence) == NULL)
			fail_msg("\"%s\" lacks \"%s\"", e.text,
				 rows[i].sentence);
	}
}

/* ---- findings -------------------------------------------------------------------- */

static const char lists[] =
	"zone inside\n  range 10.0.0.0/8\n"
	"flow \"service\"\n  from 10.20.0.1\n  to 1.2.3.4\n  port 443\n"
	"  vendor \"Acme\"\n"
	"flow \"update\"\n  from 10.20.0.2\n  to 1.2.3.4\n"
	"deny \"country XY\"\n  range 5.6.7.0/24\n"
	"bad \"list\"\n  range 9.8.7.6\n  ja3 e7d705a3286e19ea42f587b344ee6865\n"
	"  key 00112233445566778899AABBCCDDEEFF00112233445566778899aabbccddeeff\n";

static void what_the_hospital_names_is_no_surprise(void **state)
{
	struct ward w = ward_open(lists);

	(void)state;
	scanner(&w, "10.20.0.1");
	scanner(&w, "10.20.0.2");
	scanner(&w, "10.20.0.3");
	speak(&w, "10.20.0.1", "1.2.3.4", 443, "tls");
	speak(&w, "10.20.0.2", "1.2.3.4", 443, "tls");
	SILENT(w, "NET-001", "10.20.0.1");
	SILENT(w, "NET-001", "10.20.0.2");
	RAISED(w, "NET-007", "10.20.0.1");
	SILENT(w, "NET-007", "10.20.0.2");
	assert_string_equal(found(&w, "NET-007", "10.20.0.1")->detail,
			    "remote service of Acme, allowed as \"service\"");
	speak(&w, "10.20.0.3", "1.2.3.4", 443, "tls");
	RAISED(w, "NET-001", "10.20.0.3");
	SILENT(w, "NET-007", "10.20.0.3");
	speak(&w, "10.20.0.1", "1.2.3.4", 22, "ssh");
	RAISED(w, "NET-001", "10.20.0.1");
	ward_close(&w);
}

static void a_list_that_was_accepted_is_heeded_beside_that_of_the_zones(void **state)
{
	struct decisions decided = {.accepted = zones_take(
					    "a.flows",
					    "flow mail\n  from 10.20.0.1\n  to "
					    "1.2.3.4\n  port 25\nflow service\n"
					    "  from 10.20.0.2\n  to 1.2.3.4\n"
					    "  vendor Acme\n", NULL)};
	struct ward w;

	(void)state;
	w = ward_open(NULL);
	scanner(&w, "10.20.0.1");
	scanner(&w, "10.20.0.2");
	speak(&w, "10.20.0.1", "1.2.3.4", 25, "smtp");
	speak(&w, "10.20.0.2", "1.2.3.4", 443, "tls");
	RAISED(w, "NET-001", "10.20.0.1");
	SILENT(w, "NET-007", "10.20.0.2");
	inventory_decide(w.inventory, &decided);
	SILENT(w, "NET-001", "10.20.0.1");
	SILENT(w, "NET-001", "10.20.0.2");
	RAISED(w, "NET-007", "10.20.0.2");
	speak(&w, "10.20.0.1", "1.2.3.4", 22, "ssh");
	RAISED(w, "NET-001", "10.20.0.1");
	ward_close(&w);
	zones_close(decided.accepted);
}

static void forbidden_and_bad_ends_are_told(void **state)
{
	struct ward w = ward_open(lists);
	struct record r;

	(void)state;
	scanner(&w, "10.20.0.1");
	say(&w, "10.20.0.8", A_http_server, "nginx", 0);
	say(&w, "10.20.0.9", A_tls_ja3, "e7d705a3286e19ea42f587b344ee6866", 0);
	speak(&w, "10.20.0.1", "5.6.8.1", 443, "tls");
	SILENT(w, "NET-005", "10.20.0.1");
	SILENT(w, "SCN-007", "10.20.0.1");
	SILENT(w, "SCN-007", "10.20.0.9");
	/* A knock that is not answered is told of who knocks alone. */
	r = talk(&w, "10.20.0.1", "5.6.7.1", 443, "");
	r.as.talk.answered = false;
	assert_true(inventory_add(w.inventory, &r, 0));
	RAISED(w, "NET-005", "10.20.0.1");
	r = talk(&w, "9.8.7.6", "10.20.0.8", 80, "");
	r.as.talk.answered = false;
	assert_true(inventory_add(w.inventory, &r, 0));
	SILENT(w, "SCN-007", "10.20.0.8");
	speak(&w, "9.8.7.6", "10.20.0.8", 443, "tls");
	RAISED(w, "SCN-007", "10.20.0.8");
	say(&w, "10.20.0.9", A_tls_ja3, "e7d705a3286e19ea42f587b344ee6865", 0);
	RAISED(w, "SCN-007", "10.20.0.9");
	say(&w, "10.20.0.5", A_cert_hash, "00112233445566778899aabbccddeefe",
	    0);
	SILENT(w, "SCN-007", "10.20.0.5");
	say(&w, "10.20.0.5", A_cert_hash, "00112233445566778899aabbccddeeff",
	    0);
	RAISED(w, "SCN-007", "10.20.0.5");
	ward_close(&w);
	/* Without lists nothing is forbidden. */
	w = ward_open(NULL);
	scanner(&w, "10.20.0.1");
	speak(&w, "10.20.0.1", "5.6.7.1", 443, "tls");
	SILENT(w, "NET-005", "10.20.0.1");
	ward_close(&w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_flow_is_met_by_each_of_its_lines),
		cmocka_unit_test(asset_net_and_protocol_narrow_a_flow),
		cmocka_unit_test(
			zones_cover_what_they_allow_and_what_has_a_name),
		cmocka_unit_test(
			a_list_of_thousands_is_asked_quickly_and_rightly),
		cmocka_unit_test(what_is_wrong_is_told_with_its_line),
		cmocka_unit_test(what_the_hospital_names_is_no_surprise),
		cmocka_unit_test(
			a_list_that_was_accepted_is_heeded_beside_that_of_the_zones),
		cmocka_unit_test(forbidden_and_bad_ends_are_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
