/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * file.h - files by their descriptor numbers
 *
 * On failure, errno has the reason.
 */
#ifndef CLI_IO_SYSTEM_FILE_H
#define CLI_IO_SYSTEM_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <gopx/gopx.h>

enum { FILE_STDIN, FILE_STDOUT, FILE_STDERR };

enum file_kind {
	FILE_REGULAR,
	FILE_FOLDER,
	FILE_PIPE,
	FILE_SOCKET,
	FILE_FLASH_CHIP, /* reading it has an end and no side effects */
	FILE_OTHER
};

struct file_facts {
	enum file_kind kind;
	uint64_t size;
	uint64_t disk, number; /* equal for two names of one file */
};

bool file_facts(int fd, struct file_facts *out);

/*
 * Get facts about a file without opening it.  file_facts_at() follows links;
 * file_facts_of_name() describes the link itself.
 */
bool file_facts_at(const char *path, struct file_facts *out);
bool file_facts_of_name(const char *path, struct file_facts *out);

bool file_is_same(const struct file_facts *a, const struct file_facts *b);

bool file_exists(const char *path);

/* Open for reading.  Below 0 on failure. */
int file_open(const char *path);

/* Open for reading lines, each with '\n' at its end; NULL on failure. */
FILE *file_open_lines(const char *path);

/* Open standard input for reading lines; NULL on failure. */
FILE *file_stdin_lines(void);

/* Read up to 'size' bytes.  Returns their number; 0 at the end, below 0 on failure. */
ptrdiff_t file_read(int fd, void *to, size_t size);

bool file_close(int fd);

/* Write all bytes. */
bool file_write(int fd, struct gopx_bytes bytes);

/* Write all bytes and '\n', with one call if the system can. */
bool file_write_line(int fd, struct gopx_bytes bytes);

/* Write the data to the disk, if the file system supports that, and close the file. */
bool file_sync_and_close(int fd);

bool file_is_terminal(int fd);

/* True for a terminal that obeys control sequences for colours and for the cursor. */
bool file_is_drawn_on(int fd);

/* The meaning of a value of errno, as text. */
const char *file_fault(int fault);

#endif /* CLI_IO_SYSTEM_FILE_H */
