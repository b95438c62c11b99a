/* SPDX-License-Identifier: Apache-2.0 */
/* functions - sums, and what statements may call beside SQLite's own. */
#include <endian.h>
#include <stdlib.h>
#include <string.h>

#include "capture/base/must.h"
#include "classify/judge.h"
#include "store/db.h"

/* Notices damage, not malice. Each step can be undone, so that two sums differ
 * when the states before it did. */
struct sum sum_start(void)
{
	return (struct sum){0xcbf29ce484222325u};
}

void sum_number(struct sum *s, uint64_t n)
{
	s->state = (s->state ^ n) * 0x9e3779b97f4a7c15u;
	s->state ^= s->state >> 32;
}

void sum_text(struct sum *s, const void *text, size_t n)
{
	const uint8_t *octet = text;
	uint64_t word;

	sum_number(s, n);
	for (; n >= sizeof(word); n -= sizeof(word), octet += sizeof(word)) {
		memcpy(&word, octet, sizeof(word));
		sum_number(s, le64toh(word));
	}
	if (n == 0)
		return;
	word = 0;
	memcpy(&word, octet, n);
	sum_number(s, le64toh(word));
}

uint64_t sum_end(const struct sum *s)
{
	return s->state >> 1;
}

/* row_sum(any, ...): all values of a row in their order, with their types. */
static void row_sum(sqlite3_context *context, int n, sqlite3_value **value)
{
	struct sum s = sum_start();

	for (int i = 0; i < n; i++) {
		int type = sqlite3_value_type(value[i]);

		sum_number(&s, (uint64_t)type);
		if (type == SQLITE_INTEGER)
			sum_number(&s, (uint64_t)sqlite3_value_int64(value[i]));
		else if (type != SQLITE_NULL)
			sum_text(&s, sqlite3_value_blob(value[i]),
				 (size_t)sqlite3_value_bytes(value[i]));
	}
	sqlite3_result_int64(context, (sqlite3_int64)sum_end(&s));
}

/* net_name(number): "-", "vlan 130", "vni 777". */
static void net_name(sqlite3_context *context, int n, sqlite3_value **value)
{
	char text[NET_TEXT];

	(void)n;
	net_print((net_t)sqlite3_value_int64(value[0]), text);
	sqlite3_result_text(context, text, -1, SQLITE_TRANSIENT);
}

/* id_name(number): an asset or a finding as people write it. */
static void id_name(sqlite3_context *context, int n, sqlite3_value **value)
{
	char text[ASSET_ID_TEXT];

	(void)n;
	asset_id_print((uint64_t)sqlite3_value_int64(value[0]), text);
	sqlite3_result_text(context, text, -1, SQLITE_TRANSIENT);
}

/* id_number(text): what id_name() made; NULL of another text. */
static void id_number(sqlite3_context *context, int n, sqlite3_value **value)
{
	const char *text = (const char *)sqlite3_value_text(value[0]);
	uint64_t id;

	(void)n;
	if (text != NULL && asset_id_parse(text, &id))
		sqlite3_result_int64(context, (sqlite3_int64)id);
}

