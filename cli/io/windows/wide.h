/* SPDX-License-Identifier: BSD-2-Clause */
/* wide.h - conversion between gopx's UTF-8 and Windows' UTF-16, and Windows' errors */
#ifndef CLI_IO_WINDOWS_WIDE_H
#define CLI_IO_WINDOWS_WIDE_H

#include <stddef.h>
#include <wchar.h>

/* NULL with errno if the text is not UTF-8, or without memory.  Free it. */
wchar_t *wide_text(const char *text);

/* A text of Windows as UTF-8; NULL without memory.  Free it. */
char *narrow_text(const wchar_t *wide);

/*
 * The full path; a long one is in the form that Windows accepts at any length.  NULL with
 * errno.  Free it.
 */
wchar_t *wide_path(const char *path);

/* Sets errno to the reason of the last failure of Windows. */
void wide_fault(void);

#endif /* CLI_IO_WINDOWS_WIDE_H */
