/* SPDX-License-Identifier: Apache-2.0 */
/* journal - what became of devices, whoever judged and whenever. */
#include "tests/unit/classify/ward.h"

/* The journal of the asset of that address, a line each. */
static const char *journal(struct ward *w, const char *ip)
{
	static char text[8192];
	struct asset **list;
	size_t n, used = 0;

	inventory_judge(w->inventory);
	n = inventory_assets(w->inventory, &list);
	text[0] = '\0';
	for (size_t i = 0; i < n; i++)
		for (unsigned k = 0; k < list[i]->changes &&
				     addr_compare(list[i]->ip, at(ip)) == 0;
		     k++) {
			const struct change *c = &list[i]->change[k];

			used += (size_t)snprintf(
				text + used, sizeof(text) - used,
				"%s %s %s>%s\n", change_name(c->kind), c->field,
				c->before, c->after);
		}
	return text;
}

static void what_it_has_in_its_first_day_is_no_change(void **state)
{
	struct ward w = ward_open(NULL);

	(void)state;
	scanner(&w, "10.0.0.1");
	say(&w, "10.0.0.1", A_dicom_version, "VA1", 0);
	say(&w, "10.0.0.2", A_http_server, "nginx", 0);
	speak(&w, "10.0.0.2", "10.0.0.1", 104, "dicom");
	w.now_us += 12 * HOUR_US;
	speak(&w, "10.0.0.3", "10.0.0.1", 22, "ssh");
	assert_string_equal(journal(&w, "10.0.0.1"), "");
	ward_close(&w);
}

static void services_of_all_and_partners_of_clinical_devices_are_told(void **state)
{
	struct ward w = ward_open(NULL);

	(void)state;
	scanner(&w, "10.0.0.1");
	say(&w, "10.0.0.2", A_http_server, "nginx", 0);
	speak(&w, "10.0.0.2", "10.0.0.1", 104, "dicom");
	wait_days(&w, 2);
	speak(&w, "10.0.0.2", "10.0.0.1", 22, "ssh");
	speak(&w, "10.0.0.1", "10.0.0.2", 8080, "http");
	speak(&w, "8.8.4.4", "10.0.0.1", 104, "dicom");
	speak(&w, "10.0.0.9", "10.0.0.1", 50001, "");
	assert_string_equal(journal(&w, "10.0.0.1"),
			    "service ssh >22/tcp\n"
			    "peer dicom >8.8.4.4\n"
			    "peer  >10.0.0.9\n");
	assert_string_equal(journal(&w, "10.0.0.2"), "service http >8080/tcp\n");
	ward_close(&w);
}

static void unanswered_calls_and_groups_are_no_partners(void **state)
{
	struct ward w = ward_open(NULL);
	struct record r;

	(void)state;
	scanner(&w, "10.0.0.1");
	wait_days(&w, 2);
	r = talk(&w, "10.0.0.9", "10.0.0.1", 3389, "");
	r.as.talk.answered = false;
	assert_true(inventory_add(w.inventory, &r, 0));
	r = talk(&w, "10.0.0.9", "10.0.0.1", 3390, "");
	r.as.talk.refused = true;
	assert_true(inventory_add(w.inventory, &r, 0));
	speak(&w, "10.0.0.1", "224.0.0.251", 5353, "mdns");
	assert_string_equal(journal(&w, "10.0.0.1"), "");
	ward_close(&w);
}

static void a_value_that_replaced_another_is_a_change(void **state)
{
	struct ward w = ward_open(NULL);

	(void)state;
	say(&w, "10.0.0.1", A_dicom_version, "VA1", 0);
	say(&w, "10.0.0.1", A_dicom_model, "Alpha", 0);
	say(&w, "10.0.0.1", A_dhcp_host_name, "ct-1", 0);
	wait_days(&w, 2);
	say(&w, "10.0.0.1", A_dicom_version, "VA1", 0);
	say(&w, "10.0.0.1", A_dicom_model, "Alpha", 0);
	say(&w, "10.0.0.1", A_dhcp_host_name, "ct-1", 0);
	wait_days(&w, 1);
	say(&w, "10.0.0.1", A_dicom_version, "VA2", 0);
	say(&w, "10.0.0.1", A_dicom_model, "Beta", 0);
	say(&w, "10.0.0.1", A_dhcp_host_name, "ct-2", 0);
	assert_string_equal(journal(&w, "10.0.0.1"),
			    "software dicom_version VA1>VA2\n"
			    "identity dicom_model Alpha>Beta\n"
			    "identity dhcp_host_name ct-1>ct-2\n");
	ward_close(&w);
}

