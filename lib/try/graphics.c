/* SPDX-License-Identifier: BSD-2-Clause */
/* graphics.c - use EFI_GRAPHICS_OUTPUT_PROTOCOL (UEFI 2.10, 12.9) like firmware */
#include "try/graphics.h"

#include <stdlib.h>

#include "try/machine.h"
#include "try/memory.h"

/* Offsets of members of the protocol, then of its structure Mode. */
enum { QUERY_MODE = 0, SET_MODE = 8, BLT = 16, MODE = 24 };
enum { MAX_MODE = 0, CURRENT = 4, INFO = 8, BASE = 24, SIZE = 32 };
enum { INFO_WIDTH = 4, INFO_HEIGHT = 8, INFO_FORMAT = 12, INFO_LINE = 32 };

enum { FORMAT_RGB = 0, FORMAT_BGR = 1 };

#define VIDEO_FILL 0
#define SIDE_MAX   16384u
#define FRAME      4u /* width of the white frame in pixels */
#define BARS       8u
#define STEPS      16u

static struct gopx_try_mode mode_at(struct gopx_machine *m, uint64_t info)
{
	return (struct gopx_try_mode){
		.width = (uint32_t)gx_guest_get(m, info + INFO_WIDTH, 4),
		.height = (uint32_t)gx_guest_get(m, info + INFO_HEIGHT, 4),
		.line = (uint32_t)gx_guest_get(m, info + INFO_LINE, 4),
		.format = (uint32_t)gx_guest_get(m, info + INFO_FORMAT, 4),
	};
}

static uint64_t member(struct gopx_machine *m, uint64_t protocol, unsigned at)
{
	return gx_guest_get(m, protocol + at, 8);
}

static void tell_frame_buffer(struct gopx_machine *m, uint64_t mode)
{
	m->info->mode = (uint32_t)gx_guest_get(m, mode + CURRENT, 4);
	m->info->frame_buffer = gx_guest_get(m, mode + BASE, 8);
	m->info->frame_buffer_size = gx_guest_get(m, mode + SIZE, 8);
}

bool gx_graphics_modes(struct gopx_machine *m, uint64_t protocol, struct gx_graphics *out)
{
	uint64_t mode = member(m, protocol, MODE), status;
	uint64_t room = gx_pool_take(m, 16, 16);
	uint64_t args[] = { protocol, 0, room, room + 8 };
	uint32_t count = (uint32_t)gx_guest_get(m, mode + MAX_MODE, 4);

	tell_frame_buffer(m, mode);
	for (; !m->stopped && args[1] < count && out->mode_count < GX_MODES_MAX;
	     args[1]++) {
		if (!gx_call(m, member(m, protocol, QUERY_MODE), args, 4, &status))
			return false;
		if (!status)
			out->modes[out->mode_count++] = mode_at(
			    m, gx_guest_get(m, room + 8, 8));
	}
	return !m->stopped && out->mode_count;
}

/* ---- the test picture ------------------------------------------------------------- */

struct box {
	uint32_t x, y, width, height, colour; /* pixels: 0xRRGGBB */
};

static bool fill(struct gopx_machine *m, uint64_t protocol, uint64_t pixel,
		 const struct box *box)
{
	uint64_t args[] = { protocol, pixel,  VIDEO_FILL, 0,           0,
			    box->x,   box->y, box->width, box->height, 0 };
	uint64_t status;

	gx_guest_put(m, pixel, 4, box->colour);
	return gx_call(m, member(m, protocol, BLT), args, sizeof(args) / sizeof(*args),
		       &status) &&
	       !status;
}

/* Draw eight colour bars above sixteen steps of grey, in a white frame. */
static bool draw(struct gopx_machine *m, uint64_t protocol, uint32_t width,
		 uint32_t height)
{
	static const uint32_t colours[BARS] = { 0xffffff, 0xffff00, 0x00ffff, 0x00ff00,
						0xff00ff, 0xff0000, 0x0000ff, 0x202020 };
	uint64_t pixel = gx_pool_take(m, 16, 16);
	uint32_t split = height / 4 * 3;
	struct box box = { 0, 0, width, height, 0xffffff };
	bool done = pixel && fill(m, protocol, pixel, &box);

	width -= 2 * FRAME;
	for (uint32_t i = 0; done && i < BARS; i++) {
		box = (struct box){ FRAME + i * width / BARS, FRAME, 0, split - FRAME,
				    colours[i] };
		box.width = FRAME + (i + 1) * width / BARS - box.x;
		done = fill(m, protocol, pixel, &box);
	}
	for (uint32_t i = 0; done && i < STEPS; i++) {
		box = (struct box){ FRAME + i * width / STEPS, split, 0,
				    height - split - FRAME, i * 0x111111 };
		box.width = FRAME + (i + 1) * width / STEPS - box.x;
		done = fill(m, protocol, pixel, &box);
	}
	return done;
}

static void keep_line(struct gopx_machine *m, uint64_t from, bool bgr, uint32_t width,
		      uint8_t *to)
{
	gx_guest_read(m, from, to, (size_t)width * 4);
	for (uint32_t x = 0; bgr && x < width; x++) {
		uint8_t blue = to[4 * x];

		to[4 * x] = to[4 * x + 2];
		to[4 * x + 2] = blue;
	}
}

static bool keep(struct gopx_machine *m, const struct gopx_try_mode *mode,
		 struct gx_graphics *out)
{
	size_t line = (size_t)mode->width * 4;

	out->picture = malloc(line * mode->height);
	if (!out->picture)
		return false;
	out->width = mode->width;
	out->height = mode->height;
	for (uint32_t y = 0; y < mode->height; y++)
		keep_line(m, m->info->frame_buffer + (uint64_t)y * mode->line * 4,
			  mode->format == FORMAT_BGR, mode->width,
			  out->picture + y * line);
	return !m->stopped;
}

static bool is_drawable(const struct gopx_try_mode *mode)
{
	return mode->format <= FORMAT_BGR && mode->width >= 64 && mode->height >= 64 &&
	       mode->width <= mode->line && mode->line <= SIDE_MAX &&
	       mode->height <= SIDE_MAX;
}

bool gx_graphics_draw(struct gopx_machine *m, uint64_t protocol, struct gx_graphics *out)
{
	uint64_t mode = member(m, protocol, MODE), status;
	uint64_t args[] = { protocol, 0 };
	struct gopx_try_mode now;

	tell_frame_buffer(m, mode);
	if (m->info->mode >= gx_guest_get(m, mode + MAX_MODE, 4) &&
	    (!gx_call(m, member(m, protocol, SET_MODE), args, 2, &status) || status))
		return false;
	tell_frame_buffer(m, mode);
	now = mode_at(m, gx_guest_get(m, mode + INFO, 8));
	return !m->stopped && is_drawable(&now) &&
	       draw(m, protocol, now.width, now.height) && keep(m, &now, out);
}
