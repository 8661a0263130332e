/* SPDX-License-Identifier: BSD-2-Clause */
/* policy.h - the tables that fit into the policy driver */
#ifndef GX_BUILD_POLICY_H
#define GX_BUILD_POLICY_H

#include "base/bytes.h"

/*
 * True if s starts with a VBT header and has as many bytes as the header states.  The
 * content of the table is not checked here: the driver checks it.
 */
bool gx_is_table(struct gx_span s);

#endif /* GX_BUILD_POLICY_H */