static void what_is_said_in_turns_or_once_is_no_change(void **state)
{
	struct ward w = ward_open(NULL);

	(void)state;
	say(&w, "10.0.0.1", A_http_server, "A", 0);
	say(&w, "10.0.0.1", A_http_server, "B", 0);
	say(&w, "10.0.0.2", A_http_server, "once", 0);
	wait_days(&w, 2);
	say(&w, "10.0.0.1", A_http_server, "B", 0);
	say(&w, "10.0.0.1", A_http_server, "C", 0);
	say(&w, "10.0.0.2", A_http_server, "other", 0);
	wait_days(&w, 2);
	say(&w, "10.0.0.1", A_http_server, "A", 0);
	/* Many titles are no new names. */
	say(&w, "10.0.0.1", A_dicom_ae, "ONE", 0);
	wait_days(&w, 2);
	say(&w, "10.0.0.1", A_dicom_ae, "ONE", 0);
	wait_days(&w, 2);
	say(&w, "10.0.0.1", A_dicom_ae, "TWO", 0);
	assert_string_equal(journal(&w, "10.0.0.1"), "");
	assert_string_equal(journal(&w, "10.0.0.2"), "");
	ward_close(&w);
}

static void an_address_comes_instead_of_one_or_beside_it(void **state)
{
	struct ward w = ward_open(NULL);

	(void)state;
	ward_bind(&w, "10.0.0.9", "00:1b:21:00:00:01");
	ward_bind(&w, "10.0.0.8", "00:1b:21:00:00:02");
	w.now_us += HOUR_US;
	ward_bind(&w, "10.0.0.3", "00:1b:21:00:00:01");
	ward_bind(&w, "10.0.0.4", "00:1b:21:00:00:02");
	ward_bind(&w, "10.0.0.8", "00:1b:21:00:00:02");
	assert_string_equal(journal(&w, "10.0.0.3"),
			    "address instead 10.0.0.9>10.0.0.3\n");
	assert_string_equal(journal(&w, "10.0.0.4"),
			    "address beside 10.0.0.8>10.0.0.4\n");
	ward_close(&w);
}

static void two_that_swap_addresses_twice_each_have_their_history(void **state)
{
	static const char *const macs[] = {"00:1b:21:00:00:01",
					   "00:1b:21:00:00:02"};
	static const char *const ips[] = {"10.0.0.1", "10.0.0.2"};
	struct ward w = ward_open(NULL);
	struct asset **list;

	(void)state;
	for (unsigned turn = 0; turn < 3; turn++) {
		for (unsigned i = 0; i < 2; i++)
			ward_bind(&w, ips[(i + turn) % 2], macs[i]);
		w.now_us += HOUR_US;
	}
	assert_string_equal(journal(&w, "10.0.0.1"),
			    "address beside 10.0.0.1>10.0.0.2\n");
	assert_string_equal(journal(&w, "10.0.0.2"),
			    "address beside 10.0.0.2>10.0.0.1\n");
	assert_int_equal(inventory_assets(w.inventory, &list), 2);
	ward_close(&w);
}

/* ---- silence ------------------------------------------------------------------------- */

/* Others are heard on so many days. */
static void others(struct ward *w, unsigned days)
{
	for (; days > 0; days--) {
		wait_days(w, 1);
		say(w, "10.0.0.2", A_http_server, "nginx", 0);
	}
}

static void seven_days_on_which_others_were_heard_are_silence(void **state)
{
	struct ward w = ward_open(NULL);

	(void)state;
	scanner(&w, "10.0.0.1");
	others(&w, 7);
	assert_string_equal(journal(&w, "10.0.0.1"), "");
	others(&w, 1);
	assert_string_equal(journal(&w, "10.0.0.1"), "silent  >\n");
	others(&w, 5);
	scanner(&w, "10.0.0.1");
	assert_string_equal(journal(&w, "10.0.0.1"), "silent  >\nback  >\n");
	ward_close(&w);
}

static void the_end_of_a_capture_silences_nobody(void **state)
{
	struct ward w = ward_open(NULL);

	(void)state;
	scanner(&w, "10.0.0.1");
	say(&w, "10.0.0.2", A_http_server, "nginx", 0);
	wait_days(&w, 400); /* nobody listened */
	others(&w, 7);
	assert_string_equal(journal(&w, "10.0.0.1"), "");
	scanner(&w, "10.0.0.1");
	others(&w, 7);
	assert_string_equal(journal(&w, "10.0.0.1"), "");
	ward_close(&w);
}