static char folded(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

struct word word_of(const char *pattern)
{
	struct word w = {pattern, 0};
	size_t n = pattern[0] == '%' ? strcspn(pattern + 1, "%_\\") : 0;

	if (n > 0 && strcmp(pattern + 1 + n, "%") == 0)
		w.n = n;
	return w;
}

bool word_is_in(const struct word *w, const char *text)
{
	const char *word = w->pattern + 1;

	if (w->n == 0)
		return sqlite3_strlike(w->pattern, text, '\\') == 0;
	for (; *text != '\0'; text++) {
		size_t i = 0;

		/* Mostly it is not, and this alone is looked at. */
		if (((*text ^ word[0]) & ~0x20) != 0)
			continue;
		while (i < w->n && folded(text[i]) == folded(word[i]))
			i++;
		if (i == w->n)
			return true;
	}
	return false;
}

/* What kind of pattern the first value is: found out once for all rows. */
static struct word word_of_value(sqlite3_context *context, const char *pattern)
{
	const struct word *known = sqlite3_get_auxdata(context, 0);
	struct word w = known != NULL ? *known : word_of(pattern);

	if (known == NULL) {
		struct word *kept = must_alloc(1, sizeof(*kept));

		*kept = w;
		sqlite3_set_auxdata(context, 0, kept, free);
	}
	return w;
}

/* holds(pattern, text, ...): whether one of them is like the pattern. */
static void holds(sqlite3_context *context, int n, sqlite3_value **value)
{
	const char *pattern = (const char *)sqlite3_value_text(value[0]);
	struct word w;
	bool found = false;

	if (pattern == NULL)
		return;
	w = word_of_value(context, pattern);
	for (int i = 1; i < n && !found; i++) {
		const char *text = (const char *)sqlite3_value_text(value[i]);

		found = text != NULL && text[0] != '\0' && word_is_in(&w, text);
	}
	sqlite3_result_int(context, found);
}

bool word_may_be_id(const char *pattern)
{
	return pattern[strspn(pattern, "%-0123456789abcdefABCDEF")] == '\0';
}

/* any_id(pattern): whether it may be part of a number as it is written. */
static void any_id(sqlite3_context *context, int n, sqlite3_value **value)
{
	const char *pattern = (const char *)sqlite3_value_text(value[0]);

	(void)n;
	sqlite3_result_int(context, pattern != NULL && word_may_be_id(pattern));
}

/* id_holds(pattern, number, ...): whether one of them, as it is written, is like
 * it. */
static void id_holds(sqlite3_context *context, int n, sqlite3_value **value)
{
	const char *pattern = (const char *)sqlite3_value_text(value[0]);
	char text[ASSET_ID_TEXT];
	bool found = false;
	struct word w;

	if (pattern == NULL)
		return;
	w = word_of_value(context, pattern);
	for (int i = 1; i < n && !found; i++) {
		asset_id_print((uint64_t)sqlite3_value_int64(value[i]), text);
		found = word_is_in(&w, text);
	}
	sqlite3_result_int(context, found);
}

/* finding_number(rule, asset, port). */
static void finding_number(sqlite3_context *context, int n, sqlite3_value **value)
{
	const char *rule = (const char *)sqlite3_value_text(value[0]);

	(void)n;
	sqlite3_result_int64(
		context, (sqlite3_int64)finding_id(
				 rule != NULL ? rule : "",
				 (uint64_t)sqlite3_value_int64(value[1]),
				 (uint16_t)sqlite3_value_int(value[2])));
}

/* addr_order(text): an address so that comparing sorts by number. */
static void addr_order(sqlite3_context *context, int n, sqlite3_value **value)
{
	const char *text = (const char *)sqlite3_value_text(value[0]);
	struct addr a;

	(void)n;
	if (text == NULL || !addr_parse(text, &a))
		memset(&a, 0, sizeof(a));
	sqlite3_result_blob(context, a.b, sizeof(a.b), SQLITE_TRANSIENT);
}

static enum finding_state state_of(sqlite3_value **value)
{
	const char *decided = (const char *)sqlite3_value_text(value[1]);
	const struct decision d = {
		.state = finding_state_named(decided != NULL ? decided : ""),
		.until_us = (uint64_t)sqlite3_value_int64(value[2]),
		.seen_us = (uint64_t)sqlite3_value_int64(value[3]),
	};
	const struct sighting s = {
		(uint64_t)sqlite3_value_int64(value[4]),
		(uint64_t)sqlite3_value_int64(value[5]),
		(uint64_t)sqlite3_value_int64(value[6]),
		(uint64_t)sqlite3_value_int64(value[7]),
	};

	return finding_state_of(d.state < FINDING_STATES ? &d : NULL,
				sqlite3_value_int(value[0]) != 0, &s);
}

/* life_state(suppressed, decision, its end, seen when made, first and last
 * sight, last moment seen, since when it is over): "open"; decision is NULL when
 * there is none. life_number(..): the same as a number. */
static void life_state(sqlite3_context *context, int n, sqlite3_value **value)
{
	(void)n;
	sqlite3_result_text(context, finding_state_name(state_of(value)), -1,
			    SQLITE_STATIC);
}

static void life_number(sqlite3_context *context, int n, sqlite3_value **value)
{
	(void)n;
	sqlite3_result_int(context, (int)state_of(value));
}

bool db_functions_add(sqlite3 *sql, const struct sql_function *f, void *ctx)
{
	int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY;

	for (; f->name != NULL; f++)
		if (sqlite3_create_function(sql, f->name, f->values, flags, ctx,
					    f->answer, NULL, NULL) != SQLITE_OK)
			return false;
	return true;
}

bool db_functions(sqlite3 *sql)
{
	static const struct sql_function rows[] = {
		{"holds", -1, holds},		{"id_holds", -1, id_holds},
		{"any_id", 1, any_id},
		{"row_sum", -1, row_sum},	{"net_name", 1, net_name},
		{"id_name", 1, id_name},	{"id_number", 1, id_number},
		{"addr_order", 1, addr_order},
		{"life_state", 8, life_state},	{"life_number", 8, life_number},
		{"finding_number", 3, finding_number},
		{0},
	};

	return db_functions_add(sql, rows, NULL);
}
