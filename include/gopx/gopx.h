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
 * Every pointer that a function returns for a struct gopx_image stays valid until
 * gopx_image_free().  The data at such a pointer does not change.  The caller frees
 * nothing else.  There is no global state: images are independent of each other, and
 * several threads may read one image at the same time.
 *
 * Strings are UTF-8 without control characters.  Text from an image is cleaned before
 * it is returned, and is safe to show on a terminal.
 *
 * Arguments must not be NULL unless a comment allows it.  Sizes and offsets are in
 * bytes.
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

/* The constant's name, "GOPX_E_LIMIT"; "?" for an unknown value, and never NULL. */
GOPX_API const char *gopx_status_name(enum gopx_status status);

/*
 * Options.  Set .struct_size = sizeof(struct gopx_options).  A field that is zero has its
 * default value, which the field's comment states after the semicolon.  Later versions
 * only add fields at the end.
 */
struct gopx_options {
	size_t struct_size;

	/* unpacked bytes of all streams together; max_ratio times the size of the input,
	 * but at least 64 MiB and at most 512 MiB */
	uint64_t max_unpacked;
	/* unpacked size / packed size, for each stream that unpacks to over 16 MiB; 512
	 */
	uint32_t max_ratio;
	uint32_t max_nodes;    /* nodes of the tree; 1 << 18 */
	uint32_t max_depth;    /* ancestors of a node; 1024 */
	uint32_t max_findings; /* different findings of each kind; 4096 */
	uint32_t max_diags;    /* diagnostics that are kept; 256 */
	/* bytes that are examined; 256 MiB + 64 times the size of the input */
	uint64_t max_work;

	/*
	 * The allocator, instead of malloc() and free(): set both functions or neither.
	 * alloc_fn returns NULL if there is no memory.  free_fn must accept what
	 * alloc_fn returned.
	 */
	void *(*alloc_fn)(void *ctx, size_t size);
	void (*free_fn)(void *ctx, void *ptr);
	void *alloc_ctx;

	/*
	 * Threads that scan and unpack; as many as there are processors.  With alloc_fn
	 * the default is 1, because more threads need a thread-safe alloc_fn.  The result
	 * is the same with any number.
	 */
	uint32_t threads;

	/*
	 * The PCI device for which to choose the best driver and table, such as 0x8086
	 * and 0x3e9b; no device.  "Ranking" in gopx(1) describes the choice.
	 */
	uint16_t pci_vendor;
	uint16_t pci_device;

	bool other_drivers; /* also find GOPX_FINDING_OTHER_GOP */

	/*
	 * gopx_scan() calls this function for bytes of the input that it no longer needs.
	 * The caller may then free their pages, or write to them.  This saves up to a
	 * third of the memory of a scan.  The findings, their bodies, the diagnostics and
	 * the summary stay the same.  But the bytes of nodes may be gone, so the image
	 * must not be searched.  The same bytes may be reported more than once.  All
	 * calls are on the thread that called gopx_scan().
	 */
	void (*unneeded_fn)(void *ctx, const void *data, size_t size);
	void *unneeded_ctx;

