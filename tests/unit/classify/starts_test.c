/* SPDX-License-Identifier: Apache-2.0 */
/* starts - when flows to hosts outside began, in whatever order they are told. */
#include "tests/unit/classify/ward.h"

#define OUTSIDE "93.184.1.1"
#define INSIDE "10.0.0.9"

enum { MANY = 100, TURNS = 200, LISTS = 3 };

static unsigned next_random(unsigned *seed)
{
	return *seed = *seed * 1103515245u + 12345u;
}

static void shuffle(uint64_t *list, unsigned n, unsigned *seed)
{
	for (unsigned i = n - 1; i > 0; i--) {
		unsigned k = (next_random(seed) >> 8) % (i + 1);
		uint64_t was = list[i];

		list[i] = list[k];
		list[k] = was;
	}
}

static void assert_first(const struct starts *s, unsigned n)
{
	assert_int_equal(s->n, n);
	for (unsigned i = 0; i < n; i++)
		assert_int_equal(s->ms[i], 10 * (i + 1));
}

static void the_smallest_stay_whatever_comes_first_or_twice(void **state)
{
	uint64_t ms[MANY];
	unsigned seed = 1;

	(void)state;
	for (unsigned turn = 0; turn < TURNS; turn++) {
		unsigned n = turn % MANY + 1;
		struct starts s = {.n = 0};

		for (unsigned i = 0; i < n; i++)
			ms[i] = 10 * (i + 1);
		shuffle(ms, n, &seed);
		for (unsigned i = 0; i < n; i++)
			starts_add(&s, ms[i]);
		for (unsigned i = 0; i < n; i++)
			starts_add(&s, ms[i]);
		assert_first(&s, n < STARTS_LATER ? n : STARTS_LATER);
	}
}

static struct ward wards(uint32_t starts)
{
	struct ward w = ward_open(NULL);
	struct inventory_limits limits = inventory_defaults();

	limits.starts = starts;
	ward_limit(&w, &limits);
	return w;
}

static void call(struct ward *w, const char *server, uint64_t ms)
{
	struct record r = talk(w, "10.0.0.1", server, 443, "tls");

	r.as.talk.first_us = 1700000000000000 + ms * 1000;
	r.as.talk.last_us = r.as.talk.first_us + 5000000;
	assert_true(inventory_add(w->inventory, &r, 0));
}

static struct known_talk *only_talk(const struct ward *w)
{
	struct talk_part **part;

	assert_int_equal(inventory_parts(w->inventory, &part), 1);
	assert_int_equal(part[0]->talks, 1);
	return part[0]->talk;
}

static const struct starts *starts_of(const struct ward *w)
{
	return talk_starts(w->inventory, only_talk(w));
}

static void one_flow_and_hosts_inside_keep_nothing(void **state)
{
	struct ward w = wards(10), in = wards(10), from = wards(10);

	(void)state;
	call(&w, OUTSIDE, 7);
	assert_null(starts_of(&w));
	call(&w, OUTSIDE, 7); /* told again */
	assert_null(starts_of(&w));
	for (unsigned i = 0; i < 40; i++)
		call(&in, INSIDE, i * 1000);
	assert_null(starts_of(&in));
	for (unsigned i = 0; i < 40; i++)
		speak(&from, "93.184.1.2", OUTSIDE, 443, "tls");
	assert_null(starts_of(&from));
	ward_close(&w);
	ward_close(&in);
	ward_close(&from);
}

static void clocks_and_names_keep_nothing(void **state)
{
	static const char *const plain[] = {"ntp", "dns"};

	(void)state;
	for (unsigned i = 0; i < 2; i++) {
		struct ward w = wards(10);

		for (unsigned k = 0; k < 40; k++)
			speak(&w, "10.0.0.1", OUTSIDE, 123, plain[i]);
		assert_null(starts_of(&w));
		ward_close(&w);
	}
}

static void a_zone_of_global_addresses_is_inside(void **state)
{
	struct ward w = ward_open("zone ours\n  kind own\n"
				  "  range 93.184.0.0/16\n");

	(void)state;
	for (unsigned i = 0; i < 40; i++)
		call(&w, OUTSIDE, i * 1000);
	assert_null(starts_of(&w));
	ward_close(&w);
}

