/* SPDX-License-Identifier: BSD-2-Clause */
/* test_fwbuild.c - the builder's volumes, files and sections obey the specification */
#include "fwbuild.h"

#include "unit.h"

static struct fwb b;

static void start(void)
{
	b = (struct fwb){ 0 };
}

static void finish(void)
{
	ck_assert_uint_eq(b.depth, 0);
	fwb_free(&b);
}

static uint64_t le(size_t at, unsigned count)
{
	uint64_t value = 0;

	ck_assert_uint_le(at + count, b.out.len);
	while (count-- > 0)
		value = value << 8 | b.out.data[at + count];
	return value;
}

static void check_guid(size_t at, const char *guid)
{
	struct fwbytes want = { 0 };

	put_guid(&want, guid);
	ck_assert_mem_eq(b.out.data + at, want.data, 16);
	bytes_free(&want);
}

START_TEST(guid_bytes_are_in_efi_order)
{
	static const uint8_t want[] = { 0x33, 0x22, 0x11, 0x00, 0x55, 0x44, 0x77, 0x66,
					0x88, 0x99, 0xAA, 0xBB, 0xCC, 0xDD, 0xEE, 0xFF };

	put_guid(&b.out, "00112233-4455-6677-8899-AABBCCDDEEFF");
	ck_assert_uint_eq(b.out.len, 16);
	ck_assert_mem_eq(b.out.data, want, 16);
}
END_TEST

START_TEST(volume_header)
{
	b.next_fv.size = 0x1000;
	fv_begin(&b, FFS2);
	fv_end(&b);
	ck_assert_uint_eq(b.out.len, 0x1000);
	check_guid(16, FFS2);
	ck_assert_uint_eq(le(0x20, 8), 0x1000);
	ck_assert_mem_eq(b.out.data + 0x28, "_FVH", 4);
	ck_assert_uint_eq(le(0x2C, 4) & 0x800, 0x800);
	ck_assert_uint_eq(le(0x30, 2), 0x48);
	ck_assert_uint_eq(bytes_sum16(&b.out, 0, 0x48), 0);
	ck_assert_uint_eq(le(0x34, 2), 0);
	ck_assert_uint_eq(le(0x37, 1), 2);
	ck_assert_uint_eq(le(0x38, 4) * le(0x3C, 4), 0x1000);
	ck_assert_uint_eq(le(0x40, 8), 0);
	ck_assert_uint_eq(le(0x48, 8), UINT64_MAX);
}
END_TEST

START_TEST(volume_of_revision_1_and_polarity_0)
{
	b.next_fv.size = 0x400;
	b.next_fv.polarity0 = true;
	fv_begin(&b, FFS1);
	fv_end(&b);
	ck_assert_uint_eq(le(0x37, 1), 1);
	ck_assert_uint_eq(le(0x2C, 4) & 0x800, 0);
	ck_assert_uint_eq(le(0x3F8, 8), 0);
}
END_TEST

START_TEST(specials_are_used_once)
{
	b.next_fv.size = 0x1000;
	fv_begin(&b, FFS2);
	fv_end(&b);
	fv_begin(&b, FFS2);
	fv_end(&b);
	ck_assert_uint_eq(b.out.len, 0x1200);
}
END_TEST

START_TEST(volume_lies)
{
	b.next_fv.size = 0x400;
	b.next_fv.length = UINT64_MAX;
	b.next_fv.header_length = LIE_ZERO;
	b.next_fv.blocks = 7;
	b.next_fv.ext_offset = 0x1234;
	b.next_fv.checksum_xor = 0x8001;
	fv_begin(&b, FFS2);
	fv_end(&b);
	ck_assert_uint_eq(b.out.len, 0x400);
	ck_assert_uint_eq(le(0x20, 8), UINT64_MAX);
	ck_assert_uint_eq(le(0x30, 2), 0);
	ck_assert_uint_eq(le(0x38, 4), 7);
	ck_assert_uint_eq(le(0x34, 2), 0x1234);
	ck_assert_uint_ne(bytes_sum16(&b.out, 0, 0x48), 0);
	poke_le16(&b.out, 0x32, (unsigned)le(0x32, 2) ^ 0x8001);
	ck_assert_uint_eq(bytes_sum16(&b.out, 0, 0x48), 0);
}
END_TEST

