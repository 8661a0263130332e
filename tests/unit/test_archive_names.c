/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * test_archive_names.c - archives are read to their end, whatever bytes the names of the
 * members have
 */
#include <string.h>

#include "format/archive/lha.h"
#include "pack_archive.h"
#include "unit.h"
#include "walk/kind.h"
#include "walk/walk.h"

#define COUNT(array) ((int)(sizeof(array) / sizeof((array)[0])))
#define NONE         "\xef\xbf\xbd" /* U+FFFD */
#define EXTRA(t, c)                     \
	{                               \
		(t), (c), sizeof(c) - 1 \
	}
#define CODE_PAGE(cp) EXTRA(0x46, cp)

static struct fwbytes o;
static struct gx_arena arena;
static struct gx_walk w;

static const uint8_t first_data[] = "the bytes of the first member";
/* libarchive opens no file system of less than 24 sectors. */
static const uint8_t last_data[8192] = "the last member has other bytes";

static void start(void)
{
	o = (struct fwbytes){ 0 };
	gx_arena_init(&arena, &(struct gx_allocator){ 0 });
	w = (struct gx_walk){ .arena = &arena,
			      .limits = { .threads = 1,
					  .max_unpacked = 1 << 20,
					  .max_ratio = 512,
					  .max_nodes = 1 << 16,
					  .max_depth = 64 },
			      .diags = { .max = 64 } };
}

static void finish(void)
{
	gx_arena_fini(&arena);
	bytes_free(&o);
}

static struct pack_member first(const char *name)
{
	return (struct pack_member){ name, first_data, sizeof(first_data), false, false };
}

static const struct pack_member last = { "LAST.ROM", last_data, sizeof(last_data), false,
					 false };

static const struct gx_node *next_member(const struct gx_node *n)
{
	while (n && n->kind != &gx_kind_member)
		n = n->next;
	return n;
}

/* Both members are read. Returns the first one. */
static const struct gx_node *read_both(void)
{
	const struct gx_node *one, *two;

	ck_assert_int_eq(gx_walk_run(&w, gx_span(o.data, o.len)), GOPX_OK);
	ck_assert_uint_eq(w.diags.count, 0);
	one = next_member(w.root->child->child);
	ck_assert_ptr_nonnull(one);
	two = next_member(one->next);
	ck_assert_ptr_nonnull(two);
	ck_assert_ptr_null(next_member(two->next));
	ck_assert(
	    gx_span_equal(one->area.bytes, gx_span(first_data, sizeof(first_data))));
	ck_assert(gx_span_equal(two->area.bytes, gx_span(last_data, sizeof(last_data))));
	ck_assert_str_eq(two->name, "LAST.ROM");
	return one;
}

/* ---- every format -------------------------------------------------------------- */

static const struct {
	const char *name, *shown;
} names[] = {
	/* In code pages 1252, 437 and 932; the last one has a backslash in a character.
	 */
	{ "CAF\xc9", "CAF" NONE },
	{ "\x9a\x82", NONE NONE },
	{ "\x8e\x9a\x83\x5c", NULL },
	/* UTF-8: a name, an encoded surrogate, a number that is too large. */
	{ "\xc3\x89T\xc3\x89", "\xc3\x89T\xc3\x89" },
	{ "\xed\xa0\x80", NULL },
	{ "\xf4\x90\x80\x80", NULL },
	{ "\xff\xfe\xff", NULL },
};

static void lha3_put(struct fwbytes *out, const struct pack_member *members, size_t count,
		     struct pack_fields *fields)
{
	for (size_t i = 0; i < count; i++)
		lha_put_member(out, &members[i], 3, NULL, 0, fields);
	put_u8(out, 0);
}

static pack_archive *const formats[] = {
	zip_put,     zip64_put, cab_put,  rar_put,  rar5_put, tar_put,
	iso9660_put, lha_put,   lha1_put, lha2_put, lha3_put,
};

START_TEST(any_name_is_read_in_any_format)
{
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		const struct pack_member members[] = { first(names[i].name), last };
		const struct gx_node *one;

		formats[_i](&o, members, 2, NULL);
		one = read_both();
		/* libarchive drops a name in a cabinet that is not the UTF-8 that the
		 * cabinet claims. */
		if (names[i].shown && one->name)
			ck_assert_str_eq(one->name, names[i].shown);
		ck_assert(one->name || formats[_i] == cab_put);
		finish();
		start();
	}
}
END_TEST

/* ---- LHA ------------------------------------------------------------------------ */

