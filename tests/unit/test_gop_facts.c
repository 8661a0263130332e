/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * test_gop_facts.c - the facts about graphics drivers: version, supported devices, the
 * driver as it was before it was relocated
 */
#include "find/driver/gop_facts.h"
#include "find/driver/gop_name.h"

#include <stdlib.h>
#include <string.h>

#include "find/platform.h"
#include "fwbuild_pe.h"
#include "unit.h"

static struct fwbytes bytes;
static struct gx_pe pe;
static struct gx_pe_map map;
static struct gx_gop_pe driver;
static struct gx_gop_version version;
static uint16_t ids[GX_GOP_DEVICES_MAX];
static size_t id_count;

/* Decode the current content of 'bytes'. */
static void look(void)
{
	driver.bytes = gx_span(bytes.data, bytes.len);
	ck_assert_int_eq(gx_pe_decode(driver.bytes, &pe), GOPX_OK);
	gx_pe_map_make(driver.bytes, &pe, &map);
	driver.pe = &pe;
	driver.map = &map;
	driver.name_at = gx_gop_name_find(driver.bytes);
	driver.named = driver.name_at < driver.bytes.len;
	gx_gop_version_find(&driver, &version);
	id_count = gx_gop_devices_find(&driver, ids);
}

static void build(const struct gop_options *options)
{
	bytes_free(&bytes);
	gop_put(&bytes, options);
	look();
}

static void teardown(void)
{
	bytes_free(&bytes);
}

/* ---- version ---- */

static const char *const versions[] = { "2.0.1024",  "9.0.1084",    "13.0.1018",
					"17.0.1077", "21.1.6",      "22.1.1035",
					"9.1.99999", "2.0.35.1018", "3.0.14.1015" };

START_TEST(code_tells_the_version)
{
	build(&(struct gop_options){ .version = versions[_i] });
	ck_assert_str_eq(version.text, versions[_i]);
	ck_assert(version.exact);
}
END_TEST

START_TEST(ia32_code_tells_the_version)
{
	build(&(struct gop_options){
	    .machine = MACHINE_IA32, .version = "7.2.1011", .base = 0x10000 });
	ck_assert_str_eq(version.text, "7.2.1011");
	ck_assert(version.exact);
}
END_TEST

/* Remove the code, so that nothing refers to the strings and the list. */
static void forget_code(void)
{
	memset(bytes.data + gx_span_offset(driver.bytes, map.sections[0].data), 0xCC,
	       map.sections[0].data.len);
	look();
}

START_TEST(strings_alone_leave_the_minor_number_open)
{
	build(&(struct gop_options){ .version = "9.0.1084" });
	forget_code();
	ck_assert_str_eq(version.text, "9.?.1084");
	ck_assert(!version.exact);
}
END_TEST

START_TEST(strings_in_a_row_tell_all)
{
	build(&(struct gop_options){ .machine = MACHINE_IA32, .version = "7.1.1007" });
	forget_code();
	ck_assert_str_eq(version.text, "7.1.1007");
	ck_assert(!version.exact);
}
END_TEST

/* Replace the string at 'at'. */
static void retype(size_t at, const char *text)
{
	struct fwbytes wide = { 0 };

	put_utf16(&wide, text);
	poke_bytes(&bytes, at, wide.data, wide.len);
	bytes_free(&wide);
	look();
}

START_TEST(two_numbers_in_one_string_are_the_first_two)
{
	build(&(struct gop_options){ .version = "3.0.14.1015" });
	forget_code();
	ck_assert_str_eq(version.text, "3.0.1015");
	/* The numbers of the version are in strings side by side, as in drivers for Ivy
	 * Bridge. */
	retype(driver.name_at + 0x88, "3.0");
	retype(driver.name_at + 0x90, "14");
	retype(driver.name_at + 0x98, "1015");
	ck_assert_str_eq(version.text, "3.0.14.1015");
	ck_assert(!version.exact);
	/*
	 * A string with other characters is not a number, and no major number is 0.
	 */
	retype(driver.name_at + 0x88, ".0");
	ck_assert_str_eq(version.text, "14.?.1015");
	retype(driver.name_at + 0x90, "0");
	ck_assert_str_eq(version.text, "");
}
END_TEST

