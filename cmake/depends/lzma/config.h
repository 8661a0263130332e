/* SPDX-License-Identifier: BSD-2-Clause */
/* config.h - what liblzma is built with: all decoders, the LZMA encoder with the
 * settings that gopx inject uses, no threads */
#ifndef GOPX_LZMA_CONFIG_H
#define GOPX_LZMA_CONFIG_H

#define HAVE_CHECK_CRC32      1
#define HAVE_CHECK_CRC64      1
#define HAVE_CHECK_SHA256     1
#define HAVE_DECODERS         1
#define HAVE_DECODER_ARM      1
#define HAVE_DECODER_ARM64    1
#define HAVE_DECODER_ARMTHUMB 1
#define HAVE_DECODER_DELTA    1
#define HAVE_DECODER_IA64     1
#define HAVE_DECODER_LZMA1    1
#define HAVE_DECODER_LZMA2    1
#define HAVE_DECODER_POWERPC  1
#define HAVE_DECODER_SPARC    1
#define HAVE_DECODER_X86      1
#define HAVE_ENCODERS         1
#define HAVE_ENCODER_LZMA1    1
#define HAVE_INTTYPES_H       1
#define HAVE_LZIP_DECODER     1
#define HAVE_MF_BT4           1
#define HAVE_STDBOOL_H        1
#define HAVE_STDINT_H         1
#define HAVE_VISIBILITY       0
#define HAVE__BOOL            1
#define ASSUME_RAM            128
#define PACKAGE_NAME          "XZ Utils"
#define PACKAGE_BUGREPORT     ""
#define PACKAGE_URL           ""
#define SIZEOF_SIZE_T         __SIZEOF_SIZE_T__

/*
 * wasi-libc's signal.h lacks these names of signal sets. The code that uses them never
 * runs.
 */
#ifdef __wasi__
#include <__typedef_sigset_t.h>
#define SIG_BLOCK                  0
#define SIG_SETMASK                2
#define sigfillset(set)            ((void)(set))
#define sigprocmask(how, set, old) ((void)(how), (void)(set), (void)(old), 0)
#endif

#endif /* GOPX_LZMA_CONFIG_H */
