/* SPDX-License-Identifier: Apache-2.0 */
/* finding_record - silence, roles, places, uploads, records, what is told to all. */
#include "tests/unit/classify/ward.h"

#include "classify/human.h"

static const char mac[] = "00:1d:4a:00:00:01";

/* ---- silence ---------------------------------------------------------------------------- */

/* Scanners 10.0.0.1 to .9, every so many days, until each has its last. */
static void days_of(struct ward *w, unsigned days, const unsigned last[9],
		    unsigned every)
{
	char ip[16];

	for (unsigned day = 0; day < days; day++, wait_days(w, 1))
		for (unsigned i = 0; i < 9; i++) {
			snprintf(ip, sizeof(ip), "10.0.0.%u", i + 1);
			if (day < last[i] && day % (i == 0 ? every : 1) == 0)
				scanner(w, ip);
		}
}

static void one_that_is_heard_no_longer_is_silent(void **state)
{
	struct ward w = ward_open(NULL);
	const struct finding *f;

	(void)state;
	days_of(&w, 24, (unsigned[9]){14, 24, 24, 24, 24, 24, 24, 24, 24}, 1);
	f = found(&w, "INV-003", "10.0.0.1");
	assert_non_null(f);
	assert_string_equal(f->detail,
			    "last heard on 2023-11-27; since then its network was "
			    "heard on 10 days, before it missed at most 0 running");
	assert_true(f->last_us > f->first_us + 8 * DAY_US);
	SILENT(w, "INV-003", "10.0.0.2");
	scanner(&w, "10.0.0.1");
	SILENT(w, "INV-003", "10.0.0.1");
	ward_close(&w);
}

static void six_days_or_rare_visits_are_no_silence(void **state)
{
	struct ward w = ward_open(NULL), rare = ward_open(NULL);

	(void)state;
	days_of(&w, 20, (unsigned[9]){14, 20, 20, 20, 20, 20, 20, 20, 20}, 1);
	SILENT(w, "INV-003", "10.0.0.1");
	/* every fourth day: twelve days are nothing yet */
	days_of(&rare, 41, (unsigned[9]){29, 41, 41, 41, 41, 41, 41, 41, 41}, 4);
	SILENT(rare, "INV-003", "10.0.0.1");
	ward_close(&w);
	ward_close(&rare);
}

static void a_network_or_a_sensor_that_fails_silences_nobody(void **state)
{
	struct ward part = ward_open(NULL), all = ward_open(NULL);

	(void)state;
	days_of(&part, 24, (unsigned[9]){14, 14, 24, 24, 24, 24, 24, 24, 24}, 1);
	SILENT(part, "INV-003", "10.0.0.1");
	days_of(&all, 14, (unsigned[9]){14, 14, 14, 14, 14, 14, 14, 14, 14}, 1);
	wait_days(&all, 30);
	scanner(&all, "10.0.0.2");
	SILENT(all, "INV-003", "10.0.0.1");
	ward_close(&part);
	ward_close(&all);
}

/* ---- roles ------------------------------------------------------------------------------- */

static void role(struct ward *w, const char *ip, const char *modality)
{
	say(w, ip, A_dicom_modality, modality, 0);
	wait_days(w, 2);
	say(w, ip, A_dicom_modality, modality, 0);
}

static void one_that_becomes_something_else_is_told(void **state)
{
	struct ward w = ward_open(NULL);

	(void)state;
	ward_bind(&w, "10.0.0.1", mac);
	role(&w, "10.0.0.1", "CT");
	role(&w, "10.0.0.2", "CT"); /* of that no MAC is known */
	wait_days(&w, 7);
	role(&w, "10.0.0.1", "US");
	role(&w, "10.0.0.2", "US");
	RAISED(w, "INV-004", "10.0.0.1");
	assert_string_equal(found(&w, "INV-004", "10.0.0.1")->detail,
			    "was imaging-ct, is imaging-us");
	SILENT(w, "INV-004", "10.0.0.2");
	role(&w, "10.0.0.1", "CT"); /* it does both */
	SILENT(w, "INV-004", "10.0.0.1");
	ward_close(&w);
}