START_TEST(ext_header_moves_the_first_file)
{
	size_t file;

	b.next_fv.ext_name = GUID_Z;
	b.next_fv.ext_data = 5;
	fv_begin(&b, FFS2);
	file = file_begin(&b, FILE_RAW, GUID_X);
	file_end(&b);
	fv_end(&b);
	ck_assert_uint_eq(le(0x34, 2), 0x48);
	check_guid(0x48, GUID_Z);
	ck_assert_uint_eq(le(0x58, 4), 20 + 25);
	ck_assert_uint_eq(le(0x5C, 2), 25);
	ck_assert_uint_eq(file, 0x78);
}
END_TEST

START_TEST(ext_header_in_a_pad_file)
{
	b.next_fv.ext_name = GUID_Z;
	b.next_fv.ext_in_pad = true;
	fv_begin(&b, FFS2);
	fv_end(&b);
	ck_assert_uint_eq(le(0x34, 2), 0x60);
	ck_assert_uint_eq(le(0x48 + 18, 1), FILE_PAD);
	check_guid(0x60, GUID_Z);
}
END_TEST

/*
 * With State and the file checksum as zero, the sum of the header is zero (PI volume 3,
 * 3.2.3).
 */
static unsigned header_sum(size_t at, size_t size)
{
	return (bytes_sum8(&b.out, at, size) - b.out.data[at + 17] -
		b.out.data[at + 23]) &
	       0xFF;
}

START_TEST(file_header)
{
	size_t at;

	fv_begin(&b, FFS2);
	at = file_begin(&b, FILE_DRIVER, GUID_X);
	put_text(&b.out, "body");
	file_end(&b);
	fv_end(&b);
	ck_assert_uint_eq(at, 0x48);
	check_guid(at, GUID_X);
	ck_assert_uint_eq(header_sum(at, 24), 0);
	ck_assert_uint_eq(le(at + 17, 1), 0xAA);
	ck_assert_uint_eq(le(at + 18, 1), FILE_DRIVER);
	ck_assert_uint_eq(le(at + 19, 1), 0);
	ck_assert_uint_eq(le(at + 20, 3), 28);
	ck_assert_uint_eq(le(at + 23, 1), 0xF8);
	ck_assert_mem_eq(b.out.data + at + 24, "body", 4);
}
END_TEST

START_TEST(files_are_aligned_to_the_volume)
{
	size_t volume, second;

	put_fill(&b.out, 0, 3);
	volume = fv_begin(&b, FFS2);
	file_begin(&b, FILE_RAW, GUID_X);
	put_u8(&b.out, 1);
	file_end(&b);
	second = file_begin(&b, FILE_RAW, GUID_Y);
	file_end(&b);
	fv_end(&b);
	ck_assert_uint_eq(volume, 3);
	ck_assert_uint_eq(second, 3 + 0x68);
	ck_assert_uint_eq(b.out.data[second - 1], 0xFF);
}
END_TEST

START_TEST(file_state_is_inverted_where_erased_is_1)
{
	size_t ff, zero;

	fv_begin(&b, FFS2);
	b.next_file.state = 0x17;
	ff = file_begin(&b, FILE_RAW, GUID_X);
	file_end(&b);
	fv_end(&b);
	b.next_fv.polarity0 = true;
	fv_begin(&b, FFS2);
	zero = file_begin(&b, FILE_RAW, GUID_X);
	file_end(&b);
	fv_end(&b);
	ck_assert_uint_eq(le(ff + 23, 1), 0xE8);
	ck_assert_uint_eq(le(zero + 23, 1), 0x07);
}
END_TEST

