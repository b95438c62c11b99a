/* SPDX-License-Identifier: Apache-2.0 */
/* hl7_actor_test - what a kind of message and its profile say of both sides. */
#include "classify/proto/hl7.h"
#include "tests/support/unit.h"
#include "tests/unit/classify/proto/hl7_wire.h"

static void the_kind_of_message_tells_who_plays_which_part(void **state)
{
	static const struct {
		const char *type, *profile, *sender, *receiver;
	} rows[] = {
		{"QBP^Q11^QBP_Q11", "LAB-27^IHE", "analyzer",
		 "analyzer-manager"},
		{"RSP^K11^RSP_K11", "LAB-27^IHE", "analyzer-manager",
		 "analyzer"},
		{"OML^O33^OML_O33", "LAB-28^IHE", "analyzer-manager",
		 "analyzer"},
		{"ORL^O34", "X^Y~LAB-28^IHE", "analyzer", "analyzer-manager"},
		{"OUL^R22^OUL_R22", "LAB-29^IHE", "analyzer",
		 "analyzer-manager"},
		{"ACK^R22^ACK", "LAB-29^IHE", "analyzer-manager", "analyzer"},
		{"OUL^R22^OUL_R22", "", "laboratory", NULL},
		{"OML^O33", "", "order-placer", NULL},
		{"ORU^R01", "IHE_PCD_001^IHE PCD", "device-reporter", NULL},
		{"ORU^R01", "^^1.3.6.1.4.1.19376.1.6.1.1.1^ISO",
		 "device-reporter", NULL},
		{"ORU^R01", "", NULL, NULL},
		{"RGV^O15", "IHE_PCD_003", "infusion-ordering",
		 "infusion-gateway"},
		{"RGV^O15", "", "medication-system", NULL},
		{"EAC^U07", "", "lab-automation-manager",
		 "lab-automation-equipment"},
		{"QBP^ZV1", "", "query-client", "query-server"},
		{"ACK^A01", "", NULL, NULL},
	};

	(void)state;
	for (unsigned i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const char *got[2];
		char text[256];
		struct trial *t;

		snprintf(text, sizeof(text), VT "MSH|^~\\&|AN|L|||1||%s|1|T|"
			 "2.5.1|||||||||%s|||^10.1.2.3^DNS\r" FS,
			 rows[i].type, rows[i].profile);
		t = say(text);
		got[CLIENT] = trial_text(t, CLIENT, A_hl7_actor);
		got[SERVER] = trial_text(t, SERVER, A_hl7_actor);
		for (unsigned k = 0; k < 2; k++) {
			const char *wanted = k == CLIENT ? rows[i].sender
							 : rows[i].receiver;

			if (wanted == NULL)
				assert_null(got[k]);
			else
				assert_string_equal(got[k], wanted);
		}
		assert_string_equal(trial_text(t, CLIENT, A_hl7_processing),
				    "training");
		/* Of an answer alone it is not known whose header it has. */
		assert_int_equal(trial_said(t, A_hl7_origin_address, "10.1.2.3"),
				 strncmp(rows[i].type, "ACK", 3) != 0);
		trial_close(t);
	}
}

static void every_profile_is_told_and_production_is_not(void **state)
{
	struct trial *t = say(VT "MSH|^~\\&|AN|L|||1||OUL^R22|1|P|2.5.1|||||||||"
			      "LAB-29^IHE~IHE_PCD_001^IHE PCD\r" FS);

	(void)state;
	assert_true(trial_said(t, A_hl7_profile, "LAB-29"));
	assert_true(trial_said(t, A_hl7_profile, "IHE_PCD_001"));
	assert_null(trial_text(t, CLIENT, A_hl7_processing));
	trial_close(t);
}

/* An acknowledgement may have the header of the question, so that whose address
 * stands in it is not known: not his who sent the message before it. */
static void an_answer_to_what_was_not_seen_has_nobodys_address(void **state)
{
	struct trial *t = say(VT "MSH|^~\\&|AN|L|||1||ORU^R01|1|P|2.5.1\r" FS
			      VT "MSH|^~\\&|LIS|L|||1||ACK^R01|2|P|2.5.1||||||"
			      "||||||^10.1.2.3^DNS\r" FS);

	(void)state;
	assert_true(trial_said(t, A_hl7_application, "AN"));
	assert_false(trial_said(t, A_hl7_origin_address, "10.1.2.3"));
	trial_close(t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_kind_of_message_tells_who_plays_which_part),
		cmocka_unit_test(
			an_answer_to_what_was_not_seen_has_nobodys_address),
		cmocka_unit_test(every_profile_is_told_and_production_is_not),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
