/* SPDX-License-Identifier: Apache-2.0 */
/* signs - by which signs devices are met, put into order. */
#include "store/signs.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "capture/base/must.h"
#include "capture/base/spelling.h"
#include "classify/likeness.h"
#include "store/reader.h"

enum { VALUES = 16 };

/* A value of an asset, and the same without what does not count. */
struct sign {
	char *key, *value;
	size_t asset;
	enum listed_column kind;
};

struct signs {
	struct met *met;       /* by id                                        */
	size_t mets;
	struct sign *sign;     /* by kind, key, asset                          */
	size_t count;
	uint8_t *knows;        /* of each asset a bit for each kind            */
};

/* ---- keys ------------------------------------------------------------------------- */

/* A host without its domain. */
static void short_name(const char *text, char *out, size_t size)
{
	size_t n = 0;

	for (; *text != '\0' && *text != '.' && n + 1 < size; text++)
		out[n++] = (char)tolower((unsigned char)*text);
	out[n] = '\0';
}

/* What people write where they have nothing to write. */
static bool is_nothing(const char *squeezed)
{
	static const char *const words[] = {"na", "none", "nil", "null",
					    "unknown", "tbd", "0", NULL};

	return spelling_is_one_of(squeezed, words);
}

/* False when the text is no value of this kind. */
static bool key_of(enum listed_column kind, const char *text,
		   char key[LISTED_TEXT])
{
	struct mac mac;
	struct addr ip;

	text_squeeze(text, key, LISTED_TEXT);
	if (is_nothing(key))
		return false;
	if (kind != LISTED_serial)
		key[0] = '\0';
	switch (kind) {
	case LISTED_mac:
		if (mac_parse(text, &mac) && !mac_is_zero(mac) &&
		    !mac_is_group(mac))
			mac_print(mac, key);
		break;
	case LISTED_address:
		if (addr_parse(text, &ip) && !addr_is_zero(ip) &&
		    !addr_is_group(ip))
			addr_print(ip, key);
		break;
	case LISTED_serial:
		break;
	case LISTED_name:
		if (!addr_parse(text, &ip))
			short_name(text, key, LISTED_TEXT);
		break;
	default:
		snprintf(key, LISTED_TEXT, "%s", text);
	}
	return key[0] != '\0';
}

/* The keys in a text; of MACs and addresses it may hold several. */
static unsigned keys_of(enum listed_column kind, const char *text,
			char key[VALUES][LISTED_TEXT])
{
	static const char between[] = " ,;/|";
	unsigned n = 0;

	if (kind != LISTED_mac && kind != LISTED_address)
		return key_of(kind, text, key[0]) ? 1 : 0;
	for (text += strspn(text, between); *text != '\0' && n < VALUES;
	     text += strspn(text, between)) {
		size_t length = strcspn(text, between);
		char one[LISTED_TEXT];

		snprintf(one, sizeof(one), "%.*s", (int)length, text);
		n += key_of(kind, one, key[n]);
		text += length;
	}
	return n;
}

/* ---- reading ---------------------------------------------------------------------- */

static bool take_asset(void *ctx, sqlite3_stmt *row)
{
	struct signs *s = ctx;
	struct met *m;
	char text[ROW_TEXT];
	char **to[7];

	s->met = grow(s->met, s->mets, sizeof(*s->met));
	m = &s->met[s->mets++];
	m->id = column_number(row, 0);
	asset_id_print(m->id, m->id_text);
	to[0] = &m->name, to[1] = &m->class_name, to[2] = &m->vendor;
	to[3] = &m->model, to[4] = &m->serial, to[5] = &m->mac, to[6] = &m->ip;
	for (int i = 0; i < 7; i++) {
		column_text(row, 1 + i, text, sizeof(text));
		*to[i] = copy_text(text);
	}
	return true;
}

size_t signs_place(const struct signs *s, uint64_t id)
{
	size_t low = 0, high = s->mets;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (s->met[middle].id < id)
			low = middle + 1;
		else
			high = middle;
	}
	return low < s->mets && s->met[low].id == id ? low : NOBODY;
}

/* id, the kind as number, value. */
static bool take_sign(void *ctx, sqlite3_stmt *row)
{
	struct signs *s = ctx;
	size_t asset = signs_place(s, column_number(row, 0));
	enum listed_column kind = (enum listed_column)column_number(row, 1);
	char value[ROW_TEXT], key[LISTED_TEXT];

	column_text(row, 2, value, sizeof(value));
	if (asset == NOBODY || kind > LISTED_ae || !key_of(kind, value, key))
		return true;
	s->sign = grow(s->sign, s->count, sizeof(*s->sign));
	s->sign[s->count++] = (struct sign){copy_text(key), copy_text(value),
					    asset, kind};
	return true;
}

static int by_key(const void *a, const void *b)
{
	const struct sign *x = a, *y = b;
	int order;

	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	order = strcmp(x->key, y->key);
	if (order != 0 || x->asset == y->asset)
		return order != 0 ? order : strcmp(x->value, y->value);
	return x->asset < y->asset ? -1 : 1;
}

