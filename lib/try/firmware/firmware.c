/* SPDX-License-Identifier: BSD-2-Clause */
/* firmware.c - the tables that a driver receives (UEFI 2.10, 4.3 to 4.5) */
#include "try/firmware/firmware.h"

#include "try/device/pci.h"

#define REVISION 0x20046u /* 2.7 */

struct table_member {
	const char *name;
	gx_service *run;
	unsigned index;
	/* its calls are too frequent for the trace, or have an event of their own */
	bool quiet;
};

static const struct table_member boot_services[] = {
	{ "RaiseTPL", gx_bs_raise_tpl, 0, true },
	{ "RestoreTPL", gx_bs_succeed, 0, true },
	{ "AllocatePages", gx_bs_allocate_pages, 0, false },
	{ "FreePages", gx_bs_succeed, 0, false },
	{ "GetMemoryMap", gx_bs_memory_map, 0, false },
	{ "AllocatePool", gx_bs_allocate_pool, 0, true },
	{ "FreePool", gx_bs_free_pool, 0, true },
	{ "CreateEvent", gx_bs_create_event, 0, false },
	{ "SetTimer", gx_bs_succeed, 0, false },
	{ "WaitForEvent", gx_bs_unsupported, 0, false },
	{ "SignalEvent", gx_bs_succeed, 0, false },
	{ "CloseEvent", gx_bs_succeed, 0, false },
	{ "CheckEvent", gx_bs_check_event, 0, false },
	{ "InstallProtocolInterface", gx_bs_install, 0, true },
	{ "ReinstallProtocolInterface", gx_bs_reinstall, 0, true },
	{ "UninstallProtocolInterface", gx_bs_uninstall, 0, true },
	{ "HandleProtocol", gx_bs_handle_protocol, 0, true },
	{ "Reserved", gx_bs_unsupported, 0, false },
	{ "RegisterProtocolNotify", gx_bs_succeed, 0, false },
	{ "LocateHandle", gx_bs_locate_handle, 0, true },
	{ "LocateDevicePath", gx_bs_not_found, 0, false },
	{ "InstallConfigurationTable", gx_bs_succeed, 0, false },
	{ "LoadImage", gx_bs_unsupported, 0, false },
	{ "StartImage", gx_bs_unsupported, 0, false },
	{ "Exit", gx_bs_leave, 0, false },
	{ "UnloadImage", gx_bs_unsupported, 0, false },
	{ "ExitBootServices", gx_bs_leave, 1, false },
	{ "GetNextMonotonicCount", gx_bs_unsupported, 0, false },
	{ "Stall", gx_bs_stall, 0, true },
	{ "SetWatchdogTimer", gx_bs_succeed, 0, false },
	{ "ConnectController", gx_bs_succeed, 0, false },
	{ "DisconnectController", gx_bs_succeed, 0, false },
	{ "OpenProtocol", gx_bs_open, 0, true },
	{ "CloseProtocol", gx_bs_close, 0, true },
	{ "OpenProtocolInformation", gx_bs_open_information, 0, true },
	{ "ProtocolsPerHandle", gx_bs_protocols_per_handle, 0, false },
	{ "LocateHandleBuffer", gx_bs_locate_handle_buffer, 0, true },
	{ "LocateProtocol", gx_bs_locate_protocol, 0, true },
	{ "InstallMultipleProtocolInterfaces", gx_bs_install_multiple, 0, true },
	{ "UninstallMultipleProtocolInterfaces", gx_bs_uninstall_multiple, 0, true },
	{ "CalculateCrc32", gx_bs_crc32, 0, false },
	{ "CopyMem", gx_bs_copy_mem, 0, true },
	{ "SetMem", gx_bs_set_mem, 0, true },
	{ "CreateEventEx", gx_bs_create_event_ex, 0, false },
};

static const struct table_member runtime_services[] = {
	{ "GetTime", gx_bs_unsupported, 0, false },
	{ "SetTime", gx_bs_unsupported, 0, false },
	{ "GetWakeupTime", gx_bs_unsupported, 0, false },
	{ "SetWakeupTime", gx_bs_unsupported, 0, false },
	{ "SetVirtualAddressMap", gx_bs_unsupported, 0, false },
	{ "ConvertPointer", gx_bs_unsupported, 0, false },
	{ "GetVariable", gx_bs_not_found, 0, false },
	{ "GetNextVariableName", gx_bs_not_found, 0, false },
	{ "SetVariable", gx_bs_succeed, 0, false },
	{ "GetNextHighMonotonicCount", gx_bs_unsupported, 0, false },
	{ "ResetSystem", gx_bs_leave, 2, false },
	{ "UpdateCapsule", gx_bs_unsupported, 0, false },
	{ "QueryCapsuleCapabilities", gx_bs_unsupported, 0, false },
	{ "QueryVariableInfo", gx_bs_unsupported, 0, false },
};

