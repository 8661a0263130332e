/* SPDX-License-Identifier: BSD-2-Clause */
/* rom_read.c - gopx rom --list and --extract, and its words */
#include "cmd/guest/rom.h"

#include <stdlib.h>
#include <string.h>

#include <gopx/build.h>

#include "scan/image.h"
#include "scan/scans.h"
#include "show/node.h"
#include "io/report.h"
#include "io/sandbox.h"
#include "show/notes.h"
#include "words/sha256.h"

static void print_image(size_t number, const struct gopx_rom_image *image)
{
	printf("%zu: %04x:%04x, class %06x, %zu bytes, %s", number, image->vendor,
	       image->device, (unsigned int)image->class_code, image->bytes.size,
	       image->efi ? "UEFI driver" : "legacy");
	if (image->efi)
		printf(" for %s%s, %zu bytes at 0x%zx, sha256 %s",
		       machine_name(image->machine).text,
		       image->compressed ? ", compressed" : "", image->body.size,
		       (size_t)(image->body.data - image->bytes.data),
		       sha256_of(image->body).text);
	printf("%s\n", image->last ? ", last" : "");
}

/* Where the first image starts: dumps of flash have ROMs anywhere, files at 0. */
enum exit_status rom_list(const struct rom_values *values)
{
	struct gopx_rom_image image = { 0 };
	enum gopx_status status = GOPX_OK;
	size_t offset = 0, count = 0;
	struct input in;

	if (!input_open(&in, values->list))
		return EXIT_TROUBLE;
	sandbox_enter(&values->parts.shared, NULL, 1);
	while (offset < in.bytes.size && !image.last && status == GOPX_OK) {
		status = gopx_rom_next(in.bytes, &offset, &image);
		if (status == GOPX_OK)
			print_image(++count, &image);
	}
	if (status == GOPX_E_TRUNCATED)
		report(in.name, "cut off: image %zu has no end", count + 1);
	else if (count == 0)
		report(in.name, "not an option ROM");
	else if (!image.last)
		report(in.name, "no image is marked as the last");
	input_close(&in);
	return count && status != GOPX_E_TRUNCATED ? EXIT_FOUND : EXIT_NOT_FOUND;
}

/* Executables that the scan found in option ROM images, each once. */
static size_t collect_drivers(const struct gopx_node *root, struct output_file *files,
			      size_t most)
{
	const struct gopx_node *n = root;
	size_t count = 0;

	while (n && count < most) {
		const struct gopx_node *parent = gopx_node_parent(n);

		if (parent && !strcmp(gopx_node_type(n), "pe") &&
		    !strcmp(gopx_node_type(parent), "option-rom")) {
			struct output_file *file = &files[count++];

			file->bytes = gopx_node_bytes(n);
			snprintf(file->name, sizeof(file->name), "Driver-%zu.efi", count);
		}
		n = node_following(n, NULL);
	}
	return count;
}

#define DRIVERS_MAX 256

static enum exit_status write_drivers(const struct rom_values *values,
				      struct output_dir *dir, const struct image *image)
{
	enum exit_status status = EXIT_NOT_FOUND;
	struct output_file *files = need_memory(NULL, DRIVERS_MAX * sizeof(*files));
	size_t count;

	memset(files, 0, DRIVERS_MAX * sizeof(*files));
	count = collect_drivers(gopx_root(image->scan), files, DRIVERS_MAX);
	if (!count) {
		report(image->input.name, "no UEFI driver in an option ROM here");
		image_notes(image, true);
	} else if (!output_write(dir, files, count, values->force)) {
		status = EXIT_TROUBLE;
	} else {
		output_print(dir, files, count);
		status = EXIT_FOUND;
	}
	free(files);
	return status;
}

enum exit_status rom_extract(const struct rom_values *values)
{
	enum exit_status status = EXIT_TROUBLE;
	struct output_dir dir;
	struct image image;

	if (!output_dir_open(&dir, values->output ? values->output : "."))
		return EXIT_TROUBLE;
	if (image_open(&image, values->extract)) {
		sandbox_enter(&values->parts.shared, &dir, 1);
		if (image_scan(&image, &values->parts.shared.limits))
			status = write_drivers(values, &dir, &image);
	}
	image_close(&image);
	output_dir_close(&dir);
	return status;
}