START_TEST(a_short_build_number_is_not_guessed)
{
	build(&(struct gop_options){ .version = "21.1.6" });
	forget_code();
	ck_assert_str_eq(version.text, "");
}
END_TEST

START_TEST(without_name_strings_tell_nothing)
{
	build(&(struct gop_options){ .leave_out = GOP_NAME });
	ck_assert(!driver.named);
	ck_assert(version.exact);
	forget_code();
	ck_assert_str_eq(version.text, "");
}
END_TEST

START_TEST(no_version_is_none)
{
	build(&(struct gop_options){ .leave_out = GOP_VERSION });
	ck_assert_str_eq(version.text, "");
	ck_assert(!version.exact);
}
END_TEST

/* Let the code's n-th reference to a string point to offset 'to'. */
static void redirect(unsigned n, size_t to)
{
	size_t at = 0;
	uint32_t rva = map.sections[0].rva;

	for (unsigned i = 0; i <= n; i++) {
		struct fwbytes rest = { bytes.data + at, bytes.len - at, 0 };

		at += bytes_find(&rest, "\x48\x8D\x15", 3) + 3;
	}
	rva += (uint32_t)(at - gx_span_offset(driver.bytes, map.sections[0].data));
	to -= gx_span_offset(driver.bytes, map.sections[1].data);
	poke_le32(&bytes, at, map.sections[1].rva + (uint32_t)to - (rva + 4));
	look();
}

static size_t build_at(void)
{
	return bytes_find(&bytes, "1\0000\0008\0004\0", 8);
}

START_TEST(three_numbers_and_no_other_count)
{
	build(&(struct gop_options){ 0 });
	redirect(2, build_at()); /* "." becomes a fourth number */
	ck_assert_str_eq(version.text, "9.?.1084");
	build(&(struct gop_options){ 0 });
	redirect(3, driver.name_at); /* the minor number becomes another text */
	ck_assert_str_eq(version.text, "9.?.1084");
	ck_assert(!version.exact);
}
END_TEST

START_TEST(dots_do_not_count)
{
	build(&(struct gop_options){ 0 });
	redirect(2, driver.name_at);
	redirect(4, driver.name_at);
	ck_assert_str_eq(version.text, "9.0.1084");
	ck_assert(version.exact);
}
END_TEST

START_TEST(numbers_without_end_are_none)
{
	build(&(struct gop_options){ 0 });
	/* The string has no terminator, and 0x3939 is not a digit. */
	memset(bytes.data + build_at(), '9', 64);
	look();
	ck_assert_str_eq(version.text, "");
	build(&(struct gop_options){ .version = "9.0.1084" });
	poke_bytes(&bytes, build_at(), "1\0000\0008\0004\0005\0006\0", 12);
	look();
	ck_assert_str_eq(version.text, "");
}
END_TEST

/* ---- devices ---- */

static void check_ids(const uint16_t *want, size_t count)
{
	ck_assert_uint_eq(id_count, count);
	for (size_t i = 0; i < count; i++)
		ck_assert_uint_eq(ids[i], want[i]);
}

/*
 * Lists as in real drivers: short lists, and lists with unknown IDs at the start, inside
 * and at the end.
 */
static const struct {
	uint16_t ids[16];
	size_t count;
} lists[] = {
	{ { 0x3184, 0x3185 }, 2 },
	{ { 0x0F30, 0x0F31, 0x0F32, 0x0F33 }, 4 },
	{ { 0x0A84, 0x1A84, 0x5A84, 0x1A85, 0x5A85 }, 5 },
	{ { 0x4500, 0x4541, 0x4551, 0x4E51, 0x4E69 }, 5 },
	{ { 0x0D22, 0x0D26, 0x0090, 0x0BD0, 0x0BD1, 0x0BD2, 0x0BD3, 0x0BD4, 0x1606,
	    0x1616 },
	  10 },
	{ { 0x9AF8, 0x9AD9, 0xFF20, 0x9940, 0xCAFE, 0x4C8A }, 6 },
	{ { 0x7D41, 0x7D67, 0x7D52, 0x7DD2, 0x6840 }, 5 },
};

