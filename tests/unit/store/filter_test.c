/* SPDX-License-Identifier: Apache-2.0 */
/* filter_test - filters, orders, lookups; none of them is SQL. */
#include "tests/unit/store/hospital.h"

static void words_must_all_occur_in_any_field_and_any_case(void **state)
{
	struct place *p = *state;

	assert_int_equal(found(p, EXPORT_ASSETS, ""), 3);
	assert_int_equal(found(p, EXPORT_ASSETS, "PHILIPS"), 1);
	assert_int_equal(found(p, EXPORT_ASSETS, "philips ct01"), 1);
	assert_int_equal(found(p, EXPORT_ASSETS, "philips pacs"), 0);
	assert_int_equal(found(p, EXPORT_ASSETS, "\"ingenuity 100\""), 1);
	assert_int_equal(found(p, EXPORT_ASSETS, "-philips"), 2);
	assert_int_equal(found(p, EXPORT_ASSETS, "vlan 30"), 3);
}

static void a_field_word_looks_into_that_field_only(void **state)
{
	struct place *p = *state;

	assert_int_equal(found(p, EXPORT_ASSETS, "vendor:phil"), 1);
	assert_int_equal(found(p, EXPORT_ASSETS, "name:phil"), 0);
	assert_int_equal(found(p, EXPORT_ASSETS, "-vendor:phil"), 2);
	assert_int_equal(found(p, EXPORT_ASSETS, "model:\"ingenuity 1\""), 1);
	assert_int_equal(found(p, EXPORT_ASSETS, "software:ssh"), 1);
	assert_int_equal(found(p, EXPORT_ASSETS, "ip:10.0.0.1"), 1);
	assert_int_equal(found(p, EXPORT_ASSETS, "ip:10.0.0"), 3);
	assert_int_equal(found(p, EXPORT_ASSETS, "02:00:00:00:00:02"), 1);
	assert_int_equal(found(p, EXPORT_ASSETS, "mac:02:00:00:00:00:02"), 1);
	assert_int_equal(found(p, EXPORT_ASSETS, "sev:high"), 1);
	assert_int_equal(found(p, EXPORT_ASSETS, "finding:cln"), 1);
	assert_int_equal(found(p, EXPORT_FINDINGS, "sev:high"), 1);
	assert_int_equal(found(p, EXPORT_FINDINGS, "sev:low"), 0);
	assert_int_equal(found(p, EXPORT_FLOWS, "port:104"), 1);
	assert_int_equal(found(p, EXPORT_FLOWS, "name:pacs"), 2);
	assert_int_equal(found(p, EXPORT_FLOWS, "protocol:dicom"), 1);
}

static void percent_underscore_and_backslash_are_ordinary(void **state)
{
	struct place *p = *state;

	assert_int_equal(found(p, EXPORT_ASSETS, "100%"), 1);
	assert_int_equal(found(p, EXPORT_ASSETS, "1%0"), 0);
	assert_int_equal(found(p, EXPORT_ASSETS, "CT_1"), 0);
	assert_int_equal(found(p, EXPORT_ASSETS, "openssh_8"), 1);
	assert_int_equal(found(p, EXPORT_ASSETS, "\\"), 0);
}

/* A usage error that says so. */
static void refuse(const struct place *p, enum export_what what,
		   const char *filter, const char *sentence)
{
	struct query q = {.filter = filter};
	struct err e = {0};
	char *text = list(p, what, EXPORT_CSV, &q, 0, &e);

	if (text != NULL)
		fail_msg("%s is taken", filter);
	assert_int_equal(e.kind, ERR_USAGE);
	if (strstr(e.text, sentence) == NULL)
		fail_msg("%s: %s", filter, e.text);
}

static void a_filter_is_never_sql(void **state)
{
	struct place *p = *state;
	static const char *const tries[] = {
		"' OR 1=1 --",		"') OR (1=1",
		"name:') OR 1=1 --",	"name:x\\' OR 1='1",
	};

	for (size_t i = 0; i < sizeof(tries) / sizeof(tries[0]); i++) {
		char quoted[64];

		refuse(p, EXPORT_ASSETS, tries[i], "");
		snprintf(quoted, sizeof(quoted), "\"%s\"", tries[i]);
		assert_int_equal(found(p, EXPORT_ASSETS, quoted), 0);
	}
	assert_int_equal(found(p, EXPORT_ASSETS, "\") OR (1=1"), 0);
	assert_int_equal(found(p, EXPORT_ASSETS, "?1"), 0);
	assert_int_equal(found(p, EXPORT_ASSETS, "x'; DROP TABLE asset; --"), 0);
	assert_int_equal(found(p, EXPORT_ASSETS, ""), 3);
}

