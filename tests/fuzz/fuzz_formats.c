/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * fuzz_formats.c - tries any bytes with every decoder of lib/format/ and with the facts
 * about drivers
 *
 * If ONLY is defined, it names one entry of the list at the end of this file, and only
 * this entry is run. Without ONLY, each input is given to all entries.
 */
#include "find/driver/gop_facts.h"
#include "find/driver/gop_name.h"
#include "format/update/ami_pfat.h"
#include "format/update/ami_ucp.h"
#include "format/archive/archive_extent.h"
#include "format/pi/capsule.h"
#include "format/flash/cbfs.h"
#include "format/update/dell_pfs.h"
#include "format/pi/packed.h"
#include "format/pi/section_stream.h"
#include "format/pi/ffs_file.h"
#include "format/pi/ffs_section.h"
#include "format/pi/ffs_volume.h"
#include "format/flash/flash_descriptor.h"
#include "format/archive/compound.h"
#include "format/archive/fat.h"
#include "format/archive/lha.h"
#include "format/archive/sevenzip.h"
#include "format/flash/ifwi.h"
#include "format/input/foreign.h"
#include "format/input/mangled.h"
#include "format/input/qcow2.h"
#include "format/input/text_dump_bytes.h"
#include "format/input/text_dump.h"
#include "format/update/im4p.h"
#include "format/update/insyde.h"
#include "format/vbt/opregion.h"
#include "format/pi/option_rom.h"
#include "format/pe/pe_code.h"
#include "format/pe/pe_resource.h"
#include "format/update/phoenix_tdk.h"
#include "format/update/portwell.h"
#include "format/archive/unopened.h"
#include "format/vbt/vbt_block.h"
#include "format/vbt/vbt_child.h"
#include "format/vbt/vbt_panel.h"
#include "format/vbt/vbt_timing.h"
#include "fuzz.h"

/*
 * Decode the input as a firmware file. How a file is decoded depends on its volume: if
 * the input begins with a valid volume header, use this header, else an invented one.
 */
static void decode_files(struct gx_span s)
{
	struct gx_volume v;
	struct gx_file f;

	if (gx_volume_decode(s, &v) != GOPX_OK)
		v = (struct gx_volume){ .revision = 2, .erased = 0xff, .size = s.len };
	fuzz_check(v.files_at % 8 == 0);
	if (gx_file_decode(s, &v, &f) == GOPX_OK) {
		fuzz_check(f.size >= f.header_size + f.tail_size);
		fuzz_check(f.checksummed ||
			   gx_file_data_ok(&f, &v, gx_span_tail(s, f.header_size)) ==
			       gx_file_data_ok(&f, &v, gx_span(NULL, 0)));
	}
	if (gx_file_is_plausible(s, &v))
		fuzz_check(gx_file_decode(s, &v, &f) == GOPX_OK && f.size <= s.len);
}

static void decode_sections(struct gx_span s)
{
	struct gx_section section;
	uint64_t looked = 0;

	if (gx_section_decode(s, &section) == GOPX_OK)
		fuzz_check(section.size >= section.header_size &&
			   section.header_size <= s.len);
	if (gx_section_stream_is_plausible(s, &looked))
		fuzz_check(section.size <= s.len && looked > 0);
	if (gx_section_stream_is_whole(s, &looked))
		fuzz_check(gx_section_stream_is_plausible(s, &looked));
	/* The last section's padding may be missing. */
	fuzz_check(gx_section_unknown_run(s, &looked) <= s.len + 3);
	/* Sections are aligned to 4 bytes. */
	fuzz_check(looked <= 4 * (s.len / 4 + 1) * 64);
}

/*
 * Read the relocations of an image and the references in its code, and compute the image
 * as it was before relocation.
 */
static void walk_executable(struct gx_span s, const struct gx_pe *pe)
{
	struct gx_pe_map map;
	struct gx_pe_relocs relocs;
	struct gx_pe_fixup fixup;
	struct gx_pe_refs refs;
	struct gx_span target;
	uint8_t *built = malloc(s.len);

	gx_pe_map_make(s, pe, &map);
	relocs = gx_pe_relocs(&map, pe);
	while (gx_pe_reloc_next(&relocs, &fixup))
		fuzz_check(fixup.size == 4 || fixup.size == 8);
	refs = gx_pe_refs(&map, pe);
	while (gx_pe_ref_next(&refs, &target))
		fuzz_check(target.len > 0);
	if (gx_pe_unrelocate(s, pe, built) == GOPX_OK)
		fuzz_check(pe->relocations_size > 0);
	free(built);
}

