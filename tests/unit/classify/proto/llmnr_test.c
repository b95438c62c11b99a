/* SPDX-License-Identifier: Apache-2.0 */
/* llmnr_test - whose name it is, by its owner's answer. */
#include "tests/unit/classify/proto/hex.h"

extern const struct dissector dissector_llmnr;

/* An answer to "XRAY3" of type A with this name and address. */
static struct octets answer(uint16_t flags, const char *name, uint32_t ip)
{
	struct octets o = hex("1234");

	add_be(&o, flags, 2);
	add_hex(&o, "0001 0001 0000 0000 05");
	add_text(&o, "XRAY3");
	add_hex(&o, "00 0001 0001");
	add_be(&o, strlen(name), 1);
	add_text(&o, name);
	add_hex(&o, "00 0001 0001 0000001e 0004");
	add_be(&o, ip, 4);
	return o;
}

static void an_owner_answers_with_its_own_name(void **state)
{
	struct octets o = answer(0x8000, "xray3", 0x0a000002);
	struct trial *t = say(&dissector_llmnr, 5355, SERVER, &o);

	(void)state;
	assert_int_equal(trial_probe(&dissector_llmnr, SERVER, o.b, o.n), YES);
	assert_string_equal(trial_text(t, SERVER, A_llmnr_name), "xray3");
	assert_int_equal(trial_voice(t, A_llmnr_name), VOICE_SELF);
	trial_close(t);
	bears_cutting(&dissector_llmnr, 5355, SERVER, &o);
	bears_lies(&dissector_llmnr, 5355, SERVER, &o, NULL);
}

static void questions_name_nobody(void **state)
{
	struct octets o = answer(0x0000, "XRAY3", 0x0a000002);

	(void)state;
	assert_int_equal(trial_probe(&dissector_llmnr, CLIENT, o.b, o.n), NO);
}

static void a_name_in_conflict_or_tried_out_is_not_told(void **state)
{
	struct octets conflict = answer(0x8400, "XRAY3", 0x0a000002);
	struct octets tentative = answer(0x8100, "XRAY3", 0x0a000002);
	struct trial *a = say(&dissector_llmnr, 5355, SERVER, &conflict);
	struct trial *b = say(&dissector_llmnr, 5355, SERVER, &tentative);

	(void)state;
	assert_int_equal(a->count, 0);
	assert_int_equal(b->count, 0);
	trial_close(a);
	trial_close(b);
}

static void a_record_of_another_name_is_not_read(void **state)
{
	struct octets o = answer(0x8000, "CANARY", 0x0a000002);
	struct trial *t = say(&dissector_llmnr, 5355, SERVER, &o);

	(void)state;
	assert_int_equal(t->count, 0);
	trial_close(t);
}

static void dns_from_another_port_is_not_ours(void **state)
{
	struct octets o = answer(0x8180, "XRAY3", 0x0a000002);
	struct trial *t = trial_open(&dissector_llmnr, 53);

	(void)state;
	assert_true(trial_datagram(t, SERVER, o.b, o.n).what == NOT_MINE);
	trial_close(t);
}

static void a_name_that_points_at_itself_ends(void **state)
{
	struct octets o = hex("1234 8000 0001 0001 0000 0000 c00c 0001 0001");
	struct trial *t = say(&dissector_llmnr, 5355, SERVER, &o);

	(void)state;
	assert_int_equal(t->count, 0);
	trial_close(t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_owner_answers_with_its_own_name),
		cmocka_unit_test(questions_name_nobody),
		cmocka_unit_test(a_name_in_conflict_or_tried_out_is_not_told),
		cmocka_unit_test(a_record_of_another_name_is_not_read),
		cmocka_unit_test(dns_from_another_port_is_not_ours),
		cmocka_unit_test(a_name_that_points_at_itself_ends),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
