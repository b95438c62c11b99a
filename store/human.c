/* SPDX-License-Identifier: Apache-2.0 */
/* human - what people say about devices: written down, and for those who judge. */
#include <stdlib.h>
#include <string.h>

#include "capture/base/must.h"
#include "store/reader.h"
#include "store/recorder.h"

/* ---- for a judgement ------------------------------------------------------------ */

static struct whereabouts column_place(sqlite3_stmt *s, int at)
{
	return (struct whereabouts){.asset = column_number(s, at),
				    .mac = column_mac(s, at + 1),
				    .ip = column_addr(s, at + 2),
				    .net = (net_t)column_number(s, at + 3)};
}

static enum said_act act_named(const char *name)
{
	enum said_act a = 0;

	while (a < SAID_ACTS && strcmp(said_act_name(a), name) != 0)
		a++;
	return a;
}

static void take_said(struct decisions *d, sqlite3_stmt *s)
{
	struct testimony said = {.number = column_number(s, 0)};
	char word[16];

	column_raw(s, 1, word, sizeof(word));
	said.act = act_named(word);
	said.at = column_place(s, 2);
	said.other = column_place(s, 6);
	column_raw(s, 10, word, sizeof(word));
	said.field = human_field(word);
	column_raw(s, 11, said.value, sizeof(said.value));
	/* A later program may know more. */
	if (said.act == SAID_SET && said.field == CLAIM_NONE)
		return;
	d->said[d->saids++] = said;
}

bool human_load(struct recorder *r, struct err *e)
{
	sqlite3_stmt *s;
	int64_t n;
	int code;

	if (!db_number(&r->db, "SELECT count(*) FROM asset_act", &n, e))
		return false;
	s = db_use(&r->db,
		   "SELECT number, act, asset, mac, ip, net, other_asset, "
		   "other_mac, other_ip, other_net, field, value FROM asset_act "
		   "WHERE act <> 'undo' AND number NOT IN (SELECT undoes FROM "
		   "asset_act) ORDER BY number", e);
	if (s == NULL)
		return false;
	r->decisions.said = must_alloc((size_t)n + 1,
				       sizeof(*r->decisions.said));
	while ((code = sqlite3_step(s)) == SQLITE_ROW)
		take_said(&r->decisions, s);
	if (code != SQLITE_DONE)
		db_fail(&r->db, e);
	db_done(s);
	return code == SQLITE_DONE;
}

/* ---- what is meant -------------------------------------------------------------- */

/* An act as its row wants it; a split may take an address out in several
 * networks, which are rows of their own. */
struct saying {
	const struct said_request *request;
	uint64_t asset, other;
	char mac[MAC_TEXT], ip[ADDR_TEXT]; /* of a split                       */
	char reason[REASON_MOST + 1], author[AUTHOR_MOST + 4], value[OBS_TEXT];
};

#define MACS_OF                                                                \
	"(SELECT mac FROM asset WHERE id = ?1 UNION SELECT mac FROM asset_mac " \
	"WHERE asset = ?1)"
#define ADDRESSES_OF                                                           \
	"(SELECT ip, net FROM asset WHERE id = ?1 UNION SELECT ip, net FROM "  \
	"asset_address WHERE asset = ?1)"

static bool ask(struct reader *r, const char *text, uint64_t asset,
		const char *word, bool *yes, struct err *e)
{
	sqlite3_stmt *s = db_use(&r->db, text, e);

	if (s == NULL)
		return false;
	bind_number(s, 1, asset);
	bind_text(s, 2, word);
	*yes = sqlite3_step(s) == SQLITE_ROW && column_number(s, 0) != 0;
	db_done(s);
	return true;
}

/* It must be a part, and not all. */
static bool find_part(struct reader *r, struct saying *a, struct err *e)
{
	const char *what = a->request->other;
	bool part = false, rest = false;
	struct addr ip;
	struct mac mac;

	if (addr_parse(what, &ip)) {
		addr_print(ip, a->ip);
		if (!ask(r, "SELECT count(*) FROM " ADDRESSES_OF " WHERE ip = ?2",
			 a->asset, a->ip, &part, e) ||
		    !ask(r, "SELECT count(*) FROM " ADDRESSES_OF
			    " WHERE ip <> ?2", a->asset, a->ip, &rest, e))
			return false;
	} else if (mac_parse(what, &mac)) {
		mac_print(mac, a->mac);
		if (!ask(r, "SELECT count(*) FROM " MACS_OF " WHERE mac = ?2",
			 a->asset, a->mac, &part, e) ||
		    !ask(r, "SELECT count(*) FROM " MACS_OF " WHERE mac <> ?2 "
			    "AND mac <> ''", a->asset, a->mac, &rest, e))
			return false;
	} else {
		return err_set(e, ERR_USAGE, "by=%.60s: write an address or a "
			       "MAC of that device", what);
	}
	if (part && rest)
		return true;
	return err_set(e, ERR_USAGE, part ? "%.60s is all that this device goes "
					    "by; nothing would be left of it"
					  : "%.60s is not of that device; "
					    "wardwatch why tells what is", what);
}

