/* SPDX-License-Identifier: BSD-2-Clause */
/* sum.h - the additive checksums of the PI specification */
#ifndef GX_BASE_SUM_H
#define GX_BASE_SUM_H

#include <stdint.h>

#include "base/bytes.h"

/* Sum of all bytes modulo 256; a checksummed structure sums to 0. */
/*@
  requires gx_readable(s);
  assigns \nothing;
*/
uint8_t gx_sum8(struct gx_span s);

/* Sum of all little-endian words modulo 65536; a last odd byte counts as a word. */
/*@
  requires gx_readable(s);
  assigns \nothing;
*/
uint16_t gx_sum16(struct gx_span s);

#endif /* GX_BASE_SUM_H */