/*
 * Read the facts about a driver: its version, its devices and its image before
 * relocation.
 */
static void ask_driver(struct gx_span s, const struct gx_pe *pe)
{
	struct gx_pe_map map;
	struct gx_gop_pe driver = { s, pe, &map, false, gx_gop_name_find(s) };
	uint16_t ids[GX_GOP_DEVICES_MAX];
	struct gx_gop_version version;
	uint64_t budget = 1 << 20;
	struct gx_arena arena;
	struct gx_span normal;

	gx_arena_init(&arena, &(struct gx_allocator){ 0 });
	gx_pe_map_make(s, pe, &map);
	driver.named = driver.name_at < s.len;
	gx_gop_version_find(&driver, &version);
	fuzz_check(strlen(version.text) < GX_GOP_VERSION_SIZE);
	fuzz_check(gx_gop_devices_find(&driver, ids) <= GX_GOP_DEVICES_MAX);
	fuzz_check(gx_gop_normalize(&arena, &driver, &budget, &normal) == GOPX_OK &&
		   normal.len <= s.len);
	gx_arena_fini(&arena);
}

/* Read raw resources, which may overlap, and find Panasonic's packed stream in them. */
static void walk_resources(struct gx_span s, const struct gx_pe *pe)
{
	struct gx_span resources[GX_PE_RESOURCES_MAX], stream;
	uint64_t looked_at;
	uint32_t unpacked;
	size_t count = gx_pe_rcdata(s, pe, resources, &looked_at);

	fuzz_check(count <= GX_PE_RESOURCES_MAX);
	for (size_t i = 0; i < count; i++) {
		fuzz_check(resources[i].len > 0 && resources[i].len <= s.len);
		if (gx_panasonic_resource_decode(resources[i], &unpacked, &stream))
			fuzz_check(unpacked > 0 && stream.len < resources[i].len);
	}
}

/* Read the blocks, outputs and panel of a table. */
static void walk_table(const struct gx_vbt *vbt)
{
	struct gx_vbt_blocks blocks = gx_vbt_blocks(vbt->blocks);
	struct gx_vbt_used_children devices = gx_vbt_used_children(vbt);
	struct gx_vbt_block block;
	struct gx_vbt_child device;
	struct gx_vbt_panel panel;

	while (gx_vbt_block_next(&blocks, &block))
		fuzz_check(block.at + 3 + block.data.len <= vbt->blocks.len);
	fuzz_check(vbt->blocks_ok == !blocks.r.failed);
	while (gx_vbt_child_next(&devices, &device))
		fuzz_check(device.type && gx_vbt_child_kind(device.type));
	if (gx_vbt_panel_decode(vbt, &panel))
		fuzz_check(panel.name.len <= 13 && panel.edp.lanes <= 4);
}

static void decode_capsule(struct gx_span s)
{
	struct gx_capsule capsule;

	if (gx_capsule_decode(s, &capsule) == GOPX_OK)
		fuzz_check(capsule.header_size <= capsule.size);
}

static void decode_flash(struct gx_span s)
{
	struct gx_flash_descriptor fd;

	if (gx_flash_descriptor_decode(s, &fd) == GOPX_OK)
		fuzz_check(fd.flash_size > 0);
}

static void decode_option_rom(struct gx_span s)
{
	struct gx_option_rom rom;

	if (gx_option_rom_decode(s, &rom) == GOPX_OK)
		fuzz_check(rom.size > 0);
}

static void decode_executable(struct gx_span s)
{
	struct gx_pe pe;

	if (gx_pe_decode(s, &pe) != GOPX_OK && gx_te_decode(s, &pe) != GOPX_OK)
		return;
	fuzz_check(pe.size >= pe.headers_size && pe.headers_size <= s.len);
	walk_executable(s, &pe);
	walk_resources(s, &pe);
	ask_driver(s, &pe);
}

