/* SPDX-License-Identifier: Apache-2.0 */
/* claims_test - what facts amount to, by the signatures that come along. */
#include "tests/unit/classify/registry.h"

#include <string.h>

struct said {
	uint16_t attr;
	const char *text;
};

/* Beside an attribute: a partner says it. */
enum { HEARSAY = 0x8000 };

struct judged {
	struct knowledge *knowledge;
	struct inventory *inventory;
	const struct asset *asset;
};

static const char makers[] = "MA-L,00A037,\"Mindray DS USA, Inc.\",US\n";

/* One node of which all of this is said. */
static struct judged judge(const struct said *said, unsigned n)
{
	struct judged j = {.knowledge = knowledge_with_makers(makers)};
	struct inventory_limits limits = inventory_defaults();
	struct asset **list;

	j.inventory = inventory_open(j.knowledge, &limits);
	for (unsigned i = 0; i < n; i++) {
		struct record r = {.kind = RECORD_FACT};
		struct fact *f = &r.as.fact;

		f->attr = said[i].attr & (HEARSAY - 1);
		f->voice = said[i].attr & HEARSAY ? VOICE_PEER : VOICE_SELF;
		f->source = 1;
		f->count = 2; /* one packet makes no asset */
		f->subject.ip = addr_of_v4(0x0a000001);
		f->length = (uint8_t)snprintf(f->text, sizeof(f->text), "%s",
					      said[i].text);
		assert_true(inventory_add(j.inventory, &r, 0));
	}
	inventory_judge(j.inventory);
	assert_int_equal(inventory_assets(j.inventory, &list), 1);
	j.asset = list[0];
	return j;
}

#define JUDGE(...)                                                             \
	judge((struct said[]){__VA_ARGS__},                                    \
	      sizeof((struct said[]){__VA_ARGS__}) / sizeof(struct said))

static void expect(const struct judged *j, enum claim_kind kind,
		   const char *value)
{
	const char *got = asset_claim(j->asset, kind);

	if (value == NULL)
		assert_null(got);
	else
		assert_string_equal(got == NULL ? "nothing" : got, value);
}

static void close_all(struct judged *j)
{
	inventory_close(j->inventory);
	knowledge_close(j->knowledge);
}

static void a_name_that_a_partner_uses_is_the_own_one_once_it_is_proved(void **state)
{
	struct judged called = JUDGE({A_http_user_agent, "curl/8.0"},
				     {A_dicom_called_ae | HEARSAY, "CT1"});
	struct judged proved = JUDGE({A_http_user_agent, "curl/8.0"},
				     {A_kerberos_name | HEARSAY, "RADWS01"});

	(void)state;
	expect(&called, CLAIM_NAME, NULL);
	expect(&proved, CLAIM_NAME, "RADWS01");
	close_all(&called);
	close_all(&proved);
}

static void of_two_spellings_the_one_that_more_say_is_shown(void **state)
{
	struct judged j = JUDGE({A_dhcp_host_name, "RADWS-01"},
				{A_ntlm_host_name, "RADWS01"},
				{A_dicom_ae, "RADWS01"});

	(void)state;
	expect(&j, CLAIM_NAME, "RADWS01");
	close_all(&j);
}

static void a_number_in_a_message_tells_the_maker(void **state)
{
	static const char *const numbers[] = {"00A0370098007A80",
					      "00A037FFFE007A80"};

	(void)state;
	for (unsigned i = 0; i < 2; i++) {
		struct judged j = JUDGE({A_hl7_device, numbers[i]});

		expect(&j, CLAIM_VENDOR, "Mindray");
		close_all(&j);
	}
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
	struct judged j = JUDGE({A_dicom_role, "store-scp"});

	(void)state;
	expect(&j, CLAIM_CLASS, "dicom-node");
	close_all(&j);
	j = JUDGE({A_hl7_role, "receiver"});
	expect(&j, CLAIM_CLASS, "hl7-node");
	close_all(&j);
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
	j = JUDGE({A_hl7_role, "receiver"}, {A_astm_role, "instrument"});
	expect(&j, CLAIM_CLASS, "lab-analyser");
	close_all(&j);
}