START_TEST(the_list_behind_the_name_is_read)
{
	build(&(struct gop_options){
	    .ids = lists[_i].ids, .id_count = lists[_i].count, .ids_after_name = true });
	check_ids(lists[_i].ids, lists[_i].count);
}
END_TEST

START_TEST(ia32_lists_are_read)
{
	build(&(struct gop_options){ .machine = MACHINE_IA32,
				     .version = "7.1.1007",
				     .ids = lists[1].ids,
				     .id_count = 4,
				     .ids_after_name = true });
	check_ids(lists[1].ids, 4);
}
END_TEST

/* Return the offset of the list. */
static size_t list_at(void)
{
	return driver.name_at + 0x130;
}

START_TEST(what_code_refers_to_next_ends_a_list)
{
	build(&(struct gop_options){
	    .ids = lists[0].ids, .id_count = 2, .ids_after_name = true });
	/*
	 * As in the driver 13.0.1018, the string with the major number directly follows
	 * the list. It must not be read as an ID.
	 */
	poke_bytes(&bytes, list_at() + 4, "9\0\0\0", 4);
	redirect(2, list_at() + 4);
	check_ids(lists[0].ids, 2);
	/* Between the list and the next string are three words, which may be IDs. */
	poke_bytes(&bytes, list_at() + 4,
		   "\x11\x77\x22\x77\x33\x77"
		   "9\0\0\0",
		   10);
	redirect(2, list_at() + 10);
	ck_assert_uint_eq(id_count, 5);
	ck_assert_uint_eq(ids[4], 0x7733);
}
END_TEST

START_TEST(data_behind_a_list_is_not_of_it)
{
	build(&(struct gop_options){
	    .ids = lists[1].ids, .id_count = 4, .ids_after_name = true });
	for (size_t i = 0; i < 16; i++)
		poke_le16(&bytes, list_at() + 8 + i * 2, 0x7700 + (unsigned)i);
	look();
	check_ids(lists[1].ids, 4);
	/* Small numbers are text, not IDs, also directly after the list. */
	poke_bytes(&bytes, list_at() + 8, "9\0\0\0", 4);
	look();
	check_ids(lists[1].ids, 4);
}
END_TEST

/*
 * A list as in drivers for graphics cards. It starts with more unknown IDs than any other
 * list, and ends with unknown IDs. The code does not refer to the bytes after it.
 */
static const uint16_t card_ids[] = {
	0x4F80, 0x4F81, 0x4F82, 0x4F83, 0x4F84, 0x4F85, 0x4F86, 0x4F87, 0x4F88,
	0x5690, 0x5691, 0x5692, 0x56A0, 0xE201, 0x6480, 0x4F8C, 0x4F89,
};
#define CARD_IDS (sizeof(card_ids) / sizeof(card_ids[0]))

START_TEST(the_code_says_how_long_a_list_is)
{
	struct gop_options options = { .machine = _i ? MACHINE_IA32 : 0,
				       .ids = card_ids,
				       .id_count = CARD_IDS,
				       .ids_after_name = true };

	build(&options);
	ck_assert_uint_lt(id_count, CARD_IDS);
	options.ids_loop = CARD_IDS;
	build(&options);
	poke_bytes(&bytes, list_at() + CARD_IDS * 2, "\x33\xAD\x3B\xFD\x3D\xF5", 6);
	look();
	check_ids(card_ids, CARD_IDS);
	options.ids_loop = CARD_IDS - 2;
	build(&options);
	check_ids(card_ids, CARD_IDS - 2);
}
END_TEST

/*
 * The code compares an index with a count that does not fit the list. With the second
 * count, the list would reach past the end of the file.
 */
START_TEST(a_loop_without_known_ids_is_over_no_list)
{
	static const uint16_t others[] = { 0x7701, 0x3E9B, 0x7702, 0x3E9B, 0x7703 };
	struct gop_options options = {
		.ids = others, .id_count = 5, .ids_after_name = true, .ids_loop = 2
	};

	build(&options);
	ck_assert_uint_ne(id_count, 2);
	options = (struct gop_options){ .ids = lists[1].ids,
					.id_count = 4,
					.ids_after_name = true,
					.ids_loop = 255 };
	build(&options);
	check_ids(lists[1].ids, 4);
}
END_TEST