static void decode_vbt(struct gx_span s)
{
	struct gx_opregion opregion;
	struct gx_vbt_edid edid;
	struct gx_vbt vbt;

	if (gx_vbt_edid_decode(s, &edid))
		fuzz_check(s.len >= 128 && edid.timing.clock);
	fuzz_check(s.len || !gx_vbt_dtd_decode(s).clock);
	fuzz_check(s.len || !gx_vbt_gdtd_decode(s).clock);
	if (gx_vbt_decode(s, &vbt) == GOPX_OK) {
		fuzz_check(vbt.size <= s.len);
		walk_table(&vbt);
	}
	if (gx_opregion_decode(s, &opregion) == GOPX_OK)
		fuzz_check(s.len >= 0x100 && (opregion.rvda || !opregion.rvds));
}

/* Read a BIOS Guard block, and the address that it states. */
static void decode_bios_guard(struct gx_span s)
{
	struct gx_bios_guard block;
	uint32_t offset;

	if (gx_bios_guard_decode(s, &block) == GOPX_OK &&
	    gx_bios_guard_place(&block, &offset))
		fuzz_check(block.data.len <= s.len);
	fuzz_check(gx_bios_guard_signature(s, gx_span("_AMIPFAT", 8), 0) <= 0x400);
}

static void decode_pfat(struct gx_span s)
{
	struct gx_pfat pfat;
	struct gx_bios_guard block;
	struct gx_pfat_cursor c;

	if (gx_pfat_decode(s, &pfat) != GOPX_OK)
		return;
	fuzz_check(pfat.file_count <= GX_PFAT_FILES_MAX);
	c = gx_pfat_blocks(&pfat, s);
	while (gx_pfat_next(&c, &pfat, &block))
		fuzz_check(c.file < pfat.file_count &&
			   pfat.files[c.file].order < pfat.file_count);
}

static void decode_pfs(struct gx_span s)
{
	struct gx_pfs pfs;
	struct gx_pfs_entry e;
	struct gx_pfs_name name;
	uint32_t offset, address;

	if (gx_pfs_decode(s, &pfs) != GOPX_OK)
		return;
	for (; gx_pfs_entry_decode(pfs.entries, &e) == GOPX_OK;
	     pfs.entries = gx_span_tail(pfs.entries, e.size)) {
		struct gx_reader r = gx_reader(e.data);

		fuzz_check(e.size >= e.data_at + e.data.len + e.metadata.len);
		while (gx_pfs_next_name(&r, &name))
			continue;
		if (gx_pfs_place(&e, &offset, &address))
			fuzz_check(e.metadata.len > 0 || e.data.len > 0);
	}
}

static void decode_packages(struct gx_span s)
{
	struct gx_dell_section section;
	struct gx_ucp_module module;
	struct gx_iflash iflash;
	uint64_t size;

	if (gx_dell_section_decode(s, &section) == GOPX_OK)
		fuzz_check(section.packed.len < section.size);
	if (gx_ucp_module_decode(s, &module) == GOPX_OK)
		fuzz_check(module.data.len < module.size);
	if (gx_iflash_decode(s, &iflash) == GOPX_OK)
		fuzz_check(iflash.image.len < iflash.size && iflash.size <= s.len);
	if (gx_dell_pkg_decode(s, &size) == GOPX_OK ||
	    gx_ucp_decode(s, &size) == GOPX_OK ||
	    gx_rotated_7z_decode(s, &size) == GOPX_OK)
		fuzz_check(size >= 0x18);
}

/* Decode the stored form, and the form after unpacking. */
static void read_7z_header(struct gx_span s)
{
	struct gx_span header = gx_7z_header(s);
	struct gx_7z_packed packed;

	gx_7z_counts_are_possible(s);
	gx_7z_counts_are_possible(header);
	if (gx_7z_packed_header(s, header, &packed))
		fuzz_check(packed.properties.len == 5 && packed.stream.len <= s.len);
}

/* A changed header describes the same member, and is plain. */
static void change_lha_header(struct gx_span s)
{
	struct gx_lha_member m, again;
	uint8_t *copy;

	if (!gx_lha_decode(s, &m))
		return;
	fuzz_check(m.header.len <= m.size);
	copy = malloc(m.header.len);
	if (copy && gx_lha_plain_names(&m, copy)) {
		again = m;
		again.header = gx_span(copy, m.header.len);
		copy = malloc(m.header.len);
		fuzz_check(!copy || !gx_lha_plain_names(&again, copy));
		free((void *)again.header.ptr);
	}
	free(copy);
}

