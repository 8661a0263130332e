/* SPDX-License-Identifier: BSD-2-Clause */
/* utf8_locale.c - the locale determines the character set; on POSIX each thread can have
 * its own */
#define _POSIX_C_SOURCE 200809L /* newlocale, uselocale */
#include <locale.h>

#include "members/utf8.h"

struct gx_utf8 gx_utf8_make(void)
{
	locale_t own = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);

	return (struct gx_utf8){ .own = own };
}

void gx_utf8_enter(struct gx_utf8 *utf8)
{
	if (utf8->own)
		utf8->before = uselocale(utf8->own);
}

void gx_utf8_leave(struct gx_utf8 *utf8)
{
	if (utf8->before)
		uselocale(utf8->before);
	utf8->before = NULL;
}

void gx_utf8_free(struct gx_utf8 *utf8)
{
	if (utf8->own)
		freelocale(utf8->own);
}
