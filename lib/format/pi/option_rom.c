/* SPDX-License-Identifier: BSD-2-Clause */
/* option_rom.c - expansion ROM header, PCI data structure, EFI ROM header */
#include "format/pi/option_rom.h"

#define ROM_SIGNATURE  0xaa55
#define EFI_SIGNATURE  0x00000ef1
#define UNIT           512 /* unit of the sizes in the headers */
#define PCIR_MIN_SIZE  24
#define PCIR_LAST      0x80
#define ROM_HEADER_MIN 0x1a

/* PCI data structure ("PCIR") at 'at'. */
static bool pcir_decode(struct gx_span at, struct gx_option_rom *out, uint64_t *size)
{
	struct gx_reader r = gx_reader(at);
	bool signed_ok = gx_span_starts(gx_take(&r, 4), "PCIR", 4);

	out->vendor = gx_le16(&r);
	out->device = gx_le16(&r);
	gx_skip(&r, 2 + 2 + 1); /* vital product data or device list, length, revision */
	out->class_code = gx_le24(&r);
	*size = (uint64_t)gx_le16(&r) * UNIT;
	gx_skip(&r, 2); /* revision of the code */
	out->code_type = gx_u8(&r);
	out->last = gx_u8(&r) & PCIR_LAST;
	return signed_ok && !r.failed;
}

/* EFI_PCI_EXPANSION_ROM_HEADER, from offset 4 on. */
static void efi_header_decode(struct gx_span at, struct gx_option_rom *out)
{
	struct gx_reader r = gx_reader(at);

	gx_skip(&r, 4);
	if (out->code_type != GX_ROM_EFI || gx_le32(&r) != EFI_SIGNATURE)
		return;
	gx_skip(&r, 2); /* subsystem, which the PE header has, too */
	out->machine = gx_le16(&r);
	out->compressed = gx_le16(&r) == 1;
	gx_seek(&r, 0x16);
	out->image_at = gx_le16(&r);
	out->efi = !r.failed && out->image_at >= ROM_HEADER_MIN;
}

enum gopx_status gx_option_rom_decode(struct gx_span at, struct gx_option_rom *out)
{
	struct gx_reader r = gx_reader(at);
	struct gx_option_rom rom = { 0 };
	uint16_t signature = gx_le16(&r);
	uint16_t blocks = gx_le16(&r);
	uint64_t header_size, pcir_size;
	uint16_t pcir_at;

	*out = rom;
	gx_seek(&r, 0x18);
	pcir_at = gx_le16(&r);
	if (r.failed || signature != ROM_SIGNATURE || pcir_at < ROM_HEADER_MIN ||
	    !pcir_decode(gx_span_tail(at, pcir_at), &rom, &pcir_size))
		return GOPX_E_FORMAT;
	/* InitializationSize of UEFI's header has 16 bits, the legacy size has 8. */
	header_size = (uint64_t)(rom.code_type == GX_ROM_EFI ? blocks : blocks & 0xff) *
		      UNIT;
	/* In some legacy images, one of the two sizes is 0. */
	rom.size = pcir_size ? pcir_size : header_size;
	if (rom.size < (uint64_t)pcir_at + PCIR_MIN_SIZE)
		return GOPX_E_FORMAT;
	efi_header_decode(at, &rom);
	*out = rom;
	return GOPX_OK;
}
