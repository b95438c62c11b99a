/* SPDX-License-Identifier: Apache-2.0 */
/* reader_evidence - facts with what they prove: of an asset, of a finding. */
#include <stdio.h>
#include <string.h>

#include "store/reader.h"

/* How the number of a WORD is shown. */
enum word_form { FORM_DECIMAL, FORM_HEX4, FORM_MAC, FORM_TIME,
		 FORM_REFUSED };

struct word_row {
	enum attr attr;
	enum word_form form;
};

static const struct word_row word_rows[] = {
	{A_arp_binding, FORM_MAC},     {A_nd_binding, FORM_MAC},
	{A_dhcp_binding, FORM_MAC},    {A_radius_binding, FORM_MAC},
	{A_tls_cipher, FORM_HEX4},
	{A_cert_not_after, FORM_TIME}, {A_login_refused, FORM_REFUSED},
};

static enum word_form form_of(enum attr a)
{
	for (size_t i = 0; i < sizeof(word_rows) / sizeof(word_rows[0]); i++)
		if (word_rows[i].attr == a)
			return word_rows[i].form;
	return FORM_DECIMAL;
}

/* The MAC of a binding is the subject's own; the word tells how often hops. */
void word_print(enum attr a, uint64_t word, struct mac mac,
		char out[ROW_TEXT])
{
	char text[TIME_TEXT];

	switch (form_of(a)) {
	case FORM_HEX4:
		snprintf(out, ROW_TEXT, "0x%04llx", (unsigned long long)word);
		return;
	case FORM_TIME:
		time_print(word * 1000000, text);
		snprintf(out, ROW_TEXT, "%s", text);
		return;
	case FORM_REFUSED:
		time_print(word / REFUSALS * REFUSED_US, text);
		snprintf(out, ROW_TEXT, "%u, from %s", (unsigned)(word % REFUSALS),
			 text);
		return;
	case FORM_MAC:
		if (!mac_is_zero(mac)) {
			mac_print(mac, out);
			return;
		}
		break;
	case FORM_DECIMAL:
		break;
	}
	attr_meaning(a, word, out);
	if (out[0] == '\0')
		snprintf(out, ROW_TEXT, "%llu", (unsigned long long)word);
}

struct evidence_list {
	bool (*each)(void *, const struct evidence_row *);
	void *ctx;
	unsigned facts;
};

void evidence_of_fact(sqlite3_stmt *s, struct evidence_row *row)
{
	enum attr a;

	row->fact = column_number(s, 0);
	column_text(s, 1, row->attr, sizeof(row->attr));
	a = attr_of_name(row->attr);
	snprintf(row->sentence, sizeof(row->sentence), "%.*s", attr_label(a),
		 attr_row(a)->sentence);
	column_text(s, 2, row->value, sizeof(row->value));
	if (a != A_none && attr_row(a)->kind == KIND_WORD)
		word_print(a, column_number(s, 3), column_mac(s, 4),
			   row->value);
	column_text(s, 5, row->voice, sizeof(row->voice));
	column_text(s, 6, row->source, sizeof(row->source));
	column_text(s, 7, row->capture, sizeof(row->capture));
	row->frame = column_number(s, 8);
	row->first_us = column_number(s, 9);
	row->last_us = column_number(s, 10);
	row->count = column_number(s, 11);
	row->port = (uint16_t)column_number(s, 12);
}

static const char asset_text[] =
	"WITH reason (claim, kind, value, place, fact, decibans, counted, "
	"\"where\") AS MATERIALIZED (SELECT c.key, c.value ->> 0, " CLAIM_VALUE
	", r.key, r.value ->> 0, " REASON_COLUMNS "FROM asset a, "
	"json_each(a.claims) c, json_each(c.value, '$[5]') r WHERE a.id = ?1) "
	"SELECT " FACT_COLUMNS ", coalesce(r.kind, ''), "
	"coalesce(r.value, ''), coalesce(r.\"where\", ''), "
	"coalesce(r.decibans, 0), coalesce(r.counted, 0) "
	"FROM fact f JOIN capture c ON c.id = f.capture "
	"LEFT JOIN reason r ON r.fact = f.place WHERE f.asset = ?1 "
	"ORDER BY r.claim IS NULL, r.claim, r.counted DESC, r.decibans DESC, "
	"f.attr, f.text, f.word, f.port, f.id, r.place";

