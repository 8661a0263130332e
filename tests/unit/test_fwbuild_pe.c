/* SPDX-License-Identifier: BSD-2-Clause */
/* test_fwbuild_pe.c - the synthetic driver: headers, marks, version and relocations */
#include "fwbuild_pe.h"

#include <string.h>

#include "fwbuild_guid.h"
#include "unit.h"

static struct fwbytes pe;

static void start(void)
{
	pe = (struct fwbytes){ 0 };
}

static void finish(void)
{
	bytes_free(&pe);
}

static uint64_t le(size_t at, unsigned count)
{
	uint64_t value = 0;

	ck_assert_uint_le(at + count, pe.len);
	while (count-- > 0)
		value = value << 8 | pe.data[at + count];
	return value;
}

static size_t nt(void)
{
	return le(0x3C, 4);
}

static size_t section_entry(size_t index)
{
	return nt() + 24 + le(nt() + 20, 2) + 40 * index;
}

/* Return the offset in the file for an address, from the section table. */
static size_t file_offset(uint64_t rva)
{
	for (size_t i = 0; i < le(nt() + 6, 2); i++) {
		size_t s = section_entry(i);

		if (rva >= le(s + 12, 4) && rva - le(s + 12, 4) < le(s + 16, 4))
			return rva - le(s + 12, 4) + le(s + 20, 4);
	}
	return SIZE_MAX;
}

static bool holds(const char *guid)
{
	struct fwbytes want = { 0 };
	bool found = false;

	put_guid(&want, guid);
	for (size_t at = 0; at + 16 <= pe.len && !found; at++)
		found = memcmp(pe.data + at, want.data, 16) == 0;
	bytes_free(&want);
	return found;
}

START_TEST(pe32_plus_headers)
{
	size_t size = gop_put(&pe, &(struct gop_options){ 0 }), last = section_entry(2);

	ck_assert_uint_eq(size, pe.len);
	ck_assert_mem_eq(pe.data, "MZ", 2);
	ck_assert_mem_eq(pe.data + nt(), "PE\0\0", 4);
	ck_assert_uint_eq(le(nt() + 4, 2), 0x8664);
	ck_assert_uint_eq(le(nt() + 6, 2), 3);
	ck_assert_uint_eq(le(nt() + 24, 2), 0x20B);
	ck_assert_uint_eq(le(nt() + 24 + 24, 8), 0); /* ImageBase */
	ck_assert_uint_eq(le(nt() + 24 + 56, 4), size);
	ck_assert_uint_eq(le(nt() + 24 + 68, 2), 0x0B);
	ck_assert_uint_eq(le(nt() + 24 + 108, 4), 16);
	ck_assert_uint_eq(le(last + 20, 4) + le(last + 16, 4), size);
	ck_assert_mem_eq(pe.data + last, ".reloc\0", 8);
}
END_TEST

START_TEST(pe32_headers)
{
	size_t size = gop_put(
	    &pe, &(struct gop_options){ .machine = MACHINE_IA32, .version = "7.2.1011" });
	size_t last = section_entry(2);

	ck_assert_uint_eq(le(nt() + 4, 2), 0x14C);
	ck_assert_uint_eq(le(nt() + 24, 2), 0x10B);
	ck_assert_uint_eq(le(nt() + 24 + 56, 4), size);
	ck_assert_uint_eq(le(nt() + 24 + 68, 2), 0x0B);
	ck_assert_uint_eq(le(nt() + 24 + 92, 4), 16);
	ck_assert_uint_eq(le(last + 20, 4) + le(last + 16, 4), size);
}
END_TEST

static const struct {
	unsigned mark;
	const char *guid;
} marks[] = {
	{ GOP_OUTPUT, GUID_GRAPHICS_OUTPUT }, { GOP_BINDING, GUID_DRIVER_BINDING },
	{ GOP_POLICY, GUID_GOP_POLICY },      { GOP_NAME2, GUID_GOP_NAME2 },
	{ GOP_BIST, GUID_GOP_BIST },          { GOP_BRIGHTNESS, GUID_GOP_BRIGHTNESS },
};

enum { MARK_COUNT = sizeof(marks) / sizeof(marks[0]) };

START_TEST(each_guid_can_be_left_out)
{
	gop_put(&pe, &(struct gop_options){ .leave_out = marks[_i].mark });
	for (int i = 0; i < MARK_COUNT; i++)
		ck_assert_int_eq(holds(marks[i].guid), i != _i);
}
END_TEST

