/* SPDX-License-Identifier: BSD-2-Clause */
/* trial.h - run drivers in the emulated machine, and describe the result in words */
#ifndef CLI_SHOW_TRIAL_H
#define CLI_SHOW_TRIAL_H

#include <stdbool.h>

#include <gopx/node.h>
#include <gopx/try.h>

/* The LPC bridge of QEMU's q35: ICH9. */
#define TRIAL_Q35_BRIDGE 0x80862918u

/* Make an emulated machine.  Returns NULL, or the reason why that is impossible. */
const char *trial_machine(struct gopx_machine **machine);

/*
 * The result of one trial, or the best of several with the display at different outputs.
 */
struct trial_result {
	struct gopx_trial *trial;              /* gopx_trial_free() */
	const struct gopx_vbt_device *display; /* NULL: at AUX channel A */
	size_t displays;                       /* tried */
};

/*
 * Run the drivers with the display at each output of the table in turn, until they give a
 * picture.  The table may be NULL.  On failure, prints a message and returns false.
 */
bool trial_run(struct gopx_machine *machine, struct gopx_try_options *options,
	       const struct gopx_finding *vbt, struct trial_result *out);

/*
 * The UEFI drivers in the images of an option ROM, in order.  Returns their number,
 * which may be larger than 'room'.
 */
size_t trial_rom_drivers(const struct gopx_image *scan, struct gopx_bytes *out,
			 size_t room);

/* ---- words ---------------------------------------------------------------------- */

struct trial_text {
	char text[640];
};

/* The driver and the GPU of a trial. 'gop' is NULL if no scan found the driver. */
struct trial_subject {
	const struct gopx_finding *gop;
	uint16_t device;
};

__attribute__((format(printf, 1, 2))) struct trial_text trial_words(const char *format,
								    ...);

/* The verdict in words with its reason, such as "gives a picture". */
struct trial_text trial_verdict(struct trial_subject subject,
				const struct gopx_try_info *info);
struct trial_text trial_bridge_name(uint32_t bridge);

/* Why the driver refuses the bridge, which bridges it accepts, and what to do. */
struct trial_text trial_refused_bridge(struct trial_subject subject,
				       const struct gopx_try_info *info);

#endif /* CLI_SHOW_TRIAL_H */
