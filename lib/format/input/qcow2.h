/* SPDX-License-Identifier: BSD-2-Clause */
/* qcow2.h - QEMU's disk images (docs/interop/qcow2.txt): a table of clusters */
#ifndef GX_FORMAT_QCOW2_H
#define GX_FORMAT_QCOW2_H

#include "base/bytes.h"
#include "base/status.h"

struct gx_qcow2 {
	/* Why gopx cannot read the image, as a clause; NULL: it can. */
	const char *closed;
	uint64_t size; /* of the disk */
	uint64_t l1_at;
	unsigned int cluster_bits;
	bool zeros; /* an entry may say that a cluster is zeros */
};

enum gx_qcow2_form {
	GX_QCOW2_ZERO,   /* zeros, which are not stored */
	GX_QCOW2_PLAIN,  /* stored without compression */
	GX_QCOW2_PACKED, /* a raw deflate stream */
};

/* The bytes of one cluster in the file.  Bytes after the end of the disk are left out. */
struct gx_qcow2_cluster {
	enum gx_qcow2_form form;
	uint64_t size;         /* bytes of the disk */
	struct gx_span stored; /* for a packed cluster, at least its whole stream */
	bool lost;             /* the file lacks a part of the cluster */
};

/*
 * Decode the header.  GOPX_E_FORMAT: not a qcow2 image.  GOPX_E_CORRUPT: the header is
 * invalid.  If out->closed is set, gx_qcow2_cluster() must not be called.
 */
GX_NODISCARD enum gopx_status gx_qcow2_decode(struct gx_span file, struct gx_qcow2 *out);

/* The number of clusters of the disk. */
uint64_t gx_qcow2_clusters(const struct gx_qcow2 *q);

/* Look up cluster n in the tables of the file from which 'q' was decoded. */
struct gx_qcow2_cluster gx_qcow2_cluster(struct gx_span file, const struct gx_qcow2 *q,
					 uint64_t n);

#endif /* GX_FORMAT_QCOW2_H */
