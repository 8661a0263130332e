/* SPDX-License-Identifier: BSD-2-Clause */
/* vbt_sequence.h - what block 53 of a VBT has a driver do with MIPI DSI panels */
#ifndef GX_FORMAT_VBT_SEQUENCE_H
#define GX_FORMAT_VBT_SEQUENCE_H

#include "format/vbt/vbt.h"

/* The sequences of a panel; empty when there are none. */
struct gx_span gx_vbt_sequences(const struct gx_vbt *vbt, size_t panel);

/*
 * The names of them, "init-otp, display-on".  A sequence that cannot be followed to its
 * end is the last; "unknown" stands for one that has no name.
 */
void gx_vbt_sequence_names(const struct gx_vbt *vbt, struct gx_span sequences, char *out,
			   size_t size);

#endif /* GX_FORMAT_VBT_SEQUENCE_H */
