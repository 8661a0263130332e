/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * sandbox_seccomp.c - allow only the system calls that the remaining work needs, with
 * libseccomp
 */
#include "io/linux/sandbox_seccomp.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <seccomp.h>

/*
 * Calls for memory, threads, open descriptors and exit.  The list has the names of all
 * architectures.
 */
static const int allowed[] = {
	SCMP_SYS(brk),
	SCMP_SYS(clock_gettime),
	SCMP_SYS(clock_gettime64),
	SCMP_SYS(close),
	SCMP_SYS(exit),
	SCMP_SYS(exit_group),
	SCMP_SYS(fstat),
	SCMP_SYS(fstat64),
	SCMP_SYS(futex),
	SCMP_SYS(futex_time64),
	SCMP_SYS(getpid),
	SCMP_SYS(getrandom),
	SCMP_SYS(gettid),
	SCMP_SYS(lseek),
	SCMP_SYS(_llseek),
	SCMP_SYS(madvise),
	SCMP_SYS(mremap),
	SCMP_SYS(munmap),
	SCMP_SYS(newfstatat), /* fstat() of newer C libraries */
	SCMP_SYS(fstatat64),
	SCMP_SYS(statx),
	SCMP_SYS(restart_syscall),
	SCMP_SYS(rseq),
	SCMP_SYS(rt_sigaction),
	SCMP_SYS(rt_sigprocmask),
	SCMP_SYS(rt_sigreturn),
	SCMP_SYS(sched_getaffinity),
	SCMP_SYS(sched_yield),
	SCMP_SYS(set_robust_list),
	SCMP_SYS(sigreturn),
	SCMP_SYS(write),
	SCMP_SYS(writev),
};

/* Attackers use these calls first; gopx never makes them. */
static const int deadly[] = {
	SCMP_SYS(execve),
	SCMP_SYS(execveat),
	SCMP_SYS(fork),
	SCMP_SYS(vfork),
	SCMP_SYS(socket),
	SCMP_SYS(socketpair),
	SCMP_SYS(socketcall),
	SCMP_SYS(connect),
	SCMP_SYS(bind),
	SCMP_SYS(process_vm_readv),
	SCMP_SYS(process_vm_writev),
	SCMP_SYS(io_uring_setup),
	SCMP_SYS(bpf),
#ifndef GOPX_SANITIZED
	SCMP_SYS(ptrace),
#endif
};

static bool allow_each(scmp_filter_ctx filter, const int *calls, size_t count,
		       uint32_t action)
{
	for (size_t i = 0; i < count; i++) {
		if (seccomp_rule_add(filter, action, calls[i], 0))
			return false;
	}
	return true;
}

#define ALLOW_EACH(filter, calls, action) \
	allow_each(filter, calls, sizeof(calls) / sizeof((calls)[0]), action)

static struct scmp_arg_cmp equals(unsigned int argument, scmp_datum_t value)
{
	return SCMP_CMP(argument, SCMP_CMP_EQ, value, 0);
}

static bool allow_if(scmp_filter_ctx filter, int call, struct scmp_arg_cmp condition)
{
	return seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, call, 1, &condition) == 0;
}

#ifdef __s390__
/* On this architecture, clone() has its flags in the second argument, and mmap() gets a
 * pointer to its arguments. */
#define CLONE_FLAGS 1
static bool allow_mmap(scmp_filter_ctx filter)
{
	return seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 0) == 0;
}
#else
#define CLONE_FLAGS 0
static bool allow_mmap(scmp_filter_ctx filter)
{
	struct scmp_arg_cmp not_code = SCMP_CMP(2, SCMP_CMP_MASKED_EQ, PROT_EXEC, 0);

	return allow_if(filter, SCMP_SYS(mmap), not_code) &&
	       allow_if(filter, SCMP_SYS(mmap2), not_code);
}
#endif

static bool allow_memory(scmp_filter_ctx filter)
{
	return allow_mmap(filter) &&
	       allow_if(filter, SCMP_SYS(mprotect),
			SCMP_CMP(2, SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
}

/*
 * Allow threads, but no processes.  A filter cannot see the flags of clone3().  So report
 * that the kernel has no clone3(), and the C library uses clone().
 */
static bool allow_threads(scmp_filter_ctx filter)
{
	return allow_if(filter, SCMP_SYS(clone),
			SCMP_CMP(CLONE_FLAGS, SCMP_CMP_MASKED_EQ, CLONE_THREAD,
				 CLONE_THREAD)) &&
	       seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0) == 0;
}

/* Allow isatty(), and signals to the threads of this process. */
static bool allow_self(scmp_filter_ctx filter)
{
	return allow_if(filter, SCMP_SYS(ioctl), equals(1, TCGETS)) &&
	       allow_if(filter, SCMP_SYS(ioctl), equals(1, TIOCGWINSZ)) &&
	       allow_if(filter, SCMP_SYS(tgkill), equals(0, (scmp_datum_t)getpid()));
}

/*
 * Allow locks on standard output, so that the output of several processes does not mix.
 */
static bool allow_lock(scmp_filter_ctx filter)
{
	static const int calls[] = { SCMP_SYS(fcntl), SCMP_SYS(fcntl64) };
	static const unsigned int commands[] = { F_SETLKW, 14 /* F_SETLKW64 */ };

	for (size_t i = 0; i < 4; i++) {
		if (seccomp_rule_add(filter, SCMP_ACT_ALLOW, calls[i / 2], 2,
				     equals(0, STDOUT_FILENO),
				     SCMP_CMP(1, SCMP_CMP_EQ, commands[i % 2], 0)))
			return false;
	}
	return true;
}

/* Refuse RENAME_WHITEOUT, which would leave a device in the old place. */
static bool allow_rename(scmp_filter_ctx filter, int dir)
{
	struct scmp_arg_cmp from = equals(0, (unsigned int)dir);
	struct scmp_arg_cmp to = equals(2, (unsigned int)dir);

	return seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(renameat2), 3, from, to,
				SCMP_CMP(4, SCMP_CMP_MASKED_EQ, RENAME_WHITEOUT, 0)) ==
		   0 &&
	       seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(renameat), 2, from,
				to) == 0;
}

