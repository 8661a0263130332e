/* SPDX-License-Identifier: BSD-2-Clause */
/* test_input.c - the description of an input without findings */
#include <gopx/gopx.h>

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "format/input/mangled.h"
#include "format/input/text_dump.h"
#include "fwbuild.h"
#include "fwbuild_flash.h"
#include "fwbuild_pe.h"
#include "unit.h"

static struct fwb b;
static struct fwbytes o;
static struct gopx_image *image;

static void start(void)
{
	b = (struct fwb){ 0 };
	o = (struct fwbytes){ 0 };
	image = NULL;
}

static void finish(void)
{
	gopx_image_free(image);
	bytes_free(&o);
	fwb_free(&b);
}

static const struct gopx_summary *scan(const struct fwbytes *in)
{
	gopx_image_free(image);
	ck_assert_int_eq(gopx_scan(in->data, in->len, NULL, &image), GOPX_OK);
	return gopx_image_summary(image);
}

static void check_note(const char *code, const char *words)
{
	const struct gopx_finding *f = gopx_finding_at(image, 0);

	ck_assert_uint_eq(gopx_finding_count(image), 1);
	ck_assert_str_eq(gopx_finding_note_code(f), code);
	ck_assert_msg(strstr(gopx_finding_note_text(f), words) != NULL, "%s",
		      gopx_finding_note_text(f));
}

/* Put a volume with a driver that is not a graphics driver. */
static void put_volume(void)
{
	fv_begin(&b, FFS2);
	file_begin(&b, FILE_DRIVER, GUID_X);
	ui_section(&b, "Other");
	section(&b, SECTION_RAW, "0123456789abcdef", 16);
	file_end(&b);
	fv_end(&b);
	put_fill_to(&b.out, 0xFF, 0x2000);
}

/* ---- what was read -------------------------------------------------------------- */

START_TEST(a_volume_is_counted)
{
	const struct gopx_summary *s;

	put_volume();
	s = scan(&b.out);
	ck_assert_uint_eq(s->volumes, 1);
	ck_assert_uint_eq(s->closed, 0);
	ck_assert(!s->limited && !s->cut);
	ck_assert_ptr_nonnull(strstr(s->text, "8 KiB firmware volume, 1 volume, "));
	ck_assert_ptr_nonnull(strstr(s->text, " pieces, all opened"));
}
END_TEST

START_TEST(what_does_not_unpack_is_counted)
{
	const struct gopx_summary *s;

	fv_begin(&b, FFS2);
	file_begin(&b, FILE_FREEFORM, GUID_X);
	guided_begin(&b, GUID_LZMA, NULL);
	put_fill(&b.out, 0x5D, 200);
	section_end(&b);
	file_end(&b);
	fv_end(&b);
	s = scan(&b.out);
	ck_assert_uint_eq(s->closed, 1);
	ck_assert_ptr_nonnull(strstr(s->text, "1 of them not opened"));
}
END_TEST

static const struct plain {
	const char *bytes;
	size_t len;
	const char *words;
} plain[] = {
	{ "no firmware at all", 18, "18 bytes, not firmware of a known kind" },
	{ "\xff\xff\xff\xff", 4, "4 bytes, every byte FF: erased, or not read" },
	{ "\0\0\0\0", 4, "4 bytes, every byte 00: not read" },
};

START_TEST(a_file_without_pieces_is_said)
{
	put_bytes(&o, (const uint8_t *)plain[_i].bytes, plain[_i].len);
	ck_assert_str_eq(scan(&o)->text, plain[_i].words);
	ck_assert_uint_eq(gopx_finding_count(image), 0);
}
END_TEST

static const struct size {
	size_t size;
	const char *words;
} sizes[] = {
	{ 1, "1 byte," },        { 1023, "1,023 bytes," },
	{ 1024, "1 KiB," },      { 1536, "1.5 KiB," },
	{ 1 << 20, "1 MiB," },   { (1 << 20) - 1, "1,023.9 KiB," },
	{ 3 << 19, "1.5 MiB," },
};

START_TEST(a_size_is_said)
{
	put_fill(&o, 0xFF, sizes[_i].size);
	ck_assert_ptr_eq(strstr(scan(&o)->text, sizes[_i].words),
			 gopx_image_summary(image)->text);
}
END_TEST

/* ---- a part is missing ---------------------------------------------------------- */

