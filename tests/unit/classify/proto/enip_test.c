/* SPDX-License-Identifier: Apache-2.0 */
/* enip_test - what controllers answer to the question who they are. */
#include "tests/unit/classify/proto/hex.h"
#include "tests/unit/classify/proto/play.h"

extern const struct dissector dissector_enip, dissector_enip_tcp;

#define IDENTITY_HEAD "63 00 3c 00 00000000 00000000 0000000000000000 00000000"

/* As a 1756-ENBT/A answers, revision 4.3. */
static struct octets identity(void)
{
	struct octets o = hex(IDENTITY_HEAD "01 00 0c 00 36 00 01 00 0002 af12 "
			      "0a000002 0000000000000000 01 00 0c 00 3a 00 "
			      "04 03 30 00 8e 4d 52 00 14");

	add_text(&o, "1756-ENBT/A LOGIX 20");
	add_hex(&o, "03");
	return o;
}

static void the_identity_is_told(void **state)
{
	struct octets o = identity();
	struct trial *t = say(&dissector_enip, 44818, SERVER, &o);

	(void)state;
	assert_int_equal(trial_probe(&dissector_enip, SERVER, o.b, o.n), YES);
	assert_int_equal(trial_word(t, SERVER, A_enip_vendor_id), 1);
	assert_int_equal(trial_word(t, SERVER, A_enip_device_type), 12);
	assert_string_equal(trial_text(t, SERVER, A_enip_model),
			    "1756-ENBT/A LOGIX 20");
	assert_string_equal(trial_text(t, SERVER, A_enip_version), "4.3");
	assert_string_equal(trial_text(t, SERVER, A_enip_serial), "00524d8e");
	trial_close(t);
	bears_cutting(&dissector_enip, 44818, SERVER, &o);
	bears_lies(&dissector_enip, 44818, SERVER, &o, NULL);
}

static void on_tcp_it_comes_before_a_session(void **state)
{
	struct octets o = identity();
	struct octets ask = hex("63 00 00 00 00000000 00000000 "
				"0000000000000000 00000000");
	struct octets open = hex("65 00 04 00 00000000 00000000 "
				 "0000000000000000 00000000 01 00 00 00");
	struct turn turns[] = {
		{CLIENT, ask.b, ask.n}, {SERVER, o.b, o.n},
		{CLIENT, open.b, open.n},
	};
	struct trial *t = play(&dissector_enip_tcp, 44818, TURNS(turns), 0);

	(void)state;
	assert_int_equal(trial_probe(&dissector_enip_tcp, CLIENT, ask.b, ask.n),
			 YES);
	assert_int_equal(trial_probe(&dissector_enip_tcp, CLIENT, ask.b, 9),
			 MORE);
	assert_said(trial_text(t, SERVER, A_enip_serial), "00524d8e");
	assert_null(trial_text(t, CLIENT, A_enip_serial));
	assert_false(t->malformed);
	trial_close(t);
	bears_anything(&dissector_enip_tcp, 44818, TURNS(turns));
}

static void a_length_that_does_not_add_up_is_something_else(void **state)
{
	struct octets o = identity();

	(void)state;
	o.b[2]++;
	assert_int_equal(trial_probe(&dissector_enip, SERVER, o.b, o.n), NO);
	o.b[2]--;
	o.b[4] = 1; /* a session */
	assert_int_equal(trial_probe(&dissector_enip, SERVER, o.b, o.n), NO);
}

static void a_name_beyond_the_end_is_not_read(void **state)
{
	struct octets o = identity();
	struct trial *t;

	(void)state;
	o.b[62] = 0xff;
	t = say(&dissector_enip, 44818, SERVER, &o);
	assert_int_equal(t->count, 0);
	trial_close(t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_identity_is_told),
		cmocka_unit_test(on_tcp_it_comes_before_a_session),
		cmocka_unit_test(
			a_length_that_does_not_add_up_is_something_else),
		cmocka_unit_test(a_name_beyond_the_end_is_not_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
