/* SPDX-License-Identifier: Apache-2.0 */
/* smb1_test - SMB 1: dialects, systems and logins; never users, shares or files. */
#include "tests/unit/classify/proto/smb_play.h"

/* As many names as Samba offers, and more than are kept. */
static struct octets long_offer(unsigned more)
{
	struct octets words = {.n = 0}, data = {.n = 0};

	add_raw(&data, "\2PC NETWORK PROGRAM 1.0", 24);
	add_raw(&data, "\2MICROSOFT NETWORKS 1.03", 25);
	add_raw(&data, "\2MICROSOFT NETWORKS 3.0", 24);
	add_raw(&data, "\2LANMAN1.0", 11);
	add_raw(&data, "\2LM1.2X002", 11);
	add_raw(&data, "\2DOS LANMAN2.1", 15);
	add_raw(&data, "\2LANMAN2.1", 11);
	add_raw(&data, "\2Samba", 7);
	for (unsigned i = 0; i < more; i++)
		add_raw(&data, "\2MICROSOFT NETWORKS 3.0", 24);
	add_raw(&data, "\2NT LANMAN 1.0", 15);
	return smb1(NEGOTIATE, 0, true, &words, &data);
}

static struct octets choice(uint16_t index, uint8_t mode)
{
	struct octets words = {.n = 0}, data = {.n = 0};

	add_le(&words, index, 2);
	add_le(&words, mode, 1);
	add_zero(&words, 31);
	add_zero(&data, 16);
	return smb1(NEGOTIATE, 0, true, &words, &data);
}

static struct octets setup_ask(const struct octets *blob)
{
	struct octets words = hex("ff000000 04110a00 0000 00000000"), data;

	data = *blob;
	add_le(&words, blob->n, 2);
	add_zero(&words, 8);
	if ((32 + 1 + 24 + 2 + blob->n) % 2 != 0)
		add_zero(&data, 1);
	add_wide(&data, "Windows 2002 Service Pack 3 2600");
	add_zero(&data, 2);
	add_wide(&data, "Windows 2002 5.1");
	add_zero(&data, 2);
	return smb1(SETUP, 0, true, &words, &data);
}

static struct octets setup_named(uint32_t status, uint16_t action,
				 const struct octets *blob, const char *os,
				 const char *lanman)
{
	struct octets words = hex("ff000000"), data = *blob;

	add_le(&words, action, 2);
	add_le(&words, blob->n, 2);
	if ((32 + 1 + 8 + 2 + blob->n) % 2 != 0)
		add_zero(&data, 1);
	add_wide(&data, os);
	add_zero(&data, 2);
	add_wide(&data, lanman);
	add_zero(&data, 2);
	add_wide(&data, "CANARYZONE");
	add_zero(&data, 2);
	return smb1(SETUP, status, true, &words, &data);
}

static struct octets setup_answer(uint32_t status, uint16_t action,
				  const struct octets *blob)
{
	return setup_named(status, action, blob, "Unix", "Samba 3.0.37");
}

/* Without extended security: two responses, the user, its domain, texts. */
static struct octets setup_plain(uint16_t nt, bool wide)
{
	struct octets words = hex("ff000000 0411 0a00 0000 00000000 1800");
	struct octets data = {.n = 0};

	add_le(&words, nt, 2);
	add_zero(&words, 8);
	for (size_t i = 0; i < 24u + nt; i++)
		add_be(&data, 0x5a, 1);
	if (wide) {
		if ((32 + 1 + 26 + 2 + 24 + nt) % 2 != 0)
			add_zero(&data, 1);
		add_wide(&data, "CANARYUSER");
		add_zero(&data, 2);
		add_wide(&data, "CANARYZONE");
		add_zero(&data, 2);
		add_wide(&data, "Windows CE");
		add_zero(&data, 2);
		add_wide(&data, "CE Lanman");
		add_zero(&data, 2);
	} else {
		add_raw(&data, "CANARYUSER\0CANARYZONE\0Windows CE\0CE Lanman",
			43);
	}
	return smb1(SETUP, 0, wide, &words, &data);
}

