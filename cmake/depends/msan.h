/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * msan.h - sets the result of stat() to zeros before each call
 *
 * Without this, MemorySanitizer of clang 14 would report the result as uninitialized: it does not
 * know that stat() of glibc 2.33 writes it.
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <string.h>
#include <sys/stat.h>

#define stat(path, st)             (memset((st), 0, sizeof(*(st))), stat((path), (st)))
#define lstat(path, st)            (memset((st), 0, sizeof(*(st))), lstat((path), (st)))
#define fstat(fd, st)              (memset((st), 0, sizeof(*(st))), fstat((fd), (st)))
#define fstatat(fd, path, st, how) \
	(memset((st), 0, sizeof(*(st))), fstatat((fd), (path), (st), (how)))
