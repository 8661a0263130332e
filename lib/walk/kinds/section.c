/* SPDX-License-Identifier: BSD-2-Clause */
/* section.c - sections of files: encapsulations, names, and bodies */
#include "format/pi/packed.h"
#include "format/pi/section_stream.h"

#include <zlib.h>

#include "base/safe_text.h"
#include "format/pe/pe.h"
#include "walk/kind.h"
#include "walk/walk.h"

/* ---- GUID-defined sections ----------------------------------------------- */

enum wrapping {
	PACKED,         /* the data is a stream of 'codec' */
	PACKED_AMD,     /* a header of 256 bytes, then a zlib stream */
	CHECKED_CRC32,  /* a CRC-32 of the data, between header and data */
	SIGNED_RSA,     /* a certificate block of fixed size */
	SIGNED_CONTENT, /* a WIN_CERTIFICATE */
	UNLISTED,
};

static const struct guided {
	struct gx_guid guid;
	enum wrapping wrapping;
	enum gx_codec_id codec;
} guided_kinds[] = {
	{ GX_GUID(EE4E5898, 3914, 4259, 9D, 6E, DC, 7B, D7, 94, 03, CF), PACKED,
	  GX_CODEC_LZMA },
	/* HP */
	{ GX_GUID(0ED85E23, F253, 413F, A0, 3C, 90, 19, 87, B0, 43, 97), PACKED,
	  GX_CODEC_LZMA },
	/* Microsoft */
	{ GX_GUID(BD9921EA, ED91, 404A, 8B, 2F, B4, D7, 24, 74, 7C, 8C), PACKED,
	  GX_CODEC_LZMA },
	{ GX_GUID(D42AE6BD, 1352, 4BFB, 90, 9A, CA, 72, A6, EA, E8, 89), PACKED,
	  GX_CODEC_LZMA_X86 },
	{ GX_GUID(A31280AD, 481E, 41B6, 95, E8, 12, 7F, 4C, 98, 47, 79), PACKED,
	  GX_CODEC_TIANO },
	{ GX_GUID(3D532050, 5CDA, 4FD0, 87, 9E, 0F, 7F, 63, 0D, 5A, FB), PACKED,
	  GX_CODEC_BROTLI },
	{ GX_GUID(1D301FE9, BE79, 4353, 91, C2, D2, 3B, C9, 59, AE, 0C), PACKED,
	  GX_CODEC_GZIP },
	{ GX_GUID(CE3233F5, 2CD6, 4D87, 91, 52, 4A, 23, 8B, B6, D1, C4), PACKED_AMD,
	  GX_CODEC_ZLIB },
	{ GX_GUID(991EFAC0, E260, 416B, A4, B8, 3B, 15, 30, 72, B8, 04), PACKED_AMD,
	  GX_CODEC_ZLIB },
	{ GX_GUID(FC1BCDB0, 7D31, 49AA, 93, 6A, A4, 60, 0D, 9D, D0, 83), CHECKED_CRC32,
	  0 },
	{ GX_GUID(A7717414, C616, 4977, 94, 20, 84, 47, 12, A7, 35, BF), SIGNED_RSA, 0 },
	{ GX_GUID(0F9D89E8, 9259, 4F76, A5, AF, 0C, 89, E3, 40, 23, DF), SIGNED_CONTENT,
	  0 },
};

static const struct guided *kind_of(const struct gx_guid *guid)
{
	static const struct guided unlisted = { .wrapping = UNLISTED };

	for (size_t i = 0; i < sizeof(guided_kinds) / sizeof(guided_kinds[0]); i++) {
		if (gx_guid_equal(&guided_kinds[i].guid, guid))
			return &guided_kinds[i];
	}
	return &unlisted;
}

/* A section with a node has a complete header.  Its wrong size was already reported. */
static const struct guided *guided_kind(const struct gx_node *n)
{
	struct gx_section s;

	(void)!gx_section_decode(n->area.bytes, &s);
	return kind_of(&s.guid);
}

