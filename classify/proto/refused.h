/* SPDX-License-Identifier: Apache-2.0 */
/*
 * refused - logins that a server turned down.
 *
 * Told as which five minutes it was and how many there were in one conversation
 * until then, at a few of its numbers: whoever adds up how many each number
 * stands for, over all conversations, knows how many there were at least.
 */
#ifndef WW_REFUSED_H
#define WW_REFUSED_H

#include "classify/dissector.h"

/* Of one conversation; zeroed. */
struct refusals {
	uint32_t slot;
	uint8_t n;
};

/* finding_guess.c knows what the numbers stand for. */
static inline void tell_refused(struct dissect *d, struct refusals *r)
{
	uint32_t slot = (uint32_t)(d->time_us / REFUSED_US);

	if (slot != r->slot)
		*r = (struct refusals){.slot = slot};
	if (r->n == 11)
		return;
	r->n++;
	if ((r->n & (r->n - 1)) == 0 || r->n == 11) /* 1, 2, 4, 8, 11 */
		obs_word(d, ABOUT_SPEAKER, A_login_refused,
			 (uint64_t)slot * REFUSALS + r->n);
}

#endif