static void what_a_partner_calls_a_node_is_not_its_name(void **state)
{
	struct judged j = JUDGE({A_dicom_role, "store-scp"},
				{A_dicom_called_ae | HEARSAY, "WRONGAET"});

	(void)state;
	expect(&j, CLAIM_NAME, NULL);
	close_all(&j);
	j = JUDGE({A_dicom_called_ae | HEARSAY, "WRONGAET"},
		  {A_dicom_called_ae, "ARCHIVE1"});
	expect(&j, CLAIM_NAME, "ARCHIVE1");
	close_all(&j);
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
	j = JUDGE({A_dicom_modality, "CT"}, {A_dicom_role, "commit-scp"});
	expect(&j, CLAIM_CLASS, "pacs-archive");
	close_all(&j);
	j = JUDGE({A_dicom_modality, "KO"}, {A_dicom_role, "move-scp"});
	expect(&j, CLAIM_CLASS, "pacs-archive");
	close_all(&j);
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
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct judged j = JUDGE({A_dicom_role, rows[i].role},
					{A_dicom_role, "move-scu"});

		expect(&j, CLAIM_CLASS, rows[i].class);
		close_all(&j);
	}
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
	struct judged j = JUDGE({A_dicom_ae, "ECHOSCU"},
				{A_dicom_called_ae, "ANY-SCP"});

	(void)state;
	expect(&j, CLAIM_NAME, NULL);
	close_all(&j);
	j = JUDGE({A_dicom_ae, "CT01"}, {A_dicom_ae, "ECHOSCU"});
	expect(&j, CLAIM_NAME, "CT01");
	close_all(&j);
}

struct node_said {
	unsigned node;
	uint16_t attr;
	const char *text;
};

static void talk(struct inventory *v, const char *protocol, unsigned client,
		 unsigned server)
{
	struct record r = {.kind = RECORD_TALK};
	struct talk_record *t = &r.as.talk;

	t->client = addr_of_v4(0x0a000000 + client);
	t->server = addr_of_v4(0x0a000000 + server);
	t->l4 = 6;
	t->port = 104;
	t->flows = 1;
	t->answered = true;
	snprintf(t->protocol, sizeof(t->protocol), "%s", protocol);
	assert_true(inventory_add(v, &r, 0));
}

/* Messages are said by their sender, a part. */
static uint32_t part_of(uint16_t attr)
{
	return attr == A_hl7_application || attr == A_hl7_model ||
			       attr == A_hl7_serial
		       ? PART_LEAST : 0;
}

/* What several nodes say of themselves; the asset is the last one. */
static struct judged judge_nodes(const struct node_said *said, unsigned n)
{
	struct judged j = {.knowledge = knowledge_with_makers(makers)};
	struct inventory_limits limits = inventory_defaults();
	struct asset **list;
	size_t assets;

	j.inventory = inventory_open(j.knowledge, &limits);
	for (unsigned i = 0; i < n; i++) {
		struct record r = {.kind = RECORD_FACT};
		struct fact *f = &r.as.fact;

		f->attr = said[i].attr;
		f->voice = VOICE_SELF;
		f->source = 1;
		f->count = 2;
		f->subject.ip = addr_of_v4(0x0a000000 + said[i].node);
		f->subject.part = part_of(f->attr);
		f->length = (uint8_t)snprintf(f->text, sizeof(f->text), "%s",
					      said[i].text);
		assert_true(inventory_add(j.inventory, &r, 0));
	}
	talk(j.inventory, "dicom", 1, 2);
	talk(j.inventory, "hl7", 1, 2);
	talk(j.inventory, "hl7", 2, 3);
	talk(j.inventory, "astm", 1, 2);
	talk(j.inventory, "astm", 2, 3);
	inventory_judge(j.inventory);
	assets = inventory_assets(j.inventory, &list);
	for (size_t i = 0; i < assets; i++)
		if (addr_compare(list[i]->ip,
				 addr_of_v4(0x0a000000 + said[n - 1].node)) == 0)
			j.asset = list[i];
	return j;
}