START_TEST(one_chip_of_two_is_said)
{
	struct flash_layout l = { .regions[REGION_BIOS] = { 0x300000, 0x500000 },
				  .regions[REGION_ME] = { 0x1000, 0x2ff000 } };
	const struct gopx_summary *s;

	descriptor_put(&o, &l);
	put_fill(&o, 0xFF, 0x1c0);
	s = scan(&o);
	ck_assert(s->cut && !s->limited && !gopx_image_complete(image));
	check_note("input.cut-off",
		   "the BIOS region is 0x300000-0x7fffff, the image ends at "
		   "0x11c0: the rest is in another chip");
}
END_TEST

START_TEST(a_volume_that_is_cut_off_is_incomplete)
{
	put_volume();
	bytes_cut(&b.out, b.out.len / 64);
	ck_assert(scan(&b.out)->cut);
	ck_assert(!gopx_image_complete(image));
}
END_TEST

/* ---- no firmware ----------------------------------------------------------------- */

static const struct foreign {
	const char *bytes, *words;
} foreign[] = {
	{ "\xef\xbb\xbf\r\n <!DOCTYPE HTML><html>",
	  "web page (HTML), not firmware: save" },
	{ "<HTML>", "web page" },
	{ "\xff\xd8\xff\xe0..JFIF", "JPEG picture" },
	{ "%PDF-1.7", "PDF document" },
	{ "\x7f"
	  "ELF\2\1\1",
	  "ELF program, not firmware" },
	{ "KDMV\1", "VMware disk image" },
};

START_TEST(what_is_no_firmware_is_named)
{
	put_text(&o, foreign[_i].bytes);
	scan(&o);
	check_note("input.not-firmware", foreign[_i].words);
}
END_TEST

/* The input begins like a picture, but contains firmware. So it counts as firmware. */
START_TEST(firmware_behind_a_picture_is_firmware)
{
	put_text(&o, "\xff\xd8\xff\xe0");
	put_volume();
	put_bytes(&o, b.out.data, b.out.len);
	ck_assert_uint_eq(scan(&o)->volumes, 1);
	ck_assert_uint_eq(gopx_finding_count(image), 0);
}
END_TEST

/* ---- files that gopx does not open -------------------------------------------- */

static const struct closed {
	const char *bytes;
	size_t len;
	const char *words;
} closed[] = {
	{ "\x89LZO\0\r\n\x1a\n", 9, "lzop -d" },
	{ "hsqs", 4, "unsquashfs" },
	{ "ISc(", 4, "unshield" },
	{ "MSWIM\0\0\0\xd0\0\0\0\0\x0d\1\0\2\0\0", 19, "WIM image" },
	{ "MSWIM\0\0\0\xd0\0\0\0\0\x0e\0\0\x82\0\x8\0", 20, "WIM image" },
};

/* A scan must not search such a file for volumes, although the bytes of one are in it. */
START_TEST(what_stays_closed_says_what_opens_it)
{
	put_bytes(&o, (const uint8_t *)closed[_i].bytes, closed[_i].len);
	put_fill_to(&o, 0, 0x200);
	put_volume();
	put_bytes(&o, b.out.data, b.out.len);
	ck_assert_uint_eq(scan(&o)->volumes, 0);
	check_note("input.unsupported", closed[_i].words);
	ck_assert_uint_eq(gopx_image_summary(image)->closed, 1);
}
END_TEST

/* In such an image, the bytes of a file are not divided or changed. */
START_TEST(a_wim_image_that_is_not_compressed_is_searched)
{
	put_text(&o, "MSWIM");
	put_fill_to(&o, 0, 0x200);
	put_volume();
	put_bytes(&o, b.out.data, b.out.len);
	ck_assert_uint_eq(scan(&o)->volumes, 1);
	ck_assert_uint_eq(gopx_finding_count(image), 0);
}
END_TEST

/* Header sizes: one byte too small, the smallest, the largest, one byte too large. */
static const unsigned arj_sizes[] = { 29, 30, 2600, 2601 };

static void put_arj(unsigned size)
{
	uint32_t sum;

	put_le16(&o, 0xEA60);
	put_le16(&o, size);
	put_fill(&o, 0x22, size);
	sum = (uint32_t)crc32(0, o.data + 4, size);
	put_le32(&o, sum);
}

START_TEST(arj_archives_are_named)
{
	bool valid = _i == 1 || _i == 2;

	put_arj(arj_sizes[_i]);
	scan(&o);
	ck_assert_uint_eq(gopx_finding_count(image), valid ? 1 : 0);
	if (valid)
		check_note("input.unsupported", "ARJ archive");
}
END_TEST

