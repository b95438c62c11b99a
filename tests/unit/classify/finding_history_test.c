/* SPDX-License-Identifier: Apache-2.0 */
/* finding_history - rules in C over time, tables and numbers. */
#include "tests/unit/classify/ward.h"

static const uint64_t MINUTE_US = UINT64_C(60000000);

static const char site[] =
	"zone clinical\n  kind clinical\n  range 10.20.0.0/16\n"
	"zone servers\n  kind server\n  range 10.30.0.0/16\n"
	"zone office\n  kind user\n  range 10.40.0.0/16\n";

/* ---- what is new ---------------------------------------------------------------------- */

/* One is heard so often by now. */
static void hear_again(struct ward *w, uint32_t times)
{
	w->count = times;
	say(w, "10.0.0.2", A_http_server, "nginx", 0);
	w->count = 2;
}

static void two_captures_of_different_months_are_no_learning(void **state)
{
	struct ward w = ward_open(NULL);

	(void)state;
	hear_again(&w, 1);
	wait_days(&w, 40);
	hear_again(&w, 1);
	say(&w, "10.0.0.4", A_http_server, "nginx", 0);
	SILENT(w, "INV-001", "10.0.0.4");
	ward_close(&w);
}

static void what_is_new_after_two_weeks_is_told_for_two_weeks(void **state)
{
	struct ward w = ward_open(NULL);

	(void)state;
	scanner(&w, "10.0.0.1");
	hear_again(&w, 1);
	speak(&w, "10.0.0.2", "10.0.0.1", 104, "dicom");
	wait_days(&w, 13);
	say(&w, "10.0.0.3", A_http_server, "nginx", 0);
	speak(&w, "10.0.0.3", "10.0.0.1", 80, "http");
	SILENT(w, "INV-001", "10.0.0.3");
	SILENT(w, "INV-007", "10.0.0.1");
	SILENT(w, "INV-008", "10.0.0.1");
	wait_days(&w, 2);
	hear_again(&w, 14);
	say(&w, "10.0.0.4", A_http_server, "nginx", 0);
	speak(&w, "10.0.0.4", "10.0.0.1", 104, "dicom");
	RAISED(w, "INV-001", "10.0.0.4");
	RAISED(w, "INV-008", "10.0.0.1");
	RAISED(w, "CLN-003", "10.0.0.1");
	SILENT(w, "INV-007", "10.0.0.1"); /* that door was open before */
	speak(&w, "10.0.0.2", "10.0.0.1", 23, "telnet");
	assert_int_equal(found(&w, "INV-007", "10.0.0.1")->port, 23);
	wait_days(&w, 15);
	say(&w, "10.0.0.2", A_http_server, "nginx", 0);
	SILENT(w, "INV-001", "10.0.0.4");
	SILENT(w, "INV-008", "10.0.0.1");
	ward_close(&w);
}

static void an_archive_that_turns_strangers_away_looks(void **state)
{
	struct ward w = ward_open(NULL);

	(void)state;
	scanner(&w, "10.0.0.1");
	say(&w, "10.0.0.1", A_dicom_rejected, "", 0x0103);
	hear_again(&w, 1);
	wait_days(&w, 15);
	hear_again(&w, 14);
	say(&w, "10.0.0.4", A_http_server, "nginx", 0);
	speak(&w, "10.0.0.4", "10.0.0.1", 104, "dicom");
	RAISED(w, "INV-008", "10.0.0.1");
	SILENT(w, "CLN-003", "10.0.0.1");
	ward_close(&w);
}

static void a_version_that_replaces_another_is_told(void **state)
{
	struct ward w = ward_open(NULL);

	(void)state;
	say(&w, "10.0.0.1", A_ssh_server, "SSH-2.0-OpenSSH_8.0", 0);
	say(&w, "10.0.0.2", A_ssh_server, "SSH-2.0-OpenSSH_8.0", 0);
	wait_days(&w, 3);
	say(&w, "10.0.0.1", A_ssh_server, "SSH-2.0-OpenSSH_8.0", 0);
	say(&w, "10.0.0.2", A_ssh_server, "SSH-2.0-OpenSSH_9.0", 0);
	wait_days(&w, 1);
	say(&w, "10.0.0.1", A_ssh_server, "SSH-2.0-OpenSSH_9.0", 0);
	say(&w, "10.0.0.2", A_ssh_server, "SSH-2.0-OpenSSH_8.0", 0);
	RAISED(w, "INV-010", "10.0.0.1");
	assert_string_equal(found(&w, "INV-010", "10.0.0.1")->detail,
			    "was SSH-2.0-OpenSSH_8.0, is SSH-2.0-OpenSSH_9.0");
	SILENT(w, "INV-010", "10.0.0.2"); /* two behind one address */
	ward_close(&w);
}

