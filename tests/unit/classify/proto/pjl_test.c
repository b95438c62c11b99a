/* SPDX-License-Identifier: Apache-2.0 */
/* pjl_test - models of printers, and nothing of what is printed. */
#include "tests/unit/classify/proto/play.h"

extern const struct dissector dissector_pjl;

static const struct turn info[] = {
	SAYS(CLIENT, "\x1b%-12345X@PJL INFO ID\r\n\x1b%-12345X"),
	SAYS(SERVER, "@PJL INFO ID\r\n\"HP LaserJet 4050 Series\"\r\n\f"),
};

static void a_printer_names_its_model(void **state)
{
	struct trial *t = play(&dissector_pjl, 9100, TURNS(info), 0);

	(void)state;
	assert_int_equal(trial_probe(&dissector_pjl, CLIENT, info[0].octets,
				     info[0].n), YES);
	assert_int_equal(trial_probe(&dissector_pjl, CLIENT, info[0].octets, 4),
			 MORE);
	assert_said(trial_text(t, SERVER, A_pjl_model),
		    "HP LaserJet 4050 Series");
	assert_int_equal(trial_word(t, SERVER, A_pjl_printer), 1);
	trial_close(t);
	bears_anything(&dissector_pjl, 9100, TURNS(info));
}

static void jobs_and_their_owners_are_not_told(void **state)
{
	const struct turn turns[] = {
		SAYS(CLIENT, "\x1b%-12345X@PJL JOB NAME = \"CANARY\"\r\n"
			     "@PJL SET USERNAME=\"CANARY\"\r\n"
			     "@PJL ENTER LANGUAGE=PCL\r\nCANARY\r\n"),
		SAYS(SERVER, "@PJL USTATUS JOB\r\n\"CANARY\"\r\n"),
		SAYS(SERVER, "@PJL INFO ID\r\n\"CANARY\"\r\n"),
	};
	struct trial *t = play(&dissector_pjl, 9100, TURNS(turns), 0);

	(void)state;
	assert_int_equal(t->count, 0);
	trial_close(t);
}

static void other_documents_are_not_ours(void **state)
{
	const struct turn turns[] = {
		SAYS(CLIENT, "\x1b%-12345X%!PS-Adobe-3.0\r\n"),
	};
	struct trial *t = play(&dissector_pjl, 9100, TURNS(turns), 0);

	(void)state;
	assert_true(t->refused);
	trial_close(t);
	assert_int_equal(trial_probe(&dissector_pjl, CLIENT,
				     "\x1b" "E\x1b&l1O", 7), NO);
	assert_int_equal(trial_probe(&dissector_pjl, CLIENT, "^XA^FDCANARY^XZ",
				     15), NO);
	assert_int_equal(trial_probe(&dissector_pjl, SERVER, "220 ready\r\n",
				     11), NO);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_printer_names_its_model),
		cmocka_unit_test(jobs_and_their_owners_are_not_told),
		cmocka_unit_test(other_documents_are_not_ours),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
