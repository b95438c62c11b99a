/* SPDX-License-Identifier: Apache-2.0 */
/* refused - logins turned down are counted, and whose they were is not told. */
#include "tests/unit/classify/proto/play.h"
#include "tests/unit/classify/proto/smb_wire.h"

extern const struct dissector dissector_ftp, dissector_http, dissector_smb,
	dissector_vnc;

/* How often the server said so of itself, and the last number. */
static unsigned refused(const struct trial *t, unsigned *last)
{
	unsigned n = 0;

	*last = 0;
	for (unsigned i = 0; i < t->count; i++)
		if (t->said[i].attr == A_login_refused) {
			assert_int_equal(t->said[i].voice, VOICE_SELF);
			*last = t->said[i].word % 16;
			n++;
		}
	return n;
}

static void expect(struct trial *t, unsigned wanted)
{
	unsigned last;

	refused(t, &last);
	assert_int_equal(last, wanted);
	assert_false(trial_leaks(t, "CANARY"));
	trial_close(t);
}

static void a_password_that_ftp_refuses_counts(void **state)
{
	static const struct turn turns[] = {
		SAYS(SERVER, "220 ready\r\n"),
		SAYS(CLIENT, "USER zzCANARY\r\n"),
		SAYS(SERVER, "331 word\r\n"),
		SAYS(CLIENT, "PASS CANARY1\r\n"),
		SAYS(SERVER, "530 no\r\n"),
		SAYS(CLIENT, "USER zzCANARY\r\nPASS CANARY2\r\n"),
		SAYS(SERVER, "331 word\r\n530 no\r\n"),
	};
	static const struct turn first[] = {
		SAYS(SERVER, "220 ready\r\n"),
		SAYS(CLIENT, "USER zz\r\n"),
		SAYS(SERVER, "530 not this one\r\n"),
		SAYS(CLIENT, "USER anonymous\r\nPASS a@b\r\n"),
		SAYS(SERVER, "331 word\r\n530 nobody without a name\r\n"),
		SAYS(CLIENT, "PASV\r\n"),
		SAYS(SERVER, "530 log in first\r\n"),
	};

	(void)state;
	expect(play(&dissector_ftp, 21, TURNS(turns), 0), 2);
	expect(play(&dissector_ftp, 21, TURNS(first), 0), 0);
	bears_anything(&dissector_ftp, 21, TURNS(turns));
}

/* 1, 2, 4, 8, 11: a conversation tells no more than five facts of a time. */
static void few_numbers_stand_for_many(void **state)
{
	struct trial *t = trial_open(&dissector_http, 80);
	unsigned last;

	(void)state;
	for (unsigned i = 0; i < 30; i++) {
		static const char ask[] = "GET / HTTP/1.1\r\nAuthorization: "
					  "Basic enpDQU5BUlk6Q0FOQVJZ\r\n\r\n";
		static const char no[] = "HTTP/1.1 401 No\r\n"
					 "Content-Length: 0\r\n\r\n";

		trial_bytes(t, CLIENT, ask, sizeof(ask) - 1, 0);
		trial_bytes(t, SERVER, no, sizeof(no) - 1, 0);
	}
	assert_int_equal(refused(t, &last), 5);
	assert_int_equal(last, 11);
	trial_close(t);
}

#define DIGEST SAYS(CLIENT, "GET / HTTP/1.1\r\nAuthorization: Digest "        \
			    "username=\"zzCANARY\", nonce=\"1\"\r\n\r\n")
#define PLAIN SAYS(CLIENT, "GET / HTTP/1.1\r\n\r\n")
#define CHALLENGE(more)                                                       \
	SAYS(SERVER, "HTTP/1.1 401 No\r\nWWW-Authenticate: Digest realm=\"x\"," \
		     " nonce=\"2\"" more "\r\nContent-Length: 0\r\n\r\n")
#define FINE SAYS(SERVER, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")

