/* SPDX-License-Identifier: Apache-2.0 */
/* join - what makes two places one device, and what does not. */
#include "classify/judge.h"
#include "tests/support/unit.h"

struct ward {
	struct knowledge *knowledge;
	struct inventory *inventory;
	struct asset **asset;
	size_t assets;
	unsigned frames;
};

static struct ward ward_open(void)
{
	struct inventory_limits limits = inventory_defaults();
	struct knowledge_paths paths = {.signatures = "signatures"};
	struct ward w = {.frames = 1};
	struct err e = {0};

	w.knowledge = knowledge_open(&paths, &e);
	if (w.knowledge == NULL)
		fail_msg("%s", e.text);
	w.inventory = inventory_open(w.knowledge, &limits);
	return w;
}

static void ward_close(struct ward *w)
{
	inventory_close(w->inventory);
	knowledge_close(w->knowledge);
}

/* At a MAC or, with dots, an address; part 0 is the place itself. */
static void tell(struct ward *w, const char *where, uint32_t part,
		 enum attr attr, const char *text)
{
	struct record r = {.kind = RECORD_FACT};
	struct fact *f = &r.as.fact;

	f->first_us = f->last_us = 1700000000000000 + w->frames;
	f->frame = w->frames++;
	f->attr = (uint16_t)attr;
	f->voice = part != 0 ? VOICE_CARRIED : VOICE_SELF;
	f->source = 1;
	f->count = 2; /* one packet makes no asset */
	f->subject.part = part;
	if (strchr(where, '.') != NULL)
		assert_true(addr_parse(where, &f->subject.ip));
	else
		assert_true(mac_parse(where, &f->subject.mac));
	f->length = (uint8_t)snprintf(f->text, sizeof(f->text), "%s", text);
	assert_true(inventory_add(w->inventory, &r, 0));
}

static void say(struct ward *w, const char *where, enum attr attr,
		const char *text)
{
	tell(w, where, 0, attr, text);
}

static const uint32_t PART = (uint32_t)1 << 31 | 77;

static size_t count(struct ward *w)
{
	inventory_judge(w->inventory);
	w->assets = inventory_assets(w->inventory, &w->asset);
	return w->assets;
}

#define NIC_1 "00:1d:4a:00:00:01"
#define NIC_2 "00:1d:4a:00:00:02"

static void two_interfaces_of_one_number_are_one_device(void **state)
{
	struct ward w = ward_open();

	(void)state;
	say(&w, NIC_1, A_inventory_serial, "SN-4711-A");
	say(&w, NIC_2, A_inventory_serial, "SN-4711-A");
	say(&w, NIC_1, A_inventory_model, "DRX-1");
	assert_int_equal(count(&w), 1);
	assert_int_equal(w.asset[0]->macs, 2);
	assert_true(mac_compare(w.asset[0]->all_macs[0],
				w.asset[0]->all_macs[1]) < 0);
	say(&w, NIC_2, A_inventory_model, "Another");
	assert_int_equal(count(&w), 2);
	ward_close(&w);
}

static void identifiers_of_the_machine_join_unless_its_number_differs(void **state)
{
	struct ward w = ward_open();

	(void)state;
	say(&w, NIC_1, A_dhcp_unique_id, "000300010003b1770044");
	say(&w, "10.0.0.9", A_dhcp_unique_id, "000300010003b1770044");
	assert_int_equal(count(&w), 1);
	assert_false(mac_is_zero(w.asset[0]->mac));
	assert_int_equal(w.asset[0]->addresses, 1);
	say(&w, NIC_1, A_inventory_serial, "SN-1000");
	say(&w, "10.0.0.9", A_inventory_serial, "SN-2000");
	assert_int_equal(count(&w), 2);
	ward_close(&w);
}

