/* SPDX-License-Identifier: Apache-2.0 */
/* filter - words that people type, as conditions with bound parameters. */
#include "store/filter.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "classify/judge.h"
#include "classify/life.h"

struct term {
	bool negated;
	char field[16];
	char word[FILTER_WORD];
};

/* Addresses and hexadecimal digits hold colons that mark no field. */
static bool is_address(const char *text, size_t n)
{
	return strspn(text, "0123456789abcdefABCDEF:.-/") >= n;
}

/* The next token of text without its quotes; false at the end. */
static bool next_token(const char **text, char *out, size_t size,
		       size_t *colon)
{
	const char *p = *text + strspn(*text, " \t");
	bool quoted = false;
	size_t n = 0;

	*colon = 0;
	if (*p == '\0')
		return false;
	for (; *p != '\0' && (quoted || (*p != ' ' && *p != '\t')); p++) {
		if (*p == '"') {
			quoted = !quoted;
			continue;
		}
		if (*p == ':' && !quoted && *colon == 0)
			*colon = n;
		if (n + 1 < size)
			out[n++] = *p;
	}
	out[n] = '\0';
	*text = p;
	return true;
}

/* -field:word */
static bool next_term(const char **text, struct term *t)
{
	char token[FILTER_WORD];
	const char *start = token;
	size_t colon;

	memset(t, 0, sizeof(*t));
	if (!next_token(text, token, sizeof(token), &colon))
		return false;
	if (token[0] == '-' && token[1] != '\0') {
		t->negated = true;
		start++;
		colon -= colon > 0;
	}
	if (colon > 0 && colon < sizeof(t->field) &&
	    !is_address(start, strlen(start)) &&
	    strspn(start, "abcdefghijklmnopqrstuvwxyz") == colon) {
		memcpy(t->field, start, colon);
		start += colon + 1;
	}
	memcpy(t->word, start, strlen(start) + 1);
	return true;
}

/* The pattern of LIKE that finds word anywhere; escapes by backslash. */
static void pattern_of(const char *word, bool whole, char *out)
{
	*out++ = '%';
	if (whole)
		*out++ = ' ';
	for (; *word != '\0'; word++) {
		if (strchr("%_\\", *word) != NULL)
			*out++ = '\\';
		*out++ = *word;
	}
	if (whole)
		*out++ = ' ';
	*out++ = '%';
	*out = '\0';
}

static bool append(char sql[FILTER_SQL], size_t *used, const char *text)
{
	size_t n = strlen(text);

	if (*used + n >= FILTER_SQL)
		return false;
	memcpy(sql + *used, text, n + 1);
	*used += n;
	return true;
}

static bool put_condition(char sql[FILTER_SQL], size_t *used, bool negated,
			  const char *condition)
{
	return append(sql, used, negated ? " AND NOT (" : " AND (") &&
	       append(sql, used, condition) && append(sql, used, ")");
}

static unsigned marks_in(const char *condition)
{
	unsigned n = 0;

	while ((condition = strchr(condition, '?')) != NULL) {
		condition++;
		n++;
	}
	return n;
}

static bool no_such_field(const struct filter_field *fields, const char *name,
			  struct err *e)
{
	char known[256] = "";
	size_t used = 0;

	for (; fields->name != NULL; fields++) {
		size_t n = strlen(fields->name);

		if (n == 0 || used + n + 2 >= sizeof(known))
			continue;
		known[used++] = ' ';
		memcpy(known + used, fields->name, n + 1);
		used += n;
	}
	return err_set(e, ERR_USAGE,
		       "there is no field '%s' to filter by; there are:%s",
		       name, known);
}

static bool severity_of(const char *word, int *number, struct err *e)
{
	for (int i = 0; i < SEVERITIES; i++)
		if (strcasecmp(severity_name((enum severity)i), word) == 0) {
			*number = i;
			return true;
		}
	return err_set(e, ERR_USAGE,
		       "sev:%s is no severity; there are info, low, medium, "
		       "high, critical",
		       word);
}

static bool number_of(const struct term *t, int *number, struct err *e)
{
	size_t n = strspn(t->word, "0123456789");

	if (n == 0 || n > 5 || t->word[n] != '\0')
		return err_set(e, ERR_USAGE, "%s:%s is no number", t->field,
			       t->word);
	*number = (int)strtol(t->word, NULL, 10);
	return true;
}

