/* SPDX-License-Identifier: Apache-2.0 */
/* claims_test - what facts amount to, by the signatures that come along. */
#include "tests/unit/classify/judged.h"

static void a_name_that_a_partner_uses_is_the_own_one_once_it_is_proved(void **state)
{
	(void)state;
	SAYS(CLAIM_NAME, NULL, {A_http_user_agent, "curl/8.0"},
	     {A_dicom_called_ae | HEARSAY, "CT1"});
	SAYS(CLAIM_NAME, "RADWS01", {A_http_user_agent, "curl/8.0"},
	     {A_kerberos_name | HEARSAY, "RADWS01"});
}

static void of_two_spellings_the_one_that_more_say_is_shown(void **state)
{
	(void)state;
	SAYS(CLAIM_NAME, "RADWS01", {A_dhcp_host_name, "RADWS-01"},
	     {A_ntlm_host_name, "RADWS01"}, {A_dicom_ae, "RADWS01"});
}

static void a_number_in_a_message_tells_the_maker(void **state)
{
	static const char *const numbers[] = {"00A0370098007A80",
					      "00A037FFFE007A80"};

	(void)state;
	for (unsigned i = 0; i < 2; i++)
		SAYS(CLAIM_VENDOR, "Mindray", {A_hl7_device, numbers[i]});
}

/* Told by ARP alone, with one fact more. */
static struct judged bound(const char *mac, uint16_t attr, const char *text)
{
	struct judged j = judged_open();
	struct record bind = told_by(1, A_arp_binding, "");
	struct record more = told_by(1, attr, text);

	assert_true(mac_parse(mac, &bind.as.fact.subject.mac));
	bind.as.fact.word = 1;
	assert_true(inventory_add(j.inventory, &bind, 0));
	if (text != NULL)
		assert_true(inventory_add(j.inventory, &more, 0));
	assert_int_equal(judged_at(&j, 1), 1);
	return j;
}

static void the_owner_of_a_mac_block_is_a_weak_sign_of_the_maker(void **state)
{
	struct judged j = bound("00:a0:37:00:00:01", 0, NULL);
	const struct claim *c = j.asset->claim;

	(void)state;
	expect(&j, CLAIM_VENDOR, "Mindray");
	assert_int_equal(j.asset->claims, 1);
	assert_int_equal(grade_of(c->decibans), GRADE_POSSIBLE);
	assert_string_equal(c->reason[0].where, "registry");
	assert_int_equal(c->reason[0].fact->attr, A_arp_binding);
	assert_false(j.asset->clinical);
	close_all(&j);
}

/* .. of its own interface, which a maker buys: what it says itself is right. */
static void whoever_says_otherwise_is_right(void **state)
{
	struct judged j = bound("00:a0:37:00:00:01", A_inventory_vendor,
				"Philips");

	(void)state;
	expect(&j, CLAIM_VENDOR, "Philips");
	assert_int_equal(j.asset->claims, 1);
	assert_false(j.asset->claim[0].disputed);
	close_all(&j);
	j = bound("02:a0:37:00:00:01", 0, NULL);
	assert_int_equal(j.asset->claims, 0);
	close_all(&j);
	j = bound("00:a0:38:00:00:01", 0, NULL);
	assert_int_equal(j.asset->claims, 0);
	close_all(&j);
}

/* Of one device: since when, and until when, it said so, in hours. */
struct spell {
	uint16_t attr;
	const char *text;
	unsigned from, to;
};

static struct judged over_time(const struct spell *s, unsigned n)
{
	const uint64_t hour_us = 3600000000;
	struct judged j = judged_open();

	for (unsigned i = 0; i < n; i++) {
		struct record r = told_by(1, s[i].attr, s[i].text);

		r.as.fact.first_us = 1 + s[i].from * hour_us;
		r.as.fact.last_us = 1 + s[i].to * hour_us;
		assert_true(inventory_add(j.inventory, &r, 0));
	}
	assert_int_equal(judged_at(&j, 1), 1);
	return j;
}

