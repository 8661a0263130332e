/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * test_hostile_headers.c - headers with one wrong field, and the result for each
 *
 * Each header is valid except for one changed field, and is in a heap block of exactly
 * its size.
 */
#include <stdlib.h>
#include <string.h>

#include "format/update/ami_ucp.h"
#include "format/update/bios_guard.h"
#include "format/pi/capsule.h"
#include "format/flash/cbfs.h"
#include "format/update/dell_pfs.h"
#include "format/pi/ffs_file.h"
#include "format/pi/ffs_section.h"
#include "format/pi/ffs_volume.h"
#include "format/flash/flash_descriptor.h"
#include "format/flash/ifwi.h"
#include "format/update/im4p.h"
#include "format/pi/option_rom.h"
#include "format/pe/pe_reloc.h"
#include "format/update/phoenix_tdk.h"
#include "format/vbt/vbt.h"
#include "fwbuild_bytes.h"
#include "fwbuild_guid.h"
#include "fwbuild_pe.h"
#include "fwbuild_vbt.h"
#include "unit.h"

struct lie {
	size_t at;
	unsigned width;
	uint64_t value;
	int status;
};

static struct fwbytes o;
static uint8_t *exact;

static void teardown(void)
{
	free(exact);
	exact = NULL;
	bytes_free(&o);
}

static struct gx_span in_heap(void)
{
	free(exact);
	exact = malloc(o.len);
	ck_assert_ptr_nonnull(exact);
	memcpy(exact, o.data, o.len);
	return gx_span(exact, o.len);
}

static void poke(const struct lie *lie)
{
	for (unsigned i = 0; i < lie->width; i++)
		poke_u8(&o, lie->at + i, (uint8_t)(lie->value >> 8 * i));
}

#define COUNT(list) ((int)(sizeof(list) / sizeof((list)[0])))

/* ---- volumes, files, sections ---------------------------------------------- */

enum { LENGTH_AT = 0x20, HEADER_AT = 0x30, SUM_AT = 0x32, EXT_AT = 0x34, MAP_AT = 0x38 };

/* A volume of 0x1000 bytes with an extended header at 0x60. */
static void put_volume(void)
{
	put_fill(&o, 0, 16);
	put_guid(&o, GUID_FFS2);
	put_le64(&o, 0x1000);
	put_text(&o, "_FVH");
	put_le32(&o, 0x800);
	put_le16(&o, 0x48);
	put_le16(&o, 0);
	put_le16(&o, 0x60);
	put_u8(&o, 0);
	put_u8(&o, 2);
	put_le32(&o, 1);
	put_le32(&o, 0x1000);
	put_fill_to(&o, 0, 0x60);
	put_guid(&o, GUID_X);
	put_le32(&o, 20);
	put_fill_to(&o, 0xff, 0x1000);
}

static enum gopx_status decode_volume(struct gx_volume *v)
{
	size_t header = o.data[HEADER_AT] | (size_t)o.data[HEADER_AT + 1] << 8;

	poke_le16(&o, SUM_AT, 0);
	if (header <= o.len)
		poke_le16(&o, SUM_AT, 0x10000u - bytes_sum16(&o, 0, header & ~(size_t)1));
	return gx_volume_decode(in_heap(), v);
}

static const struct lie volumes[] = {
	{ 0, 0, 0, GOPX_OK },
	{ HEADER_AT, 2, 0x46, GOPX_E_FORMAT },
	{ HEADER_AT, 2, 0x49, GOPX_E_FORMAT },
	{ HEADER_AT, 2, 0x400, GOPX_OK },
	{ HEADER_AT, 2, 0x402, GOPX_E_FORMAT },
	{ HEADER_AT, 2, 0xfffe, GOPX_E_FORMAT },
	{ MAP_AT, 4, UINT32_MAX, GOPX_OK },
};

START_TEST(volume_headers)
{
	struct gx_volume v;

	put_volume();
	poke(&volumes[_i]);
	ck_assert_int_eq(decode_volume(&v), volumes[_i].status);
}
END_TEST

