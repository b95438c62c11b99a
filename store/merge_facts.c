/* SPDX-License-Identifier: Apache-2.0 */
/* merge_facts - facts, conversations and days of a database into an inventory. */
#include <stdlib.h>
#include <string.h>

#include "capture/base/must.h"
#include "store/merge.h"

struct uniting {
	const struct source *source;
	struct inventory *inventory;
	struct lot_told *told; /* room for one of each lot                     */
};

/* What each lot told, by its number in the new database; whole: all together.
 * What no lot claims is of those that are not told apart. */
static size_t list_told(const struct uniting *u, struct shares *shares,
			const uint64_t *whole, uint16_t capture)
{
	const struct source *s = u->source;
	uint64_t rest[TALK_NUMBERS];
	uint64_t left = 0;
	struct lot_told t;
	size_t n = 0;

	memcpy(rest, whole, shares->numbers * sizeof(*rest));
	while (unpack_share(shares, &t)) {
		if (t.lot == 0 || s->lot[t.lot] == 0 || n == UINT16_MAX)
			continue;
		for (unsigned i = 0; i < shares->numbers; i++)
			rest[i] -= t.n[i] < rest[i] ? t.n[i] : rest[i];
		t.lot = s->lot[t.lot];
		u->told[n++] = t;
	}
	for (unsigned i = 0; i < shares->numbers; i++)
		left |= rest[i];
	if (left == 0)
		return n;
	t.lot = s->lot[0] != 0 ? s->lot[0] : capture;
	memcpy(t.n, rest, shares->numbers * sizeof(*rest));
	u->told[n++] = t;
	return n;
}

static bool unite_fact(void *ctx, const struct fact *f, uint64_t asset,
		       struct shares *shares)
{
	const struct uniting *u = ctx;
	struct fact there = *f;

	(void)asset;
	there.capture = u->source->capture[f->capture];
	there.subject.net = net_at(f->subject.net, u->source->site);
	inventory_unite_fact(u->inventory, &there, u->told,
			     list_told(u, shares, (uint64_t[]){f->count},
				       there.capture));
	return true;
}

static void unite_talk(const struct uniting *u, struct unpack_talk *unpacked)
{
	struct talk_record there = unpacked->talk;
	const uint64_t whole[TALK_NUMBERS] = {
		there.flows, there.packets[0], there.packets[1],
		there.octets[0], there.octets[1]};
	struct known_talk *k;

	there.capture = u->source->capture[there.capture];
	there.net = net_at(there.net, u->source->site);
	k = inventory_unite_talk(u->inventory, &there, u->told,
				 list_told(u, &unpacked->shares, whole,
					   there.capture));
	if (k != NULL)
		inventory_join_starts(u->inventory, k, &unpacked->starts);
}

static bool unite_talks(const struct uniting *u, struct err *e)
{
	struct db *d = &u->source->reader->db;
	sqlite3_stmt *s = db_use(d, "SELECT pack FROM conversation ORDER BY id",
				 e);
	int code = SQLITE_DONE;
	bool whole = true;

	if (s == NULL)
		return false;
	while (whole && (code = sqlite3_step(s)) == SQLITE_ROW) {
		struct unpack_talk unpacked;

		unpack_talks(&unpacked, sqlite3_column_blob(s, 0),
			     (size_t)sqlite3_column_bytes(s, 0));
		while (unpack_talk(&unpacked, &u->source->terms))
			unite_talk(u, &unpacked);
		whole = !unpacked.in.bad;
	}
	if (whole && code != SQLITE_DONE)
		db_fail(d, e);
	db_done(s);
	return whole ? code == SQLITE_DONE : db_damaged(d, e);
}

/* A MAC that the registry gave has no network. */
static void unite_days(void *ctx, const struct heard *h)
{
	const struct uniting *u = ctx;
	struct heard there = *h;

	if (mac_is_zero(h->mac) || mac_is_local(h->mac))
		there.net = net_at(h->net, u->source->site);
	inventory_unite_heard(u->inventory, &there);
}

bool merge_facts(const struct source *s, struct inventory *v, struct err *e)
{
	struct uniting u = {
		.source = s,
		.inventory = v,
		.told = must_alloc(UINT16_MAX + 1, sizeof(*u.told)),
	};
	bool done = store_each_fact(&s->reader->db, &s->terms, unite_fact, &u,
				    e) &&
		    unite_talks(&u, e) &&
		    store_each_heard(&s->reader->db, unite_days, &u, e);

	free(u.told);
	return done;
}
