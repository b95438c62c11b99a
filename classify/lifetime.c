/* SPDX-License-Identifier: Apache-2.0 */
/*
 * lifetime - products that nobody mends any more, as text.
 *
 *   life EOL-007 "PHP 7.3 and before"
 *     match   http_powered_by like "PHP/{version}*"
 *     below   7.4
 *     ended   2021-12-06
 *     source  "php.net/eol.php"
 *     example http_powered_by PHP/5.6.40
 *     counter http_powered_by PHP/8.2.1
 */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "classify/knowledge.h"
#include "classify/version.h"

static bool read_match(struct lifetime *f, const struct blocks *b,
		       const struct block_line *l, struct err *e)
{
	const char *rest = l->rest;
	struct match m;

	if (!match_read(&m, &rest, b, l->number, e))
		return false;
	f->match = grow(f->match, f->matches, sizeof(m));
	f->match[f->matches++] = m;
	return true;
}

/* 2021-12-06; the day is over when it is the next one. */
static bool read_date(const struct blocks *b, const struct block_line *l,
		      int64_t *to_s, char text[11], struct err *e)
{
	struct tm tm = {0};
	const char *end = strptime(l->rest, "%Y-%m-%d", &tm);

	if (end == NULL || *end != '\0' || strlen(l->rest) != 10)
		return block_error(b, l->number, e, "%s: a date such as "
				   "2021-12-06", l->word);
	memcpy(text, l->rest, 11);
	*to_s = (int64_t)timegm(&tm) + 86400;
	return true;
}

static bool read_line(struct lifetime *f, const struct blocks *b,
		      const struct block_line *l, bool *sourced, struct err *e)
{
	if (strcmp(l->word, "match") == 0)
		return read_match(f, b, l, e);
	if (strcmp(l->word, "example") == 0 || strcmp(l->word, "counter") == 0)
		return sample_add(&f->sample, &f->samples, b, l, e);
	if (strcmp(l->word, "ended") == 0)
		return read_date(b, l, &f->ended_s, f->ended, e);
	if (strcmp(l->word, "last") == 0)
		return read_date(b, l, &f->last_s, f->last, e);
	if (strcmp(l->word, "below") == 0 && f->below == NULL) {
		f->below = copy_text(l->rest);
		return true;
	}
	if (strcmp(l->word, "source") == 0) {
		*sourced = l->rest[0] != '\0';
		return true;
	}
	return block_error(b, l->number, e, "a life has no \"%s\"; its lines "
			   "begin with match, below, ended, last, source, "
			   "example or counter", l->word);
}

bool lifetime_read(struct knowledge *k, const struct blocks *b,
	       const struct block *block, struct err *e)
{
	const char *rest = block->head.rest;
	char rule[32], name[128];
	bool sourced = false;
	struct lifetime *f;

	if (!block_next(&rest, rule, sizeof(rule)) ||
	    !block_next(&rest, name, sizeof(name)))
		return block_error(b, block->head.number, e,
				   "expected: life EOL-007 \"a product\"");
	k->lifetime = grow(k->lifetime, k->lifetimes, sizeof(*f));
	f = &k->lifetime[k->lifetimes++];
	*f = (struct lifetime){.rule = copy_text(rule), .name = copy_text(name),
			   .file = b, .line = block->head.number};
	for (unsigned i = 0; i < block->lines; i++)
		if (!read_line(f, b, &block->line[i], &sourced, e))
			return false;
	return (f->matches > 0 && f->ended_s != 0 && sourced) ||
	       block_error(b, block->head.number, e,
			   "%s needs match, ended and source", name);
}

static bool is_below(const struct lifetime *f, const struct captured *c)
{
	if (f->below == NULL)
		return true;
	for (unsigned i = 0; i < c->count; i++)
		if (c->text[i].kind == CLAIM_VERSION)
			return version_compare(c->text[i].value, f->below) ==
			       LOWER;
	return false;
}

bool lifetime_meets(const struct lifetime *f, enum attr attr, const char *text)
{
	for (unsigned i = 0; i < f->matches; i++) {
		struct captured c = {.count = 0};

		if (f->match[i].attr == attr &&
		    match_meets(&f->match[i], text, 0, &c) && is_below(f, &c))
			return true;
	}
	return false;
}

bool lifetime_test(const struct lifetime *f, struct err *e)
{
	unsigned examples = 0, counters = 0;

	for (unsigned i = 0; i < f->samples; i++) {
		const struct sample *s = &f->sample[i];

		examples += !s->counter;
		counters += s->counter;
		if (lifetime_meets(f, s->attr, s->value) == s->counter)
			return block_error(f->file, s->line, e,
					   s->counter ? "%s: this counter is "
							"met"
						      : "%s: this example is "
							"not met", f->name);
	}
	return (examples > 0 && counters > 0) ||
	       block_error(f->file, f->line, e,
			   "%s needs an example and a counter", f->name);
}

void lifetime_free(struct lifetime *f)
{
	matches_free(f->match, f->matches);
	free(f->sample);
	free(f->rule);
	free(f->name);
	free(f->below);
}
