/* SPDX-License-Identifier: BSD-2-Clause */
/* cmd_unpack.c - gopx unpack: write the firmware images in a package to files */
#include <stdlib.h>
#include <string.h>

#include "scan/scanned.h"
#include "show/node.h"
#include "io/report.h"
#include "args/shared.h"
#include "show/warnings.h"
#include "cmd/commands.h"
#include "scan/command.h"

/* Largest number of distinct images that are written; a package has two or three. */
#define IMAGES_MAX 256

struct unpack_values {
	struct shared_values shared;
	const char *output;
	bool force;
	bool strict;
};

#define AT(member) offsetof(struct unpack_values, member)

static const struct option options[] = {
	{ "output", 'o', OPTION_TEXT, AT(output), "DIR",
	  "write into DIR, made if missing (.)" },
	{ "force", 0, OPTION_FLAG, AT(force), NULL, "replace files that exist" },
	{ "strict", 0, OPTION_FLAG, AT(strict), NULL,
	  "exit 3 if the package is damaged or only partly scanned" },
};

static const struct option_table own_options = { "Options", options,
						 sizeof(options) / sizeof(*options) };

struct unpacked {
	struct output_file *files;
	size_t count;
	bool more; /* the package has more images than are written */
};

/* True for pieces that firmware tools can open. */
static bool is_firmware(const struct gopx_node *node)
{
	return gopx_node_kind(node) == GOPX_NODE_FLASH_IMAGE ||
	       gopx_node_kind(node) == GOPX_NODE_VOLUME ||
	       gopx_node_kind(node) == GOPX_NODE_IFWI ||
	       gopx_node_kind(node) == GOPX_NODE_CBFS_FILE;
}

static bool holds_firmware(const struct gopx_node *node)
{
	const struct gopx_node *child = gopx_node_child(node);

	while (child && !is_firmware(child))
		child = gopx_node_next(child);
	return child != NULL;
}

/*
 * The image is the whole piece, because flash may have data before the first volume.  In
 * a program, the image is only the range from the first to the last piece of firmware.
 */
static struct gopx_bytes image_in(const struct gopx_node *node)
{
	struct gopx_bytes content = gopx_node_unpacked(node);
	const uint8_t *start = NULL;

	if (!content.size)
		content = gopx_node_body(node);
	if (gopx_node_kind(node) != GOPX_NODE_PE)
		return content;
	for (const struct gopx_node *n = gopx_node_child(node); n;
	     n = gopx_node_next(n)) {
		struct gopx_bytes piece = gopx_node_bytes(n);

		if (!is_firmware(n))
			continue;
		if (!start)
			start = piece.data;
		content.size = (size_t)(piece.data + piece.size - start);
	}
	content.data = start;
	return content;
}

static bool is_known(const struct unpacked *found, struct gopx_bytes bytes)
{
	for (size_t i = 0; i < found->count; i++) {
		struct gopx_bytes other = found->files[i].bytes;

		if (other.size == bytes.size &&
		    !memcmp(other.data, bytes.data, bytes.size))
			return true;
	}
	return false;
}

static void add(struct unpacked *found, struct gopx_bytes bytes)
{
	struct output_file *file = &found->files[found->count];

	if (!bytes.size || is_known(found, bytes))
		return;
	if (found->count == IMAGES_MAX) {
		found->more = true;
		return;
	}
	*file = (struct output_file){ .bytes = bytes };
	snprintf(file->name, sizeof(file->name), "image-%zu.bin", ++found->count);
}

/* Skip the pieces inside an image: they are parts of the image. */
static void collect(struct unpacked *found, const struct gopx_image *scan)
{
	const struct gopx_node *root = gopx_root(scan), *n = root;

	while (n) {
		bool image = n != root && holds_firmware(n);

		if (image)
			add(found, image_in(n));
		n = image || is_firmware(n) ? gopx_node_after(n, NULL)
					    : gopx_node_following(n, NULL);
	}
}

static void say_none(const struct scanned *image)
{
	if (holds_firmware(gopx_root(image->scan)))
		report(image->input.name,
		       "this already is a firmware image; there is nothing to unpack");
	else
		report(image->input.name, "no firmware image in this file");
}

static enum exit_status unpack(struct work *work, const struct scanned *image)
{
	const struct unpack_values *values = work->values;
	struct unpacked found = { 0 };
	enum exit_status status = EXIT_TROUBLE;

	found.files = need_memory(NULL, (IMAGES_MAX + 1) * sizeof(*found.files));
	collect(&found, image->scan);
	if (delivery_write(&work->output, found.files, found.count)) {
		delivery_print(&work->output, found.files, found.count);
		status = EXIT_FOUND;
		if (!found.count) {
			say_none(image);
			status = EXIT_NOT_FOUND;
		}
		if (found.more)
			report(image->input.name, "more images: only %d are written",
			       IMAGES_MAX);
		warn_about(image, found.count ? WARN_OF_FLAWS : WARN_OF_CLOSED);
	}
	free(found.files);
	return scanned_judge(image, values->strict, status);
}

static void request(const void *ctx, const struct operands *operands,
		    struct request *request)
{
	const struct unpack_values *values = ctx;

	request_file(request, operands->words[0], WANTED_EACH);
	request->output = (struct delivery_plan){
		.kind = DELIVER_FOLDER,
		.path = values->output ? values->output : ".",
		.force = values->force,
	};
}

static const struct option_table *const tables[] = { &own_options, &limit_options,
						     &common_options, NULL };

const struct command unpack_command = {
	.name = "unpack",
	.summary = "write the firmware images in a package to files",
	.usage = "[OPTION]... FILE",
	.about = "Writes each distinct firmware image that an update package, installer "
		 "or archive\ncontains, as image-1.bin and so on, for other tools.  FILE "
		 "may be\n"
		 "- (standard input).",
	.options = tables,
	.values_size = sizeof(struct unpack_values),
	.takes = TAKES_FILE,
	.request = request,
	.each = unpack,
};