static bool asset_evidence(void *ctx, sqlite3_stmt *s)
{
	struct evidence_list *list = ctx;
	struct evidence_row row = {0};

	evidence_of_fact(s, &row);
	column_text(s, 13, row.claim, sizeof(row.claim));
	column_text(s, 14, row.claim_value, sizeof(row.claim_value));
	column_text(s, 15, row.where, sizeof(row.where));
	row.decibans = (unsigned)column_number(s, 16);
	row.counted = column_number(s, 17) != 0;
	return list->each(list->ctx, &row);
}

bool reader_evidence(struct reader *r, uint64_t asset,
		     bool (*each)(void *, const struct evidence_row *),
		     void *ctx, struct err *e)
{
	struct evidence_list list = {each, ctx, 0};

	return listing_of(r, asset_text, asset, asset_evidence, &list, e);
}

/* ---- of a finding --------------------------------------------------------------- */

static const char finding_facts_text[] =
	"SELECT " FACT_COLUMNS "FROM finding g CROSS JOIN json_each(g.evidence) v "
	"CROSS JOIN fact f ON f.asset = g.asset AND f.id = v.value "
	"CROSS JOIN capture c ON c.id = f.capture "
	"WHERE g.asset = ?1 AND g.id = ?2 AND g.by_talk = 0 ORDER BY v.key";

/* Conversations are many: they are gone through once. */
static const char finding_talks_text[] =
	"WITH v AS MATERIALIZED (SELECT v.key AS place, v.value AS talk "
	"FROM finding g, json_each(g.evidence) v WHERE g.asset = ?1 AND g.id = ?2 AND "
	"g.by_talk = 1) "
	"SELECT " TALK_COLUMNS "FROM talk t CROSS JOIN v ON v.talk = t.id CROSS JOIN capture c "
	"ON c.id = t.capture ORDER BY v.place";

static bool finding_fact(void *ctx, sqlite3_stmt *s)
{
	struct evidence_list *list = ctx;
	struct evidence_row row = {0};

	evidence_of_fact(s, &row);
	list->facts++;
	return list->each(list->ctx, &row);
}

void evidence_of_talk(sqlite3_stmt *s, struct evidence_row *row)
{
	char client[ADDR_TEXT], server[ADDR_TEXT], protocol[TALK_PROTOCOL];

	row->fact = column_number(s, 0);
	column_text(s, 1, client, sizeof(client));
	column_text(s, 2, server, sizeof(server));
	row->port = (uint16_t)column_number(s, 3);
	column_text(s, 4, protocol, sizeof(protocol));
	snprintf(row->attr, sizeof(row->attr), "conversation");
	snprintf(row->sentence, sizeof(row->sentence),
		 "conversation from client to server");
	snprintf(row->value, sizeof(row->value), "%s to %s port %u %s", client,
		 server, row->port, protocol[0] != '\0' ? protocol : "unknown");
	snprintf(row->voice, sizeof(row->voice), "%s", voice_name(VOICE_SELF));
	column_text(s, 5, row->source, sizeof(row->source));
	column_text(s, 6, row->capture, sizeof(row->capture));
	row->frame = column_number(s, 7);
	row->first_us = column_number(s, 8);
	row->last_us = column_number(s, 9);
	row->count = column_number(s, 10);
}

static bool finding_talk(void *ctx, sqlite3_stmt *s)
{
	struct evidence_list *list = ctx;
	struct evidence_row row = {0};

	evidence_of_talk(s, &row);
	return list->each(list->ctx, &row);
}

