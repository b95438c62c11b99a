/* SPDX-License-Identifier: Apache-2.0 */
/* nd_test - advertisements bind, solicitations ask, routers are routers. */
#include "tests/unit/classify/proto/hex.h"

extern const struct dissector dissector_nd;

#define TARGET "fd770008000000000000000000000010"
#define OPTION "02 01 98e743770010"

static const struct mac pacs = {{0x98, 0xe7, 0x43, 0x77, 0, 0x10}};

static struct octets advertisement(const char *target, const char *options)
{
	struct octets o = hex("88 00 0000 60000000");

	add_hex(&o, target);
	add_hex(&o, options);
	return o;
}

static unsigned count_of(const struct octets *o)
{
	struct trial *t = say(&dissector_nd, 0, CLIENT, o);
	unsigned n = t->count;

	trial_close(t);
	return n;
}

static void an_advertisement_binds_its_target(void **state)
{
	struct octets o = advertisement(TARGET, OPTION);
	struct trial *t = say(&dissector_nd, 0, CLIENT, &o);
	struct octets target = hex(TARGET);
	struct party p = {pacs, addr_of_v6(target.b)};

	(void)state;
	assert_int_equal(trial_probe(&dissector_nd, CLIENT, o.b, o.n), YES);
	assert_int_equal(t->count, 1);
	assert_int_equal(trial_party_word(t, p, A_nd_binding), 1);
	assert_int_equal(addr_compare(t->said[0].subject.ip, p.ip), 0);
	trial_close(t);
	bears_cutting(&dissector_nd, 0, CLIENT, &o);
	bears_lies(&dissector_nd, 0, CLIENT, &o, NULL);
}

static void who_answers_for_another_does_not_override(void **state)
{
	struct octets o = advertisement(TARGET, OPTION);
	struct octets target = hex(TARGET);
	struct party p = {pacs, addr_of_v6(target.b)};
	struct trial *t;

	(void)state;
	o.b[4] = 0x40;
	t = say(&dissector_nd, 0, CLIENT, &o);
	assert_int_equal(trial_party_word(t, p, A_nd_binding), 0);
	trial_close(t);
}

static void another_option_may_come_before(void **state)
{
	struct octets o = advertisement(
		TARGET, "0e 01 010203040506" OPTION "fd 02 00000000000000000000"
			"00000000");

	(void)state;
	assert_int_equal(count_of(&o), 1);
}

static void nothing_is_bound_without_a_plain_target(void **state)
{
	struct octets bare = advertisement(TARGET, "");
	struct octets source = advertisement(TARGET, "01 01 98e743770010");
	struct octets group = advertisement(
		"ff020000000000000000000000000001", OPTION);
	struct octets zero = advertisement(
		"00000000000000000000000000000000", OPTION);
	struct octets many = advertisement(TARGET, "02 01 333300000001");

	(void)state;
	assert_int_equal(count_of(&bare), 0);
	assert_int_equal(count_of(&source), 0);
	assert_int_equal(count_of(&group), 0);
	assert_int_equal(count_of(&zero), 0);
	assert_int_equal(count_of(&many), 0);
}

static void options_that_lie_about_their_length_end_the_list(void **state)
{
	struct octets none = advertisement(TARGET, "02 00 98e743770010");
	struct octets large = advertisement(TARGET, "02 ff 98e743770010");
	struct octets second = advertisement(TARGET,
					     "01 00 000000000000" OPTION);

	(void)state;
	assert_int_equal(count_of(&none), 0);
	assert_int_equal(count_of(&large), 0);
	assert_int_equal(count_of(&second), 0);
}

static void a_router_announces_itself(void **state)
{
	struct octets o = hex("86 00 0000 40 00 0708 00000000 00000000"
			      "01 01 f4bd9e770001");
	struct trial *t = say(&dissector_nd, 0, CLIENT, &o);

	(void)state;
	assert_int_equal(trial_word(t, CLIENT, A_router_advertised), 1);
	assert_int_equal(trial_voice(t, A_router_advertised), VOICE_SELF);
	trial_close(t);
	o.b[6] = o.b[7] = 0;
	t = say(&dissector_nd, 0, CLIENT, &o);
	assert_int_equal(trial_word(t, CLIENT, A_router_advertised), 0);
	trial_close(t);
	for (o.n = 0; o.n < 16; o.n++)
		assert_int_equal(count_of(&o), 0);
}

static void questions_and_other_messages_say_nothing(void **state)
{
	struct octets ask = hex("87 00 0000 00000000" TARGET
				"01 01 98e743770010");
	struct octets asking = hex("85 00 0000 00000000 01 01 98e743770010");
	struct octets echo = hex("80 00 0000 00010001" TARGET);
	struct octets redirect = hex("89 00 0000 00000000" TARGET TARGET);

	(void)state;
	assert_int_equal(count_of(&ask), 0);
	assert_int_equal(count_of(&asking), 0);
	assert_int_equal(trial_probe(&dissector_nd, CLIENT, echo.b, echo.n),
			 NO);
	assert_int_equal(trial_probe(&dissector_nd, CLIENT, redirect.b,
				     redirect.n), NO);
	assert_int_equal(count_of(&echo), 0);
	assert_int_equal(count_of(&redirect), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_advertisement_binds_its_target),
		cmocka_unit_test(who_answers_for_another_does_not_override),
		cmocka_unit_test(another_option_may_come_before),
		cmocka_unit_test(nothing_is_bound_without_a_plain_target),
		cmocka_unit_test(
			options_that_lie_about_their_length_end_the_list),
		cmocka_unit_test(a_router_announces_itself),
		cmocka_unit_test(questions_and_other_messages_say_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
