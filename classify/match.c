/* SPDX-License-Identifier: Apache-2.0 */
/*
 * match - does a value meet a pattern?
 *
 * is     equal, letters of any case
 * like   literal text with {name} (letters, digits, . _ + / - and brackets)
 *        and * (anything); linear, no backtracking
 * under  prefix at a border: 1.2.840 of 1.2.840.1, aa:bb:cc of a MAC
 * in     one of several words or numbers
 * less, more  numbers
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "capture/base/must.h"
#include "capture/base/spelling.h"
#include "classify/knowledge.h"

char *where_text(const struct blocks *b, unsigned line)
{
	const char *slash = strrchr(b->path, '/');
	char text[128];

	snprintf(text, sizeof(text), "%.80s:%u",
		 slash == NULL ? b->path : slash + 1, line);
	/* It goes into JSON and onto terminals: no sign that means more. */
	for (char *c = text; *c != '\0'; c++)
		if (!isalnum((unsigned char)*c) && strchr("._-+:", *c) == NULL)
			*c = '_';
	return copy_text(text);
}

/* ---- like ----------------------------------------------------------------------- */

static const char catchable[] = "abcdefghijklmnopqrstuvwxyz"
				"ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				"0123456789._+/()-";

static enum claim_kind kind_of(const char *name, size_t n)
{
	for (enum claim_kind k = CLAIM_CLASS; k < CLAIMS; k++)
		if (strlen(claim_name(k)) == n &&
		    strncmp(claim_name(k), name, n) == 0)
			return k;
	return CLAIM_NONE;
}

/* Length of the literal that begins here. */
static size_t literal_length(const char *pattern)
{
	size_t n = 0;

	while (pattern[n] != '\0' && pattern[n] != '*' && pattern[n] != '{')
		n++;
	return n;
}

/* Mostly the first letter tells, and that costs no call. */
static bool starts(const char *text, const char *literal, size_t n)
{
	return ((text[0] ^ literal[0]) & ~('a' ^ 'A')) == 0 &&
	       strncasecmp(text, literal, n) == 0;
}

/* The first place where the literal stands, or NULL. */
static const char *place(const char *text, const char *literal, size_t n)
{
	for (size_t left = strlen(text); left >= n; left--, text++)
		if (starts(text, literal, n))
			return text;
	return NULL;
}

static void catch_text(struct captured *c, enum claim_kind kind,
		       const char *text, size_t n)
{
	struct capture_text *t;

	if (kind == CLAIM_NONE || c->count == CAPTURES || n >= OBS_TEXT)
		return;
	t = &c->text[c->count++];
	t->kind = kind;
	memcpy(t->value, text, n);
	t->value[n] = '\0';
}

/* A catch ends where the next literal begins, or where its repertoire does. */
static bool catch_one(const char **text, const char **pattern,
		      struct captured *c)
{
	const char *close = strchr(*pattern, '}');
	const char *next = close + 1, *end;
	size_t literal = literal_length(next);
	size_t most = strspn(*text, catchable);

	if (literal > 0) {
		end = place(*text + 1, next, literal);
		if (end == NULL || (size_t)(end - *text) > most)
			return false;
		most = (size_t)(end - *text);
	}
	if (most == 0)
		return false;
	catch_text(c, kind_of(*pattern + 1, (size_t)(close - *pattern - 1)),
		   *text, most);
	*text += most;
	*pattern = next;
	return true;
}

static bool like(const char *text, const char *pattern, struct captured *c)
{
	while (*pattern != '\0') {
		size_t n = literal_length(pattern);

		if (n > 0) {
			if (!starts(text, pattern, n))
				return false;
			text += n;
			pattern += n;
		} else if (*pattern == '{') {
			if (!catch_one(&text, &pattern, c))
				return false;
		} else { /* * : up to the first place of what follows */
			const char *at;

			pattern++;
			n = literal_length(pattern);
			if (*pattern == '\0')
				return true;
			if (n == 0)
				continue;
			at = place(text, pattern, n);
			if (at == NULL)
				return false;
			text = at;
		}
	}
	return *text == '\0';
}

