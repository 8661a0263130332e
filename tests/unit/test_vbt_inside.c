/* SPDX-License-Identifier: BSD-2-Clause */
/* test_vbt_inside.c - the blocks, child devices and default panel of a table */
#include <string.h>

#include "format/vbt/opregion.h"
#include "format/vbt/vbt_block.h"
#include "format/vbt/vbt_child.h"
#include "format/vbt/vbt_panel.h"
#include "find/platform.h"
#include "find/vbt_family.h"
#include "fwbuild_opregion.h"
#include "unit.h"

static struct fwbytes bytes;
static struct gx_vbt vbt;
static struct gx_vbt_panel panel;

static void decode(void)
{
	ck_assert_int_eq(gx_vbt_decode(gx_span(bytes.data, bytes.len), &vbt), GOPX_OK);
}

static void build(const struct vbt_options *options)
{
	bytes_free(&bytes);
	vbt_put(&bytes, options);
	decode();
}

static void teardown(void)
{
	bytes_free(&bytes);
}

/* Return the offset of a block's data in 'bytes'. */
static size_t block_at(enum gx_vbt_block_id id)
{
	return gx_span_offset(vbt.table, gx_vbt_block_find(vbt.blocks, id));
}

/* ---- header ---- */

START_TEST(a_wrong_checksum_comes_with_the_right_one)
{
	build(&(struct vbt_options){ .bad_checksum = true });
	ck_assert(!vbt.checksum_ok);
	ck_assert_uint_eq(vbt.checksum, bytes.data[GX_VBT_CHECKSUM_AT]);
	poke_u8(&bytes, GX_VBT_CHECKSUM_AT, vbt.checksum_right);
	decode();
	ck_assert(vbt.checksum_ok);
	ck_assert_uint_eq(bytes_sum8(&bytes, 0, vbt.size), 0);
}
END_TEST

START_TEST(the_first_sign_on_counts)
{
	build(&(struct vbt_options){ .extra = 200, .sign_on = "the first" });
	/* Change the last block into a second sign-on block. */
	poke_u8(&bytes, block_at(GX_VBT_MIPI_CONFIGURATION) - 3, GX_VBT_SIGN_ON);
	decode();
	ck_assert(gx_span_starts(vbt.sign_on, "the first", 9));
}
END_TEST

/* ---- blocks ---- */

START_TEST(every_block_is_listed_to_the_end)
{
	static const uint8_t ids[] = { 254, 1, 2, 40, 27, 41, 42, 58, 52 };
	struct gx_vbt_block block;
	struct gx_vbt_blocks it;
	size_t end = 0, count = 0;

	build(&(struct vbt_options){ .edp = true, .generic_dtd = true, .extra = 7 });
	it = gx_vbt_blocks(vbt.blocks);
	while (gx_vbt_block_next(&it, &block)) {
		ck_assert_uint_eq(block.at, end);
		ck_assert_uint_eq(block.id, ids[count++]);
		ck_assert(!block.cut);
		ck_assert_ptr_nonnull(gx_vbt_block_name(block.id));
		end = block.at + 3 + block.data.len;
	}
	ck_assert_uint_eq(count, sizeof(ids));
	ck_assert(!it.r.failed);
	ck_assert(vbt.blocks_ok);
	ck_assert_uint_eq(end, vbt.blocks.len);
}
END_TEST

START_TEST(a_block_that_leads_out_is_the_last)
{
	static const uint8_t blocks[] = { 1, 2, 0, 'a', 'b', 9, 5, 0, 'c', 'd' };
	struct gx_vbt_blocks it = gx_vbt_blocks(gx_span(blocks, sizeof(blocks)));
	struct gx_vbt_block block;

	ck_assert(gx_vbt_block_next(&it, &block));
	ck_assert(!block.cut);
	ck_assert(gx_vbt_block_next(&it, &block));
	ck_assert_uint_eq(block.id, 9);
	ck_assert(block.cut);
	ck_assert_uint_eq(block.data.len, 2);
	ck_assert(!gx_vbt_block_next(&it, &block));
	ck_assert(it.r.failed);
}
END_TEST

