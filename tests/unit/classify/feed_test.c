/* SPDX-License-Identifier: Apache-2.0 */
/* feed - any cutting of a stream gives a parser the same messages. */
#include "tests/support/unit.h"
#include "tests/support/dissect.h"

/* A toy protocol: length octet, body; body 'S' passes 100 over, 'D' is done,
 * 'N' is not mine, 'M' is malformed. Each message is told as a word. */
static struct verdict toy_parse(struct dissect *d)
{
	struct cur in = d->in;
	size_t n = cur_u8(&in);
	struct cur body;

	if (!cur_ok(&in))
		return need(1);
	if (cur_left(&in) < n)
		return need(n + 1);
	body = cur_take(&in, n);
	obs_word(d, ABOUT_SPEAKER, A_hl7_clear, n);
	switch (cur_at(&body, 0)) {
	case 'S':
		return pass_over(n + 1 + 100);
	case 'D':
		return done();
	case 'N':
		return not_mine();
	case 'M':
		return malformed();
	default:
		return took(n + 1);
	}
}

static const struct dissector toy = {
	.name = "toy", .carrier = ON_TCP, .parse = toy_parse};

/* Lines; of one that is cut off it tells the length, and passes over it with
 * as much as the gap and ten octets more. */
static struct verdict cut_parse(struct dissect *d)
{
	if (!d->cut)
		return need(cur_left(&d->in) + 1);
	obs_word(d, ABOUT_SPEAKER, A_hl7_clear, cur_left(&d->in));
	return pass_over(cur_left(&d->in) + d->missing + 10);
}

static const struct dissector cutter = {
	.name = "cutter", .carrier = ON_TCP, .parse = cut_parse,
	.reads_cut = true};

static unsigned told(const void *octets, size_t n, size_t chunk)
{
	struct trial *t = trial_open(&toy, 1);
	unsigned count;

	trial_bytes(t, CLIENT, octets, n, chunk);
	count = t->count;
	trial_close(t);
	return count;
}

static void any_cutting_gives_the_same_messages(void **state)
{
	uint8_t stream[400];
	size_t n = 0;

	(void)state;
	memset(stream, 'x', sizeof(stream));
	for (unsigned i = 1; i < 10; i++) {
		stream[n] = (uint8_t)i;
		n += i + 1u;
	}
	stream[n] = 3;
	stream[n + 1] = 'S';
	n += 4 + 100;
	stream[n] = 2;
	n += 3;
	for (size_t chunk = 1; chunk <= n; chunk++)
		assert_int_equal(told(stream, n, chunk), 11);
}

static void what_is_passed_over_is_never_kept(void **state)
{
	static const uint8_t begin[] = {1, 'S'};
	uint8_t secret[100];
	struct trial *t = trial_open(&toy, 1);

	(void)state;
	memset(secret, 'Q', sizeof(secret));
	trial_bytes(t, CLIENT, begin, sizeof(begin), 1);
	trial_bytes(t, CLIENT, secret, sizeof(secret), 7);
	assert_null(t->feed[CLIENT].window);
	trial_close(t);
}

static void a_window_is_wiped_when_it_goes_back(void **state)
{
	uint64_t refused = 0;
	struct pool *pool = pool_open(1, &refused);
	struct feed f = {0};
	uint8_t *window;

	(void)state;
	assert_true(feed_keep(&f, pool, (const uint8_t *)"CANARY", 6));
	window = f.window;
	feed_drop(&f, pool);
	for (size_t i = 0; i < FEED_MAX; i++)
		assert_int_equal(window[i], 0);
	pool_close(pool);
}

/* As a segment without octets hands it over: nothing, from nowhere. */
static void nothing_can_be_kept(void **state)
{
	uint64_t refused = 0;
	struct pool *pool = pool_open(1, &refused);
	struct feed f = {0};

	(void)state;
	assert_true(feed_keep(&f, pool, NULL, 0));
	assert_int_equal(f.length, 0);
	feed_drop(&f, pool);
	pool_close(pool);
}

static void a_full_pool_ends_the_side_and_nothing_else(void **state)
{
	uint64_t refused = 0;
	struct pool *pool = pool_open(1, &refused);
	struct feed a = {0}, b = {0};

	(void)state;
	assert_true(feed_keep(&a, pool, (const uint8_t *)"1", 1));
	assert_int_equal(refused, 0);
	assert_false(feed_keep(&b, pool, (const uint8_t *)"1", 1));
	assert_int_equal(refused, 1);
	feed_drop(&a, pool);
	assert_true(feed_keep(&b, pool, (const uint8_t *)"1", 1));
	feed_drop(&b, pool);
	pool_close(pool);
}

