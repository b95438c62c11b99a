/* SPDX-License-Identifier: Apache-2.0 */
/* mindray_test - the announcement to a group. */
#include "tests/unit/classify/proto/hex.h"

extern const struct dissector dissector_mindray;

static struct octets announcement(void)
{
	struct octets o = hex("82010100000402");

	add_text(&o, "\x93\x11 CANARY \xfe");
	return o;
}

static void an_announcement_to_the_group_tells_the_maker(void **state)
{
	struct octets o = announcement();
	struct trial *t = trial_open(&dissector_mindray, 6678);

	(void)state;
	assert_true(addr_parse("225.0.0.8", &t->d.ip[SERVER]));
	trial_datagram(t, CLIENT, o.b, o.n);
	assert_string_equal(trial_text(t, CLIENT, A_bedside_vendor), "Mindray");
	assert_string_equal(trial_text(t, CLIENT, A_bedside_kind),
			    "patient-monitor");
	assert_false(trial_leaks(t, "CANARY"));
	trial_close(t);
	bears_cutting(&dissector_mindray, 6678, CLIENT, &o);
	bears_lies(&dissector_mindray, 6678, CLIENT, &o, "CANARY");
}

static void elsewhere_it_is_not_believed(void **state)
{
	struct octets o = announcement();
	struct trial *t = say(&dissector_mindray, 6678, CLIENT, &o);

	(void)state;
	assert_true(t->refused);
	assert_int_equal(t->count, 0);
	trial_close(t);
	assert_int_equal(trial_probe(&dissector_mindray, CLIENT, o.b, 14), NO);
	o.b[6] = 3;
	assert_int_equal(trial_probe(&dissector_mindray, CLIENT, o.b, o.n), NO);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_announcement_to_the_group_tells_the_maker),
		cmocka_unit_test(elsewhere_it_is_not_believed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
