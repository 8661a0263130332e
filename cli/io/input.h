/* SPDX-License-Identifier: BSD-2-Clause */
/* input.h - the bytes of a file, or of standard input */
#ifndef CLI_IO_INPUT_H
#define CLI_IO_INPUT_H

#include <stdbool.h>

#include <gopx/gopx.h>

struct input {
	const char *path; /* as given, "-" for standard input */
	const char *name; /* for messages */
	struct gopx_bytes bytes;
};

/*
 * Read a file, a pipe, or standard input for "-", to its end, into memory: what is
 * scanned then stays as it was, whatever others do to the file.  False, with a message
 * on standard error and no bytes, when that fails and when there is not a single byte.
 */
bool input_open(struct input *in, const char *path);

/* Whether there is anything of that name. */
bool input_exists(const char *path);

/* Also of one that is closed already, or was never opened. */
void input_close(struct input *in);

#endif /* CLI_IO_INPUT_H */
