/* SPDX-License-Identifier: Apache-2.0 */
/* reader_policy - conversations and devices for policies; the baseline. */
#include <stdlib.h>
#include <string.h>

#include "capture/base/must.h"
#include "store/policy.h"
#include "store/reader.h"

static char *copy_of(sqlite3_stmt *s, int at)
{
	char text[ROW_TEXT];

	column_text(s, at, text, sizeof(text));
	return copy_text(text);
}

/* ---- captures -------------------------------------------------------------------- */

/* By id, which is small: packs give it in 16 bits. */
static bool take_capture(void *ctx, sqlite3_stmt *s)
{
	struct policy *p = ctx;
	uint64_t id = column_number(s, 0);

	if (id > UINT16_MAX)
		return true;
	if (id >= p->captures) {
		p->capture = realloc((void *)p->capture,
				     (id + 1) * sizeof(*p->capture));
		must(p->capture != NULL);
		while (p->captures <= id)
			p->capture[p->captures++] = NULL;
	}
	p->capture[id] = copy_of(s, 1);
	return true;
}

static bool read_captures(struct reader *r, struct policy *p, struct err *e)
{
	return listing_all(r, "SELECT id, name FROM capture",
			   take_capture, p, e);
}

/* ---- devices --------------------------------------------------------------------- */

static bool take_asset(void *ctx, sqlite3_stmt *s)
{
	struct policy *p = ctx;
	struct policy_asset *a;
	char letter[4];

	p->asset = grow(p->asset, p->assets, sizeof(*p->asset));
	a = &p->asset[p->assets++];
	column_text(s, 4, letter, sizeof(letter));
	*a = (struct policy_asset){
		.id = column_number(s, 0),
		.name = copy_of(s, 1),
		.class = copy_of(s, 2),
		.ip = copy_of(s, 3),
		.criticality = letter[0] != '\0' ? letter[0] : '?',
		.clinical = column_number(s, 5) != 0,
		.behind = column_number(s, 6),
	};
	return true;
}

static bool read_assets(struct reader *r, struct policy *p, struct err *e)
{
	return listing_all(
		r,
		"SELECT a.id, " SHOWN_NAME ", a.class, a.ip, a.criticality, "
		"a.clinical, a.behind FROM asset a ORDER BY a.id",
		take_asset, p, e);
}

/* SCN-001 and SCN-003: it scanned, whatever anybody has decided about that. */
static const char marks_text[] =
	"SELECT f.asset, u.name, u.name IN ('SCN-001', 'SCN-003'), "
	"u.severity = 4 AND " IS_OPEN " FROM finding f JOIN rule u ON "
	"u.id = f.rule " LIFE_JOINS "WHERE u.severity = 4 OR u.name IN "
	"('SCN-001', 'SCN-003') ORDER BY f.asset, u.name DESC";

static bool take_mark(void *ctx, sqlite3_stmt *s)
{
	const struct policy *p = ctx;
	/* Nobody has id 0, and is no place of ours. */
	const struct policy_asset *who =
		policy_asset_of(p, column_number(s, 0));
	struct policy_asset *a;

	if (who->id == 0)
		return true;
	a = &p->asset[who - p->asset];
	if (column_number(s, 3) != 0)
		column_text(s, 1, a->critical, sizeof(a->critical));
	a->scans = a->scans || column_number(s, 2) != 0;
	return true;
}

static bool read_marks(struct reader *r, struct policy *p, struct err *e)
{
	return listing_all(r, marks_text, take_mark, p, e);
}

/* ---- conversations --------------------------------------------------------------- */

static const char flows_text[] =
	"SELECT client, server, net, l4, port, protocol, answered, refused, "
	"encrypted, flows, client_packets, server_packets, client_octets, "
	"server_octets, first_us, last_us, days, frame, capture, client_asset, "
	"server_asset FROM talk";

static bool take_flow(void *ctx, sqlite3_stmt *s)
{
	struct policy *p = ctx;
	uint64_t capture = column_number(s, 18);
	struct policy_flow f = {
		.end = {column_addr(s, 0), column_addr(s, 1)},
		.of = {policy_asset_of(p, column_number(s, 19)),
		       policy_asset_of(p, column_number(s, 20))},
		.net = (net_t)column_number(s, 2),
		.l4 = (uint8_t)column_number(s, 3),
		.port = (uint16_t)column_number(s, 4),
		.refused = column_number(s, 7) != 0,
		.encrypted = column_number(s, 8) != 0,
		.flows = column_number(s, 9),
		.packets = {column_number(s, 10), column_number(s, 11)},
		.octets = {column_number(s, 12), column_number(s, 13)},
		.first_us = column_number(s, 14),
		.last_us = column_number(s, 15),
		.days = column_number(s, 16),
		.frame = column_number(s, 17),
		.capture = "",
	};

	f.open = column_number(s, 6) != 0 && !f.refused;
	column_text(s, 5, f.protocol, TALK_PROTOCOL);
	if (capture < p->captures && p->capture[capture] != NULL)
		f.capture = p->capture[capture];
	policy_add(p, &f);
	return true;
}

static bool read_flows(struct reader *r, struct policy *p, struct err *e)
{
	return listing_all(r, flows_text, take_flow, p, e);
}

bool reader_policy(struct reader *r, const struct policy_wish *wish,
		   struct policy *p, struct err *e)
{
	bool good;

	memset(p, 0, sizeof(*p));
	if (!db_read_begin(&r->db, e))
		return false;
	good = read_captures(r, p, e) && read_assets(r, p, e) &&
	       read_marks(r, p, e) && read_flows(r, p, e);
	db_read_end(&r->db);
	if (good)
		policy_judge(p, wish);
	else
		policy_free(p);
	return good;
}

/* ---- the baseline ---------------------------------------------------------------- */

bool reader_baseline(struct reader *r, struct baseline_row *row, struct err *e)
{
	sqlite3_stmt *s = db_use(&r->db,
				 "SELECT at_us, author, reason, seen_us, name, "
				 "text FROM baseline ORDER BY id DESC LIMIT 1",
				 e);
	int code;

	memset(row, 0, sizeof(*row));
	if (s == NULL)
		return false;
	code = sqlite3_step(s);
	if (code == SQLITE_ROW) {
		const char *text = (const char *)sqlite3_column_text(s, 5);

		row->at_us = column_number(s, 0);
		column_text(s, 1, row->author, sizeof(row->author));
		column_text(s, 2, row->reason, sizeof(row->reason));
		row->seen_us = column_number(s, 3);
		column_text(s, 4, row->name, sizeof(row->name));
		row->text = copy_text(text != NULL ? text : "");
	} else if (code != SQLITE_DONE) {
		db_fail(&r->db, e);
	}
	db_done(s);
	return code == SQLITE_ROW || code == SQLITE_DONE;
}
