/* SPDX-License-Identifier: Apache-2.0 */
/* writer - what changed, into tables, inside the caller's transaction. */
#include <stdlib.h>
#include <time.h>

#include "capture/base/must.h"
#include "store/recorder.h"

/* ---- facts ----------------------------------------------------------------------- */

static const char evidence_text[] =
	"INSERT OR REPLACE INTO evidence (owner, facts, pack, sum) "
	"VALUES (?1, ?2, ?3, ?4)";

static bool write_pack(struct recorder *r, uint64_t owner,
		       const struct known_fact *const *fact, size_t n,
		       struct err *e)
{
	struct row row = row_open(&r->db, evidence_text, e);

	if (row.s == NULL)
		return false;
	pack_facts(&r->pack, &r->terms, fact, n);
	row_number(&row, owner);
	row_number(&row, n);
	row_blob(&row, r->pack.octet, (int)r->pack.size);
	return row_finish(&r->db, &row, e);
}

static bool drop_pack(struct recorder *r, uint64_t owner, struct err *e)
{
	sqlite3_stmt *s =
		db_use(&r->db, "DELETE FROM evidence WHERE owner = ?1", e);

	if (s == NULL)
		return false;
	bind_number(s, 1, owner);
	return db_finish(&r->db, s, e);
}

/* An endpoint that is no asset's has a number below 0 of its own. */
static uint64_t stray_owner(const struct endpoint *p)
{
	return (uint64_t)-(int64_t)endpoint_id(p);
}

static bool write_stray(struct recorder *r, const struct endpoint *p,
			struct err *e)
{
	const struct known_fact **fact;
	size_t n = 0;
	bool done;

	fact = must_alloc(p->facts, sizeof(*fact));
	for (const struct known_fact *f = p->fact; f != NULL; f = f->next)
		fact[n++] = f;
	done = write_pack(r, stray_owner(p), fact, n, e);
	free((void *)fact);
	return done;
}

/* Nobody's facts, and those that are nobody's no longer. */
static bool write_strays(struct recorder *r, struct err *e)
{
	struct endpoint **list;
	size_t n = inventory_endpoints(r->inventory, &list);

	for (size_t i = 0; i < n; i++) {
		const struct endpoint *p = list[i];
		bool was = p->kept && p->kept_with == 0;
		bool is = p->owner == 0 && p->facts > 0;

		if (is && (!was || p->dirty) && !write_stray(r, p, e))
			return false;
		if (was && !is && !drop_pack(r, stray_owner(p), e))
			return false;
	}
	return true;
}

static bool write_facts(struct recorder *r, struct err *e)
{
	struct asset **asset;
	size_t n = inventory_assets(r->inventory, &asset);

	for (size_t i = 0; i < n; i++) {
		const struct asset *a = asset[i];

		if (!a->facts_dirty)
			continue;
		if (a->facts > 0
			    ? !write_pack(r, a->id,
					  (const struct known_fact *const *)
						  a->fact,
					  a->facts, e)
			    : !drop_pack(r, a->id, e))
			return false;
	}
	return write_strays(r, e);
}

/* ---- conversations ---------------------------------------------------------------- */

static const char talk_text[] =
	"INSERT INTO talk (server_asset, id, client_asset, client, server, "
	"client_mac, server_mac, net, l4, port, protocol, source, answered, "
	"refused, encrypted, flows, client_packets, server_packets, "
	"client_octets, server_octets, first_us, last_us, capture, frame, "
	"sum) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, "
	"?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25) ON "
	"CONFLICT (server_asset, id) DO UPDATE SET client_asset = "
	"excluded.client_asset, client_mac = excluded.client_mac, server_mac = excluded.server_mac, protocol = "
	"excluded.protocol, source = excluded.source, answered = "
	"excluded.answered, refused = excluded.refused, encrypted = "
	"excluded.encrypted, flows = excluded.flows, client_packets = "
	"excluded.client_packets, server_packets = excluded.server_packets, "
	"client_octets = excluded.client_octets, server_octets = "
	"excluded.server_octets, first_us = excluded.first_us, last_us = "
	"excluded.last_us, capture = excluded.capture, frame = "
	"excluded.frame, sum = excluded.sum";

