/* SPDX-License-Identifier: BSD-2-Clause */
/* output.c - files written whole or not at all */
#include "io/output.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "io/report.h"
#include "words/sha256.h"
#include "words/terminal.h"

static bool open_dir(struct output_dir *dir, const char *path)
{
	dir->fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (dir->fd >= 0)
		return true;
	if (errno == ENOTDIR)
		report(path, "is not a folder");
	else
		report(path, "cannot open the folder: %s", strerror(errno));
	output_dir_close(dir);
	return false;
}

/* Remove the folder when the other end of the pipe is closed, by whatever. */
static _Noreturn void keep(const char *path, const int ends[2])
{
	sigset_t all;
	ssize_t got;
	char byte;

	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, NULL);
	close(STDIN_FILENO);
	close(STDOUT_FILENO);
	close(STDERR_FILENO);
	close(ends[1]);
	do {
		got = read(ends[0], &byte, 1);
	} while (got > 0 || (got < 0 && errno == EINTR));
	/* Fails when something is in it, as it should. */
	rmdir(path);
	_exit(0);
}

/* In the sandbox nobody may remove the folder: a process outside does. */
static void start_keeper(struct output_dir *dir)
{
	int ends[2];

	if (pipe2(ends, O_CLOEXEC))
		return;
	dir->keeper_pid = fork();
	if (dir->keeper_pid == 0)
		keep(dir->path, ends);
	close(ends[0]);
	if (dir->keeper_pid > 0)
		dir->keeper = ends[1];
	else
		close(ends[1]);
}

static void end_keeper(struct output_dir *dir)
{
	close(dir->keeper);
	while (waitpid(dir->keeper_pid, NULL, 0) < 0 && errno == EINTR)
		;
	dir->keeper = 0;
}

/* Who asks for standard output where files alone are written wants no file "-". */
static bool is_standard_output(const char *path)
{
	if (strcmp(path, "-") != 0)
		return false;
	report(path, "files alone are written here; ./- is one of that name");
	return true;
}

bool output_dir_open(struct output_dir *dir, const char *path)
{
	*dir = (struct output_dir){ .fd = -1, .path = path };
	if (is_standard_output(path))
		return false;
	if (mkdir(path, 0777) == 0) {
		start_keeper(dir);
	} else if (errno != EEXIST) {
		report(path, "cannot create the folder: %s", strerror(errno));
		return false;
	}
	return open_dir(dir, path);
}

bool output_target_open(struct output_target *target, const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;

	*target = (struct output_target){ .dir = { .fd = -1 } };
	if (is_standard_output(path))
		return false;
	if (!*name || strlen(name) >= sizeof(target->name)) {
		report(path, "is not the name of a file");
		return false;
	}
	snprintf(target->name, sizeof(target->name), "%s", name);
	target->folder = strdup(slash == path ? "/" : slash ? path : ".");
	if (!target->folder) {
		report(path, "%s", strerror(ENOMEM));
		return false;
	}
	if (slash && slash != path)
		target->folder[slash - path] = '\0';
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
		close(dir->fd);
	dir->fd = -1;
	if (dir->keeper)
		end_keeper(dir);
}

char *output_path(const struct output_dir *dir, const char *name)
{
	const char *folder = strcmp(dir->path, ".") ? dir->path : "";
	size_t len = strlen(folder);
	size_t size = len + strlen(name) + 2;
	char *path = need_memory(NULL, size);
	bool slash = len && folder[len - 1] != '/';

	snprintf(path, size, "%s%s%s", folder, slash ? "/" : "", name);
	return path;
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
	struct stat st;

	if (fstatat(dir->fd, name, &st, AT_SYMLINK_NOFOLLOW)) {
		if (errno == ENOENT)
			return true;
		complain(dir, name, "cannot write", strerror(errno));
	} else if (!S_ISREG(st.st_mode) && !S_ISLNK(st.st_mode)) {
		complain(dir, name, "cannot write",
			 "something other than a file is there");
	} else if (!force) {
		complain(dir, name, "already exists; --force replaces it", NULL);
	} else {
		return true;
	}
	return false;
}

static bool write_bytes(int fd, struct gopx_bytes bytes)
{
	while (bytes.size) {
		ssize_t put = write(fd, bytes.data, bytes.size);

		if (put < 0 && errno != EINTR)
			return false;
		if (put > 0) {
			bytes.data += put;
			bytes.size -= (size_t)put;
		}
	}
	return true;
}

