/* SPDX-License-Identifier: Apache-2.0 */
/* rpc_test - file servers and port mappers, and machines that call. */
#include "tests/unit/classify/proto/hex.h"
#include "tests/unit/classify/proto/play.h"

extern const struct dissector dissector_rpc, dissector_rpc_tcp;

/* Machine "us-room2", user 1000, group 1000 and no other; a file handle. */
static struct octets call(const char *program)
{
	struct octets o = hex("5e1d0bdc 00000000 00000002");

	add_hex(&o, program);
	add_hex(&o, "00000003 00000001 00000001 0000001c 3847760b 00000008");
	add_text(&o, "us-room2");
	add_hex(&o, "000003e8 000003e8 00000000 00000000 00000000 00000008");
	add_text(&o, "CANARY!!");
	return o;
}

static struct octets reply(const char *status)
{
	struct octets o = hex("5e1d0bdc 00000001 00000000 00000000 00000000");

	add_hex(&o, status);
	add_text(&o, "CANARY!!");
	return o;
}

static void a_file_server_answers_a_machine(void **state)
{
	struct octets a = call("000186a3"), b = reply("00000000");
	struct trial *t = say(&dissector_rpc, 2049, CLIENT, &a);

	(void)state;
	trial_datagram(t, SERVER, b.b, b.n);
	assert_int_equal(trial_probe(&dissector_rpc, CLIENT, a.b, a.n), YES);
	assert_said(trial_text(t, CLIENT, A_rpc_host_name), "us-room2");
	assert_int_equal(trial_word(t, SERVER, A_nfs_clear), 3);
	assert_string_equal(t->out.protocol, "nfs");
	assert_false(trial_leaks(t, "CANARY"));
	trial_close(t);
	bears_cutting(&dissector_rpc, 2049, CLIENT, &a);
	bears_lies(&dissector_rpc, 2049, CLIENT, &a, "CANARY");
}

static void the_caller_may_have_the_lower_port(void **state)
{
	struct octets a = call("000186a3"), b = reply("00000000");
	struct trial *t = say(&dissector_rpc, 2049, SERVER, &a);

	(void)state;
	trial_datagram(t, CLIENT, b.b, b.n);
	assert_said(trial_text(t, SERVER, A_rpc_host_name), "us-room2");
	assert_int_equal(trial_word(t, CLIENT, A_nfs_clear), 3);
	trial_close(t);
}

static void a_port_mapper_is_told_without_the_caller(void **state)
{
	struct octets a = call("000186a0"), b = reply("00000000");
	struct trial *t = say(&dissector_rpc, 111, CLIENT, &a);

	(void)state;
	trial_datagram(t, SERVER, b.b, b.n);
	assert_int_equal(trial_word(t, SERVER, A_portmap), 3);
	assert_null(trial_text(t, CLIENT, A_rpc_host_name));
	trial_close(t);
}

static void an_answer_that_refuses_proves_no_service(void **state)
{
	struct octets a = call("000186a3"), b = reply("00000001");
	struct octets stray = reply("00000000");
	struct trial *t = say(&dissector_rpc, 2049, CLIENT, &a);

	(void)state;
	trial_datagram(t, SERVER, b.b, b.n);
	stray.b[0] = 0; /* to another call */
	trial_datagram(t, SERVER, stray.b, stray.n);
	assert_int_equal(trial_word(t, SERVER, A_nfs_clear), UINT64_MAX);
	trial_close(t);
}

static void a_call_under_kerberos_is_not_open(void **state)
{
	struct octets a = call("000186a3"), b = reply("00000000");
	struct trial *t;

	(void)state;
	a.b[27] = 6;
	t = say(&dissector_rpc, 2049, CLIENT, &a);
	trial_datagram(t, SERVER, b.b, b.n);
	assert_int_equal(t->count, 0);
	assert_string_equal(t->out.protocol, "nfs");
	trial_close(t);
}

static void on_tcp_records_have_a_mark(void **state)
{
	struct octets ask = call("000186a3"), rep = reply("00000000");
	struct octets a = {.n = 0}, b = {.n = 0};
	struct turn turns[2];
	struct trial *t;

	(void)state;
	add_be(&a, 0x80000000 + ask.n, 4);
	add_raw(&a, ask.b, ask.n);
	add_be(&b, 0x80000000 + rep.n, 4);
	add_raw(&b, rep.b, rep.n);
	turns[0] = (struct turn){CLIENT, a.b, a.n};
	turns[1] = (struct turn){SERVER, b.b, b.n};
	assert_int_equal(trial_probe(&dissector_rpc_tcp, CLIENT, a.b, a.n),
			 YES);
	assert_int_equal(trial_probe(&dissector_rpc_tcp, CLIENT, a.b, 20),
			 MORE);
	t = play(&dissector_rpc_tcp, 2049, turns, 2, 0);
	assert_said(trial_text(t, CLIENT, A_rpc_host_name), "us-room2");
	assert_int_equal(trial_word(t, SERVER, A_nfs_clear), 3);
	trial_close(t);
	bears_anything(&dissector_rpc_tcp, 2049, turns, 2);
}

static void other_calls_are_something_else(void **state)
{
	struct octets a = call("000186a3"), b = call("0000ffff");

	(void)state;
	assert_int_equal(trial_probe(&dissector_rpc, CLIENT, b.b, b.n), NO);
	a.b[11] = 3;
	assert_int_equal(trial_probe(&dissector_rpc, CLIENT, a.b, a.n), NO);
	a.b[11] = 2;
	a.b[31] = 0x1d; /* no multiple of four */
	assert_int_equal(trial_probe(&dissector_rpc, CLIENT, a.b, a.n), NO);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_file_server_answers_a_machine),
		cmocka_unit_test(the_caller_may_have_the_lower_port),
		cmocka_unit_test(a_port_mapper_is_told_without_the_caller),
		cmocka_unit_test(an_answer_that_refuses_proves_no_service),
		cmocka_unit_test(a_call_under_kerberos_is_not_open),
		cmocka_unit_test(on_tcp_records_have_a_mark),
		cmocka_unit_test(other_calls_are_something_else),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
