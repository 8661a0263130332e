/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * ovmf.h - the layout of OVMF: one packed file with the PEI and DXE volumes
 *
 * A volume (FVMAIN_COMPACT) contains one file.  The file contains a single GUID-defined
 * section, compressed with LZMA.  This section unpacks to a stream of sections, one of
 * which is the DXE volume.  SEC copies from it with sizes that were fixed at build time,
 * so the unpacked length must not change.
 */
#ifndef GX_BUILD_OVMF_H
#define GX_BUILD_OVMF_H

#include "base/arena.h"
#include "format/pi/ffs_file.h"
#include "format/pi/ffs_volume.h"

struct gx_ovmf {
	struct gx_volume main;                            /* the outer volume */
	struct gx_file file;                              /* the packed file */
	uint64_t main_at, file_at, section_at, packed_at; /* offsets in the firmware */
	uint64_t room; /* bytes from the packed data to the end of the outer volume */
	uint32_t dict_size; /* dictionary of the LZMA stream */
	uint8_t *unpacked;  /* in the arena; may be changed */
	size_t unpacked_size;
	struct gx_volume dxe; /* the DXE volume */
	uint64_t dxe_at;      /* offset in 'unpacked' */
};

/*
 * Find the packed file, and unpack it.  On failure *why is the reason, for people to
 * read.  GOPX_E_UNSUPPORTED: another layout, or a machine other than x64.  GOPX_E_NOMEM:
 * no memory.
 */
GX_NODISCARD enum gopx_status gx_ovmf_open(struct gx_span firmware,
					   struct gx_arena *arena, struct gx_ovmf *out,
					   const char **why);

/* The files of a volume, one after the other. */
struct gx_file_cursor {
	struct gx_span volume;
	const struct gx_volume *header;
	uint64_t end; /* end of the last returned file; before the first one, end of the
			 volume header */
	uint64_t at;  /* start of that file */
	struct gx_file file;
	bool damaged; /* the volume has bytes that are neither files nor erased */
};

struct gx_file_cursor gx_file_cursor(struct gx_span volume,
				     const struct gx_volume *header);

/* False at the end; sets 'damaged' if bytes follow that are not a valid file. */
bool gx_file_next(struct gx_file_cursor *c);

#endif /* GX_BUILD_OVMF_H */
