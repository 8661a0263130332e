/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * fwbuild_frame.h - the builder's state for a piece that was begun and is not ended yet
 */
#ifndef FWBUILD_FRAME_H
#define FWBUILD_FRAME_H

#include "fwbuild.h"

enum frame_kind { FRAME_VOLUME, FRAME_FILE, FRAME_SECTION };

struct fwb_frame {
	enum frame_kind kind;
	size_t start; /* of the header */
	size_t body;  /* end of the header; children are aligned relative to it */
	struct fwb_volume fv;
	struct fwb_file file;
	struct fwb_section section;
	fw_pack *pack;
	unsigned type;   /* of the section */
	unsigned erased; /* value of an erased byte in the volume */
	unsigned revision;
	bool ffs3;
};

/*
 * Begin a piece inside the innermost one, or end the innermost piece. The result of
 * fwb_push() is valid until the next call of fwb_push().
 */
struct fwb_frame *fwb_push(struct fwb *b, enum frame_kind kind);
struct fwb_frame fwb_pop(struct fwb *b, enum frame_kind kind);

/* Return the value for a field: the wrong value 'lie' if it is set, else 'truth'. */
uint64_t fwb_truth_or_lie(uint64_t truth, uint64_t lie);

#endif /* FWBUILD_FRAME_H */
