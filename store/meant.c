/* SPDX-License-Identifier: Apache-2.0 */
/*
 * meant - the ids that the words of a filter mean, looked for once and kept for
 * as long as the statement runs that asks for them row by row, by
 * is_meant(field, word, id) and any_meant(field, word). The statements that look
 * for them tell each by mean(id), or mean(id, text, ...) where a word may stand.
 */
#include <stdlib.h>
#include <string.h>

#include "capture/base/must.h"
#include "classify/life.h"
#include "store/reader.h"

struct meant_ids {
	const struct filter_value *by;
	struct word word;
	struct id_set ids;
};

struct meant {
	struct meant_ids of[FILTER_TERMS];
	unsigned n, first;     /* first: of those that are looked for          */
	const struct meant_ids *decided; /* what a filter by states goes by    */
	uint64_t seen_us;      /* the last moment                              */
};

static bool is_of(const struct meant_ids *m, const char *field,
		  sqlite3_value *word)
{
	if (strcmp(m->by->field->name, field) != 0)
		return false;
	return m->by->is_number
		       ? sqlite3_value_int64(word) == m->by->number
		       : strcmp((const char *)sqlite3_value_text(word),
				m->by->pattern) == 0;
}

/* What a word means in a field; NULL: it is not looked for. */
static const struct meant_ids *ids_of(sqlite3_context *context,
				      sqlite3_value **value)
{
	const struct reader *r = sqlite3_user_data(context);
	const char *field = (const char *)sqlite3_value_text(value[0]);

	for (unsigned i = 0; r->meant != NULL && i < r->meant->n; i++)
		if (is_of(&r->meant->of[i], field, value[1]))
			return &r->meant->of[i];
	return NULL;
}

static uint64_t id_of(sqlite3_value *value)
{
	return (uint64_t)sqlite3_value_int64(value);
}

static void is_meant(sqlite3_context *context, int n, sqlite3_value **value)
{
	const struct meant_ids *m = ids_of(context, value);

	(void)n;
	sqlite3_result_int(context,
			   m != NULL && id_set_has(&m->ids,
						   id_of(value[2])));
}

/* any_meant(field, word): whether anything is, or it may be part of an id; the
 * same for all rows. */
static void any_meant(sqlite3_context *context, int n, sqlite3_value **value)
{
	const struct meant_ids *m = ids_of(context, value);

	(void)n;
	sqlite3_result_int(context,
			   m != NULL && (m->ids.n > 0 ||
					 word_may_be_id(m->by->pattern)));
}

/* seen_so(finding, first, last sight, since when it is over): whether it is in
 * a state that the filter asks for; NULL: something was decided about it. */
static void seen_so(sqlite3_context *context, int n, sqlite3_value **value)
{
	const struct reader *r = sqlite3_user_data(context);
	const struct meant *m = r->meant;
	const struct sighting s = {
		(uint64_t)sqlite3_value_int64(value[1]),
		(uint64_t)sqlite3_value_int64(value[2]),
		m != NULL ? m->seen_us : 0,
		(uint64_t)sqlite3_value_int64(value[3]),
	};

	(void)n;
	if (m != NULL && m->decided != NULL &&
	    !id_set_has(&m->decided->ids, id_of(value[0])))
		sqlite3_result_int(context,
				   m->decided->by->number >>
						   finding_state_of(NULL, false,
								    &s) & 1);
}

static bool is_told(const struct word *w, int n, sqlite3_value **value)
{
	for (int i = 1; i < n; i++) {
		const char *text = (const char *)sqlite3_value_text(value[i]);

		if (text != NULL && text[0] != '\0' && word_is_in(w, text))
			return true;
	}
	return false;
}

/* mean(id, text, ...): of all rows; the words that are looked for mean the id,
 * if they stand in one of the texts or there are none. */
static void mean(sqlite3_context *context, int n, sqlite3_value **value)
{
	const struct reader *r = sqlite3_user_data(context);
	struct meant *m = r->meant;

	for (unsigned i = m->first; i < m->n; i++)
		if (n == 1 || is_told(&m->of[i].word, n, value))
			id_set_add(&m->of[i].ids, id_of(value[0]));
}

