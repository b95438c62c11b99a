/* SPDX-License-Identifier: Apache-2.0 */
/* reader_mds2 - what makers declare of their models, beside what was seen. */
#include <stdio.h>
#include <string.h>

#include "store/models.h"
#include "store/reader.h"

/* ---- documents ------------------------------------------------------------------ */

static const char documents[] =
	"SELECT m.id, m.vendor, m.model, m.document, m.edition, m.file, m.digest, "
	"(SELECT count(*) FROM mds2_answer a WHERE a.mds2 = m.id), (SELECT "
	"count(*) FROM mds2_match x WHERE x.mds2 = m.id), (SELECT count(DISTINCT "
	"s.asset) FROM mds2_match x JOIN mds2_seen s ON s.asset = x.asset WHERE "
	"x.mds2 = m.id AND s.agreement = 'contradicts'), (SELECT count(DISTINCT "
	"s.question) FROM mds2_match x JOIN mds2_seen s ON s.asset = x.asset "
	"WHERE x.mds2 = m.id AND s.agreement = 'contradicts') FROM mds2 m "
	"WHERE (?1 = 0 OR m.id = ?1) ORDER BY m.vendor, m.model";

struct document_list {
	bool (*each)(void *, const struct mds2_row *);
	void *ctx;
};

static bool document_row(void *ctx, sqlite3_stmt *s)
{
	struct document_list *list = ctx;
	struct mds2_row row = {.id = column_number(s, 0)};

	column_text(s, 1, row.vendor, sizeof(row.vendor));
	column_text(s, 2, row.model, sizeof(row.model));
	column_text(s, 3, row.document, sizeof(row.document));
	column_text(s, 4, row.edition, sizeof(row.edition));
	column_text(s, 5, row.file, sizeof(row.file));
	column_text(s, 6, row.digest, sizeof(row.digest));
	row.answers = (unsigned)column_number(s, 7);
	row.devices = (unsigned)column_number(s, 8);
	row.against = (unsigned)column_number(s, 9);
	row.questions = (unsigned)column_number(s, 10);
	return list->each(list->ctx, &row);
}

bool reader_mds2(struct reader *r, uint64_t document,
		 bool (*each)(void *, const struct mds2_row *), void *ctx,
		 struct err *e)
{
	struct document_list list = {each, ctx};

	return listing_of(r, documents, document, document_row, &list, e);
}

/* ---- answers -------------------------------------------------------------------- */

static bool answer_of(struct reader *r, uint64_t document,
		      struct mds2_answer_row *row, struct err *e)
{
	sqlite3_stmt *s = db_use(&r->db, "SELECT answer, note FROM mds2_answer "
					 "WHERE mds2 = ?1 AND question = ?2", e);

	if (s == NULL)
		return false;
	bind_number(s, 1, document);
	bind_text(s, 2, row->question);
	if (sqlite3_step(s) == SQLITE_ROW) {
		row->in_form = true;
		column_text(s, 0, row->answer, sizeof(row->answer));
		column_text(s, 1, row->note, sizeof(row->note));
	}
	db_done(s);
	return true;
}

bool reader_mds2_answers(struct reader *r, uint64_t document,
			 bool (*each)(void *, const struct mds2_answer_row *),
			 void *ctx, struct err *e)
{
	struct question_words w;

	for (unsigned i = 0; r->knowledge != NULL &&
			     knowledge_question_at(r->knowledge, i, &w) != NULL;
	     i++) {
		struct mds2_answer_row row = {.asks = w.asks,
					      .blind = w.blind};

		snprintf(row.question, sizeof(row.question), "%s", w.id);
		if (!answer_of(r, document, &row, e))
			return false;
		if (!each(ctx, &row))
			return true;
	}
	return true;
}

/* ---- what was seen ----------------------------------------------------------------- */

/* Behind the columns of the evidence. */
#define SEEN                                                                   \
	", s.question, s.agreement, s.decides, s.rule, s.seen, s.port, "       \
	"s.asset, id_name(s.asset), a.name, a.ip, a.version "
#define OF                                                                     \
	"WHERE (?1 = 0 OR x.mds2 = ?1) AND (?2 = 0 OR s.asset = ?2) "

static const char by_fact[] =
	"SELECT " FACT_COLUMNS SEEN "FROM mds2_match x CROSS JOIN mds2_seen s ON "
	"s.asset = x.asset CROSS JOIN asset a ON a.id = s.asset CROSS JOIN fact "
	"f ON f.asset = s.asset AND f.id = s.evidence CROSS JOIN capture c ON "
	"c.id = f.capture " OF "AND s.by_talk = 0 ORDER BY s.asset, s.place";
/* Conversations are many: they are gone through once. */
static const char by_talk[] =
	"WITH v AS MATERIALIZED (SELECT s.* FROM mds2_match x JOIN mds2_seen s "
	"ON s.asset = x.asset " OF "AND s.by_talk = 1) SELECT " TALK_COLUMNS SEEN
	"FROM talk t CROSS JOIN v s ON s.evidence = t.id CROSS JOIN asset a ON "
	"a.id = s.asset CROSS JOIN capture c ON c.id = t.capture "
	"ORDER BY s.asset, s.place";

