/* SPDX-License-Identifier: Apache-2.0 */
/*
 * jail - tries from inside the sensor's sandbox what must not be possible.
 *
 * Each attempt runs in a process of its own, since being killed is one of the
 * good answers. Exit status 1 when anything got through.
 */
#include <errno.h>
#include <fcntl.h>
#include <linux/if_packet.h>
#include <net/ethernet.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tui/sandbox.h"

static int packet_socket = -1;

static bool opens_a_file(void)
{
	return open("/etc/hostname", O_RDONLY) >= 0;
}

static bool makes_a_file(void)
{
	return open("/tmp/jail-test", O_RDWR | O_CREAT, 0600) >= 0;
}

static bool opens_a_stream_socket(void)
{
	return socket(AF_INET, SOCK_STREAM, 0) >= 0;
}

static bool opens_a_packet_socket(void)
{
	return socket(AF_PACKET, SOCK_RAW, 0) >= 0;
}

static bool writes_a_frame(void)
{
	static const char frame[64];

	return write(packet_socket, frame, sizeof(frame)) >= 0;
}

static bool sends_a_frame(void)
{
	static const char frame[64];

	return send(packet_socket, frame, sizeof(frame), 0) >= 0;
}

static bool starts_a_program(void)
{
	char *const none[] = {NULL};

	return execve("/bin/true", none, none) == 0;
}

static bool starts_a_process(void)
{
	return fork() >= 0;
}

static bool makes_code(void)
{
	return mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC,
		    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED;
}

static bool traces_its_parent(void)
{
	return ptrace(PTRACE_ATTACH, getppid(), NULL, NULL) == 0;
}

static bool writes_to_its_pipe(void)
{
	return write(STDERR_FILENO, "", 0) == 0;
}

static const struct attempt {
	const char *what;
	bool (*get_through)(void);
	bool may;
} attempts[] = {
	{"open a file", opens_a_file, false},
	{"make a file", makes_a_file, false},
	{"open a stream socket", opens_a_stream_socket, false},
	{"open a packet socket", opens_a_packet_socket, false},
	{"write a frame to the capture socket", writes_a_frame, false},
	{"send a frame on the capture socket", sends_a_frame, false},
	{"start a program", starts_a_program, false},
	{"start a process", starts_a_process, false},
	{"make executable memory", makes_code, false},
	{"trace its parent", traces_its_parent, false},
	{"write to stderr", writes_to_its_pipe, true},
};

/* In the sandbox: 0 refused, 1 got through, 2 no sandbox. */
static int attempt(const struct attempt *a)
{
	struct err e = {0};
	int tube[2];

	if (pipe(tube) != 0)
		return 2;
	rights_harden();
	if (sandbox_sensor(tube[1], &e) == SANDBOX_NONE)
		return 2;
	return a->get_through() ? 1 : 0;
}

int main(void)
{
	int failed = 0;

	packet_socket = socket(AF_PACKET, SOCK_RAW, 0);
	for (size_t i = 0; i < sizeof(attempts) / sizeof(attempts[0]); i++) {
		const struct attempt *a = &attempts[i];
		pid_t pid = fork();
		int status;
		bool through;

		if (pid == 0)
			_exit(attempt(a));
		waitpid(pid, &status, 0);
		through = WIFEXITED(status) && WEXITSTATUS(status) == 1;
		if (WIFEXITED(status) && WEXITSTATUS(status) == 2)
			printf("jail: this kernel gives no sandbox\n");
		if (through != a->may) {
			printf("FAILED jail: a sensor could%s %s\n",
			       a->may ? " not" : "", a->what);
			failed = 1;
		}
	}
	if (!failed)
		printf("jail: a sensor can do nothing of the %zu things "
		       "tried but speak\n",
		       sizeof(attempts) / sizeof(attempts[0]) - 1);
	return failed;
}
