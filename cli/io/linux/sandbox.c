/* SPDX-License-Identifier: BSD-2-Clause */
/* sandbox.c - the rights that a command gives up before it reads its input */
#include "io/sandbox.h"

#include <dlfcn.h>
#include <limits.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "io/linux/sandbox_landlock.h"
#include "io/linux/sandbox_seccomp.h"

/*
 * This limit is far above what any scan needs.  It ends a process that is out of control.
 */
#define SECONDS_EACH ((rlim_t)3600)
#define FILE_SIZE    ((rlim_t)4 << 30)
#define DESCRIPTORS  ((rlim_t)16)

static struct {
	int landlock; /* version of Landlock; 0: not active */
	bool seccomp, no_new_privs, limits;
} in_force;

/* Lower one limit, unless it already is lower. */
static bool limit(unsigned what, rlim_t most)
{
	struct rlimit r;

	if (getrlimit(what, &r))
		return false;
	if (r.rlim_cur > most)
		r.rlim_cur = most;
	if (r.rlim_max > most)
		r.rlim_max = most;
	return setrlimit(what, &r) == 0;
}

/* Write no core file, and limit the size of files. */
static bool limit_all(size_t inputs)
{
	rlim_t most = RLIM_INFINITY / 2 / SECONDS_EACH;
	rlim_t seconds = SECONDS_EACH * (inputs > most ? most : inputs ? inputs : 1);
	bool core = limit(RLIMIT_CORE, 0);
	bool size = limit(RLIMIT_FSIZE, FILE_SIZE);
	bool time = limit(RLIMIT_CPU, seconds);
	bool files = limit(RLIMIT_NOFILE, DESCRIPTORS);

	return core && size && time && files;
}

static int by_number(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

/* Close the descriptors that are not needed; the parent process may have left some
 * open. */
static void close_others(int *kept, size_t count)
{
	int next = STDERR_FILENO + 1;

	qsort(kept, count, sizeof(*kept), by_number);
	for (size_t i = 0; i < count; i++) {
		if (kept[i] < next)
			continue;
		if (kept[i] > next)
			syscall(SYS_close_range, next, kept[i] - 1, 0);
		next = kept[i] + 1;
	}
	syscall(SYS_close_range, next, INT_MAX, 0);
}

/*
 * Files of the C library that libarchive uses.  They define the character set of names;
 * without them, names with other characters than ASCII would be lost.
 */
static void load_character_set(void)
{
	/*
	 * Never free this locale, so that later calls of newlocale() find its files
	 * loaded.
	 */
	static locale_t utf8;

	if (!utf8)
		utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
}

#ifdef GOPX_ARCHIVE_SONAME
/*
 * Load libarchive now, because no file can be opened later.  RTLD_LAZY: looking up all
 * functions of libarchive and its libraries at once would take a quarter of the time that
 * a start takes.
 */
static void load_libraries(void)
{
	dlopen(GOPX_ARCHIVE_SONAME, RTLD_LAZY | RTLD_LOCAL | RTLD_NODELETE);
}

bool sandbox_loads(void)
{
	return true;
}
#else
static void load_libraries(void)
{
}

bool sandbox_loads(void)
{
	return false;
}
#endif

#ifdef GOPX_SANITIZED
/* Do not close it: at exit, LeakSanitizer reads files of the process in /proc. */
static void close_in(int folder)
{
	(void)folder;
}
#else
/*
 * seccomp does not see names such as "../passwd".  So if the kernel lacks Landlock and
 * root runs gopx, make the folder the root of the file system.
 */
static void close_in(int folder)
{
	if (folder >= 0 && fchdir(folder) == 0)
		syscall(SYS_chroot, ".");
}
#endif

bool sandbox_there(void)
{
	return true;
}

void sandbox_enter(const struct sandbox_needs *needs)
{
	const struct output_dir *dir = needs->folder;
	int folder = dir ? dir->fd : -1;
	int kept[] = { folder, dir ? dir->keeper.pipe : -1, needs->reads, needs->writes,
		       needs->successor };
	bool waits = folder >= 0 || needs->reads >= 0 || needs->successor >= 0;

	if (needs->archives)
		load_libraries();
	load_character_set();
	close_others(kept, sizeof(kept) / sizeof(*kept));
	in_force.limits = limit_all(needs->inputs);
	in_force.no_new_privs = prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
	in_force.landlock = landlock_enter(folder);
	if (!in_force.landlock)
		close_in(folder);
	in_force.seccomp = seccomp_enter(folder, needs->reads, waits);
}

static const char *yes_or_no(bool yes)
{
	return yes ? "yes" : "no";
}

void sandbox_print(void)
{
	printf("no new privileges: %s\n", yes_or_no(in_force.no_new_privs));
	printf("file system closed (Landlock): %s", yes_or_no(in_force.landlock));
	if (in_force.landlock)
		printf(", version %d", in_force.landlock);
	printf("\nsystem calls filtered (seccomp): %s\n", yes_or_no(in_force.seccomp));
	printf("resource limits: %s\n", yes_or_no(in_force.limits));
}
