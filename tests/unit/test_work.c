/* SPDX-License-Identifier: BSD-2-Clause */
/* test_work.c - the cost of hostile images, counted in examined bytes */
#include "api/image.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <zlib.h>

#include "fwbuild_pe.h"
#include "fwbuild_vbt.h"
#include "hostile.h"
#include "unit.h"
#include "walk/kind.h"

#define MIB    ((size_t)1 << 20)
#define MANY   65536
#define STRIDE 64

#define SMALL ((size_t)128 << 10)
/* The larger image is LARGER times as large. It has room for MANY copies of any magic. */
#define LARGER 16

/* The limit on work that gopx.h states. The walk and the finders have this limit each. */
#define LIMIT(there) (256 * MIB + 64 * (there))

/* A scan may exceed its limit by the bytes that it examines for one level of the tree. */
#define SLACK(there) (32 * (there) + MIB)

struct cost {
	double ratio; /* examined bytes for each byte of input */
	bool complete;
};

/*
 * True if a diagnostic reports that a limit stopped the scan. The limit on diagnostics
 * does not stop a scan.
 */
static bool says_limit(const struct gopx_image *image)
{
	for (size_t i = 0; i < gopx_diag_count(image); i++) {
		const char *code = gopx_diag_at(image, i)->code;

		if (strncmp(code, "limit.", 6) == 0 &&
		    strcmp(code, "limit.diagnostics") != 0)
			return true;
	}
	return false;
}

/*
 * Scan and free 'in'. The cost must be within the limit, or a diagnostic must report the
 * limit.
 */
static struct cost cost_of(struct fwbytes *in)
{
	const struct gopx_options options = { .struct_size = sizeof(options),
					      .threads = 1 };
	struct gopx_image *image;
	struct cost cost;
	uint64_t there;

	ck_assert_int_eq(gopx_scan(in->data, in->len, &options, &image), GOPX_OK);
	there = in->len + image->walk.unpacked;
	cost = (struct cost){ (double)(image->walk.meter.walk + image->walk.meter.find) /
				  (double)there,
			      gopx_image_complete(image) };
	ck_assert_uint_le(image->walk.meter.walk, LIMIT(there) + SLACK(there));
	ck_assert_uint_le(image->walk.meter.find, LIMIT(there) + SLACK(there));
	/* The summary must say the same about limits as the diagnostics. */
	ck_assert(gopx_image_summary(image)->limited == says_limit(image));
	gopx_image_free(image);
	bytes_free(in);
	return cost;
}

static struct cost cost_of_spam(const struct gx_kind *kind, size_t stride, size_t size)
{
	struct fwbytes in = { 0 };

	hostile_spam(&in, kind->magic, kind->magic_len, stride, size);
	return cost_of(&in);
}

static size_t kind_count(void)
{
	size_t count = 0;

	while (gx_kinds[count])
		count++;
	return count;
}

START_TEST(spam_costs_in_proportion_to_its_size)
{
	const struct gx_kind *kind = gx_kinds[_i];
	/*
	 * Some kinds begin far before their magic, so the first magics in the image do
	 * not count. Make the image larger for these kinds.
	 */
	size_t size = SMALL + 16 * (size_t)kind->magic_at;
	struct cost small, large;

	if (!kind->magic)
		return;
	small = cost_of_spam(kind, kind->magic_len, size);
	large = cost_of_spam(kind, kind->magic_len, LARGER * size);
	ck_assert_uint_le((size_t)MANY * kind->magic_len, LARGER * size);
	if (large.complete)
		ck_assert(large.ratio < small.ratio * 1.1);
	cost_of_spam(kind, STRIDE, (size_t)MANY / 4 * STRIDE);
}
END_TEST

/* The most frequent magics of firmware, for tests with 16 MiB of one magic. */
static const struct {
	const char *magic;
	uint8_t len;
} common[] = { { "_FVH", 4 }, { "$VBT", 4 }, { "MZ", 2 }, { "\x55\xaa", 2 } };

