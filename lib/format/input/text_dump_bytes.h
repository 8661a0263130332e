/* SPDX-License-Identifier: BSD-2-Clause */
/* text_dump_bytes.h - the bytes that a text dump stands for */
#ifndef GX_FORMAT_TEXT_DUMP_BYTES_H
#define GX_FORMAT_TEXT_DUMP_BYTES_H

#include "base/bytes.h"

enum gx_text_dump_form {
	GX_TEXT_DUMP_NONE,
	GX_TEXT_DUMP_INTEL_HEX,
	GX_TEXT_DUMP_HEX, /* the output of xxd or hexdump -C */
	GX_TEXT_DUMP_BASE64,
};

/* The bytes of a dump, in the order of their addresses. */
struct gx_text_dump_bytes {
	uint64_t from, to; /* start of the first byte, end of the last byte */
	uint64_t used;     /* bytes of the text that are in its format */
	uint8_t *out;      /* has (to - from) bytes; NULL: only set the other fields */
};

/* The format of the first lines; GX_TEXT_DUMP_NONE if gopx cannot convert it to bytes. */
enum gx_text_dump_form gx_text_dump_form_of(struct gx_span text);

/*
 * Read the text up to the first line in another format.  Call it twice: first with
 * bytes->out NULL, which sets the other fields, then with a buffer for the bytes.
 */
void gx_text_dump_read(enum gx_text_dump_form form, struct gx_span text,
		       struct gx_text_dump_bytes *bytes);

/* "Intel HEX" */
const char *gx_text_dump_form_name(enum gx_text_dump_form form);

#endif /* GX_FORMAT_TEXT_DUMP_BYTES_H */
