/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * build.h - from a driver and a table to what a guest loads: an option ROM, or OVMF
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
 * The IGD assignment driver (a PE image for x64), which lasts as long as the program.
 * It gives a passed-through iGPU the OpRegion and the stolen memory that QEMU offers a
 * guest's firmware, and that OVMF leaves alone.  Not tested on hardware.
 */
GOPX_API struct gopx_bytes gopx_assign_driver(void);

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
	bool efi;         /* else an image of another code type */
	bool compressed;
	bool last;
	uint8_t code_type; /* 0: for a BIOS; 3: for UEFI */
};

/*
 * Read the image at *offset of the ROM, and move *offset to its end.  GOPX_E_FORMAT:
 * none starts there.  GOPX_E_TRUNCATED: its end is missing.  *out is zero then.
 */
GOPX_API GOPX_NODISCARD enum gopx_status
gopx_rom_next(struct gopx_bytes rom, size_t *offset, struct gopx_rom_image *out);

/* ---- OpRegion ------------------------------------------------------------ */

/* Size of an OpRegion with this table in it, or behind it; 0 when it is no whole VBT. */
GOPX_API size_t gopx_opregion_size(struct gopx_bytes vbt);

/*
 * Write that OpRegion to out, all zero but for its header and the table: version 2.0,
 * or 2.1 when the table is too large for its mailbox (6 KiB).  QEMU passes such a file
 * on to a guest as "etc/igd-opregion".
 *
 * GOPX_E_FORMAT: no whole VBT.  GOPX_E_ARGUMENT: room < gopx_opregion_size().
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

/* Upper-case GUID that the file has in a volume; NULL when out of range. */
GOPX_API const char *gopx_guest_file_guid(enum gopx_guest_file which);

/*
 * Set .struct_size = sizeof(struct gopx_inject_options).  Fields are only ever appended;
 * those that an older caller's struct does not have count as zero.
 */
struct gopx_inject_options {
	size_t struct_size;

	/* What goes in; of size 0: no such file.  All of size 0: they are taken out. */
	struct gopx_bytes assign; /* GOPX_GUEST_ASSIGN */
	struct gopx_bytes policy; /* GOPX_GUEST_POLICY */
	struct gopx_bytes gop;    /* GOPX_GUEST_GOP */
	struct gopx_bytes vbt;    /* GOPX_GUEST_VBT */

	/* Called now and then while it packs, which takes seconds; may be NULL. */
	void (*progress)(void *ctx, uint64_t done, uint64_t total);
	void *progress_ctx;
};

/*
 * Write the firmware with these files in its DXE volume, and without those of these
 * names that it had, to out: as many bytes as before.  No other file is moved or
 * changed.  Where files follow one that is taken out, filler takes its place.
 *
 * Packs anew what OVMF has packed, so even without a change the bytes are others.
 *
 * GOPX_E_UNSUPPORTED: no OVMF for x64 of a layout that is known.  GOPX_E_LIMIT: no
 * room.  GOPX_E_FORMAT: a file is not what it should be.  GOPX_E_NOMEM.
 * GOPX_E_ARGUMENT: room < firmware.size, or no options.  *why is then a clause for
 * people, and out is of no use.
 */
GOPX_API GOPX_NODISCARD enum gopx_status
gopx_inject(struct gopx_bytes firmware, const struct gopx_inject_options *opts, void *out,
	    size_t room, const char **why);

#ifdef __cplusplus
}
#endif

#endif /* GOPX_BUILD_H */
