/* SPDX-License-Identifier: BSD-2-Clause */
/* efi.h - definitions of the UEFI specification (2.10) that the emulated firmware uses */
#ifndef GX_TRY_EFI_H
#define GX_TRY_EFI_H

#include "base/guid.h"

#define GX_EFI_SUCCESS           UINT64_C(0)
#define GX_EFI_ERROR(n)          (UINT64_C(1) << 63 | (n))
#define GX_EFI_INVALID_PARAMETER GX_EFI_ERROR(2)
#define GX_EFI_UNSUPPORTED       GX_EFI_ERROR(3)
#define GX_EFI_BUFFER_TOO_SMALL  GX_EFI_ERROR(5)
#define GX_EFI_DEVICE_ERROR      GX_EFI_ERROR(7)
#define GX_EFI_OUT_OF_RESOURCES  GX_EFI_ERROR(9)
#define GX_EFI_NOT_FOUND         GX_EFI_ERROR(14)

/* Protocols that this firmware provides, or that drivers search for. */
extern const struct gx_guid gx_driver_binding_guid;
extern const struct gx_guid gx_pci_io_guid;
extern const struct gx_guid gx_root_bridge_guid;
extern const struct gx_guid gx_device_path_guid;
extern const struct gx_guid gx_policy_guid;
extern const struct gx_guid gx_graphics_output_guid;
extern const struct gx_guid gx_loaded_image_guid;

/* A name for people; NULL if it is unknown. */
const char *gx_protocol_name(const struct gx_guid *guid);

#endif /* GX_TRY_EFI_H */
