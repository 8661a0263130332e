/* SPDX-License-Identifier: BSD-2-Clause */
/* output.c - files that are written completely or not at all */
#include "io/output.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "io/report.h"
#include "io/system/file.h"
#include "io/system/process.h"
#include "words/sha256.h"
#include "words/terminal.h"

static bool open_dir(struct output_dir *dir, const char *path)
{
	dir->fd = folder_open(path);
	if (dir->fd >= 0)
		return true;
	if (errno == ENOTDIR)
		report(path, "is not a folder");
	else
		report(path, "cannot open the folder: %s", file_fault(errno));
	output_dir_close(dir);
	return false;
}

/* A user who writes "-" means standard output, not a file with this name. */
static bool is_standard_output(const char *path)
{
	if (strcmp(path, "-") != 0)
		return false;
	report(path, "only files can be written here; use ./- for a file named -");
	return true;
}

bool output_dir_open(struct output_dir *dir, const char *path)
{
	*dir = (struct output_dir){ .fd = -1, .path = path };
	if (is_standard_output(path))
		return false;
	if (folder_make(path)) {
		folder_keep(&dir->keeper, path);
	} else if (errno != EEXIST) {
		report(path, "cannot create the folder: %s", file_fault(errno));
		return false;
	}
	return open_dir(dir, path);
}

bool output_target_open(struct output_target *target, const char *path)
{
	const char *name = folder_name_in(path);

	*target = (struct output_target){ .dir = { .fd = -1 } };
	if (is_standard_output(path))
		return false;
	if (!*name || strlen(name) >= sizeof(target->name)) {
		report(path, "is not the name of a file");
		return false;
	}
	snprintf(target->name, sizeof(target->name), "%s", name);
	target->folder = folder_of(path);
	if (!target->folder) {
		report(path, "%s", file_fault(ENOMEM));
		return false;
	}
	target->dir.path = target->folder;
	if (open_dir(&target->dir, target->folder))
		return true;
	free(target->folder);
	return false;
}

void output_target_close(struct output_target *target)
{
	output_dir_close(&target->dir);
	free(target->folder);
}

void output_dir_close(struct output_dir *dir)
{
	if (dir->fd >= 0)
		folder_close(dir->fd);
	dir->fd = -1;
	folder_release(&dir->keeper);
}

char *output_path(const struct output_dir *dir, const char *name)
{
	return folder_path(strcmp(dir->path, ".") ? dir->path : "", name);
}

void output_print(const struct output_dir *dir, const struct output_file *files,
		  size_t count)
{
	for (size_t i = 0; i < count; i++) {
		char *path = output_path(dir, files[i].name);

		text_put(stdout, path);
		printf(": %zu bytes, sha256 %s\n", files[i].bytes.size,
		       sha256_of(files[i].bytes).text);
		free(path);
	}
}

static void complain(const struct output_dir *dir, const char *name, const char *what,
		     const char *why)
{
	char *path = output_path(dir, name);

	report(path, "%s%s%s", what, why ? ": " : "", why ? why : "");
	free(path);
}

static bool may_write(const struct output_dir *dir, const char *name, bool force)
{
	switch (folder_look(dir->fd, name)) {
	case ENTRY_NONE:
		return true;
	case ENTRY_FILE:
		if (force)
			return true;
		complain(dir, name, "already exists; --force replaces it", NULL);
		break;
	case ENTRY_OTHER:
		complain(dir, name, "cannot write", "exists and is not a regular file");
		break;
	case ENTRY_UNKNOWN:
		complain(dir, name, "cannot write", file_fault(errno));
		break;
	}
	return false;
}

static int create_temp(const struct output_dir *dir, struct output_file *file)
{
	static unsigned int serial;
	int fd;

	do {
		snprintf(file->temp, sizeof(file->temp), ".gopx-%ld-%u.tmp",
			 process_number(), serial++);
		fd = folder_create(dir->fd, file->temp, file->name);
	} while (fd < 0 && errno == EEXIST);
	return fd;
}

static bool stage(const struct output_dir *dir, struct output_file *file)
{
	int fd = create_temp(dir, file);

	if (fd < 0)
		return false;
	file->state = OUTPUT_STAGED;
	if (file_write(fd, file->bytes))
		return file_sync_and_close(fd);
	file_close(fd);
	return false;
}

static bool publish(const struct output_dir *dir, struct output_file *file, bool force)
{
	if (folder_rename_new(dir->fd, file->temp, file->name)) {
		file->state = OUTPUT_ADDED;
		return true;
	}
	if (errno != EEXIST || !force)
		return false;
	if (folder_exchange(dir->fd, file->temp, file->name)) {
		file->state = OUTPUT_SWAPPED;
		return true;
	}
	if (errno != ENOSYS || !folder_rename_over(dir->fd, file->temp, file->name))
		return false;
	file->state = OUTPUT_REPLACED;
	return true;
}

static void undo(const struct output_dir *dir, struct output_file *file)
{
	if (file->state == OUTPUT_STAGED)
		folder_remove(dir->fd, file->temp);
	else if (file->state == OUTPUT_ADDED)
		folder_remove(dir->fd, file->name);
	else if (file->state == OUTPUT_SWAPPED)
		folder_rename_over(dir->fd, file->temp, file->name);
	else if (file->state == OUTPUT_REPLACED)
		complain(dir, file->name,
			 "the new file is in place, and the old one is lost", NULL);
	file->state = OUTPUT_NONE;
}

static bool write_all(struct output_dir *dir, struct output_file *files, size_t count,
		      bool force)
{
	size_t i;

	for (i = 0; i < count && stage(dir, &files[i]); i++)
		;
	if (i == count) {
		for (i = 0; i < count && publish(dir, &files[i], force); i++)
			;
	}
	if (i < count) {
		complain(dir, files[i].name, "cannot write", file_fault(errno));
		for (i = count; i-- > 0;)
			undo(dir, &files[i]);
		return false;
	}
	for (i = 0; i < count; i++) {
		if (files[i].state == OUTPUT_SWAPPED)
			folder_remove(dir->fd, files[i].temp);
	}
	return true;
}

bool output_write(struct output_dir *dir, struct output_file *files, size_t count,
		  bool force)
{
	bool done = true;

	for (size_t i = 0; i < count; i++)
		done = may_write(dir, files[i].name, force) && done;
	if (!done)
		return false;

	/*
	 * Delay signals that would end or stop the process, so that gopx finishes all
	 * files.
	 */
	process_hold_signals();
	done = write_all(dir, files, count, force);
	if (done && count)
		folder_sync(dir->fd);
	process_take_signals();
	return done;
}