/* From the asset that its server was before. */
static bool take_talk_away(struct recorder *r, const struct known_talk *k,
			   struct err *e)
{
	sqlite3_stmt *s = db_use(
		&r->db, "DELETE FROM talk WHERE server_asset = ?1 AND id = ?2",
		e);

	if (s == NULL)
		return false;
	bind_number(s, 1, k->kept_with);
	bind_number(s, 2, k->id);
	return db_finish(&r->db, s, e);
}

static bool write_talk(struct recorder *r, const struct known_talk *k,
		       struct err *e)
{
	const struct talk_record *t = &k->talk;
	struct row row = row_open(&r->db, talk_text, e);

	if (row.s == NULL || (k->kept && k->kept_with != k->server_asset &&
			      !take_talk_away(r, k, e)))
		return false;
	row_number(&row, k->server_asset);
	row_number(&row, k->id);
	row_number(&row, k->client_asset);
	row_addr(&row, t->client);
	row_addr(&row, t->server);
	row_number(&row, mac_number(t->mac[0]));
	row_number(&row, mac_number(t->mac[1]));
	row_number(&row, t->net);
	row_number(&row, t->l4);
	row_number(&row, t->port);
	row_text(&row, t->protocol);
	row_text(&row, source_name(t->source));
	row_number(&row, t->answered);
	row_number(&row, t->refused);
	row_number(&row, t->encrypted);
	row_number(&row, t->flows);
	row_number(&row, t->packets[0]);
	row_number(&row, t->packets[1]);
	row_number(&row, t->octets[0]);
	row_number(&row, t->octets[1]);
	row_number(&row, t->first_us);
	row_number(&row, t->last_us);
	row_number(&row, t->capture);
	row_number(&row, t->frame);
	return row_finish(&r->db, &row, e);
}

static bool write_talks(struct recorder *r, struct err *e)
{
	struct known_talk **talk;
	size_t n = inventory_talks(r->inventory, &talk);

	for (size_t i = 0; i < n; i++)
		if (talk[i]->dirty && !write_talk(r, talk[i], e))
			return false;
	return true;
}

static uint64_t wall_us(void)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	return (uint64_t)now.tv_sec * 1000000 + (uint64_t)now.tv_nsec / 1000;
}

static bool write_settings(struct recorder *r, struct err *e)
{
	uint64_t invalid = r->invalid_before + r->invalid;
	uint64_t refused = r->refused_before + inventory_refused(r->inventory);

	return setting_put(&r->db, "knowledge", knowledge_hash(r->knowledge),
			   e) &&
	       setting_put(&r->db, "program", WW_VERSION, e) &&
	       setting_put_number(&r->db, "invalid", invalid, e) &&
	       setting_put_number(&r->db, "refused", refused, e) &&
	       setting_put_number(&r->db, "written_us", wall_us(), e);
}

static bool drop_before(struct recorder *r, struct err *e)
{
	if (r->afresh)
		return db_run(&r->db,
			      "DELETE FROM finding; DELETE FROM asset; "
			      "DELETE FROM talk; DELETE FROM evidence; "
			      "DELETE FROM event", e);
	return !r->anew || db_run(&r->db,
				  "DELETE FROM finding; DELETE FROM asset", e);
}

bool writer_write(struct recorder *r, struct err *e)
{
	return drop_before(r, e) && captures_write(r, e) &&
	       write_facts(r, e) && write_talks(r, e) && write_sweep(r, e) &&
	       write_assets(r, e) && write_findings(r, e) &&
	       write_settings(r, e);
}
