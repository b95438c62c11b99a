/* SPDX-License-Identifier: Apache-2.0 */
/* writer - what changed, into tables, inside the caller's transaction. */
#include <time.h>

#include "store/recorder.h"

static const char fact_text[] =
	"INSERT INTO fact (id, asset, ip, mac, net, l4, port, attr, voice, "
	"source, text, word, first_us, last_us, count, capture, frame, sum) "
	"VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, "
	"?15, ?16, ?17, row_sum(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, "
	"?12, ?13, ?14, ?15, ?16, ?17)) "
	"ON CONFLICT (id) DO UPDATE SET asset = excluded.asset, "
	"first_us = excluded.first_us, last_us = excluded.last_us, "
	"count = excluded.count, capture = excluded.capture, "
	"frame = excluded.frame, sum = excluded.sum";

static bool write_fact(struct recorder *r, const struct known_fact *k,
		       struct err *e)
{
	const struct fact *f = &k->fact;
	sqlite3_stmt *s = db_use(&r->db, fact_text, e);

	if (s == NULL)
		return false;
	bind_number(s, 1, k->id);
	bind_number(s, 2, k->asset);
	bind_addr(s, 3, f->subject.ip);
	bind_mac(s, 4, f->subject.mac);
	bind_number(s, 5, f->subject.net);
	bind_number(s, 6, f->subject.l4);
	bind_number(s, 7, f->subject.port);
	bind_text(s, 8, attr_row(f->attr)->name);
	bind_text(s, 9, voice_name(f->voice));
	bind_text(s, 10, source_name(f->source));
	bind_text(s, 11, f->text);
	bind_number(s, 12, f->word);
	bind_number(s, 13, f->first_us);
	bind_number(s, 14, f->last_us);
	bind_number(s, 15, f->count);
	bind_number(s, 16, f->capture);
	bind_number(s, 17, f->frame);
	return db_finish(&r->db, s, e);
}

static const char talk_text[] =
	"INSERT INTO talk (id, client_asset, server_asset, client, server, "
	"client_mac, server_mac, net, l4, port, protocol, source, answered, "
	"refused, encrypted, flows, client_packets, server_packets, "
	"client_octets, server_octets, first_us, last_us, capture, frame, sum) "
	"VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, "
	"?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, row_sum(?1, ?2, "
	"?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, "
	"?18, ?19, ?20, ?21, ?22, ?23, ?24)) "
	"ON CONFLICT (id) DO UPDATE SET client_asset = excluded.client_asset, "
	"server_asset = excluded.server_asset, "
	"client_mac = excluded.client_mac, server_mac = excluded.server_mac, "
	"protocol = excluded.protocol, source = excluded.source, "
	"answered = excluded.answered, refused = excluded.refused, "
	"encrypted = excluded.encrypted, flows = excluded.flows, "
	"client_packets = excluded.client_packets, "
	"server_packets = excluded.server_packets, "
	"client_octets = excluded.client_octets, "
	"server_octets = excluded.server_octets, "
	"first_us = excluded.first_us, last_us = excluded.last_us, "
	"capture = excluded.capture, frame = excluded.frame, "
	"sum = excluded.sum";

static bool write_talk(struct recorder *r, const struct known_talk *k,
		       struct err *e)
{
	const struct talk_record *t = &k->talk;
	sqlite3_stmt *s = db_use(&r->db, talk_text, e);

	if (s == NULL)
		return false;
	bind_number(s, 1, k->id);
	bind_number(s, 2, k->client_asset);
	bind_number(s, 3, k->server_asset);
	bind_addr(s, 4, t->client);
	bind_addr(s, 5, t->server);
	bind_mac(s, 6, t->mac[0]);
	bind_mac(s, 7, t->mac[1]);
	bind_number(s, 8, t->net);
	bind_number(s, 9, t->l4);
	bind_number(s, 10, t->port);
	bind_text(s, 11, t->protocol);
	bind_text(s, 12, source_name(t->source));
	bind_number(s, 13, t->answered);
	bind_number(s, 14, t->refused);
	bind_number(s, 15, t->encrypted);
	bind_number(s, 16, t->flows);
	bind_number(s, 17, t->packets[0]);
	bind_number(s, 18, t->packets[1]);
	bind_number(s, 19, t->octets[0]);
	bind_number(s, 20, t->octets[1]);
	bind_number(s, 21, t->first_us);
	bind_number(s, 22, t->last_us);
	bind_number(s, 23, t->capture);
	bind_number(s, 24, t->frame);
	return db_finish(&r->db, s, e);
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
