/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * vbt.h - the fields of a video BIOS table: read them, change them
 *
 * struct gopx_vbt *vbt;
 *
 * if (gopx_vbt_open(data, size, NULL, &vbt) != GOPX_OK) ... if (gopx_vbt_set(vbt,
 * "EFP1.port", "DP-C") != GOPX_OK) puts(gopx_vbt_error(vbt)); use(gopx_vbt_bytes(vbt));
 * gopx_vbt_free(vbt);
 *
 * A table is changed in place: its size and all other fields stay the same, and the
 * checksum is corrected.  For memory and strings, the rules of gopx.h apply.
 */
#ifndef GOPX_VBT_H
#define GOPX_VBT_H

#include <gopx/gopx.h>

#ifdef __cplusplus
extern "C" {
#endif

struct gopx_vbt; /* a copy of one table; owns everything below */

/* A field that tables may have; all tables share one list of fields. */
struct gopx_vbt_field;

/* NULL when index is out of range. */
GOPX_API size_t gopx_vbt_field_count(void);
GOPX_API const struct gopx_vbt_field *gopx_vbt_field_at(size_t index);

GOPX_API const char *gopx_vbt_field_name(const struct gopx_vbt_field *f); /* "pwm-hz" */
GOPX_API const char *gopx_vbt_field_help(const struct gopx_vbt_field *f); /* one clause */
GOPX_API enum gopx_vbt_group gopx_vbt_field_group(const struct gopx_vbt_field *f);
GOPX_API uint8_t gopx_vbt_field_block(const struct gopx_vbt_field *f);

/* The first and the last BDB version that has it; 0: no limit. */
GOPX_API uint16_t gopx_vbt_field_since(const struct gopx_vbt_field *f);
GOPX_API uint16_t gopx_vbt_field_until(const struct gopx_vbt_field *f);

/*
 * The allowed values, "0 to 65535" or "none, pwm", are written to 'out'; 256 bytes are
 * always enough.  Returns false for a field that cannot be set.
 */
GOPX_API bool gopx_vbt_field_allowed(const struct gopx_vbt_field *f, char *out,
				     size_t size);

enum gopx_vbt_value_kind { /* may grow: treat unknown ones as text */
			   GOPX_VBT_VALUE_NUMBER = 1,
			   GOPX_VBT_VALUE_FLAG = 2, /* number is 0 or 1 */
			   GOPX_VBT_VALUE_TEXT =
			       3, /* a word or a text; number is the stored value, or 0 */
};

/* A field of this table. */
struct gopx_vbt_value { /* library-allocated: may grow at its end */
	const struct gopx_vbt_field *field;
	const char *owner; /* "panel2", "EFP1", "output3"; NULL: the table */
	const char *name;  /* "EFP1.port": the name for gopx_vbt_set() */
	const char *text;  /* in the form that gopx_vbt_set() takes */
	uint64_t number;
	enum gopx_vbt_value_kind kind;
	uint32_t index;  /* index of the panel, output, ... */
	uint32_t offset; /* offset of its first byte in the table */
};

/* The timing of a panel in a table. */
struct gopx_vbt_timing { /* library-allocated: may grow at its end */
	uint8_t block;   /* 42 or 58 */
	bool taken;      /* the one of two that Linux uses */
	uint32_t clock;  /* kHz */
	uint16_t hactive, htotal;
	uint16_t vactive, vtotal;
	uint16_t hfront, hsync;       /* front porch and synchronisation: pixels */
	uint16_t vfront, vsync;       /* the same in lines */
	uint16_t width_mm, height_mm; /* of the image; 0: unknown */
	bool hsync_positive, vsync_positive;
	const char *modeline; /* as gopx_vbt_set() takes it for "panel2.timing" */
};

/*
 * Open the table at the start of 'data', and copy it.  Only the allocator of 'opts',
 * which may be NULL, is used.  GOPX_E_FORMAT, GOPX_E_TRUNCATED: not a table, or an
 * incomplete one.  GOPX_E_ARGUMENT, GOPX_E_NOMEM.  On failure *out is NULL.
 */
GOPX_API GOPX_NODISCARD enum gopx_status gopx_vbt_open(const void *data, size_t size,
						       const struct gopx_options *opts,
						       struct gopx_vbt **out);

/* NULL is a no-op. */
GOPX_API void gopx_vbt_free(struct gopx_vbt *vbt);

/*
 * The values in the order of their fields: those of the table, then of each panel,
 * output and so on.  They and their strings stay valid until the table is changed.
 */
GOPX_API size_t gopx_vbt_value_count(const struct gopx_vbt *vbt);
GOPX_API const struct gopx_vbt_value *gopx_vbt_value_at(const struct gopx_vbt *vbt,
							size_t index);

/*
 * The timing of a panel, 0 to 15, in block 42 or 58; NULL if the table has none.  It
 * stays valid until the table is changed.
 */
GOPX_API const struct gopx_vbt_timing *gopx_vbt_timing_at(const struct gopx_vbt *vbt,
							  size_t panel, uint8_t block);

/*
 * Change one field.  Besides the names that gopx_vbt_value_at() lists, it takes
 * "panel.X" for the field X of the panel that is selected, and "panel2.timing", a
 * modeline that goes into both timings that a table may have.
 *
 * GOPX_E_ARGUMENT: the field does not exist, or cannot have this value; the table is
 * unchanged, and gopx_vbt_error() says why.  GOPX_E_NOMEM: the table may have been
 * changed.
 */
GOPX_API GOPX_NODISCARD enum gopx_status gopx_vbt_set(struct gopx_vbt *vbt,
						      const char *name, const char *text);

/* Take timing, size, PnP id and name of a panel ("panel", "panel2") from its EDID. */
GOPX_API GOPX_NODISCARD enum gopx_status
gopx_vbt_set_edid(struct gopx_vbt *vbt, const char *panel, const void *edid, size_t size);

/* Switch every output off. */
GOPX_API GOPX_NODISCARD enum gopx_status gopx_vbt_headless(struct gopx_vbt *vbt);

/* Swap two outputs, except their connectors: "EFP1" and "EFP2". */
GOPX_API GOPX_NODISCARD enum gopx_status gopx_vbt_swap(struct gopx_vbt *vbt,
						       const char *a, const char *b);

/* Why the last change was refused, a clause in English with the allowed values; or "". */
GOPX_API const char *gopx_vbt_error(const struct gopx_vbt *vbt);

/* The current table: 'size' bytes from its header on; its checksum is correct after a
 * change. */
GOPX_API struct gopx_bytes gopx_vbt_bytes(const struct gopx_vbt *vbt);

#ifdef __cplusplus
}
#endif

#endif /* GOPX_VBT_H */
