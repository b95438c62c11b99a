/* SPDX-License-Identifier: Apache-2.0 */
/* forget - what was not heard of for long goes, and nothing else. */
#include "tests/unit/classify/ward.h"
#include "classify/inventory.h"

static struct ward open_keeping(uint32_t days)
{
	struct ward w = ward_open(NULL);
	struct inventory_limits limits = inventory_defaults();

	limits.keep_days = days;
	ward_limit(&w, &limits);
	return w;
}

static struct forgotten forget(struct ward *w, bool all)
{
	struct forgotten sum = {0};

	inventory_judge(w->inventory);
	inventory_written(w->inventory);
	if (inventory_forget(w->inventory, all, &sum))
		inventory_judge(w->inventory);
	return sum;
}

static size_t assets(struct ward *w)
{
	struct asset **list;

	return inventory_assets(w->inventory, &list);
}

static void who_was_not_heard_on_the_days_to_keep_is_forgotten(void **state)
{
	struct ward w = open_keeping(10);
	struct forgotten f;

	(void)state;
	scanner(&w, "10.0.0.1");
	say(&w, "10.0.0.2", A_http_server, "nginx", 0);
	speak(&w, "10.0.0.2", "10.0.0.1", 104, "dicom");
	speak(&w, "10.0.0.2", "10.0.0.3", 80, "http");
	for (unsigned day = 1; day < 10; day++) {
		w.now_us += DAY_US;
		say(&w, "10.0.0.2", A_http_server, "nginx", 0);
	}
	f = forget(&w, true);
	assert_int_equal(f.talks + f.facts + f.assets, 0);
	w.now_us += DAY_US;
	say(&w, "10.0.0.2", A_http_server, "nginx", 0);
	f = forget(&w, true);
	assert_int_equal(f.talks, 2);
	assert_int_equal(f.facts, 1);
	assert_int_equal(f.assets, 1);
	assert_int_equal(assets(&w), 1);
	/* What comes again is new. */
	scanner(&w, "10.0.0.1");
	speak(&w, "10.0.0.2", "10.0.0.1", 104, "dicom");
	f = forget(&w, true);
	assert_int_equal(f.talks + f.facts + f.assets, 0);
	assert_int_equal(assets(&w), 2);
	ward_close(&w);
}

static void nothing_is_forgotten_unless_it_is_asked_for(void **state)
{
	struct ward w = open_keeping(0);
	struct forgotten f;

	(void)state;
	scanner(&w, "10.0.0.1");
	for (unsigned day = 0; day < 500; day++) {
		w.now_us += DAY_US;
		say(&w, "10.0.0.2", A_http_server, "nginx", 0);
	}
	f = forget(&w, true);
	assert_int_equal(f.talks + f.facts + f.assets, 0);
	ward_close(&w);
}

static void time_in_which_nobody_listened_makes_nothing_old(void **state)
{
	struct ward w = open_keeping(3);
	struct forgotten f;

	(void)state;
	scanner(&w, "10.0.0.1");
	w.now_us += 5000 * DAY_US;
	say(&w, "10.0.0.2", A_http_server, "nginx", 0);
	f = forget(&w, true);
	assert_int_equal(f.assets, 0);
	assert_int_equal(assets(&w), 2);
	ward_close(&w);
}

static void many_go_in_small_steps_and_all_in_the_end(void **state)
{
	enum { HOSTS = 300, TALKS = 20000 };
	struct ward w = open_keeping(1);
	struct forgotten sum = {0}, f;
	unsigned steps = 0;
	char ip[32];

	(void)state;
	for (unsigned i = 0; i < HOSTS; i++) {
		snprintf(ip, sizeof(ip), "10.1.%u.%u", i / 250, i % 250 + 1);
		for (unsigned k = 0; k < (i == 0 ? 40 : 1); k++) {
			char text[16];

			snprintf(text, sizeof(text), "product %u", k);
			say(&w, ip, A_http_realm, text, 0);
		}
	}
	for (unsigned i = 0; i < TALKS; i++)
		speak(&w, "10.1.0.1", "10.1.0.2", (uint16_t)(i + 1), "x");
	w.now_us += DAY_US;
	say(&w, "10.0.0.2", A_http_server, "nginx", 0);
	do {
		f = forget(&w, false);
		assert_true(f.talks <= 8192 && f.assets <= 64);
		sum.talks += f.talks;
		sum.assets += f.assets;
		sum.facts += f.facts;
		steps++;
	} while (f.talks + f.facts > 0);
	assert_in_range(steps, 5, 10);
	assert_int_equal(sum.talks, TALKS);
	assert_int_equal(sum.assets, HOSTS);
	assert_int_equal(sum.facts, HOSTS + 39);
	assert_int_equal(assets(&w), 1);
	/* Their places are used again. */
	for (unsigned i = 0; i < TALKS; i++)
		speak(&w, "10.1.0.1", "10.1.0.2", (uint16_t)(i + 1), "x");
	for (unsigned i = 0; i < TALKS; i++)
		speak(&w, "10.1.0.1", "10.1.0.2", (uint16_t)(i + 1), "x");
	assert_int_equal(w.inventory->talks.count, TALKS);
	ward_close(&w);
}

static void ids_that_were_removed_are_not_found_and_others_are(void **state)
{
	enum { IDS = 5000 };
	struct ids t = {0};
	uint64_t id[IDS], n = 88172645463325252u;
	bool there[IDS];

	(void)state;
	for (unsigned i = 0; i < IDS; i++) {
		n ^= n << 13;
		n ^= n >> 7;
		n ^= n << 17;
		/* Many of one home. */
		id[i] = (n & 0xfff) + 1 + (uint64_t)i * 4096;
		ids_put(&t, id[i], &id[i]);
		there[i] = true;
	}
	for (unsigned i = 0; i < 4 * IDS; i++) {
		unsigned k = (unsigned)(i * 7919u) % IDS;

		if (there[k])
			ids_remove(&t, id[k]);
		else
			ids_put(&t, id[k], &id[k]);
		there[k] = !there[k];
		if (i % 997 == 0)
			for (unsigned m = 0; m < IDS; m++)
				assert_ptr_equal(ids_find(&t, id[m]),
						 there[m] ? &id[m] : NULL);
	}
	ids_remove(&t, 999999999999u);
	ids_free(&t);
	ids_remove(&t, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(who_was_not_heard_on_the_days_to_keep_is_forgotten),
		cmocka_unit_test(nothing_is_forgotten_unless_it_is_asked_for),
		cmocka_unit_test(time_in_which_nobody_listened_makes_nothing_old),
		cmocka_unit_test(many_go_in_small_steps_and_all_in_the_end),
		cmocka_unit_test(ids_that_were_removed_are_not_found_and_others_are),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