/* In the order of enum listed_column. */
static const char all_signs[] =
	"SELECT id, 0, mac FROM asset WHERE mac <> '' "
	"UNION SELECT asset, 0, mac FROM asset_mac "
	"UNION SELECT id, 2, ip FROM asset WHERE ip <> '' "
	"UNION SELECT asset, 2, ip FROM asset_address "
	"UNION SELECT a.id, iif(c.value ->> 0 = 'serial', 1, 3), " CLAIM_VALUE
	" FROM asset a, json_each(a.claims) c WHERE c.value ->> 0 IN ('serial', "
	"'name') "
	"UNION SELECT asset, 4, text FROM fact WHERE voice = 'self' AND "
	"attr IN ('dicom_ae', 'dicom_called_ae') AND asset <> 0";

static bool read_all(struct signs *s, struct reader *r, struct err *e)
{
	bool done;

	if (!db_read_begin(&r->db, e))
		return false;
	done = listing_all(r, "SELECT id, name, class, vendor, model, serial, "
			   "mac, ip FROM asset ORDER BY id", take_asset, s, e) &&
	       listing_all(r, all_signs, take_sign, s, e);
	db_read_end(&r->db);
	return done;
}

struct signs *signs_open(struct reader *r, struct err *e)
{
	struct signs *s = must_alloc(1, sizeof(*s));

	if (!read_all(s, r, e)) {
		signs_close(s);
		return NULL;
	}
	if (s->count > 1)
		qsort(s->sign, s->count, sizeof(*s->sign), by_key);
	s->knows = must_alloc(s->mets, 1);
	for (size_t i = 0; i < s->count; i++) {
		const struct sign *one = &s->sign[i];

		/* A title is a name where there is no better one. */
		if (one->kind != LISTED_name ||
		    !signs_meets(s, LISTED_ae, one->value, one->asset))
			s->knows[one->asset] |= (uint8_t)(1u << one->kind);
	}
	return s;
}

void signs_close(struct signs *s)
{
	for (size_t i = 0; i < s->mets; i++) {
		struct met *m = &s->met[i];

		free(m->name), free(m->class_name), free(m->vendor);
		free(m->model), free(m->serial), free(m->mac), free(m->ip);
	}
	for (size_t i = 0; i < s->count; i++) {
		free(s->sign[i].key);
		free(s->sign[i].value);
	}
	free(s->met);
	free(s->sign);
	free(s->knows);
	free(s);
}

/* ---- asking ------------------------------------------------------------------------ */

size_t signs_assets(const struct signs *s)
{
	return s->mets;
}

const struct met *signs_asset(const struct signs *s, size_t place)
{
	return &s->met[place];
}

/* The first sign of this kind with this key, or after it. */
static size_t first_of(const struct signs *s, enum listed_column kind,
		       const char *key)
{
	size_t low = 0, high = s->count;

	while (low < high) {
		size_t middle = (low + high) / 2;
		const struct sign *m = &s->sign[middle];

		if (m->kind < kind ||
		    (m->kind == kind && strcmp(m->key, key) < 0))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool is_of(const struct signs *s, size_t at, enum listed_column kind,
		  const char *key)
{
	return at < s->count && s->sign[at].kind == kind &&
	       strcmp(s->sign[at].key, key) == 0;
}

size_t signs_find(const struct signs *s, enum listed_column kind,
		  const char *text, size_t *list, size_t room)
{
	char key[VALUES][LISTED_TEXT];
	unsigned keys = keys_of(kind, text, key);
	size_t n = 0;

	for (unsigned k = 0; k < keys; k++)
		for (size_t at = first_of(s, kind, key[k]);
		     n < room && is_of(s, at, kind, key[k]); at++) {
			size_t i = 0;

			while (i < n && list[i] != s->sign[at].asset)
				i++;
			if (i == n)
				list[n++] = s->sign[at].asset;
		}
	return n;
}

bool signs_meets(const struct signs *s, enum listed_column kind,
		 const char *text, size_t asset)
{
	char key[VALUES][LISTED_TEXT];
	unsigned keys = keys_of(kind, text, key);

	for (unsigned k = 0; k < keys; k++)
		for (size_t at = first_of(s, kind, key[k]);
		     is_of(s, at, kind, key[k]); at++)
			if (s->sign[at].asset == asset)
				return true;
	return false;
}

bool signs_says(enum listed_column kind, const char *text)
{
	char key[VALUES][LISTED_TEXT];

	return keys_of(kind, text, key) > 0;
}

bool signs_knows(const struct signs *s, enum listed_column kind, size_t asset)
{
	return (s->knows[asset] >> kind & 1) != 0;
}

void signs_list(const struct signs *s, enum listed_column kind, size_t asset,
		char *out, size_t size)
{
	size_t n = 0;

	out[0] = '\0';
	for (size_t i = first_of(s, kind, ""); i < s->count &&
					       s->sign[i].kind == kind; i++) {
		size_t length = strlen(s->sign[i].value);

		if (s->sign[i].asset != asset || n + length + 2 > size)
			continue;
		n += (size_t)snprintf(out + n, size - n, "%s%s",
				      n > 0 ? " " : "", s->sign[i].value);
	}
}
