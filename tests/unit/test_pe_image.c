/* SPDX-License-Identifier: BSD-2-Clause */
/* test_pe_image.c - addresses, base relocations and references of PE and TE images */
#include <stdlib.h>
#include <string.h>

#include "format/pe/pe_code.h"
#include "fwbuild_pe.h"
#include "unit.h"

static struct fwbytes image;
static struct gx_pe pe;
static struct gx_pe_map map;

static struct gx_span bytes(void)
{
	return gx_span(image.data, image.len);
}

/* Decode the current content of 'image'. */
static void decode(void)
{
	bool te = gx_span_starts(bytes(), "VZ", 2);

	ck_assert_int_eq(te ? gx_te_decode(bytes(), &pe) : gx_pe_decode(bytes(), &pe),
			 GOPX_OK);
	gx_pe_map_make(bytes(), &pe, &map);
}

static void build(const struct gop_options *options)
{
	bytes_free(&image);
	gop_put(&image, options);
	decode();
}

static void build_te(const struct gop_options *options)
{
	bytes_free(&image);
	gop_put_te(&image, options);
	decode();
}

static void teardown(void)
{
	bytes_free(&image);
}

static const struct gop_options kinds[] = {
	{ .machine = MACHINE_X64 },
	{ .machine = MACHINE_IA32 },
	{ .machine = MACHINE_X64, .page_aligned = true },
};
#define KINDS (sizeof(kinds) / sizeof(kinds[0]))

/* Return the offset of the relocation directory in the file. */
static size_t relocations_at(void)
{
	return gx_span_offset(bytes(), gx_pe_map_at(&map, pe.relocations_rva));
}

static size_t count_fixups(bool *damaged)
{
	struct gx_pe_relocs it = gx_pe_relocs(&map, &pe);
	struct gx_pe_fixup fixup;
	size_t count = 0;

	while (gx_pe_reloc_next(&it, &fixup))
		count++;
	*damaged = it.damaged;
	return count;
}

/* ---- sections ---- */

START_TEST(an_address_leads_to_its_bytes)
{
	build(&kinds[_i]);
	ck_assert_uint_eq(map.count, 3);
	for (size_t i = 0; i < map.count; i++) {
		const struct gx_pe_section *s = &map.sections[i];
		struct gx_span last = gx_pe_map_at(&map, s->rva + s->data.len - 1);

		ck_assert(gx_span_equal(gx_pe_map_at(&map, s->rva), s->data));
		ck_assert_uint_eq(last.len, 1);
		ck_assert_int_eq(s->code, i == 0);
	}
	ck_assert_uint_eq(gx_pe_map_at(&map, 0).len, 0);
	ck_assert_uint_eq(gx_pe_map_at(&map, pe.size_of_image).len, 0);
	ck_assert_uint_eq(gx_pe_map_at(&map, UINT64_MAX).len, 0);
}
END_TEST

START_TEST(a_te_image_has_the_same_sections)
{
	struct gx_pe_map whole;

	build(&kinds[_i]);
	whole = map;
	for (size_t i = 0; i < whole.count; i++) {
		uint8_t *copy = malloc(whole.sections[i].data.len);

		gx_span_copy(whole.sections[i].data, copy);
		whole.sections[i].data.ptr = copy;
	}
	build_te(&kinds[_i]);
	ck_assert_uint_eq(map.count, whole.count);
	for (size_t i = 0; i < map.count; i++) {
		ck_assert(gx_span_equal(map.sections[i].data, whole.sections[i].data));
		ck_assert_uint_eq(map.sections[i].rva, whole.sections[i].rva);
		free((void *)(uintptr_t)whole.sections[i].data.ptr);
	}
}
END_TEST

START_TEST(sections_that_lead_out_are_cut)
{
	build(&kinds[0]);
	/*
	 * The first section has size 0xFFFFFFFF. The second one has an offset past the
	 * end.
	 */
	poke_le32(&image, pe.sections_at + 16, UINT32_MAX);
	poke_le32(&image, pe.sections_at + 40 + 20, UINT32_MAX);
	gx_pe_map_make(bytes(), &pe, &map);
	ck_assert_uint_eq(map.count, 3);
	ck_assert_uint_eq(map.sections[0].data.len,
			  image.len - gx_span_offset(bytes(), map.sections[0].data));
	ck_assert_uint_eq(map.sections[1].data.len, 0);
}
END_TEST

