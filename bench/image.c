/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * image.c - usage: bench_image MIB > IMAGE
 *
 * Writes a synthetic image of MIB MiB. Each 4 MiB of the image contain one volume; the
 * other bytes are blank. The one file of each volume is an LZMA section, of about 3 MiB
 * when unpacked. It contains drivers. No two of them are equal, and half of their bytes
 * are noise. The first volume also has a GOP driver and a table.
 */
#include <stdio.h>
#include <stdlib.h>

#include "fwbuild.h"
#include "fwbuild_pe.h"
#include "fwbuild_vbt.h"

#define UNIT         ((size_t)4 << 20)
#define DRIVERS      200
#define CODE_OF_EACH 12000

/*
 * Half of the content is noise, which does not compress. The other half repeats a few
 * values.
 */
static void put_content(struct fwbytes *out, uint32_t seed)
{
	for (size_t i = 0; i < CODE_OF_EACH; i++) {
		seed = seed * 1664525 + 1013904223;
		put_u8(out, i % 64 < 32 ? seed >> 24 : (seed >> 28) * 7);
	}
}

static void put_driver(struct fwb *b, uint32_t seed)
{
	struct fwbytes body = { 0 };

	put_content(&body, seed);
	file_begin(b, FILE_DRIVER, "11111111-2222-3333-4444-555555555555");
	section(b, SECTION_RAW, body.data, body.len);
	file_end(b);
	bytes_free(&body);
}

static void put_graphics(struct fwb *b)
{
	struct fwbytes gop = { 0 }, vbt = { 0 };

	gop_put(&gop, &(struct gop_options){ 0 });
	vbt_put(&vbt, &(struct vbt_options){ 0 });
	file_begin(b, FILE_DRIVER, "7755CA7B-CA8F-43C5-889B-E1F59A93D575");
	section(b, SECTION_PE32, gop.data, gop.len);
	file_end(b);
	file_begin(b, FILE_FREEFORM, "56752DA9-DE6B-4895-8819-1945B6B76C22");
	section(b, SECTION_RAW, vbt.data, vbt.len);
	file_end(b);
	bytes_free(&gop);
	bytes_free(&vbt);
}

static void put_volume(struct fwb *b, uint32_t seed, size_t drivers)
{
	fv_begin(b, FFS2);
	file_begin(b, FILE_VOLUME_IMAGE, "9E21FD93-9C72-4C15-8C4B-E77F1DB2D792");
	guided_begin(b, "EE4E5898-3914-4259-9D6E-DC7BD79403CF", pack_lzma);
	section_begin(b, SECTION_FV_IMAGE);
	fv_begin(b, FFS2);
	if (seed == 0)
		put_graphics(b);
	for (uint32_t i = 0; i < drivers; i++)
		put_driver(b, seed * 1000 + i);
	fv_end(b);
	section_end(b);
	section_end(b);
	file_end(b);
	fv_end(b);
}

int main(int argc, char **argv)
{
	size_t size = argc == 2 ? strtoul(argv[1], NULL, 10) << 20 : 0;
	size_t unit = size < UNIT ? size : UNIT;
	struct fwb b = { 0 };

	if (size == 0) {
		fprintf(stderr, "usage: bench_image MIB > IMAGE\n");
		return 2;
	}
	for (uint32_t i = 0; b.out.len + unit <= size; i++) {
		put_volume(&b, i, DRIVERS * unit / UNIT);
		put_fill_to(&b.out, 0xff, (i + 1) * unit);
	}
	if (fwrite(b.out.data, 1, b.out.len, stdout) != b.out.len)
		return 2;
	fwb_free(&b);
	return 0;
}
