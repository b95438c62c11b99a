/* SPDX-License-Identifier: Apache-2.0 */
/* smb_test - SMB 2 and 3: what a server chose and let in; never users, shares or files. */
#include "tests/unit/classify/proto/smb_play.h"

/* ---- SMB 2 and 3 --------------------------------------------------------- */

static struct octets chosen(uint16_t dialect, uint16_t mode)
{
	struct octets body = hex("4100");

	add_le(&body, mode, 2);
	add_le(&body, dialect, 2);
	add_zero(&body, 58);
	return smb2(0, 0, &body);
}

static struct octets session_ask(const struct octets *blob)
{
	struct octets body = hex("1900 00 01 00000000 00000000 5800");

	add_le(&body, blob->n, 2);
	add_zero(&body, 8);
	add_raw(&body, blob->b, blob->n);
	return smb2(1, 0, &body);
}

static struct octets session_answer(uint32_t status, uint16_t flags,
				    const struct octets *blob)
{
	struct octets body = hex("0900");

	add_le(&body, flags, 2);
	add_le(&body, 72, 2);
	add_le(&body, blob->n, 2);
	add_raw(&body, blob->b, blob->n);
	return smb2(1, status, &body);
}

static void each_dialect_has_its_name(void **state)
{
	static const struct {
		uint16_t dialect, mode;
		const char *name, *signing;
	} rows[] = {
		{0x0202, 0, "2.0.2", "off"},
		{0x0210, 1, "2.1", "enabled"},
		{0x0300, 3, "3.0", "required"},
		{0x0302, 1, "3.0.2", "enabled"},
		{0x0311, 3, "3.1.1", "required"},
	};
	struct turn other = {SERVER, chosen(0x02ff, 1)};
	struct trial *t;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct turn turn = {SERVER, chosen(rows[i].dialect,
						   rows[i].mode)};

		t = play(&turn, 1, 0);
		assert_string_equal(trial_text(t, SERVER, A_smb_dialect),
				    rows[i].name);
		assert_string_equal(trial_text(t, SERVER, A_smb_signing),
				    rows[i].signing);
		assert_string_equal(t->out.protocol, "smb");
		assert_false(t->out.encrypted);
		trial_close(t);
		bears_cutting_up(&turn, 1);
	}
	t = play(&other, 1, 0); /* 02ff: another negotiation follows          */
	assert_int_equal(t->count, 0);
	trial_close(t);
}

static void a_question_in_smb_1_may_lead_to_smb_2(void **state)
{
	const struct turn turns[] = {{CLIENT, offer()},
				     {SERVER, chosen(0x0210, 1)}};
	struct trial *t = play(turns, 1, 0);

	(void)state;
	assert_string_equal(t->out.protocol, "smb");
	trial_close(t);
	t = play(turns, 2, 0);
	assert_string_equal(t->out.protocol, "smb");
	assert_int_equal(trial_word(t, CLIENT, A_smb1_client), UINT64_MAX);
	assert_string_equal(trial_text(t, SERVER, A_smb_dialect), "2.1");
	trial_close(t);
}

static void a_session_tells_both_names_and_no_user(void **state)
{
	struct octets ask = authenticate(120, EXTENDED), server = challenge(),
		      none = {.n = 0};
	const struct turn turns[] = {
		{SERVER, chosen(0x0311, 1)},
		{SERVER, session_answer(PROCESSING, 0, &server)},
		{CLIENT, session_ask(&ask)},
		{SERVER, session_answer(0, 0, &none)},
	};
	struct trial *t = play(turns, 4, 0);

	(void)state;
	assert_string_equal(trial_text(t, SERVER, A_ntlm_host_name),
			    "CTCONSOLE1");
	assert_string_equal(trial_text(t, CLIENT, A_ntlm_host_name),
			    "RADWS01");
	assert_string_equal(trial_text(t, CLIENT, A_ntlm_version),
			    "10.0.19043");
	assert_int_equal(trial_word(t, SERVER, A_ntlm_v1), UINT64_MAX);
	assert_int_equal(trial_word(t, SERVER, A_smb_guest), UINT64_MAX);
	assert_false(trial_leaks(t, "CANARY"));
	trial_close(t);
	bears_cutting_up(turns, 4);
	bears_lying(turns, 4);
}

static struct octets share_ask(const char *path)
{
	struct octets body = hex("0900 0000 4800 0000");

	add_wide(&body, path);
	return smb2(3, 0, &body);
}

static struct octets share_answer(uint32_t status)
{
	struct octets body = hex("1000 01 00 00000000 00000000 00000000");

	return smb2(3, status, &body);
}

static void guests_and_nobodies_are_told_when_let_in(void **state)
{
	struct octets none = {.n = 0};

	(void)state;
	for (uint16_t flags = 0; flags < 3; flags++) {
		const struct turn half = {SERVER, session_answer(PROCESSING,
								 flags, &none)};
		const struct turn in = {SERVER, session_answer(0, flags,
							       &none)};
		const struct turn out = {SERVER, session_answer(REFUSED, flags,
								&none)};
		const struct turn turns[] = {
			in,
			{CLIENT, share_ask("\\\\x\\IPC$")},
			{SERVER, share_answer(0)},
			{CLIENT, share_ask("\\\\x\\scans")},
			{SERVER, share_answer(0)},
		};
		struct trial *t = play(turns, 3, 0);

		/* Nobody may ask what there is; that opens nothing. */
		assert_int_equal(trial_word(t, SERVER, A_smb_guest),
				 flags == 1 ? 1 : UINT64_MAX);
		trial_close(t);
		t = play(turns, 5, 0);
		assert_int_equal(trial_word(t, SERVER, A_smb_guest),
				 flags == 0 ? UINT64_MAX : 1);
		trial_close(t);
		t = play(&out, 1, 0);
		assert_int_equal(t->count, 1);
		assert_int_equal(trial_word(t, SERVER, A_login_refused) % 16, 1);
		trial_close(t);
		t = play(&half, 1, 0); /* not yet let in                      */
		assert_int_equal(t->count, 0);
		trial_close(t);
	}
}