START_TEST(volume_lengths_that_cannot_be)
{
	struct gx_volume v;

	put_volume();
	poke_le64(&o, LENGTH_AT, 0x47);
	ck_assert_int_eq(decode_volume(&v), GOPX_OK);
	ck_assert_uint_eq(v.size, 0x1000); /* the size in the block map */
	poke_le32(&o, MAP_AT, 0);
	poke_le32(&o, MAP_AT + 4, 0);
	ck_assert_int_eq(decode_volume(&v), GOPX_E_FORMAT);
}
END_TEST

START_TEST(block_maps_do_not_wrap)
{
	struct gx_volume v;

	put_volume();
	poke_le16(&o, EXT_AT, 0);
	poke_le16(&o, HEADER_AT, 0x60);
	/*
	 * Each entry of the map is a number of blocks and their size. The largest values
	 * must not overflow to a small sum.
	 */
	poke_le32(&o, MAP_AT, UINT32_MAX);
	poke_le32(&o, MAP_AT + 4, UINT32_MAX);
	poke_le32(&o, MAP_AT + 8, UINT32_MAX);
	poke_le32(&o, MAP_AT + 12, UINT32_MAX);
	ck_assert_int_eq(decode_volume(&v), GOPX_OK);
	ck_assert_uint_eq(v.map_size, 0);
}
END_TEST

/* Only two zeros end the block map: a block count of 0 alone adds nothing. */
START_TEST(block_maps_go_on_after_a_count_of_zero)
{
	struct gx_volume v;

	put_volume();
	poke_le16(&o, EXT_AT, 0);
	poke_le16(&o, HEADER_AT, 0x60);
	poke_le32(&o, MAP_AT, 0);
	poke_le32(&o, MAP_AT + 4, 0x1000);
	poke_le32(&o, MAP_AT + 8, 3);
	poke_le32(&o, MAP_AT + 12, 0x1000);
	ck_assert_int_eq(decode_volume(&v), GOPX_OK);
	ck_assert_uint_eq(v.map_size, 0x3000);
}
END_TEST

static const struct lie extended[] = {
	{ 0, 0, 0, 1 },
	{ EXT_AT, 2, 0x30, 0 },        /* in the header */
	{ EXT_AT, 2, 0x1000 - 19, 0 }, /* the header ends after the volume */
	{ 0x60 + 16, 4, 19, 0 },       /* smaller than the extended header itself */
	{ 0x60 + 16, 4, 0xfa0, 1 },    /* up to the end of the volume */
	{ 0x60 + 16, 4, 0xfa1, 0 },    /* past the end of the volume */
	{ 0x60 + 16, 4, UINT32_MAX, 0 },
};

START_TEST(extended_headers)
{
	struct gx_volume v;

	put_volume();
	/*
	 * Make the bytes at 0x30 look like an extended header, so that only its offset is
	 * wrong.
	 */
	poke_le32(&o, 0x40, 0x20);
	poke(&extended[_i]);
	ck_assert_int_eq(decode_volume(&v), GOPX_OK);
	ck_assert_int_eq(v.has_name, extended[_i].status);
	ck_assert_uint_le(v.files_at, v.size);
}
END_TEST

START_TEST(files_and_sections_have_their_headers)
{
	struct gx_volume v = { .revision = 1, .erased = 0xff };
	struct gx_section section;
	struct gx_file f;

	put_fill(&o, 0, 24);
	for (uint32_t tail = 0; tail < 2; tail++) {
		poke_u8(&o, 19, tail);
		poke_le24(&o, 20, 23 + 2 * tail);
		ck_assert_int_eq(gx_file_decode(in_heap(), &v, &f), GOPX_E_CORRUPT);
		poke_le24(&o, 20, 24 + 2 * tail);
		ck_assert_int_eq(gx_file_decode(in_heap(), &v, &f), GOPX_OK);
	}
	poke_u8(&o, 3, GX_SECTION_GUID_DEFINED);
	poke_le24(&o, 0, 23);
	ck_assert_int_eq(gx_section_decode(in_heap(), &section), GOPX_E_CORRUPT);
	poke_le24(&o, 0, 24);
	ck_assert_int_eq(gx_section_decode(in_heap(), &section), GOPX_OK);
}
END_TEST

/* ---- capsules, descriptors, option ROMs ------------------------------------- */

