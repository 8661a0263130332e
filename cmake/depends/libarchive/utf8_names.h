/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * utf8_names.h - included before libarchive's archive_string.c on Windows
 *
 * archive_string.c converts names to and from the character set of the locale. These macros
 * make it use UTF-8, whatever character set Windows is set to. On other systems, gopx sets a
 * locale with UTF-8.
 */
#ifndef GOPX_LIBARCHIVE_UTF8_NAMES_H
#define GOPX_LIBARCHIVE_UTF8_NAMES_H

#include <locale.h>
#include <windows.h>

#define setlocale(category, name) ((char[]){ ".utf8" })
#define GetACP()                  CP_UTF8
#define GetOEMCP()                CP_UTF8

#endif /* GOPX_LIBARCHIVE_UTF8_NAMES_H */
