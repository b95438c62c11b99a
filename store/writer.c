/* SPDX-License-Identifier: Apache-2.0 */
/* writer - what changed, into tables, inside the caller's transaction. */
#include <time.h>

#include "store/recorder.h"

static const char fact_text[] =
	"INSERT INTO fact (asset, id, ip, mac, net, l4, port, attr, voice, "
	"source, text, word, first_us, last_us, count, capture, frame, sum) "
	"VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, "
	"?14, ?15, ?16, ?17, ?18) ON CONFLICT (asset, id) DO UPDATE SET "
	"first_us = excluded.first_us, last_us = excluded.last_us, "
	"count = excluded.count, capture = excluded.capture, "
	"frame = excluded.frame, sum = excluded.sum";

/* From the asset that it was given to before. */
static bool take_fact_away(struct recorder *r, const struct known_fact *k,
			   struct err *e)
{
	sqlite3_stmt *s = db_use(
		&r->db, "DELETE FROM fact WHERE asset = ?1 AND id = ?2", e);

	if (s == NULL)
		return false;
	bind_number(s, 1, k->stored_with);
	bind_number(s, 2, k->id);
	return db_finish(&r->db, s, e);
}

static bool write_fact(struct recorder *r, const struct known_fact *k,
		       struct err *e)
{
	const struct fact *f = &k->fact;
	struct row row = row_open(&r->db, fact_text, e);

	if (row.s == NULL || (k->stored && k->stored_with != k->asset &&
			      !take_fact_away(r, k, e)))
		return false;
	row_number(&row, k->asset);
	row_number(&row, k->id);
	row_addr(&row, f->subject.ip);
	row_mac(&row, f->subject.mac);
	row_number(&row, f->subject.net);
	row_number(&row, f->subject.l4);
	row_number(&row, f->subject.port);
	row_text(&row, attr_row(f->attr)->name);
	row_text(&row, voice_name(f->voice));
	row_text(&row, source_name(f->source));
	row_text(&row, f->text);
	row_number(&row, f->word);
	row_number(&row, f->first_us);
	row_number(&row, f->last_us);
	row_number(&row, f->count);
	row_number(&row, f->capture);
	row_number(&row, f->frame);
	return row_finish(&r->db, &row, e);
}

static const char talk_text[] =
	"INSERT INTO talk (id, client_asset, server_asset, client, server, "
	"client_mac, server_mac, net, l4, port, protocol, source, answered, "
	"refused, encrypted, flows, client_packets, server_packets, "
	"client_octets, server_octets, first_us, last_us, capture, frame, "
	"sum) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, "
	"?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25) ON "
	"CONFLICT (id) DO UPDATE SET client_asset = excluded.client_asset, "
	"server_asset = excluded.server_asset, client_mac = "
	"excluded.client_mac, server_mac = excluded.server_mac, protocol = "
	"excluded.protocol, source = excluded.source, answered = "
	"excluded.answered, refused = excluded.refused, encrypted = "
	"excluded.encrypted, flows = excluded.flows, client_packets = "
	"excluded.client_packets, server_packets = excluded.server_packets, "
	"client_octets = excluded.client_octets, server_octets = "
	"excluded.server_octets, first_us = excluded.first_us, last_us = "
	"excluded.last_us, capture = excluded.capture, frame = "
	"excluded.frame, sum = excluded.sum";

static bool write_talk(struct recorder *r, const struct known_talk *k,
		       struct err *e)
{
	const struct talk_record *t = &k->talk;
	struct row row = row_open(&r->db, talk_text, e);

	if (row.s == NULL)
		return false;
	row_number(&row, k->id);
	row_number(&row, k->client_asset);
	row_number(&row, k->server_asset);
	row_addr(&row, t->client);
	row_addr(&row, t->server);
	row_mac(&row, t->mac[0]);
	row_mac(&row, t->mac[1]);
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

static bool write_facts(struct recorder *r, struct err *e)
{
	struct known_fact **fact;
	size_t n = inventory_facts(r->inventory, &fact);

	for (size_t i = 0; i < n; i++)
		if (fact[i]->dirty && !write_fact(r, fact[i], e))
			return false;
	return true;
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
			      "DELETE FROM talk; DELETE FROM fact; "
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
