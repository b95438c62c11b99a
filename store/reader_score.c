/* SPDX-License-Identifier: Apache-2.0 */
/*
 * reader_score - a score again, item by item, from the rows it was made of.
 */
#include <stdlib.h>
#include <string.h>

#include "capture/base/must.h"
#include "store/reader.h"

enum { ID_TEXT = SCORE_ID };

struct parts {
	struct score_finding *finding;
	struct score_advisory *advisory;
	unsigned findings, advisories;
	char (*id)[ID_TEXT];
	unsigned ids;
};

static char *keep_id(struct parts *p, sqlite3_stmt *s)
{
	char *id = p->id[p->ids++];

	column_text(s, 0, id, ID_TEXT);
	return id;
}

static bool finding_part(void *ctx, sqlite3_stmt *s)
{
	struct parts *p = ctx;
	uint64_t confidence = column_number(s, 2);
	char state[16];

	column_text(s, 3, state, sizeof(state));
	p->finding[p->findings++] = (struct score_finding){
		keep_id(p, s),
		column_severity(s, 1),
		(uint8_t)(confidence < 2 ? confidence : 2),
		life_of_state(finding_state_named(state))};
	return true;
}

static bool advisory_part(void *ctx, sqlite3_stmt *s)
{
	struct parts *p = ctx;

	p->advisory[p->advisories++] = (struct score_advisory){
		keep_id(p, s), (unsigned)column_number(s, 1)};
	return true;
}

static bool make_room(struct reader *r, uint64_t asset, struct parts *p,
		      struct err *e)
{
	sqlite3_stmt *s = db_use(
		&r->db,
		"SELECT (SELECT count(*) FROM finding WHERE asset = ?1) + "
		"(SELECT count(*) FROM advisory_match WHERE asset = ?1)", e);
	size_t n = 0;

	if (s == NULL)
		return false;
	bind_number(s, 1, asset);
	if (sqlite3_step(s) == SQLITE_ROW)
		n = column_number(s, 0);
	db_done(s);
	p->finding = must_alloc(n + 1, sizeof(*p->finding));
	p->advisory = must_alloc(n + 1, sizeof(*p->advisory));
	p->id = must_alloc(n + 1, sizeof(*p->id));
	return true;
}

static bool device_of(struct reader *r, uint64_t asset, struct score_device *d,
		      struct err *e)
{
	sqlite3_stmt *s = db_use(&r->db, "SELECT criticality, phi, exposure "
					 "FROM asset WHERE id = ?1", e);
	char letter[4] = "";

	if (s == NULL)
		return false;
	bind_number(s, 1, asset);
	if (sqlite3_step(s) == SQLITE_ROW) {
		column_text(s, 0, letter, sizeof(letter));
		d->phi = (enum phi)(column_number(s, 1) % (PHI_STORES + 1));
		d->exposure = (enum exposure)(column_number(s, 2) %
					      (EXPOSURE_4 + 1));
	}
	d->criticality = letter[0];
	db_done(s);
	return true;
}

/* As it would be if nobody had decided anything. */
static const char undecided_text[] =
	"SELECT u.name, u.severity, f.confidence, life_state(0, NULL, 0, 0, "
	"f.first_us, f.last_us, " SEEN_US ", f.ended_us) FROM finding f JOIN rule u ON u.id = "
	"f.rule WHERE f.asset = ?1 ORDER BY f.id";
static const char decided_text[] =
	"SELECT u.name, u.severity, f.confidence, " LIFE_STATE
	" FROM finding f JOIN asset a ON a.id = f.asset JOIN rule u ON u.id = "
	"f.rule " LIFE_JOINS "WHERE f.asset = ?1 ORDER BY f.id";

static bool score_by(struct reader *r, uint64_t asset, const char *findings,
		     struct score *out, struct err *e)
{
	struct score_device d = {0};
	struct parts p = {0};
	bool good;

	if (!db_read_begin(&r->db, e))
		return false;
	good = device_of(r, asset, &d, e) && make_room(r, asset, &p, e) &&
	       listing_of(r, findings, asset, finding_part, &p, e) &&
	       listing_of(r,
			  "SELECT advisory, weight FROM advisory_match WHERE "
			  "asset = ?1 ORDER BY advisory",
			  asset, advisory_part, &p, e);
	db_read_end(&r->db);
	d.finding = p.finding;
	d.findings = p.findings;
	d.advisory = p.advisory;
	d.advisories = p.advisories;
	if (good)
		score_compute(&d, out);
	free(p.finding);
	free(p.advisory);
	free(p.id);
	return good;
}

bool reader_score(struct reader *r, uint64_t asset, struct score *out,
		  struct err *e)
{
	return score_by(r, asset, decided_text, out, e);
}

bool reader_score_undecided(struct reader *r, uint64_t asset, struct score *out,
			    struct err *e)
{
	return score_by(r, asset, undecided_text, out, e);
}