/* EINVAL: the file system has nothing to synchronize. */
static bool sync_and_close(int fd)
{
	bool synced = fsync(fd) == 0 || errno == EINVAL;
	int why = errno;

	if (close(fd) == 0 && synced)
		return true;
	if (!synced)
		errno = why;
	return false;
}

/*
 * Who may read and write what is replaced; by default what the umask leaves.  No output
 * is a program, whatever it replaces.
 */
static bool mode_of_old(const struct output_dir *dir, const char *name, mode_t *mode)
{
	struct stat st;

	if (fstatat(dir->fd, name, &st, AT_SYMLINK_NOFOLLOW) || !S_ISREG(st.st_mode))
		return false;
	*mode = st.st_mode & 0666;
	return true;
}

static int open_temp(const struct output_dir *dir, struct output_file *file)
{
	const int flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
	static unsigned int serial;
	int fd;

	do {
		snprintf(file->temp, sizeof(file->temp), ".gopx-%ld-%u.tmp",
			 (long)getpid(), serial++);
		fd = openat(dir->fd, file->temp, flags, file->mode);
	} while (fd < 0 && errno == EEXIST);
	return fd;
}

static int create_temp(const struct output_dir *dir, struct output_file *file)
{
	mode_t before;
	int fd;

	file->mode = 0666;
	if (!mode_of_old(dir, file->name, &file->mode))
		return open_temp(dir, file);
	before = umask(0);
	fd = open_temp(dir, file);
	umask(before);
	return fd;
}

static bool stage(const struct output_dir *dir, struct output_file *file)
{
	int fd = create_temp(dir, file);

	if (fd < 0)
		return false;
	file->state = OUTPUT_STAGED;
	if (write_bytes(fd, file->bytes))
		return sync_and_close(fd);
	close(fd);
	return false;
}

static bool flags_unknown(void)
{
	return errno == EINVAL || errno == ENOSYS;
}

/* Fails with EEXIST where the name is taken. */
static bool rename_as_new(int dir, const char *from, const char *to)
{
	int fd, why;

	if (renameat2(dir, from, dir, to, RENAME_NOREPLACE) == 0)
		return true;
	if (!flags_unknown())
		return false;
	/* Without the flag (NFS, 9p): take the name with an empty file of ours. */
	fd = openat(dir, to, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
	if (fd < 0)
		return false;
	close(fd);
	if (renameat(dir, from, dir, to) == 0)
		return true;
	why = errno;
	unlinkat(dir, to, 0);
	errno = why;
	return false;
}

static bool publish(const struct output_dir *dir, struct output_file *file, bool force)
{
	if (rename_as_new(dir->fd, file->temp, file->name)) {
		file->state = OUTPUT_ADDED;
		return true;
	}
	if (errno != EEXIST || !force)
		return false;
	if (renameat2(dir->fd, file->temp, dir->fd, file->name, RENAME_EXCHANGE) == 0) {
		file->state = OUTPUT_SWAPPED;
		return true;
	}
	if (!flags_unknown() || renameat(dir->fd, file->temp, dir->fd, file->name))
		return false;
	file->state = OUTPUT_REPLACED;
	return true;
}

static void undo(const struct output_dir *dir, struct output_file *file)
{
	if (file->state == OUTPUT_STAGED)
		unlinkat(dir->fd, file->temp, 0);
	else if (file->state == OUTPUT_ADDED)
		unlinkat(dir->fd, file->name, 0);
	else if (file->state == OUTPUT_SWAPPED)
		renameat(dir->fd, file->temp, dir->fd, file->name);
	else if (file->state == OUTPUT_REPLACED)
		complain(dir, file->name, "is new, and the old one is gone", NULL);
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
		complain(dir, files[i].name, "cannot write", strerror(errno));
		for (i = count; i-- > 0;)
			undo(dir, &files[i]);
		return false;
	}
	for (i = 0; i < count; i++) {
		if (files[i].state == OUTPUT_SWAPPED)
			unlinkat(dir->fd, files[i].temp, 0);
	}
	return true;
}

bool output_write(struct output_dir *dir, struct output_file *files, size_t count,
		  bool force)
{
	sigset_t signals, before;
	bool done = true;

	for (size_t i = 0; i < count; i++)
		done = may_write(dir, files[i].name, force) && done;
	if (!done)
		return false;

	/* Whatever would end or stop us waits until nothing is half done. */
	sigfillset(&signals);
	sigprocmask(SIG_BLOCK, &signals, &before);
	done = write_all(dir, files, count, force);
	if (done && count)
		fsync(dir->fd);
	sigprocmask(SIG_SETMASK, &before, NULL);
	return done;
}
