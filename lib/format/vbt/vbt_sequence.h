/* SPDX-License-Identifier: BSD-2-Clause */
/* vbt_sequence.h - the sequences for MIPI DSI panels in block 53 of a VBT */
#ifndef GX_FORMAT_VBT_SEQUENCE_H
#define GX_FORMAT_VBT_SEQUENCE_H

#include "format/vbt/vbt.h"

/* The sequences of a panel; empty if there are none. */
struct gx_span gx_vbt_sequences(const struct gx_vbt *vbt, size_t panel);

/*
 * Their names, "init-otp, display-on".  A sequence whose end cannot be found is the
 * last; "unknown" stands for one without a name.
 */
void gx_vbt_sequence_names(const struct gx_vbt *vbt, struct gx_span sequences, char *out,
			   size_t size);

#endif /* GX_FORMAT_VBT_SEQUENCE_H */
