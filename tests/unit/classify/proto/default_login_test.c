/* SPDX-License-Identifier: Apache-2.0 */
/* default_login - a published login is told by its product, and not itself. */
#include "classify/proto/default_login.h"
#include "tests/unit/classify/proto/hex.h"
#include "tests/unit/classify/proto/play.h"

extern const struct dissector dissector_ftp, dissector_http, dissector_snmp;

static const struct turn service[] = {
	SAYS(SERVER, "220 FTP ready\r\n"),
	SAYS(CLIENT, "USER insite\r\n"),
	SAYS(SERVER, "331 Password please\r\n"),
	SAYS(CLIENT, "PASS 2getin\r\n"),
	SAYS(SERVER, "230 Welcome\r\n"),
};

static void a_published_login_of_ftp_is_told(void **state)
{
	struct trial *t = play(&dissector_ftp, 21, TURNS(service), 0);

	(void)state;
	assert_said(trial_text(t, SERVER, A_default_login),
		    "default of GE Healthcare Discovery NM750b");
	assert_false(trial_leaks(t, "2getin"));
	assert_false(trial_leaks(t, "insite"));
	trial_close(t);
	bears_anything(&dissector_ftp, 21, TURNS(service));
}

static void only_when_it_was_good(void **state)
{
	struct turn refused[5], cut[4];
	struct trial *t;

	(void)state;
	memcpy(refused, service, sizeof(refused));
	refused[4] = (struct turn)SAYS(SERVER, "530 Login incorrect\r\n");
	t = play(&dissector_ftp, 21, TURNS(refused), 0);
	assert_null(trial_text(t, SERVER, A_default_login));
	trial_close(t);
	memcpy(cut, service, sizeof(cut));
	t = play(&dissector_ftp, 21, TURNS(cut), 0);
	assert_null(trial_text(t, SERVER, A_default_login));
	trial_close(t);
}

static void the_user_of_one_and_the_word_of_another_is_none(void **state)
{
	struct turn turns[5];
	struct trial *t;

	(void)state;
	memcpy(turns, service, sizeof(turns));
	turns[1] = (struct turn)SAYS(CLIENT, "USER sysdiag\r\n");
	t = play(&dissector_ftp, 21, TURNS(turns), 0);
	assert_null(trial_text(t, SERVER, A_default_login));
	assert_said(trial_text(t, SERVER, A_clear_login), "ftp");
	trial_close(t);
	/* Another user after the word was sent: it is not his. */
	turns[1] = (struct turn)SAYS(CLIENT, "USER insite\r\nPASS 2getin\r\n"
					     "USER zzcanary\r\n");
	turns[3] = (struct turn)SAYS(CLIENT, "PASS CANARY9\r\n");
	t = play(&dissector_ftp, 21, TURNS(turns), 0);
	assert_null(trial_text(t, SERVER, A_default_login));
	trial_close(t);
}

#define ASKS(credentials)                                                     \
	SAYS(CLIENT, "GET /system HTTP/1.1\r\nAuthorization: Basic "          \
		     credentials "\r\n\r\n")
#define ANSWERS(status)                                                       \
	SAYS(SERVER, "HTTP/1.1 " status "\r\nContent-Length: 0\r\n\r\n")
#define ORTHANC "b3J0aGFuYzpvcnRoYW5j"
#define CANARY "enpjYW5hcnk6Q0FOQVJZMQ=="

static const char *http_says(const struct turn *turn, size_t turns)
{
	static char text[OBS_TEXT];
	struct trial *t = play(&dissector_http, 8042, turn, turns, 0);
	const char *said = trial_text(t, SERVER, A_default_login);

	assert_false(trial_leaks(t, "b3J0aGFuYzp"));
	snprintf(text, sizeof(text), "%s", said == NULL ? "" : said);
	trial_close(t);
	return said == NULL ? NULL : text;
}

static void so_is_one_of_http(void **state)
{
	static const struct turn good[] = {ASKS(ORTHANC), ANSWERS("200 OK")};
	static const struct turn bad[] = {ASKS(ORTHANC), ANSWERS("401 No")};
	static const struct turn moved[] = {ASKS(ORTHANC), ANSWERS("302 Found")};
	static const struct turn second[] = {
		ASKS(ORTHANC), ANSWERS("401 No"), ASKS(CANARY), ANSWERS("200 OK"),
	};

	(void)state;
	assert_said(http_says(TURNS(good)), "default of Orthanc");
	assert_null(http_says(TURNS(bad)));
	assert_null(http_says(TURNS(moved)));
	assert_null(http_says(TURNS(second)));
	bears_anything(&dissector_http, 8042, TURNS(good));
}

