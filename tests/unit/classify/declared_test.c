/* SPDX-License-Identifier: Apache-2.0 */
/* declared - what makers declare, against what a hospital in memory does. */
#include "tests/unit/classify/ward.h"

/* What the maker of the pump of the tests answers. */
struct told {
	const char *question, *answer;
};

static struct declarations *declare(struct ward *w, struct advisories *makers,
				    const char *model, const struct told *told)
{
	struct declarations *d = declarations_open(w->knowledge);

	declarations_add(d, 7, "Acme, Inc.", model);
	for (; told->question != NULL; told++)
		declarations_answer(d, told->question, told->answer);
	advisories_seal(makers);
	declarations_seal(d, makers);
	inventory_declare(w->inventory, d);
	return d;
}

static void device(struct ward *w, const char *ip, const char *model)
{
	say(w, ip, A_inventory_vendor, "Acme", 0);
	say(w, ip, A_inventory_model, model, 0);
}

static const struct asset *asset_at(struct ward *w, const char *ip)
{
	struct asset **list;
	size_t n;

	inventory_judge(w->inventory);
	n = inventory_assets(w->inventory, &list);
	for (size_t i = 0; i < n; i++)
		if (addr_compare(list[i]->ip, at(ip)) == 0)
			return list[i];
	fail_msg("no device at %s", ip);
	return NULL;
}

/* How a question and what is seen agree. */
static const char *agreement(struct ward *w, const char *ip,
			     const char *question)
{
	const struct asset *a = asset_at(w, ip);

	for (unsigned i = 0; i < a->answers; i++)
		if (strcmp(a->answer[i].question, question) == 0)
			return agreement_name(a->answer[i].agreement);
	return agreement_name(NOT_OBSERVED);
}

static void a_yes_is_contradicted_by_what_is_seen(void **state)
{
	static const struct told told[] = {
		{"SAHD-9", "Yes"}, {"CONN-6", "No"}, {NULL, NULL}};
	struct ward w = ward_open(NULL);
	struct advisories *makers = advisories_open();
	struct declarations *d = declare(&w, makers, "Pump 300", told);
	const struct finding *f;

	(void)state;
	device(&w, "10.0.0.1", "Pump 300");
	device(&w, "10.0.0.2", "Pump 300");
	device(&w, "10.0.0.3", "Scanner 9");
	w.port = 23;
	say(&w, "10.0.0.1", A_telnet_session, "", 1);
	say(&w, "10.0.0.3", A_telnet_session, "", 1);
	w.port = 0;
	RAISED(w, "ADV-005", "10.0.0.1");
	SILENT(w, "ADV-005", "10.0.0.2"); /* nothing was seen of it            */
	SILENT(w, "ADV-005", "10.0.0.3"); /* another model                     */
	f = found(&w, "ADV-005", "10.0.0.1");
	assert_string_equal(f->detail, "SAHD-9: declared Yes, seen Telnet "
				       "session (CRD-001), port 23");
	assert_int_equal(f->evidences, 1);
	assert_false(f->by_talk);
	assert_int_equal(f->confidence, 2);
	assert_string_equal(agreement(&w, "10.0.0.1", "SAHD-9"), "contradicts");
	assert_string_equal(agreement(&w, "10.0.0.2", "SAHD-9"),
			    "not observed");
	assert_string_equal(agreement(&w, "10.0.0.1", "CONN-6"),
			    "not observed");
	declarations_close(d);
	advisories_close(makers);
	ward_close(&w);
}