static void an_unknown_field_is_a_usage_error_that_names_the_known(void **state)
{
	struct query q = {.filter = "colour:red"};
	struct err e = {0};

	assert_null(list(*state, EXPORT_ASSETS, EXPORT_CSV, &q, 0, &e));
	assert_int_equal(e.kind, ERR_USAGE);
	assert_non_null(strstr(e.text, "'colour'"));
	assert_non_null(strstr(e.text, "vendor"));
	q.filter = "sev:bad";
	assert_null(list(*state, EXPORT_ASSETS, EXPORT_CSV, &q, 0, &e));
	assert_non_null(strstr(e.text, "critical"));
	/* Found nothing and said nothing. */
	q.filter = "ip:10.20.0.0/16";
	assert_null(list(*state, EXPORT_ASSETS, EXPORT_CSV, &q, 0, &e));
	assert_non_null(strstr(e.text, "ip:10.20."));
}

static void one_of_several_values_is_enough_and_none_excludes_all(void **state)
{
	struct place *p = *state;

	assert_int_equal(found(p, EXPORT_ASSETS, "name:ct01,pacs"), 2);
	assert_int_equal(found(p, EXPORT_ASSETS, "name=CT01,nobody,"), 1);
	assert_int_equal(found(p, EXPORT_ASSETS, "-name:ct01,pacs"), 1);
	assert_int_equal(found(p, EXPORT_ASSETS, "!name:ct01,pacs"), 1);
	assert_int_equal(found(p, EXPORT_ASSETS, "name!=ct01,pacs"), 1);
	assert_int_equal(found(p, EXPORT_ASSETS, "-name!=ct01"), 1);
	assert_int_equal(found(p, EXPORT_ASSETS, "!philips"), 2);
	assert_int_equal(found(p, EXPORT_ASSETS, "ip:10.0.0.1,10.0.0.2"), 2);
	assert_int_equal(found(p, EXPORT_ASSETS, "name:ct01,pacs vendor:phil"), 1);
	assert_int_equal(found(p, EXPORT_FLOWS, "port:104,443"), 2);
	assert_int_equal(found(p, EXPORT_FLOWS, "port!=104,443"), 0);
	assert_int_equal(found(p, EXPORT_FINDINGS, "-state:open,stale"), 0);
	/* Quotes hold a comma and a sign. */
	assert_int_equal(found(p, EXPORT_ASSETS, "model:\"@SUM(1,2)\""), 1);
	assert_int_equal(found(p, EXPORT_ASSETS, "\"=cmd|'\""), 0);
	assert_int_equal(found(p, EXPORT_ASSETS, "\"-2+3\""), 1);
}

static void numbers_severities_and_ages_are_compared(void **state)
{
	struct place *p = *state;
	unsigned all = found(p, EXPORT_FINDINGS, "");

	assert_int_equal(found(p, EXPORT_FINDINGS, "sev>=info"), all);
	assert_int_equal(found(p, EXPORT_FINDINGS, "sev<info"), 0);
	assert_int_equal(found(p, EXPORT_FINDINGS, "sev>=high") +
				 found(p, EXPORT_FINDINGS, "sev<high"),
			 all);
	assert_int_equal(found(p, EXPORT_FINDINGS, "severity>critical"), 0);
	assert_int_equal(found(p, EXPORT_FINDINGS, "sev>medium"),
			 found(p, EXPORT_FINDINGS, "sev:high,critical"));
	assert_int_equal(found(p, EXPORT_ASSETS, "sev>=high"), 1);
	assert_int_equal(found(p, EXPORT_ASSETS, "risk>=high"), 1);
	assert_int_equal(found(p, EXPORT_ASSETS, "risk>=0"), 3);
	assert_int_equal(found(p, EXPORT_ASSETS, "score>=1"),
			 found(p, EXPORT_ASSETS, "risk:*"));
	assert_int_equal(found(p, EXPORT_FLOWS, "port>104"), 1);
	assert_int_equal(found(p, EXPORT_FLOWS, "port>=104 port<=104"), 1);
	assert_int_equal(found(p, EXPORT_FLOWS, "-port<443"), 1);
	assert_int_equal(found(p, EXPORT_FLOWS, "sev>=high"), 1);
	assert_int_equal(found(p, EXPORT_ASSETS, "seen<1s first>=0s"), 3);
	assert_int_equal(found(p, EXPORT_ASSETS, "seen>99999w"), 0);
}

