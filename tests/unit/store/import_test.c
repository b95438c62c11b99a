/* SPDX-License-Identifier: Apache-2.0 */
/* import - advisories and lists into a database, and broken files out of it. */
#include "store/import.h"
#include "tests/unit/store/place.h"

#define HEAD(id, version, date)                                                \
	"{\"document\": {\"csaf_version\": \"2.0\", \"category\": "            \
	"\"csaf_security_advisory\", \"title\": \"" id "_Acme pump\", "        \
	"\"publisher\": {\"name\": \"Acme\"}, \"tracking\": {\"id\": \"" id    \
	"\", \"version\": \"" version "\", \"current_release_date\": \"" date  \
	"\"}}"

/* A maker's own: relationships, groups, a fix, a branch of an unknown kind. */
static const char vex[] = HEAD("ACME-1", "1.2.0", "2024-05-01T00:00:00Z")
	", \"product_tree\": {\"branches\": [{\"category\": \"vendor\", "
	"\"name\": \"Acme\", \"branches\": [{\"category\": \"product_name\", "
	"\"name\": \"Pump 300\", \"branches\": [{\"category\": "
	"\"product_version_range\", \"name\": \"<= 2.1\", \"product\": {"
	"\"product_id\": \"P1\", \"name\": \"Pump 300 2.1 and before\", "
	"\"product_identification_helper\": {\"cpe\": \"cpe:2.3:h:acme\", "
	"\"model_numbers\": [\"P300\", \"P301\"]}}}, {\"category\": "
	"\"lunar_phase\", \"name\": \"full\", \"product\": {\"product_id\": "
	"\"P2\", \"name\": \"Pump 300 2.2\"}}]}]}], \"full_product_names\": [{"
	"\"product_id\": \"P3\", \"name\": \"Pump 400\"}], \"relationships\": "
	"[{\"category\": \"installed_on\", \"product_reference\": \"P1\", "
	"\"relates_to_product_reference\": \"P3\", \"full_product_name\": {"
	"\"product_id\": \"P4\", \"name\": \"Pump 300 in Pump 400\"}}], "
	"\"product_groups\": [{\"group_id\": \"G1\", \"product_ids\": [\"P1\", "
	"\"P4\"]}]}, \"vulnerabilities\": [{\"cve\": \"CVE-2024-1\", "
	"\"product_status\": {\"known_affected\": [\"P1\", \"P4\"], \"fixed\": "
	"[\"P2\"]}, \"scores\": [{\"products\": [\"P1\"], \"cvss_v3\": {"
	"\"baseScore\": 7.5, \"vectorString\": \"CVSS:3.1/AV:N\"}}, {"
	"\"products\": [\"P4\"], \"cvss_v3\": {\"baseScore\": 9.8, "
	"\"vectorString\": \"CVSS:3.1/AV:A\"}}], \"remediations\": [{"
	"\"category\": \"vendor_fix\", \"details\": \"Load 2.2\", "
	"\"group_ids\": [\"G1\"]}]}]}";

struct refusals {
	unsigned n;
	char last[600];
};

static void note_refused(void *ctx, const char *sentence)
{
	struct refusals *r = ctx;

	r->n++;
	snprintf(r->last, sizeof(r->last), "%s", sentence);
}

static struct import_summary import(const struct place *p,
				    enum import_kind kind, const char *path,
				    struct refusals *r)
{
	struct import_summary sum;
	struct err e = {0};

	memset(r, 0, sizeof(*r));
	assert_true(store_import(p->db, kind, path, NULL, false, note_refused, r,
				 &sum, &e));
	assert_int_equal(sum.refused, r->n);
	return sum;
}

