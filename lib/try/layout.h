/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * layout.h - the addresses of everything in the emulated machine's memory and I/O ports
 */
#ifndef GX_TRY_LAYOUT_H
#define GX_TRY_LAYOUT_H

/*
 * The addresses between the pieces are unmapped, so accesses past the end of a piece are
 * detected.
 */
#define GX_LOW_SIZE 0x1000u /* reads as zeros, because firmware allows null pointers */

#define GX_STACK      0x08000000u
#define GX_STACK_SIZE 0x00100000u

#define GX_IMAGES      0x10000000u
#define GX_IMAGES_SIZE 0x02000000u

#define GX_POOL      0x14000000u
#define GX_POOL_SIZE 0x06000000u

#define GX_STUBS      0x20000000u /* each service has a return instruction here */
#define GX_STUBS_SIZE 0x00002000u
#define GX_STUB_STEP  16u

#define GX_STOLEN      0x7c000000u /* stolen memory of the GPU */
#define GX_STOLEN_SIZE 0x04000000u

#define GX_BAR0          0xc0000000u /* registers, then the GTT */
#define GX_BAR0_SIZE     0x01000000u
#define GX_APERTURE      0xd0000000u
#define GX_APERTURE_SIZE 0x10000000u
#define GX_ECAM          0xe0000000u
#define GX_ECAM_SIZE     0x10000000u

#define GX_IO_BAR      0xf000u
#define GX_IO_BAR_SIZE 64u

#endif /* GX_TRY_LAYOUT_H */
