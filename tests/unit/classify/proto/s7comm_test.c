/* SPDX-License-Identifier: Apache-2.0 */
/* s7comm_test - modules of controllers, and no names that people gave. */
#include "tests/unit/classify/proto/hex.h"
#include "tests/unit/classify/proto/play.h"

extern const struct dissector dissector_s7comm;

static const char connect[] = "0300 0016 11 e0 0000 0001 00 c1 02 0100 "
			      "c2 02 0102 c0 01 0a";
static const char setup[] = "0300 0019 02 f0 80 32 01 0000 0400 0008 0000 "
			    "f0 00 0001 0001 01e0";

static void add_padded(struct octets *o, const char *text, size_t n)
{
	add_text(o, text);
	for (size_t i = strlen(text); i < n; i++)
		add_be(o, n == 20 ? ' ' : 0, 1);
}

/* The answer to a question for a list, with these records. */
static struct octets answer(const char *list, unsigned size, unsigned count,
			    const struct octets *records)
{
	struct octets o = hex("0300");

	add_be(&o, 7 + 10 + 12 + 12 + records->n, 2);
	add_hex(&o, "02 f0 80 32 07 0000 0500 000c");
	add_be(&o, 12 + records->n, 2);
	add_hex(&o, "0001 12 08 12 84 01 01 0000 0000 ff 09");
	add_be(&o, 8 + records->n, 2);
	add_hex(&o, list);
	add_be(&o, size, 2);
	add_be(&o, count, 2);
	add_raw(&o, records->b, records->n);
	return o;
}

static struct octets modules(void)
{
	struct octets r = hex("0001");

	add_padded(&r, "6ES7 315-2EH14-0AB0", 20);
	add_hex(&r, "00c0 0004 0001 0007");
	add_padded(&r, " ", 20);
	add_hex(&r, "00c0 5603 0206");
	return answer("0011 0000", 28, 2, &r);
}

static struct octets components(void)
{
	struct octets r = {.n = 0};
	static const struct {
		uint16_t index;
		const char *text;
	} texts[] = {
		{1, "CANARY STATION"}, {2, "CANARY"}, {3, "CANARY PLANT"},
		{5, "S C-X4U421302009"}, {7, "CPU 315-2 PN/DP"},
	};

	for (size_t i = 0; i < 5; i++) {
		add_be(&r, texts[i].index, 2);
		add_padded(&r, texts[i].text, 32);
	}
	return answer("001c 0000", 34, 5, &r);
}

static void modules_and_serial_number_are_told(void **state)
{
	struct octets a = hex(connect), b = hex(setup), m = modules(),
		      c = components();
	struct turn turns[] = {
		{CLIENT, a.b, a.n}, {CLIENT, b.b, b.n}, {SERVER, m.b, m.n},
		{SERVER, c.b, c.n},
	};
	struct trial *t = play(&dissector_s7comm, 102, TURNS(turns), 0);

	(void)state;
	assert_int_equal(trial_probe(&dissector_s7comm, CLIENT, a.b, a.n), YES);
	assert_said(trial_text(t, SERVER, A_s7_order), "6ES7 315-2EH14-0AB0");
	assert_said(trial_text(t, SERVER, A_s7_version), "3.2.6");
	assert_said(trial_text(t, SERVER, A_s7_module), "CPU 315-2 PN/DP");
	assert_said(trial_text(t, SERVER, A_s7_serial), "S C-X4U421302009");
	assert_false(trial_leaks(t, "CANARY"));
	assert_false(t->malformed);
	trial_close(t);
	bears_anything(&dissector_s7comm, 102, TURNS(turns));
}

static void what_other_iso_transport_carries_is_not_ours(void **state)
{
	struct octets a = hex(connect), mms = hex("0300 000b 02 f0 80 0d 02 05 06");
	struct octets rdp = hex("0300 0013 0e e0 0000 0000 00 01 00 0800 "
				"03000000");
	struct turn turns[] = {{CLIENT, a.b, a.n}, {CLIENT, mms.b, mms.n}};
	struct trial *t = play(&dissector_s7comm, 102, TURNS(turns), 0);

	(void)state;
	assert_true(t->refused);
	trial_close(t);
	assert_int_equal(trial_probe(&dissector_s7comm, CLIENT, rdp.b, rdp.n),
			 NO);
	a.b[3]++;
	assert_int_equal(trial_probe(&dissector_s7comm, CLIENT, a.b, a.n), NO);
}

static void records_of_no_length_end(void **state)
{
	struct octets a = hex(connect), b = hex(setup), r = hex("0001 0002");
	struct octets lie = answer("0011 0000", 0, 0xffff, &r);
	struct turn turns[] = {
		{CLIENT, a.b, a.n}, {CLIENT, b.b, b.n}, {SERVER, lie.b, lie.n},
	};
	struct trial *t = play(&dissector_s7comm, 102, TURNS(turns), 0);

	(void)state;
	assert_int_equal(t->count, 0);
	trial_close(t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(modules_and_serial_number_are_told),
		cmocka_unit_test(what_other_iso_transport_carries_is_not_ours),
		cmocka_unit_test(records_of_no_length_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
