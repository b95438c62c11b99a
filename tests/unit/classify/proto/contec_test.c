/* SPDX-License-Identifier: Apache-2.0 */
/* contec_test - blocks of CMS monitors; patients are passed over. */
#include "tests/unit/classify/proto/hex.h"

extern const struct dissector dissector_contec;

#define BED "0600 0545 000007ff"
#define SYNC "0200 0543"

static struct octets patient(void)
{
	struct octets o = hex("af00 053e");

	add_text(&o, "CANARY WARD");
	add_zero(&o, 4 + 0x23 - o.n);
	add_text(&o, "ZZPAT^CANARY");
	add_zero(&o, 4 + 0x43 - o.n);
	add_text(&o, "ZZ900CANARY");
	add_zero(&o, 4 + 0x7c - o.n);
	add_text(&o, "19700101CANARY");
	add_zero(&o, 4 + 0x8d - o.n);
	add_text(&o, "DR CANARY");
	add_zero(&o, 2 + 0xaf - o.n);
	return o;
}

static struct octets session(void)
{
	struct octets o = hex(BED), p = patient();

	add_raw(&o, p.b, p.n);
	add_hex(&o, "0800 0546 14 0102030405 0600 0549 01 424144");
	add_hex(&o, SYNC);
	return o;
}

static struct trial *stream(const struct octets *o, enum side from,
			    size_t chunk)
{
	struct trial *t = trial_open(&dissector_contec, 515);

	trial_bytes(t, from, o->b, o->n, chunk);
	return t;
}

static void a_monitor_is_known_by_three_blocks_and_no_patient(void **state)
{
	struct octets o = session();
	struct trial *whole = stream(&o, CLIENT, 0);

	(void)state;
	assert_int_equal(trial_probe(&dissector_contec, CLIENT, o.b, o.n), YES);
	assert_string_equal(trial_text(whole, CLIENT, A_bedside_vendor),
			    "Contec");
	assert_string_equal(trial_text(whole, CLIENT, A_bedside_kind),
			    "patient-monitor");
	assert_string_equal(trial_text(whole, SERVER, A_bedside_role),
			    "central");
	assert_int_equal(trial_word(whole, CLIENT, A_bedside_clear), 1);
	assert_false(trial_leaks(whole, "CANARY"));
	for (size_t chunk = 1; chunk < 8; chunk++) {
		struct trial *t = stream(&o, CLIENT, chunk);

		assert_true(trial_same(whole, t));
		trial_close(t);
	}
	trial_close(whole);
}

static void any_cutting_and_any_lie_is_borne(void **state)
{
	struct octets o = session();

	(void)state;
	for (size_t i = 0; i < o.n; i++) {
		struct octets lie = o;
		struct trial *t;

		lie.n = i;
		t = stream(&lie, CLIENT, 0);
		assert_false(trial_leaks(t, "CANARY"));
		trial_close(t);
		lie = o;
		lie.b[i] ^= 0xff;
		t = stream(&lie, CLIENT, 0);
		assert_false(trial_leaks(t, "CANARY"));
		trial_close(t);
	}
}

static void two_blocks_are_not_enough(void **state)
{
	struct octets o = hex(BED SYNC), other = hex(BED SYNC "00000000");
	struct trial *t = stream(&o, CLIENT, 0);

	(void)state;
	assert_int_equal(trial_probe(&dissector_contec, CLIENT, o.b, o.n),
			 MORE);
	assert_int_equal(t->count, 0);
	trial_close(t);
	t = stream(&other, CLIENT, 0);
	assert_true(t->refused);
	assert_int_equal(t->count, 0);
	trial_close(t);
}

static void a_central_station_that_only_keeps_time_is_no_monitor(void **state)
{
	struct octets o = hex(SYNC SYNC SYNC SYNC);
	struct trial *t = stream(&o, SERVER, 0);

	(void)state;
	assert_string_equal(t->out.protocol, "contec");
	assert_int_equal(t->count, 0);
	trial_close(t);
}

static void printers_and_lies_about_length_are_not_it(void **state)
{
	static const char *const others[] = {
		"02 6c700a",                 /* LPD: receive a job for lp      */
		"05 6c70 20 6a6f62 0a",      /* LPD: remove jobs               */
		"0300 0543 00", "0700 0545 000007ff00", "0600 0545 010007ff",
		"0600 0544 00000000", "0000 0546", "ffff 0546", "2000 053e",
		"0600 0645 000007ff",
	};

	(void)state;
	assert_refused(&dissector_contec, others, sizeof(others) / sizeof(others[0]));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			a_monitor_is_known_by_three_blocks_and_no_patient),
		cmocka_unit_test(any_cutting_and_any_lie_is_borne),
		cmocka_unit_test(two_blocks_are_not_enough),
		cmocka_unit_test(
			a_central_station_that_only_keeps_time_is_no_monitor),
		cmocka_unit_test(printers_and_lies_about_length_are_not_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
