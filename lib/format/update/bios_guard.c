/* SPDX-License-Identifier: BSD-2-Clause */
/* bios_guard.c - block header, signature and script of Intel BIOS Guard */
#include "format/update/bios_guard.h"

#define HEADER_SIZE      0x30
#define MARKER_SIZE      0x14
#define INSTRUCTION_SIZE 8
#define SCRIPT_MAX       0x10000
#define ATTRIBUTE_SFAM   1
#define RSA2048_SIZE     (8 + 0x204) /* {type u32, u32}, modulus, exponent, signature */
#define RSA3072_SIZE     (8 + 0x304)

enum gopx_status gx_bios_guard_decode(struct gx_span at, struct gx_bios_guard *out)
{
	struct gx_reader r = gx_reader(at);
	struct gx_bios_guard b = { .marker = gx_span_head(at, MARKER_SIZE) };
	uint32_t script_size, data_size;

	*out = (struct gx_bios_guard){ 0 };
	gx_skip(&r, 2 + 2); /* version of BIOS Guard */
	b.platform = gx_take(&r, 16);
	b.has_signature = gx_le32(&r) & ATTRIBUTE_SFAM;
	gx_skip(&r, 2 + 2); /* version of the script */
	script_size = gx_le32(&r);
	data_size = gx_le32(&r);
	gx_seek(&r, HEADER_SIZE); /* security versions of BIOS and EC, vendor */
	if (r.failed)
		return GOPX_E_TRUNCATED;
	if (script_size % INSTRUCTION_SIZE || script_size > SCRIPT_MAX)
		return GOPX_E_FORMAT;
	b.size = HEADER_SIZE + (uint64_t)script_size + data_size;
	b.script = gx_span_head(gx_rest(&r), script_size);
	b.data = gx_span_head(gx_span_tail(gx_rest(&r), script_size), data_size);
	*out = b;
	return GOPX_OK;
}

uint64_t gx_bios_guard_signature(struct gx_span at, struct gx_span marker, uint64_t usual)
{
	static const uint64_t sizes[] = { RSA2048_SIZE, RSA3072_SIZE };
	struct gx_reader r = gx_reader(at);

	/* Panasonic's signatures have other types, so look for the start of the next
	 * block. */
	//@ loop variant 2 - i;
	for (size_t i = 0; i < 2; i++) {
		struct gx_span next = gx_span_tail(at, sizes[i]);

		if (gx_span_equal(gx_span_head(next, MARKER_SIZE), marker))
			return sizes[i];
	}
	switch (gx_le32(&r)) {
	case 1:
		return RSA2048_SIZE;
	case 2:
	case 3:
		return RSA3072_SIZE;
	default:
		return usual ? usual : RSA3072_SIZE;
	}
}

/*
 * Scripts that write one block, such as Dell's, begin with: begin; set I0, offset; set
 * I1, ...
 */
bool gx_bios_guard_place(const struct gx_bios_guard *b, uint32_t *offset)
{
	struct gx_reader r = gx_reader(b->script);
	bool begins = gx_le64(&r) == 1;

	gx_skip(&r, 4);
	*offset = gx_le32(&r);
	return begins && !r.failed;
}
