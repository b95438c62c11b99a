/* SPDX-License-Identifier: Apache-2.0 */
/* poct1_test - hellos of point-of-care devices, and all that is passed over. */
#include "tests/unit/classify/proto/play.h"

extern const struct dissector dissector_poct1;

#define HEADER(type) "<HDR><HDR.message_type V=\"" type "\"/><HDR.control_id " \
	"V=\"1\"/><HDR.version_id V=\"POCT1\"/></HDR>"
/* protocols.md 8.5 */
#define HELLO "<?xml version=\"1.0\" encoding=\"utf-8\"?><HEL.R01>"            \
	HEADER("HEL.R01") "<DEV><DEV.device_id V=\"EX^Model X^S000123\"/>"     \
	"<DEV.vendor_id V=\"EX\"/><DEV.model_id V=\"Model X\"/>"               \
	"<DEV.serial_id V=\"S000123\"/><DEV.manufacturer_name V='Example'/>"   \
	"<DEV.hw_version V=\"1.0\"/><DEV.sw_version V=\"4.4.0.0\"/>"           \
	"<DEV.device_name V=\"CANARY Ward 7\"/><DCP><DCP.application_timeout " \
	"V=\"60\"/><DCP.vendor_id V=\"CANARY\"/></DCP></DEV></HEL.R01>"
#define ACK "<ACK.R01>" HEADER("ACK.R01") "<ACK><ACK.type_cd V=\"AA\"/>"       \
	"<ACK.error_detail_cd V='CANARY'/></ACK></ACK.R01>"
#define OBSERVATION "\r\n<OBS.R01>" HEADER("OBS.R01") "<SVC><SVC.role_cd "      \
	"V=\"OBS\"/><PT><PT.patient_id V=\"CANARY\"/><PT.name V='CANARY'>"     \
	"CANARY</PT.name><OBS><OBS.value V='CANARY'/></OBS></PT><OPR>"         \
	"<OPR.operator_id V=\"CANARY\"/></OPR><DEV><DEV.model_id V='CANARY'/>" \
	"</DEV></SVC></OBS.R01>"

static const struct turn session[] = {
	SAYS(CLIENT, HELLO), SAYS(SERVER, ACK), SAYS(CLIENT, OBSERVATION),
	SAYS(SERVER, "\xef\xbb\xbf" ACK), SAYS(CLIENT, "\n" HELLO),
};

static void a_hello_names_the_device_and_the_manager_is_its_partner(void **state)
{
	struct trial *t = play(&dissector_poct1, 3001, TURNS(session), 0);

	(void)state;
	assert_said(trial_text(t, CLIENT, A_poct1_vendor), "EX");
	assert_said(trial_text(t, CLIENT, A_poct1_model), "Model X");
	assert_said(trial_text(t, CLIENT, A_poct1_serial), "S000123");
	assert_said(trial_text(t, CLIENT, A_poct1_maker), "Example");
	assert_said(trial_text(t, CLIENT, A_poct1_hardware), "1.0");
	assert_said(trial_text(t, CLIENT, A_poct1_version), "4.4.0.0");
	assert_said(trial_text(t, CLIENT, A_poct1_role), "device");
	assert_said(trial_text(t, SERVER, A_poct1_role), "manager");
	assert_int_equal(trial_word(t, CLIENT, A_poct1_clear), 1);
	assert_int_equal(trial_word(t, SERVER, A_poct1_clear), 1);
	assert_null(trial_text(t, CLIENT, A_poct1_device));
	assert_string_equal(t->out.protocol, "poct1");
	assert_false(trial_leaks(t, "CANARY"));
	assert_false(t->malformed);
	trial_close(t);
}

static void any_cutting_and_any_damage_is_borne(void **state)
{
	(void)state;
	bears_anything(&dissector_poct1, 3001, TURNS(session));
}