/* ---- clinical servers ------------------------------------------------------------------- */

static void a_server_of_any_name_is_told(void **state)
{
	struct ward w = ward_open(NULL);

	(void)state;
	w.port = 104;
	w.count = 3;
	say(&w, "10.0.0.1", A_dicom_called_ae, "ARCHIVE", 0);
	say(&w, "10.0.0.2", A_dicom_called_ae, "ARCHIVE", 0);
	say(&w, "10.0.0.1", A_dicom_called_ae, "WHATEVER", 0);
	RAISED(w, "CLN-002", "10.0.0.1");
	SILENT(w, "CLN-002", "10.0.0.2");
	ward_close(&w);
}

static void rejected_again_and_again(void **state)
{
	struct ward w = ward_open(NULL);

	(void)state;
	w.count = 11;
	say(&w, "10.0.0.1", A_dicom_rejected, "", 0x0103);
	say(&w, "10.0.0.2", A_dicom_rejected, "", 0x0103);
	wait_days(&w, 1);
	say(&w, "10.0.0.2", A_dicom_rejected, "", 0x0103);
	w.port = 104;
	say(&w, "10.0.0.3", A_dicom_rejected, "", 0x0103);
	RAISED(w, "CLN-025", "10.0.0.1");
	SILENT(w, "CLN-025", "10.0.0.2"); /* over a day */
	SILENT(w, "CLN-025", "10.0.0.3"); /* who rejects is asked by many */
	ward_close(&w);
}

static void a_listener_that_is_no_engine_has_few_senders(void **state)
{
	struct ward w = ward_open(NULL);

	(void)state;
	scanner(&w, "10.0.0.1");
	say(&w, "10.0.0.9", A_http_server, "nginx", 0);
	for (unsigned i = 2; i < 6; i++) {
		char ip[32];

		snprintf(ip, sizeof(ip), "10.0.0.%u", i);
		speak(&w, ip, "10.0.0.9", 6661, "hl7");
	}
	SILENT(w, "CLN-009", "10.0.0.9"); /* whatever it is */
	speak(&w, "10.0.0.2", "10.0.0.1", 6661, "hl7");
	speak(&w, "10.0.0.3", "10.0.0.1", 6661, "hl7");
	speak(&w, "10.0.0.4", "10.0.0.1", 6661, "http");
	SILENT(w, "CLN-009", "10.0.0.1");
	speak(&w, "10.0.0.5", "10.0.0.1", 6661, "hl7");
	RAISED(w, "CLN-009", "10.0.0.1");
	ward_close(&w);
}

/* ---- places ------------------------------------------------------------------------------ */

static void an_address_of_the_internet_inside(void **state)
{
	struct ward w = ward_open(NULL);

	(void)state;
	ward_bind(&w, "93.184.216.34", "00:1d:4a:00:00:01");
	ward_bind(&w, "10.0.0.2", "00:1d:4a:00:00:02");
	RAISED(w, "NET-008", "93.184.216.34");
	SILENT(w, "NET-008", "10.0.0.2");
	ward_close(&w);
}

static void servants_of_a_network_stand_where_servers_stand(void **state)
{
	struct ward w = ward_open(site);

	(void)state;
	say(&w, "10.40.0.1", A_dhcp_server, "", 1);
	say(&w, "10.40.0.1", A_router_advertised, "", 1);
	say(&w, "10.30.0.1", A_dhcp_server, "", 1);
	say(&w, "10.30.0.1", A_router_advertised, "", 1);
	RAISED(w, "L2-002", "10.40.0.1");
	SILENT(w, "L2-002", "10.30.0.1");
	RAISED(w, "L2-003", "10.40.0.1");
	SILENT(w, "L2-003", "10.30.0.1");
	ward_close(&w);
}

static void nobody_has_five_names(void **state)
{
	static const char *const names[] = {"alpha", "beta", "gamma", "delta",
					    "omega"};
	struct ward w = ward_open(NULL);

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		say(&w, "10.0.0.1", A_llmnr_name, names[i], 0);
		say(&w, "10.0.0.2", A_llmnr_name, names[i], 0);
	}
	say(&w, "10.0.0.1", A_llmnr_name, names[4], 0);
	say(&w, "10.0.0.3", A_llmnr_name, "wpad", 0);
	RAISED(w, "L2-010", "10.0.0.1");
	SILENT(w, "L2-010", "10.0.0.2");
	RAISED(w, "L2-010", "10.0.0.3");
	ward_close(&w);
}

