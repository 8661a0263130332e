/* SPDX-License-Identifier: BSD-2-Clause */
/* input.c - the bytes of a file, or of standard input */
#include "io/input.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "io/report.h"
#include "io/system/file.h"
#include "io/system/memory.h"

#define READ_FIRST ((size_t)1 << 20)

/* The reason why there are no bytes; free it. */
static char *because(const char *what, int fault)
{
	size_t size = strlen(what) + 256;
	char *why = need_memory(NULL, size);

	snprintf(why, size, "%s%s%s", what, fault ? ": " : "",
		 fault ? file_fault(fault) : "");
	return why;
}

static char *too_large(void)
{
	char what[64];

	snprintf(what, sizeof(what), "too large: the limit is %" PRIu64 " GiB",
		 INPUT_MAX >> 30);
	return because(what, 0);
}

static char *take_bytes(struct input *in, uint8_t *data, size_t size, int fault)
{
	if (!fault && size > 0 && size <= INPUT_MAX) {
		in->bytes = (struct gopx_bytes){ data, size };
		return NULL;
	}
	free(data);
	if (fault)
		return because("cannot read", fault);
	return size ? too_large() : because("is empty", 0);
}

/* Read to the end.  The buffer starts with room for 'first' bytes, and one more to detect
 * the end. */
static char *read_all(struct input *in, int fd, size_t first)
{
	size_t room = first + 1;
	uint8_t *data = memory_to_fill(room);
	size_t size = 0;
	ptrdiff_t got;

	if (!data)
		return because("cannot read", ENOMEM);
	do {
		if (size == room) {
			room *= 2;
			data = need_memory(data, room);
		}
		got = file_read(fd, data + size, room - size);
		size += got > 0 ? (size_t)got : 0;
	} while (size <= INPUT_MAX && got > 0);
	return take_bytes(in, data, size, got < 0 ? errno : 0);
}

/* Returns NULL if a file of this kind may be read, else the reason. */
static char *may_read(enum file_kind kind)
{
	if (kind == FILE_REGULAR || kind == FILE_PIPE || kind == FILE_FLASH_CHIP)
		return NULL;
	if (kind == FILE_FOLDER)
		return because(
		    "is a folder, not an image; gopx scan -r reads the files in it", 0);
	return because("is not a regular file; to read a device, pipe it into '-'", 0);
}

/* Returns -1 and sets *why. */
static int standard_input(char **why)
{
	static bool used;

	if (used)
		*why = because("can be read only once", 0);
	else if (file_is_terminal(FILE_STDIN))
		*why = because("is a terminal; pipe a firmware image into the command",
			       0);
	used = true;
	return *why ? -1 : FILE_STDIN;
}

int input_find(const char *path, char **why)
{
	struct file_facts facts;
	int fd;

	*why = NULL;
	if (!strcmp(path, "-"))
		return standard_input(why);
	/* Opening a device may have an effect: a watchdog starts, a tape rewinds. */
	if (file_facts_at(path, &facts))
		*why = may_read(facts.kind);
	if (*why)
		return -1;
	fd = file_open(path);
	if (fd < 0)
		*why = because("cannot open", errno);
	return fd;
}

char *input_read(struct input *in, int fd)
{
	bool is_stream = !strcmp(in->path, "-");
	struct file_facts facts;
	char *why;

	if (is_stream)
		return read_all(in, fd, READ_FIRST);
	if (!file_facts(fd, &facts))
		return because("cannot read", errno);
	why = may_read(facts.kind);
	if (why)
		return why;
	if (facts.size > INPUT_MAX)
		return too_large();
	/* Some files of /proc and /sys have size 0, but content when read. */
	if (facts.kind != FILE_REGULAR || facts.size == 0)
		return read_all(in, fd, READ_FIRST);
	return read_all(in, fd, (size_t)facts.size);
}

void input_name(struct input *in, const char *path)
{
	*in = (struct input){ .path = path, .name = path };
	if (!strcmp(path, "-"))
		in->name = "standard input";
}

char *input_load(struct input *in)
{
	char *why;
	int fd = input_find(in->path, &why);

	if (fd < 0)
		return why;
	why = input_read(in, fd);
	if (fd != FILE_STDIN)
		file_close(fd);
	return why;
}

bool input_exists(const char *path)
{
	return file_exists(path);
}

bool input_starts(const char *path, size_t at, struct gopx_bytes bytes)
{
	struct file_facts facts;
	uint8_t start[64] = { 0 };
	int fd;

	if (!file_facts_at(path, &facts) || facts.kind != FILE_REGULAR)
		return false;
	fd = file_open(path);
	if (fd < 0)
		return true;
	(void)file_read(fd, start, sizeof(start));
	file_close(fd);
	return at + bytes.size <= sizeof(start) &&
	       !memcmp(start + at, bytes.data, bytes.size);
}

void input_close(struct input *in)
{
	free((void *)(uintptr_t)in->bytes.data);
	in->bytes = (struct gopx_bytes){ NULL, 0 };
	free(in->own_path);
	in->own_path = NULL;
}