/* ---- both ---------------------------------------------------------------- */

static void what_is_encrypted_is_said_to_be(void **state)
{
	struct octets m = hex("fd534d42"), packed = hex("fc534d42");
	struct turn turn = {SERVER, {.n = 0}};
	struct trial *t;

	(void)state;
	add_zero(&m, 100);
	turn.o = framed(&m);
	assert_int_equal(trial_probe(&dissector_smb, SERVER, turn.o.b,
				     turn.o.n), YES);
	t = play(&turn, 1, 0);
	assert_string_equal(t->out.protocol, "smb");
	assert_true(t->out.encrypted);
	assert_int_equal(t->count, 0);
	trial_close(t);
	add_zero(&packed, 100);
	turn.o = framed(&packed);
	t = play(&turn, 1, 0);
	assert_false(t->malformed);
	trial_close(t);
}

static void names_of_shares_and_files_are_passed_over(void **state)
{
	struct octets words = hex("ff000000 0000 0100"), data = hex("00"),
		      body = hex("0900 0000 4800 2200");
	struct turn turns[3] = {{CLIENT, {.n = 0}}, {CLIENT, {.n = 0}},
				{SERVER, chosen(0x0311, 1)}};
	struct trial *t;

	(void)state;
	add_wide(&data, "\\\\srv\\CANARYSHARE");
	turns[0].o = smb1(TREE, 0, true, &words, &data);
	add_wide(&body, "CANARYSHARE");
	turns[1].o = smb2(3, 0, &body);
	t = play(turns, 3, 0);
	assert_false(trial_leaks(t, "CANARY"));
	assert_string_equal(trial_text(t, SERVER, A_smb_dialect), "3.1.1");
	trial_close(t);
}

static void a_large_message_is_passed_over_by_its_length(void **state)
{
	struct trial *t = trial_open(&dissector_smb, 445);
	struct octets head = hex("00 020000 fe534d42 4000 0000 00000000 0800");
	struct octets next = chosen(0x0300, 3);
	uint8_t rest[4096] = {0};
	size_t left = 0x20000 - (head.n - 4);

	(void)state;
	trial_bytes(t, SERVER, head.b, head.n, 0);
	while (left > 0) {
		size_t n = left < sizeof(rest) ? left : sizeof(rest);

		trial_bytes(t, SERVER, rest, n, 0);
		left -= n;
	}
	trial_bytes(t, SERVER, next.b, next.n, 3);
	assert_string_equal(trial_text(t, SERVER, A_smb_dialect), "3.0");
	trial_close(t);
}

static void a_netbios_session_comes_before(void **state)
{
	struct octets ask = hex("81000044 20"), yes = hex("82000000");
	struct octets alive = hex("85000000");
	struct turn turns[4] = {{CLIENT, {.n = 0}}, {SERVER, yes},
				{SERVER, alive}, {SERVER, chosen(0x0202, 1)}};
	struct trial *t;

	(void)state;
	for (unsigned i = 0; i < 67; i++)
		add_be(&ask, 'C', 1);
	turns[0].o = ask;
	assert_int_equal(trial_probe(&dissector_smb, CLIENT, ask.b, ask.n),
			 YES);
	t = play(turns, 4, 0);
	assert_string_equal(trial_text(t, SERVER, A_smb_dialect), "2.0.2");
	trial_close(t);
	bears_cutting_up(turns, 4);
}

static void near_misses_are_not_ours(void **state)
{
	static const char *const others[] = {
		"00000020 ff534d43 72000000", "00000020 fe534d41 40000000",
		"01000020 ff534d42 72000000", "81000043 2043434343",
		"81000044 2143434343", "00000020 00000000", "16030100",
	};
	struct octets start = hex("000000");

	(void)state;
	assert_refused(&dissector_smb, others, sizeof(others) / sizeof(others[0]));
	assert_int_equal(trial_probe(&dissector_smb, CLIENT, start.b, start.n),
			 MORE);
}

static void what_is_no_message_any_more_is_left_alone(void **state)
{
	struct octets junk = hex("00000008 4141414141414141"),
		      type = hex("77000008 ff534d42");
	const struct turn first[] = {{SERVER, chosen(0x0202, 1)},
				     {SERVER, junk}};
	const struct turn second[] = {{SERVER, chosen(0x0202, 1)},
				      {SERVER, type}};
	struct trial *t = play(first, 2, 0);

	(void)state;
	assert_true(t->malformed);
	trial_close(t);
	t = play(second, 2, 0);
	assert_true(t->malformed);
	trial_close(t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_dialect_has_its_name),
		cmocka_unit_test(a_question_in_smb_1_may_lead_to_smb_2),
		cmocka_unit_test(a_session_tells_both_names_and_no_user),
		cmocka_unit_test(guests_and_nobodies_are_told_when_let_in),
		cmocka_unit_test(what_is_encrypted_is_said_to_be),
		cmocka_unit_test(names_of_shares_and_files_are_passed_over),
		cmocka_unit_test(a_large_message_is_passed_over_by_its_length),
		cmocka_unit_test(a_netbios_session_comes_before),
		cmocka_unit_test(near_misses_are_not_ours),
		cmocka_unit_test(what_is_no_message_any_more_is_left_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