static const struct {
	const char *name, *shown;
	struct pack_extra extras[3];
} headers[] = {
	{ "CAF\xc9", "CAF" NONE, { CODE_PAGE("\xe4\x04\0\0") } },
	{ "\x9a\x82", NONE NONE, { CODE_PAGE("\xb5\x01\0\0") } },
	{ "\x8e\x9a", NONE NONE, { CODE_PAGE("\xa4\x03\0\0") } },
	{ "PLAIN", "PLAIN", { CODE_PAGE("\xa4\x03\0\0") } },
	{ "PLAIN", "PLAIN", { CODE_PAGE("\xff\xff\xff\x7f") } },
	{ "\xc3\x89", "\xc3\x89", { CODE_PAGE("\xe9\xfd\0\0") } },
	{ "\xc9", NONE, { CODE_PAGE("\xe9\xfd\0\0") } },
	/* UTF-8: the last surrogate, a later character, the largest number, and the next
	 * one. */
	{ "\xed\xbf\xbf", NONE NONE NONE, { CODE_PAGE("\xe9\xfd\0\0") } },
	{ "\xef\xbc\xa1", "\xef\xbc\xa1", { CODE_PAGE("\xe9\xfd\0\0") } },
	{ "\xf4\x8f\xbf\xbf", NONE, { CODE_PAGE("\xe9\xfd\0\0") } },
	{ "\xf4\x90\x80\x80", NONE NONE NONE NONE, { CODE_PAGE("\xe9\xfd\0\0") } },
	/* Names of folders end with FF. */
	{ "A", "\xc3\x89/A", { EXTRA(0x02, "\xc3\x89\xff") } },
	{ "A",
	  NONE "/B/A",
	  { EXTRA(0x02, "\xc9\xff"
			"B\xff"),
	    CODE_PAGE("\xe4\x04\0\0") } },
	/* UTF-16, which may also end the code page, and replaces a name in bytes. */
	{ "A", "\xc3\x89", { EXTRA(0x44, "\xc9\0") } },
	{ "A", "\xc3\x89", { EXTRA(0x44, "\xc9\0"), CODE_PAGE("\xa4\x03\0\0") } },
	{ "A", "\xc3\x89", { EXTRA(0x44, "\xc9\0"), EXTRA(0x01, "B\xd8") } },
	{ "A",
	  "\xc3\x89/A",
	  { EXTRA(0x45, "\xc9\0\xff\xff"), EXTRA(0x02, "\xd8\xd8\xff") } },
	/* A pair of surrogates, half of a pair, and a first byte of 0. */
	{ "A", "\xf0\x90\x90\xb7", { EXTRA(0x44, "\x01\xd8\x37\xdc") } },
	{ "A", NONE NONE, { EXTRA(0x44, "\0\xd8\x37\xdc") } },
	{ "A", NONE, { EXTRA(0x44, "\0\x4e") } },
	{ "A", "B" NONE, { EXTRA(0x44, "B\0\x01\xdc") } },
	{ "A", "B" NONE, { EXTRA(0x44, "B\0\0\xd8") } },
	{ "A", "B" NONE, { EXTRA(0x44, "B\0\xff\xdf") } },
	{ "A", NONE "/A", { EXTRA(0x45, "\x01\xdc\xff\xff") } },
	/* An empty name in UTF-16 replaces none. */
	{ "", "B", { EXTRA(0x44, ""), EXTRA(0x01, "B") } },
	{ "A",
	  NONE "B",
	  { EXTRA(0x44, "\0\x4e"
			"B\0") } },
};

/* The level is 1, 2 or 3. */
START_TEST(lha_names_need_no_table)
{
	const struct pack_member member = first(headers[_i].name);
	size_t count = 0;

	while (count < 3 && headers[_i].extras[count].content)
		count++;
	for (unsigned level = 1; level <= 3; level++) {
		lha_put_member(&o, &member, level, headers[_i].extras, count, NULL);
		lha_put_member(&o, &last, level, NULL, 0, NULL);
		put_u8(&o, 0);
		ck_assert_str_eq(read_both()->name, headers[_i].shown);
		finish();
		start();
	}
}
END_TEST

/* A block of -lh5- with a code of one bit for each of two symbols. */
START_TEST(packed_data_after_a_changed_header_is_read)
{
	static const char text[] = "xyxyxxyyxxxxyyyx";
	static const uint8_t packed[] = "\x00\x10\x20\x04\x27\xa1\x93\x00\x53\x0e";
	const struct pack_member member = { "\xc9", packed, sizeof(packed) - 1, false,
					    false };
	const struct gx_node *n;

	lha_put_member(&o, &member, 0, NULL, 0, NULL);
	poke_u8(&o, 5, '5');
	poke_le32(&o, 11, sizeof(text) - 1);
	poke_le16(&o, 23, 0xd603); /* the CRC of the text */
	poke_u8(&o, 1, bytes_sum8(&o, 2, o.data[0]));
	put_u8(&o, 0);
	ck_assert_int_eq(gx_walk_run(&w, gx_span(o.data, o.len)), GOPX_OK);
	ck_assert_uint_eq(w.diags.count, 0);
	n = next_member(w.root->child->child);
	ck_assert_str_eq(n->name, NONE);
	ck_assert(gx_span_equal(n->area.bytes, gx_span(text, sizeof(text) - 1)));
}
END_TEST

