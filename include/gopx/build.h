/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * build.h - from a driver and a table to what a guest loads: an option ROM, or OVMF
 *
 * size_t room = gopx_policy_size(); void *policy = malloc(room);
 *
 * gopx_policy_write(vbt, GOPX_LID_OPEN, policy, room); images[0] = (struct gopx_bytes){
 * policy, room }; images[1] = gop; gopx_rom_write(0x8086, 0xffff, images, 2, rom,
 * gopx_rom_size(images, 2));
 *
 * A library of its own, libgopx-build: nothing in it is needed to scan.  Input and
 * output are in memory, nothing is kept between calls, and the caller owns every
 * buffer.
 *
 * Source of the formats: PCI Firmware Specification 3.x; UEFI 2.10, 14.4.2; PI 1.8,
 * volume 3.
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
 * Write the policy driver, with this table in it, to out, which has 'room' bytes.
 * Without a table (size 0) the driver looks for one in the guest: in the OpRegion, then
 * in the firmware.
 *
 * GOPX_E_ARGUMENT: too little room.  GOPX_E_FORMAT: no VBT header, or the table is
 * shorter than its header says.  GOPX_E_LIMIT: more than 16 KiB.  Nothing is written
 * then.
 */
GOPX_API GOPX_NODISCARD enum gopx_status
gopx_policy_write(struct gopx_bytes vbt, enum gopx_lid lid, void *out, size_t room);

/*
 * The IGD assignment driver (a PE image for x64), valid until the program ends.  It
 * gives a passed-through iGPU the OpRegion and the stolen memory that QEMU offers to
 * the guest's firmware, and that OVMF ignores.  Not tested on hardware.
 */
GOPX_API struct gopx_bytes gopx_assign_driver(void);

/*
 * Size of an option ROM with one image for each of these drivers, in bytes; 0 if one of
 * them is not a PE image of an x64 boot service driver, or is too large (32 MiB).
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
	struct gopx_bytes bytes; /* the whole image */
	struct gopx_bytes body;  /* EFI: the driver, or its compressed form */
	uint16_t vendor, device;
	uint32_t class_code;
	uint16_t machine; /* EFI: the PE machine */
	bool efi;         /* otherwise an image of another code type */
	bool compressed;
	bool last;
	uint8_t code_type; /* 0: for a BIOS; 3: for UEFI */
};

/*
 * Read the image at *offset of the ROM, and move *offset to its end.  GOPX_E_FORMAT: no
 * image starts there.  GOPX_E_TRUNCATED: its end is missing.  On failure *out is zero.
 */
GOPX_API GOPX_NODISCARD enum gopx_status
gopx_rom_next(struct gopx_bytes rom, size_t *offset, struct gopx_rom_image *out);

/* ---- OpRegion ------------------------------------------------------------ */

/* Size of an OpRegion with this table, inside or after it; 0 if it is not a complete
 * VBT. */
GOPX_API size_t gopx_opregion_size(struct gopx_bytes vbt);

/*
 * Write that OpRegion to out, all zero but for its header and the table: version 2.0,
 * or 2.1 when the table is too large for its mailbox (6 KiB).  QEMU passes such a file
 * on to a guest as "etc/igd-opregion".
 *
 * GOPX_E_FORMAT: not a complete VBT.  GOPX_E_ARGUMENT: room < gopx_opregion_size().
 */
GOPX_API GOPX_NODISCARD enum gopx_status gopx_opregion_write(struct gopx_bytes vbt,
							     void *out, size_t room);

/* ---- injection into OVMF ------------------------------------------------ */

enum gopx_guest_file {                    /* in the order of the volume */
		       GOPX_GUEST_ASSIGN, /* IGD assignment driver */
		       GOPX_GUEST_POLICY, /* Platform GOP Policy driver */
		       GOPX_GUEST_GOP,    /* graphics driver */
		       GOPX_GUEST_VBT,    /* table */
		       GOPX_GUEST_FILE_COUNT
};

/* Upper-case GUID of the file in a volume; NULL if out of range. */
GOPX_API const char *gopx_guest_file_guid(enum gopx_guest_file which);

/*
 * Set .struct_size = sizeof(struct gopx_inject_options).  Fields are only ever
 * appended; fields that an older caller's struct lacks count as zero.
 */
struct gopx_inject_options {
	size_t struct_size;

	/* The files to add; of size 0: no such file.  All of size 0: remove these
	 * files. */
	struct gopx_bytes assign; /* GOPX_GUEST_ASSIGN */
	struct gopx_bytes policy; /* GOPX_GUEST_POLICY */
	struct gopx_bytes gop;    /* GOPX_GUEST_GOP */
	struct gopx_bytes vbt;    /* GOPX_GUEST_VBT */

	/* Called regularly during compression, which takes seconds; may be NULL. */
	void (*progress)(void *ctx, uint64_t done, uint64_t total);
	void *progress_ctx;
};

/*
 * Write the firmware to out, with these files in its DXE volume.  Files with the same
 * names that it had are removed.  The size stays the same, and no other file is moved
 * or changed.  If files follow a removed one, a pad file takes its place.
 *
 * OVMF's compressed data is compressed again, so the bytes differ even without a
 * change.
 *
 * GOPX_E_UNSUPPORTED: not an OVMF for x64 with a known layout.  GOPX_E_LIMIT: no room.
 * GOPX_E_FORMAT: a file is invalid.  GOPX_E_NOMEM.  GOPX_E_ARGUMENT: room <
 * firmware.size, or no options.  On failure *why is a clause for people, and out is
 * undefined.
 */
GOPX_API GOPX_NODISCARD enum gopx_status
gopx_inject(struct gopx_bytes firmware, const struct gopx_inject_options *opts, void *out,
	    size_t room, const char **why);

#ifdef __cplusplus
}
#endif

#endif /* GOPX_BUILD_H */