static void a_mac_address_is_told_and_no_other_identifier(void **state)
{
	static const struct {
		const char *id, *told;
	} rows[] = {
		{"00:0d:5c:12:34:56", "000d5c123456"},
		{"000D5CFFFE123456", "000D5CFFFE123456"},
		{"SIEM^DCA Vantage^S013023", NULL}, {"", NULL},
		{"000d5c1234567", NULL}, {"CANARY123456", NULL},
	};

	(void)state;
	for (unsigned i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct trial *t = trial_open(&dissector_poct1, 3001);
		char text[256];
		int n = snprintf(text, sizeof(text), "<HEL.R01>" HEADER("")
				 "<DEV><DEV.device_id V='%s'/></DEV>",
				 rows[i].id);

		trial_bytes(t, CLIENT, text, (size_t)n, 0);
		if (rows[i].told == NULL)
			assert_null(trial_text(t, CLIENT, A_poct1_device));
		else
			assert_said(trial_text(t, CLIENT, A_poct1_device),
				    rows[i].told);
		trial_close(t);
	}
}

/* Through a docking station; the identifier may stand before or behind. */
static void each_hello_is_about_its_own_device(void **state)
{
#define METER(before, serial, behind) "<HEL.R01>" HEADER("HEL.R01") "<DEV>"     \
	before "<DEV.model_id V='Inform II'/>" serial behind "</DEV></HEL.R01>"
	const struct turn turns[] = {
		SAYS(CLIENT, METER("<DEV.device_id V='A'/>",
				   "<DEV.serial_id V='UU1'/>", "")),
		SAYS(SERVER, ACK),
		SAYS(CLIENT, METER("", "<DEV.serial_id V='UU2'/>",
				   "<DEV.device_id V='A'/>")),
		SAYS(CLIENT, METER("<DEV.device_id V='A'/>", "", "")),
		SAYS(CLIENT, METER("", "", "")),
	};
	static const struct {
		const char *id, *more;
	} rows[] = {{"UU1", "Inform II"}, {"UU2", "Inform II"}, {"A", ""}};
	struct trial *t = play(&dissector_poct1, 3001, TURNS(turns), 0);

	(void)state;
	for (unsigned i = 0; i < 3; i++) {
		uint32_t part = part_number(
			cur_of(rows[i].id, strlen(rows[i].id)),
			cur_of(rows[i].more, strlen(rows[i].more)));

		assert_said(trial_part_text(t, part, A_poct1_model),
			    "Inform II");
		assert_said(trial_part_text(t, part, A_poct1_role), "device");
		if (i < 2)
			assert_said(trial_part_text(t, part, A_poct1_serial),
				    rows[i].id);
	}
	assert_said(trial_part_text(t, 0, A_poct1_model), "Inform II");
	assert_null(trial_part_text(t, 0, A_poct1_serial));
	trial_close(t);
	bears_anything(&dissector_poct1, 3001, TURNS(turns));
}

static void of_a_hello_that_is_cut_the_rest_counts(void **state)
{
	static const char start[] = "<HEL.R01>" HEADER("HEL.R01");
	static const char device[] = "<DEV><DEV.model_id V='Inform II'/>";

	(void)state;
	for (unsigned named = 0; named < 2; named++) {
		struct trial *t = trial_open(&dissector_poct1, 3001);

		trial_bytes(t, CLIENT, start, sizeof(start) - 1, 0);
		if (named)
			trial_bytes(t, CLIENT, device, sizeof(device) - 1, 0);
		trial_gap(t, CLIENT, 100);
		trial_bytes(t, CLIENT, ACK, sizeof(ACK) - 1, 0);
		assert_said(trial_text(t, CLIENT, A_poct1_role), "device");
		assert_int_equal(trial_text(t, CLIENT, A_poct1_model) != NULL,
				 named);
		trial_close(t);
	}
}