START_TEST(a_header_that_is_cut_is_no_block)
{
	static const uint8_t blocks[] = { 1, 0, 0, 9, 5 };
	struct gx_vbt_blocks it = gx_vbt_blocks(gx_span(blocks, sizeof(blocks)));
	struct gx_vbt_block block;

	ck_assert(gx_vbt_block_next(&it, &block));
	ck_assert_uint_eq(block.data.len, 0);
	ck_assert(!gx_vbt_block_next(&it, &block));
	ck_assert(it.r.failed);
}
END_TEST

static const struct {
	uint8_t bytes[12];
	size_t len;  /* of the blocks */
	size_t data; /* of block 53 */
	bool cut;
} sequences[] = {
	{ { 53, 3, 0, 2, 'a', 'b' }, 6, 3, false },              /* the 16-bit size */
	{ { 53, 9, 9, 3, 2, 0, 0, 0, 'a', 'b' }, 10, 7, false }, /* the 32-bit size */
	{ { 53, 9, 9, 3, 255, 255, 255, 255, 'a' },
	  9,
	  6,
	  true },                              /* the 32-bit size is too large */
	{ { 53, 9, 9, 4, 2, 0 }, 6, 3, true }, /* the 32-bit size is truncated */
};

START_TEST(block_53_has_two_forms)
{
	struct gx_vbt_blocks it = gx_vbt_blocks(
	    gx_span(sequences[_i].bytes, sequences[_i].len));
	struct gx_vbt_block block;

	ck_assert(gx_vbt_block_next(&it, &block));
	ck_assert_uint_eq(block.data.len, sequences[_i].data);
	ck_assert_int_eq(block.cut, sequences[_i].cut);
	ck_assert(!gx_vbt_block_next(&it, &block));
}
END_TEST

/* ---- child devices ---- */

static const unsigned versions[] = { 155, 195, 209, 228, 256, 263, 266 };

START_TEST(devices_are_listed)
{
	struct gx_vbt_used_children it;
	struct gx_vbt_child d;

	build(&(struct vbt_options){ .bdb_version = versions[_i] });
	poke_u8(&bytes, block_at(GX_VBT_GENERAL_DEFINITIONS) + 5 + 19, 3);
	poke_u8(&bytes, block_at(GX_VBT_GENERAL_DEFINITIONS) + 5 + 33, 3);
	poke_u8(&bytes, block_at(GX_VBT_GENERAL_DEFINITIONS) + 5 + 25, 0x40);
	decode();
	it = gx_vbt_used_children(&vbt);
	ck_assert(gx_vbt_child_next(&it, &d));
	ck_assert_str_eq(gx_vbt_connector_name(d.handle, vbt.bdb_version), "LFP1");
	ck_assert_str_eq(gx_vbt_child_kind(d.type), "eDP");
	ck_assert(gx_vbt_child_is_internal(d.type));
	ck_assert_str_eq(gx_vbt_port_name(d.dvo_port, vbt.bdb_version), "DP-A");
	ck_assert_str_eq(gx_vbt_aux_name(d.aux_channel), "A");
	ck_assert_uint_eq(d.ddc_pin, 3);
	ck_assert_int_eq(d.type_c, versions[_i] >= 195);
	ck_assert_int_eq(d.thunderbolt, versions[_i] >= 209);
	ck_assert_uint_eq(d.max_lanes, versions[_i] >= 244 ? 2 : 0);
	for (size_t i = 1; i < 4; i++)
		ck_assert(gx_vbt_child_next(&it, &d));
	ck_assert_str_eq(gx_vbt_child_kind(d.type), "DisplayPort or HDMI");
	ck_assert(!gx_vbt_child_is_internal(d.type));
	ck_assert(!gx_vbt_child_next(&it, &d));
}
END_TEST

