/* SPDX-License-Identifier: BSD-2-Clause */
/* test_fwbuild_pack.c - other decoders unpack what the builder packed */
#include "fwbuild_pack.h"

#include <string.h>

#include <brotli/decode.h>
#include <lzma.h>
#include <zlib.h>

#include "fwbuild_pe.h"
#include "unit.h"

enum { ROOM = 1 << 16 };

static struct fwbytes plain, packed;
static uint8_t unpacked[ROOM];

/* The input is code, so that the x86 filter has calls to change. */
static void start(void)
{
	plain = packed = (struct fwbytes){ 0 };
	gop_put(&plain, &(struct gop_options){ 0 });
	put_fill(&plain, 0, 3);
	ck_assert_uint_le(plain.len, ROOM);
}

static void finish(void)
{
	bytes_free(&plain);
	bytes_free(&packed);
}

static uint64_t le(size_t at, unsigned count)
{
	uint64_t value = 0;

	ck_assert_uint_le(at + count, packed.len);
	while (count-- > 0)
		value = value << 8 | packed.data[at + count];
	return value;
}

static void check_unpacked(size_t len)
{
	ck_assert_uint_eq(len, plain.len);
	ck_assert_mem_eq(unpacked, plain.data, len);
}

/* Unpack the LZMA_Alone stream at 'at', which must end at the end of the buffer. */
static size_t unpack_lzma(size_t at, size_t room)
{
	lzma_stream strm = LZMA_STREAM_INIT;

	ck_assert_int_eq(lzma_alone_decoder(&strm, UINT64_MAX), LZMA_OK);
	strm.next_in = packed.data + at;
	strm.avail_in = packed.len - at;
	strm.next_out = unpacked;
	strm.avail_out = room;
	ck_assert_int_eq(lzma_code(&strm, LZMA_FINISH), LZMA_STREAM_END);
	ck_assert_uint_eq(strm.avail_in, 0);
	lzma_end(&strm);
	return room - strm.avail_out;
}

START_TEST(lzma_states_its_size)
{
	pack_lzma(&packed, plain.data, plain.len);
	ck_assert_uint_eq(le(0, 1), 0x5D);
	ck_assert_uint_eq(le(LZMA_SIZE_AT, 8), plain.len);
	check_unpacked(unpack_lzma(0, plain.len));
}
END_TEST

START_TEST(lzma_has_an_end_marker_when_asked)
{
	pack_lzma_end_marker(&packed, plain.data, plain.len);
	ck_assert_uint_eq(le(LZMA_SIZE_AT, 8), UINT64_MAX);
	check_unpacked(unpack_lzma(0, ROOM));
}
END_TEST

START_TEST(legacy_lzma_has_four_bytes_before)
{
	pack_lzma_legacy(&packed, plain.data, plain.len);
	ck_assert_uint_eq(le(0, 4), (packed.len - 4) | 0x80000000);
	check_unpacked(unpack_lzma(4, plain.len));
}
END_TEST

START_TEST(the_x86_filter_is_under_lzma)
{
	lzma_options_lzma settings = { .dict_size = 1 << 20, .lc = 3, .lp = 0, .pb = 2 };
	lzma_filter filters[] = {
		{ .id = LZMA_FILTER_X86 },
		{ .id = LZMA_FILTER_LZMA1EXT, .options = &settings },
		{ .id = LZMA_VLI_UNKNOWN },
	};
	size_t in = 13, out = 0;

	pack_lzma_x86(&packed, plain.data, plain.len);
	lzma_set_ext_size(settings, plain.len);
	ck_assert_int_eq(lzma_raw_buffer_decode(filters, NULL, packed.data, &in,
						packed.len, unpacked, &out, ROOM),
			 LZMA_OK);
	check_unpacked(out);
	unpack_lzma(0, plain.len);
	ck_assert(memcmp(unpacked, plain.data, plain.len) != 0);
}
END_TEST

