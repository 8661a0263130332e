/* SPDX-License-Identifier: BSD-2-Clause */
/* pi_answers.c - capsules, volumes, files, sections, option ROMs, headers of streams */
#include <string.h>

#include "answers.h"
#include "format/pi/capsule.h"
#include "format/pi/ffs_file.h"
#include "format/pi/ffs_volume.h"
#include "format/pi/option_rom.h"
#include "format/pi/packed.h"
#include "format/pi/section_stream.h"
#include "fwbuild.h"
#include "fwbuild_flash.h"
#include "fwbuild_pe.h"

/* ---- decoding --------------------------------------------------------------- */

static void ask_capsule(struct gx_span at, struct answer *a)
{
	struct gx_capsule c;

	say_form(a, gx_capsule_decode(at, &c));
	say_guid(a, &c.guid);
	say_text(a, c.name);
	say(a, c.header_size);
	say(a, c.size);
}

static void say_volume(const struct gx_volume *v, struct answer *a)
{
	say_guid(a, &v->filesystem_guid);
	say_form(a, v->filesystem);
	say_text(a, v->filesystem_name);
	say_form(a, v->nvram);
	say(a, v->size);
	say(a, v->map_size);
	say(a, v->header_size);
	say(a, v->checksum_off);
	say_form(a, v->revision);
	say_form(a, v->erased);
	say_form(a, v->has_name);
	say_guid(a, &v->name);
	say(a, v->files_at);
}

static void ask_volume(struct gx_span at, struct answer *a)
{
	struct gx_volume v;
	enum gopx_status status = gx_volume_decode(at, &v);

	say_form(a, status);
	say_volume(&v, a);
	say_form(a, status == GOPX_OK && v.size > at.len);
	say_form(a, status == GOPX_OK && v.size == v.map_size);
}

static void say_file(struct gx_span at, const struct gx_volume *v, struct answer *a)
{
	struct gx_file f;

	say_form(a, gx_file_decode(at, v, &f));
	say_guid(a, &f.name);
	say(a, f.type);
	say_form(a, f.state);
	say(a, f.header_size);
	say(a, f.size);
	say(a, f.tail_size);
	say_form(a, f.checksummed);
	say_form(a, f.header_ok);
	say(a, f.data_checksum);
	say_form(a, gx_file_data_ok(&f, v, gx_span_tail(at, f.header_size)));
	say_form(a, gx_file_is_plausible(at, v));
}

/* Decode a file as in each kind of volume. */
static void ask_file(struct gx_span at, struct answer *a)
{
	for (unsigned i = 0; i < 8; i++) {
		const struct gx_volume v = { .filesystem = i & 1 ? GX_FS_FFS3
								 : GX_FS_FFS2,
					     .revision = i & 2 ? 2 : 1,
					     .erased = i & 4 ? 0xff : 0 };

		say_file(at, &v, a);
	}
	if (at.len)
		say_text(a, gx_file_type_name(gx_span_at(at, 0)));
}

static void ask_sections(struct gx_span at, struct answer *a)
{
	struct gx_section s;
	uint64_t looked = 0;

	say_form(a, gx_section_decode(at, &s));
	say_form(a, s.type);
	say(a, s.size);
	say(a, s.header_size);
	say_form(a, s.has_guid);
	say_guid(a, &s.guid);
	say(a, s.data_offset);
	say_form(a, s.processed);
	say_form(a, s.compression);
	say(a, s.unpacked_size);
	say_text(a, gx_section_type_name(s.type));
	say_form(a, gx_section_stream_is_plausible(at, &looked));
	say_form(a, gx_section_stream_is_whole(at, &looked));
	say(a, gx_section_unknown_run(at, &looked));
	say_form(a, gx_section_is_believable(at));
	say_form(a, gx_section_stream_starts(at, &looked));
	for (uint64_t from = 0; from < 12; from++)
		say(a, gx_section_stream_next(at, from, &looked));
	say(a, gx_section_stream_behind_blank(at, 0, &looked));
	say(a, gx_section_stream_behind_blank(at, 8, &looked));
	say(a, looked);
}

