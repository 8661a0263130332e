/* SPDX-License-Identifier: BSD-2-Clause */
/* graphics.c - read the IDs of the graphics device in the running machine */
#include "io/graphics.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "io/report.h"

#define FOLDER "/sys/bus/pci/devices/0000:00:02.0/"
#define BRIDGE "/sys/bus/pci/devices/0000:00:1f.0/"

/* "0x8086" and a line break, as sysfs writes it. */
static bool parse(const char *line, uint16_t *out)
{
	static const char digits[] = "0123456789abcdefABCDEF";
	size_t len = strncmp(line, "0x", 2) ? 0 : strspn(line + 2, digits);

	if (len == 0 || len > 4 || line[2 + len] != '\n')
		return false;
	*out = (uint16_t)strtoul(line, NULL, 16);
	return true;
}

static bool read_attribute(const char *who, const char *sysroot, const char *name,
			   uint16_t *out)
{
	char path[PATH_MAX], line[16] = "";
	FILE *file;
	bool done;

	snprintf(path, sizeof(path), "%s" FOLDER "%s", sysroot, name);
	file = fopen(path, "re");
	if (!file) {
		report(who, "--device auto: cannot open %s: %s", path, strerror(errno));
		return false;
	}
	done = fgets(line, sizeof(line), file) && parse(line, out);
	fclose(file);
	if (!done)
		report(who, "--device auto: %s does not hold a number", path);
	return done;
}

bool graphics_read(const char *who, const char *sysroot, uint16_t *vendor,
		   uint16_t *device)
{
	return read_attribute(who, sysroot, "vendor", vendor) &&
	       read_attribute(who, sysroot, "device", device);
}

uint16_t graphics_bridge(const char *sysroot)
{
	char path[PATH_MAX], line[16] = "";
	uint16_t device = 0;
	FILE *file;

	snprintf(path, sizeof(path), "%s" BRIDGE "device", sysroot);
	file = fopen(path, "re");
	if (!file)
		return 0;
	if (!fgets(line, sizeof(line), file) || !parse(line, &device))
		device = 0;
	fclose(file);
	return device;
}
