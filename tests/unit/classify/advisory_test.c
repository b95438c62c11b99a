/* SPDX-License-Identifier: Apache-2.0 */
/* advisory - whom an advisory means, and how surely. */
#include "classify/advisory.h"
#include "tests/support/unit.h"

static void makers_are_one_behind_their_spellings(void **state)
{
	static const struct {
		const char *name, *key;
	} rows[] = {
		{"Philips", "philips"},
		{"B. Braun Melsungen AG", "b braun melsungen"},
		{"Schneider Electric Software, LLC",
		 "schneider electric software"},
		{"Dr\xc3\xa4ger", "drager"},
		{"Geutebr\xc3\xbc" "ck", "geutebruck"},
		/* UTF-8 read as code page 1252 and written as UTF-8 again. */
		{"Geutebr\xc3\x83\xc2\xbc" "ck", "geutebruck"},
		{"Medtronic ", "medtronic"},
		{"", ""},
		{"Inc.", ""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		char key[KEY_TEXT];

		vendor_key(rows[i].name, key);
		assert_string_equal(key, rows[i].key);
	}
}

static struct advisories *some(void)
{
	static const struct advisory_product products[] = {
		{"A-4", "P1", "Orthanc", "Orthanc Server", "", "< 1.5.8",
		 "CVE-4", .affected = true, .score = 65},
		{"A-1", "P1", "Philips", "IntelliVue MX700/MX800", "",
		 "<= M.04", "CVE-1", .affected = true, .score = 53},
		{"A-1", "P2", "Phillips", "IntelliVue MX800", "", "vers:all/*",
		 "CVE-1", .affected = true, .score = 98},
		{"A-2", "P1", "Philips", "Vue PACS", "", "<= 12.2.x.x", "CVE-2",
		 .affected = true, .score = 98},
		{"A-3", "P1", "Philips", "Patient Monitor", "", "vers:all/*",
		 "CVE-3", .affected = true, .score = 50},
		{"A-5", "P1", "OFFIS", "DCMTK", "", "<= 3.6.6", "CVE-5", .affected = true,
		 .score = 75},
		{"A-6", "P1", "Philips", "Vue PACS", "", "vers:all/*", "",
		 .affected = false, .score = 0},
		{"A-7", "P1", "Philips", "Vue PACS", "", "with option G21",
		 "CVE-7", .affected = true, .score = 40},
		{"B-1", "P1", "OpenSSL Software Foundation", "OpenSSL", "",
		 "< 1.1.1", "CVE-8", .affected = true, .score = 50},
		{"B-2", "P1", "OpenBSD", "OpenSSH", "", "< 8.5", "CVE-9",
		 .affected = true, .score = 50},
		{"B-3", "P1", "Apache Software Foundation",
		 "Apache HTTP Server", "", "<= 2.4.51", "CVE-10",
		 .affected = true, .score = 50},
		{"B-4", "P1", "F5", "nginx", "", "< 1.20.1", "CVE-11",
		 .affected = true, .score = 50},
		{"B-5", "P1", "Microsoft", "Internet Information Services (IIS)",
		 "", "<= 7.5", "CVE-12", .affected = true, .score = 50},
		{"B-6", "P1", "Apache", "Tomcat", "", "< 9.0.31", "CVE-13",
		 .affected = true, .score = 50},
		{"B-7", "P1", "Grassroots", "DICOM (GDCM)", "", "<= 3.0.24",
		 "CVE-14", .affected = true, .score = 50},
		{"B-8", "P1", "pydicom", "pynetdicom", "", "< 2.1.0", "CVE-15",
		 .affected = true, .score = 50},
		{"B-9", "P1", "Baxter", "Welch Allyn Connex Spot Monitor", "",
		 "< 1.52", "CVE-16", .affected = true, .score = 50},
	};
	struct advisories *a = advisories_open();

	for (size_t i = 0; i < sizeof(products) / sizeof(products[0]); i++)
		advisories_add(a, &products[i]);
	advisories_alias(a, "Phillips", "Philips");
	advisories_alias(a, "Philips Medical Systems", "Philips");
	advisories_alias(a, "Welch Allyn, A Hillrom Company", "Welch Allyn");
	advisories_alias(a, "Welch Allyn", "Baxter");
	advisories_seal(a);
	return a;
}

struct answers {
	char text[512];
};

static void keep(void *ctx, const struct advisory_match *m)
{
	struct answers *all = ctx;
	size_t n = strlen(all->text);

	snprintf(all->text + n, sizeof(all->text) - n, "%s %s %s; ",
		 m->product->advisory, m->product->product,
		 verdict_name(m->verdict));
}

static const char *ask(const char *vendor, const char *model,
		       const char *version, const char *software)
{
	static struct answers all;
	struct advisories *a = some();
	struct advisory_subject s = {vendor, model, version, &software,
				     software[0] != '\0'};

	all.text[0] = '\0';
	advisories_match(a, &s, keep, &all);
	advisories_close(a);
	return all.text;
}

static void a_model_is_met_with_its_version(void **state)
{
	(void)state;
	assert_string_equal(ask("Philips", "IntelliVue MX800", "M.04.01", ""),
			    "A-1 P2 likely; ");
	assert_string_equal(ask("Philips Medical Systems", "Vue PACS",
				"12.2.1.5", ""),
			    "A-2 P1 confirmed; A-6 P1 not affected; "
			    "A-7 P1 possible; ");
	assert_string_equal(ask("Philips", "Vue PACS", "12.3", ""),
			    "A-2 P1 not affected; A-6 P1 not affected; "
			    "A-7 P1 possible; ");
	assert_string_equal(ask("Philips", "Vue PACS", "", ""),
			    "A-2 P1 possible; A-6 P1 not affected; "
			    "A-7 P1 possible; ");
}

static void words_that_every_product_has_mean_nothing(void **state)
{
	(void)state;
	assert_string_equal(ask("Philips", "Patient Monitor", "1", ""), "");
	assert_string_equal(ask("Philips", "IntelliVue MX400", "1", ""), "");
	assert_string_equal(ask("Acme", "IntelliVue MX800", "1", ""), "");
	assert_string_equal(ask("Philips", "", "1", ""), "");
}

static void software_is_met_by_its_own_text(void **state)
{
	(void)state;
	assert_string_equal(ask("", "", "", "Orthanc Server 1.5.7"),
			    "A-4 P1 confirmed; ");
	assert_string_equal(ask("", "", "", "Orthanc Server 1.10.1"),
			    "A-4 P1 not affected; ");
	assert_string_equal(ask("", "", "", "OFFIS_DCMTK_366"),
			    "A-5 P1 confirmed; ");
	assert_string_equal(ask("", "", "", "OFFIS_DCMTK_367"),
			    "A-5 P1 not affected; ");
	assert_string_equal(ask("", "", "", "OFFIS DCMTK 3.6.6"),
			    "A-5 P1 confirmed; ");
	assert_string_equal(ask("", "", "", "Server 1.0"), "");
}

static void software_is_met_as_it_greets(void **state)
{
	static const struct {
		const char *text, *answers;
	} rows[] = {
		{"SSH-2.0-OpenSSH_8.4p1 Debian-5+deb11u3", "B-2 P1 confirmed; "},
		{"SSH-2.0-OpenSSH_for_Windows_9.5", "B-2 P1 not affected; "},
		{"OpenSSH_5.3", "B-2 P1 confirmed; "},
		{"nginx/1.18.0 (Ubuntu)", "B-4 P1 confirmed; "},
		{"nginx", "B-4 P1 possible; "},
		{"Microsoft-IIS/7.5", "B-5 P1 confirmed; "},
		{"Microsoft-IIS/10.0", "B-5 P1 not affected; "},
		/* Each by its own number. */
		{"Apache/2.4.57 (Debian) OpenSSL/1.0.2k-fips PHP/7.4.3",
		 "B-1 P1 confirmed; B-3 P1 not affected; "},
		{"Apache/2.2.15 (CentOS) DAV/2 mod_ssl/2.2.15 OpenSSL/3.0.11",
		 "B-1 P1 not affected; B-3 P1 confirmed; "},
		{"Apache", "B-3 P1 possible; "},
		{"Apache Tomcat/9.0.30", "B-6 P1 confirmed; "},
		/* Not the HTTP server, and no version of Tomcat. */
		{"Apache-Coyote/1.1", ""},
		{"GDCM 2.8.4", "B-7 P1 confirmed; "},
		{"PYNETDICOM_201", "B-8 P1 confirmed; "},
		{"PYNETDICOM_210", "B-8 P1 not affected; "},
		{"Orthanc 1.5.7", "A-4 P1 confirmed; "},
		{"Orthanc", "A-4 P1 possible; "},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_string_equal(ask("", "", "", rows[i].text),
				    rows[i].answers);
}

static void a_bought_maker_is_met_by_its_owners_advisories(void **state)
{
	(void)state;
	assert_string_equal(ask("Welch Allyn", "Connex Spot Monitor", "1.5", ""),
			    "B-9 P1 confirmed; ");
	assert_string_equal(ask("Welch Allyn, A Hillrom Company",
				"Connex Spot Monitor", "1.52", ""),
			    "B-9 P1 not affected; ");
	assert_string_equal(ask("Hillman", "Connex Spot Monitor", "1.5", ""),
			    "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(makers_are_one_behind_their_spellings),
		cmocka_unit_test(a_model_is_met_with_its_version),
		cmocka_unit_test(words_that_every_product_has_mean_nothing),
		cmocka_unit_test(software_is_met_by_its_own_text),
		cmocka_unit_test(software_is_met_as_it_greets),
		cmocka_unit_test(
			a_bought_maker_is_met_by_its_owners_advisories),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
