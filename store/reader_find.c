/* SPDX-License-Identifier: Apache-2.0 */
/* reader_find - the one asset or finding that somebody means. */
#include <stdio.h>
#include <string.h>

#include "store/reader.h"

enum { LISTED = 5, RULE_MAX = 32 };

struct match {
	unsigned n;
	uint64_t id;
	char list[400];
};

static bool take_match(void *ctx, sqlite3_stmt *s)
{
	struct match *m = ctx;
	char id[ASSET_ID_TEXT], word[40];
	size_t used = strlen(m->list);

	m->id = column_number(s, 0);
	column_text(s, 1, id, sizeof(id));
	column_text(s, 2, word, sizeof(word));
	if (m->n++ < LISTED)
		snprintf(m->list + used, sizeof(m->list) - used, "%s%s%s%s%s",
			 used > 0 ? ", " : "", id, word[0] != '\0' ? " (" : "",
			 word, word[0] != '\0' ? ")" : "");
	else if (m->n == LISTED + 1)
		snprintf(m->list + used, sizeof(m->list) - used, ", ...");
	return true;
}

static bool look(struct reader *r, const char *text, const char *what,
		 struct match *m, struct err *e)
{
	sqlite3_stmt *s = db_use(&r->db, text, e);

	memset(m, 0, sizeof(*m));
	if (s == NULL)
		return false;
	bind_text(s, 1, what);
	return listing_run(r, s, take_match, m, e);
}

static const char by_id[] =
	"SELECT id, id_name(id), ip FROM asset WHERE id = id_number(?1)";
static const char by_ip[] =
	"SELECT id, id_name(id), net_name(net) FROM asset WHERE ip = ?1 OR id IN "
	"(SELECT asset FROM asset_address WHERE ip = ?1) ORDER BY id";
static const char by_mac[] =
	"SELECT id, id_name(id), ip FROM asset WHERE mac = ?1 OR id IN "
	"(SELECT asset FROM asset_mac WHERE mac = ?1) ORDER BY id";
static const char by_serial[] =
	"SELECT id, id_name(id), ip FROM asset WHERE serial = ?1 "
	"COLLATE NOCASE ORDER BY id";
static const char by_name[] =
	"SELECT id, id_name(id), ip FROM asset WHERE name = ?1 COLLATE NOCASE "
	"ORDER BY id";

bool reader_find_asset(struct reader *r, const char *what, uint64_t *id,
		       struct err *e)
{
	char text[ADDR_TEXT];
	struct addr ip;
	struct mac mac;
	struct match m;

	if (!look(r, by_id, what, &m, e))
		return false;
	if (m.n == 0 && addr_parse(what, &ip)) {
		addr_print(ip, text);
		if (!look(r, by_ip, text, &m, e))
			return false;
	} else if (m.n == 0 && mac_parse(what, &mac)) {
		mac_print(mac, text);
		if (!look(r, by_mac, text, &m, e))
			return false;
	}
	if (m.n == 0 && !look(r, by_name, what, &m, e))
		return false;
	if (m.n == 0 && !look(r, by_serial, what, &m, e))
		return false;
	if (m.n > 1)
		return err_set(e, ERR_USAGE,
			       "'%.100s' means %u devices; name one by its id: "
			       "%s",
			       what, m.n, m.list);
	if (m.n == 0)
		return err_set(e, ERR_INPUT,
			       "no device has the id, address, MAC, name or "
			       "serial number "
			       "'%.100s'; wardwatch show assets lists them",
			       what);
	*id = m.id;
	return true;
}

static const char finding_by_id[] =
	"SELECT f.id, id_name(f.id), u.name FROM finding f INDEXED BY "
	"finding_by_rank CROSS JOIN rule u ON u.id = f.rule WHERE f.id = "
	"id_number(?1)";
static const char finding_by_rule[] =
	"SELECT f.id, id_name(f.id), coalesce(nullif(a.name, ''), nullif(a.ip, ''), "
	"id_name(a.id)) || iif(f.port > 0, ' port ' || f.port, '') FROM "
	"finding_total t CROSS JOIN finding f INDEXED BY finding_by_rank ON "
	"f.rank = t.rank AND f.rule = t.rule JOIN asset a ON a.id = f.asset "
	"WHERE t.name = ?1 COLLATE NOCASE ORDER BY f.id";

/* RULE@asset; several ports are several findings. */
static bool look_pair(struct reader *r, const char *what, const char *at,
		      struct match *m, struct err *e)
{
	char rule[RULE_MAX];
	uint64_t asset;
	sqlite3_stmt *s;

	memset(m, 0, sizeof(*m));
	snprintf(rule, sizeof(rule), "%.*s", (int)(at - what), what);
	if (!reader_find_asset(r, at + 1, &asset, e))
		return false;
	s = db_use(&r->db,
		   "SELECT f.id, id_name(f.id), 'port ' || f.port FROM finding f "
		   "JOIN rule u ON u.id = f.rule WHERE "
		   "u.name = ?1 COLLATE NOCASE AND f.asset = ?2 ORDER BY f.id",
		   e);
	if (s == NULL)
		return false;
	bind_text(s, 1, rule);
	bind_number(s, 2, asset);
	return listing_run(r, s, take_match, m, e);
}

bool reader_finding_asset(struct reader *r, uint64_t finding, uint64_t *asset,
			  struct err *e)
{
	sqlite3_stmt *s = db_use(&r->db,
				 "SELECT asset FROM finding INDEXED BY "
				 "finding_by_rank WHERE id = ?1", e);

	*asset = 0;
	if (s == NULL)
		return false;
	bind_number(s, 1, finding);
	if (sqlite3_step(s) == SQLITE_ROW)
		*asset = column_number(s, 0);
	db_done(s);
	return true;
}

bool reader_find_finding(struct reader *r, const char *what, uint64_t *id,
			 struct err *e)
{
	const char *at = strchr(what, '@');
	struct match m;

	if (at != NULL ? !look_pair(r, what, at, &m, e)
		       : !look(r, finding_by_id, what, &m, e))
		return false;
	if (m.n == 0 && at == NULL && !look(r, finding_by_rule, what, &m, e))
		return false;
	if (m.n > 1)
		return err_set(e, ERR_USAGE,
			       "'%.100s' means %u findings; name one by its "
			       "id: %s",
			       what, m.n, m.list);
	if (m.n == 0)
		return err_set(e, ERR_INPUT,
			       "there is no finding '%.100s'; wardwatch show "
			       "findings lists them",
			       what);
	*id = m.id;
	return true;
}