static void ask_believable(struct gx_span at, struct answer *a)
{
	say_form(a, gx_section_is_believable(at));
}

static void ask_rom(struct gx_span at, struct answer *a)
{
	struct gx_option_rom rom;

	say_form(a, gx_option_rom_decode(at, &rom));
	say_form(a, rom.code_type);
	say(a, rom.vendor);
	say(a, rom.device);
	say(a, rom.class_code);
	say(a, rom.size);
	say_form(a, rom.last);
	say_form(a, rom.efi);
	say_form(a, rom.compressed);
	say(a, rom.machine);
	say(a, rom.image_at);
}

static void ask_packed(struct gx_span at, struct answer *a)
{
	uint64_t size;

	say_form(a, gx_lzma_is_believable(at, &size));
	say(a, size);
	say_form(a, gx_efi_stream_is_believable(at));
	say_form(a, gx_efi_stream_is_whole(at));
	say_form(a, gx_gzip_is_believable(at));
	say_form(a, gx_zlib_is_believable(at));
}

/* ---- inputs ----------------------------------------------------------------- */

static void capsule(struct fwbytes *out, const struct capsule *c)
{
	size_t start = capsule_begin(out, c);

	put_text(out, "body");
	capsule_end(out, c, start);
	put_text(out, "after");
}

static void capsule_efi(struct fwbytes *out)
{
	capsule(out, &(struct capsule){ .guid = "3B6686BD-0D76-4030-B70E-B5519E2FC5A0" });
}

static void capsule_toshiba(struct fwbytes *out)
{
	capsule(out, &(struct capsule){ .guid = "3BE07062-1D51-45D2-832B-F093257ED461",
					.form = CAPSULE_TOSHIBA });
}

static void capsule_aptio(struct fwbytes *out)
{
	capsule(out, &(struct capsule){ .guid = "4A3CA68B-7723-48FB-803D-578CC1FEC44D",
					.form = CAPSULE_APTIO });
}

static void keep(struct fwb *b, struct fwbytes *out)
{
	put_bytes(out, b->out.data, b->out.len);
	fwb_free(b);
}

static void volume(struct fwbytes *out, const char *file_system, struct fwb_volume next)
{
	struct fwb b = { 0 };

	b.next_fv = next;
	fv_begin(&b, file_system);
	file_begin(&b, FILE_RAW, GUID_X);
	put_text(&b.out, "content");
	file_end(&b);
	fv_end(&b);
	keep(&b, out);
}

static void volume_ffs1(struct fwbytes *out)
{
	volume(out, FFS1, (struct fwb_volume){ .block = 64 });
}

static void volume_ffs2(struct fwbytes *out)
{
	volume(out, FFS2, (struct fwb_volume){ .block = 64, .polarity0 = true });
}

static void volume_named(struct fwbytes *out)
{
	volume(out, FFS3, (struct fwb_volume){ .block = 64, .ext_name = GUID_Y });
}

static void volume_unknown(struct fwbytes *out)
{
	volume(out, GUID_Z, (struct fwb_volume){ .block = 64 });
}

/* A volume that is longer than the input. */
static void volume_cut(struct fwbytes *out)
{
	volume(out, FFS2, (struct fwb_volume){ .block = 64, .size = 1024 });
	bytes_cut(out, 200);
}

/* A volume whose length does not match its block map and its checksum. */
static void volume_grown(struct fwbytes *out)
{
	volume(out, FFS2, (struct fwb_volume){ .block = 64, .size = 512 });
	poke_le64(out, 32, 448);
}

/* Set the checksum of a header of this size. */
static void sum_volume(struct fwbytes *out, size_t size)
{
	size_t sum = 0;

	poke_le16(out, 50, 0);
	for (size_t i = 0; i < size; i += 2)
		sum += out->data[i] | (size_t)out->data[i + 1] << 8;
	poke_le16(out, 50, (unsigned)(0 - sum) & 0xffff);
}

