/* SPDX-License-Identifier: BSD-2-Clause */
/* host.h - reading a host: sysfs, procfs and installed files below a root */
#ifndef CLI_IO_HOST_H
#define CLI_IO_HOST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct host {
	const char *root; /* folder with the host's files; "": this machine's / */
};

struct host_text {
	char text[4096];
};

/*
 * False on systems where gopx does not read the hardware.  On these systems all functions
 * of this file fail.
 */
bool host_is_read(void);

/* The first line of a file below the root; false when it cannot be read. */
bool host_line(const struct host *host, const char *path, struct host_text *out);

/* All lines of a file, joined by commas; false if the file is empty. */
bool host_lines(const struct host *host, const char *path, struct host_text *out);

/* Read the number in a file of sysfs, such as 0x8086. */
bool host_number(const struct host *host, const char *path, uint32_t *out);

bool host_exists(const struct host *host, const char *path);

/* The last part of a link's target. */
bool host_link(const struct host *host, const char *path, struct host_text *out);

/* The names in a folder, in order and separated by blanks; returns their count. */
size_t host_names(const struct host *host, const char *path, struct host_text *out);

/* Read 'size' bytes of a file from 'offset' on. */
bool host_bytes(const struct host *host, const char *path, long offset, void *out,
		size_t size);

/*
 * The text that follows the first occurrence of 'words' in a file, up to the end of the
 * line.
 */
bool host_phrase(const struct host *host, const char *path, const char *words,
		 struct host_text *out);

/* The version of an installed package, from dpkg; false if it is not installed. */
bool host_package(const struct host *host, const char *name, struct host_text *version);

/*
 * The value of a parameter of the kernel's command line: the text after 'start' in the
 * first word that begins with 'start'.
 */
bool host_told_value(const struct host *host, const char *start, struct host_text *out);

/* True if the comma-separated list contains the value. */
bool host_told(const struct host *host, const char *start, const char *value);

/* The major version of the running Linux; 0 if it cannot be read. */
unsigned int host_linux(const struct host *host);

/* True if proc/iomem has a line with 'words' inside the resource 'resource'. */
bool host_memory_has(const struct host *host, const char *resource, const char *words);

#define HOST_GPU "sys/bus/pci/devices/0000:00:02.0/"

#endif /* CLI_IO_HOST_H */