/* {hash GUID, public key of 256 bytes, signature of 256 bytes} */
#define RSA_CERTIFICATE_SIZE 0x210
#define AMD_HEADER_SIZE      0x100
#define AMD_PACKED_SIZE_AT   0x14

/* WIN_CERTIFICATE.dwLength: the certificate's size, including its header. */
static uint32_t win_certificate_size(struct gx_area at)
{
	struct gx_reader r = gx_reader(at.bytes);

	return gx_le32(&r);
}

/*
 * Find the start of the data.  DataOffset states it.  In signed sections, the certificate
 * may be before or after this offset, because tools differ.  DataOffset may also be
 * damaged.  So the right start is the one from which sections can be read.  The bytes
 * examined are added to *looked.
 */
static struct gx_area guided_data(const struct gx_node *n, const struct guided *kind,
				  uint64_t *looked)
{
	struct gx_section s;
	struct gx_area candidates[3];
	size_t count = 0;

	if (gx_section_decode(n->area.bytes, &s) == GOPX_E_TRUNCATED)
		return n->body;
	if (s.data_offset >= s.header_size && s.data_offset <= n->area.bytes.len)
		candidates[count++] = gx_area_tail(n->area, s.data_offset);
	if (kind->wrapping == SIGNED_RSA) {
		if (count)
			candidates[count++] = gx_area_tail(
			    n->area, s.data_offset + RSA_CERTIFICATE_SIZE);
		candidates[count++] = gx_area_tail(n->body, RSA_CERTIFICATE_SIZE);
	} else if (kind->wrapping == SIGNED_CONTENT) {
		candidates[count++] = gx_area_tail(n->body,
						   win_certificate_size(n->body));
	} else if (kind->wrapping == CHECKED_CRC32) {
		candidates[count++] = gx_area_tail(n->body, 4);
	}
	for (size_t i = 0; i < count; i++) {
		if (gx_section_stream_is_plausible(candidates[i].bytes, looked))
			return candidates[i];
	}
	for (size_t i = 0; i < count; i++) {
		if (gx_section_stream_starts(candidates[i].bytes, looked))
			return candidates[i];
	}
	return count ? candidates[0] : n->body;
}

static void plan_guided(const struct gx_node *n, struct gx_unpack *job)
{
	const struct guided *kind = guided_kind(n);
	struct gx_span data = guided_data(n, kind, &job->looked).bytes;

	if (kind->wrapping == PACKED) {
		gx_unpack_try(job, kind->codec, data);
		if (data.len != n->body.bytes.len)
			gx_unpack_try(job, kind->codec, n->body.bytes);
		if (kind->codec == GX_CODEC_TIANO)
			gx_unpack_try(job, GX_CODEC_EFI11, data);
	} else if (kind->wrapping == PACKED_AMD) {
		struct gx_reader r = gx_reader(data);

		gx_seek(&r, AMD_PACKED_SIZE_AT);
		data = gx_span_tail(data, AMD_HEADER_SIZE);
		gx_unpack_try(job, kind->codec, gx_span_head(data, gx_le32(&r)));
	} else if (kind->wrapping == UNLISTED &&
		   !gx_walk_reads_as_sections(data, &job->looked)) {
		job->guess = true;
		if (!gx_unpack_try_believable(job, data))
			gx_unpack_try_believable(job, n->body.bytes);
	}
}

static enum gopx_status check_crc32(struct gx_walk *w, struct gx_node *n,
				    struct gx_area data)
{
	struct gx_reader r = gx_reader(n->body.bytes);
	uint32_t stored = gx_le32(&r);
	uint32_t computed = (uint32_t)crc32_z(0, data.bytes.ptr, data.bytes.len);

	gx_walk_charge(w, GX_COST_BYTES, data.bytes.len);
	if (stored == computed)
		return GOPX_OK;
	return gx_walk_diag(w, n, gx_area_offset(n->body), GOPX_WARNING, GOPX_E_CORRUPT,
			    "ffs.section.crc32", "CRC-32 0x%08x, computed 0x%08x",
			    (unsigned int)stored, (unsigned int)computed);
}

