/* SPDX-License-Identifier: BSD-2-Clause */
/* wide.h - conversion between gopx's UTF-8 and Windows' UTF-16, and Windows' errors */
#ifndef CLI_IO_WINDOWS_WIDE_H
#define CLI_IO_WINDOWS_WIDE_H

#include <stddef.h>
#include <wchar.h>

/*
 * Convert a text to UTF-16.  Returns NULL and sets errno if it is not UTF-8, or if memory
 * is short.  Free it.
 */
wchar_t *wide_text(const char *text);

/* Convert a text of Windows to UTF-8.  Returns NULL if memory is short.  Free it. */
char *narrow_text(const wchar_t *wide);

/*
 * Returns the full path.  A long path gets the form that Windows accepts at any length.
 * NULL with errno.  Free it.
 */
wchar_t *wide_path(const char *path);

/* Set errno to the reason of the last failure of Windows. */
void wide_fault(void);

#endif /* CLI_IO_WINDOWS_WIDE_H */
