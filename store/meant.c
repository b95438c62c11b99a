/* SPDX-License-Identifier: Apache-2.0 */
/*
 * meant - the ids that the words of a filter mean, looked for once and kept for
 * as long as the statement runs that asks for them row by row, by
 * is_meant(field, word, id) and any_meant(field, word).
 */
#include <stdlib.h>
#include <string.h>

#include "capture/base/must.h"
#include "classify/life.h"
#include "store/reader.h"

enum { ROOM_FIRST = 1024 };

/* A table of places, 0: free; no id is 0. Never more than half full, and nothing
 * beside the ids: it is asked a million times, and struct ids, which holds a
 * pointer for each, proved an eighth slower. */
struct meant_ids {
	const struct filter_value *by;
	struct word word;
	uint64_t *id;
	size_t room, n;
};

struct meant {
	struct meant_ids of[FILTER_TERMS];
	unsigned n, first;     /* first: of those that are looked for          */
	const struct meant_ids *decided; /* what a filter by states goes by    */
	uint64_t seen_us;      /* the last moment                              */
};

static size_t place_of(const struct meant_ids *m, uint64_t id)
{
	size_t at = (size_t)(id * UINT64_C(0x9e3779b97f4a7c15) >> 20);

	for (;; at++) {
		uint64_t here = m->id[at & (m->room - 1)];

		if (here == id || here == 0)
			return at & (m->room - 1);
	}
}

static void widen(struct meant_ids *m)
{
	struct meant_ids old = *m;

	m->room = old.room > 0 ? old.room * 2 : ROOM_FIRST;
	m->id = must_alloc(m->room, sizeof(*m->id));
	for (size_t i = 0; i < old.room; i++)
		if (old.id[i] != 0)
			m->id[place_of(m, old.id[i])] = old.id[i];
	free(old.id);
}

static void add_id(struct meant_ids *m, uint64_t id)
{
	size_t at;

	if (id == 0)
		return;
	if (2 * m->n >= m->room)
		widen(m);
	at = place_of(m, id);
	m->n += m->id[at] == 0;
	m->id[at] = id;
}

static bool is_of(const struct meant_ids *m, const char *field,
		  sqlite3_value *word)
{
	if (strcmp(m->by->field->name, field) != 0)
		return false;
	return m->by->is_number
		       ? sqlite3_value_int(word) == m->by->number
		       : strcmp((const char *)sqlite3_value_text(word),
				m->by->pattern) == 0;
}

/* What a word means in a field; NULL: nothing. */
static const struct meant_ids *ids_of(sqlite3_context *context,
				      sqlite3_value **value)
{
	const struct reader *r = sqlite3_user_data(context);
	const char *field = (const char *)sqlite3_value_text(value[0]);

	for (unsigned i = 0; r->meant != NULL && i < r->meant->n; i++)
		if (is_of(&r->meant->of[i], field, value[1]))
			return r->meant->of[i].n > 0 ? &r->meant->of[i] : NULL;
	return NULL;
}

static bool has_id(const struct meant_ids *m, sqlite3_value *value)
{
	uint64_t id = (uint64_t)sqlite3_value_int64(value);

	return m != NULL && m->n > 0 && id != 0 &&
	       m->id[place_of(m, id)] == id;
}

static void is_meant(sqlite3_context *context, int n, sqlite3_value **value)
{
	(void)n;
	sqlite3_result_int(context, has_id(ids_of(context, value), value[2]));
}

/* any_meant(field, word): whether anything is; the same for all rows. */
static void any_meant(sqlite3_context *context, int n, sqlite3_value **value)
{
	(void)n;
	sqlite3_result_int(context, ids_of(context, value) != NULL);
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
	if (m != NULL && m->decided != NULL && !has_id(m->decided, value[0]))
		sqlite3_result_int(context,
				   m->decided->by->number >>
						   finding_state_of(NULL, false,
								    &s) & 1);
}

bool meant_functions(struct reader *r)
{
	static const struct sql_function rows[] = {
		{"is_meant", 3, is_meant},
		{"any_meant", 2, any_meant},
		{"seen_so", 4, seen_so},
		{0},
	};

	return db_functions_add(r->db.sql, rows, r);
}

/* ---- looking ----------------------------------------------------------------- */

static bool add_row(void *ctx, sqlite3_stmt *s)
{
	add_id(ctx, column_number(s, 0));
	return true;
}

static bool is_told(const struct word *w, sqlite3_stmt *s)
{
	for (int i = 1; i < sqlite3_column_count(s); i++) {
		const char *text = (const char *)sqlite3_column_text(s, i);

		if (text != NULL && text[0] != '\0' && word_is_in(w, text))
			return true;
	}
	return false;
}

/* The words of one field, looked for in the same texts. */
static bool add_told(void *ctx, sqlite3_stmt *s)
{
	struct meant *m = ctx;

	for (unsigned i = m->first; i < m->n; i++)
		if (is_told(&m->of[i].word, s))
			add_id(&m->of[i], column_number(s, 0));
	return true;
}

static bool is_looked_for(const struct meant *m, const struct filter_field *field)
{
	for (unsigned i = 0; i < m->n; i++)
		if (m->of[i].by->field == field)
			return true;
	return false;
}

static struct meant_ids *add_word(struct meant *m, const struct filter_value *v)
{
	m->of[m->n].by = v;
	m->of[m->n].word = word_of(v->pattern);
	if (v->field->kind == FIELD_STATE)
		m->decided = &m->of[m->n];
	return &m->of[m->n++];
}

/* Of the term at i, and of those behind it in the same field. */
static bool look(struct reader *r, const struct filter *f, unsigned i,
		 struct err *e)
{
	const struct filter_field *field = f->value[i].field;
	struct meant *m = r->meant;
	sqlite3_stmt *s = db_use(&r->db, field->meant, e);

	if (s == NULL)
		return false;
	m->first = m->n;
	if (sqlite3_column_count(s) > 1) {
		for (; i < f->terms; i++)
			if (f->value[i].field == field)
				add_word(m, &f->value[i]);
		return listing_run(r, s, add_told, m, e);
	}
	for (; i < f->terms; i++) {
		if (f->value[i].field != field)
			continue;
		filter_bind_value(&f->value[i], field->meant, s, 1);
		if (!listing_run(r, s, add_row, add_word(m, &f->value[i]), e))
			return false;
	}
	return true;
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
	return r->meant->decided != NULL ? r->meant->decided->n : 0;
}

void meant_forget(struct reader *r, struct meant *before)
{
	for (unsigned i = 0; r->meant != NULL && i < r->meant->n; i++)
		free(r->meant->of[i].id);
	free(r->meant);
	r->meant = before;
}
