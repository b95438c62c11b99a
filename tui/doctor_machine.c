/* SPDX-License-Identifier: Apache-2.0 */
/* doctor_machine - what this machine gives to who listens on it. */
#include <cap-ng.h>
#include <pwd.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/timex.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tui/doctor.h"
#include "tui/job.h"
#include "tui/sandbox.h"

enum { MEMINFO_LINES = 100 };

/* ---- gathering ------------------------------------------------------------------ */

/* What a process of ours finds when it gives up its rights. */
struct probe {
	int sandbox;
	bool may_dump;
};

_Noreturn static void probe_main(int out)
{
	struct probe p;

	rights_harden();
	p.may_dump = prctl(PR_GET_DUMPABLE) != 0;
	p.sandbox = (int)sandbox_sensor(out, NULL);
	_exit(write(out, &p, sizeof(p)) == (ssize_t)sizeof(p) ? 0 : 1);
}

/* Tried, not guessed: in a process of its own, which cannot go back. */
static void probe_sandbox(struct machine_facts *m)
{
	struct probe p;
	int pipes[2];
	pid_t pid;

	if (pipe(pipes) != 0)
		return;
	pid = fork();
	if (pid == 0)
		probe_main(pipes[1]);
	close(pipes[1]);
	m->probed = pid > 0 && read(pipes[0], &p, sizeof(p)) ==
				       (ssize_t)sizeof(p);
	close(pipes[0]);
	if (pid > 0)
		waitpid(pid, NULL, 0);
	if (!m->probed)
		return;
	m->sandbox = p.sandbox;
	m->may_dump = p.may_dump;
}

/* adjtimex(2): with nothing to set it only reads. */
static void read_clock(struct machine_facts *m)
{
	struct timex t = {.modes = 0};
	int state = adjtimex(&t);

	m->clock_known = state >= 0;
	m->clock_good = state >= 0 && state != TIME_ERROR &&
			(t.status & STA_UNSYNC) == 0;
	m->clock_error_us = t.maxerror;
}

void machine_read_memory(const char *root, struct machine_facts *m)
{
	char path[512], line[256];
	unsigned long long kib;
	FILE *f;

	m->memory_mib = m->available_mib = UNLEARNT;
	snprintf(path, sizeof(path), "%s/proc/meminfo", root);
	f = fopen(path, "re");
	for (int i = 0; f != NULL && i < MEMINFO_LINES &&
			fgets(line, sizeof(line), f) != NULL; i++) {
		if (sscanf(line, "MemTotal: %llu kB", &kib) == 1)
			m->memory_mib = (int64_t)(kib >> 10);
		if (sscanf(line, "MemAvailable: %llu kB", &kib) == 1)
			m->available_mib = (int64_t)(kib >> 10);
	}
	if (f != NULL)
		fclose(f);
}

static void read_knowledge(struct machine_facts *m, const struct config *c)
{
	struct knowledge *k = knowledge_of(c, &m->ignorant);

	if (k == NULL)
		return;
	m->devices = knowledge_devices(k);
	m->rules = knowledge_rules(k);
	knowledge_close(k);
}

void machine_read(struct machine_facts *m, const struct config *c)
{
	memset(m, 0, sizeof(*m));
	m->root = geteuid() == 0;
	m->may_listen = capng_have_capability(CAPNG_EFFECTIVE, CAP_NET_RAW) == 1;
	path_to_program(m->program, sizeof(m->program));
	m->user = c->user[0] != '\0' ? c->user : rights_default_user();
	m->user_exists = getpwnam(m->user) != NULL;
	m->user_is_shared = strcmp(m->user, "nobody") == 0;
	m->config = c->file;
	m->filter = c->filter;
	read_knowledge(m, c);
	m->landlock = sandbox_landlock();
	probe_sandbox(m);
	read_clock(m);
	machine_read_memory("", m);
	m->workers = c->workers;
	m->interfaces = c->interfaces;
	m->worker_mib = worker_mib(c);
}

/* ---- judging --------------------------------------------------------------------- */

void judge_machine_rights(const struct facts *s, struct verdict *v)
{
	const struct machine_facts *m = s->machine;

	if (m->may_listen)
		verdict_set(v, MARK_OK, "%s", m->root ? "root" : "CAP_NET_RAW");
	else
		verdict_set(v, MARK_LOOK, "none%s",
			    m->root ? ", although this is root" : "");
	v->no_fix = m->root || m->program[0] == '\0';
}

