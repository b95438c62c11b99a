/* SPDX-License-Identifier: Apache-2.0 */
/* opcua_test - what servers of OPC UA say of themselves, and how openly. */
#include "tests/unit/classify/proto/hex.h"
#include "tests/unit/classify/proto/play.h"

extern const struct dissector dissector_opcua;

#define POLICY "http://opcfoundation.org/UA/SecurityPolicy#"

static void add_le(struct octets *o, uint32_t v, unsigned octets)
{
	for (unsigned i = 0; i < octets; i++)
		add_be(o, v >> (8 * i) & 0xff, 1);
}

static void add_string(struct octets *o, const char *text)
{
	add_le(o, text == NULL ? UINT32_MAX : (uint32_t)strlen(text), 4);
	if (text != NULL)
		add_text(o, text);
}

/* A chunk: type and kind in four letters, its size, what it holds. */
static struct octets chunk(const char *type, const struct octets *body)
{
	struct octets o = {.n = 0};

	add_text(&o, type);
	add_le(&o, (uint32_t)body->n + 8, 4);
	add_raw(&o, body->b, body->n);
	return o;
}

static struct octets hello(void)
{
	struct octets body = hex("00000000 ffff0000 ffff0000 00000000 00000000");

	add_string(&body, "opc.tcp://CANARYHOST:4840/UA");
	return chunk("HELF", &body);
}

static struct octets acknowledge(void)
{
	struct octets body = hex("00000000 ffff0000 ffff0000 00000000 00000000");

	return chunk("ACKF", &body);
}

static struct octets channel(const char *policy)
{
	struct octets body = hex("07000000");

	add_string(&body, policy);
	add_string(&body, NULL);
	add_string(&body, NULL);
	add_hex(&body, "01000000 01000000 0100c101");
	return chunk("OPNF", &body);
}

static struct octets message(const char *type, uint16_t number,
			     const struct octets *rest)
{
	struct octets body = hex("07000000 01000000 02000000 02000000 0100");

	add_le(&body, number, 2);
	add_raw(&body, rest->b, rest->n);
	return chunk(type, &body);
}

#define WELL "0000000000000000 05000000 00000000 00 ffffffff 000000"

/* An endpoint with two logins, of which the second has a policy of its own. */
static void add_endpoint(struct octets *o, uint32_t mode)
{
	add_string(o, "opc.tcp://CANARYHOST:4840/UA");
	add_string(o, "urn:CANARYHOST:app");
	add_string(o, "urn:acme:freezer-gateway:3");
	add_be(o, 3, 1);
	add_string(o, "en");
	add_string(o, "Acme Freezer Gateway");
	add_le(o, 0, 4);
	add_string(o, NULL);
	add_string(o, NULL);
	add_le(o, 1, 4);
	add_string(o, "opc.tcp://CANARYHOST:4840/UA");
	add_string(o, "CANARYCERTIFICATE");
	add_le(o, mode, 4);
	add_string(o, POLICY "None");
	add_le(o, 2, 4);
	for (unsigned i = 0; i < 2; i++) {
		add_string(o, "policy");
		add_le(o, i, 4); /* anonymous, a password */
		add_string(o, NULL);
		add_string(o, NULL);
		add_string(o, i == 0 ? NULL : POLICY "Basic256Sha256");
	}
	add_string(o, "http://opcfoundation.org/UA-Profile/Transport/uatcp");
	add_be(o, 0, 1);
}

static struct octets endpoints(const char *type, uint32_t mode)
{
	struct octets rest = hex(WELL);

	add_le(&rest, 2, 4);
	add_endpoint(&rest, 3);
	add_endpoint(&rest, mode);
	return message(type, 431, &rest);
}

static struct octets activate(const char *algorithm)
{
	struct octets rest = {.n = 0}, token = {.n = 0};

	add_hex(&rest, "05 0000 04000000 cafecafe"); /* the session's token */
	add_hex(&rest, "0000000000000000 05000000 00000000");
	add_string(&rest, NULL);
	add_hex(&rest, "60ea0000 000000");
	add_string(&rest, NULL);
	add_string(&rest, NULL);
	add_hex(&rest, "ffffffff 01000000");
	add_string(&rest, "en");
	add_string(&token, "policy");
	add_string(&token, "CANARYUSER");
	add_string(&token, "CANARYPW");
	add_string(&token, algorithm);
	add_hex(&rest, "01 00 4401 01"); /* 324, with a body */
	add_le(&rest, (uint32_t)token.n, 4);
	add_raw(&rest, token.b, token.n);
	add_string(&rest, NULL);
	add_string(&rest, NULL);
	return message("MSGF", 467, &rest);
}

/* A conversation: hello, a channel by each side, then these of either. */
static struct trial *talk(const char *policy, const struct octets *asked,
			  const struct octets *answered, size_t size)
{
	struct octets opened = channel(policy), hel = hello(),
		      ack = acknowledge();
	struct turn turns[] = {
		{CLIENT, hel.b, hel.n},      {SERVER, ack.b, ack.n},
		{CLIENT, opened.b, opened.n}, {SERVER, opened.b, opened.n},
		{CLIENT, asked->b, asked->n}, {SERVER, answered->b, answered->n},
	};

	bears_anything(&dissector_opcua, 4840, TURNS(turns));
	return play(&dissector_opcua, 4840, TURNS(turns), size);
}

