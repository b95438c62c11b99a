/* SPDX-License-Identifier: Apache-2.0 */
/* infinity_test - Draeger monitors by the groups they speak to. */
#include "tests/unit/classify/proto/hex.h"

extern const struct dissector dissector_infinity;

/* Of 10.0.0.1: two objects, one with a patient. */
static struct octets data(void)
{
	struct octets o = hex("0001 0000 00000007 00000008 0a000001 0001 0002"
			      "00000003 0001 0002 00 02 0000");

	add_hex(&o, "0011 0010");
	add_text(&o, "ZZPAT^CANARY");
	add_hex(&o, "0012 0006 1234");
	return o;
}

static struct trial *to_group(const char *group, const struct octets *o)
{
	struct trial *t = trial_open(&dissector_infinity, 2050);

	assert_true(addr_parse(group, &t->d.ip[SERVER]));
	t->out.end[SERVER].ip = t->d.ip[SERVER];
	trial_datagram(t, CLIENT, o->b, o->n);
	return t;
}

static void data_to_its_own_group_comes_from_a_monitor(void **state)
{
	struct octets o = data();
	struct trial *t = to_group("224.0.1.1", &o);

	(void)state;
	assert_int_equal(trial_probe(&dissector_infinity, CLIENT, o.b, o.n),
			 YES);
	assert_string_equal(trial_text(t, CLIENT, A_bedside_vendor), "Draeger");
	assert_string_equal(trial_text(t, CLIENT, A_bedside_kind),
			    "patient-monitor");
	assert_int_equal(trial_word(t, CLIENT, A_bedside_clear), 1);
	assert_false(trial_leaks(t, "CANARY"));
	trial_close(t);
	bears_cutting(&dissector_infinity, 2050, CLIENT, &o);
	bears_lies(&dissector_infinity, 2050, CLIENT, &o, "CANARY");
}

static void snapshots_and_heartbeats_tell_the_maker_by_their_group(void **state)
{
	static const struct {
		const char *group;
		size_t n;
		bool known;
	} rows[] = {
		{"224.127.1.252", 268, true}, {"224.127.1.253", 24, true},
		{"224.127.1.254", 268, true}, {"224.127.1.254", 24, false},
		{"224.127.1.253", 268, false}, {"224.127.1.251", 268, false},
		{"10.0.0.2", 268, false}, {"224.0.1.1", 24, false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct octets o = {.n = 0};
		struct trial *t;

		add_text(&o, "CANARY");
		add_zero(&o, rows[i].n - o.n);
		t = to_group(rows[i].group, &o);
		assert_int_equal(t->refused, !rows[i].known);
		assert_int_equal(t->count, rows[i].known);
		assert_false(trial_leaks(t, "CANARY"));
		trial_close(t);
	}
}

static void another_group_or_sender_is_not_believed(void **state)
{
	static const char *const groups[] = {
		"224.0.1.2", "224.0.0.1", "224.1.1.1", "10.0.0.2", "ff02::1",
	};
	struct octets o = data();
	struct trial *t;

	(void)state;
	for (size_t i = 0; i < sizeof(groups) / sizeof(groups[0]); i++) {
		t = to_group(groups[i], &o);
		assert_true(t->refused);
		assert_int_equal(t->count, 0);
		trial_close(t);
	}
	o.b[15] = 2;
	t = to_group("224.0.1.1", &o);
	assert_int_equal(t->count, 0);
	trial_close(t);
}

static void lengths_must_add_up(void **state)
{
	struct octets o = data();

	(void)state;
	o.b[29] = 3;
	assert_int_equal(trial_probe(&dissector_infinity, CLIENT, o.b, o.n),
			 NO);
	o.b[29] = 1;
	assert_int_equal(trial_probe(&dissector_infinity, CLIENT, o.b, o.n),
			 NO);
	o.b[29] = 2;
	o.b[35] = 3;
	assert_int_equal(trial_probe(&dissector_infinity, CLIENT, o.b, o.n),
			 NO);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(data_to_its_own_group_comes_from_a_monitor),
		cmocka_unit_test(
			snapshots_and_heartbeats_tell_the_maker_by_their_group),
		cmocka_unit_test(another_group_or_sender_is_not_believed),
		cmocka_unit_test(lengths_must_add_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
