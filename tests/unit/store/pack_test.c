/* SPDX-License-Identifier: Apache-2.0 */
/* pack_test - facts that go into a pack come out, and damage is noticed. */
#include "tests/unit/store/packing.h"

static void every_shape_of_a_fact_comes_out_as_it_went_in(void **state)
{
	struct inventory *v = with_facts(MANY);
	const struct known_fact *fact[2 * MANY];
	size_t n = all_facts(v, fact);
	struct terms t = some_terms();
	struct pack p = {0};
	struct unpack u;
	struct fact out;

	(void)state;
	assert_int_equal(n, 2 * MANY);
	pack_facts(&p, &t, v, fact, n);
	unpack_facts(&u, p.octet, p.size);
	for (size_t i = 0; i < n; i++) {
		struct fact in = shape((unsigned)i % MANY).as.fact;

		assert_true(unpack_fact(&u, &t, &out));
		assert_memory_equal(&out, &in, sizeof(in));
		assert_int_equal(fact_id(&out), fact[i]->id);
	}
	assert_false(unpack_fact(&u, &t, &out));
	assert_false(u.in.bad);
	/* None is as the one before it: so they were in version 1. */
	p.octet[0] = 1;
	unpack_facts(&u, p.octet, p.size);
	for (size_t i = 0; i < n; i++)
		assert_true(unpack_fact(&u, &t, &out));
	assert_false(unpack_fact(&u, &t, &out));
	free(p.octet);
	inventory_close(v);
}

/* A shape, and what the same packet told besides. */
static struct record beside(unsigned i)
{
	struct record r = shape(i);
	struct fact *f = &r.as.fact;

	f->attr = A_http_server;
	f->word = 0;
	f->count = i;
	memset(f->text, 0, sizeof(f->text));
	f->length = (uint8_t)snprintf(f->text, sizeof(f->text), "S");
	return r;
}

static void where_and_when_of_one_packet_are_told_once(void **state)
{
	struct inventory_limits limits = inventory_defaults();
	struct terms t = some_terms();
	struct pack p = {0};
	unsigned shorter = 0;

	(void)state;
	for (unsigned i = 0; i < MANY; i++) {
		struct inventory *v = inventory_open(tree_knowledge(), &limits);
		struct record told[] = {shape(i), beside(i)};
		const struct known_fact *fact[4];
		struct unpack u;
		struct fact out;
		size_t alone;

		for (unsigned k = 0; k < 2; k++)
			assert_true(inventory_add(v, &told[k], (uint16_t)(i * 600)));
		assert_int_equal(all_facts(v, fact), 4);
		pack_facts(&p, &t, v, fact, 1);
		alone = p.size;
		pack_facts(&p, &t, v, fact, 2);
		/* Place, attribute, what it has, word, count. */
		shorter += p.size - alone <= 1 + 2 + 1 + 10 + 5;
		unpack_facts(&u, p.octet, p.size);
		for (unsigned k = 0; k < 2; k++) {
			assert_true(unpack_fact(&u, &t, &out));
			assert_int_equal(fact_id(&out), fact[k]->id);
			assert_memory_equal(
				&out,
				&told[out.attr == A_http_server].as.fact,
				sizeof(out));
		}
		assert_false(unpack_fact(&u, &t, &out));
		inventory_close(v);
	}
	assert_true(shorter > MANY / 3);
	free(p.octet);
}

/* Any cut and any changed octet: an end, never more than was there. */
static void a_damaged_pack_ends_and_says_so(void **state)
{
	struct inventory *v = with_facts(20);
	const struct known_fact *fact[40];
	size_t n = all_facts(v, fact);
	struct terms t = some_terms();
	struct pack p = {0};
	unsigned noticed = 0;

	(void)state;
	pack_facts(&p, &t, v, fact, n);
	for (size_t cut = 0; cut < p.size; cut++) {
		uint8_t *copy = must_alloc(cut, 1);
		struct unpack u;
		struct fact out;
		size_t got = 0;

		memcpy(copy, p.octet, cut);
		unpack_facts(&u, copy, cut);
		while (unpack_fact(&u, &t, &out))
			got++;
		assert_true(got < n);
		noticed += u.in.bad;
		free(copy);
	}
	assert_true(noticed > p.size * 3 / 4);
	for (size_t at = 0; at < p.size; at++) {
		struct unpack u;
		struct fact out;
		size_t got = 0;

		p.octet[at] ^= 0xff;
		unpack_facts(&u, p.octet, p.size);
		while (unpack_fact(&u, &t, &out))
			assert_true(++got <= p.size && out.length <= OBS_MAX);
		p.octet[at] ^= 0xff;
	}
	free(p.octet);
	inventory_close(v);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_shape_of_a_fact_comes_out_as_it_went_in),
		cmocka_unit_test(where_and_when_of_one_packet_are_told_once),
		cmocka_unit_test(a_damaged_pack_ends_and_says_so),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
