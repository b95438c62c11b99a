/* SPDX-License-Identifier: Apache-2.0 */
/* medibus_test - Draeger devices behind serial servers. */
#include "tests/unit/classify/proto/play.h"

extern const struct dissector dissector_medibus;

#define ICC "\x1b" "Q6C\r"
#define ICC_BACK "\x01" "Q52\r"
#define ASK_ID "\x1b" "R6D\r"
#define ID "\x01" "R8210'EvitaXL'07.00:06.002C\r"

static void the_published_identification_is_read(void **state)
{
	const struct turn turns[] = {
		SAYS(CLIENT, ICC), SAYS(SERVER, ICC_BACK),
		SAYS(CLIENT, ASK_ID), SAYS(SERVER, ID),
	};
	struct trial *t = play(&dissector_medibus, 4001, TURNS(turns), 0);

	(void)state;
	assert_int_equal(trial_probe(&dissector_medibus, CLIENT, ICC, 5), YES);
	assert_int_equal(trial_probe(&dissector_medibus, SERVER, ID,
				     sizeof(ID) - 1), YES);
	assert_said(trial_text(t, SERVER, A_bedside_vendor), "Draeger");
	assert_said(trial_text(t, SERVER, A_bedside_model), "EvitaXL");
	assert_said(trial_text(t, SERVER, A_bedside_version), "07.00");
	assert_string_equal(t->out.protocol, "medibus");
	/* Who asked is not known for anything. */
	assert_int_equal(t->count, 3);
	trial_close(t);
	bears_anything(&dissector_medibus, 4001, TURNS(turns));
}

static void the_device_may_have_called(void **state)
{
	const struct turn turns[] = {SAYS(SERVER, ASK_ID), SAYS(CLIENT, ID)};
	struct trial *t = play(&dissector_medibus, 23456, TURNS(turns), 0);

	(void)state;
	assert_said(trial_text(t, CLIENT, A_bedside_model), "EvitaXL");
	assert_int_equal(t->said[0].subject.part & 0xffff, 23456);
	assert_true(t->said[0].subject.part >= LINE_CALLING);
	trial_close(t);
}

static void the_fast_channel_may_stand_anywhere(void **state)
{
	const struct turn turns[] = {
		SAYS(SERVER, "\xd0\x81\xc3\x01\xd1R8\xff" "210'Evi\x13taXL'07"
			     "\x80.00:06.002\x11" "C\xbf\r\xd0\xd1"),
	};
	struct trial *t = play(&dissector_medibus, 4001, TURNS(turns), 0);

	(void)state;
	assert_said(trial_text(t, SERVER, A_bedside_model), "EvitaXL");
	trial_close(t);
	bears_anything(&dissector_medibus, 4001, TURNS(turns));
}

/* Measurements, and a text message that a hospital has filled in. */
static void data_is_noted_and_never_told(void **state)
{
	const struct turn turns[] = {
		SAYS(CLIENT, ICC),
		SAYS(SERVER, "\x01" "$05  12.308  500CB\r"),
		SAYS(SERVER, "\x01*CANARYE9\r"),
	};
	struct trial *t = play(&dissector_medibus, 4001, TURNS(turns), 0);

	(void)state;
	assert_said(trial_text(t, SERVER, A_bedside_role), "device");
	assert_int_equal(trial_word(t, SERVER, A_bedside_clear), 1);
	assert_int_equal(trial_word(t, CLIENT, A_bedside_clear), 1);
	assert_null(trial_text(t, SERVER, A_bedside_vendor));
	assert_false(trial_leaks(t, "CANARY"));
	trial_close(t);
}

static void an_identification_of_another_form_tells_nothing(void **state)
{
	static const struct turn turns[] = {
		SAYS(SERVER, "\x01" "R8210'CANARY'7.00:06.001D\r"),
		SAYS(SERVER, "\x01" "R8210CANARY07.00:06.00FF\r"),
		SAYS(SERVER, "\x01" "R8210'EvitaXL'07.00:06.002D\r"),
	};

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		struct trial *t = play(&dissector_medibus, 4001, &turns[i], 1,
				       0);

		assert_int_equal(t->count, 0);
		trial_close(t);
	}
}

static void a_gap_costs_a_frame_and_no_more(void **state)
{
	struct trial *t = trial_open(&dissector_medibus, 4001);

	(void)state;
	trial_bytes(t, SERVER, ICC_BACK, 5, 0);
	trial_gap(t, SERVER, 12);
	trial_bytes(t, SERVER, "itaXL'07.00:06.002C\r" ID, 20 + sizeof(ID) - 1,
		    0);
	assert_said(trial_text(t, SERVER, A_bedside_model), "EvitaXL");
	trial_close(t);
}

static void terminals_and_other_frames_are_not_it(void **state)
{
	static const char *const others[] = {
		"\x1b[2J\x1b[1;1Hlogin:", "\x01\x30\x30\x30\x33\x31\x02",
		"\x1b" "Q6D\r", "\x01" "R\r", "H|\\^&|||", "\x1b" "Q6c\r",
	};
	char endless[256];

	(void)state;
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		assert_int_not_equal(trial_probe(&dissector_medibus, SERVER,
						 others[i],
						 strlen(others[i])), YES);
	memset(endless, 'x', sizeof(endless));
	memcpy(endless, "\x1b" "Q", 2);
	assert_int_not_equal(trial_probe(&dissector_medibus, CLIENT, endless,
					 sizeof(endless)), YES);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_published_identification_is_read),
		cmocka_unit_test(the_device_may_have_called),
		cmocka_unit_test(the_fast_channel_may_stand_anywhere),
		cmocka_unit_test(data_is_noted_and_never_told),
		cmocka_unit_test(
			an_identification_of_another_form_tells_nothing),
		cmocka_unit_test(a_gap_costs_a_frame_and_no_more),
		cmocka_unit_test(terminals_and_other_frames_are_not_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
