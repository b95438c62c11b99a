/* SPDX-License-Identifier: Apache-2.0 */
/* http - who serves, who asks, and what of it is open. */
#include "tests/unit/classify/proto/play.h"

extern const struct dissector dissector_http;

static const struct turn basic[] = {
	SAYS(CLIENT, "GET /patients/CANARY?id=1 HTTP/1.1\r\nHost: x\r\n"
		     "User-Agent: Mozilla/4.0 (compatible; Windows CE)\r\n"
		     "Authorization: Basic Y2FuYXJ5OnB3\r\n\r\n"),
	SAYS(SERVER, "HTTP/1.1 200 OK\r\nServer: nginx/1.22.1\r\n"
		     "X-Powered-By: PHP/5.3\r\nContent-Length: 6\r\n\r\n"
		     "CANARYHTTP/1.1 401 No\r\nWWW-Authenticate: Basic "
		     "realm=\"Orthanc Secure Area\"\r\nContent-Length: 0\r\n"
		     "\r\n"),
};

static void headers_are_told_and_nothing_of_the_patient(void **state)
{
	struct trial *t = play(&dissector_http, 80, TURNS(basic), 0);

	(void)state;
	assert_said(trial_text(t, SERVER, A_http_server), "nginx/1.22.1");
	assert_said(trial_text(t, SERVER, A_http_powered_by), "PHP/5.3");
	assert_said(trial_text(t, SERVER, A_http_realm),
		    "Orthanc Secure Area");
	assert_said(trial_text(t, CLIENT, A_http_user_agent),
		    "Mozilla/4.0 (compatible; Windows CE)");
	assert_said(trial_text(t, SERVER, A_clear_login), "http-basic");
	assert_false(trial_leaks(t, "CANARY"));
	assert_false(trial_leaks(t, "Y2Fu"));
	trial_close(t);
	bears_anything(&dissector_http, 80, TURNS(basic));
}

static void a_refused_login_is_no_login(void **state)
{
	const struct turn turns[] = {
		basic[0],
		SAYS(SERVER, "HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n"),
	};
	struct trial *t = play(&dissector_http, 80, TURNS(turns), 0);

	(void)state;
	assert_null(trial_text(t, SERVER, A_clear_login));
	trial_close(t);
}

static void a_form_with_a_password_is_told(void **state)
{
	static const struct turn form[] = {
		SAYS(CLIENT, "POST /login HTTP/1.1\r\nUser-Agent: a\r\n"
			     "Content-Type: "
			     "application/x-www-form-urlencoded\r\n"
			     "Content-Length: 27\r\n\r\n"
			     "user=canary&password=secret"),
	};
	static const struct turn other[] = {
		SAYS(CLIENT, "POST /x HTTP/1.1\r\nContent-Type: "
			     "application/x-www-form-urlencoded\r\n"
			     "Content-Length: 14\r\n\r\ncompassword=ab"),
	};
	struct trial *t = play(&dissector_http, 80, TURNS(form), 0);
	struct trial *u = play(&dissector_http, 80, TURNS(other), 0);

	(void)state;
	assert_int_equal(trial_word(t, SERVER, A_http_clear_form), 1);
	assert_false(trial_leaks(t, "secret"));
	assert_int_equal(trial_word(u, SERVER, A_http_clear_form), UINT64_MAX);
	trial_close(t);
	trial_close(u);
	bears_anything(&dissector_http, 80, TURNS(form));
}

static void chunks_are_stepped_over(void **state)
{
	static const struct turn chunked[] = {
		SAYS(CLIENT, "GET /dicom-web/studies HTTP/1.1\r\n\r\n"),
		SAYS(SERVER, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked"
			     "\r\n\r\n5\r\nHTTP/\r\n0\r\n\r\nHTTP/1.1 200 OK"
			     "\r\nServer: after\r\n\r\n"),
	};
	struct trial *t = play(&dissector_http, 80, TURNS(chunked), 0);

	(void)state;
	assert_said(trial_text(t, SERVER, A_http_server), "after");
	assert_int_equal(trial_word(t, SERVER, A_dicomweb_clear), 1);
	trial_close(t);
	bears_anything(&dissector_http, 80, TURNS(chunked));
}

