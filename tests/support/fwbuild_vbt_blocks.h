/* SPDX-License-Identifier: BSD-2-Clause */
/* fwbuild_vbt_blocks.h - the blocks that only a complete synthetic table has */
#ifndef FWBUILD_VBT_BLOCKS_H
#define FWBUILD_VBT_BLOCKS_H

#include <stdbool.h>

#include "fwbuild_bytes.h"

/* Begin a block. Returns the offset of its body, which end_block() needs. */
size_t begin_block(struct fwbytes *o, unsigned id);
void end_block(struct fwbytes *o, size_t body);

/* Put bytes with different values until the buffer is 'end' bytes long. */
void put_pattern_to(struct fwbytes *o, size_t end);

/*
 * Put blocks 9, 12, 43, 44, 51, 52, 53 and 56 with the sizes of the latest BDB versions.
 * Their flags and numbers have invented values. Counts, sizes and versions are right. If
 * 'lvds' is set, the panel is connected to LVDS.
 */
void put_full_blocks(struct fwbytes *o, bool lvds);

#endif /* FWBUILD_VBT_BLOCKS_H */
