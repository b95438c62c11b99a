/* SPDX-License-Identifier: Apache-2.0 */
/* x11_test - displays, and whether they ask for credentials. */
#include "tests/unit/classify/proto/play.h"

extern const struct dissector dissector_x11;

#define ANSWER "\x01\x00\x0b\x00\x00\x00\x40\x00" "\x48\x26\xb8\x00" \
	       "\x00\x00\x20\x00\xff\xff\x1f\x00\x00\x01\x00\x00" \
	       "\x14\x00\xff\xff\x01\x07\x00\x00\x20\x20\x08\xff" \
	       "\0\0\0\0" "The X.Org Foundation"

static const struct turn open[] = {
	SAYS(CLIENT, "l\x00\x0b\x00\x00\x00\x00\x00\x00\x00\x00\x00"),
	SAYS(SERVER, ANSWER),
};

static void a_display_that_admits_anybody_is_open(void **state)
{
	struct trial *t = play(&dissector_x11, 6000, TURNS(open), 0);

	(void)state;
	assert_int_equal(trial_probe(&dissector_x11, CLIENT, open[0].octets,
				     open[0].n), YES);
	assert_said(trial_text(t, SERVER, A_x11_vendor),
		    "The X.Org Foundation");
	assert_int_equal(trial_word(t, SERVER, A_x11_open), 1);
	trial_close(t);
	bears_anything(&dissector_x11, 6000, TURNS(open));
}

static void a_display_that_asks_for_credentials_is_not(void **state)
{
	const struct turn turns[] = {
		SAYS(CLIENT, "l\x00\x0b\x00\x00\x00\x12\x00\x10\x00\x00\x00"
			     "MIT-MAGIC-COOKIE-1\0\0CANARYCANARYCANA"),
		open[1],
	};
	struct trial *t = play(&dissector_x11, 6000, TURNS(turns), 0);

	(void)state;
	assert_int_equal(trial_probe(&dissector_x11, CLIENT, turns[0].octets,
				     turns[0].n), YES);
	assert_int_equal(trial_word(t, SERVER, A_x11_open), UINT64_MAX);
	assert_false(trial_leaks(t, "CANARY"));
	trial_close(t);
}

/* An octet short it is none, whether it comes at once or one by one. */
static void a_setup_that_is_not_all_there_opens_nothing(void **state)
{
	const struct turn turns[] = {
		{CLIENT, open[0].octets, open[0].n - 1}, open[1]};

	(void)state;
	for (size_t chunk = 0; chunk < 2; chunk++) {
		struct trial *t = play(&dissector_x11, 6000, TURNS(turns),
				       chunk);

		assert_int_equal(t->count, 0);
		trial_close(t);
	}
}

static void a_refusal_names_nobody(void **state)
{
	const struct turn turns[] = {
		open[0],
		SAYS(SERVER, "\x00\x06\x0b\x00\x00\x00\x02\x00No key\0\0"),
	};
	struct trial *t = play(&dissector_x11, 6000, TURNS(turns), 0);

	(void)state;
	assert_int_equal(t->count, 0);
	assert_string_equal(t->out.protocol, "x11");
	trial_close(t);
}

static void lengths_that_do_not_add_up_are_something_else(void **state)
{
	(void)state;
	assert_int_equal(trial_probe(&dissector_x11, CLIENT,
				     "l\x00\x0b\x00\x00\x00\x02\x00\x00\x00"
				     "\x00\x00", 12), NO);
	assert_int_equal(trial_probe(&dissector_x11, CLIENT,
				     "l\x00\x0c\x00\x00\x00\x00\x00\x00\x00"
				     "\x00\x00", 12), NO);
	assert_int_equal(trial_probe(&dissector_x11, CLIENT, "last line", 9),
			 NO);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_display_that_admits_anybody_is_open),
		cmocka_unit_test(a_display_that_asks_for_credentials_is_not),
		cmocka_unit_test(a_setup_that_is_not_all_there_opens_nothing),
		cmocka_unit_test(a_refusal_names_nobody),
		cmocka_unit_test(lengths_that_do_not_add_up_are_something_else),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