static void a_message_of_hl7_may_be_a_body(void **state)
{
#define POSTED "MSH|^~\\&|XN-1000|LAB|||2026||ORU^R01|1|P|2.5.1\rPID|1||CANARY\r"
	static const struct turn turns[] = {
		SAYS(CLIENT, "POST /hl7 HTTP/1.1\r\nContent-Type: x-application/"
			     "hl7-v2+er7; charset=utf-8\r\nContent-Length: 61"
			     "\r\n\r\n" POSTED "GET / HTTP/1.1\r\nUser-Agent: "
			     "after\r\n\r\n"),
		SAYS(SERVER, "HTTP/1.1 200 OK\r\nContent-Type: application/"
			     "hl7-v2\r\nTransfer-Encoding: chunked\r\n\r\n3d"
			     "\r\nMSH|^~\\&|HIE|HOSP|||2026||ACK^R01|9|P|2.5.1\r"
			     "MSA|AA|CANARY\r\r\r\n0\r\n\r\n"),
	};
	struct trial *t = play(&dissector_http, 80, TURNS(turns), 0);

	(void)state;
	assert_int_equal(sizeof(POSTED) - 1, 61);
	assert_said(trial_text(t, CLIENT, A_hl7_application), "XN-1000");
	assert_said(trial_text(t, CLIENT, A_hl7_role), "source");
	assert_said(trial_text(t, SERVER, A_hl7_application), "HIE");
	assert_int_equal(trial_word(t, SERVER, A_hl7_clear), 1);
	assert_said(trial_text(t, CLIENT, A_http_user_agent), "after");
	assert_string_equal(t->out.protocol, "http");
	assert_false(trial_leaks(t, "CANARY"));
	assert_false(t->malformed);
	trial_close(t);
	bears_anything(&dissector_http, 80, TURNS(turns));
}

/* As engines do, unless told otherwise; who asked nothing of the kind is not
 * answered so. */
static void a_message_of_hl7_may_be_called_a_plain_text(void **state)
{
#define PLAIN "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 59" \
	      "\r\n\r\nMSH|^~\\&|HIE|HOSP|||2026||ACK^R01|9|P|2.5.1\r" \
	      "MSA|AA|CANARY\r\r"
	static const struct turn turns[] = {
		SAYS(CLIENT, "POST /in HTTP/1.1\r\nContent-Type: text/plain; "
			     "charset=UTF-8\r\nTransfer-Encoding: chunked"
			     "\r\n\r\n3d\r\n" POSTED "\r\n0\r\n\r\n"),
		SAYS(SERVER, PLAIN),
	};
	static const struct turn other[] = {
		SAYS(CLIENT, "POST /in HTTP/1.1\r\nContent-Type: text/plain\r\n"
			     "Content-Length: 64\r\n\r\n## " POSTED
			     "GET / HTTP/1.1\r\nUser-Agent: after\r\n\r\n"),
		SAYS(SERVER, PLAIN),
	};
	struct trial *t = play(&dissector_http, 80, TURNS(turns), 0);
	struct trial *u = play(&dissector_http, 80, TURNS(other), 0);

	(void)state;
	assert_said(trial_text(t, CLIENT, A_hl7_application), "XN-1000");
	assert_said(trial_text(t, CLIENT, A_hl7_role), "source");
	assert_said(trial_text(t, SERVER, A_hl7_application), "HIE");
	assert_false(trial_leaks(t, "CANARY"));
	assert_null(trial_text(u, CLIENT, A_hl7_application));
	assert_null(trial_text(u, SERVER, A_hl7_application));
	assert_said(trial_text(u, CLIENT, A_http_user_agent), "after");
	trial_close(t);
	trial_close(u);
	bears_anything(&dissector_http, 80, TURNS(turns));
}