static void a_star_is_whatever_is_known(void **state)
{
	struct place *p = *state;

	assert_int_equal(found(p, EXPORT_ASSETS, "software:*"), 1);
	assert_int_equal(found(p, EXPORT_ASSETS, "-software:*"), 2);
	assert_int_equal(found(p, EXPORT_ASSETS, "ip:*"), 3);
	assert_int_equal(found(p, EXPORT_ASSETS, "behind:*"), 0);
	assert_int_equal(found(p, EXPORT_ASSETS, "class:*") +
				 found(p, EXPORT_ASSETS, "class:unknown"),
			 3);
	assert_int_equal(found(p, EXPORT_ASSETS, "-class:*"),
			 found(p, EXPORT_ASSETS, "class:unknown"));
	assert_int_equal(found(p, EXPORT_FLOWS, "protocol:*"), 1);
	assert_int_equal(found(p, EXPORT_FINDINGS, "state:*"),
			 found(p, EXPORT_FINDINGS, ""));
}

static void columns_of_lists_are_names_of_fields(void **state)
{
	struct place *p = *state;

	assert_int_equal(found(p, EXPORT_FINDINGS, "rule:CLN-001"), 1);
	assert_int_equal(found(p, EXPORT_FINDINGS, "asset:ct01 address:10.0.0.1"),
			 found(p, EXPORT_FINDINGS, "name:ct01"));
	assert_int_equal(found(p, EXPORT_FINDINGS, "title:dicom rule:CLN"), 1);
	assert_int_equal(found(p, EXPORT_ASSETS, "maker:philips"), 1);
	assert_int_equal(found(p, EXPORT_ASSETS, "Vendor:philips"), 1);
	assert_int_equal(found(p, EXPORT_FLOWS, "client:ct01 server:10.0.0.2"), 1);
	assert_int_equal(found(p, EXPORT_FLOWS, "transport:tcp encrypted:no"),
			 found(p, EXPORT_FLOWS, ""));
	assert_int_equal(found(p, EXPORT_CHANGES, "asset:ct01 kind:appeared"), 1);
}

static void what_is_not_understood_is_never_taken_for_a_word(void **state)
{
	static const struct {
		const char *filter, *sentence;
	} tries[] = {
		{"ct01 | pacs", "'|'"},
		{"name:ct01|pacs", "name:A,B"},
		{"(ct01)", "'('"},
		{"model~^Ing", "model:WORD"},
		{"Ingen~", "'~'"},
		{"model:Ing*", "model:*"},
		{"*", "'*'"},
		{"version<4", "write version:4"},
		{"a=b", "no field 'a'"},
		{"modell=x", "did you mean model?"},
		{">=high", "sev>=high"},
		{"1>2", "behind no field"},
		{"sev>=", "compared with what"},
		{"sev>=*", "compared with what"},
		{"sev>=dreadful", "critical"},
		{"sev=>high", "there are : = != < <= > >="},
		{"risk>=much", "is no number"},
		{"seen:2h", "seen<2h"},
		{"seen<2", "seen<2h"},
	};

	for (size_t i = 0; i < sizeof(tries) / sizeof(tries[0]); i++)
		refuse(*state, EXPORT_ASSETS, tries[i].filter,
		       tries[i].sentence);
}

static void a_filter_of_any_length_is_refused_or_obeyed(void **state)
{
	char text[4096];
	struct query q = {.filter = text};
	struct err e = {0};

	memset(text, 'a', sizeof(text) - 1);
	text[sizeof(text) - 1] = '\0';
	assert_int_equal(found(*state, EXPORT_ASSETS, text), 0);
	for (size_t i = 1; i < sizeof(text) - 1; i += 2)
		text[i] = ' ';
	assert_null(list(*state, EXPORT_ASSETS, EXPORT_CSV, &q, 0, &e));
	assert_int_equal(e.kind, ERR_USAGE);
}