/* The states whose names hold the word; "open" is all that asks for action. */
static unsigned states_of(const char *word)
{
	unsigned states = 0;
	char pattern[2 * FILTER_WORD + 4], name[32];

	pattern_of(word, false, pattern);
	for (int i = 0; i < FINDING_STATES; i++) {
		snprintf(name, sizeof(name), "%s%s",
			 finding_state_name((enum finding_state)i),
			 finding_state_is_open((enum finding_state)i) ? " open"
								      : "");
		if (sqlite3_strlike(pattern, name, '\\') == 0)
			states |= 1u << i;
	}
	return states;
}

static enum field_kind kind_of(const struct filter_field *field)
{
	return (enum field_kind)(field->kind & ~(unsigned)OF_ASSET);
}

static bool put_term(struct filter *f, const struct filter_field *field,
		     bool negated, struct err *e)
{
	if (f->terms == FILTER_TERMS ||
	    !put_condition(f->sql, &f->used, negated, field->condition) ||
	    ((field->kind & OF_ASSET) != 0 &&
	     !put_condition(f->asset, &f->asset_used, negated,
			    field->condition)))
		return err_set(e, ERR_USAGE,
			       "the filter is too long; use at most %d words",
			       FILTER_TERMS);
	f->value[f->terms++].field = field;
	return true;
}

/* All words about states are one condition, with the states that are left. */
static bool put_states(struct filter *f, const struct filter_field *field,
		       const struct term *t, struct err *e)
{
	unsigned states = states_of(t->word), i = 0;

	f->states &= t->negated ? ~states : states;
	while (i < f->terms && f->value[i].field != field)
		i++;
	if (i == f->terms && !put_term(f, field, false, e))
		return false;
	f->value[i].is_number = true;
	f->value[i].number = (int)f->states;
	return true;
}

static bool compile_term(struct filter *f, const struct filter_field *fields,
			 const struct term *t, struct err *e)
{
	const struct filter_field *field = fields;
	enum field_kind kind;
	struct filter_value *v;
	struct addr whole;

	while (field->name != NULL && strcmp(field->name, t->field) != 0)
		field++;
	if (field->name == NULL)
		return no_such_field(fields, t->field, e);
	kind = kind_of(field);
	if (kind == FIELD_STATE)
		return put_states(f, field, t, e);
	if (!put_term(f, field, t->negated, e))
		return false;
	v = &f->value[f->terms - 1];
	v->is_number = kind >= FIELD_SEVERITY;
	if (kind == FIELD_SEVERITY)
		return severity_of(t->word, &v->number, e);
	if (kind == FIELD_NUMBER)
		return number_of(t, &v->number, e);
	/* No address holds a slash: nothing would match, and say nothing. */
	if (kind == FIELD_WHOLE_OR_PART && strchr(t->word, '/') != NULL)
		return err_set(e, ERR_USAGE,
			       "%s:%s: a network is written as its addresses "
			       "begin, as in %s:10.20.",
			       t->field, t->word, t->field);
	pattern_of(t->word,
		   kind == FIELD_WHOLE_OR_PART &&
			   addr_parse(t->word, &whole),
		   v->pattern);
	return true;
}

bool filter_compile(struct filter *f, const struct filter_field *fields,
		    const char *text, struct err *e)
{
	struct term t;

	f->used = f->asset_used = 0;
	f->terms = 0;
	f->states = (1u << FINDING_STATES) - 1;
	f->sql[0] = f->asset[0] = '\0';
	while (text != NULL && next_term(&text, &t))
		if (t.word[0] != '\0' && !compile_term(f, fields, &t, e))
			return false;
	return true;
}

int filter_bind_value(const struct filter_value *v, const char *text,
		      sqlite3_stmt *s, int at)
{
	for (unsigned n = marks_in(text); n > 0; n--)
		if (v->is_number)
			sqlite3_bind_int(s, at++, v->number);
		else
			bind_text(s, at++, v->pattern);
	return at;
}

static int bind_terms(const struct filter *f, bool asset, sqlite3_stmt *s,
		      int at)
{
	for (unsigned i = 0; i < f->terms; i++) {
		const struct filter_value *v = &f->value[i];

		if (asset && (v->field->kind & OF_ASSET) == 0)
			continue;
		at = filter_bind_value(v, v->field->condition, s, at);
	}
	return at;
}

int filter_bind(const struct filter *f, sqlite3_stmt *s, int at)
{
	return bind_terms(f, false, s, at);
}

int filter_bind_asset(const struct filter *f, sqlite3_stmt *s, int at)
{
	return bind_terms(f, true, s, at);
}