static void what_waits_before_a_gap_may_be_read(void **state)
{
	struct trial *t = trial_open(&cutter, 1);

	(void)state;
	trial_bytes(t, CLIENT, "abcde", 5, 2);
	assert_int_equal(t->count, 0);
	trial_gap(t, CLIENT, 100);
	assert_int_equal(trial_word(t, CLIENT, A_hl7_clear), 5);
	assert_int_equal(t->feed[CLIENT].skip, 10);
	assert_false(t->feed[CLIENT].gap);
	assert_false(t->feed[CLIENT].dead);
	assert_null(t->feed[CLIENT].window);
	trial_close(t);
}

static void a_gap_inside_what_is_passed_over_does_no_harm(void **state)
{
	static const uint8_t begin[] = {1, 'S'}, after[] = {1, 'x'};
	struct trial *t = trial_open(&toy, 1);

	(void)state;
	trial_bytes(t, CLIENT, begin, sizeof(begin), 0);
	trial_gap(t, CLIENT, 100);
	trial_bytes(t, CLIENT, after, sizeof(after), 0);
	assert_int_equal(t->count, 2);
	trial_gap(t, CLIENT, 1);
	assert_true(t->feed[CLIENT].dead);
	trial_close(t);
}

static void a_parser_that_lies_is_dead_not_looping(void **state)
{
	static const uint8_t broken[] = {1, 'M', 1, 'x'};
	struct trial *t = trial_open(&toy, 1);

	(void)state;
	trial_bytes(t, CLIENT, broken, sizeof(broken), 0);
	assert_true(t->malformed);
	assert_true(t->feed[CLIENT].dead);
	assert_int_equal(t->count, 1);
	trial_close(t);
}

static void what_a_parser_refuses_stays_for_the_next(void **state)
{
	static const uint8_t wrong[] = {3, 'N', 'a', 'b'};
	struct trial *t = trial_open(&toy, 1);

	(void)state;
	trial_bytes(t, CLIENT, wrong, sizeof(wrong), 1);
	assert_true(t->refused);
	assert_int_equal(t->feed[CLIENT].length, 4);
	assert_memory_equal(t->feed[CLIENT].window, wrong, 4);
	trial_close(t);
}

/* Lines; counts how often it is called. */
static struct verdict line_parse(struct dissect *d)
{
	unsigned *calls = d->state;

	++*calls;
	return line_within(&d->in, FEED_MAX);
}

static const struct dissector lines = {
	.name = "lines", .carrier = ON_TCP, .state_size = sizeof(unsigned),
	.parse = line_parse};

static void who_looks_for_an_end_is_not_asked_at_each_octet(void **state)
{
	char text[2000];
	struct trial *t = trial_open(&lines, 1);
	unsigned calls;

	(void)state;
	memset(text, 'x', sizeof(text));
	text[409] = text[1500] = '\n';
	trial_bytes(t, CLIENT, text, 10, 0);
	trial_bytes(t, CLIENT, text + 10, sizeof(text) - 10, 0);
	memcpy(&calls, t->state, sizeof(calls));
	assert_in_range(calls, 4, 5);
	assert_int_equal(t->feed[CLIENT].consumed, 1501);
	assert_int_equal(t->feed[CLIENT].length, sizeof(text) - 1501);
	trial_bytes(t, CLIENT, "\n", 1, 0);
	assert_null(t->feed[CLIENT].window);
	trial_close(t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(any_cutting_gives_the_same_messages),
		cmocka_unit_test(what_is_passed_over_is_never_kept),
		cmocka_unit_test(a_window_is_wiped_when_it_goes_back),
		cmocka_unit_test(nothing_can_be_kept),
		cmocka_unit_test(a_full_pool_ends_the_side_and_nothing_else),
		cmocka_unit_test(what_waits_before_a_gap_may_be_read),
		cmocka_unit_test(a_gap_inside_what_is_passed_over_does_no_harm),
		cmocka_unit_test(a_parser_that_lies_is_dead_not_looping),
		cmocka_unit_test(what_a_parser_refuses_stays_for_the_next),
		cmocka_unit_test(
			who_looks_for_an_end_is_not_asked_at_each_octet),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