static void a_day_without_asking_for_the_time(void **state)
{
	struct ward w = ward_open(NULL);

	(void)state;
	for (unsigned i = 0; i < 2; i++) {
		scanner(&w, "10.0.0.1");
		scanner(&w, "10.0.0.2");
		say(&w, "10.0.0.2", A_ntp_client, "", 4);
		wait_days(&w, 1);
	}
	RAISED(w, "NET-011", "10.0.0.1");
	SILENT(w, "NET-011", "10.0.0.2");
	ward_close(&w);
}

static void one_device_in_two_networks(void **state)
{
	struct ward w = ward_open(NULL);

	(void)state;
	scanner(&w, "10.0.0.1");
	scanner(&w, "10.0.1.1");
	scanner(&w, "10.0.2.1");
	scanner(&w, "10.0.2.2");
	ward_bind(&w, "10.0.0.1", "00:1d:4a:00:00:01");
	ward_bind(&w, "10.0.1.1", "00:1d:4a:00:00:01");
	ward_bind(&w, "10.0.2.1", "00:1d:4a:00:00:02");
	ward_bind(&w, "10.0.2.2", "00:1d:4a:00:00:02");
	RAISED(w, "SEG-006", "10.0.0.1");
	SILENT(w, "SEG-006", "10.0.2.1");
	ward_close(&w);
}

/* Asks so many others by that port. */
static void ask_many(struct ward *w, const char *client, const char *net,
		     unsigned n, uint16_t port)
{
	for (unsigned i = 1; i <= n; i++) {
		char ip[32];

		snprintf(ip, sizeof(ip), "%s.%u", net, i);
		speak(w, client, ip, port, "");
	}
}

static void many_hosts_in_a_short_time(void **state)
{
	struct ward w = ward_open(NULL);

	(void)state;
	scanner(&w, "10.0.0.1");
	scanner(&w, "10.0.0.2");
	scanner(&w, "10.0.0.3");
	ask_many(&w, "10.0.0.1", "10.0.9", 16, 445);
	ask_many(&w, "10.0.0.2", "10.0.9", 15, 445);
	ask_many(&w, "10.0.0.3", "10.0.9", 8, 445);
	w.now_us += 6 * MINUTE_US;
	ask_many(&w, "10.0.0.3", "10.0.8", 8, 445);
	RAISED(w, "SCN-003", "10.0.0.1");
	SILENT(w, "SCN-003", "10.0.0.2");
	SILENT(w, "SCN-003", "10.0.0.3");
	ward_close(&w);
}

static void a_scanner_with_a_browser_browses(void **state)
{
	struct ward w = ward_open(NULL);

	(void)state;
	scanner(&w, "10.0.0.1");
	scanner(&w, "10.0.0.2");
	say(&w, "10.0.0.1", A_http_user_agent, "Mozilla/5.0 (Windows NT 10.0)", 0);
	say(&w, "10.0.0.2", A_http_user_agent, "curl/7.88", 0);
	ask_many(&w, "10.0.0.1", "93.184.216", 11, 443);
	ask_many(&w, "10.0.0.2", "93.184.216", 11, 443);
	RAISED(w, "NET-010", "10.0.0.1");
	SILENT(w, "NET-010", "10.0.0.2");
	ward_close(&w);
}

static void sessions_that_should_have_ended(void **state)
{
	struct ward w = ward_open(NULL);
	struct record r;

	(void)state;
	scanner(&w, "10.0.0.1");
	scanner(&w, "10.0.0.2");
	r = talk(&w, "10.0.0.9", "10.0.0.1", 3389, "rdp");
	r.as.talk.last_us += 9 * 60 * MINUTE_US;
	assert_true(inventory_add(w.inventory, &r, 0));
	r = talk(&w, "10.0.0.9", "10.0.0.2", 3389, "rdp");
	r.as.talk.last_us += 9 * 60 * MINUTE_US;
	r.as.talk.flows = 2;
	assert_true(inventory_add(w.inventory, &r, 0));
	RAISED(w, "RMT-003", "10.0.0.1");
	SILENT(w, "RMT-003", "10.0.0.2");
	say(&w, "10.0.0.3", A_http_server, "nginx", 0);
	say(&w, "10.0.0.4", A_http_server, "nginx", 0);
	speak(&w, "10.0.0.9", "10.0.0.3", 514, "rsh");
	speak(&w, "10.0.0.9", "10.0.0.4", 514, "syslog");
	RAISED(w, "CRD-005", "10.0.0.3");
	SILENT(w, "CRD-005", "10.0.0.4");
	ward_close(&w);
}

