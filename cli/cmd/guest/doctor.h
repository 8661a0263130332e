/* SPDX-License-Identifier: BSD-2-Clause */
/* doctor.h - what gopx doctor reads of a host, and what it says of that */
#ifndef CLI_GUEST_DOCTOR_H
#define CLI_GUEST_DOCTOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "cmd/guest/config.h"

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

/* The word of the kernel's command line that starts so: what follows in it. */
bool host_told_value(const struct host *host, const char *start, struct host_text *out);

/* True when this value is among those, which have commas between. */
bool host_told(const struct host *host, const char *start, const char *value);

enum verdict { VERDICT_OK, VERDICT_NOTE, VERDICT_MISSING, VERDICT_BREAKS };

/* A line: what was found, and how to mend it (NULL: nothing to mend). */
__attribute__((format(printf, 3, 4))) void
doctor_say(enum verdict verdict, const char *mend, const char *format, ...);

enum verdict verdict_worse(enum verdict a, enum verdict b);

/* Each prints its lines, and gives the worst of them. */
enum verdict doctor_gpu(const struct host *host);
enum verdict doctor_iommu(const struct host *host);
enum verdict doctor_driver(const struct host *host, const char *id);
enum verdict doctor_console(const struct host *host);
enum verdict doctor_guest(const struct host *host, enum gpu_class gpu, bool old_layout);

#define HOST_GPU "sys/bus/pci/devices/0000:00:02.0/"

#endif /* CLI_GUEST_DOCTOR_H */
