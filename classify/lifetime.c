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

#include "capture/base/must.h"
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
static bool is_date(const char *text, int64_t *to_s, char out[11])
{
	struct tm tm = {0};
	const char *end = strptime(text, "%Y-%m-%d", &tm);

	if (end == NULL || *end != '\0' || strlen(text) != 10)
		return false;
	memcpy(out, text, 11);
	*to_s = (int64_t)timegm(&tm) + 86400;
	return true;
}

static bool read_date(const struct blocks *b, const struct block_line *l,
		      int64_t *to_s, char text[11], struct err *e)
{
	return is_date(l->rest, to_s, text) ||
	       block_error(b, l->number, e, "%s: a date such as 2021-12-06",
			   l->word);
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

/* ---- a list of the hospital's own ---------------------------------------------- */

struct lifetimes {
	struct lifetime *lifetime;
	unsigned n;
};

struct lifetimes *lifetimes_open(void)
{
	return must_alloc(1, sizeof(struct lifetimes));
}

void lifetimes_close(struct lifetimes *l)
{
	if (l == NULL)
		return;
	for (unsigned i = 0; i < l->n; i++)
		lifetime_free(&l->lifetime[i]);
	free(l->lifetime);
	free(l);
}

/* What a signal is as a comparison, and whose finding it makes. Versions of
 * Windows before 10 have rules of their own, which ask for no day. */
static const struct signal {
	const char *name, *rule, *match;
} signals[] = {
	{"ntlm_version", NULL, NULL},
	{"ntlm_build", "EOL-004", "ntlm_version is 10.0.%s"},
	{"tds_major", "EOL-008",
	 "database_version like \"Microsoft SQL Server %s.*\""},
};

static const struct signal *signal_named(const char *name)
{
	for (size_t i = 0; i < sizeof(signals) / sizeof(signals[0]); i++)
		if (strcmp(signals[i].name, name) == 0)
			return &signals[i];
	return NULL;
}

/* %s in the pattern of a signal, which holds no other sign of that kind. */
static void put_value(const char *pattern, const char *value, char out[96])
{
	const char *at = strstr(pattern, "%s");

	snprintf(out, 96, "%.*s%s%s", (int)(at - pattern), pattern, value,
		 at + 2);
}

bool lifetimes_add(struct lifetimes *l, const struct lifetime_row *row,
		   struct err *e)
{
	char list[] = "list";
	const struct blocks nowhere = {.path = list};
	const struct signal *s = signal_named(row->signal);
	struct lifetime f = {0};
	char line[96];
	const char *rest = line;

	if (s == NULL)
		return err_set(e, ERR_INPUT, "'%.40s' is no signal; there are "
			       "ntlm_version, ntlm_build and tds_major",
			       row->signal);
	if (row->value[0] == '\0' || strlen(row->value) > 12 ||
	    strspn(row->value, "0123456789.") != strlen(row->value))
		return err_set(e, ERR_INPUT, "'%.40s' is no number", row->value);
	if (!is_date(row->ended, &f.ended_s, f.ended) ||
	    (row->last[0] != '\0' && !is_date(row->last, &f.last_s, f.last)))
		return err_set(e, ERR_INPUT, "'%.40s' and '%.40s': write days "
			       "as 2021-12-06", row->ended, row->last);
	if (s->match == NULL)
		return true;
	put_value(s->match, row->value, line);
	l->lifetime = grow(l->lifetime, l->n, sizeof(f));
	f.match = grow(NULL, 0, sizeof(*f.match));
	must(match_read(f.match, &rest, &nowhere, 0, e));
	f.matches = 1;
	f.rule = copy_text(s->rule);
	f.name = copy_text(row->product);
	l->lifetime[l->n++] = f;
	return true;
}

/* Windows that came as an enablement package tells the build it stands on. */
static const struct {
	unsigned base, last;
} packages[] = {
	{18362, 18363}, {19041, 19045}, {22621, 22631},
};

static unsigned build_of(const struct lifetime *f)
{
	unsigned build = 0;

	return sscanf(f->match[0].pattern, "10.0.%u", &build) == 1 ? build : 0;
}

static void stand_on(struct lifetime *base, const struct lifetime *f)
{
	int64_t last = f->last_s > f->ended_s ? f->last_s : f->ended_s;

	if (f->ended_s > base->ended_s) {
		base->ended_s = f->ended_s;
		memcpy(base->ended, f->ended, sizeof(base->ended));
	}
	if (last > base->last_s) {
		base->last_s = last;
		memcpy(base->last, last == f->last_s ? f->last : f->ended,
		       sizeof(base->last));
	}
}

void lifetimes_seal(struct lifetimes *l)
{
	for (size_t p = 0; p < sizeof(packages) / sizeof(packages[0]); p++)
		for (unsigned i = 0; i < l->n; i++)
			for (unsigned k = 0;
			     build_of(&l->lifetime[i]) == packages[p].base &&
			     k < l->n; k++) {
				unsigned build = build_of(&l->lifetime[k]);

				if (build > packages[p].base &&
				    build <= packages[p].last)
					stand_on(&l->lifetime[i],
						 &l->lifetime[k]);
			}
}

const struct lifetime *lifetimes_all(const struct lifetimes *l, unsigned *n)
{
	*n = l != NULL ? l->n : 0;
	return l != NULL ? l->lifetime : NULL;
}

void lifetime_free(struct lifetime *f)
{
	matches_free(f->match, f->matches);
	free(f->sample);
	free(f->rule);
	free(f->name);
	free(f->below);
}
