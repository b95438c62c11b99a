/* SPDX-License-Identifier: Apache-2.0 */
/* filter - words that people type, as conditions with bound parameters. */
#include "store/filter.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "classify/judge.h"
#include "classify/life.h"

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

static unsigned marks_in(const char *condition)
{
	unsigned n = 0;

	while ((condition = strchr(condition, '?')) != NULL) {
		condition++;
		n++;
	}
	return n;
}

static bool severity_of(const char *word, int64_t *number, struct err *e)
{
	for (int i = 0; i < SEVERITIES; i++)
		if (strcasecmp(severity_name((enum severity)i), word) == 0) {
			*number = i;
			return true;
		}
	return err_set(e, ERR_USAGE,
		       "sev:%.40s is no severity; there are info, low, medium, "
		       "high, critical",
		       word);
}

static bool number_of(const char *field, const char *word, int64_t *number,
		      struct err *e)
{
	size_t n = strspn(word, "0123456789");

	if (n == 0 || n > 5 || word[n] != '\0')
		return err_set(e, ERR_USAGE, "%s:%.40s is no number", field,
			       word);
	*number = strtol(word, NULL, 10);
	return true;
}

static bool age_of(const struct filter_term *t, const char *word, int64_t *us,
		   struct err *e)
{
	static const char units[] = "smhdw";
	static const int64_t seconds[] = {1, 60, 3600, 86400, 7 * 86400};
	size_t n = strspn(word, "0123456789");
	const char *unit = word[n] != '\0' ? strchr(units, word[n]) : NULL;

	if (t->how == FILTER_IS || n == 0 || n > 5 || unit == NULL ||
	    word[n + 1] != '\0')
		return err_set(e, ERR_USAGE, "%s %.40s: write how long before the "
			       "last moment seen, as %s<2h or %s>=7d; s m h d w",
			       t->field->name, word, t->field->name,
			       t->field->name);
	*us = strtol(word, NULL, 10) * seconds[unit - units] * 1000000;
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

/* ---- conditions ----------------------------------------------------------------- */

static bool append_of(struct filter *f, const struct filter_field *field,
		      const char *text)
{
	return append(f->sql, &f->used, text) &&
	       ((field->kind & OF_ASSET) == 0 ||
		append(f->asset, &f->asset_used, text));
}

static bool too_long(struct err *e)
{
	return err_set(e, ERR_USAGE, "the filter is too long; use at most %d "
		       "words", FILTER_TERMS);
}

/* One more value of a term, which began where there were so many. */
static struct filter_value *put_value(struct filter *f,
				      const struct filter_field *field,
				      bool negated, unsigned began,
				      struct err *e)
{
	const char *before = f->terms > began ? ") OR ("
			     : negated	      ? " AND NOT (("
					      : " AND ((";
	struct filter_value *v;

	if (f->terms == FILTER_TERMS || !append_of(f, field, before) ||
	    !append_of(f, field, field->condition)) {
		too_long(e);
		return NULL;
	}
	v = &f->value[f->terms++];
	v->field = field;
	v->is_number = field_kind_of(field) >= FIELD_SEVERITY;
	return v;
}

static bool put_end(struct filter *f, const struct filter_field *field,
		    struct err *e)
{
	return append_of(f, field, "))") || too_long(e);
}

/* All words about states are one condition, with the states that are left. */
static bool put_states(struct filter *f, const struct filter_term *t,
		       struct err *e)
{
	unsigned states = 0, i = 0;

