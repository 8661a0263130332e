/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * gopx.h - find graphics drivers and video tables in UEFI firmware images
 *
 *	struct gopx_image *img;
 *
 *	if (gopx_scan(data, size, NULL, &img) != GOPX_OK)
 *		...
 *	for (size_t i = 0; i < gopx_finding_count(img); i++)
 *		use(gopx_finding_body(gopx_finding_at(img, i)));
 *	gopx_image_free(img);
 *
 * Everything reached from a struct gopx_image stays valid and unchanged until
 * gopx_image_free().  Nothing reached from it is ever freed by the caller.
 * There is no global state: images are independent of each other, and one
 * image may be read from several threads at once.
 *
 * Strings are UTF-8 without control characters: what an image says of itself
 * has been cleaned on the way in, and is safe to show on a terminal.
 */
#ifndef GOPX_GOPX_H
#define GOPX_GOPX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <gopx/export.h> /* GOPX_API, GOPX_NODISCARD, GOPX_VERSION_* */
#include <gopx/types.h>  /* enum gopx_status and the other enumerations */

#ifdef __cplusplus
extern "C" {
#endif

/* Version of the library linked at run time, e.g. "1.2.0". */
GOPX_API const char *gopx_version(void);

/* The constant's name, "GOPX_E_LIMIT"; never NULL, "?" when out of range. */
GOPX_API const char *gopx_status_name(enum gopx_status status);

/*
 * Options.  Set .struct_size = sizeof(struct gopx_options); every field left
 * zero means its default.  Fields are only ever appended.
 */
struct gopx_options {
	size_t struct_size;

	/* unpacked bytes of all streams together; 512 MiB, and for small input
	 * max_ratio times its size, at least 64 MiB */
	uint64_t max_unpacked;
	uint32_t max_ratio;    /* unpacked / packed of one stream over 16 MiB; 512 */
	uint32_t max_nodes;    /* 1 << 18 */
	uint32_t max_depth;    /* nodes above a node; 1024 */
	uint32_t max_findings; /* different findings of each kind; 4096 */
	uint32_t max_diags;    /* diagnostics kept; 256 */
	/* bytes examined; 256 MiB + 64 times the size of the input */
	uint64_t max_work;

	/* Both or neither.  free_fn must accept what alloc_fn returned. */
	void *(*alloc_fn)(void *ctx, size_t size);
	void (*free_fn)(void *ctx, void *ptr);
	void *alloc_ctx;

	/*
	 * Threads that unpack; the result is the same with any number.  Default: the
	 * number of processors; with alloc_fn 1, because alloc_fn must be thread-safe
	 * for more.
	 */
	uint32_t threads;

	/*
	 * The PCI device to choose the best driver and table for, as 0x8086 and 0x3e9b.
	 * Default: no device; the choice then follows "Ranking" in gopx(1).
	 */
	uint16_t pci_vendor;
	uint16_t pci_device;

	bool other_drivers; /* also find GOPX_FINDING_OTHER_GOP */
};

struct gopx_image;   /* one scanned image; owns everything below */
struct gopx_node;    /* one piece of it: volume, file, section, ... */
struct gopx_finding; /* one distinct driver or table */

struct gopx_bytes {
	const uint8_t *data; /* may be NULL when size is 0 */
	size_t size;
};

/*
 * Scan 'size' bytes at 'data', which must stay in place and unchanged until
 * gopx_image_free().  'opts' may be NULL.
 *
 * Damaged bytes are not an error of this call: they become diagnostics, and the scan
 * goes on around them.  The call fails only with GOPX_E_ARGUMENT, GOPX_E_NOMEM or
 * GOPX_E_INTERNAL; then *out is NULL.
 */
GOPX_API GOPX_NODISCARD enum gopx_status gopx_scan(const void *data, size_t size,
						   const struct gopx_options *opts,
						   struct gopx_image **out);

/* Free an image and everything reached from it.  NULL is a no-op. */
GOPX_API void gopx_image_free(struct gopx_image *image);

/*
 * False if a limit was reached and some bytes were not examined: a diagnostic
 * "limit.NAME" says which limit.  Also false if the input lacks a part that it should
 * contain: a diagnostic of severity GOPX_DAMAGE, or a note, says which.
 */
GOPX_API bool gopx_image_complete(const struct gopx_image *image);

/* What was read: the reason to believe a result of "nothing found". */
struct gopx_summary {     /* library-allocated: may grow at its end */
	const char *text; /* "8 MiB flash image, 5 volumes, 2,034 pieces, all opened" */
	size_t volumes;   /* firmware volumes */
	size_t pieces;    /* nodes of the tree, without the input itself */
	size_t closed;    /* nodes that were not opened, or only in part */
	bool limited;     /* a limit stopped the scan */
	/* a part that the input should contain is missing: regions past its end, or the
	 * end of a piece */
	bool cut;
};

/* Never NULL. */
GOPX_API const struct gopx_summary *gopx_image_summary(const struct gopx_image *image);

/* ---- findings ----------------------------------------------------------- */

/*
 * One finding is one distinct body.  Copies of it elsewhere in the image (backup
 * volumes, one driver in two files) are additional places of the same finding.
 * Findings come in the order of their first place in the image.
 */
struct gopx_gop_info {      /* library-allocated: may grow at its end */
	const char *vendor; /* "intel"; of another driver "amd", "aspeed", "nvidia",
			       "matrox", "realtek" or "intel-pei" */
	uint16_t machine;   /* PE machine: 0x8664 x64, 0x14c ia32 */
	bool te;            /* a TE image: not loadable as an .efi file */

	/* "9.0.1084"; "9.?.1084" if a number is unknown; NULL if all are. */
	const char *version;
	bool version_exact;  /* derived from the code that builds the version */
	uint64_t image_base; /* not 0: a build step relocated this copy */
};

/* A generation of Intel's graphics. */
struct gopx_platform;

/* A PCI device of Intel (vendor 8086) that a driver supports. */
struct gopx_device {                          /* library-allocated: may grow at its end */
	uint16_t device;                      /* PCI device id */
	const struct gopx_platform *platform; /* NULL: it is not in any public list */
};

/* A table that boards do not have, but Linux accepts. */
enum gopx_vbt_mark { /* may grow */
		     GOPX_VBT_ORDINARY = 0,
		     GOPX_VBT_HEADLESS = 1, /* no output is in use */
		     GOPX_VBT_GENERATED =
			 2, /* only general features, as coreboot generates it */
		     GOPX_VBT_VIRTUAL = 3, /* made up by GVT-g for a virtual GPU */
};

struct gopx_vbt_info {         /* library-allocated: may grow at its end */
	const char *signature; /* with trailing blanks removed: "$VBT SKYLAKE" */
	const char *sign_on;   /* text of block 254 on one line; may be NULL */
	uint16_t vbt_size;     /* bytes, as its header says */
	uint16_t bdb_version;
	bool checksum_ok; /* bytes [0, vbt_size) sum to 0 modulo 256 */
	enum gopx_vbt_origin origin;

	uint16_t version;          /* of the header: 100 */
	uint16_t header_size;      /* 48 */
	uint16_t bdb_offset;       /* of the BIOS data block, from the table's start */
	uint16_t bdb_size;         /* as its header says */
	bool blocks_ok;            /* the blocks end where the table ends */
	uint8_t checksum;          /* as stored */
	uint8_t checksum_right;    /* the correct value */
	uint16_t checksum_offset;  /* offset in the table */
	uint8_t child_device_size; /* bytes of one entry */

	/* As block 2 states it; ignored if it cannot be right. */
	uint8_t child_device_stated;

	enum gopx_vbt_mark mark;
};

/* A block of the BIOS data block. */
struct gopx_vbt_block { /* library-allocated: may grow at its end */
	uint8_t id;
	const char *name; /* "general features"; NULL: unknown */
	uint32_t offset;  /* of its header, from the table's start */
	uint32_t size;    /* of its data */
	bool cut;         /* the block states more bytes than the table has */
};

/* A child device: a display output of the board. */
struct gopx_vbt_device {       /* library-allocated: may grow at its end */
	uint16_t handle;       /* which connector */
	const char *connector; /* its name: "LFP1", "EFP2"; NULL: unknown */
	uint16_t type;         /* what it carries */
	const char *kind;      /* in words: "eDP", "HDMI or DVI"; never NULL */
	bool internal;         /* a built-in panel */
	uint8_t dvo_port;      /* its port */
	const char *port;      /* the port's name: "DP-A"; NULL: unknown */
	uint8_t ddc_pin;       /* GMBUS pin pair for DDC; 0: none */
	uint8_t aux_channel;   /* AUX channel of a DisplayPort */
	const char *aux;       /* its letter: "A"; NULL: none */
	bool hdmi, dp;         /* what it can carry; an eDP panel has dp, too */
	bool tmds;             /* DVI or HDMI */
	bool type_c;
	bool thunderbolt;
	uint8_t max_lanes; /* of a DisplayPort; 0: the table sets no limit */
	const char
	    *type_c_port; /* "TC1": Linux's name for the port; NULL: no other name */
};

/*
 * The VBT default panel: the panel that the table selects if nothing else does.
 * Usually it is the panel of Intel's reference board, not that of the machine.
 */
struct gopx_vbt_panel {       /* library-allocated: may grow at its end */
	uint8_t type;         /* index in the table; 0xff: chosen by EDID */
	bool named;           /* not a name of a reference board */
	const char *name;     /* NULL: none */
	const char *pnp_id;   /* "AUO193C"; NULL: none */
	uint8_t timing_block; /* the block with the timing: 42 or 58; 0: none */
	uint32_t clock;       /* kHz */
	uint16_t hactive, htotal;
	uint16_t vactive, vtotal;
	bool edp;               /* block 27 exists: the fields below are valid */
	uint8_t bits_per_pixel; /* 0: unknown */
	/* from BDB version 244 on, the maximum of the output; before, the rate of fast
	 * training; 0: unknown */
	uint8_t lanes;
	uint32_t link_rate; /* of fast training, Mbit/s per lane; 0: none */
	uint16_t power[5];  /* T1+T3, T8, T9, T10, T11+T12 in 100 us */

	/* The rest of the timing: front porch and synchronization, in pixels and in
	 * lines. */
	uint16_t hfront, hsync, vfront, vsync;
	bool hsync_positive, vsync_positive;
	uint16_t width_mm, height_mm; /* of the image; 0: unknown */
};

/*
 * Where one copy is.  'offset' counts from the start of the input.  If the copy is
 * inside compressed data, 'packed' is true, 'offset' is that of the outermost
 * compressed piece in the input, and 'inner_offset' counts from the start of the
 * innermost unpacked data.  Blocks of an update that are joined as flash will hold them
 * are not packed: 'offset' is then that of the first byte in its block, and
 * 'inner_offset' counts in the joined data.
 */
struct gopx_place {                   /* library-allocated: may grow at its end */
	const struct gopx_node *node; /* the section, file, ... that contains it */
	const char *guid;             /* of the file or section above it; may be NULL */
	const char *name;             /* the file's UI name; may be NULL */
	const char *path;             /* the nodes from the root down, "/"-separated */
	uint64_t offset;
	uint64_t inner_offset;
	bool packed;

	/*
	 * Its file in an archive or CBFS, "BIOS/A01.BIN"; if archives are nested, the
	 * outer name first: "A01.zip > A01.BIN".  NULL: no name.
	 */
	const char *member;
};

GOPX_API size_t gopx_finding_count(const struct gopx_image *image);

/* NULL when index is out of range. */
GOPX_API const struct gopx_finding *gopx_finding_at(const struct gopx_image *image,
						    size_t index);

GOPX_API enum gopx_finding_kind gopx_finding_kind(const struct gopx_finding *f);
GOPX_API enum gopx_confidence gopx_finding_confidence(const struct gopx_finding *f);

/*
 * True for the one finding of its kind that a user most probably wants.  If a device
 * was given and nothing is for it, no finding is the best.
 */
GOPX_API bool gopx_finding_best(const struct gopx_finding *f);

/* Why the best one was chosen, a clause in English; NULL for others, and for a tie. */
GOPX_API const char *gopx_finding_decided(const struct gopx_finding *f);

/* True if it is equal to the best one in all criteria; then the first one is the best. */
GOPX_API bool gopx_finding_tied(const struct gopx_finding *f);

/* True if a device was given and the finding lists it, or may be for it. */
GOPX_API bool gopx_finding_for_device(const struct gopx_finding *f);

/*
 * The body as stored: the whole body of the section or file that contains only this
 * driver or table, including padding.
 */
GOPX_API struct gopx_bytes gopx_finding_body(const struct gopx_finding *f);

/*
 * The body cut to the size its own header states: vbt_size for a VBT, the end
 * of the last section (or of the signature) for a driver.
 */
GOPX_API struct gopx_bytes gopx_finding_trimmed(const struct gopx_finding *f);

/* Why it was recognised: short clauses in English.  NULL past the end. */
GOPX_API size_t gopx_finding_reason_count(const struct gopx_finding *f);
GOPX_API const char *gopx_finding_reason_at(const struct gopx_finding *f, size_t index);

/* Every copy; there is at least one.  NULL when index is out of range. */
GOPX_API size_t gopx_finding_place_count(const struct gopx_finding *f);
GOPX_API const struct gopx_place *gopx_finding_place_at(const struct gopx_finding *f,
							size_t index);

/*
 * Details; NULL when the finding is of another kind.  Of another maker's driver only
 * vendor, machine, te and image_base are set.
 */
GOPX_API const struct gopx_gop_info *gopx_finding_gop(const struct gopx_finding *f);
GOPX_API const struct gopx_vbt_info *gopx_finding_vbt(const struct gopx_finding *f);

/*
 * The devices that a driver supports, in the order of its own list; none for other
 * findings, or if the list was not found.  NULL when index is out of range.
 */
GOPX_API size_t gopx_finding_device_count(const struct gopx_finding *f);
GOPX_API const struct gopx_device *gopx_finding_device_at(const struct gopx_finding *f,
							  size_t index);

/*
 * The platforms of these devices, each once, oldest first; for a table, those that
 * share its name.
 */
GOPX_API size_t gopx_finding_platform_count(const struct gopx_finding *f);
GOPX_API const struct gopx_platform *
gopx_finding_platform_at(const struct gopx_finding *f, size_t index);

/*
 * The trimmed driver with image base 0 and its relocations undone, which is the same
 * for every copy; if it was not relocated, the trimmed bytes themselves.  Size 0 for
 * other findings, or if the relocations cannot be undone.
 */
GOPX_API struct gopx_bytes gopx_finding_normalized(const struct gopx_finding *f);

/*
 * The content of a table, at most 256 blocks and 64 devices; none for other findings.
 * NULL when index is out of range.
 */
GOPX_API size_t gopx_finding_vbt_block_count(const struct gopx_finding *f);
GOPX_API const struct gopx_vbt_block *
gopx_finding_vbt_block_at(const struct gopx_finding *f, size_t index);
GOPX_API size_t gopx_finding_vbt_device_count(const struct gopx_finding *f);
GOPX_API const struct gopx_vbt_device *
gopx_finding_vbt_device_at(const struct gopx_finding *f, size_t index);

/* NULL if the table selects no panel, and for other findings. */
GOPX_API const struct gopx_vbt_panel *
gopx_finding_vbt_panel(const struct gopx_finding *f);

/*
 * For a piece that cannot be opened: a stable code, "input.encrypted", and a line in
 * English that says what it is and what to do next.  NULL for other findings.  The body
 * of such a finding is the piece itself.
 */
GOPX_API const char *gopx_finding_note_code(const struct gopx_finding *f);
GOPX_API const char *gopx_finding_note_text(const struct gopx_finding *f);

/* ---- platforms ---------------------------------------------------------- */

/* The platform of a PCI device; NULL if the device is not a known one of Intel. */
GOPX_API const struct gopx_platform *gopx_platform_of(uint16_t vendor, uint16_t device);

GOPX_API const char *gopx_platform_code(const struct gopx_platform *p); /* "CFL" */
GOPX_API const char *
gopx_platform_name(const struct gopx_platform *p); /* "Coffee Lake" */

/* The product names: "Core, 8th and 9th generation". */
GOPX_API const char *gopx_platform_generation(const struct gopx_platform *p);

/* True for a graphics card; its driver and table do not work for a processor's
 * graphics. */
GOPX_API bool gopx_platform_discrete(const struct gopx_platform *p);

/* ---- the tree the findings sit in --------------------------------------- */

/* The root is the input itself; never NULL. */
GOPX_API const struct gopx_node *gopx_root(const struct gopx_image *image);

/* NULL at the root, below a leaf, after the last sibling. */
GOPX_API const struct gopx_node *gopx_node_parent(const struct gopx_node *n);
GOPX_API const struct gopx_node *gopx_node_child(const struct gopx_node *n);
GOPX_API const struct gopx_node *gopx_node_next(const struct gopx_node *n);

/* Stable lower-case type, e.g. "ffs-volume"; the names are listed in gopx(1). */
GOPX_API const char *gopx_node_type(const struct gopx_node *n);

/* A subtype: "driver", "lzma", "bios"; may be NULL. */
GOPX_API const char *gopx_node_subtype(const struct gopx_node *n);

/* The name in the image (UI section, ...); may be NULL. */
GOPX_API const char *gopx_node_name(const struct gopx_node *n);

/* Upper-case text form, e.g. of an FFS file's name; NULL: none. */
GOPX_API const char *gopx_node_guid(const struct gopx_node *n);

/*
 * The name by which a GUID (36 characters, upper or lower case) is commonly known; NULL
 * if there is none, and for NULL or invalid text.  A name in the image,
 * gopx_node_name(), is better evidence.
 */
GOPX_API const char *gopx_guid_name(const char *guid);

/* True when a diagnostic of severity GOPX_DAMAGE belongs to this node. */
GOPX_API bool gopx_node_damaged(const struct gopx_node *n);

/* The whole piece as stored, and the part of it after its header. */
GOPX_API struct gopx_bytes gopx_node_bytes(const struct gopx_node *n);
GOPX_API struct gopx_bytes gopx_node_body(const struct gopx_node *n);

/* The data that contains the children of a packed node; empty for other nodes. */
GOPX_API struct gopx_bytes gopx_node_unpacked(const struct gopx_node *n);

/* How a node was compressed, "lzma"; NULL for one that was not unpacked. */
GOPX_API const char *gopx_node_compression(const struct gopx_node *n);

/*
 * Offsets count from the start of an address space: the input (NULL), or the unpacked
 * or joined data of the returned node.
 */
GOPX_API const struct gopx_node *gopx_node_space(const struct gopx_node *n);
GOPX_API uint64_t gopx_node_offset(const struct gopx_node *n);

/*
 * Where the byte at 'offset' of n's address space is in the input.  False when it is
 * inside compressed data: *input is then the offset of the outermost compressed piece.
 */
GOPX_API bool gopx_node_locate(const struct gopx_node *n, uint64_t offset,
			       uint64_t *input);

/* ---- search: every place of a pattern ---------------------------- */

struct gopx_search; /* the hits of one search; owns everything below */

/* The offsets are those of the first byte, in the same form as in struct gopx_place. */
struct gopx_hit { /* library-allocated: may grow at its end */
	/* the deepest node that contains the whole hit, or the packed node if it is in
	 * unpacked bytes */
	const struct gopx_node *node;
	/* found in data that was unpacked from this node; NULL: in the input itself */
	const struct gopx_node *space;
	uint64_t offset;
	uint64_t inner_offset;
	size_t size; /* bytes that match */
	bool packed;
	bool utf16;  /* text, found in UTF-16 */
	bool header; /* it starts in the header of the node */
};

/* Returns NULL if the pattern is valid, else a short reason in English. */
GOPX_API const char *gopx_pattern_error(enum gopx_pattern_kind kind, const char *pattern);

/*
 * Look for a pattern at every place of the image, unpacked data included.  Keeps at
 * most 'max_hits' hits; 0 means 65536.  Uses the image's allocator.
 *
 * GOPX_E_ARGUMENT: gopx_pattern_error() says why.  GOPX_E_NOMEM.  On failure *out is
 * NULL.
 */
GOPX_API GOPX_NODISCARD enum gopx_status gopx_search(const struct gopx_image *image,
						     enum gopx_pattern_kind kind,
						     const char *pattern, size_t max_hits,
						     struct gopx_search **out);

/* Free the hits before gopx_image_free().  NULL is a no-op. */
GOPX_API void gopx_search_free(struct gopx_search *search);

/* False if there are more hits than were kept, or more bytes than were searched. */
GOPX_API bool gopx_search_complete(const struct gopx_search *search);

/* Ordered by place; a hit in unpacked data has the place of the packed piece. */
GOPX_API size_t gopx_search_count(const struct gopx_search *search);

/* NULL when index is out of range. */
GOPX_API const struct gopx_hit *gopx_search_at(const struct gopx_search *search,
					       size_t index);

/* ---- diagnostics: what was odd, and where ------------------------------- */

struct gopx_diag { /* library-allocated: may grow at its end */
	enum gopx_severity severity;
	enum gopx_status status;
	const char *code;    /* stable, e.g. "ffs.volume.checksum" */
	const char *message; /* for people; wording may change */
	const struct gopx_node *node;
	uint64_t offset; /* in gopx_node_space(node) */
};

/*
 * At most max_diags are kept, those of higher severity first, plus every one that
 * reports a limit.  If some are dropped, one more with the code "limit.diagnostics"
 * counts them; they do not make the scan incomplete.
 */
GOPX_API size_t gopx_diag_count(const struct gopx_image *image);

/* NULL when index is out of range. */
GOPX_API const struct gopx_diag *gopx_diag_at(const struct gopx_image *image,
					      size_t index);

#ifdef __cplusplus
}
#endif

#endif /* GOPX_GOPX_H */