void judge_machine_config(const struct facts *s, struct verdict *v)
{
	const struct machine_facts *m = s->machine;
	unsigned n = m->interfaces;

	if (m->filter[0] != '\0')
		verdict_set(v, MARK_LOOK, "%.100s has a filter: %.200s",
			    m->config, m->filter);
	else if (m->config[0] == '\0')
		verdict_set(v, MARK_OK, "no file, all as built in");
	else
		verdict_set(v, MARK_OK, "%.300s; %u interface%s", m->config, n,
			    plural(n));
}

void judge_machine_signatures(const struct facts *s, struct verdict *v)
{
	const struct machine_facts *m = s->machine;

	v->status = m->ignorant.kind;
	if (m->ignorant.kind != ERR_NONE)
		verdict_set(v, MARK_BAD, "%.380s", m->ignorant.text);
	else
		verdict_set(v, MARK_OK, "%u devices, %u rules", m->devices,
			    m->rules);
}

void judge_machine_user(const struct facts *s, struct verdict *v)
{
	const struct machine_facts *m = s->machine;

	if (!m->user_exists)
		verdict_set(v, MARK_BAD, "%s, whom there is not", m->user);
	else if (m->user_is_shared)
		verdict_set(v, MARK_LOOK, "%s, as which other services run, too",
			    m->user);
	else
		verdict_set(v, MARK_OK, "%s", m->user);
}

void judge_machine_sandbox(const struct facts *s, struct verdict *v)
{
	const struct machine_facts *m = s->machine;

	if (!m->probed)
		verdict_set(v, MARK_UNKNOWN, "no process could be started to "
			    "try it");
	else if (m->sandbox == SANDBOX_FULL)
		verdict_set(v, MARK_OK, "system calls filtered by seccomp, files "
			    "closed by Landlock %d", m->landlock);
	else if (m->sandbox == SANDBOX_PARTIAL)
		verdict_set(v, MARK_LOOK, "%s", m->landlock > 0
				    ? "files closed by Landlock, but no seccomp"
				    : "system calls filtered by seccomp, but no "
				      "Landlock");
	else
		verdict_set(v, MARK_BAD, "neither seccomp nor Landlock");
}

void judge_machine_cores(const struct facts *s, struct verdict *v)
{
	if (!s->machine->probed)
		verdict_set(v, MARK_UNKNOWN, "no process could be started to "
			    "try it");
	else if (s->machine->may_dump)
		verdict_set(v, MARK_BAD, "could not be turned off");
	else
		verdict_set(v, MARK_OK, "off");
}

void judge_machine_clock(const struct facts *s, struct verdict *v)
{
	const struct machine_facts *m = s->machine;

	if (!m->clock_known)
		verdict_set(v, MARK_UNKNOWN, "the kernel does not say whether it "
			    "is synchronised");
	else if (m->clock_good)
		verdict_set(v, MARK_OK, "synchronised, off by %lld ms at most",
			    (long long)(m->clock_error_us + 999) / 1000);
	else
		verdict_set(v, MARK_LOOK, "not synchronised");
}

void judge_machine_memory(const struct facts *s, struct verdict *v)
{
	const struct machine_facts *m = s->machine;
	unsigned ports = m->interfaces > 0 ? m->interfaces : 1;
	uint64_t need = (uint64_t)m->workers * ports * m->worker_mib;
	enum mark mark = MARK_OK;

	if (m->available_mib == UNLEARNT) {
		verdict_set(v, MARK_UNKNOWN, "/proc/meminfo could not be read");
		return;
	}
	if (m->memory_mib != UNLEARNT && need > (uint64_t)m->memory_mib)
		mark = MARK_BAD;
	else if (need > (uint64_t)m->available_mib)
		mark = MARK_LOOK;
	verdict_set(v, mark, "%lld MiB available; watch on %u interface%s wants "
		    "%u worker%s of %llu MiB, and the recorder",
		    (long long)m->available_mib, ports, plural(ports),
		    m->workers * ports, plural(m->workers * ports),
		    (unsigned long long)m->worker_mib);
}