static void what_it_says_no_longer_is_outdated(void **state)
{
	static const struct spell update[] = {
		{A_dicom_sent_version, "9.0", 0, 72},
		{A_dicom_sent_version, "10.0", 90, 2000},
		{A_dhcp_host_name, "A-OLD", 0, 480},
		{A_dhcp_host_name, "Z-NEW", 481, 500},
	};
	struct judged j = over_time(update, 4);

	(void)state;
	expect(&j, CLAIM_VERSION, "10.0");
	expect(&j, CLAIM_NAME, "Z-NEW");
	for (unsigned i = 0; i < j.asset->claims; i++) {
		assert_false(j.asset->claim[i].disputed);
		assert_string_not_equal(j.asset->claim[i].value, "9.0");
		assert_string_not_equal(j.asset->claim[i].value, "A-OLD");
	}
	close_all(&j);
}

/* Both are in use, or it is too early to tell, or another mouth said it. */
static void what_it_says_by_turns_it_has_both(void **state)
{
	static const struct spell turns[][2] = {
		{{A_dhcp_host_name, "A", 0, 480}, {A_dhcp_host_name, "Z", 20, 500}},
		{{A_dhcp_host_name, "A", 0, 1}, {A_dhcp_host_name, "Z", 2, 2}},
		{{A_dhcp_host_name, "A", 0, 0}, {A_netbios_name, "Z", 0, 0}},
	};

	(void)state;
	for (unsigned i = 0; i < 3; i++) {
		struct judged j = over_time(turns[i], 2);
		unsigned names = 0;

		for (unsigned k = 0; k < j.asset->claims; k++)
			names += j.asset->claim[k].kind == CLAIM_NAME;
		assert_int_equal(names, i == 1 ? 1 : 2);
		if (i != 1)
			expect(&j, CLAIM_NAME, "A");
		close_all(&j);
	}
}

/* .. whatever comes first in the alphabet or weighs more; a hint is too little. */
static void who_makes_images_of_two_kinds_is_the_rarer_machine(void **state)
{
	static const char *const pairs[][3] = {
		{"PT", "CT", "imaging-nm"}, {"NM", "CT", "imaging-nm"},
		{"XA", "CT", "imaging-xa"}, {"RTRECORD", "CT", "radiotherapy"},
		{"PX", "CT", "imaging-dental"}, {"PT", "MR", "imaging-nm"},
		{"CR", "MG", "imaging-xray"},
		{"HD", "ECG", "electrophysiology"},
	};

	(void)state;
	for (unsigned i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
		struct judged j = JUDGE({A_dicom_modality, pairs[i][0]},
					{A_dicom_modality, pairs[i][1]},
					{A_dicom_sent_modality, pairs[i][1]});

		expect(&j, CLAIM_CLASS, pairs[i][2]);
		for (unsigned k = 0; k < j.asset->claims; k++)
			assert_false(j.asset->claim[k].disputed);
		close_all(&j);
	}
	SAYS(CLAIM_CLASS, "imaging-ct", {A_dicom_modality, "CT"},
	     {A_dicom_modality, "RTIMAGE"});
}

/* .. also where one that agrees stands between. */
static void whoever_else_comes_near_disputes(void **state)
{
	struct judged j = JUDGE({A_dicom_modality, "ES"},
				{A_dicom_modality, "XC"},
				{A_dicom_modality, "US"});

	(void)state;
	expect(&j, CLAIM_CLASS, "endoscopy");
	assert_true(j.asset->claim[0].disputed);
	close_all(&j);
}

static void a_report_of_dose_hints_at_a_modality(void **state)
{
	(void)state;
	SAYS(CLAIM_CLASS, "imaging-other",
	     {A_dicom_stored, "1.2.840.10008.5.1.4.1.1.88.67"});
	SAYS(CLAIM_CLASS, "imaging-workstation",
	     {A_dicom_stored, "1.2.840.10008.5.1.4.1.1.88.67"},
	     {A_dicom_role, "move-scu"});
}