/* ---- places ------------------------------------------------------------------------------- */

static void one_mac_in_two_networks_at_once_is_told(void **state)
{
	struct ward w = ward_open(NULL), moved = ward_open(NULL);

	(void)state;
	ward_bind_in(&w, "10.0.1.1", mac, 10);
	ward_bind_in(&w, "10.0.2.1", mac, 20);
	ward_bind_in(&moved, "10.0.1.1", mac, 10);
	ward_bind_in(&moved, "10.0.2.1", mac, 20); /* it moved, and is there             */
	w.now_us += 1000000;
	ward_bind_in(&w, "10.0.1.1", mac, 10);
	for (int i = 0; i < 2; i++) {
		struct ward *one = i == 0 ? &w : &moved;
		struct record r = {.kind = RECORD_FACT};
		struct fact *f = &r.as.fact;

		f->first_us = f->last_us = one->now_us;
		f->frame = 99;
		f->attr = A_dicom_modality;
		f->voice = VOICE_SELF;
		f->source = 1;
		f->count = 2;
		f->subject.ip = at("10.0.1.1");
		f->subject.net = 10;
		f->length = (uint8_t)snprintf(f->text, sizeof(f->text), "CT");
		assert_true(inventory_add(one->inventory, &r, 0));
	}
	RAISED(w, "INV-006", "10.0.1.1");
	SILENT(moved, "INV-006", "10.0.1.1");
	ward_close(&w);
	ward_close(&moved);
}

/* ---- uploads ------------------------------------------------------------------------------- */

static void send(struct ward *w, const char *to, uint64_t octets)
{
	struct record r = talk(w, "10.0.0.1", to, 443, "tls");

	r.as.talk.octets[0] = octets;
	assert_true(inventory_add(w->inventory, &r, 0));
}

static struct ward after_two_weeks(uint64_t usual)
{
	struct ward w = ward_open(NULL);

	scanner(&w, "10.0.0.1");
	for (int i = 0; i < 14; i++, wait_days(&w, 1)) {
		send(&w, "10.0.0.2", 900000000);
		if (usual > 0)
			send(&w, "203.0.113.9", usual);
	}
	return w;
}

static void who_sends_far_more_than_usual_is_told(void **state)
{
	struct ward w = after_two_weeks(1000000);
	struct ward busy = after_two_weeks(90000000);
	struct ward quiet = after_two_weeks(0);

	(void)state;
	send(&w, "203.0.113.7", 99000000);
	send(&w, "10.0.0.3", 900000000); /* in its own network                 */
	SILENT(w, "INV-011", "10.0.0.1");
	send(&w, "203.0.113.7", 50000000);
	assert_string_equal(found(&w, "INV-011", "10.0.0.1")->detail,
			    "sent 149 MB a day or more to 203.0.113.7; on most "
			    "days before at most 2 MB to all others outside");
	send(&busy, "203.0.113.7", 500000000);
	SILENT(busy, "INV-011", "10.0.0.1");
	send(&quiet, "203.0.113.7", 150000000);
	RAISED(quiet, "INV-011", "10.0.0.1");
	ward_close(&w);
	ward_close(&busy);
	ward_close(&quiet);
}

static void nothing_is_unusual_before_it_is_known_what_is_usual(void **state)
{
	struct ward w = ward_open(NULL);

	(void)state;
	scanner(&w, "10.0.0.1");
	send(&w, "203.0.113.7", 900000000);
	SILENT(w, "INV-011", "10.0.0.1");
	ward_close(&w);
}

/* ---- records -------------------------------------------------------------------------------- */

