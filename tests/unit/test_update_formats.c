/* SPDX-License-Identifier: BSD-2-Clause */
/* test_update_formats.c - the decoders for the update packages of Dell, AMI and Insyde */
#include <stdio.h>
#include <string.h>
#include <zlib.h>

#include "format/update/ami_pfat.h"
#include "format/update/ami_ucp.h"
#include "format/update/bios_guard.h"
#include "format/update/dell_pfs.h"
#include "format/update/insyde.h"
#include "fwbuild_guid.h"
#include "pack_dell.h"
#include "pack_insyde.h"
#include "pack_pfat.h"
#include "pack_ucp.h"
#include "unit.h"

static struct fwbytes o;

static void start(void)
{
	o = (struct fwbytes){ 0 };
}

static void finish(void)
{
	bytes_free(&o);
}

static struct gx_span built(void)
{
	return gx_span(o.data, o.len);
}

/* ---- BIOS Guard ------------------------------------------------------------ */

START_TEST(block_is_header_script_and_data)
{
	const struct bios_guard b = { .platform = "EXAMPLE", .offset = 0x120000 };
	struct gx_bios_guard got;
	uint32_t offset;

	bios_guard_put(&o, &b, (const uint8_t *)"data", 4, NULL);
	ck_assert_int_eq(gx_bios_guard_decode(built(), &got), GOPX_OK);
	ck_assert_uint_eq(got.size, o.len);
	ck_assert(gx_span_starts(got.platform, "EXAMPLE", 8));
	ck_assert(!got.has_signature);
	ck_assert(gx_span_equal(got.data, gx_span("data", 4)));
	ck_assert(gx_bios_guard_place(&got, &offset));
	ck_assert_uint_eq(offset, 0x120000);
	/*
	 * The last byte is missing. Then 'data' has the available bytes, and 'size' still
	 * has the stated size.
	 */
	ck_assert_int_eq(gx_bios_guard_decode(gx_span(o.data, o.len - 1), &got), GOPX_OK);
	ck_assert_uint_eq(got.size, o.len);
	ck_assert_uint_eq(got.data.len, 3);
	ck_assert_int_eq(gx_bios_guard_decode(gx_span(o.data, 0x2f), &got),
			 GOPX_E_TRUNCATED);
	/*
	 * A script whose size is half an instruction is invalid. A script without its
	 * begin instruction has no place in flash.
	 */
	poke_le32(&o, 0x1c, 0x3c);
	ck_assert_int_eq(gx_bios_guard_decode(built(), &got), GOPX_E_FORMAT);
	poke_le32(&o, 0x1c, 0x38);
	poke_u8(&o, 0x30, 2);
	ck_assert_int_eq(gx_bios_guard_decode(built(), &got), GOPX_OK);
	ck_assert(!gx_bios_guard_place(&got, &offset));
}
END_TEST

static const struct {
	unsigned bits;
	uint32_t type;
	bool followed; /* by another block */
	uint64_t usual;
	uint64_t size;
} signatures[] = {
	{ 2048, 1, false, 0, 0x20c },
	{ 3072, 2, false, 0, 0x30c },
	{ 3072, 3, false, 0x20c, 0x30c },
	/*
	 * If the type is unknown, gopx uses the size of the previous block's signature
	 * or, if there is none, the larger size.
	 */
	{ 2048, 9, false, 0x20c, 0x20c },
	{ 3072, 9, false, 0, 0x30c },
	/* If another block follows, the signature ends where this block begins. */
	{ 2048, 9, true, 0, 0x20c },
	{ 2048, 2, true, 0, 0x20c },
	{ 3072, 1, true, 0x20c, 0x30c },
};

START_TEST(signatures_end_where_the_next_block_starts)
{
	const struct bios_guard b = { .platform = "EXAMPLE",
				      .signature = signatures[_i].bits,
				      .type = signatures[_i].type };
	struct gx_bios_guard got;

	bios_guard_put(&o, &b, (const uint8_t *)"data", 4, NULL);
	if (signatures[_i].followed)
		bios_guard_put(&o, &b, (const uint8_t *)"more", 4, NULL);
	ck_assert_int_eq(gx_bios_guard_decode(built(), &got), GOPX_OK);
	ck_assert(got.has_signature);
	ck_assert_uint_eq(gx_bios_guard_signature(gx_span_tail(built(), got.size),
						  got.marker, signatures[_i].usual),
			  signatures[_i].size);
}
END_TEST