START_TEST(a_table_of_too_many_sections_is_cut)
{
	build(&kinds[0]);
	pe.section_count = GX_PE_SECTIONS_MAX;
	gx_pe_map_make(bytes(), &pe, &map);
	ck_assert_uint_eq(map.count, GX_PE_MAP_MAX);
	pe.sections_at = image.len - 39;
	gx_pe_map_make(bytes(), &pe, &map);
	ck_assert_uint_eq(map.count, 0);
}
END_TEST

/* ---- relocations ---- */

START_TEST(undoing_a_relocation_gives_the_image_as_built)
{
	struct gop_options options = kinds[_i];
	struct fwbytes built = { 0 };
	uint8_t *out;

	gop_put(&built, &options);
	options.base = 0xFFA20094;
	build(&options);
	ck_assert_uint_eq(pe.image_base, 0xFFA20094);
	ck_assert(!gx_span_equal(bytes(), gx_span(built.data, built.len)));
	out = malloc(image.len);
	ck_assert_int_eq(gx_pe_unrelocate(bytes(), &pe, out), GOPX_OK);
	ck_assert_mem_eq(out, built.data, built.len);
	free(out);
	bytes_free(&built);
}
END_TEST

START_TEST(fixups_are_listed_with_their_size)
{
	struct gx_pe_relocs it;
	struct gx_pe_fixup fixup;
	size_t count = 0;

	build(&kinds[_i]);
	it = gx_pe_relocs(&map, &pe);
	for (; gx_pe_reloc_next(&it, &fixup); count++) {
		ck_assert_uint_eq(fixup.size, pe.machine == MACHINE_X64 ? 8 : 4);
		ck_assert_uint_ge(gx_pe_map_at(&map, fixup.rva).len, fixup.size);
	}
	ck_assert(!it.damaged);
	/*
	 * There are seven pointers in the data and, on ia32, seven operands in the
	 * code.
	 */
	ck_assert_uint_eq(count, pe.machine == MACHINE_X64 ? 7 : 14);
}
END_TEST

static const struct {
	size_t at; /* in the directory */
	uint32_t value;
	size_t before; /* number of fix-ups before the wrong value */
} lies[] = {
	{ 4, 0, 0 },           /* a block of size 0 */
	{ 4, 7, 0 },           /* smaller than its own header */
	{ 4, 0x7FFFFFF0, 0 },  /* larger than the directory */
	{ 8, 0x10001000, 0 },  /* a type that x64 does not have */
	{ 10, 0x70007000, 1 }, /* the same type after a correct entry */
};

START_TEST(relocations_that_contradict_themselves_end_the_walk)
{
	uint8_t *out;
	bool damaged;

	build(&(struct gop_options){ .base = 0x10000 });
	poke_le32(&image, relocations_at() + lies[_i].at, lies[_i].value);
	ck_assert_uint_eq(count_fixups(&damaged), lies[_i].before);
	ck_assert(damaged);
	out = malloc(image.len);
	ck_assert_int_eq(gx_pe_unrelocate(bytes(), &pe, out), GOPX_E_CORRUPT);
	free(out);
}
END_TEST

START_TEST(a_fixup_that_leads_out_cannot_be_undone)
{
	uint8_t *out;

	build(&(struct gop_options){ .base = 0x10000 });
	out = malloc(image.len);
	poke_le32(&image, relocations_at(), 0x7FFFF000);
	ck_assert_int_eq(gx_pe_unrelocate(bytes(), &pe, out), GOPX_E_CORRUPT);
	/*
	 * A fix-up has eight bytes, but only four bytes remain in the section.
	 */
	poke_le32(&image, relocations_at(), pe.size_of_image - 4 - 0xFFF);
	poke_le16(&image, relocations_at() + 8, 0xAFFF);
	ck_assert_int_eq(gx_pe_unrelocate(bytes(), &pe, out), GOPX_E_CORRUPT);
	free(out);
}
END_TEST

