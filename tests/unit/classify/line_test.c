/* SPDX-License-Identifier: Apache-2.0 */
/* line_test - which lines of one address are instruments of their own. */
#include "tests/unit/classify/told.h"

/* The line of who calls that collector at that port. */
#define LINE(collector, port) (LINE_CALLING | (collector) << 16 | (port))
#define CALLS(source, line, attr, text)                                        \
	{source, line, VOICE_SELF, attr, text, 0}
#define ANALYSER(line, model, serial)                                          \
	CALLS("astm", line, A_astm_model, model),                              \
		CALLS("astm", line, A_astm_serial, serial),                    \
		CALLS("astm", line, A_astm_role, "instrument")
#define VENTILATOR(line, model)                                                \
	CALLS("medibus", line, A_bedside_model, model),                        \
		CALLS("medibus", line, A_bedside_role, "device")

/* The device behind the address with that model, or NULL. */
static const struct asset *model_behind(const struct ward *w, const char *model)
{
	for (size_t i = 0; i < w->assets; i++) {
		const char *told = asset_claim(w->asset[i], CLAIM_MODEL);

		if (w->asset[i]->behind != 0 && told != NULL &&
		    strcmp(told, model) == 0)
			return w->asset[i];
	}
	return NULL;
}

static void two_that_call_two_ports_of_a_collector_are_two(void **state)
{
	struct ward w = open_ward();

	(void)state;
	SAY(&w, VENTILATOR(LINE(1, 9001), "EvitaXL"),
	    VENTILATOR(LINE(1, 9002), "Evita V500"),
	    VENTILATOR(LINE(1, 9003), "Evita V500"));
	assert_int_equal(w.assets, 4);
	expect(self(&w), CLAIM_MODEL, NULL);
	expect(model_behind(&w, "EvitaXL"), CLAIM_CLASS, "ventilator");
	expect(model_behind(&w, "Evita V500"), CLAIM_CLASS, "ventilator");
	close_ward(&w);
}

static void one_that_calls_two_collectors_is_one_and_keeps_its_number(
	void **state)
{
	struct ward w = open_ward();
	uint64_t id;

	(void)state;
	SAY(&w, VENTILATOR(LINE(2, 9001), "EvitaXL"));
	assert_int_equal(w.assets, 2);
	id = model_behind(&w, "EvitaXL")->id;
	SAY(&w, VENTILATOR(LINE(1, 9002), "EvitaXL"));
	assert_int_equal(w.assets, 2);
	assert_int_equal(model_behind(&w, "EvitaXL")->id, id);
	close_ward(&w);
}

static void the_same_port_of_two_collectors_is_the_same_line(void **state)
{
	struct ward w = open_ward();

	(void)state;
	SAY(&w, VENTILATOR(LINE(1, 9001), "EvitaXL"),
	    VENTILATOR(LINE(1, 9002), "EvitaXL"),
	    VENTILATOR(LINE(2, 9001), "EvitaXL"),
	    VENTILATOR(LINE(2, 9002), "EvitaXL"));
	assert_int_equal(w.assets, 3);
	close_ward(&w);
}

static void an_analyser_that_calls_several_ports_is_the_address(void **state)
{
	struct ward w = open_ward();

	(void)state;
	SAY(&w, ANALYSER(LINE(1, 5101), "XN-1000", "11877"),
	    ANALYSER(LINE(1, 5102), "XN-1000", "11877"),
	    ANALYSER(LINE(2, 5101), "XN-1000", "11877"));
	assert_int_equal(w.assets, 1);
	expect(self(&w), CLAIM_MODEL, "XN-1000");
	expect(self(&w), CLAIM_SERIAL_NO, "11877");
	close_ward(&w);
}

static void analysers_that_differ_are_behind_it(void **state)
{
	struct ward w = open_ward();

	(void)state;
	SAY(&w, ANALYSER(LINE(1, 5101), "XN-1000", "11877"),
	    ANALYSER(LINE(1, 5102), "CS-2500", "21768"));
	assert_int_equal(w.assets, 3);
	expect(self(&w), CLAIM_MODEL, NULL);
	expect(behind(&w, "11877"), CLAIM_MODEL, "XN-1000");
	expect(behind(&w, "21768"), CLAIM_MODEL, "CS-2500");
	close_ward(&w);
}

/* Without a serial number the models show it, where instruments tell them. */
static void models_alone_show_that_they_differ(void **state)
{
	for (unsigned instruments = 0; instruments < 2; instruments++) {
		const char *role = instruments ? "instrument" : "host";
		struct ward w = open_ward();

		SAY(&w, CALLS("astm", LINE(1, 5101), A_astm_model, "XN-1000"),
		    CALLS("astm", LINE(1, 5101), A_astm_role, role),
		    CALLS("astm", LINE(1, 5102), A_astm_model, "CS-2500"),
		    CALLS("astm", LINE(1, 5102), A_astm_role, role));
		assert_int_equal(w.assets, instruments ? 3 : 1);
		close_ward(&w);
	}
	(void)state;
}

static void what_was_told_without_whom_it_called_is_of_the_one_line(void **state)
{
	struct ward w = open_ward();
	uint64_t id;

	(void)state;
	SAY(&w, VENTILATOR(0, "EvitaXL"));
	id = model_behind(&w, "EvitaXL")->id;
	SAY(&w, VENTILATOR(LINE(1, 9001), "EvitaXL"));
	assert_int_equal(w.assets, 2);
	assert_int_equal(model_behind(&w, "EvitaXL")->id, id);
	close_ward(&w);
}

static void the_order_of_the_lines_makes_no_other_devices(void **state)
{
	static const struct said said[] = {
		VENTILATOR(LINE(1, 9001), "EvitaXL"),
		VENTILATOR(LINE(2, 9001), "EvitaXL"),
		VENTILATOR(LINE(2, 9002), "Evita V500"),
		VENTILATOR(LINE(3, 9004), "Evita V500"),
		ANALYSER(LINE(3, 9005), "XN-1000", "11877"),
	};
	(void)state;
	assert_any_order(said, sizeof(said) / sizeof(said[0]), 4);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(two_that_call_two_ports_of_a_collector_are_two),
		cmocka_unit_test(
			one_that_calls_two_collectors_is_one_and_keeps_its_number),
		cmocka_unit_test(
			the_same_port_of_two_collectors_is_the_same_line),
		cmocka_unit_test(
			an_analyser_that_calls_several_ports_is_the_address),
		cmocka_unit_test(analysers_that_differ_are_behind_it),
		cmocka_unit_test(models_alone_show_that_they_differ),
		cmocka_unit_test(
			what_was_told_without_whom_it_called_is_of_the_one_line),
		cmocka_unit_test(
			the_order_of_the_lines_makes_no_other_devices),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
