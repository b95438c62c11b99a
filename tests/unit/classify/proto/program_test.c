/* SPDX-License-Identifier: Apache-2.0 */
/* program - what begins a program in a body of HTTP, and what looks like one. */
#include "tests/unit/classify/proto/play.h"

extern const struct dissector dissector_http;

#define HEAD "HTTP/1.1 200 OK\r\n"
#define DOS                                                                   \
	"MZ\x90\0\3\0\0\0\4\0\0\0\xff\xff\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0" \
	"\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
#define ELF "\x7f" "ELF\2\1\1\0\0\0\0\0\0\0\0\0"

static const struct turn ask[] = {
	SAYS(CLIENT, "GET /CANARY.exe HTTP/1.1\r\n\r\n"),
};

#define BODY(headers, body) SAYS(SERVER, HEAD headers "\r\n" body)

static void expect(const struct turn *answer, const char *kind)
{
	struct turn turns[] = {ask[0], *answer};
	struct trial *t = play(&dissector_http, 80, TURNS(turns), 0);

	if (kind == NULL)
		assert_null(trial_text(t, CLIENT, A_program_loaded));
	else
		assert_said(trial_text(t, CLIENT, A_program_loaded), kind);
	assert_null(trial_text(t, SERVER, A_program_loaded));
	assert_false(trial_leaks(t, "CANARY"));
	trial_close(t);
	bears_anything(&dissector_http, 80, TURNS(turns));
}

static void programs_are_told_of_who_fetched_them(void **state)
{
	static const struct turn rows[] = {
		BODY("Content-Length: 72\r\n",
		     DOS "\x40\0\0\0PE\0\0\x4c\1\0\0"),
		BODY("Content-Type: image/png\r\n", ELF),
		BODY("Content-Length: 18\r\n", "#!/bin/sh\nrm -rf /\n"),
		BODY("Transfer-Encoding: chunked\r\n",
		     "12\r\n#! /usr/bin/python\r\n0\r\n\r\n"),
		BODY("Content-Length: 10\r\n", "\xca\xfe\xba\xbe\0\0\0\x34\0\x1d"),
	};

	(void)state;
	expect(&rows[0], "windows");
	expect(&rows[1], "linux");
	expect(&rows[2], "script");
	expect(&rows[3], "script");
	expect(&rows[4], "java");
}

static void what_only_begins_like_one_is_none(void **state)
{
	static const struct turn rows[] = {
		/* MZ without PE; PE beyond the end; beyond all measure. */
		BODY("Content-Length: 72\r\n", DOS "\x40\0\0\0NE\0\0\0\0\0\0"),
		BODY("Content-Length: 66\r\n", DOS "\x40\0\0\0PE"),
		BODY("Content-Length: 72\r\n",
		     DOS "\xff\xff\xff\xff" "PE\0\0\0\0\0\0"),
		BODY("Content-Length: 2\r\n", "MZ"),
		BODY("Content-Length: 8\r\n", "MZ9.0001"),
		BODY("Content-Length: 16\r\n", "\x7f" "ELF\3\1\1\0\0\0\0\0\0\0\0\0"),
		BODY("Content-Length: 18\r\n", "#!CANARY is a note"),
		BODY("Content-Length: 1\r\n", "#"),
		/* Two programs of Mach-O. */
		BODY("Content-Length: 10\r\n", "\xca\xfe\xba\xbe\0\0\0\2\1\0"),
		BODY("Transfer-Encoding: chunked\r\n", "1\r\n#\r\n0\r\n\r\n"),
		BODY("Content-Encoding: gzip\r\nContent-Length: 10\r\n",
		     "#!/bin/sh\n"),
		BODY("", ""),
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		expect(&rows[i], NULL);
}

static void what_comes_after_it_is_read_as_before(void **state)
{
	static const struct turn turns[] = {
		SAYS(CLIENT, "GET /a HTTP/1.1\r\n\r\nGET /b HTTP/1.1\r\n\r\n"),
		SAYS(SERVER, HEAD "Content-Length: 18\r\n\r\n"
			     "#!/bin/sh\nrm -rf /\n" HEAD
			     "Server: after/1.0\r\nContent-Length: 0\r\n\r\n"),
	};
	struct trial *t = play(&dissector_http, 80, TURNS(turns), 0);

	(void)state;
	assert_said(trial_text(t, CLIENT, A_program_loaded), "script");
	assert_said(trial_text(t, SERVER, A_http_server), "after/1.0");
	trial_close(t);
	bears_anything(&dissector_http, 80, TURNS(turns));
}

static void a_page_of_an_error_is_no_download(void **state)
{
	static const struct turn answer =
		SAYS(SERVER, "HTTP/1.1 404 No\r\nContent-Length: 10\r\n\r\n"
			     "#!/bin/sh\n");

	(void)state;
	expect(&answer, NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(programs_are_told_of_who_fetched_them),
		cmocka_unit_test(what_only_begins_like_one_is_none),
		cmocka_unit_test(what_comes_after_it_is_read_as_before),
		cmocka_unit_test(a_page_of_an_error_is_no_download),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
