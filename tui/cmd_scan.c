/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_scan - capture files into a database. */
#include <errno.h>
#include <fcntl.h>
#include <openssl/evp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "capture/base/must.h"
#include "tui/config.h"
#include "tui/job.h"

enum { DIGEST_OCTETS = 1 << 20, MANY = UINT16_MAX };

/* SHA-256 of the first MiB and the size: enough to know a file again. */
static bool fingerprint(int fd, struct capture_info *info)
{
	uint8_t *head = must_alloc(DIGEST_OCTETS, 1);
	ssize_t n = pread(fd, head, DIGEST_OCTETS, 0);
	EVP_MD_CTX *sha = EVP_MD_CTX_new();
	uint8_t digest[EVP_MAX_MD_SIZE];
	bool good = n >= 0 && sha != NULL &&
		    EVP_DigestInit_ex(sha, EVP_sha256(), NULL) == 1 &&
		    EVP_DigestUpdate(sha, head, (size_t)n) == 1 &&
		    EVP_DigestUpdate(sha, &info->size, sizeof(info->size)) ==
			    1 &&
		    EVP_DigestFinal_ex(sha, digest, NULL) == 1;

	EVP_MD_CTX_free(sha);
	free(head);
	for (unsigned i = 0; good && i < 32; i++)
		snprintf(info->digest + 2 * i, 3, "%02x", digest[i]);
	return good;
}

/* What is packed in a way that nothing here unpacks, and with what to unpack it. */
static bool is_readable(const char *path, int fd, struct err *e)
{
	static const struct {
		const char *head, *with;
	} packed[] = {
		{"\xfd" "7zXZ", "xz -dk"},
		{"BZh", "bunzip2 -k"},
		{"\x04\x22\x4d\x18", "lz4 -dk"},
		{"PK\x03\x04", "unzip"},
	};
	char head[8] = "";

	if (pread(fd, head, sizeof(head), 0) != sizeof(head))
		return true;
	for (size_t i = 0; i < sizeof(packed) / sizeof(packed[0]); i++)
		if (memcmp(head, packed[i].head, strlen(packed[i].head)) == 0)
			return err_set(e, ERR_INPUT, "%s: is packed; unpack it "
				       "first with %s, or pack it with gzip or "
				       "zstd, which are read", path,
				       packed[i].with);
	return !path_is_database(path) ||
	       err_set(e, ERR_INPUT, "%s: is a database, not a capture; wardwatch "
		       "console shows what is in it", path);
}

/* A pipe is not opened here: its writer would see it close again. */
static bool look_at(const char *path, struct capture_info *info, bool *stream,
		    struct err *e)
{
	const char *slash = strrchr(path, '/');
	struct stat st;
	bool good;
	int fd;

	info->name = slash == NULL ? path : slash + 1;
	if (strcmp(path, "-") == 0) {
		info->name = "standard input";
		*stream = true;
		return !isatty(STDIN_FILENO) ||
		       err_set(e, ERR_USAGE, "standard input is a terminal; "
			       "write tcpdump -w - ... | wardwatch scan -");
	}
	if (stat(path, &st) != 0 || access(path, R_OK) != 0)
		return err_set(e, errno == EACCES ? ERR_PERMISSION : ERR_INPUT,
			       "%s: %s", path, strerror(errno));
	if (S_ISDIR(st.st_mode))
		return err_set(e, ERR_INPUT,
			       "%s: is a folder; name the captures in it", path);
	*stream = *stream || !S_ISREG(st.st_mode);
	fd = S_ISREG(st.st_mode) ? open(path, O_RDONLY | O_CLOEXEC) : -1;
	if (fd < 0)
		return true;
	info->size = (uint64_t)st.st_size;
	good = is_readable(path, fd, e);
	if (good)
		fingerprint(fd, info);
	close(fd);
	return good;
}

/* The captures of a command line that can be read. */
struct readable {
	const char **name;
	struct capture_info *info;
	unsigned n;
	bool stream;
	int status;            /* of those that cannot                         */
};

/* Two standard inputs are one too many. What cannot be read keeps nobody from
 * reading the others; false when there are none. */
static bool look_at_all(const struct command_line *cl, struct readable *r,
			struct err *e)
{
	unsigned streams = 0;

	if (cl->arguments > MANY)
		return err_set(e, ERR_USAGE, "more than %d captures at a time",
			       (int)MANY);
	for (unsigned i = 0; i < cl->arguments; i++)
		streams += strcmp(cl->argument[i], "-") == 0;
	if (streams > 1)
		return err_set(e, ERR_USAGE,
			       "- (standard input) can be named only once");
	for (unsigned i = 0; i < cl->arguments; i++) {
		struct err why = {0};

		memset(&r->info[r->n], 0, sizeof(r->info[r->n]));
		r->name[r->n] = cl->argument[i];
		if (look_at(cl->argument[i], &r->info[r->n], &r->stream, &why)) {
			r->n++;
			continue;
		}
		if (cl->arguments == 1 || why.kind == ERR_USAGE) {
			*e = why;
			return false;
		}
		r->status = status_worse(r->status, (int)why.kind);
		say("%s; it is left out", why.text);
	}
	return r->n > 0 ||
	       err_set(e, (enum err_kind)r->status, "nothing could be read");
}

static int read_all(const struct command_line *cl, const char *db,
		    const struct readable *from, bool *read)
{
	struct err e = {0};
	struct config c;
	struct knowledge *k;
	struct job_end end;
	struct job job = {
		.name = from->name,
		.names = (uint16_t)from->n,
		.stream = from->stream,
	};
	int status = from->status;

	k = config_load(&c, cl, &e) ? knowledge_of(&c, &e) : NULL;
	if (k == NULL)
		return say_error(&e);
	/* A stream cannot be read twice, so only one may read it. */
	job.workers = job.stream ? 1 : c.workers;
	job.limits = c.sensor;
	job.progress = !cl->quiet && isatty(STDERR_FILENO);
	job.record = (struct recorder_options){
		.path = db,
		.knowledge = k,
		.limits = c.inventory,
		.captures = from->info,
		.capture_count = from->n,
		.again = cl->again,
	};
	*read = job_run(&job, &end, &e);
	if (!*read)
		status = status_worse(status, say_error(&e));
	if (end.unreadable > 0)
		status = status_worse(status, ERR_INPUT);
	if (end.signal != 0)
		status = 128 + end.signal;
	knowledge_close(k);
	return status;
}

int scan_files(const struct command_line *cl, const char *db, bool *read)
{
	struct readable from = {
		.name = must_alloc(cl->arguments, sizeof(*from.name)),
		.info = must_alloc(cl->arguments, sizeof(*from.info)),
	};
	struct err e = {0};
	int status;

	*read = false;
	status = look_at_all(cl, &from, &e) ? read_all(cl, db, &from, read)
					    : say_error(&e);
	free(from.name);
	free(from.info);
	return status;
}

int cmd_scan(const struct command_line *cl)
{
	const char *db = path_to_scan(cl);
	bool read;
	int status = scan_files(cl, db, &read);

	if (!read || (status != 0 && status != ERR_INPUT &&
		      status != ERR_PERMISSION) ||
	    (cl->quiet && cl->fail_on == NULL))
		return status;
	return status_worse(status, summary_print(cl, db));
}
