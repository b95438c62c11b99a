/* SPDX-License-Identifier: Apache-2.0 */
/* rule - finding rules as text, with the examples that prove them. */
#include <stdlib.h>
#include <string.h>

#include "classify/knowledge.h"

const char *severity_name(enum severity s)
{
	static const char *const names[SEVERITIES] = {
		"info", "low", "medium", "high", "critical"};

	return s < SEVERITIES ? names[s] : "";
}

static bool read_severity(struct text_rule *r, const struct blocks *b,
			  const struct block_line *l, struct err *e)
{
	for (enum severity s = SEVERITY_INFO; s < SEVERITIES; s++)
		if (strcmp(severity_name(s), l->rest) == 0) {
			r->rule.severity = s;
			return true;
		}
	return block_error(b, l->number, e, "%s is no severity", l->rest);
}

static bool read_confidence(struct text_rule *r, const struct blocks *b,
			    const struct block_line *l, struct err *e)
{
	static const char *const words[] = {"low", "medium", "high"};

	for (uint8_t i = 0; i < 3; i++)
		if (strcmp(words[i], l->rest) == 0) {
			r->confidence = i;
			return true;
		}
	return block_error(b, l->number, e, "confidence is low, medium or "
					    "high");
}

/* "when" begins a condition, "or" is another way to meet the one before. */
static bool read_when(struct text_rule *r, const struct blocks *b,
		      const struct block_line *l, struct err *e)
{
	bool other = strcmp(l->word, "or") == 0;
	const char *rest = l->rest;
	struct match m;

	if (other && r->whens == 0)
		return block_error(b, l->number, e,
				   "or stands below the when that it widens");
	if (!match_read(&m, &rest, b, l->number, e))
		return false;
	m.other = other;
	r->when = grow(r->when, r->whens, sizeof(m));
	r->when[r->whens++] = m;
	return *rest == '\0' || block_error(b, l->number, e,
					    "nothing may follow: %s", rest);
}

/* What of the same port, seen later, shows that a finding holds no longer. */
static bool read_ended(struct text_rule *r, const struct blocks *b,
		       const struct block_line *l, struct err *e)
{
	const char *rest = l->rest;
	struct match m;

	r->ends_by_other |= strcmp(rest, "other") == 0;
	r->ends_by_refusal |= strcmp(rest, "refused") == 0;
	if (strcmp(rest, "other") == 0 || strcmp(rest, "refused") == 0)
		return true;
	if (!match_read(&m, &rest, b, l->number, e))
		return false;
	r->end = grow(r->end, r->ends, sizeof(m));
	r->end[r->ends++] = m;
	return *rest == '\0' || block_error(b, l->number, e,
					    "nothing may follow: %s", rest);
}

/* Texts of a rule are a line each, quoted. */
static bool read_text(const char **to, const struct blocks *b,
		      const struct block_line *l, struct err *e)
{
	const char *rest = l->rest;
	char text[1024];

	if (*to != NULL || !block_next(&rest, text, sizeof(text)))
		return block_error(b, l->number, e, "%s: one text in quotes, "
				   "and once", l->word);
	*to = copy_text(text);
	return true;
}

static bool read_only(struct text_rule *r, const struct blocks *b,
		      const struct block_line *l, struct err *e)
{
	r->clinical_only = strcmp(l->rest, "clinical") == 0;
	r->device_only = strcmp(l->rest, "clinical device") == 0;
	return r->clinical_only || r->device_only ||
	       block_error(b, l->number, e, "only clinical, or: only clinical "
					    "device");
}

static bool read_line(struct text_rule *r, const struct blocks *b,
		      const struct block_line *l, struct err *e)
{
	struct {
		const char *word;
		const char **to;
	} texts[] = {
		{"title", &r->rule.title},     {"because", &r->rule.because},
		{"advice", &r->rule.advice},   {"source", &r->rule.source},
	};

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		if (strcmp(l->word, texts[i].word) == 0)
			return read_text(texts[i].to, b, l, e);
	if (strcmp(l->word, "severity") == 0)
		return read_severity(r, b, l, e);
	if (strcmp(l->word, "confidence") == 0)
		return read_confidence(r, b, l, e);
	if (strcmp(l->word, "when") == 0 || strcmp(l->word, "or") == 0)
		return read_when(r, b, l, e);
	if (strcmp(l->word, "ended") == 0)
		return read_ended(r, b, l, e);
	if (strcmp(l->word, "example") == 0 || strcmp(l->word, "counter") == 0)
		return sample_add(&r->sample, &r->samples, b, l, e);
	if (strcmp(l->word, "only") == 0)
		return read_only(r, b, l, e);
	if (strcmp(l->word, "by") == 0 && strcmp(l->rest, "history") == 0) {
		r->by_code = true;
		return true;
	}
	return block_error(b, l->number, e, "a finding has no \"%s\"; its lines "
			   "begin with title, severity, confidence, when, or, "
			   "only, by, ended, because, advice, source, example or counter",
			   l->word);
}