static const struct lie capsules[] = {
	{ 0, 0, 0, GOPX_OK },         { 16, 4, 0, GOPX_E_FORMAT },
	{ 16, 4, 27, GOPX_E_FORMAT }, { 16, 4, 101, GOPX_E_FORMAT },
	{ 24, 4, 31, GOPX_E_FORMAT },
};

START_TEST(capsule_headers)
{
	struct gx_capsule c;

	put_guid(&o, "3B6686BD-0D76-4030-B70E-B5519E2FC5A0");
	put_le32(&o, 32);
	put_le32(&o, 0);
	put_le32(&o, 100);
	put_fill_to(&o, 0, 100);
	poke(&capsules[_i]);
	ck_assert_int_eq(gx_capsule_decode(in_heap(), &c), capsules[_i].status);
}
END_TEST

/* In an Aptio capsule, the offset of the body must not be past the end of the capsule. */
START_TEST(bodies_of_capsules_are_inside)
{
	struct gx_capsule c;

	put_guid(&o, "14EEBB90-890A-43DB-AED1-5D3C4588A418");
	put_le32(&o, 32);
	put_le32(&o, 0);
	put_le32(&o, 100);
	put_le16(&o, 100);
	put_fill_to(&o, 0, 200);
	ck_assert_int_eq(gx_capsule_decode(in_heap(), &c), GOPX_OK);
	poke_le16(&o, 28, 101);
	ck_assert_int_eq(gx_capsule_decode(in_heap(), &c), GOPX_E_FORMAT);
}
END_TEST

static const struct lie descriptors[] = {
	{ 0, 0, 0, GOPX_OK },
	{ 0x14, 1, 0xe1, GOPX_E_FORMAT }, /* components */
	{ 0x16, 1, 0xe1, GOPX_E_FORMAT }, /* regions */
	{ 0x18, 1, 0xe1, GOPX_E_FORMAT }, /* masters */
	{ 0x16, 1, 0, GOPX_E_FORMAT },
	{ 0x40, 4, 0x00000001, GOPX_E_FORMAT }, /* the descriptor ends before it starts */
};

START_TEST(flash_descriptors)
{
	struct gx_flash_descriptor fd;

	put_fill(&o, 0xff, 0x10);
	put_le32(&o, 0x0ff0a55a);
	put_le32(&o, 0x00040003);
	put_le32(&o, 0x00000008);
	put_fill_to(&o, 0, 0x40);
	put_le32(&o, 0);          /* descriptor: the first 4 KiB */
	put_le32(&o, 0x00050009); /* bios: from 9 to 5 */
	put_fill_to(&o, 0, 0x1000);
	poke(&descriptors[_i]);
	ck_assert_int_eq(gx_flash_descriptor_decode(in_heap(), &fd),
			 descriptors[_i].status);
	ck_assert(!fd.region[GX_FLASH_BIOS].present);
}
END_TEST

START_TEST(driver_of_an_option_rom_is_behind_its_header)
{
	struct gx_option_rom rom;

	for (unsigned at = 0x19; at <= 0x1a; at++) {
		bytes_free(&o);
		put_le16(&o, 0xaa55);
		put_le16(&o, 1);
		put_le32(&o, 0xef1);
		put_fill_to(&o, 0, 0x16);
		put_le16(&o, at);
		put_le16(&o, 0x1c);
		put_fill_to(&o, 0, 0x1c);
		put_text(&o, "PCIR");
		put_fill(&o, 0, 12);
		put_le16(&o, 1);
		put_le16(&o, 0);
		put_u8(&o, GX_ROM_EFI);
		put_fill_to(&o, 0, 512);
		ck_assert_int_eq(gx_option_rom_decode(in_heap(), &rom), GOPX_OK);
		ck_assert_int_eq(rom.efi, at == 0x1a);
	}
}
END_TEST

/* ---- tables ------------------------------------------------------------------ */

enum { BDB_POINTER_AT = 28, BDB_SIZE_AT = 20 };