static const struct table_member console[] = {
	{ "ConOut.Reset", gx_bs_succeed, 0, false },
	{ "ConOut.OutputString", gx_bs_succeed, 0, false },
	{ "ConOut.TestString", gx_bs_succeed, 0, false },
	{ "ConOut.QueryMode", gx_bs_unsupported, 0, false },
	{ "ConOut.SetMode", gx_bs_succeed, 0, false },
	{ "ConOut.SetAttribute", gx_bs_succeed, 0, false },
	{ "ConOut.ClearScreen", gx_bs_succeed, 0, false },
	{ "ConOut.SetCursorPosition", gx_bs_succeed, 0, false },
	{ "ConOut.EnableCursor", gx_bs_succeed, 0, false },
};

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

#define HEADER 24 /* EFI_TABLE_HEADER */

static void put_header(struct gopx_machine *m, uint64_t at, uint64_t signature,
		       uint64_t size)
{
	gx_guest_fill(m, at, size, 0);
	gx_guest_put(m, at, 8, signature);
	gx_guest_put(m, at + 8, 4, REVISION);
	gx_guest_put(m, at + 12, 4, size);
}

static void put_members(struct gopx_machine *m, uint64_t at,
			const struct table_member *members, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct gx_stub stub = { members[i].run, members[i].name, members[i].index,
					members[i].quiet };

		gx_guest_put(m, at + 8 * i, 8, gx_stub_add(m, stub));
	}
}

/* Fill in the vendor's name, the console, and the addresses of the services. */
static void put_system(struct gopx_machine *m, uint64_t boot, uint64_t runtime)
{
	uint64_t vendor = gx_pool_take(m, 16, 16), out = gx_pool_take(m, 128, 16);

	gx_guest_fill(m, vendor, 16, 0);
	gx_guest_put(m, vendor, 8, 0x00780070006f0067); /* "gopx" in UCS-2 */
	gx_guest_fill(m, out, 128, 0);
	put_members(m, out, console, COUNT(console));
	gx_guest_put(m, m->system_table + 24, 8, vendor);
	gx_guest_put(m, m->system_table + 32, 4, 0x10000);
	gx_guest_put(m, m->system_table + 64, 8, out);
	gx_guest_put(m, m->system_table + 88, 8, runtime);
	gx_guest_put(m, m->system_table + 96, 8, boot);
}

/* PciRoot(0x0)/Pci(0x2,0x0), and PciRoot(0x0) alone */
static const uint8_t path[] = { 2, 1, 12, 0, 0xd0, 0x41, 0x03, 0x0a, 0,    0, 0,
				0, 1, 1,  6, 0,    0,    2,    0x7f, 0xff, 4, 0 };
static const uint8_t root_path[] = { 2, 1, 12, 0, 0xd0, 0x41, 0x03, 0x0a,
				     0, 0, 0,  0, 0x7f, 0xff, 4,    0 };

static uint64_t put_path(struct gopx_machine *m, const uint8_t *bytes, size_t size)
{
	uint64_t at = gx_pool_take(m, size, 16);

	gx_guest_write(m, at, bytes, size);
	return at;
}

static void put_devices(struct gopx_machine *m)
{
	struct gx_handles *h = &m->state.handles;
	uint64_t bridge = 0;
	bool done;

	m->controller = 0;
	done = gx_protocol_install(h, &m->controller, &gx_device_path_guid,
				   put_path(m, path, sizeof(path))) &&
	       gx_protocol_install(h, &m->controller, &gx_pci_io_guid,
				   gx_pci_io_make(m)) &&
	       gx_protocol_install(h, &bridge, &gx_device_path_guid,
				   put_path(m, root_path, sizeof(root_path))) &&
	       gx_protocol_install(h, &bridge, &gx_root_bridge_guid,
				   gx_root_bridge_make(m));
	m->failed |= !done;
}

void gx_firmware_make(struct gopx_machine *m)
{
	uint64_t boot = gx_pool_take(m, HEADER + 8 * COUNT(boot_services), 16);
	uint64_t runtime = gx_pool_take(m, HEADER + 8 * COUNT(runtime_services), 16);

	put_header(m, boot, 0x56524553544f4f42, HEADER + 8 * COUNT(boot_services));
	put_members(m, boot + HEADER, boot_services, COUNT(boot_services));
	put_header(m, runtime, 0x56524553544e5552, HEADER + 8 * COUNT(runtime_services));
	put_members(m, runtime + HEADER, runtime_services, COUNT(runtime_services));
	m->system_table = gx_pool_take(m, 120, 16);
	put_header(m, m->system_table, 0x5453595320494249, 120);
	put_system(m, boot, runtime);
	put_devices(m);
	m->failed |= m->stopped;
}
