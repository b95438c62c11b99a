/* SPDX-License-Identifier: Apache-2.0 */
/* recall_test - what was told of octets is told again, and of no others. */
#include "classify/recall.h"
#include "tests/support/unit.h"
#include "tests/support/dissect.h"

extern const struct dissector dissector_tls;

static const char octets[] = "a certificate", others[] = "b certificate";

static struct trial *open_trial(struct recall *r)
{
	struct trial *t = trial_open(&dissector_tls, 443);

	t->out.recall = r;
	t->d.from = SERVER;
	return t;
}

static bool knows(struct trial *t, const char *text)
{
	bool known = obs_recall(&t->d, cur_of(text, strlen(text)));

	obs_remembered(&t->d);
	return known;
}

static void read_once(struct trial *t)
{
	assert_false(obs_recall(&t->d, cur_of(octets, strlen(octets))));
	obs_term(&t->d, ABOUT_SPEAKER, A_cert_name, "scanner.example");
	obs_word(&t->d, ABOUT_SPEAKER, A_cert_rsa_bits, 1024);
	obs_part(&t->d, PART_LEAST + 7);
	obs_term(&t->d, ABOUT_CARRIED, A_hl7_model, "of a part");
	obs_remembered(&t->d);
}

static void octets_read_before_are_told_again(void **state)
{
	struct recall *r = recall_open(1);
	struct trial *a = open_trial(r), *b = open_trial(r);

	(void)state;
	read_once(a);
	obs_term(&a->d, ABOUT_SPEAKER, A_cert_unit, "said of something else");
	assert_true(knows(b, octets));
	assert_int_equal(b->count, 3);
	assert_string_equal(trial_part_text(b, PART_LEAST + 7, A_hl7_model),
			    "of a part");
	assert_int_equal(trial_voice(b, A_hl7_model), VOICE_CARRIED);
	assert_string_equal(trial_text(b, SERVER, A_cert_name),
			    "scanner.example");
	assert_int_equal(trial_word(b, SERVER, A_cert_rsa_bits), 1024);
	trial_close(a);
	trial_close(b);
	recall_close(r);
}

static void other_octets_and_another_minute_are_read(void **state)
{
	struct recall *r = recall_open(1);
	struct trial *t = open_trial(r);

	(void)state;
	read_once(t);
	assert_false(knows(t, others));
	read_once(t); /* the others took the place */
	t->d.time_us += 60000000;
	assert_false(knows(t, octets));
	trial_close(t);
	recall_close(r);
}

static void what_does_not_fit_is_not_half_remembered(void **state)
{
	static char length[300];
	struct recall *r = recall_open(1);
	struct trial *t = open_trial(r);

	(void)state;
	memset(length, 'x', sizeof(length));
	assert_false(obs_recall(&t->d, cur_of(octets, strlen(octets))));
	obs_text(&t->d, ABOUT_SPEAKER, A_cert_name,
		 cur_of(length, sizeof(length)));
	obs_remembered(&t->d);
	assert_false(knows(t, octets));
	assert_false(obs_recall(&t->d, cur_of(others, strlen(others))));
	for (unsigned i = 0; i < 100; i++)
		obs_word(&t->d, ABOUT_SPEAKER, A_cert_rsa_bits, i);
	obs_remembered(&t->d);
	assert_false(knows(t, others));
	trial_close(t);
	recall_close(r);
}

static void without_a_memory_all_is_read(void **state)
{
	struct trial *t = open_trial(NULL);

	(void)state;
	read_once(t);
	read_once(t);
	assert_int_equal(t->count, 6);
	trial_close(t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(octets_read_before_are_told_again),
		cmocka_unit_test(other_octets_and_another_minute_are_read),
		cmocka_unit_test(what_does_not_fit_is_not_half_remembered),
		cmocka_unit_test(without_a_memory_all_is_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
