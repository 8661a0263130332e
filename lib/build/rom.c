/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * rom.c - PCI option ROMs, read and written: one image for each driver
 *
 * An image consists of the expansion ROM header, the PCI data structure, fill bytes and
 * the driver.  The driver ends at the end of the image, because EfiRom puts the fill
 * bytes before it.
 */
#include <gopx/build.h>

#include <string.h>

#include "base/checked.h"
#include "build/put.h"
#include "format/pi/option_rom.h"
#include "format/pe/pe.h"

#define UNIT          512
#define HEADER_SIZE   0x1c
#define PCIR_SIZE     0x1c
#define DRIVER_AT_MIN (HEADER_SIZE + PCIR_SIZE)
#define IMAGE_MAX     ((uint64_t)UINT16_MAX * UNIT)
#define EFI_SIGNATURE 0x0ef1

/* Size of the image for a driver; 0 if no image can contain it. */
static uint64_t image_size(struct gopx_bytes driver)
{
	struct gx_pe pe;
	uint64_t size;

	if (gx_pe_decode(gx_span(driver.data, driver.size), &pe) != GOPX_OK ||
	    pe.machine != GX_PE_MACHINE_X64 || pe.size > driver.size ||
	    pe.subsystem != GX_PE_SUBSYSTEM_EFI_BOOT_SERVICE_DRIVER ||
	    !gx_add_u64(driver.size, DRIVER_AT_MIN, &size) ||
	    !gx_align_u64(size, UNIT, &size) || size > IMAGE_MAX)
		return 0;
	/* The header has 16 bits for the start of the driver. */
	return size - driver.size <= UINT16_MAX ? size : 0;
}

size_t gopx_rom_size(const struct gopx_bytes *drivers, size_t count)
{
	uint64_t total = 0;

	for (size_t i = 0; i < count; i++) {
		uint64_t size = image_size(drivers[i]);

		if (size == 0 || !gx_add_u64(total, size, &total) || total > SIZE_MAX)
			return 0;
	}
	return (size_t)total;
}

/* Expansion ROM header and PCI data structure; all other bytes stay 0. */
static void put_headers(uint8_t *p, uint16_t vendor, uint16_t device, size_t size,
			size_t driver_size, bool last)
{
	uint8_t *pcir = p + HEADER_SIZE;

	gx_put_le(p, 0xaa55, 2);
	gx_put_le(p + 2, size / UNIT, 2);
	gx_put_le(p + 4, EFI_SIGNATURE, 2);
	gx_put_le(p + 8, GX_PE_SUBSYSTEM_EFI_BOOT_SERVICE_DRIVER, 2);
	gx_put_le(p + 0xa, GX_PE_MACHINE_X64, 2);
	gx_put_le(p + 0x16, size - driver_size, 2);
	gx_put_le(p + 0x18, HEADER_SIZE, 2);
	memcpy(pcir, "PCIR", 4);
	gx_put_le(pcir + 4, vendor, 2);
	gx_put_le(pcir + 6, device, 2);
	gx_put_le(pcir + 0xa, PCIR_SIZE, 2);
	pcir[0xc] = 3; /* revision of the structure */
	gx_put_le(pcir + 0x10, size / UNIT, 2);
	pcir[0x14] = GX_ROM_EFI;
	pcir[0x15] = last ? 0x80 : 0;
}

enum gopx_status gopx_rom_write(uint16_t vendor, uint16_t device,
				const struct gopx_bytes *drivers, size_t count, void *out,
				size_t room)
{
	size_t total = gopx_rom_size(drivers, count);
	uint8_t *p = out;

	if (total == 0 || total > room)
		return GOPX_E_ARGUMENT;
	for (size_t i = 0; i < count; i++) {
		size_t size = (size_t)image_size(drivers[i]);
		size_t driver_size = drivers[i].size;

		memset(p, 0, DRIVER_AT_MIN);
		put_headers(p, vendor, device, size, driver_size, i + 1 == count);
		memset(p + DRIVER_AT_MIN, 0xff, size - driver_size - DRIVER_AT_MIN);
		gx_span_copy(gx_span(drivers[i].data, driver_size),
			     p + size - driver_size);
		p += size;
	}
	return GOPX_OK;
}

static struct gopx_bytes bytes_of(struct gx_span s)
{
	return (struct gopx_bytes){ s.ptr, s.len };
}

enum gopx_status gopx_rom_next(struct gopx_bytes rom, size_t *offset,
			       struct gopx_rom_image *out)
{
	struct gx_span at = gx_span_tail(gx_span(rom.data, rom.size), *offset);
	struct gx_option_rom image;
	struct gx_span whole, body = { 0 };

	*out = (struct gopx_rom_image){ 0 };
	GX_TRY(gx_option_rom_decode(at, &image));
	if (!gx_span_sub(at, 0, image.size, &whole))
		return GOPX_E_TRUNCATED;
	if (image.efi)
		body = gx_span_tail(whole, image.image_at);
	*out = (struct gopx_rom_image){
		.bytes = bytes_of(whole),
		.body = bytes_of(body),
		.vendor = image.vendor,
		.device = image.device,
		.class_code = image.class_code,
		.machine = image.machine,
		.efi = image.efi,
		.code_type = image.code_type,
		.compressed = image.compressed,
		.last = image.last,
	};
	*offset += whole.len;
	return GOPX_OK;
}
