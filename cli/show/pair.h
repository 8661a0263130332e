/* SPDX-License-Identifier: BSD-2-Clause */
/* pair.h - check whether the best driver and the best table are for the same graphics */
#ifndef CLI_PAIR_H
#define CLI_PAIR_H

#include "scan/scanned.h"

/*
 * Print a message if the best driver and the best table are known to be for different
 * platforms.
 */
void pair_say(const struct scanned *image);

/* True if the finding is only for graphics cards, not for the graphics of a processor. */
bool finding_for_cards(const struct gopx_finding *f);

#endif /* CLI_PAIR_H */
