/* SPDX-License-Identifier: BSD-2-Clause */
/* igd.h - Intel's GPU at 00:02.0, and its registers for stolen memory */
#ifndef GUEST_IGD_H
#define GUEST_IGD_H

#include <stdint.h>

#define CONFIG_ID 0x00
/* The upper half is the status; writing 1 clears its bits. */
#define CONFIG_COMMAND 0x04
#define CONFIG_CLASS   0x08
#define CONFIG_BAR0    0x10
#define CONFIG_GGC     0x50 /* sizes of stolen memory (GMS) and of the GTT (GGMS) */
#define CONFIG_BDSM    0x5c /* u32 */
#define CONFIG_BDSM2   0xc0 /* u64, since the 11th generation of graphics */

#define VENDOR_INTEL  0x8086
#define CLASS_DISPLAY 0x03

/* Which register has the address of stolen memory; depends on the device ID. */
enum igd_bdsm {
	IGD_BDSM_NARROW,  /* Sandy Bridge to Comet Lake */
	IGD_BDSM_WIDE,    /* Ice Lake to Raptor Lake */
	IGD_BDSM_UNKNOWN, /* later GPUs do not have the register */
};

enum igd_bdsm igd_bdsm_of(uint32_t device);

#endif /* GUEST_IGD_H */
