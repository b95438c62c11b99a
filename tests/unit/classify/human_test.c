/* SPDX-License-Identifier: Apache-2.0 */
/* human - what people say about devices, in judgements. */
#include "tests/unit/classify/ward.h"
#include "classify/human.h"

#define NIC_1 "00:1d:4a:00:00:01"
#define NIC_2 "00:1d:4a:00:00:02"
#define SERIAL A_inventory_serial

enum { SAIDS = 8 };

/* A ward with what people said about it. */
struct told {
	struct ward w;
	struct testimony said[SAIDS];
	struct decisions decisions;
};

static void told_open(struct told *t)
{
	memset(t, 0, sizeof(*t));
	t->w = ward_open(NULL);
	t->decisions.said = t->said;
	inventory_decide(t->w.inventory, &t->decisions);
}

/* A MAC, or an address. */
static struct whereabouts place(const char *text)
{
	struct whereabouts w = {.asset = 0};

	if (!mac_parse(text, &w.mac))
		w.ip = at(text);
	return w;
}

static struct testimony *add(struct told *t, enum said_act act, const char *where,
			const char *other)
{
	struct testimony *s = &t->said[t->decisions.saids++];

	s->number = t->decisions.saids;
	s->act = act;
	s->at = place(where);
	if (other != NULL)
		s->other = place(other);
	return s;
}

static void set(struct told *t, const char *where, enum claim_kind field,
		const char *value)
{
	struct testimony *s = add(t, SAID_SET, where, NULL);

	s->field = field;
	snprintf(s->value, sizeof(s->value), "%s", value);
}

/* The device that has this address or MAC, or NULL. */
static const struct asset *device(struct told *t, const char *text)
{
	struct whereabouts p = place(text);
	struct asset **list;
	size_t n;

	inventory_judge(t->w.inventory);
	n = inventory_assets(t->w.inventory, &list);
	for (size_t i = 0; i < n; i++) {
		for (unsigned k = 0; k < list[i]->addresses; k++)
			if (!addr_is_zero(p.ip) &&
			    addr_compare(list[i]->address[k].ip, p.ip) == 0)
				return list[i];
		for (unsigned k = 0; k < list[i]->macs; k++)
			if (!mac_is_zero(p.mac) &&
			    mac_compare(list[i]->all_macs[k], p.mac) == 0)
				return list[i];
	}
	return NULL;
}

static bool are_one(struct told *t, const char *a, const char *b)
{
	uint64_t first = device(t, a)->id;

	return first == device(t, b)->id;
}

static size_t devices(struct told *t)
{
	struct asset **list;

	inventory_judge(t->w.inventory);
	return inventory_assets(t->w.inventory, &list);
}

/* Two that are bound, each with a word of its own. */
static void two_devices(struct told *t)
{
	ward_bind(&t->w, "10.0.0.1", NIC_1);
	ward_bind(&t->w, "10.0.0.2", NIC_2);
	scanner(&t->w, "10.0.0.1");
	say(&t->w, "10.0.0.2", A_smtp_banner, "SSH-2.0-OpenSSH_8.4", 0);
}

static void the_last_word_counts_and_the_wire_is_still_heard(void **state)
{
	struct told t;
	const struct asset *a;
	uint64_t before;

	(void)state;
	told_open(&t);
	two_devices(&t);
	a = device(&t, "10.0.0.1");
	before = a->digest;
	assert_string_equal(asset_claim(a, CLAIM_CLASS), "imaging-ct");
	set(&t, NIC_1, CLAIM_CLASS, "printer");
	set(&t, "10.0.0.1", CLAIM_CLASS, "ventilator");
	set(&t, NIC_1, CLAIM_OWNER, "ICU");
	a = device(&t, "10.0.0.1");
	assert_string_equal(asset_claim(a, CLAIM_CLASS), "ventilator");
	assert_string_equal(asset_claim(a, CLAIM_OWNER), "ICU");
	assert_true(a->clinical && a->dirty);
	assert_string_equal(a->claim[0].value, "ventilator");
	assert_int_equal(a->claim[0].said, 2);
	assert_int_equal(a->claim[0].reasons, 0);
	assert_false(a->claim[0].disputed);
	assert_string_equal(a->claim[1].value, "imaging-ct");
	assert_true(a->claim[1].reasons > 0 && !a->claim[1].chosen);
	assert_null(asset_claim(device(&t, "10.0.0.2"), CLAIM_OWNER));
	t.decisions.saids = 0;
	assert_int_equal(device(&t, "10.0.0.1")->digest, before);
	ward_close(&t.w);
}

