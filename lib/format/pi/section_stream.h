/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * section_stream.h - sections that are recognised by their content
 *
 * Four bytes often look like a header by chance.  These functions check the content,
 * too: for streams with errors, and for places where no section is expected.  The bytes
 * examined are added to *looked.
 */
#ifndef GX_FORMAT_SECTION_STREAM_H
#define GX_FORMAT_SECTION_STREAM_H

#include "format/pi/ffs_section.h"

/* True if a section starts at 'at', and its content fits its type.  The section may be
 * cut off. */
/*@
  requires gx_readable(at);
  assigns \nothing;
*/
bool gx_section_is_believable(struct gx_span at);

/*
 * True if 's' starts with sections, and one of these has credible content.  Before it,
 * sections of any type and padding are allowed.  The bytes after it are not examined.
 */
/*@
  requires gx_readable(s) && \valid(looked);
  requires s.len <= SIZE_MAX - 3; // no object is so large
  assigns *looked;
*/
bool gx_section_stream_starts(struct gx_span s, uint64_t *looked);

/* Skip the erased flash or zeros at 'at'.  Returns the place after them, where a section
 * may start.  Both places are multiples of 4. */
/*@
  requires gx_readable(s) && \valid(looked);
  assigns *looked;
  ensures at % 4 == 0 ==> \result >= at && \result % 4 == 0;
*/
uint64_t gx_section_stream_behind_blank(struct gx_span s, uint64_t at, uint64_t *looked);

/*
 * Find where the stream 's' continues after bytes that are not a section.  Returns the
 * start of the next credible section at or after 'from', a multiple of 4; s.len if there
 * is none.
 */
uint64_t gx_section_stream_next(struct gx_span s, uint64_t from, uint64_t *looked);

#endif /* GX_FORMAT_SECTION_STREAM_H */
