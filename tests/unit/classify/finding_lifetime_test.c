/* SPDX-License-Identifier: Apache-2.0 */
/* finding_lifetime - what its maker no longer supports. */
#include "tests/unit/classify/ward.h"

static void support_ends_by_the_time_of_the_packets(void **state)
{
	struct ward w = ward_open(NULL);

	(void)state;
	/* 2023-11-14: SQL Server 2014 and MySQL 5.7: 2024-07, 2023-10 */
	w.port = 1433;
	say(&w, "10.0.0.1", A_database_version, "Microsoft SQL Server 12.0.2000", 0);
	say(&w, "10.0.0.2", A_database_version, "MySQL 5.7.44", 0);
	say(&w, "10.0.0.3", A_database_version, "MySQL 8.0.36", 0);
	SILENT(w, "EOL-008", "10.0.0.1");
	RAISED(w, "EOL-008", "10.0.0.2");
	assert_string_equal(found(&w, "EOL-008", "10.0.0.2")->detail,
			    "MySQL 5.7.44: MySQL 5.7, ended 2023-10-31");
	SILENT(w, "EOL-008", "10.0.0.3");
	wait_days(&w, 365);
	say(&w, "10.0.0.1", A_database_version, "Microsoft SQL Server 12.0.2000", 0);
	RAISED(w, "EOL-008", "10.0.0.1");
	ward_close(&w);
}

static void an_edition_of_long_support_makes_it_less_sure(void **state)
{
	struct ward w = ward_open(NULL);

	(void)state;
	say(&w, "10.0.0.1", A_ntlm_version, "10.0.17763", 0);
	say(&w, "10.0.0.2", A_ntlm_version, "10.0.19043", 0);
	say(&w, "10.0.0.3", A_ntlm_version, "10.0.19045", 0);
	say(&w, "10.0.0.4", A_ntlm_version, "10.0.20348", 0);
	assert_int_equal(found(&w, "EOL-004", "10.0.0.1")->confidence, 0);
	assert_string_equal(found(&w, "EOL-004", "10.0.0.1")->detail,
			    "10.0.17763: Windows 10 1809, LTSC 2019 or Server "
			    "2019, ended 2020-11-10, its last edition ends "
			    "2029-01-09");
	assert_int_equal(found(&w, "EOL-004", "10.0.0.2")->confidence, 1);
	SILENT(w, "EOL-004", "10.0.0.3"); /* until October 2025 */
	SILENT(w, "EOL-004", "10.0.0.4");
	/* What 22H2 tells as well. */
	say(&w, "10.0.0.5", A_ntlm_version, "10.0.19041", 0);
	SILENT(w, "EOL-004", "10.0.0.5");
	ward_close(&w);
}

static void a_list_of_the_hospital_goes_before_ours(void **state)
{
	static const struct lifetime_row rows[] = {
		{"ntlm_build", "20348", "Server 2022", "2023-01-01", ""},
		{"ntlm_build", "17763", "LTSC 2019", "2029-01-09", ""},
		{"ntlm_build", "19041", "2004", "2021-12-14", "2021-12-14"},
		{"ntlm_build", "19045", "22H2", "2025-10-14", ""},
		{"tds_major", "16", "SQL 2022", "2020-01-01", "2030-01-01"},
		{"ntlm_version", "5.1", "Windows XP", "2014-04-08", ""},
	};
	static const struct lifetime_row wrong[] = {
		{"phase", "1", "", "2020-01-01", ""},
		{"ntlm_build", "x%s", "", "2020-01-01", ""},
		{"ntlm_build", "", "", "2020-01-01", ""},
		{"ntlm_build", "1", "", "2020-13-01", ""},
		{"ntlm_build", "1", "", "", ""},
		{"ntlm_build", "1", "", "2020-01-01", "soon"},
	};
	struct ward w = ward_open(NULL);
	struct lifetimes *own = lifetimes_open();
	struct err e = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_true(lifetimes_add(own, &rows[i], &e));
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		assert_false(lifetimes_add(own, &wrong[i], &e));
	lifetimes_seal(own);
	say(&w, "10.0.0.1", A_ntlm_version, "10.0.20348", 0);
	say(&w, "10.0.0.2", A_ntlm_version, "10.0.17763", 0);
	say(&w, "10.0.0.3", A_ntlm_version, "10.0.19041", 0);
	say(&w, "10.0.0.4", A_ntlm_version, "10.0.19043", 0);
	say(&w, "10.0.0.5", A_database_version,
	    "Microsoft SQL Server 16.0.1000", 0);
	SILENT(w, "EOL-004", "10.0.0.1");
	RAISED(w, "EOL-004", "10.0.0.2");
	inventory_outlive(w.inventory, own);
	assert_string_equal(found(&w, "EOL-004", "10.0.0.1")->detail,
			    "10.0.20348: Server 2022, ended 2023-01-01");
	SILENT(w, "EOL-004", "10.0.0.2");
	SILENT(w, "EOL-004", "10.0.0.3"); /* what 22H2 tells, too               */
	RAISED(w, "EOL-004", "10.0.0.4"); /* not in the list: ours holds       */
	assert_int_equal(found(&w, "EOL-008", "10.0.0.5")->confidence, 0);
	lifetimes_close(own);
	ward_close(&w);
}

static void old_servers_and_systems_are_told(void **state)
{
	static const struct {
		const char *rule;
		enum attr attr;
		const char *old, *young;
	} rows[] = {
		{"SSH-002", A_ssh_server, "SSH-2.0-OpenSSH_6.6.1p1",
		 "SSH-2.0-OpenSSH_9.2p1"},
		{"EOL-006", A_upnp_server, "Linux/2.6.36 UPnP/1.0",
		 "Linux/5.10.1 UPnP/1.0"},
		{"EOL-007", A_http_server, "Apache/2.2.34", "Apache/2.4.57"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct ward w = ward_open(NULL);

		say(&w, "10.0.0.1", rows[i].attr, rows[i].old, 0);
		say(&w, "10.0.0.2", rows[i].attr, rows[i].young, 0);
		RAISED(w, rows[i].rule, "10.0.0.1");
		SILENT(w, rows[i].rule, "10.0.0.2");
		ward_close(&w);
	}
}

static void an_old_telephone_matters_if_it_is_clinical(void **state)
{
	static const char old[] = "Mozilla/5.0 (Linux; Android 7.1.2; TC51)";
	struct ward w = ward_open(NULL);

	(void)state;
	scanner(&w, "10.0.0.1");
	say(&w, "10.0.0.1", A_http_user_agent, old, 0);
	say(&w, "10.0.0.2", A_http_user_agent, old, 0);
	RAISED(w, "EOL-009", "10.0.0.1");
	SILENT(w, "EOL-009", "10.0.0.2");
	ward_close(&w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(support_ends_by_the_time_of_the_packets),
		cmocka_unit_test(an_edition_of_long_support_makes_it_less_sure),
		cmocka_unit_test(a_list_of_the_hospital_goes_before_ours),
		cmocka_unit_test(old_servers_and_systems_are_told),
		cmocka_unit_test(an_old_telephone_matters_if_it_is_clinical),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
