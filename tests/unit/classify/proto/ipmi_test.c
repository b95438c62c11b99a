/* SPDX-License-Identifier: Apache-2.0 */
/* ipmi_test - what management controllers say, and no password. */
#include "tests/unit/classify/proto/hex.h"

extern const struct dissector dissector_ipmi;

/* What Debian's ipmi_sim 2.0.33 and ipmitool 1.8.19 said to each other; the user
 * is "zzusercanary", the password "ZZCANARYPW". */
#define PONG_HEAD "0600ff06 000011be 40 00 00 10 "
#define CAPABILITIES                                                           \
	"0600ff07 000000000000000000 10 811c6320043800011705000000000087"
#define CHALLENGE                                                              \
	"0600ff07 000000000000000000 18 2018c8810839047a7a7573657263616e617279" \
	"0000000009"
#define SECRET "5a5a43414e4152595057000000000000"
#define ACTIVATE                                                               \
	"0600ff07 04 00000000 05000000" SECRET "1d"                            \
	"2018c8810c3a04043438c9734d47597286b8ceb1f1aece862e3e7f434c"
#define ACTIVATED                                                              \
	"0600ff07 04 2e3e7f43 05000000" SECRET "12"                            \
	"811c63200c3a0004820000009ee143e60468"
#define DEVICE                                                                 \
	"0600ff07 04 303e7f43 82000000" SECRET "17"                            \
	"811c632018010000030908029fa202000001000000006d"
#define OPENED(authentication, integrity, encryption)                          \
	"0600ff07 06 11 00000000 00000000 2400 0000 0000 a4a3a2a0 02010000"    \
	"00000008" authentication "000000 01000008" integrity                  \
	"000000 02000008" encryption "000000"

static struct trial *hear(enum side from, const char *text)
{
	struct octets o = hex(text);

	assert_int_equal(trial_probe(&dissector_ipmi, from, o.b, o.n), YES);
	bears_cutting(&dissector_ipmi, 623, from, &o);
	bears_lies(&dissector_ipmi, 623, from, &o, "CANARY");
	return say(&dissector_ipmi, 623, from, &o);
}

static void a_controller_tells_which_logins_it_allows(void **state)
{
	static const char *const allowed[] = {
		"none", "md2", "md5", "password", "anonymous", "rmcp+"};
	struct trial *t = hear(SERVER, CAPABILITIES);
	const char *const old = /* version 1.5 alone; the last octet is free   */
		"0600ff07 000000000000000000 10"
		"811c63200438 00 01 04 00 02 00000000 9d";

	(void)state;
	assert_false(trial_said(t, A_ipmi_login, "no-name"));
	assert_true(trial_said(t, A_ipmi_role, "controller"));
	assert_string_equal(t->out.protocol, "ipmi");
	trial_close(t);
	t = hear(SERVER, "0600ff07 000000000000000000 10"
			 "811c63200438 00 01 97 05 02 00000000 1d");
	for (size_t i = 0; i < sizeof(allowed) / sizeof(allowed[0]); i++)
		assert_true(trial_said(t, A_ipmi_login, allowed[i]));
	trial_close(t);
	t = hear(SERVER, old);
	assert_true(trial_said(t, A_ipmi_login, "md5"));
	assert_false(trial_said(t, A_ipmi_login, "rmcp+"));
	trial_close(t);
}

static void a_controller_tells_its_maker_and_firmware(void **state)
{
	struct trial *t = hear(SERVER, DEVICE);

	(void)state;
	assert_int_equal(trial_word(t, SERVER, A_ipmi_vendor_id), 674);
	assert_int_equal(trial_word(t, SERVER, A_ipmi_product_id), 256);
	assert_string_equal(trial_text(t, SERVER, A_ipmi_version), "9.08");
	assert_false(trial_leaks(t, "CANARY"));
	trial_close(t);
}

