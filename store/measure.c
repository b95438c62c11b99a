/* SPDX-License-Identifier: Apache-2.0 */
/*
 * measure - the eight measures of maturity, by fixed thresholds.
 *
 * Each is a part of a whole, so that nobody can hide behind a mean. Where there
 * is nothing to measure the level is the first, and it is said why.
 */
#include "store/measure.h"

#include <stdlib.h>
#include <string.h>

#include "classify/days.h"
#include "store/reader.h"

#define CRITICAL_CLASS "criticality IN ('A', 'B', 'C')"
#define DEVICES "(SELECT n FROM devices)"
#define SPAN_IS_LONG /* 60 days */                                             \
	"(" SEEN_US " - coalesce((SELECT min(first_us) FROM capture WHERE "    \
	"frames > 0), " SEEN_US ") >= 5184000000000)"
#define OWNED                                                                  \
	"(SELECT count(*) FROM (SELECT n.asset FROM asset_note n CROSS JOIN "  \
	"asset a ON a.id = n.asset WHERE n.field IN ('owner', 'location') "    \
	"AND a.class <> '' GROUP BY n.asset HAVING count(*) = 2))"

static const struct measure_kind kinds[MEASURES] = {
	[MEASURE_CLASSIFIED] = {
		"classified", "devices classified",
		"devices whose class is probable or confirmed, of all",
		"devices whose class is unknown or only possible",
		"there are no devices", {50, 75, 90, 98}, false},
	[MEASURE_OWNED] = {
		"owned", "devices with owner, location and class",
		"devices of which all three are known, of all",
		"devices that lack one; wardwatch asset set tells owner and "
		"location",
		"there are no devices", {30, 60, 85, 95}, false},
	[MEASURE_MDS2] = {
		"mds2", "models of class A to C with MDS2 on file",
		"models, of those of devices of class A to C",
		"models without one; wardwatch import mds2 loads it",
		"there is no device of class A to C whose model is known",
		{25, 50, 75, 95}, false},
	[MEASURE_SEGMENT] = {
		"segment", "class A to C devices on a medical segment",
		"devices in a clinical or isolated zone which nothing crosses, "
		"of those of class A to C",
		"devices elsewhere, or of whose zone nothing was told",
		"there is no device of class A to C", {40, 65, 85, 95}, false},
	[MEASURE_CRITICAL] = {
		"critical", "class A to C devices without open critical finding",
		"devices, of those of class A to C",
		"devices with a critical finding that is open",
		"there is no device of class A to C", {80, 90, 97, 100}, false},
	[MEASURE_OLD] = {
		"old", "open high and critical findings older than 60 days",
		"findings first seen more than 60 days before the last moment "
		"seen, of the high and critical ones that are open",
		"findings that wait longer than 60 days",
		"what was seen spans less than 60 days", {60, 40, 20, 5}, true},
	[MEASURE_DATA] = {
		"data", "age of advisory and KEV data",
		"days since the older of the two was published",
		"days since the older was published",
		"advisories and the KEV catalogue are not both loaded",
		{180, 90, 30, 7}, true},
	[MEASURE_ENCRYPTED] = {
		"encrypted", "clinical data encrypted where it crosses subnets",
		"octets under TLS between devices of class A to C, of these and "
		"of DICOM, HL7, ASTM and POCT1-A in clear, from one /24 or /64 "
		"to another",
		"octets in clear", "no clinical data was seen to cross subnets",
		{10, 30, 60, 90}, false},
};

const struct measure_kind *measure_kind(enum measure m)
{
	return &kinds[m];
}

/* ---- counting ------------------------------------------------------------------------ */

/* Questions over one table each, since there may be many rows: part, whole, and
 * whether there is something to measure, for each of the measures. */
static const struct question {
	const char *text;
	enum measure of[4];
	unsigned n;
} questions[] = {
	/* Of what has no class only the number matters; asset.open has the
	 * critical ones in its highest bits. */
	{"WITH devices (n) AS MATERIALIZED (SELECT count(*) FROM asset) "
	 "SELECT coalesce(sum(grade >= 1), 0), " DEVICES ", " DEVICES " > 0, "
	 OWNED ", " DEVICES ", " DEVICES " > 0, coalesce(sum(exposure <= 1) "
	 "FILTER (WHERE " CRITICAL_CLASS "), 0), coalesce(sum(" CRITICAL_CLASS
	 "), 0), coalesce(sum(" CRITICAL_CLASS "), 0) > 0, "
	 "coalesce(sum(open >> 48 = 0) FILTER (WHERE " CRITICAL_CLASS "), 0), "
	 "coalesce(sum(" CRITICAL_CLASS "), 0), "
	 "coalesce(sum(" CRITICAL_CLASS "), 0) > 0 FROM asset WHERE class <> "
	 "''",
	 {MEASURE_CLASSIFIED, MEASURE_OWNED, MEASURE_SEGMENT,
	  MEASURE_CRITICAL}, 4},
	{"SELECT coalesce(sum(filed), 0), count(*), count(*) > 0 FROM "
	 "(SELECT max(id IN (SELECT asset FROM mds2_match)) AS filed FROM "
	 "asset WHERE model <> '' AND " CRITICAL_CLASS " GROUP BY vendor, "
	 "model)",
	 {MEASURE_MDS2}, 1},
	/* Before that they need not be counted. */
	{"SELECT coalesce(sum(f.first_us + 5184000000000 < " SEEN_US "), 0), "
	 "count(*), " SPAN_IS_LONG " FROM (SELECT 1 WHERE " SPAN_IS_LONG ") "
	 "CROSS JOIN " OPEN_FINDINGS " AND u.severity >= 3",
	 {MEASURE_OLD}, 1},
	/* Noted by who has all conversations at hand: there may be many. */
	{"SELECT coalesce(max(part), 0), coalesce(max(whole), 0), count(*) > 0 "
	 "FROM measure_day WHERE measure = 'encrypted' AND day = " SEEN_US
	 " / 86400000000",
	 {MEASURE_ENCRYPTED}, 1},
};

