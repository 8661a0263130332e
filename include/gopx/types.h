/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * types.h - the enumerations of the gopx API, which gopx.h includes
 *
 * The inner layers of the library also use these enumerations, but must not include
 * gopx.h.  So they have a header of their own.
 */
#ifndef GOPX_TYPES_H
#define GOPX_TYPES_H

/*
 * The result of a function, or the kind of problem that a diagnostic (struct gopx_diag)
 * reports.
 */
enum gopx_status {
	GOPX_OK = 0,

	GOPX_E_ARGUMENT = 1,  /* the caller gave a wrong argument */
	GOPX_E_NOMEM = 2,     /* the allocator returned NULL */
	GOPX_E_TRUNCATED = 3, /* a size or an offset points past the end of its parent */
	GOPX_E_CORRUPT = 4,   /* a value that the format does not allow */
	GOPX_E_UNSUPPORTED = 5, /* probably valid, but gopx does not support it */
	GOPX_E_LIMIT = 6,       /* a limit of struct gopx_options was reached */
	GOPX_E_FORMAT = 7,      /* not this format at all */
	GOPX_E_INTERNAL = 8,    /* a bug in gopx; please report it */
};

/* The kind of a finding.  Later versions may add kinds: skip unknown ones. */
enum gopx_finding_kind {
	GOPX_FINDING_GOP = 1, /* Intel's UEFI graphics output driver (PE or TE) */
	GOPX_FINDING_VBT = 2, /* an Intel video BIOS table */

	/* a graphics driver of another maker, or Intel's for PEI; only with
	 * options.other_drivers */
	GOPX_FINDING_OTHER_GOP = 3,

	/* a piece that gopx cannot open, or a sign of firmware from before UEFI */
	GOPX_FINDING_NOTE = 4,
};

enum gopx_confidence {
	GOPX_LIKELY = 1,  /* enough signs are present, but not all */
	GOPX_CERTAIN = 2, /* every sign of this kind is present */
};

enum gopx_vbt_origin {
	GOPX_VBT_FROM_GOP = 1,   /* stored for the UEFI driver */
	GOPX_VBT_FROM_VBIOS = 2, /* part of a legacy video BIOS */
};

/* The part of a table to which a field belongs.  Later versions may add parts: skip
 * unknown ones. */
enum gopx_vbt_group {
	GOPX_VBT_OF_TABLE = 1,       /* the table itself */
	GOPX_VBT_OF_PANEL = 2,       /* one of 16 */
	GOPX_VBT_OF_OUTPUT = 3,      /* a child device */
	GOPX_VBT_OF_MIPI = 4,        /* one of 6 configurations of MIPI DSI panels */
	GOPX_VBT_OF_COMPRESSION = 5, /* one of 16 sets of parameters of DSC */
};

/* How a pattern for gopx_search() is written, and what it matches. */
enum gopx_pattern_kind {
	/* "2456 42?4": two hex digits for each byte; ? stands for any digit */
	GOPX_PATTERN_HEX = 1,
	/* printable ASCII: matches ASCII and UTF-16, in upper and lower case */
	GOPX_PATTERN_TEXT = 2,
	GOPX_PATTERN_GUID = 3, /* the text of a GUID: matches its 16 bytes in images */
};

/* The severity of a diagnostic. */
enum gopx_severity {
	GOPX_NOTE = 1,    /* information */
	GOPX_WARNING = 2, /* unusual, but handled */
	GOPX_DAMAGE = 3,  /* bytes are missing or wrong; something may be lost */
};

#endif /* GOPX_TYPES_H */
