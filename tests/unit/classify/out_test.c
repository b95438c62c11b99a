/* SPDX-License-Identifier: Apache-2.0 */
/* out_test - about whom a fact is, when the speaker stands for several. */
#include "tests/support/unit.h"
#include "tests/support/dissect.h"

extern const struct dissector dissector_hl7;

static struct cur text(const char *t)
{
	return cur_of(t, strlen(t));
}

static void only_what_is_carried_or_an_origin_is_about_a_part(void **state)
{
	struct trial *t = trial_open(&dissector_hl7, 2575);
	const uint32_t part = part_number(text("00A037"), text(""));

	(void)state;
	obs_part(&t->d, part);
	obs_term(&t->d, ABOUT_SPEAKER, A_hl7_model, "of the speaker");
	obs_term(&t->d, ABOUT_LISTENER, A_hl7_product, "of the listener");
	obs_term(&t->d, ABOUT_CARRIED, A_hl7_vendor, "of the part");
	obs_term(&t->d, ABOUT_ORIGIN, A_hl7_version, "1.0");
	assert_int_equal(t->count, 4);
	assert_int_equal(t->said[0].subject.part, 0);
	assert_int_equal(t->said[1].subject.part, 0);
	assert_int_equal(t->said[2].subject.part, part);
	assert_int_equal(t->said[2].voice, VOICE_CARRIED);
	assert_int_equal(t->said[3].subject.part, part);
	assert_int_equal(t->said[3].voice, VOICE_SELF);
	trial_close(t);
}

static void a_line_is_that_of_the_client_whoever_speaks(void **state)
{
	struct trial *t = trial_open(&dissector_hl7, 5101);
	uint32_t line;

	(void)state;
	for (unsigned from = CLIENT; from <= SERVER; from++) {
		t->d.from = (enum side)from;
		obs_line(&t->d);
		obs_term(&t->d, ABOUT_SPEAKER, A_astm_model, "XN-1000");
		obs_term(&t->d, ABOUT_LISTENER, A_astm_sender, "XN-1000");
	}
	line = t->said[0].subject.part;
	assert_int_equal(t->count, 4);
	assert_int_equal(line & 0xffff, 5101);
	assert_true(line >= LINE_CALLING && line < PART_LEAST);
	assert_int_equal(t->said[1].subject.part, 0);
	assert_int_equal(t->said[2].subject.part, 0);
	assert_int_equal(t->said[3].subject.part, line);
	t->d.ip[SERVER] = addr_of_v4(0x0a000003);
	obs_line(&t->d);
	assert_int_not_equal(t->d.part, line);
	trial_close(t);
}

static void the_same_said_of_two_parts_is_told_of_both(void **state)
{
	struct trial *t = trial_open(&dissector_hl7, 2575);
	struct sayings heard = {.since_us = t->out.time_us};

	(void)state;
	t->out.heard = &heard;
	for (uint32_t i = 0; i < 6; i++) {
		obs_part(&t->d, PART_LEAST + i % 2);
		obs_term(&t->d, ABOUT_CARRIED, A_hl7_model, "Space");
	}
	assert_int_equal(t->count, 2);
	trial_close(t);
}

static void numbers_are_of_both_texts_and_never_those_of_lines(void **state)
{
	uint32_t n = part_number(text("SN1"), text("Acme"));

	(void)state;
	assert_true(n >= PART_LEAST);
	assert_int_equal(n, part_number(text("SN1"), text("Acme")));
	assert_int_not_equal(n, part_number(text("SN1A"), text("cme")));
	assert_int_not_equal(n, part_number(text("SN2"), text("Acme")));
	assert_int_not_equal(part_number(text("00A0370098007A80"), text("")),
			     part_number(text("00A0370098007A81"), text("")));
	assert_true(part_number(text(""), text("")) >= PART_LEAST);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			only_what_is_carried_or_an_origin_is_about_a_part),
		cmocka_unit_test(a_line_is_that_of_the_client_whoever_speaks),
		cmocka_unit_test(the_same_said_of_two_parts_is_told_of_both),
		cmocka_unit_test(
			numbers_are_of_both_texts_and_never_those_of_lines),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