static void a_makers_document_is_read_with_all_its_forms(void **state)
{
	const struct place *p = *state;
	struct refusals r;
	struct import_summary sum;

	write_file(path_of(p, "a.json"), vex, sizeof(vex) - 1);
	sum = import(p, IMPORT_CSAF, p->folder, &r);
	assert_int_equal(sum.advisories, 1);
	assert_int_equal(sum.products, 4);
	assert_int_equal(sum.vulnerabilities, 1);
	assert_int_equal(sum.odd, 1); /* the phase of the moon */
	assert_string_equal(answer(p->db, "SELECT title FROM advisory"),
			    "Acme pump");
	assert_string_equal(answer(p->db,
				   "SELECT group_concat(product || class || "
				   "expression, ' ') FROM advisory_product"),
			    "P1upper<=2.1 P2text P3text P4upper<=2.1");
	assert_string_equal(answer(p->db,
				   "SELECT vendor || name || models || cpe "
				   "FROM advisory_product WHERE product = "
				   "'P1'"),
			    "AcmePump 300[\"P300\",\"P301\"]cpe:2.3:h:acme");
	assert_string_equal(answer(p->db,
				   "SELECT group_concat(product || status || "
				   "score, ' ') FROM advisory_status"),
			    "P1known_affected75 P2fixed98 P4known_affected98");
	assert_string_equal(
	    answer(p->db, "SELECT products FROM advisory_remedy"),
	    "[\"P1\",\"P4\"]");
	assert_string_equal(answer(p->db, "SELECT score || vector FROM "
					  "advisory_vulnerability"),
			    "98CVSS:3.1/AV:A");
}

static void the_newer_edition_stays_whatever_the_order(void **state)
{
	static const char *const editions[] = {
		HEAD("ACME-1", "9", "2024-05-01T00:00:00Z") "}",
		HEAD("ACME-1", "10", "2024-04-01T00:00:00Z") "}",
		HEAD("ACME-1", "10", "2024-06-01T00:00:00Z") "}",
	};
	const struct place *p = *state;
	struct refusals r;
	struct import_summary sum;

	for (unsigned i = 0; i < 3; i++) {
		write_file(path_of(p, "a.json"), editions[i],
			   strlen(editions[i]));
		sum = import(p, IMPORT_CSAF, p->folder, &r);
		assert_int_equal(sum.advisories, 1);
		sum = import(p, IMPORT_CSAF, p->folder, &r);
		assert_int_equal(sum.advisories, 0);
		assert_int_equal(sum.known, 1);
	}
	for (unsigned i = 0; i < 2; i++) {
		write_file(path_of(p, "a.json"), editions[i],
			   strlen(editions[i]));
		sum = import(p, IMPORT_CSAF, p->folder, &r);
		assert_int_equal(sum.older, 1);
	}
	assert_string_equal(
	    answer(p->db, "SELECT version || updated FROM advisory"),
	    "102024-06-01T00:00:00Z");
}

static void broken_files_are_named_and_the_others_read(void **state)
{
	static const struct {
		const char *text, *why;
	} rows[] = {
		{"", "line"},
		{"{\"document\": {", "line"},
		{"{\"document\": {}, \"document\": {}}", "duplicate"},
		{"{\"document\": {\"csaf_version\": \"1.2\"}}", "1.2"},
		{"{\"document\": {\"csaf_version\": \"2.0\"}}", "tracking.id"},
		{"{\"a\": \"\xff\xfe\"}", "decode"},
		{"{\"a\": \"\\u0000\"}", "\\u0000"},
		{"[1, 2]", "CSAF"},
		{HEAD("X", "1", "2024") ", \"product_tree\": {\"branches\": [{"
					"\"category\": \"vendor\", \"product\": "
					"{}}]}}", "product_id"},
		/* Half of it was written before it proved broken. */
		{HEAD("X", "1", "2024") ", \"vulnerabilities\": [{\"cve\": "
					"\"CVE-1\", \"product_status\": {"
					"\"fixed\": [7]}}]}", "no text"},
	};
	const struct place *p = *state;
	char deep[400] = "{\"a\": ";
	struct refusals r;
	struct import_summary sum;

	write_file(path_of(p, "z.json"), vex, sizeof(vex) - 1);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		write_file(path_of(p, "b.json"), rows[i].text,
			   strlen(rows[i].text));
		sum = import(p, IMPORT_CSAF, p->folder, &r);
		assert_int_equal(r.n, 1);
		assert_non_null(strstr(r.last, "/b.json: "));
		assert_non_null(strstr(r.last, rows[i].why));
		assert_int_equal(sum.advisories + sum.known, 1);
		assert_int_equal(sum.files, 2);
	}
	memset(deep + 6, '[', 70);
	memset(deep + 76, ']', 70);
	deep[146] = '}';
	write_file(path_of(p, "b.json"), deep, 147);
	import(p, IMPORT_CSAF, p->folder, &r);
	assert_non_null(strstr(r.last, "deeper"));
	assert_string_equal(answer(p->db, "SELECT count(*) FROM advisory"),
			    "1");
	assert_string_equal(answer(p->db, "SELECT count(*) FROM "
					  "advisory_vulnerability"),
			    "1");
}

