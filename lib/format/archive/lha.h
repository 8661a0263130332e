/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * lha.h - the members of an LHA archive, and headers whose names need no table
 *
 * A header may name a code page for the names of the member; then libarchive converts the
 * names, and reads no further if the C library lacks the table of this code page.  The
 * members with other headers are lost, too.
 */
#ifndef GX_FORMAT_LHA_H
#define GX_FORMAT_LHA_H

#include "base/bytes.h"

struct gx_lha_member {
	struct gx_span header;
	uint64_t size;    /* header and packed data; may reach past the archive */
	size_t base_size; /* the part of the header before the extended headers */
	uint8_t level;    /* 0 to 3 */
};

/* Read the member at the start of 'at'; false if there is none, or its header is cut
 * off. */
bool gx_lha_decode(struct gx_span at, struct gx_lha_member *out);

/* An extended header: its size (of all of it), its type, its content. */
struct gx_lha_extra {
	size_t at; /* of the type */
	uint8_t type;
	struct gx_span content;
};

/* Read the next extended header; false at the end, which is a size of 0. */
/*@
  requires \valid(r) && gx_reading(*r) && \valid(out) && \separated(r, out);
  assigns r->pos, r->failed, *out;
  ensures gx_reading(*r) && r->s == \old(r->s);
  ensures \result ==> r->pos > \old(r->pos);
*/
bool gx_lha_take_extra(struct gx_reader *r, uint8_t level, struct gx_lha_extra *out);

/*
 * Write a header to 'copy' that describes the same member, with names that can be
 * converted without a table: no code page is named, each byte that is not UTF-8 becomes a
 * control character, and half of a surrogate pair becomes U+FFFD.  'copy' has room for
 * m->header.  A checksum that was correct stays correct.  Returns false if the header
 * needs no change.
 */
bool gx_lha_plain_names(const struct gx_lha_member *m, uint8_t *copy);

#endif /* GX_FORMAT_LHA_H */