static struct cost cost_of_common(int i, size_t size)
{
	struct fwbytes in = { 0 };

	hostile_spam(&in, common[i].magic, common[i].len, common[i].len, size);
	return cost_of(&in);
}

START_TEST(sixteen_mib_of_a_magic_cost_sixteen_times_as_much_as_one)
{
	struct cost small = cost_of_common(_i, MIB);
	struct cost large = cost_of_common(_i, 16 * MIB);

	ck_assert(large.complete);
	ck_assert(large.ratio < small.ratio * 1.1);
}
END_TEST

static size_t count_of(const struct gopx_image *image, enum gopx_finding_kind kind)
{
	size_t count = 0;

	for (size_t i = 0; i < gopx_finding_count(image); i++)
		count += gopx_finding_kind(gopx_finding_at(image, i)) == kind;
	return count;
}

/*
 * Put a row of TE headers. Each has a first section inside the row, and a last one
 * outside.
 */
static void put_te_row(struct fwbytes *row, size_t size)
{
	const size_t header = 40, section = 40;

	hostile_spam(row, "VZ\x64\x86", 4, section, size);
	for (size_t at = 0; at + header + section <= size; at += section) {
		poke_u8(row, at + 4, 250);
		poke_le16(row, at + 6, (unsigned)header);
		poke_le32(row, at + 16, 1);
		poke_le32(row, at + 20, at % (section * 250) ? 0 : UINT32_MAX);
	}
}

/* The bytes after each header are read as its table of sections, which costs work. */
START_TEST(sections_of_a_header_are_paid)
{
	struct fwbytes row = { 0 };

	put_te_row(&row, 4 * MIB);
	ck_assert(!cost_of(&row).complete);
}
END_TEST

/* A row of the magic alone costs little, because the first section is already invalid. */
START_TEST(headers_without_sections_are_refused_at_once)
{
	struct fwbytes row = { 0 };

	hostile_spam(&row, "VZ\x4c\x01", 4, 4, MIB);
	ck_assert(cost_of(&row).ratio < 64);
}
END_TEST

/*
 * A scan must find a driver and a table after 65,536 copies of a magic. If it is the
 * magic of a package, which is expensive to open, a diagnostic may report the limit
 * instead.
 */
START_TEST(spam_hides_nothing)
{
	const struct gx_kind *kind = gx_kinds[_i];
	struct fwbytes in = { 0 };
	struct gopx_image *image;

	if (!kind->magic)
		return;
	hostile_spam(&in, kind->magic, kind->magic_len, kind->magic_len + 1,
		     (size_t)MANY * (kind->magic_len + 1u));
	put_fill(&in, 0, 0x1000);
	gop_put(&in, &(struct gop_options){ 0 });
	put_fill(&in, 0, 0x1000);
	vbt_put(&in, &(struct vbt_options){ 0 });
	ck_assert_int_eq(gopx_scan(in.data, in.len, NULL, &image), GOPX_OK);
	if (kind->package && !gopx_image_complete(image)) {
		ck_assert(says_limit(image));
	} else {
		ck_assert_uint_eq(count_of(image, GOPX_FINDING_GOP), 1);
		ck_assert_uint_eq(count_of(image, GOPX_FINDING_VBT), 1);
	}
	ck_assert(kind->package || gopx_image_complete(image));
	gopx_image_free(image);
	bytes_free(&in);
}
END_TEST

static void volumes_56(struct fwbytes *o, size_t size)
{
	hostile_volumes(o, 0x38, size);
}

static void volumes_72(struct fwbytes *o, size_t size)
{
	hostile_volumes(o, 0x48, size);
}

static void lzma_sections(struct fwbytes *o, size_t size)
{
	hostile_sections(o, "EE4E5898-3914-4259-9D6E-DC7BD79403CF", size);
}