/*
 * Return the offset of the driver's name (UTF-16) with 'after' next to it, or SIZE_MAX.
 */
static size_t name_at(const char *after, size_t len)
{
	struct fwbytes name = { 0 };
	size_t found = SIZE_MAX;

	put_utf16(&name, "Intel(R) GOP Driver");
	bytes_cut(&name, name.len - 2);
	put_bytes(&name, after, len);
	for (size_t at = 0; at + name.len <= pe.len && found == SIZE_MAX; at++) {
		if (memcmp(pe.data + at, name.data, name.len) == 0)
			found = at;
	}
	bytes_free(&name);
	return found;
}

START_TEST(the_name_ends_in_four_zeros_or_goes_on)
{
	gop_put(&pe, &(struct gop_options){ 0 });
	ck_assert_uint_ne(name_at("\0\0\0\0", 4), SIZE_MAX);
	bytes_free(&pe);
	gop_put(&pe, &(struct gop_options){ .name_goes_on = true });
	ck_assert_uint_eq(name_at("\0\0\0\0", 4), SIZE_MAX);
	ck_assert_uint_ne(name_at(" \0", 2), SIZE_MAX);
	bytes_free(&pe);
	gop_put(&pe, &(struct gop_options){ .leave_out = GOP_NAME });
	ck_assert_uint_eq(name_at("", 0), SIZE_MAX);
}
END_TEST

/* List the strings that the code refers to with "lea rdx, [rip + disp32]", in order. */
static void walk_version(char *text, size_t room)
{
	size_t at = le(section_entry(0) + 20, 4), end = at + le(section_entry(0) + 16, 4);
	uint64_t rva = le(section_entry(0) + 12, 4);
	size_t used = 0;

	for (size_t i = at; i + 7 <= end; i++) {
		size_t string;

		if (memcmp(pe.data + i, "\x48\x8D\x15", 3) != 0)
			continue;
		string = file_offset((rva + (i - at) + 7 + le(i + 3, 4)) & UINT32_MAX);
		ck_assert_uint_ne(string, SIZE_MAX);
		for (; le(string, 2); string += 2) {
			ck_assert_uint_lt(used + 1, room);
			text[used++] = (char)le(string, 2);
		}
	}
	text[used] = 0;
}

START_TEST(the_code_spells_the_version)
{
	static const struct gop_options forms[] = {
		{ 0 },
		{ .page_aligned = true },
		{ .base = 0xFFA20094 },
		{ .code = 40000, .seed = 3 },
	};
	char text[64];

	gop_put(&pe, &forms[_i]);
	walk_version(text, sizeof(text));
	ck_assert_str_eq(text, " [9.0.1084]");
}
END_TEST

START_TEST(another_version)
{
	char text[64];

	gop_put(&pe, &(struct gop_options){ .version = "21.1.6" });
	walk_version(text, sizeof(text));
	ck_assert_str_eq(text, " [21.1.6]");
}
END_TEST

START_TEST(ia32_strings_are_in_a_row)
{
	size_t a;

	gop_put(&pe,
		&(struct gop_options){ .machine = MACHINE_IA32, .version = "7.1.1007" });
	a = name_at("\0\0\0\0", 4);
	ck_assert_uint_ne(a, SIZE_MAX);
	ck_assert_mem_eq(pe.data + a + 0x88, "7\0\0", 4);
	ck_assert_mem_eq(pe.data + a + 0x8C, "1\0\0", 4);
	ck_assert_mem_eq(pe.data + a + 0x90,
			 "1\0"
			 "0\0"
			 "0\0"
			 "7\0\0",
			 10);
}
END_TEST

/* Subtract 'base' at each place that .reloc lists, and from ImageBase. */
static void unrelocate(uint64_t base, unsigned pointer_size)
{
	size_t at = le(section_entry(2) + 20, 4), image_base;

	while (at + 8 <= pe.len && le(at + 4, 4)) {
		for (size_t i = 8; i < le(at + 4, 4); i += 2) {
			unsigned entry = (unsigned)le(at + i, 2);
			size_t where = file_offset(le(at, 4) + (entry & 0xFFF));

			if (entry >> 12 == 10)
				poke_le64(&pe, where, le(where, 8) - base);
			else if (entry >> 12 == 3)
				poke_le32(&pe, where, (uint32_t)(le(where, 4) - base));
		}
		at += le(at + 4, 4);
	}
	image_base = nt() + 24 + (pointer_size == 8 ? 24 : 28);
	if (pointer_size == 8)
		poke_le64(&pe, image_base, 0);
	else
		poke_le32(&pe, image_base, 0);
}

