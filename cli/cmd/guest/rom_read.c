/* SPDX-License-Identifier: BSD-2-Clause */
/* rom_read.c - gopx rom --list and --extract */
#include "cmd/guest/rom.h"

#include <stdlib.h>
#include <string.h>

#include <gopx/build.h>

#include "show/node.h"
#include "io/report.h"
#include "show/warnings.h"
#include "words/sha256.h"

static void print_image(size_t number, const struct gopx_rom_image *image)
{
	printf("%zu: %04x:%04x, class %06x, %zu bytes, ", number, image->vendor,
	       image->device, (unsigned int)image->class_code, image->bytes.size);
	if (!image->efi && image->code_type)
		printf("code type 0x%02x", image->code_type);
	else if (!image->efi)
		printf("legacy");
	else
		printf("UEFI driver for %s%s, %zu bytes at 0x%zx, sha256 %s",
		       machine_name(image->machine).text,
		       image->compressed ? ", compressed" : "", image->body.size,
		       (size_t)(image->body.data - image->bytes.data),
		       sha256_of(image->body).text);
	printf("%s\n", image->last ? ", last" : "");
}

/* Find the first image.  It starts at 0 in a ROM file, and anywhere in a flash dump. */
enum exit_status rom_list(const struct input *in)
{
	struct gopx_rom_image image = { 0 };
	enum gopx_status status = GOPX_OK;
	size_t offset = 0, count = 0;

	while (offset < in->bytes.size && !image.last && status == GOPX_OK) {
		status = gopx_rom_next(in->bytes, &offset, &image);
		if (status == GOPX_OK)
			print_image(++count, &image);
	}
	if (status == GOPX_E_TRUNCATED)
		report(in->name, "cut off: image %zu has no end", count + 1);
	else if (count == 0)
		report(in->name, "not an option ROM");
	else if (!image.last)
		report(in->name, "no image is marked as the last");
	return count && status != GOPX_E_TRUNCATED ? EXIT_FOUND : EXIT_NOT_FOUND;
}

/* The executables in images of option ROMs, each once. */
static size_t collect_drivers(const struct gopx_node *root, struct output_file *files,
			      size_t most)
{
	const struct gopx_node *n = root;
	size_t count = 0;

	while (n && count < most) {
		const struct gopx_node *parent = gopx_node_parent(n);

		if (parent && gopx_node_kind(n) == GOPX_NODE_PE &&
		    gopx_node_kind(parent) == GOPX_NODE_OPTION_ROM) {
			struct output_file *file = &files[count++];

			file->bytes = gopx_node_bytes(n);
			snprintf(file->name, sizeof(file->name), "Driver-%zu.efi", count);
		}
		n = gopx_node_following(n, NULL);
	}
	return count;
}

#define DRIVERS_MAX 256

enum exit_status rom_extract(struct work *work, const struct scanned *image)
{
	enum exit_status status = EXIT_NOT_FOUND;
	struct output_file *files = need_memory(NULL, DRIVERS_MAX * sizeof(*files));
	size_t count;

	memset(files, 0, DRIVERS_MAX * sizeof(*files));
	count = collect_drivers(gopx_root(image->scan), files, DRIVERS_MAX);
	if (!count) {
		report(image->input.name, "has no option ROM with a UEFI driver");
		warn_about(image, WARN_OF_CLOSED);
	} else if (!delivery_write(&work->output, files, count)) {
		status = EXIT_TROUBLE;
	} else {
		delivery_print(&work->output, files, count);
		status = EXIT_FOUND;
	}
	free(files);
	return status;
}