	/*
	 * gopx_scan() calls this function before it opens the first archive, on the
	 * thread that called gopx_scan().  If the function returns false, gopx_scan()
	 * fails with GOPX_E_UNSUPPORTED.  For a caller with a sandbox: gopx loads
	 * libarchive for the first archive of the process, and so opens files of the
	 * system.
	 */
	bool (*archive_fn)(void *ctx);
	void *archive_ctx;
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
 * gopx_image_free(), except for bytes that unneeded_fn was called with.  'opts' may be
 * NULL; so may 'data', if 'size' is 0.
 *
 * This call does not fail because of damaged bytes: it reports them as diagnostics, and
 * scans the rest.  GOPX_E_ARGUMENT: an argument is NULL, struct_size is not set, or only
 * one of alloc_fn and free_fn is set.  GOPX_E_NOMEM: no memory.  GOPX_E_UNSUPPORTED:
 * archive_fn returned false.  GOPX_E_INTERNAL: a bug in gopx.  There are no other errors.
 * On failure *out is NULL.
 */
GOPX_API GOPX_NODISCARD enum gopx_status gopx_scan(const void *data, size_t size,
						   const struct gopx_options *opts,
						   struct gopx_image **out);

/* Free an image and everything reached from it.  NULL is a no-op. */
GOPX_API void gopx_image_free(struct gopx_image *image);

/*
 * False if a limit stopped the scan before it had examined all bytes: a diagnostic
 * "limit.NAME" says which limit.  Also false if the input lacks a part that it should
 * contain; a diagnostic of severity GOPX_DAMAGE, or a note, says which part.
 */
GOPX_API bool gopx_image_complete(const struct gopx_image *image);

/* What the scan has read.  This shows how far "nothing found" can be trusted. */
struct gopx_summary { /* gopx allocates it; later versions may add fields at its end */
	const char *text; /* "8 MiB flash image, 5 volumes, 2,034 pieces, all opened" */
	size_t volumes;   /* firmware volumes */
	size_t pieces;    /* nodes of the tree, without the input itself */
	size_t closed;    /* nodes that were not opened, or only partly */
	bool limited;     /* a limit stopped the scan */
	/* a part that the input should contain is missing: whole regions, or the end of
	 * a piece */
	bool cut;
};

/* Never NULL. */
GOPX_API const struct gopx_summary *gopx_image_summary(const struct gopx_image *image);

/* ---- findings ----------------------------------------------------------- */

/*
 * A finding is one distinct body: the bytes of one driver or table.  Equal copies of it
 * elsewhere in the image, for example in a backup volume, are further places of the
 * same finding.  Findings are in the order of their first places in the image.
 */
struct gopx_gop_info { /* gopx allocates it; later versions may add fields at its end */
	/*
	 * "intel"; for GOPX_FINDING_OTHER_GOP "amd", "aspeed", "nvidia", "matrox",
	 * "realtek" or "intel-pei"
	 */
	const char *vendor;
	uint16_t machine; /* PE machine: 0x8664 for x64, 0x14c for ia32 */
	bool te;          /* a TE image: not loadable as an .efi file */

	/*
	 * "9.0.1084"; "9.?.1084" if a number is unknown; NULL if all numbers are unknown
	 */
	const char *version;
	bool version_exact;  /* derived from the code that builds the version */
	uint64_t image_base; /* if it is not 0, a build step relocated this copy */
};

/* A generation of Intel's graphics. */
struct gopx_platform;

/* A PCI device of Intel (vendor 8086) that a driver supports. */
struct gopx_device {     /* gopx allocates it; later versions may add fields at its end */
	uint16_t device; /* PCI device ID */
	const struct gopx_platform *platform; /* NULL: no public list has the device */
};

/* Marks a valid table that does not describe a board.  Later versions may add
 * constants. */
enum gopx_vbt_mark {
	GOPX_VBT_ORDINARY = 0,  /* the table of a board */
	GOPX_VBT_HEADLESS = 1,  /* no output is in use */
	GOPX_VBT_GENERATED = 2, /* only general features; coreboot makes such tables */
	GOPX_VBT_VIRTUAL = 3,   /* the table that GVT-g makes for a virtual GPU */
};

struct gopx_vbt_info { /* gopx allocates it; later versions may add fields at its end */
	const char *signature; /* without trailing blanks: "$VBT SKYLAKE" */
	const char *sign_on;   /* text of block 254 on one line; may be NULL */
	uint16_t vbt_size;     /* bytes, as its header says */
	uint16_t bdb_version;
	bool checksum_ok; /* bytes [0, vbt_size) sum to 0 modulo 256 */
	enum gopx_vbt_origin origin;

