/* SPDX-License-Identifier: BSD-2-Clause */
/* input.h - the bytes of a file, or of standard input */
#ifndef CLI_INPUT_H
#define CLI_INPUT_H

#include <stdbool.h>

#include <gopx/gopx.h>

struct input {
	const char *path; /* as given, "-" for standard input */
	const char *name; /* for messages */
	struct gopx_bytes bytes;
	bool mapped;
};

/*
 * Map a regular file; read a pipe, or standard input for "-", to its end.
 * False, with a message on standard error and nothing to close, when that
 * cannot be, and when there is not a single byte.
 *
 * The program ends with a message when a mapped file shrinks under it.
 */
bool input_open(struct input *in, const char *path);

void input_close(struct input *in);

#endif /* CLI_INPUT_H */
