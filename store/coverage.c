/* SPDX-License-Identifier: Apache-2.0 */
/* coverage - the words for what could be seen and what not. */
#include <stdlib.h>
#include <string.h>

#include "store/store.h"

void coverage_free(struct coverage *c)
{
	free(c->net);
	memset(c, 0, sizeof(*c));
}

const char *coverage_name(enum coverage_line line)
{
	static const char *const names[] = {
#define COVERAGE(name, hole, sentence) #name,
#include "store/coverage.def"
#undef COVERAGE
	};

	return names[line];
}

const char *coverage_sentence(enum coverage_line line)
{
	static const char *const sentences[] = {
#define COVERAGE(name, hole, sentence) sentence,
#include "store/coverage.def"
#undef COVERAGE
	};

	return sentences[line];
}

bool coverage_is_hole(const struct coverage *c, enum coverage_line line)
{
	static const bool holes[] = {
#define COVERAGE(name, hole, sentence) hole,
#include "store/coverage.def"
#undef COVERAGE
	};

	return holes[line] ? c->n[line] > 0 : false;
}

void coverage_share(const struct coverage *c, enum coverage_line line,
		    char out[SHARE_TEXT])
{
	uint64_t of = c->of[line];
	double share = of > 0 ? 100.0 * (double)c->n[line] / (double)of : 0;

	out[0] = '\0';
	if (of > 0)
		snprintf(out, SHARE_TEXT, "%.1f %%", share);
}