START_TEST(unused_entries_are_passed_over)
{
	struct gx_vbt_used_children it;
	struct gx_vbt_child d;
	size_t first;

	build(&(struct vbt_options){ .devices = 3 });
	first = block_at(GX_VBT_GENERAL_DEFINITIONS) + 5;
	poke_le16(&bytes, first + 2, 0);
	poke_le16(&bytes, first + 2 * 38 + 2, 0);
	decode();
	it = gx_vbt_used_children(&vbt);
	ck_assert(gx_vbt_child_next(&it, &d));
	ck_assert_uint_eq(d.handle, 0x0004);
	ck_assert(!gx_vbt_child_next(&it, &d));
}
END_TEST

/*
 * Block 2 has four entries of 38 bytes. If it states another size for its entries, gopx
 * uses this size only if it is large enough for an entry and divides the block evenly.
 */
static const uint8_t entry_sizes[] = { 0, 19, 37, 39, 76, 152, 255 };
static const size_t entry_counts[] = { 4, 4, 4, 4, 2, 1, 4 };

START_TEST(the_size_of_entries_is_what_fits)
{
	struct gx_vbt_used_children it;
	struct gx_vbt_child d;
	size_t count = 0;

	build(&(struct vbt_options){ 0 });
	poke_u8(&bytes, block_at(GX_VBT_GENERAL_DEFINITIONS) + 4, entry_sizes[_i]);
	decode();
	it = gx_vbt_used_children(&vbt);
	while (gx_vbt_child_next(&it, &d))
		count++;
	ck_assert_uint_eq(count, entry_counts[_i]);
}
END_TEST

START_TEST(a_size_that_nothing_explains_ends_the_list)
{
	struct gx_vbt_used_children it;
	struct gx_vbt_child d;

	build(&(struct vbt_options){ .bdb_version = 999 });
	poke_u8(&bytes, block_at(GX_VBT_GENERAL_DEFINITIONS) + 4, 21);
	decode();
	it = gx_vbt_used_children(&vbt);
	ck_assert(!gx_vbt_child_next(&it, &d));
}
END_TEST

static const struct {
	uint16_t type;
	const char *kind;
} kinds[] = {
	{ 0x68C6, "DisplayPort" }, { 0x60D6, "DisplayPort or HDMI" },
	{ 0x60D2, "HDMI or DVI" }, { 0x68D2, "DVI" },
	{ 0x1806, "eDP" },         { 0x78C6, "eDP" },
	{ 0x1022, "LVDS" },        { 0x1400, "MIPI DSI" },
	{ 0x0001, "VGA" },         { 0x1009, "TV" },
	{ 0x0100, "other" },       { 0x68D6, "DisplayPort or DVI" },
};

START_TEST(types_have_words)
{
	ck_assert_str_eq(gx_vbt_child_kind(kinds[_i].type), kinds[_i].kind);
}
END_TEST

static const struct {
	uint16_t type;
	bool hdmi, dvi, dp;
} carries[] = {
	{ 0x68C6, false, false, true },  { 0x60D6, true, true, true },
	{ 0x60D2, true, true, false },   { 0x68D2, false, true, false },
	{ 0x68D6, false, true, true },   { 0x1806, false, false, true },
	{ 0x1400, false, false, false },
};

START_TEST(types_say_what_an_output_carries)
{
	ck_assert_int_eq(gx_vbt_child_is_hdmi(carries[_i].type), carries[_i].hdmi);
	ck_assert_int_eq(gx_vbt_child_is_dvi(carries[_i].type), carries[_i].dvi);
	ck_assert_int_eq(gx_vbt_child_is_dp(carries[_i].type), carries[_i].dp);
}
END_TEST