static struct octets plain_answer(uint16_t action)
{
	struct octets words = hex("ff000000"), data = {.n = 0};

	add_le(&words, action, 2);
	add_zero(&data, 1);
	add_wide(&data, "VxWorks");
	add_zero(&data, 2);
	return smb1(SETUP, 0, true, &words, &data);
}

static void what_is_no_system_is_not_told_as_one(void **state)
{
	static const struct {
		const char *os, *lanman;
		bool system, software;
	} cases[] = {
		{"Windows 6.1", "Samba 4.17.12-Debian", false, true},
		{"Windows 6.1", "", false, false},
		{"Nmap", "Native Lanman", false, false},
		{"Windows 5.1", "Windows 2000 LAN Manager", true, true},
		{"VxWorks", "", true, false},
	};
	struct octets none = {.n = 0};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const struct turn turns[] = {
			{CLIENT, offer()},
			{SERVER, choice(1, 3)},
			{CLIENT, setup_ask(&none)},
			{SERVER, setup_named(0, 0, &none, cases[i].os,
					     cases[i].lanman)},
		};
		struct trial *t = play(turns, 4, 0);
		assert_int_equal(trial_said(t, A_smb_native_os, cases[i].os),
				 cases[i].system);
		assert_int_equal(trial_said(t, A_smb_native_lanman,
					    cases[i].lanman),
				 cases[i].software);
		trial_close(t);
	}
}

static void an_old_server_and_client_describe_themselves(void **state)
{
	struct octets ask = authenticate(24, 0), server = challenge(),
		      none = {.n = 0};
	const struct turn turns[] = {
		{CLIENT, offer()},
		{SERVER, choice(1, 3)},
		{CLIENT, setup_ask(&none)},
		{SERVER, setup_answer(PROCESSING, 0, &server)},
		{CLIENT, setup_ask(&ask)},
		{SERVER, setup_answer(0, 0, &none)},
	};
	struct trial *t = play(turns, 6, 0);

	(void)state;
	assert_int_equal(trial_probe(&dissector_smb, CLIENT, turns[0].o.b,
				     turns[0].o.n), YES);
	assert_string_equal(trial_text(t, SERVER, A_smb_dialect),
			    "NT LM 0.12");
	assert_string_equal(trial_text(t, SERVER, A_smb_signing), "off");
	assert_string_equal(trial_text(t, SERVER, A_smb_native_os), "Unix");
	assert_string_equal(trial_text(t, SERVER, A_smb_native_lanman),
			    "Samba 3.0.37");
	assert_string_equal(trial_text(t, SERVER, A_ntlm_version), "6.1.7601");
	assert_string_equal(trial_text(t, CLIENT, A_smb_native_os),
			    "Windows 2002 Service Pack 3 2600");
	assert_string_equal(trial_text(t, CLIENT, A_ntlm_host_name),
			    "RADWS01");
	assert_int_equal(trial_word(t, CLIENT, A_smb1_client), 1);
	assert_int_equal(trial_word(t, CLIENT, A_ntlm_v1), 1);
	assert_int_equal(trial_word(t, SERVER, A_ntlm_v1), 2);
	assert_int_equal(trial_word(t, SERVER, A_smb_guest), UINT64_MAX);
	assert_string_equal(t->out.protocol, "smb1");
	assert_false(trial_leaks(t, "CANARY"));
	trial_close(t);
	bears_cutting_up(turns, 6);
	bears_lying(turns, 6);
}