/* The code is at the end of the file. It ends 'more' bytes after its LEA. */
START_TEST(code_that_ends_at_once_says_nothing)
{
	static const uint8_t code[] = { 0x48, 0x8D, 0x15, 0,    0,    0,
					0,    0x80, 0xF9, 0x02, 0x72, 0xE8 };
	size_t more = (size_t)_i, start;
	uint32_t to;
	uint8_t *exact;

	build(&(struct gop_options){
	    .ids = lists[1].ids, .id_count = 4, .ids_after_name = true });
	to = map.sections[1].rva +
	     (uint32_t)(list_at() - gx_span_offset(driver.bytes, map.sections[1].data));
	start = bytes.len;
	put_bytes(&bytes, code, 7 + more);
	poke_le32(&bytes, start + 3, to - (map.sections[0].rva + 7));
	poke_le32(&bytes, pe.sections_at + 16, (uint32_t)(7 + more));
	poke_le32(&bytes, pe.sections_at + 20, (uint32_t)start);
	exact = malloc(bytes.len);
	ck_assert_ptr_nonnull(exact);
	memcpy(exact, bytes.data, bytes.len);
	driver.bytes = gx_span(exact, bytes.len);
	gx_pe_map_make(driver.bytes, &pe, &map);
	id_count = gx_gop_devices_find(&driver, ids);
	check_ids(lists[1].ids, more == 5 ? 2 : 4);
	free(exact);
}
END_TEST

START_TEST(a_list_without_end_is_cut)
{
	static uint16_t many[GX_GOP_DEVICES_MAX + 64];

	for (size_t i = 0; i < GX_GOP_DEVICES_MAX + 64; i++)
		many[i] = i % 2 ? 0x1902 : 0x3E9B;
	build(&(struct gop_options){
	    .ids = many, .id_count = GX_GOP_DEVICES_MAX + 64, .ids_after_name = true });
	ck_assert_uint_eq(id_count, GX_GOP_DEVICES_MAX);
}
END_TEST

START_TEST(one_id_over_and_over_is_no_list)
{
	uint16_t same[64];

	for (size_t i = 0; i < 64; i++)
		same[i] = 0x1902;
	build(
	    &(struct gop_options){ .ids = same, .id_count = 64, .ids_after_name = true });
	ck_assert_uint_eq(id_count, 0);
}
END_TEST

START_TEST(without_the_name_runs_are_joined)
{
	static const uint16_t run[] = { 0x1902, 0x1906, 0x3E9B, 0x1902, 0x5912 };
	static const uint16_t each[] = { 0x1902, 0x1906, 0x3E9B, 0x5912 };

	build(&(struct gop_options){ .leave_out = GOP_NAME, .ids = run, .id_count = 5 });
	check_ids(each, 4);
	/* Three known IDs in a row may be there by chance. */
	build(&(struct gop_options){ .leave_out = GOP_NAME, .ids = run, .id_count = 3 });
	ck_assert_uint_eq(id_count, 0);
}
END_TEST

/* ---- the driver as built ---- */

START_TEST(copies_have_one_built_form)
{
	struct gx_arena arena;
	struct gx_span built, again;
	struct fwbytes kept = { 0 };
	uint64_t budget = 100000;

	gx_arena_init(&arena, &(struct gx_allocator){ 0 });
	build(&(struct gop_options){ 0 });
	ck_assert_int_eq(gx_gop_normalize(&arena, &driver, &budget, &built), GOPX_OK);
	ck_assert_ptr_eq(built.ptr, bytes.data);
	put_bytes(&kept, bytes.data, bytes.len);
	build(&(struct gop_options){ .base = 0xFFA20094 });
	ck_assert_int_eq(gx_gop_normalize(&arena, &driver, &budget, &again), GOPX_OK);
	ck_assert(gx_span_equal(again, gx_span(kept.data, kept.len)));
	ck_assert_uint_eq(budget, 100000 - kept.len);
	budget = kept.len - 1;
	ck_assert_int_eq(gx_gop_normalize(&arena, &driver, &budget, &again), GOPX_OK);
	ck_assert_uint_eq(again.len, 0);
	budget = kept.len;
	pe.relocations_size = 0;
	ck_assert_int_eq(gx_gop_normalize(&arena, &driver, &budget, &again), GOPX_OK);
	ck_assert_uint_eq(again.len, 0);
	bytes_free(&kept);
	gx_arena_fini(&arena);
}
END_TEST

