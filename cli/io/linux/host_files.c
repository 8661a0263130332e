/* SPDX-License-Identifier: BSD-2-Clause */
/* host_files.c - scan --host: the firmware that the running machine makes readable */
#include "io/host_files.h"

#include <dirent.h>
#include <errno.h>
#include <fnmatch.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "io/report.h"

/* The address of Intel's graphics on every machine. */
#define GRAPHICS "0000:00:02.0"

static const struct source {
	const char *what;
	const char *folder, *names; /* below the sysroot; 'names' is a pattern */
	/*
	 * the file to read in each matching folder of the device GRAPHICS; NULL: 'names'
	 * matches files, not folders
	 */
	const char *file;
	const char *absent;
} sources[] = {
	{ "the table in use", "/sys/kernel/debug/dri", "[0-9]*", "i915_vbt",
	  "neither i915 nor xe drives " GRAPHICS },
	{ "the OpRegion", "/sys/kernel/debug/dri", "[0-9]*", "i915_opregion",
	  "neither i915 nor xe drives " GRAPHICS ", or it has none" },
	{ "the flash chip", "/dev", "mtd[0-9]*ro", NULL,
	  "the kernel offers none as an MTD device" },
};

struct path {
	char text[PATH_MAX];
};

static struct path path_in(const char *sysroot, const struct source *source,
			   const char *name, const char *file)
{
	struct path out;

	snprintf(out.text, sizeof(out.text), "%s%s/%s%s%s", sysroot, source->folder, name,
		 file ? "/" : "", file ? file : "");
	return out;
}

/* In each folder of DRM, the file "name" contains the name of the device. */
static bool is_of_graphics(const char *sysroot, const struct source *source,
			   const char *name)
{
	struct path path = path_in(sysroot, source, name, "name");
	FILE *file = fopen(path.text, "re");
	char line[128] = "";
	bool done;

	if (!file)
		return false;
	done = fgets(line, sizeof(line), file) && strstr(line, GRAPHICS);
	fclose(file);
	return done;
}

/* True if the file has content: these files may exist and be empty. */
static bool holds_something(const char *path)
{
	FILE *file = fopen(path, "re");
	bool done = file && fgetc(file) != EOF;

	if (!file && errno != ENOENT)
		report(path, "cannot open: %s%s", strerror(errno),
		       errno == EACCES ? "; root may read it" : "");
	if (file)
		fclose(file);
	return done;
}

static void add(struct host_files *files, const struct path *path)
{
	size_t size = strlen(path->text) + 1;
	char *copy = need_memory(NULL, size);

	memcpy(copy, path->text, size);
	files->paths = need_memory(files->paths,
				   (files->count + 1) * sizeof(*files->paths));
	files->paths[files->count++] = copy;
}

/* Take the first folder of the GPU; the others have the same files. */
static void take(struct host_files *files, const char *sysroot,
		 const struct source *source, const char *name, bool *found)
{
	struct path path = path_in(sysroot, source, name, source->file);

	if (fnmatch(source->names, name, 0) != 0)
		return;
	if (source->file && (*found || !is_of_graphics(sysroot, source, name)))
		return;
	if (!holds_something(path.text))
		return;
	add(files, &path);
	*found = true;
}

static void look_for(struct host_files *files, const char *sysroot,
		     const struct source *source)
{
	struct path folder;
	struct dirent **entries;
	bool found = false;
	int count;

	snprintf(folder.text, sizeof(folder.text), "%s%s", sysroot, source->folder);
	count = scandir(folder.text, &entries, NULL, alphasort);
	if (count < 0 && errno != ENOENT) {
		report(folder.text, "%s: %s%s", source->what, strerror(errno),
		       errno == EACCES ? "; root may read it" : "");
		return;
	}
	for (int i = 0; i < count; i++) {
		take(files, sysroot, source, entries[i]->d_name, &found);
		free(entries[i]);
	}
	if (count >= 0)
		free(entries);
	if (!found)
		report(folder.text, "%s: %s", source->what, source->absent);
}

void host_gather(struct host_files *files, const char *sysroot)
{
	*files = (struct host_files){ NULL, 0 };
	for (size_t i = 0; i < sizeof(sources) / sizeof(*sources); i++)
		look_for(files, sysroot, &sources[i]);
}

void host_free(struct host_files *files)
{
	for (size_t i = 0; i < files->count; i++)
		free(files->paths[i]);
	free(files->paths);
}
