/* SPDX-License-Identifier: BSD-2-Clause */
/* answered.h - the files for which a log of 'gopx scan --json' has answers */
#ifndef CLI_SCAN_ANSWERED_H
#define CLI_SCAN_ANSWERED_H

#include "io/feed/feed.h"

/*
 * Read the log of a feed, and skip the files for which it has answers.  An incomplete
 * line, such as the last one of an interrupted scan, does not count.
 */
void answered_read(struct feed *feed);

#endif /* CLI_SCAN_ANSWERED_H */
