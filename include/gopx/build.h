/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * build.h - build an option ROM, or change an OVMF, so that a guest loads a driver and a
 * table
 *
 *	size_t room = gopx_policy_size();
 *	void *policy = malloc(room);
 *
 *	gopx_policy_write(vbt, GOPX_LID_OPEN, policy, room);
 *	images[0] = (struct gopx_bytes){ policy, room };
 *	images[1] = gop;
 *	gopx_rom_write(0x8086, 0xffff, images, 2, rom, gopx_rom_size(images, 2));
 *
 * The functions are in a library of their own, libgopx-build, which is not needed to
 * scan.  Input and output are in memory.  The caller owns every buffer, and no function
 * keeps a pointer to one after it returns.  Arguments must not be NULL unless a comment
 * allows it.  Sizes are in bytes.
 *
 * Source of the formats: PCI Firmware Specification 3.x; UEFI 2.10, 14.4.2; PI 1.8,
 * volume 3.  For the OpRegion: the code of Linux (i915) and QEMU (vfio) that reads it.
 */
#ifndef GOPX_BUILD_H
#define GOPX_BUILD_H

#include <gopx/gopx.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The lid state that the policy driver reports to a GOP driver. */
enum gopx_lid {
	GOPX_LID_UNSUPPORTED = 0, /* the machine cannot report the lid state */
	GOPX_LID_OPEN = 1,
};

/* Size of the Platform GOP Policy driver (a PE image for x64), in bytes. */
GOPX_API size_t gopx_policy_size(void);

/*
 * Write the policy driver, with this table in it, to 'out', which has 'room' bytes.  If
 * the size of the table is 0, the driver looks for a table in the guest: first in the
 * OpRegion, then in the firmware.
 *
 * GOPX_E_ARGUMENT: 'room' is less than gopx_policy_size().  GOPX_E_FORMAT: the table has
 * no VBT header, or is shorter than its header says.  GOPX_E_LIMIT: the table has more
 * than 16 KiB.  GOPX_E_INTERNAL: a bug in gopx.  On failure nothing is written.
 */
GOPX_API GOPX_NODISCARD enum gopx_status
gopx_policy_write(struct gopx_bytes vbt, enum gopx_lid lid, void *out, size_t room);

/*
 * The IGD assignment driver (a PE image for x64); its bytes stay valid until the program
 * ends.  QEMU offers an OpRegion and stolen memory to the guest's firmware, but OVMF
 * ignores both.  This driver sets them up for a passed-through iGPU.  It has not been
 * tested on hardware.
 */
GOPX_API struct gopx_bytes gopx_assign_driver(void);

/*
 * Size of an option ROM with one image for each of the 'count' drivers, in bytes.  The
 * size is 0 if one of the drivers is not a PE image of an x64 boot service driver, or is
 * too large (about 32 MiB).
 */
GOPX_API size_t gopx_rom_size(const struct gopx_bytes *drivers, size_t count);

/*
 * Write the option ROM to 'out', which has 'room' bytes.  'vendor' and 'device' are
 * written into the header of each image; OVMF does not compare them with the IDs of the
 * device, but SeaBIOS does.  Without compression, EDK2's EfiRom writes the same bytes.
 *
 * GOPX_E_ARGUMENT: gopx_rom_size() is 0, or 'room' is smaller than gopx_rom_size().
 * Nothing is written.
 */
GOPX_API GOPX_NODISCARD enum gopx_status gopx_rom_write(uint16_t vendor, uint16_t device,
							const struct gopx_bytes *drivers,
							size_t count, void *out,
							size_t room);

/* One image of an option ROM.  Its bytes are part of the ROM that was read. */
struct gopx_rom_image {
	struct gopx_bytes bytes; /* the whole image */
	struct gopx_bytes body;  /* EFI: the driver as stored; otherwise size 0 */
	uint16_t vendor, device; /* PCI IDs in its header */
	uint32_t class_code;     /* PCI class code in its header */
	uint16_t machine;        /* EFI: the PE machine */
	bool efi;                /* false: an image of another code type */
	bool compressed;         /* EFI: the body is compressed */
	bool last;               /* the header says that no image follows */
	uint8_t code_type;       /* 0: for a BIOS; 3: for UEFI */
};

