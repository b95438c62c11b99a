/* SPDX-License-Identifier: Apache-2.0 */
/* finding - rules in C: each is raised by what it names, and by nothing near. */
#include "tests/unit/classify/ward.h"

static const char site[] =
	"zone clinical\n  kind clinical\n  range 10.20.0.0/16\n"
	"zone servers\n  kind server\n  range 10.30.0.0/16\n"
	"zone guests\n  kind guest\n  range 172.30.0.0/16\n"
	"zone office\n  kind user\n  range 10.40.0.0/16\n"
	"zone admin\n  kind admin\n  range 10.50.0.0/16\n"
	"zone air\n  wireless\n  range 10.60.0.0/16\n"
	"allow clinical servers\n  port 104\n";

static void the_internet_is_noticed_at_clinical_devices(void **state)
{
	struct ward w = ward_open(NULL);
	const struct finding *f;

	(void)state;
	scanner(&w, "10.20.0.1");
	say(&w, "10.20.0.2", A_http_server, "nginx", 0);
	speak(&w, "10.20.0.1", "93.184.216.34", 443, "tls");
	speak(&w, "10.20.0.1", "93.184.216.35", 443, "tls");
	speak(&w, "10.20.0.2", "93.184.216.34", 443, "tls");
	f = found(&w, "NET-001", "10.20.0.1");
	assert_non_null(f);
	assert_int_equal(f->evidences, 2);
	assert_true(f->by_talk);
	assert_string_equal(f->detail,
			    "asked 93.184.216.34, port 443 (tls), and 1 more");
	SILENT(w, "NET-001", "10.20.0.2");
	SILENT(w, "NET-002", "10.20.0.1");
	speak(&w, "93.184.216.34", "10.20.0.1", 104, "dicom");
	f = found(&w, "NET-002", "10.20.0.1");
	assert_non_null(f);
	assert_int_equal(f->port, 104);
	RAISED(w, "CLN-011", "10.20.0.1");
	ward_close(&w);
}

static void own_global_addresses_are_no_internet(void **state)
{
	struct ward w = ward_open("zone own\n  range 93.184.216.0/24\n"
				  "zone clinical\n  range 10.0.0.0/8\n");

	(void)state;
	scanner(&w, "10.20.0.1");
	speak(&w, "10.20.0.1", "93.184.216.34", 443, "tls");
	SILENT(w, "NET-001", "10.20.0.1");
	ward_close(&w);
}

static void questions_without_an_answer_prove_nothing(void **state)
{
	struct ward w = ward_open(NULL);
	struct record r;

	(void)state;
	scanner(&w, "10.20.0.1");
	r = talk(&w, "10.20.0.1", "93.184.216.34", 443, "tls");
	r.as.talk.answered = false;
	assert_true(inventory_add(w.inventory, &r, 0));
	r = talk(&w, "93.184.216.34", "10.20.0.1", 22, "ssh");
	r.as.talk.refused = true;
	assert_true(inventory_add(w.inventory, &r, 0));
	SILENT(w, "NET-001", "10.20.0.1");
	SILENT(w, "NET-002", "10.20.0.1");
	/* But to ask that address at all is enough. */
	r = talk(&w, "10.20.0.1", "202.114.4.120", 515, "");
	r.as.talk.answered = false;
	assert_true(inventory_add(w.inventory, &r, 0));
	RAISED(w, "NET-006", "10.20.0.1");
	ward_close(&w);
}

static void protocols_that_do_not_belong(void **state)
{
	static const struct {
		const char *rule, *protocol;
		uint16_t port;
		const char *server;
		bool any;      /* also where nothing is clinical              */
	} rows[] = {
		{"NET-003", "dns", 53, "9.9.9.9", true},
		{"NET-004", "tls", 853, "9.9.9.9", false},
		{"NET-013", "tor", 9001, "9.9.9.9", true},
		{"SCN-008", "mining", 3333, "9.9.9.9", true},
		{"SCN-009", "bittorrent", 6881, "9.9.9.9", false},
		{"RMT-001", "teamviewer", 5938, "9.9.9.9", false},
		{"RMT-002", "wireguard", 51820, "9.9.9.9", false},
		{"CLN-020", "nfs", 2049, "10.20.0.9", false},
		{"WIN-005", "llmnr", 5355, "224.0.0.252", true},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct ward w = ward_open(NULL);

		scanner(&w, "10.20.0.1");
		say(&w, "10.20.0.9", A_http_server, "nginx", 0);
		say(&w, "10.20.0.8", A_http_server, "nginx", 0);
		speak(&w, "10.20.0.1", rows[i].server, rows[i].port,
		      rows[i].protocol);
		speak(&w, "10.20.0.8", rows[i].server, rows[i].port,
		      rows[i].protocol);
		RAISED(w, rows[i].rule, "10.20.0.1");
		if (rows[i].any)
			RAISED(w, rows[i].rule, "10.20.0.8");
		else
			SILENT(w, rows[i].rule, "10.20.0.8");
		ward_close(&w);
		/* The same door by another protocol, or inside. */
		w = ward_open(NULL);
		scanner(&w, "10.20.0.1");
		say(&w, "10.20.0.9", A_http_server, "nginx", 0);
		speak(&w, "10.20.0.1", "10.20.0.9", rows[i].port == 853
							    ? 852
							    : rows[i].port,
		      "http");
		SILENT(w, rows[i].rule, "10.20.0.1");
		ward_close(&w);
	}
}

