/* SPDX-License-Identifier: Apache-2.0 */
/*
 * import_lists - which vulnerabilities are exploited, how urgent an authority
 * finds them, and until when versions are mended.
 *
 * A list replaces the one before, unless it is older.
 */
#include <string.h>

#include "store/csv.h"
#include "store/import.h"

static bool is_older(struct import *im, const char *key, const char *date)
{
	char before[64];

	return setting_get(im->db, key, before, sizeof(before)) &&
	       strcmp(date, before) < 0;
}

/* The KEV catalogue of CISA, by its own JSON schema. */
bool import_kev(struct import *im, json_t *root, struct err *e)
{
	const json_t *list = json_object_get(root, "vulnerabilities");
	const json_t *count = json_object_get(root, "count");
	const char *version = json_text(root, "catalogVersion");
	size_t i;
	json_t *one;

	if (version[0] == '\0' || !json_is_array(list) ||
	    (size_t)json_integer_value(count) != json_array_size(list))
		return err_set(e, ERR_INPUT,
			       "no KEV catalogue, or its count does not fit");
	if (is_older(im, "kev_version", version)) {
		im->sum->older++;
		return true;
	}
	if (!db_run(im->db, "DELETE FROM exploited", e))
		return false;
	json_array_foreach(list, i, one) {
		bool ransom = strcmp(json_text(one, "knownRansomwareCampaignUse"),
				     "Known") == 0;

		if (json_text(one, "cveID")[0] == '\0')
			return err_set(e, ERR_INPUT, "entry %zu has no cveID",
				       i);
		if (!import_row(im,
				"INSERT INTO exploited (cve, vendor, product, "
				"name, added, due, action, ransomware) VALUES "
				"(?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
				e,
				(const char *[]){
					json_text(one, "cveID"),
					json_text(one, "vendorProject"),
					json_text(one, "product"),
					json_text(one, "vulnerabilityName"),
					json_text(one, "dateAdded"),
					json_text(one, "dueDate"),
					json_text(one, "requiredAction")},
				7, (uint64_t[]){ransom}, 1))
			return false;
		im->sum->rows++;
	}
	return setting_put(im->db, "kev_version", version, e);
}

/* CVE -> what CISA decided of it; an object of objects. */
bool import_ssvc(struct import *im, json_t *root, struct err *e)
{
	const char *cve;
	json_t *one;

	if (!json_is_object(root))
		return err_set(e, ERR_INPUT, "no object of CVE numbers");
	json_object_foreach(root, cve, one) {
		if (strncmp(cve, "CVE-", 4) != 0 || !json_is_object(one))
			return err_set(e, ERR_INPUT,
				       "'%.40s' is no CVE with decisions", cve);
		/* Of one that is there already the later decision stays. */
		if (!import_row(im,
				"INSERT INTO ssvc (cve, exploitation, "
				"automatable, impact, at) VALUES (?, ?, ?, ?, "
				"?) ON CONFLICT (cve) DO UPDATE SET "
				"exploitation = excluded.exploitation, "
				"automatable = excluded.automatable, impact = "
				"excluded.impact, at = excluded.at WHERE "
				"excluded.at > at",
				e,
				(const char *[]){cve,
						 json_text(one, "exploitation"),
						 json_text(one, "automatable"),
						 json_text(one,
							   "technicalImpact"),
						 json_text(one, "timestamp")},
				5, NULL, 0))
			return false;
		im->sum->rows++;
	}
	return true;
}

/* ---- end of life: CSV, its first line names the columns --------------------------- */

enum { FIELDS = 6 };

static bool put_lifetime(struct import *im, struct lifetimes *all,
			 const struct csv_row *row, struct err *e)
{
	struct err why = {0};

	if (row->cells != FIELDS)
		return err_set(e, ERR_INPUT, "line %u: six fields, with commas "
			       "between", row->line);
	if (!lifetimes_add(all,
			   &(struct lifetime_row){row->cell[0], row->cell[1],
						  row->cell[2], row->cell[3],
						  row->cell[4]},
			   &why))
		return err_set(e, why.kind, "line %u: %s", row->line, why.text);
	im->sum->rows++;
	return import_row(im,
			  "INSERT OR REPLACE INTO end_of_life (signal, value, "
			  "product, support_end, last_end, note) VALUES (?, ?, "
			  "?, ?, ?, ?)",
			  e, (const char *const *)row->cell, FIELDS, NULL, 0);
}

static bool put_lifetimes(struct import *im, struct csv *c, struct err *e)
{
	struct lifetimes *all = lifetimes_open();
	struct err why = {0};
	struct csv_row row;
	bool good = true;

	while (good && csv_next(c, &row, &why))
		good = put_lifetime(im, all, &row, e);
	lifetimes_close(all);
	return good && (why.kind == ERR_NONE ||
			err_set(e, why.kind, "%s", why.text));
}

bool import_eol(struct import *im, char *text, size_t n, struct err *e)
{
	static const char head[] = "signal,value,product,support_end,";
	struct csv_row row;
	struct csv c;

	if (!csv_open(&c, text, n, e))
		return false;
	if (strncmp(c.at, head, sizeof(head) - 1) != 0 ||
	    !csv_next(&c, &row, NULL))
		return err_set(e, ERR_INPUT,
			       "line 1 must be: signal,value,product,"
			       "support_end,last_possible_end,note");
	return db_run(im->db, "DELETE FROM end_of_life", e) &&
	       put_lifetimes(im, &c, e);
}