/* Report a DataOffset that is outside the section.  Other wrong values cause wrong data,
 * which is reported later. */
static enum gopx_status check_data_offset(struct gx_walk *w, struct gx_node *n)
{
	struct gx_section s;

	/* A section with a node has a complete header.  Its wrong size was already
	 * reported. */
	if (gx_section_decode(n->area.bytes, &s) == GOPX_E_TRUNCATED ||
	    (s.data_offset >= s.header_size && s.data_offset <= n->area.bytes.len))
		return GOPX_OK;
	return gx_walk_diag(w, n, gx_area_offset(n->area), GOPX_DAMAGE, GOPX_E_CORRUPT,
			    "ffs.section.data-offset",
			    "data offset 0x%llx is outside the section",
			    (unsigned long long)s.data_offset);
}

/* Report a section with an unknown GUID whose attributes say that its data needs
 * processing. */
static enum gopx_status say_closed(struct gx_walk *w, struct gx_node *n)
{
	struct gx_section s;

	if (gx_section_decode(n->area.bytes, &s) != GOPX_OK || !s.processed)
		return GOPX_OK;
	return gx_walk_note(w, n, "section.unsupported",
			    "section %s needs processing that gopx does not know: its "
			    "content stays closed",
			    n->guid_text);
}

static enum gopx_status expand_guided(struct gx_walk *w, struct gx_node *n)
{
	const struct guided *kind = guided_kind(n);
	uint64_t looked = 0;
	struct gx_area data = guided_data(n, kind, &looked);

	gx_walk_charge(w, GX_COST_BYTES, looked);
	GX_TRY(check_data_offset(w, n));
	if (n->content.space)
		return gx_walk_content(w, n, n->content);
	if (kind->wrapping == CHECKED_CRC32)
		GX_TRY(check_crc32(w, n, data));
	if (kind->wrapping != UNLISTED)
		return gx_walk_content(w, n, data);
	/* Nothing is packed here, and there is no known header to skip: search all of
	 * it. */
	if (!gx_walk_has_sections(w, data.bytes))
		data = n->body;
	GX_TRY(gx_walk_content(w, n, data));
	return n->child ? GOPX_OK : say_closed(w, n);
}

/* ---- compression sections ------------------------------------------------ */

static void plan_compression(const struct gx_node *n, struct gx_unpack *job)
{
	struct gx_span data = n->body.bytes;
	struct gx_section s;
	uint64_t unpacked;

	if (gx_section_decode(n->area.bytes, &s) == GOPX_E_TRUNCATED)
		return;
	switch (s.compression) {
	case GX_COMPRESSION_NONE:
		break;
	case GX_COMPRESSION_STANDARD:
		/*
		 * The header does not state the codec, so try all.  The right codec is
		 * the one whose output can be read as sections.  Some sections contain
		 * LZMA.
		 */
		if (gx_lzma_is_believable(data, &unpacked))
			gx_unpack_try(job, GX_CODEC_LZMA, data);
		gx_unpack_try(job, GX_CODEC_TIANO, data);
		gx_unpack_try(job, GX_CODEC_EFI11, data);
		break;
	case GX_COMPRESSION_CUSTOMIZED_X86:
		gx_unpack_try(job, GX_CODEC_LZMA_X86, data);
		gx_unpack_try(job, GX_CODEC_LZMA, data);
		break;
	default:
		/* LZMA of "Intel legacy" has four more bytes before its header. */
		gx_unpack_try(job, GX_CODEC_LZMA, data);
		gx_unpack_try(job, GX_CODEC_LZMA, gx_span_tail(data, 4));
		if (gx_efi_stream_is_believable(data))
			gx_unpack_try(job, GX_CODEC_TIANO, data);
		break;
	}
}

/* ---- leaves --------------------------------------------------------------- */

/* A UI section names its file, at any depth of sections. */
static enum gopx_status expand_ui(struct gx_walk *w, struct gx_node *n)
{
	struct gx_node *file = n->parent;

