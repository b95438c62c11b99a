/* SPDX-License-Identifier: Apache-2.0 */
/* behind_test - which parts of an asset become devices of their own. */
#include "tests/unit/classify/told.h"

static void a_device_with_a_number_is_an_asset_behind_its_gateway(void **state)
{
	struct ward w = open_ward();

	(void)state;
	SAY(&w, OWN(A_hl7_clear, ""), CARRIED(1, A_hl7_serial, "SN4711"),
	    CARRIED(1, A_hl7_model, "Space"),
	    CARRIED(1, A_hl7_kind, "MDC_DEV_PUMP_INFUS_SYRINGE_MDS"));
	assert_int_equal(w.assets, 2);
	expect(behind(&w, "SN4711"), CLAIM_MODEL, "Space");
	expect(behind(&w, "SN4711"), CLAIM_CLASS, "infusion-pump");
	assert_true(behind(&w, "SN4711")->clinical);
	assert_int_equal(behind(&w, "SN4711")->behind, self(&w)->id);
	assert_int_equal(behind(&w, "SN4711")->addresses, 0);
	expect(self(&w), CLAIM_MODEL, NULL);
	expect(self(&w), CLAIM_CLASS, NULL);
	expect(self(&w), CLAIM_SERIAL_NO, NULL);
	assert_false(self(&w)->clinical);
	close_ward(&w);
}

static void without_a_number_it_stays_with_the_gateway_and_claims_nothing(
	void **state)
{
	struct ward w = open_ward();

	(void)state;
	SAY(&w, OWN(A_hl7_clear, ""), CARRIED(1, A_hl7_model, "Space"));
	assert_int_equal(w.assets, 1);
	assert_int_equal(w.asset[0]->facts, 2);
	expect(w.asset[0], CLAIM_MODEL, NULL);
	/* The number comes late; neither order nor time makes another asset. */
	assert_true(add(&w, HOST, (struct said)CARRIED(1, A_hl7_serial, "SN1")));
	/* A number of which nothing else is known may be of anything. */
	assert_true(add(&w, HOST, (struct said)CARRIED(2, A_hl7_serial, "SN2")));
	judge(&w);
	assert_int_equal(w.assets, 2);
	expect(behind(&w, "SN1"), CLAIM_MODEL, "Space");
	assert_null(behind(&w, "SN2"));
	assert_int_equal(self(&w)->facts, 2);
	close_ward(&w);
}

static void a_uuid_identifies_who_has_no_number(void **state)
{
	static const char uuid[] = "0f0e0d0c-0001-4000-8000-000000000001";
	struct ward w = open_ward();

	(void)state;
	SAY(&w, OWN(A_hl7_clear, ""), CARRIED(1, A_hl7_model, "MX500"),
	    CARRIED(2, A_hl7_model, "MX800"));
	assert_int_equal(w.assets, 1);
	SAY(&w, CARRIED(1, A_hl7_uuid, uuid));
	assert_int_equal(w.assets, 2);
	expect(self(&w), CLAIM_MODEL, NULL);
	close_ward(&w);
}

static void a_sender_with_a_number_is_the_address_itself(void **state)
{
	struct ward w = open_ward();

	(void)state;
	SAY(&w, ORIGIN(1, A_hl7_application, "VS900"),
	    ORIGIN(1, A_hl7_device, "00A0370098007A80"),
	    ORIGIN(1, A_hl7_model, "VS-900"),
	    CARRIED(2, A_hl7_serial, "SN4711"),
	    CARRIED(2, A_hl7_vendor, "Acme"));
	assert_int_equal(w.assets, 2);
	expect(self(&w), CLAIM_MODEL, "VS-900");
	assert_non_null(behind(&w, "SN4711"));
	close_ward(&w);
}

static void two_senders_with_numbers_are_both_behind_it(void **state)
{
	struct ward w = open_ward();

	(void)state;
	SAY(&w, ORIGIN(1, A_hl7_application, "VS900"),
	    ORIGIN(1, A_hl7_device, "00A0370098007A80"),
	    ORIGIN(1, A_hl7_serial, "SN1"), ORIGIN(1, A_hl7_model, "VS-900"),
	    ORIGIN(2, A_hl7_application, "PLUM360"),
	    ORIGIN(2, A_hl7_serial, "SN2"), ORIGIN(2, A_hl7_model, "PLUM360"));
	assert_int_equal(w.assets, 3);
	expect(self(&w), CLAIM_MODEL, NULL);
	expect(behind(&w, "SN1"), CLAIM_MODEL, "VS-900");
	expect(behind(&w, "SN2"), CLAIM_MODEL, "PLUM360");
	close_ward(&w);
}

