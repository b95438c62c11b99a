/* SPDX-License-Identifier: Apache-2.0 */
/* dcerpc_test - who calls whom by MS-RPC, never what. */
#include "tests/unit/classify/proto/play.h"
#include "tests/unit/classify/proto/smb_wire.h"

extern const struct dissector dissector_dcerpc;

/* C706 12.6.3: the common head; what follows; the trailer and the blob. */
static struct octets message(uint8_t kind, bool little, uint8_t level,
			     const struct octets *blob)
{
	struct octets o = {.n = 0};
	size_t length = 16 + 12 + (blob != NULL ? 8 + blob->n : 0);
	size_t n = blob != NULL ? blob->n : 0;

	add_be(&o, 0x0500, 2);
	add_be(&o, kind, 1);
	add_be(&o, 3, 1);
	add_be(&o, little ? 0x10000000 : 0, 4);
	if (little) {
		add_le(&o, length, 2);
		add_le(&o, n, 2);
	} else {
		add_be(&o, length, 2);
		add_be(&o, n, 2);
	}
	add_zero(&o, 4 + 12);
	if (blob == NULL)
		return o;
	add_be(&o, 10, 1);
	add_be(&o, level, 1);
	add_zero(&o, 6);
	add_raw(&o, blob->b, blob->n);
	return o;
}

static void a_bind_names_both_and_no_user(void **state)
{
	struct octets proof = authenticate(24, UNICODE | VERSION);
	struct octets ask = challenge();

	(void)state;
	for (unsigned little = 0; little < 2; little++) {
		const struct octets o[] = {
			message(11, little, 6, NULL),
			message(12, little, 6, &ask),
			message(16, little, 6, &proof),
			message(0, little, 6, NULL),
		};
		const struct turn turns[] = {
			{CLIENT, o[0].b, o[0].n}, {SERVER, o[1].b, o[1].n},
			{CLIENT, o[2].b, o[2].n}, {CLIENT, o[3].b, o[3].n},
		};
		struct trial *t = play(&dissector_dcerpc, 49668, TURNS(turns),
				       0);

		assert_said(trial_text(t, SERVER, A_ntlm_host_name),
			    "CTCONSOLE1");
		assert_non_null(trial_text(t, CLIENT, A_ntlm_host_name));
		assert_int_equal(trial_word(t, CLIENT, A_ntlm_v1), 1);
		assert_false(trial_leaks(t, "CANARY"));
		assert_false(t->malformed);
		trial_close(t);
		bears_anything(&dissector_dcerpc, 49668, TURNS(turns));
	}
}

static void near_misses_are_not_ours(void **state)
{
	static const char *const misses[] = {
		"\x05\x02\x0b\x03\x10\x00\x00\x00", /* version 5.2             */
		"\x04\x00\x0b\x03\x10\x00\x00\x00",
		"\x05\x00\x00\x03\x10\x00\x00\x00", /* a call without a bind   */
		"\x05\x00\x0b\x03\x20\x00\x00\x00",
		"\x05\x00\x0b\x03\x10\x00\x00\x01",
		"\x05\x01\x00\x01\x0a\x00\x00\x01", /* a request of SOCKS 5    */
	};
	const char *bind = "\x05\x00\x0b\x03\x10\x00\x00\x00";

	(void)state;
	assert_int_equal(trial_probe(&dissector_dcerpc, CLIENT, bind, 8), YES);
	assert_int_equal(trial_probe(&dissector_dcerpc, SERVER, bind, 8), NO);
	assert_int_equal(trial_probe(&dissector_dcerpc, CLIENT, bind, 3), MORE);
	for (size_t i = 0; i < sizeof(misses) / sizeof(misses[0]); i++)
		assert_int_equal(trial_probe(&dissector_dcerpc, CLIENT,
					     misses[i], 8),
				 NO);
}

static void a_length_that_lies_reads_nothing_beyond(void **state)
{
	struct octets ask = challenge(), o = message(12, true, 6, &ask);
	const struct turn turns[] = {{SERVER, o.b, o.n}};
	struct trial *t;

	(void)state;
	o.b[10] = 0xff; /* the blob would be longer than all of it            */
	o.b[11] = 0x7f;
	t = play(&dissector_dcerpc, 135, TURNS(turns), 0);
	assert_int_equal(t->count, 0);
	trial_close(t);
	o.b[8] = 15; /* shorter than its head                                 */
	o.b[9] = 0;
	t = play(&dissector_dcerpc, 135, TURNS(turns), 0);
	assert_true(t->malformed);
	trial_close(t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_bind_names_both_and_no_user),
		cmocka_unit_test(near_misses_are_not_ours),
		cmocka_unit_test(a_length_that_lies_reads_nothing_beyond),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
