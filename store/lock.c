/* SPDX-License-Identifier: Apache-2.0 */
/*
 * lock - one writer per database, for as long as it lives.
 *
 * A lock of the open file description on PATH-lock (Linux, fcntl(2)): the
 * kernel drops it when the writer ends in whatever way, so none goes stale,
 * and readers of the database do not meet it. The file holds the writer's
 * process number for the sentence that a second writer gets.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "store/db.h"

void lock_path_of(const char *path, char *out, size_t size)
{
	snprintf(out, size, "%s-lock", path);
}

static struct flock whole_file(void)
{
	return (struct flock){.l_type = F_WRLCK, .l_whence = SEEK_SET};
}

bool lock_is_held(const char *lock_path)
{
	struct flock lock = whole_file();
	int fd = open(lock_path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	bool held;

	if (fd < 0)
		return false;
	held = fcntl(fd, F_OFD_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
	close(fd);
	return held;
}

static bool lock_refused(const struct db *d, int fd, struct err *e)
{
	char who[24] = "";
	ssize_t n = pread(fd, who, sizeof(who) - 1, 0);

	close(fd);
	who[n > 0 ? strspn(who, "0123456789") : 0] = '\0';
	return err_set(e, ERR_DATABASE,
		       "%s is being written by another wardwatch (pid %s); "
		       "stop that one, or name another database with --db",
		       d->path, who[0] != '\0' ? who : "unknown");
}

bool lock_take(struct db *d, struct err *e)
{
	struct flock lock = whole_file();
	char who[24];
	int fd, n;

	lock_path_of(d->path, d->lock_path, sizeof(d->lock_path));
	d->lock_made = access(d->lock_path, F_OK) != 0;
	fd = open(d->lock_path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW,
		  0640);
	if (fd < 0)
		return err_set(e, ERR_PERMISSION,
			       "the lock %s cannot be made: %s; choose a folder "
			       "where you may write",
			       d->lock_path, strerror(errno));
	if (fcntl(fd, F_OFD_SETLK, &lock) != 0)
		return lock_refused(d, fd, e);
	d->lock = fd;
	n = snprintf(who, sizeof(who), "%ld\n", (long)getpid());
	/* Only for the sentence: a full disk does not matter here. */
	if (ftruncate(fd, 0) != 0 || pwrite(fd, who, (size_t)n, 0) != n)
		return true;
	return true;
}

/* SQLite itself writes on into a file that nobody can find any more. */
bool db_in_place(const struct db *d, struct err *e)
{
	int moved = 0;

	if (sqlite3_file_control(d->sql, "main", SQLITE_FCNTL_HAS_MOVED,
				 &moved) != SQLITE_OK || !moved)
		return true;
	return err_set(e, ERR_LOSS,
		       "%s was removed, renamed or replaced while it was being "
		       "written; what was read since the last commit is lost; "
		       "run the same command again",
		       d->path);
}

void lock_undo(struct db *d)
{
	if (d->lock >= 0 && d->lock_made)
		unlink(d->lock_path);
}

void lock_drop(struct db *d)
{
	if (d->lock >= 0)
		close(d->lock);
	d->lock = -1;
}

bool db_is_written(const struct db *d)
{
	return lock_is_held(d->lock_path);
}
