/* SPDX-License-Identifier: BSD-2-Clause */
/* host.h - reading a host: sysfs, procfs and installed files below a root */
#ifndef CLI_IO_HOST_H
#define CLI_IO_HOST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A folder that stands for the root of the host. */
struct host {
	const char *root;
};

struct host_text {
	char text[4096];
};

/* The first line of a file below the root; false when it cannot be read. */
bool host_line(const struct host *host, const char *path, struct host_text *out);

/* All of its lines, with commas between; false when there is nothing in it. */
bool host_lines(const struct host *host, const char *path, struct host_text *out);

/* The number in it, as sysfs writes them: 0x8086. */
bool host_number(const struct host *host, const char *path, uint32_t *out);

bool host_exists(const struct host *host, const char *path);

/* The last part of where a link leads. */
bool host_link(const struct host *host, const char *path, struct host_text *out);

/* The names in a folder, in order, with blanks between; their count. */
size_t host_names(const struct host *host, const char *path, struct host_text *out);

/* 'size' bytes of a file at an offset. */
bool host_bytes(const struct host *host, const char *path, long offset, void *out,
		size_t size);

/* What follows the first occurrence of these words in a file, up to the line's end. */
bool host_phrase(const struct host *host, const char *path, const char *words,
		 struct host_text *out);

/* The version of a package that dpkg has installed; false when it has none. */
bool host_package(const struct host *host, const char *name, struct host_text *version);

/* The word of the kernel's command line that starts so: what follows in it. */
bool host_told_value(const struct host *host, const char *start, struct host_text *out);

/* True when this value is among those, which have commas between. */
bool host_told(const struct host *host, const char *start, const char *value);

/* The major number of the running Linux; 0 when it cannot be read. */
unsigned int host_linux(const struct host *host);

/* True when proc/iomem has the words inside a resource of that name. */
bool host_memory_has(const struct host *host, const char *resource, const char *words);

#define HOST_GPU "sys/bus/pci/devices/0000:00:02.0/"

#endif /* CLI_IO_HOST_H */
