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

	uint64_t max_unpacked; /* bytes over all decompressions; 512 MiB, and for small
				  input max_ratio times its size, 64 MiB at least */
	uint32_t max_ratio;    /* unpacked / packed of one stream over 16 MiB; 512 */
	uint32_t max_nodes;    /* 1 << 18 */
	uint32_t max_depth;    /* nodes above a node; 1024 */
	uint32_t max_findings; /* distinct findings of each kind; 4096 */
	uint32_t max_diags;    /* diagnostics kept; 256 */
	uint64_t max_work;     /* bytes looked at; 256 MiB and 64 times what there is */

	/* Both or neither.  free_fn must accept what alloc_fn returned. */
	void *(*alloc_fn)(void *ctx, size_t size);
	void (*free_fn)(void *ctx, void *ptr);
	void *alloc_ctx;

	/*
	 * Threads that unpack; the result is the same with any number.  Default: as
	 * many as there are processors, but 1 with alloc_fn, which has to be
	 * thread-safe for more.
	 */
	uint32_t threads;

	/*
	 * The PCI device to choose the best driver and table for, as 0x8086 and 0x3e9b.
	 * Default: none, and then the choice is that of gopx(1), "Ranking".
	 */
	uint16_t pci_vendor;
	uint16_t pci_device;

	bool other_drivers; /* find GOPX_FINDING_OTHER_GOP, too */
};

struct gopx_image;   /* one scanned image; owns all below */
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
 * What is wrong with the bytes is not an error of this call: damage is listed
 * as diagnostics and the scan goes on around it.  The call itself fails only
 * with GOPX_E_ARGUMENT, GOPX_E_NOMEM or GOPX_E_INTERNAL, and then *out is NULL.
 */
GOPX_API GOPX_NODISCARD enum gopx_status gopx_scan(const void *data, size_t size,
						   const struct gopx_options *opts,
						   struct gopx_image **out);

/* Free an image and all that hangs off it.  NULL is a no-op. */
GOPX_API void gopx_image_free(struct gopx_image *image);

/*
 * False when a limit was reached and not every byte was seen.  A diagnostic "limit.NAME"
 * says which limit.  False, too, when a part is missing from the input that it says it
 * has: a diagnostic of severity GOPX_DAMAGE or a note says which.
 */
GOPX_API bool gopx_image_complete(const struct gopx_image *image);

/* What was read: the ground that "nothing found" stands on. */
struct gopx_summary {     /* library-allocated: may grow at its end */
	const char *text; /* "8 MiB flash image, 5 volumes, 2,034 pieces, all opened" */
	size_t volumes;   /* firmware volumes */
	size_t pieces;    /* nodes of the tree below the input itself */
	size_t closed;    /* of these not, or not wholly, opened */
	bool limited;     /* a limit stopped the scan */
	bool cut;         /* a part that the input promises is not in it: regions past its
			     end, or a piece that it ends in */
};

/* Never NULL. */
GOPX_API const struct gopx_summary *gopx_image_summary(const struct gopx_image *image);

/* ---- findings ----------------------------------------------------------- */

/*
 * One finding is one distinct body.  Copies of it elsewhere in the image
 * (backup volumes, one driver in two files) are further places of the same
 * finding.  Findings come in the order of their first place in the image.
 */
struct gopx_gop_info {      /* library-allocated: may grow at its end */
	const char *vendor; /* "intel"; of another driver "amd", "aspeed", "nvidia",
			       "matrox", "realtek" or "intel-pei" */
	uint16_t machine;   /* PE machine: 0x8664 x64, 0x14c ia32 */
	bool te;            /* a TE image: not loadable as an .efi file */

	/* "9.0.1084"; "9.?.1084" when a number is not known; NULL when none is. */
	const char *version;
	bool version_exact;  /* read off the code that puts the version together */
	uint64_t image_base; /* other than 0: a build step relocated this copy */
};

/* A generation of Intel's graphics. */
struct gopx_platform;

/* A PCI device of Intel's (vendor 8086) that a driver supports. */
struct gopx_device {                          /* library-allocated: may grow at its end */
	uint16_t device;                      /* PCI device id */
	const struct gopx_platform *platform; /* NULL: it is in no public list */
};

/* A table that is not as those of boards are; Linux takes it. */
enum gopx_vbt_mark { /* may grow */
		     GOPX_VBT_ORDINARY = 0,
		     GOPX_VBT_HEADLESS = 1, /* no output is in use */
		     GOPX_VBT_GENERATED =
			 2, /* general features alone, as coreboot generates it */
		     GOPX_VBT_VIRTUAL = 3, /* made up by GVT-g for a virtual GPU */
};