/*
 * Allow what output_write() does in its folder: create, rename and remove files.  No new
 * file can be executable or set-user-ID.
 */
static bool allow_output(scmp_filter_ctx filter, int dir)
{
	static const int others[] = { SCMP_SYS(fsync), SCMP_SYS(umask) };
	struct scmp_arg_cmp here = equals(0, (unsigned int)dir);
	const int made = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW;
	const scmp_datum_t never = S_ISUID | S_ISGID | S_ISVTX | S_IXUSR | S_IXGRP |
				   S_IXOTH;

	if (dir < 0)
		return true;
	return ALLOW_EACH(filter, others, SCMP_ACT_ALLOW) &&
	       seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(openat), 3, here,
				SCMP_CMP(2, SCMP_CMP_MASKED_EQ,
					 (scmp_datum_t)(made | O_ACCMODE),
					 (scmp_datum_t)made),
				SCMP_CMP(3, SCMP_CMP_MASKED_EQ, never, 0)) == 0 &&
	       allow_rename(filter, dir) && allow_if(filter, SCMP_SYS(unlinkat), here);
}

/* Allow waiting for the end of the processes that gopx started before. */
static bool allow_wait(scmp_filter_ctx filter, bool waits)
{
	return !waits ||
	       seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(wait4), 0) == 0;
}

static bool allow_pipe(scmp_filter_ctx filter, int pipe)
{
	return pipe < 0 ||
	       allow_if(filter, SCMP_SYS(read), equals(0, (unsigned int)pipe));
}

#ifdef GOPX_SANITIZED
/*
 * LeakSanitizer traces this process from a second process, which shares the memory and
 * cannot be traced itself.  The second process reads files in /proc.  If it gets the
 * number of a closed standard stream for one, it calls dup() until that succeeds.
 */
static bool allow_more(scmp_filter_ctx filter)
{
	static const int calls[] = {
		SCMP_SYS(getdents),  SCMP_SYS(getdents64), SCMP_SYS(getppid),
		SCMP_SYS(ptrace),    SCMP_SYS(prctl),      SCMP_SYS(read),
		SCMP_SYS(readlink),  SCMP_SYS(readlinkat), SCMP_SYS(getrlimit),
		SCMP_SYS(prlimit64), SCMP_SYS(wait4),      SCMP_SYS(sigaltstack),
		SCMP_SYS(dup),
	};
	const scmp_datum_t tracer = CLONE_VM | CLONE_UNTRACED;

	return ALLOW_EACH(filter, calls, SCMP_ACT_ALLOW) &&
	       allow_if(filter, SCMP_SYS(clone),
			SCMP_CMP(CLONE_FLAGS, SCMP_CMP_MASKED_EQ, tracer, tracer)) &&
	       allow_if(filter, SCMP_SYS(openat),
			SCMP_CMP(2, SCMP_CMP_MASKED_EQ, O_ACCMODE | O_CREAT, O_RDONLY)) &&
	       allow_if(filter, SCMP_SYS(open),
			SCMP_CMP(1, SCMP_CMP_MASKED_EQ, O_ACCMODE | O_CREAT, O_RDONLY));
}
#else
static bool allow_more(scmp_filter_ctx filter)
{
	(void)filter;
	return true;
}
#endif

bool seccomp_enter(int dir, int pipe, bool waits)
{
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
	bool done;

	if (!filter)
		return false;
	done = ALLOW_EACH(filter, allowed, SCMP_ACT_ALLOW) &&
	       ALLOW_EACH(filter, deadly, SCMP_ACT_KILL_PROCESS) &&
	       allow_memory(filter) && allow_threads(filter) && allow_self(filter) &&
	       allow_lock(filter) && allow_output(filter, dir) &&
	       allow_pipe(filter, pipe) && allow_wait(filter, waits) &&
	       allow_more(filter) && seccomp_load(filter) == 0;
	seccomp_release(filter);
	return done;
}
