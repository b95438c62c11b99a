/* SPDX-License-Identifier: Apache-2.0 */
/*
 * question - the questions of the MDS2 that the wire can answer, as text.
 *
 *   question SAHD-9
 *     asks    "services that are not needed, such as Telnet, are off"
 *     no      finding CRD-001 CRD-002
 *     yes     dicom_tls is 2
 *     look    finding NET-010
 *     source  "ANSI/NEMA HN 1-2019"
 *     example dicom_tls 2
 *     counter dicom_tls 1
 *
 * yes and no: what of a device shows that the true answer is so; look: what
 * bears on it without deciding. able: it asks what a device can do, so that
 * the wire never shows a no. beside Q: the wire cannot tell the two apart, so
 * that a No is contradicted only where Q has No, too. blind "why": nothing
 * here looks for it.
 */
#include <stdlib.h>
#include <string.h>

#include "classify/knowledge.h"

static struct sign *new_sign(struct question *q, enum shows shows,
			     unsigned line)
{
	struct sign *s;

	q->sign = grow(q->sign, q->signs, sizeof(*s));
	s = &q->sign[q->signs++];
	*s = (struct sign){.shows = shows, .line = line};
	return s;
}

/* "finding RULE RULE", or a comparison of an attribute. */
static bool read_sign(struct question *q, enum shows shows,
		      const struct blocks *b, const struct block_line *l,
		      struct err *e)
{
	const char *rest = l->rest;
	char word[32];
	struct match m;

	if (!block_next(&rest, word, sizeof(word)))
		return block_error(b, l->number, e, "%s: what shows it?",
				   l->word);
	if (strcmp(word, "finding") == 0) {
		while (block_next(&rest, word, sizeof(word)))
			new_sign(q, shows, l->number)->rule = copy_text(word);
		return true;
	}
	rest = l->rest;
	if (!match_read(&m, &rest, b, l->number, e))
		return false;
	q->when = grow(q->when, q->whens, sizeof(m));
	q->when[q->whens] = m;
	new_sign(q, shows, l->number)->when = q->whens++;
	return *rest == '\0' || block_error(b, l->number, e,
					    "nothing may follow: %s", rest);
}

static bool read_quoted(char **to, const struct blocks *b,
			const struct block_line *l, struct err *e)
{
	const char *rest = l->rest;
	char text[256];

	if (*to != NULL || !block_next(&rest, text, sizeof(text)))
		return block_error(b, l->number, e, "%s: one text, and once",
				   l->word);
	*to = copy_text(text);
	return true;
}

static bool read_confidence(struct question *q, const struct blocks *b,
			    const struct block_line *l, struct err *e)
{
	if (strcmp(l->rest, "low") != 0 && strcmp(l->rest, "medium") != 0)
		return block_error(b, l->number, e,
				   "confidence is low or medium; else it is "
				   "that of what was seen");
	q->confidence = strcmp(l->rest, "medium") == 0;
	return true;
}

static bool read_line(struct question *q, const struct blocks *b,
		      const struct block_line *l, struct err *e)
{
	static const char *const shows[] = {"yes", "no", "look"};
	struct {
		const char *word;
		char **to;
	} texts[] = {
		{"asks", &q->asks}, {"blind", &q->blind},
		{"beside", &q->beside}, {"source", &q->source},
	};

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		if (strcmp(l->word, texts[i].word) == 0)
			return read_quoted(texts[i].to, b, l, e);
	for (enum shows s = SHOWS_YES; s <= SHOWS_NOTHING; s++)
		if (strcmp(l->word, shows[s]) == 0)
			return read_sign(q, s, b, l, e);
	if (strcmp(l->word, "example") == 0 || strcmp(l->word, "counter") == 0)
		return sample_add(&q->sample, &q->samples, b, l, e);
	if (strcmp(l->word, "confidence") == 0)
		return read_confidence(q, b, l, e);
	if (strcmp(l->word, "able") == 0 && l->rest[0] == '\0') {
		q->able = true;
		return true;
	}
	return block_error(b, l->number, e, "a question has no \"%s\"; its "
			   "lines begin with asks, yes, no, look, able, beside, "
			   "blind, confidence, source, example or counter",
			   l->word);
}

bool question_read(struct knowledge *k, const struct blocks *b,
		   const struct block *block, struct err *e)
{
	struct question *q;

	k->question = grow(k->question, k->questions, sizeof(*q));
	q = &k->question[k->questions++];
	*q = (struct question){.id = copy_text(block->head.rest), .file = b,
			       .line = block->head.number, .confidence = 2};
	for (unsigned i = 0; i < k->questions - 1; i++)
		if (strcmp(k->question[i].id, q->id) == 0)
			return block_error(b, block->head.number, e,
					   "%s stands there already", q->id);
	for (unsigned i = 0; i < block->lines; i++)
		if (!read_line(q, b, &block->line[i], e))
			return false;
	return (q->asks != NULL && q->source != NULL &&
		(q->signs > 0) != (q->blind != NULL)) ||
	       block_error(b, block->head.number, e,
			   "%s needs asks, source, and what shows it or: blind",
			   q->id);
}

bool question_test(const struct knowledge *k, const struct question *q,
		   struct err *e)
{
	for (unsigned i = 0; i < q->signs; i++) {
		const struct sign *s = &q->sign[i];

		if (s->rule != NULL && rule_find(k, s->rule) == NULL)
			return block_error(q->file, s->line, e,
					   "%s: there is no rule %s", q->id,
					   s->rule);
	}
	return matches_test(q->when, q->whens, q->sample, q->samples,
			    &(struct proof){q->file, q->id}, e);
}

void question_free(struct question *q)
{
	for (unsigned i = 0; i < q->signs; i++)
		free(q->sign[i].rule);
	matches_free(q->when, q->whens);
	free(q->sign);
	free(q->sample);
	free(q->id);
	free(q->asks);
	free(q->blind);
	free(q->beside);
	free(q->source);
}

const char *knowledge_question_at(const struct knowledge *k, unsigned place,
				  struct question_words *w)
{
	const struct question *q =
		place < k->questions ? &k->question[place] : NULL;

	if (q == NULL)
		return NULL;
	*w = (struct question_words){q->id, q->asks, q->blind, q->able};
	return q->id;
}

bool knowledge_sign_at(const struct knowledge *k, unsigned question,
		       unsigned place, struct question_sign *out)
{
	const struct question *q = &k->question[question];
	const struct sign *s = place < q->signs ? &q->sign[place] : NULL;

	if (s == NULL)
		return false;
	*out = (struct question_sign){s->shows, s->rule, A_none};
	if (s->rule == NULL)
		out->attr = q->when[s->when].attr;
	return true;
}

bool knowledge_sign_meets(const struct knowledge *k, unsigned question,
			  unsigned place, const char *text, uint64_t word)
{
	const struct question *q = &k->question[question];
	struct captured c;

	return match_meets(&q->when[q->sign[place].when], text, word, &c);
}
