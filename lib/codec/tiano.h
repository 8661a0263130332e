/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * tiano.h - the UEFI specification's compression, in its two variants
 *
 * The specification describes EFI 1.1, with an 8 KiB window and position set sizes of 4
 * bits.  Tiano is EDK2's wider form, with a window of 512 KiB and sizes of 5 bits.  A
 * stream does not say which variant it is.
 */
#ifndef GX_CODEC_TIANO_H
#define GX_CODEC_TIANO_H

#include "codec/decoder.h"

/*
 * The unpacked size in the header {packed u32, unpacked u32}.  Both variants have this
 * header.  GOPX_E_FORMAT without a header, or with a size of 0.
 */
/*@
  requires gx_readable(in) && \valid(out);
  assigns *out;
*/
GX_NODISCARD enum gopx_status gx_tiano_size(struct gx_span in, uint64_t *out);

/*
 * Unpack.  The stream ends after 'packed' bytes, or at the end of 'in' if that comes
 * first.  GOPX_E_TRUNCATED: a code needs bytes after this end.  When the output is
 * complete, the rest of the stream is not read.  GOPX_E_CORRUPT: the last block or the
 * last string does not end with the output.  Then the sink has all bytes, but the stream
 * most likely is of the other variant.
 */
/*@
  requires gx_readable(in) && gx_sink_has_room(sink);
  assigns sink->data, sink->cap, sink->len, sink->used, *sink->arena;
  assigns \at(sink->data, Post)[0 .. \at(sink->cap, Post) - 1];
  ensures gx_sink_has_room(sink);
*/
GX_NODISCARD enum gopx_status gx_tiano_decode(struct gx_span in, struct gx_sink *sink);
/*@
  requires gx_readable(in) && gx_sink_has_room(sink);
  assigns sink->data, sink->cap, sink->len, sink->used, *sink->arena;
  assigns \at(sink->data, Post)[0 .. \at(sink->cap, Post) - 1];
  ensures gx_sink_has_room(sink);
*/
GX_NODISCARD enum gopx_status gx_efi11_decode(struct gx_span in, struct gx_sink *sink);

#endif /* GX_CODEC_TIANO_H */