/* A probe that accepts a stream also returns a size. */
static void probe_archives(struct gx_span s)
{
	static bool (*const probes[])(struct gx_span, struct gx_extent *) = {
		gx_zip_probe,     gx_7z_probe,   gx_cab_probe,  gx_inverted_cab_probe,
		gx_rar_probe,     gx_rar5_probe, gx_tar_probe,  gx_lha_probe,
		gx_iso9660_probe, gx_gzip_probe, gx_xz_probe,   gx_bzip2_probe,
		gx_zstd_probe,    gx_lz4_probe,  gx_lzip_probe,
	};
	struct gx_extent extent;

	for (size_t i = 0; i < sizeof(probes) / sizeof(probes[0]); i++) {
		if (probes[i](s, &extent))
			fuzz_check(extent.size > 0);
	}
	read_7z_header(s);
	change_lha_header(s);
	if (gx_rar_is_part(s) || gx_rar5_is_encrypted(s))
		fuzz_check(gx_span_starts(s, "Rar!", 4));
}

static void decode_cbfs(struct gx_span s)
{
	struct gx_reader table = gx_reader(s);
	struct gx_cbfs_segment segment;
	struct gx_cbfs_file file;

	if (gx_cbfs_file_decode(s, &file) == GOPX_OK) {
		fuzz_check(file.header_size < file.size && file.header_size <= s.len);
		(void)gx_cbfs_packing(file.attributes);
	}
	while (gx_cbfs_take_segment(&table, &segment))
		fuzz_check(segment.size > 0);
}

static void decode_vendors(struct gx_span s)
{
	struct gx_ifwi ifwi;
	struct gx_im4p im4p;
	struct gx_tdk tdk;
	uint64_t size;

	if (gx_ifwi_decode(s, &ifwi) == GOPX_OK)
		fuzz_check(ifwi.header_size < ifwi.size && ifwi.second_at < ifwi.size);
	if (gx_im4p_decode(s, &im4p) == GOPX_OK)
		fuzz_check(im4p.header_size < im4p.size && im4p.type.len == 4);
	if (gx_tdk_decode(s, &tdk) == GOPX_OK) {
		fuzz_check(tdk.size <= s.len);
		fuzz_check(gx_tdk_entry(s, tdk.count - 1).name.len == 0x100);
	}
	if (gx_portwell_probe(s, &size))
		fuzz_check(gx_portwell_part_size(s) <= s.len);
	if (gx_efi_stream_is_whole(s))
		fuzz_check(s.len > 8);
	if (gx_inno_probe(s, &size))
		fuzz_check(size <= s.len);
	if (gx_toshiba_com_probe(s))
		fuzz_check(s.len >= 7);
	fuzz_check(!gx_scrambled_probe(s, &size) || size == s.len);
}

/* Search the input for the next section, as in a stream with other bytes in it. */
static void follow_stream(struct gx_span s)
{
	uint64_t looked = 0;

	if (gx_section_is_believable(s))
		fuzz_check(gx_section_stream_starts(s, &looked));
	fuzz_check(gx_section_stream_next(s, 0, &looked) <= s.len);
	fuzz_check(gx_section_stream_behind_blank(s, 0, &looked) <= s.len);
}

/*
 * Read the input as each form of a text dump, whatever its start looks like. The pass
 * that measures and the pass that writes the bytes must use the same part of the input.
 */
static void read_text(struct gx_span s)
{
	static uint8_t room[1 << 16];

	gx_text_dump_form_of(s);
	for (int form = GX_TEXT_DUMP_INTEL_HEX; form <= GX_TEXT_DUMP_BASE64; form++) {
		struct gx_text_dump_bytes bytes = { 0 };
		uint64_t used;

		gx_text_dump_read((enum gx_text_dump_form)form, s, &bytes);
		used = bytes.used;
		fuzz_check(used <= s.len && bytes.from <= bytes.to);
		if (bytes.to - bytes.from > sizeof(room))
			continue;
		bytes.out = room;
		gx_text_dump_read((enum gx_text_dump_form)form, s, &bytes);
		fuzz_check(bytes.used == used);
	}
}

