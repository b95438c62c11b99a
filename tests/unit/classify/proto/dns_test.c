/* SPDX-License-Identifier: Apache-2.0 */
/* dns_test - names of the house's addresses, and nobody's questions. */
#include "tests/unit/classify/proto/play.h"

extern const struct dissector dissector_dns, dissector_dns_tcp;

/* Response, one question, so many answers. */
#define HEAD(answers) "\x12\x34\x81\x80\x00\x01\x00" answers "\x00\x00\x00\x00"
#define PACS "\x04pacs\x04hosp\x07""example\x00"
#define ASKS(type) type "\x00\x01"
#define SAME "\xc0\x0c"
#define TTL "\x00\x00\x0e\x10"
#define A(name, ip) name "\x00\x01\x00\x01" TTL "\x00\x04" ip

static struct party at(uint8_t a, uint8_t b, uint8_t c, uint8_t d)
{
	return (struct party){.ip = addr_of_v4((uint32_t)a << 24 |
					       (uint32_t)b << 16 |
					       (uint32_t)c << 8 | d)};
}

static const struct turn asked[] = {
	SAYS(CLIENT, "\x12\x34\x01\x00\x00\x01\x00\x00\x00\x00\x00\x00" PACS
		     ASKS("\x00\x01")),
	SAYS(SERVER, HEAD("\x01") PACS ASKS("\x00\x01")
		     A(SAME, "\x0a\x4d\x08\x0a")),
};

static void an_address_gets_the_name_that_was_asked_for(void **state)
{
	struct trial *t = play(&dissector_dns, 53, TURNS(asked), 0);

	(void)state;
	assert_said(trial_party_text(t, at(10, 77, 8, 10), A_dns_name),
		    "pacs.hosp.example");
	assert_int_equal(t->count, 1);
	trial_close(t);
	bears_anything(&dissector_dns, 53, TURNS(asked));
}

static void behind_an_alias_it_is_the_name_asked_for_too(void **state)
{
	static const struct turn turns[] = {
		SAYS(SERVER, HEAD("\x02") PACS ASKS("\x00\x01")
			     SAME "\x00\x05\x00\x01" TTL "\x00\x06\x03srv\xc0\x11"
			     A("\xc0\x2f", "\x0a\x4d\x08\x0a")),
	};
	struct trial *t = play(&dissector_dns, 53, TURNS(turns), 0);

	(void)state;
	assert_said(trial_party_text(t, at(10, 77, 8, 10), A_dns_name),
		    "pacs.hosp.example");
	trial_close(t);
	bears_anything(&dissector_dns, 53, TURNS(turns));
}

static void a_question_for_an_address_names_it(void **state)
{
	static const struct turn turns[] = {
		SAYS(SERVER, HEAD("\x01") "\x02" "10\x01" "8\x02" "77\x02" "10"
			     "\x07in-addr\x04" "arpa\x00" ASKS("\x00\x0c")
			     SAME "\x00\x0c\x00\x01" TTL "\x00\x13" PACS),
	};
	static const struct turn six[] = {
		SAYS(SERVER, HEAD("\x01")
			     "\x01" "2\x01" "1\x01" "0\x01" "0\x01" "0\x01" "0"
			     "\x01" "0\x01" "0\x01" "0\x01" "0\x01" "0\x01" "0"
			     "\x01" "0\x01" "0\x01" "0\x01" "0\x01" "0\x01" "0"
			     "\x01" "0\x01" "0\x01" "0\x01" "0\x01" "0\x01" "0"
			     "\x01" "0\x01" "0\x01" "0\x01" "0\x01" "0\x01" "0"
			     "\x01" "d\x01" "f\x03ip6\x04" "arpa\x00"
			     ASKS("\x00\x0c")
			     SAME "\x00\x0c\x00\x01" TTL "\x00\x13" PACS),
	};
	struct party own = {.ip = {{0xfd, [15] = 0x12}}};
	struct trial *t = play(&dissector_dns, 53, TURNS(turns), 0);

	(void)state;
	assert_said(trial_party_text(t, at(10, 77, 8, 10), A_dns_name),
		    "pacs.hosp.example");
	trial_close(t);
	bears_anything(&dissector_dns, 53, TURNS(turns));
	t = play(&dissector_dns, 53, TURNS(six), 0);
	assert_said(trial_party_text(t, own, A_dns_name), "pacs.hosp.example");
	trial_close(t);
	bears_anything(&dissector_dns, 53, TURNS(six));
}

static void the_internet_and_names_of_services_are_nobody_s(void **state)
{
	static const struct turn turns[] = {
		SAYS(SERVER, HEAD("\x02") PACS ASKS("\x00\x01")
			     A(SAME, "\x5d\xb8\xd8\x22")
			     A(SAME, "\x7f\x00\x00\x01")),
		SAYS(SERVER, HEAD("\x01") "\x02gc\x06_msdcs\x04hosp\x07""example"
			     "\x00" ASKS("\x00\x01")
			     A(SAME, "\x0a\x4d\x08\x0a")),
		SAYS(SERVER, HEAD("\x01") "\x04pacs\x00" ASKS("\x00\x01")
			     A(SAME, "\x0a\x4d\x08\x0a")),
		/* "256.8.77.10", and one label too many. */
		SAYS(SERVER, HEAD("\x01") "\x03" "256\x01" "8\x02" "77\x02" "10"
			     "\x07in-addr\x04" "arpa\x00" ASKS("\x00\x0c")
			     SAME "\x00\x0c\x00\x01" TTL "\x00\x13" PACS),
		SAYS(SERVER, HEAD("\x01") "\x01" "1\x02" "10\x01" "8\x02" "77\x02"
			     "10\x07in-addr\x04" "arpa\x00" ASKS("\x00\x0c")
			     SAME "\x00\x0c\x00\x01" TTL "\x00\x13" PACS),
	};
	struct trial *t = play(&dissector_dns, 53, TURNS(turns), 0);

	(void)state;
	assert_int_equal(t->count, 0);
	trial_close(t);
}

