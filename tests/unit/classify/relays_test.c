/* SPDX-License-Identifier: Apache-2.0 */
/* relays_test - who speaks for another does not become it. */
#include "tests/unit/classify/judged.h"

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
	struct judged j = judged_open();

	for (unsigned i = 0; i < n; i++) {
		struct record r = told_by(said[i].node, said[i].attr,
					  said[i].text);

		r.as.fact.subject.part = part_of(said[i].attr);
		assert_true(inventory_add(j.inventory, &r, 0));
	}
	talk(j.inventory, "dicom", 1, 2);
	talk(j.inventory, "hl7", 1, 2);
	talk(j.inventory, "hl7", 2, 3);
	talk(j.inventory, "astm", 1, 2);
	talk(j.inventory, "astm", 2, 3);
	judged_at(&j, said[n - 1].node);
	return j;
}

#define NODE_SAYS(kind, value, ...) says(NODES(__VA_ARGS__), kind, value)
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
		/* That it is sent them may lie where the sensor does not hear. */
		{"EVITA_V800", "source", "source", "source", NULL},
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
		expect(&j, CLAIM_SERIAL_NO, i < 3 ? NULL : "ASAA-0043");
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
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		NODE_SAYS(CLAIM_CLASS, rows[i].class,
			  {1, A_dicom_ae, rows[i].title},
			  {2, A_dicom_ae, rows[i].other},
			  {2, A_dicom_modality, "CT"},
			  {2, A_dicom_role, rows[i].role});
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
	SAYS(CLAIM_MODEL, "SOMATOM go.Top",
	     {A_system_description, "Siemens SOMATOM go.Top syngo CT VA40A"},
	     {A_dicom_role, "worklist-scu"}, {A_dicom_sent_modality, "CT"},
	     {A_dicom_sent_model, "SOMATOM go.Top"});
}

/* Two addresses of one scanner, say: nothing goes from one to the other. */
static void the_same_serial_number_alone_makes_no_router(void **state)
{
	(void)state;
	NODE_SAYS(CLAIM_CLASS, "imaging-ct", {3, A_dicom_serial, "SN12034"},
		  {2, A_dicom_serial, "SN12034"}, {2, A_dicom_modality, "CT"},
		  {2, A_dicom_role, "store-scp"});
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
	(void)state;
	for (unsigned known = 0; known < 2; known++)
		NODE_SAYS(CLAIM_MODEL, known ? NULL : "EPIQ",
			  {1, A_dicom_ae, known ? "US1" : "US2"},
			  {2, A_dicom_role, "worklist-scu"},
			  {2, A_dicom_sent_station, "US1"},
			  {2, A_dicom_sent_model, "EPIQ"});
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
	SAYS(CLAIM_MODEL, "XP-100", {A_astm_model, "XP-100"},
	     {A_astm_role, "host"}, {A_astm_role, "instrument"});
}

int main(void)
{
	const struct CMUnitTest tests[] = {
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
		cmocka_unit_test(
			who_only_orders_tests_is_not_the_instrument_that_it_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
