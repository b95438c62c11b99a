/* SPDX-License-Identifier: Apache-2.0 */
/*
 * diff_match - which asset of one database is which of the other.
 *
 * Keys are tried from the strongest on. A key counts only where exactly one
 * asset on either side has it: what is ambiguous is never guessed.
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "capture/base/must.h"
#include "store/diff.h"

enum { MATCH_TEXT = 2 * ROW_TEXT + NET_TEXT + 4 };

struct key {
	const char *text;
	struct item *item;
	int side;
};

struct keys {
	struct diff *diff;
	struct key *key;
	size_t n, room;
};

/* Case folded. */
static void add_key(struct keys *k, int side, struct item *item,
		    const char *text)
{
	char *folded = pool_text(&k->diff->pool, text);

	for (char *c = folded; *c != '\0'; c++)
		*c = (char)tolower((unsigned char)*c);
	if (k->n == k->room) {
		k->room = k->room * 2 + 256;
		k->key = realloc(k->key, k->room * sizeof(*k->key));
		must(k->key != NULL);
	}
	k->key[k->n++] = (struct key){folded, item, side};
}

/* ---- keys ------------------------------------------------------------------------ */

/* One that is made up locally counts only in its own network. */
static void mac_keys(struct keys *k, int side, struct item *item)
{
	char text[MATCH_TEXT], net[NET_TEXT] = "";
	const char *at = item->macs;

	while (*at != '\0') {
		size_t n = strcspn(at, " ");
		char word[MAC_TEXT] = "";
		struct mac mac;

		snprintf(word, sizeof(word), "%.*s",
			 (int)(n < MAC_TEXT ? n : MAC_TEXT - 1), at);
		net[0] = '\0';
		if (mac_parse(word, &mac) && mac_is_local(mac))
			net_print(item->net, net);
		snprintf(text, sizeof(text), "%s %s", word, net);
		add_key(k, side, item, text);
		at += n + strspn(at + n, " ");
	}
}

static void serial_key(struct keys *k, int side, struct item *item)
{
	char text[MATCH_TEXT];

	if (item->field[FIELD_SERIAL][0] == '\0' ||
	    item->field[FIELD_VENDOR][0] == '\0')
		return;
	snprintf(text, sizeof(text), "%s %s", item->field[FIELD_VENDOR],
		 item->field[FIELD_SERIAL]);
	add_key(k, side, item, text);
}

static void child_key(struct keys *k, int side, struct item *item)
{
	char text[ASSET_ID_TEXT];

	if (!item->behind)
		return;
	asset_id_print(item->id, text);
	add_key(k, side, item, text);
}

static void address_key(struct keys *k, int side, struct item *item)
{
	char text[MATCH_TEXT], net[NET_TEXT];

	if (item->ip[0] == '\0')
		return;
	net_print(item->net, net);
	snprintf(text, sizeof(text), "%s %s", item->ip, net);
	add_key(k, side, item, text);
}

static void name_key(struct keys *k, int side, struct item *item)
{
	if (item->field[FIELD_NAME][0] != '\0' && !item->behind)
		add_key(k, side, item, item->field[FIELD_NAME]);
}

/* weak: two of different MACs are two. */
static const struct {
	const char *by;
	void (*add)(struct keys *, int side, struct item *);
	bool weak;
} kinds[] = {
	{"MAC", mac_keys, false},
	{"serial number", serial_key, false},
	{"its own number", child_key, false},
	{"address", address_key, true},
	{"name", name_key, true},
};

/* ---- pairs ------------------------------------------------------------------------ */

static int by_text(const void *a, const void *b)
{
	const struct key *x = a, *y = b;
	int order = strcmp(x->text, y->text);

	if (order == 0 && x->side != y->side)
		order = x->side - y->side;
	if (order == 0 && x->item->id != y->item->id)
		order = x->item->id < y->item->id ? -1 : 1;
	return order;
}

/* Keys of one text. */
static void pair(const struct key *key, size_t n, const char *by, bool weak)
{
	struct item *a = key[0].item, *b = key[n - 1].item;

	if (n != 2 || key[0].side == key[1].side || a->match != NULL ||
	    b->match != NULL ||
	    (weak && a->macs[0] != '\0' && b->macs[0] != '\0'))
		return;
	a->match = b;
	b->match = a;
	a->by = b->by = by;
}

void diff_match(struct diff *d)
{
	struct keys k = {.diff = d};

	for (size_t kind = 0; kind < sizeof(kinds) / sizeof(kinds[0]); kind++) {
		k.n = 0;
		for (int side = BEFORE; side < SIDES; side++)
			for (size_t i = 0; i < d->side[side].items; i++)
				if (d->side[side].item[i].match == NULL)
					kinds[kind].add(&k, side,
							&d->side[side].item[i]);
		if (k.n > 0)
			qsort(k.key, k.n, sizeof(*k.key), by_text);
		for (size_t i = 0, j; i < k.n; i = j) {
			for (j = i; j < k.n && strcmp(k.key[i].text,
						      k.key[j].text) == 0;)
				j++;
			pair(k.key + i, j - i, kinds[kind].by,
			     kinds[kind].weak);
		}
	}
	free(k.key);
}
