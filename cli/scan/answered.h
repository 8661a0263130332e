/* SPDX-License-Identifier: BSD-2-Clause */
/* answered.h - the files that a log of 'gopx scan --json' has answers for */
#ifndef CLI_SCAN_ANSWERED_H
#define CLI_SCAN_ANSWERED_H

#include "io/feed/feed.h"

/*
 * Read the log of a feed, and leave out what is answered there.  A line that is not
 * whole, the last one of a scan that was ended for one, answers nothing.
 */
void answered_read(struct feed *feed);

#endif /* CLI_SCAN_ANSWERED_H */
