/* SPDX-License-Identifier: BSD-2-Clause */
/* score.h - by what findings of a kind are compared */
#ifndef GX_FIND_SCORE_H
#define GX_FIND_SCORE_H

#include <stdint.h>

struct gx_node;

#define GX_RANK_CRITERIA 12

/* In the order in which they are looked at. */
enum gx_gop_criterion {
	GX_GOP_FOR_DEVICE, /* 1: it lists the device, or none was asked for */
	GX_GOP_INTEGRATED, /* not for cards alone, unless one was asked for */
	GX_GOP_CERTAIN,
	GX_GOP_X64,    /* for a 64-bit guest */
	GX_GOP_PE,     /* a TE image cannot be loaded as a file */
	GX_GOP_IN_USE, /* as gx_rank_in_use() */
};

enum gx_vbt_criterion {
	GX_VBT_FOR_DEVICE, /* 2: its name is of the platform; 1: that is not known */
	GX_VBT_INTEGRATED,
	GX_VBT_CERTAIN,
	GX_VBT_FITS, /* 2: a platform of its name is the best driver's; 1: not known */
	GX_VBT_SAME_IMAGE,   /* of an archive with several: in that of the best driver */
	GX_VBT_CURRENT,      /* an OpRegion leads to no other */
	GX_VBT_FOR_DRIVER,   /* not part of a legacy video BIOS */
	GX_VBT_LEADING,      /* at the start of a section or file: put there as a table */
	GX_VBT_IN_USE,       /* as gx_rank_in_use(), and 0 in no file */
	GX_VBT_DEFAULT_FILE, /* under the GUID of the board's default table */
	GX_VBT_NAMED_PANEL,  /* not that of a reference board */
	GX_VBT_NAMED_FILE,
};

struct gx_rank {
	uint8_t score[GX_RANK_CRITERIA]; /* by criterion of the kind; more is better */
};

/* Below, equal or above 0, as for memcmp(). */
int gx_rank_compare(const struct gx_rank *a, const struct gx_rank *b);

/* Of what is in this file: 2, 1 while the file is being replaced, 0 deleted; 2 in none.
 */
uint8_t gx_rank_in_use(const struct gx_node *file);

#endif /* GX_FIND_SCORE_H */
