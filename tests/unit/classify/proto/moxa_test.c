/* SPDX-License-Identifier: Apache-2.0 */
/* moxa_test - answers of NPort servers. */
#include "tests/unit/classify/proto/hex.h"

extern const struct dissector dissector_moxa;

#define SEARCH "81000018 00000000 00555555 1a51 0090e8aaaaaa c0a87ffe"

static void the_published_answer_is_read(void **state)
{
	struct octets o = hex(SEARCH);
	struct trial *t = say(&dissector_moxa, 4800, SERVER, &o);

	(void)state;
	assert_int_equal(trial_probe(&dissector_moxa, SERVER, o.b, o.n), YES);
	assert_string_equal(trial_text(t, SERVER, A_inventory_vendor), "Moxa");
	assert_string_equal(trial_text(t, SERVER, A_inventory_model),
			    "NPort 5110A");
	assert_string_equal(trial_text(t, SERVER, A_sds_mac), "0090e8aaaaaa");
	trial_close(t);
	bears_cutting(&dissector_moxa, 4800, SERVER, &o);
	bears_lies(&dissector_moxa, 4800, SERVER, &o, NULL);
}

static void a_name_is_not_told_and_an_unknown_number_is_no_model(void **state)
{
	struct octets o = hex("9000003c 00000001 00555555 3412 0090e8010203");
	struct trial *t;

	(void)state;
	add_text(&o, "CANARY ROOM 4");
	add_zero(&o, 60 - o.n);
	t = say(&dissector_moxa, 4800, SERVER, &o);
	assert_string_equal(trial_text(t, SERVER, A_inventory_vendor), "Moxa");
	assert_null(trial_text(t, SERVER, A_inventory_model));
	assert_false(trial_leaks(t, "CANARY"));
	trial_close(t);
	bears_cutting(&dissector_moxa, 4800, SERVER, &o);
}

static void only_whole_answers_of_this_maker_count(void **state)
{
	static const char *const others[] = {
		"01000008 00000000",
		"81000018 00000000 00555555 1a51 00204aaaaaaa c0a87ffe",
		"81040018 00000000 00555555 1a51 0090e8aaaaaa c0a87ffe",
		"81000019 00000000 00555555 1a51 0090e8aaaaaa c0a87ffe",
		"82000018 00000000 00555555 1a51 0090e8aaaaaa c0a87ffe",
		SEARCH "00",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
		struct octets o = hex(others[i]);

		assert_int_equal(trial_probe(&dissector_moxa, SERVER, o.b, o.n),
				 NO);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_published_answer_is_read),
		cmocka_unit_test(
			a_name_is_not_told_and_an_unknown_number_is_no_model),
		cmocka_unit_test(only_whole_answers_of_this_maker_count),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
