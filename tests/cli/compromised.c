/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * compromised.c - a variant of the command whose scan an attacker controls
 *
 * GOPX_ATTEMPT names a system call. The scan makes this call first, and prints its result
 * to standard error. With GOPX_ATTEMPT_IN=thread, another thread makes the call. With
 * GOPX_ATTEMPT=wait, the scan waits until the test has examined the process and kills it.
 * GOPX_KERNEL_LACKS=landlock (or seccomp) simulates a kernel without Landlock (or
 * seccomp).
 */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <linux/futex.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <seccomp.h>

#include <gopx/gopx.h>

/* The first file descriptor that a command opens is its output folder. */
#define OUTPUT (STDERR_FILENO + 1)

#define TEXT(text) ((intptr_t)(text))

struct attempt {
	const char *name;
	long call;
	intptr_t args[6];
};

static int descriptors[2];

static intptr_t fresh_page(void)
{
	return (intptr_t)mmap(NULL, 4096, PROT_READ | PROT_WRITE,
			      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}

static struct attempt find(const char *name)
{
	static char *const none[] = { NULL };
	static char byte[1] = "x";
	static uint32_t never;
	const int create = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW;
	const int code = PROT_READ | PROT_WRITE | PROT_EXEC;
	const struct attempt all[] = {
		{ "read", SYS_openat, { AT_FDCWD, TEXT("secret"), O_RDONLY } },
		{ "write", SYS_openat, { AT_FDCWD, TEXT("secret"), O_WRONLY | O_TRUNC } },
		{ "create", SYS_openat, { AT_FDCWD, TEXT("made"), create, 0666 } },
		{ "list", SYS_openat, { AT_FDCWD, TEXT("."), O_RDONLY | O_DIRECTORY } },
		{ "remove", SYS_unlinkat, { AT_FDCWD, TEXT("secret"), 0 } },
		{ "rename",
		  SYS_renameat2,
		  { AT_FDCWD, TEXT("secret"), AT_FDCWD, TEXT("made"), 0 } },
		{ "link",
		  SYS_linkat,
		  { AT_FDCWD, TEXT("secret"), AT_FDCWD, TEXT("made"), 0 } },
		{ "symlink", SYS_symlinkat, { TEXT("secret"), AT_FDCWD, TEXT("made") } },
		{ "mkdir", SYS_mkdirat, { AT_FDCWD, TEXT("made"), 0777 } },
		{ "chmod", SYS_fchmodat, { AT_FDCWD, TEXT("secret"), 0777 } },
		{ "truncate", SYS_truncate, { TEXT("secret"), 0 } },
		{ "output-create", SYS_openat, { OUTPUT, TEXT("made"), create, 0666 } },
		{ "output-setuid", SYS_openat, { OUTPUT, TEXT("made"), create, 06666 } },
		{ "output-program", SYS_openat, { OUTPUT, TEXT("made"), create, 0777 } },
		{ "output-device",
		  SYS_renameat2,
		  { OUTPUT, TEXT("old"), OUTPUT, TEXT("made"), RENAME_WHITEOUT } },
		{ "output-read", SYS_openat, { OUTPUT, TEXT("old"), O_RDONLY } },
		{ "output-write", SYS_openat, { OUTPUT, TEXT("old"), O_WRONLY } },
		{ "above-read", SYS_openat, { OUTPUT, TEXT("../secret"), O_RDONLY } },
		{ "above-write", SYS_openat, { OUTPUT, TEXT("../secret"), O_WRONLY } },
		{ "above-create", SYS_openat, { OUTPUT, TEXT("../made"), create, 0666 } },
		{ "above-remove", SYS_unlinkat, { OUTPUT, TEXT("../secret"), 0 } },
		{ "above-rename",
		  SYS_renameat2,
		  { OUTPUT, TEXT("../secret"), OUTPUT, TEXT("made"), 0 } },
		{ "execve", SYS_execve, { TEXT("/bin/true"), TEXT(none), TEXT(none) } },
		{ "fork", SYS_clone, { SIGCHLD } },
		{ "socket", SYS_socket, { AF_INET, SOCK_STREAM, 0 } },
		{ "unix-socket", SYS_socket, { AF_UNIX, SOCK_STREAM, 0 } },
		{ "kill", SYS_kill, { getppid(), 0 } },
		{ "ptrace", SYS_ptrace, { PTRACE_TRACEME } },
		{ "mmap",
		  SYS_mmap,
		  { 0, 4096, code, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0 } },
		{ "mprotect", SYS_mprotect, { fresh_page(), 4096, PROT_EXEC } },
		{ "inherited", SYS_lseek, { 9, 0, SEEK_CUR } },
		{ "new-namespace", SYS_unshare, { CLONE_NEWUSER } },
#ifdef SYS_open /* only older machines have these calls */
		{ "old-write", SYS_open, { TEXT("secret"), O_WRONLY | O_TRUNC } },
		{ "old-create", SYS_creat, { TEXT("made"), 0666 } },
		{ "old-remove", SYS_unlink, { TEXT("secret") } },
		{ "old-rename", SYS_rename, { TEXT("secret"), TEXT("made") } },
#endif
		{ "device", SYS_mknodat, { AT_FDCWD, TEXT("made"), S_IFREG | 0666, 0 } },
		{ "chmod-output", SYS_fchmod, { OUTPUT, 0777 } },
		{ "signal-thread", SYS_tgkill, { getppid(), getppid(), 0 } },
		{ "signal-thread-old", SYS_tkill, { getppid(), 0 } },
		{ "type-on-terminal", SYS_ioctl, { STDERR_FILENO, TIOCSTI, TEXT(byte) } },
		{ "other-process", SYS_pidfd_open, { getppid(), 0 } },
		{ "session", SYS_setpgid, { 0, 0 } },
		{ "socketpair",
		  SYS_socketpair,
		  { AF_UNIX, SOCK_STREAM, 0, (intptr_t)descriptors } },
		{ "connect", SYS_connect, { STDERR_FILENO, TEXT(byte), 1 } },
		{ "bind", SYS_bind, { STDERR_FILENO, TEXT(byte), 1 } },
		{ "send", SYS_sendto, { STDERR_FILENO, TEXT(byte), 1, 0, 0, 0 } },
		{ "read-process", SYS_process_vm_readv, { getppid(), 0, 0, 0, 0, 0 } },
		{ "write-process", SYS_process_vm_writev, { getppid(), 0, 0, 0, 0, 0 } },
		{ "io-uring", SYS_io_uring_setup, { 1, TEXT(byte) } },
		{ "bpf", SYS_bpf, { 0, 0, 0 } },
		{ "execveat",
		  SYS_execveat,
		  { AT_FDCWD, TEXT("/bin/true"), TEXT(none), TEXT(none), 0 } },
		{ "wait", SYS_futex, { (intptr_t)&never, FUTEX_WAIT, 0, 0 } },
	};

	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++) {
		if (!strcmp(all[i].name, name))
			return all[i];
	}
	fprintf(stderr, "attempt: unknown\n");
	exit(99);
}

