/* SPDX-License-Identifier: Apache-2.0 */
/* play - a short conversation as literals, and what every parser must bear. */
#ifndef WW_TEST_PLAY_H
#define WW_TEST_PLAY_H

#include "tests/support/unit.h"
#include "tests/support/dissect.h"

struct turn {
	enum side from;
	const void *octets;
	size_t n;
};

#define SAYS(side, literal) {(side), (literal), sizeof(literal) - 1}
#define TURNS(a) (a), sizeof(a) / sizeof((a)[0])

static inline struct trial *play(const struct dissector *by, uint16_t port,
				 const struct turn *turn, size_t turns,
				 size_t chunk)
{
	struct trial *t = trial_open(by, port);

	for (size_t i = 0; i < turns; i++)
		if (by->carrier == ON_TCP)
			trial_bytes(t, turn[i].from, turn[i].octets, turn[i].n,
				    chunk);
		else
			trial_datagram(t, turn[i].from, turn[i].octets,
				       turn[i].n);
	return t;
}

/* Any cutting says the same, and no cut end or flipped octet does harm. */
static inline void bears_anything(const struct dissector *by, uint16_t port,
				  const struct turn *turn, size_t turns)
{
	struct trial *whole = play(by, port, turn, turns, 0);

	for (size_t chunk = 1; by->carrier == ON_TCP && chunk < 8; chunk++) {
		struct trial *t = play(by, port, turn, turns, chunk);

		assert_true(trial_same(whole, t));
		trial_close(t);
	}
	for (size_t i = 0; i < turns; i++)
		for (size_t k = 0; k < turn[i].n && k < 600; k++) {
			struct trial *t = play(by, port, turn, i, 0);
			uint8_t lie[4096];
			struct turn bad = {turn[i].from, lie, turn[i].n};

			if (turn[i].n > sizeof(lie)) {
				trial_close(t);
				continue;
			}
			if (by->carrier == ON_TCP)
				trial_bytes(t, turn[i].from, turn[i].octets, k,
					    0);
			else
				trial_datagram(t, turn[i].from, turn[i].octets,
					       k);
			trial_close(t);
			memcpy(lie, turn[i].octets, turn[i].n);
			lie[k] ^= 0xff;
			t = play(by, port, &bad, 1, 0);
			trial_close(t);
		}
	trial_close(whole);
}

static inline void assert_said(const char *got, const char *wanted)
{
	assert_non_null(got);
	assert_string_equal(got, wanted);
}

#endif