static void a_dry_run_keeps_nothing(void **state)
{
	const struct place *p = *state;
	struct refusals r = {0};
	struct import_summary sum;
	struct err e = {0};

	write_file(path_of(p, "a.json"), vex, sizeof(vex) - 1);
	assert_true(store_import(p->db, IMPORT_CSAF, p->folder, NULL, true,
				 note_refused, &r, &sum, &e));
	assert_int_equal(sum.advisories, 1);
	assert_string_equal(answer(p->db, "SELECT count(*) FROM advisory"),
			    "0");
}

static void lists_replace_the_one_before_unless_older(void **state)
{
	static const char old[] =
		"{\"catalogVersion\": \"2024.01.01\", \"count\": 1, "
		"\"vulnerabilities\": [{\"cveID\": \"CVE-2017-0144\", "
		"\"knownRansomwareCampaignUse\": \"Known\"}]}";
	static const char new[] =
		"{\"catalogVersion\": \"2025.01.01\", \"count\": 2, "
		"\"vulnerabilities\": [{\"cveID\": \"CVE-1\"}, {\"cveID\": "
		"\"CVE-2\"}]}";
	static const char liar[] =
		"{\"catalogVersion\": \"2026.01.01\", \"count\": 5, "
		"\"vulnerabilities\": []}";
	const struct place *p = *state;
	struct refusals r;
	const char *path = path_of(p, "k.json");

	write_file(path_of(p, "k.json"), old, sizeof(old) - 1);
	assert_int_equal(import(p, IMPORT_KEV, path, &r).rows, 1);
	assert_string_equal(answer(p->db, "SELECT ransomware FROM exploited"),
			    "1");
	write_file(path_of(p, "k.json"), new, sizeof(new) - 1);
	assert_int_equal(import(p, IMPORT_KEV, path, &r).rows, 2);
	write_file(path_of(p, "k.json"), old, sizeof(old) - 1);
	assert_int_equal(import(p, IMPORT_KEV, path, &r).older, 1);
	write_file(path_of(p, "k.json"), liar, sizeof(liar) - 1);
	assert_int_equal(import(p, IMPORT_KEV, path, &r).refused, 1);
	assert_string_equal(answer(p->db, "SELECT count(*) FROM exploited"),
			    "2");
}

