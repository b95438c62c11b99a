/* SPDX-License-Identifier: Apache-2.0 */
/* finding_ended - what the wire shows against a finding, and what does not do. */
#include "tests/unit/classify/ward.h"

/* Somebody speaks TLS of that version with a server, and once more that day. */
static void negotiate(struct ward *w, const char *client, uint64_t version)
{
	struct record r = talk(w, client, "10.0.0.1", 443, "tls");

	w->port = 443;
	say(w, "10.0.0.1", A_tls_version, "", version);
	r.as.talk.last_us += 1000;
	assert_true(inventory_add(w->inventory, &r, 0));
}

static void call(struct ward *w, const char *client, const char *protocol,
		 bool refused)
{
	struct record r = talk(w, client, "10.0.0.1", 23, protocol);

	r.as.talk.answered = !refused;
	r.as.talk.refused = refused;
	r.as.talk.packets[1] = 1;
	r.as.talk.last_us += 1000;
	assert_true(inventory_add(w->inventory, &r, 0));
	w->port = 23;
	if (!refused)
		say(w, "10.0.0.1", A_telnet_session, "", 1);
}

static uint64_t ended(struct ward *w, const char *rule)
{
	return found(w, rule, "10.0.0.1")->ended_us;
}

static void a_server_chooses_better_for_whom_it_chose_worse(void **state)
{
	struct ward w = ward_open(NULL);
	const struct finding *f;

	(void)state;
	negotiate(&w, "10.0.0.2", 769);
	negotiate(&w, "10.0.0.2", 771); /* a trial                             */
	assert_int_equal(ended(&w, "TLS-001"), 0);
	wait_days(&w, 2);
	negotiate(&w, "10.0.0.2", 771);
	f = found(&w, "TLS-001", "10.0.0.1");
	assert_true(f->ended_us > f->last_us && !f->ended_by_talk);
	wait_days(&w, 1);
	negotiate(&w, "10.0.0.2", 769); /* and is as it was */
	assert_int_equal(ended(&w, "TLS-001"), 0);
	ward_close(&w);
}

static void another_client_tells_nothing_of_the_server(void **state)
{
	struct ward w = ward_open(NULL);

	(void)state;
	negotiate(&w, "10.0.0.2", 769);
	for (int i = 0; i < 3; i++) {
		wait_days(&w, 2);
		negotiate(&w, "10.0.0.3", 771);
	}
	assert_int_equal(ended(&w, "TLS-001"), 0);
	ward_close(&w);
}

static void what_was_there_before_ends_nothing(void **state)
{
	struct ward w = ward_open(NULL);

	(void)state;
	negotiate(&w, "10.0.0.2", 771);
	wait_days(&w, 1);
	negotiate(&w, "10.0.0.2", 769);
	wait_days(&w, 9);
	negotiate(&w, "10.0.0.2", 771);
	assert_int_equal(ended(&w, "TLS-001"), 0);
	ward_close(&w);
}

static void a_door_is_closed_when_who_was_let_in_is_refused(void **state)
{
	struct ward w = ward_open(NULL);

	(void)state;
	call(&w, "10.0.0.2", "telnet", false);
	wait_days(&w, 1);
	call(&w, "10.0.0.3", "", true);
	wait_days(&w, 2);
	call(&w, "10.0.0.3", "", true); /* he never was let in */
	call(&w, "10.0.0.2", "", true); /* an outage, perhaps */
	assert_int_equal(ended(&w, "CRD-001"), 0);
	wait_days(&w, 2);
	call(&w, "10.0.0.2", "", true);
	assert_true(ended(&w, "CRD-001") > 0);
	assert_true(found(&w, "CRD-001", "10.0.0.1")->ended_by_talk);
	wait_days(&w, 1);
	call(&w, "10.0.0.4", "telnet", false);
	assert_int_equal(ended(&w, "CRD-001"), 0);
	ward_close(&w);
}

static void another_version_ends_what_the_old_one_meant(void **state)
{
	struct ward w = ward_open(NULL);

	(void)state;
	w.port = 80;
	say(&w, "10.0.0.1", A_http_server, "Microsoft-WinCE/7.0 Windows CE", 0);
	wait_days(&w, 1);
	say(&w, "10.0.0.1", A_http_server, "nginx/1.26.0", 0);
	assert_int_equal(ended(&w, "EOL-003"), 0);
	wait_days(&w, 2);
	say(&w, "10.0.0.1", A_http_server, "nginx/1.26.0", 0);
	assert_true(ended(&w, "EOL-003") > 0);
	ward_close(&w);
}

/* Of two conditions the one that no longer holds ends it. */
static void a_community_is_changed(void **state)
{
	struct ward w = ward_open(NULL);

	(void)state;
	for (int i = 0; i < 3; i++) {
		struct record r = talk(&w, "10.0.0.2", "10.0.0.1", 161, "snmp");

		w.port = 161;
		say(&w, "10.0.0.1", A_snmp_clear, "", 2);
		say(&w, "10.0.0.1", A_snmp_community,
		    i == 0 ? "public" : "other", 0);
		r.as.talk.l4 = 17;
		r.as.talk.last_us += 1000;
		assert_true(inventory_add(w.inventory, &r, 0));
		wait_days(&w, 1);
	}
	assert_true(ended(&w, "CRD-010") > 0);
	assert_int_equal(ended(&w, "CRD-009"), 0);
	ward_close(&w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_server_chooses_better_for_whom_it_chose_worse),
		cmocka_unit_test(another_client_tells_nothing_of_the_server),
		cmocka_unit_test(what_was_there_before_ends_nothing),
		cmocka_unit_test(a_door_is_closed_when_who_was_let_in_is_refused),
		cmocka_unit_test(another_version_ends_what_the_old_one_meant),
		cmocka_unit_test(a_community_is_changed),
	};

	return cmocka_run_group_tests_name("finding_ended", tests, NULL, NULL);
}
