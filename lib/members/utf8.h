/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * utf8.h - UTF-8 as the character set of this thread
 *
 * libarchive converts names to the thread's character set.
 */
#ifndef GX_MEMBERS_UTF8_H
#define GX_MEMBERS_UTF8_H

struct gx_utf8 {
	void *own;    /* the UTF-8 locale; NULL: there is nothing to change */
	void *before; /* the previous locale, while UTF-8 is in use */
};

struct gx_utf8 gx_utf8_make(void);
void gx_utf8_enter(struct gx_utf8 *utf8);
void gx_utf8_leave(struct gx_utf8 *utf8);
void gx_utf8_free(struct gx_utf8 *utf8);

#endif /* GX_MEMBERS_UTF8_H */
