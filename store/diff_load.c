/* SPDX-License-Identifier: Apache-2.0 */
/* diff_load - the assets of a database, and what it could see at all. */
#include <stdlib.h>
#include <string.h>

#include "capture/base/must.h"
#include "store/diff.h"

/* ---- assets --------------------------------------------------------------------- */

static const char *text_of(struct diff *d, sqlite3_stmt *s, int at)
{
	char text[ROW_TEXT * 3];

	column_text(s, at, text, sizeof(text));
	return text[0] != '\0' ? pool_text(&d->pool, text) : "";
}

static void take_item(struct diff *d, struct item *item, sqlite3_stmt *s)
{
	int at = 1;

	memset(item, 0, sizeof(*item));
	item->id = column_number(s, 0);
	for (int i = 0; i < DIFF_FIELDS; i++)
		item->field[i] = text_of(d, s, at++);
	item->ip = text_of(d, s, at++);
	item->macs = text_of(d, s, at++);
	item->addresses = text_of(d, s, at++);
	item->software = text_of(d, s, at++);
	item->net = (net_t)column_number(s, at++);
	item->behind = column_number(s, at) != 0;
}

static bool load_items(struct diff *d, struct diff_side *side, struct err *e)
{
	struct db *db = &side->reader->db;
	int64_t n;
	sqlite3_stmt *s;
	int code = SQLITE_DONE;

	if (!db_number(db, "SELECT count(*) FROM asset", &n, e))
		return false;
	side->item = must_alloc((size_t)n + 1, sizeof(*side->item));
	s = db_use(db, "SELECT a.id, a.class, a.vendor, a.model, a.version, "
		       "a.serial, a.os, " SHOWN_NAME ", a.ip, " ALL_MACS ", "
		       ALL_ADDRESSES ", a.software, a.net, a.behind FROM asset a ORDER BY "
		       "a.id", e);
	if (s == NULL)
		return false;
	while (side->items < (size_t)n &&
	       (code = sqlite3_step(s)) == SQLITE_ROW)
		take_item(d, &side->item[side->items++], s);
	if (code != SQLITE_ROW && code != SQLITE_DONE)
		db_fail(db, e);
	db_done(s);
	return code == SQLITE_ROW || code == SQLITE_DONE;
}

struct item *item_find(const struct diff_side *side, uint64_t id)
{
	for (size_t low = 0, high = side->items; low < high;) {
		size_t middle = low + (high - low) / 2;

		if (side->item[middle].id == id)
			return &side->item[middle];
		if (side->item[middle].id < id)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

/* ---- networks ------------------------------------------------------------------- */

static int by_net(const void *a, const void *b)
{
	const net_t *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

static void list_nets(struct diff_side *side)
{
	side->net = must_alloc(side->items + 1, sizeof(*side->net));
	for (size_t i = 0; i < side->items; i++)
		side->net[i] = side->item[i].net;
	if (side->items > 0)
		qsort(side->net, side->items, sizeof(*side->net), by_net);
	for (size_t i = 0; i < side->items; i++)
		if (i == 0 || side->net[i] != side->net[i - 1])
			side->net[side->nets++] = side->net[i];
}

bool diff_saw(const struct diff_side *side, net_t net)
{
	return side->nets > 0 && bsearch(&net, side->net, side->nets,
					 sizeof(net), by_net) != NULL;
}

/* ---- coverage --------------------------------------------------------------------- */

struct covering {
	struct diff_extent *coverage;
	uint64_t until_us;     /* so far all time is counted                   */
};

static bool cover(void *ctx, sqlite3_stmt *s)
{
	struct covering *so_far = ctx;
	struct diff_extent *c = so_far->coverage;
	uint64_t first = column_number(s, 0), last = column_number(s, 1);

	if (c->first_us == 0)
		c->first_us = first;
	if (last > c->last_us)
		c->last_us = last;
	if (first < so_far->until_us)
		first = so_far->until_us;
	if (last > first)
		c->heard_s += (last - first) / 1000000;
	if (last > so_far->until_us)
		so_far->until_us = last;
	return true;
}

static bool count(struct db *d, const char *text, uint64_t *out, struct err *e)
{
	int64_t n = 0;

	if (!db_number(d, text, &n, e))
		return false;
	*out = (uint64_t)n;
	return true;
}

static bool load_coverage(struct diff_side *side, struct diff_extent *c,
			  struct err *e)
{
	struct db *d = &side->reader->db;
	struct covering so_far = {.coverage = c};
	uint64_t captures, broken;

	if (!count(d, "SELECT count(*) FROM capture", &captures, e) ||
	    !count(d, "SELECT count(*) FROM capture WHERE problem <> ''",
		   &broken, e) ||
	    !count(d, "SELECT coalesce(sum(frames), 0) FROM capture",
		   &c->frames, e) ||
	    !count(d, "SELECT coalesce(sum(n), 0) FROM capture_tally WHERE "
		      "tally = 'octets'", &c->octets, e) ||
	    !count(d, "SELECT coalesce(sum(n), 0) FROM capture_tally WHERE "
		      "tally IN ('kernel_drop', 'interface_drop')", &c->lost, e))
		return false;
	c->captures = (unsigned)captures;
	c->broken = (unsigned)broken;
	c->networks = (unsigned)side->nets;
	c->assets = (unsigned)side->items;
	for (size_t i = 0; i < side->items; i++)
		c->with_mac += side->item[i].macs[0] != '\0';
	return listing_all(side->reader, "SELECT first_us, last_us FROM capture "
			   "WHERE frames > 0 ORDER BY first_us, last_us", cover,
			   &so_far, e);
}

bool diff_load(struct diff *d, int which, const char *path, struct err *e)
{
	struct diff_side *side = &d->side[which];

	side->reader = reader_open(path, e);
	if (side->reader == NULL || !db_read_begin(&side->reader->db, e) ||
	    !load_items(d, side, e))
		return false;
	list_nets(side);
	return load_coverage(side, &d->summary.side[which], e);
}
