/* SPDX-License-Identifier: BSD-2-Clause */
/* pair.h - whether the best driver and the best table are for the same graphics */
#ifndef CLI_PAIR_H
#define CLI_PAIR_H

#include "scan/scanned.h"

/* Say so when both are known to be for other platforms than each other. */
void pair_say(const struct scanned *image);

/* For graphics cards alone: not for what is in a processor. */
bool finding_for_cards(const struct gopx_finding *f);

#endif /* CLI_PAIR_H */