static void tiano_sections(struct fwbytes *o, size_t size)
{
	hostile_sections(o, "A31280AD-481E-41B6-95E8-127F4C984779", size);
}

static void gzip_sections(struct fwbytes *o, size_t size)
{
	hostile_sections(o, "1D301FE9-BE79-4353-91C2-D23BC959AE0C", size);
}

static void brotli_sections(struct fwbytes *o, size_t size)
{
	hostile_sections(o, "3D532050-5CDA-4FD0-879E-0F7F630D5AFB", size);
}

static void crc_sections(struct fwbytes *o, size_t size)
{
	hostile_sections(o, "FC1BCDB0-7D31-49AA-936A-A4600D9DD083", size);
}

static void unknown_sections(struct fwbytes *o, size_t size)
{
	hostile_sections(o, "00000000-0000-0000-0000-000000000001", size);
}

static void deep_tables(struct fwbytes *o, size_t size)
{
	hostile_deep_tables(o, 900, size);
}

static void (*const crafted[])(struct fwbytes *o, size_t size) = {
	volumes_56,       volumes_72,
	hostile_streams,  lzma_sections,
	tiano_sections,   gzip_sections,
	brotli_sections,  crc_sections,
	unknown_sections, hostile_empty_sections,
	hostile_tables,   hostile_small_tables,
	hostile_drivers,  deep_tables,
};

/*
 * A limit stops the scan of each of these images. Without the limit, the cost would grow
 * faster than the size of the image.
 */
START_TEST(pieces_in_pieces_are_bounded)
{
	struct fwbytes in = { 0 };

	crafted[_i](&in, 4 * MIB);
	ck_assert(!cost_of(&in).complete);
}
END_TEST

/* The data looks like a stream up to its last block. Examining it counts as work. */
START_TEST(blocks_of_no_stream_cost_work)
{
	struct fwbytes in = { 0 };
	struct gx_extent extent = { 0 };

	put_bytes(&in, "\x28\xb5\x2f\xfd\0\0", 6);
	put_fill(&in, 0, 3 * 1000);
	put_fill(&in, 6, 3);
	ck_assert(!gx_kind_zstd.probe(gx_span(in.data, in.len), &extent));
	ck_assert_uint_ge(extent.looked, 3 * 1000);
	bytes_free(&in);
}
END_TEST

/* Streams without content, and an archive without members. */
static const struct {
	const char *bytes;
	uint8_t len;
} empty[] = {
	{ "\x1f\x8b\x08\0\0\0\0\0\0\3\3\0\0\0\0\0\0\0\0\0", 20 },
	{ "\xfd\x37zXZ\0\0\4\xe6\xd6\xb4\x46\0\0\0\0\x1c\xdf\x44\x21\x1f\xb6\xf3\x7d\1\0"
	  "\0"
	  "\0\0\4YZ",
	  32 },
	{ "\x28\xb5\x2f\xfd\x20\0\1\0\0", 9 },
	{ "\x04\x22\x4d\x18\x64\x40\xa7\0\0\0\0", 11 },
	{ "Rar!\x1a\7\0\xcf\x90\x73\0\0\x0d\0\0\0\0\0\0\0", 20 },
};

#define ROW ((size_t)64 << 10)

static void put_row(struct fwbytes *o, int i, size_t size)
{
	while (o->len + empty[i].len <= size)
		put_bytes(o, empty[i].bytes, empty[i].len);
}

/*
 * In a longer row of streams, the cost for each byte must not be higher than in a shorter
 * row, unless a limit stops the scan.
 */
START_TEST(rows_of_empty_streams_are_read_once)
{
	struct fwbytes row = { 0 }, longer = { 0 };
	struct cost small, large;

	put_row(&row, _i, ROW);
	put_row(&longer, _i, LARGER * ROW);
	small = cost_of(&row);
	large = cost_of(&longer);
	ck_assert(!large.complete || large.ratio < small.ratio * 1.1);
}
END_TEST

