/* SPDX-License-Identifier: Apache-2.0 */
/* netbios_test - own names and comments; nobody's questions or messages. */
#include "tests/unit/classify/proto/hex.h"

extern const struct dissector dissector_netbios;

enum { REGISTRATION = 0x2910, REFRESH = 0x4010, MULTIHOMED = 0x7910,
       WAIT = 0xbc00, GROUP = 0xe000 };

static void add_name(struct octets *o, const char *name, uint8_t suffix)
{
	add_be(o, 32, 1);
	for (size_t i = 0; i < 16; i++) {
		size_t n = strlen(name);
		uint8_t c = i == 15 ? suffix : i < n ? (uint8_t)name[i] : ' ';

		add_be(o, 'A' + (c >> 4), 1);
		add_be(o, 'A' + (c & 15), 1);
	}
	add_be(o, 0, 1);
}

static struct octets registration(uint16_t flags, const char *name,
				  uint8_t suffix, uint16_t kind)
{
	struct octets o = hex("21fa");

	add_be(&o, flags, 2);
	add_hex(&o, "0001 0000 0000 0001");
	add_name(&o, name, suffix);
	add_hex(&o, "0020 0001 c00c 0020 0001 00000000 0006");
	add_be(&o, kind, 2);
	add_hex(&o, "c0000233");
	return o;
}

static struct octets status(void)
{
	struct octets o = hex("4d2d 8400 0000 0001 0000 0000");
	static const struct {
		const char *name;
		uint8_t suffix;
		uint16_t flags;
	} rows[] = {
		{"GEAWS40        ", 0x00, 0x0400},
		{"CANARYUSER     ", 0x03, 0x0400},
		{"\1\2__MSBROWSE__\2", 0x01, 0x8400},
		{"ZZHOSP         ", 0x00, 0x8400},
		{"GEAWS40        ", 0x20, 0x0400},
		{"CANARYGROUP    ", 0x1e, 0x8400},
	};

	add_name(&o, "*\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 0);
	add_hex(&o, "0021 0001 00000000 00 6d 06");
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		add_raw(&o, rows[i].name, 15);
		add_be(&o, rows[i].suffix, 1);
		add_be(&o, rows[i].flags, 2);
	}
	add_zero(&o, 46);
	return o;
}

static struct octets announcement(uint8_t command)
{
	struct octets o = hex("11 0a 21fd c0000233 008a 00d0 0000");

	add_name(&o, "GEAWS40", 0);
	add_name(&o, "ZZHOSP", 0x1d);
	add_hex(&o, "ff534d42 25");
	add_zero(&o, 58);
	add_raw(&o, "\\MAILSLOT\\BROWSE", 17);
	add_be(&o, command, 1);
	add_hex(&o, "00 60ea0000");
	add_raw(&o, "GEAWS40\0\0\0\0\0\0\0\0\0", 16);
	add_hex(&o, "06 01 039a8100 0f 01 55aa");
	add_raw(&o, "GE AW 4.0 workstation", 22);
	return o;
}

static struct trial *hear(const struct octets *o)
{
	return say(&dissector_netbios, 137, CLIENT, o);
}

static unsigned count_of(const struct octets *o)
{
	struct trial *t = hear(o);
	unsigned n = t->count;

	trial_close(t);
	return n;
}

static void who_registers_a_name_owns_it(void **state)
{
	static const uint16_t kinds[] = {REGISTRATION, REFRESH, MULTIHOMED};

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		struct octets o = registration(kinds[i], "GEAWS40", 0x20, 0);
		struct trial *t = hear(&o);

		assert_int_equal(trial_probe(&dissector_netbios, CLIENT, o.b,
					     o.n), YES);
		assert_string_equal(trial_text(t, CLIENT, A_netbios_name),
				    "GEAWS40");
		assert_int_equal(trial_voice(t, A_netbios_name), VOICE_SELF);
		assert_string_equal(t->out.protocol, "netbios");
		trial_close(t);
		bears_cutting(&dissector_netbios, 137, CLIENT, &o);
		bears_lies(&dissector_netbios, 137, CLIENT, &o, NULL);
	}
}

