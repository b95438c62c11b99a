/* SPDX-License-Identifier: Apache-2.0 */
/* kerberos_test - realms and machines, and never persons. */
#include "tests/unit/classify/proto/hex.h"
#include "tests/unit/classify/proto/play.h"

extern const struct dissector dissector_kerberos, dissector_kerberos_tcp;

enum { AS_REQ = 10, AS_REP = 11, TGS_REQ = 12, ERROR = 30 };

static void join(struct octets *to, uint8_t tag, const struct octets *body)
{
	add_be(to, tag, 1);
	if (body->n >= 128)
		add_hex(to, "82");
	add_be(to, body->n, body->n < 128 ? 1 : 2);
	add_raw(to, body->b, body->n);
}

static void add_number(struct octets *to, unsigned field, uint8_t value)
{
	struct octets number = hex("02 01");

	add_be(&number, value, 1);
	join(to, (uint8_t)(0xa0 + field), &number);
}

static void add_string(struct octets *to, unsigned field, const char *text)
{
	struct octets string = {.n = 0}, raw = {.n = 0};

	add_text(&raw, text);
	join(&string, 0x1b, &raw);
	join(to, (uint8_t)(0xa0 + field), &string);
}

/* A principal of one or two strings. */
static void add_name(struct octets *to, unsigned field, const char *first,
		     const char *second)
{
	struct octets list = {.n = 0}, raw = {.n = 0}, name = {.n = 0};
	struct octets strings = {.n = 0}, whole = {.n = 0};

	add_text(&raw, first);
	join(&list, 0x1b, &raw);
	raw.n = 0;
	if (second != NULL) {
		add_text(&raw, second);
		join(&list, 0x1b, &raw);
	}
	add_number(&name, 0, 1);
	join(&strings, 0x30, &list);
	join(&name, 0xa1, &strings);
	join(&whole, 0x30, &name);
	join(to, (uint8_t)(0xa0 + field), &whole);
}

static struct octets finish(uint8_t type, const struct octets *fields)
{
	struct octets sequence = {.n = 0}, o = {.n = 0};

	join(&sequence, 0x30, fields);
	join(&o, (uint8_t)(0x60 + type), &sequence);
	return o;
}

/* That offers these kinds of encryption, integers in hexadecimal. */
static struct octets offer(const char *kinds)
{
	struct octets asked = {.n = 0}, body = {.n = 0}, fields = {.n = 0};
	struct octets list = hex(kinds), all = {.n = 0};

	add_string(&asked, 2, "HOSP.EXAMPLE");
	join(&all, 0x30, &list);
	join(&asked, 0xa8, &all);
	join(&body, 0x30, &asked);
	add_number(&fields, 1, 5);
	add_number(&fields, 2, AS_REQ);
	join(&fields, 0xa4, &body);
	return finish(AS_REQ, &fields);
}

static uint64_t weakness(const char *kinds)
{
	struct octets o = offer(kinds);
	struct trial *t = say(&dissector_kerberos, 88, CLIENT, &o);
	uint64_t word = trial_word(t, CLIENT, A_kerberos_weak);

	trial_close(t);
	return word;
}

static void a_client_that_knows_only_rc4_or_des_is_told(void **state)
{
	struct octets o = offer("020117 0202ff7b 020103");

	(void)state;
	assert_int_equal(weakness("020117 0202ff7b 020103"), 1);
	assert_int_equal(weakness("020112 020117"), UINT64_MAX); /* AES too */
	assert_int_equal(weakness("0202ff7b"), UINT64_MAX);
	assert_int_equal(weakness(""), UINT64_MAX);
	bears_cutting(&dissector_kerberos, 88, CLIENT, &o);
	bears_lies(&dissector_kerberos, 88, CLIENT, &o, NULL);
}

static struct octets request(const char *first, const char *second)
{
	struct octets asked = hex("a0 07 03 05 00 40 81 00 10"), body = {.n = 0};
	struct octets fields = {.n = 0};

	add_name(&asked, 1, first, second);
	add_string(&asked, 2, "HOSP.EXAMPLE");
	add_name(&asked, 3, "krbtgt", "HOSP.EXAMPLE");
	join(&body, 0x30, &asked);
	add_number(&fields, 1, 5);
	add_number(&fields, 2, AS_REQ);
	join(&fields, 0xa4, &body);
	return finish(AS_REQ, &fields);
}

static struct octets answer(const char *client)
{
	struct octets fields = {.n = 0};

	add_number(&fields, 0, 5);
	add_number(&fields, 1, AS_REP);
	add_string(&fields, 3, "HOSP.EXAMPLE");
	add_name(&fields, 4, client, NULL);
	return finish(AS_REP, &fields);
}

