/* SPDX-License-Identifier: Apache-2.0 */
/*
 * reader_data - published data that somebody loaded, whom it means, and what a
 * score is made of.
 */
#include <stdio.h>
#include <string.h>

#include "classify/score.h"
#include "store/reader.h"

bool reader_data_date(struct reader *r, char *out, size_t size, struct err *e)
{
	sqlite3_stmt *s = db_use(&r->db, "SELECT substr(max(updated), 1, 10) "
					 "FROM advisory", e);
	char date[16] = "", kev[64] = "";

	if (s == NULL)
		return false;
	if (sqlite3_step(s) == SQLITE_ROW)
		column_text(s, 0, date, sizeof(date));
	db_done(s);
	setting_get(&r->db, "kev_version", kev, sizeof(kev));
	snprintf(out, size, "%s%s%s%s%s",
		 date[0] != '\0' ? "advisory data to " : "", date,
		 date[0] != '\0' && kev[0] != '\0' ? ", " : "",
		 kev[0] != '\0' ? "KEV " : "", kev);
	return true;
}

/* ---- whom advisories mean ------------------------------------------------------ */

/* How urgent what affects a product is by its vulnerabilities: 4 exploited, 3 and
 * 2 a proof of concept that does or does not run by itself, 1 neither, 0 nobody
 * told. What is worse than neither counts, whatever is not known of others. */
#define URGENCY                                                                \
	"coalesce((SELECT iif(max(u) > 1, max(u), min(u)) FROM (SELECT CASE "  \
	"WHEN x.cve IS NOT NULL OR d.exploitation = 'active' THEN 4 WHEN "     \
	"d.exploitation = 'poc' THEN 2 + (d.automatable = 'yes') WHEN d.cve "  \
	"IS NOT NULL THEN 1 ELSE 0 END AS u FROM advisory_status s JOIN "      \
	"advisory_vulnerability v ON v.advisory = s.advisory AND v.place = "   \
	"s.place LEFT JOIN exploited x ON x.cve = v.cve LEFT JOIN ssvc d ON "  \
	"d.cve = v.cve WHERE s.advisory = m.advisory AND s.product = "         \
	"m.product AND s.status IN ('known_affected', 'first_affected', "      \
	"'last_affected'))), 0)"

/* ?1: the asset. What affects a product, worst first; exploitation and vector
 * are those that weigh. */
#define MATCHES                                                                \
	"SELECT m.advisory, a.title, m.verdict, m.version, p.text, p.name, "   \
	"coalesce((SELECT v.cve FROM advisory_status s JOIN "                  \
	"advisory_vulnerability v ON v.advisory = s.advisory AND v.place = "   \
	"s.place WHERE s.advisory = m.advisory AND s.product = m.product "     \
	"ORDER BY s.score DESC, s.place LIMIT 1), ''), a.url, "                \
	"coalesce((SELECT max(s.score) FROM advisory_status s WHERE "          \
	"s.advisory = m.advisory AND s.product = m.product), 0), "             \
	"EXISTS (SELECT 1 FROM advisory_status s JOIN advisory_vulnerability " \
	"v ON v.advisory = s.advisory AND v.place = s.place JOIN exploited x " \
	"ON x.cve = v.cve WHERE s.advisory = m.advisory AND s.product = "      \
	"m.product), "                                                         \
	"EXISTS (SELECT 1 FROM advisory_remedy r WHERE r.advisory = "          \
	"m.advisory AND r.category IN ('no_fix_planned', 'none_available') "   \
	"AND (r.products = '' OR instr(r.products, '\"' || m.product || "      \
	"'\"') > 0)), m.weight, " URGENCY ", d.criticality, "     \
	"d.exposure FROM advisory_match m JOIN asset d ON d.id = m.asset "     \
	"JOIN advisory a ON a.id = m.advisory JOIN advisory_product p ON p.advisory = m.advisory AND "   \
	"p.product = m.product WHERE m.asset = ?1 "

struct advised_list {
	bool (*each)(void *, const struct advised_row *);
	void *ctx;
};

/* SSVC as coordinators use it, with the device in place of the mission: whether
 * it gives therapy or monitors, and who can reach it. */
static const char *ssvc_of(uint64_t urgency, char criticality,
			   uint64_t exposure)
{
	switch (urgency) {
	case 4:
		return criticality == 'A' || criticality == 'B' ||
				       exposure >= EXPOSURE_3
			       ? "Act"
			       : "Attend";
	case 3: return exposure >= EXPOSURE_2 ? "Attend" : "Track*";
	case 2: return "Track*";
	case 1: return "Track";
	default: return "unknown";
	}
}

static bool advised_row(void *ctx, sqlite3_stmt *s)
{
	char letter[4] = "";
	struct advised_list *list = ctx;
	struct advised_row row = {0};

	column_text(s, 0, row.advisory, sizeof(row.advisory));
	column_text(s, 1, row.title, sizeof(row.title));
	column_text(s, 2, row.verdict, sizeof(row.verdict));
	column_text(s, 3, row.version, sizeof(row.version));
	column_text(s, 4, row.means, sizeof(row.means));
	column_text(s, 5, row.product, sizeof(row.product));
	column_text(s, 6, row.cve, sizeof(row.cve));
	column_text(s, 7, row.url, sizeof(row.url));
	row.score = (unsigned)column_number(s, 8);
	row.exploited = column_number(s, 9) != 0;
	row.no_fix = column_number(s, 10) != 0;
	column_raw(s, 13, letter, sizeof(letter));
	if (strcmp(row.verdict, verdict_name(VERDICT_NOT_AFFECTED)) != 0)
		snprintf(row.ssvc, sizeof(row.ssvc), "%s",
			 ssvc_of(column_number(s, 12), letter[0],
				 column_number(s, 14)));
	return list->each(list->ctx, &row);
}

bool reader_advised(struct reader *r, uint64_t asset,
		    bool (*each)(void *, const struct advised_row *), void *ctx,
		    struct err *e)
{
	struct advised_list list = {each, ctx};

	return listing_of(
		r,
		MATCHES "ORDER BY CASE m.verdict WHEN 'confirmed' THEN 0 WHEN "
			"'likely' THEN 1 WHEN 'possible' THEN 2 ELSE 3 END, 9 "
			"DESC, 1",
		asset, advised_row, &list, e);
}
