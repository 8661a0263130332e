/* SPDX-License-Identifier: BSD-2-Clause */
/* pack_qcow2.c - QEMU's disk images, as in QEMU's docs/interop/qcow2.txt */
#include "pack_qcow2.h"

#include <string.h>
#include <zlib.h>

enum {
	CLUSTER_BITS = 12,
	ENTRIES = QCOW2_CLUSTER / 8,
	REFCOUNTS = QCOW2_CLUSTER / 2,
	HEADER_SIZE = 104,
	REFCOUNT_TABLE = QCOW2_CLUSTER,
	REFCOUNT_BLOCK = 2 * QCOW2_CLUSTER,
	DATA = 5 * QCOW2_CLUSTER,
};

#define COPIED (UINT64_C(1) << 63) /* no other entry uses this cluster */
#define PACKED (UINT64_C(1) << 62)
#define ZERO   UINT64_C(1)

struct qcow2 {
	struct fwbytes file; /* a separate buffer, because offsets count from its start */
	const struct fwbytes *disk;
	struct qcow2_options options;
	unsigned refcounts[REFCOUNTS];
};

static void poke_be64(struct fwbytes *o, size_t at, uint64_t value)
{
	for (size_t i = 0; i < 8; i++)
		poke_u8(o, at + i, value >> (56 - 8 * i) & 0xFF);
}

static void put_be64(struct fwbytes *o, uint64_t value)
{
	put_be32(o, (uint32_t)(value >> 32));
	put_be32(o, (uint32_t)value);
}

static void put_header(struct qcow2 *m)
{
	struct fwbytes *o = &m->file;

	put_text(o, "QFI\xfb");
	put_be32(o, m->options.version);
	put_be64(o, 0); /* offset and size of the backing file's name */
	put_be32(o, 0);
	put_be32(o, CLUSTER_BITS);
	put_be64(o, m->disk->len);
	put_be32(o, 0); /* encryption */
	put_be32(o, 1); /* entries of the first table */
	put_be64(o, QCOW2_L1);
	put_be64(o, REFCOUNT_TABLE);
	put_be32(o, 1); /* cluster of it */
	put_be32(o, 0); /* snapshots */
	put_be64(o, 0);
	if (m->options.version == 3) {
		put_fill(o, 0, 24); /* features */
		put_be32(o, 4);     /* reference counts of 16 bits */
		put_be32(o, HEADER_SIZE);
	}
	put_fill_to(o, 0, DATA);
}

static void list_fields(struct pack_fields *fields, size_t start)
{
	static const struct pack_field header[] = {
		{ 4, 4 },   { 8, 8 },        { 20, 4 },       { 24, 8 },
		{ 32, 4 },  { 36, 4 },       { 40, 8 },       { 72, 8 },
		{ 100, 4 }, { QCOW2_L1, 8 }, { QCOW2_L2, 8 }, { QCOW2_L2 + 8, 8 },
	};

	for (size_t i = 0; i < sizeof(header) / sizeof(header[0]); i++)
		pack_field(fields, start + header[i].at, header[i].width);
}

static void count_use(struct qcow2 *m, size_t from, size_t end)
{
	for (size_t i = from / QCOW2_CLUSTER; i * QCOW2_CLUSTER < end; i++)
		m->refcounts[i]++;
}

static uint64_t put_plain(struct qcow2 *m, const uint8_t *cluster)
{
	size_t at;

	put_align(&m->file, 0, 0, QCOW2_CLUSTER);
	at = m->file.len;
	put_bytes(&m->file, cluster, QCOW2_CLUSTER);
	count_use(m, at, m->file.len);
	return COPIED | at;
}

/* A window of 4 KiB. Store a cluster that does not become smaller. */
static uint64_t put_packed(struct qcow2 *m, const uint8_t *cluster)
{
	uint8_t room[QCOW2_CLUSTER];
	z_stream z = { 0 };
	size_t at = m->file.len, len, sectors;
	int done;

	if (deflateInit2(&z, 9, Z_DEFLATED, -12, 9, Z_DEFAULT_STRATEGY) != Z_OK)
		fwbuild_fail("zlib cannot encode");
	z.next_in = (z_const Bytef *)cluster;
	z.avail_in = QCOW2_CLUSTER;
	z.next_out = room;
	z.avail_out = sizeof(room);
	done = deflate(&z, Z_FINISH);
	len = sizeof(room) - z.avail_out;
	deflateEnd(&z);
	if (done != Z_STREAM_END)
		return put_plain(m, cluster);
	put_bytes(&m->file, room, len);
	count_use(m, at, at + len);
	sectors = (at + len - 1) / 512 - at / 512;
	return PACKED | (uint64_t)sectors << (62 - (CLUSTER_BITS - 8)) | at;
}

static void put_cluster(struct qcow2 *m, size_t n)
{
	uint8_t cluster[QCOW2_CLUSTER] = { 0 };
	static const uint8_t zeros[QCOW2_CLUSTER];
	size_t at = n * QCOW2_CLUSTER, left = m->disk->len - at;
	uint64_t entry;

	memcpy(cluster, m->disk->data + at, left < QCOW2_CLUSTER ? left : QCOW2_CLUSTER);
	if (memcmp(cluster, zeros, sizeof(zeros)) == 0)
		entry = m->options.version == 3 ? ZERO : 0;
	else
		entry = m->options.packed ? put_packed(m, cluster)
					  : put_plain(m, cluster);
	poke_be64(&m->file, QCOW2_L2 + 8 * n, entry);
}

static void put_refcounts(struct qcow2 *m)
{
	count_use(m, 0, DATA);
	poke_be64(&m->file, REFCOUNT_TABLE, REFCOUNT_BLOCK);
	for (size_t i = 0; i < REFCOUNTS; i++) {
		poke_u8(&m->file, REFCOUNT_BLOCK + 2 * i, m->refcounts[i] >> 8);
		poke_u8(&m->file, REFCOUNT_BLOCK + 2 * i + 1, m->refcounts[i] & 0xFF);
	}
}

void qcow2_put(struct fwbytes *out, const struct fwbytes *disk,
	       const struct qcow2_options *options, struct pack_fields *fields)
{
	struct qcow2 m = { .disk = disk, .options = *options };
	size_t count = (disk->len + QCOW2_CLUSTER - 1) / QCOW2_CLUSTER;

	if (count > ENTRIES)
		fwbuild_fail("a disk of more than 2 MiB");
	if (m.options.version == 0)
		m.options.version = 3;
	put_header(&m);
	poke_be64(&m.file, QCOW2_L1, COPIED | QCOW2_L2);
	for (size_t i = 0; i < count; i++)
		put_cluster(&m, options->backwards ? count - 1 - i : i);
	put_align(&m.file, 0, 0, QCOW2_CLUSTER);
	put_refcounts(&m);
	list_fields(fields, out->len);
	put_bytes(out, m.file.data, m.file.len);
	bytes_free(&m.file);
}