struct gopx_vbt_info {         /* library-allocated: may grow at its end */
	const char *signature; /* "$VBT SKYLAKE", trailing blanks cut */
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
	uint8_t checksum;          /* as stored ... */
	uint8_t checksum_right;    /* ... and as it would be right */
	uint16_t checksum_offset;  /* of it in the table */
	uint8_t child_device_size; /* bytes of one entry */

	/* As block 2 states it; it is not used where it cannot be right. */
	uint8_t child_device_stated;

	enum gopx_vbt_mark mark;
};

/* A block of the BIOS data block. */
struct gopx_vbt_block { /* library-allocated: may grow at its end */
	uint8_t id;
	const char *name; /* "general features"; NULL: not known */
	uint32_t offset;  /* of its header, from the table's start */
	uint32_t size;    /* of its data */
	bool cut;         /* it states more bytes than the table has */
};

/* A child device: a display output of the board. */
struct gopx_vbt_device {       /* library-allocated: may grow at its end */
	uint16_t handle;       /* which connector ... */
	const char *connector; /* ... "LFP1", "EFP2"; NULL: not known */
	uint16_t type;         /* what it carries ... */
	const char *kind;      /* ... "eDP", "HDMI or DVI"; never NULL */
	bool internal;         /* a panel in the machine */
	uint8_t dvo_port;      /* the port it is at ... */
	const char *port;      /* ... "DP-A"; NULL: not known */
	uint8_t ddc_pin;       /* GMBUS pin pair of DDC; 0: none */
	uint8_t aux_channel;   /* of a DisplayPort ... */
	const char *aux;       /* ... "A"; NULL: none */
	bool hdmi, dp;         /* what it can carry; an eDP panel is dp, too */
	bool tmds;             /* DVI or HDMI */
	bool type_c;
	bool thunderbolt;
	uint8_t max_lanes; /* of a DisplayPort; 0: the table does not limit them */
	const char
	    *type_c_port; /* "TC1": what Linux calls the port; NULL: nothing else */
};

/*
 * The VBT default panel: the panel that the table selects when nothing else does.  Mostly
 * that of Intel's reference board, and seldom that of the machine.
 */
struct gopx_vbt_panel {       /* library-allocated: may grow at its end */
	uint8_t type;         /* index in the table; 0xff: to be asked by EDID */
	bool named;           /* other than that of a reference board */
	const char *name;     /* NULL: none */
	const char *pnp_id;   /* "AUO193C"; NULL: none */
	uint8_t timing_block; /* that has the timing: 42 or 58; 0: there is none */
	uint32_t clock;       /* kHz */
	uint16_t hactive, htotal;
	uint16_t vactive, vtotal;
	bool edp;               /* block 27 is there: the following */
	uint8_t bits_per_pixel; /* 0: not known */
	uint8_t lanes;      /* from BDB version 244 on the most that the output allows,
			       before that those of fast training; 0: not known */
	uint32_t link_rate; /* of fast training, Mbit/s of a lane; 0: none */
	uint16_t power[5];  /* T1+T3, T8, T9, T10, T11+T12 in 100 us */

	/* More of the timing: front porch and synchronization, in pixels and in lines. */
	uint16_t hfront, hsync, vfront, vsync;
	bool hsync_positive, vsync_positive;
	uint16_t width_mm, height_mm; /* of the image; 0: not known */
};

/*
 * Where one copy lies.  'offset' counts from the start of the input; when the
 * copy is inside compressed data it is the offset of the outermost compressed
 * piece in the input, 'packed' is true, and 'inner_offset' counts from the
 * start of the innermost unpacked data.  Where blocks of an update are joined to
 * what flash will hold, nothing is packed: 'offset' is then that of the first byte
 * in its block, and 'inner_offset' counts in what they are joined to.
 */
struct gopx_place {                   /* library-allocated: may grow at its end */
	const struct gopx_node *node; /* the section, file, ... that holds it */
	const char *guid; /* of the file or section it is under; may be NULL */
	const char *name; /* the file's UI name; may be NULL */
	const char *path; /* the nodes from the root down, "/"-separated */
	uint64_t offset;
	uint64_t inner_offset;
	bool packed;