/* A volume whose length is impossible, and whose block map begins with blocks of 0 bytes.
 */
static void volume_of_two_runs(struct fwbytes *out)
{
	static const unsigned map[] = { 5, 0, 8, 64, 0, 0 };

	volume(out, FFS2, (struct fwb_volume){ .block = 64, .size = 512 });
	poke_le64(out, 32, 1);
	poke_le16(out, 48, 56 + sizeof(map));
	for (size_t i = 0; i < sizeof(map) / sizeof(map[0]); i++)
		poke_le32(out, 56 + 4 * i, map[i]);
	sum_volume(out, 56 + sizeof(map));
}

/*
 * A volume whose block map states a size of only 'map' bytes, about the size of the
 * header. The checksum is right for this size, and wrong for the true size.
 */
static void volume_small_map(struct fwbytes *out, unsigned map)
{
	size_t size;

	volume(out, FFS2, (struct fwb_volume){ .block = 64 });
	size = out->len;
	poke_le32(out, 56, 1);
	poke_le32(out, 60, map);
	poke_le64(out, 32, map);
	sum_volume(out, 72);
	poke_le64(out, 32, size);
}

static void volume_tiny_map(struct fwbytes *out)
{
	volume_small_map(out, 71);
}

static void volume_header_map(struct fwbytes *out)
{
	volume_small_map(out, 72);
}

/* A volume whose header states this size. */
static void volume_header(struct fwbytes *out, unsigned size)
{
	volume(out, FFS2, (struct fwb_volume){ .block = 64, .size = 4096 });
	poke_le16(out, 48, size);
}

static void volume_largest_header(struct fwbytes *out)
{
	volume_header(out, GX_VOLUME_MAX_HEADER);
}

static void volume_large_header(struct fwbytes *out)
{
	volume_header(out, GX_VOLUME_MAX_HEADER + 2);
}

static void repair_volume(uint8_t *data, size_t len)
{
	unsigned sum = 0;
	size_t header = len > 50 ? data[48] | (size_t)data[49] << 8 : 0;

	if (header < 52 || header > len)
		return;
	data[50] = data[51] = 0;
	for (size_t i = 0; i + 1 < header; i += 2)
		sum += data[i] | (unsigned)data[i + 1] << 8;
	data[50] = (uint8_t)(0u - sum);
	data[51] = (uint8_t)((0u - sum) >> 8);
}

static void file(struct fwbytes *out, const char *file_system, struct fwb_file next)
{
	struct fwb b = { 0 };
	size_t at, len;

	fv_begin(&b, file_system);
	b.next_file = next;
	at = file_begin(&b, FILE_DRIVER, GUID_X);
	put_text(&b.out, "content");
	len = b.out.len - at;
	file_end(&b);
	fv_end(&b);
	put_bytes(out, b.out.data + at, len + 8);
	fwb_free(&b);
}

static void file_small(struct fwbytes *out)
{
	file(out, FFS2, (struct fwb_file){ 0 });
}

static void file_summed(struct fwbytes *out)
{
	file(out, FFS2, (struct fwb_file){ .checksum = true });
}

static void file_large(struct fwbytes *out)
{
	file(out, FFS3, (struct fwb_file){ .large = true });
}

static void file_lenovo(struct fwbytes *out)
{
	file(out, FFS2, (struct fwb_file){ .large = true });
}

static void file_with_tail(struct fwbytes *out)
{
	file(out, FFS1, (struct fwb_file){ .tail = true });
}

static void repair_file(uint8_t *data, size_t len)
{
	uint8_t sum = 0;

	if (len < 24)
		return;
	data[16] = 0;
	for (size_t i = 0; i < 24; i++)
		sum = (uint8_t)(sum + data[i]);
	data[16] = (uint8_t)(data[17] + data[23] - sum);
}

