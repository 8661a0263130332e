/* SPDX-License-Identifier: BSD-2-Clause */
/* vbt_panels.h - print the panels of a table's outputs for people */
#ifndef CLI_VBT_VBT_PANELS_H
#define CLI_VBT_VBT_PANELS_H

#include <gopx/vbt.h>

/*
 * Print the timing, the eDP or DSI parameters and the backlight of the panels at LFP1 and
 * LFP2.
 */
void vbt_panels_print(const struct gopx_finding *f, const struct gopx_vbt *vbt);

#endif /* CLI_VBT_VBT_PANELS_H */
