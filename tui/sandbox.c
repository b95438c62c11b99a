/* SPDX-License-Identifier: Apache-2.0 */
/* sandbox - the rights of each process, given up before the first octet. */
#include "tui/sandbox.h"

#include <cap-ng.h>
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/landlock.h>
#include <pwd.h>
#include <seccomp.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* What every process of ours needs to run, sleep, be told and end. */
static const int basic_calls[] = {
	SCMP_SYS(read),		  SCMP_SYS(pread64),
	SCMP_SYS(readv),	  SCMP_SYS(lseek),
	SCMP_SYS(munmap),	  SCMP_SYS(mremap),
	SCMP_SYS(madvise),	  SCMP_SYS(brk),
	SCMP_SYS(futex),	  SCMP_SYS(clock_gettime),
	SCMP_SYS(gettimeofday),	  SCMP_SYS(clock_nanosleep),
	SCMP_SYS(nanosleep),	  SCMP_SYS(poll),
	SCMP_SYS(ppoll),	  SCMP_SYS(exit),
	SCMP_SYS(exit_group),	  SCMP_SYS(rt_sigaction),
	SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigreturn),
	SCMP_SYS(sigaltstack),	  SCMP_SYS(restart_syscall),
	SCMP_SYS(getpid),	  SCMP_SYS(gettid),
	SCMP_SYS(tgkill),	  SCMP_SYS(getrandom),
	SCMP_SYS(close),	  SCMP_SYS(fstat),
	SCMP_SYS(newfstatat),	  SCMP_SYS(sched_yield),
	SCMP_SYS(getuid),	  SCMP_SYS(geteuid),
	SCMP_SYS(getgid),	  SCMP_SYS(getegid),
	SCMP_SYS(getrusage),	  SCMP_SYS(time),
	SCMP_SYS(set_robust_list), SCMP_SYS(rseq),
	SCMP_SYS(prlimit64),	  SCMP_SYS(sysinfo),
	SCMP_SYS(dup),		  SCMP_SYS(sched_getaffinity),
	/* How libpcap asks for its counters, and what became of the port. */
	SCMP_SYS(getsockopt),	  SCMP_SYS(getsockname),
};

/* What SQLite does with a database in its own folder. */
static const int store_calls[] = {
	SCMP_SYS(write),     SCMP_SYS(pwrite64),  SCMP_SYS(writev),
	SCMP_SYS(openat),    SCMP_SYS(open),	  SCMP_SYS(fcntl),
	SCMP_SYS(fsync),     SCMP_SYS(fdatasync), SCMP_SYS(ftruncate),
	SCMP_SYS(unlink),    SCMP_SYS(unlinkat),  SCMP_SYS(access),
	SCMP_SYS(faccessat), SCMP_SYS(faccessat2), SCMP_SYS(readlink),
	SCMP_SYS(readlinkat), SCMP_SYS(getcwd),	  SCMP_SYS(fchmod),
	SCMP_SYS(fchown),    SCMP_SYS(stat),	  SCMP_SYS(lstat),
	SCMP_SYS(flock),     SCMP_SYS(fallocate), SCMP_SYS(statfs),
	SCMP_SYS(fstatfs),   SCMP_SYS(rename),	  SCMP_SYS(renameat),
	SCMP_SYS(utimensat), SCMP_SYS(getdents64), SCMP_SYS(uname),
};

/* Refused with an error instead of death: libraries ask and go on. */
static const int refused_calls[] = {
	SCMP_SYS(open),	   SCMP_SYS(openat),	 SCMP_SYS(openat2),
	SCMP_SYS(creat),   SCMP_SYS(socket),	 SCMP_SYS(socketpair),
	SCMP_SYS(connect), SCMP_SYS(sendto),	 SCMP_SYS(sendmsg),
	SCMP_SYS(sendmmsg), SCMP_SYS(access),	 SCMP_SYS(readlink),
	SCMP_SYS(fcntl),   SCMP_SYS(execve),	 SCMP_SYS(clone),
	SCMP_SYS(clone3),  SCMP_SYS(fork),	 SCMP_SYS(vfork),
	SCMP_SYS(setsockopt), SCMP_SYS(unlink),	 SCMP_SYS(prctl),
	SCMP_SYS(uname),   SCMP_SYS(ptrace),	 SCMP_SYS(writev),
	SCMP_SYS(pwrite64),
};

static bool allow(scmp_filter_ctx f, const int *calls, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (seccomp_rule_add(f, SCMP_ACT_ALLOW, calls[i], 0) < 0)
			return false;
	return true;
}

/* Memory, but never memory that can be executed. */
static bool allow_memory(scmp_filter_ctx f)
{
	struct scmp_arg_cmp no_exec = {.arg = 2,
				       .op = SCMP_CMP_MASKED_EQ,
				       .datum_a = PROT_EXEC};

	return seccomp_rule_add(f, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1,
				no_exec) == 0 &&
	       seccomp_rule_add(f, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1,
				no_exec) == 0;
}

static bool refuse(scmp_filter_ctx f, const int *calls, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (seccomp_rule_add(f, SCMP_ACT_ERRNO(EPERM), calls[i], 0) <
		    0)
			return false;
	return true;
}

/* A port that went down: libpcap looks whether it is still there, and waits
 * for it to come back. All else about devices is refused. */