bool rule_read(struct knowledge *k, const struct blocks *b,
	       const struct block *block, struct err *e)
{
	struct text_rule *r;

	k->rule = grow(k->rule, k->rules, sizeof(*r));
	r = &k->rule[k->rules++];
	memset(r, 0, sizeof(*r));
	r->file = b;
	r->confidence = 2;
	r->rule.id = copy_text(block->head.rest);
	r->rule.where = where_text(b, block->head.number);
	for (unsigned i = 0; i < k->rules - 1; i++)
		if (strcmp(k->rule[i].rule.id, r->rule.id) == 0)
			return block_error(b, block->head.number, e,
					   "%s stands at %s already",
					   r->rule.id, k->rule[i].rule.where);
	for (unsigned i = 0; i < block->lines; i++)
		if (!read_line(r, b, &block->line[i], e))
			return false;
	if (r->rule.title == NULL || r->rule.because == NULL ||
	    r->rule.advice == NULL || r->rule.source == NULL)
		return block_error(b, block->head.number, e,
				   "%s needs title, because, advice, source",
				   r->rule.id);
	return (r->whens > 0) != r->by_code ||
	       block_error(b, block->head.number, e,
			   "%s needs either when lines or: by history",
			   r->rule.id);
}

static bool proves(const struct match *when, unsigned n,
		   const struct sample *s)
{
	struct captured c;

	for (unsigned i = 0; i < n; i++)
		if (when[i].attr == s->attr &&
		    match_meets(&when[i], s->value, s->word, &c))
			return true;
	return false;
}

static bool is_proved(const struct match *when, const struct sample *sample,
		      unsigned samples)
{
	bool shown = false, refuted = false;

	for (unsigned i = 0; i < samples; i++) {
		if (sample[i].attr != when->attr)
			continue;
		refuted |= sample[i].counter;
		shown |= !sample[i].counter && proves(when, 1, &sample[i]);
	}
	return shown && refuted;
}

bool matches_test(const struct match *when, unsigned n,
		  const struct sample *sample, unsigned samples,
		  const struct proof *p, struct err *e)
{
	for (unsigned i = 0; i < samples; i++)
		if (proves(when, n, &sample[i]) == sample[i].counter)
			return block_error(p->file, sample[i].line, e,
					   sample[i].counter
						   ? "%s: this counter is met: "
						     "make the condition "
						     "narrower"
						   : "%s: this example is not "
						     "met by a condition",
					   p->of);
	for (unsigned i = 0; i < n; i++)
		if (!is_proved(&when[i], sample, samples))
			return err_set(e, ERR_USAGE,
				       "%s: %s: a condition needs an example "
				       "and a counter",
				       when[i].where, p->of);
	return true;
}

/* What ends a finding raises none: it meets a counter, and no example. */
static bool ends_test(const struct text_rule *r, struct err *e)
{
	for (unsigned i = 0; i < r->ends; i++) {
		bool shown = false;

		for (unsigned j = 0; j < r->samples; j++) {
			const struct sample *s = &r->sample[j];
			bool meets = proves(&r->end[i], 1, s);

			if (meets && !s->counter)
				return block_error(r->file, s->line, e,
						   "%s: this example ends the "
						   "finding", r->rule.id);
			shown |= meets;
		}
		if (!shown)
			return err_set(e, ERR_USAGE, "%s: %s: what ends a "
				       "finding needs a counter that meets it",
				       r->end[i].where, r->rule.id);
	}
	return true;
}

bool rule_test(const struct text_rule *r, struct err *e)
{
	return ends_test(r, e) && matches_test(r->when, r->whens, r->sample, r->samples,
			    &(struct proof){r->file, r->rule.id}, e);
}

const struct text_rule *rule_find(const struct knowledge *k, const char *id)
{
	for (unsigned i = 0; i < k->rules; i++)
		if (strcmp(k->rule[i].rule.id, id) == 0)
			return &k->rule[i];
	return NULL;
}

void rule_free(struct text_rule *r)
{
	matches_free(r->when, r->whens);
	matches_free(r->end, r->ends);
	free(r->sample);
	text_free(r->rule.id);
	text_free(r->rule.title);
	text_free(r->rule.because);
	text_free(r->rule.advice);
	text_free(r->rule.source);
	text_free(r->rule.where);
}
