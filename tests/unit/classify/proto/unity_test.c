/* SPDX-License-Identifier: Apache-2.0 */
/* unity_test - GE monitors by their datagrams, and never the patient's name. */
#include "tests/unit/classify/proto/hex.h"

extern const struct dissector dissector_unity;

/* The published announcement, of 10.0.0.1 and with a patient. */
static struct octets beacon(void)
{
	struct octets o = hex("01040000 0a000001 5a40cdc0"
			      "4943557c422d3032 0000000000000000");

	add_text(&o, "ZZPAT,CANARY");
	add_zero(&o, 43 - o.n);
	add_hex(&o, "02 000307d0 00130bb8");
	add_zero(&o, 88 - o.n);
	return o;
}

static void add_head(struct octets *o, const char *first, const char *kind)
{
	add_hex(o, first);
	add_hex(o, "0000 0a000001 0000 00c9");
	add_hex(o, kind);
	add_zero(o, 8);
}

static struct octets alarm_of(const char *text)
{
	struct octets o = {.n = 0};

	add_head(&o, "0a0000ff", "0004");
	add_text(&o, "ICU|B-02");
	add_zero(&o, 54 - o.n);
	add_hex(&o, "00000001 0018 8103 033a 0101");
	add_text(&o, text);
	add_zero(&o, 84 - o.n);
	return o;
}

/* Heads within heads, each with the length of what follows. */
static struct octets vital_signs(void)
{
	struct octets o = {.n = 0};
	const size_t whole = 124 + 70;

	add_head(&o, "0a000001", "0014");
	add_zero(&o, 58 - o.n);
	add_be(&o, whole - 60, 2);
	add_head(&o, "0a000001", "0014");
	add_zero(&o, 118 - o.n);
	add_be(&o, whole - 120, 2);
	add_zero(&o, whole - o.n);
	return o;
}

static void an_announcement_tells_the_maker_and_no_patient(void **state)
{
	struct octets o = beacon();
	struct trial *t = say(&dissector_unity, 7000, CLIENT, &o);

	(void)state;
	assert_int_equal(trial_probe(&dissector_unity, CLIENT, o.b, o.n), YES);
	assert_string_equal(trial_text(t, CLIENT, A_bedside_vendor),
			    "GE HealthCare");
	assert_null(trial_text(t, CLIENT, A_bedside_kind));
	assert_int_equal(t->count, 1);
	assert_false(trial_leaks(t, "CANARY"));
	assert_false(trial_leaks(t, "ICU"));
	trial_close(t);
	bears_cutting(&dissector_unity, 7000, CLIENT, &o);
	bears_lies(&dissector_unity, 7000, CLIENT, &o, "CANARY");
}

static void alarms_and_vital_signs_come_from_monitors(void **state)
{
	struct octets rows[] = {alarm_of("CANARY ALARM"), vital_signs()};

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct octets *o = &rows[i];
		struct trial *t = say(&dissector_unity, 1234, CLIENT, o);

		assert_int_equal(
			trial_probe(&dissector_unity, CLIENT, o->b, o->n), YES);
		assert_string_equal(trial_text(t, CLIENT, A_bedside_kind),
				    "patient-monitor");
		assert_string_equal(trial_text(t, CLIENT, A_bedside_role),
				    "device");
		assert_int_equal(trial_word(t, CLIENT, A_bedside_clear), 1);
		assert_false(trial_leaks(t, "CANARY"));
		trial_close(t);
		bears_cutting(&dissector_unity, 7001, CLIENT, o);
		bears_lies(&dissector_unity, 7001, CLIENT, o, "CANARY");
	}
}

static void who_names_another_sender_is_not_believed(void **state)
{
	struct octets o = beacon();
	struct trial *t;

	(void)state;
	o.b[7] = 9;
	t = say(&dissector_unity, 7000, CLIENT, &o);
	assert_true(t->refused);
	assert_int_equal(t->count, 0);
	trial_close(t);
}

static void others_on_its_ports_are_not_it(void **state)
{
	struct octets o = beacon(), afs = hex("0104000000000000");
	static const size_t at[] = {0, 1, 15, 27, 43, 52, 87};

	(void)state;
	for (size_t i = 0; i < sizeof(at) / sizeof(at[0]); i++) {
		struct octets lie = o;

		lie.b[at[i]] ^= 0x7f;
		assert_int_equal(trial_probe(&dissector_unity, CLIENT, lie.b,
					     lie.n), NO);
	}
	add_zero(&afs, 80);
	assert_int_equal(trial_probe(&dissector_unity, CLIENT, afs.b, afs.n),
			 NO);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			an_announcement_tells_the_maker_and_no_patient),
		cmocka_unit_test(alarms_and_vital_signs_come_from_monitors),
		cmocka_unit_test(who_names_another_sender_is_not_believed),
		cmocka_unit_test(others_on_its_ports_are_not_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
