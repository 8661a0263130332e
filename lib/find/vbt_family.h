/* SPDX-License-Identifier: BSD-2-Clause */
/* vbt_family.h - which platforms a VBT's name stands for */
#ifndef GX_FIND_VBT_FAMILY_H
#define GX_FIND_VBT_FAMILY_H

#include "base/bytes.h"

/*
 * The platforms that use tables with this signature ("$VBT SKYLAKE"), as a mask of
 * GX_PLATFORM_BIT.  0 if the name belongs only to platforms before Sandy Bridge.
 */
uint64_t gx_vbt_family(struct gx_span signature);

#endif /* GX_FIND_VBT_FAMILY_H */