START_TEST(without_relocations_nothing_is_undone)
{
	uint8_t *out;
	bool damaged;

	build(&(struct gop_options){ .base = 0x10000 });
	out = malloc(image.len);
	pe.relocations_rva = pe.relocations_size = 0;
	ck_assert_uint_eq(count_fixups(&damaged), 0);
	ck_assert(!damaged);
	ck_assert_int_eq(gx_pe_unrelocate(bytes(), &pe, out), GOPX_E_CORRUPT);
	pe.relocations_rva = 0x7FFFFFFF;
	pe.relocations_size = 12;
	ck_assert_uint_eq(count_fixups(&damaged), 0);
	ck_assert(damaged);
	free(out);
}
END_TEST

START_TEST(zeros_pad_a_directory)
{
	bool damaged;

	build(&kinds[0]);
	pe.relocations_size = (uint32_t)map.sections[2].data.len;
	ck_assert_uint_eq(count_fixups(&damaged), 7);
	ck_assert(!damaged);
}
END_TEST

/* ---- references ---- */

static const char *const version[] = { " [", "9", ".", "0", ".", "1084", "]" };

static bool is_text(struct gx_span s, const char *text)
{
	struct gx_reader r = gx_reader(s);

	for (; *text; text++) {
		if (gx_le16(&r) != (uint16_t)*text)
			return false;
	}
	return gx_le16(&r) == 0 && !r.failed;
}

START_TEST(references_come_in_the_order_of_the_code)
{
	struct gx_span target;
	struct gx_pe_refs it;
	size_t met = 0;

	if (_i < (int)KINDS)
		build(&kinds[_i]);
	else
		build_te(&kinds[_i - (int)KINDS]);
	it = gx_pe_refs(&map, &pe);
	while (gx_pe_ref_next(&it, &target)) {
		ck_assert_uint_gt(target.len, 0);
		if (met < 7 && is_text(target, version[met]))
			met++;
	}
	ck_assert_uint_eq(met, 7);
	ck_assert_uint_eq(target.len, 0);
}
END_TEST

/* Return the offset of the displacement in the first LEA that refers to " [". */
static size_t first_displacement(void)
{
	return bytes_find(&image, "\x48\x8D\x15", 3) + 3;
}

static size_t count_references(void)
{
	struct gx_pe_refs it = gx_pe_refs(&map, &pe);
	struct gx_span target;
	size_t count = 0;

	while (gx_pe_ref_next(&it, &target))
		count++;
	return count;
}

/*
 * Make an image with one fix-up, at 'rva'. The code is between two sections of data.
 * Returns true if gopx reports the fix-up as a reference from code.
 */
static bool is_reference(uint32_t rva)
{
	uint8_t words[3 * 16] = { 0 }, relocs[12] = { 0, 0x10, 0, 0, 12, 0, 0, 0 };
	struct gx_span target;
	struct gx_pe_refs it;

	/* Each word is the address of the first word. */
	for (size_t i = 0; i < sizeof(words); i += 4)
		words[i + 1] = 0x10;
	relocs[8] = (uint8_t)rva;
	relocs[9] = 3 << 4;
	pe = (struct gx_pe){ .machine = MACHINE_IA32,
			     .relocations_rva = 0x2000,
			     .relocations_size = sizeof(relocs) };
	map = (struct gx_pe_map){ 4,
				  { { 0x1000, false, gx_span(words, 16) },
				    { 0x1010, true, gx_span(words + 16, 16) },
				    { 0x1020, false, gx_span(words + 32, 16) },
				    { 0x2000, false,
				      gx_span(relocs, sizeof(relocs)) } } };
	it = gx_pe_refs(&map, &pe);
	return gx_pe_ref_next(&it, &target) && target.ptr == words;
}

START_TEST(only_code_refers)
{
	for (uint32_t rva = 0x1000; rva < 0x1030; rva += 4)
		ck_assert_int_eq(is_reference(rva), rva >= 0x1010 && rva < 0x1020);
}
END_TEST

