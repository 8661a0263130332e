/* SPDX-License-Identifier: BSD-2-Clause */
/* vbt_print.h - print the tables of an image, for people and for programs */
#ifndef CLI_VBT_VBT_PRINT_H
#define CLI_VBT_VBT_PRINT_H

#include "scan/scanned.h"

/* 'verbose' also prints all fields. */
void vbt_print_text(const struct scanned *image, bool verbose);

void vbt_print_json(const struct scanned *image);

#endif /* CLI_VBT_VBT_PRINT_H */
