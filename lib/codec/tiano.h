/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * tiano.h - the UEFI specification's compression, in its two variants
 *
 * EFI 1.1 is what the specification describes: an 8 KiB window, position set sizes of 4
 * bits.  Tiano is EDK2's wider form: 5 bits, a window of 512 KiB. A stream does not say
 * which variant it is.
 */
#ifndef GX_CODEC_TIANO_H
#define GX_CODEC_TIANO_H

#include "codec/decoder.h"

/*
 * The unpacked size in the header {packed u32, unpacked u32}, which is one for
 * both variants.  GOPX_E_FORMAT when there is no header, or it has a zero size.
 */
GX_NODISCARD enum gopx_status gx_tiano_size(struct gx_span in, uint64_t *out);

/*
 * Unpack.  The stream ends with 'packed' bytes or with 'in', whichever is
 * first; what is missing at its end is GOPX_E_TRUNCATED only when a code needs
 * it.  Past the end of the output the stream is not looked at, but its last
 * block and last string must end there, else GOPX_E_CORRUPT: all bytes are in
 * the sink then, and most likely come from the other variant.
 */
GX_NODISCARD enum gopx_status gx_tiano_decode(struct gx_span in, struct gx_sink *sink);
GX_NODISCARD enum gopx_status gx_efi11_decode(struct gx_span in, struct gx_sink *sink);

#endif /* GX_CODEC_TIANO_H */