/* Read the first thousand clusters of a disk, and the last cluster. */
static void read_disk(struct gx_span s)
{
	struct gx_qcow2 q;
	uint64_t count;

	if (gx_qcow2_decode(s, &q) != GOPX_OK || q.closed)
		return;
	count = gx_qcow2_clusters(&q);
	for (uint64_t i = 0; i < count; i += i < 1000 ? 1 : count - i) {
		struct gx_qcow2_cluster c = gx_qcow2_cluster(s, &q, i);

		fuzz_check(c.size > 0 && c.stored.len <= s.len);
	}
	if (count)
		fuzz_check(gx_qcow2_cluster(s, &q, count - 1).size > 0);
}

static void read_compound(struct gx_span s)
{
	uint32_t table[64];
	struct gx_compound c;
	struct gx_compound_entry e;

	if (!gx_compound_decode(s, &c))
		return;
	fuzz_check(gx_compound_sector_at(&c, c.end - 1) < s.len);
	fuzz_check(c.table_count <= c.end);
	c.table = table;
	c.table_count = c.table_count < 64 ? c.table_count : 64;
	gx_compound_collect(&c);
	fuzz_check(c.table_len <= c.table_count);
	for (uint32_t i = 0; i < c.table_len; i++)
		fuzz_check(table[i] < c.end);
	for (uint32_t i = 0; i < c.end && i < 1000; i++)
		gx_compound_next(&c, i);
	if (gx_compound_entry(&c, s, &e))
		fuzz_check(e.root || e.size >= c.cutoff);
}

/*
 * Decode the input as a folder entry, and as a file system. Read all entries of its
 * table.
 */
static void read_fat(struct gx_span s)
{
	struct gx_fat fat;
	struct gx_fat_entry e;

	if (gx_fat_entry(s, &e) == GX_FAT_ENTRY_FILE)
		fuzz_check(strlen(e.name) < GX_FAT_NAME_SIZE);
	if (!gx_fat_decode(s, &fat))
		return;
	fuzz_check(fat.size > 0 && fat.end >= GX_FAT_FIRST && fat.table.len > 0);
	for (uint32_t i = GX_FAT_FIRST; i < fat.end; i++) {
		fuzz_check(gx_fat_cluster_at(&fat, i) < s.len);
		fuzz_check(gx_fat_next(&fat, i) < fat.end);
	}
}

/* Find out what kind of file the input is, as for an input without findings. */
static void name_input(struct gx_span s)
{
	static struct gx_matcher matcher;
	uint64_t size, looked;

	if (gx_foreign_of(s))
		fuzz_check(s.len >= 3);
	if (gx_text_dump_of(s))
		fuzz_check(s.len >= 9);
	read_text(s);
	gx_mangled_of(s, &matcher, &looked);
	if (gx_closed_of(s))
		fuzz_check(s.len >= 4);
	if (gx_nsis_probe(s, &size))
		fuzz_check(size <= s.len);
	if (gx_zip_is_last_part(s))
		fuzz_check(s.len >= 22);
}

static const struct {
	const char *name;
	void (*decode)(struct gx_span s);
} decoders[] = {
	{ "archives", probe_archives },
	{ "bios_guard", decode_bios_guard },
	{ "capsule", decode_capsule },
	{ "cbfs", decode_cbfs },
	{ "executable", decode_executable },
	{ "compound", read_compound },
	{ "fat", read_fat },
	{ "files", decode_files },
	{ "flash", decode_flash },
	{ "inputs", name_input },
	{ "option_rom", decode_option_rom },
	{ "packages", decode_packages },
	{ "pfat", decode_pfat },
	{ "pfs", decode_pfs },
	{ "qcow2", read_disk },
	{ "sections", decode_sections },
	{ "section_stream", follow_stream },
	{ "vbt", decode_vbt },
	{ "vendors", decode_vendors },
};

#ifndef ONLY
#define ONLY ""
#endif

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	uint8_t *exact = fuzz_exact(data, size);
	bool done = false;

	for (size_t i = 0; i < sizeof(decoders) / sizeof(decoders[0]); i++) {
		if (*ONLY && strcmp(ONLY, decoders[i].name) != 0)
			continue;
		decoders[i].decode(gx_span(exact, size));
		done = true;
	}
	fuzz_check(done);
	free(exact);
	return 0;
}