START_TEST(vbt_headers)
{
	struct gx_vbt v;
	size_t bdb, size;

	vbt_put(&o, &(struct vbt_options){ 0 });
	ck_assert_int_eq(gx_vbt_decode(in_heap(), &v), GOPX_OK);
	bdb = v.bdb_at;
	size = v.size;
	/*
	 * Put a second table 64 KiB after the first one, and let the pointer lead to the
	 * BDB of the second. If only 16 bits were read, it would lead to the first BDB.
	 */
	put_fill_to(&o, 0, 0x10000);
	vbt_put(&o, &(struct vbt_options){ 0 });
	poke_le32(&o, BDB_POINTER_AT, (uint32_t)bdb + 0x10000);
	ck_assert_int_eq(gx_vbt_decode(in_heap(), &v), GOPX_E_FORMAT);
	bytes_free(&o);
	vbt_put(&o, &(struct vbt_options){ 0 });
	poke_le16(&o, bdb + BDB_SIZE_AT, (unsigned)(size - bdb));
	ck_assert_int_eq(gx_vbt_decode(in_heap(), &v), GOPX_OK);
	poke_le16(&o, bdb + BDB_SIZE_AT, (unsigned)(size - bdb + 1));
	ck_assert_int_eq(gx_vbt_decode(in_heap(), &v), GOPX_E_FORMAT);
	poke_le16(&o, bdb + BDB_SIZE_AT, 21);
	ck_assert_int_eq(gx_vbt_decode(in_heap(), &v), GOPX_E_FORMAT);
	poke_le16(&o, bdb + BDB_SIZE_AT, 0);
	ck_assert_int_eq(gx_vbt_decode(in_heap(), &v), GOPX_E_FORMAT);
}
END_TEST

/* ---- executables --------------------------------------------------------------- */

START_TEST(pe_headers)
{
	struct gx_pe pe;
	uint64_t sections_at;
	uint32_t pe_at;

	gop_put(&o, &(struct gop_options){ 0 });
	ck_assert_int_eq(gx_pe_decode(in_heap(), &pe), GOPX_OK);
	sections_at = pe.sections_at;
	pe_at = o.data[0x3c];
	/*
	 * Try the largest number of sections, and one more. The file has enough bytes for
	 * both.
	 */
	ck_assert_uint_gt(o.len, sections_at + (GX_PE_SECTIONS_MAX + 1u) * 40);
	poke_le16(&o, pe_at + 6, GX_PE_SECTIONS_MAX);
	ck_assert_int_eq(gx_pe_decode(in_heap(), &pe), GOPX_OK);
	poke_le16(&o, pe_at + 6, GX_PE_SECTIONS_MAX + 1);
	ck_assert_int_eq(gx_pe_decode(in_heap(), &pe), GOPX_E_FORMAT);
	poke_le16(&o, pe_at + 6, 2);
	bytes_cut(&o, sections_at + 79);
	ck_assert_int_eq(gx_pe_decode(in_heap(), &pe), GOPX_E_FORMAT);
}
END_TEST

START_TEST(te_headers)
{
	struct gx_pe te;

	put_text(&o, "VZ");
	put_le16(&o, GX_PE_MACHINE_X64);
	put_u8(&o, 1);
	put_u8(&o, 11);
	put_le16(&o, 40);
	put_fill_to(&o, 0, 80);
	ck_assert_int_eq(gx_te_decode(in_heap(), &te), GOPX_OK);
	poke_le16(&o, 6, 39);
	ck_assert_int_eq(gx_te_decode(in_heap(), &te), GOPX_E_FORMAT);
}
END_TEST

/* A block of relocations cannot be smaller than its header. */
START_TEST(relocation_blocks_have_their_headers)
{
	for (uint32_t size = 1; size <= 8; size++) {
		struct gx_pe_relocs it = { 0 };
		struct gx_pe_fixup fixup;

		bytes_free(&o);
		put_le32(&o, 0x1000);
		put_le32(&o, size);
		it.blocks = gx_reader(in_heap());
		ck_assert(!gx_pe_reloc_next(&it, &fixup));
		ck_assert_int_eq(it.damaged, size < 8);
	}
}
END_TEST

/* ---- packages ---------------------------------------------------------------- */