static void zones_tell_what_may_be(void **state)
{
	struct ward w = ward_open(site);

	(void)state;
	scanner(&w, "10.20.0.1");
	say(&w, "10.30.0.1", A_http_server, "nginx", 0);
	say(&w, "10.40.0.1", A_http_server, "nginx", 0);
	speak(&w, "10.20.0.1", "10.30.0.1", 104, "dicom");
	SILENT(w, "SEG-003", "10.30.0.1");
	RAISED(w, "CLN-010", "10.30.0.1");
	speak(&w, "10.40.0.1", "10.30.0.1", 22, "ssh");
	RAISED(w, "SEG-003", "10.30.0.1");
	SILENT(w, "SEG-002", "10.20.0.1");
	speak(&w, "172.30.0.5", "10.20.0.1", 80, "http");
	RAISED(w, "SEG-002", "10.20.0.1");
	speak(&w, "10.50.0.5", "10.20.0.1", 22, "ssh");
	SILENT(w, "SEG-004", "10.20.0.1");
	speak(&w, "10.40.0.1", "10.20.0.1", 22, "ssh");
	RAISED(w, "SEG-004", "10.20.0.1");
	SILENT(w, "SEG-008", "10.30.0.1");
	speak(&w, "10.60.0.1", "10.30.0.1", 104, "dicom");
	RAISED(w, "SEG-008", "10.30.0.1");
	ward_close(&w);
}

static void without_zones_nothing_is_said_of_zones(void **state)
{
	struct ward w = ward_open(NULL);

	(void)state;
	scanner(&w, "10.20.0.1");
	say(&w, "10.30.0.1", A_http_server, "nginx", 0);
	speak(&w, "10.20.0.1", "10.30.0.1", 104, "dicom");
	speak(&w, "172.30.0.5", "10.20.0.1", 22, "ssh");
	SILENT(w, "SEG-002", "10.20.0.1");
	SILENT(w, "SEG-003", "10.30.0.1");
	SILENT(w, "SEG-004", "10.20.0.1");
	SILENT(w, "CLN-010", "10.30.0.1");
	ward_close(&w);
}

static void neighbours_of_clinical_devices_are_told(void **state)
{
	struct ward w = ward_open(NULL);
	const struct finding *f;

	(void)state;
	scanner(&w, "10.20.0.1");
	say(&w, "10.20.0.7", A_modbus_clear, "", 1);
	say(&w, "10.21.0.7", A_modbus_clear, "", 1);
	ward_bind(&w, "10.20.0.8", "02:00:00:00:00:08");
	say(&w, "10.20.0.8", A_http_server, "nginx", 0);
	f = found(&w, "SEG-007", "10.20.0.7");
	assert_non_null(f);
	assert_int_equal(f->confidence, 0); /* the network is inferred */
	SILENT(w, "SEG-007", "10.21.0.7");
	RAISED(w, "INV-012", "10.20.0.8");
	ward_bind(&w, "10.20.0.9", "52:54:00:00:00:09");
	say(&w, "10.20.0.9", A_http_server, "nginx", 0);
	SILENT(w, "INV-012", "10.20.0.9");
	SILENT(w, "SEG-005", "10.20.0.1");
	for (unsigned i = 10; i < 250; i++) {
		char ip[32];

		snprintf(ip, sizeof(ip), "10.20.0.%u", i);
		say(&w, ip, A_http_server, "nginx", 0);
	}
	SILENT(w, "SEG-005", "10.20.0.1");
	ward_close(&w);
}

static void a_zone_of_many_devices_is_flat(void **state)
{
	struct ward w = ward_open(site);
	const struct finding *f;

	(void)state;
	scanner(&w, "10.20.0.1");
	for (unsigned i = 0; i < 260; i++) {
		char ip[32];

		snprintf(ip, sizeof(ip), "10.20.%u.%u", 1 + i / 200, i % 200);
		say(&w, ip, A_http_server, "nginx", 0);
	}
	f = found(&w, "SEG-005", "10.20.0.1");
	assert_non_null(f);
	assert_int_equal(f->confidence, 2);
	assert_string_equal(f->detail,
			    "zone clinical holds 261 devices of 1 classes");
	ward_close(&w);
}