static void other_lists_are_read(void **state)
{
	static const char ssvc[] =
		"{\"CVE-1\": {\"exploitation\": \"active\", \"automatable\": "
		"\"no\", \"technicalImpact\": \"total\", \"timestamp\": "
		"\"2024-02-02\"}}";
	static const char earlier[] =
		"{\"CVE-1\": {\"exploitation\": \"none\", \"timestamp\": "
		"\"2024-01-01\"}}";
	static const char eol[] =
		"signal,value,product,support_end,last_possible_end,note\n"
		"ntlm_version,5.1,Windows XP,2014-04-08,2019-04-09,\"a \"\"b\"\", "
		"c\"\n";
	static const char odd[] =
		"\xef\xbb\xbf" "signal,value,product,support_end,last_possible_end,"
		"note\r\nntlm_build,10240,\"a\nb\",2020-01-01,,\r\n"
		"ntlm_build,10240,a,soon,,\r\n";
	const struct place *p = *state;
	struct refusals r;
	const char *path = path_of(p, "s.json");

	write_file(path_of(p, "s.json"), ssvc, sizeof(ssvc) - 1);
	import(p, IMPORT_SSVC, path, &r);
	write_file(path_of(p, "s.json"), earlier, sizeof(earlier) - 1);
	import(p, IMPORT_SSVC, path, &r);
	assert_string_equal(answer(p->db, "SELECT exploitation FROM ssvc"),
			    "active");
	write_file(path_of(p, "s.json"), "{\"x\": 1}", 8);
	assert_int_equal(import(p, IMPORT_SSVC, path, &r).refused, 1);
	write_file(path_of(p, "s.json"), eol, sizeof(eol) - 1);
	assert_int_equal(import(p, IMPORT_EOL, path, &r).rows, 1);
	assert_string_equal(answer(p->db, "SELECT note FROM end_of_life"),
			    "a \"b\", c");
	write_file(path_of(p, "s.json"), "a,b\n", 4);
	assert_int_equal(import(p, IMPORT_EOL, path, &r).refused, 1);
	assert_non_null(strstr(r.last, "line 1: must be: signal,value"));
	write_file(path_of(p, "s.json"), eol, 60);
	assert_int_equal(import(p, IMPORT_EOL, path, &r).refused, 1);
	assert_non_null(strstr(r.last, "line 2: six fields"));
	write_file(path_of(p, "s.json"), odd, sizeof(odd) - 1);
	assert_int_equal(import(p, IMPORT_EOL, path, &r).refused, 1);
	assert_non_null(strstr(r.last, "line 4: 'soon'"));
	assert_string_equal(answer(p->db, "SELECT product FROM end_of_life"),
			    "Windows XP");
}

/* A pump that says who made it, which it is and what it runs. */
static void tell_pump(const struct place *p, const char *version)
{
	struct err e = {0};
	struct recorder *r = open_one(p->db, "a.pcap", version, false, &e);

	assert_non_null(r);
	tell(r, 1, A_inventory_vendor, "Acme", 0);
	tell(r, 1, A_inventory_model, "Pump 300", 0);
	tell(r, 1, A_inventory_version, version, 0);
	assert_true(recorder_close(r, &e));
}

static void rebuild(const struct place *p)
{
	struct err e = {0};

	assert_true(store_rebuild(p->db, tree_knowledge(), &e));
}

static void a_device_is_meant_by_its_version(void **state)
{
	static const char ended[] =
		HEAD("ACME-1", "2", "2024-06-01T00:00:00Z") "}";
	const struct place *p = *state;
	struct refusals r;

	tell_pump(p, "2.0");
	write_file(path_of(p, "a.json"), vex, sizeof(vex) - 1);
	import(p, IMPORT_CSAF, p->folder, &r);
	rebuild(p);
	assert_string_equal(answer(p->db,
				   "SELECT verdict || ' ' || version FROM "
				   "advisory_match"),
			    "confirmed 2.0");
	assert_string_equal(answer(p->db,
				   "SELECT group_concat(u.name) || detail "
				   "FROM finding f JOIN rule u ON u.id = "
				   "f.rule"),
			    "ADV-001ACME-1: confirmed, version 2.0, "
			    "CVE-2024-1 (CVSS 9.8)");
	/* The advisory was taken back. */
	write_file(path_of(p, "a.json"), ended, sizeof(ended) - 1);
	import(p, IMPORT_CSAF, p->folder, &r);
	rebuild(p);
	assert_string_equal(answer(p->db,
				   "SELECT (SELECT count(*) FROM "
				   "advisory_match) + (SELECT count(*) FROM "
				   "finding)"),
			    "0");
}