static void a_record_about_another_name_is_not_read(void **state)
{
	struct octets o = registration(REGISTRATION, "GEAWS40", 0x20, 0);

	(void)state;
	assert_int_equal(count_of(&o), 1);
	o.b[51] = 0x20; /* its name is no longer that of the question         */
	assert_int_equal(count_of(&o), 0);
}

static void a_group_is_a_workgroup(void **state)
{
	struct octets o = registration(REGISTRATION, "ZZHOSP", 0, GROUP);
	struct octets master = registration(REGISTRATION, "ZZHOSP", 0x1e,
					    GROUP);
	struct trial *t = hear(&o);

	(void)state;
	assert_string_equal(trial_text(t, CLIENT, A_workgroup), "ZZHOSP");
	assert_null(trial_text(t, CLIENT, A_netbios_name));
	trial_close(t);
	assert_int_equal(count_of(&master), 0);
}

static void a_person_logged_in_is_never_told(void **state)
{
	struct octets o = registration(REGISTRATION, "CANARYUSER", 3, 0);

	(void)state;
	assert_int_equal(count_of(&o), 0);
	bears_cutting(&dissector_netbios, 137, CLIENT, &o);
}

static unsigned answers_of(const struct octets *o)
{
	struct trial *t = say(&dissector_netbios, 137, SERVER, o);
	unsigned n = t->count;

	trial_close(t);
	return n;
}

static struct octets answer(uint16_t flags, const char *name, uint8_t suffix,
			    uint16_t kind)
{
	struct octets o = hex("21fa");

	add_be(&o, flags, 2);
	add_hex(&o, "0000 0001 0000 0000");
	add_name(&o, name, suffix);
	add_hex(&o, "0020 0001 000493e0 0006");
	add_be(&o, kind, 2);
	add_hex(&o, "c0000233");
	return o;
}

static void who_answers_for_a_name_is_told(void **state)
{
	struct octets o = answer(0x8500, "FILESRV", 0x20, 0);
	struct octets wins = answer(0x8580, "FILESRV", 0x20, 0);
	struct octets none = answer(0x8503, "FILESRV", 0x20, 0);
	struct octets group = answer(0x8500, "ZZHOSP", 0x00, 0x8000);
	struct octets person = answer(0x8500, "CANARY", 0x03, 0);
	struct trial *t = say(&dissector_netbios, 137, SERVER, &o);
	struct party owner = {.ip = addr_of_v4(0xc0000233)};

	(void)state;
	assert_int_equal(trial_probe(&dissector_netbios, SERVER, o.b, o.n), YES);
	assert_int_equal(t->count, 1);
	assert_string_equal(trial_party_text(t, owner, A_netbios_answer),
			    "FILESRV");
	trial_close(t);
	assert_int_equal(answers_of(&wins), 0);
	assert_int_equal(answers_of(&none), 0);
	assert_int_equal(answers_of(&group), 0);
	assert_int_equal(answers_of(&person), 0);
	bears_cutting(&dissector_netbios, 137, SERVER, &o);
}

static void questions_and_answers_name_others(void **state)
{
	struct octets query = registration(0x0110, "GEAWS40", 0x20, 0);
	struct octets answer = registration(0x8500, "GEAWS40", 0x20, 0);
	struct octets agreed = registration(0xad80, "GEAWS40", 0x20, 0);
	struct octets waiting = registration(WAIT, "GEAWS40", 0x20, 0);
	struct octets release = registration(0x3010, "GEAWS40", 0x20, 0);

	(void)state;
	assert_int_equal(count_of(&query), 0);
	assert_int_equal(count_of(&answer), 0);
	assert_int_equal(count_of(&agreed), 0);
	assert_int_equal(count_of(&waiting), 0);
	assert_int_equal(count_of(&release), 0);
}

static void a_status_answer_lists_own_names_without_persons(void **state)
{
	struct octets o = status();
	struct trial *t = say(&dissector_netbios, 137, SERVER, &o);

	(void)state;
	assert_string_equal(trial_text(t, SERVER, A_netbios_name), "GEAWS40");
	assert_string_equal(trial_text(t, SERVER, A_workgroup), "ZZHOSP");
	assert_false(trial_leaks(t, "CANARY"));
	assert_int_equal(t->count, 3);
	trial_close(t);
	bears_cutting(&dissector_netbios, 137, SERVER, &o);
}

