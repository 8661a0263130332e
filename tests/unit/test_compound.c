/* SPDX-License-Identifier: BSD-2-Clause */
/* test_compound.c - compound files (MSI): streams, their order, and damage */
#include "format/archive/compound.h"

#include <gopx/gopx.h>

#include <stdlib.h>
#include <string.h>

#include "fwbuild_vbt.h"
#include "pack_compound.h"
#include "unit.h"

#define TABLE_AT 0x1E00 /* in the stream; the table crosses the end of a sector */

static struct fwbytes o, stream, table;
static struct gopx_image *image;

static void start(void)
{
	o = stream = table = (struct fwbytes){ 0 };
	image = NULL;
	vbt_put(&table, &(struct vbt_options){ 0 });
	put_fill_to(&stream, 'x', TABLE_AT);
	put_bytes(&stream, table.data, table.len);
	put_fill_to(&stream, 'y', 0x4123);
}

static void finish(void)
{
	gopx_image_free(image);
	bytes_free(&o);
	bytes_free(&stream);
	bytes_free(&table);
}

static void put_file(bool scattered)
{
	static uint8_t text[COMPOUND_STREAM_MIN];
	const struct compound_stream streams[] = {
		{ "Text", text, sizeof(text), false },
		{ "Binary.Setup", stream.data, stream.len, scattered },
	};

	memset(text, 't', sizeof(text));
	compound_put(&o, streams, 2);
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

static bool has_table(void)
{
	struct gopx_bytes bytes;

	if (gopx_finding_count(image) != 1)
		return false;
	bytes = gopx_finding_body(gopx_finding_at(image, 0));
	return bytes.size >= table.len && memcmp(bytes.data, table.data, table.len) == 0;
}

START_TEST(streams_are_put_together)
{
	const struct gopx_node *n;

	put_file(_i);
	scan();
	ck_assert(gopx_image_complete(image));
	ck_assert_uint_eq(gopx_diag_count(image), 0);
	ck_assert(has_table());
	n = gopx_node_child(gopx_root(image));
	ck_assert_str_eq(gopx_node_type(n), "compound");
	n = gopx_node_child(n);
	ck_assert_str_eq(gopx_node_name(n), "Text");
	n = gopx_node_next(n);
	ck_assert_str_eq(gopx_node_name(n), "Binary.Setup");
	ck_assert_uint_eq(gopx_node_bytes(n).size, stream.len);
	ck_assert_mem_eq(gopx_node_bytes(n).data, stream.data, stream.len);
}
END_TEST

/*
 * A chain of sectors continues at an earlier sector, past the end of the file, or in
 * the other stream.
 */
START_TEST(a_chain_that_leads_astray_is_said)
{
	static const uint32_t to[] = { 38, 0x7FFFFFFF, 0 };

	put_file(true);
	poke_le32(&o, compound_entry_at(&o, 38), to[_i]);
	scan();
	ck_assert(says("compound.chain"));
	/*
	 * Without a valid chain, gopx searches the sectors in the order of the file. They
	 * are in reverse order, so gopx finds no complete table.
	 */
	ck_assert(!has_table());
}
END_TEST

/*
 * Without its table of sectors, the file has no streams. But gopx finds a video BIOS
 * table whose sectors are in the right order.
 */
START_TEST(without_a_table_the_bytes_are_searched)
{
	put_file(false);
	poke_le32(&o, 76, 0xFFFFFFFF);
	scan();
	ck_assert(has_table());
}
END_TEST

START_TEST(another_header_is_none)
{
	static const size_t at[] = { 0, 26, 28, 30, 56 };

	put_file(true);
	poke_u8(&o, at[_i], 0x55);
	scan();
	ck_assert(!gopx_node_child(gopx_root(image)) ||
		  strcmp(gopx_node_type(gopx_node_child(gopx_root(image))), "compound"));
}
END_TEST

/* The header has room for 109 sector numbers. More numbers are in separate sectors. */
START_TEST(a_long_list_of_the_table_goes_on_in_sectors)
{
	uint32_t numbers[110];
	struct gx_compound c;

	put_file(false);
	put_fill_to(&o, 0, COMPOUND_SECTOR * 131);
	poke_le32(&o, 44, 110); /* number of sectors in the table */
	poke_le32(&o, 68, 129); /* first sector with more numbers: the last sector */
	for (size_t i = 0; i < 109; i++)
		poke_le32(&o, 76 + 4 * i, (uint32_t)(10 + i));
	poke_le32(&o, COMPOUND_SECTOR * 130, 7);
	ck_assert(gx_compound_decode(gx_span(o.data, o.len), &c));
	ck_assert_uint_eq(c.end, 130);
	ck_assert_uint_eq(c.table_count, 110);
	c.table = numbers;
	gx_compound_collect(&c);
	ck_assert_uint_eq(c.table_len, 110);
	ck_assert_uint_eq(numbers[0], 10);
	ck_assert_uint_eq(numbers[109], 7);
	/* A sector that points to itself. */
	poke_le32(&o, COMPOUND_SECTOR * 130, 0xFFFFFFFF);
	gx_compound_collect(&c);
	ck_assert_uint_eq(c.table_len, 109);
}
END_TEST

START_TEST(prefixes_are_read_within_their_bytes)
{
	put_file(true);
	for (size_t n = 0; n < o.len; n += 97) {
		uint8_t *exact = malloc(n + 1);

		ck_assert_ptr_nonnull(exact);
		memcpy(exact + 1, o.data, n);
		gopx_image_free(image);
		ck_assert_int_eq(gopx_scan(exact + 1, n, NULL, &image), GOPX_OK);
		gopx_image_free(image);
		image = NULL;
		free(exact);
	}
}
END_TEST

Suite *gx_test_suite(void)
{
	Suite *suite = suite_create("compound");
	TCase *tc = tcase_create("compound");

	tcase_add_checked_fixture(tc, start, finish);
	tcase_add_loop_test(tc, streams_are_put_together, 0, 2);
	tcase_add_loop_test(tc, a_chain_that_leads_astray_is_said, 0, 3);
	tcase_add_test(tc, without_a_table_the_bytes_are_searched);
	tcase_add_loop_test(tc, another_header_is_none, 0, 5);
	tcase_add_test(tc, a_long_list_of_the_table_goes_on_in_sectors);
	tcase_add_test(tc, prefixes_are_read_within_their_bytes);
	suite_add_tcase(suite, tc);
	return suite;
}
