/* SPDX-License-Identifier: BSD-2-Clause */
/* kinds.c - the table of what is recognised by its bytes */
#include "walk/kind.h"

/* Where two start at one place, the one that stands first here wins. */
const struct gx_kind *const gx_kinds[] = {
	&gx_kind_capsule,
	&gx_kind_flash_image,
	&gx_kind_flash_image_start,
	&gx_kind_volume,
	&gx_kind_vbt,
	&gx_kind_option_rom,
	&gx_kind_pe,
	NULL,
};