static const struct {
	uint16_t handle, bdb_version;
	const char *name;
} connectors[] = {
	{ 0x0001, 216, "CRT" },  { 0x0001, 217, "EFP6" }, { 0x0002, 214, "TV" },
	{ 0x0002, 215, "EFP5" }, { 0x0004, 155, "EFP1" }, { 0x0008, 155, "LFP1" },
	{ 0x0010, 155, "EFP4" }, { 0x0020, 155, "EFP3" }, { 0x0040, 155, "EFP2" },
	{ 0x0080, 155, "LFP2" }, { 0x0100, 216, NULL },   { 0x0100, 217, "EFP7" },
	{ 0x0200, 216, NULL },   { 0x0200, 217, "EFP8" }, { 0, 266, NULL },
	{ 0x000C, 266, NULL },
};

START_TEST(outputs_have_names)
{
	ck_assert_pstr_eq(
	    gx_vbt_connector_name(connectors[_i].handle, connectors[_i].bdb_version),
	    connectors[_i].name);
}
END_TEST

START_TEST(ports_with_type_c_have_another_name)
{
	static const char *const names[] = { "TC1", "TC1", "TC2", "TC2",
					     "TC3", "TC3", "TC4", "TC4" };
	struct gx_span alder = gx_span("$VBT ALDERLAKE-P    ", 20);

	for (uint8_t i = 0; i < 8; i++) {
		ck_assert_str_eq(gx_vbt_type_c_port((uint8_t)(13 + i), alder), names[i]);
		ck_assert_ptr_null(
		    gx_vbt_type_c_port((uint8_t)(13 + i), gx_span("$VBT TIGERLAKE", 14)));
	}
	ck_assert_ptr_null(gx_vbt_type_c_port(12, alder));
	ck_assert_ptr_null(gx_vbt_type_c_port(21, alder));
}
END_TEST

START_TEST(numbers_without_a_name_have_none)
{
	for (unsigned i = 0; i < 256; i++) {
		bool named = i % 16 == 0 && i >= 0x10 && i <= 0x90;

		ck_assert_int_eq(gx_vbt_port_name((uint8_t)i, 155) != NULL, i < 25);
		ck_assert_ptr_null(gx_vbt_port_name((uint8_t)i, 154));
		ck_assert_int_eq(gx_vbt_aux_name((uint8_t)i) != NULL, named);
	}
}
END_TEST

/* ---- default panel ---- */

static bool name_is(const char *name)
{
	return gx_span_starts(panel.name, name, strlen(name));
}

START_TEST(the_default_panel_is_read)
{
	build(&(struct vbt_options){ .no_pointers = _i });
	ck_assert(gx_vbt_panel_decode(&vbt, &panel));
	ck_assert_uint_eq(panel.type, 2);
	ck_assert(name_is("SYN_PANEL "));
	ck_assert_str_eq(panel.manufacturer, "SKI");
	ck_assert_uint_eq(panel.product, 0x1002);
	ck_assert_uint_eq(panel.timing_block, 42);
	ck_assert_uint_eq(panel.timing.clock, 138500);
	ck_assert_uint_eq(panel.timing.hactive, 1920);
	ck_assert_uint_eq(panel.timing.htotal, 2080);
	ck_assert_uint_eq(panel.timing.vactive, 1080);
	ck_assert_uint_eq(panel.timing.vtotal, 1111);
	ck_assert_uint_eq(panel.timing.hfront, 48);
	ck_assert_uint_eq(panel.timing.hsync, 32);
	ck_assert_uint_eq(panel.timing.vfront, 3);
	ck_assert_uint_eq(panel.timing.vsync, 5);
	ck_assert(!panel.edp.present);
	ck_assert(gx_vbt_panel_is_named(&panel));
}
END_TEST