static bool evidence_of(struct reader *r, const char *text,
			bool (*row)(void *, sqlite3_stmt *), uint64_t asset,
			uint64_t finding, struct evidence_list *list,
			struct err *e)
{
	sqlite3_stmt *s = db_use(&r->db, text, e);

	if (s == NULL)
		return false;
	bind_number(s, 1, asset);
	bind_number(s, 2, finding);
	return listing_run(r, s, row, list, e);
}

/* Where conversations are is known. */
struct placed {
	struct reader *reader;
	struct evidence_list *list;
	struct err *e;
	bool failed;
};

static bool placed_talk(void *ctx, sqlite3_stmt *of)
{
	struct placed *p = ctx;
	uint64_t talk = column_number(of, 0);
	sqlite3_stmt *s = db_use(&p->reader->db,
				 "SELECT " TALK_COLUMNS "FROM talk t CROSS JOIN "
				 "capture c ON c.id = t.capture WHERE t.part = ?1 "
				 "AND t.id = ?2", p->e);

	p->failed |= s == NULL;
	if (p->failed)
		return false;
	bind_number(s, 1, reader_place_of(p->reader, talk));
	bind_number(s, 2, talk);
	p->failed |= !listing_run(p->reader, s, finding_talk, p->list, p->e);
	return !p->failed;
}

static bool evidence_by_place(struct reader *r, uint64_t asset, uint64_t finding,
			      struct evidence_list *list, struct err *e)
{
	struct placed p = {r, list, e, false};
	sqlite3_stmt *s = db_use(
		&r->db, "SELECT v.value FROM finding g CROSS JOIN "
			"json_each(g.evidence) v WHERE g.asset = ?1 AND g.id = "
			"?2 AND g.by_talk = 1 ORDER BY v.key", e);

	if (s == NULL)
		return false;
	bind_number(s, 1, asset);
	bind_number(s, 2, finding);
	return listing_run(r, s, placed_talk, &p, e) && !p.failed;
}

/* Facts, or else conversations. */
static bool evidence_by(struct reader *r, const char *const text[2],
			uint64_t asset, uint64_t finding,
			struct evidence_list *list,
			struct err *e)
{
	bool (*const row[2])(void *, sqlite3_stmt *) = {finding_fact,
							finding_talk};

	for (unsigned i = 0; i < 2 && list->facts == 0; i++)
		if (!evidence_of(r, text[i], row[i], asset, finding, list, e))
			return false;
	return true;
}

bool reader_finding_evidence(struct reader *r, uint64_t asset, uint64_t finding,
			     bool (*each)(void *, const struct evidence_row *),
			     void *ctx, struct err *e)
{
	static const char *const text[2] = {finding_facts_text,
					    finding_talks_text};
	struct evidence_list list = {each, ctx, 0};

	if (!r->places.known)
		return evidence_by(r, text, asset, finding, &list, e);
	return evidence_of(r, text[0], finding_fact, asset, finding, &list, e) &&
	       (list.facts > 0 || evidence_by_place(r, asset, finding, &list, e));
}

bool reader_finding_end(struct reader *r, uint64_t asset, uint64_t finding,
			bool (*each)(void *, const struct evidence_row *),
			void *ctx, struct err *e)
{
	static const char *const text[2] = {
		"SELECT " FACT_COLUMNS "FROM finding g CROSS JOIN fact f ON "
		"f.asset = g.asset AND f.id = g.ended_by CROSS JOIN capture c ON "
		"c.id = f.capture WHERE g.asset = ?1 AND g.id = ?2 AND g.ended_by_talk = 0",
		"SELECT " TALK_COLUMNS "FROM talk t CROSS JOIN finding g ON "
		"g.ended_by = t.id CROSS JOIN capture c ON c.id = t.capture "
		"WHERE g.asset = ?1 AND g.id = ?2 AND g.ended_by_talk = 1",
	};

	return evidence_by(r, text, asset, finding,
			   &(struct evidence_list){each, ctx, 0}, e);
}