/* Put a zip archive of one member, whose deflated blocks are empty. */
static void put_hollow_zip(struct fwbytes *o, size_t packed)
{
	const size_t directory = 31 + packed;

	put_bytes(o, "PK\3\4\x14\0\0\0\x08\0\0\0\0\0\0\0\0\0", 18);
	put_le32(o, (uint32_t)packed);
	put_le32(o, 0);
	put_bytes(o, "\1\0\0\0a", 5);
	while (o->len + 5 <= directory)
		put_bytes(o, "\0\0\0\xff\xff", 5);
	put_fill(o, 0, directory - o->len);
	put_bytes(o, "PK\1\2\x14\0\x14\0\0\0\x08\0\0\0\0\0\0\0\0\0", 20);
	put_le32(o, (uint32_t)packed);
	put_le32(o, 0);
	put_bytes(o, "\1\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0a", 19);
	put_bytes(o, "PK\5\6\0\0\0\0\1\0\1\0\x2f\0\0\0", 16);
	put_le32(o, (uint32_t)directory);
	put_le16(o, 0);
}

/* Unpacking a member without content counts as work, too: as much as its packed size. */
START_TEST(members_that_give_nothing_are_paid)
{
	struct fwbytes in = { 0 };

	put_hollow_zip(&in, MIB);
	ck_assert(cost_of(&in).ratio > 16);
}
END_TEST

/*
 * The tables have the same CRC-32, and differ only in their last bytes. Comparing them
 * counts as work.
 */
START_TEST(tables_of_one_digest_are_bounded)
{
	struct fwbytes in = { 0 };

	hostile_same_tables(&in, 0x8000, 2000);
	ck_assert(!cost_of(&in).complete);
}
END_TEST

#define COLLIDING 20000

/* The digest of a stream is the CRC-32 of its codec, its length and its first bytes. */
static uint32_t digest_before(uint32_t codec, uint64_t len)
{
	return (uint32_t)crc32_z(codec, (const void *)&len, sizeof(len));
}

/*
 * Different streams have the same digest. Each stream must be compared only with a few
 * others. Only the time shows this, so the test measures seconds. The limit is twenty
 * times the needed time.
 */
START_TEST(streams_of_one_digest_are_not_all_compared)
{
	struct gx_arena arena;
	struct gx_streams streams = { 0 };
	const struct gx_stream_limits limits = { 512, 64 * MIB, 1 };
	struct gx_unpack *jobs = calloc(COLLIDING, sizeof(*jobs));
	struct fwbytes in = { 0 };
	uint64_t unpacked;
	clock_t began;

	ck_assert_ptr_nonnull(jobs);
	gx_arena_init(&arena, &(struct gx_allocator){ 0 });
	hostile_same_sums(&in, digest_before(GX_CODEC_TIANO, 32), 32, COLLIDING);
	for (size_t i = 0; i < COLLIDING; i++)
		gx_unpack_try(&jobs[i], GX_CODEC_TIANO, gx_span(in.data + 32 * i, 32));
	began = clock();
	ck_assert_int_eq(
	    gx_streams_run(&streams, &arena, jobs, COLLIDING, &limits, &unpacked),
	    GOPX_OK);
	ck_assert_int_lt((clock() - began) / CLOCKS_PER_SEC, 2);
	gx_arena_fini(&arena);
	bytes_free(&in);
	free(jobs);
}
END_TEST