#define NODES(...)                                                             \
	judge_nodes((struct node_said[]){__VA_ARGS__},                         \
		    sizeof((struct node_said[]){__VA_ARGS__}) /                \
			    sizeof(struct node_said))

static void a_router_with_the_title_of_a_scanner_is_none(void **state)
{
	struct judged j = NODES({1, A_dicom_ae, "CT1"},
				{1, A_dicom_serial, "SN12034"},
				{1, A_dicom_modality, "CT"},
				{2, A_dicom_ae, "CT1"},
				{2, A_dicom_called_ae, "ROUTER1"},
				{2, A_dicom_serial, "SN12034"},
				{2, A_dicom_vendor, "GE"},
				{2, A_dicom_modality, "CT"},
				{2, A_dicom_role, "store-scp"});

	(void)state;
	expect(&j, CLAIM_CLASS, "dicom-router");
	expect(&j, CLAIM_VENDOR, NULL);
	expect(&j, CLAIM_SERIAL_NO, NULL);
	expect(&j, CLAIM_NAME, "ROUTER1");
	close_all(&j);
}

static void an_engine_does_not_become_whose_messages_it_passes_on(void **state)
{
	static const struct {
		const char *name, *maker, *sends, *role, *class;
	} rows[] = {
		{"EVITA_V800", "source", "source", "receiver", "hl7-engine"},
		{"EVITA_V800", "receiver", "source", "receiver", "hl7-engine"},
		{"EVITA_V800", "source", "source", "source", "ventilator"},
		{"EVITA_V800", "source", "receiver", "receiver", "hl7-node"},
		{"OTHER", "source", "source", "receiver", "hl7-node"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct judged j = NODES({1, A_hl7_application, "EVITA_V800"},
					{1, A_hl7_role, "source"},
					{1, A_hl7_role, rows[i].maker},
					{2, A_hl7_role, rows[i].sends},
					{2, A_hl7_role, rows[i].role},
					{2, A_hl7_serial, "ASAA-0043"},
					{2, A_hl7_application, rows[i].name});

		expect(&j, CLAIM_CLASS, rows[i].class);
		expect(&j, CLAIM_SERIAL_NO, i < 2 ? NULL : "ASAA-0043");
		close_all(&j);
	}
}

static void middleware_does_not_become_the_instrument_it_speaks_for(
	void **state)
{
	(void)state;
	for (unsigned same = 0; same < 2; same++) {
		struct judged j = NODES({1, A_astm_sender, "CS-2500"},
					{1, A_astm_role, "instrument"},
					{2, A_astm_role, "host"},
					{2, A_astm_role, "instrument"},
					{2, A_astm_serial, "21768"},
					{2, A_astm_sender,
					 same ? "CS-2500" : "CS-5100"});

		if (same)
			expect(&j, CLAIM_CLASS, "hl7-system");
		expect(&j, CLAIM_SERIAL_NO, same ? NULL : "21768");
		close_all(&j);
	}
}

/* Where the serial number was cut off or lost. */
static void the_title_of_who_sends_it_images_gives_a_router_away(void **state)
{
	static const struct {
		const char *title, *other, *role, *class;
	} rows[] = {
		{"CT1", "CT1", "store-scp", "dicom-router"},
		{"CT1", "CT2", "store-scp", "imaging-ct"},
		{"CT1", "CT1", "store-scu", "imaging-ct"},
		{"STORESCU", "STORESCU", "store-scp", "imaging-ct"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct judged j = NODES({1, A_dicom_ae, rows[i].title},
					{2, A_dicom_ae, rows[i].other},
					{2, A_dicom_modality, "CT"},
					{2, A_dicom_role, rows[i].role});

		expect(&j, CLAIM_CLASS, rows[i].class);
		close_all(&j);
	}
}

static void who_says_what_he_is_sends_other_images_for_others(void **state)
{
	struct judged j = JUDGE({A_system_description,
				 "Siemens SOMATOM go.Top syngo CT VA40A"},
				{A_dicom_role, "worklist-scu"},
				{A_dicom_sent_modality, "US"},
				{A_dicom_sent_vendor, "Philips"});

	(void)state;
	expect(&j, CLAIM_CLASS, "imaging-ct");
	expect(&j, CLAIM_VENDOR, "Siemens Healthineers");
	close_all(&j);
	j = JUDGE({A_system_description,
		   "Siemens SOMATOM go.Top syngo CT VA40A"},
		  {A_dicom_role, "worklist-scu"},
		  {A_dicom_sent_modality, "CT"},
		  {A_dicom_sent_model, "SOMATOM go.Top"});
	expect(&j, CLAIM_MODEL, "SOMATOM go.Top");
	close_all(&j);
}

/* Two addresses of one scanner, say: nothing goes from one to the other. */
static void the_same_serial_number_alone_makes_no_router(void **state)
{
	struct judged j = NODES({3, A_dicom_serial, "SN12034"},
				{2, A_dicom_serial, "SN12034"},
				{2, A_dicom_modality, "CT"},
				{2, A_dicom_role, "store-scp"});

	(void)state;
	expect(&j, CLAIM_CLASS, "imaging-ct");
	close_all(&j);
}

static void a_scanner_that_is_sent_images_remains_one(void **state)
{
	struct judged j = NODES({1, A_dicom_sent_serial, "SN12034"},
				{2, A_dicom_role, "worklist-scu"},
				{2, A_dicom_role, "store-scp"},
				{2, A_dicom_serial, "SN12034"},
				{2, A_dicom_modality, "CT"});

	(void)state;
	expect(&j, CLAIM_CLASS, "imaging-ct");
	expect(&j, CLAIM_SERIAL_NO, "SN12034");
	close_all(&j);
}

static void images_of_a_station_that_is_another_node_are_not_its_own(
	void **state)
{
	for (unsigned known = 0; known < 2; known++) {
		struct judged j = NODES({1, A_dicom_ae, known ? "US1" : "US2"},
					{2, A_dicom_role, "worklist-scu"},
					{2, A_dicom_sent_station, "US1"},
					{2, A_dicom_sent_model, "EPIQ"});

		expect(&j, CLAIM_MODEL, known ? NULL : "EPIQ");
		close_all(&j);
	}
	(void)state;
}

static void a_title_that_was_only_tried_names_nobody(void **state)
{
	struct judged j = JUDGE({A_dicom_asked_ae, "NOBODY"},
				{A_dicom_tried_ae, "WRONG"},
				{A_dicom_refused_ae, "NOBODY"});

	(void)state;
	expect(&j, CLAIM_NAME, NULL);
	close_all(&j);
	j = JUDGE({A_dicom_refused_ae, "CT1"}, {A_dicom_ae, "CT1"});
	expect(&j, CLAIM_NAME, "CT1");
	close_all(&j);
}

static void who_only_orders_tests_is_not_the_instrument_that_it_names(
	void **state)
{
	struct judged j = JUDGE({A_astm_model, "XP-100"},
				{A_astm_serial, "5555"},
				{A_astm_role, "host"});

	(void)state;
	expect(&j, CLAIM_CLASS, "hl7-system");
	expect(&j, CLAIM_MODEL, NULL);
	expect(&j, CLAIM_SERIAL_NO, NULL);
	close_all(&j);
	j = JUDGE({A_astm_model, "XP-100"}, {A_astm_role, "host"},
		  {A_astm_role, "instrument"});
	expect(&j, CLAIM_MODEL, "XP-100");
	close_all(&j);
}

struct told {
	uint8_t source, frame;
	uint16_t attr;
	const char *text;
};

/* Of one address, by several protocols and in several frames. */
static struct judged judge_told(const struct told *said, size_t n)
{
	struct judged j = {.knowledge = knowledge_with_makers(makers)};
	struct inventory_limits limits = inventory_defaults();
	struct asset **list;

	j.inventory = inventory_open(j.knowledge, &limits);
	for (size_t i = 0; i < n; i++) {
		struct record r = {.kind = RECORD_FACT};
		struct fact *f = &r.as.fact;

		f->attr = said[i].attr;
		f->source = said[i].source;
		f->frame = said[i].frame;
		f->voice = VOICE_SELF;
		f->count = 1;
		f->subject.ip = addr_of_v4(0x0a000001);
		f->length = (uint8_t)snprintf(f->text, sizeof(f->text), "%s",
					      said[i].text);
		assert_true(inventory_add(j.inventory, &r, 0));
	}
	inventory_judge(j.inventory);
	assert_int_equal(inventory_assets(j.inventory, &list), 1);
	j.asset = list[0];
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

#define WINDOWS_10 "syn:128+0:1460:64240=44:8:M.N.W.N.N.S:df"
#define FORWARDED "syn:128+1:1460:64240=44:8:M.N.W.N.N.S:df"
#define LINUX_5 "syn:64+0:1460:64240=44:7:M.S.T.N.W:df"

static void a_stack_is_a_guess_that_yields_to_every_word(void **state)
{
	struct judged alone = JUDGE({A_tcp_stack, WINDOWS_10});
	struct judged agreed = JUDGE({A_tcp_stack, WINDOWS_10},
				     {A_dhcp_vendor_class, "MSFT 5.0"});
	struct judged denied = JUDGE({A_tcp_stack, LINUX_5},
				     {A_browser_version, "6.1"});

	(void)state;
	expect(&alone, CLAIM_OS, "Windows 10 or later, or Server 2019 or later");
	assert_int_equal(grade_of(alone.asset->claim[0].decibans),
			 GRADE_POSSIBLE);
	expect(&agreed, CLAIM_OS, "Windows 10 or later, or Server 2019 or later");
	expect(&denied, CLAIM_OS, "Windows 7 or Server 2008 R2");
	for (unsigned i = 0; i < denied.asset->claims; i++)
		assert_false(denied.asset->claim[i].disputed);
	close_all(&alone);
	close_all(&agreed);
	close_all(&denied);
}

static void a_system_is_told_as_narrow_as_it_is_known(void **state)
{
	struct judged edition = JUDGE(
		{A_ntlm_version, "6.1.7601"},
		{A_smb_native_os, "Windows Server 2008 R2 Standard 7601"});
	struct judged build = JUDGE({A_ntlm_version, "10.0.17763"},
				    {A_dhcp_vendor_class, "MSFT 5.0"});
	struct judged number = JUDGE({A_smb_native_os, "Windows 5.1"});
	struct judged less = JUDGE({A_smb_native_os, "Windows 10"},
				   {A_tcp_stack, WINDOWS_10});
	struct judged apart = JUDGE({A_browser_version, "6.1"},
				    {A_smb_native_os, "Windows 10 Pro 19041"});

	(void)state;
	expect(&edition, CLAIM_OS, "Windows Server 2008 R2 Standard 7601");
	assert_false(edition.asset->claim[0].disputed);
	expect(&build, CLAIM_OS, "Windows 10 1809 or Server 2019");
	expect(&number, CLAIM_OS, "Windows XP");
	assert_false(number.asset->claim[0].disputed);
	expect(&less, CLAIM_OS, "Windows 10");
	assert_true(apart.asset->claim[0].disputed);
	close_all(&edition);
	close_all(&build);
	close_all(&number);
	close_all(&less);
	close_all(&apart);
}

static void two_hands_behind_one_address_are_no_guess(void **state)
{
	struct judged j = JUDGE({A_tcp_stack, WINDOWS_10},
				{A_tcp_stack, LINUX_5});

	(void)state;
	expect(&j, CLAIM_OS, NULL);
	close_all(&j);
}

static void what_a_neighbour_forwards_is_not_its_own_hand(void **state)
{
	struct judged far = JUDGE({A_tcp_stack, FORWARDED});
	struct judged near = JUDGE({A_tcp_stack, FORWARDED},
				   {A_arp_binding, ""});
	struct judged own = JUDGE({A_tcp_stack, FORWARDED},
				  {A_tcp_stack, LINUX_5}, {A_arp_binding, ""});

	(void)state;
	expect(&far, CLAIM_OS, "Windows 10 or later, or Server 2019 or later");
	expect(&near, CLAIM_OS, NULL);
	expect(&own, CLAIM_OS, "Linux 4.20 or later");
	close_all(&far);
	close_all(&near);
	close_all(&own);
}

static void who_sends_syslog_of_several_has_none_of_their_names(void **state)
{
	struct judged one = JUDGE({A_syslog_host_name, "pump7"},
				  {A_syslog_host_name, "pump7.hosp.example"});
	struct judged relay = JUDGE({A_syslog_host_name, "pump7"},
				    {A_syslog_host_name, "pump8"});

	(void)state;
	expect(&one, CLAIM_NAME, "pump7");
	expect(&relay, CLAIM_NAME, NULL);
	close_all(&one);
	close_all(&relay);
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
			a_scanner_that_asks_for_its_worklist_is_probably_one),
		cmocka_unit_test(the_title_of_a_tool_is_nobodys_name),
		cmocka_unit_test(where_little_is_seen_the_wider_class_is_told),
		cmocka_unit_test(a_narrow_class_contradicts_no_wider_one),
		cmocka_unit_test(what_a_partner_calls_a_node_is_not_its_name),
		cmocka_unit_test(an_archive_is_not_what_it_sends),
		cmocka_unit_test(
			a_scanner_that_answers_retrievals_is_no_archive),
		cmocka_unit_test(who_fetches_earlier_images_need_be_no_workstation),
		cmocka_unit_test(
			who_is_sent_what_others_fetch_is_surely_an_archive),
		cmocka_unit_test(a_router_with_the_title_of_a_scanner_is_none),
		cmocka_unit_test(
			an_engine_does_not_become_whose_messages_it_passes_on),
		cmocka_unit_test(
			middleware_does_not_become_the_instrument_it_speaks_for),
		cmocka_unit_test(the_same_serial_number_alone_makes_no_router),
		cmocka_unit_test(
			the_title_of_who_sends_it_images_gives_a_router_away),
		cmocka_unit_test(
			who_says_what_he_is_sends_other_images_for_others),
		cmocka_unit_test(a_scanner_that_is_sent_images_remains_one),
		cmocka_unit_test(
			images_of_a_station_that_is_another_node_are_not_its_own),
		cmocka_unit_test(a_title_that_was_only_tried_names_nobody),
		cmocka_unit_test(
			who_only_orders_tests_is_not_the_instrument_that_it_names),
		cmocka_unit_test(
			what_is_told_is_not_put_together_from_several_devices),
		cmocka_unit_test(
			a_scanner_is_not_of_the_maker_of_the_router_before_it),
		cmocka_unit_test(a_stack_is_a_guess_that_yields_to_every_word),
		cmocka_unit_test(a_system_is_told_as_narrow_as_it_is_known),
		cmocka_unit_test(two_hands_behind_one_address_are_no_guess),
		cmocka_unit_test(what_a_neighbour_forwards_is_not_its_own_hand),
		cmocka_unit_test(who_sends_syslog_of_several_has_none_of_their_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
