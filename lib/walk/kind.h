/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * kind.h - what a node can be: how it is recognised, and what it contains
 *
 * kinds.c has the table of kinds.  A new kind needs a decoder in lib/format, a file in
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
	const char *type; /* stable, for people and programs: "ffs-volume" */

	/*
	 * How gopx recognises the kind among unknown bytes.  A piece has 'magic' at
	 * 'magic_at' bytes after its start.  Without magic, only 'probe' recognises it,
	 * at the start of an area.  Without 'probe', only its container recognises it.
	 */
	const char *magic;
	uint8_t magic_len;
	uint16_t magic_at;
	const char *(*more_magic)(size_t i); /* further magics; NULL after the last */

	/*
	 * A package is a form in which firmware is delivered.  So gopx does not search
	 * for packages inside firmware.
	 */
	bool firmware, package;

	/* The work for all bytes of a piece, which is counted before it is expanded.
	 * 'expand' may add more. */
	enum gx_cost cost;

	/*
	 * True if a piece of this kind starts at the start of 'at'. out->size is then its
	 * size, which may be larger than 'at' if the piece is cut off.  *out is zero
	 * before the call.
	 */
	bool (*probe)(struct gx_span at, struct gx_extent *out);

	/*
	 * Called for a node that extends past the area in which it was found. NULL: the
	 * node keeps the bytes that are there.
	 */
	enum gopx_status (*cut_off)(struct gx_walk *w, struct gx_node *n);

	/*
	 * Add to 'job' the ways in which the content may be packed.  If it adds none, the
	 * content is plain.  NULL: always plain.
	 */
	void (*plan)(const struct gx_node *n, struct gx_unpack *job);

	/*
	 * Add the children, which are in gx_node_content(n).  These bytes are the ones
	 * unpacked by 'plan', or the body.  If unpacking failed, n->content is unset.
	 * NULL: a leaf that is not searched.
	 */
	enum gopx_status (*expand)(struct gx_walk *w, struct gx_node *n);
};

/* The table of kinds that are recognised by their bytes, ended by NULL. */
extern const struct gx_kind *const gx_kinds[];

/* Kinds that only other kinds create. */
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
extern const struct gx_kind gx_kind_compound;
extern const struct gx_kind gx_kind_fat;
extern const struct gx_kind gx_kind_fat_label;
extern const struct gx_kind gx_kind_fat32_label;
extern const struct gx_kind gx_kind_qcow2;
extern const struct gx_kind gx_kind_text_dump;
extern const struct gx_kind gx_kind_zlib;

/* Kinds that stay closed. */
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

/* True if a piece of this kind starts at 'at'; *size is then its size. */
bool gx_walk_probe(struct gx_walk *w, const struct gx_kind *kind, struct gx_span at,
		   uint64_t *size);

/*
 * kinds/file.c: search [from, to) of 's' for a file outside of volumes, at 'from' and
 * then every 8 bytes.  Returns the offset of the file in 's', or 'to' if there is none.
 */
uint64_t gx_walk_find_file(struct gx_walk *w, struct gx_span s, uint64_t from,
			   uint64_t to);

/*
 * kinds/input/zlib.c: true if zlib streams are searched among the children of 'parent'.
 * Call this before the next child is added.
 */
bool gx_walk_wants_zlib(const struct gx_walk *w, const struct gx_node *parent);

struct gx_zlib_place {
	uint64_t at, size;
};

/*
 * Find the first zlib stream that starts in [from, to) of 's' and can be unpacked.  If
 * there is none, out->at is 'to'.
 */
GX_NODISCARD enum gopx_status gx_walk_find_zlib(struct gx_walk *w, struct gx_node *parent,
						struct gx_span s, uint64_t from,
						uint64_t to, struct gx_zlib_place *out);

/*
 * kinds/vbt.c: add the table at the start of 'area' if Linux accepts it.  This includes
 * tables that no board has, which a search rejects.  *rest is the area after the table.
 */
GX_NODISCARD enum gopx_status gx_walk_vbt_alone(struct gx_walk *w, struct gx_node *parent,
						struct gx_area area,
						struct gx_area *rest);

/* True for bytes that are only such a table and padding. */
bool gx_walk_is_vbt_alone(struct gx_walk *w, struct gx_span bytes);

struct gx_volume;

/*
 * reach.c: called while a flash region or capsule is expanded.  If a volume n extends
 * past the end of the region or capsule, the volume's FvLength is right (UEFITool issue
 * 384: Apollo Lake).  So enlarge n and the nodes that contain n.  But n must end before
 * the next region or capsule, and before any piece that extends past the end of the
 * volume.  Other pieces in the added bytes are removed from the tree, and found again in
 * the volume.
 */
void gx_walk_reach(struct gx_node *n, const struct gx_volume *v);

/* The ancestor of n whose end gx_walk_reach() does not pass when it enlarges n.  n must
 * have a parent. */
const struct gx_node *gx_walk_reach_limit(const struct gx_node *n);

/*
 * kinds/panasonic.c: add the packed resources of an executable, and search the bytes
 * between them.  The search starts at *from, and sets *from to the end of the last
 * resource.
 */
GX_NODISCARD enum gopx_status gx_walk_resources(struct gx_walk *w, struct gx_node *n,
						uint64_t *from);

/* unneeded.c: true if one of these jobs is so large that a report before and after the
 * jobs is worth its time. */
bool gx_unneeded_pays(const struct gx_walk *w, const struct gx_unpack *jobs,
		      size_t count);

/*
 * Report all bytes of the input that are no longer needed.  The expansion of the pending
 * nodes and of their descendants still needs some bytes, and so do the finders.  The
 * pending nodes are linked by next_pending.  Some bytes may be reported again later.
 */
GX_NODISCARD enum gopx_status gx_unneeded_report(struct gx_walk *w,
						 const struct gx_node *pending);

#endif /* GX_WALK_KIND_H */
