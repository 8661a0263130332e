/* SPDX-License-Identifier: BSD-2-Clause */
/* fwbuild_vbt_blocks.h - the blocks that make a synthetic table a full one */
#ifndef FWBUILD_VBT_BLOCKS_H
#define FWBUILD_VBT_BLOCKS_H

#include <stdbool.h>

#include "fwbuild_bytes.h"

/* Start a block; end_block() takes what it returns and stores the size. */
size_t begin_block(struct fwbytes *o, unsigned id);
void end_block(struct fwbytes *o, size_t body);

/* Bytes of all values, up to 'end'. */
void put_pattern_to(struct fwbytes *o, size_t end);

/*
 * Blocks 9, 12, 43, 44, 51, 52, 53 and 56 in the sizes of the latest BDB versions.  Flags
 * and numbers in them have all kinds of values; counts, sizes and versions are right.
 * lvds: the panel is connected to LVDS.
 */
void put_full_blocks(struct fwbytes *o, bool lvds);

#endif /* FWBUILD_VBT_BLOCKS_H */
