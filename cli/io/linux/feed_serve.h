/* SPDX-License-Identifier: BSD-2-Clause */
/* feed_serve.h - the process that opens files for the one that reads their content */
#ifndef CLI_IO_LINUX_FEED_SERVE_H
#define CLI_IO_LINUX_FEED_SERVE_H

#include "io/feed/source.h"

/*
 * Sends the log, receives the keys, and sends the files.  The process ends after the last
 * file, or when the reader has ended.
 */
_Noreturn void feed_serve(struct feed_source *source, int out, int in);

#endif /* CLI_IO_LINUX_FEED_SERVE_H */
