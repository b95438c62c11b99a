/* SPDX-License-Identifier: Apache-2.0 */
/* slot_test - devices that are told by the place that they have at an address. */
#include "tests/unit/classify/told.h"

#define UNIT(part, vendor, model)                                              \
	{"modbus", part, VOICE_SELF, A_modbus_vendor, vendor, 502},            \
		{"modbus", part, VOICE_SELF, A_modbus_model, model, 502}
#define PUMP(part, model)                                                      \
	{"bcc", part, VOICE_SELF, A_bedside_kind, "infusion-pump", 4001},      \
		{"bcc", part, VOICE_SELF, A_bedside_model, model, 4001}

static bool has_behind(const struct ward *w, const char *model)
{
	for (size_t i = 0; i < w->assets; i++) {
		const char *told = asset_claim(w->asset[i], CLAIM_MODEL);

		if (w->asset[i]->behind != 0 && told != NULL &&
		    strcmp(told, model) == 0)
			return true;
	}
	return false;
}

static void pumps_of_several_slots_are_behind_their_station(void **state)
{
	struct ward w = open_ward();

	(void)state;
	SAY(&w, PUMP(P + 1, "PERFUSOR"));
	assert_int_equal(w.assets, 1);
	expect(self(&w), CLAIM_CLASS, "infusion-pump");
	expect(self(&w), CLAIM_MODEL, "PERFUSOR");
	SAY(&w, PUMP(P + 2, "INFUSOMAT"), PUMP(P + 3, "INFUSOMAT"));
	assert_int_equal(w.assets, 4);
	expect(self(&w), CLAIM_CLASS, NULL);
	expect(self(&w), CLAIM_MODEL, NULL);
	assert_true(has_behind(&w, "PERFUSOR"));
	assert_true(has_behind(&w, "INFUSOMAT"));
	close_ward(&w);
}

static void units_that_differ_are_behind_a_gateway(void **state)
{
	struct ward w = open_ward();

	(void)state;
	/* It answers to any number. */
	SAY(&w, UNIT(P + 1, "ABB", "EM400"), UNIT(P + 2, "ABB", "EM400"));
	assert_int_equal(w.assets, 1);
	expect(self(&w), CLAIM_MODEL, "EM400");
	SAY(&w, UNIT(P + 3, "Janitza", "UMG 96"));
	assert_int_equal(w.assets, 4);
	expect(self(&w), CLAIM_MODEL, NULL);
	assert_true(has_behind(&w, "EM400"));
	assert_true(has_behind(&w, "UMG 96"));
	close_ward(&w);
}

static void a_unit_that_is_as_the_address_is_it(void **state)
{
	struct ward w = open_ward();

	(void)state;
	SAY(&w, UNIT(0, "Moxa", "MGate"), UNIT(P + 1, "Moxa", "MGate"));
	assert_int_equal(w.assets, 1);
	SAY(&w, UNIT(P + 2, "ABB", "EM400"));
	assert_int_equal(w.assets, 2);
	expect(self(&w), CLAIM_MODEL, "MGate");
	assert_true(has_behind(&w, "EM400"));
	close_ward(&w);
}

static void one_datagram_makes_no_device_behind_a_router(void **state)
{
	for (unsigned count = 1; count < 3; count++) {
		const struct said said = {"bacnet", P + 1, VOICE_CARRIED,
					  A_bacnet_model, "PXC12", 47808};
		struct record r = record_of(HOST, &said);
		struct ward w = open_ward();

		r.as.fact.count = count;
		SAY(&w, {"bacnet", 0, VOICE_SELF, A_bacnet_routes, "", 47808});
		assert_true(inventory_add(w.inventory, &r, 0));
		judge(&w);
		assert_int_equal(w.assets, count);
		expect(self(&w), CLAIM_CLASS, "building-control");
		expect(self(&w), CLAIM_MODEL, NULL);
		assert_int_equal(has_behind(&w, "PXC12"), count > 1);
		close_ward(&w);
	}
	(void)state;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			pumps_of_several_slots_are_behind_their_station),
		cmocka_unit_test(units_that_differ_are_behind_a_gateway),
		cmocka_unit_test(a_unit_that_is_as_the_address_is_it),
		cmocka_unit_test(one_datagram_makes_no_device_behind_a_router),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