static void who_shares_a_zone_and_who_is_unknown_there(void **state)
{
	struct ward w = ward_open(site);

	(void)state;
	scanner(&w, "10.20.0.1");
	say(&w, "10.20.0.2", A_http_server, "nginx", 0);
	scanner(&w, "10.40.0.3");
	RAISED(w, "SEG-001", "10.40.0.3"); /* where people sit */
	SILENT(w, "SEG-001", "10.20.0.1");
	SILENT(w, "INV-002", "10.20.0.2"); /* since a moment only */
	wait_days(&w, 2);
	scanner(&w, "10.20.0.1");
	say(&w, "10.20.0.2", A_http_server, "nginx", 0);
	RAISED(w, "INV-002", "10.20.0.2");
	SILENT(w, "INV-002", "10.20.0.1");
	ward_close(&w);
}

static void what_stays_at_the_site_does_not_leave_it(void **state)
{
	struct ward w = ward_open(NULL);

	(void)state;
	scanner(&w, "10.0.0.1");
	scanner(&w, "10.0.0.2");
	speak(&w, "10.0.0.1", "93.184.216.34", 104, "dicom");
	speak(&w, "10.0.0.2", "10.0.0.9", 104, "dicom");
	RAISED(w, "CLN-011", "10.0.0.1");
	SILENT(w, "CLN-011", "10.0.0.2");
	ward_close(&w);
}

/* ---- other ways to meet a condition ---------------------------------------------------- */

static void either_way_raises_it_and_both_raise_it_once(void **state)
{
	struct ward w = ward_open(NULL);
	struct finding **list;
	size_t n, raised = 0;

	(void)state;
	w.port = 443;
	say(&w, "10.0.0.1", A_cert_name, "localhost", 0);
	say(&w, "10.0.0.2", A_cert_organisation, "Internet Widgits Pty Ltd", 0);
	say(&w, "10.0.0.3", A_cert_name, "pacs.hospital.example", 0);
	say(&w, "10.0.0.1", A_cert_organisation, "Internet Widgits Pty Ltd", 0);
	RAISED(w, "TLS-012", "10.0.0.1");
	RAISED(w, "TLS-012", "10.0.0.2");
	SILENT(w, "TLS-012", "10.0.0.3");
	n = inventory_findings(w.inventory, &list);
	for (size_t i = 0; i < n; i++)
		raised += strcmp(list[i]->rule->id, "TLS-012") == 0;
	assert_int_equal(raised, 2);
	assert_int_equal(found(&w, "TLS-012", "10.0.0.1")->evidences, 2);
	/* An alternative belongs to the condition above it, not to all. */
	say(&w, "10.0.0.4", A_tls_kex, "rsa", 0);
	say(&w, "10.0.0.5", A_tls_version, "", 769);
	say(&w, "10.0.0.5", A_dicom_tls, "", 2);
	SILENT(w, "CLN-006", "10.0.0.4");
	RAISED(w, "CLN-006", "10.0.0.5");
	ward_close(&w);
}

static void only_the_device_itself(void **state)
{
	struct ward w = ward_open(NULL);

	(void)state;
	scanner(&w, "10.0.0.1");
	say(&w, "10.0.0.1", A_mail_clear, "", 1);
	say(&w, "10.0.0.2", A_mail_clear, "", 1);
	speak(&w, "10.0.0.2", "10.0.0.1", 104, "dicom");
	RAISED(w, "CLN-022", "10.0.0.1");
	SILENT(w, "CLN-022", "10.0.0.2");
	ward_close(&w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			what_is_new_after_two_weeks_is_told_for_two_weeks),
		cmocka_unit_test(
			two_captures_of_different_months_are_no_learning),
		cmocka_unit_test(an_archive_that_turns_strangers_away_looks),
		cmocka_unit_test(a_version_that_replaces_another_is_told),
		cmocka_unit_test(a_server_of_any_name_is_told),
		cmocka_unit_test(rejected_again_and_again),
		cmocka_unit_test(a_listener_that_is_no_engine_has_few_senders),
		cmocka_unit_test(an_address_of_the_internet_inside),
		cmocka_unit_test(
			servants_of_a_network_stand_where_servers_stand),
		cmocka_unit_test(nobody_has_five_names),
		cmocka_unit_test(a_day_without_asking_for_the_time),
		cmocka_unit_test(one_device_in_two_networks),
		cmocka_unit_test(many_hosts_in_a_short_time),
		cmocka_unit_test(a_scanner_with_a_browser_browses),
		cmocka_unit_test(sessions_that_should_have_ended),
		cmocka_unit_test(who_shares_a_zone_and_who_is_unknown_there),
		cmocka_unit_test(what_stays_at_the_site_does_not_leave_it),
		cmocka_unit_test(either_way_raises_it_and_both_raise_it_once),
		cmocka_unit_test(only_the_device_itself),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
