/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * build.h - from a driver and a table to a PCI option ROM that a guest loads
 *
 *	size_t room = gopx_policy_size();
 *	void *policy = malloc(room);
 *
 *	gopx_policy_write(vbt, GOPX_LID_OPEN, policy, room);
 *	images[0] = (struct gopx_bytes){ policy, room };
 *	images[1] = gop;
 *	gopx_rom_write(0x8086, 0xffff, images, 2, rom, gopx_rom_size(images, 2));
 *
 * A library of its own, libgopx-build: nothing in it is needed to scan.  Memory in,
 * memory out; it keeps nothing, and every buffer is the caller's.
 *
 * Source of the formats: PCI Firmware Specification 3.x and UEFI 2.10, 14.4.2.
 */
#ifndef GOPX_BUILD_H
#define GOPX_BUILD_H

#include <gopx/gopx.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What the policy driver answers when a GOP driver asks for the lid. */
enum gopx_lid {
	GOPX_LID_UNSUPPORTED = 0,
	GOPX_LID_OPEN = 1,
};

/* Size of the Platform GOP Policy driver (a PE image for x64), in bytes. */
GOPX_API size_t gopx_policy_size(void);

/*
 * Write the policy driver to out, which has 'room' bytes, with this table in it.
 * Without a table (size 0) the driver looks for one in the guest: in the OpRegion,
 * then in the firmware.
 *
 * GOPX_E_ARGUMENT: too little room.  GOPX_E_FORMAT: no VBT header, or a table shorter
 * than it states.  GOPX_E_LIMIT: more than 16 KiB.  Nothing is written then.
 */
GOPX_API GOPX_NODISCARD enum gopx_status
gopx_policy_write(struct gopx_bytes vbt, enum gopx_lid lid, void *out, size_t room);

/*
 * Size of an option ROM with one image for each of these drivers, in bytes; 0 when
 * one of them is no PE image of an x64 boot service driver, or too large (32 MiB).
 */
GOPX_API size_t gopx_rom_size(const struct gopx_bytes *drivers, size_t count);

/*
 * Write that option ROM to out.  The PCI IDs are in each image's header; OVMF does not
 * compare them with the device's, SeaBIOS does.  The bytes are those that EDK2's
 * EfiRom makes of the same drivers, uncompressed.
 *
 * GOPX_E_ARGUMENT: 'room' is less than gopx_rom_size(), or that is 0.
 */
GOPX_API GOPX_NODISCARD enum gopx_status gopx_rom_write(uint16_t vendor, uint16_t device,
							const struct gopx_bytes *drivers,
							size_t count, void *out,
							size_t room);

/* One image of an option ROM. */
struct gopx_rom_image {
	struct gopx_bytes bytes; /* all of it */
	struct gopx_bytes body;  /* EFI: the driver, or its compressed form */
	uint16_t vendor, device;
	uint32_t class_code;
	uint16_t machine; /* EFI: the PE machine */
	bool efi;         /* else a legacy image */
	bool compressed;
	bool last;
};

/*
 * Read the image at *offset of the ROM, and move *offset behind it.  GOPX_E_FORMAT:
 * none starts there.  GOPX_E_TRUNCATED: its end is missing.  *out is zero then.
 */
GOPX_API GOPX_NODISCARD enum gopx_status
gopx_rom_next(struct gopx_bytes rom, size_t *offset, struct gopx_rom_image *out);

#ifdef __cplusplus
}
#endif

#endif /* GOPX_BUILD_H */
