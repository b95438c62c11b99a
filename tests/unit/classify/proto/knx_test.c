/* SPDX-License-Identifier: Apache-2.0 */
/* knx_test - what equipment of a building's bus says of itself. */
#include "tests/unit/classify/proto/hex.h"
#include "tests/unit/classify/proto/play.h"

extern const struct dissector dissector_knx;
extern const struct dissector dissector_knx_tcp;

/* 1.1.12; what a person called it: "Router OR 3". */
#define DEVICE(serial)                                                         \
	"36 01 02 00 110c 0000" serial "e000170c 2a60fb9278e1"                   \
	"526f75746572204f522033 00000000000000000000000000000000000000"
#define FAMILIES "08 02 0201 0401 0501"
#define ENDPOINT "08 01 0a320014 0e57"
#define SERIAL "00c50104d1a5"

static struct trial *hear(const char *text)
{
	struct octets o = hex(text);

	assert_int_equal(trial_probe(&dissector_knx, SERVER, o.b, o.n), YES);
	return say(&dissector_knx, 3671, SERVER, &o);
}

static void who_answers_a_search_tells_its_address_and_serial(void **state)
{
	static const char *const answers[] = {
		"0610 0202 004c" ENDPOINT DEVICE(SERIAL) FAMILIES,
		"0610 020c 004c" ENDPOINT DEVICE(SERIAL) FAMILIES,
		"0610 0204 0044" DEVICE(SERIAL) FAMILIES,
	};

	(void)state;
	for (size_t i = 0; i < sizeof(answers) / sizeof(answers[0]); i++) {
		struct octets o = hex(answers[i]);
		struct trial *t = hear(answers[i]);

		assert_said(trial_text(t, SERVER, A_knx_role), "server");
		assert_said(trial_text(t, SERVER, A_knx_address), "1.1.12");
		assert_said(trial_text(t, SERVER, A_knx_serial),
			    "00C50104D1A5");
		assert_false(t->malformed);
		trial_close(t);
		bears_cutting(&dissector_knx, 3671, SERVER, &o);
		bears_lies(&dissector_knx, 3671, SERVER, &o, "Router");
	}
}

/* The last is what knxd answers, wherever it runs. */
static void a_number_of_nobody_is_no_serial(void **state)
{
	static const char *const answers[] = {
		"0610 0204 0044" DEVICE("000000000000") FAMILIES,
		"0610 0204 0044" DEVICE("ffffffffffff") FAMILIES,
		"0610 0204 0044" DEVICE("010203040506") FAMILIES,
	};

	(void)state;
	for (size_t i = 0; i < sizeof(answers) / sizeof(answers[0]); i++) {
		struct trial *t = hear(answers[i]);

		assert_null(trial_text(t, SERVER, A_knx_serial));
		assert_said(trial_text(t, SERVER, A_knx_address), "1.1.12");
		trial_close(t);
	}
}

static void what_it_does_tells_its_role(void **state)
{
	static const struct {
		const char *says, *role;
	} rows[] = {
		{"0610 0530 0011 2900bce01164 0a03 01 0081", "router"},
		{"0610 0531 000a 04000001", "router"},
		{"0610 0206 0014 0100" ENDPOINT "04041114", "server"},
		{"0610 0206 0008 0024", NULL}, /* no more connections          */
		{"0610 0201 000e" ENDPOINT, NULL},
		{"0610 0950 000c 000000000000", NULL},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct trial *t = hear(rows[i].says);

		if (rows[i].role == NULL)
			assert_null(trial_text(t, SERVER, A_knx_role));
		else
			assert_said(trial_text(t, SERVER, A_knx_role),
				    rows[i].role);
		assert_false(t->malformed);
		trial_close(t);
	}
}

static void something_else_is_left_to_others(void **state)
{
	static const char *const others[] = {
		"0611 0201 000e" ENDPOINT, "0610 0201 000f" ENDPOINT,
		"0610 0101 000e" ENDPOINT, "0610 0a01 000e" ENDPOINT, "0610 02",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
		struct octets o = hex(others[i]);

		assert_int_equal(trial_probe(&dissector_knx, CLIENT, o.b, o.n),
				 NO);
	}
}

static void blocks_that_do_not_add_up_are_counted(void **state)
{
	static const char *const answers[] = {
		"0610 0204 0008 0101", "0610 0204 0008 0901",
		"0610 0202 0008 0801",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(answers) / sizeof(answers[0]); i++) {
		struct trial *t = hear(answers[i]);

		assert_true(t->malformed);
		assert_null(trial_text(t, SERVER, A_knx_role));
		trial_close(t);
	}
}

/* A client asks for a description, then for a tunnel; its endpoint is the
 * connection. */
#define HERE "08 02 00000000 0000"

static void over_a_stream_it_says_the_same(void **state)
{
	struct octets asked = hex("0610 0203 000e" HERE
				  "0610 0205 001a" HERE HERE "04 04 02 00");
	struct octets answered = hex("0610 0204 0044" DEVICE(SERIAL) FAMILIES
				     "0610 0206 0014 01 00" HERE
				     "04 04 110d");
	struct turn turns[] = {
		{CLIENT, asked.b, asked.n}, {SERVER, answered.b, answered.n},
	};
	struct trial *t = play(&dissector_knx_tcp, 3671, TURNS(turns), 0);

	(void)state;
	assert_said(trial_text(t, SERVER, A_knx_role), "server");
	assert_said(trial_text(t, SERVER, A_knx_address), "1.1.12");
	assert_said(trial_text(t, SERVER, A_knx_serial), "00C50104D1A5");
	assert_said(t->out.protocol, "knx");
	assert_false(trial_leaks(t, "Router"));
	assert_false(t->malformed);
	trial_close(t);
	bears_anything(&dissector_knx_tcp, 3671, TURNS(turns));
}

static void of_a_stream_the_first_message_decides(void **state)
{
	static const struct {
		enum side from;
		const char *octets;
		enum guess guess;
	} rows[] = {
		{CLIENT, "06", MORE}, {CLIENT, "0620", NO}, {CLIENT, "05", NO},
		{CLIENT, "0610 0951 002e 0802", MORE},
		{CLIENT, "0610 0951 002e" HERE, YES},
		{CLIENT, "0610 0951 002e 0801 00000000 0000", NO},
		{SERVER, "0610 0952 0038 0001 aabb", YES},
		{SERVER, "0610 0952 0039 0001 aabb", NO},
		{SERVER, "0610 0206 0008 00 24", YES},
		{SERVER, "0610 0420 0015 04010000", NO},
		{CLIENT, "0610 0204 0044 3601 0200", NO},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct octets o = hex(rows[i].octets);

		assert_int_equal(trial_probe(&dissector_knx_tcp, rows[i].from,
					     o.b, o.n), rows[i].guess);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(who_answers_a_search_tells_its_address_and_serial),
		cmocka_unit_test(a_number_of_nobody_is_no_serial),
		cmocka_unit_test(what_it_does_tells_its_role),
		cmocka_unit_test(something_else_is_left_to_others),
		cmocka_unit_test(blocks_that_do_not_add_up_are_counted),
		cmocka_unit_test(over_a_stream_it_says_the_same),
		cmocka_unit_test(of_a_stream_the_first_message_decides),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
