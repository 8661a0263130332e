/* SPDX-License-Identifier: BSD-2-Clause */
/* cmd_map.c - gopx map */
#include <stdlib.h>
#include <string.h>

#include "cmd/map/map.h"
#include "io/report.h"
#include "io/system/memory.h"
#include "args/shared.h"
#include "show/warnings.h"
#include "words/svg.h"
#include "cmd/commands.h"
#include "scan/command.h"

struct map_values {
	struct shared_values shared;
	const char *output;
	bool force;
	bool strict;
};

#define AT(member) offsetof(struct map_values, member)

static const struct option options[] = {
	{ "output", 'o', OPTION_TEXT, AT(output), "FILE",
	  "an .svg or .html file; - for standard output" },
	{ "force", 0, OPTION_FLAG, AT(force), NULL, "replace an existing file" },
	{ "strict", 0, OPTION_FLAG, AT(strict), NULL,
	  "exit 3 if the image is damaged or only partly scanned" },
};

static const struct option_table own_options = { "Options", options,
						 sizeof(options) / sizeof(*options) };

static bool ends_in(const char *s, const char *end)
{
	size_t len = strlen(s);

	return len > strlen(end) && !strcmp(s + len - strlen(end), end);
}

/* Write the picture, as SVG or inside an HTML page. */
static void print_map(const struct scanned *image, bool page, FILE *to)
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

/* The caller frees both results with free(). */
static struct gopx_bytes make_map(const struct scanned *image, bool page)
{
	struct memory_stream stream;

	memory_stream_open(&stream);
	print_map(image, page, stream.to);
	memory_stream_close(&stream);
	return (struct gopx_bytes){ (const uint8_t *)stream.text, stream.size };
}

static enum exit_status map_image(struct work *work, const struct scanned *image)
{
	const struct map_values *values = work->values;
	struct output_file picture = { .name = "" };
	bool done;

	if (!gopx_node_child(gopx_root(image->scan))) {
		warn_of_nothing(image);
		report(image->input.name, "gopx recognises nothing in this file");
		return EXIT_NOT_FOUND;
	}
	picture.bytes = make_map(image, ends_in(values->output, ".html"));
	done = delivery_write(&work->output, &picture, 1);
	free((void *)(uintptr_t)picture.bytes.data);
	if (!done)
		return EXIT_TROUBLE;
	if (scanned_has(image, GOPX_FINDING_GOP) || scanned_has(image, GOPX_FINDING_VBT))
		warn_about(image, WARN_OF_FLAWS);
	else
		warn_of_nothing(image);
	return scanned_judge(image, values->strict, EXIT_FOUND);
}

static const char *check(void *ctx, const struct operands *operands)
{
	const struct map_values *values = ctx;

	(void)operands;
	if (!values->output)
		return "give the output file: -o map.svg";
	if (strcmp(values->output, "-") != 0 && !ends_in(values->output, ".svg") &&
	    !ends_in(values->output, ".html"))
		return "the name of the picture has to end in .svg or .html";
	return NULL;
}

static void request(const void *ctx, const struct operands *operands,
		    struct request *request)
{
	const struct map_values *values = ctx;
	bool to_file = strcmp(values->output, "-") != 0;

	request_file(request, operands->words[0], WANTED_EACH);
	request->output = (struct delivery_plan){
		.kind = to_file ? DELIVER_FILE : DELIVER_STDOUT,
		.path = values->output,
		.force = values->force,
		.text = true,
	};
}

static const struct option_table *const tables[] = { &own_options, &limit_options,
						     &common_options, NULL };

const struct command map_command = {
	.name = "map",
	.summary = "draw a picture of an image",
	.usage = "-o PICTURE [OPTION]... FILE",
	.about = "Draws regions, volumes, files, free space, drivers and tables to "
		 "scale.  FILE\nmay be - (standard input).",
	.options = tables,
	.values_size = sizeof(struct map_values),
	.takes = TAKES_FILE,
	.check = check,
	.request = request,
	.each = map_image,
};
