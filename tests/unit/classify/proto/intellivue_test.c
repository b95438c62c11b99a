/* SPDX-License-Identifier: Apache-2.0 */
/* intellivue_test - announcements, associations and MDS of Data Export. */
#include "tests/unit/classify/proto/hex.h"

extern const struct dissector dissector_intellivue;

enum { DATA = 24105, ANNOUNCED = 24005 };

/* The published connect indication. */
static const char indication[] =
	"00000100000100560000000000500021000000000009c4000d1700420004003e"
	"098600040001114df101001400020010000100015e290000000500015e290000"
	"09370008010000000001000bf100000e0009fb123456c000021effffff00";
/* The association request of the programming guide. */
static const char request[] =
	"0dec 0508130100160102800014020002 c1dc"
	"3180a0808001010000a280a003000001a480308002010106045201000130800602"
	"510100000000308002010206 0c2a8648ce14020100000001013080"
	"060c2a8648ce1402010000000201000000000000"
	"61803080020101a0806080a180060c2a8648ce14020100000003010000"
	"be802880060c2a8648ce14020100000001010201028148"
	"8000000040000000000000008000000020000000"
	"00000000 0001002c 00010028 80000000000009c4000009c4000003e8ffffffff"
	"60000000 0001000c f0010008 0000000000000000"
	"00000000000000000000000000000000";

/* Data, its two lengths put right; `lead` octets of a linked result. */
static struct octets data(const char *text, unsigned lead)
{
	struct octets o = hex(text);
	size_t inner = 12 + lead;

	o.b[6] = (uint8_t)((o.n - 8) >> 8);
	o.b[7] = (uint8_t)(o.n - 8);
	o.b[inner] = (uint8_t)((o.n - inner - 2) >> 8);
	o.b[inner + 1] = (uint8_t)(o.n - inner - 2);
	return o;
}

/* MDS create: model, serial, software, and a bed label with a name. */
static struct octets create(void)
{
	struct octets o = data(
		"e1000002 0001 0000 0001 0001 0000 0021 0000 0000 00001267"
		"0d06 0000 0021 0000 0000 0003 0000"
		"0928 0014 0008 5068696c69707300 0008 4d38303030000000"
		"092d 0022 0002 001e 0001 0008 0008 4445313233343500"
		"             0004 0058 000a 4d2e30342e3031000000"
		"091e 0010 000e 00430041004e004100520059 0000", 0);

	o.b[26] = (uint8_t)((o.n - 28) >> 8);
	o.b[27] = (uint8_t)(o.n - 28);
	o.b[36] = (uint8_t)((o.n - 38) >> 8);
	o.b[37] = (uint8_t)(o.n - 38);
	return o;
}

/* The answer to a poll of a class, with the attributes of one object. */
static struct octets answer(const char *class, const char *list)
{
	char text[512];
	struct octets o;

	snprintf(text, sizeof(text),
		 "e1000002 0005 0000 0101 0007 0007 0000 0021 0000 0000"
		 "0c16 0000 0007 00001267 0000000000000000 0001 %s 0000"
		 "0001 0000 0000 0001 0000 0001 %s", class, list);
	o = data(text, 2);
	o.b[24] = (uint8_t)((o.n - 26) >> 8);
	o.b[25] = (uint8_t)(o.n - 26);
	for (unsigned i = 48; i <= 54; i += 6) {
		o.b[i] = (uint8_t)((o.n - i - 2) >> 8);
		o.b[i + 1] = (uint8_t)(o.n - i - 2);
	}
	return o;
}

#define MODEL "0001 0018 0928 0014 0008 5068696c69707300 0008 4d38303031000000"
#define NAME "0001 0012 095c 000e 0043 0041 004e 0041 0052 0059 0000"

static void an_announcement_tells_type_and_address(void **state)
{
	struct octets o = hex(indication);
	struct trial *t = say(&dissector_intellivue, ANNOUNCED, CLIENT, &o);

	(void)state;
	assert_int_equal(trial_probe(&dissector_intellivue, CLIENT, o.b, o.n),
			 YES);
	assert_string_equal(trial_text(t, CLIENT, A_bedside_device),
			    "0009fb123456");
	assert_string_equal(trial_text(t, CLIENT, A_bedside_role), "device");
	assert_true(trial_said(t, A_bedside_kind,
			       "MDC_DEV_MON_PHYSIO_MULTI_PARAM_MDS"));
	assert_true(trial_said(t, A_bedside_kind, "intellivue"));
	assert_int_equal(trial_word(t, CLIENT, A_bedside_clear), UINT64_MAX);
	trial_close(t);
	bears_cutting(&dissector_intellivue, ANNOUNCED, CLIENT, &o);
	bears_lies(&dissector_intellivue, ANNOUNCED, CLIENT, &o, NULL);
}

