/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * test_qcow2.c - QEMU's disk images: the content of the disk, and images that gopx cannot
 * open
 */
#include "format/input/qcow2.h"

#include <gopx/gopx.h>

#include <stdlib.h>
#include <string.h>

#include "fwbuild_vbt.h"
#include "pack_qcow2.h"
#include "unit.h"

#define TABLE_AT 0x1E00 /* the video BIOS table crosses the end of a cluster */

static struct fwbytes o, disk, table;
static struct gopx_image *image;

static void start(void)
{
	o = disk = table = (struct fwbytes){ 0 };
	image = NULL;
	vbt_put(&table, &(struct vbt_options){ 0 });
	put_fill(&disk, 0xFF, 0x1800);
	put_fill_to(&disk, 'x', TABLE_AT);
	put_bytes(&disk, table.data, table.len);
	put_fill_to(&disk, 0, 0x8000);
	put_fill_to(&disk, 'y', 0x8123);
}

static void finish(void)
{
	gopx_image_free(image);
	bytes_free(&o);
	bytes_free(&disk);
	bytes_free(&table);
}

static void scan(void)
{
	gopx_image_free(image);
	ck_assert_int_eq(gopx_scan(o.data, o.len, NULL, &image), GOPX_OK);
}

static bool says(const char *code)
{
	for (size_t i = 0; i < gopx_diag_count(image); i++) {
		if (strcmp(gopx_diag_at(image, i)->code, code) == 0)
			return true;
	}
	return false;
}

static void poke_be32(size_t at, uint32_t value)
{
	for (size_t i = 0; i < 4; i++)
		poke_u8(&o, at + i, value >> (24 - 8 * i) & 0xFF);
}

static const struct qcow2_options forms[] = {
	{ 2, false, false }, { 3, false, false }, { 3, false, true },
	{ 2, true, false },  { 3, true, true },
};
#define FORMS ((int)(sizeof(forms) / sizeof(forms[0])))

START_TEST(the_disk_is_what_was_written)
{
	struct gopx_bytes bytes;

	qcow2_put(&o, &disk, &forms[_i], NULL);
	scan();
	ck_assert(gopx_image_complete(image));
	ck_assert_uint_eq(gopx_diag_count(image), 0);
	bytes = gopx_node_body(gopx_root(image));
	ck_assert_uint_eq(bytes.size, o.len);
	ck_assert_uint_eq(gopx_finding_count(image), 1);
	bytes = gopx_finding_body(gopx_finding_at(image, 0));
	ck_assert_uint_ge(bytes.size, table.len);
	ck_assert_mem_eq(bytes.data, table.data, table.len);
}
END_TEST

/*
 * Bytes that are not packed have an offset in the file, whatever the order of the
 * clusters.
 */
START_TEST(a_stored_table_has_its_offset)
{
	const struct gopx_place *place;

	qcow2_put(&o, &disk, &(struct qcow2_options){ .backwards = true }, NULL);
	scan();
	place = gopx_finding_place_at(gopx_finding_at(image, 0), 0);
	ck_assert(!place->packed);
	ck_assert_uint_eq(place->offset, bytes_find(&o, table.data, 0x100));
}
END_TEST

static const struct closed {
	size_t at;
	uint32_t value;
	const char *words;
} closed[] = {
	{ 4, 1, "of another version" },  { 12, 0x200, "with a backing file" },
	{ 32, 2, "encrypted" },          { 76, 1 << 2, "in another file" },
	{ 76, 1 << 4, "with features" }, { 72, 1, "with features" },
	{ 20, 8, "invalid header" },     { 20, 22, "invalid header" },
	{ 36, 0, "invalid header" },
};

