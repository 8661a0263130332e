/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * sandbox_landlock.c - close the file system except one folder, with Linux's Landlock
 * (landlock(7))
 */
#include "io/linux/sandbox_landlock.h"

#include <fcntl.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <linux/landlock.h>

/*
 * struct landlock_ruleset_attr of version 6.  The header may be older than the kernel, so
 * the names of later rights may be missing.
 */
struct ruleset {
	uint64_t files;
	uint64_t networks;
	uint64_t scopes;
};

/*
 * For each version of Landlock: the rights that it can forbid, and the size of its
 * struct.
 */
static const struct {
	struct ruleset all;
	size_t size;
} versions[] = {
	{ { 0x1fff, 0, 0 }, 8 },  { { 0x3fff, 0, 0 }, 8 },  { { 0x7fff, 0, 0 }, 8 },
	{ { 0x7fff, 3, 0 }, 16 }, { { 0xffff, 3, 0 }, 16 }, { { 0xffff, 3, 3 }, 24 },
};

static bool allow(int ruleset, int folder, uint64_t rights)
{
	struct landlock_path_beneath_attr rule = { .allowed_access = rights,
						   .parent_fd = folder };

	return syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule,
		       0) == 0;
}

#ifdef GOPX_SANITIZED
/* At exit, LeakSanitizer reads files about the process in /proc. */
static bool allow_more(int ruleset)
{
	int proc = open("/proc", O_PATH | O_CLOEXEC);
	bool done = proc >= 0 &&
		    allow(ruleset, proc,
			  LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR);

	if (proc >= 0)
		close(proc);
	return done;
}
#else
static bool allow_more(int ruleset)
{
	(void)ruleset;
	return true;
}
#endif

/*
 * This right is needed to replace a link: gopx exchanges the link with the new file, and
 * then removes the link.
 */
static bool allow_output(int ruleset, int dir)
{
	return dir < 0 ||
	       allow(ruleset, dir,
		     LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_WRITE_FILE |
			 LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_SYM);
}

int landlock_enter(int dir)
{
	const size_t known = sizeof(versions) / sizeof(versions[0]);
	long version = syscall(SYS_landlock_create_ruleset, NULL, 0,
			       LANDLOCK_CREATE_RULESET_VERSION);
	size_t i = (size_t)version < known ? (size_t)version : known;
	long ruleset;
	bool done;

	if (version < 1)
		return 0;
	ruleset = syscall(SYS_landlock_create_ruleset, &versions[i - 1].all,
			  versions[i - 1].size, 0);
	if (ruleset < 0)
		return 0;
	done = allow_output((int)ruleset, dir) && allow_more((int)ruleset) &&
	       syscall(SYS_landlock_restrict_self, ruleset, 0) == 0;
	close((int)ruleset);
	return done ? (int)version : 0;
}
