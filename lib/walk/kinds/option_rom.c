/* SPDX-License-Identifier: BSD-2-Clause */
/* option_rom.c - PCI option ROM images; the images of a chain are found one after the
 * other */
#include "format/pi/option_rom.h"
#include "format/pe/pe.h"
#include "format/vbt/vbt.h"
#include "walk/kind.h"
#include "walk/walk.h"

#define VBIOS_TABLE_AT 0x1a /* a pointer in Intel's video BIOSes */

/* A size that cuts off the executable is wrong if the whole executable is there. */
static uint64_t size_with_executable(struct gx_span at, const struct gx_option_rom *rom)
{
	struct gx_span image = gx_span_tail(at, rom->image_at);
	struct gx_pe pe;

	if (!rom->efi || rom->compressed || gx_pe_decode(image, &pe) != GOPX_OK ||
	    pe.size > image.len || rom->image_at + pe.size < rom->size)
		return rom->size;
	return rom->image_at + pe.size;
}

/* A size that cuts off the table of a video BIOS is wrong, too, if the whole table is
 * there. */
static uint64_t size_with_table(struct gx_span at, uint64_t size)
{
	struct gx_reader r = gx_reader(at);
	struct gx_vbt vbt;
	uint64_t table_at, end;

	gx_seek(&r, VBIOS_TABLE_AT);
	table_at = gx_le16(&r);
	if (gx_vbt_decode(gx_span_tail(at, table_at), &vbt) != GOPX_OK ||
	    !gx_vbt_is_usual(&vbt))
		return size;
	end = table_at + vbt.size;
	return table_at < size && end > size ? end : size;
}

static bool probe(struct gx_span at, struct gx_extent *out)
{
	struct gx_option_rom rom;

	if (gx_option_rom_decode(at, &rom) != GOPX_OK)
		return false;
	out->size = size_with_executable(at, &rom);
	if (rom.code_type != GX_ROM_LEGACY)
		return true;
	out->size = size_with_table(at, out->size);
	out->looked = out->size;
	return true;
}

static bool is_pe(struct gx_span unpacked)
{
	return gx_span_starts(unpacked, "MZ", 2);
}

static void plan(const struct gx_node *n, struct gx_unpack *job)
{
	struct gx_option_rom rom;
	struct gx_span packed;

	if (gx_option_rom_decode(n->area.bytes, &rom) != GOPX_OK || !rom.efi ||
	    !rom.compressed)
		return;
	/* EDK2's EfiRom writes EFI 1.1 streams, as UEFI 2.10 (14.4.2.1) specifies. */
	packed = gx_span_tail(n->area.bytes, rom.image_at);
	job->accept = is_pe;
	gx_unpack_try(job, GX_CODEC_EFI11, packed);
	gx_unpack_try(job, GX_CODEC_TIANO, packed);
}

/* Intel's cards have two types of images that only they use: one for data, one for the
 * manifest of the data. */
static const char *subtype(uint8_t code_type)
{
	switch (code_type) {
	case GX_ROM_LEGACY:
		return "legacy";
	case GX_ROM_EFI:
		return "efi";
	case GX_ROM_INTEL_DATA:
		return "intel-data";
	case GX_ROM_INTEL_MANIFEST:
		return "intel-manifest";
	case GX_ROM_INTEL_OPREGION:
		return "intel-opregion";
	}
	return "other";
}

static enum gopx_status expand(struct gx_walk *w, struct gx_node *n)
{
	struct gx_option_rom rom;

	GX_TRY(gx_option_rom_decode(n->area.bytes, &rom));
	n->detail = rom.code_type;
	if (n->content.space) {
		n->subtype = "efi-compressed";
		return gx_walk_recognise(w, n, n->content);
	}
	n->subtype = subtype(rom.code_type);
	if (rom.efi)
		n->body = gx_area_tail(n->area, rom.image_at);
	/* The body starts after the signature, so that the image is not found again
	 * inside itself. */
	return gx_walk_recognise(w, n, rom.efi ? n->body : gx_area_tail(n->area, 2));
}

const struct gx_kind gx_kind_option_rom = {
	.type = "option-rom",
	.magic = "\x55\xaa",
	.magic_len = 2,
	.magic_at = 0,
	.probe = probe,
	.plan = plan,
	.expand = expand,
};
