/* SPDX-License-Identifier: BSD-2-Clause */
/* rom.h - the options of gopx rom, and its two other tasks */
#ifndef CLI_GUEST_ROM_H
#define CLI_GUEST_ROM_H

#include "cmd/guest/parts.h"

struct rom_values {
	struct parts_values parts;
	const char *output, *list, *extract;
};

/* List the images of a ROM, one per line. */
enum exit_status rom_list(const struct input *in);

/* Write each driver of an image to a file; compressed ones are unpacked. */
enum exit_status rom_extract(struct work *work, const struct scanned *image);

#endif /* CLI_GUEST_ROM_H */