struct names {
	char text[512];
};

static bool take_name(void *ctx, const struct asset_row *row)
{
	struct names *n = ctx;
	size_t used = strlen(n->text);

	snprintf(n->text + used, sizeof(n->text) - used, "%s ", row->ip);
	return true;
}

static void orders_are_by_risk_name_address_and_reversed(void **state)
{
	struct place *p = *state;
	struct reader *r = reader_open(p->db, NULL);
	struct query q = {.order = BY_RISK, .limit = 1};
	struct names n = {""};

	assert_true(reader_assets(r, &q, take_name, &n, NULL));
	assert_string_equal(n.text, "10.0.0.1 ");
	q = (struct query){.order = BY_ADDRESS};
	n.text[0] = '\0';
	assert_true(reader_assets(r, &q, take_name, &n, NULL));
	assert_string_equal(n.text, "10.0.0.1 10.0.0.2 10.0.0.13 ");
	q = (struct query){.order = BY_ADDRESS, .reverse = true, .offset = 1};
	n.text[0] = '\0';
	assert_true(reader_assets(r, &q, take_name, &n, NULL));
	assert_string_equal(n.text, "10.0.0.2 10.0.0.1 ");
	q = (struct query){.order = BY_NAME};
	n.text[0] = '\0';
	assert_true(reader_assets(r, &q, take_name, &n, NULL));
	assert_string_equal(n.text, "10.0.0.1 10.0.0.2 10.0.0.13 ");
	for (enum asset_order o = 0; o < ASSET_ORDERS; o++) {
		struct query each = {.order = o, .reverse = true};
		char *text;

		for (int what = 0; what < 3; what++) {
			text = list(p, (enum export_what)what, EXPORT_TEXT,
				    &each, 80, NULL);
			assert_non_null(text);
			free(text);
		}
	}
	reader_close(r);
}

static void one_is_found_by_id_address_mac_or_name(void **state)
{
	struct place *p = *state;
	struct reader *r = reader_open(p->db, NULL);
	char text[ASSET_ID_TEXT];
	uint64_t id, again, finding;
	struct err e = {0};

	assert_true(reader_find_asset(r, "10.0.0.1", &id, NULL));
	asset_id_print(id, text);
	assert_true(reader_find_asset(r, text, &again, NULL));
	assert_int_equal(id, again);
	assert_true(reader_find_asset(r, "0200.0000.0001", &again, NULL));
	assert_int_equal(id, again);
	assert_true(reader_find_asset(r, "ct01", &again, NULL));
	assert_int_equal(id, again);
	assert_false(reader_find_asset(r, "10.9.9.9", &again, &e));
	assert_int_equal(e.kind, ERR_INPUT);
	assert_true(reader_find_finding(r, "CLN-001@ct01", &finding, NULL));
	assert_true(reader_find_finding(r, "cln-001", &again, NULL));
	assert_int_equal(finding, again);
	assert_false(reader_find_finding(r, "CLN-002@ct01", &again, &e));
	reader_close(r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		HOSPITAL_TEST(words_must_all_occur_in_any_field_and_any_case),
		HOSPITAL_TEST(a_field_word_looks_into_that_field_only),
		HOSPITAL_TEST(percent_underscore_and_backslash_are_ordinary),
		HOSPITAL_TEST(a_filter_is_never_sql),
		HOSPITAL_TEST(an_unknown_field_is_a_usage_error_that_names_the_known),
		HOSPITAL_TEST(one_of_several_values_is_enough_and_none_excludes_all),
		HOSPITAL_TEST(numbers_severities_and_ages_are_compared),
		HOSPITAL_TEST(a_star_is_whatever_is_known),
		HOSPITAL_TEST(columns_of_lists_are_names_of_fields),
		HOSPITAL_TEST(what_is_not_understood_is_never_taken_for_a_word),
		HOSPITAL_TEST(a_filter_of_any_length_is_refused_or_obeyed),
		HOSPITAL_TEST(orders_are_by_risk_name_address_and_reversed),
		HOSPITAL_TEST(one_is_found_by_id_address_mac_or_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
