/* SPDX-License-Identifier: BSD-2-Clause */
/* qcow2.c - QEMU's disk images, versions 2 and 3: find the bytes of a cluster */
#include "format/input/qcow2.h"

#include "base/checked.h"

#define MAGIC       0x514649fb /* "QFI", 0xFB */
#define HEADER_SIZE 72         /* size in version 2 */
#define SECTOR_BITS 9
#define BITS_MIN    9 /* a cluster has 2^9 to 2^21 bytes */
#define BITS_MAX    21
#define ENTRY_SIZE  8

/* A program that does not know one of these features must not read the image. */
#define DIRTY          1u /* reference counts may be wrong; gopx does not read them */
#define EXTERNAL_DATA  (1u << 2)
#define COMPRESSION    (1u << 3)
#define KNOWN          (DIRTY | EXTERNAL_DATA | COMPRESSION)
#define COMPRESSION_AT 104
#define DEFLATE        0

/* The parts of an entry of a table. */
#define OFFSET_MASK (((UINT64_C(1) << 56) - 1) & ~UINT64_C(0x1ff))
#define IS_PACKED   (UINT64_C(1) << 62)
#define IS_ZERO     UINT64_C(1)

static uint64_t be64(struct gx_reader *r)
{
	uint64_t high = gx_be32(r);

	return high << 32 | gx_be32(r);
}

/* Version 3 has features that change the meaning of the tables.  Returns the one that
 * gopx cannot read, as a clause; or NULL. */
static const char *unreadable_features(struct gx_span file)
{
	struct gx_reader r = gx_reader(file);
	uint64_t features;
	uint8_t compression;

	gx_seek(&r, HEADER_SIZE);
	features = be64(&r);
	gx_seek(&r, COMPRESSION_AT);
	compression = features & COMPRESSION ? gx_u8(&r) : DEFLATE;
	if (features & EXTERNAL_DATA)
		return "whose data is in another file";
	if (compression != DEFLATE)
		return "packed with zstd";
	if (features & ~(uint64_t)KNOWN)
		return "with features that gopx does not know";
	return NULL;
}

static uint64_t entries_of(const struct gx_qcow2 *q)
{
	return (UINT64_C(1) << q->cluster_bits) / ENTRY_SIZE;
}

static uint64_t count_of(uint64_t size, uint64_t unit)
{
	return size / unit + (size % unit != 0);
}

uint64_t gx_qcow2_clusters(const struct gx_qcow2 *q)
{
	return count_of(q->size, UINT64_C(1) << q->cluster_bits);
}

enum gopx_status gx_qcow2_decode(struct gx_span file, struct gx_qcow2 *out)
{
	struct gx_reader r = gx_reader(file);
	uint32_t magic = gx_be32(&r), version = gx_be32(&r), encryption, l1_count;
	uint64_t backing;

	*out = (struct gx_qcow2){ .zeros = version >= 3 };
	if (r.failed || magic != MAGIC || version == 0)
		return GOPX_E_FORMAT;
	if (version != 2 && version != 3) {
		out->closed = "of another version";
		return GOPX_OK;
	}
	backing = be64(&r);
	gx_skip(&r, 4);
	out->cluster_bits = gx_be32(&r);
	out->size = be64(&r);
	encryption = gx_be32(&r);
	l1_count = gx_be32(&r);
	out->l1_at = be64(&r);
	if (r.failed || out->cluster_bits < BITS_MIN || out->cluster_bits > BITS_MAX ||
	    l1_count < count_of(gx_qcow2_clusters(out), entries_of(out)))
		return GOPX_E_CORRUPT;
	if (backing)
		out->closed = "with a backing file";
	else if (encryption)
		out->closed = "that is encrypted";
	else if (version == 3)
		out->closed = unreadable_features(file);
	return GOPX_OK;
}

static bool take_entry(struct gx_span file, uint64_t table, uint64_t n, uint64_t *out)
{
	struct gx_reader r = gx_reader(file);

	gx_seek(&r, table);
	gx_skip(&r, n * ENTRY_SIZE);
	*out = be64(&r);
	return !r.failed;
}

/* The entry of a packed cluster has the offset of the packed bytes, and how many more
 * sectors they may use. */
static void take_packed(struct gx_span file, const struct gx_qcow2 *q, uint64_t entry,
			struct gx_qcow2_cluster *out)
{
	unsigned int bits = 62 - (q->cluster_bits - 8);
	uint64_t at = entry & ((UINT64_C(1) << bits) - 1);
	uint64_t sectors = ((entry & (IS_PACKED - 1)) >> bits) + 1;
	uint64_t len = (sectors << SECTOR_BITS) - (at & ((1u << SECTOR_BITS) - 1));

	out->form = GX_QCOW2_PACKED;
	/* The file may end before the last of these sectors. */
	out->stored = gx_span_head(gx_span_tail(file, at), len);
	out->lost = out->stored.len == 0;
}

static void take_plain(struct gx_span file, const struct gx_qcow2 *q, uint64_t entry,
		       struct gx_qcow2_cluster *out)
{
	uint64_t at = entry & OFFSET_MASK;

	if (at == 0 || (q->zeros && entry & IS_ZERO))
		return;
	out->form = GX_QCOW2_PLAIN;
	out->stored = gx_span_head(gx_span_tail(file, at), out->size);
	out->lost = out->stored.len < out->size;
}

struct gx_qcow2_cluster gx_qcow2_cluster(struct gx_span file, const struct gx_qcow2 *q,
					 uint64_t n)
{
	uint64_t unit = UINT64_C(1) << q->cluster_bits, entry, table;
	struct gx_qcow2_cluster out = { .size = gx_min_u64(unit, q->size - n * unit) };

	if (!take_entry(file, q->l1_at, n / entries_of(q), &entry)) {
		out.lost = true;
		return out;
	}
	table = entry & OFFSET_MASK;
	if (table == 0)
		return out;
	if (!take_entry(file, table, n % entries_of(q), &entry))
		out.lost = true;
	else if (entry & IS_PACKED)
		take_packed(file, q, entry, &out);
	else
		take_plain(file, q, entry, &out);
	return out;
}
