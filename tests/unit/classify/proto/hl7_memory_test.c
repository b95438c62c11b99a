/* SPDX-License-Identifier: Apache-2.0 */
/* hl7_memory_test - what a connection remembers leaves nothing out. */
#include "classify/proto/hl7.h"
#include "tests/support/unit.h"
#include "tests/unit/classify/proto/hl7_wire.h"

/* One of many messages: of some sender, about some devices, or an answer. */
static size_t compose(char text[1024], unsigned pick)
{
	static const char *const senders[] = {"VS900", "VS900", "PUMP7",
					      "MIRTH", "VS900^X^^"};
	static const char *const devices[] = {
		"VS900^^^", "VS900^SN55555^^", "VS900^SN99999^^",
		"DRIP4^SN4711^^", "", "WORDS^^"};
	const char *device = devices[pick / 5 % 6];
	int n;

	if (pick % 11 == 0)
		n = snprintf(text, 1024, VT "MSH|^~\\&|HIS||GW|||"
			     "|ACK^R01|A|P|2.%u\rMSA|AA|1\r" FS, pick % 2);
	else
		n = snprintf(text, 1024, VT "MSH|^~\\&|%s|W%u|HIS||%u||ORU^R0%u|1|"
			     "P|2.6\rOBX|1|ST|1^MDC_X|1.0.0.%u|%u||||||F||||||"
			     "|%s\rOBX|2|ST|1^MDC_ID_PROD_SPEC_SERIAL|1.%u.0|"
			     "SN55555|\rOBX|3|NM|1^MDC_X|1.0|7||||||F|||||||"
			     "%s\rOBX|4|ST|1^MDC_ID_MODEL_NUMBER|1.0|M77\r" FS,
			     senders[pick % 5], pick / 30 % 2, pick,
			     pick / 60 % 2, pick, pick, device, pick % 3,
			     devices[pick / 3 % 6]);
	return (size_t)n;
}

static void forget(struct trial *t)
{
	struct hl7_state *s = (void *)t->state;

	for (unsigned i = 0; i < 2; i++)
		s->side[i].header.news = s->side[i].role.news =
			s->side[i].named.news = 0;
}

/* What is left out because it was told before would have been heard before. */
static void memory_leaves_nothing_out_and_adds_nothing(void **state)
{
	(void)state;
	for (uint32_t round = 0; round < 600; round++) {
		struct trial *with = trial_open(&dissector_hl7, 2575);
		struct trial *without = trial_open(&dissector_hl7, 2575);
		struct sayings heard[2] = {{0}, {0}};
		uint32_t seed = round * 2654435761U;

		with->out.heard = &heard[0];
		without->out.heard = &heard[1];
		for (unsigned i = 0; i < 40; i++) {
			char text[1024];
			enum side side;
			size_t n;

			seed = seed * 1664525 + 1013904223;
			n = compose(text, round * 7919 + (seed >> 16) %
					      (1 + round % 7) * 12347);
			side = text[1] == 'M' && strstr(text, "MSA|") != NULL;
			trial_bytes(with, side, text, n, 0);
			forget(without);
			trial_bytes(without, side, text, n, 0);
			with->out.time_us += (seed >> 24) * 20000;
			without->out.time_us = with->out.time_us;
		}
		assert_in_range(with->count, 1, SAID_MAX - 1);
		assert_true(trial_same(with, without));
		trial_close(with);
		trial_close(without);
	}
}

/* Words name no device that is passed on and leave the message with the one
 * before, also when they stood alone in the message before. */
