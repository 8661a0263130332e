/* SPDX-License-Identifier: BSD-2-Clause */
/* cmd_map.c - gopx map */
#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "scan/images.h"
#include "cmd/map/map.h"
#include "io/output.h"
#include "io/streams.h"
#include "io/report.h"
#include "io/sandbox.h"
#include "args/shared.h"
#include "show/notes.h"
#include "words/svg.h"

struct map_values {
	struct shared_values shared;
	const char *output;
	bool force;
	bool strict;
	struct output_target target;
};

#define AT(member) offsetof(struct map_values, member)

static const struct option options[] = {
	{ "output", 'o', OPTION_TEXT, AT(output), "FILE",
	  "an .svg or .html file; - for standard output" },
	{ "force", 0, OPTION_FLAG, AT(force), NULL, "replace a file that exists" },
	{ "strict", 0, OPTION_FLAG, AT(strict), NULL,
	  "exit 3 when the image is damaged or not seen whole" },
};

const struct option_table map_options = { "Options", options,
					  sizeof(options) / sizeof(*options) };

static bool ends_in(const char *s, const char *end)
{
	size_t len = strlen(s);

	return len > strlen(end) && !strcmp(s + len - strlen(end), end);
}

/* The picture, alone or on a page of its own. */
static void print_map(const struct image *image, bool page, FILE *to)
{
	struct map map;

	map_collect(&map, image->scan);
	if (page) {
		fputs("<!DOCTYPE html>\n<html lang=\"en\">\n<meta "
		      "charset=\"utf-8\">\n<title>",
		      to);
		svg_put(to, image->input.name);
		fputs("</title>\n<style>body{margin:0;background:#fff}</style>\n", to);
	}
	map_draw(&map, image, to);
	if (page)
		fputs("</html>\n", to);
	map_free(&map);
}

/* Both free with free(). */
static struct gopx_bytes make_map(const struct image *image, bool page)
{
	char *text = NULL;
	size_t size = 0;
	FILE *to = open_memstream(&text, &size);

	if (!to || (print_map(image, page, to), fclose(to)))
		out_of_memory();
	return (struct gopx_bytes){ (const uint8_t *)text, size };
}

static bool deliver(struct map_values *values, struct gopx_bytes picture)
{
	if (!strcmp(values->output, "-")) {
		streams_write(picture);
		return true;
	}
	values->target.file.bytes = picture;
	return output_write(&values->target.dir, &values->target.file, 1, values->force);
}

static enum exit_status map_image(const struct image *image, void *ctx)
{
	struct map_values *values = ctx;
	struct gopx_bytes picture;
	bool done;

	if (!gopx_node_child(gopx_root(image->scan))) {
		report(image->input.name, "nothing of a known form in this file");
		image_notes(image, true);
		return EXIT_NOT_FOUND;
	}
	picture = make_map(image, ends_in(values->output, ".html"));
	done = deliver(values, picture);
	free((void *)(uintptr_t)picture.data);
	if (!done)
		return EXIT_TROUBLE;
	image_notes(image, false);
	return values->strict && image_flawed(image) ? EXIT_DAMAGED : EXIT_FOUND;
}

static const char *contradiction(const struct map_values *values, int files)
{
	if (files != 1)
		return files ? "one FILE at a time"
			     : "which file? 'gopx help map' tells more";
	if (!values->output)
		return "where to? -o map.svg tells";
	if (strcmp(values->output, "-") != 0 && !ends_in(values->output, ".svg") &&
	    !ends_in(values->output, ".html"))
		return "the name of the picture has to end in .svg or .html";
	return NULL;
}

enum exit_status map_run(const struct command *self, int argc, char **argv)
{
	struct operands files = { argc, argv };
	struct map_values values = { 0 };
	enum exit_status status;
	struct images images;
	const char *wrong;
	bool to_file;

	if (!command_begin(self, &files, &values, &status))
		return status;
	wrong = contradiction(&values, files.count);
	if (wrong) {
		report(self->name, "%s", wrong);
		return EXIT_TROUBLE;
	}
	to_file = strcmp(values.output, "-") != 0;
	if (to_file && !output_target_open(&values.target, values.output))
		return EXIT_TROUBLE;
	images_open(&images, &files);
	sandbox_enter(&values.shared, to_file ? &values.target.dir : NULL, images.count);
	status = images_each(&images, &values.shared.limits, map_image, &values);
	if (to_file)
		output_target_close(&values.target);
	return status;
}
