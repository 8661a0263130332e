/* SPDX-License-Identifier: BSD-2-Clause */
/* vbt_print.h - what gopx vbt says, for people and for programs */
#ifndef CLI_VBT_VBT_PRINT_H
#define CLI_VBT_VBT_PRINT_H

#include "scan/image.h"

/* verbose: with every field. */
void vbt_print_text(const struct image *image, bool verbose);

void vbt_print_json(const struct image *image);

#endif /* CLI_VBT_VBT_PRINT_H */
