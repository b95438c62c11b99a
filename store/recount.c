/* SPDX-License-Identifier: Apache-2.0 */
/* recount - the totals of findings again, by the database, without inventory. */
#include "store/reader.h"
#include "store/recorder.h"

/* What stands in asset.open, and all rows of finding_total. */
#define COUNTED(severity, bits)                                                \
	"(min(coalesce(sum(u.severity = " severity "), 0), 4095) << " bits ")"
#define OPEN_OF_ASSET                                                          \
	"(SELECT " COUNTED("0", "0") " + " COUNTED("1", "12") " + "            \
	COUNTED("2", "24") " + " COUNTED("3", "36") " + " COUNTED("4", "48")   \
	" FROM " OPEN_FINDINGS " AND f.asset = asset.id)"
#define TOTALS_COUNTED                                                         \
	"SELECT f.rank, u.name, u.id, count(*), sum(" IS_OPEN "), "            \
	"count(DISTINCT iif(" IS_OPEN ", f.asset, NULL)), coalesce(min(iif("   \
	IS_OPEN ", f.id, NULL)), 0) FROM finding f JOIN rule u ON u.id = "     \
	"f.rule " LIFE_JOINS " GROUP BY f.rank, u.id"

static bool follow(struct db *d, const char *text, const char *rule,
		   uint64_t asset, struct err *e)
{
	sqlite3_stmt *s = db_use(d, text, e);

	if (s == NULL)
		return false;
	if (rule != NULL)
		bind_text(s, 1, rule);
	if (asset != 0)
		bind_number(s, 1, asset);
	return db_finish(d, s, e);
}

#define COUNT_OPEN "UPDATE asset SET open = " OPEN_OF_ASSET " WHERE id "
static const char of_asset[] = COUNT_OPEN "= ?1";
static const char of_assets[] =
	COUNT_OPEN "IN (SELECT g.asset FROM finding_total t CROSS JOIN finding g "
	"INDEXED BY finding_by_rank ON g.rank = t.rank AND g.rule = t.rule "
	"WHERE t.name = ?1)";
static const char of_rule[] =
	"UPDATE finding_total SET (open, assets, first) = (SELECT count(*), "
	"count(DISTINCT f.asset), coalesce(min(f.id), 0) FROM " OPEN_FINDINGS
	" AND f.rank = finding_total.rank AND f.rule = finding_total.rule) "
	"WHERE name = ?1";

bool totals_follow(struct db *d, const char *rule, uint64_t asset,
		   struct err *e)
{
	return follow(d, of_rule, rule, 0, e) &&
	       (asset != 0 ? follow(d, of_asset, NULL, asset, e)
			   : follow(d, of_assets, rule, 0, e));
}

#define RANK_OF_FINDING                                                        \
	"(SELECT (4 - u.severity) * 16 + iif(a.clinical = 1, 0, 8) + iif("     \
	"a.criticality BETWEEN 'A' AND 'E', unicode(a.criticality) - 65, 5) "  \
	"FROM asset a, rule u WHERE a.id = finding.asset AND u.id = "          \
	"finding.rule)"

bool totals_recount(struct db *d, struct err *e)
{
	static const char *const steps[] = {
		"UPDATE finding SET rank = " RANK_OF_FINDING,
		"DELETE FROM finding_total",
		"INSERT INTO finding_total " TOTALS_COUNTED,
		"UPDATE asset SET open = " OPEN_OF_ASSET,
	};

	for (size_t i = 0; i < sizeof(steps) / sizeof(*steps); i++)
		if (!db_run(d, steps[i], e))
			return false;
	return true;
}

const char *const totals_questions[TOTALS_QUESTIONS] = {
	"SELECT count(*) FROM asset WHERE open <> " OPEN_OF_ASSET,
	"SELECT count(*) FROM finding WHERE rank <> " RANK_OF_FINDING,
	("SELECT count(*) FROM (SELECT * FROM (" TOTALS_COUNTED ") EXCEPT SELECT "
	 "* FROM finding_total)"),
	("SELECT abs((SELECT count(*) FROM finding_total) - (SELECT count(*) "
	 "FROM (SELECT 1 FROM finding GROUP BY rank, rule)))"),
};
