/* SPDX-License-Identifier: BSD-2-Clause */
/* scan_print.h - print the findings of an image for people: a summary, or all of them */
#ifndef CLI_SCAN_SCAN_PRINT_H
#define CLI_SCAN_SCAN_PRINT_H

#include "scan/scanned.h"
#include "words/terminal.h"

/*
 * scan_print_text() prints every finding with its places and reasons.
 * scan_print_brief() prints what the image is, the best driver and table, and what to do
 * next.  scan_print_line() prints one line, for one of many images.  'options' are the
 * options of the scan, with the device that the user gave.
 */
void scan_print_text(const struct scanned *image, const struct gopx_options *options);
void scan_print_brief(const struct scanned *image, const struct gopx_options *options);
void scan_print_line(const struct scanned *image);

/*
 * Print how many findings of this kind are equally good, or how many candidates there
 * are.
 */
size_t scan_others(const struct scanned *image, const struct gopx_finding *f);

/* Print the reason for the choice, such as "because it names a panel". */
void scan_flow_decision(struct text_flow *flow, const struct gopx_finding *f,
			size_t others);

#endif /* CLI_SCAN_SCAN_PRINT_H */
