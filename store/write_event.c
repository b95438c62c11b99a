/* SPDX-License-Identifier: Apache-2.0 */
/* write_event - the journal of an asset, and on which days places were heard. */
#include <string.h>

#include "capture/base/must.h"
#include "classify/days.h"
#include "store/recorder.h"

/* ---- the journal ------------------------------------------------------------------ */

static bool write_event(struct recorder *r, const struct asset *a, unsigned i,
			struct err *e)
{
	const struct change *c = &a->change[i];
	bool by_day = c->kind == CHANGE_SILENT || c->kind == CHANGE_BACK;
	char day[DAY_TEXT];
	sqlite3_stmt *s = db_use(&r->db, "INSERT INTO event VALUES (?1, ?2, ?3, "
				 "?4, ?5, ?6, ?7, ?8)", e);

	if (s == NULL)
		return false;
	day_print((c->other + 1) * DAY_US, day);
	bind_number(s, 1, a->id);
	bind_number(s, 2, i);
	bind_number(s, 3, c->at_us);
	bind_text(s, 4, change_name(c->kind));
	bind_text(s, 5, c->field);
	bind_text(s, 6, by_day ? day : c->before);
	bind_text(s, 7, c->after);
	bind_number(s, 8, by_day ? 0 : c->other);
	return db_finish(&r->db, s, e);
}

bool write_events(struct recorder *r, const struct asset *a, struct err *e)
{
	for (unsigned i = 0; i < a->changes; i++)
		if (!write_event(r, a, i, e))
			return false;
	return true;
}

/* ---- days ----------------------------------------------------------------------------- */

enum { PAIR = 8 };

static void put_word(uint8_t *at, uint32_t n)
{
	for (unsigned i = 0; i < 4; i++)
		at[i] = (uint8_t)(n >> 8 * i);
}

static uint32_t get_word(const uint8_t *at)
{
	return (uint32_t)at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 |
	       (uint32_t)at[3] << 24;
}

static bool write_days(struct recorder *r, const struct heard *h, struct err *e)
{
	uint8_t days[HEARD_BLOCKS * PAIR];
	struct row row = row_open(&r->db, "INSERT OR REPLACE INTO heard (ip, mac, "
				  "net, days, sum) VALUES (?1, ?2, ?3, ?4, ?5)",
				  e);

	if (row.s == NULL)
		return false;
	for (unsigned i = 0; i < h->blocks; i++) {
		put_word(days + i * PAIR, h->block[i]);
		put_word(days + i * PAIR + 4, h->bits[i]);
	}
	row_addr(&row, h->ip);
	row_mac(&row, h->mac);
	row_number(&row, h->net);
	row_blob(&row, days, (int)(h->blocks * PAIR));
	return row_finish(&r->db, &row, e);
}

static bool drop_days(struct recorder *r, const struct heard *h, struct err *e)
{
	sqlite3_stmt *s = db_use(&r->db, "DELETE FROM heard WHERE ip = ?1 AND "
				 "mac = ?2 AND net = ?3", e);

	if (s == NULL)
		return false;
	bind_addr(s, 1, h->ip);
	bind_mac(s, 2, h->mac);
	bind_number(s, 3, h->net);
	return db_finish(&r->db, s, e);
}

bool write_heard(struct recorder *r, struct err *e)
{
	struct heard h;
	size_t at = 0;

	while (inventory_heard(r->inventory, &at, &h))
		if (!(h.blocks > 0 ? write_days : drop_days)(r, &h, e))
			return false;
	return true;
}

/* False when the row makes no sense. */
static bool take_days(sqlite3_stmt *s, take_heard *each, void *ctx)
{
	const uint8_t *days = sqlite3_column_blob(s, 3);
	size_t n = (size_t)sqlite3_column_bytes(s, 3);
	struct heard h = {
		.ip = column_addr(s, 0),
		.mac = column_mac(s, 1),
		.net = (net_t)column_number(s, 2),
		.blocks = (unsigned)(n / PAIR),
	};

	if (n % PAIR != 0 || n / PAIR > HEARD_BLOCKS)
		return false;
	for (unsigned i = 0; i < h.blocks; i++) {
		h.block[i] = get_word(days + i * PAIR);
		h.bits[i] = get_word(days + i * PAIR + 4);
		if (h.block[i] > UINT32_MAX / 32 - 1)
			return false;
	}
	each(ctx, &h);
	return true;
}

bool store_each_heard(struct db *d, take_heard *each, void *ctx, struct err *e)
{
	sqlite3_stmt *s = db_use(d, "SELECT ip, mac, net, days FROM heard", e);
	bool whole = true;
	int code = SQLITE_DONE;

	if (s == NULL)
		return false;
	while (whole && (code = sqlite3_step(s)) == SQLITE_ROW)
		whole = take_days(s, each, ctx);
	if (whole && code != SQLITE_DONE)
		db_fail(d, e);
	db_done(s);
	return whole ? code == SQLITE_DONE : db_damaged(d, e);
}

static void restore_days(void *ctx, const struct heard *h)
{
	inventory_restore_heard(ctx, h);
}

bool restore_heard(struct recorder *r, struct err *e)
{
	inventory_heard_from(r->inventory,
			     setting_number(&r->db, "heard_from_us"));
	return store_each_heard(&r->db, restore_days, r->inventory, e);
}