static void a_person_who_agrees_with_the_wire_has_its_reasons(void **state)
{
	struct told t;
	const struct asset *a;

	(void)state;
	told_open(&t);
	say(&t.w, "10.0.0.1", A_dicom_vendor, "PHILIPS", 0);
	set(&t, "10.0.0.1", CLAIM_VENDOR, "Philips");
	a = device(&t, "10.0.0.1");
	assert_string_equal(asset_claim(a, CLAIM_VENDOR), "Philips");
	assert_true(a->claim[0].reasons > 0 && a->claim[0].said == 1);
	ward_close(&t.w);
}

/* However much else is claimed. */
static void a_person_is_heard_among_endless_claims(void **state)
{
	struct told t;
	char name[16];

	(void)state;
	told_open(&t);
	for (int i = 0; i < 400; i++) {
		snprintf(name, sizeof(name), "HOST%d", i);
		say(&t.w, "10.0.0.1", A_dhcp_host_name, name, 0);
	}
	set(&t, "10.0.0.1", CLAIM_TAG, "1234");
	assert_string_equal(asset_claim(device(&t, "10.0.0.1"), CLAIM_TAG),
			    "1234");
	ward_close(&t.w);
}

static void what_is_said_waits_for_its_device_and_follows_its_mac(void **state)
{
	struct told t;

	(void)state;
	told_open(&t);
	set(&t, NIC_1, CLAIM_NAME, "CT ROOM 1");
	assert_int_equal(devices(&t), 0);
	two_devices(&t);
	assert_string_equal(asset_claim(device(&t, "10.0.0.1"), CLAIM_NAME),
			    "CT ROOM 1");
	ward_bind(&t.w, "10.0.0.9", NIC_1);
	assert_string_equal(asset_claim(device(&t, "10.0.0.9"), CLAIM_NAME),
			    "CT ROOM 1");
	ward_close(&t.w);
}

static void joined_are_one_and_undone_are_two(void **state)
{
	struct told t;
	const struct asset *a;
	uint64_t before;

	(void)state;
	told_open(&t);
	two_devices(&t);
	before = device(&t, "10.0.0.2")->digest;
	add(&t, SAID_JOIN, NIC_2, NIC_1);
	assert_int_equal(devices(&t), 1);
	a = device(&t, "10.0.0.2");
	assert_int_equal(a->macs, 2);
	assert_int_equal(a->addresses, 2);
	assert_int_equal(a->facts, 4);
	assert_string_equal(asset_claim(a, CLAIM_CLASS), "imaging-ct");
	t.decisions.saids = 0;
	assert_int_equal(devices(&t), 2);
	assert_int_equal(device(&t, "10.0.0.2")->digest, before);
	/* One that is not there, or not yet, joins nothing. */
	add(&t, SAID_JOIN, NIC_2, "10.0.0.77");
	assert_int_equal(devices(&t), 2);
	ward_close(&t.w);
}

static void a_chain_and_a_ring_of_joins_are_one_device(void **state)
{
	struct told t;
	uint64_t first, second, lower;

	(void)state;
	told_open(&t);
	two_devices(&t);
	first = device(&t, NIC_1)->id;
	second = device(&t, NIC_2)->id;
	lower = first < second ? first : second;
	scanner(&t.w, "10.0.0.3");
	add(&t, SAID_JOIN, "10.0.0.3", NIC_2);
	add(&t, SAID_JOIN, NIC_1, NIC_2);
	add(&t, SAID_JOIN, NIC_1, "10.0.0.3");
	assert_int_equal(devices(&t), 1);
	assert_int_equal(device(&t, "10.0.0.3")->addresses, 3);
	/* Who has a MAC keeps its id, and of these the lower. */
	assert_int_equal(device(&t, "10.0.0.3")->id, lower);
	ward_close(&t.w);
}

