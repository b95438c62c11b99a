/* SPDX-License-Identifier: Apache-2.0 */
/* screen_file - a screen as text, in a new file of the current folder. */
#include "tui/screen_file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { IN_ONE_SECOND = 99 };

/* A file of that name, or another of the same second. */
static int open_new(uint64_t now_us, char name[SCREEN_NAME])
{
	time_t s = (time_t)(now_us / 1000000);
	char at[24];
	struct tm tm;
	int fd = -1;

	if (gmtime_r(&s, &tm) == NULL)
		memset(&tm, 0, sizeof(tm));
	strftime(at, sizeof(at), "%Y%m%dT%H%M%SZ", &tm);
	for (unsigned n = 1; fd < 0 && n <= IN_ONE_SECOND; n++) {
		char which[8] = "";

		if (n > 1)
			snprintf(which, sizeof(which), "-%u", n);
		snprintf(name, SCREEN_NAME, "wardwatch-%s%s.txt", at, which);
		fd = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
		if (fd < 0 && errno != EEXIST)
			break;
	}
	return fd;
}

static bool refused(const char *name, struct err *e)
{
	return err_set(e, ERR_PERMISSION,
		       "%s cannot be written here: %s; start the console in a "
		       "folder of your own", name, strerror(errno));
}

bool screen_write(const struct grid *g, uint64_t now_us,
		  char name[SCREEN_NAME], struct err *e)
{
	int fd = open_new(now_us, name);
	FILE *out = fd >= 0 ? fdopen(fd, "w") : NULL;
	bool good;

	if (out == NULL)
		return refused(name, e);
	grid_print(g, out);
	good = ferror(out) == 0;
	good = fclose(out) == 0 && good;
	if (good)
		return true;
	refused(name, e);
	unlink(name);
	return false;
}
