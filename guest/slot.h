/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * slot.h - the place for a table in the policy driver's image
 *
 * The driver is built only once. gopx finds 'marker' in the built image, and fills in the
 * members after it. Fields are little-endian.
 */
#ifndef GUEST_SLOT_H
#define GUEST_SLOT_H

#include <stdint.h>

#define VBT_SLOT_MARKER   "GOPX-VBT-SLOT-1"
#define VBT_SLOT_CAPACITY 0x4000 /* the largest table seen has 10240 bytes */

enum { LID_UNSUPPORTED = 0, LID_OPEN = 1 };

struct vbt_slot {
	char marker[16];
	uint32_t capacity; /* bytes of room in 'data' */
	uint32_t size;     /* bytes used; 0: no table here */
	uint32_t lid;      /* the status that GetPlatformLidStatus returns */
	uint32_t reserved;
	uint8_t data[VBT_SLOT_CAPACITY];
};

#endif /* GUEST_SLOT_H */
