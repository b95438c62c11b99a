/* SPDX-License-Identifier: Apache-2.0 */
/* rtsp_test - cameras, and who looks at them. */
#include "tests/unit/classify/proto/play.h"

extern const struct dissector dissector_rtsp;

static const struct turn look[] = {
	SAYS(CLIENT, "DESCRIBE rtsp://10.0.0.2/CANARY RTSP/1.0\r\nCSeq: 1\r\n"
		     "User-Agent: LibVLC/3.0.12\r\n\r\n"),
	SAYS(SERVER, "RTSP/1.0 401 Unauthorized\r\nCSeq: 1\r\n"
		     "Server: GStreamer RTSP server\r\n"
		     "WWW-Authenticate: Digest realm=\"AXIS_ACCC8EB3494E\", "
		     "nonce=\"CANARY\"\r\n\r\n"),
	SAYS(CLIENT, "DESCRIBE rtsp://10.0.0.2/CANARY RTSP/1.0\r\nCSeq: 2\r\n"
		     "Authorization: Digest username=\"CANARY\"\r\n\r\n"),
	SAYS(SERVER, "RTSP/1.0 200 OK\r\nCSeq: 2\r\n"
		     "Server: GStreamer RTSP server\r\n"
		     "Content-Length: 12\r\n\r\ns=CANARY\r\n\r\n"),
	SAYS(SERVER, "$\x00\x00\x04" "abcd"),
};

static void a_camera_names_itself(void **state)
{
	struct trial *t = play(&dissector_rtsp, 554, TURNS(look), 0);

	(void)state;
	assert_int_equal(trial_probe(&dissector_rtsp, CLIENT, look[0].octets,
				     look[0].n), YES);
	assert_int_equal(trial_probe(&dissector_rtsp, SERVER, look[1].octets,
				     look[1].n), YES);
	assert_said(trial_text(t, SERVER, A_rtsp_server),
		    "GStreamer RTSP server");
	assert_said(trial_text(t, SERVER, A_rtsp_realm), "AXIS_ACCC8EB3494E");
	assert_said(trial_text(t, CLIENT, A_http_user_agent), "LibVLC/3.0.12");
	assert_false(trial_leaks(t, "CANARY"));
	assert_false(t->malformed);
	trial_close(t);
	bears_anything(&dissector_rtsp, 554, TURNS(look));
}

static void what_came_through_a_proxy_is_anothers(void **state)
{
	const struct turn turns[] = {
		SAYS(SERVER, "RTSP/1.0 200 OK\r\nVia: 1.0 proxy\r\n"
			     "Server: OTHER\r\n\r\n"),
	};
	struct trial *t = play(&dissector_rtsp, 554, TURNS(turns), 0);

	(void)state;
	assert_int_equal(t->count, 0);
	trial_close(t);
}

static void a_head_without_an_end_is_given_up(void **state)
{
	static char text[9000];
	struct turn turn = {SERVER, text, sizeof(text)};
	struct trial *t;

	(void)state;
	memset(text, 'a', sizeof(text));
	memcpy(text, "RTSP/1.0 200 OK\r\n", 17);
	t = play(&dissector_rtsp, 554, &turn, 1, 0);
	assert_true(t->malformed);
	trial_close(t);
}

static void a_web_server_is_no_camera(void **state)
{
	static const char *const other[] = {
		"HTTP/1.1 200 OK\r\n", "RTSP/2.1 200 OK\r\n",
	};

	(void)state;
	for (size_t i = 0; i < 2; i++)
		assert_int_equal(trial_probe(&dissector_rtsp, SERVER, other[i],
					     strlen(other[i])), NO);
	assert_int_equal(trial_probe(&dissector_rtsp, CLIENT,
				     "OPTIONS /index HTTP/1.1\r\n", 25), NO);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_camera_names_itself),
		cmocka_unit_test(what_came_through_a_proxy_is_anothers),
		cmocka_unit_test(a_head_without_an_end_is_given_up),
		cmocka_unit_test(a_web_server_is_no_camera),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