START_TEST(a_reference_panel_is_no_name)
{
	build(&(struct vbt_options){ .reference_panel = true });
	ck_assert(gx_vbt_panel_decode(&vbt, &panel));
	ck_assert(name_is("LFP_PanelName"));
	ck_assert_str_eq(panel.manufacturer, "MS_");
	ck_assert(!gx_vbt_panel_is_named(&panel));
	/* A panel counts as named if its timing is not that of a reference board. */
	panel.timing.clock = 72300;
	ck_assert(gx_vbt_panel_is_named(&panel));
}
END_TEST

START_TEST(generic_timings_come_first)
{
	build(&(struct vbt_options){ .generic_dtd = true, .bdb_version = 228 });
	ck_assert(gx_vbt_panel_decode(&vbt, &panel));
	ck_assert_uint_eq(panel.timing_block, 42);
	build(&(struct vbt_options){ .generic_dtd = true, .bdb_version = 229 });
	ck_assert(gx_vbt_panel_decode(&vbt, &panel));
	ck_assert_uint_eq(panel.timing_block, 58);
	ck_assert_uint_eq(panel.timing.clock, 72300);
	ck_assert_uint_eq(panel.timing.hactive, 1366);
	ck_assert_uint_eq(panel.timing.vtotal, 790);
	/*
	 * If block 58 states a wrong size for its entries, the timing of block 42 is
	 * used.
	 */
	poke_le16(&bytes, block_at(GX_VBT_GENERIC_DTD), 0xFFFF);
	ck_assert(gx_vbt_panel_decode(&vbt, &panel));
	ck_assert_uint_eq(panel.timing_block, 42);
	poke_le16(&bytes, block_at(GX_VBT_GENERIC_DTD), 27);
	ck_assert(gx_vbt_panel_decode(&vbt, &panel));
	ck_assert_uint_eq(panel.timing_block, 42);
}
END_TEST

START_TEST(edp_parameters_are_read)
{
	static const uint16_t power[] = { 2000, 10, 2000, 500, 5002 };

	build(&(struct vbt_options){ .edp = true });
	ck_assert(gx_vbt_panel_decode(&vbt, &panel));
	ck_assert(panel.edp.present);
	ck_assert_uint_eq(panel.edp.bits_per_pixel, 24);
	ck_assert_uint_eq(panel.edp.lanes, 2);
	ck_assert_uint_eq(panel.edp.link_rate, 2700);
	for (size_t i = 0; i < 5; i++)
		ck_assert_uint_eq(panel.edp.power[i], power[i]);
}
END_TEST

/* The byte with rate and lanes, and its meaning for several BDB versions. 0: unknown. */
static const struct {
	unsigned bdb_version;
	uint8_t link;
	uint32_t link_rate;
	uint8_t lanes;
} links[] = {
	{ 177, 0x00, 1620, 1 }, { 177, 0x31, 2700, 4 }, { 177, 0x32, 5400, 4 },
	{ 223, 0xFF, 0, 0 },    { 224, 0x30, 2700, 4 }, { 224, 0xFF, 2700, 0 },
	{ 244, 0x30, 2700, 2 },
};

START_TEST(rate_and_lanes_are_told_by_version)
{
	build(&(struct vbt_options){ .edp = true, .bdb_version = links[_i].bdb_version });
	poke_u8(&bytes, block_at(GX_VBT_EDP) + 160 + 4 + 2 * 2, links[_i].link);
	ck_assert(gx_vbt_panel_decode(&vbt, &panel));
	ck_assert_uint_eq(panel.edp.link_rate, links[_i].link_rate);
	ck_assert_uint_eq(panel.edp.lanes, links[_i].lanes);
}
END_TEST

START_TEST(a_panel_may_be_left_to_edid)
{
	build(&(struct vbt_options){ .panel_by_edid = true, .edp = true });
	ck_assert(gx_vbt_panel_decode(&vbt, &panel));
	ck_assert_uint_eq(panel.type, GX_VBT_PANEL_EDID);
	ck_assert_uint_eq(panel.timing_block, 0);
	ck_assert(!panel.edp.present);
	ck_assert(!gx_vbt_panel_is_named(&panel));
}
END_TEST

