/* SPDX-License-Identifier: Apache-2.0 */
/*
 * handover - the database, from root to whom watch becomes.
 *
 * Root can give away anything, so it looks first: through a descriptor, which
 * stays with the file whatever becomes of its name.
 */
#include "tui/handover.h"

#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/store.h"
#include "tui/sandbox.h"
#include "tui/tui.h"

/* Only a folder of our own: never take /tmp or a home from its owner. */
static bool make_folder(const char *db, const struct passwd *pw, struct err *e)
{
	char folder[4096];
	struct stat st;
	bool made;

	if (!path_to_folder(db, folder, sizeof(folder)))
		return true;
	made = mkdir(folder, 0750) == 0;
	if (!made && errno != EEXIST)
		return err_set(e, ERR_PERMISSION,
			       "%s: %s; name another database with --db", folder,
			       strerror(errno));
	if (pw == NULL || (!made && strcmp(db, STATE_DATABASE) != 0))
		return true;
	if (lstat(folder, &st) == 0 && S_ISDIR(st.st_mode) && st.st_uid == 0 &&
	    lchown(folder, pw->pw_uid, pw->pw_gid) != 0)
		return err_set(e, ERR_PERMISSION, "%s: %s", folder,
			       strerror(errno));
	return true;
}

/* Asked by becoming that user: the folders above have a say, too. */
static bool may_write_in(const char *folder, const char *user)
{
	pid_t pid = fork();
	int status = 1;

	if (pid == 0)
		_exit(rights_drop(user, false, NULL) &&
				      access(folder, W_OK | X_OK) == 0
			      ? 0
			      : 1);
	while (pid > 0 && waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	return pid > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/* A file of root's alone: whoever else has a name for it may not want this. */
static int open_of_root(const char *path, struct stat *st)
{
	int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);

	if (fd >= 0 && fstat(fd, st) == 0 && S_ISREG(st->st_mode) &&
	    st->st_uid == 0)
		return fd;
	if (fd >= 0)
		close(fd);
	return -1;
}

static bool may_go(int fd, const char *db, const struct stat *st,
		   const char *user, struct err *e)
{
	char folder[4096];

	if (store_is_written(db))
		return err_set(e, ERR_DATABASE,
			       "%s is being written by another wardwatch; stop "
			       "that one, or name another database with --db",
			       db);
	if (!store_is_ours(fd, db, e))
		return false;
	if (st->st_nlink > 1)
		return err_set(e, ERR_PERMISSION,
			       "%s has a second name and belongs to root; copy "
			       "it, or name another database with --db",
			       db);
	path_to_folder(db, folder, sizeof(folder));
	if (!may_write_in(folder, user))
		return err_set(e, ERR_PERMISSION,
			       "%s belongs to root, in a folder where %s may not "
			       "write; name a database elsewhere with --db, or "
			       "another user with --user",
			       db, user);
	return true;
}

/* What SQLite and the lock left beside it, if root had to do with it. */
static bool hand_over_rest(const char *db, const struct passwd *pw,
			   struct err *e)
{
	static const char *const ends[] = {"-wal", "-shm", "-lock"};
	char path[4096 + 8];
	struct stat st;

	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		int fd, rc;

		snprintf(path, sizeof(path), "%s%s", db, ends[i]);
		fd = open_of_root(path, &st);
		if (fd < 0)
			continue;
		rc = st.st_nlink == 1 ? fchown(fd, pw->pw_uid, pw->pw_gid) : 0;
		close(fd);
		if (rc != 0)
			return err_set(e, ERR_PERMISSION, "%s: %s", path,
				       strerror(errno));
	}
	return true;
}

static bool hand_over_file(const char *db, const struct passwd *pw,
			   const char *user, struct err *e)
{
	struct stat st;
	int fd = open_of_root(db, &st);
	bool good;

	/* A link to one that is his already needs nothing from us. */
	if (fd < 0 && lstat(db, &st) == 0 && S_ISLNK(st.st_mode) &&
	    stat(db, &st) == 0 && st.st_uid == 0)
		return err_set(e, ERR_PERMISSION,
			       "%s is a link to a file of root's; name that "
			       "file with --db",
			       db);
	if (fd < 0)
		return stat(db, &st) != 0 || st.st_uid != pw->pw_uid ||
		       hand_over_rest(db, pw, e);
	good = may_go(fd, db, &st, user, e);
	if (good && fchown(fd, pw->pw_uid, pw->pw_gid) != 0)
		good = err_set(e, ERR_PERMISSION, "%s: %s", db, strerror(errno));
	close(fd);
	return good && hand_over_rest(db, pw, e);
}

bool hand_over(const char *db, const char *user, struct err *e)
{
	const struct passwd *pw = user != NULL ? getpwnam(user) : NULL;

	if (user != NULL && pw == NULL)
		return err_set(e, ERR_USAGE, "there is no user %s", user);
	if (!make_folder(db, pw, e))
		return false;
	return pw == NULL || pw->pw_uid == 0 || hand_over_file(db, pw, user, e);
}