static void a_verb_alone_is_not_http(void **state)
{
	(void)state;
	assert_int_equal(trial_probe(&dissector_http, CLIENT,
				     "GET it done\r\n", 13),
			 NO);
	assert_int_equal(trial_probe(&dissector_http, SERVER, "HTTX/1.1", 8),
			 NO);
}

static void an_interim_answer_is_no_accepted_login(void **state)
{
	const struct turn turns[] = {
		basic[0],
		SAYS(SERVER, "HTTP/1.1 100 Continue\r\nServer: Acme/1\r\n\r\n"
			     "HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n"),
	};
	struct trial *t = play(&dissector_http, 80, TURNS(turns), 0);

	(void)state;
	assert_null(trial_text(t, SERVER, A_clear_login));
	assert_said(trial_text(t, SERVER, A_http_server), "Acme/1");
	trial_close(t);
}

static void requests_in_a_row_keep_their_answers(void **state)
{
	static const struct turn refused[] = {
		SAYS(CLIENT, "GET / HTTP/1.1\r\n\r\nGET / HTTP/1.1\r\n"
			     "Authorization: Basic Y2FuYXJ5OnB3\r\n\r\n"),
		SAYS(SERVER, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
			     "HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n"),
	};
	static const struct turn head[] = {
		SAYS(CLIENT, "HEAD / HTTP/1.1\r\n\r\nGET / HTTP/1.1\r\n\r\n"),
		SAYS(SERVER, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n"
			     "HTTP/1.1 200 OK\r\nServer: after\r\n\r\n"),
	};
	struct trial *t = play(&dissector_http, 80, TURNS(refused), 0);

	(void)state;
	assert_null(trial_text(t, SERVER, A_clear_login));
	assert_said(trial_text(t, CLIENT, A_clear_login_sent), "http-basic");
	trial_close(t);
	t = play(&dissector_http, 80, TURNS(head), 0);
	assert_said(trial_text(t, SERVER, A_http_server), "after");
	trial_close(t);
	bears_anything(&dissector_http, 80, TURNS(refused));
}

static void a_proxy_passes_on_the_words_of_others(void **state)
{
	static const struct turn forward[] = {
		SAYS(CLIENT, "GET http://far.example/ HTTP/1.1\r\n"
			     "User-Agent: Viewer/1\r\n"
			     "Authorization: Basic Y2FuYXJ5OnB3\r\n\r\n"),
		SAYS(SERVER, "HTTP/1.1 200 OK\r\nServer: far\r\n\r\n"),
	};
	static const struct turn reverse[] = {
		SAYS(CLIENT, "GET / HTTP/1.1\r\nUser-Agent: Viewer/1\r\n"
			     "Via: 1.1 squid\r\n\r\n"),
		SAYS(SERVER, "HTTP/1.1 200 OK\r\nServer: far\r\n"
			     "Via: 1.1 gate\r\n\r\n"),
	};
	struct trial *t = play(&dissector_http, 3128, TURNS(forward), 0);

	(void)state;
	assert_said(trial_text(t, CLIENT, A_http_user_agent), "Viewer/1");
	assert_null(trial_text(t, SERVER, A_http_server));
	assert_null(trial_text(t, SERVER, A_clear_login));
	trial_close(t);
	t = play(&dissector_http, 80, TURNS(reverse), 0);
	assert_null(trial_text(t, CLIENT, A_http_user_agent));
	assert_null(trial_text(t, SERVER, A_http_server));
	trial_close(t);
}