static void after_a_month_somebody_should_have_written_it_down(void **state)
{
	struct ward w = ward_open(NULL);
	struct testimony said[] = {
		{.number = 1, .act = SAID_SET, .field = CLAIM_OWNER},
		{.number = 2, .act = SAID_SET, .field = CLAIM_LOCATION},
	};
	struct decisions d = {.said = said, .saids = 2};

	(void)state;
	scanner(&w, "10.0.0.1");
	say(&w, "10.0.0.2", A_http_server, "nginx", 0);
	wait_days(&w, 29);
	scanner(&w, "10.0.0.1");
	SILENT(w, "INV-013", "10.0.0.1");
	wait_days(&w, 1);
	scanner(&w, "10.0.0.1");
	say(&w, "10.0.0.2", A_http_server, "nginx", 0);
	assert_string_equal(found(&w, "INV-013", "10.0.0.1")->detail,
			    "missing: owner, location, declaration of its maker "
			    "(MDS2)");
	SILENT(w, "INV-013", "10.0.0.2");
	for (int i = 0; i < 2; i++)
		said[i].at.ip = at("10.0.0.1");
	inventory_decide(w.inventory, &d);
	assert_string_equal(found(&w, "INV-013", "10.0.0.1")->detail,
			    "missing: declaration of its maker (MDS2)");
	ward_close(&w);
}

/* ---- what is told to everybody, old ways in --------------------------------------------------- */

static void agents_are_known_by_whom_they_call(void **state)
{
	struct ward w = ward_open(NULL);

	(void)state;
	scanner(&w, "10.0.0.1");
	scanner(&w, "10.0.0.2");
	w.port = 443;
	say(&w, "203.0.113.5", A_tls_server_name, "drm.axeda.com", 0);
	say(&w, "203.0.113.6", A_tls_server_name, "notaxeda.com", 0);
	say(&w, "203.0.113.7", A_tls_server_name, "drm.axeda.com", 0);
	say(&w, "203.0.113.7", A_tls_server_name, "www.example.org", 0);
	speak(&w, "10.0.0.1", "203.0.113.5", 443, "tls");
	speak(&w, "10.0.0.2", "203.0.113.6", 443, "tls");
	speak(&w, "10.0.0.2", "203.0.113.7", 443, "tls"); /* many are there    */
	speak(&w, "10.0.0.3", "203.0.113.5", 443, "tls");
	assert_int_equal(found(&w, "RMT-004", "10.0.0.1")->confidence, 1);
	SILENT(w, "RMT-004", "10.0.0.2");
	SILENT(w, "RMT-004", "10.0.0.3"); /* not medical */
	speak(&w, "10.0.0.9", "10.0.0.2", 5631, "http");
	SILENT(w, "RMT-004", "10.0.0.2");
	speak(&w, "10.0.0.9", "10.0.0.2", 5631, "");
	assert_int_equal(found(&w, "RMT-004", "10.0.0.2")->confidence, 0);
	ward_close(&w);
}

static void a_medical_device_tells_everybody_what_it_is(void **state)
{
	struct ward w = ward_open(NULL);

	(void)state;
	scanner(&w, "10.0.0.1");
	scanner(&w, "10.0.0.2");
	say(&w, "10.0.0.1", A_mdns_model, "EPIQ 7G", 0);
	say(&w, "10.0.0.2", A_mdns_host_name, "ct1", 0);
	say(&w, "10.0.0.3", A_mdns_model, "LaserJet", 0);
	RAISED(w, "DSC-003", "10.0.0.1");
	SILENT(w, "DSC-003", "10.0.0.2");
	SILENT(w, "DSC-003", "10.0.0.3");
	ward_close(&w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_that_is_heard_no_longer_is_silent),
		cmocka_unit_test(six_days_or_rare_visits_are_no_silence),
		cmocka_unit_test(a_network_or_a_sensor_that_fails_silences_nobody),
		cmocka_unit_test(one_that_becomes_something_else_is_told),
		cmocka_unit_test(one_mac_in_two_networks_at_once_is_told),
		cmocka_unit_test(who_sends_far_more_than_usual_is_told),
		cmocka_unit_test(nothing_is_unusual_before_it_is_known_what_is_usual),
		cmocka_unit_test(after_a_month_somebody_should_have_written_it_down),
		cmocka_unit_test(agents_are_known_by_whom_they_call),
		cmocka_unit_test(a_medical_device_tells_everybody_what_it_is),
	};

	return cmocka_run_group_tests_name("finding_record", tests, NULL, NULL);
}
