/* SPDX-License-Identifier: BSD-2-Clause */
/* policy.h - what fits into the policy driver */
#ifndef GX_BUILD_POLICY_H
#define GX_BUILD_POLICY_H

#include "base/bytes.h"

/*
 * A VBT header, and as many bytes as it states.  What is in the table is not looked
 * at: that is the driver's business.
 */
bool gx_is_table(struct gx_span s);

#endif /* GX_BUILD_POLICY_H */
