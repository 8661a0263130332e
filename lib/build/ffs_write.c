/* SPDX-License-Identifier: BSD-2-Clause */
/* ffs_write.c - EFI_FFS_FILE_HEADER and sections, written from the inside out */
#include "build/ffs_write.h"

#include <string.h>

#include "base/checked.h"
#include "base/sum.h"
#include "build/put.h"

#define FILE_HEADER    GX_FILE_MIN_HEADER
#define SECTION_HEADER 4
#define HEADER_SUM_AT  16 /* in the file header */
#define DATA_SUM_AT    17
#define TYPE_AT        18
#define SIZE_AT        20
#define STATE_AT       23
/* the states "construction", "header valid" and "data valid" are reached, so their bits
 * are cleared */
#define STATE_VALID 0xf8
#define FIXED_SUM   0xaa

static const uint8_t depex_true[] = { 0x06, 0x08 }; /* TRUE, END */

static uint64_t ui_size(const char *ui)
{
	return (strlen(ui) + 1) * 2;
}

/* The end of a section of this size at 'at'; the next section starts on a multiple of
 * 4. */
static uint64_t section_end(uint64_t at, uint64_t size)
{
	return ((at + 3) & ~(uint64_t)3) + SECTION_HEADER + size;
}

uint64_t gx_new_file_size(const struct gx_new_file *f, struct gx_span payload)
{
	uint64_t end = FILE_HEADER;

	if (payload.len > GX_SIZE24_MAX)
		return 0;
	if (f->depex)
		end = section_end(end, sizeof(depex_true));
	end = section_end(end, payload.len);
	if (f->ui)
		end = section_end(end, ui_size(f->ui));
	return end <= GX_SIZE24_MAX ? end : 0;
}

/* Write the header of a section at *at, and move *at to the end of the section.  Returns
 * the section's body. */
static uint8_t *put_section(uint8_t *p, uint64_t *at, uint8_t type, uint64_t size)
{
	uint64_t end = section_end(*at, size);
	uint8_t *section = p + (end - size - SECTION_HEADER);

	memset(p + *at, 0, (size_t)(section - (p + *at)));
	gx_put_le(section, SECTION_HEADER + size, 3);
	section[3] = type;
	*at = end;
	return section + SECTION_HEADER;
}

void gx_file_resize(uint8_t *p, uint64_t size)
{
	gx_put_le(p + SIZE_AT, size, 3);
	p[HEADER_SUM_AT] = p[DATA_SUM_AT] = p[STATE_AT] = 0;
	p[HEADER_SUM_AT] = (uint8_t)-gx_sum8(gx_span(p, FILE_HEADER));
	p[STATE_AT] = STATE_VALID;
	p[DATA_SUM_AT] = FIXED_SUM;
}

void gx_file_sum_data(uint8_t *p, uint64_t size)
{
	struct gx_span data = gx_span(p + FILE_HEADER, (size_t)size - FILE_HEADER);

	p[DATA_SUM_AT] = (uint8_t)-gx_sum8(data);
}

void gx_new_file_write(const struct gx_new_file *f, struct gx_span payload, uint8_t *p)
{
	uint64_t at = FILE_HEADER;
	uint8_t *body;

	memset(p, 0, FILE_HEADER);
	memcpy(p, f->name.b, sizeof(f->name.b));
	p[TYPE_AT] = f->type;
	if (f->depex) {
		body = put_section(p, &at, GX_SECTION_DXE_DEPEX, sizeof(depex_true));
		memcpy(body, depex_true, sizeof(depex_true));
	}
	gx_span_copy(payload, put_section(p, &at, f->section_type, payload.len));
	if (f->ui) {
		body = put_section(p, &at, GX_SECTION_UI, ui_size(f->ui));
		for (size_t i = 0; i <= strlen(f->ui); i++)
			gx_put_le(body + 2 * i, (uint8_t)f->ui[i], 2);
	}
	gx_file_resize(p, at);
}

void gx_pad_file_write(uint64_t size, uint8_t *p)
{
	memset(p, 0xff, (size_t)size);
	p[TYPE_AT] = GX_FILE_PAD;
	p[TYPE_AT + 1] = 0; /* Attributes */
	gx_file_resize(p, size);
}