START_TEST(package_headers)
{
	struct gx_ucp_module module;
	struct gx_bios_guard guard;
	struct gx_cbfs_file cbfs;
	struct gx_pfs_entry entry;
	struct gx_tdk tdk;

	put_text(&o, "@UAF");
	put_le32(&o, 0x10);
	put_fill_to(&o, 0, 0x10);
	ck_assert_int_eq(gx_ucp_module_decode(in_heap(), &module), GOPX_OK);
	poke_le32(&o, 4, 0xf);
	ck_assert_int_eq(gx_ucp_module_decode(in_heap(), &module), GOPX_E_FORMAT);

	bytes_free(&o);
	put_fill(&o, 0, 0x30);
	poke_le32(&o, 0x1c, 0x10000);
	poke_le32(&o, 0x20, UINT32_MAX);
	ck_assert_int_eq(gx_bios_guard_decode(in_heap(), &guard), GOPX_OK);
	ck_assert(guard.size == 0x10000 + UINT64_C(0x10000002f));
	poke_le32(&o, 0x1c, 0x10008);
	ck_assert_int_eq(gx_bios_guard_decode(in_heap(), &guard), GOPX_E_FORMAT);

	bytes_free(&o);
	put_text(&o, GX_CBFS_SIGNATURE);
	put_be32(&o, 1);
	put_be32(&o, 0x50);
	put_be32(&o, 0);
	put_be32(&o, 24 + 256);
	put_fill(&o, 'a', 300);
	ck_assert_int_eq(gx_cbfs_file_decode(in_heap(), &cbfs), GOPX_OK);
	poke_u8(&o, 23, 24 + 1); /* the low byte of 256 + 25 */
	ck_assert_int_eq(gx_cbfs_file_decode(in_heap(), &cbfs), GOPX_E_FORMAT);

	bytes_free(&o);
	put_fill(&o, 0, 16);
	put_le32(&o, 1);
	put_fill(&o, 0, 100);
	ck_assert_int_eq(gx_pfs_entry_decode(in_heap(), &entry), GOPX_OK);
	for (uint32_t version = 0; version < 4; version += 3) {
		poke_le32(&o, 16, version);
		ck_assert_int_eq(gx_pfs_entry_decode(in_heap(), &entry), GOPX_E_CORRUPT);
	}

	bytes_free(&o);
	put_bytes(&o, GX_TDK_SIGNATURE, GX_TDK_SIGNATURE_SIZE);
	put_le32(&o, 0x10 + 0x200 + 0x110);
	put_le32(&o, 1);
	put_fill_to(&o, 0, 0x10 + 0x200 + 0x110);
	ck_assert_int_eq(gx_tdk_decode(in_heap(), &tdk), GOPX_OK);
	bytes_cut(&o, o.len - 1);
	ck_assert_int_eq(gx_tdk_decode(in_heap(), &tdk), GOPX_E_FORMAT);
}
END_TEST

/* An attribute smaller than its header ends the walk instead of starting a loop. */
START_TEST(cbfs_attributes_have_their_headers)
{
	struct gx_cbfs_file cbfs;

	for (uint32_t size = 1; size <= 12; size++) {
		bytes_free(&o);
		put_text(&o, GX_CBFS_SIGNATURE);
		put_be32(&o, 1);
		put_be32(&o, 0x50);
		put_be32(&o, 32);
		put_be32(&o, 32 + 16);
		put_text(&o, "name");
		put_fill_to(&o, 0, 32);
		put_be32(&o, 0x42435a4c);
		put_be32(&o, size);
		put_be32(&o, 1);
		put_be32(&o, 0);
		put_u8(&o, 0);
		ck_assert_int_eq(gx_cbfs_file_decode(in_heap(), &cbfs), GOPX_OK);
		ck_assert_uint_eq(gx_cbfs_packing(cbfs.attributes), size == 12 ? 1 : 0);
	}
}
END_TEST

/* The name is longer than its entry. Its length in bytes would overflow 16 bits. */
START_TEST(pfs_names_end_in_their_entry)
{
	struct gx_pfs_name name;
	struct gx_reader r;

	put_le32(&o, 1);
	put_fill(&o, 0, 16 + 12);
	put_le16(&o, 0x8001);
	put_fill(&o, 'a', 100);
	r = gx_reader(in_heap());
	ck_assert(!gx_pfs_next_name(&r, &name));
	ck_assert_uint_eq(name.text.len, 0);
}
END_TEST

