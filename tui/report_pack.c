/* SPDX-License-Identifier: Apache-2.0 */
/*
 * report_pack - the review pack as one folder, which appears whole or not at all.
 *
 * It is written beside its place under another name, every file and the folder
 * made to last, and then renamed.
 */
#include <errno.h>
#include <fcntl.h>
#include <openssl/evp.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/folder.h"
#include "tui/pack.h"

static const char sums_name[] = "SHA256SUMS";

enum { PLACE = 3000 };

struct pack_folder {
	char path[PLACE], temporary[PLACE + 32];
};

static void name_in(const struct pack_folder *f, const char *name,
		    char out[PLACE + 96])
{
	snprintf(out, PLACE + 96, "%s/%s", f->temporary, name);
}

/* ---- the folder -------------------------------------------------------------------- */

static bool exists(const char *path, struct err *e)
{
	return err_set(e, ERR_USAGE, "%s: is there already; name a folder that "
		       "is not", path);
}

static bool begin_folder(struct pack_folder *f, const char *path, struct err *e)
{
	size_t n = strlen(path);
	struct stat st;

	while (n > 1 && path[n - 1] == '/')
		n--;
	if (n == 0 || n >= sizeof(f->path))
		return err_set(e, ERR_USAGE, "report pack: %.60s: the name is "
			       "%s", path, n == 0 ? "empty" : "too long");
	snprintf(f->path, sizeof(f->path), "%.*s", (int)n, path);
	if (lstat(f->path, &st) == 0)
		return exists(f->path, e);
	snprintf(f->temporary, sizeof(f->temporary), "%s.part-%d", f->path,
		 (int)getpid());
	if (mkdir(f->temporary, 0750) == 0)
		return true;
	return err_set(e, errno == EACCES ? ERR_PERMISSION : ERR_INPUT,
		       "%s: %s; name another folder", f->path, strerror(errno));
}

static bool folder_lasts(const char *path)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool good = fd >= 0 && fsync(fd) == 0;

	if (fd >= 0)
		close(fd);
	return good;
}

/* The folder that holds it: a name lasts when that does. */
static bool parent_lasts(const struct pack_folder *f)
{
	char parent[PLACE];

	path_to_folder(f->path, parent, sizeof(parent));
	return folder_lasts(parent);
}

/* A rename must not take the place of an empty folder made meanwhile; some file
 * systems cannot promise that. */
static bool move(const struct pack_folder *f)
{
	struct stat st;

	if (renameat2(AT_FDCWD, f->temporary, AT_FDCWD, f->path,
		      RENAME_NOREPLACE) == 0)
		return true;
	if (errno != EINVAL && errno != ENOSYS)
		return false;
	if (lstat(f->path, &st) == 0) {
		errno = EEXIST;
		return false;
	}
	return rename(f->temporary, f->path) == 0;
}

static void drop_folder(const struct pack_folder *f)
{
	const struct folder_file *file;
	char path[PLACE + 96];

	for (unsigned i = 0; (file = folder_file(i)) != NULL; i++) {
		name_in(f, file->name, path);
		unlink(path);
	}
	name_in(f, sums_name, path);
	unlink(path);
	rmdir(f->temporary);
}

static bool end_folder(const struct pack_folder *f, struct err *e)
{
	if (folder_lasts(f->temporary) && move(f)) {
		parent_lasts(f); /* it is whole, whether or not this can be told */
		return true;
	}
	return errno == EEXIST ? exists(f->path, e)
			       : err_set(e, ERR_INPUT, "%s: %s", f->path,
					 strerror(errno));
}

/* ---- the files ------------------------------------------------------------------------ */

static bool write_file(const struct pack_folder *f, struct reader *r,
		       unsigned place, uint64_t at_us, struct err *e)
{
	char path[PLACE + 96];
	struct outfile out;
	bool good;

	name_in(f, folder_file(place)->name, path);
	if (!outfile_open(&out, path, e))
		return false;
	good = folder_write(r, place, at_us, out.stream, e);
	return outfile_close(&out, good, e) && good;
}

/* Of the file as it can be read back. */
static bool sum_file(const char *path, char out[2 * EVP_MAX_MD_SIZE + 1],
		     struct err *e)
{
	EVP_MD_CTX *sha = EVP_MD_CTX_new();
	unsigned char digest[EVP_MAX_MD_SIZE], octets[16384];
	FILE *f = fopen(path, "re");
	unsigned size = 0;
	size_t n;
	bool good = sha != NULL && f != NULL &&
		    EVP_DigestInit_ex(sha, EVP_sha256(), NULL) == 1;

	while (good && (n = fread(octets, 1, sizeof(octets), f)) > 0)
		good = EVP_DigestUpdate(sha, octets, n) == 1;
	good = good && ferror(f) == 0 &&
	       EVP_DigestFinal_ex(sha, digest, &size) == 1;
	if (f != NULL)
		fclose(f);
	EVP_MD_CTX_free(sha);
	for (unsigned i = 0; good && i < size; i++)
		snprintf(out + 2 * i, 3, "%02x", digest[i]);
	return good || err_set(e, ERR_INPUT, "%s: cannot be read back", path);
}

static bool put_sums(const struct pack_folder *f, FILE *out, struct err *e)
{
	char path[PLACE + 96], sum[2 * EVP_MAX_MD_SIZE + 1];
	const struct folder_file *file;

	for (unsigned i = 0; (file = folder_file(i)) != NULL; i++) {
		name_in(f, file->name, path);
		if (!sum_file(path, sum, e))
			return false;
		fprintf(out, "%s  %s\n", sum, file->name);
	}
	return true;
}

static bool write_sums(const struct pack_folder *f, struct err *e)
{
	char path[PLACE + 96];
	struct outfile out;
	bool good;

	name_in(f, sums_name, path);
	if (!outfile_open(&out, path, e))
		return false;
	good = put_sums(f, out.stream, e);
	return outfile_close(&out, good, e) && good;
}

static bool write_all(const struct pack_folder *f, struct reader *r,
		      uint64_t at_us, struct err *e)
{
	bool good = folder_begin(r, e);

	if (!good)
		return false;
	for (unsigned i = 0; good && folder_file(i) != NULL; i++)
		good = write_file(f, r, i, at_us, e);
	folder_end(r);
	return good && write_sums(f, e);
}

bool report_pack(const struct command_line *cl, uint64_t at_us, struct err *e)
{
	struct pack_folder f;
	struct knowledge *known;
	struct reader *r = reader_open(path_to_read(cl), e);
	bool good;

	if (r == NULL)
		return false;
	known = classes_of(cl);
	reader_know(r, known);
	good = begin_folder(&f, cl->argument[1], e);
	if (good) {
		good = write_all(&f, r, at_us, e) && end_folder(&f, e);
		if (!good)
			drop_folder(&f);
	}
	reader_close(r);
	knowledge_close(known);
	return good;
}