struct seen_list {
	bool (*each)(void *, const struct mds2_seen_row *);
	void *ctx;
	void (*evidence)(sqlite3_stmt *, struct evidence_row *);
	int first;
};

static enum agreement agreement_named(const char *name)
{
	enum agreement a = NOT_OBSERVED;

	while (a + 1 < AGREEMENTS && strcmp(agreement_name(a), name) != 0)
		a++;
	return a;
}

static bool seen_row(void *ctx, sqlite3_stmt *s)
{
	struct seen_list *list = ctx;
	struct mds2_seen_row row = {0};
	int at = list->first;
	char word[16];

	list->evidence(s, &row.evidence);
	column_text(s, at, row.question, sizeof(row.question));
	column_text(s, at + 1, word, sizeof(word));
	row.agreement = agreement_named(word);
	row.decides = column_number(s, at + 2) != 0;
	column_text(s, at + 3, row.rule, sizeof(row.rule));
	column_text(s, at + 4, row.seen, sizeof(row.seen));
	row.port = (uint16_t)column_number(s, at + 5);
	row.asset = column_number(s, at + 6);
	column_text(s, at + 7, row.asset_text, sizeof(row.asset_text));
	column_text(s, at + 8, row.asset_name, sizeof(row.asset_name));
	column_text(s, at + 9, row.asset_ip, sizeof(row.asset_ip));
	column_text(s, at + 10, row.version, sizeof(row.version));
	return list->each(list->ctx, &row);
}

bool reader_mds2_seen(struct reader *r, uint64_t document, uint64_t asset,
		      bool (*each)(void *, const struct mds2_seen_row *),
		      void *ctx, struct err *e)
{
	struct seen_list list[] = {
		{each, ctx, evidence_of_fact, FACT_COLUMN_COUNT},
		{each, ctx, evidence_of_talk, TALK_COLUMN_COUNT},
	};
	const char *const text[] = {by_fact, by_talk};

	for (int i = 0; i < 2; i++) {
		sqlite3_stmt *s = db_use(&r->db, text[i], e);

		if (s == NULL)
			return false;
		bind_number(s, 1, document);
		bind_number(s, 2, asset);
		if (!listing_run(r, s, seen_row, &list[i], e))
			return false;
	}
	return true;
}

/* ---- which is meant ----------------------------------------------------------------- */

struct found {
	unsigned n;
	uint64_t id;
	char list[256];
};

static bool take_found(void *ctx, sqlite3_stmt *s)
{
	struct found *f = ctx;
	char vendor[ROW_TEXT], model[ROW_TEXT];
	size_t used = strlen(f->list);

	f->id = column_number(s, 0);
	column_text(s, 1, vendor, sizeof(vendor));
	column_text(s, 2, model, sizeof(model));
	if (f->n++ < 4)
		snprintf(f->list + used, sizeof(f->list) - used,
			 "%s%.40s %.40s", used > 0 ? "; " : "", vendor, model);
	return true;
}

static bool find_document(struct reader *r, const char *what, struct found *f,
			  struct err *e)
{
	sqlite3_stmt *s = db_use(
		&r->db,
		"SELECT id, vendor, model FROM mds2 WHERE model = ?1 OR vendor "
		"|| ' ' || model = ?1 COLLATE NOCASE OR id IN (SELECT x.mds2 "
		"FROM mds2_match x JOIN asset a ON a.id = x.asset WHERE a.model "
		"= ?1 COLLATE NOCASE OR a.vendor || ' ' || a.model = ?1 COLLATE "
		"NOCASE) ORDER BY vendor, model", e);

	if (s == NULL)
		return false;
	bind_text(s, 1, what);
	return listing_run(r, s, take_found, f, e);
}

bool reader_mds2_of(struct reader *r, uint64_t asset, uint64_t *document,
		    struct err *e)
{
	sqlite3_stmt *s = db_use(&r->db, "SELECT mds2 FROM mds2_match WHERE "
					 "asset = ?1", e);

	if (s == NULL)
		return false;
	bind_number(s, 1, asset);
	*document = sqlite3_step(s) == SQLITE_ROW ? column_number(s, 0) : 0;
	db_done(s);
	return true;
}

bool reader_find_mds2(struct reader *r, const char *what, uint64_t *document,
		      uint64_t *asset, struct err *e)
{
	struct found f = {0};

	*asset = 0;
	if (!find_document(r, what, &f, e))
		return false;
	if (f.n > 1)
		return err_set(e, ERR_USAGE, "'%.80s' means %u documents; write "
			       "maker and model: %s", what, f.n, f.list);
	*document = f.id;
	if (f.n == 1)
		return true;
	if (reader_find_asset(r, what, asset, e))
		return reader_mds2_of(r, *asset, document, e) &&
		       (*document != 0 ||
			err_set(e, ERR_INPUT, "no MDS2 that is stored means this "
				"device; wardwatch import mds2 FILE loads one, "
				"and --vendor and --model name it as wardwatch "
				"does"));
	if (e->kind != ERR_INPUT || strncmp(e->text, "no device", 9) != 0)
		return false;
	return err_set(e, ERR_INPUT, "there is neither an MDS2 of a model nor a "
		       "device '%.100s'; wardwatch show mds2 lists the "
		       "documents", what);
}
