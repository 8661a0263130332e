/* SPDX-License-Identifier: BSD-2-Clause */
/* details.h - details of a finding, for people: lines of a key and a value */
#ifndef CLI_SHOW_DETAILS_H
#define CLI_SHOW_DETAILS_H

#include <gopx/gopx.h>

#include "show/node.h"
#include "words/terminal.h"

#define DETAILS_VALUES 13 /* the column that values start in */

/* The key of a line; "" goes on with the one above. */
void details_key(const char *name);

/* A value that may take several lines, and the end of the line. */
void details_flow(const char *s);

void details_styled(enum text_style style, const char *s);

/* " IntelGopDriver (IntelIvbGopDriver)", as much of it as there is. */
void details_title(struct node_title title);

/* Version, relocation, devices. */
void details_gop(const struct gopx_finding *f);

/* Where it is from, platforms, default panel, sign-on. */
void details_vbt(const struct gopx_finding *f);

/* Header. */
void details_vbt_header(const struct gopx_finding *f);

/* Child devices, blocks; verbose: a line a block. */
void details_vbt_inside(const struct gopx_finding *f, bool verbose);

#endif /* CLI_SHOW_DETAILS_H */