/*
 * Read the image at *offset of the ROM, and move *offset to the end of the image.
 *
 * GOPX_E_FORMAT: no image starts there.  This is also the result at the end of the ROM.
 * GOPX_E_TRUNCATED: the end of the image is missing.  On failure all fields of *out are
 * zero, and *offset is unchanged.
 */
GOPX_API GOPX_NODISCARD enum gopx_status
gopx_rom_next(struct gopx_bytes rom, size_t *offset, struct gopx_rom_image *out);

/* ---- OpRegion ------------------------------------------------------------ */

/* Size of an OpRegion together with the table 'vbt', in bytes; 0 if 'vbt' is not a
 * complete VBT. */
GOPX_API size_t gopx_opregion_size(struct gopx_bytes vbt);

/*
 * Write this OpRegion with its table to 'out', which has 'room' bytes.  A table of at
 * most 6 KiB is in mailbox 4 of an OpRegion of version 2.0.  A larger table follows an
 * OpRegion of version 2.1.  All bytes except the header and the table are zero.  QEMU
 * gives such a file to a guest under the name "etc/igd-opregion".
 *
 * GOPX_E_FORMAT: 'vbt' is not a complete VBT.  GOPX_E_ARGUMENT: 'room' is less than
 * gopx_opregion_size().  On failure nothing is written.
 */
GOPX_API GOPX_NODISCARD enum gopx_status gopx_opregion_write(struct gopx_bytes vbt,
							     void *out, size_t room);

/* ---- injection into OVMF ------------------------------------------------ */

/* The files that can be injected, in their order in the volume. */
enum gopx_guest_file {
	GOPX_GUEST_ASSIGN, /* IGD assignment driver */
	GOPX_GUEST_POLICY, /* Platform GOP Policy driver */
	GOPX_GUEST_GOP,    /* graphics driver */
	GOPX_GUEST_VBT,    /* table */
	GOPX_GUEST_FILE_COUNT
};

/* The GUID that names this file in the volume, in upper case; NULL for an unknown value.
 */
GOPX_API const char *gopx_guest_file_guid(enum gopx_guest_file which);

/*
 * Set .struct_size = sizeof(struct gopx_inject_options).  Later versions only add fields
 * at the end.  If an older caller's struct lacks a field, the field counts as zero.
 */
struct gopx_inject_options {
	size_t struct_size;

	/* The files to add.  A file of size 0 is not added.  If all have size 0, files
	 * that were injected before are removed. */
	struct gopx_bytes assign; /* GOPX_GUEST_ASSIGN */
	struct gopx_bytes policy; /* GOPX_GUEST_POLICY */
	struct gopx_bytes gop;    /* GOPX_GUEST_GOP */
	struct gopx_bytes vbt;    /* GOPX_GUEST_VBT */

	/* The compression takes seconds.  Meanwhile gopx calls this function regularly,
	 * with the number of bytes done and the total number.  May be NULL. */
	void (*progress)(void *ctx, uint64_t done, uint64_t total);
	void *progress_ctx;
};

/*
 * Write the firmware to 'out', which has 'room' bytes, with these files in its DXE
 * volume.  Files in this volume that already have these GUIDs are removed.  The size
 * stays the same, and no other file is moved or changed.  A removed file becomes a pad
 * file if other files follow it.
 *
 * The compressed part of OVMF is compressed again, so its bytes differ even if nothing in
 * it changes.
 *
 * GOPX_E_UNSUPPORTED: the firmware is not an OVMF for x64 with a known layout.
 * GOPX_E_LIMIT: the firmware has too little room.  GOPX_E_FORMAT: a file is invalid.
 * GOPX_E_NOMEM: no memory.  GOPX_E_ARGUMENT: 'room' is less than firmware.size, or 'opts'
 * is NULL or has no valid struct_size.  GOPX_E_INTERNAL: a bug in gopx.  On failure *why
 * is the reason, a clause in English that the caller must not free.  The bytes at 'out'
 * are then undefined.  On success *why is NULL.
 */
GOPX_API GOPX_NODISCARD enum gopx_status
gopx_inject(struct gopx_bytes firmware, const struct gopx_inject_options *opts, void *out,
	    size_t room, const char **why);

#ifdef __cplusplus
}
#endif

#endif /* GOPX_BUILD_H */
