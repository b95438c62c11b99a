/* SPDX-License-Identifier: Apache-2.0 */
/*
 * import - files of published data: which, how large, how deep, and one
 * transaction around all of them.
 *
 * A file comes from somebody else's server: its size and its depth are bounded
 * before a library reads it.
 */
#include "store/import.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "capture/base/must.h"

enum {
	FILE_MOST = 16 << 20,
	DEPTH_MOST = 64,
	FILES_MOST = 65536,
};

static const char *const names[IMPORT_KINDS] = {"csaf", "kev", "ssvc", "eol",
						 "mds2"};

const char *import_kind_name(enum import_kind kind)
{
	return kind < IMPORT_KINDS ? names[kind] : NULL;
}

const char *json_text(const json_t *object, const char *key)
{
	const char *text = json_string_value(json_object_get(object, key));

	return text != NULL ? text : "";
}

const char *json_text_at(const json_t *object, const char *const *path)
{
	for (; path[1] != NULL; path++)
		object = json_object_get(object, path[0]);
	return json_text(object, path[0]);
}

bool import_row(struct import *im, const char *statement, struct err *e,
		const char *const *texts, unsigned n, const uint64_t *numbers,
		unsigned count)
{
	sqlite3_stmt *s = db_use(im->db, statement, e);
	char clean[4096];

	if (s == NULL)
		return false;
	for (unsigned i = 0; i < n; i++) {
		text_clean(texts[i], clean, sizeof(clean));
		if (sqlite3_bind_text(s, (int)i + 1, clean, -1,
				      SQLITE_TRANSIENT) != SQLITE_OK) {
			db_done(s);
			return db_fail(im->db, e);
		}
	}
	for (unsigned i = 0; i < count; i++)
		bind_number(s, (int)(n + i) + 1, numbers[i]);
	return db_finish(im->db, s, e);
}

/* ---- one file ----------------------------------------------------------------- */

/* Brackets within brackets, those in texts aside. */
static bool is_shallow(const char *text, size_t n)
{
	bool quoted = false;
	unsigned depth = 0;

	for (size_t i = 0; i < n; i++) {
		if (quoted && text[i] == '\\')
			i++;
		else if (text[i] == '"')
			quoted = !quoted;
		else if (!quoted && (text[i] == '{' || text[i] == '['))
			depth++;
		else if (!quoted && (text[i] == '}' || text[i] == ']') &&
			 depth > 0)
			depth--;
		if (depth > DEPTH_MOST)
			return false;
	}
	return true;
}

static char *read_whole(const char *path, size_t *n, struct err *e)
{
	FILE *f = fopen(path, "re");
	char *text;
	struct stat st;

	if (f == NULL) {
		err_set(e, errno == EACCES ? ERR_PERMISSION : ERR_INPUT, "%s",
			strerror(errno));
		return NULL;
	}
	if (fstat(fileno(f), &st) != 0 || !S_ISREG(st.st_mode) ||
	    st.st_size > FILE_MOST) {
		fclose(f);
		err_set(e, ERR_INPUT, "it is no file, or larger than 16 MiB");
		return NULL;
	}
	text = must_alloc((size_t)st.st_size + 1, 1);
	*n = fread(text, 1, (size_t)st.st_size, f);
	fclose(f);
	return text;
}

static json_t *read_json(const char *path, struct err *e)
{
	size_t n = 0;
	char *text = read_whole(path, &n, e);
	json_error_t at;
	json_t *root;

	if (text == NULL)
		return NULL;
	if (!is_shallow(text, n)) {
		free(text);
		err_set(e, ERR_INPUT, "it nests deeper than %d", DEPTH_MOST);
		return NULL;
	}
	root = json_loadb(text, n, JSON_REJECT_DUPLICATES, &at);
	free(text);
	if (root == NULL)
		err_set(e, ERR_INPUT, "line %d: %.200s", at.line, at.text);
	return root;
}

typedef bool reader_of_json(struct import *, json_t *, struct err *);

static bool read_one(struct import *im, enum import_kind kind,
		     const char *path, struct err *e)
{
	static reader_of_json *const readers[] = {import_csaf, import_kev,
						  import_ssvc};
	json_t *root;
	char *text;
	size_t n;
	bool done;

	if (kind == IMPORT_EOL || kind == IMPORT_MDS2) {
		text = read_whole(path, &n, e);
		done = text != NULL && (kind == IMPORT_EOL
						? import_eol(im, text, n, e)
						: import_mds2(im, text, n, e));
		free(text);
		return done;
	}
	root = read_json(path, e);
	done = root != NULL && readers[kind](im, root, e);
	json_decref(root);
	return done;
}

/* ---- all files ---------------------------------------------------------------- */

struct job {
	struct import im;
	enum import_kind kind;
	void (*refused)(void *, const char *);
	void *ctx;
};

