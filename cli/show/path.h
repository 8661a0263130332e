/* SPDX-License-Identifier: BSD-2-Clause */
/* path.h - the path of a node for people */
#ifndef CLI_SHOW_PATH_H
#define CLI_SHOW_PATH_H

#include <gopx/gopx.h>

/*
 * On standard output, in lines that start at column 'indent', where the cursor is.
 * Without GUIDs, and only both ends of a very long path: --json has all of it.
 */
void path_print(const struct gopx_node *node, size_t indent);

#endif /* CLI_SHOW_PATH_H */
