/* SPDX-License-Identifier: Apache-2.0 */
/* pack_talk_test - conversations in packs: lots, days, hours and starts. */
#include "tests/unit/store/packing.h"

static struct inventory *with_talks(unsigned n, struct talk_part ***part)
{
	struct inventory_limits limits = inventory_defaults();
	struct inventory *v = inventory_open(tree_knowledge(), &limits);

	for (unsigned i = 0; i < n; i++) {
		struct record r = talk_shape(i);

		assert_true(inventory_add(v, &r, r.as.talk.capture));
	}
	inventory_parts(v, part);
	return v;
}

static void every_shape_of_a_conversation_comes_out_as_it_went_in(void **state)
{
	struct talk_part **part;
	struct inventory *v = with_talks(MANY, &part);
	struct terms t = some_terms();
	struct pack p = {0};
	struct unpack_talk u;

	(void)state;
	pack_talks(&p, &t, v, part[0]);
	unpack_talks(&u, p.octet, p.size);
	for (unsigned i = MANY; i-- > 0;) { /* the latest first */
		struct talk_record in = talk_shape(i).as.talk;

		assert_true(unpack_talk(&u, &t));
		assert_memory_equal(&u.talk, &in, sizeof(in));
	}
	assert_false(unpack_talk(&u, &t));
	assert_false(u.in.bad);
	for (size_t cut = 0; cut < p.size; cut++) {
		uint8_t *copy = must_alloc(cut, 1);
		unsigned got = 0;

		memcpy(copy, p.octet, cut);
		unpack_talks(&u, copy, cut);
		while (unpack_talk(&u, &t))
			got++;
		assert_true(got < MANY);
		free(copy);
	}
	free(p.octet);
	inventory_close(v);
}

/* Shares of the fact or conversation unpacked last, which lot n told n times. */
static unsigned count_shares(struct shares *s)
{
	struct lot_told t;
	unsigned n = 0;

	for (; unpack_share(s, &t); n++)
		for (unsigned i = 0; i < s->numbers; i++)
			assert_int_equal(t.n[i], t.lot * (i + 1));
	return n;
}

static void what_each_lot_told_comes_out_as_it_went_in(void **state)
{
	enum { LOTS = 300 };
	struct inventory *v = with_facts(1);
	struct lot_told told[LOTS];
	const struct known_fact *fact[2];
	size_t n = all_facts(v, fact);
	struct terms t = some_terms();
	struct pack p = {0};
	struct unpack u;
	struct unpack_talk ut;
	struct record talk = talk_shape(1);
	struct talk_part **part;
	struct fact out;

	(void)state;
	for (uint16_t i = 0; i < LOTS; i++)
		told[i] = (struct lot_told){(uint16_t)(i + 1),
					{i + 1u, 2 * (i + 1u), 3 * (i + 1u),
					 4 * (i + 1u), 5 * (i + 1u)}};
	out = shape(0).as.fact;
	inventory_unite_fact(v, &out, told, LOTS);
	inventory_unite_talk(v, &talk.as.talk, told, LOTS);
	pack_facts(&p, &t, v, fact, n);
	for (size_t cut = 0; cut <= p.size; cut++) {
		unsigned got = 0;

		unpack_facts(&u, p.octet, cut);
		while (unpack_fact(&u, &t, &out))
			got += count_shares(&u.shares);
		assert_int_equal(got, cut == p.size       ? 2 * LOTS
				      : cut < p.size / 2 ? 0
							 : got);
		assert_true(u.in.bad || got % LOTS == 0);
	}
	inventory_parts(v, &part);
	pack_talks(&p, &t, v, part[0]);
	for (size_t cut = 0; cut <= p.size; cut++) {
		unpack_talks(&ut, p.octet, cut);
		assert_int_equal(unpack_talk(&ut, &t), cut == p.size);
	}
	assert_int_equal(count_shares(&ut.shares), LOTS);
	free(p.octet);
	inventory_close(v);
}