	uint16_t version;       /* version of the header: 100 */
	uint16_t header_size;   /* 48 */
	uint16_t bdb_offset;    /* offset of the BIOS data block from the table's start */
	uint16_t bdb_size;      /* as its header says */
	bool blocks_ok;         /* the blocks end where the table ends */
	uint8_t checksum;       /* as stored */
	uint8_t checksum_right; /* the correct value */
	uint16_t checksum_offset;  /* from the table's start */
	uint8_t child_device_size; /* bytes of one child device, as gopx uses it */

	/* The size of a child device that block 2 states.  gopx ignores an impossible
	 * value. */
	uint8_t child_device_stated;

	enum gopx_vbt_mark mark;
};

/* A block of the BIOS data block. */
struct gopx_vbt_block { /* gopx allocates it; later versions may add fields at its end */
	uint8_t id;
	const char *name; /* "general features"; NULL: unknown */
	uint32_t offset;  /* offset of its header from the table's start */
	uint32_t size;    /* size of its data */
	bool cut;         /* the block states more bytes than the table has */
};

/* A child device: a display output of the board. */
struct gopx_vbt_device { /* gopx allocates it; later versions may add fields at its end */
	uint16_t handle; /* the connector, as stored */
	const char *connector; /* name of the connector: "LFP1", "EFP2"; NULL: unknown */
	uint16_t type;         /* bits for the signals of the output, as stored */
	const char *kind;      /* the same in words: "eDP", "HDMI or DVI"; never NULL */
	bool internal;         /* a built-in panel */
	uint8_t dvo_port;      /* the port, as stored */
	const char *port;      /* name of the port: "DP-A"; NULL: unknown */
	uint8_t ddc_pin;       /* GMBUS pin pair for DDC; 0: none */
	uint8_t aux_channel;   /* AUX channel of a DisplayPort, as stored */
	const char *aux;       /* letter of the AUX channel: "A"; NULL: none */
	bool hdmi, dp;         /* signals that it supports; eDP also counts as dp */
	bool tmds;             /* DVI or HDMI */
	bool type_c;
	bool thunderbolt;
	uint8_t max_lanes; /* DisplayPort lanes; 0 if the table sets no limit */

	/* Linux's name for the port, such as "TC1"; NULL if it is the same as 'port'. */
	const char *type_c_port;
};

/*
 * The VBT default panel: the panel that the driver uses unless the board selects another
 * one.  Usually this is the panel of Intel's reference board, not the panel of the
 * machine.
 */
struct gopx_vbt_panel { /* gopx allocates it; later versions may add fields at its end */
	uint8_t type;   /* index in the table; 0xff: the driver chooses by EDID */
	bool named;     /* 'name' is not the name of a panel of a reference board */
	const char *name;     /* NULL: none */
	const char *pnp_id;   /* "AUO193C"; NULL: none */
	uint8_t timing_block; /* the block with the timing: 42 or 58; 0: no timing */
	uint32_t clock;       /* kHz */
	uint16_t hactive, htotal;
	uint16_t vactive, vtotal;
	bool edp;               /* block 27 exists: the fields below are valid */
	uint8_t bits_per_pixel; /* 0: unknown */
	/* since BDB version 244: maximum number of lanes of the output; in older tables:
	 * number of lanes for fast link training; 0: unknown */
	uint8_t lanes;
	uint32_t link_rate; /* for fast link training, Mbit/s per lane; 0: none */
	uint16_t power[5];  /* delays T1+T3, T8, T9, T10, T11+T12, in units of 100 us */