/* Sections of every type, each with fitting content. */
static void sections(struct fwbytes *out)
{
	struct fwb b = { 0 };

	section(&b, SECTION_RAW, "raw bytes", 9);
	ui_section(&b, "IntelGop");
	section(&b, 0x77, "unknown type", 12);
	compressed_begin(&b, 0, NULL);
	put_text(&b.out, "stored");
	section_end(&b);
	put_fill(&b.out, 0xff, 96);
	keep(&b, out);
}

static void section_ui(struct fwbytes *out)
{
	struct fwb b = { 0 };

	ui_section(&b, "GOP1");
	ui_section(&b, "more");
	keep(&b, out);
}

static void section_ui_of(struct fwbytes *out, size_t letters)
{
	struct fwb b = { 0 };
	char name[80] = "";

	memset(name, 'x', letters);
	ui_section(&b, name);
	keep(&b, out);
}

static void section_ui_shortest(struct fwbytes *out)
{
	section_ui_of(out, 3);
}

static void section_ui_longest(struct fwbytes *out)
{
	section_ui_of(out, 63);
}

static void section_ui_too_long(struct fwbytes *out)
{
	section_ui_of(out, 64);
}

static void section_stored(struct fwbytes *out)
{
	struct fwb b = { 0 };

	compressed_begin(&b, 0, NULL);
	put_text(&b.out, "stored bytes");
	section_end(&b);
	keep(&b, out);
}

static void section_tiano(struct fwbytes *out)
{
	struct fwb b = { 0 };

	compressed_begin(&b, 1, pack_tiano);
	put_fill(&b.out, 'a', 200);
	section_end(&b);
	keep(&b, out);
}

static void lzma_header(struct fwbytes *out)
{
	put_bytes(out, "\x5d\0\0\x80\0\0\1\0\0\0\0\0\0\0\x12\x34\x56\x78", 18);
	put_text(out, "stream");
}

/*
 * 'code' is the first value of the range decoder. Its highest bit must be 0, so
 * 0x7fffffff is the largest valid code.
 */
static void lzma_code(struct fwbytes *out, uint32_t code)
{
	lzma_header(out);
	poke_bytes(out, 14,
		   (uint8_t[]){ (uint8_t)(code >> 24), (uint8_t)(code >> 16),
				(uint8_t)(code >> 8), (uint8_t)code },
		   4);
}

static void lzma_last_code(struct fwbytes *out)
{
	lzma_code(out, 0x7fffffff);
}

static void lzma_no_code(struct fwbytes *out)
{
	lzma_code(out, 0x80000000);
}

static void section_lzma(struct fwbytes *out)
{
	put_le24(out, 9 + 24);
	put_u8(out, SECTION_COMPRESSION);
	put_le32(out, 256);
	put_u8(out, 2);
	lzma_header(out);
}

/* Like section_lzma(), but with 4 bytes before the stream. */
static void section_lzma_legacy(struct fwbytes *out)
{
	put_le24(out, 9 + 28);
	put_u8(out, SECTION_COMPRESSION);
	put_le32(out, 256);
	put_u8(out, 2);
	put_le32(out, 24);
	lzma_header(out);
}

static void section_guided(struct fwbytes *out)
{
	struct fwb b = { 0 };

	b.next_section.extended = true;
	guided_begin(&b, GUID_X, NULL);
	put_text(&b.out, "content of it");
	section_end(&b);
	section(&b, 0x77, "unknown", 7);
	keep(&b, out);
}

static void section_guided_long(struct fwbytes *out)
{
	struct fwb b = { 0 };

	guided_begin(&b, GUID_X, NULL);
	put_fill(&b.out, 0x7e, 5000);
	section_end(&b);
	keep(&b, out);
}

static void section_freeform(struct fwbytes *out)
{
	struct fwb b = { 0 };

	freeform_begin(&b, GUID_Y);
	put_text(&b.out, "content");
	section_end(&b);
	keep(&b, out);
}