/* One conversation, told on these days. */
static struct inventory *with_days(const unsigned *day, unsigned n,
				   struct talk_part ***part)
{
	struct inventory_limits limits = inventory_defaults();
	struct inventory *v = inventory_open(tree_knowledge(), &limits);

	for (unsigned i = 0; i < n; i++) {
		struct record r = talk_shape(1);

		r.as.talk.first_us += day[i] * UINT64_C(86400000000);
		r.as.talk.last_us = r.as.talk.first_us;
		assert_true(inventory_add(v, &r, 0));
	}
	inventory_parts(v, part);
	return v;
}

static void days_are_kept_and_packs_without_them_are_read(void **state)
{
	static const unsigned three[] = {0, 5, 9}, two[] = {0, 9};
	struct terms t = some_terms();
	struct pack p = {0};
	struct talk_part **part;
	struct inventory *v = with_days(three, 3, &part);
	struct unpack_talk u;
	size_t more;

	(void)state;
	pack_talks(&p, &t, v, part[0]);
	more = p.size;
	unpack_talks(&u, p.octet, p.size);
	assert_true(unpack_talk(&u, &t));
	assert_int_equal(u.talk.days, 1 | 1 << 4 | 1 << 9);
	assert_false(unpack_talk(&u, &t) || u.in.bad);
	inventory_close(v);
	/* The first and the last are told by their times: nothing more. */
	v = with_days(two, 2, &part);
	pack_talks(&p, &t, v, part[0]);
	assert_int_equal(p.size, more - 2 - 7); /* days, and six runs of hours */
	p.octet[0] = 1;
	unpack_talks(&u, p.octet, p.size);
	assert_true(unpack_talk(&u, &t));
	assert_int_equal(days_between(u.talk.first_us, u.talk.last_us),
			 1 | 1 << 9);
	assert_false(unpack_talk(&u, &t) || u.in.bad);
	p.octet[0] = TALKS_VERSION + 1;
	unpack_talks(&u, p.octet, p.size);
	assert_true(!unpack_talk(&u, &t) && u.in.bad);
	p.octet[0] = 0;
	unpack_talks(&u, p.octet, p.size);
	assert_true(!unpack_talk(&u, &t) && u.in.bad);
	free(p.octet);
	inventory_close(v);
}

/* Hours of several weeks, each with its own share of them. */
static void hours_of_every_shape_come_out_as_they_went_in(void **state)
{
	struct inventory_limits limits = inventory_defaults();
	struct terms t = some_terms();
	size_t least = SIZE_MAX, most = 0;

	(void)state;
	for (unsigned step = 1; step <= WEEK_HOURS; step++) {
		struct inventory *v = inventory_open(tree_knowledge(), &limits);
		struct hours want = {{0}}, got;
		struct talk_part **part;
		struct pack p = {0};
		struct unpack_talk u;

		for (unsigned i = 0; i < WEEK_HOURS; i += i % 3 + step) {
			struct record r = talk_shape(1);

			r.as.talk.first_us += i * UINT64_C(3600000000);
			r.as.talk.last_us = r.as.talk.first_us;
			hours_add(&want, r.as.talk.first_us);
			assert_true(inventory_add(v, &r, 0));
		}
		inventory_parts(v, &part);
		pack_talks(&p, &t, v, part[0]);
		unpack_talks(&u, p.octet, p.size);
		assert_true(unpack_talk(&u, &t));
		got = hours_at(u.talk.first_us, u.talk.last_us);
		hours_join(&got, &u.talk.hours);
		assert_true(hours_same(&got, &want));
		assert_false(unpack_talk(&u, &t) || u.in.bad);
		least = p.size < least ? p.size : least;
		most = p.size > most ? p.size : most;
		for (size_t cut = 1; cut < p.size; cut++) {
			unpack_talks(&u, p.octet, cut);
			assert_false(unpack_talk(&u, &t));
		}
		/* Runs that are longer than a week, or no runs at all. */
		for (unsigned octet = 0; octet <= UINT8_MAX; octet++) {
			p.octet[p.size - 1] = (uint8_t)octet;
			unpack_talks(&u, p.octet, p.size);
			while (unpack_talk(&u, &t))
				;
		}
		free(p.octet);
		inventory_close(v);
	}
	/* 22 octets for hours at most; days and the time between vary, too. */
	assert_true(most - least <= 22 + 2 + 6);
}

