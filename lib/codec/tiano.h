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
 * The unpacked size in the header {packed u32, unpacked u32}, which is the same for both
 * variants.  GOPX_E_FORMAT without a header, or with a size of 0.
 */
GX_NODISCARD enum gopx_status gx_tiano_size(struct gx_span in, uint64_t *out);

/*
 * Unpack.  The stream ends after 'packed' bytes or with 'in', whichever comes first;
 * missing bytes are GOPX_E_TRUNCATED only if a code needs them.  When the output is
 * complete, the rest of the stream is not read, but the last block and the last string
 * must end there, else GOPX_E_CORRUPT: then the sink has all bytes, but they most likely
 * belong to the other variant.
 */
GX_NODISCARD enum gopx_status gx_tiano_decode(struct gx_span in, struct gx_sink *sink);
GX_NODISCARD enum gopx_status gx_efi11_decode(struct gx_span in, struct gx_sink *sink);

#endif /* GX_CODEC_TIANO_H */
