/* SPDX-License-Identifier: Apache-2.0 */
/* ntlm_test - host names and versions; never users or responses. */
#include "tests/unit/classify/proto/smb_wire.h"

#include "classify/proto/ntlm.h"

/* A datagram that is a security blob, so that a trial can read one. */
static struct verdict parse_blob(struct dissect *d)
{
	ntlm_read(d, d->in);
	return done();
}

static enum guess probe_blob(struct cur first, enum side from)
{
	(void)first;
	(void)from;
	return NO;
}

static const struct dissector by_ntlm = {
	.name = "blob",
	.probe = probe_blob,
	.parse = parse_blob,
};

static void the_published_challenge_names_the_server(void **state)
{
	struct octets o = challenge();
	struct trial *t = say(&by_ntlm, 445, SERVER, &o);

	(void)state;
	assert_string_equal(trial_text(t, SERVER, A_ntlm_host_name),
			    "CTCONSOLE1");
	assert_string_equal(trial_text(t, SERVER, A_workgroup), "HOSP");
	assert_string_equal(trial_text(t, SERVER, A_ntlm_version), "6.1.7601");
	trial_close(t);
	bears_cutting(&by_ntlm, 445, SERVER, &o);
	bears_lies(&by_ntlm, 445, SERVER, &o, NULL);
}

static void a_message_is_found_inside_its_wrapping(void **state)
{
	struct octets o = hex("a181c4 3081c1 a0030a0101"), inner = challenge();
	struct trial *t;

	(void)state;
	add_raw(&o, inner.b, inner.n);
	t = say(&by_ntlm, 445, SERVER, &o);
	assert_string_equal(trial_text(t, SERVER, A_ntlm_version), "6.1.7601");
	trial_close(t);
}

static void a_client_tells_its_name_but_not_its_user(void **state)
{
	struct octets o = authenticate(120, EXTENDED);
	struct trial *t = say(&by_ntlm, 445, CLIENT, &o);

	(void)state;
	assert_string_equal(trial_text(t, CLIENT, A_ntlm_host_name),
			    "RADWS01");
	assert_string_equal(trial_text(t, CLIENT, A_ntlm_version),
			    "10.0.19043");
	assert_false(trial_leaks(t, "CANARY"));
	assert_int_equal(trial_word(t, CLIENT, A_ntlm_v1), UINT64_MAX);
	trial_close(t);
	bears_cutting(&by_ntlm, 445, CLIENT, &o);
}

static void a_response_of_24_octets_is_version_1(void **state)
{
	static const struct {
		size_t response;
		uint32_t flags;
		uint64_t word;
	} rows[] = {
		{24, 0, 1},
		{23, 0, UINT64_MAX}, {25, 0, UINT64_MAX}, {0, 0, UINT64_MAX},
		{24, EXTENDED, UINT64_MAX}, /* NTLM 2 session response        */
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct octets o = authenticate(rows[i].response,
					       rows[i].flags);
		struct trial *t = say(&by_ntlm, 445, CLIENT, &o);

		assert_int_equal(trial_word(t, CLIENT, A_ntlm_v1),
				 rows[i].word);
		assert_false(trial_leaks(t, "CANARY"));
		trial_close(t);
	}
}

static void a_machine_in_no_domain_has_no_workgroup(void **state)
{
	struct octets o = hex("4e544c4d53535000 02000000 0000000030000000"
			      "01028000 0123456789abcdef 0000000000000000"
			      "14001400 30000000"
			      "0200 0400 41003100 0100 0400 41003100 00000000");
	struct trial *t = say(&by_ntlm, 445, SERVER, &o);

	(void)state;
	assert_string_equal(trial_text(t, SERVER, A_ntlm_host_name), "A1");
	assert_null(trial_text(t, SERVER, A_workgroup));
	trial_close(t);
}

static void a_build_of_zero_is_no_windows(void **state)
{
	struct octets o = challenge();
	struct trial *t;

	(void)state;
	o.b[50] = o.b[51] = 0;
	t = say(&by_ntlm, 445, SERVER, &o);
	assert_null(trial_text(t, SERVER, A_ntlm_version));
	trial_close(t);
}

static void fields_that_point_outside_are_not_followed(void **state)
{
	struct octets o = authenticate(24, 0);
	struct trial *t;

	(void)state;
	memset(o.b + 48, 0xff, 4); /* where the workstation lies              */
	t = say(&by_ntlm, 445, CLIENT, &o);
	assert_null(trial_text(t, CLIENT, A_ntlm_host_name));
	trial_close(t);
	o = authenticate(24, 0);
	memset(o.b + 44, 0xff, 4); /* its length                              */
	t = say(&by_ntlm, 445, CLIENT, &o);
	assert_null(trial_text(t, CLIENT, A_ntlm_host_name));
	assert_false(trial_leaks(t, "CANARY"));
	trial_close(t);
}

static void other_blobs_say_nothing(void **state)
{
	struct octets o = challenge();
	struct octets negotiate = hex("4e544c4d53535000 01000000 978208e2"
				      "0000000000000000 0000000000000000");
	struct trial *t;

	(void)state;
	t = say(&by_ntlm, 445, CLIENT, &negotiate);
	assert_int_equal(t->count, 0);
	trial_close(t);
	o.b[3] = 'X';
	t = say(&by_ntlm, 445, SERVER, &o);
	assert_int_equal(t->count, 0);
	trial_close(t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_published_challenge_names_the_server),
		cmocka_unit_test(a_message_is_found_inside_its_wrapping),
		cmocka_unit_test(a_client_tells_its_name_but_not_its_user),
		cmocka_unit_test(a_response_of_24_octets_is_version_1),
		cmocka_unit_test(a_machine_in_no_domain_has_no_workgroup),
		cmocka_unit_test(a_build_of_zero_is_no_windows),
		cmocka_unit_test(fields_that_point_outside_are_not_followed),
		cmocka_unit_test(other_blobs_say_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