START_TEST(zeros_need_no_memory)
{
	pack_lzma_zeros(&packed, 60000);
	ck_assert_uint_eq(le(LZMA_SIZE_AT, 8), 60000);
	memset(unpacked, 0xEE, sizeof(unpacked));
	ck_assert_uint_eq(unpack_lzma(0, 60000), 60000);
	for (size_t i = 0; i < 60000; i++)
		ck_assert_uint_eq(unpacked[i], 0);
}
END_TEST

/* Decoders in this test unpack EFI 1.1 and Tiano streams. */
START_TEST(tiano_states_both_sizes)
{
	fw_pack *const forms[] = { pack_tiano, pack_efi11 };

	forms[_i](&packed, plain.data, plain.len);
	ck_assert_uint_eq(le(0, 4) + 8, packed.len);
	ck_assert_uint_eq(le(4, 4), plain.len);
}
END_TEST

static size_t inflate_at(size_t at, int form)
{
	z_stream strm = { .next_in = packed.data + at,
			  .avail_in = (uInt)(packed.len - at),
			  .next_out = unpacked,
			  .avail_out = ROOM };

	ck_assert_int_eq(inflateInit2(&strm, form), Z_OK);
	ck_assert_int_eq(inflate(&strm, Z_FINISH), Z_STREAM_END);
	ck_assert_uint_eq(strm.avail_in, 0);
	inflateEnd(&strm);
	return strm.total_out;
}

START_TEST(gzip_unpacks)
{
	pack_gzip(&packed, plain.data, plain.len);
	ck_assert_uint_eq(le(0, 2), 0x8B1F);
	ck_assert_uint_eq(le(4, 4), 0); /* no time stamp */
	check_unpacked(inflate_at(0, 15 + 16));
}
END_TEST

START_TEST(amd_zlib_has_a_header)
{
	pack_zlib_amd(&packed, plain.data, plain.len);
	ck_assert_uint_eq(le(0x14, 4) + 0x100, packed.len);
	check_unpacked(inflate_at(0x100, 15));
}
END_TEST

START_TEST(brotli_has_a_header)
{
	size_t len = ROOM;

	pack_brotli(&packed, plain.data, plain.len);
	ck_assert_uint_eq(le(0, 8), plain.len);
	ck_assert_int_eq(
	    BrotliDecoderDecompress(packed.len - 16, packed.data + 16, &len, unpacked),
	    BROTLI_DECODER_RESULT_SUCCESS);
	check_unpacked(len);
}
END_TEST

START_TEST(signatures_are_before_the_data)
{
	size_t head;

	pack_rsa2048(&packed, plain.data, plain.len);
	ck_assert_uint_eq(packed.len, RSA2048_CERT_SIZE + plain.len);
	ck_assert_mem_eq(packed.data + RSA2048_CERT_SIZE, plain.data, plain.len);
	bytes_free(&packed);
	pack_signed_contents(&packed, plain.data, plain.len);
	head = le(0, 4);
	ck_assert_uint_eq(packed.len, head + plain.len);
	ck_assert_mem_eq(packed.data + head, plain.data, plain.len);
}
END_TEST

START_TEST(packers_append)
{
	put_text(&packed, "before");
	pack_lzma(&packed, plain.data, plain.len);
	ck_assert_mem_eq(packed.data, "before", 6);
	check_unpacked(unpack_lzma(6, plain.len));
}
END_TEST

Suite *gx_test_suite(void)
{
	Suite *suite = suite_create("fwbuild_pack");
	TCase *t = tcase_create("packers");

	tcase_add_checked_fixture(t, start, finish);
	tcase_add_test(t, lzma_states_its_size);
	tcase_add_test(t, lzma_has_an_end_marker_when_asked);
	tcase_add_test(t, legacy_lzma_has_four_bytes_before);
	tcase_add_test(t, the_x86_filter_is_under_lzma);
	tcase_add_test(t, zeros_need_no_memory);
	tcase_add_loop_test(t, tiano_states_both_sizes, 0, 2);
	tcase_add_test(t, gzip_unpacks);
	tcase_add_test(t, amd_zlib_has_a_header);
	tcase_add_test(t, brotli_has_a_header);
	tcase_add_test(t, signatures_are_before_the_data);
	tcase_add_test(t, packers_append);
	suite_add_tcase(suite, t);
	return suite;
}
