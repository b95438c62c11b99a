/* SPDX-License-Identifier: Apache-2.0 */
/* bcc_test - B. Braun pumps by their records, and by no drug. */
#include "tests/unit/classify/proto/play.h"

extern const struct dissector dissector_bcc;

/* As published, but on the wire. */
#define ALIVE "\x01" "00031\x02" "1/1/1>AEXMIN:ALIVEE\x03" "00061\x04"
#define GET "\x01" "00027\x02" "1/1/1>MEEM:GEET\x03"

struct message {
	char text[1024];
	size_t n;
};

/* A frame of this body, escaped as it travels. */
static struct message frame(const char *body)
{
	char plain[512];
	unsigned sum = 0;
	struct message m = {.n = 0};
	int n = snprintf(plain, sizeof(plain), "\x01%05zu\x02" "1/1/1>%s\x03",
			 strlen(body) + 20, body);

	for (int i = 0; i < n; i++)
		sum += (uint8_t)plain[i];
	n += snprintf(plain + n, sizeof(plain) - (size_t)n, "%05u\x04",
		      sum % 256);
	for (int i = 0; i < n; i++) {
		char c = plain[i];

		m.text[m.n++] = c == 'D' ? 'E' : c == 'd' ? 'e' : c;
		if (strchr("DEde", c) != NULL)
			m.text[m.n++] = c == 'D' ? 'X' : c == 'd' ? 'x' : c;
	}
	return m;
}

static struct trial *answers(const struct message *m, size_t chunk)
{
	const struct turn turns[] = {
		SAYS(CLIENT, ALIVE), SAYS(SERVER, "\x06"),
		{SERVER, m->text, m->n}, SAYS(CLIENT, "\x06"),
	};

	return play(&dissector_bcc, 4001, TURNS(turns), chunk);
}

#define RECORDS \
	"1132,50100,FMNOR,1\x1e" "1132,1/1/1,GNMODEL,Perfusor Space\x1e" \
	"1132,1/1/1,INSOL,CANARY DRUG\x1e" "1132,1/1/1,PATID,ZZ900CANARY\x1e" \
	"1132,1/1/1,GNNEW,CANARY PUMP\x1e" "1132,1/1/1,NURSEID,ZZPAT^CANARY"

static void the_published_question_is_a_frame(void **state)
{
	const struct turn turns[] = {SAYS(CLIENT, ALIVE)};
	struct trial *t = play(&dissector_bcc, 1500, TURNS(turns), 0);

	(void)state;
	assert_int_equal(trial_probe(&dissector_bcc, CLIENT, ALIVE,
				     sizeof(ALIVE) - 1), YES);
	assert_string_equal(t->out.protocol, "bcc");
	assert_int_equal(t->count, 0);
	trial_close(t);
}

static void an_answer_tells_the_pump_and_nothing_it_gives(void **state)
{
	struct message m = frame(RECORDS);
	struct trial *whole = answers(&m, 0);
	const struct turn turns[] = {{SERVER, m.text, m.n}};

	(void)state;
	assert_said(trial_text(whole, SERVER, A_bedside_vendor), "B. Braun");
	assert_said(trial_text(whole, SERVER, A_bedside_model),
		    "Perfusor Space");
	assert_said(trial_text(whole, SERVER, A_bedside_kind),
		    "infusion-pump");
	assert_said(trial_text(whole, SERVER, A_bedside_role), "device");
	assert_int_equal(trial_word(whole, SERVER, A_bedside_clear), 1);
	assert_int_equal(trial_word(whole, CLIENT, A_bedside_clear), 1);
	assert_false(trial_leaks(whole, "CANARY"));
	for (size_t chunk = 1; chunk < 8; chunk++) {
		struct trial *t = answers(&m, chunk);

		assert_true(trial_same(whole, t));
		trial_close(t);
	}
	trial_close(whole);
	bears_anything(&dissector_bcc, 4001, TURNS(turns));
}