/* False when the database fails; a refused file is told and passed over. */
static bool read_file(struct job *j, const char *path, struct err *e)
{
	const char *slash = strrchr(path, '/');
	struct import_summary before = *j->im.sum;
	struct err why = {0};
	char sentence[PATH_MAX + sizeof(why.text)];
	bool done;

	j->im.file = slash != NULL ? slash + 1 : path;
	if (!db_run(j->im.db, "SAVEPOINT one", e))
		return false;
	done = read_one(&j->im, j->kind, path, &why);
	if (!done && !db_run(j->im.db, "ROLLBACK TO one", e))
		return false;
	if (!db_run(j->im.db, "RELEASE one", e))
		return false;
	if (!done && (why.kind == ERR_DATABASE || why.kind == ERR_INTEGRITY)) {
		*e = why;
		return false;
	}
	if (!done) {
		*j->im.sum = before;
		j->im.sum->refused++;
		snprintf(sentence, sizeof(sentence), "%s: %s", path, why.text);
		j->refused(j->ctx, sentence);
	}
	j->im.sum->files++;
	return true;
}

/* Which files of a folder are read. */
static bool is_wanted(enum import_kind kind, const char *name)
{
	static const char *const forms[] = {".csv", ".xlsx"};
	size_t n = strlen(name);

	if (kind != IMPORT_MDS2)
		return n > 5 && strcmp(name + n - 5, ".json") == 0;
	for (int i = 0; i < 2; i++)
		if (n > strlen(forms[i]) &&
		    strcasecmp(name + n - strlen(forms[i]), forms[i]) == 0)
			return true;
	return false;
}

static bool read_folder(struct job *j, const char *path, struct err *e)
{
	struct dirent **entry;
	int n = scandir(path, &entry, NULL, alphasort), wanted = 0;
	bool good = true;

	if (n < 0)
		return err_set(e, ERR_INPUT, "%s: %s", path, strerror(errno));
	for (int i = 0; i < n; i++) {
		char file[PATH_MAX];

		if (good && is_wanted(j->kind, entry[i]->d_name) &&
		    wanted++ < FILES_MOST) {
			snprintf(file, sizeof(file), "%s/%s", path,
				 entry[i]->d_name);
			good = read_file(j, file, e);
		}
		free(entry[i]);
	}
	free((void *)entry);
	if (good && wanted == 0)
		return err_set(e, ERR_INPUT, "%s holds no file ending in %s",
			       path, j->kind == IMPORT_MDS2 ? ".csv or .xlsx"
							    : ".json");
	return good;
}

static bool read_path(struct job *j, const char *path, struct err *e)
{
	struct stat st;

	if (stat(path, &st) != 0)
		return err_set(e, ERR_INPUT, "%s: %s", path, strerror(errno));
	if (S_ISDIR(st.st_mode) && j->im.about->model != NULL)
		return err_set(e, ERR_USAGE, "%s is a folder: --model goes with "
			       "one file", path);
	return S_ISDIR(st.st_mode) ? read_folder(j, path, e)
				   : read_file(j, path, e);
}

static bool count_cves(struct db *d, unsigned *n, struct err *e)
{
	int64_t count;

	if (!db_number(d, "SELECT count(DISTINCT cve) FROM "
			  "advisory_vulnerability", &count, e))
		return false;
	*n = (unsigned)count;
	return true;
}

/* Whoever writes the database now sees by it that there is more. */
static bool count_import(struct job *j, struct err *e)
{
	const struct import_summary *sum = j->im.sum;

	return sum->advisories + sum->rows == 0 ||
	       setting_put_number(j->im.db, "imported",
				  setting_number(j->im.db, "imported") + 1, e);
}

static bool run(struct job *j, const char *path, bool dry, struct err *e)
{
	struct import_summary *sum = j->im.sum;
	struct db *d = j->im.db;

	if (!db_run(d, "BEGIN IMMEDIATE", e))
		return false;
	if (read_path(j, path, e) && count_cves(d, &sum->cves, e) &&
	    count_import(j, e) &&
	    db_run(d, dry ? "ROLLBACK" : "COMMIT", e))
		return true;
	db_run(d, "ROLLBACK", NULL);
	return false;
}

bool store_import(const char *db, enum import_kind kind, const char *path,
		  const struct import_about *about, bool dry,
		  void (*refused)(void *, const char *), void *ctx,
		  struct import_summary *sum, struct err *e)
{
	static const struct import_about none;
	struct db d;
	struct job j = {.im = {.db = &d, .sum = sum,
			       .about = about != NULL ? about : &none},
			.kind = kind,
			.refused = refused, .ctx = ctx};
	bool good;

	memset(sum, 0, sizeof(*sum));
	if (!db_open_to_decide(&d, db, e))
		return false;
	good = run(&j, path, dry, e);
	db_close(&d);
	return good;
}

