/* SPDX-License-Identifier: BSD-2-Clause */
/* rom.h - what gopx rom was asked for, and its two other tasks */
#ifndef CLI_ROM_H
#define CLI_ROM_H

#include "output.h"
#include "parts.h"

struct pci_ids {
	uint16_t vendor, device;
};

struct rom_values {
	struct parts_values parts;
	const char *output, *device, *list, *extract;
	bool force;
	struct pci_ids ids;
};

/* "8086:3e9b", or NULL for 8086:ffff.  False for anything else. */
bool rom_ids_parse(const char *text, struct pci_ids *ids);

/* The images of values->list, a line each. */
enum exit_status rom_list(const struct rom_values *values);

/* The drivers of values->extract, each a file; packed ones are unpacked. */
enum exit_status rom_extract(const struct rom_values *values);

#endif /* CLI_ROM_H */