static void a_scanner_that_asks_for_its_worklist_is_probably_one(void **state)
{
	struct judged j = JUDGE({A_dicom_sent_modality, "CT"},
				{A_dicom_sent_model, "Scanner 9"},
				{A_dicom_role, "worklist-scu"});

	(void)state;
	expect(&j, CLAIM_CLASS, "imaging-ct");
	expect(&j, CLAIM_MODEL, "Scanner 9");
	assert_true(j.asset->clinical);
	close_all(&j);
}

/* A workstation stores images, too, and an archive takes reports. */
static void where_little_is_seen_the_wider_class_is_told(void **state)
{
	(void)state;
	SAYS(CLAIM_CLASS, "dicom-node", {A_dicom_role, "store-scp"});
	SAYS(CLAIM_CLASS, "hl7-node", {A_hl7_role, "receiver"});
}

static void a_narrow_class_contradicts_no_wider_one(void **state)
{
	struct judged j = JUDGE({A_hl7_role, "receiver"},
				{A_astm_role | HEARSAY, "host"});
	unsigned classes = 0;

	(void)state;
	expect(&j, CLAIM_CLASS, "hl7-system");
	for (unsigned i = 0; i < j.asset->claims; i++)
		if (j.asset->claim[i].kind == CLAIM_CLASS) {
			assert_false(j.asset->claim[i].disputed);
			classes++;
		}
	assert_int_equal(classes, 2);
	close_all(&j);
	SAYS(CLAIM_CLASS, "lab-analyser", {A_hl7_role, "receiver"},
	     {A_astm_role, "instrument"});
}

static void what_a_partner_calls_a_node_is_not_its_name(void **state)
{
	(void)state;
	SAYS(CLAIM_NAME, NULL, {A_dicom_role, "store-scp"},
	     {A_dicom_called_ae | HEARSAY, "WRONGAET"});
	SAYS(CLAIM_NAME, "ARCHIVE1", {A_dicom_called_ae | HEARSAY, "WRONGAET"},
	     {A_dicom_called_ae, "ARCHIVE1"});
}

static void an_archive_is_not_what_it_sends(void **state)
{
	struct judged j = JUDGE({A_dicom_sent_modality, "CT"},
				{A_dicom_sent_model, "Scanner 9"},
				{A_dicom_sent_serial, "SN1234"},
				{A_dicom_role, "move-scp"});

	(void)state;
	expect(&j, CLAIM_CLASS, "pacs-archive");
	expect(&j, CLAIM_MODEL, NULL);
	expect(&j, CLAIM_SERIAL_NO, NULL);
	close_all(&j);
}

/* A workstation fetches images from the scanner that made them. */
static void a_scanner_that_answers_retrievals_is_no_archive(void **state)
{
	struct judged j = JUDGE({A_dicom_modality, "CT"},
				{A_dicom_sent_model, "Scanner 9"},
				{A_dicom_role, "mpps-scu"},
				{A_dicom_role, "find-scp"},
				{A_dicom_role, "move-scp"});

	(void)state;
	expect(&j, CLAIM_CLASS, "imaging-ct");
	expect(&j, CLAIM_MODEL, "Scanner 9");
	close_all(&j);
	SAYS(CLAIM_CLASS, "pacs-archive", {A_dicom_modality, "CT"},
	     {A_dicom_role, "commit-scp"});
	SAYS(CLAIM_CLASS, "pacs-archive", {A_dicom_modality, "KO"},
	     {A_dicom_role, "move-scp"});
}

static void who_asks_a_worklist_for_itself_is_of_that_kind(void **state)
{
	(void)state;
	SAYS(CLAIM_CLASS, "imaging-us", {A_dicom_asked_modality, "US"},
	     {A_dicom_role, "worklist-scu"});
	SAYS(CLAIM_CLASS, "ris-worklist", {A_dicom_asked_modality, "US"},
	     {A_dicom_role, "worklist-scu"}, {A_dicom_role, "worklist-scp"});
}