static void a_status_answer_that_claims_255_names_ends(void **state)
{
	struct octets o = status();

	(void)state;
	o.b[56] = 0xff;
	add_zero(&o, 1200);
	assert_true(count_of(&o) < 40);
}

static void announcements_carry_name_and_comment(void **state)
{
	(void)state;
	for (unsigned i = 0; i < 2; i++) {
		struct octets o = announcement(i == 0 ? 1 : 15);
		struct trial *t = hear(&o);

		assert_int_equal(trial_probe(&dissector_netbios, CLIENT, o.b,
					     o.n), YES);
		assert_string_equal(trial_text(t, CLIENT, A_netbios_name),
				    "GEAWS40");
		assert_string_equal(trial_text(t, CLIENT, A_smb_comment),
				    "GE AW 4.0 workstation");
		assert_true(trial_said(t, A_browser_role, "unix"));
		assert_true(trial_said(t, A_browser_role, "print-server"));
		assert_null(trial_text(t, CLIENT, A_browser_version));
		trial_close(t);
		bears_cutting(&dissector_netbios, 138, CLIENT, &o);
		bears_lies(&dissector_netbios, 138, CLIENT, &o, NULL);
	}
}

static void the_version_is_told_where_no_unix_answers(void **state)
{
	struct octets o = announcement(1);
	struct trial *t;

	(void)state;
	/* Behind the slot: command, count, period, name, version, type. */
	o.b[14 + 68 + 63 + 17 + 1 + 1 + 4 + 16 + 2 + 1] = 0x92;
	t = hear(&o);
	assert_string_equal(trial_text(t, CLIENT, A_browser_version), "6.1");
	assert_false(trial_said(t, A_browser_role, "unix"));
	trial_close(t);
	/* Samba takes leave with all bits cleared. */
	o.b[14 + 68 + 63 + 17 + 1 + 1 + 4 + 16 + 2] = 0;
	o.b[14 + 68 + 63 + 17 + 1 + 1 + 4 + 16 + 2 + 1] = 0;
	o.b[14 + 68 + 63 + 17 + 1 + 1 + 4 + 16 + 2 + 2] = 0;
	o.b[14 + 68 + 63 + 17 + 1 + 1 + 4 + 16 + 2 + 3] = 0;
	t = hear(&o);
	assert_null(trial_text(t, CLIENT, A_browser_version));
	trial_close(t);
}

static void other_mail_is_not_read(void **state)
{
	struct octets domain = announcement(12);
	struct octets mail = announcement(1);

	(void)state;
	assert_int_equal(count_of(&domain), 0);
	memcpy(mail.b + 14 + 68 + 63, "\\MAILSLOT\\MESSNG", 17);
	assert_int_equal(count_of(&mail), 0);
}

static void names_of_other_letters_are_another_protocol(void **state)
{
	struct octets o = registration(REGISTRATION, "GEAWS40", 0x20, 0);
	struct octets mail = announcement(1);

	(void)state;
	o.b[20] = 'Q';
	assert_int_equal(trial_probe(&dissector_netbios, CLIENT, o.b, o.n),
			 NO);
	o.b[20] = 'a';
	assert_int_equal(trial_probe(&dissector_netbios, CLIENT, o.b, o.n),
			 NO);
	mail.b[20] = 'z';
	assert_int_equal(trial_probe(&dissector_netbios, CLIENT, mail.b,
				     mail.n), NO);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(who_registers_a_name_owns_it),
		cmocka_unit_test(a_record_about_another_name_is_not_read),
		cmocka_unit_test(a_group_is_a_workgroup),
		cmocka_unit_test(a_person_logged_in_is_never_told),
		cmocka_unit_test(who_answers_for_a_name_is_told),
		cmocka_unit_test(questions_and_answers_name_others),
		cmocka_unit_test(
			a_status_answer_lists_own_names_without_persons),
		cmocka_unit_test(a_status_answer_that_claims_255_names_ends),
		cmocka_unit_test(announcements_carry_name_and_comment),
		cmocka_unit_test(the_version_is_told_where_no_unix_answers),
		cmocka_unit_test(other_mail_is_not_read),
		cmocka_unit_test(names_of_other_letters_are_another_protocol),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