static bool note_ssvc(void *ctx, const struct advised_row *row)
{
	snprintf(ctx, 8, "%s", row->ssvc);
	return true;
}

static void ask_ssvc(const struct place *p, char told[8])
{
	const char *id = answer(p->db, "SELECT id FROM asset");
	struct reader *r = reader_open(p->db, NULL);

	told[0] = '\0';
	assert_true(reader_advised(r, strtoull(id, NULL, 10), note_ssvc, told,
				   NULL));
	reader_close(r);
}

static void how_urgent_a_vulnerability_is_is_told_as_coordinators_do(void **state)
{
	static const struct {
		const char *exploitation, *automatable, *device, *told;
	} rows[] = {
		{"none", "yes", "criticality = 'A', exposure = 4", "Track"},
		{"poc", "no", "criticality = 'A', exposure = 4", "Track*"},
		{"poc", "yes", "criticality = 'A', exposure = 1", "Track*"},
		{"poc", "yes", "criticality = 'E', exposure = 2", "Attend"},
		{"active", "no", "criticality = 'C', exposure = 2", "Attend"},
		{"active", "no", "criticality = 'C', exposure = 3", "Act"},
		{"active", "no", "criticality = 'B', exposure = 0", "Act"},
	};
	const struct place *p = *state;
	char told[8] = "", text[256];
	struct refusals bad;
	struct db d;

	tell_pump(p, "2.0");
	write_file(path_of(p, "a.json"), vex, sizeof(vex) - 1);
	import(p, IMPORT_CSAF, p->folder, &bad);
	rebuild(p);
	ask_ssvc(p, told);
	assert_string_equal(told, "unknown");
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		assert_true(db_open(&d, p->db, DB_WRITE, NULL));
		snprintf(text, sizeof(text), "INSERT OR REPLACE INTO ssvc VALUES "
			 "('CVE-2024-1', '%s', '%s', 'total', ''); UPDATE asset "
			 "SET %s", rows[i].exploitation, rows[i].automatable,
			 rows[i].device);
		assert_true(db_run(&d, text, NULL));
		db_close(&d);
		ask_ssvc(p, told);
		assert_string_equal(told, rows[i].told);
	}
}

static void whoever_writes_takes_in_what_is_imported_beside(void **state)
{
	static const char ended[] =
		HEAD("ACME-1", "2", "2024-06-01T00:00:00Z") "}";
	static const char held[] =
		"SELECT (SELECT count(*) FROM advisory_match) || (SELECT count(*) "
		"FROM finding) || coalesce((SELECT max(state) FROM finding_past), "
		"'')";
	const struct place *p = *state;
	struct err e = {0};
	struct recorder *w = open_one(p->db, "a.pcap", "x", false, &e);
	struct refusals r;

	tell(w, 1, A_inventory_vendor, "Acme", 0);
	tell(w, 1, A_inventory_model, "Pump 300", 0);
	tell(w, 1, A_inventory_version, "2.0", 0);
	assert_true(recorder_commit(w, 1000, false, &e));
	write_file(path_of(p, "a.json"), vex, sizeof(vex) - 1);
	assert_int_equal(import(p, IMPORT_CSAF, p->folder, &r).refused, 0);
	assert_string_equal(answer(p->db, held), "00");
	assert_true(recorder_commit(w, 1000000, false, &e));
	assert_string_equal(answer(p->db, held), "11");
	assert_true(store_check(p->db, NULL, &e));
	write_file(path_of(p, "a.json"), ended, sizeof(ended) - 1);
	import(p, IMPORT_CSAF, p->folder, &r);
	assert_true(recorder_commit(w, 2000000, false, &e));
	assert_string_equal(answer(p->db, held), "00");
	assert_true(recorder_close(w, &e));
	assert_true(store_check(p->db, NULL, &e));
}

