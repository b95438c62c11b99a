/* SPDX-License-Identifier: Apache-2.0 */
/* met - which signatures a value meets, remembered. */
#include "classify/met.h"

#include <stdio.h>
#include <string.h>

#include "capture/base/mix.h"
#include "classify/knowledge.h"

enum {
	PLACES = 1024,        /* power of two                                  */
	FEW = 4,              /* so many are compared as fast                  */
};

struct met {
	uint64_t first;       /* see met_by()                                  */
	uint64_t word;
	uint16_t attr;        /* 0: nothing is remembered here                 */
	bool more;
	uint8_t length;
	char text[OBS_TEXT];
};

/* By what signatures the rest was found. */
static struct {
	char hash[65];
	struct met met[PLACES];
} known;

static void look(const struct knowledge *k, const struct known_fact *f,
		 struct met *m)
{
	unsigned n = k->by_attr_count[f->attr];
	struct captured caught;

	m->first = 0;
	m->more = false;
	for (unsigned i = 0; i < n && !m->more; i++)
		if (match_meets(k->by_attr[f->attr][i], f->text, fact_word(f),
				&caught)) {
			m->first |= i < MET_FIRST ? UINT64_C(1) << i : 0;
			m->more = i >= MET_FIRST;
		}
}

static bool is_of(const struct met *m, const struct known_fact *f)
{
	return m->attr == f->attr && m->word == fact_word(f) &&
	       m->length == f->length && memcmp(m->text, f->text, f->length) == 0;
}

uint64_t met_by(const struct knowledge *k, const struct known_fact *f, bool *more)
{
	uint64_t hash = mix_word(mix(MIX_START, f->text, f->length),
				 fact_word(f) ^ f->attr);
	struct met *m = &known.met[(hash ^ hash >> 32) & (PLACES - 1)], few;

	if (k->by_attr_count[f->attr] <= FEW) {
		look(k, f, m = &few);
	} else {
		if (strcmp(known.hash, knowledge_hash(k)) != 0) {
			memset(&known, 0, sizeof(known));
			snprintf(known.hash, sizeof(known.hash), "%s",
				 knowledge_hash(k));
		}
		if (!is_of(m, f)) {
			m->attr = f->attr;
			m->word = fact_word(f);
			m->length = f->length;
			memcpy(m->text, f->text, f->length);
			look(k, f, m);
		}
	}
	*more = m->more;
	return m->first;
}