START_TEST(relocations_lead_back_to_zero)
{
	static const struct gop_options forms[] = {
		{ .base = 0xFFA20094 },
		{ .base = 0xFFA20094, .page_aligned = true },
		{ .base = 0x1000000, .machine = MACHINE_IA32, .version = "7.1.1007" },
	};
	struct gop_options plain = forms[_i];
	struct fwbytes want = { 0 };

	plain.base = 0;
	gop_put(&want, &plain);
	gop_put(&pe, &forms[_i]);
	ck_assert(memcmp(pe.data, want.data, want.len) != 0);
	unrelocate(forms[_i].base, forms[_i].machine ? 4 : 8);
	ck_assert_uint_eq(pe.len, want.len);
	ck_assert_mem_eq(pe.data, want.data, want.len);
	bytes_free(&want);
}
END_TEST

START_TEST(ids_are_in_the_data)
{
	static const uint16_t ids[] = { 0x0402, 0x0412, 0x0A16, 0x1616 };
	static const uint8_t bytes[] = { 0x02, 4, 0x12, 4, 0x16, 0x0A, 0x16, 0x16 };

	gop_put(&pe, &(struct gop_options){ .ids = ids, .id_count = 4 });
	ck_assert_uint_eq(bytes_find(&pe, bytes, sizeof(bytes)) % 16, 0);
}
END_TEST

START_TEST(a_certificate_is_behind_the_sections)
{
	size_t size = gop_put(&pe, &(struct gop_options){ .certificate = 64 });
	size_t directory = nt() + 24 + 112 + 4 * 8, last = section_entry(2);

	ck_assert_uint_eq(le(directory, 4) + le(directory + 4, 4), size);
	ck_assert_uint_ge(le(directory, 4), le(last + 20, 4) + le(last + 16, 4));
	ck_assert_uint_eq(le(le(directory, 4), 4), 72);
}
END_TEST

START_TEST(te_is_the_pe_without_its_headers)
{
	struct fwbytes image = { 0 };
	size_t size = gop_put_te(&pe, &(struct gop_options){ 0 }), stripped;

	gop_put(&image, &(struct gop_options){ 0 });
	ck_assert_uint_eq(size, pe.len);
	ck_assert_mem_eq(pe.data, "VZ", 2);
	ck_assert_uint_eq(le(2, 2), 0x8664);
	ck_assert_uint_eq(le(4, 1), 3);
	ck_assert_uint_eq(le(5, 1), 0x0B);
	stripped = le(6, 2);
	ck_assert_uint_eq(size, image.len - stripped + 40);
	ck_assert_mem_eq(pe.data + 40, image.data + stripped, size - 40);
	ck_assert_mem_eq(pe.data + 40, ".text\0\0", 8);
	bytes_free(&image);
}
END_TEST

START_TEST(another_seed_is_another_driver)
{
	struct fwbytes other = { 0 };

	gop_put(&pe, &(struct gop_options){ .seed = 1 });
	gop_put(&other, &(struct gop_options){ .seed = 2 });
	ck_assert_uint_eq(pe.len, other.len);
	ck_assert(memcmp(pe.data, other.data, pe.len) != 0);
	bytes_free(&other);
}
END_TEST

Suite *gx_test_suite(void)
{
	Suite *suite = suite_create("fwbuild_pe");
	TCase *t = tcase_create("driver");

	tcase_add_checked_fixture(t, start, finish);
	tcase_add_test(t, pe32_plus_headers);
	tcase_add_test(t, pe32_headers);
	tcase_add_loop_test(t, each_guid_can_be_left_out, 0, MARK_COUNT);
	tcase_add_test(t, the_name_ends_in_four_zeros_or_goes_on);
	tcase_add_loop_test(t, the_code_spells_the_version, 0, 4);
	tcase_add_test(t, another_version);
	tcase_add_test(t, ia32_strings_are_in_a_row);
	tcase_add_loop_test(t, relocations_lead_back_to_zero, 0, 3);
	tcase_add_test(t, ids_are_in_the_data);
	tcase_add_test(t, a_certificate_is_behind_the_sections);
	tcase_add_test(t, te_is_the_pe_without_its_headers);
	tcase_add_test(t, another_seed_is_another_driver);
	suite_add_tcase(suite, t);
	return suite;
}
