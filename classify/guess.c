/* SPDX-License-Identifier: Apache-2.0 */
/*
 * guess - what is only a hint, and when it counts for nothing.
 *
 * The handwriting of a TCP stack hints at the system beneath. Whatever anybody
 * says outweighs it; and several machines may write behind one address. The name
 * in a syslog header is the sender's, or of one whose messages it forwards.
 */
#include <string.h>
#include <strings.h>

#include "classify/inventory.h"
#include "classify/knowledge.h"

bool guess_is_of_another(const struct draft *d, const struct known_fact *f)
{
	return f->attr == A_tcp_stack && strstr(f->text, "+0:") == NULL &&
	       (draft_has(d, A_arp_binding) || draft_has(d, A_nd_binding));
}

/* "pump1" and "pump1.hosp.example" are one. */
static bool is_same_host(const char *a, const char *b)
{
	size_t n = strcspn(a, "."), m = strcspn(b, ".");

	if (n != m || strncasecmp(a, b, n) != 0)
		return false;
	return a[n] == '\0' || b[n] == '\0' || strcasecmp(a, b) == 0;
}

bool guess_forwards(const struct draft *d)
{
	const struct asset *a = &d->asset;
	const char *first = NULL;

	for (unsigned i = 0; i < a->facts; i++) {
		const struct known_fact *f = a->fact[i];

		if (f->attr != A_syslog_host_name)
			continue;
		if (first != NULL && !is_same_host(first, f->text))
			return true;
		first = first == NULL ? f->text : first;
	}
	return false;
}

/* By the handwriting alone. */
static bool is_guess(const struct claim *c)
{
	for (unsigned i = 0; i < c->reasons; i++)
		if (c->reason[i].fact->attr != A_tcp_stack)
			return false;
	return c->reasons > 0 && c->said == 0;
}

static bool is_contested(const struct asset *a, const struct claim *guess)
{
	for (unsigned i = 0; i < a->claims; i++)
		if (a->claim[i].kind == guess->kind &&
		    !refines(a->claim[i].value, guess->value))
			return true;
	return false;
}

void guesses_drop(struct asset *a)
{
	unsigned kept = 0;

	for (unsigned i = 0; i < a->claims; i++)
		a->claim[i].disputed = is_guess(&a->claim[i]) &&
				       is_contested(a, &a->claim[i]);
	for (unsigned i = 0; i < a->claims; i++)
		if (!a->claim[i].disputed)
			a->claim[kept++] = a->claim[i];
	a->claims = kept;
}