static void section_volume(struct fwbytes *out)
{
	struct fwbytes inner = { 0 };
	struct fwb b = { 0 };

	volume_ffs2(&inner);
	section(&b, SECTION_FV_IMAGE, inner.data, 80);
	bytes_free(&inner);
	keep(&b, out);
}

static void section_program(struct fwbytes *out, unsigned type)
{
	struct fwbytes pe = { 0 };
	struct fwb b = { 0 };

	if (type == SECTION_TE)
		gop_put_te(&pe, &(struct gop_options){ .code = 64 });
	else
		gop_put(&pe, &(struct gop_options){ .code = 64 });
	section(&b, type, pe.data, pe.len);
	bytes_free(&pe);
	keep(&b, out);
}

static void section_pe32(struct fwbytes *out)
{
	section_program(out, SECTION_PE32);
}

static void section_te(struct fwbytes *out)
{
	section_program(out, SECTION_TE);
}

/* Two names: one after zeros, one after erased flash. Their places are not aligned. */
static void sections_after_blank(struct fwbytes *out)
{
	struct fwb b = { 0 };

	section(&b, SECTION_RAW, "12345", 5);
	put_fill(&b.out, 0xff, 73);
	ui_section(&b, "Name1");
	put_fill(&b.out, 0, 41);
	ui_section(&b, "Name2");
	keep(&b, out);
}

static void sections_odd(struct fwbytes *out)
{
	put_text(out, "odd bytes be");
	sections_after_blank(out);
}

static void unknown_sections(struct fwbytes *out)
{
	struct fwb b = { 0 };

	section(&b, 0x77, "unknown", 7);
	section(&b, 0x78, "unknown too", 11);
	section(&b, SECTION_RAW, "raw", 3);
	put_fill(&b.out, 0, 70);
	keep(&b, out);
}

static void rom(struct fwbytes *out)
{
	option_rom_put(out, &(struct option_rom){ .device = 0x1234 },
		       (const uint8_t *)"MZ", 2);
}

static void rom_legacy(struct fwbytes *out)
{
	rom(out);
	poke_le16(out, 2, 0x2101);
	poke_u8(out, bytes_find(out, "PCIR", 4) + 20, 0);
	poke_le16(out, bytes_find(out, "PCIR", 4) + 16, 0);
}

/* An option ROM whose PCI data structure begins at offset 'at'. */
static void rom_with_structure(struct fwbytes *out, unsigned at)
{
	put_le16(out, 0xaa55);
	put_fill_to(out, 0, 512);
	poke_bytes(out, at, "PCIR", 4);
	poke_le16(out, at + 16, 1);
	poke_le16(out, 24, at);
}

static void rom_early(struct fwbytes *out)
{
	rom_with_structure(out, 4);
}

static void rom_earliest(struct fwbytes *out)
{
	rom_with_structure(out, 26);
}

/* The structure ends with the image. */
static void rom_latest(struct fwbytes *out)
{
	rom_with_structure(out, 512 - 24);
}

static void efi_stream(struct fwbytes *out)
{
	put_le32(out, 20);
	put_le32(out, 64);
	put_fill(out, 1, 20);
}

static void efi_stream_padded(struct fwbytes *out)
{
	efi_stream(out);
	put_fill(out, 0, 64);
}

static void gzip_header(struct fwbytes *out)
{
	put_bytes(out, "\x1f\x8b\x08 more", 8);
}

static void zlib_header(struct fwbytes *out)
{
	put_bytes(out, "\x78\x9c more", 7);
}