static bool find_undone(struct reader *r, struct saying *a, struct err *e)
{
	uint64_t number = a->request->undoes;
	bool said = false, undone = false;

	if (!ask(r, "SELECT 1 FROM asset_act WHERE number = ?1 AND act <> 'undo' "
		    "AND ?2 = ''", number, "", &said, e) ||
	    !ask(r, "SELECT 1 FROM asset_act WHERE undoes = ?1 AND ?2 = ''",
		 number, "", &undone, e))
		return false;
	if (!said)
		return err_set(e, ERR_USAGE, "nothing was set, joined or split "
			       "under the number %llu; wardwatch asset log tells "
			       "the numbers", (unsigned long long)number);
	return !undone || err_set(e, ERR_USAGE, "%llu was taken back already; "
				  "to have it again, say it again",
				  (unsigned long long)number);
}

static bool find_act(struct reader *r, struct saying *a, struct err *e)
{
	const struct said_request *q = a->request;

	if (q->act == SAID_UNDO)
		return find_undone(r, a, e);
	if (!reader_find_asset(r, q->asset, &a->asset, e))
		return false;
	if (q->act == SAID_SPLIT)
		return find_part(r, a, e);
	if (q->act == SAID_JOIN) {
		if (!reader_find_asset(r, q->other, &a->other, e))
			return false;
		return a->asset != a->other ||
		       err_set(e, ERR_USAGE, "%.60s and %.60s are one device "
			       "already", q->asset, q->other);
	}
	return true;
}

/* ---- written down --------------------------------------------------------------- */

#define ACT                                                                    \
	"INSERT INTO asset_act (at_us, author, act, reason, asset, mac, ip, "  \
	"net, other_asset, other_mac, other_ip, other_net, field, value, "     \
	"undoes) "

/* The network of a MAC that was made up locally is that of its facts.
 * 1 asset, 2 the other, 3 now, 4 author, 5 act, 6 reason, 7 field or MAC, 8
 * value or address, 9 the number that is undone. */
static const char *const texts[SAID_ACTS] = {
	[SAID_SET] = ACT "SELECT ?3, ?4, ?5, ?6, id, mac, ip, net, 0, '', '', "
		"0, ?7, ?8, 0 FROM asset WHERE id = ?1",
	[SAID_JOIN] = ACT "SELECT ?3, ?4, ?5, ?6, a.id, a.mac, a.ip, a.net, b.id, "
		"b.mac, b.ip, b.net, '', '', 0 FROM asset a, asset b WHERE a.id "
		"= ?1 AND b.id = ?2",
	[SAID_SPLIT] = ACT "SELECT ?3, ?4, ?5, ?6, a.id, a.mac, a.ip, a.net, 0, "
		"?7, ?8, p.net, '', '', 0 FROM asset a, (SELECT net FROM "
		ADDRESSES_OF " WHERE ip = ?8 AND ?8 <> '' UNION ALL SELECT "
		"min(net) FROM fact WHERE asset = ?1 AND mac = ?7 AND "
		"?7 <> '' HAVING count(*) > 0) p WHERE a.id = ?1",
	[SAID_UNDO] = ACT "SELECT ?3, ?4, ?5, ?6, asset, mac, ip, net, "
		"other_asset, other_mac, other_ip, other_net, '', '', number "
		"FROM asset_act WHERE number = ?9",
};

static bool write_act(struct db *d, const struct saying *a, uint64_t now,
		      struct err *e)
{
	const struct said_request *q = a->request;
	sqlite3_stmt *s = db_use(d, texts[q->act], e);
	bool set = q->act == SAID_SET;

	if (s == NULL)
		return false;
	bind_number(s, 1, a->asset);
	bind_number(s, 2, a->other);
	bind_number(s, 3, now);
	bind_text(s, 4, a->author);
	bind_text(s, 5, said_act_name(q->act));
	bind_text(s, 6, a->reason);
	bind_text(s, 7, set ? claim_name(q->field) : a->mac);
	bind_text(s, 8, set ? a->value : a->ip);
	bind_number(s, 9, q->undoes);
	return db_finish(d, s, e);
}