START_TEST(file_data_checksum)
{
	size_t at;

	fv_begin(&b, FFS2);
	b.next_file.checksum = true;
	at = file_begin(&b, FILE_RAW, GUID_X);
	put_bytes(&b.out, "\x12\x34\x56", 3);
	file_end(&b);
	fv_end(&b);
	ck_assert_uint_eq(le(at + 19, 1), 0x40);
	ck_assert_uint_eq((le(at + 17, 1) + 0x12 + 0x34 + 0x56) & 0xFF, 0);
	ck_assert_uint_eq(header_sum(at, 24), 0);
}
END_TEST

START_TEST(large_file_headers)
{
	static const struct {
		const char *file_system;
		unsigned size;
	} forms[] = { { FFS2, 28 }, { FFS3, 32 } };
	size_t at;

	fv_begin(&b, forms[_i].file_system);
	b.next_file.large = true;
	at = file_begin(&b, FILE_RAW, GUID_X);
	put_u8(&b.out, 1);
	file_end(&b);
	fv_end(&b);
	ck_assert_uint_eq(le(at + 19, 1), 0x01);
	ck_assert_uint_eq(le(at + 20, 3), 0);
	ck_assert_uint_eq(le(at + 24, forms[_i].size - 24), forms[_i].size + 1);
	ck_assert_uint_eq(header_sum(at, forms[_i].size), 0);
}
END_TEST

START_TEST(file_tail_is_the_complement)
{
	size_t at;

	fv_begin(&b, FFS1);
	b.next_file.tail = true;
	at = file_begin(&b, FILE_RAW, GUID_X);
	put_text(&b.out, "data");
	file_end(&b);
	fv_end(&b);
	ck_assert_uint_eq(le(at + 20, 3), 30);
	ck_assert_uint_eq(le(at + 17, 1), 0x5A);
	ck_assert_uint_eq(le(at + 28, 2) ^ le(at + 16, 2), 0xFFFF);
}
END_TEST

START_TEST(file_lies)
{
	size_t at;

	fv_begin(&b, FFS2);
	b.next_file.size = LIE_ZERO;
	b.next_file.header_sum_xor = 0x10;
	b.next_file.data_sum_xor = 0x01;
	at = file_begin(&b, FILE_RAW, GUID_X);
	file_end(&b);
	fv_end(&b);
	ck_assert_uint_eq(le(at + 20, 3), 0);
	ck_assert_uint_ne(header_sum(at, 24), 0);
	ck_assert_uint_eq(le(at + 17, 1), 0xAB);
}
END_TEST

START_TEST(sections_are_aligned_to_the_file)
{
	size_t first, second;

	put_fill(&b.out, 0, 3);
	fv_begin(&b, FFS2);
	file_begin(&b, FILE_FREEFORM, GUID_X);
	first = section(&b, SECTION_RAW, "a", 1);
	second = ui_section(&b, "N");
	file_end(&b);
	fv_end(&b);
	ck_assert_uint_eq(le(first, 3), 5);
	ck_assert_uint_eq(le(first + 3, 1), SECTION_RAW);
	ck_assert_uint_eq(second, first + 8);
	ck_assert_mem_eq(b.out.data + second, "\x08\x00\x00\x15N\0\0\0", 8);
}
END_TEST

START_TEST(version_sections_start_with_the_build)
{
	version_section(&b, 0x1234, "1");
	ck_assert_uint_eq(b.out.len, 10);
	ck_assert_mem_eq(b.out.data,
			 "\x0A\x00\x00\x14\x34\x12"
			 "1\0\0\0",
			 10);
}
END_TEST

START_TEST(extended_sections)
{
	b.next_section.extended = true;
	section(&b, SECTION_RAW, "abcd", 4);
	ck_assert_uint_eq(le(0, 3), 0xFFFFFF);
	ck_assert_uint_eq(le(4, 4), 12);
	ck_assert_mem_eq(b.out.data + 8, "abcd", 4);
}
END_TEST