static void a_challenge_of_ntlm_names_the_server(void **state)
{
	static const struct turn turns[] = {
		SAYS(SERVER, "HTTP/1.1 401 No\r\nWWW-Authenticate: NTLM "
			     "TlRMTVNTUAACAAAAAAAAADgAAAABAAACAAAAAAAAAAAAAAAA"
			     "AAAAACQAJAA4AAAACgBjRQAAAA8CAAgASABPAFMAUAABABAA"
			     "UABBAEMAUwBXAEUAQgAxAAAAAAA="
			     "\r\nWWW-Authenticate: Basic realm=\"x\"\r\n"
			     "Content-Length: 0\r\n\r\n"),
	};
	struct trial *t = play(&dissector_http, 80, TURNS(turns), 0);

	(void)state;
	assert_said(trial_text(t, SERVER, A_ntlm_host_name), "PACSWEB1");
	assert_said(trial_text(t, SERVER, A_ntlm_version), "10.0.17763");
	assert_said(trial_text(t, SERVER, A_http_realm), "x");
	trial_close(t);
	bears_anything(&dissector_http, 80, TURNS(turns));
}

static void a_head_ends_at_its_first_empty_line(void **state)
{
	static const struct turn turns[] = {
		SAYS(CLIENT, "GET / HTTP/1.1\n\nGET / HTTP/1.1\r\n\r\n"),
		SAYS(SERVER, "HTTP/1.1 200 OK\nContent-Length: 2\n\nok\r\n"
			     "HTTP/1.1 200 OK\r\nServer: after\r\n\r\n"),
	};
	static const struct turn verb[] = {
		SAYS(CLIENT, "GET it\nover HTTP/1.1\n\n"),
	};
	struct trial *t = play(&dissector_http, 80, TURNS(turns), 0);

	(void)state;
	assert_said(trial_text(t, SERVER, A_http_server), "after");
	trial_close(t);
	bears_anything(&dissector_http, 80, TURNS(turns));
	t = play(&dissector_http, 80, TURNS(verb), 0);
	assert_true(t->refused);
	trial_close(t);
	bears_anything(&dissector_http, 80, TURNS(verb));
}

static void the_date_of_an_answer_tells_the_clock(void **state)
{
	static const struct {
		const char *more, *off;
	} rows[] = {
		{"Date: Fri, 02 Jan 2026 10:15:40 GMT\r\n", "0"},
		{"date: Fri, 02 Jan 2026 09:15:00 GMT\r\n", "-3600"},
		{"Date: Sat, 03 Jan 2026 10:17:31 GMT\r\n", "86700"},
		{"Date: yesterday ZZPAT^CANARY\r\n", NULL},
		{"Date: Fri, 02 Jan 2026 09:15:00 GMT\r\nAge: 3600\r\n", NULL},
		{"Via: 1.1 zz\r\nDate: Fri, 02 Jan 2026 09:15:00 GMT\r\n", NULL},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct trial *t = trial_open(&dissector_http, 80);
		char text[256];
		int n = snprintf(text, sizeof(text), "HTTP/1.1 200 OK\r\n%s"
				 "Content-Length: 0\r\n\r\n", rows[i].more);

		trial_bytes(t, SERVER, text, (size_t)n, 0);
		if (rows[i].off == NULL)
			assert_null(trial_text(t, SERVER, A_clock_offset));
		else
			assert_said(trial_text(t, SERVER, A_clock_offset),
				    rows[i].off);
		trial_close(t);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_date_of_an_answer_tells_the_clock),
		cmocka_unit_test(headers_are_told_and_nothing_of_the_patient),
		cmocka_unit_test(a_refused_login_is_no_login),
		cmocka_unit_test(a_form_with_a_password_is_told),
		cmocka_unit_test(chunks_are_stepped_over),
		cmocka_unit_test(a_message_of_hl7_may_be_a_body),
		cmocka_unit_test(a_message_of_hl7_may_be_called_a_plain_text),
		cmocka_unit_test(a_verb_alone_is_not_http),
		cmocka_unit_test(an_interim_answer_is_no_accepted_login),
		cmocka_unit_test(requests_in_a_row_keep_their_answers),
		cmocka_unit_test(a_proxy_passes_on_the_words_of_others),
		cmocka_unit_test(a_challenge_of_ntlm_names_the_server),
		cmocka_unit_test(a_head_ends_at_its_first_empty_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
