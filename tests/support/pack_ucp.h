/* SPDX-License-Identifier: BSD-2-Clause */
/* pack_ucp.h - build AMI UCP packages */
#ifndef PACK_UCP_H
#define PACK_UCP_H

#include "fwbuild_pack.h"
#include "pack_fields.h"

/*
 * Begin and end a package with a tag of four characters, such as "@UAF". All bytes
 * appended between these calls are its modules. ucp_begin() returns the start of the
 * package.
 */
size_t ucp_begin(struct fwbytes *out, const char *tag, struct pack_fields *fields);
void ucp_end(struct fwbytes *out, size_t start);

/*
 * Append a module. 'pack' is pack_efi11 or pack_tiano; if it is NULL, the module is
 * stored.
 */
void ucp_module_put(struct fwbytes *out, const char *tag, const struct fwbytes *data,
		    fw_pack *pack, struct pack_fields *fields);

#endif /* PACK_UCP_H */
