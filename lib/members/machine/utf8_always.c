/* SPDX-License-Identifier: BSD-2-Clause */
/* utf8_always.c - on Windows, libarchive is built with UTF-8 as its only character set */
#include "members/utf8.h"

#include <stddef.h>

struct gx_utf8 gx_utf8_make(void)
{
	return (struct gx_utf8){ NULL, NULL };
}

void gx_utf8_enter(struct gx_utf8 *utf8)
{
	(void)utf8;
}

void gx_utf8_leave(struct gx_utf8 *utf8)
{
	(void)utf8;
}

void gx_utf8_free(struct gx_utf8 *utf8)
{
	(void)utf8;
}
