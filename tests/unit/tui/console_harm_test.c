/* SPDX-License-Identifier: Apache-2.0 */
/* console_harm_test - hostile text before the console, and ten cats. */
#include "tests/unit/tui/press.h"

/* Every cell is something a terminal only shows. */
static void expect_harmless(const struct grid *g)
{
	for (unsigned y = 0; y < g->height; y++)
		for (unsigned x = 0; x < g->width; x++) {
			const struct cell *cell = grid_at(g, x, y);

			assert_true(cell->paint < PAINTS);
			if (cell->c == 0) {
				assert_true(x > 0 &&
					    grid_at(g, x - 1, y)->c > 0x7f);
				continue;
			}
			assert_true(cell->c >= 0x20);
			assert_false(cell->c >= 0x7f && cell->c < 0xa0);
			assert_false(cell->c >= 0x200b && cell->c <= 0x200f);
			assert_false(cell->c >= 0x2028 && cell->c <= 0x202e);
			assert_false(cell->c >= 0x2060 && cell->c <= 0x206f);
		}
}

static void a_hostile_name_reaches_no_cell_of_any_screen(void **state)
{
	static const char *const names[] = {
		"\x1b[2J\x1b[31mPWN",
		"\x1b]0;title\x07",
		"\x1b]52;c;cm0gLXJm\x1b\\",
		"\xc2\x9b" "31mC1",
		"\x9b" "31mraw C1",
		"\xe2\x80\xaegnp.exe",
		"a\xe2\x80\x8b" "b\xef\xbb\xbf",
		"e\xcc\x81\xcc\x81\xcc\x81",
		"\xf0\x9f\x91\xbe\xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9",
		"%s%s%n%999999d",
		"\r\n\t\b\x7f",
	};
	static const char *const keys[] = {"1", "2", "2 Enter", "2 Enter p",
					   "3", "3 Enter", "4", "5", "?"};

	(void)state;
	for (size_t i = 0; i < COUNT(names); i++)
		for (size_t j = 0; j < COUNT(keys); j++) {
			struct reader r = {.version = 1, .name = names[i]};
			struct console_options o = {.title = names[i]};
			struct console *c = console_open(&r, &o);
			struct grid g;

			grid_open(&g, 100, 30, false);
			press(c, keys[j]);
			console_draw(c, &g);
			expect_harmless(&g);
			grid_close(&g);
			console_close(c);
		}
}

/* ---- ten cats ----------------------------------------------------------------------- */

/* The same walk each time: xorshift64. */
static uint64_t next_random(uint64_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	*seed ^= *seed << 17;
	return *seed;
}

static struct key random_key(uint64_t *seed)
{
	uint64_t n = next_random(seed);
	struct key k = {(enum press)(n % (PRESSES + 2)), (uint32_t)(n >> 32)};

	if (k.press != PRESS_F && n % 7 != 0) {
		k.press = n % 3 == 0 ? PRESS_CHAR : k.press;
		k.c = (uint32_t)(n >> 32) % 128;
	}
	/* Nobody quits here. */
	if (k.c == 'q' || (k.press == PRESS_F && k.c == 10))
		k.c = 'j';
	return k;
}

static void random_world(struct reader *r, uint64_t *seed)
{
	uint64_t n = next_random(seed);

	r->version++;
	r->without = (unsigned)(n % (COUNT(sample_assets) + 1));
	r->empty = n % 11 == 0;
	r->gone = n % 13 == 0;
	r->recording = n % 2 == 0;
	r->packets = n % 100000;
	r->commits = n % 1000;
}

static void a_hundred_thousand_random_keys_and_sizes_do_no_harm(void **state)
{
	struct reader r = {.version = 1};
	struct console *c = open_console(&r);
	uint64_t seed = 0x9e3779b97f4a7c15u;
	unsigned decided = 0;
	struct decided d;
	struct grid g;

	(void)state;
	grid_open(&g, 80, 24, false);
	for (int i = 0; i < 100000; i++) {
		uint64_t n = next_random(&seed);

		console_key(c, random_key(&seed));
		if (n % 8 == 0) {
			grid_close(&g);
			grid_open(&g, 1 + (unsigned)(n >> 8) % 200,
				  1 + (unsigned)(n >> 24) % 60, n % 16 == 0);
			if (n % 24 != 0)
				console_resize(c, g.width, g.height);
		}
		if (n % 16 == 1)
			random_world(&r, &seed);
		if (n % 16 < 4)
			console_tick(c, n);
		if (console_decides(c, &d)) {
			assert_true(strlen(d.reason) <= REASON_MOST);
			decided++;
			console_decided(c, n % 3 != 0, d.reason);
		}
		if (n % 4 == 0) {
			console_draw(c, &g);
			expect_harmless(&g);
		}
	}
	assert_false(console_done(c));
	assert_true(decided > 0);
	grid_close(&g);
	console_close(c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_hostile_name_reaches_no_cell_of_any_screen),
		cmocka_unit_test(
			a_hundred_thousand_random_keys_and_sizes_do_no_harm),
	};

	setlocale(LC_CTYPE, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
