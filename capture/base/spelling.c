/* SPDX-License-Identifier: Apache-2.0 */
/* spelling - Levenshtein's distance over words of at most 31 letters. */
#include "capture/base/spelling.h"

#include <string.h>

enum { WORD_MAX = 31 };

bool spelling_is_one_of(const char *word, const char *const *list)
{
	for (; *list != NULL; list++)
		if (strcmp(word, *list) == 0)
			return true;
	return false;
}

unsigned spelling_distance(const char *a, const char *b)
{
	unsigned row[WORD_MAX + 1], corner, up;
	size_t n = strlen(b);

	if (n > WORD_MAX || strlen(a) > WORD_MAX)
		return SPELLING_FAR;
	for (unsigned j = 0; j <= n; j++)
		row[j] = j;
	for (; *a != '\0'; a++) {
		corner = row[0]++;
		for (size_t j = 1; j <= n; j++) {
			up = row[j];
			row[j] = corner + (*a != b[j - 1]);
			if (up + 1 < row[j])
				row[j] = up + 1;
			if (row[j - 1] + 1 < row[j])
				row[j] = row[j - 1] + 1;
			corner = up;
		}
	}
	return row[n];
}

bool spelling_near(const char *typed, const char *known, unsigned *best)
{
	unsigned allowed = strlen(typed) < 4 ? 1 : 2;
	unsigned d = spelling_distance(typed, known);

	/* The start of a word, as in --work, is near too. */
	if (strlen(typed) >= 3 && strncmp(known, typed, strlen(typed)) == 0)
		d = 1;
	if (d > allowed || d >= *best)
		return false;
	*best = d;
	return true;
}