/*
 * Wrong pointers to the DTD, the PnP ID and the names: past the end of the table, before
 * block 42, with a wrong size, or with a wrong distance between two panels.
 */
static const struct {
	size_t at;
	uint16_t value;
} pointers[] = {
	{ 1 + 2 * 9 + 3, 0xFFF0 },
	{ 1 + 2 * 9 + 6, 0xFFF0 },
	{ 1 + 16 * 9, 0xFFF0 },
	{ 1, 0 },
	{ 1 + 2, 31 },
	{ 1 + 15 * 9, 0x1234 },
	{ 0, 4 },
};

START_TEST(pointers_that_contradict_the_data_are_not_followed)
{
	build(&(struct vbt_options){ 0 });
	poke_le16(&bytes, block_at(GX_VBT_LFP_DATA_POINTERS) + pointers[_i].at,
		  pointers[_i].value);
	ck_assert(gx_vbt_panel_decode(&vbt, &panel));
	ck_assert(panel.malformed);
	ck_assert_uint_eq(panel.timing_block, 0);
	ck_assert_uint_eq(panel.name.len, 0);
	ck_assert_str_eq(panel.manufacturer, "");
	ck_assert(!gx_vbt_panel_is_named(&panel));
}
END_TEST

START_TEST(data_of_no_known_layout_is_none)
{
	build(&(struct vbt_options){ .no_pointers = true });
	poke_le16(&bytes, block_at(GX_VBT_LFP_DATA) + 44, 0);
	ck_assert(gx_vbt_panel_decode(&vbt, &panel));
	ck_assert_uint_eq(panel.timing_block, 0);
	ck_assert_str_eq(panel.manufacturer, "");
	ck_assert(!gx_vbt_panel_is_named(&panel));
}
END_TEST

/* ---- names of platforms ---- */

static const struct {
	const char *signature;
	uint64_t has, lacks;
} families[] = {
	{ "$VBT HASWELL        ", GX_PLATFORM_BIT(GX_HSW) | GX_PLATFORM_BIT(GX_BDW),
	  GX_PLATFORM_BIT(GX_SKL) },
	{ "$VBT SKYLAKE        ", GX_PLATFORM_BIT(GX_CFL) | GX_PLATFORM_BIT(GX_CML),
	  GX_PLATFORM_BIT(GX_ICL) },
	{ "$VBT TIGERLAKE      ", GX_PLATFORM_BIT(GX_ADL_S), GX_PLATFORM_BIT(GX_ADL_P) },
	{ "$VBT ALDERLAKE-P    ", GX_PLATFORM_BIT(GX_ADL_N), GX_PLATFORM_BIT(GX_ADL_S) },
	{ "$VBT SNB/IVB-MOBILE ", GX_PLATFORM_BIT(GX_SNB) | GX_PLATFORM_BIT(GX_IVB),
	  GX_PLATFORM_BIT(GX_HSW) },
	{ "$VBT SOMETHING      ", 0, UINT64_MAX },
	{ "$VBT", 0, UINT64_MAX },
};

START_TEST(a_name_stands_for_its_platforms)
{
	struct gx_span s = gx_span(families[_i].signature,
				   strlen(families[_i].signature));

	ck_assert_uint_eq(gx_vbt_family(s) & families[_i].has, families[_i].has);
	ck_assert_uint_eq(gx_vbt_family(s) & families[_i].lacks, 0);
}
END_TEST

/* ---- OpRegion ---- */

static const struct {
	struct opregion_options options;
	uint32_t rvds;
	bool relative;
} regions[] = {
	{ { .major = 1, .rvda = 0x2000, .rvds = 99 },
	  0,
	  false }, /* not of this version */
	{ { .major = 2, .rvda = 0x7B000000, .rvds = 99 }, 99, false },
	{ { .major = 2, .minor = 1, .rvda = 0x2000, .rvds = 99 }, 99, true },
	{ { .major = 3, .rvda = 0x2000, .rvds = 99 }, 99, true },
	{ { .major = 2, .minor = 1 }, 0, true },
};

