/* SPDX-License-Identifier: BSD-2-Clause */
/* firmware.h - the made-up firmware: its tables, its services, and how it loads drivers
 */
#ifndef GX_TRY_FIRMWARE_H
#define GX_TRY_FIRMWARE_H

#include "try/machine.h"
#include "try/firmware/efi.h"
#include "try/memory.h"

/*
 * Make the system table with boot and runtime services, and the handles of GPU and root
 * bridge.
 */
void gx_firmware_make(struct gopx_machine *m);

struct gx_loaded {
	uint64_t base, entry, handle;
};

/*
 * Load a PE image for x64: sections in place, relocated, with a LoadedImage handle.
 * Returns GOPX_E_FORMAT for an invalid image, GOPX_E_LIMIT if the image is too large or
 * there are too many images.
 */
GX_NODISCARD enum gopx_status gx_load(struct gopx_machine *m, struct gx_span image,
				      struct gx_loaded *out);

/* Record the calls of the installed policy, if there is one. */
void gx_policy_watch(struct gopx_machine *m);
void gx_policy_unwatch(struct gopx_machine *m);

/* ---- the services, by subject ----------------------------------------- */

gx_service gx_bs_raise_tpl, gx_bs_succeed, gx_bs_unsupported, gx_bs_leave;
gx_service gx_bs_allocate_pages, gx_bs_memory_map, gx_bs_allocate_pool, gx_bs_free_pool,
    gx_bs_copy_mem, gx_bs_set_mem, gx_bs_crc32;
gx_service gx_bs_create_event, gx_bs_create_event_ex, gx_bs_check_event, gx_bs_stall;
gx_service gx_bs_install, gx_bs_reinstall, gx_bs_uninstall, gx_bs_install_multiple,
    gx_bs_uninstall_multiple, gx_bs_handle_protocol, gx_bs_open, gx_bs_close,
    gx_bs_open_information, gx_bs_protocols_per_handle, gx_bs_locate_handle,
    gx_bs_locate_handle_buffer, gx_bs_locate_protocol, gx_bs_not_found;

#endif /* GX_TRY_FIRMWARE_H */
