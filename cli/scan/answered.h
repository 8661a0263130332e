/* SPDX-License-Identifier: BSD-2-Clause */
/* answered.h - the files that a log of 'gopx scan --json' has answers for */
#ifndef CLI_SCAN_ANSWERED_H
#define CLI_SCAN_ANSWERED_H

#include "io/feed/feed.h"

/*
 * Read the log of a feed, and skip the files that it has answers for.  An incomplete
 * line, such as the last one of an interrupted scan, does not count.
 */
void answered_read(struct feed *feed);

#endif /* CLI_SCAN_ANSWERED_H */