static void three_names_that_also_receive_are_an_engine(void **state)
{
	struct ward w = open_ward();

	(void)state;
	SAY(&w, ORIGIN(1, A_hl7_application, "ADTSYS"),
	    ORIGIN(2, A_hl7_application, "LAB"),
	    ORIGIN(3, A_hl7_application, "PLUM360"),
	    ORIGIN(3, A_hl7_model, "PLUM360"));
	assert_int_equal(w.assets, 1);
	expect(w.asset[0], CLAIM_CLASS, NULL);
	expect(w.asset[0], CLAIM_MODEL, NULL);
	/* Who only gets messages answers by the names that they call it. */
	assert_true(add(&w, HOST, (struct said)OWN(A_hl7_role, "receiver")));
	judge(&w);
	expect(w.asset[0], CLAIM_CLASS, "hl7-node");
	assert_true(add(&w, HOST, (struct said)OWN(A_hl7_role, "source")));
	judge(&w);
	expect(w.asset[0], CLAIM_CLASS, "hl7-engine");
	close_ward(&w);
}

/* What an engine runs stands in all that it passes on. */
static void software_in_messages_of_one_sender_is_not_the_engines(void **state)
{
	struct ward w = open_ward();

	(void)state;
	SAY(&w, ORIGIN(1, A_hl7_application, "ADTSYS"),
	    ORIGIN(2, A_hl7_application, "LAB"),
	    ORIGIN(3, A_hl7_application, "XN1000"),
	    ORIGIN(3, A_hl7_product, "XN-1000 IPU 00-21"));
	expect(w.asset[0], CLAIM_SOFTWARE, "XN-1000 IPU 00-21");
	assert_true(add(&w, HOST, (struct said)OWN(A_hl7_role, "source")));
	assert_true(add(&w, HOST, (struct said)OWN(A_hl7_role, "receiver")));
	judge(&w);
	expect(w.asset[0], CLAIM_SOFTWARE, NULL);
	for (uint32_t part = 1; part < 3; part++)
		assert_true(add(&w, HOST, (struct said)ORIGIN(
						  part, A_hl7_product,
						  "Rhapsody 6.9")));
	judge(&w);
	expect(w.asset[0], CLAIM_SOFTWARE, "Rhapsody 6.9");
	close_ward(&w);
}

static void whose_identifier_is_the_mac_is_the_address_itself(void **state)
{
	static const char *const numbers[] = {"00066B770041",
					      "00066BFFFE770041"};

	(void)state;
	for (unsigned i = 0; i < 2; i++) {
		struct ward w = open_ward();
		struct record r = record_of(
			HOST, &(struct said){"frame", 0, VOICE_SELF,
					     A_arp_binding, "", 0});

		assert_true(mac_parse("00:06:6b:77:00:41",
				      &r.as.fact.subject.mac));
		assert_true(inventory_add(w.inventory, &r, 0));
		SAY(&w, ORIGIN(1, A_hl7_application, "XN-1000"),
		    ORIGIN(1, A_hl7_device, numbers[i]),
		    ORIGIN(1, A_hl7_model, "XN-1000"),
		    CARRIED(2, A_hl7_application, "MX800"),
		    CARRIED(2, A_hl7_serial, "SN2"));
		assert_int_equal(w.assets, 2);
		expect(self(&w), CLAIM_MODEL, "XN-1000");
		assert_non_null(behind(&w, "SN2"));
		close_ward(&w);
	}
}