	/* The rest of the timing: front porch and sync pulse, in pixels and in lines. */
	uint16_t hfront, hsync, vfront, vsync;
	bool hsync_positive, vsync_positive;
	uint16_t width_mm, height_mm; /* size of the visible image; 0: unknown */
};

/*
 * The place of one copy.  'offset' counts from the start of the input.
 *
 * If the copy is inside compressed data, 'packed' is true.  Then 'offset' is the place of
 * the outermost compressed piece in the input.  'inner_offset' counts from the start of
 * the innermost unpacked data.
 *
 * Some updates consist of blocks.  gopx joins these in the order that they will have in
 * flash.  'packed' is then false, 'offset' is the place of the copy's first byte in the
 * input, and 'inner_offset' counts from the start of the joined data.
 */
struct gopx_place { /* gopx allocates it; later versions may add fields at its end */
	const struct gopx_node *node; /* the section, file, ... that contains it */
	const char *guid; /* GUID of the file or section above it; may be NULL */
	const char *name; /* the file's UI name; may be NULL */
	const char *path; /* the nodes from the root down, "/"-separated */
	uint64_t offset;
	uint64_t inner_offset;
	bool packed;

	/*
	 * The name of the file that contains it, in an archive or CBFS: "BIOS/A01.BIN".
	 * If archives are nested, the outer name is first: "A01.zip > A01.BIN".  NULL:
	 * no name.
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
 * True for the best driver and for the best table: a user most probably wants these two.
 * If options.pci_device was given, a driver or a table for another device is never the
 * best one.
 */
GOPX_API bool gopx_finding_best(const struct gopx_finding *f);

/*
 * A clause in English that says why this finding is the best one.  NULL if it is not the
 * best one.  Also NULL if several findings are equally good, and this is only the first
 * of them (see gopx_finding_tied()).
 */
GOPX_API const char *gopx_finding_decided(const struct gopx_finding *f);

/*
 * True if this finding and others are equally good.  The first of them is the best one.
 */
GOPX_API bool gopx_finding_tied(const struct gopx_finding *f);

/* True if a device was given, and the driver supports this device or the table may be for
 * it. */
GOPX_API bool gopx_finding_for_device(const struct gopx_finding *f);

/*
 * The body as stored.  If a section or file contains only this driver or table, this is
 * the whole body of that section or file, including padding.
 */
GOPX_API struct gopx_bytes gopx_finding_body(const struct gopx_finding *f);

/*
 * The body without the bytes after its own end.  A VBT ends after vbt_size bytes; a
 * driver ends with its last section or with its signature.
 */
GOPX_API struct gopx_bytes gopx_finding_trimmed(const struct gopx_finding *f);

/* Short clauses in English that say why gopx recognized the finding.  NULL when index is
 * out of range. */
GOPX_API size_t gopx_finding_reason_count(const struct gopx_finding *f);
GOPX_API const char *gopx_finding_reason_at(const struct gopx_finding *f, size_t index);

/* The places of all copies; there is at least one.  NULL when index is out of range. */
GOPX_API size_t gopx_finding_place_count(const struct gopx_finding *f);
GOPX_API const struct gopx_place *gopx_finding_place_at(const struct gopx_finding *f,
							size_t index);

/*
 * Details of a driver or a table; NULL when the finding is of another kind.  For
 * GOPX_FINDING_OTHER_GOP only vendor, machine, te and image_base are set.
 */
GOPX_API const struct gopx_gop_info *gopx_finding_gop(const struct gopx_finding *f);
GOPX_API const struct gopx_vbt_info *gopx_finding_vbt(const struct gopx_finding *f);

/*
 * The devices that a driver supports, in the order of its own list.  The count is 0 for
 * other findings, and if gopx found no list in the driver.  NULL when index is out of
 * range.
 */
GOPX_API size_t gopx_finding_device_count(const struct gopx_finding *f);
GOPX_API const struct gopx_device *gopx_finding_device_at(const struct gopx_finding *f,
							  size_t index);

/*
 * For a driver, the platforms of these devices, each once and the oldest first.  For a
 * table, the platforms that its name stands for.  NULL when index is out of range.
 */
GOPX_API size_t gopx_finding_platform_count(const struct gopx_finding *f);
GOPX_API const struct gopx_platform *
gopx_finding_platform_at(const struct gopx_finding *f, size_t index);

/*
 * The trimmed driver as it was before a build step relocated it: its image base is 0, and
 * the relocations are undone.  Differently relocated copies of a driver have the same
 * normalized bytes.  If the driver was not relocated, these are the trimmed bytes.  Size
 * 0 for other findings, and if the relocations cannot be undone.
 */
GOPX_API struct gopx_bytes gopx_finding_normalized(const struct gopx_finding *f);

/*
 * The content of a table: at most 256 blocks and 64 devices.  The counts are 0 for other
 * findings.  NULL when index is out of range.
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
 * For a GOPX_FINDING_NOTE: a stable code such as "input.encrypted", and a line in English
 * that says what the piece is and what to do next.  NULL for other findings.  The body
 * of such a finding is the piece itself.
 */
GOPX_API const char *gopx_finding_note_code(const struct gopx_finding *f);
GOPX_API const char *gopx_finding_note_text(const struct gopx_finding *f);

/* ---- platforms ---------------------------------------------------------- */

/* The platform of a PCI device; NULL for an unknown device, or one of another vendor. */
GOPX_API const struct gopx_platform *gopx_platform_of(uint16_t vendor, uint16_t device);

GOPX_API const char *gopx_platform_code(const struct gopx_platform *p); /* "CFL" */
GOPX_API const char *
gopx_platform_name(const struct gopx_platform *p); /* "Coffee Lake" */

/* The product names: "Core, 8th and 9th generation". */
GOPX_API const char *gopx_platform_generation(const struct gopx_platform *p);

/* True for a graphics card.  Its driver and its table do not work for the graphics of a
 * processor. */
GOPX_API bool gopx_platform_discrete(const struct gopx_platform *p);

/* ---- the tree of nodes -------------------------------------------------- */

/* The root of the tree, which stands for the input itself; never NULL. */
GOPX_API const struct gopx_node *gopx_root(const struct gopx_image *image);

/* The parent (NULL for the root), the first child (NULL for a leaf), and the next sibling
 * (NULL for the last one). */
GOPX_API const struct gopx_node *gopx_node_parent(const struct gopx_node *n);
GOPX_API const struct gopx_node *gopx_node_child(const struct gopx_node *n);
GOPX_API const struct gopx_node *gopx_node_next(const struct gopx_node *n);

/* Stable lower-case type, e.g. "ffs-volume"; the names are listed in gopx(1). */
GOPX_API const char *gopx_node_type(const struct gopx_node *n);

/* A subtype: "driver", "lzma", "bios"; may be NULL. */
GOPX_API const char *gopx_node_subtype(const struct gopx_node *n);

/* The name in the image (UI section, ...); may be NULL. */
GOPX_API const char *gopx_node_name(const struct gopx_node *n);

/* The GUID of a node in upper case, e.g. the name of an FFS file; NULL: none. */
GOPX_API const char *gopx_node_guid(const struct gopx_node *n);

/*
 * The common name of a GUID, which is given as 36 characters in upper or lower case.
 * NULL if gopx knows no name, and for NULL or invalid text.  The name in the image,
 * gopx_node_name(), is more reliable.
 */
GOPX_API const char *gopx_guid_name(const char *guid);

/* True when a diagnostic of severity GOPX_DAMAGE belongs to this node. */
GOPX_API bool gopx_node_damaged(const struct gopx_node *n);

/* gopx_node_bytes() returns the whole piece as stored; gopx_node_body() returns only the
 * part after its header. */
GOPX_API struct gopx_bytes gopx_node_bytes(const struct gopx_node *n);
GOPX_API struct gopx_bytes gopx_node_body(const struct gopx_node *n);

/* The unpacked data of a packed node.  The node's children are in this data.  Size 0 for
 * other nodes. */
GOPX_API struct gopx_bytes gopx_node_unpacked(const struct gopx_node *n);

/* The compression of a packed node, "lzma"; NULL for a node that was not unpacked. */
GOPX_API const char *gopx_node_compression(const struct gopx_node *n);

/*
 * gopx_node_offset() counts from the start of an address space.  gopx_node_space()
 * returns the node whose unpacked or joined data is this address space, or NULL if it is
 * the input.
 */
GOPX_API const struct gopx_node *gopx_node_space(const struct gopx_node *n);
GOPX_API uint64_t gopx_node_offset(const struct gopx_node *n);

/*
 * 'offset' is a place in n's address space.  Set *input to the offset of the same byte in
 * the input.  Returns false if the byte is inside compressed data: *input is then the
 * offset of the outermost compressed piece.
 */
GOPX_API bool gopx_node_locate(const struct gopx_node *n, uint64_t offset,
			       uint64_t *input);

/* ---- search: every place of a pattern ---------------------------- */

struct gopx_search; /* the hits of one search; owns everything below */

/* One hit.  Its offsets are the place of the first byte, as in struct gopx_place. */
struct gopx_hit { /* gopx allocates it; later versions may add fields at its end */
	/* the innermost node that contains the whole hit, in its own bytes or in the data
	 * that it unpacks to */
	const struct gopx_node *node;
	/* the hit is in the unpacked or joined data of this node; NULL: in the input */
	const struct gopx_node *space;
	uint64_t offset;
	uint64_t inner_offset;
	size_t size; /* bytes that match */
	bool packed;
	bool utf16;  /* the text was found in UTF-16 */
	bool header; /* the hit starts in the header of the node */
};

/* Returns NULL if the pattern is valid, else a short reason in English. */
GOPX_API const char *gopx_pattern_error(enum gopx_pattern_kind kind, const char *pattern);

/*
 * Find every occurrence of a pattern in the image and in its unpacked data.  Keeps at
 * most 'max_hits' hits; 0 means 65536.  Uses the image's allocator.
 *
 * GOPX_E_ARGUMENT: the pattern is invalid, and gopx_pattern_error() says why.
 * GOPX_E_NOMEM: no memory.  On failure *out is NULL.
 */
GOPX_API GOPX_NODISCARD enum gopx_status gopx_search(const struct gopx_image *image,
						     enum gopx_pattern_kind kind,
						     const char *pattern, size_t max_hits,
						     struct gopx_search **out);

/* Free a search and its hits; call this before gopx_image_free().  NULL is a no-op. */
GOPX_API void gopx_search_free(struct gopx_search *search);

/* False if max_hits or a limit ended the search before the end of the data. */
GOPX_API bool gopx_search_complete(const struct gopx_search *search);

/* The hits are in the order of their places in the input.  For a hit in unpacked data,
 * the place of the packed piece counts. */
GOPX_API size_t gopx_search_count(const struct gopx_search *search);

/* NULL when index is out of range. */
GOPX_API const struct gopx_hit *gopx_search_at(const struct gopx_search *search,
					       size_t index);

/* ---- diagnostics: what is unusual or wrong, and where ------------------- */

struct gopx_diag { /* gopx allocates it; later versions may add fields at its end */
	enum gopx_severity severity;
	enum gopx_status status;
	const char *code;             /* stable, e.g. "ffs.volume.checksum" */
	const char *message;          /* for people; the wording may change */
	const struct gopx_node *node; /* the piece; never NULL */
	uint64_t offset;              /* in gopx_node_space(node) */
};

/*
 * The scan keeps at most max_diags diagnostics, and prefers a higher severity.  In
 * addition it keeps every diagnostic that reports a limit.  If it drops some, one more
 * diagnostic with the code "limit.diagnostics" says how many.  Dropped diagnostics do not
 * make the scan incomplete.
 */
GOPX_API size_t gopx_diag_count(const struct gopx_image *image);

/* NULL when index is out of range. */
GOPX_API const struct gopx_diag *gopx_diag_at(const struct gopx_image *image,
					      size_t index);

#ifdef __cplusplus
}
#endif

#endif /* GOPX_GOPX_H */