static void a_server_tells_product_name_and_open_logins(void **state)
{
	struct octets asked = message("MSGF", 428, &(struct octets){.n = 0});
	struct octets answer = endpoints("MSGF", 1);
	struct trial *t = talk(POLICY "None", &asked, &answer, 7);

	(void)state;
	assert_said(trial_text(t, SERVER, A_opcua_product),
		    "urn:acme:freezer-gateway:3");
	assert_said(trial_text(t, SERVER, A_opcua_name),
		    "Acme Freezer Gateway");
	assert_said(trial_text(t, SERVER, A_opcua_policy), "none");
	assert_said(trial_text(t, SERVER, A_opcua_role), "server");
	assert_said(trial_text(t, CLIENT, A_opcua_role), "client");
	assert_said(trial_text(t, SERVER, A_opcua_login), "anonymous");
	/* Its password goes encrypted, by a policy of its own. */
	assert_false(trial_said(t, A_opcua_login, "password"));
	assert_false(trial_leaks(t, "CANARY"));
	assert_false(t->malformed);
	trial_close(t);
	answer = endpoints("MSGF", 3);
	t = talk(POLICY "None", &asked, &answer, 0);
	assert_null(trial_text(t, SERVER, A_opcua_login));
	trial_close(t);
}

static void under_another_policy_nothing_more_is_read(void **state)
{
	struct octets asked = activate(NULL), answer = endpoints("MSGF", 1);
	struct trial *t = talk(POLICY "Basic256Sha256", &asked, &answer, 0);

	(void)state;
	assert_said(trial_text(t, SERVER, A_opcua_policy), "basic256sha256");
	assert_null(trial_text(t, SERVER, A_opcua_product));
	assert_null(trial_text(t, CLIENT, A_clear_login_sent));
	trial_close(t);
	t = talk("urn:CANARY", &asked, &answer, 0);
	assert_null(trial_text(t, SERVER, A_opcua_policy));
	assert_null(trial_text(t, SERVER, A_opcua_product));
	trial_close(t);
}

/* What goes on begins with no type, whatever its octets look like. */
static void the_rest_of_a_message_in_chunks_is_passed_over(void **state)
{
	struct octets asked = message("MSGF", 428, &(struct octets){.n = 0});
	struct octets first = message("MSGC", 9999, &(struct octets){.n = 0});
	struct octets rest = endpoints("MSGF", 1);
	struct trial *t;

	(void)state;
	add_raw(&first, rest.b, rest.n);
	t = talk(POLICY "None", &asked, &first, 0);
	assert_null(trial_text(t, SERVER, A_opcua_product));
	assert_false(t->malformed);
	trial_close(t);
}

static void a_password_in_clear_is_told_once_it_is_taken(void **state)
{
	static const char *const results[] = {"00000000", "00001f80"};
	struct octets asked = activate(NULL);

	(void)state;
	for (unsigned i = 0; i < 2; i++) {
		struct octets rest = hex("0000000000000000 05000000"), answer;
		struct trial *t;

		add_hex(&rest, results[i]);
		add_hex(&rest, "00 ffffffff 000000 ffffffff");
		answer = message("MSGF", 470, &rest);
		t = talk(POLICY "None", &asked, &answer, 0);
		assert_said(trial_text(t, CLIENT, A_clear_login_sent),
			    "opcua");
		assert_int_equal(trial_said(t, A_clear_login, "opcua"), i == 0);
		assert_false(trial_leaks(t, "CANARY"));
		trial_close(t);
	}
}

static void an_encrypted_password_is_none_in_clear(void **state)
{
	struct octets asked = activate("http://www.w3.org/2001/04/xmlenc#rsa-1_5");
	struct octets rest = hex(WELL "ffffffff");
	struct octets answer = message("MSGF", 470, &rest);
	struct trial *t = talk(POLICY "None", &asked, &answer, 0);

	(void)state;
	assert_null(trial_text(t, CLIENT, A_clear_login_sent));
	assert_null(trial_text(t, SERVER, A_clear_login));
	trial_close(t);
}

static void others_are_not_taken_for_it(void **state)
{
	static const char *const others[] = {
		"", "48454c4d", "48454c46 1f000000", "48454c46 00200000",
		"48454c46 20000000 00000000 ffff0000 ffff0000 00000000"
		"00000000 01000000",
	};
	struct octets ack = acknowledge();

	(void)state;
	for (size_t i = 1; i < sizeof(others) / sizeof(others[0]); i++) {
		struct octets o = hex(others[i]);

		assert_int_equal(trial_probe(&dissector_opcua, CLIENT, o.b,
					     o.n), NO);
		assert_int_equal(trial_probe(&dissector_opcua, CLIENT, o.b, 1),
				 MORE);
	}
	assert_int_equal(trial_probe(&dissector_opcua, SERVER, ack.b, ack.n),
			 YES);
	ack.b[4]++;
	assert_int_equal(trial_probe(&dissector_opcua, SERVER, ack.b, ack.n),
			 NO);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_server_tells_product_name_and_open_logins),
		cmocka_unit_test(under_another_policy_nothing_more_is_read),
		cmocka_unit_test(the_rest_of_a_message_in_chunks_is_passed_over),
		cmocka_unit_test(a_password_in_clear_is_told_once_it_is_taken),
		cmocka_unit_test(an_encrypted_password_is_none_in_clear),
		cmocka_unit_test(others_are_not_taken_for_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