/* .. of another address: then somebody plays again what that one said. */
static void whose_identifier_is_the_mac_of_another_is_that_one(void **state)
{
	struct ward w = open_ward();
	struct said bound = {"frame", 0, VOICE_SELF, A_arp_binding, "", 0};

	(void)state;
	SAY(&w, ORIGIN(1, A_hl7_application, "XN-1000"),
	    ORIGIN(1, A_hl7_device, "00066B770041"),
	    ORIGIN(1, A_hl7_model, "XN-1000"),
	    ORIGIN(1, A_hl7_serial, "11877"));
	assert_int_equal(w.assets, 1);
	expect(w.asset[0], CLAIM_SERIAL_NO, "11877");
	for (unsigned i = 0; i < 2; i++) {
		struct record r = record_of(HOST + 1 - i, &bound);

		assert_true(mac_parse(i == 0 ? "00:06:6b:77:00:41"
					     : "c8:f7:50:12:00:77",
				      &r.as.fact.subject.mac));
		assert_true(inventory_add(w.inventory, &r, 0));
		judge(&w);
		assert_int_equal(w.assets, 2);
		/* Behind a router it may be that one itself. */
		for (unsigned k = 0; k < 2; k++) {
			struct mac mac = w.asset[k]->mac;
			bool that = i == 0 ? mac_is_zero(mac) : mac.b[0] == 0;

			expect(w.asset[k], CLAIM_SERIAL_NO,
			       that ? "11877" : NULL);
			expect(w.asset[k], CLAIM_MODEL,
			       that ? "XN-1000" : NULL);
		}
	}
	/* .. or it is an engine. */
	SAY(&w, OWN(A_hl7_role, "receiver"), OWN(A_hl7_role, "source"));
	assert_int_equal(w.assets, 2);
	for (unsigned i = 0; i < 2; i++)
		expect(w.asset[i], CLAIM_CLASS, w.asset[i]->mac.b[0] == 0
							? "lab-analyser"
							: "hl7-engine");
	close_ward(&w);
}

