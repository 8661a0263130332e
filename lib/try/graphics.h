/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * graphics.h - the modes of the installed GraphicsOutput protocol, and a picture drawn
 * with it
 */
#ifndef GX_TRY_GRAPHICS_H
#define GX_TRY_GRAPHICS_H

#include <gopx/try.h>

#define GX_MODES_MAX 64

struct gx_graphics {
	size_t mode_count;
	struct gopx_try_mode modes[GX_MODES_MAX];
	uint8_t *picture; /* allocated with malloc(); NULL if there is no picture */
	uint32_t width, height;
};

/* Get the modes.  Returns false if a call did not return, or there are no modes. */
bool gx_graphics_modes(struct gopx_machine *m, uint64_t protocol,
		       struct gx_graphics *out);

/* Set a mode if none is set, draw, and keep the content of the frame buffer. */
bool gx_graphics_draw(struct gopx_machine *m, uint64_t protocol, struct gx_graphics *out);

#endif /* GX_TRY_GRAPHICS_H */
