/* SPDX-License-Identifier: BSD-2-Clause */
/* policy.h - the tables that fit into the policy driver */
#ifndef GX_BUILD_POLICY_H
#define GX_BUILD_POLICY_H

#include "base/bytes.h"

/*
 * A VBT header, and as many bytes as it states.  The content of the table is not
 * checked: the driver does that.
 */
bool gx_is_table(struct gx_span s);

#endif /* GX_BUILD_POLICY_H */
