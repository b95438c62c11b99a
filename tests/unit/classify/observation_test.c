/* SPDX-License-Identifier: Apache-2.0 */
/* observation - a recorder believes no record that a parser cannot make. */
#include "classify/observation.h"
#include "tests/support/unit.h"

static struct record good(void)
{
	struct record r;

	memset(&r, 0, sizeof(r));
	r.kind = RECORD_FACT;
	r.as.fact.attr = A_dicom_ae;
	r.as.fact.source = (uint8_t)source_of_name("frame");
	r.as.fact.count = 1;
	r.as.fact.length = 4;
	memcpy(r.as.fact.text, "CT01", 4);
	return r;
}

static void a_good_record_is_believed(void **state)
{
	struct record r = good();

	(void)state;
	assert_true(record_valid(&r));
}

static void every_lie_is_refused(void **state)
{
	struct record r;

	(void)state;
	r = good(), r.kind = 9;
	assert_false(record_valid(&r));
	r = good(), r.zero[0] = 1;
	assert_false(record_valid(&r));
	r = good(), r.as.fact.attr = ATTRS;
	assert_false(record_valid(&r));
	r = good(), r.as.fact.attr = A_nd_binding;
	assert_false(record_valid(&r));
	r = good(), r.as.fact.voice = VOICES;
	assert_false(record_valid(&r));
	r = good(), r.as.fact.source = 0;
	assert_false(record_valid(&r));
	r = good(), r.as.fact.source = 255;
	assert_false(record_valid(&r));
	r = good(), r.as.fact.length = OBS_MAX + 1;
	assert_false(record_valid(&r));
	r = good(), r.as.fact.length = 3;
	assert_false(record_valid(&r));
	r = good(), r.as.fact.text[OBS_TEXT - 1] = 'x';
	assert_false(record_valid(&r));
	r = good(), r.as.fact.text[1] = '\033';
	assert_false(record_valid(&r));
	r = good(), r.as.fact.text[1] = '^';
	assert_false(record_valid(&r));
	r = good(), r.as.fact.first_us = 2, r.as.fact.last_us = 1;
	assert_false(record_valid(&r));
	r = good(), r.as.fact.zero[0] = 1;
	assert_false(record_valid(&r));
	r = good(), r.as.fact.count = 0;
	assert_false(record_valid(&r));
}

static void only_a_device_that_is_carried_or_speaks_is_a_part(void **state)
{
	struct record r;

	(void)state;
	r = good(), r.as.fact.subject.part = PART_LEAST;
	assert_true(record_valid(&r));
	r.as.fact.voice = VOICE_CARRIED;
	assert_true(record_valid(&r));
	r.as.fact.voice = VOICE_PEER;
	assert_false(record_valid(&r));
	r = good(), r.as.fact.last_us = UINT64_MAX; /* no date                 */
	assert_false(record_valid(&r));
	r = good(), r.as.fact.subject.part = 4002; /* a line: not for sensors */
	assert_false(record_valid(&r));
	r = good(), r.as.fact.subject.part = LINE_CALLING;
	assert_true(record_valid(&r));
	r.as.fact.voice = VOICE_PEER;
	assert_true(record_valid(&r));
	r.as.fact.voice = VOICE_CARRIED;
	assert_false(record_valid(&r));
}

static void a_conversation_has_a_plain_label(void **state)
{
	struct record r;

	(void)state;
	memset(&r, 0, sizeof(r));
	r.kind = RECORD_TALK;
	assert_true(record_valid(&r));
	memcpy(r.as.talk.protocol, "dicom", 5);
	assert_true(record_valid(&r));
	r.as.talk.protocol[1] = '\n';
	assert_false(record_valid(&r));
	r.as.talk.protocol[1] = 'i';
	assert_true(record_valid(&r));
	memset(&r.as.talk.refused, 2, 1);
	assert_false(record_valid(&r));
	r.as.talk.refused = false;
	memset(r.as.talk.protocol, 'a', TALK_PROTOCOL);
	assert_false(record_valid(&r));
}

static void sources_have_names_both_ways(void **state)
{
	(void)state;
	for (unsigned i = 1; i < source_count(); i++)
		assert_int_equal(source_of_name(source_name(i)), i);
	assert_int_equal(source_of_name("nobody"), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_good_record_is_believed),
		cmocka_unit_test(every_lie_is_refused),
		cmocka_unit_test(
			only_a_device_that_is_carried_or_speaks_is_a_part),
		cmocka_unit_test(a_conversation_has_a_plain_label),
		cmocka_unit_test(sources_have_names_both_ways),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
