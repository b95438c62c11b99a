/* SPDX-License-Identifier: Apache-2.0 */
/* lantronix_test - answers to a search, and the record that is never read. */
#include "tests/unit/classify/proto/hex.h"

extern const struct dissector dissector_lantronix;

#define ANSWER \
	"000000f7 00000000 5839 00000000 00000000 00000000 0000 0080a3010203"

static void an_answer_tells_maker_model_and_address(void **state)
{
	struct octets o = hex(ANSWER);
	struct trial *t = say(&dissector_lantronix, 30718, SERVER, &o);

	(void)state;
	assert_int_equal(o.n, 30);
	assert_int_equal(trial_probe(&dissector_lantronix, SERVER, o.b, o.n),
			 YES);
	assert_string_equal(trial_text(t, SERVER, A_inventory_vendor),
			    "Lantronix");
	assert_string_equal(trial_text(t, SERVER, A_inventory_model),
			    "XPort-05");
	assert_string_equal(trial_text(t, SERVER, A_sds_mac), "0080a3010203");
	trial_close(t);
	bears_cutting(&dissector_lantronix, 30718, SERVER, &o);
	bears_lies(&dissector_lantronix, 30718, SERVER, &o, NULL);
}

static struct octets firmware(const char *text)
{
	struct octets o = hex("000000f5");

	add_zero(&o, 12);
	add_text(&o, text);
	add_zero(&o, 33 - o.n);
	return o;
}

static void firmware_counts_once_the_maker_is_known(void **state)
{
	struct octets o = hex(ANSWER), version = firmware("6.9.0.2");
	struct octets word = firmware("CANARY");
	struct trial *t = trial_open(&dissector_lantronix, 30718);

	(void)state;
	trial_datagram(t, SERVER, version.b, version.n);
	assert_true(t->refused);
	assert_int_equal(t->count, 0);
	trial_datagram(t, SERVER, o.b, o.n);
	trial_datagram(t, SERVER, word.b, word.n);
	assert_null(trial_text(t, SERVER, A_inventory_version));
	trial_datagram(t, SERVER, version.b, version.n);
	assert_string_equal(trial_text(t, SERVER, A_inventory_version),
			    "6.9.0.2");
	trial_close(t);
}

static void the_setup_record_is_passed_over(void **state)
{
	struct octets o = hex(ANSWER), setup = hex("000000f9");
	struct trial *t = trial_open(&dissector_lantronix, 30718);
	unsigned count;

	(void)state;
	add_zero(&setup, 12);
	add_text(&setup, "CANARYPW");
	add_zero(&setup, 124 - setup.n);
	trial_datagram(t, SERVER, o.b, o.n);
	count = t->count;
	trial_datagram(t, SERVER, setup.b, setup.n);
	assert_int_equal(t->count, count);
	assert_false(trial_leaks(t, "CANARY"));
	trial_close(t);
}

static void another_maker_or_length_is_not_it(void **state)
{
	struct octets o = hex(ANSWER), ask = hex("000000f6");

	(void)state;
	assert_int_equal(trial_probe(&dissector_lantronix, CLIENT, ask.b,
				     ask.n), NO);
	o.b[24] = 8;
	assert_int_equal(trial_probe(&dissector_lantronix, SERVER, o.b, o.n),
			 NO);
	o = hex(ANSWER "00");
	assert_int_equal(trial_probe(&dissector_lantronix, SERVER, o.b, o.n),
			 NO);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_answer_tells_maker_model_and_address),
		cmocka_unit_test(firmware_counts_once_the_maker_is_known),
		cmocka_unit_test(the_setup_record_is_passed_over),
		cmocka_unit_test(another_maker_or_length_is_not_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
