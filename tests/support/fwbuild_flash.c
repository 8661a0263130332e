/* SPDX-License-Identifier: BSD-2-Clause */
/* fwbuild_flash.c - containers of volumes: flash descriptor, capsules, option ROMs */
#include "fwbuild_flash.h"

/* ---- Intel flash descriptor ---- */

enum {
	COMPONENT_SECTION = 0x30,
	REGION_SECTION = 0x40,
	MASTER_SECTION_V1 = 0x60,
	MASTER_SECTION_V2 = 0x80,
	UPPER_MAP = 0xEFC,
	VSCC_TABLE = 0xDF0,
	REGION_COUNT_V1 = 7,
};

static void put_map(struct fwbytes *o, const struct flash_layout *l)
{
	unsigned master = l->version1 ? MASTER_SECTION_V1 : MASTER_SECTION_V2;

	put_le32(o, 0x0FF0A55A);
	put_le32(o, COMPONENT_SECTION >> 4 | REGION_SECTION >> 4 << 16); /* FLMAP0 */
	put_le32(o, master >> 4 | 0x02 << 8);                            /* FLMAP1 */
	put_le32(o, 0);
}

/* An FLREG of a missing region has base 0x7FFF and limit 0. */
static void put_region(struct fwbytes *o, const struct flash_region *r)
{
	put_le16(o, r->size ? r->offset >> 12 : 0x7FFF);
	put_le16(o, r->size ? (r->offset + r->size - 1) >> 12 : 0);
}

void descriptor_put(struct fwbytes *out, const struct flash_layout *layout)
{
	size_t start = out->len,
	       count = layout->version1 ? REGION_COUNT_V1 : REGION_COUNT;
	struct flash_layout l = *layout;

	l.regions[REGION_DESCRIPTOR] = (struct flash_region){ 0, DESCRIPTOR_SIZE };
	put_fill(out, l.used ? 0x5C : 0xFF, l.signature_at_0 ? 0 : 16);
	put_map(out, &l);
	put_fill_to(out, 0xFF, start + COMPONENT_SECTION);
	/*
	 * FLCOMP: chips of 8 MiB; the read clock is 20 MHz (0) in version 1, and 17 MHz
	 * (6) later.
	 */
	put_le32(out, 0x24 | (l.version1 || l.fast ? 0 : UINT32_C(6) << 17));
	put_fill_to(out, 0, start + REGION_SECTION);
	for (size_t i = 0; i < count; i++)
		put_region(out, &l.regions[i]);
	put_fill_to(out, 0xFF,
		    start + (l.version1 ? MASTER_SECTION_V1 : MASTER_SECTION_V2));
	put_fill(out, 0, 4 * 5); /* masters: no rights */
	put_fill_to(out, 0xFF, start + UPPER_MAP);
	put_le32(out, VSCC_TABLE >> 4 | 0x02 << 8); /* FLUMAP1 */
	put_fill_to(out, 0xFF, start + DESCRIPTOR_SIZE);
}

/* ---- capsules ---- */

enum { CAPSULE_HEADER_SIZE = 28, APTIO_HEADER_SIZE = 32 };

static uint32_t capsule_header_size(const struct capsule *c)
{
	if (c->header_size)
		return c->header_size;
	return c->form == CAPSULE_APTIO ? APTIO_HEADER_SIZE : CAPSULE_HEADER_SIZE;
}

size_t capsule_begin(struct fwbytes *out, const struct capsule *c)
{
	uint32_t header_size = capsule_header_size(c);
	uint32_t rom_offset = c->rom_offset ? c->rom_offset : header_size;
	size_t start = out->len;

	put_guid(out, c->guid);
	put_le32(out, header_size);
	put_fill(out, 0, 8);
	if (c->form == CAPSULE_APTIO) {
		put_le16(out, rom_offset);
		put_le16(out, APTIO_HEADER_SIZE);
	}
	put_fill_to(out, 0, start + header_size);
	put_fill_to(out, 0,
		    start + (rom_offset > header_size ? rom_offset : header_size));
	return start;
}

void capsule_end(struct fwbytes *out, const struct capsule *c, size_t start)
{
	uint32_t flags = 0x00010000; /* persist across reset */
	uint32_t size = c->image_size ? c->image_size : (uint32_t)(out->len - start);

	poke_le32(out, start + 20, c->form == CAPSULE_TOSHIBA ? size : flags);
	poke_le32(out, start + 24, c->form == CAPSULE_TOSHIBA ? flags : size);
}

void fmp_put(struct fwbytes *out, const uint8_t *payload, size_t len)
{
	put_le32(out, 1);  /* EFI_FIRMWARE_MANAGEMENT_CAPSULE_HEADER */
	put_le16(out, 0);  /* embedded drivers */
	put_le16(out, 1);  /* payloads */
	put_le64(out, 16); /* the offset of the first payload */

	put_le32(out, 3); /* EFI_FIRMWARE_MANAGEMENT_CAPSULE_IMAGE_HEADER */
	put_guid(out, GUID_X);
	put_le32(out, 1); /* UpdateImageIndex, reserved */
	put_le32(out, (uint32_t)len);
	put_le32(out, 0);
	put_le64(out, 0);
	put_le64(out, 0);
	put_bytes(out, payload, len);
}

/* ---- PCI option ROMs with a UEFI driver ---- */

static void put_pcir(struct fwbytes *o, const struct option_rom *rom, size_t blocks)
{
	put_text(o, "PCIR");
	put_le16(o, rom->vendor ? rom->vendor : 0x8086);
	put_le16(o, rom->device ? rom->device : 0x0406);
	put_le16(o, 0);
	put_le16(o, 0x18);
	put_u8(o, 3);
	put_le24(o, rom->class_code ? rom->class_code : 0x030000);
	put_le16(o, (unsigned)blocks);
	put_le16(o, 0);
	put_u8(o, 0x03); /* code type: EFI */
	put_u8(o, rom->not_last ? 0x00 : 0x80);
	put_le16(o, 0);
}

void option_rom_put(struct fwbytes *out, const struct option_rom *rom,
		    const uint8_t *body, size_t len)
{
	size_t start = out->len;
	unsigned pe_offset = rom->pe_offset ? rom->pe_offset : 0x40;
	size_t blocks = (pe_offset + len + 511) / 512;

	put_le16(out, 0xAA55);
	put_le16(out, (unsigned)blocks);
	put_le32(out, 0x0EF1);
	put_le16(out, 0x0B); /* boot-service driver */
	put_le16(out, rom->machine ? rom->machine : 0x8664);
	put_le16(out, rom->compressed ? 1 : 0);
	put_fill_to(out, 0, start + 0x16);
	put_le16(out, pe_offset);
	put_le16(out, 0x1C);
	put_fill_to(out, 0, start + 0x1C);
	put_pcir(out, rom, blocks);
	put_fill_to(out, 0, start + pe_offset);
	put_bytes(out, body, len);
	put_fill_to(out, 0xFF, start + 512 * blocks);
}
