/* SPDX-License-Identifier: BSD-2-Clause */
/* sandbox.c - the rights that a command gives up before it looks at a byte of its input
 */
#include "io/sandbox.h"

#include <limits.h>
#include <locale.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "io/sandbox_landlock.h"
#include "io/sandbox_seccomp.h"

/* Far above what any scan takes; a process that has run wild ends somewhere. */
#define SECONDS_EACH ((rlim_t)3600)
#define FILE_SIZE    ((rlim_t)4 << 30)
#define DESCRIPTORS  ((rlim_t)16)

static struct {
	int landlock; /* its version; 0: not in force */
	bool seccomp, no_new_privs, limits;
} in_force;

/* Lower one limit; what is lower already stays. */
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

/* No memory goes into a core file, and no file fills a disk. */
static bool limit_all(size_t inputs)
{
	rlim_t seconds = SECONDS_EACH * (rlim_t)(inputs ? inputs : 1);
	bool core = limit(RLIMIT_CORE, 0);
	bool size = limit(RLIMIT_FSIZE, FILE_SIZE);
	bool time = limit(RLIMIT_CPU, seconds);
	bool files = limit(RLIMIT_NOFILE, DESCRIPTORS);

	return core && size && time && files;
}

static void close_range_of(int first, int last)
{
	if (first <= last)
		syscall(SYS_close_range, first, last, 0);
}

/* Close what nobody needs: descriptors may have come from whoever started us. */
static void close_others(int a, int b)
{
	int low = a < b ? a : b;
	int high = a < b ? b : a;

	if (low <= STDERR_FILENO)
		low = STDERR_FILENO;
	if (high <= STDERR_FILENO)
		high = low;
	close_range_of(STDERR_FILENO + 1, low - 1);
	close_range_of(low + 1, high - 1);
	close_range_of(high + 1, INT_MAX);
}

/*
 * Files of the C library that libarchive makes it read, and that it keeps: the character
 * set that names are converted to.  Without it those beyond ASCII would be lost.
 */
static void load_character_set(void)
{
	/* Never freed: what newlocale() is asked for later it then has already. */
	static locale_t utf8;

	if (!utf8)
		utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
}

#ifdef GOPX_SANITIZED
/* The search for leaks at the end reads about the process in /proc. */
static void close_in(int folder)
{
	(void)folder;
}
#else
/*
 * seccomp sees no names, "../passwd" for one: without Landlock the folder becomes all
 * of the file system that is left, where that is granted, as it is to root.
 */
static void close_in(int folder)
{
	if (folder >= 0 && fchdir(folder) == 0)
		syscall(SYS_chroot, ".");
}
#endif

void sandbox_enter(const struct output_dir *dir, size_t inputs)
{
	int folder = dir ? dir->fd : -1;

	load_character_set();
	close_others(folder, dir ? dir->keeper : -1);
	in_force.limits = limit_all(inputs);
	in_force.no_new_privs = prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
	in_force.landlock = landlock_enter(folder);
	if (!in_force.landlock)
		close_in(folder);
	in_force.seccomp = seccomp_enter(folder);
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
