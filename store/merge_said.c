/* SPDX-License-Identifier: Apache-2.0 */
/*
 * merge_said - what people said about devices, and what makers declare of them.
 *
 * Each act stands once, whoever has it, and in the order in which it was said,
 * since the last word counts. The numbers are new, so what takes an act back is
 * told to name the same one.
 */
#include "store/merge.h"

/* ---- what people said ------------------------------------------------------------- */

#define COLUMNS                                                                \
	"at_us, author, act, reason, asset, mac, ip, net, other_asset, "       \
	"other_mac, other_ip, other_net, field, value"

/* told: an act as one database has it. word: the same for acts that are the
 * same; of one that takes back, goal is the word of what it takes back. place:
 * of those that were said at one moment, for one reason. */
static const char stage[] =
	"CREATE TEMP TABLE all_said (source INTEGER, number INTEGER, undoes "
	"INTEGER, at_us INTEGER, author TEXT, act TEXT, reason TEXT, asset "
	"INTEGER, mac TEXT, ip TEXT, net INTEGER, other_asset INTEGER, other_mac "
	"TEXT, other_ip TEXT, other_net INTEGER, field TEXT, value TEXT)";

/* extra: source and site. */
static const char take[] =
	"INSERT INTO all_said SELECT ?17 >> 6, ?1, ?2, ?3, ?4, ?5, ?6, "
	MOVED("?7") ", ?8, ?9, " NET_HERE("?10", "(?17 & 63)") ", " MOVED("?11")
	", ?12, ?13, iif(?12 = '' AND ?13 = '', ?14, " NET_HERE("?14",
	"(?17 & 63)") "), ?15, ?16";
static_assert(SITES_MAX == 63, "a site has six bits");

static const char settle[] =
	"DELETE FROM all_said WHERE number < 0;"
	"CREATE TEMP TABLE words AS SELECT source, number, undoes, dense_rank() "
	"OVER (ORDER BY " COLUMNS ") AS word, row_number() OVER (PARTITION BY "
	"source, at_us, author, reason ORDER BY number) AS place, " COLUMNS
	" FROM all_said;"
	"CREATE INDEX temp.words_number ON words (source, number);"
	"CREATE TEMP TABLE once AS SELECT word, goal, min(place) AS place, "
	COLUMNS " FROM (SELECT w.*, coalesce((SELECT g.word FROM words g WHERE "
	"g.source = w.source AND g.number = w.undoes), 0) AS goal FROM words w) "
	"GROUP BY word, goal;"
	"CREATE TEMP TABLE numbered AS SELECT row_number() OVER (ORDER BY at_us, "
	"author, reason, place, word, goal) AS number, * FROM once;"
	"CREATE INDEX temp.numbered_word ON numbered (word);"
	"INSERT INTO asset_act (number, " COLUMNS ", undoes) SELECT number, "
	COLUMNS ", coalesce((SELECT g.number FROM numbered g WHERE g.word = "
	"n.goal), 0) FROM numbered n";

bool merge_said_begin(struct merge *m, struct err *e)
{
	return db_run(m->to, stage, e);
}

bool merge_said(struct merge *m, unsigned source, struct err *e)
{
	const struct source *from = &m->source[source];

	return merge_copy(&from->reader->db,
			  "SELECT number, undoes, " COLUMNS " FROM asset_act",
			  m->to, take, (uint64_t)source << 6 | from->site, e);
}

bool merge_said_end(struct merge *m, struct err *e)
{
	return db_run(m->to, settle, e);
}

/* ---- what makers declare ----------------------------------------------------------- */

/* Of two forms the later day; what is no day goes behind all days. */
#define IS_DAY(edition)                                                        \
	edition " GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'"
#define BINARY(name) name " COLLATE BINARY"
static const char put_form[] =
	"INSERT INTO mds2 (vendor, model, document, edition, file, digest) "
	"VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (vendor, model) DO UPDATE "
	"SET vendor = excluded.vendor, model = excluded.model, document = "
	"excluded.document, edition = excluded.edition, file = excluded.file, "
	"digest = excluded.digest WHERE (" IS_DAY("excluded.edition") ", "
	"excluded.edition, excluded.digest, " BINARY("excluded.vendor") ", "
	BINARY("excluded.model") ", excluded.document, excluded.file) > ("
	IS_DAY("edition") ", edition, digest, " BINARY("vendor") ", "
	BINARY("model") ", document, file)";

/* Of the form that was taken; other programs may have read it otherwise. */
static const char put_answer[] =
	"INSERT INTO mds2_answer SELECT id, ?4, ?5, ?6 FROM mds2 WHERE vendor = "
	"?1 AND model = ?2 AND digest = ?3 ON CONFLICT DO UPDATE SET answer = "
	"excluded.answer, note = excluded.note WHERE (excluded.answer, "
	"excluded.note) > (answer, note)";

bool merge_declared(struct merge *m, struct err *e)
{
	static const struct {
		const char *select, *insert;
	} steps[] = {
		{"SELECT vendor, model, document, edition, file, digest FROM "
		 "mds2", put_form},
		{"SELECT m.vendor, m.model, m.digest, a.question, a.answer, "
		 "a.note FROM mds2 m JOIN mds2_answer a ON a.mds2 = m.id",
		 put_answer},
	};

	for (size_t step = 0; step < 2; step++)
		for (unsigned i = 0; i < m->sources; i++)
			if (!merge_copy(&m->source[i].reader->db,
					steps[step].select, m->to,
					steps[step].insert, 0, e))
				return false;
	return true;
}
