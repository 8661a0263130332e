/* SPDX-License-Identifier: BSD-2-Clause */
/* jansson_config.h - the definitions that jansson.h includes */
#ifndef GOPX_JANSSON_PUBLIC_CONFIG_H
#define GOPX_JANSSON_PUBLIC_CONFIG_H

#define JSON_INLINE               inline
#define JSON_INTEGER_IS_LONG_LONG 1
#define JSON_HAVE_LOCALECONV      1
#define JSON_HAVE_ATOMIC_BUILTINS 1
#define JSON_HAVE_SYNC_BUILTINS   0
#define JSON_PARSER_MAX_DEPTH     2048

#endif /* GOPX_JANSSON_PUBLIC_CONFIG_H */
