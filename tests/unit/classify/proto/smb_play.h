/* SPDX-License-Identifier: Apache-2.0 */
/* smb_play - conversations in SMB, cut up and bent. */
#ifndef WW_TEST_SMB_PLAY_H
#define WW_TEST_SMB_PLAY_H

#include "tests/unit/classify/proto/smb_wire.h"

extern const struct dissector dissector_smb;

enum { NEGOTIATE = 0x72, SETUP = 0x73, TREE = 0x75 };
#define PROCESSING 0xc0000016u
#define REFUSED 0xc000006du

/* One turn of a conversation. */
struct turn {
	enum side from;
	struct octets o;
};

static inline struct trial *play(const struct turn *turns, size_t n, size_t chunk)
{
	struct trial *t = trial_open(&dissector_smb, 445);

	for (size_t i = 0; i < n; i++)
		trial_bytes(t, turns[i].from, turns[i].o.b, turns[i].o.n,
			    chunk);
	return t;
}

/* However it is cut, and wherever it ends, it says the same or less. */
static inline void bears_cutting_up(const struct turn *turns, size_t n)
{
	struct trial *whole = play(turns, n, 0);

	for (size_t chunk = 1; chunk < 9; chunk++) {
		struct trial *t = play(turns, n, chunk);

		assert_true(trial_same(whole, t));
		trial_close(t);
	}
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < turns[i].o.n; k++) {
			struct turn last = turns[i];
			struct trial *t = play(turns, i, 0);

			last.o.n = k;
			trial_bytes(t, last.from, last.o.b, k, 0);
			assert_true(says_all_of(whole, t));
			trial_close(t);
		}
	trial_close(whole);
}

static inline void bears_lying(const struct turn *turns, size_t n)
{
	static const uint8_t lies[] = {0, 1, 0x7f, 0xff};

	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < turns[i].o.n; k++)
			for (size_t l = 0; l < sizeof(lies); l++) {
				struct turn lie = turns[i];
				struct trial *t = play(turns, i, 0);

				lie.o.b[k] = lies[l];
				trial_bytes(t, lie.from, lie.o.b, lie.o.n, 0);
				trial_close(t);
			}
}

/* ---- SMB 1 --------------------------------------------------------------- */

static inline struct octets offer(void)
{
	struct octets words = {.n = 0}, data = {.n = 0};

	add_raw(&data, "\2LANMAN1.0", 11);
	add_raw(&data, "\2NT LM 0.12", 12);
	add_raw(&data, "\2SMB 2.002", 11);
	return smb1(NEGOTIATE, 0, true, &words, &data);
}

#endif
