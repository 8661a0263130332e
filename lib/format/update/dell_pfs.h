/* SPDX-License-Identifier: BSD-2-Clause */
/* dell_pfs.h - Dell's update packages: packed sections, and the PFS volumes in them */
#ifndef GX_FORMAT_DELL_PFS_H
#define GX_FORMAT_DELL_PFS_H

#include "base/bytes.h"
#include "base/guid.h"
#include "base/status.h"

/* ---- sections: {size u32, type u8, magic, XOR u8}, zlib stream, footer ---- */

#define GX_DELL_SECTION_MAGIC    "\xEE\xAA\x76\x1B\xEC\xBB\x20\xF1\xE6\x51"
#define GX_DELL_SECTION_MAGIC_AT 5
#define GX_DELL_SECTION_HEADER   16

struct gx_dell_section {
	uint64_t size;         /* header, stream and footer; may extend past the input */
	struct gx_span packed; /* the stream, as far as the input has it */
	bool header_ok;        /* the header's bytes agree with its XOR */
	bool footer_ok;        /* there is a footer, with the same size and its XOR */
};

/*
 * Decode the section at the start of 'at'.  GOPX_E_FORMAT: no magic, or no zlib
 * stream after the header.
 */
GX_NODISCARD enum gopx_status gx_dell_section_decode(struct gx_span at,
						     struct gx_dell_section *out);

/* ---- ThinOS packages: a header of 0x30 bytes before an xz stream ---------- */

#define GX_DELL_PKG_MAGIC    "\x13\x55\x00"
#define GX_DELL_PKG_MAGIC_AT 1
#define GX_DELL_PKG_HEADER   0x30

/* *size is the size of header and stream, which may extend past the input.
 * GOPX_E_FORMAT: no package starts here. */
GX_NODISCARD enum gopx_status gx_dell_pkg_decode(struct gx_span at, uint64_t *size);

/* ---- PFS volumes: header, entries, footer -------------------------------- */

#define GX_PFS_SIGNATURE   "PFS.HDR."
#define GX_PFS_HEADER_SIZE 0x10

struct gx_pfs {
	uint32_t version;
	/* header, entries and footer; may extend past the input */
	uint64_t size;
	struct gx_span entries; /* the entries, as far as the input has them */
	bool footer_ok;         /* there is a footer, with the same size */
	uint32_t checksum;      /* its checksum: the complement of the entries' CRC-32 */
};

/*
 * Decode the volume at the start of 'at'.  GOPX_E_FORMAT: no signature, a version other
 * than 1 and 2, or no valid first entry.
 */
GX_NODISCARD enum gopx_status gx_pfs_decode(struct gx_span at, struct gx_pfs *out);

struct gx_pfs_entry {
	struct gx_guid guid;
	uint64_t size;           /* size of all its parts; may extend past the input */
	uint64_t data_at;        /* offset of the data after its header */
	struct gx_span data;     /* data and metadata: the parts that the input has */
	struct gx_span metadata; /* metadata after the data and its signature */
};

/*
 * Decode the entry at the start of 'at'.  GOPX_E_TRUNCATED: 'at' is shorter than a
 * header.  GOPX_E_CORRUPT: its version is unknown.
 */
GX_NODISCARD enum gopx_status gx_pfs_entry_decode(struct gx_span at,
						  struct gx_pfs_entry *out);

/* True for the entry that contains the names of the other entries. */
bool gx_pfs_has_names(const struct gx_pfs_entry *e);

struct gx_pfs_name {
	struct gx_guid guid;
	struct gx_span text; /* UTF-16 */
};

/* The next name in the data of the entry with the names; false at the end. */
bool gx_pfs_next_name(struct gx_reader *r, struct gx_pfs_name *out);

/*
 * The metadata of an entry may state the place of its data in flash.  Sets *offset to
 * this place, and *address to its address for the processor.  False if there is no such
 * metadata.
 */
bool gx_pfs_place(const struct gx_pfs_entry *e, uint32_t *offset, uint32_t *address);

#endif /* GX_FORMAT_DELL_PFS_H */