static void a_pong_tells_a_maker_unless_it_is_the_standard_s(void **state)
{
	struct trial *t = hear(SERVER, PONG_HEAD
			       "000011be 00000000 81 00 000000000000");

	(void)state;
	assert_true(trial_said(t, A_ipmi_role, "controller"));
	assert_int_equal(trial_word(t, SERVER, A_ipmi_vendor_id), UINT64_MAX);
	trial_close(t);
	t = hear(SERVER, PONG_HEAD "00000157 00000000 01 00 000000000000");
	assert_int_equal(trial_word(t, SERVER, A_ipmi_vendor_id), 343);
	assert_null(trial_text(t, SERVER, A_ipmi_role));
	trial_close(t);
	t = hear(CLIENT, "0600ff06 000011be 80 00 00 00"); /* a ping */
	assert_int_equal(t->count, 0);
	trial_close(t);
}

static void a_password_in_clear_is_told_and_not_which(void **state)
{
	struct trial *t = hear(CLIENT, ACTIVATE);

	(void)state;
	assert_string_equal(trial_text(t, CLIENT, A_clear_login_sent), "ipmi");
	assert_int_equal(t->count, 1);
	assert_false(trial_leaks(t, "CANARY"));
	trial_close(t);
	t = hear(SERVER, ACTIVATED);
	assert_string_equal(trial_text(t, SERVER, A_clear_login), "ipmi");
	assert_false(trial_leaks(t, "CANARY"));
	trial_close(t);
	t = hear(CLIENT, CHALLENGE);
	assert_int_equal(t->count, 0);
	trial_close(t);
}

static void a_session_tells_what_it_was_opened_without(void **state)
{
	static const char *const lacks[] = {
		"authentication", "integrity", "encryption"};
	struct trial *t = hear(SERVER, OPENED("00", "00", "00"));

	(void)state;
	for (unsigned i = 0; i < 3; i++)
		assert_true(trial_said(t, A_ipmi_lacks, lacks[i]));
	trial_close(t);
	t = hear(SERVER, OPENED("01", "01", "01"));
	assert_null(trial_text(t, SERVER, A_ipmi_lacks));
	assert_true(trial_said(t, A_ipmi_role, "controller"));
	trial_close(t);
	t = hear(SERVER, "0600ff07 06 11 00000000 00000000 0800"
			 "0011 0000 a4a3a2a0"); /* turned down */
	assert_int_equal(t->count, 0);
	trial_close(t);
}

static void what_is_encrypted_is_said_to_be_so(void **state)
{
	struct trial *t = hear(SERVER, "0600ff07 06 c0 02010000 03000000 1000"
				       "00112233445566778899aabbccddeeff"
				       "ffff0207 000102030405060708090a0b");

	(void)state;
	assert_true(t->out.encrypted);
	assert_int_equal(t->count, 0);
	trial_close(t);
}

static void others_are_not_taken_for_it(void **state)
{
	static const char *const others[] = {
		"", "06", "0600ff", "0600ff06",
		"0600ff08 000000000000000000 00",
		"0500ff07 000000000000000000 07 2018c881380000",
		"0600ff07 000000000000000000 07 2018c9813800b5", /* a sum      */
		"0600ff07 000000000000000000 08 2018c8813800b5", /* too short  */
		"0600ff07 000000000000000000 07 2018c8813800b5 0000",
		"0600ff07 030000000000000000 07 2018c8813800b5",
		"0600ff06 000011bf 80 00 00 00",
		"0600ff06 000011be 80 00 00 00 00",
	};

	(void)state;
	assert_refused(&dissector_ipmi, others,
		       sizeof(others) / sizeof(others[0]));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_controller_tells_which_logins_it_allows),
		cmocka_unit_test(a_controller_tells_its_maker_and_firmware),
		cmocka_unit_test(
			a_pong_tells_a_maker_unless_it_is_the_standard_s),
		cmocka_unit_test(a_password_in_clear_is_told_and_not_which),
		cmocka_unit_test(a_session_tells_what_it_was_opened_without),
		cmocka_unit_test(what_is_encrypted_is_said_to_be_so),
		cmocka_unit_test(others_are_not_taken_for_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
