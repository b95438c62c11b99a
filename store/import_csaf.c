/* SPDX-License-Identifier: Apache-2.0 */
/*
 * import_csaf - one advisory of the Common Security Advisory Framework, from
 * an authority or a maker, its VEX profile included.
 *
 * The tree of products is walked to any depth and kind of branch; what the
 * standard does not have is kept and counted. Standard: OASIS CSAF 2.0, 3.2.
 */
#include <math.h>
#include <string.h>
#include <strings.h>

#include "capture/base/spelling.h"
#include "classify/version.h"
#include "store/import.h"

enum { JSON_LIST = 4096 };

static void note_odd(struct import *im, const char *word,
		     const char *const *list)
{
	im->sum->odd += !spelling_is_one_of(word, list);
}

static const char *id_of(const json_t *root)
{
	return json_text_at(root, (const char *[]){"document", "tracking",
						   "id", NULL});
}

/* ---- products ------------------------------------------------------------------- */

/* What the branches above a product say of it. */
struct branch {
	const char *vendor, *name, *version, *category;
};

static const char *const branches[] = {
	"architecture", "host_name", "language", "legacy", "patch_level",
	"product_family", "product_name", "product_version",
	"product_version_range", "service_pack", "specification", "vendor", NULL,
};

/* A JSON array of texts as it is, or nothing. */
static void print_list(const json_t *list, char out[JSON_LIST])
{
	size_t n = json_is_array(list) && json_array_size(list) > 0
			   ? json_dumpb(list, out, JSON_LIST - 1,
					JSON_COMPACT | JSON_ENCODE_ANY)
			   : 0;

	out[n < JSON_LIST ? n : 0] = '\0';
}

static bool put_product(struct import *im, const char *advisory,
			const struct branch *b, const json_t *product,
			struct err *e)
{
	const json_t *helper =
		json_object_get(product, "product_identification_helper");
	struct version_expression v;
	char class[64], expression[VERSION_TERMS * (VERSION_TEXT + 4)];
	char models[JSON_LIST];

	if (json_text(product, "product_id")[0] == '\0')
		return err_set(e, ERR_INPUT, "a product has no product_id");
	version_read(b->version, &v);
	version_class(&v, class, sizeof(class));
	version_print(&v, expression, sizeof(expression));
	print_list(json_object_get(helper, "model_numbers"), models);
	im->sum->products++;
	return import_row(
		im,
		"INSERT INTO advisory_product (advisory, product, vendor, "
		"name, sentence, branch, text, class, expression, note, "
		"models, cpe, purl) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
		"?, ?)",
		e,
		(const char *[]){advisory, json_text(product, "product_id"),
				 b->vendor, b->name, json_text(product, "name"),
				 b->category, b->version, class, expression,
				 v.note, models, json_text(helper, "cpe"),
				 json_text(helper, "purl")},
		13, NULL, 0);
}

/* The depth of the file is bounded already. */
static bool walk(struct import *im, const char *advisory,
		 const json_t *list, struct branch above, struct err *e)
{
	size_t i;
	json_t *node;

	json_array_foreach(list, i, node) {
		struct branch b = above;
		const char *name = json_text(node, "name");
		const json_t *product = json_object_get(node, "product");

		b.category = json_text(node, "category");
		note_odd(im, b.category, branches);
		if (strcmp(b.category, "vendor") == 0)
			b.vendor = name;
		else if (strncmp(b.category, "product_version", 15) == 0 ||
			 strcmp(b.category, "patch_level") == 0 ||
			 strcmp(b.category, "service_pack") == 0)
			b.version = name;
		else if (strncmp(b.category, "product_", 8) == 0)
			b.name = name;
		if (product != NULL &&
		    !put_product(im, advisory, &b, product, e))
			return false;
		if (!walk(im, advisory, json_object_get(node, "branches"), b,
			  e))
			return false;
	}
	return true;
}

/* Products that stand for themselves, without branches. */
static bool put_full_names(struct import *im, const char *advisory,
			   const json_t *tree, struct err *e)
{
	size_t i;
	json_t *product;

	json_array_foreach(json_object_get(tree, "full_product_names"), i,
			   product) {
		struct branch b = {"", json_text(product, "name"), "", ""};

		if (!put_product(im, advisory, &b, product, e))
			return false;
	}
	return true;
}

/* "component installed on platform" is a product of its own: the component,
 * in its versions. */
static bool put_relationships(struct import *im, const char *advisory,
			      const json_t *tree, struct err *e)
{
	size_t i;
	json_t *relation;

	json_array_foreach(json_object_get(tree, "relationships"), i,
			   relation) {
		const json_t *full =
			json_object_get(relation, "full_product_name");

		if (json_text(full, "product_id")[0] == '\0')
			return err_set(e, ERR_INPUT,
				       "a relationship has no product_id");
		if (!import_row(im,
				"INSERT INTO advisory_product SELECT advisory, "
				"?3, vendor, name, ?4, branch, text, class, "
				"expression, note, models, cpe, purl FROM "
				"advisory_product WHERE advisory = ?1 AND "
				"product = ?2",
				e,
				(const char *[]){advisory,
						 json_text(relation,
							   "product_reference"),
						 json_text(full, "product_id"),
						 json_text(full, "name")},
				4, NULL, 0))
			return false;
		im->sum->products++;
	}
	return true;
}

