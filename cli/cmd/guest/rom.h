/* SPDX-License-Identifier: BSD-2-Clause */
/* rom.h - what gopx rom was asked for, and its two other tasks */
#ifndef CLI_GUEST_ROM_H
#define CLI_GUEST_ROM_H

#include "cmd/guest/parts.h"

struct rom_values {
	struct parts_values parts;
	const char *output, *list, *extract;
};

/* The images of a ROM, a line each. */
enum exit_status rom_list(const struct input *in);

/* The drivers in an image, each a file; packed ones are unpacked. */
enum exit_status rom_extract(struct work *work, const struct scanned *image);

#endif /* CLI_GUEST_ROM_H */
