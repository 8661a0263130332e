/* SPDX-License-Identifier: BSD-2-Clause */
/* vbt_sequence.h - the sequences for MIPI DSI panels in block 53 of a VBT */
#ifndef GX_FORMAT_VBT_SEQUENCE_H
#define GX_FORMAT_VBT_SEQUENCE_H

#include "format/vbt/vbt.h"

/* The sequences of a panel; empty if there are none. */
struct gx_span gx_vbt_sequences(const struct gx_vbt *vbt, size_t panel);

/*
 * Write the names of the sequences, "init-otp, display-on".  The list ends after a
 * sequence whose end cannot be found.  A sequence without a name is "unknown".
 */
void gx_vbt_sequence_names(const struct gx_vbt *vbt, struct gx_span sequences, char *out,
			   size_t size);

#endif /* GX_FORMAT_VBT_SEQUENCE_H */
