/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * kind.h - what a node can be: how it is recognised, and what is inside
 *
 * kinds.c has the one table.  A new kind is a decoder in lib/format, a file in
 * lib/walk/kinds that defines its struct gx_kind, and a line in the table.
 */
#ifndef GX_WALK_KIND_H
#define GX_WALK_KIND_H

#include "format/extent.h"
#include "walk/node.h"
#include "walk/price.h"
#include "walk/unpack.h"

struct gx_walk;

struct gx_kind {
	const char *type; /* "ffs-volume": stable, for people and programs */

	/*
	 * How it is found among unknown bytes: by 'magic', which stands
	 * 'magic_at' bytes after its start; or, without magic, by 'probe' alone
	 * at the start of an area.  Without 'probe' only its container knows it.
	 */
	const char *magic;
	uint8_t magic_len;
	uint16_t magic_at;
	const char *(*more_magic)(size_t i); /* others like it; NULL after the last */

	/*
	 * A package is what firmware comes in: it is not looked for inside a node
	 * of a kind that is firmware.
	 */
	bool firmware, package;

	/* Paid for all its bytes before it is expanded, beside what that pays itself. */
	enum gx_cost cost;

	/*
	 * True when one starts at the start of 'at'; out->size is then its size, which
	 * may be larger than 'at' for one that is cut off.  *out is zero before.
	 */
	bool (*probe)(struct gx_span at, struct gx_extent *out);

	/*
	 * Called with a node that was found to lead out of what it was found in.
	 * NULL: what is there of it is all there is.
	 */
	enum gopx_status (*cut_off)(struct gx_walk *w, struct gx_node *n);

	/*
	 * List in 'job' the ways in which the content may be packed.  None: the
	 * content is plain.  NULL: always plain.
	 */
	void (*plan)(const struct gx_node *n, struct gx_unpack *job);

	/*
	 * Add the children, which lie in gx_node_content(n): what was unpacked as
	 * 'plan' said, or could not be (n->content is unset then), or the body.
	 * NULL: a leaf that nobody looks into.
	 */
	enum gopx_status (*expand)(struct gx_walk *w, struct gx_node *n);
};

/* Kinds that are found by their bytes, ended by NULL: the table. */
extern const struct gx_kind *const gx_kinds[];

/* Those that other kinds make. */
extern const struct gx_kind gx_kind_image;
extern const struct gx_kind gx_kind_flash_image;
extern const struct gx_kind gx_kind_flash_image_start;
extern const struct gx_kind gx_kind_flash_region;
extern const struct gx_kind gx_kind_capsule;
extern const struct gx_kind gx_kind_option_rom;
extern const struct gx_kind gx_kind_volume;
extern const struct gx_kind gx_kind_file;
extern const struct gx_kind gx_kind_file_alone;
extern const struct gx_kind gx_kind_file_lost;
extern const struct gx_kind gx_kind_section;
extern const struct gx_kind gx_kind_section_alone;
extern const struct gx_kind gx_kind_pe;
extern const struct gx_kind gx_kind_te;
extern const struct gx_kind gx_kind_vbt;
extern const struct gx_kind gx_kind_dell_section;
extern const struct gx_kind gx_kind_dell_pkg;
extern const struct gx_kind gx_kind_dell_pfs;
extern const struct gx_kind gx_kind_ami_pfat;
extern const struct gx_kind gx_kind_ami_ucp;
extern const struct gx_kind gx_kind_ami_ucp_hp;
extern const struct gx_kind gx_kind_insyde_iflash;
extern const struct gx_kind gx_kind_insyde_7z;
extern const struct gx_kind gx_kind_opregion;
extern const struct gx_kind gx_kind_member;
extern const struct gx_kind gx_kind_raw;
extern const struct gx_kind gx_kind_padding;

extern const struct gx_kind gx_kind_cbfs_file;
extern const struct gx_kind gx_kind_efi_stream;
extern const struct gx_kind gx_kind_ifwi;
extern const struct gx_kind gx_kind_im4p;
extern const struct gx_kind gx_kind_inverted_cab;
extern const struct gx_kind gx_kind_lzma;
extern const struct gx_kind gx_kind_phoenix_tdk;
extern const struct gx_kind gx_kind_portwell;
extern const struct gx_kind gx_kind_fat;
extern const struct gx_kind gx_kind_fat_label;
extern const struct gx_kind gx_kind_fat32_label;
extern const struct gx_kind gx_kind_qcow2;
extern const struct gx_kind gx_kind_text_dump;

/* What stays closed. */
extern const struct gx_kind gx_kind_toshiba_com;
extern const struct gx_kind gx_kind_inno_setup;
extern const struct gx_kind gx_kind_nsis;
extern const struct gx_kind gx_kind_installshield;
extern const struct gx_kind gx_kind_closed;
extern const struct gx_kind gx_kind_encrypted;
extern const struct gx_kind gx_kind_legacy_award;
extern const struct gx_kind gx_kind_legacy_ami;

/* Archives. */
extern const struct gx_kind gx_kind_zip;
extern const struct gx_kind gx_kind_7z;
extern const struct gx_kind gx_kind_cab;
extern const struct gx_kind gx_kind_rar;
extern const struct gx_kind gx_kind_rar5;
extern const struct gx_kind gx_kind_iso9660;
extern const struct gx_kind gx_kind_tar;
extern const struct gx_kind gx_kind_lha;
extern const struct gx_kind gx_kind_gzip;
extern const struct gx_kind gx_kind_xz;
extern const struct gx_kind gx_kind_bzip2;
extern const struct gx_kind gx_kind_zstd;
extern const struct gx_kind gx_kind_lz4;
extern const struct gx_kind gx_kind_lzip;

/* Ask a kind whether one starts 'at'; *size is then its size. */
bool gx_walk_probe(struct gx_walk *w, const struct gx_kind *kind, struct gx_span at,
		   uint64_t *size);

/*
 * kinds/file.c: where the next file that nothing leads to starts in [from, to) of 's', on
 * a multiple of 8 from 'from'; 'to' when there is none.
 */
uint64_t gx_walk_find_file(struct gx_walk *w, struct gx_span s, uint64_t from,
			   uint64_t to);

/*
 * kinds/vbt.c: add the table that 'area' starts with, where it is one that Linux takes
 * but no board has, so that a search would not believe it.  *rest is what comes after it.
 */
GX_NODISCARD enum gopx_status gx_walk_vbt_alone(struct gx_walk *w, struct gx_node *parent,
						struct gx_area area,
						struct gx_area *rest);

/* True for bytes that are such a table, and nothing else but filler. */
bool gx_walk_is_vbt_alone(struct gx_walk *w, struct gx_span bytes);

struct gx_volume;

/*
 * reach.c: where n is a volume that leads out of the flash region or capsule that it is
 * in, which is being expanded, all of them go on as far as nobody else has the bytes:
 * FvLength is right then (UEFITool issue 384: Apollo Lake).  Pieces that were found there
 * are taken out of the tree: they are found again in the volume.
 */
void gx_walk_reach(struct gx_node *n, const struct gx_volume *v);

/*
 * kinds/panasonic.c: add those resources of an executable that are packed, and search
 * what is between them, from *from on; *from is then the end of the last one.
 */
GX_NODISCARD enum gopx_status gx_walk_resources(struct gx_walk *w, struct gx_node *n,
						uint64_t *from);

#endif /* GX_WALK_KIND_H */
