/* SPDX-License-Identifier: BSD-2-Clause */
/* scan_print.h - the findings of an image, for people */
#ifndef CLI_SCAN_SCAN_PRINT_H
#define CLI_SCAN_SCAN_PRINT_H

#include "scan/image.h"

/* 'options' are those of the scan: a device may have been asked for. */
void scan_print_text(const struct image *image, const struct gopx_options *options);

#endif /* CLI_SCAN_SCAN_PRINT_H */
