/* SPDX-License-Identifier: BSD-2-Clause */
/* score.h - by what findings of a kind are compared */
#ifndef GX_FIND_SCORE_H
#define GX_FIND_SCORE_H

#include <stdint.h>

#define GX_RANK_CRITERIA 6

/* In the order in which they are looked at. */
enum gx_gop_criterion {
	GX_GOP_FOR_DEVICE, /* 1: it lists the device, or none was asked for */
	GX_GOP_CERTAIN,
	GX_GOP_X64, /* for a 64-bit guest */
	GX_GOP_PE,  /* a TE image cannot be loaded as a file */
	GX_GOP_IN_USE,
};

enum gx_vbt_criterion {
	GX_VBT_FOR_DEVICE, /* 2: its name is of the platform; 1: that is not known */
	GX_VBT_FOR_DRIVER, /* not part of a legacy video BIOS */
	GX_VBT_LEADING,    /* at the start of a section or file: put there as a table */
	GX_VBT_IN_USE,
	GX_VBT_NAMED_PANEL, /* not that of a reference board */
	GX_VBT_NAMED_FILE,
};

struct gx_rank {
	uint8_t score[GX_RANK_CRITERIA]; /* by criterion of the kind; more is better */
};

/* Below, equal or above 0, as for memcmp(). */
int gx_rank_compare(const struct gx_rank *a, const struct gx_rank *b);

#endif /* GX_FIND_SCORE_H */