	/*
	 * The file of an archive or of a CBFS that it comes from, "BIOS/A01.BIN"; of one
	 * in another, the outer first: "A01.zip > A01.BIN".  NULL: none has a name.
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
 * True for the one finding of its kind that a user most probably wants.  None is
 * where a device was asked for and nothing is for it.
 */
GOPX_API bool gopx_finding_best(const struct gopx_finding *f);

/* Why the best one is it, a clause in English; NULL for others, and for a tie. */
GOPX_API const char *gopx_finding_decided(const struct gopx_finding *f);

/* True when it and the best are equal in all that decides; the first one is the best. */
GOPX_API bool gopx_finding_tied(const struct gopx_finding *f);

/* True when a device was asked for and it is for that: lists it, or may be for it. */
GOPX_API bool gopx_finding_for_device(const struct gopx_finding *f);

/*
 * The body as stored: the whole body of the section or file that holds just
 * this driver or table, padding included.
 */
GOPX_API struct gopx_bytes gopx_finding_body(const struct gopx_finding *f);

/*
 * The body cut to the size its own header states: vbt_size for a VBT, the end
 * of the last section (or of the signature) for a driver.
 */
GOPX_API struct gopx_bytes gopx_finding_trimmed(const struct gopx_finding *f);

/* Why it was taken for what it is: short clauses in English.  NULL past the end. */
GOPX_API size_t gopx_finding_reason_count(const struct gopx_finding *f);
GOPX_API const char *gopx_finding_reason_at(const struct gopx_finding *f, size_t index);

/* Every copy; there is always one.  NULL when index is out of range. */
GOPX_API size_t gopx_finding_place_count(const struct gopx_finding *f);
GOPX_API const struct gopx_place *gopx_finding_place_at(const struct gopx_finding *f,
							size_t index);

/*
 * Details; NULL when the finding is of another kind.  Of another graphics driver there
 * are vendor, machine, te and image_base.
 */
GOPX_API const struct gopx_gop_info *gopx_finding_gop(const struct gopx_finding *f);
GOPX_API const struct gopx_vbt_info *gopx_finding_vbt(const struct gopx_finding *f);

/*
 * The devices that a driver supports, in the order of its own list; none for other
 * findings, and when the list was not found.  NULL when index is out of range.
 */
GOPX_API size_t gopx_finding_device_count(const struct gopx_finding *f);
GOPX_API const struct gopx_device *gopx_finding_device_at(const struct gopx_finding *f,
							  size_t index);

/*
 * The platforms of these devices, each once, oldest first; of a table those that its
 * name is used for, which does not distinguish them.
 */
GOPX_API size_t gopx_finding_platform_count(const struct gopx_finding *f);
GOPX_API const struct gopx_platform *
gopx_finding_platform_at(const struct gopx_finding *f, size_t index);

/*
 * The trimmed driver with image base 0 and its relocations undone, which is the same
 * for every copy; the trimmed bytes themselves where nothing relocated them.  Of size
 * 0 for other findings, and when the relocations cannot be undone.
 */
GOPX_API struct gopx_bytes gopx_finding_normalized(const struct gopx_finding *f);

/*
 * What a table holds, at most 256 blocks and 64 devices of it; none for other findings.
 * NULL when index is out of range.
 */
GOPX_API size_t gopx_finding_vbt_block_count(const struct gopx_finding *f);
GOPX_API const struct gopx_vbt_block *
gopx_finding_vbt_block_at(const struct gopx_finding *f, size_t index);
GOPX_API size_t gopx_finding_vbt_device_count(const struct gopx_finding *f);
GOPX_API const struct gopx_vbt_device *
gopx_finding_vbt_device_at(const struct gopx_finding *f, size_t index);

/* NULL when the table selects none, and for other findings. */
GOPX_API const struct gopx_vbt_panel *
gopx_finding_vbt_panel(const struct gopx_finding *f);

/*
 * Of a piece that cannot be opened: a stable code, "input.encrypted", and what it is and
 * what to do next, one line in English.  NULL for other findings.  Their body is the
 * piece itself.
 */
GOPX_API const char *gopx_finding_note_code(const struct gopx_finding *f);
GOPX_API const char *gopx_finding_note_text(const struct gopx_finding *f);

/* ---- platforms ---------------------------------------------------------- */

/* The platform of a PCI device; NULL when it is not a known one of Intel's. */
GOPX_API const struct gopx_platform *gopx_platform_of(uint16_t vendor, uint16_t device);

GOPX_API const char *gopx_platform_code(const struct gopx_platform *p); /* "CFL" */
GOPX_API const char *
gopx_platform_name(const struct gopx_platform *p); /* "Coffee Lake" */

/* As it is sold: "Core, 8th and 9th generation". */
GOPX_API const char *gopx_platform_generation(const struct gopx_platform *p);

/* True for a graphics card, whose driver and table are of no use to a processor's. */
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

/* More of the type where it has kinds: "driver", "lzma", "bios"; may be NULL. */
GOPX_API const char *gopx_node_subtype(const struct gopx_node *n);

/* The name the image gives it (UI section, ...); may be NULL. */
GOPX_API const char *gopx_node_name(const struct gopx_node *n);

/* Upper-case text form, e.g. of an FFS file's name; NULL when it has none. */
GOPX_API const char *gopx_node_guid(const struct gopx_node *n);

/*
 * The name that a GUID (36 characters, in either case) is commonly known by; NULL when
 * there is none, for NULL, and for what is no GUID.  What an image calls its own
 * pieces, gopx_node_name(), is better evidence.
 */
GOPX_API const char *gopx_guid_name(const char *guid);

/* True when a diagnostic of severity GOPX_DAMAGE hangs on this node. */
GOPX_API bool gopx_node_damaged(const struct gopx_node *n);

/* The whole piece as stored, and the part of it after its header. */
GOPX_API struct gopx_bytes gopx_node_bytes(const struct gopx_node *n);
GOPX_API struct gopx_bytes gopx_node_body(const struct gopx_node *n);

/* What the children of a packed node lie in; empty for any other. */
GOPX_API struct gopx_bytes gopx_node_unpacked(const struct gopx_node *n);

/* How a node was compressed, "lzma"; NULL for one that was not unpacked. */
GOPX_API const char *gopx_node_compression(const struct gopx_node *n);

/*
 * Offsets count from the start of an address space: the input (NULL), or what the node
 * returned here was unpacked to, or its blocks were joined to.
 */
GOPX_API const struct gopx_node *gopx_node_space(const struct gopx_node *n);
GOPX_API uint64_t gopx_node_offset(const struct gopx_node *n);

/*
 * Where the byte at 'offset' of n's address space is in the input.  False when it is
 * inside compressed data: *input is then the offset of the outermost compressed piece.
 */
GOPX_API bool gopx_node_locate(const struct gopx_node *n, uint64_t offset,
			       uint64_t *input);

/* ---- search: every place that holds a pattern ---------------------------- */

struct gopx_search; /* the hits of one search; owns all of them */

/* The offsets are those of its first byte, in the form of struct gopx_place. */
struct gopx_hit {                      /* library-allocated: may grow at its end */
	const struct gopx_node *node;  /* the deepest that holds all of it, or the packed
					  one whose unpacked bytes do */
	const struct gopx_node *space; /* found in what was unpacked from this node; NULL:
					  in the input itself */
	uint64_t offset;
	uint64_t inner_offset;
	size_t size; /* bytes that match */
	bool packed;
	bool utf16;  /* text, found in UTF-16 */
	bool header; /* it starts in front of the node's body */
};

/* NULL for a pattern that gopx_search() takes; else why not, in one clause. */
GOPX_API const char *gopx_pattern_error(enum gopx_pattern_kind kind, const char *pattern);

/*
 * Look for a pattern at every place of the image, unpacked data included.  At most
 * 'max_hits' are kept; 0 means 65536.  The memory is from the image's allocator.
 *
 * GOPX_E_ARGUMENT: gopx_pattern_error() says why.  GOPX_E_NOMEM.  Then *out is NULL.
 */
GOPX_API GOPX_NODISCARD enum gopx_status gopx_search(const struct gopx_image *image,
						     enum gopx_pattern_kind kind,
						     const char *pattern, size_t max_hits,
						     struct gopx_search **out);

/* Free the hits; to be done before gopx_image_free().  NULL is a no-op. */
GOPX_API void gopx_search_free(struct gopx_search *search);

/* False when there are more hits than were to be kept, or more bytes than to look at. */
GOPX_API bool gopx_search_complete(const struct gopx_search *search);

/* In the order of their places; a hit in unpacked data where the packed piece lies. */
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
 * At most max_diags are kept, those of higher severity before the others, and in addition
 * each that says that a limit was reached.  One more of the code "limit.diagnostics" then
 * counts the others; the scan is as complete as it is without them.
 */
GOPX_API size_t gopx_diag_count(const struct gopx_image *image);

/* NULL when index is out of range. */
GOPX_API const struct gopx_diag *gopx_diag_at(const struct gopx_image *image,
					      size_t index);

#ifdef __cplusplus
}
#endif

#endif /* GOPX_GOPX_H */
