/* SPDX-License-Identifier: Apache-2.0 */
/* advise - the advisories of a database for those who judge, and the matches. */
#include <string.h>

#include "classify/score.h"
#include "store/recorder.h"

/* cve: of the worst vulnerability; SQLite takes the other columns of a row
 * that max() came from. */
static const char products[] =
	"WITH worst AS MATERIALIZED (SELECT s.advisory, s.product, max(s.score * "
	"10000 - s.place), s.score AS score, v.cve, s.vector FROM advisory_status s JOIN "
	"advisory_vulnerability v ON v.advisory = s.advisory AND v.place = "
	"s.place WHERE s.status IN "
	"('known_affected', 'first_affected', 'last_affected') GROUP BY "
	"s.advisory, s.product), "
	"used AS MATERIALIZED (SELECT s.advisory, s.product, max(x.cve IS NOT "
	"NULL) AS exploited, max(CASE WHEN x.cve IS NOT NULL OR d.exploitation = "
	"'active' THEN 2 WHEN d.exploitation = 'poc' THEN 1 ELSE 0 END) AS "
	"exploitation FROM advisory_status s JOIN advisory_vulnerability v ON "
	"v.advisory = s.advisory AND v.place = s.place LEFT JOIN exploited x ON "
	"x.cve = v.cve LEFT JOIN ssvc d ON d.cve = v.cve WHERE s.status IN "
	"('known_affected', 'first_affected', 'last_affected') GROUP BY "
	"s.advisory, s.product), "
	"unmended AS MATERIALIZED (SELECT r.advisory, r.products FROM "
	"advisory_remedy r WHERE r.category IN ('no_fix_planned', "
	"'none_available')) "
	"SELECT p.advisory, p.product, p.vendor, p.name, p.models, p.text, "
	"coalesce(w.cve, ''), w.score IS NOT NULL, coalesce(u.exploited, 0), "
	"EXISTS (SELECT 1 FROM unmended n WHERE n.advisory = p.advisory AND "
	"(n.products = '' OR instr(n.products, '\"' || p.product || '\"') > 0)), "
	"coalesce(w.score, 0), coalesce(u.exploitation, 0), coalesce(w.vector, '') "
	"FROM advisory_product p LEFT JOIN worst w ON "
	"w.advisory = p.advisory AND w.product = p.product LEFT JOIN used u ON "
	"u.advisory = p.advisory AND u.product = p.product";

static const char *text_of(sqlite3_stmt *s, int at)
{
	return (const char *)sqlite3_column_text(s, at);
}

/* CVSS: the attack vector. */
static enum reach reach_of(const char *vector)
{
	const char *at = strstr(vector, "AV:");

	switch (at != NULL ? at[3] : 'N') {
	case 'P': return REACH_PHYSICAL;
	case 'L': return REACH_LOCAL;
	case 'A': return REACH_ADJACENT;
	default: return REACH_NETWORK;
	}
}

static void take_product(struct advisories *a, sqlite3_stmt *s)
{
	struct advisory_product p = {
		.advisory = text_of(s, 0),
		.product = text_of(s, 1),
		.vendor = text_of(s, 2),
		.name = text_of(s, 3),
		.models = text_of(s, 4),
		.versions = text_of(s, 5),
		.cve = text_of(s, 6),
		.affected = column_number(s, 7) != 0,
		.exploited = column_number(s, 8) != 0,
		.no_fix = column_number(s, 9) != 0,
		.score = (unsigned)column_number(s, 10),
		.exploitation = (uint8_t)column_number(s, 11),
		.reach = (uint8_t)reach_of(text_of(s, 12)),
	};

	advisories_add(a, &p);
}

static bool advise_load(struct recorder *r, struct err *e)
{
	sqlite3_stmt *s = db_use(&r->db, products, e);
	int code;

	if (s == NULL)
		return false;
	r->advisories = advisories_open();
	while ((code = sqlite3_step(s)) == SQLITE_ROW)
		take_product(r->advisories, s);
	if (code != SQLITE_DONE)
		db_fail(&r->db, e);
	db_done(s);
	knowledge_aliases(r->knowledge, r->advisories);
	advisories_seal(r->advisories);
	if (advisories_count(r->advisories) > 0)
		inventory_advise(r->inventory, r->advisories);
	return code == SQLITE_DONE;
}

static bool take_lifetime(struct lifetimes *l, sqlite3_stmt *s)
{
	const struct lifetime_row row = {text_of(s, 0), text_of(s, 1),
					 text_of(s, 2), text_of(s, 3),
					 text_of(s, 4)};

	/* One that an older wardwatch let in is passed over. */
	return lifetimes_add(l, &row, NULL);
}

static bool outlive_load(struct recorder *r, struct err *e)
{
	sqlite3_stmt *s = db_use(&r->db,
				 "SELECT signal, value, product, support_end, "
				 "last_end FROM end_of_life ORDER BY 1, 2", e);
	int code;

	if (s == NULL)
		return false;
	r->lifetimes = lifetimes_open();
	while ((code = sqlite3_step(s)) == SQLITE_ROW)
		take_lifetime(r->lifetimes, s);
	if (code != SQLITE_DONE)
		db_fail(&r->db, e);
	db_done(s);
	lifetimes_seal(r->lifetimes);
	inventory_outlive(r->inventory, r->lifetimes);
	return code == SQLITE_DONE;
}

void imports_close(struct recorder *r)
{
	inventory_advise(r->inventory, NULL);
	inventory_outlive(r->inventory, NULL);
	inventory_declare(r->inventory, NULL);
	declarations_close(r->declarations);
	lifetimes_close(r->lifetimes);
	advisories_close(r->advisories);
	r->declarations = NULL;
	r->lifetimes = NULL;
	r->advisories = NULL;
}

/* What was judged by those before is not looked at again: each judgement begins
 * by forgetting the last. */
bool imports_load(struct recorder *r, struct err *e)
{
	uint64_t imported = setting_number(&r->db, "imported");

	imports_close(r);
	if (!advise_load(r, e) || !outlive_load(r, e) || !declare_load(r, e))
		return false;
	r->imported = imported;
	return true;
}

bool advise_write(struct recorder *r, const struct asset *a, struct err *e)
{
	for (unsigned i = 0; i < a->advisories; i++) {
		const struct asset_advisory *m = &a->advisory[i];
		sqlite3_stmt *s = db_use(
			&r->db, "INSERT INTO advisory_match VALUES (?1, ?2, ?3, "
				"?4, ?5, ?6, ?7)", e);

		if (s == NULL)
			return false;
		bind_number(s, 1, a->id);
		bind_text(s, 2, m->product->advisory);
		bind_text(s, 3, m->product->product);
		bind_text(s, 4, verdict_name(m->verdict));
		bind_text(s, 5, m->version);
		bind_number(s, 6, m->letters);
		bind_number(s, 7, score_of_match(m));
		if (!db_finish(&r->db, s, e))
			return false;
	}
	return true;
}