START_TEST(an_arj_header_needs_its_sum)
{
	put_arj(30);
	o.data[o.len - 1] ^= 1;
	scan(&o);
	ck_assert_uint_eq(gopx_finding_count(image), 0);
}
END_TEST

START_TEST(installers_are_named)
{
	put_text(&o, "MZ an installer");
	put_fill_to(&o, 0x90, 0x200);
	if (_i == 0) {
		put_le32(&o, 0);
		put_le32(&o, 0xDEADBEEF);
		put_text(&o, "NullsoftInst");
	} else {
		put_text(&o, "ISSetupStream");
	}
	put_fill_to(&o, 0x22, 0x300);
	scan(&o);
	check_note("input.unsupported", _i ? "InstallShield" : "NSIS installer");
}
END_TEST

/*
 * Two files without an installer: the mark in a text, and a mark that the file's end
 * cuts.
 */
START_TEST(a_text_about_nsis_is_none)
{
	put_text(&o, "all about NullsoftInst, and more of it");
	scan(&o);
	ck_assert_uint_eq(gopx_finding_count(image), 0);
	put_le32(&o, 0);
	put_le32(&o, 0xDEADBEEF);
	put_text(&o, "NullsoftInst");
	scan(&o);
	ck_assert_uint_eq(gopx_finding_count(image), 0);
}
END_TEST

START_TEST(the_last_part_of_a_zip_is_said)
{
	put_fill(&o, 0x22, 0x200);
	put_text(&o, "PK\5\6");
	put_le16(&o, (unsigned)_i);
	put_fill(&o, 0, 16);
	scan(&o);
	if (_i)
		check_note("input.part", "join all parts");
	else
		ck_assert_uint_eq(gopx_finding_count(image), 0);
}
END_TEST

/* ---- text ------------------------------------------------------------------------ */

#define B64 "JFZCVCBTS1lMQUtFICAgICAgICBkADAApREOADAAAAAAAAAAAAAAAAAA\n"
#define HEX "0000000000000000000000000000000078e58c8c3d8a1c4f9935896185c3\r\n"

static const struct dump {
	const char *text, *words;
} dumps[] = {
	{ ":02000004FF00FB\n:10000000000000000000000000000000000000F0\n", "Intel HEX" },
	{ "S00600004844521B\nS1137AF00A0A0D0000000000000000000000000061\n", "S-records" },
	{ "begin 644 bios.bin\nM```\n", "uudecode" },
	{ "00000000: 7f45 4c46 0201\n00000010: 0300\n", "xxd -r FILE" },
	{ "00000000  7f 45 4c 46\n00000010  03 00\n", "xxd -r FILE" },
	{ HEX HEX HEX HEX, "xxd -r -p" },
	{ "#!/bin/sh\nbase64 -d <<E | tar xz\n" B64 B64 B64 "E\n", "base64 block" },
	{ "plain words\nand no dump, 00000000: at all\n", NULL },
	{ "deadbeef and so on\n", NULL },
};

START_TEST(a_dump_that_is_text_is_named)
{
	put_text(&o, dumps[_i].text);
	scan(&o);
	if (dumps[_i].words)
		check_note("input.text-dump", dumps[_i].words);
	else
		ck_assert_uint_eq(gopx_finding_count(image), 0);
	/* gopx must not read past the end of any prefix. */
	for (size_t n = 0; n < o.len; n++) {
		uint8_t *exact = malloc(n + 1);

		ck_assert_ptr_nonnull(exact);
		memcpy(exact + 1, o.data, n);
		gx_text_dump_of(gx_span(exact + 1, n));
		free(exact);
	}
}
END_TEST

/* ---- another order of bytes ------------------------------------------------------- */

static uint8_t reverse(uint8_t byte)
{
	unsigned out = 0;

	for (unsigned i = 0; i < 8; i++)
		out |= ((unsigned int)byte >> i & 1U) << (7 - i);
	return (uint8_t)out;
}

static void permute(const struct fwbytes *in, int how)
{
	static const uint8_t swap[] = { 1, 3, 7 };

	for (size_t i = 0; i < in->len; i++) {
		size_t half = in->len / 2;

		if (how < 3)
			put_u8(&o, in->data[i ^ swap[how]]);
		else if (how == 3)
			put_u8(&o, (uint8_t)~in->data[i]);
		else if (how == 4)
			put_u8(&o, reverse(in->data[i]));
		else
			put_u8(&o, in->data[i < half ? 2 * i : 2 * (i - half) + 1]);
	}
}