	while (file && file->kind == &gx_kind_section)
		file = file->parent;
	if (!file || file->kind != &gx_kind_file || file->name)
		return GOPX_OK;
	file->name = gx_safe_text_utf16(w->arena, n->body.bytes);
	return file->name ? GOPX_OK : GOPX_E_NOMEM;
}

static enum gopx_status expand_te(struct gx_walk *w, struct gx_node *n)
{
	struct gx_node *te;
	struct gx_pe decoded;

	if (gx_te_decode(n->body.bytes, &decoded) != GOPX_OK)
		return gx_walk_recognise(w, n, n->body);
	return gx_walk_add(w, n, &gx_kind_te, gx_area_head(n->body, decoded.size), &te);
}

static void plan(const struct gx_node *n, struct gx_unpack *job)
{
	if (n->detail == GX_SECTION_COMPRESSION)
		plan_compression(n, job);
	else if (n->detail == GX_SECTION_GUID_DEFINED)
		plan_guided(n, job);
}

static enum gopx_status expand(struct gx_walk *w, struct gx_node *n)
{
	switch (n->detail) {
	case GX_SECTION_GUID_DEFINED:
		return expand_guided(w, n);
	case GX_SECTION_COMPRESSION:
	case GX_SECTION_DISPOSABLE:
		return gx_walk_content(w, n, gx_node_content(n));
	case GX_SECTION_UI:
		return expand_ui(w, n);
	case GX_SECTION_TE:
		return expand_te(w, n);
	case GX_SECTION_DXE_DEPEX:
	case GX_SECTION_PEI_DEPEX:
	case GX_SECTION_MM_DEPEX:
	case GX_SECTION_VERSION:
		return GOPX_OK;
	case GX_SECTION_RAW:
	case GX_SECTION_FREEFORM_SUBTYPE_GUID:
		/* The PI specification calls these sections leaves, and does not define
		 * their content. */
		return gx_walk_whole(w, n, n->body);
	default:
		return gx_walk_recognise(w, n, n->body);
	}
}

/* ---- packed sections outside of streams ------------------------------- */

static const char *more_guids(size_t i)
{
	size_t n = i + 1;

	if (n == sizeof(guided_kinds) / sizeof(guided_kinds[0]) ||
	    guided_kinds[n].wrapping > PACKED_AMD)
		return NULL;
	return (const char *)guided_kinds[n].guid.b;
}

/* Code that unpacks such sections contains their GUIDs, too.  So the header must be
 * valid. */
static bool probe_alone(struct gx_span at, struct gx_extent *out)
{
	struct gx_unpack job = { 0 };
	struct gx_section s;

	if (!gx_section_is_believable(at) || gx_section_decode(at, &s) != GOPX_OK ||
	    s.type != GX_SECTION_GUID_DEFINED ||
	    (s.size > at.len &&
	     !gx_unpack_try_believable(&job, gx_span_tail(at, s.data_offset))))
		return false;
	out->size = s.size;
	return true;
}

static void plan_alone(const struct gx_node *n, struct gx_unpack *job)
{
	struct gx_node section = *n;
	struct gx_section s;

	if (gx_section_decode(n->area.bytes, &s) != GOPX_OK)
		return;
	section.body = gx_area_tail(n->area, s.header_size);
	plan_guided(&section, job);
}

static enum gopx_status expand_alone(struct gx_walk *w, struct gx_node *n)
{
	GX_TRY(gx_walk_describe_section(w, n));
	n->kind = &gx_kind_section;
	return expand(w, n);
}

const struct gx_kind gx_kind_section_alone = {
	.type = "section",
	.magic = (const char *)guided_kinds[0].guid.b,
	.magic_len = sizeof(struct gx_guid),
	.magic_at = GX_SECTION_HEADER,
	.more_magic = more_guids,
	.firmware = true,
	.probe = probe_alone,
	.plan = plan_alone,
	.expand = expand_alone,
};

const struct gx_kind gx_kind_section = {
	.type = "section",
	.plan = plan,
	.expand = expand,
};