/* ---- AMI BIOS Guard updates ------------------------------------------------ */

/* Make the header of an update, with this flash order and these lines, and decode it. */
static struct gx_pfat decode_table(const char *order, const struct pfat_file *files,
				   size_t count)
{
	const struct fwbytes none = { 0 };
	struct gx_pfat pfat;

	pfat_put(&o, &(struct pfat){ order, files, count, { .platform = "" } }, &none,
		 NULL);
	ck_assert_int_eq(gx_pfat_decode(built(), &pfat), GOPX_OK);
	ck_assert_uint_eq(pfat.header_size, o.len);
	return pfat;
}

START_TEST(table_lines_have_blocks_and_names)
{
	static const struct pfat_file files[] = {
		{ .line = "1 /P 6;FV_MAIN.bin" },
		{ .line = "0 /N 12 ;NVRAM" },
		{ .line = "1 7;" },
		{ .line = "nothing that counts" },
		{ .line = "1 /B ;BB" },
		{ .line = "1 /X 99999999999;X" },
	};
	struct gx_pfat pfat = decode_table(NULL, files, 6);

	ck_assert_uint_eq(pfat.file_count, 5);
	ck_assert_uint_eq(pfat.files[0].blocks, 6);
	ck_assert(gx_span_starts(pfat.files[0].name, "FV_MAIN.bin\r", 12));
	ck_assert_uint_eq(pfat.files[1].blocks, 12);
	ck_assert(gx_span_starts(pfat.files[1].name, "NVRAM\r", 6));
	ck_assert_uint_eq(pfat.files[2].blocks, 7);
	ck_assert_uint_eq(pfat.files[3].blocks, 0);
	ck_assert_uint_eq(pfat.files[4].blocks, UINT32_MAX);
}
END_TEST

static const struct {
	const char *order;
	size_t places[3];
} orders[] = {
	{ NULL, { 0, 1, 2 } },
	{ "II000200000001", { 2, 0, 1 } },
	/*
	 * An invalid order is ignored: numbers that occur twice or are too large, missing
	 * digits, and other characters.
	 */
	{ "II000200000002", { 0, 1, 2 } },
	{ "II000300000001", { 0, 1, 2 } },
	{ "II00020000", { 0, 1, 2 } },
	{ "II000200000001000", { 0, 1, 2 } },
	{ "II00020000000x", { 0, 1, 2 } },
	{ "III00200000001", { 0, 1, 2 } },
	{ "000200000001", { 0, 1, 2 } },
};

START_TEST(flash_order_is_believed_when_it_is_one)
{
	static const struct pfat_file files[] = {
		{ .line = "1 /B 1;A" },
		{ .line = "1 /B 1;B" },
		{ .line = "1 /B 1;C" },
	};
	struct gx_pfat pfat = decode_table(orders[_i].order, files, 3);

	for (size_t i = 0; i < 3; i++)
		ck_assert_uint_eq(pfat.files[i].order, orders[_i].places[i]);
}
END_TEST

/* "x" must not count as 16, which is the index of the last file. */
START_TEST(flash_order_has_hex_digits_only)
{
	static struct pfat_file files[17];
	char order[3 + 4 * 17] = "II";
	struct gx_pfat pfat;

	for (size_t i = 0; i < 17; i++) {
		files[i].line = "1 /B 1;A";
		snprintf(order + 2 + 4 * i, 5, "%04X", (15 - (unsigned)i) & 0xffff);
	}
	memcpy(order + 2 + 4 * 16, "000x", 4);
	pfat = decode_table(order, files, 17);
	for (size_t i = 0; i < 17; i++)
		ck_assert_uint_eq(pfat.files[i].order, i);
}
END_TEST

START_TEST(more_files_than_anybody_has)
{
	static struct pfat_file files[GX_PFAT_FILES_MAX + 1];

	for (size_t i = 0; i <= GX_PFAT_FILES_MAX; i++)
		files[i].line = "1 /B 1;A";
	ck_assert_uint_eq(decode_table(NULL, files, GX_PFAT_FILES_MAX + 1).file_count,
			  GX_PFAT_FILES_MAX);
}
END_TEST

