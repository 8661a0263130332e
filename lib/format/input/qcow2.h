/* SPDX-License-Identifier: BSD-2-Clause */
/* qcow2.h - QEMU's disk images (docs/interop/qcow2.txt): a table of clusters */
#ifndef GX_FORMAT_QCOW2_H
#define GX_FORMAT_QCOW2_H

#include "base/bytes.h"
#include "base/status.h"

struct gx_qcow2 {
	const char *closed; /* what it has that is not read here; NULL: nothing */
	uint64_t size;      /* of the disk */
	uint64_t l1_at;
	unsigned int cluster_bits;
	bool zeros; /* an entry may say that a cluster is zeros */
};

enum gx_qcow2_form {
	GX_QCOW2_ZERO,   /* not there, or said to be zeros */
	GX_QCOW2_PLAIN,  /* as it is */
	GX_QCOW2_PACKED, /* a raw deflate stream */
};

/* One cluster: its bytes in the file, without those after the end of the disk. */
struct gx_qcow2_cluster {
	enum gx_qcow2_form form;
	uint64_t size;         /* in the disk */
	struct gx_span stored; /* of a packed one: not less than the stream */
	bool lost;             /* the file does not have all of it */
};

/*
 * GOPX_E_FORMAT: no image of this kind.  GOPX_E_CORRUPT: its header cannot be followed.
 * Where out->closed is set, no cluster may be asked for.
 */
GX_NODISCARD enum gopx_status gx_qcow2_decode(struct gx_span file, struct gx_qcow2 *out);

/* How many clusters the disk has: each can be asked for. */
uint64_t gx_qcow2_clusters(const struct gx_qcow2 *q);

/* Cluster n: what the tables say of it, in the file that 'q' was decoded from. */
struct gx_qcow2_cluster gx_qcow2_cluster(struct gx_span file, const struct gx_qcow2 *q,
					 uint64_t n);

#endif /* GX_FORMAT_QCOW2_H */