START_TEST(an_opregion_says_where_its_table_is)
{
	struct gx_opregion o;

	bytes_free(&bytes);
	opregion_put(&bytes, &regions[_i].options);
	ck_assert_int_eq(gx_opregion_decode(gx_span(bytes.data, bytes.len), &o), GOPX_OK);
	ck_assert_uint_eq(o.rvds, regions[_i].rvds);
	ck_assert_uint_eq(o.rvda, o.rvds ? regions[_i].options.rvda : 0);
	if (o.rvds)
		ck_assert_int_eq(o.relative, regions[_i].relative);
}
END_TEST

START_TEST(the_name_alone_is_no_opregion)
{
	struct gx_opregion o;

	bytes_free(&bytes);
	opregion_put(&bytes, &(struct opregion_options){ .size = 7 });
	ck_assert_int_eq(gx_opregion_decode(gx_span(bytes.data, bytes.len), &o),
			 GOPX_E_FORMAT);
	bytes_free(&bytes);
	opregion_put(&bytes, &(struct opregion_options){ 0 });
	ck_assert_int_eq(gx_opregion_decode(gx_span(bytes.data, 0xFF), &o),
			 GOPX_E_FORMAT);
	ck_assert_int_eq(gx_opregion_decode(gx_span(bytes.data, 0x100), &o), GOPX_OK);
	ck_assert_uint_eq(o.rvds, 0);
	poke_u8(&bytes, 0, 'i');
	ck_assert_int_eq(gx_opregion_decode(gx_span(bytes.data, bytes.len), &o),
			 GOPX_E_FORMAT);
}
END_TEST

#define LOOP(c, test, table) \
	tcase_add_loop_test(c, test, 0, (int)(sizeof(table) / sizeof((table)[0])))

Suite *gx_test_suite(void)
{
	Suite *s = suite_create("vbt_inside");
	TCase *c = tcase_create("inside");

	tcase_add_checked_fixture(c, NULL, teardown);
	tcase_add_test(c, a_wrong_checksum_comes_with_the_right_one);
	tcase_add_test(c, the_first_sign_on_counts);
	tcase_add_test(c, every_block_is_listed_to_the_end);
	tcase_add_test(c, a_block_that_leads_out_is_the_last);
	tcase_add_test(c, a_header_that_is_cut_is_no_block);
	LOOP(c, block_53_has_two_forms, sequences);
	LOOP(c, devices_are_listed, versions);
	tcase_add_test(c, unused_entries_are_passed_over);
	LOOP(c, the_size_of_entries_is_what_fits, entry_sizes);
	tcase_add_test(c, a_size_that_nothing_explains_ends_the_list);
	LOOP(c, types_have_words, kinds);
	LOOP(c, types_say_what_an_output_carries, carries);
	LOOP(c, outputs_have_names, connectors);
	tcase_add_test(c, ports_with_type_c_have_another_name);
	tcase_add_test(c, numbers_without_a_name_have_none);
	tcase_add_loop_test(c, the_default_panel_is_read, 0, 2);
	tcase_add_test(c, a_reference_panel_is_no_name);
	tcase_add_test(c, generic_timings_come_first);
	tcase_add_test(c, edp_parameters_are_read);
	tcase_add_test(c, a_panel_may_be_left_to_edid);
	LOOP(c, pointers_that_contradict_the_data_are_not_followed, pointers);
	LOOP(c, rate_and_lanes_are_told_by_version, links);
	tcase_add_test(c, data_of_no_known_layout_is_none);
	LOOP(c, a_name_stands_for_its_platforms, families);
	LOOP(c, an_opregion_says_where_its_table_is, regions);
	tcase_add_test(c, the_name_alone_is_no_opregion);
	suite_add_tcase(s, c);
	return s;
}
