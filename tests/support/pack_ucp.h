/* SPDX-License-Identifier: BSD-2-Clause */
/* pack_ucp.h - build AMI UCP packages */
#ifndef PACK_UCP_H
#define PACK_UCP_H

#include "fwbuild_pack.h"
#include "pack_fields.h"

/*
 * A package with a tag of four characters, "@UAF"; what is appended between begin and
 * end are its modules.  begin returns where it starts.
 */
size_t ucp_begin(struct fwbytes *out, const char *tag, struct pack_fields *fields);
void ucp_end(struct fwbytes *out, size_t start);

/* Append a module: packed by pack_efi11 or pack_tiano, or stored where that is NULL. */
void ucp_module_put(struct fwbytes *out, const char *tag, const struct fwbytes *data,
		    fw_pack *pack, struct pack_fields *fields);

#endif /* PACK_UCP_H */
