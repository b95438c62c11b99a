/* SPDX-License-Identifier: Apache-2.0 */
/* addp_test - Digi servers that answer, and passwords that are not read. */
#include "tests/unit/classify/proto/hex.h"

extern const struct dissector dissector_addp;

#define ANSWER \
	"44494749 0002 003f 0106 00409d112233 0204 c0000214" \
	"0d0f 4469676920436f6e6e656374205350" \
	"081e 56657273696f6e2038323030303835365f46362030372f32312f32303036"

static void the_published_answer_is_read(void **state)
{
	struct octets o = hex(ANSWER);
	struct trial *t = say(&dissector_addp, 2362, SERVER, &o);

	(void)state;
	assert_int_equal(o.n, 71);
	assert_int_equal(trial_probe(&dissector_addp, SERVER, o.b, o.n), YES);
	assert_string_equal(trial_text(t, SERVER, A_inventory_vendor),
			    "Digi International");
	assert_string_equal(trial_text(t, SERVER, A_inventory_model),
			    "Digi Connect SP");
	assert_string_equal(trial_text(t, SERVER, A_inventory_version),
			    "82000856_F6");
	assert_string_equal(trial_text(t, SERVER, A_sds_mac), "00409d112233");
	assert_int_equal(trial_word(t, SERVER, A_sds_serial_port), UINT64_MAX);
	trial_close(t);
	bears_cutting(&dissector_addp, 2362, SERVER, &o);
	bears_lies(&dissector_addp, 2362, SERVER, &o, NULL);
}

static void names_and_keys_are_not_told(void **state)
{
	struct octets o = hex("44564b54 0002 002f 0106 00409d112233 1201 04");
	struct trial *t;

	(void)state;
	add_hex(&o, "040a");
	add_text(&o, "CANARYHOST");
	add_hex(&o, "1c0a");
	add_text(&o, "CANARYSSID");
	add_hex(&o, "2106");
	add_text(&o, "CANARY");
	add_hex(&o, "0a0100");
	o.b[7] = (uint8_t)(o.n - 8);
	t = say(&dissector_addp, 2362, SERVER, &o);
	assert_int_equal(trial_word(t, SERVER, A_sds_serial_port), 4);
	assert_false(trial_leaks(t, "CANARY"));
	trial_close(t);
	bears_lies(&dissector_addp, 2362, SERVER, &o, "CANARY");
}

static void a_password_is_noted_and_never_read(void **state)
{
	static const char *const asks[] = {
		"44494749 0003 001b c0000214 ffffff00 c0000201 00409d112233",
		"44494749 0005 000f 00409d112233",
		"44494749 0007 0010 01 00409d112233",
	};

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		struct octets o = hex(asks[i]);
		struct trial *t;

		add_be(&o, 8, 1);
		add_text(&o, "CANARYPW");
		t = say(&dissector_addp, 2362, CLIENT, &o);
		assert_string_equal(trial_text(t, CLIENT, A_clear_login_sent),
				    "addp");
		assert_int_equal(t->count, 1);
		trial_close(t);
		bears_cutting(&dissector_addp, 2362, CLIENT, &o);
	}
}

static void a_search_and_a_broken_answer_tell_nothing(void **state)
{
	struct octets ask = hex("44494749 0001 0006 ffffffffffff");
	struct octets broken = hex("44494749 0002 000b 0106 00409d112233"
				   "0d 40 44");
	struct octets other = hex("44494749 0009 0006 ffffffffffff");
	struct trial *t = say(&dissector_addp, 2362, CLIENT, &ask);

	(void)state;
	assert_int_equal(t->count, 0);
	trial_close(t);
	t = say(&dissector_addp, 2362, SERVER, &broken);
	assert_true(t->malformed);
	assert_int_equal(t->count, 0);
	trial_close(t);
	assert_int_equal(trial_probe(&dissector_addp, CLIENT, other.b, other.n),
			 NO);
	ask.b[7] = 7;
	assert_int_equal(trial_probe(&dissector_addp, CLIENT, ask.b, ask.n),
			 NO);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_published_answer_is_read),
		cmocka_unit_test(names_and_keys_are_not_told),
		cmocka_unit_test(a_password_is_noted_and_never_read),
		cmocka_unit_test(a_search_and_a_broken_answer_tell_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
