/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_watch - listens on mirror ports until told to stop. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "capture/base/must.h"
#include "tui/config.h"
#include "tui/handover.h"
#include "tui/job.h"
#include "tui/sandbox.h"

/* Whom root becomes: --user, the configuration, else a default. */
static const char *user_of(const struct config *c)
{
	if (geteuid() != 0)
		return NULL;
	return c->user[0] != '\0' ? c->user : rights_default_user();
}

/* Two ears on one port would count every frame twice. */
static const char *named_twice(const struct config *c)
{
	for (unsigned i = 1; i < c->interfaces; i++)
		for (unsigned j = 0; j < i; j++)
			if (strcmp(c->interface[i], c->interface[j]) == 0)
				return c->interface[i];
	return NULL;
}

/* What nDPI itself allocates for a conversation that it looks at, beside the
 * place that the sensor counts; what a worker needs before the first frame:
 * program, libraries, knowledge, nDPI's own tables. Measured; tests/cli/memory.sh
 * holds us to the sum. */
enum { NDPI_HEAP_OCTETS = 832, PROGRAM_MIB = 32 };

uint64_t worker_mib(const struct config *c)
{
	uint64_t octets = sensor_memory(&c->sensor);

	if (c->sensor.ndpi)
		octets += (uint64_t)c->sensor.ndpi_flows * NDPI_HEAP_OCTETS;
	octets += BACKLOG_RECORDS * sizeof(struct record);
	return (octets >> 20) + PROGRAM_MIB + c->buffer_mib;
}

static void say_start(const struct config *c, struct job *job, char *out,
		      size_t size)
{
	unsigned workers = job->workers * c->interfaces;

	snprintf(out, size,
		 "listening on %u interface%s into %.200s; %llu MiB per worker, "
		 "%u worker%s",
		 c->interfaces, plural(c->interfaces),
		 job->record.path,
		 (unsigned long long)worker_mib(c),
		 workers, plural(workers));
	job->started = out;
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
	char started[400];
	int status = 0;

	memset(info, 0, sizeof(info));
	if (!config_load(&c, cl, &e))
		return say_error(&e);
	if (c.interfaces == 0)
		return say_usage("watch: which interface? for example: "
				 "wardwatch watch -i eth0");
	if (named_twice(&c) != NULL)
		return say_usage("watch: %s is named twice", named_twice(&c));
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
		.path = c.database,
		.knowledge = k,
		.limits = c.inventory,
		.captures = info,
		.capture_count = c.interfaces,
	};
	say_start(&c, &job, started, sizeof(started));
	if (!hand_over(c.database, job.user, &e) || !job_run(&job, &end, &e))
		status = say_error(&e);
	else
		say_end(&end);
	knowledge_close(k);
	if (end.worn_out)
		return status_worse(status, ERR_LOSS);
	return status == 0 && end.signal != 0 ? 128 + end.signal : status;
}