static void *attempt(void *name)
{
	struct attempt a = find(name);
	pid_t self = getpid();
	long got = syscall(a.call, a.args[0], a.args[1], a.args[2], a.args[3], a.args[4],
			   a.args[5]);

	if (getpid() != self)
		_exit(0);
	fprintf(stderr, "attempt: %s\n", got == -1 ? strerror(errno) : "done");
	return NULL;
}

/* The linker replaces the library's gopx_scan() with __wrap_gopx_scan(). */
enum gopx_status __real_gopx_scan(const void *data, size_t size,
				  const struct gopx_options *options,
				  struct gopx_image **out);
enum gopx_status __wrap_gopx_scan(const void *data, size_t size,
				  const struct gopx_options *options,
				  struct gopx_image **out);

enum gopx_status __wrap_gopx_scan(const void *data, size_t size,
				  const struct gopx_options *options,
				  struct gopx_image **out)
{
	char *name = getenv("GOPX_ATTEMPT");
	pthread_t thread;

	if (name && !getenv("GOPX_ATTEMPT_IN")) {
		attempt(name);
	} else if (name) {
		if (pthread_create(&thread, NULL, attempt, name))
			fprintf(stderr, "attempt: no thread\n");
		else
			pthread_join(thread, NULL);
	}
	return __real_gopx_scan(data, size, options, out);
}

__attribute__((constructor)) static void age_kernel(void)
{
	const char *lacks = getenv("GOPX_KERNEL_LACKS");
	const uint32_t unknown = SCMP_ACT_ERRNO(ENOSYS);
	struct scmp_arg_cmp mode = SCMP_CMP(0, SCMP_CMP_EQ, PR_SET_SECCOMP, 0);
	scmp_filter_ctx filter;
	int failed = 0;

	if (!lacks)
		return;
	filter = seccomp_init(SCMP_ACT_ALLOW);
	if (!strcmp(lacks, "landlock")) {
		failed |= seccomp_rule_add(filter, unknown, SYS_landlock_create_ruleset,
					   0);
	} else {
		failed |= seccomp_rule_add(filter, unknown, SYS_seccomp, 0);
		failed |= seccomp_rule_add_array(filter, SCMP_ACT_ERRNO(EINVAL),
						 SYS_prctl, 1, &mode);
	}
	if (failed || seccomp_load(filter))
		abort();
	seccomp_release(filter);
}
