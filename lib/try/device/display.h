/* SPDX-License-Identifier: BSD-2-Clause */
/* display.h - a display that can be read over DisplayPort AUX or DDC */
#ifndef GX_TRY_DISPLAY_H
#define GX_TRY_DISPLAY_H

#include "base/bytes.h"
#include "try/parts.h"

struct gopx_machine;

/* Copy the given EDID or, if its size is 0, make one for 1920x1080 at 60 Hz. */
void gx_edid_make(struct gx_edid *edid, struct gx_span given);

void gx_aux_reset(struct gx_aux *aux, bool connected);

/* Do the transaction that the write of 'control' starts.  Returns the value that the
 * register has afterwards. */
uint32_t gx_aux_transact(struct gopx_machine *m, unsigned channel, uint32_t control);

#define GX_GMBUS_SIZE 0x24 /* size of the controller's registers */

/*
 * 'offset' counts from the first of these registers; 'stored' is the last written value.
 */
uint32_t gx_gmbus_read(struct gopx_machine *m, uint32_t offset, uint32_t stored);
void gx_gmbus_write(struct gopx_machine *m, uint32_t offset, uint32_t value,
		    uint32_t data);

#endif /* GX_TRY_DISPLAY_H */