static void only_a_message_with_its_header_is_recognised(void **state)
{
	static const struct {
		const char *text;
		enum guess guess;
	} rows[] = {
		{HELLO, YES}, {ACK, YES}, {"\xef\xbb\xbf\r\n" ACK, YES},
		{"<!-- made by --><KPA.R01>\n <HDR/>", YES},
		{"", MORE}, {"<?xml version='1.0'?>", MORE}, {"<HEL", MORE},
		{"<HEL.R01><HD", MORE},
		{"<HEL.R01><DEV/>", NO}, {"<HEL.R01/>", NO}, {"HEL.R01", NO},
		{"<HEL.R02><HDR/>", NO}, {"<p:HEL.R01><HDR/>", NO},
		{"<Envelope><HDR/>", NO}, {"<!DOCTYPE HEL.R01><HEL.R01>", NO},
		{"<?xml version='1.0'?><stream:stream to='a'>", NO},
		{"<html><head>", NO}, {"<HEL.R01>text<HDR/>", NO},
		{"\x0bMSH|^~\\&|", NO}, {"<34>Oct 11 22:14:15 a b: c", NO},
	};

	(void)state;
	for (unsigned i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_int_equal(trial_probe(&dissector_poct1, CLIENT,
					     rows[i].text, strlen(rows[i].text)),
				 rows[i].guess);
}

static void what_is_not_nested_as_it_should_be_is_counted_once(void **state)
{
	static const char *const texts[] = {
		"<HEL.R01>" HEADER("") "</DEV></HEL.R02>",
		"<HEL.R01>" HEADER("") "<a b=c>",
		"<HEL.R01>" HEADER("") "</HEL.R01><HTML>",
		"<HEL.R01>" HEADER("") "</HEL.R01>text",
		"<HEL.R01>" HEADER("") "<!DOCTYPE a>",
	};
	char deep[8192] = "<HEL.R01>" HEADER("");

	(void)state;
	for (unsigned i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct trial *t = trial_open(&dissector_poct1, 3001);

		trial_bytes(t, CLIENT, texts[i], strlen(texts[i]), 0);
		assert_true(t->malformed);
		trial_close(t);
	}
	for (unsigned i = 0; i < 1000; i++)
		snprintf(deep + strlen(deep), sizeof(deep) - strlen(deep),
			 "<a>");
	for (unsigned i = 0; i < 2; i++) {
		struct trial *t = trial_open(&dissector_poct1, 3001);

		trial_bytes(t, CLIENT, deep, strlen(deep), 0);
		assert_true(t->malformed);
		trial_close(t);
		/* A tag that does not end. */
		memset(deep, 'a', sizeof(deep) - 1);
		memcpy(deep, "<HEL.R01>" HEADER("") "<",
		       strlen("<HEL.R01>" HEADER("") "<"));
	}
}

static void after_a_gap_the_next_message_is_found(void **state)
{
	struct trial *t = trial_open(&dissector_poct1, 3001);

	(void)state;
	trial_bytes(t, CLIENT, ACK, strlen(ACK), 0);
	trial_gap(t, CLIENT, 100);
	trial_bytes(t, CLIENT, "V='CANARY'/></OBS></OBS.R01>", 28, 3);
	assert_null(trial_text(t, CLIENT, A_poct1_serial));
	trial_bytes(t, CLIENT, HELLO, strlen(HELLO), 3);
	assert_said(trial_text(t, CLIENT, A_poct1_serial), "S000123");
	assert_false(trial_leaks(t, "CANARY"));
	trial_close(t);
}

static void requests_and_lists_come_from_the_manager(void **state)
{
	static const char *const texts[] = {
		"<REQ.R01>" HEADER("REQ.R01") "<REQ.request_cd V='ROBS'/></REQ.R01>",
		"<OPL.R01>" HEADER("OPL.R01") "<OPR><OPR.operator_id V='CANARY'>"
		"</OPR.operator_id></OPR></OPL.R01>",
	};

	(void)state;
	for (unsigned i = 0; i < 2; i++) {
		struct trial *t = trial_open(&dissector_poct1, 3001);

		trial_bytes(t, SERVER, texts[i], strlen(texts[i]), 0);
		assert_said(trial_text(t, SERVER, A_poct1_role), "manager");
		assert_said(trial_text(t, CLIENT, A_poct1_role), "device");
		assert_false(trial_leaks(t, "CANARY"));
		trial_close(t);
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			a_hello_names_the_device_and_the_manager_is_its_partner),
		cmocka_unit_test(any_cutting_and_any_damage_is_borne),
		cmocka_unit_test(a_mac_address_is_told_and_no_other_identifier),
		cmocka_unit_test(each_hello_is_about_its_own_device),
		cmocka_unit_test(of_a_hello_that_is_cut_the_rest_counts),
		cmocka_unit_test(only_a_message_with_its_header_is_recognised),
		cmocka_unit_test(
			what_is_not_nested_as_it_should_be_is_counted_once),
		cmocka_unit_test(after_a_gap_the_next_message_is_found),
		cmocka_unit_test(requests_and_lists_come_from_the_manager),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
