/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * fwbuild_vbt.h - synthetic Video BIOS Tables, and a legacy video BIOS with a table
 *
 * A table has the 48-byte header, the BDB header, and the blocks 254 (sign-on), 1, 2
 * (with child devices), 40, 41 and 42. All values are invented.
 */
#ifndef FWBUILD_VBT_H
#define FWBUILD_VBT_H

#include <stdbool.h>

#include "fwbuild_bytes.h"

/* Kinds of tables. Linux accepts all of them, but boards have only the first. */
enum vbt_shape {
	VBT_OF_BOARD,
	VBT_HEADLESS,       /* no block */
	VBT_FEATURES_ALONE, /* block 1, as coreboot generates it */
	VBT_VIRTUAL,        /* names padded with NULs, as GVT-g makes them */
};

struct vbt_options {          /* all members 0: a SKYLAKE table for a GOP driver */
	const char *name;     /* after "$VBT ", up to 15 characters */
	unsigned bdb_version; /* default: 209 */
	const char *sign_on;  /* block 254; default: a text with build number 1000 */
	size_t devices;       /* number of child devices; default: 4 */
	size_t extra;         /* size of one more block (52), to make the table larger */
	bool no_pointers;     /* no block 41, as in newer tables */
	bool reference_panel; /* the panel has the name that reference boards use */
	bool panel_by_edid;   /* no panel is selected: the driver reads the EDID */
	bool edp;             /* block 27: 2 lanes of 2.7 Gbit/s, 24 bits per pixel */
	bool generic_dtd;     /* block 58: 1366x768 */
	bool full;            /* every block that has fields, and block 27 */
	bool laptop;          /* LVDS and three outputs, as on boards with Ivy Bridge */
	unsigned panel2;      /* the panel of LFP2; default: 0 */
	enum vbt_shape shape;
	bool exact; /* bdb_size includes the last byte, as in older tables */
	bool bad_checksum;
	uint32_t header_size;  /* wrong value */
	uint32_t vbt_size;     /* wrong value */
	uint32_t bdb_offset;   /* wrong value */
	uint32_t bdb_size;     /* wrong value */
	bool no_bdb_signature; /* the BDB has a wrong signature */
};

/* Append a table.  Returns its real size; the stated vbt_size may be wrong. */
size_t vbt_put(struct fwbytes *out, const struct vbt_options *options);

/*
 * Append a table and zeros up to a multiple of 512 bytes. Returns the size without the
 * zeros.
 */
size_t vbt_put_padded(struct fwbytes *out, const struct vbt_options *options);

/* The offset of the table in a video BIOS. */
#define VBIOS_VBT_AT 0x400

/*
 * Append a legacy video BIOS: a PCI option ROM (vendor 8086, class 030000, code
 * type 0) with a pointer at 0x1A to the table in it. Returns the table's size.
 */
size_t vbios_put(struct fwbytes *out, const struct vbt_options *options);

#endif /* FWBUILD_VBT_H */