static const char *const orders[] = { "16-bit word", "32-bit word",      "64-bit word",
				      "inverted",    "in reverse order", "even bytes" };

START_TEST(a_volume_in_another_order_is_named)
{
	put_fill(&b.out, 0x11, 0x100);
	put_volume();
	permute(&b.out, _i);
	scan(&o);
	check_note("input.permuted", orders[_i]);
}
END_TEST

START_TEST(a_descriptor_in_another_order_is_named)
{
	struct fwbytes flash = { 0 };

	descriptor_put(
	    &flash, &(struct flash_layout){ .regions[REGION_BIOS] = { 0x1000, 0x1000 } });
	put_fill(&flash, 0x11, 0x1000);
	permute(&flash, _i);
	scan(&o);
	check_note("input.permuted", orders[_i]);
	bytes_free(&flash);
}
END_TEST

/*
 * Signatures alone, in any byte order, do not show that the bytes of a file are
 * swapped.
 */
START_TEST(a_word_is_no_order)
{
	static const char *const words[] = { "F_HV", "HVF_", "_FVH", "_V" };

	for (size_t i = 0; i < 0x1000; i++)
		put_text(&o, words[i % 4]);
	scan(&o);
	ck_assert_uint_eq(gopx_finding_count(image), 0);
}
END_TEST

/* gopx does not read past the end of any prefix, and does not take long. */
START_TEST(prefixes_are_harmless)
{
	put_volume();
	permute(&b.out, _i);
	for (size_t n = 0; n < 0x200; n++) {
		static struct gx_matcher matcher;
		uint8_t *exact = malloc(n + 1);
		uint64_t looked;

		ck_assert_ptr_nonnull(exact);
		memcpy(exact + 1, o.data, n);
		ck_assert_ptr_null(
		    gx_mangled_of(gx_span(exact + 1, n), &matcher, &looked));
		free(exact);
	}
}
END_TEST

/* ---- taken for text ----------------------------------------------------------- */

START_TEST(utf16_is_named)
{
	put_le16(&o, 0xFEFF);
	for (unsigned i = 0; i < 0x1000; i++)
		put_le16(&o, i % 8 ? i % 0x80 : 0x2590);
	scan(&o);
	check_note("input.mangled", "PowerShell");
}
END_TEST

START_TEST(lost_bytes_are_named)
{
	for (unsigned i = 0; i < 0x400; i++) {
		put_text(&o, "\xef\xbf\xbd");
		put_u8(&o, i % 0x80);
	}
	scan(&o);
	check_note("input.mangled", "EF BF BD");
}
END_TEST

/* ---- */

#define LOOP(tc, table, test) \
	tcase_add_loop_test(tc, test, 0, sizeof(table) / sizeof((table)[0]))

Suite *gx_test_suite(void)
{
	Suite *suite = suite_create("input");
	TCase *tc = tcase_create("input");

	tcase_add_checked_fixture(tc, start, finish);
	tcase_add_test(tc, a_volume_is_counted);
	tcase_add_test(tc, what_does_not_unpack_is_counted);
	LOOP(tc, plain, a_file_without_pieces_is_said);
	LOOP(tc, sizes, a_size_is_said);
	tcase_add_test(tc, one_chip_of_two_is_said);
	tcase_add_test(tc, a_volume_that_is_cut_off_is_incomplete);
	LOOP(tc, foreign, what_is_no_firmware_is_named);
	tcase_add_test(tc, firmware_behind_a_picture_is_firmware);
	LOOP(tc, closed, what_stays_closed_says_what_opens_it);
	tcase_add_test(tc, a_wim_image_that_is_not_compressed_is_searched);
	LOOP(tc, arj_sizes, arj_archives_are_named);
	tcase_add_test(tc, an_arj_header_needs_its_sum);
	tcase_add_loop_test(tc, installers_are_named, 0, 2);
	tcase_add_test(tc, a_text_about_nsis_is_none);
	tcase_add_loop_test(tc, the_last_part_of_a_zip_is_said, 0, 2);
	LOOP(tc, dumps, a_dump_that_is_text_is_named);
	LOOP(tc, orders, a_volume_in_another_order_is_named);
	LOOP(tc, orders, a_descriptor_in_another_order_is_named);
	tcase_add_test(tc, a_word_is_no_order);
	LOOP(tc, orders, prefixes_are_harmless);
	tcase_add_test(tc, utf16_is_named);
	tcase_add_test(tc, lost_bytes_are_named);
	suite_add_tcase(suite, tc);
	return suite;
}