static void only_a_name_server_is_believed(void **state)
{
	struct trial *t = play(&dissector_dns, 5353, TURNS(asked), 0);

	(void)state;
	assert_int_equal(t->count, 0);
	trial_close(t);
	/* An error, and a message to nobody. */
	assert_int_equal(trial_probe(&dissector_dns, SERVER,
				     "\x12\x34\x81\x83\x00\x01\x00\x00\x00\x00"
				     "\x00\x00\x00", 13),
			 NO);
}

static void a_question_is_one_and_tells_nothing_else(void **state)
{
	struct trial *t = play(&dissector_dns, 53, asked, 1, 0);
	uint8_t update[64];

	(void)state;
	assert_string_equal(t->out.protocol, "dns");
	assert_int_equal(t->count, 0);
	trial_close(t);
	t = play(&dissector_dns, 5353, asked, 1, 0);
	assert_null(t->out.protocol);
	trial_close(t);
	/* RFC 2136 2: what changes a zone counts otherwise. */
	memcpy(update, asked[0].octets, asked[0].n);
	update[2] = 0x28;
	assert_int_equal(trial_probe(&dissector_dns, CLIENT, update,
				     asked[0].n), NO);
	update[2] = 0x01;
	update[7] = 1; /* a known answer: multicast                             */
	assert_int_equal(trial_probe(&dissector_dns, CLIENT, update,
				     asked[0].n), NO);
}

#define FIFTY_ONE "ZZ900001abcdefghijklmnopqrstuvwxyz0123456789abcdefg"

static void a_very_long_label_leaves_a_heap_and_no_name(void **state)
{
	static const struct turn turns[] = {
		SAYS(SERVER, HEAD("\x01") "\x33" FIFTY_ONE PACS
			     ASKS("\x00\x10") SAME "\x00\x10\x00\x01" TTL
			     "\x00\x01\x00"),
	};
	struct trial *t = play(&dissector_dns, 53, TURNS(turns), 0);

	(void)state;
	assert_int_equal(t->count, 1);
	assert_true(trial_word(t, CLIENT, A_dns_heap) < 16);
	assert_int_equal(trial_voice(t, A_dns_heap), VOICE_PEER);
	assert_false(trial_leaks(t, "ZZ900001"));
	trial_close(t);
	bears_anything(&dissector_dns, 53, TURNS(turns));
}

#define OVER_TCP "\x00\x33" HEAD("\x01") PACS ASKS("\x00\x01") \
		 A(SAME, "\x0a\x4d\x08\x0a")

static void over_tcp_it_says_the_same(void **state)
{
	static const struct turn turns[] = {
		SAYS(CLIENT, "\x00\x24\x12\x34\x01\x00\x00\x01\x00\x00\x00"
			     "\x00\x00\x00" PACS ASKS("\x00\x01")),
		SAYS(SERVER, OVER_TCP),
		SAYS(SERVER, OVER_TCP),
	};
	struct trial *t = play(&dissector_dns_tcp, 53, TURNS(turns), 0);

	(void)state;
	assert_int_equal(sizeof(OVER_TCP) - 1, 2 + 0x33);
	assert_said(trial_party_text(t, at(10, 77, 8, 10), A_dns_name),
		    "pacs.hosp.example");
	trial_close(t);
	bears_anything(&dissector_dns_tcp, 53, TURNS(turns));
}

static void what_is_no_answer_over_tcp_is_left_to_others(void **state)
{
	static const char answer[] = OVER_TCP;

	(void)state;
	for (size_t n = 0; n <= 14; n++)
		assert_int_equal(trial_probe(&dissector_dns_tcp, SERVER, answer,
					     n), MORE);
	assert_int_equal(trial_probe(&dissector_dns_tcp, SERVER, answer,
				     sizeof(answer) - 1), YES);
	assert_int_equal(trial_probe(&dissector_dns_tcp, CLIENT, answer,
				     sizeof(answer) - 1), NO);
	assert_int_equal(trial_probe(&dissector_dns_tcp, SERVER, "\x16", 1), NO);
	assert_int_equal(trial_probe(&dissector_dns_tcp, SERVER, "\x00\x0c", 2),
			 NO);
	assert_int_equal(trial_probe(&dissector_dns_tcp, SERVER,
				     "\x00\x85\x00\x00\x00\x81\xffSMBr\x00\x00"
				     "\x00\x00\x98", 16), NO);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_address_gets_the_name_that_was_asked_for),
		cmocka_unit_test(behind_an_alias_it_is_the_name_asked_for_too),
		cmocka_unit_test(a_question_for_an_address_names_it),
		cmocka_unit_test(
			the_internet_and_names_of_services_are_nobody_s),
		cmocka_unit_test(only_a_name_server_is_believed),
		cmocka_unit_test(a_question_is_one_and_tells_nothing_else),
		cmocka_unit_test(a_very_long_label_leaves_a_heap_and_no_name),
		cmocka_unit_test(over_tcp_it_says_the_same),
		cmocka_unit_test(what_is_no_answer_over_tcp_is_left_to_others),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
