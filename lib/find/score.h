/* SPDX-License-Identifier: BSD-2-Clause */
/* score.h - the criteria by which findings of a kind are compared */
#ifndef GX_FIND_SCORE_H
#define GX_FIND_SCORE_H

#include <stdint.h>

struct gx_node;

#define GX_RANK_CRITERIA 12

/* In the order in which they decide. */
enum gx_gop_criterion {
	GX_GOP_FOR_DEVICE, /* 1: it lists the device, or no device was given */
	GX_GOP_INTEGRATED, /* 0: it is only for cards, and no card was given */
	GX_GOP_CERTAIN,
	GX_GOP_X64,    /* for a 64-bit guest */
	GX_GOP_PE,     /* a TE image cannot be loaded as a file */
	GX_GOP_IN_USE, /* as gx_rank_in_use() */
};

enum gx_vbt_criterion {
	GX_VBT_FOR_DEVICE, /* 2: its name stands for the device's platform; 1: for no
			      known platform */
	GX_VBT_INTEGRATED,
	GX_VBT_CERTAIN,
	/* 2: its name stands for a platform of the best driver; 1: unknown */
	GX_VBT_FITS,
	/* it is in the same file of an archive as the best driver */
	GX_VBT_SAME_MEMBER,
	/* 0: it is an old table, because its OpRegion points to another one */
	GX_VBT_CURRENT,
	GX_VBT_FOR_DRIVER, /* not part of a legacy video BIOS */
	/* it is at the start of a section or file, so it is stored there as a table */
	GX_VBT_LEADING,
	GX_VBT_IN_USE,       /* as gx_rank_in_use(); 0 if it is not in a file */
	GX_VBT_DEFAULT_FILE, /* has the GUID of the board's default table */
	GX_VBT_NAMED_PANEL,  /* its panel is not the panel of a reference board */
	GX_VBT_NAMED_FILE,
};

struct gx_rank {
	/* one for each criterion of the kind; a higher value is better */
	uint8_t score[GX_RANK_CRITERIA];
};

/* Compare like memcmp(): the result is less than, equal to or greater than 0. */
int gx_rank_compare(const struct gx_rank *a, const struct gx_rank *b);

/* 2 if the file is in use, or 'file' is NULL; 1 if the file is marked as being replaced;
 * 0 if it is marked as deleted. */
uint8_t gx_rank_in_use(const struct gx_node *file);

#endif /* GX_FIND_SCORE_H */
