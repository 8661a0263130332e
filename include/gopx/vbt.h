/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * vbt.h - the fields of a video BIOS table: read them, change them
 *
 *	struct gopx_vbt *vbt;
 *
 *	if (gopx_vbt_open(data, size, NULL, &vbt) != GOPX_OK)
 *		...
 *	if (gopx_vbt_set(vbt, "EFP1.port", "DP-C") != GOPX_OK)
 *		puts(gopx_vbt_error(vbt));
 *	use(gopx_vbt_bytes(vbt));
 *	gopx_vbt_free(vbt);
 *
 * A change keeps the size of the table and all its other fields, and corrects the
 * checksum.  The rules of gopx.h for memory, strings and arguments apply.  A pointer that
 * a function returns for a table stays valid until gopx_vbt_free().  Some pointers become
 * invalid with the next change; a comment then says so.
 *
 * Source of the format: intel_vbt_defs.h and intel_bios.c of Linux's driver i915.
 */
#ifndef GOPX_VBT_H
#define GOPX_VBT_H

#include <gopx/gopx.h>

#ifdef __cplusplus
extern "C" {
#endif

struct gopx_vbt; /* a copy of one table; owns everything below */

/* A field that tables may have.  All tables share one list of fields.  The list and its
 * strings stay valid until the program ends. */
struct gopx_vbt_field;

/* NULL when index is out of range. */
GOPX_API size_t gopx_vbt_field_count(void);
GOPX_API const struct gopx_vbt_field *gopx_vbt_field_at(size_t index);

/* The field's name, such as "pwm-hz", its meaning (a clause in English), the part of a
 * table to which it belongs, and the number of its block. */
GOPX_API const char *gopx_vbt_field_name(const struct gopx_vbt_field *f);
GOPX_API const char *gopx_vbt_field_help(const struct gopx_vbt_field *f);
GOPX_API enum gopx_vbt_group gopx_vbt_field_group(const struct gopx_vbt_field *f);
GOPX_API uint8_t gopx_vbt_field_block(const struct gopx_vbt_field *f);

/* The first and the last BDB version whose tables have the field; 0: no limit. */
GOPX_API uint16_t gopx_vbt_field_since(const struct gopx_vbt_field *f);
GOPX_API uint16_t gopx_vbt_field_until(const struct gopx_vbt_field *f);

/*
 * Write the allowed values, such as "0 to 65535" or "none, pwm", to 'out', which has
 * 'size' bytes; 256 are always enough.  Returns false if the field cannot be set.
 */
GOPX_API bool gopx_vbt_field_allowed(const struct gopx_vbt_field *f, char *out,
				     size_t size);

/* Later versions may add kinds: treat unknown ones as text. */
enum gopx_vbt_value_kind {
	GOPX_VBT_VALUE_NUMBER = 1,
	GOPX_VBT_VALUE_FLAG = 2, /* .number is 0 or 1 */
	GOPX_VBT_VALUE_TEXT = 3, /* a word or a text; .number is the stored value, or 0 */
};

/* The value of a field in one table. */
struct gopx_vbt_value { /* gopx allocates it; later versions may add fields at its end */
	const struct gopx_vbt_field *field;
	/* the panel, output, ... that has the field: "panel2", "EFP1", "output3"; NULL
	 * for a field of the table as a whole */
	const char *owner;
	const char *name; /* "EFP1.port": the name for gopx_vbt_set() */
	const char *text; /* the value, in the form that gopx_vbt_set() takes */
	uint64_t number;
	enum gopx_vbt_value_kind kind;
	uint32_t index;  /* index of the panel, output, ...; 0 for a field of the table */
	uint32_t offset; /* offset of its first byte from the table's start */
};

/* The timing of a panel in a table. */
struct gopx_vbt_timing { /* gopx allocates it; later versions may add fields at its end */
	uint8_t block;   /* 42 or 58 */
	bool taken;      /* Linux uses this timing, not the one in the other block */
	uint32_t clock;  /* kHz */
	uint16_t hactive, htotal;
	uint16_t vactive, vtotal;
	uint16_t hfront, hsync;       /* front porch and sync pulse, in pixels */
	uint16_t vfront, vsync;       /* the same, in lines */
	uint16_t width_mm, height_mm; /* size of the visible image; 0: unknown */
	bool hsync_positive, vsync_positive;
	/* The timing in the form that gopx_vbt_set() takes for "panel2.timing". */
	const char *modeline;
};

/*
 * Copy the table at the start of 'data', and decode it.  After the call, 'data' is no
 * longer needed.  'opts' may be NULL; only the allocator in it is used.
 *
 * GOPX_E_FORMAT: no table starts there.  GOPX_E_TRUNCATED or GOPX_E_CORRUPT: the table is
 * incomplete or damaged.  GOPX_E_ARGUMENT: a wrong argument, as for gopx_scan().
 * GOPX_E_NOMEM: no memory.  On failure *out is NULL.
 */
GOPX_API GOPX_NODISCARD enum gopx_status gopx_vbt_open(const void *data, size_t size,
						       const struct gopx_options *opts,
						       struct gopx_vbt **out);

/* Free a table and everything that it returned.  NULL is a no-op. */
GOPX_API void gopx_vbt_free(struct gopx_vbt *vbt);

/*
 * The values of the table's own fields come first.  Then follow the values of each panel,
 * each output and so on.  They and their strings stay valid until the table is changed.
 * NULL when index is out of range.
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
 * Change one field.  'name' is one that gopx_vbt_value_at() lists.  It can also be
 * "panel.X" for the field X of the selected panel, or "panel2.timing" for a modeline.  If
 * a table has two places for the timing of a panel, the modeline goes into both.
 *
 * This applies to each function that changes a table: GOPX_E_ARGUMENT means that the
 * change was refused and the table is unchanged; gopx_vbt_error() says why.  GOPX_E_NOMEM
 * means that there was no memory.  The table may have changed, and only gopx_vbt_free()
 * may be called after that.
 */
GOPX_API GOPX_NODISCARD enum gopx_status gopx_vbt_set(struct gopx_vbt *vbt,
						      const char *name, const char *text);

/* Copy timing, size, PnP id and name of a panel ("panel", "panel2") from the 'size' bytes
 * of its EDID. */
GOPX_API GOPX_NODISCARD enum gopx_status
gopx_vbt_set_edid(struct gopx_vbt *vbt, const char *panel, const void *edid, size_t size);

/* Switch every output off. */
GOPX_API GOPX_NODISCARD enum gopx_status gopx_vbt_headless(struct gopx_vbt *vbt);

/* Swap two outputs, except their connectors: "EFP1" and "EFP2". */
GOPX_API GOPX_NODISCARD enum gopx_status gopx_vbt_swap(struct gopx_vbt *vbt,
						       const char *a, const char *b);

/*
 * A clause in English that says why the last change was refused; "" if it was not
 * refused.  Never NULL.  Valid until the next change.
 */
GOPX_API const char *gopx_vbt_error(const struct gopx_vbt *vbt);

/* The current bytes of the table, valid until the next change.  After a change their
 * checksum is correct. */
GOPX_API struct gopx_bytes gopx_vbt_bytes(const struct gopx_vbt *vbt);

#ifdef __cplusplus
}
#endif

#endif /* GOPX_VBT_H */
