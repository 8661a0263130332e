/* SPDX-License-Identifier: BSD-2-Clause */
/* input.h - the bytes of a file, or of standard input */
#ifndef CLI_IO_INPUT_H
#define CLI_IO_INPUT_H

#include <stdbool.h>
#include <stdint.h>

#include <gopx/gopx.h>

/* No firmware is near this; a disk image named by mistake is above it. */
#define INPUT_MAX ((uint64_t)2 << 30)

struct input {
	const char *path; /* as given, "-" for standard input */
	const char *name; /* for messages */
	struct gopx_bytes bytes;
	char *own_path; /* NULL, or 'path', to be freed with the input */
};

/*
 * Read a file, a pipe, or standard input for "-", to its end, into memory: what is
 * scanned then stays as it was, whatever others do to the file.  False, with a message
 * on standard error and no bytes, when that fails and when there is not a single byte.
 */
bool input_open(struct input *in, const char *path);

/*
 * The same in steps, for those who report later.  input_name() has no bytes yet;
 * input_load() finds and reads; input_find() returns a descriptor, or -1 and why not;
 * input_read() reads it to its end.  What is wrong is a text to be freed, or NULL.
 */
void input_name(struct input *in, const char *path);
char *input_load(struct input *in);
int input_find(const char *path, char **why);
char *input_read(struct input *in, int fd);

/* Whether there is anything of that name. */
bool input_exists(const char *path);

/* Also of one that is closed already, or was never opened. */
void input_close(struct input *in);

#endif /* CLI_IO_INPUT_H */
