/* SPDX-License-Identifier: Apache-2.0 */
/* lldp_test - self-description to the switch, and the inventory of LLDP-MED. */
#include "tests/unit/classify/proto/hex.h"

extern const struct dissector dissector_lldp;

/* The monitor of the reference vector: chassis and port by MAC, lifetime. */
#define HEAD "0207040009fb123456 04070300 09fb123456 06020078"
#define NAME "0a0a 4d4f4e2d4943552d3032"
#define HARDWARE "fe06 0012bb 05 4131"
#define SOFTWARE "fe0a 0012bb 07 4c2e30312e32"
#define SERIAL "fe0d 0012bb 08 444531323334353637"
#define VENDOR "fe0b 0012bb 09 4578616d706c65"
#define MODEL "fe09 0012bb 0a 4d38303030"

static struct trial *hear(const struct octets *o)
{
	return say(&dissector_lldp, 0, CLIENT, o);
}

static void the_inventory_of_a_monitor_is_read(void **state)
{
	struct octets o = hex(HEAD NAME HARDWARE SOFTWARE SERIAL VENDOR MODEL
			      "0000");
	struct trial *t = hear(&o);

	(void)state;
	assert_int_equal(trial_probe(&dissector_lldp, CLIENT, o.b, o.n), YES);
	assert_string_equal(trial_text(t, CLIENT, A_system_name),
			    "MON-ICU-02");
	assert_string_equal(trial_text(t, CLIENT, A_inventory_version),
			    "L.01.2");
	assert_string_equal(trial_text(t, CLIENT, A_inventory_serial),
			    "DE1234567");
	assert_string_equal(trial_text(t, CLIENT, A_inventory_vendor),
			    "Example");
	assert_string_equal(trial_text(t, CLIENT, A_inventory_model), "M8000");
	assert_int_equal(trial_voice(t, A_inventory_serial), VOICE_SELF);
	assert_int_equal(t->count, 5);
	trial_close(t);
	bears_cutting(&dissector_lldp, 0, CLIENT, &o);
	bears_lies(&dissector_lldp, 0, CLIENT, &o, NULL);
}

static void a_revision_of_hardware_is_no_software_version(void **state)
{
	struct octets o = hex(HEAD HARDWARE "0000");
	struct trial *t = hear(&o);

	(void)state;
	assert_null(trial_text(t, CLIENT, A_inventory_version));
	trial_close(t);
}

static void a_text_ends_where_its_buffer_goes_on(void **state)
{
	/* "Acme", and what lay behind it. */
	struct octets o = hex(HEAD "fe0d 0012bb 09 41636d65 00 01315742" "0000");
	struct trial *t = hear(&o);

	(void)state;
	assert_string_equal(trial_text(t, CLIENT, A_inventory_vendor), "Acme");
	trial_close(t);
}

static void a_number_is_no_maker(void **state)
{
	/* "0xbc00", as a Cisco SG200 sends. */
	struct octets o = hex(HEAD "fe0a 0012bb 09 307862633030" MODEL "0000");
	struct trial *t = hear(&o);

	(void)state;
	assert_null(trial_text(t, CLIENT, A_inventory_vendor));
	assert_string_equal(trial_text(t, CLIENT, A_inventory_model), "M8000");
	trial_close(t);
}

static void a_place_is_never_told(void **state)
{
	/* LLDP-MED 3, civic address; port description; another maker's TLV. */
	struct octets o = hex(HEAD "fe12 0012bb 03 02 43414e4152595f524f4f4d5f37"
			      "080c 43414e4152595f504f525421"
			      "fe0c 00120f 08 43414e415259212121" "0000");
	struct trial *t = hear(&o);

	(void)state;
	assert_false(trial_leaks(t, "CANARY"));
	assert_int_equal(t->count, 0);
	trial_close(t);
}

static void a_port_is_told_by_name_but_not_by_mac(void **state)
{
	struct octets o = hex("0207040009fb123456 0406 05 4769302f31 06020078"
			      "0000");
	struct trial *t = hear(&o);

	(void)state;
	assert_string_equal(trial_text(t, CLIENT, A_switch_port), "Gi0/1");
	trial_close(t);
}

static void the_part_in_the_network_is_told_but_not_of_computers(void **state)
{
	static const struct {
		const char *tlv, *part;
	} rows[] = {
		{"0e04 0014 0004", "switch"}, {"0e04 0014 0014", "router"},
		{"0e04 000c 000c", "access-point"},
		{"0e04 0024 0024", "telephone"}, {"0e04 0024 0000", NULL},
		{"0e04 009c 0014", NULL}, {"0e04 0080 0080", NULL},
		{"0e04 0000 0004", NULL}, {"0e03 0014 00", NULL},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct octets o = hex(HEAD);
		struct trial *t;
		const char *part;

		add_hex(&o, rows[i].tlv);
		add_hex(&o, "0000");
		t = hear(&o);
		part = trial_text(t, CLIENT, A_neighbour_part);
		assert_string_equal(part == NULL ? "-" : part,
				    rows[i].part == NULL ? "-" : rows[i].part);
		trial_close(t);
	}
}

static void what_comes_after_the_end_is_padding(void **state)
{
	struct octets o = hex(HEAD "0000" NAME SERIAL);
	struct trial *t = hear(&o);

	(void)state;
	assert_int_equal(t->count, 0);
	assert_false(t->malformed);
	trial_close(t);
}

static void a_length_beyond_the_frame_is_counted(void **state)
{
	struct octets o = hex(HEAD "0bff 4d4f4e");
	struct trial *t = hear(&o);

	(void)state;
	assert_true(t->malformed);
	assert_int_equal(t->count, 0);
	trial_close(t);
}

static void empty_fields_end(void **state)
{
	struct octets o = hex(HEAD);
	struct trial *t;

	(void)state;
	for (unsigned i = 0; i < 800; i++)
		add_hex(&o, "0a00");
	t = hear(&o);
	assert_int_equal(t->count, 0);
	trial_close(t);
}

static void a_frame_must_begin_with_a_chassis(void **state)
{
	static const char *const others[] = {
		"0407030009fb123456", "020708" "0009fb123456",
		"020700" "0009fb123456", "0207", "",
	};

	(void)state;
	assert_refused(&dissector_lldp, others, sizeof(others) / sizeof(others[0]));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_inventory_of_a_monitor_is_read),
		cmocka_unit_test(a_revision_of_hardware_is_no_software_version),
		cmocka_unit_test(a_text_ends_where_its_buffer_goes_on),
		cmocka_unit_test(a_number_is_no_maker),
		cmocka_unit_test(a_place_is_never_told),
		cmocka_unit_test(a_port_is_told_by_name_but_not_by_mac),
		cmocka_unit_test(
			the_part_in_the_network_is_told_but_not_of_computers),
		cmocka_unit_test(what_comes_after_the_end_is_padding),
		cmocka_unit_test(a_length_beyond_the_frame_is_counted),
		cmocka_unit_test(empty_fields_end),
		cmocka_unit_test(a_frame_must_begin_with_a_chassis),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