static void who_fetches_earlier_images_need_be_no_workstation(void **state)
{
	static const struct {
		const char *role, *class;
	} rows[] = {
		{"find-scu", "imaging-workstation"},
		{"worklist-scu", "imaging-other"},
		{"mpps-scu", "imaging-other"},
		{"worklist-scp", "ris-worklist"},
		{"commit-scp", "pacs-archive"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		SAYS(CLAIM_CLASS, rows[i].class, {A_dicom_role, rows[i].role},
		     {A_dicom_role, "move-scu"});
}

static enum grade grade_of_class(const struct judged *j)
{
	for (unsigned i = 0; i < j->asset->claims; i++)
		if (j->asset->claim[i].kind == CLAIM_CLASS &&
		    j->asset->claim[i].chosen)
			return grade_of(j->asset->claim[i].decibans);
	return GRADE_POSSIBLE;
}

static void who_is_sent_what_others_fetch_is_surely_an_archive(void **state)
{
	struct judged j = JUDGE({A_dicom_role, "move-scp"});

	(void)state;
	expect(&j, CLAIM_CLASS, "pacs-archive");
	assert_int_equal(grade_of_class(&j), GRADE_PROBABLE);
	close_all(&j);
	j = JUDGE({A_dicom_role, "move-scp"}, {A_dicom_role, "store-scp"});
	assert_int_equal(grade_of_class(&j), GRADE_CONFIRMED);
	close_all(&j);
}

static void the_title_of_a_tool_is_nobodys_name(void **state)
{
	(void)state;
	SAYS(CLAIM_NAME, NULL, {A_dicom_ae, "ECHOSCU"},
	     {A_dicom_called_ae, "ANY-SCP"});
	SAYS(CLAIM_NAME, "CT01", {A_dicom_ae, "CT01"}, {A_dicom_ae, "ECHOSCU"});
}

static void a_title_that_was_only_tried_names_nobody(void **state)
{
	(void)state;
	SAYS(CLAIM_NAME, NULL, {A_dicom_asked_ae, "NOBODY"},
	     {A_dicom_tried_ae, "WRONG"}, {A_dicom_refused_ae, "NOBODY"});
	SAYS(CLAIM_NAME, "CT1", {A_dicom_refused_ae, "CT1"},
	     {A_dicom_ae, "CT1"});
}

struct told {
	uint8_t source, frame;
	uint16_t attr;
	const char *text;
};

/* Of one address, by several protocols and in several frames. */
static struct judged judge_told(const struct told *said, size_t n)
{
	struct judged j = judged_open();

	for (size_t i = 0; i < n; i++) {
		struct record r = told_by(1, said[i].attr, said[i].text);

		r.as.fact.source = said[i].source;
		r.as.fact.frame = said[i].frame;
		r.as.fact.count = 1;
		assert_true(inventory_add(j.inventory, &r, 0));
	}
	assert_int_equal(judged_at(&j, 1), 1);
	return j;
}

#define TOLD(...) \
	judge_told((const struct told[]){__VA_ARGS__}, \
		    sizeof((const struct told[]){__VA_ARGS__}) / \
			    sizeof(struct told))

/* A scanner, an ultrasound machine and an analyser behind one address. */
static void what_is_told_is_not_put_together_from_several_devices(void **state)
{
	struct judged j = TOLD({1, 13, A_dicom_modality, "US"},
			       {1, 13, A_dicom_vendor, "Aaa Ultrasound"},
			       {1, 13, A_dicom_model, "Aaa 1"},
			       {1, 13, A_dicom_serial, "A-1111"},
			       {1, 33, A_dicom_modality, "CT"},
			       {1, 33, A_dicom_vendor, "Zzz Scanners"},
			       {1, 33, A_dicom_model, "Zzz 9"},
			       {1, 33, A_dicom_serial, "Z-9999"},
			       {1, 33, A_dicom_version, "9.0"},
			       {2, 89, A_astm_serial, "22222"},
			       {2, 89, A_astm_version, "00-10"});

	(void)state;
	expect(&j, CLAIM_CLASS, "imaging-ct");
	expect(&j, CLAIM_VENDOR, "Zzz Scanners");
	expect(&j, CLAIM_MODEL, "Zzz 9");
	expect(&j, CLAIM_SERIAL_NO, "Z-9999");
	expect(&j, CLAIM_VERSION, "9.0");
	close_all(&j);
}

/* One scanner, and the router before it that answers by its own address. */
static void a_scanner_is_not_of_the_maker_of_the_router_before_it(void **state)
{
	struct judged j = TOLD({1, 13, A_dicom_modality, "CT"},
			       {1, 13, A_dicom_vendor, "Zzz Scanners"},
			       {1, 13, A_dicom_model, "Zzz 9"},
			       {1, 13, A_dicom_version, "9.0"},
			       {2, 33, A_ssh_server, "SSH-2.0-Cisco-1.25"});

	(void)state;
	expect(&j, CLAIM_CLASS, "imaging-ct");
	expect(&j, CLAIM_VENDOR, "Zzz Scanners");
	expect(&j, CLAIM_VERSION, "9.0");
	close_all(&j);
}

static void who_sends_syslog_of_several_has_none_of_their_names(void **state)
{
	(void)state;
	SAYS(CLAIM_NAME, "pump7", {A_syslog_host_name, "pump7"},
	     {A_syslog_host_name, "pump7.hosp.example"});
	SAYS(CLAIM_NAME, NULL, {A_syslog_host_name, "pump7"},
	     {A_syslog_host_name, "pump8"});
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			a_name_that_a_partner_uses_is_the_own_one_once_it_is_proved),
		cmocka_unit_test(
			of_two_spellings_the_one_that_more_say_is_shown),
		cmocka_unit_test(a_number_in_a_message_tells_the_maker),
		cmocka_unit_test(
			the_owner_of_a_mac_block_is_a_weak_sign_of_the_maker),
		cmocka_unit_test(whoever_says_otherwise_is_right),
		cmocka_unit_test(
			who_makes_images_of_two_kinds_is_the_rarer_machine),
		cmocka_unit_test(what_it_says_no_longer_is_outdated),
		cmocka_unit_test(what_it_says_by_turns_it_has_both),
		cmocka_unit_test(
			a_scanner_that_asks_for_its_worklist_is_probably_one),
		cmocka_unit_test(whoever_else_comes_near_disputes),
		cmocka_unit_test(a_report_of_dose_hints_at_a_modality),
		cmocka_unit_test(the_title_of_a_tool_is_nobodys_name),
		cmocka_unit_test(where_little_is_seen_the_wider_class_is_told),
		cmocka_unit_test(a_narrow_class_contradicts_no_wider_one),
		cmocka_unit_test(what_a_partner_calls_a_node_is_not_its_name),
		cmocka_unit_test(an_archive_is_not_what_it_sends),
		cmocka_unit_test(
			a_scanner_that_answers_retrievals_is_no_archive),
		cmocka_unit_test(who_asks_a_worklist_for_itself_is_of_that_kind),
		cmocka_unit_test(who_fetches_earlier_images_need_be_no_workstation),
		cmocka_unit_test(
			who_is_sent_what_others_fetch_is_surely_an_archive),
		cmocka_unit_test(a_title_that_was_only_tried_names_nobody),
		cmocka_unit_test(
			what_is_told_is_not_put_together_from_several_devices),
		cmocka_unit_test(
			a_scanner_is_not_of_the_maker_of_the_router_before_it),
		cmocka_unit_test(who_sends_syslog_of_several_has_none_of_their_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