static void what_is_exploited_or_never_mended_is_told(void **state)
{
	static const char text[] = HEAD("ACME-2", "1", "2024-01-01T00:00:00Z")
		", \"product_tree\": {\"branches\": [{\"category\": \"vendor\", "
		"\"name\": \"Acme\", \"branches\": [{\"category\": "
		"\"product_name\", \"name\": \"Pump 300\", \"branches\": [{"
		"\"category\": \"product_version\", \"name\": "
		"\"vers:all/*\", \"product\": {\"product_id\": \"P1\", "
		"\"name\": \"Pump 300\"}}]}]}]}, \"vulnerabilities\": [{"
		"\"cve\": \"CVE-2017-0144\", \"product_status\": {"
		"\"known_affected\": [\"P1\"]}, \"remediations\": [{"
		"\"category\": \"no_fix_planned\", \"product_ids\": "
		"[\"P1\"]}]}]}";
	static const char kev[] =
		"{\"catalogVersion\": \"2024.01.01\", \"count\": 1, "
		"\"vulnerabilities\": [{\"cveID\": \"CVE-2017-0144\"}]}";
	const struct place *p = *state;
	struct refusals r;
	const char *path = path_of(p, "k");

	tell_pump(p, "9.9");
	write_file(path_of(p, "a.json"), text, sizeof(text) - 1);
	import(p, IMPORT_CSAF, p->folder, &r);
	write_file(path_of(p, "k"), kev, sizeof(kev) - 1);
	import(p, IMPORT_KEV, path, &r);
	rebuild(p);
	assert_string_equal(answer(p->db, "SELECT verdict FROM advisory_match"),
			    "likely");
	assert_string_equal(answer(p->db,
				   "SELECT group_concat(name) FROM (SELECT "
				   "u.name FROM finding f JOIN rule u ON u.id "
				   "= f.rule ORDER BY 1)"),
			    "ADV-002,ADV-003,ADV-004");
}

static void the_advisories_of_the_authority_are_all_there(void **state)
{
	const struct place *p = *state;
	struct refusals r;
	struct import_summary sum;

	if (access("../shared/advisories/csaf", R_OK) != 0) {
		print_message("skipped: no ../shared/advisories here\n");
		return;
	}
	sum = import(p, IMPORT_CSAF, "../shared/advisories/csaf", &r);
	assert_int_equal(sum.advisories, 249);
	assert_int_equal(sum.vulnerabilities, 876);
	assert_int_equal(sum.products, 1637);
	assert_int_equal(sum.cves, 830);
	assert_int_equal(sum.odd, 0);
	assert_int_equal(sum.refused, 0);
	sum = import(p, IMPORT_CSAF, "../shared/advisories/csaf", &r);
	assert_int_equal(sum.known, 249);
	assert_string_equal(answer(p->db, "SELECT sum(score = 0) FROM "
					  "advisory_vulnerability"),
			    "0");
	sum = import(p, IMPORT_KEV, "../shared/advisories/kev.json", &r);
	assert_int_equal(sum.rows, 1404);
	sum = import(p, IMPORT_SSVC, "../shared/advisories/ssvc.json", &r);
	assert_int_equal(sum.rows, 305);
	assert_string_equal(answer(p->db,
				   "SELECT count(DISTINCT cve) FROM "
				   "advisory_vulnerability JOIN exploited "
				   "USING (cve)"),
			    "13");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(a_makers_document_is_read_with_all_its_forms),
		STORE_TEST(the_newer_edition_stays_whatever_the_order),
		STORE_TEST(broken_files_are_named_and_the_others_read),
		STORE_TEST(a_dry_run_keeps_nothing),
		STORE_TEST(lists_replace_the_one_before_unless_older),
		STORE_TEST(other_lists_are_read),
		STORE_TEST(a_device_is_meant_by_its_version),
		STORE_TEST(how_urgent_a_vulnerability_is_is_told_as_coordinators_do),
		STORE_TEST(whoever_writes_takes_in_what_is_imported_beside),
		STORE_TEST(what_is_exploited_or_never_mended_is_told),
		STORE_TEST(the_advisories_of_the_authority_are_all_there),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