static void words_do_not_give_a_serial_number_back_to_the_sender(void **state)
{
	static const char words[] = VT MONITOR
		"OBX|1||1^MDC_X|1.0|||||||F|||||||WORDS^^\r" FS;
	static const char pump[] = VT MONITOR "EQU|DRIP4^SN4711^^\r"
		"OBX|1||1^MDC_X|1.0|||||||F|||||||WORDS^^\r"
		"OBX|2|ST|1^MDC_ID_PROD_SPEC_SERIAL^MDC|1.0.0.2|FX5A001234\r" FS;
	struct trial *t = trial_open(&dissector_hl7, 2575);
	struct sayings heard = {0};

	(void)state;
	t->out.heard = &heard;
	for (unsigned i = 0; i < 3; i++) {
		trial_bytes(t, CLIENT, pump, sizeof(pump) - 1, 0);
		trial_bytes(t, CLIENT, words, sizeof(words) - 1, 0);
	}
	assert_true(trial_said_by(t, VOICE_CARRIED, A_hl7_serial,
				  "FX5A001234"));
	assert_false(trial_said_by(t, VOICE_SELF, A_hl7_serial, "FX5A001234"));
	trial_close(t);
}

/* A header without a sender tells nothing, and yet the connection now carries
 * messages of several: what was the sender's device is one passed on. */
static void the_owner_of_a_device_is_found_again_after_another_header(
	void **state)
{
	static const char device[] = "OBX|1||1^MDC_X|1.0|||||||F|||||||"
				     "VS900^SN55555^^\r" FS;
	static const char first[] = VT "MSH|^~\\&|VS900||||1||ORU^R01|1|P|2.6\r";
	static const char other[] = VT "MSH|^~\\&|||||1|||1|P|2.6\r";
	struct trial *t = trial_open(&dissector_hl7, 2575);
	struct sayings heard = {0};

	(void)state;
	t->out.heard = &heard;
	for (unsigned i = 0; i < 3; i++) {
		trial_bytes(t, CLIENT, first, sizeof(first) - 1, 0);
		trial_bytes(t, CLIENT, device, sizeof(device) - 1, 0);
	}
	assert_string_equal(trial_text(t, CLIENT, A_hl7_serial), "SN55555");
	assert_false(trial_said_by(t, VOICE_CARRIED, A_hl7_serial, "SN55555"));
	trial_bytes(t, CLIENT, other, sizeof(other) - 1, 0);
	trial_bytes(t, CLIENT, device, sizeof(device) - 1, 0);
	assert_true(trial_said_by(t, VOICE_CARRIED, A_hl7_serial, "SN55555"));
	trial_close(t);
}

/* The same header ninety times, then another device: it is told. */
static void a_device_that_comes_late_is_told(void **state)
{
	static const char first[] = VT MONITOR
		"OBX|1||1^MDC_X|1.0|||||||F|||||||DRIP4^SN4711^^\r" FS;
	static const char last[] = VT MONITOR
		"OBX|1||1^MDC_X|1.0|||||||F|||||||DRIP4^SN4712^^\r" FS;
	struct trial *t = trial_open(&dissector_hl7, 2575);
	struct sayings heard = {0};
	unsigned told;

	(void)state;
	t->out.heard = &heard;
	trial_bytes(t, CLIENT, first, sizeof(first) - 1, 0);
	told = t->count;
	for (unsigned i = 0; i < 90; i++)
		trial_bytes(t, CLIENT, first, sizeof(first) - 1, 0);
	assert_int_equal(t->count, told);
	trial_bytes(t, CLIENT, last, sizeof(last) - 1, 0);
	assert_int_equal(t->count, told + 2); /* its model and serial number */
	assert_true(trial_said(t, A_hl7_serial, "SN4712"));
	t->out.time_us += 61000000; /* and after a minute, all again */
	trial_bytes(t, CLIENT, first, sizeof(first) - 1, 0);
	assert_int_equal(t->count, told + 2 + told - 2); /* but the protocol */
	trial_close(t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(memory_leaves_nothing_out_and_adds_nothing),
		cmocka_unit_test(
			words_do_not_give_a_serial_number_back_to_the_sender),
		cmocka_unit_test(
			the_owner_of_a_device_is_found_again_after_another_header),
		cmocka_unit_test(a_device_that_comes_late_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