/* Modules of other makers connect many a device. */
static void whose_identifier_is_of_another_maker_of_devices_is_behind(
	void **state)
{
	static const struct {
		const char *mac, *eui;
		bool behind;
	} rows[] = {
		{"00:06:6b:77:00:41", "0009FBFFFE770042", true},
		{"00:06:6b:77:00:41", "0009FB770042", true},
		{"00:06:6b:77:00:41", "00066BFFFE770042", false},
		{"98:e7:43:77:00:41", "0009FBFFFE770042", false},
		{"00:09:fb:77:00:41", "98E743FFFE770042", false},
		{"02:00:00:77:00:41", "0009FBFFFE770042", false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct ward w = open_ward();
		struct record r = record_of(
			HOST, &(struct said){"frame", 0, VOICE_SELF,
					     A_arp_binding, "", 0});

		assert_true(mac_parse(rows[i].mac, &r.as.fact.subject.mac));
		assert_true(inventory_add(w.inventory, &r, 0));
		SAY(&w, ORIGIN(1, A_hl7_device, rows[i].eui),
		    ORIGIN(1, A_hl7_model, "MX800"),
		    ORIGIN(1, A_hl7_serial, "SN1"));
		assert_int_equal(w.assets, rows[i].behind ? 2 : 1);
		expect(self(&w), CLAIM_MODEL, rows[i].behind ? NULL : "MX800");
		assert_int_equal(behind(&w, "SN1") != NULL, rows[i].behind);
		close_ward(&w);
	}
}

static void with_and_without_its_eui_it_is_one_device(void **state)
{
	struct ward w = open_ward();

	(void)state;
	SAY(&w, OWN(A_hl7_clear, ""), CARRIED(1, A_hl7_serial, "SN1"),
	    CARRIED(1, A_hl7_model, "Space"),
	    CARRIED(2, A_hl7_device, "0012210000001234"),
	    CARRIED(2, A_hl7_serial, "SN1"),
	    CARRIED(3, A_hl7_serial, "SN1"), /* of another maker */
	    CARRIED(3, A_hl7_model, "Evita"),
	    CARRIED(4, A_hl7_device, "0012210000001235"),
	    CARRIED(4, A_hl7_serial, "SN1"));
	assert_int_equal(w.assets, 4);
	close_ward(&w);
}

static void an_analyser_on_a_line_is_behind_the_serial_device_server(
	void **state)
{
	static const struct said analyser[] = {
		{"astm", 0, VOICE_SELF, A_astm_model, "CS-2500", 4001},
		{"astm", 0, VOICE_SELF, A_astm_serial, "21768", 4001},
		{"astm", 0, VOICE_SELF, A_astm_role, "instrument", 4001},
	};
	static const struct said server = {
		"snmp", 0, VOICE_SELF, A_system_description,
		"Lantronix UDS1100 V6.11.0.0 (140414) for lab", 161};
	struct ward w = open_ward();

	(void)state;
	add_all(&w, analyser, 3);
	assert_int_equal(w.assets, 1);
	expect(w.asset[0], CLAIM_CLASS, "lab-analyser");
	expect(w.asset[0], CLAIM_MODEL, "CS-2500");
	assert_true(add(&w, HOST, server));
	judge(&w);
	assert_int_equal(w.assets, 2);
	expect(self(&w), CLAIM_CLASS, "serial-device-server");
	expect(self(&w), CLAIM_MODEL, "UDS1100");
	expect(self(&w), CLAIM_SERIAL_NO, NULL);
	expect(behind(&w, "21768"), CLAIM_CLASS, "lab-analyser");
	expect(behind(&w, "21768"), CLAIM_MODEL, "CS-2500");
	close_ward(&w);
}

static void the_identifier_of_a_model_is_no_device(void **state)
{
	struct ward w = open_ward();

	(void)state;
	SAY(&w, OWN(A_hl7_clear, ""),
	    CARRIED(1, A_udi, "(01)04048675000006(17)290101"),
	    CARRIED(1, A_hl7_model, "Evita V800"),
	    CARRIED(2, A_udi, "04048675000006"),
	    CARRIED(2, A_hl7_model, "Evita V800"));
	assert_int_equal(w.assets, 1);
	SAY(&w, CARRIED(3, A_udi, "(01)04048675000006(21)ASAA-0044"),
	    CARRIED(4, A_udi, "+A999BJ57123450/$$+3201230XYZ456789"));
	assert_int_equal(w.assets, 3);
	close_ward(&w);
}

/* Nothing else tells what has the address. */
static void two_analysers_on_two_ports_are_not_the_address(void **state)
{
	for (unsigned differ = 0; differ < 2; differ++) {
		const char *second = differ ? "21768" : "11877";
		struct ward w = open_ward();

		SAY(&w, {"astm", 0, VOICE_SELF, A_astm_model, "XN-1000", 10001},
		    {"astm", 0, VOICE_SELF, A_astm_serial, "11877", 10001},
		    {"astm", 0, VOICE_SELF, A_astm_role, "instrument", 10001},
		    {"astm", 0, VOICE_SELF, A_astm_model,
		     differ ? "CS-2500" : "XN-1000", 10002},
		    {"astm", 0, VOICE_SELF, A_astm_serial, second, 10002},
		    {"astm", 0, VOICE_SELF, A_astm_role, "instrument", 10002});
		assert_int_equal(w.assets, differ ? 3 : 1);
		expect(self(&w), CLAIM_MODEL, differ ? NULL : "XN-1000");
		if (differ) {
			expect(behind(&w, "11877"), CLAIM_MODEL, "XN-1000");
			expect(behind(&w, "21768"), CLAIM_MODEL, "CS-2500");
		}
		close_ward(&w);
	}
	(void)state;
}

static void a_ventilator_on_a_line_is_behind_it_too(void **state)
{
	static const struct said said[] = {
		{"medibus", 0, VOICE_SELF, A_bedside_model, "EvitaXL", 10001},
		{"medibus", 0, VOICE_SELF, A_bedside_role, "device", 10001},
		{"dri", 0, VOICE_SELF, A_bedside_kind, "patient-monitor", 10002},
		{"snmp", 0, VOICE_SELF, A_system_description,
		 "Lantronix UDS1100 V6.11.0.0 (140414) for lab", 161},
	};
	struct ward w = open_ward();

	(void)state;
	add_all(&w, said, 3);
	assert_int_equal(w.assets, 3); /* whatever turns the line into packets */
	expect(self(&w), CLAIM_CLASS, NULL);
	expect(self(&w), CLAIM_MODEL, NULL);
	assert_true(add(&w, HOST, said[3]));
	judge(&w);
	assert_int_equal(w.assets, 3);
	expect(self(&w), CLAIM_CLASS, "serial-device-server");
	close_ward(&w);
}

/* A meter says hello through a docking station. */
static void meet(struct ward *w, uint32_t host, uint32_t part,
		 const char *serial)
{
	const struct said said[] = {
		{"poct1", P + part, VOICE_SELF, A_poct1_role, "device", 0},
		{"poct1", P + part, VOICE_SELF, A_poct1_model, "Inform II", 0},
		{"poct1", P + part, VOICE_SELF, A_poct1_serial, serial, 0},
		{"frame", 0, VOICE_SELF, A_arp_binding, "", 0},
	};

	for (unsigned i = 0; i < 4; i++) {
		struct record r = record_of(host, &said[i]);

		if (said[i].part == 0)
			r.as.fact.subject.mac.b[5] = (uint8_t)host;
		assert_true(inventory_add(w->inventory, &r, 0));
	}
	judge(w);
}

static void meters_of_a_docking_station_are_behind_it(void **state)
{
	struct ward w = open_ward();

	(void)state;
	meet(&w, HOST, 1, "UU12345678");
	assert_int_equal(w.assets, 1);
	expect(self(&w), CLAIM_CLASS, "poc-analyser");
	expect(self(&w), CLAIM_SERIAL_NO, "UU12345678");
	meet(&w, HOST, 2, "UU12345679");
	assert_int_equal(w.assets, 3);
	expect(self(&w), CLAIM_CLASS, NULL);
	expect(self(&w), CLAIM_SERIAL_NO, NULL);
	expect(behind(&w, "UU12345678"), CLAIM_MODEL, "Inform II");
	expect(behind(&w, "UU12345679"), CLAIM_CLASS, "poc-analyser");
	close_ward(&w);
}

static void a_meter_of_two_docking_stations_is_one_behind_them(void **state)
{
	struct ward w = open_ward();

	(void)state;
	meet(&w, HOST, 1, "UU12345678");
	meet(&w, HOST + 1, 1, "UU12345678");
	meet(&w, HOST + 2, 2, "UU12345679");
	assert_int_equal(w.assets, 4);
	assert_non_null(behind(&w, "UU12345678"));
	assert_null(behind(&w, "UU12345679"));
	close_ward(&w);
}

static void who_invents_devices_is_stopped(void **state)
{
	struct ward w = open_ward();
	unsigned kept = 0, facts = 0;

	(void)state;
	assert_true(add(&w, HOST, (struct said)OWN(A_hl7_clear, "")));
	for (unsigned i = 0; i < 100; i++) {
		char text[32];

		snprintf(text, sizeof(text), "00122100%08u", 1000 + i);
		kept += add(&w, HOST,
			    (struct said)CARRIED(i, A_hl7_device, text));
		facts += add(&w, HOST + 1,
			     (struct said)CARRIED(1, A_hl7_serial, text));
	}
	judge(&w);
	assert_int_equal(kept, 5);
	assert_int_equal(facts, 20);
	assert_int_equal(w.assets, 6); /* the other never spoke for itself */
	assert_int_equal(inventory_refused(w.inventory), 175);
	close_ward(&w);
}

static void ids_do_not_depend_on_the_order(void **state)
{
	static const struct said said[] = {
		OWN(A_hl7_clear, ""), CARRIED(1, A_hl7_serial, "SN1"),
		CARRIED(2, A_hl7_serial, "SN2"), CARRIED(2, A_hl7_model, "X1"),
		CARRIED(1, A_hl7_model, "X1"),
	};

	(void)state;
	assert_any_order(said, 5, 3);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			a_device_with_a_number_is_an_asset_behind_its_gateway),
		cmocka_unit_test(
			without_a_number_it_stays_with_the_gateway_and_claims_nothing),
		cmocka_unit_test(a_uuid_identifies_who_has_no_number),
		cmocka_unit_test(a_sender_with_a_number_is_the_address_itself),
		cmocka_unit_test(two_senders_with_numbers_are_both_behind_it),
		cmocka_unit_test(three_names_that_also_receive_are_an_engine),
		cmocka_unit_test(
			software_in_messages_of_one_sender_is_not_the_engines),
		cmocka_unit_test(whose_identifier_is_the_mac_is_the_address_itself),
		cmocka_unit_test(
			whose_identifier_is_the_mac_of_another_is_that_one),
		cmocka_unit_test(
			whose_identifier_is_of_another_maker_of_devices_is_behind),
		cmocka_unit_test(with_and_without_its_eui_it_is_one_device),
		cmocka_unit_test(
			an_analyser_on_a_line_is_behind_the_serial_device_server),
		cmocka_unit_test(the_identifier_of_a_model_is_no_device),
		cmocka_unit_test(two_analysers_on_two_ports_are_not_the_address),
		cmocka_unit_test(a_ventilator_on_a_line_is_behind_it_too),
		cmocka_unit_test(meters_of_a_docking_station_are_behind_it),
		cmocka_unit_test(
			a_meter_of_two_docking_stations_is_one_behind_them),
		cmocka_unit_test(who_invents_devices_is_stopped),
		cmocka_unit_test(ids_do_not_depend_on_the_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