static void a_nonce_too_old_is_no_wrong_password(void **state)
{
	static const struct turn old[] = {
		PLAIN, CHALLENGE(""), DIGEST, FINE, DIGEST, CHALLENGE(""),
		DIGEST, FINE, DIGEST, CHALLENGE(""), DIGEST,
		CHALLENGE(", stale=true"), DIGEST, FINE,
	};
	static const struct turn wrong[] = {
		PLAIN, CHALLENGE(""), DIGEST, CHALLENGE(""), DIGEST,
		CHALLENGE(""),
	};

	(void)state;
	expect(play(&dissector_http, 80, TURNS(old), 0), 0);
	expect(play(&dissector_http, 80, TURNS(wrong), 0), 2);
	bears_anything(&dissector_http, 80, TURNS(wrong));
}

static void smb_says_that_a_logon_failed(void **state)
{
	struct octets none = {.n = 0}, body = hex("0900 0000 4800 0000");
	struct octets two = smb2(1, 0xc000006d, &body);
	struct octets more = smb2(1, 0xc0000016, &body);
	struct octets one = smb1(0x73, 0xc000006d, true, &none, &none);
	struct octets tree = smb2(3, 0xc000006d, &body);
	struct turn turns[] = {
		{SERVER, more.b, more.n}, {SERVER, two.b, two.n},
		{SERVER, one.b, one.n},	  {SERVER, tree.b, tree.n},
		{CLIENT, two.b, two.n},
	};

	(void)state;
	expect(play(&dissector_smb, 445, TURNS(turns), 0), 2);
	bears_anything(&dissector_smb, 445, TURNS(turns));
}

#define SIXTEEN "0123456789abcdef"

static void vnc_says_that_authentication_failed(void **state)
{
	static const struct turn failed[] = {
		SAYS(SERVER, "RFB 003.008\n"), SAYS(CLIENT, "RFB 003.008\n"),
		SAYS(SERVER, "\x02\x10\x02"),   SAYS(CLIENT, "\x02"),
		SAYS(SERVER, SIXTEEN),		SAYS(CLIENT, SIXTEEN),
		SAYS(SERVER, "\0\0\0\1\0\0\0\6CANARY"),
	};
	static const struct turn old[] = {
		SAYS(SERVER, "RFB 003.003\n"), SAYS(CLIENT, "RFB 003.003\n"),
		SAYS(SERVER, "\0\0\0\2" SIXTEEN), SAYS(CLIENT, SIXTEEN),
		SAYS(SERVER, "\0\0\0\1"),
	};
	static const struct turn good[] = {
		SAYS(SERVER, "RFB 003.008\n"), SAYS(CLIENT, "RFB 003.008\n"),
		SAYS(SERVER, "\x01\x02"),	SAYS(CLIENT, "\x02"),
		SAYS(SERVER, SIXTEEN),		SAYS(CLIENT, SIXTEEN),
		SAYS(SERVER, "\0\0\0\0"),
	};
	/* Chosen without a password: those octets are no result. */
	static const struct turn open[] = {
		SAYS(SERVER, "RFB 003.008\n"), SAYS(CLIENT, "RFB 003.008\n"),
		SAYS(SERVER, "\x02\x01\x02"),   SAYS(CLIENT, "\x01"),
		SAYS(SERVER, SIXTEEN "\0\0\0\1"),
	};
	/* No type at all: too many have failed before. */
	static const struct turn shut[] = {
		SAYS(SERVER, "RFB 003.008\n"), SAYS(CLIENT, "RFB 003.008\n"),
		SAYS(SERVER, "\0\0\0\0\x10" SIXTEEN "\0\0\0\1"),
	};

	(void)state;
	expect(play(&dissector_vnc, 5900, TURNS(failed), 0), 1);
	expect(play(&dissector_vnc, 5900, TURNS(old), 0), 1);
	expect(play(&dissector_vnc, 5900, TURNS(good), 0), 0);
	expect(play(&dissector_vnc, 5900, TURNS(open), 0), 0);
	expect(play(&dissector_vnc, 5900, TURNS(shut), 0), 0);
	bears_anything(&dissector_vnc, 5900, TURNS(failed));
	bears_anything(&dissector_vnc, 5900, TURNS(old));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_password_that_ftp_refuses_counts),
		cmocka_unit_test(few_numbers_stand_for_many),
		cmocka_unit_test(a_nonce_too_old_is_no_wrong_password),
		cmocka_unit_test(smb_says_that_a_logon_failed),
		cmocka_unit_test(vnc_says_that_authentication_failed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
