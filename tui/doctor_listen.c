/* SPDX-License-Identifier: Apache-2.0 */
/*
 * doctor_listen - hears a port for some seconds.
 *
 * As with watch: who holds the right opens the port, and a process without any,
 * in the sandbox of a sensor, sees the octets. Only counters come back.
 */
#include <limits.h>
#include <poll.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tui/doctor.h"
#include "tui/job.h"
#include "tui/sandbox.h"

enum { TURN_MS = 100, TURN_FRAMES = 4096, BUFFER_MIB = 16, BROKEN = 3,
       LATE_S = 10 };

/* What came of it, through the pipe in one piece. */
struct hearing {
	struct mirror_facts mirror;
	struct live_stats live;
};
static_assert(sizeof(struct hearing) <= PIPE_BUF, "in one piece");

struct ear {
	struct live *live;
	int pipe;
	pid_t pid;
};

static void hear(void *ctx, struct frame *f)
{
	mirror_take(ctx, f);
}

static void enter_sandbox(int pipe)
{
	struct err e = {0};

	if (!rights_drop(geteuid() == 0 ? rights_default_user() : NULL, false,
			 &e))
		_exit(BROKEN);
	rights_harden();
	if (sandbox_sensor(pipe, &e) == SANDBOX_NONE) {
		dprintf(STDERR_FILENO, "wardwatch: %s\n", e.text);
		_exit(BROKEN);
	}
}

_Noreturn static void ear_main(const struct ear *ear,
			       const struct interface_facts *is,
			       unsigned seconds)
{
	uint32_t mtu = is->mtu > 0 && is->mtu < UINT16_MAX ? (uint32_t)is->mtu
							   : 0;
	struct mirror *m = mirror_open(is->mac, mtu);
	struct pollfd wait = {.fd = live_descriptor(ear->live),
			      .events = POLLIN};
	uint64_t until_ms = now_ms() + (uint64_t)seconds * 1000;
	struct hearing heard;
	int n = 0;

	memset(&heard, 0, sizeof(heard));
	alarm(seconds + LATE_S); /* whatever it meets, it ends */
	enter_sandbox(ear->pipe);
	while (n >= 0 && now_ms() < until_ms) {
		n = live_read(ear->live, TURN_FRAMES, hear, m);
		if (n == 0)
			poll(&wait, 1, TURN_MS);
	}
	live_stats(ear->live, &heard.live);
	mirror_end(m, &heard.mirror);
	_exit(n >= 0 && write(ear->pipe, &heard, sizeof(heard)) ==
				(ssize_t)sizeof(heard)
		      ? 0
		      : BROKEN);
}

static bool ear_open(struct ear *ear, const struct port_facts *p,
		     const struct config *c, struct err *e)
{
	const struct live_options o = {
		.interface = p->is.name,
		.buffer_mib = c->buffer_mib < BUFFER_MIB ? c->buffer_mib
							 : BUFFER_MIB,
		.snap_length = c->snap_length,
	};

	ear->live = live_open(&o, e);
	return ear->live != NULL && live_begin(ear->live, e);
}

/* False with a sentence in deaf. */
static bool ear_start(struct ear *ear, struct port_facts *p, unsigned seconds,
		      const struct config *c)
{
	int pipes[2];
	bool open = ear_open(ear, p, c, &p->deaf);

	if (open && pipe(pipes) != 0)
		open = err_set(&p->deaf, ERR_PERMISSION, "no pipe is left");
	if (open) {
		ear->pipe = pipes[1];
		fflush(stdout);
		ear->pid = fork();
		if (ear->pid == 0)
			ear_main(ear, &p->is, seconds);
		close(pipes[1]);
		ear->pipe = pipes[0];
		if (ear->pid < 0)
			open = err_set(&p->deaf, ERR_PERMISSION,
				       "no process could be started");
	}
	live_close(ear->live);
	ear->live = NULL;
	return open;
}

static void ear_end(struct ear *ear, struct port_facts *p, unsigned seconds)
{
	struct hearing heard;

	if (read(ear->pipe, &heard, sizeof(heard)) == (ssize_t)sizeof(heard)) {
		p->seconds = seconds;
		p->heard = heard.mirror;
		p->live = heard.live;
	} else {
		err_set(&p->deaf, ERR_LOSS, "who listened there died, or the "
			"interface went away");
	}
	close(ear->pipe);
	waitpid(ear->pid, NULL, 0);
}

void ports_hear(struct port_facts *port, unsigned n, unsigned seconds,
		const struct config *c)
{
	struct ear ear[INTERFACES_MAX] = {{0}};
	bool hears[INTERFACES_MAX] = {false}, waited = false;

	for (unsigned i = 0; i < n; i++)
		if (port[i].is.exists && !port[i].is.elsewhere)
			hears[i] = ear_start(&ear[i], &port[i], seconds, c);
	for (unsigned i = 0; i < n; i++) {
		if (hears[i])
			ear_end(&ear[i], &port[i], seconds);
		waited |= port[i].seconds > 0;
	}
	for (unsigned i = 0; waited && i < n; i++) {
		port[i].waited = seconds;
		if (port[i].is.exists)
			interface_count("", port[i].is.name, &port[i].after);
	}
}