/* ---- vulnerabilities -------------------------------------------------------------- */

struct cvss {
	uint64_t tenths;
	const char *vector;
};

static struct cvss cvss_in(const json_t *score, const char *kind)
{
	const json_t *cvss = json_object_get(score, kind);
	double base = json_number_value(json_object_get(cvss, "baseScore"));

	return (struct cvss){base > 0 && base <= 10
				      ? (uint64_t)lround(base * 10)
				      : 0,
			      json_text(cvss, "vectorString")};
}

static bool names(const json_t *list, const char *product)
{
	size_t i;
	json_t *one;

	json_array_foreach(list, i, one)
		if (json_is_string(one) &&
		    strcmp(json_string_value(one), product) == 0)
			return true;
	return false;
}

/* The highest of those that name the product (NULL: any), else the highest. */
static struct cvss cvss_of(const json_t *vulnerability, const char *product)
{
	struct cvss best = {0, ""};
	size_t i;
	json_t *one;

	json_array_foreach(json_object_get(vulnerability, "scores"), i, one) {
		struct cvss s = cvss_in(one, "cvss_v3");

		if (s.tenths == 0)
			s = cvss_in(one, "cvss_v2");
		if ((product == NULL ||
		     names(json_object_get(one, "products"), product)) &&
		    s.tenths > best.tenths)
			best = s;
	}
	return best.tenths == 0 && product != NULL
		       ? cvss_of(vulnerability, NULL)
		       : best;
}

static const char *const statuses[] = {
	"first_affected", "first_fixed", "fixed", "known_affected",
	"known_not_affected", "last_affected", "recommended",
	"under_investigation", NULL,
};

static bool put_statuses(struct import *im, const char *advisory,
			 uint64_t place, const json_t *v, struct err *e)
{
	const char *status;
	json_t *list, *product;
	size_t i;

	json_object_foreach(json_object_get(v, "product_status"), status,
			    list) {
		note_odd(im, status, statuses);
		json_array_foreach(list, i, product) {
			const char *id = json_string_value(product);
			struct cvss s = cvss_of(v, id != NULL ? id : "");

			if (id == NULL)
				return err_set(e, ERR_INPUT,
					       "a product id is no text");
			if (!import_row(im,
					"INSERT OR IGNORE INTO advisory_status "
					"(advisory, product, status, vector, "
					"place, score) VALUES (?, ?, ?, ?, ?, ?)",
					e,
					(const char *[]){advisory, id, status,
							 s.vector},
					4, (uint64_t[]){place, s.tenths}, 2))
				return false;
		}
	}
	return true;
}

/* The products that a remedy is for: by themselves, and by their groups. */
static void remedy_products(const json_t *root, const json_t *remedy,
			    char out[JSON_LIST])
{
	json_t *all = json_array(), *group, *one;
	const json_t *groups = json_object_get(
		json_object_get(root, "product_tree"), "product_groups");
	size_t i;

	json_array_extend(all, json_object_get(remedy, "product_ids"));
	json_array_foreach(json_object_get(remedy, "group_ids"), i, one) {
		size_t k;

		json_array_foreach(groups, k, group)
			if (strcmp(json_text(group, "group_id"),
				   json_string_value(one) != NULL
					   ? json_string_value(one)
					   : "") == 0)
				json_array_extend(
					all, json_object_get(group,
							     "product_ids"));
	}
	print_list(all, out);
	json_decref(all);
}

static const char *const remedies[] = {
	"mitigation", "no_fix_planned", "none_available", "vendor_fix",
	"workaround", NULL,
};

static bool put_remedies(struct import *im, const json_t *root,
			 uint64_t place, const json_t *v, struct err *e)
{
	size_t i;
	json_t *remedy;

	json_array_foreach(json_object_get(v, "remediations"), i, remedy) {
		char products[JSON_LIST];

		note_odd(im, json_text(remedy, "category"), remedies);
		remedy_products(root, remedy, products);
		if (!import_row(im,
				"INSERT INTO advisory_remedy (advisory, "
				"category, details, url, products, place, "
				"number) VALUES (?, ?, ?, ?, ?, ?, ?)",
				e,
				(const char *[]){id_of(root),
						 json_text(remedy, "category"),
						 json_text(remedy, "details"),
						 json_text(remedy, "url"),
						 products},
				5, (uint64_t[]){place, i}, 2))
			return false;
	}
	return true;
}

static bool put_vulnerabilities(struct import *im, const json_t *root,
				struct err *e)
{
	size_t i;
	json_t *v;

