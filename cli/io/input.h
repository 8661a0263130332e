/* SPDX-License-Identifier: BSD-2-Clause */
/* input.h - the bytes of a file, or of standard input */
#ifndef CLI_IO_INPUT_H
#define CLI_IO_INPUT_H

#include <stdbool.h>
#include <stdint.h>

#include <gopx/gopx.h>

/* No firmware is nearly as large; a disk image given by mistake is larger. */
#define INPUT_MAX ((uint64_t)2 << 30)

struct input {
	const char *path; /* as given, "-" for standard input */
	const char *name; /* the name in messages */
	struct gopx_bytes bytes;
	char *own_path; /* NULL, or 'path', to be freed with the input */
};

/* Set the names of an input, which has no bytes yet. */
void input_name(struct input *in, const char *path);

/*
 * Read a file, a pipe, or standard input for "-", to its end into memory, so that the
 * bytes stay the same even if others change the file.  Returns NULL, or the reason why
 * that failed or gave no byte, as a text to be freed.
 */
char *input_load(struct input *in);

/*
 * The two steps of input_load(): get a descriptor (-1 and the reason in *why on failure),
 * and read it to its end.
 */
int input_find(const char *path, char **why);
char *input_read(struct input *in, int fd);

/* Whether the name exists. */
bool input_exists(const char *path);

/* Also allowed for an input that is closed or was never opened. */
void input_close(struct input *in);

#endif /* CLI_IO_INPUT_H */