static void two_that_claim_one_address_are_both_told(void **state)
{
	struct ward w = ward_open(NULL);

	(void)state;
	ward_bind(&w, "10.20.0.1", "00:1d:4a:00:00:01");
	ward_bind(&w, "10.20.0.1", "00:1d:4a:00:00:02");
	ward_bind(&w, "10.20.0.3", "00:1d:4a:00:00:03");
	/* A router hands its address over to another. */
	ward_bind(&w, "10.20.0.3", "00:00:5e:00:01:07");
	RAISED(w, "INV-005", "10.20.0.1");
	SILENT(w, "INV-005", "10.20.0.3");
	ward_close(&w);
}

/* Who has it and others say it, overriding and not: more facts than endpoints. */
static void many_that_tell_of_two_claims_are_two_claims(void **state)
{
	struct ward w = ward_open(NULL);

	(void)state;
	for (unsigned i = 0; i < 24; i++) {
		struct record r = {.kind = RECORD_FACT};
		struct fact *f = &r.as.fact;

		f->first_us = f->last_us = w.now_us + w.frames;
		f->frame = w.frames++;
		f->attr = A_nd_binding;
		f->voice = i % 3 == 0 ? VOICE_SELF : VOICE_NETWORK;
		f->source = (uint8_t)(1 + i / 6);
		f->count = 1;
		f->word = 1;
		f->subject.ip = at("2a0e:1:2::1");
		f->subject.mac = (struct mac){{0, 0x1d, 0x4a, 0, 0, i % 2 + 1}};
		assert_true(inventory_add(w.inventory, &r, 0));
	}
	RAISED(w, "INV-005", "2a0e:1:2::1");
	ward_close(&w);
}

static void certificates_are_judged_over_time_and_devices(void **state)
{
	struct ward w = ward_open(NULL);
	uint64_t now_s = 1700000000;

	(void)state;
	say(&w, "10.0.0.1", A_cert_not_after, "", now_s + 29 * 86400);
	say(&w, "10.0.0.2", A_cert_not_after, "", now_s + 31 * 86400);
	say(&w, "10.0.0.3", A_cert_not_after, "", now_s - 86400);
	RAISED(w, "TLS-006", "10.0.0.1");
	SILENT(w, "TLS-006", "10.0.0.2");
	SILENT(w, "TLS-006", "10.0.0.3"); /* it has ended: TLS-005 */
	say(&w, "10.0.0.1", A_cert_hash, "00112233445566778899aabbccddeeff", 0);
	say(&w, "10.0.0.2", A_cert_hash, "00112233445566778899aabbccddeeff", 0);
	SILENT(w, "TLS-010", "10.0.0.1");
	say(&w, "10.0.0.3", A_cert_hash, "00112233445566778899aabbccddeeff", 0);
	RAISED(w, "TLS-010", "10.0.0.1");
	RAISED(w, "TLS-010", "10.0.0.3");
	ward_close(&w);
}

static void a_life_critical_device_is_reached_from_few_zones(void **state)
{
	struct ward w = ward_open(site);

	(void)state;
	say(&w, "10.20.0.5", A_dhcp_vendor_class, "ICUMED-PLUM360-15.10", 0);
	speak(&w, "10.30.0.1", "10.20.0.5", 8443, "tls");
	speak(&w, "10.40.0.1", "10.20.0.5", 8443, "tls");
	SILENT(w, "SEG-009", "10.20.0.5");
	speak(&w, "10.50.0.1", "10.20.0.5", 8443, "tls");
	RAISED(w, "SEG-009", "10.20.0.5");
	ward_close(&w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_internet_is_noticed_at_clinical_devices),
		cmocka_unit_test(own_global_addresses_are_no_internet),
		cmocka_unit_test(questions_without_an_answer_prove_nothing),
		cmocka_unit_test(protocols_that_do_not_belong),
		cmocka_unit_test(zones_tell_what_may_be),
		cmocka_unit_test(without_zones_nothing_is_said_of_zones),
		cmocka_unit_test(neighbours_of_clinical_devices_are_told),
		cmocka_unit_test(a_zone_of_many_devices_is_flat),
		cmocka_unit_test(two_that_claim_one_address_are_both_told),
		cmocka_unit_test(many_that_tell_of_two_claims_are_two_claims),
		cmocka_unit_test(certificates_are_judged_over_time_and_devices),
		cmocka_unit_test(
			a_life_critical_device_is_reached_from_few_zones),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
