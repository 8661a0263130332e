/* SPDX-License-Identifier: BSD-2-Clause */
/* details.h - details of a finding, for people: lines of a key and a value */
#ifndef CLI_SHOW_DETAILS_H
#define CLI_SHOW_DETAILS_H

#include <gopx/gopx.h>

#include "show/node.h"
#include "words/terminal.h"

#define DETAILS_VALUES 13 /* the column where values start */

/* Print the key of a line; "" continues the line above. */
void details_key(const char *name);

/* Print a value that may take several lines, and end the line. */
void details_flow(const char *s);

void details_styled(enum text_style style, const char *s);

/* Print the known names of a piece, such as " IntelGopDriver (IntelIvbGopDriver)". */
void details_title(struct node_title title);

/* Print version, relocation and devices. */
void details_gop(const struct gopx_finding *f);

/* Print origin, platforms, default panel and sign-on. */
void details_vbt(const struct gopx_finding *f);

/* Print the header. */
void details_vbt_header(const struct gopx_finding *f);

/* Print child devices and blocks; verbose: one line for each block. */
void details_vbt_inside(const struct gopx_finding *f, bool verbose);

#endif /* CLI_SHOW_DETAILS_H */