START_TEST(as_many_files_as_possible_in_any_order)
{
	static struct pfat_file files[GX_PFAT_FILES_MAX];
	char order[3 + 4 * GX_PFAT_FILES_MAX] = "II";
	struct gx_pfat pfat;

	for (size_t i = 0; i < GX_PFAT_FILES_MAX; i++) {
		files[i].line = "1 /B 1;A";
		snprintf(order + 2 + 4 * i, 5, "%04X",
			 (unsigned)(GX_PFAT_FILES_MAX - 1 - i) & 0xffff);
	}
	pfat = decode_table(order, files, GX_PFAT_FILES_MAX);
	for (size_t i = 0; i < GX_PFAT_FILES_MAX; i++)
		ck_assert_uint_eq(pfat.files[i].order, GX_PFAT_FILES_MAX - 1 - i);
}
END_TEST

START_TEST(no_table_is_no_update)
{
	static const struct pfat_file file = { .line = "1 /B 1;A" };
	struct gx_pfat pfat = decode_table(NULL, &file, 1);
	size_t title_end = bytes_find(&o, "\r\n", 2);

	/* In a flash driver, these words are a string, with a zero after it. */
	poke_u8(&o, title_end + 1, 0);
	poke_u8(&o, o.len - 1, 0);
	ck_assert_int_eq(gx_pfat_decode(built(), &pfat), GOPX_E_FORMAT);
	poke_u8(&o, title_end + 1, '\n');
	ck_assert_int_eq(gx_pfat_decode(built(), &pfat), GOPX_OK);
	poke_le32(&o, 0, (uint32_t)title_end); /* the table ends in its title */
	ck_assert_int_eq(gx_pfat_decode(built(), &pfat), GOPX_E_FORMAT);
	poke_le32(&o, 0, 0x10001); /* longer than any table */
	ck_assert_int_eq(gx_pfat_decode(built(), &pfat), GOPX_E_FORMAT);
}
END_TEST

/* ---- Dell ------------------------------------------------------------------ */

START_TEST(section_frames_have_sums)
{
	struct fwbytes content = { 0 };
	struct gx_dell_section s;

	put_text(&content, "content");
	dell_section_put(&o, DELL_FIRMWARE, &content, NULL);
	bytes_free(&content);
	ck_assert_int_eq(gx_dell_section_decode(built(), &s), GOPX_OK);
	ck_assert_uint_eq(s.size, o.len);
	ck_assert_uint_eq(s.packed.len, o.len - 32);
	ck_assert(s.header_ok && s.footer_ok);
	o.data[o.len - 1] ^= 1;
	o.data[4] ^= 1; /* the type */
	ck_assert_int_eq(gx_dell_section_decode(built(), &s), GOPX_OK);
	ck_assert(!s.header_ok && !s.footer_ok);
	ck_assert_int_eq(gx_dell_section_decode(gx_span(o.data, o.len - 17), &s),
			 GOPX_OK);
	ck_assert_uint_eq(s.size, o.len);
	ck_assert_uint_eq(s.packed.len, o.len - 33);
	o.data[17] ^= 1; /* no zlib header */
	ck_assert_int_eq(gx_dell_section_decode(built(), &s), GOPX_E_FORMAT);
}
END_TEST

START_TEST(entries_have_data_and_metadata)
{
	unsigned version = (unsigned)_i;
	struct fwbytes data = { 0 }, place = { 0 };
	struct pfs pfs = pfs_begin(&o, version, NULL);
	uint32_t offset, address;
	struct gx_pfs got;
	struct gx_pfs_entry e;

	put_text(&data, "data of the entry");
	pfs_place_put(&place, 0xff040000, 0x40000, 17);
	pfs_entry_put(&o, &pfs, &(struct pfs_entry){ GUID_X, &data, 5, &place });
	pfs_end(&o, &pfs);
	ck_assert_int_eq(gx_pfs_decode(built(), &got), GOPX_OK);
	ck_assert_uint_eq(got.version, version);
	ck_assert_uint_eq(got.size, o.len);
	ck_assert(got.footer_ok);
	ck_assert_uint_eq(got.checksum,
			  ~(uint32_t)crc32_z(0, got.entries.ptr, got.entries.len));
	ck_assert_int_eq(gx_pfs_entry_decode(got.entries, &e), GOPX_OK);
	ck_assert_uint_eq(e.data_at, version == 1 ? 0x48 : 0x58);
	ck_assert_uint_eq(e.size, got.entries.len);
	ck_assert(gx_span_equal(e.data, gx_span(data.data, data.len)));
	ck_assert(gx_span_equal(e.metadata, gx_span(place.data, place.len)));
	ck_assert(gx_pfs_place(&e, &offset, &address));
	ck_assert_uint_eq(offset, 0x40000);
	ck_assert_uint_eq(address, 0xff040000);
	poke_u8(&o, 0x10 + 0x10, 3); /* version of the entry */
	ck_assert_int_eq(gx_pfs_decode(built(), &got), GOPX_E_FORMAT);
	bytes_free(&data);
	bytes_free(&place);
}
END_TEST

