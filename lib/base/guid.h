/* SPDX-License-Identifier: BSD-2-Clause */
/* guid.h - EFI_GUID: 16 bytes as stored in images, and their text */
#ifndef GX_BASE_GUID_H
#define GX_BASE_GUID_H

#include <stdbool.h>
#include <stdint.h>

#include "base/bytes.h"

/* In image order: the first three fields are little-endian (UEFI 2.3, A). */
struct gx_guid {
	uint8_t b[16];
};

/* GX_GUID(8C8CE578, 8A3D, 4F1C, 99, 35, 89, 61, 85, C3, 2D, D3), in the order of the
 * text. */
#define GX_GUID(l, w1, w2, b0, b1, b2, b3, b4, b5, b6, b7)                          \
	{                                                                           \
		{                                                                   \
			(0x##l) & 0xff, (0x##l) >> 8 & 0xff, (0x##l) >> 16 & 0xff,  \
			    (0x##l) >> 24 & 0xff, (0x##w1) & 0xff, (0x##w1) >> 8,   \
			    (0x##w2) & 0xff, (0x##w2) >> 8, 0x##b0, 0x##b1, 0x##b2, \
			    0x##b3, 0x##b4, 0x##b5, 0x##b6, 0x##b7                  \
		}                                                                   \
	}

#define GX_GUID_TEXT_SIZE 37 /* 36 characters and the terminator */

/*@
  requires \valid(r) && gx_reading(*r);
  assigns r->pos, r->failed;
  ensures gx_reading(*r) && r->s == \old(r->s) && r->pos >= \old(r->pos);
  ensures !r->failed ==> !\old(r->failed);
*/
struct gx_guid gx_read_guid(struct gx_reader *r);
bool gx_guid_equal(const struct gx_guid *a, const struct gx_guid *b);

/* Upper-case text into out[GX_GUID_TEXT_SIZE]. */
void gx_guid_format(const struct gx_guid *g, char out[GX_GUID_TEXT_SIZE]);

/* Parse a string of 36 characters, in upper or lower case. */
bool gx_guid_parse(const char *text, struct gx_guid *out);

#endif /* GX_BASE_GUID_H */