/* ---- the others -------------------------------------------------------------------- */

static bool under(const char *text, const char *prefix)
{
	size_t n = strlen(prefix);

	return strncasecmp(text, prefix, n) == 0 &&
	       (text[n] == '\0' || text[n] == '.' || text[n] == ':');
}

static bool in_words(const char *text, const char *list)
{
	char word[OBS_TEXT];

	while (block_next(&list, word, sizeof(word)))
		if (strcasecmp(word, text) == 0)
			return true;
	return false;
}

bool match_meets(const struct match *m, const char *text, uint64_t word,
		 struct captured *c)
{
	c->count = 0;
	if (attr_row(m->attr)->kind == KIND_WORD)
		return word >= m->low && word <= m->high;
	switch (m->op) {
	case OP_IS:
		return strcasecmp(text, m->pattern) == 0;
	case OP_LIKE:
		return like(text, m->pattern, c);
	case OP_UNDER:
		return under(text, m->pattern);
	case OP_IN:
		return in_words(text, m->pattern);
	default:
		return false;
	}
}

/* ---- reading ------------------------------------------------------------------------- */

static bool read_word_range(struct match *m, const struct blocks *b,
			    unsigned line, struct err *e)
{
	char *end;
	uint64_t n = strtoull(m->pattern, &end, 0);

	if (end == m->pattern || (*end != '\0' && m->op != OP_IN))
		return block_error(b, line, e, "%s is no number", m->pattern);
	m->low = m->high = n;
	if (m->op == OP_LESS) {
		m->low = 0;
		m->high = n > 0 ? n - 1 : 0;
	} else if (m->op == OP_MORE) {
		m->low = n + 1;
		m->high = UINT64_MAX;
	} else if (m->op == OP_IN) {
		if (*end != '-')
			return block_error(b, line, e,
					   "in takes a range such as 768-770");
		m->high = strtoull(end + 1, &end, 0);
	} else if (m->op != OP_IS) {
		return block_error(b, line, e, "numbers know is, in, less, "
					       "more");
	}
	return true;
}

static bool no_such_attr(const char *word, const struct blocks *b,
			 unsigned line, struct err *e)
{
	unsigned best = SPELLING_FAR;
	const char *near = NULL;

	for (enum attr a = A_none + 1; a < ATTRS; a++)
		if (spelling_near(word, attr_row(a)->name, &best))
			near = attr_row(a)->name;
	return block_error(b, line, e, "there is no attribute \"%s\"%s%s; "
			   "wardwatch sig words lists them", word,
			   near != NULL ? ", the nearest name is " : "",
			   near != NULL ? near : "");
}

static bool attr_read(enum attr *to, const char **rest, const struct blocks *b,
		      unsigned line, struct err *e)
{
	char word[OBS_TEXT] = "";

	if (!block_next(rest, word, sizeof(word)))
		return block_error(b, line, e, "expected an attribute and a "
					       "value");
	*to = attr_of_name(word);
	return *to != A_none || no_such_attr(word, b, line, e);
}

/* At least three literal letters, braces closed, names known. */
static bool check_template(const struct match *m, const struct blocks *b,
			   unsigned line, struct err *e)
{
	size_t literal = 0;

	for (const char *p = m->pattern; *p != '\0'; p++) {
		const char *close = strchr(p, '}');

		if (*p == '*')
			continue;
		if (*p != '{') {
			literal++;
			continue;
		}
		if (close == NULL)
			return block_error(b, line, e, "{ without }");
		if (kind_of(p + 1, (size_t)(close - p - 1)) == CLAIM_NONE)
			return block_error(b, line, e, "{%.*s} is nothing that "
					   "can be claimed",
					   (int)(close - p - 1), p + 1);
		p = close;
	}
	return literal >= 3 || block_error(b, line, e,
					   "a template needs three letters "
					   "that are no wildcard");
}