static void a_split_address_is_a_device_and_stays_out(void **state)
{
	struct told t;

	(void)state;
	told_open(&t);
	two_devices(&t);
	ward_bind(&t.w, "10.0.0.9", NIC_1);
	assert_true(are_one(&t, "10.0.0.9", "10.0.0.1"));
	add(&t, SAID_SPLIT, NIC_1, "10.0.0.9");
	assert_false(are_one(&t, "10.0.0.9", "10.0.0.1"));
	assert_int_equal(device(&t, "10.0.0.9")->macs, 0);
	set(&t, "10.0.0.9", CLAIM_NAME, "THE OTHER");
	assert_null(asset_claim(device(&t, "10.0.0.1"), CLAIM_NAME));
	/* The later word stands over the earlier one. */
	add(&t, SAID_JOIN, "10.0.0.9", NIC_2);
	assert_true(are_one(&t, "10.0.0.9", "10.0.0.2"));
	add(&t, SAID_SPLIT, NIC_2, "10.0.0.9");
	assert_false(are_one(&t, "10.0.0.9", "10.0.0.2"));
	ward_close(&t.w);
}

/* Also one of the internet, which would be none else. */
static void a_split_address_is_a_device_wherever_it_is(void **state)
{
	struct told t;

	(void)state;
	told_open(&t);
	two_devices(&t);
	ward_bind(&t.w, "8.8.8.8", NIC_1);
	assert_int_equal(devices(&t), 2);
	add(&t, SAID_SPLIT, NIC_1, "8.8.8.8");
	assert_int_equal(devices(&t), 3);
	assert_int_equal(device(&t, "8.8.8.8")->macs, 0);
	ward_close(&t.w);
}

static void a_split_mac_is_not_joined_again_by_a_serial_number(void **state)
{
	struct told t;

	(void)state;
	told_open(&t);
	two_devices(&t);
	say(&t.w, "10.0.0.1", SERIAL, "SN-77001", 0);
	say(&t.w, "10.0.0.2", SERIAL, "SN-77001", 0);
	assert_int_equal(devices(&t), 1);
	add(&t, SAID_SPLIT, NIC_1, NIC_2);
	assert_int_equal(devices(&t), 2);
	add(&t, SAID_JOIN, NIC_1, NIC_2);
	assert_int_equal(devices(&t), 1);
	ward_close(&t.w);
}

static void fields_are_a_closed_list(void **state)
{
	(void)state;
	assert_int_equal(human_field("class"), CLAIM_CLASS);
	assert_int_equal(human_field("tag"), CLAIM_TAG);
	assert_int_equal(human_field("os"), CLAIM_NONE);
	assert_int_equal(human_field("software"), CLAIM_NONE);
	assert_int_equal(human_field(""), CLAIM_NONE);
	assert_string_equal(claim_name(CLAIM_DEPARTMENT), "department");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			the_last_word_counts_and_the_wire_is_still_heard),
		cmocka_unit_test(
			a_person_who_agrees_with_the_wire_has_its_reasons),
		cmocka_unit_test(a_person_is_heard_among_endless_claims),
		cmocka_unit_test(
			what_is_said_waits_for_its_device_and_follows_its_mac),
		cmocka_unit_test(joined_are_one_and_undone_are_two),
		cmocka_unit_test(a_chain_and_a_ring_of_joins_are_one_device),
		cmocka_unit_test(a_split_address_is_a_device_and_stays_out),
		cmocka_unit_test(
			a_split_address_is_a_device_wherever_it_is),
		cmocka_unit_test(
			a_split_mac_is_not_joined_again_by_a_serial_number),
		cmocka_unit_test(fields_are_a_closed_list),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
