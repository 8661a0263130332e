/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * model.h - tables of how the registers of a generation behave
 *
 * A driver writes to a register, and waits until another register or bit changes.  A
 * model is a list of rules for such registers.  A rule has an address and an effect.  A
 * comment gives the name of the register in Linux, where its bits are described.  All
 * other registers behave like memory: they return the last written value.
 *
 * Names and bits were compared with Linux's drivers/gpu/drm/i915 (MIT, 2025):
 * display/intel_display_regs.h, display/intel_dp_aux_regs.h, display/bxt_dpio_phy_regs.h
 * and i915_reg.h.  For panels, VGA and LVDS, they were compared with the register lists
 * of intel-gpu-tools.
 */
#ifndef GX_TRY_MODEL_H
#define GX_TRY_MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum gx_answer {
	GX_RESET,   /* has the value a after power on */
	GX_ALWAYS,  /* reads as a */
	GX_WITH,    /* the bits a read as 1 */
	GX_FOLLOWS, /* after a write, bit b has the value of bit a */
	GX_PAIRS, /* after a write, each even bit has the value of the odd bit above it */
	GX_DONE,  /* after a write, the bits a are 0 */
	GX_PANEL_POWER, /* reads as "on" if bit 0 of the register at a is set */
	GX_IDLE,        /* bit 7 reads as the inverse of bit 31 */
	GX_LINE,        /* counts scan lines */
	GX_FRAME,       /* counts frames */
	GX_LIVE,        /* bit a reads as 1 if AUX channel b has a display */
	GX_CONFIG,      /* reads as the GPU's configuration space at a, masked by b */
	GX_AUX,         /* controls AUX channel a; its data registers follow */
	GX_SIDE_BAND,   /* starts an access to Bay Trail's side band; its data and address
			   registers follow */
};

struct gx_rule {
	uint32_t at;
	enum gx_answer what;
	uint32_t a, b;
	const char *name;
	/* number of registers in a row with this rule; 0 means one */
	uint16_t count, step;
};

struct gx_model {
	const char *name;
	/* the model for all registers without a rule here; may be NULL */
	const struct gx_model *like;
	const struct gx_rule *rules;
	size_t count;
	uint32_t gtt;   /* offset of the GTT in BAR 0 */
	uint32_t gmbus; /* GMBUS0 */
	/* value of GGC in the configuration space: 64 MiB of stolen memory */
	uint16_t ggc;
};

extern const struct gx_model gx_model_gen6, gx_model_hsw, gx_model_bdw, gx_model_vlv,
    gx_model_chv, gx_model_skl, gx_model_bxt, gx_model_tgl, gx_model_mtl;

/* The model for a platform, and the other devices on its boards. */
struct gx_generation {
	const char *platform; /* gopx_platform_code() */
	const struct gx_model *model;
	uint32_t host, bridge; /* vendor << 16 | device */
};

/* Returns NULL if there is no model for the device. */
const struct gx_generation *gx_generation_of(uint16_t device);

#endif /* GX_TRY_MODEL_H */
