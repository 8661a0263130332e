/* SPDX-License-Identifier: BSD-2-Clause */
/* scan_json.h - the findings of an image for programs; doc/gopx-scan.schema.json */
#ifndef CLI_SHOW_SCAN_JSON_H
#define CLI_SHOW_SCAN_JSON_H

#include <jansson.h>

#include "scan/scanned.h"

/* 'options' are the options of the scan, with the device that the user gave. */
json_t *scan_json(const struct scanned *image, const struct gopx_options *options);

#endif /* CLI_SHOW_SCAN_JSON_H */