static uint32_t pump_at(const char *address)
{
	return part_number(cur_of(address, strlen(address)),
			   cur_of("bcc", 3));
}

static void pumps_of_a_station_are_told_by_their_place(void **state)
{
	struct message m = frame("7,50100,FMSTAT,00051\x1e"
				 "7,1/1/1,GNMODEL,Perfusor Space\x1e"
				 "7,1/1/2,GNMODEL,Infusomat Space");
	struct trial *t = answers(&m, 0);

	(void)state;
	assert_said(trial_part_text(t, pump_at("1/1/1"), A_bedside_model),
		    "Perfusor Space");
	assert_said(trial_part_text(t, pump_at("1/1/2"), A_bedside_model),
		    "Infusomat Space");
	assert_said(trial_part_text(t, pump_at("1/1/2"), A_bedside_kind),
		    "infusion-pump");
	assert_said(trial_part_text(t, 0, A_bedside_vendor), "B. Braun");
	assert_null(trial_part_text(t, 0, A_bedside_kind));
	assert_null(trial_part_text(t, pump_at("50100"), A_bedside_kind));
	trial_close(t);
}

static void a_frame_that_does_not_add_up_tells_nothing(void **state)
{
	struct message m = frame("7,1/1/1,GNMODEL,CANARY");

	(void)state;
	for (size_t i = 0; i < m.n; i++) {
		struct message lie = m;
		struct trial *t = trial_open(&dissector_bcc, 4001);

		lie.text[i] ^= 0x10;
		trial_bytes(t, SERVER, lie.text, lie.n, 0);
		assert_false(trial_leaks(t, "CANARY"));
		trial_close(t);
	}
}

static void records_of_another_form_are_no_pump(void **state)
{
	static const char *const bodies[] = {
		"OK", "now,1/1/1,GNMODEL,CANARY", "7,1/1/1,GNMODEL", ",,,",
		"7,1/1/1,GNMODEL,CANARY,CANARY",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(bodies) / sizeof(bodies[0]); i++) {
		struct message m = frame(bodies[i]);
		struct trial *t = answers(&m, 0);

		assert_false(trial_leaks(t, "CANARY"));
		assert_null(trial_text(t, SERVER, A_bedside_model));
		trial_close(t);
	}
}

static void after_a_gap_the_next_frame_counts(void **state)
{
	struct message m = frame("7,1/1/1,GNMODEL,Perfusor Space");
	struct trial *t = trial_open(&dissector_bcc, 4001);

	(void)state;
	trial_bytes(t, CLIENT, ALIVE, sizeof(ALIVE) - 1, 0);
	trial_bytes(t, SERVER, m.text, 20, 0);
	trial_gap(t, SERVER, m.n - 24);
	trial_bytes(t, SERVER, "061\x04", 4, 0);
	trial_bytes(t, SERVER, m.text, m.n, 0);
	assert_said(trial_text(t, SERVER, A_bedside_model), "Perfusor Space");
	trial_close(t);
}

static void other_protocols_that_begin_with_soh_are_not_it(void **state)
{
	static const char *const others[] = {
		"\x01R8210'EvitaXL'", "\x01" "00031\x02" "a/1>", "\x02" "1H|\\^&",
		"\x01" "0003x\x02", "\x01" "00031\x02>", "GET / HTTP/1.1",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		assert_int_equal(trial_probe(&dissector_bcc, SERVER, others[i],
					     strlen(others[i])), NO);
	assert_int_equal(trial_probe(&dissector_bcc, CLIENT, GET, 5), MORE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_published_question_is_a_frame),
		cmocka_unit_test(an_answer_tells_the_pump_and_nothing_it_gives),
		cmocka_unit_test(pumps_of_a_station_are_told_by_their_place),
		cmocka_unit_test(a_frame_that_does_not_add_up_tells_nothing),
		cmocka_unit_test(records_of_another_form_are_no_pump),
		cmocka_unit_test(after_a_gap_the_next_frame_counts),
		cmocka_unit_test(
			other_protocols_that_begin_with_soh_are_not_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
