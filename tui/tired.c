/* SPDX-License-Identifier: Apache-2.0 */
/* tired - how often workers died lately, and how long the next one waits. */
#include "tui/tired.h"

enum { MINUTE_MS = 60000, HOUR_MS = 60 * MINUTE_MS };

void tired_died(struct tired *t, bool was_ready, uint64_t now_ms)
{
	uint64_t quiet_ms = now_ms - t->last_ms;

	if (quiet_ms > MINUTE_MS)
		t->minute = 0;
	if (quiet_ms > HOUR_MS)
		t->hour = 0;
	t->minute++;
	t->hour++;
	t->unborn = was_ready ? 0 : t->unborn + 1;
	t->last_ms = now_ms;
}

/* Grows by squares, so that the one after which the wait grows no more comes
 * about a minute after the first when each dies at once. */
uint64_t tired_wait_ms(const struct tired *t)
{
	const uint64_t most = TIRED_SLOW - TIRED_FREE;
	uint64_t n = t->minute < TIRED_SLOW ? t->minute : TIRED_SLOW;

	if (n <= TIRED_FREE)
		return 0;
	n -= TIRED_FREE;
	return n * n * TIRED_WAIT_MS / (most * most);
}

bool tired_out(const struct tired *t)
{
	return t->hour >= TIRED_OUT || t->unborn >= TIRED_UNBORN;
}