START_TEST(names_are_read_to_the_end)
{
	struct gx_pfs_name name;
	struct gx_reader r;

	pfs_name_put(&o, GUID_X, "One");
	pfs_name_put(&o, GUID_Y, "Another");
	r = gx_reader(built());
	ck_assert(gx_pfs_next_name(&r, &name));
	ck_assert_uint_eq(name.text.len, 6);
	ck_assert(gx_pfs_next_name(&r, &name));
	ck_assert(gx_span_starts(name.text, "A\0n\0o\0", 6));
	ck_assert_uint_eq(name.guid.b[0], 0x66);
	ck_assert(!gx_pfs_next_name(&r, &name));
	/*
	 * First the last record reaches past the end. Then the first one has a wrong
	 * version.
	 */
	r = gx_reader(gx_span(o.data, o.len - 1));
	ck_assert(gx_pfs_next_name(&r, &name));
	ck_assert(!gx_pfs_next_name(&r, &name));
	poke_u8(&o, 0, 2);
	r = gx_reader(built());
	ck_assert(!gx_pfs_next_name(&r, &name));
}
END_TEST

START_TEST(thinos_packages_are_two)
{
	struct fwbytes content = { 0 };
	uint64_t size;

	put_text(&content, "content");
	dell_pkg_put(&o, &content, NULL);
	bytes_free(&content);
	ck_assert_int_eq(gx_dell_pkg_decode(built(), &size), GOPX_OK);
	ck_assert_uint_eq(size, o.len);
	poke_u8(&o, 0, 0x73);
	ck_assert_int_eq(gx_dell_pkg_decode(built(), &size), GOPX_OK);
	poke_u8(&o, 0, 0x74);
	ck_assert_int_eq(gx_dell_pkg_decode(built(), &size), GOPX_E_FORMAT);
	poke_u8(&o, 0, 0x72);
	poke_u8(&o, 0x30, 0xfe); /* no xz stream */
	ck_assert_int_eq(gx_dell_pkg_decode(built(), &size), GOPX_E_FORMAT);
	ck_assert_uint_eq(size, 0);
}
END_TEST

/* ---- AMI UCP --------------------------------------------------------------- */

START_TEST(packages_are_tags_with_a_module)
{
	struct fwbytes data = { 0 };
	size_t at = ucp_begin(&o, _i ? "@HPU" : "@UAF", NULL);
	struct gx_ucp_module m;
	uint64_t size;

	put_text(&data, "an odd length");
	ucp_module_put(&o, "@CMD", &data, NULL, NULL);
	ucp_end(&o, at);
	ck_assert_int_eq(gx_ucp_decode(built(), &size), GOPX_OK);
	ck_assert_uint_eq(size, o.len);
	ck_assert_int_eq(gx_ucp_module_decode(gx_span_tail(built(), 0x10), &m), GOPX_OK);
	ck_assert(gx_span_equal(m.tag, gx_span("@CMD", 4)));
	ck_assert_uint_eq(m.size, 0x18 + data.len + 1);
	ck_assert(!m.packed);
	ck_assert(gx_span_equal(m.data, gx_span(data.data, data.len)));
	/*
	 * Without a module after it, the tag is not a package. Flash utilities contain
	 * the tag.
	 */
	poke_u8(&o, 0x11, '\n');
	ck_assert_int_eq(gx_ucp_decode(built(), &size), GOPX_E_FORMAT);
	ck_assert_uint_eq(size, 0);
	poke_u8(&o, 0x11, 'C');
	/* The stated size of the package is too small for its module. */
	poke_le32(&o, 4, (uint32_t)o.len - 1);
	ck_assert_int_eq(gx_ucp_decode(built(), &size), GOPX_E_FORMAT);
	bytes_free(&data);
}
END_TEST

/* ---- Insyde ---------------------------------------------------------------- */