static void a_set_up_without_extended_security_passes_over_the_user(void **s)
{
	(void)s;
	for (unsigned wide = 0; wide < 2; wide++) {
		const struct turn turns[] = {
			{CLIENT, offer()},
			{SERVER, choice(1, 0x0f)},
			{CLIENT, setup_plain(24, wide != 0)},
			{SERVER, plain_answer(0)},
		};
		struct trial *t = play(turns, 4, 0);

		assert_string_equal(trial_text(t, CLIENT, A_smb_native_os),
				    "Windows CE");
		assert_string_equal(trial_text(t, CLIENT,
					       A_smb_native_lanman),
				    "CE Lanman");
		assert_string_equal(trial_text(t, SERVER, A_smb_native_os),
				    "VxWorks");
		assert_string_equal(trial_text(t, SERVER, A_smb_signing),
				    "required");
		assert_int_equal(trial_word(t, CLIENT, A_ntlm_v1), 1);
		assert_int_equal(trial_word(t, SERVER, A_ntlm_v1), 2);
		assert_false(trial_leaks(t, "CANARY"));
		trial_close(t);
		bears_cutting_up(turns, 4);
	}
}

static void a_guest_has_proved_nothing(void **state)
{
	struct octets ask = authenticate(24, 0), none = {.n = 0};
	const struct turn turns[] = {
		{CLIENT, offer()},
		{SERVER, choice(1, 3)},
		{CLIENT, setup_ask(&ask)},
		{SERVER, setup_answer(0, 1, &none)},
	};
	struct trial *t = play(turns, 4, 0);

	(void)state;
	assert_int_equal(trial_word(t, SERVER, A_smb_guest), 1);
	assert_int_equal(trial_word(t, SERVER, A_ntlm_v1), UINT64_MAX);
	trial_close(t);
}

static void a_refused_login_accepts_no_version_1(void **state)
{
	struct octets old = authenticate(24, 0), new = authenticate(120, 0),
		      none = {.n = 0};
	const struct turn turns[] = {
		{CLIENT, offer()},
		{SERVER, choice(1, 3)},
		{CLIENT, setup_ask(&old)},
		{SERVER, setup_answer(REFUSED, 0, &none)},
		{CLIENT, setup_ask(&new)},
		{SERVER, setup_answer(0, 0, &none)},
	};
	struct trial *t = play(turns, 6, 0);

	(void)state;
	assert_int_equal(trial_word(t, CLIENT, A_ntlm_v1), 1);
	assert_int_equal(trial_word(t, SERVER, A_ntlm_v1), UINT64_MAX);
	trial_close(t);
}

static void the_ninth_dialect_of_a_list_is_the_ninth(void **state)
{
	const struct turn turns[] = {{CLIENT, long_offer(0)},
				     {SERVER, choice(8, 3)}};
	struct trial *t = play(turns, 2, 0);

	(void)state;
	assert_string_equal(trial_text(t, SERVER, A_smb_dialect),
			    "NT LANMAN 1.0");
	trial_close(t);
	bears_cutting_up(turns, 2);
}

static void a_dialect_behind_what_is_kept_is_not_guessed(void **state)
{
	const struct turn turns[] = {{CLIENT, long_offer(5)},
				     {SERVER, choice(13, 3)}};
	struct trial *t = play(turns, 2, 0);

	(void)state;
	assert_null(trial_text(t, SERVER, A_smb_dialect));
	trial_close(t);
}

static void a_server_may_choose_none(void **state)
{
	const struct turn turns[] = {{CLIENT, offer()},
				     {SERVER, choice(0xffff, 3)}};
	const struct turn beyond[] = {{CLIENT, offer()},
				      {SERVER, choice(7, 3)}};
	struct trial *t = play(turns, 2, 0);

	(void)state;
	assert_int_equal(t->count, 0);
	trial_close(t);
	t = play(beyond, 2, 0);
	assert_false(trial_leaks(t, "SMB 2"));
	trial_close(t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_old_server_and_client_describe_themselves),
		cmocka_unit_test(what_is_no_system_is_not_told_as_one),
		cmocka_unit_test(
			a_set_up_without_extended_security_passes_over_the_user),
		cmocka_unit_test(a_guest_has_proved_nothing),
		cmocka_unit_test(a_refused_login_accepts_no_version_1),
		cmocka_unit_test(the_ninth_dialect_of_a_list_is_the_ninth),
		cmocka_unit_test(a_dialect_behind_what_is_kept_is_not_guessed),
		cmocka_unit_test(a_server_may_choose_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