	json_array_foreach(json_object_get(root, "vulnerabilities"), i, v) {
		struct cvss s = cvss_of(v, NULL);

		if (!import_row(im,
				"INSERT INTO advisory_vulnerability (advisory, "
				"cve, cwe, title, vector, place, score) VALUES "
				"(?, ?, ?, ?, ?, ?, ?)",
				e,
				(const char *[]){
					id_of(root), json_text(v, "cve"),
					json_text(json_object_get(v, "cwe"),
						  "id"),
					json_text(v, "title"), s.vector},
				5, (uint64_t[]){i, s.tenths}, 2) ||
		    !put_statuses(im, id_of(root), i, v, e) ||
		    !put_remedies(im, root, i, v, e))
			return false;
		im->sum->vulnerabilities++;
	}
	return true;
}

/* ---- documents -------------------------------------------------------------------- */

static const char *note(const json_t *document, const char *title)
{
	size_t i;
	json_t *one;

	json_array_foreach(json_object_get(document, "notes"), i, one)
		if (strcasecmp(json_text(one, "title"), title) == 0)
			return json_text(one, "text");
	return "";
}

/* Where people read it: the page, else any reference to itself. */
static const char *own_url(const json_t *document)
{
	const char *url = "";
	size_t i;
	json_t *one;

	json_array_foreach(json_object_get(document, "references"), i, one) {
		if (strcmp(json_text(one, "category"), "self") != 0)
			continue;
		if (url[0] == '\0' ||
		    strstr(json_text(one, "summary"), "Web Version") != NULL)
			url = json_text(one, "url");
	}
	return url;
}

/* Some titles begin with their number. */
static const char *title_of(const json_t *document, const char *id)
{
	const char *title = json_text(document, "title");
	size_t n = strlen(id);

	if (strncasecmp(title, id, n) == 0)
		title += n + strspn(title + n, "_ -");
	return title;
}

static bool put_document(struct import *im, const json_t *root, struct err *e)
{
	const json_t *document = json_object_get(root, "document");
	const json_t *tracking = json_object_get(document, "tracking");

	im->sum->advisories++;
	return import_row(
		im,
		"INSERT INTO advisory (id, title, publisher, category, "
		"version, released, updated, url, risk, sectors, file) VALUES "
		"(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
		e,
		(const char *[]){
			id_of(root), title_of(document, id_of(root)),
			json_text(json_object_get(document, "publisher"),
				  "name"),
			json_text(document, "category"),
			json_text(tracking, "version"),
			json_text(tracking, "initial_release_date"),
			json_text(tracking, "current_release_date"),
			own_url(document), note(document, "Risk evaluation"),
			note(document, "Critical infrastructure sectors"),
			im->file},
		11, NULL, 0);
}

bool advisory_edition(struct db *d, const char *id, const char *version,
		      const char *updated, enum edition *edition,
		      struct err *e)
{
	sqlite3_stmt *s = db_use(d, "SELECT version, updated FROM advisory "
				    "WHERE id = ?", e);
	char version_here[64], updated_here[64];
	enum version_order order;
	int dates;

	if (s == NULL)
		return false;
	bind_text(s, 1, id);
	*edition = NEW;
	if (sqlite3_step(s) == SQLITE_ROW) {
		column_raw(s, 0, version_here, sizeof(version_here));
		column_raw(s, 1, updated_here, sizeof(updated_here));
		order = version_compare(version, version_here);
		dates = strcmp(updated, updated_here);
		*edition = order == HIGHER || (order != LOWER && dates > 0)
				   ? NEWER
			   : order == LOWER || dates < 0 ? OLDER
							 : THE_SAME;
	}
	db_done(s);
	return true;
}

static bool check(const json_t *root, struct err *e)
{
	const char *version = json_text(json_object_get(root, "document"),
					"csaf_version");

	if (strcmp(version, "2.0") != 0)
		return err_set(e, ERR_INPUT,
			       "no advisory of CSAF 2.0 (csaf_version is "
			       "'%.20s')",
			       version);
	if (id_of(root)[0] == '\0' || strlen(id_of(root)) > 128)
		return err_set(e, ERR_INPUT, "it has no document.tracking.id");
	return true;
}

static bool remove_old(struct import *im, const char *id, struct err *e)
{
	return import_row(im, "DELETE FROM advisory WHERE id = ?", e,
			  (const char *[]){id}, 1, NULL, 0);
}

bool import_csaf(struct import *im, json_t *root, struct err *e)
{
	const json_t *tree = json_object_get(root, "product_tree");
	const json_t *tracking = json_object_get(
		json_object_get(root, "document"), "tracking");
	const char *id = id_of(root);
	enum edition edition;

	if (!check(root, e) ||
	    !advisory_edition(im->db, id, json_text(tracking, "version"),
			      json_text(tracking, "current_release_date"),
			      &edition, e))
		return false;
	if (edition == THE_SAME || edition == OLDER) {
		im->sum->known += edition == THE_SAME;
		im->sum->older += edition == OLDER;
		return true;
	}
	return remove_old(im, id, e) && put_document(im, root, e) &&
	       walk(im, id, json_object_get(tree, "branches"),
		    (struct branch){"", "", "", ""}, e) &&
	       put_full_names(im, id, tree, e) &&
	       put_relationships(im, id, tree, e) &&
	       put_vulnerabilities(im, root, e);
}
