/* SPDX-License-Identifier: BSD-2-Clause */
/* pack_dell.h - build Dell's updates: packed sections, PFS volumes, ThinOS packages */
#ifndef PACK_DELL_H
#define PACK_DELL_H

#include "fwbuild_pack.h"
#include "pack_fields.h"

#define PFS_GUID_NAMES  "FD041960-0DC8-4B9F-8225-BBA9E37C71E0"
#define PFS_GUID_MODEL  "233AE3FB-DA68-4FD4-92CB-A6229A611D6F"
#define PFS_GUID_NESTED "AC9FDA84-F456-4055-B13A-7F4360AE0F90"

enum { DELL_FIRMWARE = 0xAA, DELL_UTILITIES = 0xBB };

/* Append a section with this content. */
void dell_section_put(struct fwbytes *out, unsigned type, const struct fwbytes *content,
		      struct pack_fields *fields);

/* Append a ThinOS package: a header, and the content as an xz stream. */
void dell_pkg_put(struct fwbytes *out, const struct fwbytes *content,
		  struct pack_fields *fields);

/* A PFS volume. All bytes appended between pfs_begin() and pfs_end() are its entries. */
struct pfs {
	unsigned version; /* version of the volume and its entries: 1 or 2 */
	size_t start;
	struct pack_fields *fields;
};

struct pfs pfs_begin(struct fwbytes *out, unsigned version, struct pack_fields *fields);
void pfs_end(struct fwbytes *out, const struct pfs *pfs);

struct pfs_entry {
	const char *guid;
	const struct fwbytes *data;
	size_t signature;               /* size of a signature after the data */
	const struct fwbytes *metadata; /* NULL: none */
};

/* Append an entry. Returns the offset of its data. */
size_t pfs_entry_put(struct fwbytes *out, const struct pfs *pfs,
		     const struct pfs_entry *e);

/* Append the name of one entry to the data of the entry that contains all names. */
void pfs_name_put(struct fwbytes *out, const char *guid, const char *name);

/* Append metadata that states the place of an entry's data in flash. */
void pfs_place_put(struct fwbytes *out, uint32_t address, uint32_t offset, uint32_t size);

#endif /* PACK_DELL_H */
