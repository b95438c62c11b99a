/* SPDX-License-Identifier: Apache-2.0 */
/*
 * withhold - two nets, one behind the other: only attributes of products, and
 * in their values no word by which the hospital is known.
 */
#include "store/withhold.h"

#include <stdlib.h>
#include <string.h>

#include "capture/base/must.h"

enum { SHORTEST = 4, WORD_TEXT = 512 };

struct withhold {
	char **word;
	size_t words;
};

/* Numbers by which one device is told from another. */
static bool names_one(enum attr a)
{
	static const enum attr numbers[] = {
		A_arp_binding,	 A_nd_binding,	  A_dhcp_binding,
		A_frame_binding, A_bacnet_device, A_bacnet_routes,
		A_cert_not_after, A_radius_binding,
	};

	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
		if (numbers[i] == a)
			return true;
	return false;
}

/* Our own closed words, numbers, registered identifiers, and what claims a
 * maker, a model, a version, a system or a software. */
bool withhold_lets(enum attr a)
{
	const struct attr_row *row = attr_row(a);

	if (row->kind == KIND_WORD)
		return !names_one(a);
	switch (row->gate) {
	case GATE_TERM:
	case GATE_UID: return true;
	case GATE_PRODUCT:
	case GATE_TOKENS:
		return row->claim == CLAIM_VENDOR || row->claim == CLAIM_MODEL ||
		       row->claim == CLAIM_VERSION || row->claim == CLAIM_OS ||
		       row->claim == CLAIM_SOFTWARE || a == A_smb_dialect ||
		       a == A_ntlm_version;
	default: return a == A_cert_signature;
	}
}

/* ---- the hospital's words ---------------------------------------------------------- */

static void add_word(struct withhold *w, const char *text, size_t n)
{
	char *copy;

	if (n < SHORTEST)
		return;
	w->word = grow(w->word, w->words, sizeof(*w->word));
	copy = must_alloc(n + 1, 1);
	memcpy(copy, text, n);
	w->word[w->words++] = copy;
}

/* Also the domain, which other names of the house share; not that of mDNS. */
static void add_name(struct withhold *w, const char *name)
{
	const char *dot = strchr(name, '.');

	add_word(w, name, strlen(name));
	if (dot != NULL && strcmp(dot, ".local") != 0 &&
	    strpbrk(dot, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") !=
		    NULL)
		add_word(w, dot + 1, strlen(dot + 1));
}

/* The whole text, or each word of a list. */
static bool take_words(void *ctx, sqlite3_stmt *s)
{
	struct withhold *w = ctx;
	char text[WORD_TEXT];
	const char *at = text;

	column_text(s, 0, text, sizeof(text));
	if (column_number(s, 1) == 0) {
		add_name(w, text);
		return true;
	}
	for (size_t n; *at != '\0'; at += n, at += strspn(at, " ")) {
		n = strcspn(at, " ");
		add_word(w, at, n);
	}
	return true;
}

/* Of all devices what stands in columns; of those of the model, also all that
 * they are called by facts. */
static const char columns_text[] =
	"SELECT name, 0 FROM asset UNION SELECT serial, 0 FROM asset UNION "
	"SELECT ip, 0 FROM asset UNION SELECT addresses, 1 FROM asset UNION "
	"SELECT mac, 0 FROM asset UNION SELECT macs, 1 FROM asset";
static const char facts_text[] =
	"SELECT DISTINCT f.attr, f.text FROM asset a JOIN fact f ON f.asset = a.id "
	"WHERE a.vendor = ?1 AND a.model = ?2 AND a.version = ?3 AND f.text <> ''";

static bool take_fact(void *ctx, sqlite3_stmt *s)
{
	char name[32], text[ROW_TEXT];
	enum attr a;

	column_raw(s, 0, name, sizeof(name));
	a = attr_of_name(name);
	if (a == A_none || withhold_lets(a))
		return true;
	column_text(s, 1, text, sizeof(text));
	add_name(ctx, text);
	return true;
}

struct withhold *withhold_open(struct reader *r, const struct model *m,
			       struct err *e)
{
	struct withhold *w = must_alloc(1, sizeof(*w));
	sqlite3_stmt *s = NULL;

	if (listing_all(r, columns_text, take_words, w, e))
		s = db_use(&r->db, facts_text, e);
	if (s != NULL) {
		bind_text(s, 1, m->vendor);
		bind_text(s, 2, m->name);
		bind_text(s, 3, m->version);
	}
	if (s != NULL && listing_run(r, s, take_fact, w, e))
		return w;
	withhold_close(w);
	return NULL;
}

void withhold_close(struct withhold *w)
{
	if (w == NULL)
		return;
	for (size_t i = 0; i < w->words; i++)
		free(w->word[i]);
	free(w->word);
	free(w);
}

const char *withhold_value(const struct withhold *w, const char *value)
{
	for (size_t i = 0; i < w->words; i++)
		if (strcasestr(value, w->word[i]) != NULL)
			return "(withheld)";
	return value;
}
