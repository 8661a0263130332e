/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * section_stream.h - sections that are believed by what is in them
 *
 * A header of four bytes is soon met by chance.  These look at the content too: for
 * streams with something odd in them, and for places where none was expected.  The
 * bytes that were looked at are added to *looked.
 */
#ifndef GX_FORMAT_SECTION_STREAM_H
#define GX_FORMAT_SECTION_STREAM_H

#include "format/pi/ffs_section.h"

/* True when a section starts 'at' whose content is what its type says; it may be cut. */
bool gx_section_is_believable(struct gx_span at);

/*
 * True when 's' starts with sections of which one is believable; those before it may be
 * of any type, and padded in any way.  What follows it is not looked at.
 */
bool gx_section_stream_starts(struct gx_span s, uint64_t *looked);

/* Behind erased flash or zeros at 'at', where a section may start; both multiples of 4.
 */
uint64_t gx_section_stream_behind_blank(struct gx_span s, uint64_t at, uint64_t *looked);

/*
 * The next place from 'from' on where the stream 's' goes on after bytes that are no
 * section: a believable one on a multiple of 4.  s.len when there is none.
 */
uint64_t gx_section_stream_next(struct gx_span s, uint64_t from, uint64_t *looked);

#endif /* GX_FORMAT_SECTION_STREAM_H */