/* Its two interfaces have one name, and so have not a machine and its copy. */
static void a_copy_by_another_name_is_another_machine(void **state)
{
	static const enum attr names[] = {A_dhcp_host_name, A_system_name};
	static const struct {
		const char *name;
		size_t devices;
	} rows[] = {
		{"pacsvm1", 1}, {"PACSVM1.zzhosp.example", 1}, {"pacsvm2", 2},
		{"pacsvm", 2},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		for (size_t k = 0; k < 2; k++) {
			struct ward w = ward_open();

			say(&w, NIC_1, A_dhcp_unique_id, "000100012babcdef005056190001");
			say(&w, NIC_2, A_dhcp_unique_id, "000100012babcdef005056190001");
			say(&w, NIC_1, names[k], "pacsvm1");
			say(&w, NIC_2, names[1 - k], "other");
			assert_int_equal(count(&w), 1);
			say(&w, NIC_2, names[k], rows[i].name);
			assert_int_equal(count(&w), rows[i].devices);
			ward_close(&w);
		}
}

static void who_passes_messages_on_is_not_who_wrote_them(void **state)
{
	static const enum attr relayed[] = {A_hl7_serial, A_astm_serial,
					    A_dicom_serial, A_poct1_serial};

	(void)state;
	for (size_t i = 0; i < sizeof(relayed) / sizeof(relayed[0]); i++) {
		struct ward w = ward_open();

		say(&w, NIC_1, relayed[i], "SN-4711-A");
		say(&w, NIC_2, relayed[i], "SN-4711-A");
		assert_int_equal(count(&w), 2);
		ward_close(&w);
	}
}

static void a_number_that_many_have_is_nobodys(void **state)
{
	struct ward w = ward_open();
	char mac[32];

	(void)state;
	for (unsigned i = 0; i < 8; i++) {
		snprintf(mac, sizeof(mac), "00:1d:4a:00:00:%02x", i);
		say(&w, mac, A_machine_uuid, "4c4c4544003510528039b4c04f4a3332");
	}
	assert_int_equal(count(&w), 1);
	say(&w, "00:1d:4a:00:00:99", A_machine_uuid,
	    "4c4c4544003510528039b4c04f4a3332");
	assert_int_equal(count(&w), 9);
	ward_close(&w);
}

static void short_numbers_join_nothing(void **state)
{
	struct ward w = ward_open();

	(void)state;
	say(&w, NIC_1, A_inventory_serial, "17-3");
	say(&w, NIC_2, A_inventory_serial, "17-3");
	assert_int_equal(count(&w), 2);
	ward_close(&w);
}

static void a_device_behind_another_may_be_met_itself(void **state)
{
	struct ward w = ward_open();
	const struct asset *a;

	(void)state;
	say(&w, "10.0.0.5", A_http_server, "nginx");
	tell(&w, "10.0.0.5", PART, A_hl7_device, "001D4AFFFE000001");
	tell(&w, "10.0.0.5", PART, A_hl7_model, "MX800");
	assert_int_equal(count(&w), 2);
	say(&w, NIC_1, A_http_server, "GoAhead");
	assert_int_equal(count(&w), 2);
	a = mac_is_zero(w.asset[0]->mac) ? w.asset[1] : w.asset[0];
	assert_true(a->behind == 0);
	assert_string_equal(asset_claim(a, CLAIM_MODEL), "MX800");
	ward_close(&w);
}

static void a_device_behind_two_gateways_is_one(void **state)
{
	struct ward w = ward_open();
	size_t behind = 0;

	(void)state;
	for (unsigned i = 0; i < 2; i++) {
		const char *gateway = i == 0 ? "10.0.0.5" : "10.0.0.6";

		say(&w, gateway, A_http_server, "nginx");
		tell(&w, gateway, PART + i, A_hl7_serial, "DE77MX0042");
		tell(&w, gateway, PART + i, A_hl7_model,
		     i == 0 ? "MX800" : "IntelliVue MX800");
	}
	assert_int_equal(count(&w), 3);
	for (size_t i = 0; i < w.assets; i++)
		behind += w.asset[i]->behind != 0;
	assert_int_equal(behind, 1);
	/* Then it is met itself: the gateways are all that is left. */
	say(&w, NIC_1, A_mdns_serial, "DE77MX0042");
	assert_int_equal(count(&w), 3);
	for (size_t i = 0; i < w.assets; i++)
		assert_true(w.asset[i]->behind == 0);
	ward_close(&w);
}

static void what_a_partner_says_joins_nothing(void **state)
{
	struct ward w = ward_open();
	struct record r = {.kind = RECORD_FACT};
	struct fact *f = &r.as.fact;

	(void)state;
	say(&w, NIC_1, A_inventory_serial, "SN-4711-A");
	say(&w, NIC_2, A_http_server, "nginx");
	f->first_us = f->last_us = 1700000000000000;
	f->attr = A_inventory_serial;
	f->voice = VOICE_PEER;
	f->source = 1;
	f->count = 2;
	assert_true(mac_parse(NIC_2, &f->subject.mac));
	f->length = (uint8_t)snprintf(f->text, sizeof(f->text), "SN-4711-A");
	assert_true(inventory_add(w.inventory, &r, 0));
	assert_int_equal(count(&w), 2);
	ward_close(&w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(two_interfaces_of_one_number_are_one_device),
		cmocka_unit_test(
			identifiers_of_the_machine_join_unless_its_number_differs),
		cmocka_unit_test(a_copy_by_another_name_is_another_machine),
		cmocka_unit_test(who_passes_messages_on_is_not_who_wrote_them),
		cmocka_unit_test(a_number_that_many_have_is_nobodys),
		cmocka_unit_test(short_numbers_join_nothing),
		cmocka_unit_test(a_device_behind_another_may_be_met_itself),
		cmocka_unit_test(a_device_behind_two_gateways_is_one),
		cmocka_unit_test(what_a_partner_says_joins_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