static void put_ifwi(unsigned entries, uint32_t offset, uint32_t size)
{
	bytes_free(&o);
	put_bytes(&o, GX_BPDT_SIGNATURE, GX_BPDT_SIGNATURE_SIZE);
	put_le16(&o, entries);
	put_le16(&o, 1);
	put_fill(&o, 0, 16);
	for (unsigned i = 0; i < entries; i++) {
		put_le32(&o, 1);
		put_le32(&o, offset);
		put_le32(&o, size);
	}
}

START_TEST(ifwi_headers)
{
	static const struct {
		unsigned entries;
		uint32_t offset, size;
		enum gopx_status status;
	} lies[] = {
		{ 64, 0x1000, 0x1000, GOPX_OK },
		{ 65, 0x1000, 0x1000, GOPX_E_FORMAT },
		{ 1, 0x1000, 0x4000000 - 0x1000, GOPX_OK },
		{ 1, 0x1000, 0x4000000 - 0xfff, GOPX_E_FORMAT },
		{ 1, UINT32_MAX, UINT32_MAX, GOPX_E_FORMAT },
		{ 0, 0, 0, GOPX_E_FORMAT },
	};
	struct gx_ifwi ifwi;

	put_ifwi(lies[_i].entries, lies[_i].offset, lies[_i].size);
	ck_assert_int_eq(gx_ifwi_decode(in_heap(), &ifwi), lies[_i].status);
}
END_TEST

/*
 * Byte 80 means that no length is stated. Byte 85 announces five length bytes, which are
 * more than gopx reads.
 */
START_TEST(im4p_lengths)
{
	static const struct {
		const char *der;
		size_t size;
		enum gopx_status status;
	} lengths[] = {
		{ "\x01", 1, GOPX_OK },
		{ "\x81\x01", 2, GOPX_OK },
		{ "\x84\0\0\0\x01", 5, GOPX_OK },
		{ "\x80\x01", 2, GOPX_E_FORMAT },
		{ "\x85\0\0\0\0\x01", 6, GOPX_E_FORMAT },
		{ "\x85\x01\0\0\0\0", 6, GOPX_E_FORMAT },
		{ "\xff\x01", 2, GOPX_E_FORMAT },
		{ "\x84\0\0\0", 4, GOPX_E_FORMAT },
	};
	struct gx_im4p im4p;

	put_bytes(&o, GX_IM4P_SIGNATURE, GX_IM4P_SIGNATURE_SIZE);
	put_text(&o, "ibot");
	put_bytes(&o, "\x16\0\x04", 3);
	put_bytes(&o, lengths[_i].der, lengths[_i].size);
	ck_assert_int_eq(gx_im4p_decode(in_heap(), &im4p), lengths[_i].status);
}
END_TEST

Suite *gx_test_suite(void)
{
	Suite *suite = suite_create("hostile headers");
	TCase *tc = tcase_create("one lie each");

	tcase_add_checked_fixture(tc, NULL, teardown);
	tcase_add_loop_test(tc, volume_headers, 0, COUNT(volumes));
	tcase_add_test(tc, volume_lengths_that_cannot_be);
	tcase_add_test(tc, block_maps_do_not_wrap);
	tcase_add_test(tc, block_maps_go_on_after_a_count_of_zero);
	tcase_add_loop_test(tc, extended_headers, 0, COUNT(extended));
	tcase_add_test(tc, files_and_sections_have_their_headers);
	tcase_add_loop_test(tc, capsule_headers, 0, COUNT(capsules));
	tcase_add_test(tc, bodies_of_capsules_are_inside);
	tcase_add_loop_test(tc, flash_descriptors, 0, COUNT(descriptors));
	tcase_add_test(tc, driver_of_an_option_rom_is_behind_its_header);
	tcase_add_test(tc, vbt_headers);
	tcase_add_test(tc, pe_headers);
	tcase_add_test(tc, te_headers);
	tcase_add_test(tc, relocation_blocks_have_their_headers);
	tcase_add_test(tc, package_headers);
	tcase_add_test(tc, cbfs_attributes_have_their_headers);
	tcase_add_test(tc, pfs_names_end_in_their_entry);
	tcase_add_loop_test(tc, ifwi_headers, 0, 6);
	tcase_add_loop_test(tc, im4p_lengths, 0, 8);
	suite_add_tcase(suite, tc);
	return suite;
}