static void who_asks_collects_and_who_accepts_is_the_device(void **state)
{
	struct octets o = hex(request);
	struct trial *t = say(&dissector_intellivue, DATA, CLIENT, &o);
	size_t system = 0;

	(void)state;
	assert_string_equal(trial_text(t, CLIENT, A_bedside_role),
			    "collector");
	assert_null(trial_text(t, SERVER, A_bedside_role));
	trial_close(t);
	for (size_t i = 0; i + 8 < o.n && system == 0; i++)
		if (memcmp(o.b + i, "\x80\0\0\0\x40\0\0\0", 8) == 0)
			system = i + 12;
	o.b[0] = 0x0e;
	memcpy(o.b + system, "\0\x80\0\0", 4);
	t = say(&dissector_intellivue, DATA, SERVER, &o);
	assert_string_equal(trial_text(t, SERVER, A_bedside_role), "device");
	assert_int_equal(trial_word(t, SERVER, A_bedside_clear), 1);
	trial_close(t);
	bears_cutting(&dissector_intellivue, DATA, SERVER, &o);
	bears_lies(&dissector_intellivue, DATA, SERVER, &o, NULL);
}

static void the_created_object_tells_maker_serial_and_software(void **state)
{
	struct octets o = create();
	struct trial *t = say(&dissector_intellivue, DATA, SERVER, &o);

	(void)state;
	assert_string_equal(trial_text(t, SERVER, A_bedside_vendor),
			    "Philips");
	assert_null(trial_text(t, SERVER, A_bedside_model)); /* the family */
	assert_string_equal(trial_text(t, SERVER, A_bedside_serial),
			    "DE12345");
	assert_string_equal(trial_text(t, SERVER, A_bedside_version),
			    "M.04.01");
	assert_int_equal(trial_word(t, SERVER, A_bedside_clear), 1);
	assert_false(trial_leaks(t, "CANARY"));
	trial_close(t);
	bears_cutting(&dissector_intellivue, DATA, SERVER, &o);
	bears_lies(&dissector_intellivue, DATA, SERVER, &o, "CANARY");
}

/* Its umlaut in two octets, its sign beyond them in three. */
static void the_bed_is_told_only_to_sites_that_ask(void **state)
{
	struct octets o = answer("0021", "0001 0012 091e 000e"
				 "000c 0042 00e4 2116 0020 0037 0000");

	(void)state;
	for (unsigned asked = 0; asked < 2; asked++) {
		struct trial *t = trial_open(&dissector_intellivue, DATA);

		t->out.places = asked;
		trial_datagram(t, SERVER, o.b, o.n);
		assert_int_equal(trial_said(t, A_bedside_place,
					    "B\xc3\xa4\xe2\x84\x96 7"), asked);
		trial_close(t);
	}
}

static void of_poll_results_only_the_device_itself_is_read(void **state)
{
	static const char *const others[] = {"002a", "0006", "0009", "0036"};
	struct octets o = answer("0021", MODEL);
	struct trial *t = say(&dissector_intellivue, 40105, SERVER, &o);

	(void)state;
	assert_string_equal(trial_text(t, SERVER, A_bedside_model), "M8001");
	assert_string_equal(trial_text(t, SERVER, A_bedside_role), "device");
	trial_close(t);
	bears_cutting(&dissector_intellivue, DATA, SERVER, &o);
	bears_lies(&dissector_intellivue, DATA, SERVER, &o, NULL);
	for (unsigned i = 0; i < 4; i++) {
		o = answer(others[i], MODEL);
		t = say(&dissector_intellivue, DATA, SERVER, &o);
		assert_null(trial_text(t, SERVER, A_bedside_model));
		assert_string_equal(trial_text(t, SERVER, A_bedside_role),
				    "device");
		trial_close(t);
	}
	o = answer("0021", NAME);
	t = say(&dissector_intellivue, DATA, SERVER, &o);
	assert_false(trial_leaks(t, "CANARY"));
	trial_close(t);
}

static void what_only_begins_alike_is_not_mine(void **state)
{
	static const char *const others[] = {
		"e1000002", "e1000002 0001 0000", "e100", "0d", "0d00",
		"e1000002 0001 0010 0001 0007 000b 0021 0000 0000 0c16 0000",
		"e1000002 0001 000e 0001 0007 0009 0021 0000 0000 0c16 0000",
		"e1000003 0001 000e 0001 0007 0008 0021 0000 0000 0c16",
		"e1000002 0004 000e 0001 0007 0008 0021 0000 0000 0c16",
		"0d0e 0508130100160102800014020002",
		"00000100 0001 0004 0000 0000",
		"30270201010406 7075626c6963 a01a02010102010002010030",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
		struct octets o = hex(others[i]);

		assert_int_equal(trial_probe(&dissector_intellivue, CLIENT,
					     o.b, o.n), NO);
	}
}

static void the_end_of_a_session_is_no_fault(void **state)
{
	struct octets o = hex("0918 c116 61803080020101a080628080010000"
			      "00000000000000");
	struct trial *t = say(&dissector_intellivue, DATA, CLIENT, &o);

	(void)state;
	assert_false(t->malformed);
	trial_close(t);
	o.b[1]--;
	t = say(&dissector_intellivue, DATA, CLIENT, &o);
	assert_true(t->malformed);
	trial_close(t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_announcement_tells_type_and_address),
		cmocka_unit_test(
			who_asks_collects_and_who_accepts_is_the_device),
		cmocka_unit_test(
			the_created_object_tells_maker_serial_and_software),
		cmocka_unit_test(the_bed_is_told_only_to_sites_that_ask),
		cmocka_unit_test(
			of_poll_results_only_the_device_itself_is_read),
		cmocka_unit_test(what_only_begins_alike_is_not_mine),
		cmocka_unit_test(the_end_of_a_session_is_no_fault),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
