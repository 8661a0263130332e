/* SPDX-License-Identifier: BSD-2-Clause */
/* path.h - the path of a node for people */
#ifndef CLI_SHOW_PATH_H
#define CLI_SHOW_PATH_H

#include <gopx/gopx.h>

/*
 * On standard output, in lines that start at column 'indent', where the cursor is.
 * Without GUIDs, and of a very long path the two ends: --json has it whole.
 */
void path_print(const struct gopx_node *node, size_t indent);

#endif /* CLI_SHOW_PATH_H */
