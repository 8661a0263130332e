/* SPDX-License-Identifier: BSD-2-Clause */
/* jansson_private_config.h - what Jansson is built with: hashes that are the same on
 * every run */
#ifndef GOPX_JANSSON_PRIVATE_CONFIG_H
#define GOPX_JANSSON_PRIVATE_CONFIG_H

#define HAVE_STDINT_H   1
#define HAVE_INTTYPES_H 1
#define HAVE_UNISTD_H   1
#define HAVE_LOCALE_H   1
#define HAVE_SETLOCALE  1
#define HAVE_LOCALECONV 1

#endif /* GOPX_JANSSON_PRIVATE_CONFIG_H */
