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

/* A pipe is not opened here: its writer would see it close again. */
static bool look_at(const char *path, struct capture_info *info, bool *stream,
		    struct err *e)
{
	const char *slash = strrchr(path, '/');
	struct stat st;
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
	fingerprint(fd, info);
	close(fd);
	return true;
}

/* Two standard inputs are one too many. */
static bool look_at_all(char **path, unsigned count, struct capture_info *info,
			bool *stream, struct err *e)
{
	unsigned streams = 0;

	if (count > MANY)
		return err_set(e, ERR_USAGE, "more than %d captures at a time",
			       (int)MANY);
	for (unsigned i = 0; i < count; i++) {
		streams += strcmp(path[i], "-") == 0;
		if (!look_at(path[i], &info[i], stream, e))
			return false;
	}
	if (streams > 1)
		return err_set(e, ERR_USAGE,
			       "- (standard input) can be named only once");
	return true;
}

int scan_files(const struct command_line *cl, const char *db, bool *read)
{
	struct err e = {0};
	struct config c;
	struct knowledge *k;
	struct job_end end;
	struct capture_info *info = must_alloc(cl->arguments, sizeof(*info));
	struct job job = {
		.name = (const char *const *)cl->argument,
		.names = (uint16_t)cl->arguments,
	};
	int status = 0;

	*read = false;
	if (!look_at_all(cl->argument, cl->arguments, info, &job.stream,
			 &e) ||
	    !config_load(&c, cl, &e)) {
		free(info);
		return say_error(&e);
	}
	k = knowledge_of(&c, &e);
	if (k == NULL) {
		free(info);
		return say_error(&e);
	}
	/* A stream cannot be read twice, so only one may read it. */
	job.workers = job.stream ? 1 : c.workers;
	job.limits = c.sensor;
	job.progress = !cl->quiet && isatty(STDERR_FILENO);
	job.record = (struct recorder_options){
		.path = db,
		.knowledge = k,
		.limits = c.inventory,
		.captures = info,
		.capture_count = cl->arguments,
		.again = cl->again,
	};
	*read = job_run(&job, &end, &e);
	if (!*read)
		status = say_error(&e);
	if (end.unreadable > 0)
		status = status_worse(status, ERR_INPUT);
	if (end.signal != 0)
		status = 128 + end.signal;
	knowledge_close(k);
	free(info);
	return status;
}

int cmd_scan(const struct command_line *cl)
{
	const char *db = path_to_scan(cl);
	bool read;
	int status = scan_files(cl, db, &read);

	if (!read || (status != 0 && status != ERR_INPUT) ||
	    (cl->quiet && cl->fail_on == NULL))
		return status;
	return status_worse(status, summary_print(cl, db));
}