static bool match_parse(struct match *m, const char **rest,
			const struct blocks *b, unsigned line, struct err *e)
{
	static const char *const ops[] = {"is",   "like", "under",
					  "in",   "less", "more"};
	char word[OBS_TEXT] = "";
	unsigned op = 0;

	memset(m, 0, sizeof(*m));
	if (!attr_read(&m->attr, rest, b, line, e))
		return false;
	if (!block_next(rest, word, sizeof(word)))
		word[0] = '\0';
	while (op < 6 && strcmp(ops[op], word) != 0)
		op++;
	if (op == 6)
		return block_error(b, line, e, "expected is, like, under, in, "
				   "less or more after %s instead of \"%s\"",
				   attr_row(m->attr)->name, word);
	m->op = (enum match_op)op;
	if (m->op == OP_IN && attr_row(m->attr)->kind == KIND_TEXT) {
		m->pattern = copy_text(*rest);
		*rest += strlen(*rest);
	} else if (block_next(rest, word, sizeof(word))) {
		m->pattern = copy_text(word);
	} else {
		return block_error(b, line, e, "a value is missing, or its "
					       "last quote");
	}
	m->where = where_text(b, line);
	m->line = line;
	if (attr_row(m->attr)->kind == KIND_WORD)
		return read_word_range(m, b, line, e);
	if (m->op == OP_LESS || m->op == OP_MORE)
		return block_error(b, line, e, "less and more need a number");
	return m->op != OP_LIKE || check_template(m, b, line, e);
}

static void match_free(struct match *m)
{
	free(m->pattern);
	free(m->where);
}

bool match_read(struct match *m, const char **rest, const struct blocks *b,
		unsigned line, struct err *e)
{
	if (match_parse(m, rest, b, line, e))
		return true;
	match_free(m);
	return false;
}

void matches_free(struct match *m, unsigned n)
{
	for (unsigned i = 0; i < n; i++)
		match_free(&m[i]);
	free(m);
}

/* What its gate would refuse never becomes a fact. */
static bool sample_value(struct sample *s, const struct blocks *b,
			 unsigned line, struct err *e)
{
	const struct attr_row *row = attr_row(s->attr);

	if (row->kind == KIND_TEXT)
		return gate_holds(row->gate, s->value, strlen(s->value)) ||
		       block_error(b, line, e, "the gate of %s lets no such "
				   "value through: \"%s\"", row->name,
				   s->value);
	s->word = strtoull(s->value, NULL, 0);
	return true;
}

static bool sample_read(struct sample *s, const char **rest,
			const struct blocks *b, unsigned line, struct err *e)
{
	char word[OBS_TEXT];

	memset(s, 0, sizeof(*s));
	s->line = line;
	if (!attr_read(&s->attr, rest, b, line, e))
		return false;
	if (!block_next(rest, s->value, sizeof(s->value)))
		return block_error(b, line, e, "a value is missing, or its "
					       "last quote");
	if (!sample_value(s, b, line, e))
		return false;
	if (!block_next(rest, word, sizeof(word)))
		return true;
	if (strcmp(word, "gives") != 0 ||
	    !block_next(rest, word, sizeof(word)) ||
	    (s->kind = kind_of(word, strlen(word))) == CLAIM_NONE ||
	    !block_next(rest, s->caught, sizeof(s->caught)))
		return block_error(b, line, e, "expected: gives version "
					       "\"1.2\"");
	s->gives = true;
	return true;
}

bool sample_add(struct sample **list, unsigned *n, const struct blocks *b,
		const struct block_line *l, struct err *e)
{
	const char *rest = l->rest;
	struct sample s;

	if (!sample_read(&s, &rest, b, l->number, e))
		return false;
	s.counter = strcmp(l->word, "counter") == 0;
	*list = grow(*list, *n, sizeof(s));
	(*list)[(*n)++] = s;
	return true;
}
