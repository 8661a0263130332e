/* SPDX-License-Identifier: BSD-2-Clause */
/* text_bytes.h - the bytes that a dump of text stands for */
#ifndef GX_FORMAT_TEXT_BYTES_H
#define GX_FORMAT_TEXT_BYTES_H

#include "base/bytes.h"

enum gx_text_form {
	GX_TEXT_NONE,
	GX_TEXT_INTEL_HEX,
	GX_TEXT_HEX_DUMP, /* of xxd, and of hexdump -C */
	GX_TEXT_BASE64,
};

/* Bytes by their addresses. */
struct gx_text_bytes {
	uint64_t from, to; /* where the first is, and the end of the last */
	uint64_t used;     /* bytes of the text that read as what it seems to be */
	uint8_t *out;      /* to - from bytes to write to; NULL: only find those two */
};

/* What form the first lines have that can be turned back into bytes. */
enum gx_text_form gx_text_form_of(struct gx_span text);

/*
 * Read the text, up to the first line that is none of its form.  Called twice: with
 * bytes->out NULL, which sets the rest, then with room for what came out.
 */
void gx_text_read(enum gx_text_form form, struct gx_span text,
		  struct gx_text_bytes *bytes);

/* "Intel HEX" */
const char *gx_text_form_name(enum gx_text_form form);

#endif /* GX_FORMAT_TEXT_BYTES_H */
