/* SPDX-License-Identifier: BSD-2-Clause */
/* section_stream.c - recognise sections by their content */
#include "format/pi/section_stream.h"

#include "format/pe/pe.h"
#include "format/pi/ffs_volume.h"
#include "format/pi/packed.h"

#define LOOK            64 /* bytes that are needed to decide */
#define DATA_OFFSET_MAX 0x1000
#define ATTRIBUTES_MAX  0x03 /* PROCESSING_REQUIRED, AUTH_STATUS_VALID */
#define TEXT_MIN        4    /* characters of a text, at least */

/*@
  assigns \nothing;
*/
static bool is_compression(const struct gx_section *s, struct gx_span body)
{
	uint64_t unpacked;

	switch (s->compression) {
	case GX_COMPRESSION_NONE:
		return s->unpacked_size > 0 && s->unpacked_size == body.len;
	case GX_COMPRESSION_STANDARD:
	case GX_COMPRESSION_CUSTOMIZED:
	case GX_COMPRESSION_CUSTOMIZED_X86:
		return gx_efi_stream_is_believable(body) ||
		       gx_lzma_is_believable(body, &unpacked) ||
		       gx_lzma_is_believable(gx_span_tail(body, 4), &unpacked);
	default:
		return false;
	}
}

/*@
  assigns \nothing;
*/
static bool is_guided(const struct gx_section *s, struct gx_span header)
{
	struct gx_reader r = gx_reader(gx_span_tail(header, s->header_size - 2));
	uint16_t attributes = gx_le16(&r);

	return s->data_offset >= s->header_size && s->data_offset <= s->size &&
	       s->data_offset <= DATA_OFFSET_MAX && attributes <= ATTRIBUTES_MAX;
}

/* True if 's' consists of plain UTF-16 characters, and ends with a 0. */
/*@
  requires gx_readable(s);
  assigns \nothing;
*/
static bool is_text(struct gx_span s)
{
	size_t count = s.len / 2;
	struct gx_reader r = gx_reader(s);

	if (s.len % 2 || count < TEXT_MIN || count > LOOK)
		return false;
	/*@
	  loop invariant gx_reading(r);
	  loop assigns i, r;
	  loop variant count - i;
	*/
	for (size_t i = 0; i < count; i++) {
		uint16_t c = gx_le16(&r);

		if (i == count - 1 ? c != 0 : c < 0x20 || c > 0x7e)
			return false;
	}
	return true;
}

bool gx_section_is_believable(struct gx_span at)
{
	struct gx_section s;
	struct gx_span body;
	struct gx_pe pe;

	if (gx_section_decode(at, &s) != GOPX_OK)
		return false;
	body = gx_span_tail(gx_span_head(at, s.size), s.header_size);
	switch (s.type) {
	case GX_SECTION_COMPRESSION:
		return is_compression(&s, body);
	case GX_SECTION_GUID_DEFINED:
		return is_guided(&s, gx_span_head(at, s.header_size));
	case GX_SECTION_PE32:
		return gx_pe_decode(body, &pe) == GOPX_OK;
	case GX_SECTION_TE:
		return gx_te_decode(body, &pe) == GOPX_OK;
	case GX_SECTION_VOLUME_IMAGE:
		return gx_span_starts(gx_span_tail(body, GX_VOLUME_SIGNATURE_AT),
				      GX_VOLUME_SIGNATURE, 4);
	case GX_SECTION_UI:
		return is_text(body);
	default:
		return false;
	}
}

/* True for a credible section that is complete. */
static bool is_whole(struct gx_span at)
{
	struct gx_section s;

	return gx_section_is_believable(at) && gx_section_decode(at, &s) == GOPX_OK &&
	       s.size <= at.len;
}

uint64_t gx_section_stream_behind_blank(struct gx_span s, uint64_t at, uint64_t *looked)
{
	uint64_t end = at;
	uint8_t fill = at < s.len ? gx_span_at(s, (size_t)at) : 0;
	bool blank = fill == 0 || fill == 0xff;

	if (blank)
		end += gx_span_run(gx_span_tail(s, at), fill);
	*looked += end - at;
	/* The low bytes of a size may be zeros, so go back to a multiple of 4. */
	return end / 4 * 4;
}

bool gx_section_stream_starts(struct gx_span s, uint64_t *looked)
{
	uint64_t off = 0, end = 0;

	/*@
	  loop invariant off % 4 == 0;
	  loop assigns off, end, *looked;
	  loop variant s.len - off;
	*/
	while (off < s.len) {
		struct gx_span rest = gx_span_tail(s, off);
		struct gx_section section;

		*looked += LOOK;
		if (gx_section_is_believable(rest) ||
		    (end < off && gx_section_is_believable(gx_span_tail(s, end))))
			return true;
		if (gx_section_decode(rest, &section) == GOPX_OK &&
		    section.size <= rest.len) {
			end = off + section.size;
			off = gx_section_after(off, section.size);
			continue;
		}
		if (off == 0)
			return false;
		end = gx_section_stream_behind_blank(s, off, looked);
		if (end == off)
			return false;
		off = end;
	}
	return false;
}

uint64_t gx_section_stream_next(struct gx_span s, uint64_t from, uint64_t *looked)
{
	uint64_t off = from & ~(uint64_t)3;

	*looked += from < s.len ? s.len - from : 0;
	//@ loop variant s.len - off;
	for (; off < s.len && s.len - off > GX_SECTION_HEADER; off += 4) {
		uint8_t type = gx_span_at(s, (size_t)off + 3);

		if (off < from || !gx_section_type_name(type))
			continue;
		*looked += LOOK;
		if (is_whole(gx_span_tail(s, off)))
			return off;
	}
	return s.len;
}
