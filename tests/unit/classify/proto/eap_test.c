/* SPDX-License-Identifier: Apache-2.0 */
/* eap_test - who logs in to the network, and never which person. */
#include "tests/unit/classify/proto/hex.h"
#include "tests/unit/classify/proto/play.h"

extern const struct dissector dissector_eap;

/* EAPOL of version 2, one EAP message in it, and what Ethernet pads. */
static struct octets eap(uint8_t code, uint8_t type, const char *data)
{
	struct octets o = hex("02 00");
	size_t n = 5 + strlen(data);

	add_be(&o, n, 2);
	add_be(&o, code, 1);
	add_be(&o, 7, 1);
	add_be(&o, n, 2);
	add_be(&o, type, 1);
	add_text(&o, data);
	add_zero(&o, 9);
	return o;
}

static struct trial *hear(const struct octets *o)
{
	assert_int_equal(trial_probe(&dissector_eap, CLIENT, o->b, o->n), YES);
	return say(&dissector_eap, 0, CLIENT, o);
}

static void machines_are_named_and_persons_are_not(void **state)
{
	static const struct {
		const char *identity, *name, *realm;
	} rows[] = {
		{"host/mon4.zz.example", "mon4.zz.example", NULL},
		{"host/mon4@zz.example", "mon4", "zz.example"},
		{"ZZHOSP\\MON4$", "MON4", "ZZHOSP"},
		{"MON4$@zz.example", "MON4", "zz.example"},
		{"MON4$", "MON4", NULL},
		{"zzdoe@zz.example", NULL, "zz.example"},
		{"ZZHOSP\\zzdoe", NULL, "ZZHOSP"},
		{"zzdoe", NULL, NULL},
		{"ZZDOE^JOHN@zz.example", NULL, "zz.example"},
		{"@", NULL, NULL},
		{"\\", NULL, NULL},
		{"$", NULL, NULL},
		{"host/", NULL, NULL},
		{"", NULL, NULL},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct octets o = eap(2, 1, rows[i].identity);
		struct trial *t = hear(&o);

		if (rows[i].name == NULL)
			assert_null(trial_text(t, CLIENT, A_eap_name));
		else
			assert_said(trial_text(t, CLIENT, A_eap_name),
				    rows[i].name);
		if (rows[i].realm == NULL)
			assert_null(trial_text(t, CLIENT, A_eap_realm));
		else
			assert_said(trial_text(t, CLIENT, A_eap_realm),
				    rows[i].realm);
		assert_said(trial_text(t, CLIENT, A_eap_role), "supplicant");
		assert_false(t->malformed);
		assert_false(trial_leaks(t, "zzdoe"));
		assert_false(trial_leaks(t, "ZZDOE"));
		trial_close(t);
		bears_cutting(&dissector_eap, 0, CLIENT, &o);
	}
}

static void what_is_sent_tells_the_side(void **state)
{
	struct octets start = hex("01 01 0000"), asks = eap(1, 1, "zzdoe");
	struct octets success = hex("02 00 0004 03 07 0004");
	struct octets key = hex("02 03 0002 0200");
	struct trial *t = hear(&start);

	(void)state;
	assert_said(trial_text(t, CLIENT, A_eap_role), "supplicant");
	trial_close(t);
	t = hear(&asks);
	assert_said(trial_text(t, CLIENT, A_eap_role), "authenticator");
	assert_null(trial_text(t, CLIENT, A_eap_name));
	assert_int_equal(t->count, 1);
	trial_close(t);
	t = hear(&success);
	assert_int_equal(t->count, 0);
	assert_false(t->malformed);
	trial_close(t);
	t = hear(&key);
	assert_int_equal(t->count, 0);
	trial_close(t);
}

/* Who refuses a method answers with another type. */
static void a_method_that_is_answered_is_agreed_on(void **state)
{
	struct octets asks = eap(1, 4, "x"), md5 = eap(2, 4, "zzsecret");
	struct octets peap = eap(2, 25, ""), nak = eap(2, 3, "\x19");
	struct octets newer = eap(2, 254, "");
	struct trial *t = hear(&asks);

	(void)state;
	assert_null(trial_text(t, CLIENT, A_eap_method));
	trial_close(t);
	t = hear(&md5);
	assert_said(trial_text(t, CLIENT, A_eap_method), "md5");
	trial_close(t);
	bears_lies(&dissector_eap, 0, CLIENT, &md5, "zzsecret");
	t = hear(&peap);
	assert_said(trial_text(t, CLIENT, A_eap_method), "peap");
	trial_close(t);
	t = hear(&nak);
	assert_null(trial_text(t, CLIENT, A_eap_method));
	trial_close(t);
	t = hear(&newer);
	assert_null(trial_text(t, CLIENT, A_eap_method));
	trial_close(t);
}

static void what_does_not_add_up_is_malformed(void **state)
{
	static const char *const bad[] = {
		"02 00 0005 02 07 0006 01", "02 00 0004 02 07 0004",
		"02 00 0003 02 07 00", "02 00 0000",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct octets o = hex(bad[i]);
		struct trial *t = hear(&o);

		assert_true(t->malformed);
		assert_int_equal(t->count, 0);
		trial_close(t);
	}
}

static void other_ethertypes_are_left_to_others(void **state)
{
	static const char *const others[] = {
		"00 00 0000", "04 00 0000", "01 09 0000", "01 00 0001", "01",
	};

	(void)state;
	assert_refused(&dissector_eap, others,
		       sizeof(others) / sizeof(others[0]));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(machines_are_named_and_persons_are_not),
		cmocka_unit_test(what_is_sent_tells_the_side),
		cmocka_unit_test(a_method_that_is_answered_is_agreed_on),
		cmocka_unit_test(what_does_not_add_up_is_malformed),
		cmocka_unit_test(other_ethertypes_are_left_to_others),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