const struct subject answers_subjects[] = {
	SUBJECT("capsule", capsule_efi, ask_capsule),
	SUBJECT("capsule of toshiba", capsule_toshiba, ask_capsule),
	SUBJECT("capsule of aptio", capsule_aptio, ask_capsule),
	SUBJECT_WITH("volume, ffs1", volume_ffs1, ask_volume, .repair = repair_volume),
	SUBJECT_WITH("volume, ffs2", volume_ffs2, ask_volume, .repair = repair_volume),
	SUBJECT_WITH("volume with a name", volume_named, ask_volume,
		     .repair = repair_volume),
	SUBJECT_WITH("volume, unknown", volume_unknown, ask_volume,
		     .repair = repair_volume),
	SUBJECT_WITH("volume, cut", volume_cut, ask_volume, .repair = repair_volume),
	SUBJECT("volume, cut, wrong sum", volume_cut, ask_volume),
	SUBJECT("volume, wrong sum", volume_ffs2, ask_volume),
	SUBJECT("volume, unknown, wrong sum", volume_unknown, ask_volume),
	SUBJECT("volume, grown", volume_grown, ask_volume),
	SUBJECT_ONCE("volume, two runs of blocks", volume_of_two_runs, ask_volume),
	SUBJECT("volume, tiny map", volume_tiny_map, ask_volume),
	SUBJECT("volume, map of the header", volume_header_map, ask_volume),
	SUBJECT_ONCE("volume, largest header", volume_largest_header, ask_volume),
	SUBJECT_ONCE("volume, too large header", volume_large_header, ask_volume),
	SUBJECT_WITH("file", file_small, ask_file, .repair = repair_file),
	SUBJECT("file, wrong sum", file_small, ask_file),
	SUBJECT("file, summed", file_summed, ask_file),
	SUBJECT_WITH("file, large", file_large, ask_file, .repair = repair_file),
	SUBJECT("file, large, wrong sum", file_large, ask_file),
	SUBJECT("file of lenovo", file_lenovo, ask_file),
	SUBJECT("file with a tail", file_with_tail, ask_file),
	SUBJECT("sections", sections, ask_sections),
	SUBJECT("ui section", section_ui, ask_sections),
	SUBJECT_ONCE("ui section, shortest", section_ui_shortest, ask_sections),
	SUBJECT_ONCE("ui section, longest", section_ui_longest, ask_sections),
	SUBJECT_ONCE("ui section, too long", section_ui_too_long, ask_sections),
	SUBJECT("compression section, stored", section_stored, ask_sections),
	SUBJECT("compression section, tiano", section_tiano, ask_sections),
	SUBJECT("compression section, lzma", section_lzma, ask_sections),
	SUBJECT("compression section, legacy lzma", section_lzma_legacy, ask_sections),
	SUBJECT("guided section", section_guided, ask_sections),
	SUBJECT_WITH("guided section, long", section_guided_long, ask_believable,
		     .window = 24),
	SUBJECT("freeform section", section_freeform, ask_sections),
	SUBJECT("volume section", section_volume, ask_sections),
	SUBJECT_WITH("pe32 section", section_pe32, ask_sections, .light = true,
		     .window = 128),
	SUBJECT_WITH("te section", section_te, ask_sections, .light = true,
		     .window = 128),
	SUBJECT("sections after blanks", sections_after_blank, ask_sections),
	SUBJECT("sections at odd places", sections_odd, ask_sections),
	SUBJECT("unknown sections", unknown_sections, ask_sections),
	SUBJECT("option rom", rom, ask_rom),
	SUBJECT("option rom, legacy", rom_legacy, ask_rom),
	SUBJECT_ONCE("option rom, early structure", rom_early, ask_rom),
	SUBJECT_ONCE("option rom, earliest structure", rom_earliest, ask_rom),
	SUBJECT_ONCE("option rom, latest structure", rom_latest, ask_rom),
	SUBJECT("lzma header", lzma_header, ask_packed),
	SUBJECT_ONCE("lzma header, last code", lzma_last_code, ask_packed),
	SUBJECT_ONCE("lzma header, no code", lzma_no_code, ask_packed),
	SUBJECT("efi stream", efi_stream, ask_packed),
	SUBJECT("efi stream, padded", efi_stream_padded, ask_packed),
	SUBJECT("gzip header", gzip_header, ask_packed),
	SUBJECT("zlib header", zlib_header, ask_packed),
	{ 0 },
};
