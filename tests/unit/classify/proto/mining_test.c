/* SPDX-License-Identifier: Apache-2.0 */
/* mining_test - questions of Stratum, and other JSON. */
#include "tests/unit/classify/proto/play.h"

extern const struct dissector dissector_mining;

#define SUBSCRIBE "{\"id\":1,\"method\":\"mining.subscribe\",\"params\":"     \
		  "[\"ZZPAT^CANARY\"]}\n"
#define LOGIN "{\"id\":1,\"jsonrpc\":\"2.0\",\"method\":\"login\",\"params\":" \
	      "{\"login\":\"ZZPAT^CANARY\",\"pass\":\"x\",\"agent\":\"M/1\"}}\n"

static const struct turn turns[] = {
	SAYS(CLIENT, SUBSCRIBE),
	SAYS(SERVER, "{\"id\":1,\"result\":[],\"error\":null}\n"),
};

static enum guess guess(const char *text)
{
	return trial_probe(&dissector_mining, CLIENT, text, strlen(text));
}

static void who_asks_a_pool_is_told(void **state)
{
	struct trial *t = play(&dissector_mining, 3333, TURNS(turns), 0);

	(void)state;
	assert_string_equal(t->out.protocol, "mining");
	assert_int_equal(t->count, 0);
	trial_close(t);
	bears_anything(&dissector_mining, 3333, TURNS(turns));
}

static void the_method_tells_it_from_other_json(void **state)
{
	(void)state;
	assert_int_equal(guess(SUBSCRIBE), YES);
	assert_int_equal(guess(LOGIN), YES);
	assert_int_equal(guess("{"), MORE);
	assert_int_equal(guess("{\"method\":\"mining.sub"), MORE);
	assert_int_equal(guess("{\"id\":1,\"method\":\"get\",\"params\":[]}\n"),
			 NO);
	assert_int_equal(guess("{\"method\":\"login\",\"login\":\"a\"}\n"), NO);
	assert_int_equal(guess("{\"text\":\"mining.subscribe\"}\n"), NO);
	assert_int_equal(trial_probe(&dissector_mining, SERVER, SUBSCRIBE,
				     sizeof(SUBSCRIBE) - 1), NO);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(who_asks_a_pool_is_told),
		cmocka_unit_test(the_method_tells_it_from_other_json),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