/* ---- platforms ---- */

START_TEST(device_ids_are_sorted_and_found)
{
	for (size_t i = 0; i < gx_pci_id_count; i++) {
		const struct gx_pci_id *d = &gx_pci_ids[i];

		ck_assert(i == 0 || d[-1].device < d->device);
		ck_assert_uint_lt(d->platform, GX_PLATFORM_COUNT);
		ck_assert_uint_eq(gx_platform_of_device(d->device), d->platform);
	}
	ck_assert_uint_eq(gx_platform_of_device(0x3E9B), GX_CFL);
	ck_assert_uint_eq(gx_platform_of_device(0x0000), GX_PLATFORM_COUNT);
	ck_assert_uint_eq(gx_platform_of_device(0x9BA0), GX_PLATFORM_COUNT);
	ck_assert_uint_eq(gx_platform_of_device(0xFFFF), GX_PLATFORM_COUNT);
}
END_TEST

START_TEST(every_platform_has_names_and_devices)
{
	const struct gx_platform *p = &gx_platforms[_i];
	size_t devices = 0;

	ck_assert(p->code[0] && p->name[0] && p->generation[0]);
	for (size_t i = 0; i < gx_pci_id_count; i++)
		devices += gx_pci_ids[i].platform == _i;
	/*
	 * Platforms before Sandy Bridge had no UEFI drivers, so their devices are not in
	 * the table.
	 */
	ck_assert(devices > 0 || _i < GX_SNB);
}
END_TEST

Suite *gx_test_suite(void)
{
	Suite *s = suite_create("gop_facts");
	TCase *c = tcase_create("facts");

	tcase_add_checked_fixture(c, NULL, teardown);
	tcase_add_loop_test(c, code_tells_the_version, 0,
			    sizeof(versions) / sizeof(versions[0]));
	tcase_add_test(c, ia32_code_tells_the_version);
	tcase_add_test(c, strings_alone_leave_the_minor_number_open);
	tcase_add_test(c, strings_in_a_row_tell_all);
	tcase_add_test(c, two_numbers_in_one_string_are_the_first_two);
	tcase_add_test(c, a_short_build_number_is_not_guessed);
	tcase_add_test(c, without_name_strings_tell_nothing);
	tcase_add_test(c, no_version_is_none);
	tcase_add_test(c, three_numbers_and_no_other_count);
	tcase_add_test(c, dots_do_not_count);
	tcase_add_test(c, numbers_without_end_are_none);
	tcase_add_loop_test(c, the_list_behind_the_name_is_read, 0,
			    sizeof(lists) / sizeof(lists[0]));
	tcase_add_test(c, ia32_lists_are_read);
	tcase_add_test(c, what_code_refers_to_next_ends_a_list);
	tcase_add_test(c, data_behind_a_list_is_not_of_it);
	tcase_add_loop_test(c, the_code_says_how_long_a_list_is, 0, 2);
	tcase_add_test(c, a_loop_without_known_ids_is_over_no_list);
	tcase_add_loop_test(c, code_that_ends_at_once_says_nothing, 0, 6);
	tcase_add_test(c, a_list_without_end_is_cut);
	tcase_add_test(c, one_id_over_and_over_is_no_list);
	tcase_add_test(c, without_the_name_runs_are_joined);
	tcase_add_test(c, copies_have_one_built_form);
	tcase_add_test(c, device_ids_are_sorted_and_found);
	tcase_add_loop_test(c, every_platform_has_names_and_devices, 0,
			    GX_PLATFORM_COUNT);
	suite_add_tcase(s, c);
	return s;
}