START_TEST(what_is_not_read_is_said)
{
	const struct gopx_finding *f;

	qcow2_put(&o, &disk, &forms[1], NULL);
	poke_be32(closed[_i].at, closed[_i].value);
	scan();
	ck_assert_uint_eq(gopx_finding_count(image), 1);
	f = gopx_finding_at(image, 0);
	ck_assert_str_eq(gopx_finding_note_code(f), "input.unsupported");
	ck_assert_ptr_nonnull(strstr(gopx_finding_note_text(f), closed[_i].words));
	ck_assert_ptr_nonnull(strstr(gopx_finding_note_text(f), "qemu-img"));
}
END_TEST

/* The byte after the header selects the compression of clusters. */
START_TEST(zstd_is_said)
{
	const struct gopx_finding *f;

	qcow2_put(&o, &disk, &forms[4], NULL);
	poke_be32(76, 1 << 3);
	scan();
	ck_assert_uint_eq(gopx_finding_count(image), 1); /* 0: deflate */
	ck_assert(!says("input.unsupported"));
	poke_u8(&o, 104, 1);
	scan();
	f = gopx_finding_at(image, 0);
	ck_assert_ptr_nonnull(strstr(gopx_finding_note_text(f), "packed with zstd"));
}
END_TEST

START_TEST(a_file_that_is_cut_off_is_said)
{
	qcow2_put(&o, &disk, &forms[1 + _i], NULL);
	bytes_cut(&o, QCOW2_L2 + 2 * QCOW2_CLUSTER);
	scan();
	ck_assert(says("qcow2.cut-off"));
	ck_assert(!gopx_image_complete(image));
}
END_TEST

/* gopx reports the invalid cluster, and reads the rest of the disk. */
START_TEST(a_cluster_that_does_not_unpack_is_said)
{
	qcow2_put(&o, &disk, &forms[3], NULL);
	poke_u8(&o, QCOW2_L2 + QCOW2_CLUSTER,
		0x07); /* a deflate block of an invalid type */
	scan();
	ck_assert(says("qcow2.cluster"));
	ck_assert_uint_eq(gopx_finding_count(image), 1);
}
END_TEST

START_TEST(a_disk_of_many_gib_is_a_limit)
{
	qcow2_put(&o, &disk, &forms[1], NULL);
	poke_be32(24, 0x7F);
	poke_be32(36, 0x7FFFFFFF);
	scan();
	ck_assert(says("limit.ratio"));
	ck_assert(!gopx_image_complete(image));
}
END_TEST

START_TEST(prefixes_are_read_within_their_bytes)
{
	qcow2_put(&o, &disk, &forms[_i], NULL);
	for (size_t n = 0; n <= o.len; n += n < 128 ? 1 : 509) {
		uint8_t *exact = malloc(n + 1);
		struct gx_span file = gx_span(exact + 1, n);
		struct gx_qcow2 q;

		ck_assert_ptr_nonnull(exact);
		memcpy(exact + 1, o.data, n);
		if (gx_qcow2_decode(file, &q) == GOPX_OK && !q.closed) {
			for (uint64_t i = 0; i < gx_qcow2_clusters(&q); i++)
				ck_assert_uint_le(
				    gx_qcow2_cluster(file, &q, i).stored.len, n);
		}
		free(exact);
	}
}
END_TEST

Suite *gx_test_suite(void)
{
	Suite *suite = suite_create("qcow2");
	TCase *tc = tcase_create("qcow2");

	tcase_add_checked_fixture(tc, start, finish);
	tcase_add_loop_test(tc, the_disk_is_what_was_written, 0, FORMS);
	tcase_add_test(tc, a_stored_table_has_its_offset);
	tcase_add_loop_test(tc, what_is_not_read_is_said, 0,
			    sizeof(closed) / sizeof(closed[0]));
	tcase_add_test(tc, zstd_is_said);
	tcase_add_loop_test(tc, a_file_that_is_cut_off_is_said, 0, 2);
	tcase_add_test(tc, a_cluster_that_does_not_unpack_is_said);
	tcase_add_test(tc, a_disk_of_many_gib_is_a_limit);
	tcase_add_loop_test(tc, prefixes_are_read_within_their_bytes, 0, FORMS);
	suite_add_tcase(suite, tc);
	return suite;
}