static const char last_text[] =
	"SELECT coalesce(max(number), 0) FROM asset_act";

static bool write_acts(struct db *d, const struct saying *act, size_t n,
		       uint64_t number[2], struct err *e)
{
	uint64_t now = wall_us();
	int64_t before = 0, last = 0;
	bool good = db_run(d, "BEGIN IMMEDIATE", e);

	if (!good)
		return false;
	good = db_number(d, last_text, &before, e);
	for (size_t i = 0; good && i < n; i++)
		good = write_act(d, &act[i], now, e);
	if (good && db_number(d, last_text, &last, e) && db_run(d, "COMMIT", e)) {
		number[0] = (uint64_t)before + 1;
		number[1] = (uint64_t)last;
		return true;
	}
	db_run(d, "ROLLBACK", NULL);
	return false;
}

/* Text as it is kept: what could fool a reader is spelt out, and then it has
 * to have room. */
static bool take_text(const char *what, const char *text, size_t most,
		      char *out, size_t size, struct err *e)
{
	char *long_one = must_alloc(strlen(text) * 8 + 1, 1);
	bool fits;

	text_clean(text, long_one, strlen(text) * 8 + 1);
	fits = strlen(long_one) <= most;
	if (fits)
		snprintf(out, size, "%s", long_one);
	free(long_one);
	if (!fits)
		return err_set(e, ERR_USAGE, "a %s has at most %zu octets", what,
			       most);
	return out[strspn(out, " ")] != '\0' ||
	       err_set(e, ERR_USAGE, "a %s needs some text", what);
}

static bool take_act(struct reader *r, struct saying *a, struct err *e)
{
	const struct said_request *q = a->request;

	return take_text("reason", q->reason, REASON_MOST, a->reason,
			 sizeof(a->reason), e) &&
	       take_text("name", q->author, AUTHOR_MOST, a->author,
			 sizeof(a->author), e) &&
	       (q->act != SAID_SET ||
		take_text(claim_name(q->field), q->value, OBS_MAX, a->value,
			  sizeof(a->value), e)) &&
	       find_act(r, a, e);
}

bool store_say(const char *path, const struct said_request *q, size_t n,
	       uint64_t number[2], struct err *e)
{
	struct saying *act = must_alloc(n + 1, sizeof(*act));
	struct reader *r = reader_open(path, e);
	bool good = r != NULL;
	struct db d;

	for (size_t i = 0; good && i < n; i++) {
		act[i].request = &q[i];
		good = take_act(r, &act[i], e);
	}
	reader_close(r);
	good = good && db_open_to_decide(&d, path, e);
	if (good) {
		good = write_acts(&d, act, n, number, e);
		db_close(&d);
	}
	free(act);
	return good;
}

/* ---- told ------------------------------------------------------------------------ */

struct said_list {
	bool (*each)(void *, const struct said_row *);
	void *ctx;
};

static bool said_row(void *ctx, sqlite3_stmt *s)
{
	struct said_list *list = ctx;
	struct said_row row = {.number = column_number(s, 0),
			       .at_us = column_number(s, 1),
			       .undoes = column_number(s, 7),
			       .undone = column_number(s, 8)};

	column_text(s, 2, row.author, sizeof(row.author));
	column_text(s, 3, row.act, sizeof(row.act));
	column_text(s, 4, row.reason, sizeof(row.reason));
	column_text(s, 5, row.field, sizeof(row.field));
	column_text(s, 6, row.value, sizeof(row.value));
	column_text(s, 9, row.asset_text, sizeof(row.asset_text));
	column_text(s, 10, row.other, sizeof(row.other));
	return list->each(list->ctx, &row);
}

#define ABOUT(p)                                                               \
	"t." p "asset = ?1 OR (t." p "mac <> '' AND t." p "mac IN " MACS_OF    \
	") OR (t." p "mac = '' AND t." p "ip <> '' AND (t." p "ip, t." p       \
	"net) IN " ADDRESSES_OF ")"

bool reader_said(struct reader *r, uint64_t asset,
		 bool (*each)(void *, const struct said_row *), void *ctx,
		 struct err *e)
{
	struct said_list list = {each, ctx};

	return listing_of(
		r,
		"SELECT number, at_us, author, act, reason, field, value, undoes, "
		"coalesce((SELECT u.number FROM asset_act u WHERE u.undoes = "
		"t.number), 0), id_name(asset), iif(act = 'join', "
		"id_name(other_asset), iif(other_mac <> '', other_mac, other_ip))"
		" FROM asset_act t WHERE ?1 = 0 OR " ABOUT("") " OR "
		ABOUT("other_") " ORDER BY number",
		asset, said_row, &list, e);
}