static bool count_now(struct db *d, const struct question *q,
		      struct measured all[MEASURES], struct err *e)
{
	sqlite3_stmt *s = db_use(d, q->text, e);
	bool found;

	if (s == NULL)
		return false;
	found = sqlite3_step(s) == SQLITE_ROW;
	for (unsigned i = 0; found && i < q->n; i++)
		all[q->of[i]] = (struct measured){
			.part = column_number(s, (int)(3 * i)),
			.whole = column_number(s, (int)(3 * i + 1)),
			.known = column_number(s, (int)(3 * i + 2)) != 0};
	if (!found)
		db_fail(d, e);
	db_done(s);
	return found;
}

/* ---- the age of data -------------------------------------------------------------------- */

/* The day that begins a text, as 2026-12-31 or 2026.12.31. */
static bool day_of(const char *text, uint64_t *us)
{
	char day[16];

	snprintf(day, sizeof(day), "%.10s", text);
	for (char *c = day; *c != '\0'; c++)
		if (*c == '.')
			*c = '-';
	if (!day_parse(day, us))
		return false;
	*us -= DAY_US;
	return true;
}

uint64_t measure_data_date(const char *data)
{
	const char *kev = strrchr(data, ' ');
	uint64_t advisories = 0, listed = 0;

	if (!day_of(data, &advisories))
		advisories = 0;
	if (kev == NULL || !day_of(kev + 1, &listed))
		return advisories;
	return advisories == 0 || listed < advisories ? listed : advisories;
}

/* "2024-10-24T12:00:00Z 249 2025.08.25" */
void measure_data_age(const char *data, uint64_t at_us, struct measured *out)
{
	const char *kev = strrchr(data, ' ');
	uint64_t advisories, listed, older;

	*out = (struct measured){.known = false};
	if (kev == NULL || !day_of(data, &advisories) || !day_of(kev + 1, &listed))
		return;
	older = advisories < listed ? advisories : listed;
	out->known = true;
	out->part = at_us > older ? (at_us - older) / DAY_US : 0;
	out->whole = 1;
}

bool measures_now(struct db *d, uint64_t at_us, struct measured all[MEASURES],
		  struct err *e)
{
	char data[160];

	for (size_t i = 0; i < sizeof(questions) / sizeof(questions[0]); i++)
		if (!count_now(d, &questions[i], all, e))
			return false;
	/* As of the last judgement, like all the rest. */
	setting_get(d, "advised", data, sizeof(data));
	measure_data_age(data, at_us, &all[MEASURE_DATA]);
	return true;
}

/* ---- levels ------------------------------------------------------------------------------- */

static bool reaches(const struct measure_kind *k, const struct measured *v,
		    bool days, unsigned from)
{
	uint64_t share = days ? v->part : v->part * 100;
	uint64_t bound = days ? from : v->whole * from;

	if (!k->less)
		return share >= bound;
	/* None of none is older. */
	return days ? share <= bound : share < bound || v->part == 0;
}

unsigned measure_level(enum measure m, const struct measured *v)
{
	unsigned level = 1;

	while (v->known && level < LEVELS &&
	       reaches(&kinds[m], v, m == MEASURE_DATA,
		       kinds[m].from[level - 1]))
		level++;
	return level;
}

/* ---- kept by day ---------------------------------------------------------------------------- */

static bool keep(struct db *d, uint64_t day, enum measure m,
		 const struct measured *v, struct err *e)
{
	sqlite3_stmt *s = db_use(d, "INSERT OR REPLACE INTO measure_day VALUES "
				    "(?1, ?2, ?3, ?4)", e);

	if (s == NULL)
		return false;
	bind_number(s, 1, day);
	bind_text(s, 2, kinds[m].key);
	bind_number(s, 3, v->part);
	bind_number(s, 4, v->whole);
	return db_finish(d, s, e);
}

bool measures_note(struct db *d, uint64_t day, const struct crossing *c,
		   struct err *e)
{
	struct measured all[MEASURES];

	if (!db_run_with(d, "DELETE FROM measure_day WHERE day = ?1", day, e) ||
	    !measures_now(d, 0, all, e))
		return false;
	all[MEASURE_ENCRYPTED] = (struct measured){
		.known = c->all > 0, .part = c->encrypted, .whole = c->all};
	for (enum measure m = 0; m < MEASURES; m++)
		if (m != MEASURE_DATA && all[m].known &&
		    !keep(d, day, m, &all[m], e))
			return false;
	return true;
}
