/* SPDX-License-Identifier: BSD-2-Clause */
/* input.h - the bytes of a file, or of standard input */
#ifndef CLI_IO_INPUT_H
#define CLI_IO_INPUT_H

#include <stdbool.h>
#include <stdint.h>

#include <gopx/gopx.h>

/*
 * All firmware is far smaller. The limit refuses disk images that a user gives by
 * mistake.
 */
#define INPUT_MAX ((uint64_t)2 << 30)

struct input {
	const char *path; /* as given, "-" for standard input */
	const char *name; /* the name in messages */
	struct gopx_bytes bytes;
	char *own_path; /* equal to 'path' if the input must free it, else NULL */
};

/* Set the names of an input that has no bytes yet. */
void input_name(struct input *in, const char *path);

/*
 * Read a file, a pipe, or standard input for "-", to its end into memory, so that the
 * bytes stay the same even if others change the file.  Returns NULL, or the reason why
 * the file cannot be read or is empty; free this text.
 */
char *input_load(struct input *in);

/*
 * The two steps of input_load().  input_find() opens a descriptor; on failure it returns
 * -1 and sets *why.  input_read() reads the descriptor to its end.
 */
int input_find(const char *path, char **why);
char *input_read(struct input *in, int fd);

/* True if a file with this path exists. */
bool input_exists(const char *path);

/*
 * True if a regular file has these bytes at 'at', or cannot be read by this user.  They
 * must be within the first 64 bytes.  For a command that only names the file.
 */
bool input_starts(const char *path, size_t at, struct gopx_bytes bytes);

/* Free the bytes.  The input may be closed already, or never opened. */
void input_close(struct input *in);

#endif /* CLI_IO_INPUT_H */