/* Whether one of the words that are looked for may stand in an address, a MAC, the
 * name of a network or an id: most cannot. */
static void seeks_number(sqlite3_context *context, int n, sqlite3_value **value)
{
	static const char all[] = "%:.- 0123456789abcdefilnstvABCDEFILNSTV";
	const struct reader *r = sqlite3_user_data(context);
	const struct meant *m = r->meant;
	bool any = false;

	(void)n;
	(void)value;
	for (unsigned i = m->first; i < m->n; i++) {
		const char *pattern = m->of[i].by->pattern;

		any |= pattern[strspn(pattern, all)] == '\0';
	}
	sqlite3_result_int(context, any);
}

static void mean_nothing_more(sqlite3_context *context)
{
	(void)context;
}

/* asks_for(state): whether the filter wants findings in it. */
static void asks_for(sqlite3_context *context, int n, sqlite3_value **value)
{
	const struct reader *r = sqlite3_user_data(context);
	const struct meant *m = r->meant;
	enum finding_state state = finding_state_named(
		(const char *)sqlite3_value_text(value[0]));

	(void)n;
	sqlite3_result_int(context, m != NULL && m->decided != NULL &&
					    (m->decided->by->number >> state & 1));
}

bool meant_functions(struct reader *r)
{
	static const struct sql_function rows[] = {
		{"is_meant", 3, is_meant},
		{"any_meant", 2, any_meant},
		{"seen_so", 4, seen_so},
		{"asks_for", 1, asks_for},
		{"seeks_number", 0, seeks_number},
		{0},
	};

	return db_functions_add(r->db.sql, rows, r) &&
	       sqlite3_create_function(r->db.sql, "mean", -1,
				       SQLITE_UTF8 | SQLITE_DIRECTONLY, r, NULL,
				       mean, mean_nothing_more) == SQLITE_OK;
}

/* ---- looking ----------------------------------------------------------------- */

static bool is_looked_for(const struct meant *m, const struct filter_field *field)
{
	for (unsigned i = 0; i < m->n; i++)
		if (m->of[i].by->field == field)
			return true;
	return false;
}

static void add_word(struct meant *m, const struct filter_value *v)
{
	m->of[m->n].by = v;
	m->of[m->n].word = word_of(v->pattern);
	if (v->field->kind == FIELD_STATE)
		m->decided = &m->of[m->n];
	m->n++;
}

/* Of the term at i, and of those behind it in the same field; all at once where
 * the statement does not ask for the word. */
static bool look(struct reader *r, const struct filter *f, unsigned i,
		 struct err *e)
{
	const struct filter_field *field = f->value[i].field;
	struct meant *m = r->meant;
	sqlite3_stmt *s = db_use(&r->db, field->meant, e);
	bool at_once = s != NULL && sqlite3_bind_parameter_count(s) == 0;

	m->first = m->n;
	for (; s != NULL && i < f->terms; i++) {
		if (f->value[i].field != field)
			continue;
		if (!at_once)
			m->first = m->n;
		add_word(m, &f->value[i]);
		filter_bind_value(&f->value[i], field->meant, s, 1);
		if (!at_once && !db_finish(&r->db, s, e))
			return false;
	}
	return s != NULL && (!at_once || db_finish(&r->db, s, e));
}

bool meant_look(struct reader *r, const struct filter *f, struct err *e)
{
	r->meant = must_alloc(1, sizeof(*r->meant));
	r->meant->seen_us = setting_number(&r->db, "seen_us");
	for (unsigned i = 0; i < f->terms; i++) {
		const struct filter_field *field = f->value[i].field;

		if (field->meant != NULL && !is_looked_for(r->meant, field) &&
		    !look(r, f, i, e))
			return false;
	}
	return true;
}

size_t meant_decided(const struct reader *r)
{
	return r->meant->decided != NULL ? r->meant->decided->ids.n : 0;
}

void meant_forget(struct reader *r, struct meant *before)
{
	for (unsigned i = 0; r->meant != NULL && i < r->meant->n; i++)
		id_set_free(&r->meant->of[i].ids);
	free(r->meant);
	r->meant = before;
}