static void a_machine_that_asks_is_named(void **state)
{
	struct octets o = request("CTROOM1$", NULL);
	struct trial *t = say(&dissector_kerberos, 88, CLIENT, &o);

	(void)state;
	assert_int_equal(trial_probe(&dissector_kerberos, CLIENT, o.b, o.n),
			 YES);
	assert_string_equal(trial_text(t, CLIENT, A_kerberos_name), "CTROOM1");
	assert_string_equal(trial_text(t, CLIENT, A_kerberos_realm),
			    "HOSP.EXAMPLE");
	assert_null(trial_text(t, CLIENT, A_kerberos_role));
	trial_close(t);
	bears_cutting(&dissector_kerberos, 88, CLIENT, &o);
	bears_lies(&dissector_kerberos, 88, CLIENT, &o, NULL);
}

static void a_keytab_of_a_host_names_it(void **state)
{
	struct octets o = request("host", "pacs.hosp.example");
	struct trial *t = say(&dissector_kerberos, 88, CLIENT, &o);

	(void)state;
	assert_string_equal(trial_text(t, CLIENT, A_kerberos_name),
			    "pacs.hosp.example");
	trial_close(t);
}

static void a_person_is_never_told(void **state)
{
	struct octets o = request("CANARY", NULL);
	struct octets admin = request("CANARY", "admin"), rep = answer("CANARY");
	struct trial *t = say(&dissector_kerberos, 88, CLIENT, &o);

	(void)state;
	trial_datagram(t, CLIENT, admin.b, admin.n);
	trial_datagram(t, SERVER, rep.b, rep.n);
	assert_false(trial_leaks(t, "CANARY"));
	assert_string_equal(trial_text(t, SERVER, A_kerberos_role), "kdc");
	trial_close(t);
	bears_lies(&dissector_kerberos, 88, CLIENT, &o, "CANARY");
}

static void who_gives_tickets_names_machines_by_hearsay(void **state)
{
	struct octets o = answer("CTROOM1$");
	struct trial *t = say(&dissector_kerberos, 88, SERVER, &o);

	(void)state;
	assert_string_equal(trial_text(t, CLIENT, A_kerberos_name), "CTROOM1");
	assert_int_equal(trial_voice(t, A_kerberos_name), VOICE_PEER);
	assert_string_equal(trial_text(t, SERVER, A_kerberos_realm),
			    "HOSP.EXAMPLE");
	trial_close(t);
	bears_cutting(&dissector_kerberos, 88, SERVER, &o);
}

static void on_tcp_a_length_comes_before(void **state)
{
	struct octets ask = request("CTROOM1$", NULL), rep = answer("CTROOM1$");
	struct octets a = {.n = 0}, b = {.n = 0};
	struct turn turns[2];
	struct trial *t;

	(void)state;
	add_be(&a, ask.n, 4);
	add_raw(&a, ask.b, ask.n);
	add_be(&b, rep.n, 4);
	add_raw(&b, rep.b, rep.n);
	turns[0] = (struct turn){CLIENT, a.b, a.n};
	turns[1] = (struct turn){SERVER, b.b, b.n};
	assert_int_equal(trial_probe(&dissector_kerberos_tcp, CLIENT, a.b, a.n),
			 YES);
	assert_int_equal(trial_probe(&dissector_kerberos_tcp, CLIENT, a.b, 10),
			 MORE);
	t = play(&dissector_kerberos_tcp, 88, turns, 2, 0);
	assert_said(trial_text(t, CLIENT, A_kerberos_name), "CTROOM1");
	assert_said(trial_text(t, SERVER, A_kerberos_role), "kdc");
	trial_close(t);
	bears_anything(&dissector_kerberos_tcp, 88, turns, 2);
	a.b[3]++;
	assert_int_equal(trial_probe(&dissector_kerberos_tcp, CLIENT, a.b, a.n),
			 NO);
}

static void other_sequences_are_something_else(void **state)
{
	struct octets o = request("CTROOM1$", NULL), wrong = o, snmp;

	(void)state;
	wrong.b[0] = 0x60 + TGS_REQ; /* inside it says otherwise */
	assert_int_equal(trial_probe(&dissector_kerberos, CLIENT, wrong.b,
				     wrong.n), NO);
	add_be(&o, 0, 1);
	assert_int_equal(trial_probe(&dissector_kerberos, CLIENT, o.b, o.n),
			 NO);
	snmp = hex("30 0a 02 01 00 04 05 41 42 43 44 45");
	assert_int_equal(trial_probe(&dissector_kerberos, CLIENT, snmp.b,
				     snmp.n), NO);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_client_that_knows_only_rc4_or_des_is_told),
		cmocka_unit_test(a_machine_that_asks_is_named),
		cmocka_unit_test(a_keytab_of_a_host_names_it),
		cmocka_unit_test(a_person_is_never_told),
		cmocka_unit_test(who_gives_tickets_names_machines_by_hearsay),
		cmocka_unit_test(on_tcp_a_length_comes_before),
		cmocka_unit_test(other_sequences_are_something_else),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
