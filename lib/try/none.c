/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * none.c - the functions of try.h in builds without libunicorn: they report that there is
 * no emulator
 */
#include <gopx/try.h>

enum gopx_status gopx_machine_open(struct gopx_machine **out)
{
	*out = NULL;
	return GOPX_E_UNSUPPORTED;
}

void gopx_machine_close(struct gopx_machine *machine)
{
	(void)machine;
}

enum gopx_status gopx_try(struct gopx_machine *machine,
			  const struct gopx_try_options *options, struct gopx_trial **out)
{
	(void)machine;
	(void)options;
	*out = NULL;
	return GOPX_E_UNSUPPORTED;
}

enum gopx_status gopx_try_sweep(struct gopx_machine *machine,
				const struct gopx_try_options *options,
				enum gopx_try_sweep what, uint8_t accepted[8192],
				bool *reads)
{
	(void)machine;
	(void)options;
	(void)what;
	(void)accepted;
	*reads = false;
	return GOPX_E_UNSUPPORTED;
}
