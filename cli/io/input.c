/* SPDX-License-Identifier: BSD-2-Clause */
/* input.c - the bytes of a file, or of standard input */
#include "io/input.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "words/exit_status.h"
#include "io/report.h"

/* No firmware is near this; a disk image named by mistake is above it. */
#define INPUT_MAX  ((uint64_t)2 << 30)
#define READ_FIRST ((size_t)1 << 20)

static bool too_large(const struct input *in)
{
	report(in->name, "too large: the most is %" PRIu64 " bytes", INPUT_MAX);
	return false;
}

static bool empty(const struct input *in)
{
	report(in->name, "is empty");
	return false;
}

/* Room for 'first' bytes at the start, and one more to see the end with. */
static bool read_all(struct input *in, int fd, size_t first)
{
	size_t room = first + 1;
	uint8_t *data = malloc(room);
	size_t size = 0;
	ssize_t got;

	if (!data) {
		report(in->name, "cannot read: %s", strerror(ENOMEM));
		return false;
	}
	do {
		if (size == room) {
			room *= 2;
			data = need_memory(data, room);
		}
		got = read(fd, data + size, room - size);
		size += got > 0 ? (size_t)got : 0;
	} while (size <= INPUT_MAX && (got > 0 || (got < 0 && errno == EINTR)));

	if (got >= 0 && size > 0 && size <= INPUT_MAX) {
		in->bytes = (struct gopx_bytes){ data, size };
		return true;
	}
	if (got < 0)
		report(in->name, "cannot read: %s", strerror(errno));
	else if (size)
		too_large(in);
	else
		empty(in);
	free(data);
	return false;
}

static bool read_stream(struct input *in, int fd)
{
	return read_all(in, fd, READ_FIRST);
}

static bool read_standard_input(struct input *in)
{
	static bool used;

	in->name = "standard input";
	if (used) {
		report(in->name, "can be read only once");
		return false;
	}
	used = true;
	if (isatty(STDIN_FILENO)) {
		report(in->name, "is a terminal; pipe an image into it");
		return false;
	}
	return read_stream(in, STDIN_FILENO);
}

/* Reading an MTD device has an end and no effect.  90 is MTD_CHAR_MAJOR of Linux. */
static bool is_flash_chip(const struct stat *st)
{
	return S_ISCHR(st->st_mode) && major(st->st_rdev) == 90;
}

/* False after a message. */
static bool may_read(const struct input *in, const struct stat *st)
{
	if (S_ISREG(st->st_mode) || S_ISFIFO(st->st_mode) || is_flash_chip(st))
		return true;
	if (S_ISDIR(st->st_mode))
		report(in->name, "is a folder, not an image");
	else
		report(in->name,
		       "is not a regular file; to read a device, pipe it into '-'");
	return false;
}

static bool read_file(struct input *in, int fd)
{
	struct stat st;

	if (fstat(fd, &st)) {
		report(in->name, "cannot read: %s", strerror(errno));
		return false;
	}
	if (!may_read(in, &st))
		return false;
	if (!S_ISREG(st.st_mode))
		return read_stream(in, fd);
	/* Some files of /proc and /sys are empty only until they are read. */
	if (st.st_size == 0)
		return read_stream(in, fd);
	if ((uint64_t)st.st_size > INPUT_MAX)
		return too_large(in);
	return read_all(in, fd, (size_t)st.st_size);
}

bool input_open(struct input *in, const char *path)
{
	struct stat st;
	bool done;
	int fd;

	*in = (struct input){ .path = path, .name = path };
	if (!strcmp(path, "-"))
		return read_standard_input(in);
	/* A device may do things when it is opened: a watchdog starts, a tape rewinds. */
	if (stat(path, &st) == 0 && !may_read(in, &st))
		return false;
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (fd < 0) {
		report(in->name, "cannot open: %s", strerror(errno));
		return false;
	}
	done = read_file(in, fd);
	close(fd);
	return done;
}

bool input_exists(const char *path)
{
	return access(path, F_OK) == 0;
}

void input_close(struct input *in)
{
	free((void *)(uintptr_t)in->bytes.data);
	in->bytes = (struct gopx_bytes){ NULL, 0 };
}
