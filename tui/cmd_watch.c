/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_watch - listens on mirror ports until told to stop. */
#include <errno.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "capture/base/must.h"
#include "tui/config.h"
#include "tui/job.h"
#include "tui/sandbox.h"

/* Whom root becomes: --user, the configuration, else a default. */
static const char *user_of(const struct config *c)
{
	if (geteuid() != 0)
		return NULL;
	return c->user[0] != '\0' ? c->user : rights_default_user();
}

/* The folder of the database, and the database if it is there, must belong to
 * whom we become; only root can arrange that. */
static bool hand_over(const char *db, const char *user, struct err *e)
{
	const struct passwd *pw = user != NULL ? getpwnam(user) : NULL;
	static const char *const ends[] = {"", "-wal", "-shm", "-lock"};
	char folder[4096], path[4096];
	char *slash;

	snprintf(folder, sizeof(folder), "%s", db);
	slash = strrchr(folder, '/');
	if (slash != NULL && slash != folder) {
		*slash = '\0';
		if (mkdir(folder, 0750) != 0 && errno != EEXIST)
			return err_set(e, ERR_PERMISSION, "%s: %s; name another "
				       "database with --db",
				       folder, strerror(errno));
	}
	if (user != NULL && pw == NULL)
		return err_set(e, ERR_USAGE, "there is no user %s", user);
	if (pw == NULL)
		return true;
	/* Only a folder of our own: never take /tmp or a home from its owner. */
	if (strcmp(db, STATE_DATABASE) == 0 &&
	    chown(folder, pw->pw_uid, pw->pw_gid) != 0)
		return err_set(e, ERR_PERMISSION, "%s: %s", folder,
			       strerror(errno));
	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		snprintf(path, sizeof(path), "%s%s", db, ends[i]);
		if (lchown(path, pw->pw_uid, pw->pw_gid) != 0 &&
		    errno != ENOENT)
			return err_set(e, ERR_PERMISSION, "%s: %s", path,
				       strerror(errno));
	}
	return true;
}

static void say_end(const struct job_end *end)
{
	say("%llu packets read; dropped: %llu by the kernel, %llu by the "
	    "interface; %llu facts dropped by wardwatch itself",
	    (unsigned long long)end->frames,
	    (unsigned long long)end->kernel_drop,
	    (unsigned long long)end->interface_drop,
	    (unsigned long long)end->pipe_drop);
}

static void set_interfaces(const struct config *c, struct job *job,
			   const char **name, struct capture_info *info)
{
	job->live = true;
	job->names = (uint16_t)c->interfaces;
	job->name = name;
	for (unsigned i = 0; i < c->interfaces; i++) {
		name[i] = info[i].name = c->interface[i];
		info[i].live = true;
	}
	job->workers = c->workers;
	while (job->workers > 1 && job->workers * job->names > WORKERS_MAX)
		job->workers--;
}

int cmd_watch(const struct command_line *cl)
{
	const char *name[INTERFACES_MAX];
	struct capture_info info[INTERFACES_MAX];
	struct err e = {0};
	struct config c;
	struct knowledge *k;
	struct job_end end;
	struct job job = {0};
	const char *db;
	int status = 0;

	memset(info, 0, sizeof(info));
	if (!config_load(&c, cl, &e))
		return say_error(&e);
	if (c.interfaces == 0)
		return say_usage("watch: which interface? for example: "
				 "wardwatch watch -i eth0");
	db = c.database;
	k = knowledge_of(&c, &e);
	if (k == NULL)
		return say_error(&e);
	set_interfaces(&c, &job, name, info);
	job.limits = c.sensor;
	job.buffer_mib = c.buffer_mib;
	job.snap_length = c.snap_length;
	job.filter = c.filter[0] != '\0' ? c.filter : NULL;
	job.filter_raw = c.filter_raw;
	job.user = user_of(&c);
	job.progress = !cl->quiet && isatty(STDERR_FILENO);
	job.record = (struct recorder_options){
		.path = db,
		.knowledge = k,
		.limits = c.inventory,
		.captures = info,
		.capture_count = c.interfaces,
	};
	say("listening on %u interface%s into %s; %llu MiB per worker, "
	    "%u worker%s",
	    c.interfaces, c.interfaces == 1 ? "" : "s", db,
	    (unsigned long long)(sensor_memory(&c.sensor) >> 20) +
		    c.buffer_mib,
	    job.workers * c.interfaces,
	    job.workers * c.interfaces == 1 ? "" : "s");
	if (!hand_over(db, job.user, &e) || !job_run(&job, &end, &e))
		status = say_error(&e);
	else
		say_end(&end);
	knowledge_close(k);
	return status != 0 ? status : end.signal != 0 ? 128 + end.signal : 0;
}