/* The two streams differ only after the bytes that their digest covers. */
START_TEST(streams_of_one_digest_stay_apart)
{
	static uint8_t bytes[2][64 * 1024];
	struct gx_arena arena;
	struct gx_streams streams = { 0 };
	const struct gx_stream_limits limits = { 512, 64 * MIB, 1 };
	struct gx_unpack jobs[3] = { 0 };
	uint64_t unpacked;

	bytes[1][sizeof(bytes[1]) - 1] = 1;
	gx_arena_init(&arena, &(struct gx_allocator){ 0 });
	for (size_t i = 0; i < 3; i++)
		gx_unpack_try(&jobs[i], GX_CODEC_INVERT,
			      gx_span(bytes[i % 2], sizeof(bytes[0])));
	ck_assert_int_eq(gx_streams_run(&streams, &arena, jobs, 3, &limits, &unpacked),
			 GOPX_OK);
	ck_assert_uint_eq(unpacked, sizeof(bytes));
	ck_assert_ptr_eq(jobs[0].unpacked.ptr, jobs[2].unpacked.ptr);
	ck_assert_uint_eq(jobs[0].unpacked.ptr[sizeof(bytes[0]) - 1], 0xff);
	ck_assert_uint_eq(jobs[1].unpacked.ptr[sizeof(bytes[0]) - 1], 0xfe);
	gx_arena_fini(&arena);
}
END_TEST

static size_t held, most_held; /* the number of allocated bytes */

static void *counted_alloc(void *ctx, size_t size)
{
	size_t *head = malloc(sizeof(max_align_t) + size);

	(void)ctx;
	if (!head)
		return NULL;
	*head = size;
	held += size;
	most_held = held > most_held ? held : most_held;
	return (uint8_t *)head + sizeof(max_align_t);
}

static void counted_free(void *ctx, void *ptr)
{
	size_t *head = (size_t *)(void *)((uint8_t *)ptr - sizeof(max_align_t));

	(void)ctx;
	held -= *head;
	free(head);
}

/*
 * Truncated streams state 16 MiB of output. gopx must allocate only what the limit
 * allows.
 */
START_TEST(streams_that_say_much_hold_little)
{
	const struct gopx_options options = { .struct_size = sizeof(options),
					      .threads = 1,
					      .alloc_fn = counted_alloc,
					      .free_fn = counted_free };
	struct fwbytes in = { 0 };
	struct gopx_image *image;

	held = most_held = 0;
	hostile_broken_streams(&in, 16 * MIB, 16 << 10);
	ck_assert_int_eq(gopx_scan(in.data, in.len, &options, &image), GOPX_OK);
	ck_assert_uint_gt(image->walk.unpacked, 0);
	ck_assert_uint_le(most_held, 128 * MIB);
	gopx_image_free(image);
	bytes_free(&in);
}
END_TEST

Suite *gx_test_suite(void)
{
	Suite *suite = suite_create("work");
	TCase *tc = tcase_create("work");

	tcase_add_loop_test(tc, spam_costs_in_proportion_to_its_size, 0,
			    (int)kind_count());
	tcase_add_loop_test(tc, sixteen_mib_of_a_magic_cost_sixteen_times_as_much_as_one,
			    0, sizeof(common) / sizeof(common[0]));
	tcase_add_test(tc, sections_of_a_header_are_paid);
	tcase_add_test(tc, headers_without_sections_are_refused_at_once);
	tcase_add_loop_test(tc, spam_hides_nothing, 0, (int)kind_count());
	tcase_add_loop_test(tc, pieces_in_pieces_are_bounded, 0,
			    sizeof(crafted) / sizeof(crafted[0]));
	tcase_add_test(tc, blocks_of_no_stream_cost_work);
	tcase_add_loop_test(tc, rows_of_empty_streams_are_read_once, 0,
			    sizeof(empty) / sizeof(empty[0]));
	tcase_add_test(tc, members_that_give_nothing_are_paid);
	tcase_add_test(tc, tables_of_one_digest_are_bounded);
	tcase_add_test(tc, streams_of_one_digest_are_not_all_compared);
	tcase_add_test(tc, streams_of_one_digest_stay_apart);
	tcase_add_test(tc, streams_that_say_much_hold_little);
	suite_add_tcase(suite, tc);
	return suite;
}