static void only_yes_and_no_can_be_contradicted(void **state)
{
	static const struct {
		const char *answer, *want;
	} rows[] = {
		{"Yes", "contradicts"}, {" YES. ", "contradicts"},
		{"No", "agrees"},	{"no", "agrees"},
		{"N/A", "to check"},	{"See Note", "to check"},
		{"", "to check"},	{"Yes, if enabled", "to check"},
		{"None", "to check"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct told told[] = {{"SAHD-9", rows[i].answer},
					    {NULL, NULL}};
		struct ward w = ward_open(NULL);
		struct advisories *makers = advisories_open();
		struct declarations *d = declare(&w, makers, "Pump 300", told);

		device(&w, "10.0.0.1", "Pump 300");
		w.port = 21;
		say(&w, "10.0.0.1", A_clear_login, "ftp", 0);
		assert_string_equal(agreement(&w, "10.0.0.1", "SAHD-9"),
				    rows[i].want);
		if (strcmp(rows[i].want, "contradicts") != 0)
			SILENT(w, "ADV-005", "10.0.0.1");
		declarations_close(d);
		advisories_close(makers);
		ward_close(&w);
	}
}

static void what_can_be_and_is_not_used_is_no_contradiction(void **state)
{
	static const struct told told[] = {
		{"CONN-7", "Yes"}, {"TXCF-5", "Yes"}, {"AUDT-4.1.1", "No"},
		{NULL, NULL}};
	struct ward w = ward_open(NULL);
	struct advisories *makers = advisories_open();
	struct declarations *d = declare(&w, makers, "Pump 300", told);

	(void)state;
	device(&w, "10.0.0.1", "Pump 300");
	say(&w, "10.0.0.1", A_hl7_clear, "", 1);
	scanner(&w, "10.0.0.1");
	assert_string_equal(agreement(&w, "10.0.0.1", "CONN-7"), "not used");
	SILENT(w, "ADV-005", "10.0.0.1");
	/* Once it is seen to use it, it can. */
	say(&w, "10.0.0.1", A_tls_client_best, "", 0x0303);
	assert_string_equal(agreement(&w, "10.0.0.1", "CONN-7"), "agrees");
	assert_string_equal(agreement(&w, "10.0.0.1", "TXCF-5"), "not used");
	/* And what cannot be is contradicted by one sight. */
	say(&w, "10.0.0.1", A_ntp_client, "", 4);
	assert_string_equal(agreement(&w, "10.0.0.1", "AUDT-4.1.1"),
			    "contradicts");
	RAISED(w, "ADV-005", "10.0.0.1");
	assert_string_equal(found(&w, "ADV-005", "10.0.0.1")->detail,
			    "AUDT-4.1.1: declared No, seen asks for the time by "
			    "unauthenticated NTP, version");
	declarations_close(d);
	advisories_close(makers);
	ward_close(&w);
}

/* The examples of the catalogue of rules. */
static void conversations_are_evidence_too(void **state)
{
	static const struct told told[] = {
		{"CONN-6", "No"}, {"RMOT-1", "No"}, {"TXCF-2", "Yes"},
		{NULL, NULL}};
	static const char *const hosts[] = {"10.0.0.1", "10.0.0.2", "10.0.0.3"};
	struct ward w = ward_open(NULL);
	struct advisories *makers = advisories_open();
	struct declarations *d = declare(&w, makers, "Scanner 9", told);
	const struct finding *f;

	(void)state;
	for (size_t i = 0; i < sizeof(hosts) / sizeof(hosts[0]); i++) {
		device(&w, hosts[i], "Scanner 9");
		scanner(&w, hosts[i]);
	}
	speak(&w, "10.0.0.1", "93.184.216.34", 443, "tls");
	speak(&w, "10.0.0.2", "9.9.9.9", 5938, "teamviewer");
	say(&w, "10.0.0.3", A_dicom_clear, "", 1);
	f = found(&w, "ADV-005", "10.0.0.1");
	assert_non_null(f);
	assert_true(f->by_talk);
	assert_int_equal(f->evidences, 1);
	assert_int_equal(f->confidence, 1); /* need is not proved by use        */
	assert_string_equal(f->detail, "CONN-6: declared No, seen Medical "
				       "device talks to the internet "
				       "(NET-001)");
	assert_string_equal(agreement(&w, "10.0.0.2", "RMOT-1"), "contradicts");
	assert_string_equal(agreement(&w, "10.0.0.3", "TXCF-2"), "contradicts");
	RAISED(w, "ADV-005", "10.0.0.2");
	RAISED(w, "ADV-005", "10.0.0.3");
	declarations_close(d);
	advisories_close(makers);
	ward_close(&w);
}

/* What is heard on a mirror port may have come over the air. */
static void wired_is_contradicted_only_where_wireless_is_denied_too(void **state)
{
	static const char *const wireless[] = {"Yes", "No"};

	(void)state;
	for (int i = 0; i < 2; i++) {
		const struct told told[] = {{"MPII-3.5", "No"},
					    {"MPII-3.6", wireless[i]},
					    {NULL, NULL}};
		struct ward w = ward_open(NULL);
		struct advisories *makers = advisories_open();
		struct declarations *d = declare(&w, makers, "Pump 300", told);

		device(&w, "10.0.0.1", "Pump 300");
		say(&w, "10.0.0.1", A_hl7_message, "ORU R01", 0);
		assert_string_equal(agreement(&w, "10.0.0.1", "MPII-3.5"),
				    i == 0 ? "to check" : "contradicts");
		declarations_close(d);
		advisories_close(makers);
		ward_close(&w);
	}
}

static void a_document_means_models_by_their_words(void **state)
{
	static const struct {
		const char *document, *vendor, *model;
		enum fit fit;
	} rows[] = {
		{"Pump 300", "Acme", "Pump 300", FIT_SAME},
		{"Pump 300", "ACME Corp.", "PUMP-300", FIT_SAME},
		{"Pump 300", "Acme", "Pump 300 Plus", FIT_WIDER},
		{"Pump 300, Pump 400; Pump 500", "Acme", "Pump 400", FIT_SAME},
		{"Pump 300/400", "Acme", "Pump 400", FIT_WIDER},
		{"Pump 300", "Acme", "Pump 400", FIT_NONE},
		{"Pump 300", "Apex", "Pump 300", FIT_NONE},
		{"Pump", "Acme", "Pump 300", FIT_NONE}, /* means nothing       */
		{"Pump 300", "Acme", "", FIT_NONE},
		{"Pump 300", "", "Pump 300", FIT_NONE},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		static const struct told none[] = {{NULL, NULL}};
		struct ward w = ward_open(NULL);
		struct advisories *makers = advisories_open();
		struct declarations *d = declare(&w, makers, rows[i].document,
						 none);
		enum fit fit;
		const struct declaration *told = declarations_find(
			d, rows[i].vendor, rows[i].model, &fit);

		assert_int_equal(fit, rows[i].fit);
		assert_int_equal(told != NULL, fit != FIT_NONE);
		declarations_close(d);
		advisories_close(makers);
		ward_close(&w);
	}
}

static void a_wider_name_makes_it_less_sure(void **state)
{
	static const struct told told[] = {{"SAHD-9", "Yes"}, {NULL, NULL}};
	struct ward w = ward_open(NULL);
	struct advisories *makers = advisories_open();
	struct declarations *d = declare(&w, makers, "Pump 300", told);

	(void)state;
	device(&w, "10.0.0.1", "Pump 300 Plus");
	say(&w, "10.0.0.1", A_telnet_session, "", 1);
	assert_int_equal(found(&w, "ADV-005", "10.0.0.1")->confidence, 1);
	/* Maker and model by one weak sight. */
	say(&w, "10.0.0.2", A_modbus_vendor, "Acme", 0);
	say(&w, "10.0.0.2", A_dicom_sent_model, "Pump 300", 0);
	say(&w, "10.0.0.2", A_telnet_session, "", 1);
	assert_int_equal(found(&w, "ADV-005", "10.0.0.2")->confidence, 0);
	declarations_close(d);
	advisories_close(makers);
	ward_close(&w);
}

static void all_questions_that_the_wire_can_answer_are_there(void **state)
{
	struct ward w = ward_open(NULL);
	struct question_words words;
	unsigned n = 0;

	(void)state;
	while (knowledge_question_at(w.knowledge, n, &words) != NULL) {
		assert_true(strlen(words.asks) > 10);
		n++;
	}
	assert_int_equal(n, 32);
	ward_close(&w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_yes_is_contradicted_by_what_is_seen),
		cmocka_unit_test(only_yes_and_no_can_be_contradicted),
		cmocka_unit_test(
			what_can_be_and_is_not_used_is_no_contradiction),
		cmocka_unit_test(conversations_are_evidence_too),
		cmocka_unit_test(
			wired_is_contradicted_only_where_wireless_is_denied_too),
		cmocka_unit_test(a_document_means_models_by_their_words),
		cmocka_unit_test(a_wider_name_makes_it_less_sure),
		cmocka_unit_test(
			all_questions_that_the_wire_can_answer_are_there),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