static void that_others_ask_for_it_is_no_sign_of_life(void **state)
{
	struct ward w = ward_open(NULL);
	struct record r;

	(void)state;
	scanner(&w, "10.0.0.1");
	for (unsigned i = 0; i < 9; i++) {
		others(&w, 1);
		r = talk(&w, "10.0.0.2", "10.0.0.1", 104, "");
		r.as.talk.answered = false;
		assert_true(inventory_add(w.inventory, &r, 0));
	}
	assert_string_equal(journal(&w, "10.0.0.1"), "silent  >\n");
	ward_close(&w);
}

static void a_conversation_of_days_is_heard_on_each(void **state)
{
	struct ward w = ward_open(NULL);
	struct record r;

	(void)state;
	scanner(&w, "10.0.0.1");
	r = talk(&w, "10.0.0.2", "10.0.0.1", 104, "dicom");
	r.as.talk.last_us += 20 * DAY_US;
	assert_true(inventory_add(w.inventory, &r, 0));
	wait_days(&w, 21);
	scanner(&w, "10.0.0.1");
	assert_string_equal(journal(&w, "10.0.0.1"), "");
	ward_close(&w);
}

/* ---- order, bounds ----------------------------------------------------------------- */

static void the_order_of_records_changes_nothing(void **state)
{
	char first[8192];
	enum { RECORDS = 60 };

	(void)state;
	for (unsigned turn = 0; turn < 3; turn++) {
		struct ward w = ward_open(NULL);

		for (unsigned i = 0; i < RECORDS; i++) {
			unsigned day = (turn == 0 ? i : (i * 37 + turn * 7)) %
				       RECORDS;

			w.now_us = 1700000000000000 + day * DAY_US;
			w.frames = day + 1;
			say(&w, "10.0.0.2", A_http_server, "nginx", 0);
			if (day < 20 || day > 40)
				say(&w, "10.0.0.1", A_dicom_version,
				    day < 20 ? "VA1" : "VA2", 0);
			if (day == 0)
				scanner(&w, "10.0.0.1");
			w.frames = 90;
			if (day == 45)
				speak(&w, "10.0.0.2", "10.0.0.1", 22, "ssh");
			if (turn == 2 && i % 10 == 0)
				inventory_judge(w.inventory);
		}
		if (turn == 0)
			snprintf(first, sizeof(first), "%s",
				 journal(&w, "10.0.0.1"));
		assert_string_equal(journal(&w, "10.0.0.1"), first);
		ward_close(&w);
	}
	assert_string_equal(first, "silent  >\n"
				   "back  >\n"
				   "software dicom_version VA1>VA2\n"
				   "service ssh >22/tcp\n"
				   "peer ssh >10.0.0.2\n");
}

static void older_changes_than_fit_are_counted(void **state)
{
	struct ward w = ward_open(NULL);
	const char *text;

	(void)state;
	say(&w, "10.0.0.2", A_http_server, "nginx", 0);
	say(&w, "10.0.0.3", A_http_server, "nginx", 0);
	wait_days(&w, 2);
	for (uint16_t port = 1; port <= 100; port++)
		speak(&w, "10.0.0.3", "10.0.0.2", port, "");
	text = journal(&w, "10.0.0.2");
	assert_ptr_equal(strstr(text, "more  >37\nservice  >38/tcp\n"), text);
	assert_non_null(strstr(text, "service  >100/tcp\n"));
	ward_close(&w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_it_has_in_its_first_day_is_no_change),
		cmocka_unit_test(services_of_all_and_partners_of_clinical_devices_are_told),
		cmocka_unit_test(unanswered_calls_and_groups_are_no_partners),
		cmocka_unit_test(a_value_that_replaced_another_is_a_change),
		cmocka_unit_test(what_is_said_in_turns_or_once_is_no_change),
		cmocka_unit_test(an_address_comes_instead_of_one_or_beside_it),
		cmocka_unit_test(two_that_swap_addresses_twice_each_have_their_history),
		cmocka_unit_test(seven_days_on_which_others_were_heard_are_silence),
		cmocka_unit_test(the_end_of_a_capture_silences_nobody),
		cmocka_unit_test(that_others_ask_for_it_is_no_sign_of_life),
		cmocka_unit_test(a_conversation_of_days_is_heard_on_each),
		cmocka_unit_test(the_order_of_records_changes_nothing),
		cmocka_unit_test(older_changes_than_fit_are_counted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