/* Of a client with a conversation outside, told at so many moments. */
static void starts_come_out_as_they_went_in(void **state)
{
	struct inventory_limits limits = inventory_defaults();
	struct terms t = some_terms();

	(void)state;
	for (unsigned n = 1; n <= STARTS_LATER + 2; n++) {
		struct inventory *v = inventory_open(tree_knowledge(), &limits);
		struct talk_part **part;
		const struct starts *s;
		struct pack p = {0};
		struct unpack_talk u;

		for (unsigned i = 0; i < n; i++) {
			struct record r = talk_shape(1);

			r.as.talk.server = addr_of_v4(0x5db80101);
			r.as.talk.first_us += i * i * UINT64_C(3700000);
			r.as.talk.last_us = r.as.talk.first_us;
			assert_true(inventory_add(v, &r, 0));
		}
		inventory_parts(v, &part);
		s = talk_starts(v, part[0]->talk);
		pack_talks(&p, &t, v, part[0]);
		unpack_talks(&u, p.octet, p.size);
		assert_true(unpack_talk(&u, &t));
		assert_int_equal(u.starts.n, n > STARTS_LATER ? STARTS_LATER
							      : n - 1);
		if (n > 1)
			assert_memory_equal(u.starts.ms, s->ms,
					    s->n * sizeof(*s->ms));
		assert_false(unpack_talk(&u, &t) || u.in.bad);
		for (size_t cut = 1; cut < p.size; cut++) {
			unpack_talks(&u, p.octet, cut);
			assert_false(unpack_talk(&u, &t));
		}
		/* Before there were any. */
		if (n == 1) {
			p.octet[0] = 3;
			unpack_talks(&u, p.octet, p.size);
			assert_true(unpack_talk(&u, &t));
		}
		free(p.octet);
		inventory_close(v);
	}
}

static void starts_of_a_damaged_pack_are_refused(void **state)
{
	/* One too many; the first at the first sight; two at one time. */
	static const uint8_t bad[][5] = {{STARTS_LATER + 1, 0x80, 1, 0x80, 1},
					 {2, 0x80, 0, 0x80, 1},
					 {2, 0x80, 1, 0x80, 0}};
	struct inventory_limits limits = inventory_defaults();
	struct inventory *v = inventory_open(tree_knowledge(), &limits);
	struct terms t = some_terms();
	struct talk_part **part;
	struct unpack_talk u;
	struct pack p = {0};

	(void)state;
	for (unsigned i = 0; i < 3; i++) {
		struct record r = talk_shape(1);

		r.as.talk.server = addr_of_v4(0x5db80101);
		r.as.talk.first_us += i * UINT64_C(1000000);
		r.as.talk.last_us = r.as.talk.first_us;
		assert_true(inventory_add(v, &r, 0));
	}
	inventory_parts(v, &part);
	pack_talks(&p, &t, v, part[0]);
	for (unsigned i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		memcpy(p.octet + p.size - 5, bad[i], sizeof(bad[i]));
		unpack_talks(&u, p.octet, p.size);
		assert_false(unpack_talk(&u, &t));
		assert_true(u.in.bad);
	}
	free(p.octet);
	inventory_close(v);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			every_shape_of_a_conversation_comes_out_as_it_went_in),
		cmocka_unit_test(days_are_kept_and_packs_without_them_are_read),
		cmocka_unit_test(hours_of_every_shape_come_out_as_they_went_in),
		cmocka_unit_test(starts_come_out_as_they_went_in),
		cmocka_unit_test(starts_of_a_damaged_pack_are_refused),
		cmocka_unit_test(what_each_lot_told_comes_out_as_it_went_in),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
