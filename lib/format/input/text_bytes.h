/* SPDX-License-Identifier: BSD-2-Clause */
/* text_bytes.h - the bytes that a text dump stands for */
#ifndef GX_FORMAT_TEXT_BYTES_H
#define GX_FORMAT_TEXT_BYTES_H

#include "base/bytes.h"

enum gx_text_form {
	GX_TEXT_NONE,
	GX_TEXT_INTEL_HEX,
	GX_TEXT_HEX_DUMP, /* the output of xxd or hexdump -C */
	GX_TEXT_BASE64,
};

/* The bytes of a dump, in the order of their addresses. */
struct gx_text_bytes {
	uint64_t from, to; /* start of the first byte, end of the last byte */
	uint64_t used;     /* bytes of the text that are in its format */
	uint8_t *out;      /* room for to - from bytes; NULL: only set the other fields */
};

/* The format of the first lines; GX_TEXT_NONE if gopx cannot convert it to bytes. */
enum gx_text_form gx_text_form_of(struct gx_span text);

/*
 * Read the text up to the first line in another format.  Call it twice: first with
 * bytes->out NULL, which sets the other fields, then with a buffer for the bytes.
 */
void gx_text_read(enum gx_text_form form, struct gx_span text,
		  struct gx_text_bytes *bytes);

/* "Intel HEX" */
const char *gx_text_form_name(enum gx_text_form form);

#endif /* GX_FORMAT_TEXT_BYTES_H */
