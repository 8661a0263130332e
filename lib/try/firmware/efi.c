/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * efi.c - GUIDs and names of protocols, from UEFI 2.10; for Intel's protocols, from
 * drivers
 */
#include "try/firmware/efi.h"

const struct gx_guid gx_driver_binding_guid = GX_GUID(18A031AB, B443, 4D1A, A5, C0, 0C,
						      09, 26, 1E, 9F, 71);
const struct gx_guid gx_pci_io_guid = GX_GUID(4CF5B200, 68B8, 4CA5, 9E, EC, B2, 3E, 3F,
					      50, 02, 9A);
const struct gx_guid gx_root_bridge_guid = GX_GUID(2F707EBB, 4A1A, 11D4, 9A, 38, 00, 90,
						   27, 3F, C1, 4D);
const struct gx_guid gx_device_path_guid = GX_GUID(09576E91, 6D3F, 11D2, 8E, 39, 00, A0,
						   C9, 69, 72, 3B);
const struct gx_guid gx_policy_guid = GX_GUID(EC2E931B, 3281, 48A5, 81, 07, DF, 8A, 8B,
					      ED, 3C, 5D);
const struct gx_guid gx_graphics_output_guid = GX_GUID(9042A9DE, 23DC, 4A38, 96, FB, 7A,
						       DE, D0, 80, 51, 6A);
const struct gx_guid gx_loaded_image_guid = GX_GUID(5B1B31A1, 9562, 11D2, 8E, 3F, 00, A0,
						    C9, 69, 72, 3B);

static const struct {
	struct gx_guid guid;
	const char *name;
} others[] = {
	{ GX_GUID(107A772C, D5E1, 11D4, 9A, 46, 00, 90, 27, 3F, C1, 4D),
	  "ComponentName" },
	{ GX_GUID(6A7A5CFF, E8D9, 4F70, BA, DA, 75, AB, 30, 25, CE, 14),
	  "ComponentName2" },
	{ GX_GUID(1C0C34F6, D380, 41FA, A0, 49, 8A, D0, 6C, 1A, 66, AA),
	  "EdidDiscovered" },
	{ GX_GUID(BD8C1056, 9F36, 44EC, 92, A8, A6, 33, 7F, 81, 79, 86), "EdidActive" },
	{ GX_GUID(48ECB431, FB72, 45C0, A9, 22, F4, 58, FE, 04, 0B, D5), "EdidOverride" },
	{ GX_GUID(5C198761, 16A8, 4E69, 97, 2C, 89, D6, 79, 54, F8, 1D),
	  "DriverSupportedEfiVersion" },
};

const char *gx_protocol_name(const struct gx_guid *guid)
{
	static const struct {
		const struct gx_guid *guid;
		const char *name;
	} ours[] = {
		{ &gx_driver_binding_guid, "DriverBinding" },
		{ &gx_pci_io_guid, "PciIo" },
		{ &gx_root_bridge_guid, "PciRootBridgeIo" },
		{ &gx_device_path_guid, "DevicePath" },
		{ &gx_policy_guid, "PlatformGopPolicy" },
		{ &gx_graphics_output_guid, "GraphicsOutput" },
		{ &gx_loaded_image_guid, "LoadedImage" },
	};

	for (size_t i = 0; i < sizeof(ours) / sizeof(*ours); i++) {
		if (gx_guid_equal(guid, ours[i].guid))
			return ours[i].name;
	}
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++) {
		if (gx_guid_equal(guid, &others[i].guid))
			return others[i].name;
	}
	return NULL;
}