static bool allow_port_flags(scmp_filter_ctx f)
{
	const struct scmp_arg_cmp flags = {.arg = 1, .op = SCMP_CMP_EQ,
					    .datum_a = SIOCGIFFLAGS};
	const struct scmp_arg_cmp other = {.arg = 1, .op = SCMP_CMP_NE,
					   .datum_a = SIOCGIFFLAGS};

	return seccomp_rule_add(f, SCMP_ACT_ALLOW, SCMP_SYS(ioctl), 1,
				flags) == 0 &&
	       seccomp_rule_add(f, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(ioctl), 1,
				other) == 0;
}

static bool allow_write_to(scmp_filter_ctx f, int fd)
{
	struct scmp_arg_cmp this_fd = {.arg = 0,
				       .op = SCMP_CMP_EQ,
				       .datum_a = (scmp_datum_t)fd};

	return seccomp_rule_add(f, SCMP_ACT_ALLOW, SCMP_SYS(write), 1,
				this_fd) == 0;
}

/* No file at all (folder NULL), or one folder. 0: the kernel has no Landlock. */
static bool landlock(const char *folder)
{
	const uint64_t all = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1;
	struct landlock_ruleset_attr ruleset = {.handled_access_fs = all};
	struct landlock_path_beneath_attr beneath = {.allowed_access = all};
	int fd = (int)syscall(SYS_landlock_create_ruleset, &ruleset,
			      sizeof(ruleset), 0);
	bool good;

	if (fd < 0)
		return false;
	good = true;
	if (folder != NULL) {
		beneath.allowed_access =
			LANDLOCK_ACCESS_FS_READ_FILE |
			LANDLOCK_ACCESS_FS_WRITE_FILE |
			LANDLOCK_ACCESS_FS_READ_DIR |
			LANDLOCK_ACCESS_FS_MAKE_REG |
			LANDLOCK_ACCESS_FS_REMOVE_FILE;
		beneath.parent_fd = open(folder, O_PATH | O_CLOEXEC);
		good = beneath.parent_fd >= 0 &&
		       syscall(SYS_landlock_add_rule, fd,
			       LANDLOCK_RULE_PATH_BENEATH, &beneath, 0) == 0;
		if (beneath.parent_fd >= 0)
			close(beneath.parent_fd);
	}
	good = good && syscall(SYS_landlock_restrict_self, fd, 0) == 0;
	close(fd);
	return good;
}

int sandbox_landlock(void)
{
	int abi = (int)syscall(SYS_landlock_create_ruleset, NULL, 0,
			       LANDLOCK_CREATE_RULESET_VERSION);

	return abi > 0 ? abi : 0;
}

static enum sandbox_level close_doors(scmp_filter_ctx f, bool filter_ready,
				      const char *folder, struct err *e)
{
	bool files = landlock(folder);
	bool calls = f != NULL && filter_ready && seccomp_load(f) == 0;

	if (f != NULL)
		seccomp_release(f);
	if (files && calls)
		return SANDBOX_FULL;
	err_set(e, ERR_PERMISSION, "this kernel gives no %s%s%s",
		calls ? "" : "system call filter",
		calls || files ? "" : " and no ",
		files ? "" : "Landlock file rules");
	return calls || files ? SANDBOX_PARTIAL : SANDBOX_NONE;
}

/* Only reads what is open, writes to its pipe and stderr, and ends. */
enum sandbox_level sandbox_sensor(int pipe_fd, struct err *e)
{
	scmp_filter_ctx f = seccomp_init(SCMP_ACT_KILL_PROCESS);
	bool ready = f != NULL && allow(f, basic_calls, COUNT(basic_calls)) &&
		     allow_memory(f) && allow_port_flags(f) &&
		     refuse(f, refused_calls, COUNT(refused_calls)) &&
		     allow_write_to(f, pipe_fd) &&
		     allow_write_to(f, STDERR_FILENO);

	return close_doors(f, ready, NULL, e);
}

/* Only reads and writes in the folder of its database. */
enum sandbox_level sandbox_recorder(const char *folder, struct err *e)
{
	scmp_filter_ctx f = seccomp_init(SCMP_ACT_ERRNO(EPERM));
	bool ready = f != NULL && allow(f, basic_calls, COUNT(basic_calls)) &&
		     allow(f, store_calls, COUNT(store_calls)) &&
		     allow_memory(f);

	return close_doors(f, ready, folder, e);
}

const char *rights_default_user(void)
{
	return getpwnam("wardwatch") != NULL ? "wardwatch" : "nobody";
}

bool rights_drop(const char *user, bool keep_capture, struct err *e)
{
	const struct passwd *pw = NULL;

	if (user != NULL)
		pw = getpwnam(user);
	if (user != NULL && pw == NULL)
		return err_set(e, ERR_USAGE, "there is no user %s", user);
	capng_clear(CAPNG_SELECT_BOTH);
	if (keep_capture)
		capng_update(CAPNG_ADD, CAPNG_EFFECTIVE | CAPNG_PERMITTED,
			     CAP_NET_RAW);
	if (pw != NULL &&
	    capng_change_id((int)pw->pw_uid, (int)pw->pw_gid,
			    CAPNG_DROP_SUPP_GRP | CAPNG_CLEAR_BOUNDING) != 0)
		return err_set(e, ERR_PERMISSION, "cannot become user %s",
			       user);
	if (pw == NULL)
		capng_apply(CAPNG_SELECT_CAPS);
	return true;
}

void rights_harden(void)
{
	struct rlimit none = {0, 0};

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	prctl(PR_SET_DUMPABLE, 0);
	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	setrlimit(RLIMIT_CORE, &none);
}
