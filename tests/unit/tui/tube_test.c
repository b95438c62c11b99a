/* SPDX-License-Identifier: Apache-2.0 */
/* tube_test - what goes into a tube comes out of it, and nothing else does. */
#include <fcntl.h>
#include <unistd.h>

#include "tui/tube.h"
#include "tests/support/unit.h"

enum { MANY = 1000 };

struct got {
	struct record record[MANY];
	size_t n;
};

static void take(void *ctx, const struct record *r, size_t n)
{
	struct got *g = ctx;

	assert_true(g->n + n <= MANY);
	memcpy(&g->record[g->n], r, n * sizeof(*r));
	g->n += n;
}

/* Texts of all lengths, and some records that are full to the last octet. */
static struct record record_number(unsigned i)
{
	struct record r;

	memset(&r, 0, sizeof(r));
	r.kind = i % 7 == 0 ? RECORD_TALK : RECORD_FACT;
	if (i % 11 == 0)
		memset(&r.as, (int)(i % 255 + 1), sizeof(r.as));
	r.as.fact.frame = i;
	r.as.fact.length = (uint8_t)(i % OBS_MAX);
	memset(r.as.fact.text, 'a', r.as.fact.length);
	return r;
}

static void all_come_out_as_they_went_in(void **state)
{
	struct got *got = calloc(1, sizeof(*got));
	uint8_t *octets = malloc(TUBE_READ);
	struct tube t;
	int ends[2];
	ssize_t n;

	(void)state;
	assert_int_equal(pipe(ends), 0);
	assert_true(fcntl(ends[1], F_SETPIPE_SZ, TUBE_READ) >= TUBE_READ);
	tube_open(&t, ends[1], 0);
	for (unsigned i = 0; i < MANY; i++) {
		struct record r = record_number(i);

		assert_true(tube_take(&t, &r));
	}
	assert_true(tube_flush(&t));
	n = read(ends[0], octets, TUBE_READ);
	assert_true(n > 0 && (size_t)n < MANY * sizeof(struct record) * 3 / 4);
	tube_unpack(octets, (size_t)n, take, got);
	assert_int_equal(got->n, MANY);
	for (unsigned i = 0; i < MANY; i++) {
		struct record r = record_number(i);

		assert_memory_equal(&got->record[i], &r, sizeof(r));
	}
	close(ends[0]);
	close(ends[1]);
	free(t.place);
	free(octets);
	free(got);
}

/* Whoever does not wait for room keeps what it has, and counts what it cannot. */
static void a_full_pipe_refuses_and_loses_nothing_else(void **state)
{
	struct got *got = calloc(1, sizeof(*got));
	uint8_t *octets = malloc(TUBE_READ);
	volatile uint64_t refused = 0;
	unsigned taken = 0;
	struct tube t;
	int ends[2];
	ssize_t n;

	(void)state;
	assert_int_equal(pipe2(ends, O_NONBLOCK), 0);
	assert_true(fcntl(ends[1], F_SETPIPE_SZ, TUBE_WRITE) >= TUBE_WRITE);
	tube_open(&t, ends[1], 128);
	t.refused = &refused;
	for (unsigned i = 0; i < MANY; i++) {
		struct record r = record_number(i);

		taken += tube_take(&t, &r);
	}
	assert_true(taken < MANY);
	assert_int_equal(refused, MANY - taken);
	while (!tube_flush(&t)) {
		n = read(ends[0], octets, TUBE_READ);
		assert_true(n > 0);
		tube_unpack(octets, (size_t)n, take, got);
	}
	while ((n = read(ends[0], octets, TUBE_READ)) > 0)
		tube_unpack(octets, (size_t)n, take, got);
	assert_int_equal(got->n, taken);
	for (unsigned i = 0; i < taken; i++)
		assert_int_equal(got->record[i].as.fact.frame, i);
	close(ends[0]);
	close(ends[1]);
	free(t.place);
	free(octets);
	free(got);
}

/* What came before it is kept, and what comes in the next reading. */
static void what_no_tube_wrote_is_one_record_that_nobody_believes(void **state)
{
	static const uint8_t wrong[][9] = {
		{0, 1, 2, 3, 4, 5, 6, 7, 8},  /* of no length                  */
		{33, 1, 2, 3, 4, 5, 6, 7, 8}, /* longer than a record          */
		{2, 1, 2, 3, 4, 5, 6, 7, 8},  /* longer than what came         */
	};
	struct got *got = calloc(1, sizeof(*got));
	uint8_t octets[18] = {1, RECORD_TALLY};
	const struct record none = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		memcpy(octets + 9, wrong[i], sizeof(wrong[i]));
		got->n = 0;
		tube_unpack(octets, sizeof(octets), take, got);
		assert_int_equal(got->n, 2);
		assert_int_equal(got->record[0].kind, RECORD_TALLY);
		assert_memory_equal(&got->record[1], &none, sizeof(none));
		assert_false(record_valid(&got->record[1]));
	}
	got->n = 0;
	tube_unpack(octets, 0, take, got);
	assert_int_equal(got->n, 0);
	free(got);
}

static void one_record_goes_without_a_tube(void **state)
{
	struct got *got = calloc(1, sizeof(*got));
	uint8_t *octets = malloc(TUBE_READ);
	struct record r = record_number(3);
	int ends[2];
	ssize_t n;

	(void)state;
	assert_int_equal(pipe(ends), 0);
	assert_true(tube_write_one(ends[1], &r));
	n = read(ends[0], octets, TUBE_READ);
	assert_true(n > 0);
	tube_unpack(octets, (size_t)n, take, got);
	assert_int_equal(got->n, 1);
	assert_memory_equal(&got->record[0], &r, sizeof(r));
	close(ends[0]);
	close(ends[1]);
	free(octets);
	free(got);
}

/* Who looks for a sign of life finds one while records are told. */
static void each_record_is_a_beat(void **state)
{
	volatile uint64_t beats = 0;
	struct record r = record_number(3);
	struct tube t;

	(void)state;
	tube_open(&t, -1, 0);
	t.beats = &beats;
	for (unsigned i = 0; i < 10; i++)
		assert_true(tube_take(&t, &r));
	assert_int_equal(beats, 10);
	free(t.place);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_come_out_as_they_went_in),
		cmocka_unit_test(a_full_pipe_refuses_and_loses_nothing_else),
		cmocka_unit_test(
			what_no_tube_wrote_is_one_record_that_nobody_believes),
		cmocka_unit_test(one_record_goes_without_a_tube),
		cmocka_unit_test(each_record_is_a_beat),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
