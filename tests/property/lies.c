/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * lies.c - scans packages with wrong sizes and counts, one at a time, and packages that
 * are truncated inside these fields
 *
 * Each package is scanned in a heap block of exactly its size. The scan must be correct
 * and short. Its findings do not matter.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "fwbuild.h"
#include "fwbuild_pe.h"
#include "image_rules.h"
#include "lies.h"
#include "vbt_rules.h"

/* The limit for one scan, with sanitizers, on a busy machine. */
#define SECONDS 10

static const struct lie_recipe *const lists[] = { update_lies, vendor_lies, archive_lies,
						  table_lies };

struct fwbytes lies_flash(void)
{
	struct fwb b = { 0 };
	struct fwbytes flash;

	fv_begin(&b, FFS2);
	file_begin(&b, FILE_DRIVER, GUID_X);
	section_begin(&b, SECTION_PE32);
	gop_put(&b.out, &(struct gop_options){ 0 });
	section_end(&b);
	file_end(&b);
	fv_end(&b);
	put_fill_to(&b.out, 0xFF, 0x4000);
	flash = b.out;
	b.out = (struct fwbytes){ 0 };
	fwb_free(&b);
	return flash;
}

static bool scan_is_sound(const uint8_t *data, size_t len)
{
	uint8_t *exact = malloc(len ? len : 1);
	clock_t start = clock();
	struct gopx_image *image;
	bool ok;

	if (!exact)
		abort();
	memcpy(exact, data, len);
	ok = gopx_scan(exact, len, NULL, &image) == GOPX_OK && image_is_sound(image) &&
	     table_is_sound(exact, len, (uint32_t)len);
	gopx_image_free(image);
	free(exact);
	if ((clock() - start) / CLOCKS_PER_SEC >= SECONDS) {
		printf("a scan took more than %d s\n", SECONDS);
		ok = false;
	}
	return ok;
}

static uint64_t read_field(const uint8_t *at, unsigned width)
{
	uint64_t value = 0;

	while (width-- > 0)
		value = value << 8 | at[width];
	return value;
}

static void write_field(uint8_t *at, unsigned width, uint64_t value)
{
	for (unsigned i = 0; i < width; i++)
		at[i] = (uint8_t)(value >> 8 * i);
}

static bool lie_about(struct fwbytes *package, const struct pack_field *field)
{
	uint8_t *at = package->data + field->at;
	uint64_t truth = read_field(at, field->width);
	uint64_t top = UINT64_C(1) << (8 * field->width - 1);
	const uint64_t lies[] = {
		0,           1,
		truth - 1,   truth + 1,
		truth / 2,   truth * 2,
		top - 1,     top,
		top * 2 - 1, top * 2 - 16,
		0x1000000,   package->len,
		'0',         '9',
		0x10,        package->len - field->at,
	};
	bool ok = true;

	for (size_t i = 0; ok && i < sizeof(lies) / sizeof(lies[0]); i++) {
		write_field(at, field->width, lies[i]);
		ok = scan_is_sound(package->data, package->len);
		if (!ok)
			printf("fails when the field at 0x%zx is 0x%llx\n", field->at,
			       (unsigned long long)lies[i]);
	}
	write_field(at, field->width, truth);
	return ok;
}

static bool cut_in(const struct fwbytes *package, const struct pack_field *field)
{
	for (size_t i = 0; i <= field->width; i++) {
		if (!scan_is_sound(package->data, field->at + i)) {
			printf("cut off at 0x%zx\n", field->at + i);
			return false;
		}
	}
	return true;
}

static bool all_lies(const struct lie_recipe *r)
{
	struct fwbytes package = { 0 };
	struct pack_fields fields = { 0 };
	bool ok;

	r->build(&package, &fields);
	ok = fields.count > 0 && scan_is_sound(package.data, package.len);
	for (size_t i = 0; ok && i < fields.count; i++)
		ok = lie_about(&package, &fields.items[i]) &&
		     cut_in(&package, &fields.items[i]);
	printf("%s: %zu fields%s\n", r->name, fields.count, ok ? "" : ", does not hold");
	bytes_free(&package);
	return ok;
}

int main(void)
{
	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++) {
		for (const struct lie_recipe *r = lists[i]; r->name; r++) {
			if (!all_lies(r))
				return EXIT_FAILURE;
		}
	}
	return EXIT_SUCCESS;
}