	for (const char *w = t->words; *w != '\0'; w += strlen(w) + 1)
		states |= t->any ? ~0u : states_of(w);
	f->states &= t->negated ? ~states : states;
	while (i < f->terms && f->value[i].field != t->field)
		i++;
	if (i == f->terms && (put_value(f, t->field, false, i, e) == NULL ||
			      !put_end(f, t->field, e)))
		return false;
	f->value[i].number = (int64_t)f->states;
	return true;
}

static bool is_within(enum filter_how how, int64_t n, int64_t bound)
{
	switch (how) {
	case FILTER_AT_LEAST: return n >= bound;
	case FILTER_MORE: return n > bound;
	case FILTER_AT_MOST: return n <= bound;
	case FILTER_LESS: return n < bound;
	default: return n == bound;
	}
}

/* There are few: each that is meant is a value. */
static bool put_severities(struct filter *f, const struct filter_term *t,
			   const char *word, unsigned began, struct err *e)
{
	int64_t bound = 0;

	if (!t->any && !severity_of(word, &bound, e))
		return false;
	for (int i = 0; i <= SEVERITIES; i++) {
		struct filter_value *v;

		/* Nothing is below the least: a number that none has. */
		if (i == SEVERITIES ? f->terms > began
				    : !t->any && !is_within(t->how, i, bound))
			continue;
		v = put_value(f, t->field, t->negated, began, e);
		if (v == NULL)
			return false;
		v->number = i;
	}
	return true;
}

static bool put_range(struct filter *f, const struct filter_term *t,
		      const char *word, unsigned began, struct err *e)
{
	bool age = field_kind_of(t->field) == FIELD_AGE;
	enum filter_how how = t->any ? FILTER_AT_LEAST : t->how;
	int64_t bound = !age; /* what is known is 1 at least */
	struct filter_value *v;

	if (!t->any && !(age ? age_of(t, word, &bound, e)
			     : number_of(t->field->name, word, &bound, e)))
		return false;
	v = put_value(f, t->field, t->negated, began, e);
	if (v == NULL)
		return false;
	v->number = how == FILTER_MORE	      ? bound + 1
		    : how == FILTER_AT_MOST ||
				how == FILTER_LESS ? INT64_MIN
						   : bound;
	v->most = how == FILTER_LESS   ? bound - 1
		  : how == FILTER_MORE ||
				  how == FILTER_AT_LEAST ? INT64_MAX
							 : bound;
	return true;
}

static bool put_text(struct filter *f, const struct filter_term *t,
		     const char *word, unsigned began, struct err *e)
{
	bool part = field_kind_of(t->field) == FIELD_PART;
	bool unknown = t->any && (t->field->kind & OR_UNKNOWN) != 0;
	struct filter_value *v;
	struct addr whole;

	/* No address holds a slash: nothing would match, and say nothing. */
	if (!part && strchr(word, '/') != NULL)
		return err_set(e, ERR_USAGE,
			       "%s:%.60s: a network is written as its addresses "
			       "begin, as in %s:10.20.",
			       t->field->name, word, t->field->name);
	v = put_value(f, t->field, t->negated ^ unknown, began, e);
	if (v == NULL)
		return false;
	/* There is something: addresses have a blank on both sides. */
	if (t->any && !unknown)
		snprintf(v->pattern, sizeof(v->pattern), "%s",
			 part ? "_%" : "___%");
	else
		pattern_of(unknown ? "unknown" : word,
			   !part && addr_parse(word, &whole), v->pattern);
	return true;
}

static bool put_word(struct filter *f, const struct filter_term *t,
		     const char *word, unsigned began, struct err *e)
{
	switch (field_kind_of(t->field)) {
	case FIELD_SEVERITY:
		return put_severities(f, t, word, began, e);
	case FIELD_NUMBER:
	case FIELD_AGE:
		return put_range(f, t, word, began, e);
	default:
		return put_text(f, t, word, began, e);
	}
}

/* Lists show two things as the risk: the score, and the worst severity. */
static void choose_risk(struct filter_term *t, const struct filter_field *fields)
{
	int64_t severity;

	if (strcmp(t->field->name, "risk") == 0 &&
	    severity_of(t->words, &severity, NULL))
		t->field = filter_field_named(fields, "sev");
}

static bool compile_term(struct filter *f, const struct filter_field *fields,
			 struct filter_term *t, struct err *e)
{
	unsigned began = f->terms;

	choose_risk(t, fields);
	if (t->words[0] == '\0')
		return true;
	if (field_kind_of(t->field) == FIELD_STATE)
		return put_states(f, t, e);
	for (const char *w = t->words; *w != '\0'; w += strlen(w) + 1)
		if ((w == t->words || !t->any) &&
		    !put_word(f, t, w, began, e))
			return false;
	return put_end(f, t->field, e);
}

bool filter_compile(struct filter *f, const struct filter_field *fields,
		    const char *text, struct err *e)
{
	enum filter_step step = FILTER_END;
	struct filter_term t;

	f->used = f->asset_used = 0;
	f->terms = 0;
	f->states = (1u << FINDING_STATES) - 1;
	f->sql[0] = f->asset[0] = '\0';
	while (text != NULL &&
	       (step = filter_next(&text, fields, &t, e)) == FILTER_TERM)
		if (!compile_term(f, fields, &t, e))
			return false;
	return step == FILTER_END;
}

int filter_bind_value(const struct filter_value *v, const char *text,
		      sqlite3_stmt *s, int at)
{
	enum field_kind kind = field_kind_of(v->field);
	bool range = kind == FIELD_NUMBER || kind == FIELD_AGE;

	for (unsigned n = marks_in(text), i = 0; i < n; i++)
		if (v->is_number)
			sqlite3_bind_int64(s, at++, range && i % 2 == 1
							    ? v->most
							    : v->number);
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
