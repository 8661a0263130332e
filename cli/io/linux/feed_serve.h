/* SPDX-License-Identifier: BSD-2-Clause */
/* feed_serve.h - the process that opens files for the process that scans them */
#ifndef CLI_IO_LINUX_FEED_SERVE_H
#define CLI_IO_LINUX_FEED_SERVE_H

#include "io/feed/source.h"

/*
 * Send the log, receive the keys of the files to skip, and send all other files.  The
 * process ends after the last file, or when the scanning process has ended.
 */
_Noreturn void feed_serve(struct feed_source *source, int out, int in);

#endif /* CLI_IO_LINUX_FEED_SERVE_H */
