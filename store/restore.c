/* SPDX-License-Identifier: Apache-2.0 */
/* restore - puts what a database holds back into an inventory. */
#include <string.h>

#include "store/recorder.h"

static enum voice voice_of(const char *name)
{
	for (enum voice v = 0; v < VOICES; v++)
		if (strcmp(voice_name(v), name) == 0)
			return v;
	return VOICES;
}

static const char facts_text[] =
	"SELECT id, asset, ip, mac, net, l4, port, attr, voice, source, text, "
	"word, first_us, last_us, count, capture, frame FROM fact ORDER BY asset, id";

/* False when this program does not know the fact's words: it stays stored. */
static bool fact_of_row(sqlite3_stmt *s, struct known_fact *k)
{
	struct fact *f = &k->fact;
	char word[40];

	memset(k, 0, sizeof(*k));
	k->id = column_number(s, 0);
	k->asset = column_number(s, 1);
	f->subject.ip = column_addr(s, 2);
	f->subject.mac = column_mac(s, 3);
	f->subject.net = (net_t)column_number(s, 4);
	f->subject.l4 = (uint8_t)column_number(s, 5);
	f->subject.port = (uint16_t)column_number(s, 6);
	column_raw(s, 7, word, sizeof(word));
	f->attr = (uint16_t)attr_of_name(word);
	column_raw(s, 8, word, sizeof(word));
	f->voice = (uint8_t)voice_of(word);
	column_raw(s, 9, word, sizeof(word));
	f->source = (uint8_t)source_of_name(word);
	if (sqlite3_column_bytes(s, 10) > OBS_MAX)
		return false;
	column_raw(s, 10, f->text, sizeof(f->text));
	f->length = (uint8_t)strlen(f->text);
	f->word = column_number(s, 11);
	f->first_us = column_number(s, 12);
	f->last_us = column_number(s, 13);
	f->count = (uint32_t)column_number(s, 14);
	f->capture = (uint16_t)column_number(s, 15);
	f->frame = column_number(s, 16);
	return f->attr != A_none && f->voice < VOICES && f->source != 0;
}

bool store_each_fact(struct db *d,
		     bool (*each)(void *, const struct known_fact *),
		     void *ctx, struct err *e)
{
	sqlite3_stmt *s = db_use(d, facts_text, e);
	bool going = true;
	int code = SQLITE_DONE;

	if (s == NULL)
		return false;
	while (going && (code = sqlite3_step(s)) == SQLITE_ROW) {
		struct known_fact k;

		if (fact_of_row(s, &k))
			going = each(ctx, &k);
	}
	if (going && code != SQLITE_DONE)
		db_fail(d, e);
	db_done(s);
	return !going || code == SQLITE_DONE;
}

static bool restore_fact(void *ctx, const struct known_fact *k)
{
	inventory_restore_fact(ctx, k);
	return true;
}

static const char talks_text[] =
	"SELECT id, client_asset, server_asset, client, server, client_mac, "
	"server_mac, net, l4, port, protocol, source, answered, refused, "
	"encrypted, flows, client_packets, server_packets, client_octets, "
	"server_octets, first_us, last_us, capture, frame "
	"FROM talk ORDER BY id";

static void talk_of_row(sqlite3_stmt *s, struct known_talk *k)
{
	struct talk_record *t = &k->talk;
	char word[40];

	memset(k, 0, sizeof(*k));
	k->id = column_number(s, 0);
	k->client_asset = column_number(s, 1);
	k->server_asset = column_number(s, 2);
	t->client = column_addr(s, 3);
	t->server = column_addr(s, 4);
	t->mac[0] = column_mac(s, 5);
	t->mac[1] = column_mac(s, 6);
	t->net = (net_t)column_number(s, 7);
	t->l4 = (uint8_t)column_number(s, 8);
	t->port = (uint16_t)column_number(s, 9);
	column_raw(s, 10, t->protocol, sizeof(t->protocol));
	column_raw(s, 11, word, sizeof(word));
	t->source = (uint8_t)source_of_name(word);
	t->answered = column_number(s, 12) != 0;
	t->refused = column_number(s, 13) != 0;
	t->encrypted = column_number(s, 14) != 0;
	t->flows = (uint32_t)column_number(s, 15);
	t->packets[0] = column_number(s, 16);
	t->packets[1] = column_number(s, 17);
	t->octets[0] = column_number(s, 18);
	t->octets[1] = column_number(s, 19);
	t->first_us = column_number(s, 20);
	t->last_us = column_number(s, 21);
	t->capture = (uint16_t)column_number(s, 22);
	t->frame = column_number(s, 23);
}

static bool restore_talks(struct recorder *r, struct err *e)
{
	sqlite3_stmt *s = db_use(&r->db, talks_text, e);
	int code;

	if (s == NULL)
		return false;
	while ((code = sqlite3_step(s)) == SQLITE_ROW) {
		struct known_talk k;

		talk_of_row(s, &k);
		inventory_restore_talk(r->inventory, &k);
	}
	if (code != SQLITE_DONE)
		db_fail(&r->db, e);
	db_done(s);
	return code == SQLITE_DONE;
}

bool restore_all(struct recorder *r, struct err *e)
{
	return store_each_fact(&r->db, restore_fact, r->inventory, e) &&
	       restore_talks(r, e);
}