/* Two blocks of relocations without an entry come before a block with an entry. */
START_TEST(a_block_of_relocations_may_be_empty)
{
	static const uint8_t relocs[] = {
		0, 0x10, 0, 0, 8,  0, 0, 0,                /* page, size */
		0, 0x20, 0, 0, 8,  0, 0, 0,                /* page, size */
		0, 0x30, 0, 0, 12, 0, 0, 0, 4, 0x30, 0, 0, /* and two entries */
	};
	struct gx_pe_fixup fixup;
	struct gx_pe_relocs it;

	pe = (struct gx_pe){ .relocations_rva = 0x2000,
			     .relocations_size = sizeof(relocs) };
	map = (struct gx_pe_map){
		1, { { 0x2000, false, gx_span(relocs, sizeof(relocs)) } }
	};
	it = gx_pe_relocs(&map, &pe);
	ck_assert(gx_pe_reloc_next(&it, &fixup));
	ck_assert_uint_eq(fixup.rva, 0x3004);
	ck_assert(!it.damaged);
}
END_TEST

static const uint32_t outside[] = { 0x7FFFFFFF, 0x80000000, 0x00100000, 0xFFF00000 };

START_TEST(a_target_outside_is_no_reference)
{
	size_t count;

	build(&kinds[0]);
	count = count_references();
	poke_le32(&image, first_displacement(), outside[_i]);
	ck_assert_uint_eq(count_references(), count - 1);
}
END_TEST

START_TEST(code_may_end_within_an_instruction)
{
	size_t at;

	build(&kinds[0]);
	at = first_displacement() - 3;
	for (size_t len = 0; len < 7; len++) {
		struct gx_span *code = &map.sections[0].data;

		gx_pe_map_make(bytes(), &pe, &map);
		ck_assert(gx_span_sub(bytes(), at, len, code));
		ck_assert_uint_eq(count_references(), 0);
	}
}
END_TEST

START_TEST(a_walk_has_an_end)
{
	struct gx_pe_refs it;
	struct gx_span target;

	for (size_t i = 0; i < 2; i++) {
		build(&kinds[i]);
		it = gx_pe_refs(&map, &pe);
		it.work = 0;
		ck_assert(!gx_pe_ref_next(&it, &target));
		ck_assert(!gx_pe_ref_next(&it, &target));
	}
}
END_TEST

Suite *gx_test_suite(void)
{
	Suite *s = suite_create("pe_image");
	TCase *c = tcase_create("image");

	tcase_add_checked_fixture(c, NULL, teardown);
	tcase_add_loop_test(c, an_address_leads_to_its_bytes, 0, KINDS);
	tcase_add_loop_test(c, a_te_image_has_the_same_sections, 0, KINDS);
	tcase_add_test(c, sections_that_lead_out_are_cut);
	tcase_add_test(c, a_table_of_too_many_sections_is_cut);
	tcase_add_loop_test(c, undoing_a_relocation_gives_the_image_as_built, 0, KINDS);
	tcase_add_loop_test(c, fixups_are_listed_with_their_size, 0, KINDS);
	tcase_add_loop_test(c, relocations_that_contradict_themselves_end_the_walk, 0,
			    sizeof(lies) / sizeof(lies[0]));
	tcase_add_test(c, a_fixup_that_leads_out_cannot_be_undone);
	tcase_add_test(c, without_relocations_nothing_is_undone);
	tcase_add_test(c, zeros_pad_a_directory);
	tcase_add_loop_test(c, references_come_in_the_order_of_the_code, 0, 2 * KINDS);
	tcase_add_loop_test(c, a_target_outside_is_no_reference, 0,
			    sizeof(outside) / sizeof(outside[0]));
	tcase_add_test(c, only_code_refers);
	tcase_add_test(c, a_block_of_relocations_may_be_empty);
	tcase_add_test(c, code_may_end_within_an_instruction);
	tcase_add_test(c, a_walk_has_an_end);
	suite_add_tcase(s, c);
	return s;
}
