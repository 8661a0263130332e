/* SPDX-License-Identifier: BSD-2-Clause */
/* host.c - the functions that read the machine, for systems where gopx cannot read it */
#include "io/host.h"

#include "io/graphics.h"
#include "io/host_files.h"
#include "io/report.h"

bool host_is_read(void)
{
	return false;
}

static bool none(struct host_text *out)
{
	out->text[0] = '\0';
	return false;
}

bool host_line(const struct host *host, const char *path, struct host_text *out)
{
	(void)host;
	(void)path;
	return none(out);
}

bool host_lines(const struct host *host, const char *path, struct host_text *out)
{
	(void)host;
	(void)path;
	return none(out);
}

bool host_number(const struct host *host, const char *path, uint32_t *out)
{
	(void)host;
	(void)path;
	*out = 0;
	return false;
}

bool host_exists(const struct host *host, const char *path)
{
	(void)host;
	(void)path;
	return false;
}

bool host_link(const struct host *host, const char *path, struct host_text *out)
{
	(void)host;
	(void)path;
	return none(out);
}

size_t host_names(const struct host *host, const char *path, struct host_text *out)
{
	(void)host;
	(void)path;
	return none(out);
}

bool host_bytes(const struct host *host, const char *path, long offset, void *out,
		size_t size)
{
	(void)host;
	(void)path;
	(void)offset;
	(void)out;
	(void)size;
	return false;
}

bool host_phrase(const struct host *host, const char *path, const char *words,
		 struct host_text *out)
{
	(void)host;
	(void)path;
	(void)words;
	return none(out);
}

bool host_package(const struct host *host, const char *name, struct host_text *version)
{
	(void)host;
	(void)name;
	return none(version);
}

bool host_told_value(const struct host *host, const char *start, struct host_text *out)
{
	(void)host;
	(void)start;
	return none(out);
}

bool host_told(const struct host *host, const char *start, const char *value)
{
	(void)host;
	(void)start;
	(void)value;
	return false;
}

unsigned int host_linux(const struct host *host)
{
	(void)host;
	return 0;
}

bool host_memory_has(const struct host *host, const char *resource, const char *words)
{
	(void)host;
	(void)resource;
	(void)words;
	return false;
}

void host_gather(struct host_files *files, const char *sysroot)
{
	(void)sysroot;
	*files = (struct host_files){ NULL, 0 };
	report("--host", "what the machine has is read on Linux only");
}

void host_free(struct host_files *files)
{
	(void)files;
}

bool graphics_read(const char *who, const char *sysroot, uint16_t *vendor,
		   uint16_t *device)
{
	(void)sysroot;
	*vendor = *device = 0;
	report(who, "the device of this machine is read on Linux only; name it");
	return false;
}

uint16_t graphics_bridge(const char *sysroot)
{
	(void)sysroot;
	return 0;
}
