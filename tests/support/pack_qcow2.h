/* SPDX-License-Identifier: BSD-2-Clause */
/* pack_qcow2.h - build QEMU's disk images: clusters of 4 KiB, up to 2 MiB of them */
#ifndef PACK_QCOW2_H
#define PACK_QCOW2_H

#include <stdbool.h>

#include "fwbuild_bytes.h"
#include "pack_fields.h"

enum {
	QCOW2_CLUSTER = 4096,
	QCOW2_L1 = 3 * QCOW2_CLUSTER, /* the first table, which has one entry */
	QCOW2_L2 = 4 * QCOW2_CLUSTER, /* the second table: 8 bytes for each cluster */
};

struct qcow2_options {
	unsigned version; /* 0: 3 */
	bool packed;      /* each cluster is a deflate stream */
	bool backwards;   /* the clusters are in reverse order in the file */
};

/* Append an image of 'disk'. Clusters of zeros are not stored. */
void qcow2_put(struct fwbytes *out, const struct fwbytes *disk,
	       const struct qcow2_options *options, struct pack_fields *fields);

#endif /* PACK_QCOW2_H */
