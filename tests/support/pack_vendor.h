/* SPDX-License-Identifier: BSD-2-Clause */
/* pack_vendor.h - build packages of smaller vendors, and firmware without volumes */
#ifndef PACK_VENDOR_H
#define PACK_VENDOR_H

#include "pack_archive.h"

/* ---- Fujitsu, VAIO ---- */

/* Append the bytes with each bit inverted. */
fw_pack pack_inverted;

/* ---- Phoenix ---- */

/*
 * Append the files of a TDK packer and their table. Offsets count from 'packer'. Members
 * with 'packed' are packed with LZMA, with an end marker.
 */
void tdk_put(struct fwbytes *out, size_t packer, const struct pack_member *files,
	     size_t count, struct pack_fields *fields);

/* ---- Portwell ---- */

/* Append the files that follow Portwell's unpacker, each after a mark. */
void portwell_put(struct fwbytes *out, const struct pack_member *files, size_t count);

/* ---- Panasonic ---- */

/* Pack with LZNT1: literals and runs, in chunks of 4 KiB. */
fw_pack pack_lznt1;

/*
 * Append a program with these RCDATA resources. Packed resources have Panasonic's form.
 */
void rcdata_exe_put(struct fwbytes *out, const struct pack_member *resources,
		    size_t count, struct pack_fields *fields);

/* ---- Apple ---- */

/* Append an Image4 payload, "mefi". */
void im4p_put(struct fwbytes *out, const uint8_t *payload, size_t len,
	      struct pack_fields *fields);

/* ---- coreboot ---- */

enum { CBFS_STORED, CBFS_LZMA, CBFS_LZ4 };
enum { CBFS_STAGE = 0x10, CBFS_PAYLOAD = 0x20, CBFS_RAW = 0x50 };

/* Append a file, aligned to 64 bytes. */
void cbfs_file_put(struct fwbytes *out, const char *name, unsigned type, unsigned packing,
		   const uint8_t *data, size_t len, struct pack_fields *fields);

/* Append a payload of one segment, which is the data of a file of type CBFS_PAYLOAD. */
void cbfs_payload_put(struct fwbytes *out, unsigned packing, const uint8_t *data,
		      size_t len, struct pack_fields *fields);

/* ---- Intel ---- */

/*
 * Append an integrated firmware image: a boot partition table, a partition, and a
 * secondary table with a second partition.
 */
void ifwi_put(struct fwbytes *out, const uint8_t *first, size_t first_len,
	      const uint8_t *second, size_t second_len, struct pack_fields *fields);

#endif /* PACK_VENDOR_H */
