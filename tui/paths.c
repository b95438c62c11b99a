/* SPDX-License-Identifier: Apache-2.0 */
/* paths - where databases, signatures and scratch files are. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "capture/capture.h"
#include "tui/config.h"
#include "tui/tui.h"

static const char *chosen(const struct command_line *cl)
{
	const char *set = getenv("WARDWATCH_DB");

	if (cl->db != NULL)
		return cl->db;
	return set != NULL && set[0] != '\0' ? set : NULL;
}

const char *path_to_scan(const struct command_line *cl)
{
	return chosen(cl) != NULL ? chosen(cl) : "wardwatch.db";
}

const char *path_to_watch(const struct command_line *cl)
{
	return chosen(cl) != NULL ? chosen(cl) : STATE_DATABASE;
}

const char *path_to_read(const struct command_line *cl)
{
	if (chosen(cl) != NULL)
		return chosen(cl);
	if (access("wardwatch.db", F_OK) == 0 ||
	    access(STATE_DATABASE, F_OK) != 0)
		return "wardwatch.db";
	return STATE_DATABASE;
}

bool path_to_folder(const char *path, char *out, size_t size)
{
	char *slash;

	snprintf(out, size, "%s", path);
	slash = strrchr(out, '/');
	if (slash == NULL || slash == out)
		snprintf(out, size, slash == NULL ? "." : "/");
	else
		*slash = '\0';
	return slash != NULL && slash != out;
}

bool path_to_program(char *out, size_t size)
{
	ssize_t n = readlink("/proc/self/exe", out, size - 1);

	out[n > 0 ? n : 0] = '\0';
	return n > 0;
}

static bool is_folder(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

/* What came with this very program goes before others: installed anywhere, also
 * below a DESTDIR, or in a checkout, where it is build/release/wardwatch. */
static bool came_along(char *out, size_t size, const char *installed,
		       const char *in_checkout)
{
	char program[4096], folder[4096];

	if (path_to_program(program, sizeof(program)) &&
	    path_to_folder(program, folder, sizeof(folder))) {
		snprintf(out, size, "%s/../share/wardwatch/%s", folder,
			 installed);
		if (access(out, F_OK) == 0)
			return true;
		snprintf(out, size, "%s/../../%s", folder, in_checkout);
		if (access(out, F_OK) == 0)
			return true;
	}
	snprintf(out, size, "%s/%s", WW_DATADIR, installed);
	return access(out, F_OK) == 0;
}

bool path_to_signatures(char *out, size_t size)
{
	return came_along(out, size, "signatures", "signatures");
}

bool path_to_demo(char *out, size_t size)
{
	return came_along(out, size, "examples/hospital.pcap.zst",
			  "tests/lab/hospital.pcap.zst");
}

bool path_must_exist(const char *db, struct err *e)
{
	return access(db, F_OK) == 0 || errno != ENOENT ||
	       err_set(e, ERR_DATABASE, "%s does not exist; make it with "
		       "wardwatch scan FILE, or name another database", db);
}

bool path_is_database(const char *path)
{
	char head[16] = "";
	struct stat st;
	FILE *f = NULL;
	size_t n;

	/* Of a pipe, what is read here would be missing later. */
	if (stat(path, &st) == 0 && S_ISREG(st.st_mode))
		f = fopen(path, "rb");
	if (f == NULL)
		return false;
	n = fread(head, 1, sizeof(head), f);
	fclose(f);
	return n == sizeof(head) && memcmp(head, "SQLite format 3", 16) == 0;
}

bool path_is_capture(const char *path)
{
	struct stat st;
	struct source *s = NULL;
	int fd = -1;

	if (stat(path, &st) == 0 && S_ISREG(st.st_mode))
		fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd >= 0)
		s = source_open(fd, path, 0, NULL);
	if (s != NULL)
		source_close(s);
	return s != NULL;
}

bool knowledge_paths_of(const struct config *c, struct knowledge_paths *paths,
			char *folder, size_t size, struct err *e)
{
	*paths = (struct knowledge_paths){
		.signatures = c->signatures,
		.more_signatures = c->more_signatures,
		.zones = c->zones,
		.oui_folder = c->oui_folder,
	};
	if (c->signatures[0] == '\0') {
		if (!path_to_signatures(folder, size))
			return err_set(e, ERR_INPUT, "the signatures are not "
				       "installed in %s; name their folder "
				       "with --signatures", WW_DATADIR);
		paths->signatures = folder;
	}
	if (paths->more_signatures[0] == '\0' && is_folder(SITE_SIGNATURES))
		paths->more_signatures = SITE_SIGNATURES;
	return true;
}

struct knowledge *knowledge_of(const struct config *c, struct err *e)
{
	char folder[4200];
	struct knowledge_paths paths;
	struct knowledge *k;

	if (!knowledge_paths_of(c, &paths, folder, sizeof(folder), e))
		return NULL;
	k = knowledge_open(&paths, e);
	/* An inventory without any would look as if all were well. */
	if (k == NULL || knowledge_devices(k) + knowledge_rules(k) > 0)
		return k;
	err_set(e, ERR_INPUT, "%s: no signature and no rule is in there; name "
		"another folder with --signatures", paths.signatures);
	knowledge_close(k);
	return NULL;
}

struct knowledge *classes_of(const struct command_line *cl)
{
	char folder[4200];
	struct knowledge_paths paths;
	struct config c;
	struct err e = {0};

	if (!config_load(&c, cl, &e) ||
	    !knowledge_paths_of(&c, &paths, folder, sizeof(folder), &e))
		return NULL;
	paths.oui_folder = NULL;
	return knowledge_open(&paths, &e);
}

bool scratch_make(struct scratch *s, struct err *e)
{
	const char *base = getenv("TMPDIR");

	snprintf(s->folder, sizeof(s->folder), "%s/wardwatch-XXXXXX",
		 base != NULL && base[0] != '\0' ? base : "/tmp");
	if (mkdtemp(s->folder) == NULL)
		return err_set(e, ERR_PERMISSION,
			       "%s: %s; set TMPDIR to a folder you may write",
			       s->folder, strerror(errno));
	snprintf(s->db, sizeof(s->db), "%s/scratch.db", s->folder);
	return true;
}

void scratch_remove(const struct scratch *s)
{
	static const char *const ends[] = {"", "-wal", "-shm", "-lock",
					   "-journal"};
	char path[sizeof(s->db) + 16];

	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		snprintf(path, sizeof(path), "%s%s", s->db, ends[i]);
		unlink(path);
	}
	rmdir(s->folder);
}
