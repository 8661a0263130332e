/* SPDX-License-Identifier: BSD-2-Clause */
/* path.h - the path of a node for people */
#ifndef CLI_SHOW_PATH_H
#define CLI_SHOW_PATH_H

#include <gopx/gopx.h>

/*
 * Print the path on standard output.  The cursor is at column 'indent', and further lines
 * start there, too.  GUIDs and the middle of a very long path are left out; --json has
 * the whole path.
 */
void path_print(const struct gopx_node *node, size_t indent);

#endif /* CLI_SHOW_PATH_H */