static const struct {
	const char *tag, *part;
} iflash_parts[] = {
	{ "_BIOSIMG", "bios" },
	{ "_EC_IMG_", "ec" },
	{ "_ME_IMG_", "me" },
	{ "_NEW_IMG", NULL },
};

START_TEST(iflash_images_are_whole)
{
	struct fwbytes image = { 0 };
	struct gx_iflash got;

	put_text(&image, "image");
	iflash_put(&o, iflash_parts[_i].tag, &image, 3, NULL);
	ck_assert_int_eq(gx_iflash_decode(built(), &got), GOPX_OK);
	ck_assert_uint_eq(got.size, o.len);
	ck_assert(gx_span_equal(got.image, gx_span("image", 5)));
	ck_assert_pstr_eq(got.part, iflash_parts[_i].part);
	ck_assert_int_eq(gx_iflash_decode(gx_span(o.data, 0x18 + 4), &got),
			 GOPX_E_FORMAT);
	/* The padding may be missing. */
	ck_assert_int_eq(gx_iflash_decode(gx_span(o.data, 0x18 + 6), &got), GOPX_OK);
	ck_assert_uint_eq(got.size, 0x18 + 6);
	poke_le32(&o, 0x10, 4); /* the sum of the sizes is too small for the image */
	ck_assert_int_eq(gx_iflash_decode(built(), &got), GOPX_E_FORMAT);
	bytes_free(&image);
}
END_TEST

static const struct {
	uint64_t next_at, next_size;
	uint64_t size; /* 0: no archive */
} archive_sizes[] = {
	{ 0, 0, 32 },
	{ 100, 50, 182 },
	{ 0x7fffffffffffffff, 1, 0x8000000000000020 },
	{ UINT64_MAX, 1, 0 },
	{ UINT64_MAX - 40, 20, 0 },
};

START_TEST(rotated_archives_have_a_header)
{
	struct fwbytes file = { 0 }, plain = { 0 };
	uint64_t size;

	put_text(&file, "file");
	sevenzip_put(&plain, "f", &file);
	poke_le64(&plain, 12, archive_sizes[_i].next_at);
	poke_le64(&plain, 20, archive_sizes[_i].next_size);
	poke_le32(&plain, 8, (uint32_t)crc32(0, plain.data + 12, 20));
	pack_rotated(&o, plain.data, plain.len);
	ck_assert_int_eq(gx_rotated_7z_decode(built(), &size) == GOPX_OK,
			 archive_sizes[_i].size != 0);
	ck_assert_uint_eq(size, archive_sizes[_i].size);
	o.data[20] ^= 1; /* this makes the CRC wrong */
	ck_assert_int_eq(gx_rotated_7z_decode(built(), &size), GOPX_E_FORMAT);
	ck_assert_int_eq(gx_rotated_7z_decode(gx_span(o.data, 31), &size), GOPX_E_FORMAT);
	bytes_free(&file);
	bytes_free(&plain);
}
END_TEST

#define COUNT(array) ((int)(sizeof(array) / sizeof((array)[0])))

Suite *gx_test_suite(void)
{
	Suite *suite = suite_create("update formats");
	TCase *tc = tcase_create("update formats");

	tcase_add_checked_fixture(tc, start, finish);
	tcase_add_test(tc, block_is_header_script_and_data);
	tcase_add_loop_test(tc, signatures_end_where_the_next_block_starts, 0,
			    COUNT(signatures));
	tcase_add_test(tc, table_lines_have_blocks_and_names);
	tcase_add_loop_test(tc, flash_order_is_believed_when_it_is_one, 0, COUNT(orders));
	tcase_add_test(tc, flash_order_has_hex_digits_only);
	tcase_add_test(tc, more_files_than_anybody_has);
	tcase_add_test(tc, as_many_files_as_possible_in_any_order);
	tcase_add_test(tc, no_table_is_no_update);
	tcase_add_test(tc, section_frames_have_sums);
	tcase_add_loop_test(tc, entries_have_data_and_metadata, 1, 3);
	tcase_add_test(tc, names_are_read_to_the_end);
	tcase_add_test(tc, thinos_packages_are_two);
	tcase_add_loop_test(tc, packages_are_tags_with_a_module, 0, 2);
	tcase_add_loop_test(tc, iflash_images_are_whole, 0, COUNT(iflash_parts));
	tcase_add_loop_test(tc, rotated_archives_have_a_header, 0, COUNT(archive_sizes));
	suite_add_tcase(suite, tc);
	return suite;
}