/* Decode the member that was built, and copy its header. */
static bool plain_names(struct gx_lha_member *m, uint8_t copy[])
{
	ck_assert(gx_lha_decode(gx_span(o.data, o.len), m));
	ck_assert_uint_eq(m->size, o.len);
	ck_assert_uint_eq(m->header.len, o.len - sizeof(first_data));
	return gx_lha_plain_names(m, copy);
}

START_TEST(a_plain_header_is_left_alone)
{
	const struct pack_member member = first("PLAIN");
	struct gx_lha_member m;
	uint8_t copy[128];

	lha_put_member(&o, &member, (unsigned)_i, NULL, 0, NULL);
	ck_assert(!plain_names(&m, copy));
}
END_TEST

/* An empty folder in UTF-16 replaces none, and one byte is no name in UTF-16. */
START_TEST(short_names_are_left_alone)
{
	static const struct pack_extra extras[] = {
		EXTRA(0x45, ""),
		EXTRA(0x02, "B\xff"),
		EXTRA(0x44, "\0"),
	};
	const struct pack_member member = first("");
	struct gx_lha_member m;
	uint8_t copy[128];

	lha_put_member(&o, &member, (unsigned)_i, extras, 3, NULL);
	ck_assert(!plain_names(&m, copy));
}
END_TEST

/* An extended header of the checksum's type without a checksum does not change. */
START_TEST(a_checksum_of_less_than_two_bytes_is_none)
{
	const struct pack_extra extra = EXTRA(0x00, "");
	const struct pack_member member = first("\xc9");
	struct gx_lha_member m;
	uint8_t copy[128];

	lha_put_member(&o, &member, (unsigned)_i, &extra, 1, NULL);
	ck_assert(plain_names(&m, copy));
	ck_assert(gx_span_equal(gx_span_tail(m.header, m.header.len - 4),
				gx_span(copy + m.header.len - 4, 4)));
}
END_TEST

/* A wrong checksum stays wrong, so that the archive still counts as damaged. */
START_TEST(a_wrong_checksum_stays_wrong)
{
	const struct pack_member member = first("\xc9");
	struct gx_lha_member m;
	uint8_t right[128], wrong[128];
	size_t at = _i == 3 ? 33 : 27;

	lha_put_member(&o, &member, (unsigned)_i, NULL, 0, NULL);
	ck_assert(plain_names(&m, right));
	o.data[at] ^= 0x55;
	ck_assert(plain_names(&m, wrong));
	ck_assert_uint_eq(wrong[at], right[at] ^ 0x55);
}
END_TEST

/* No part of a header is enough; a member may have no data. */
START_TEST(a_header_that_is_cut_off_is_none)
{
	const struct pack_extra extra = CODE_PAGE("\xa4\x03\0\0");
	const struct pack_member member = { "\xc9", first_data, 0, false, false };
	struct gx_lha_member m;
	uint8_t copy[128];

	lha_put_member(&o, &member, (unsigned)_i, &extra, _i > 0, NULL);
	for (size_t len = 0; len < o.len; len++)
		ck_assert(!gx_lha_decode(gx_span(o.data, len), &m));
	ck_assert(gx_lha_decode(gx_span(o.data, o.len), &m));
	ck_assert(gx_lha_plain_names(&m, copy));
}
END_TEST

/* At level 1, the extended headers belong to the packed data. */
START_TEST(extended_headers_fit_into_the_member)
{
	const struct pack_extra extra = CODE_PAGE("\xa4\x03\0\0");
	const struct pack_member member = { "A", first_data, 0, false, false };
	struct gx_lha_member m;

	lha_put_member(&o, &member, 1, &extra, 1, NULL);
	ck_assert(gx_lha_decode(gx_span(o.data, o.len), &m));
	poke_le32(&o, 7, (uint32_t)extra.len + 2);
	poke_u8(&o, 1, bytes_sum8(&o, 2, o.data[0]));
	ck_assert(!gx_lha_decode(gx_span(o.data, o.len), &m));
}
END_TEST

Suite *gx_test_suite(void)
{
	Suite *s = suite_create("archive names");
	TCase *t = tcase_create("formats");

	tcase_add_checked_fixture(t, start, finish);
	tcase_add_loop_test(t, any_name_is_read_in_any_format, 0, COUNT(formats));
	suite_add_tcase(s, t);
	t = tcase_create("lha");
	tcase_add_checked_fixture(t, start, finish);
	tcase_add_loop_test(t, lha_names_need_no_table, 0, COUNT(headers));
	tcase_add_test(t, packed_data_after_a_changed_header_is_read);
	tcase_add_loop_test(t, a_plain_header_is_left_alone, 0, 4);
	tcase_add_loop_test(t, short_names_are_left_alone, 1, 4);
	tcase_add_loop_test(t, a_checksum_of_less_than_two_bytes_is_none, 1, 4);
	tcase_add_loop_test(t, a_wrong_checksum_stays_wrong, 2, 4);
	tcase_add_loop_test(t, a_header_that_is_cut_off_is_none, 0, 4);
	tcase_add_test(t, extended_headers_fit_into_the_member);
	suite_add_tcase(s, t);
	return s;
}
