/* SPDX-License-Identifier: Apache-2.0 */
/* values - our types into parameters and out of columns; settings. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "store/db.h"
#include "store/store.h"

void bind_number(sqlite3_stmt *s, int at, uint64_t n)
{
	sqlite3_bind_int64(s, at, (sqlite3_int64)n);
}

void bind_text(sqlite3_stmt *s, int at, const char *text)
{
	sqlite3_bind_text(s, at, text != NULL ? text : "", -1, SQLITE_STATIC);
}

/* What a column holds of an address: nothing where there is none. */
static void addr_column(struct addr a, char out[ADDR_TEXT])
{
	static const struct addr none;

	out[0] = '\0';
	if (addr_compare(a, none) != 0)
		addr_print(a, out);
}

static void mac_column(struct mac m, char out[MAC_TEXT])
{
	out[0] = '\0';
	if (!mac_is_zero(m))
		mac_print(m, out);
}

void bind_addr(sqlite3_stmt *s, int at, struct addr a)
{
	char text[ADDR_TEXT];

	addr_column(a, text);
	sqlite3_bind_text(s, at, text, -1, SQLITE_TRANSIENT);
}

void bind_mac(sqlite3_stmt *s, int at, struct mac m)
{
	char text[MAC_TEXT];

	mac_column(m, text);
	sqlite3_bind_text(s, at, text, -1, SQLITE_TRANSIENT);
}

/* ---- a row with its sum ------------------------------------------------------- */

struct row row_open(struct db *d, const char *text, struct err *e)
{
	return (struct row){db_use(d, text, e), 0, sum_start()};
}

void row_number(struct row *r, uint64_t n)
{
	sum_number(&r->sum, SQLITE_INTEGER);
	sum_number(&r->sum, n);
	bind_number(r->s, ++r->at, n);
}

static void row_octets(struct row *r, int type, const void *p, size_t n)
{
	sum_number(&r->sum, (uint64_t)type);
	sum_text(&r->sum, p, n);
}

void row_text(struct row *r, const char *text)
{
	size_t n;

	text = text != NULL ? text : "";
	n = strlen(text);
	row_octets(r, SQLITE_TEXT, text, n);
	sqlite3_bind_text(r->s, ++r->at, text, (int)n, SQLITE_STATIC);
}

void row_addr(struct row *r, struct addr a)
{
	char text[ADDR_TEXT];

	addr_column(a, text);
	row_octets(r, SQLITE_TEXT, text, strlen(text));
	sqlite3_bind_text(r->s, ++r->at, text, -1, SQLITE_TRANSIENT);
}

void row_mac(struct row *r, struct mac m)
{
	char text[MAC_TEXT];

	mac_column(m, text);
	row_octets(r, SQLITE_TEXT, text, strlen(text));
	sqlite3_bind_text(r->s, ++r->at, text, -1, SQLITE_TRANSIENT);
}

void row_blob(struct row *r, const void *p, int n)
{
	row_octets(r, SQLITE_BLOB, p, (size_t)n);
	sqlite3_bind_blob(r->s, ++r->at, p, n, SQLITE_STATIC);
}

bool row_finish(struct db *d, struct row *r, struct err *e)
{
	bind_number(r->s, ++r->at, sum_end(&r->sum));
	return db_finish(d, r->s, e);
}

/* ---- out of columns ------------------------------------------------------------- */

uint64_t wall_us(void)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	return (uint64_t)now.tv_sec * 1000000 + (uint64_t)now.tv_nsec / 1000;
}

uint64_t column_number(sqlite3_stmt *s, int at)
{
	return (uint64_t)sqlite3_column_int64(s, at);
}

static const char *column_string(sqlite3_stmt *s, int at)
{
	const unsigned char *text = sqlite3_column_text(s, at);

	return text != NULL ? (const char *)text : "";
}

void column_raw(sqlite3_stmt *s, int at, char *out, size_t size)
{
	snprintf(out, size, "%s", column_string(s, at));
}

void column_text(sqlite3_stmt *s, int at, char *out, size_t size)
{
	text_clean(column_string(s, at), out, size);
}

struct addr column_addr(sqlite3_stmt *s, int at)
{
	struct addr a;

	if (!addr_parse(column_string(s, at), &a))
		memset(&a, 0, sizeof(a));
	return a;
}

struct mac column_mac(sqlite3_stmt *s, int at)
{
	struct mac m;

	if (!mac_parse(column_string(s, at), &m))
		memset(&m, 0, sizeof(m));
	return m;
}

bool setting_get(struct db *d, const char *key, char *out, size_t size)
{
	sqlite3_stmt *s =
		db_use(d, "SELECT value FROM setting WHERE key = ?1", NULL);
	bool found;

	out[0] = '\0';
	if (s == NULL)
		return false;
	bind_text(s, 1, key);
	found = sqlite3_step(s) == SQLITE_ROW;
	if (found)
		column_text(s, 0, out, size);
	db_done(s);
	return found;
}

bool setting_put(struct db *d, const char *key, const char *value,
		 struct err *e)
{
	sqlite3_stmt *s = db_use(d,
				 "INSERT INTO setting (key, value) "
				 "VALUES (?1, ?2) ON CONFLICT (key) "
				 "DO UPDATE SET value = excluded.value",
				 e);

	if (s == NULL)
		return false;
	bind_text(s, 1, key);
	bind_text(s, 2, value);
	return db_finish(d, s, e);
}

uint64_t setting_number(struct db *d, const char *key)
{
	char text[32];

	setting_get(d, key, text, sizeof(text));
	return strtoull(text, NULL, 10);
}

bool setting_put_number(struct db *d, const char *key, uint64_t n,
			struct err *e)
{
	char text[32];

	snprintf(text, sizeof(text), "%llu", (unsigned long long)n);
	return setting_put(d, key, text, e);
}
