/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * ovmf.h - the layout of OVMF: one packed file that holds the PEI and DXE volumes
 *
 * A volume (FVMAIN_COMPACT) holds one file, that one GUID-defined LZMA section, and that
 * unpacks to a stream of sections, of which one is the DXE volume.  SEC copies from it
 * by sizes fixed when it was built: what it unpacks to must keep its length.
 */
#ifndef GX_BUILD_OVMF_H
#define GX_BUILD_OVMF_H

#include "base/arena.h"
#include "format/pi/ffs_file.h"
#include "format/pi/ffs_volume.h"

struct gx_ovmf {
	struct gx_volume main;                            /* the outer volume */
	struct gx_file file;                              /* the packed one */
	uint64_t main_at, file_at, section_at, packed_at; /* in the firmware */
	uint64_t room;      /* from the packed data to the end of the outer volume */
	uint32_t dict_size; /* of the LZMA stream */
	uint8_t *unpacked;  /* of the arena, to be changed */
	size_t unpacked_size;
	struct gx_volume dxe; /* the DXE volume */
	uint64_t dxe_at;      /* in 'unpacked' */
};

/*
 * Find and unpack.  On failure *why is a clause for people: GOPX_E_UNSUPPORTED is
 * another layout, or another machine than x64; GOPX_E_NOMEM.
 */
GX_NODISCARD enum gopx_status gx_ovmf_open(struct gx_span firmware,
					   struct gx_arena *arena, struct gx_ovmf *out,
					   const char **why);

/* The files of a volume, one after the other. */
struct gx_file_cursor {
	struct gx_span volume;
	const struct gx_volume *header;
	uint64_t end; /* of the file last returned; of the volume header at first */
	uint64_t at;  /* where that file starts */
	struct gx_file file;
	bool damaged; /* there is more than files and erased bytes */
};

struct gx_file_cursor gx_file_cursor(struct gx_span volume,
				     const struct gx_volume *header);

/* False at the end, with 'damaged' set where that is not the last valid file. */
bool gx_file_next(struct gx_file_cursor *c);

#endif /* GX_BUILD_OVMF_H */
