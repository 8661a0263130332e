/* SPDX-License-Identifier: BSD-2-Clause */
/* archives.c - scan without libarchive first, because most images have no archives */
#include "scan/archives.h"

#include <string.h>
#include <strings.h>

#include "io/sandbox.h"
#include "io/system/file.h"

/*
 * Names of files that often are archives.  This is only a guess, which saves a second
 * start: the content decides what a file is.
 */
static bool looks_like_archive(const char *path)
{
	static const char *const endings[] = {
		".zip", ".exe", ".7z",  ".cab", ".rar", ".iso", ".tar", ".lzh",
		".gz",  ".tgz", ".bz2", ".xz",  ".zst", ".lz4", ".lz",
	};
	const char *ending = strrchr(path, '.');

	for (size_t i = 0; ending && i < sizeof(endings) / sizeof(endings[0]); i++) {
		if (!strcasecmp(ending, endings[i]))
			return true;
	}
	return false;
}

/*
 * True if the command can run again from its start: it does nothing before the scan of
 * its only file, and that file can be read again.
 */
static bool can_repeat(const struct command *self, const struct request *request)
{
	const char *path = request->count == 1 ? request->files->path : NULL;
	struct file_facts facts;

	return path && self->each && !request->folders && !request->list &&
	       !request->log && !looks_like_archive(path) &&
	       file_facts_at(path, &facts) && facts.kind == FILE_REGULAR;
}

static bool refuse(void *unused)
{
	(void)unused;
	return false;
}

void archives_prepare(struct work *work, const struct request *request,
		      struct gopx_options *limits)
{
	if (sandbox_loads() && can_repeat(work->self, request) &&
	    successor_start(&work->successor))
		limits->archive_fn = refuse;
}
