/* SPDX-License-Identifier: BSD-2-Clause */
/* vbt_write.h - write a table with a correct checksum, or with changes, to a file */
#ifndef CLI_VBT_VBT_WRITE_H
#define CLI_VBT_VBT_WRITE_H

#include "cmd/vbt/vbt_fields.h"
#include "scan/command.h"

enum exit_status vbt_write_checksum(struct work *work, const char *path,
				    const struct gopx_finding *f);

/* Prints the changed values, before and after. */
enum exit_status vbt_write_changed(struct work *work, const char *path,
				   const struct gopx_finding *f,
				   const struct vbt_changes *changes);

#endif /* CLI_VBT_VBT_WRITE_H */
