/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * fuzz_print.c - each command prints any image as valid JSON and as text without control
 * characters
 */
#include <jansson.h>
#include <stdio.h>

#include "scan/scanned.h"
#include "scan/scans.h"
#include "show/json.h"
#include "show/scan_json.h"
#include "cmd/map/map.h"
#include "cmd/scan/scan_print.h"
#include "cmd/search/search.h"
#include "cmd/tree/tree.h"
#include "cmd/vbt/vbt_print.h"

#include "fuzz.h"
#include "show/warnings.h"

static void print_search(const struct scanned *image, bool json)
{
	const struct search_pattern pattern = { GOPX_PATTERN_TEXT, "text", "in" };
	struct gopx_search *search;

	fuzz_check(gopx_search(image->scan, pattern.kind, pattern.text, 64, &search) ==
		   GOPX_OK);
	if (json)
		search_print_json(image, &pattern, search);
	else
		search_print_text(image, &pattern, search);
	gopx_search_free(search);
}

static void print_map(const struct scanned *image)
{
	struct map map;

	if (!gopx_node_child(gopx_root(image->scan)))
		return;
	map_collect(&map, image->scan);
	map_draw(&map, image, stdout);
	map_free(&map);
}

static void print(const struct scanned *image, const struct gopx_options *options,
		  bool json)
{
	if (json) {
		json_print(scan_json(image, options));
		tree_print_json(image, SIZE_MAX);
		vbt_print_json(image);
	} else {
		scan_print_text(image, options);
		tree_print_text(image, SIZE_MAX);
		vbt_print_text(image, true);
		print_map(image);
		warn_about(image, true);
	}
	print_search(image, json);
}

/* True for control characters, and for invisible characters that change what is shown. */
static bool is_tricky(const unsigned char *at)
{
	if (*at == 0xc2)
		return at[1] < 0xa0;
	if (at[0] == 0xe2 && at[1] == 0x80)
		return (at[2] >= 0x8b && at[2] <= 0x8f) ||
		       (at[2] >= 0xa8 && at[2] <= 0xae);
	if (at[0] == 0xe2 && at[1] == 0x81)
		return at[2] >= 0xa6 && at[2] <= 0xa9;
	return (*at < 0x20 && *at != '\n') || *at == 0x7f;
}

static void check_text(const char *text, size_t size)
{
	json_t *whole = json_stringn(text, size);

	/* jansson accepts only UTF-8. */
	fuzz_check(whole != NULL);
	json_decref(whole);
	for (size_t i = 0; i < size; i++)
		fuzz_check(!is_tricky((const unsigned char *)text + i));
}

static void check_json(char *text)
{
	for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n")) {
		json_t *object = json_loads(line, JSON_REJECT_DUPLICATES, NULL);

		fuzz_check(json_is_object(object));
		json_decref(object);
	}
}

/* Let a command print to memory instead of the standard streams, and check the output. */
static void show(const struct scanned *image, const struct gopx_options *options,
		 bool json)
{
	FILE *out = stdout, *err = stderr;
	char *text;
	size_t size;

	stdout = stderr = open_memstream(&text, &size);
	fuzz_check(stdout != NULL);
	print(image, options, json);
	fclose(stdout);
	stdout = out;
	stderr = err;
	if (json)
		check_json(text);
	else
		check_text(text, size);
	free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct gopx_options options = {
		.struct_size = sizeof(options),
		.max_unpacked = 1 << 20,
		.max_nodes = 512,
		.max_depth = 64,
		.max_work = 64 << 20,
		.threads = 1,
		/* Bit 0 of the first byte also selects whether there is a device. */
		.pci_vendor = size && data[0] & 1 ? 0x8086 : 0,
		.pci_device = size && data[0] & 1 ? 0x3e9b : 0,
	};
	uint8_t *exact = fuzz_exact(data, size);
	struct scanned image = { .input = { .path = "\033[31m\xff.bin",
					    .name = "\033[31m\xff.bin",
					    .bytes = { exact, size } } };

	json_begin();
	if (size && image_scan(&image, &options)) {
		show(&image, &options, true);
		show(&image, &options, false);
	}
	gopx_image_free(image.scan);
	free(exact);
	return 0;
}
