/* SPDX-License-Identifier: Apache-2.0 */
/* restore - puts what a database holds back into an inventory. */
#include <string.h>

#include "store/recorder.h"

static bool each_of_pack(sqlite3_stmt *s, const struct terms *t,
			 bool (*each)(void *, const struct fact *, uint64_t),
			 void *ctx, bool *damaged)
{
	int64_t owner = (int64_t)column_number(s, 0);
	struct unpack u;
	struct fact f;

	unpack_begin(&u, sqlite3_column_blob(s, 1),
		     (size_t)sqlite3_column_bytes(s, 1));
	while (unpack_fact(&u, t, &f))
		if (f.attr != A_none &&
		    !each(ctx, &f, owner > 0 ? (uint64_t)owner : 0))
			return false;
	*damaged |= u.bad;
	return true;
}

bool store_each_fact(struct db *d, const struct terms *t,
		     bool (*each)(void *, const struct fact *, uint64_t asset),
		     void *ctx, struct err *e)
{
	sqlite3_stmt *s = db_use(
		d, "SELECT owner, pack FROM evidence ORDER BY owner", e);
	bool going = true, damaged = false;
	int code = SQLITE_DONE;

	if (s == NULL)
		return false;
	while (going && (code = sqlite3_step(s)) == SQLITE_ROW)
		going = each_of_pack(s, t, each, ctx, &damaged);
	if (going && code != SQLITE_DONE)
		db_fail(d, e);
	db_done(s);
	if (damaged)
		return err_set(e, ERR_INTEGRITY,
			       "%s is damaged: not all of its facts can be "
			       "read; put it aside and read the captures again "
			       "into another database",
			       d->path);
	return !going || code == SQLITE_DONE;
}

static bool restore_fact(void *ctx, const struct fact *f, uint64_t asset)
{
	inventory_restore_fact(ctx, f, asset);
	return true;
}

static const char talks_text[] =
	"SELECT server_asset, client, server, client_mac, server_mac, net, l4, "
	"port, protocol, source, answered, refused, "
	"encrypted, flows, client_packets, server_packets, client_octets, "
	"server_octets, first_us, last_us, capture, frame "
	"FROM talk ORDER BY id";

static void talk_of_row(sqlite3_stmt *s, struct talk_record *t)
{
	char word[40];

	memset(t, 0, sizeof(*t));
	t->client = column_addr(s, 1);
	t->server = column_addr(s, 2);
	t->mac[0] = mac_of_number(column_number(s, 3));
	t->mac[1] = mac_of_number(column_number(s, 4));
	t->net = (net_t)column_number(s, 5);
	t->l4 = (uint8_t)column_number(s, 6);
	t->port = (uint16_t)column_number(s, 7);
	column_raw(s, 8, t->protocol, sizeof(t->protocol));
	column_raw(s, 9, word, sizeof(word));
	t->source = (uint8_t)source_of_name(word);
	t->answered = column_number(s, 10) != 0;
	t->refused = column_number(s, 11) != 0;
	t->encrypted = column_number(s, 12) != 0;
	t->flows = (uint32_t)column_number(s, 13);
	t->packets[0] = column_number(s, 14);
	t->packets[1] = column_number(s, 15);
	t->octets[0] = column_number(s, 16);
	t->octets[1] = column_number(s, 17);
	t->first_us = column_number(s, 18);
	t->last_us = column_number(s, 19);
	t->capture = (uint16_t)column_number(s, 20);
	t->frame = column_number(s, 21);
}

static bool restore_talks(struct recorder *r, struct err *e)
{
	sqlite3_stmt *s = db_use(&r->db, talks_text, e);
	int code;

	if (s == NULL)
		return false;
	while ((code = sqlite3_step(s)) == SQLITE_ROW) {
		struct talk_record t;

		talk_of_row(s, &t);
		inventory_restore_talk(r->inventory, &t, column_number(s, 0));
	}
	if (code != SQLITE_DONE)
		db_fail(&r->db, e);
	db_done(s);
	return code == SQLITE_DONE;
}

bool restore_all(struct recorder *r, struct err *e)
{
	return store_each_fact(&r->db, &r->terms, restore_fact, r->inventory,
			       e) &&
	       restore_talks(r, e);
}