static void of_requests_in_a_row_nobody_knows_which_was_good(void **state)
{
	static const struct turn turns[] = {
		ASKS(CANARY), ASKS(ORTHANC), ANSWERS("200 OK"), ANSWERS("401 No"),
	};

	(void)state;
	assert_null(http_says(TURNS(turns)));
}

static void what_is_no_pair_is_none(void **state)
{
	static const struct turn turns[] = {
		ASKS("b3J0aGFuYw=="), ANSWERS("200 OK"), /* orthanc */
		ASKS(""), ANSWERS("200 OK"), ASKS("!!!"), ANSWERS("200 OK"),
		ASKS("Og=="), ANSWERS("200 OK"), /* : */
	};

	(void)state;
	assert_null(http_says(TURNS(turns)));
}

/* RFC 3416: get-request or response, error status, no values. */
static struct octets ask(const char *community, uint8_t pdu, uint8_t status)
{
	struct octets o = hex("30"), text = {.n = 0};

	add_text(&text, community);
	add_be(&o, 5 + text.n + 13, 1);
	add_hex(&o, "020101 04");
	add_be(&o, text.n, 1);
	add_raw(&o, text.b, text.n);
	add_be(&o, pdu, 1);
	add_hex(&o, "0b 020101 0201");
	add_be(&o, status, 1);
	add_hex(&o, "020100 3000");
	return o;
}

static void so_is_a_community(void **state)
{
	struct octets good = ask("ILMI", 0xa2, 0), bad = ask("ILMI", 0xa2, 16),
		      asked = ask("ILMI", 0xa0, 0), other = ask("ilmi", 0xa2, 0);
	struct trial *t = trial_open(&dissector_snmp, 161);

	(void)state;
	trial_datagram(t, CLIENT, asked.b, asked.n);
	trial_datagram(t, SERVER, bad.b, bad.n);
	trial_datagram(t, SERVER, other.b, other.n);
	assert_null(trial_text(t, SERVER, A_default_login));
	assert_said(trial_text(t, SERVER, A_snmp_community), "other");
	trial_datagram(t, SERVER, good.b, good.n);
	assert_said(trial_text(t, SERVER, A_default_login),
		    "default of Cisco IOS with ATM");
	assert_false(trial_leaks(t, "ILMI"));
	trial_close(t);
}

static void the_list_holds_digests(void **state)
{
	static const struct {
		unsigned length;
		const char *digest, *product, *source;
	} rows[] = {
#define LOGIN(length, digest, product, source) {length, digest, product, source},
#define COMMUNITY LOGIN
#include "classify/proto/default_login.def"
#undef LOGIN
#undef COMMUNITY
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		assert_int_equal(strlen(rows[i].digest), 64);
		assert_int_equal(strspn(rows[i].digest, "0123456789abcdef"), 64);
		assert_in_range(rows[i].length, 1, 128);
		assert_true(strlen(rows[i].product) > 5);
		assert_true(gate_holds(attr_row(A_default_login)->gate,
				       rows[i].product,
				       strlen(rows[i].product)));
		assert_true(strlen(rows[i].source) > 5);
		for (size_t k = 0; k < i; k++)
			assert_string_not_equal(rows[i].digest, rows[k].digest);
	}
}

static void the_user_is_forgotten(void **state)
{
	static const struct login_user nobody;
	struct login_user u = {0};

	(void)state;
	login_user(&u, cur_of("orthanc", 7));
	assert_non_null(login_default(&u, cur_of("orthanc", 7)));
	assert_memory_equal(&u, &nobody, sizeof(u));
	assert_null(login_default(&u, cur_of("orthanc", 7)));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_published_login_of_ftp_is_told),
		cmocka_unit_test(only_when_it_was_good),
		cmocka_unit_test(
			the_user_of_one_and_the_word_of_another_is_none),
		cmocka_unit_test(so_is_one_of_http),
		cmocka_unit_test(
			of_requests_in_a_row_nobody_knows_which_was_good),
		cmocka_unit_test(what_is_no_pair_is_none),
		cmocka_unit_test(so_is_a_community),
		cmocka_unit_test(the_list_holds_digests),
		cmocka_unit_test(the_user_is_forgotten),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
