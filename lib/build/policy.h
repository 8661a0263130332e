/* SPDX-License-Identifier: BSD-2-Clause */
/* policy.h - the built policy driver, its bytes made from guest/, and what fits into it
 */
#ifndef GX_BUILD_POLICY_H
#define GX_BUILD_POLICY_H

#include "base/bytes.h"

extern const uint8_t gx_policy_image[];
extern const size_t gx_policy_image_size;

/*
 * A VBT header, and as many bytes as it states.  What is in the table is not looked
 * at: that is the driver's business.
 */
bool gx_is_table(struct gx_span s);

#endif /* GX_BUILD_POLICY_H */