START_TEST(guided_sections_state_where_data_is)
{
	b.next_section.prefix = 4;
	guided_begin(&b, GUID_CRC32, pack_crc32);
	put_text(&b.out, "123456789");
	section_end(&b);
	check_guid(4, GUID_CRC32);
	ck_assert_uint_eq(le(0, 3), 24 + 4 + 9);
	ck_assert_uint_eq(le(20, 2), 28);
	ck_assert_uint_eq(le(22, 2), GUIDED_PROCESSING_REQUIRED);
	ck_assert_uint_eq(le(24, 4), 0xCBF43926);
}
END_TEST

START_TEST(compression_sections_state_the_size_before)
{
	compressed_begin(&b, 2, pack_lzma);
	put_fill(&b.out, 0x55, 1000);
	section_end(&b);
	ck_assert_uint_eq(le(0, 3), b.out.len);
	ck_assert_uint_eq(le(4, 4), 1000);
	ck_assert_uint_eq(le(8, 1), 2);
	ck_assert_uint_lt(b.out.len, 100);
}
END_TEST

START_TEST(section_lies)
{
	b.next_section.size = 3; /* smaller than its own header */
	section(&b, SECTION_RAW, "abcd", 4);
	ck_assert_uint_eq(b.out.len, 8);
	ck_assert_uint_eq(le(0, 3), 3);
	b.next_section.data_offset = 0x10; /* in the header */
	guided_begin(&b, GUID_X, NULL);
	section_end(&b);
	ck_assert_uint_eq(le(8 + 20, 2), 0x10);
	b.next_section.unpacked = LIE_ZERO;
	compressed_begin(&b, 0, NULL);
	put_text(&b.out, "abcd");
	section_end(&b);
	ck_assert_uint_eq(le(b.out.len - 9, 4), 0);
}
END_TEST

START_TEST(packed_sections_nest)
{
	size_t inner;

	guided_begin(&b, GUID_X, NULL);
	freeform_begin(&b, GUID_Y);
	put_text(&b.out, "x");
	section_end(&b);
	inner = section(&b, SECTION_RAW, "y", 1);
	section_end(&b);
	ck_assert_uint_eq(inner, 24 + 24);
	ck_assert_uint_eq(le(24, 3), 4 + 16 + 1);
	ck_assert_uint_eq(le(24 + 3, 1), SECTION_FREEFORM);
	ck_assert_uint_eq(le(0, 3), b.out.len);
	ck_assert_uint_eq(le(20, 2), 24);
}
END_TEST

Suite *gx_test_suite(void)
{
	Suite *suite = suite_create("fwbuild");
	TCase *t = tcase_create("structures");

	tcase_add_checked_fixture(t, start, finish);
	tcase_add_test(t, guid_bytes_are_in_efi_order);
	tcase_add_test(t, volume_header);
	tcase_add_test(t, volume_of_revision_1_and_polarity_0);
	tcase_add_test(t, specials_are_used_once);
	tcase_add_test(t, volume_lies);
	tcase_add_test(t, ext_header_moves_the_first_file);
	tcase_add_test(t, ext_header_in_a_pad_file);
	tcase_add_test(t, file_header);
	tcase_add_test(t, files_are_aligned_to_the_volume);
	tcase_add_test(t, file_state_is_inverted_where_erased_is_1);
	tcase_add_test(t, file_data_checksum);
	tcase_add_loop_test(t, large_file_headers, 0, 2);
	tcase_add_test(t, file_tail_is_the_complement);
	tcase_add_test(t, file_lies);
	tcase_add_test(t, sections_are_aligned_to_the_file);
	tcase_add_test(t, version_sections_start_with_the_build);
	tcase_add_test(t, extended_sections);
	tcase_add_test(t, guided_sections_state_where_data_is);
	tcase_add_test(t, compression_sections_state_the_size_before);
	tcase_add_test(t, section_lies);
	tcase_add_test(t, packed_sections_nest);
	suite_add_tcase(suite, t);
	return suite;
}
