/* SPDX-License-Identifier: Apache-2.0 */
/* aeroscout_test - reports of tags name a conversation and nobody. */
#include "tests/unit/classify/proto/hex.h"

extern const struct dissector dissector_aeroscout;

static void reports_and_receipts_name_the_conversation(void **state)
{
	static const char *const rows[] = {
		"7c830000 d900 0010 000ccc010203 0001 43414e415259",
		"7c830000 00d9 0006 000ccc010203 0001 43414e415259",
		"7c830000 d000 0006 000ccc010203",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct octets o = hex(rows[i]);
		struct trial *t = say(&dissector_aeroscout, 12092, CLIENT, &o);

		assert_string_equal(t->out.protocol, "aeroscout");
		assert_int_equal(t->count, 0);
		trial_close(t);
		bears_cutting(&dissector_aeroscout, 12092, CLIENT, &o);
		bears_lies(&dissector_aeroscout, 12092, CLIENT, &o, "CANARY");
	}
}

static void other_heads_and_lengths_are_not_it(void **state)
{
	static const char *const rows[] = {
		"7c830001 d900 0010 000ccc010203 0001 43414e415259",
		"7c830000 d100 0010 000ccc010203 0001 43414e415259",
		"7c830000 d900 00ff 000ccc010203 0001 43414e415259",
		"7c830000 d900 0000 000ccc0102",
	};

	(void)state;
	assert_refused(&dissector_aeroscout, rows, sizeof(rows) / sizeof(rows[0]));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reports_and_receipts_name_the_conversation),
		cmocka_unit_test(other_heads_and_lengths_are_not_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