/* Of a conversation of another inventory. */
static void unite(struct ward *to, const struct ward *from)
{
	const struct known_talk *there = only_talk(from);
	const struct starts *s = starts_of(from);
	struct record r = talk(to, "10.0.0.1", OUTSIDE, 443, "tls");
	struct known_talk *k;

	r.as.talk.first_us = there->first_us;
	r.as.talk.last_us = there->last_us;
	k = inventory_unite_talk(to->inventory, &r.as.talk, NULL, 0);
	if (s != NULL)
		inventory_join_starts(to->inventory, k, s);
}

/* Told to three inventories in any order, some twice, then joined, and joined
 * again: always what one inventory keeps that was told in order. */
static void order_pieces_and_merging_change_nothing(void **state)
{
	unsigned seed = 2;

	(void)state;
	for (unsigned turn = 0; turn < TURNS / 10; turn++) {
		struct ward whole = wards(10), sum = wards(10), part[LISTS];
		uint64_t ms[MANY];
		unsigned n = LISTS + next_random(&seed) / 256 % (MANY - LISTS);

		for (unsigned i = 0; i < n; i++) {
			ms[i] = i * 60000 + next_random(&seed) / 256 % 60000;
			call(&whole, OUTSIDE, ms[i]);
		}
		shuffle(ms, n, &seed);
		for (unsigned i = 0; i < LISTS; i++)
			part[i] = wards(10);
		for (unsigned i = 0; i < n; i++) {
			call(&part[i % LISTS], OUTSIDE, ms[i]);
			call(&part[next_random(&seed) / 256 % LISTS], OUTSIDE,
			     ms[i]);
		}
		for (unsigned i = 0; i < 2 * LISTS; i++)
			unite(&sum, &part[i % LISTS]);
		assert_int_equal(only_talk(&sum)->first_us,
				 only_talk(&whole)->first_us);
		assert_memory_equal(starts_of(&sum), starts_of(&whole),
				    sizeof(struct starts));
		for (unsigned i = 0; i < LISTS; i++)
			ward_close(&part[i]);
		ward_close(&whole);
		ward_close(&sum);
	}
}

static void what_the_limit_refuses_is_counted(void **state)
{
	struct ward w = wards(2);

	(void)state;
	for (unsigned i = 0; i < 3; i++) {
		call(&w, OUTSIDE, i * 1000);
		call(&w, "93.184.1.2", i * 1000);
	}
	assert_int_equal(inventory_unkept(w.inventory), 0);
	for (unsigned i = 0; i < 3; i++)
		call(&w, "93.184.1.3", i * 1000);
	assert_int_equal(inventory_unkept(w.inventory), 2);
	ward_close(&w);
}

static void what_is_forgotten_leaves_its_place(void **state)
{
	struct inventory_limits limits = inventory_defaults();
	struct ward w = wards(1);
	struct forgotten sum = {0};

	(void)state;
	limits.starts = limits.keep_days = 1;
	inventory_close(w.inventory);
	w.inventory = inventory_open(w.knowledge, &limits);
	for (unsigned i = 0; i < 3; i++)
		call(&w, OUTSIDE, i * 1000);
	call(&w, INSIDE, UINT64_C(40) * 86400000);
	inventory_judge(w.inventory);
	while (inventory_forget(w.inventory, true, &sum))
		inventory_judge(w.inventory);
	assert_int_equal(sum.talks, 1);
	for (unsigned i = 0; i < 3; i++)
		call(&w, "93.184.1.2", UINT64_C(40) * 86400000 + i * 1000);
	assert_int_equal(inventory_unkept(w.inventory), 0);
	ward_close(&w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_smallest_stay_whatever_comes_first_or_twice),
		cmocka_unit_test(one_flow_and_hosts_inside_keep_nothing),
		cmocka_unit_test(clocks_and_names_keep_nothing),
		cmocka_unit_test(a_zone_of_global_addresses_is_inside),
		cmocka_unit_test(order_pieces_and_merging_change_nothing),
		cmocka_unit_test(what_the_limit_refuses_is_counted),
		cmocka_unit_test(what_is_forgotten_leaves_its_place),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
