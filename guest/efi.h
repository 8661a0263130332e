/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * efi.h - the few definitions of the UEFI specification (2.10) that our drivers use
 *
 * The tables have the members of the specification in its order. Members that our drivers
 * use have names; the other members are arrays.
 */
#ifndef GUEST_EFI_H
#define GUEST_EFI_H

#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__) && defined(__x86_64__)
#define EFIAPI __attribute__((ms_abi))
#else
#define EFIAPI
#endif

typedef uint64_t efi_status;
typedef void *efi_handle;
typedef void efi_any(void);

#define EFI_SUCCESS           ((efi_status)0)
#define EFI_ERROR_BIT         ((efi_status)1 << 63)
#define EFI_INVALID_PARAMETER (EFI_ERROR_BIT | 2)
#define EFI_UNSUPPORTED       (EFI_ERROR_BIT | 3)
#define EFI_NOT_FOUND         (EFI_ERROR_BIT | 14)

struct efi_guid {
	uint32_t a;
	uint16_t b, c;
	uint8_t d[8];
};

struct efi_table_header {
	uint64_t signature;
	uint32_t revision, header_size, crc32, reserved;
};

/* EFI_ALLOCATE_TYPE and EFI_MEMORY_TYPE (7.2) */
enum { EFI_ALLOCATE_MAX_ADDRESS = 1, EFI_ALLOCATE_ADDRESS = 2 };
enum { EFI_RESERVED_MEMORY_TYPE = 0 };
/* EFI_INTERFACE_TYPE, EFI_LOCATE_SEARCH_TYPE (7.3) */
enum { EFI_NATIVE_INTERFACE = 0 };
enum { EFI_BY_PROTOCOL = 2 };

/* 7.1 */
enum { EFI_EVENT_NOTIFY_SIGNAL = 0x200, EFI_TPL_CALLBACK = 8 };

typedef void(EFIAPI *efi_notify)(void *event, void *context);

/* EFI_BOOT_SERVICES (4.4) */
struct efi_boot_services {
	struct efi_table_header header;
	efi_any *tpl[2];
	efi_status(EFIAPI *allocate_pages)(int type, int memory_type, uint64_t pages,
					   uint64_t *address);
	efi_status(EFIAPI *free_pages)(uint64_t address, uint64_t pages);
	efi_any *memory[2]; /* GetMemoryMap, AllocatePool */
	efi_status(EFIAPI *free_pool)(void *buffer);
	efi_status(EFIAPI *create_event)(uint32_t type, uint64_t tpl, efi_notify notify,
					 void *context, void **event);
	efi_any *events[5];
	efi_status(EFIAPI *install_protocol_interface)(efi_handle *handle,
						       const struct efi_guid *protocol,
						       int type, void *interface);
	efi_any *protocols[2]; /* Reinstall, Uninstall */
	efi_status(EFIAPI *handle_protocol)(efi_handle handle,
					    const struct efi_guid *protocol,
					    void **interface);
	efi_any *reserved;
	efi_status(EFIAPI *register_protocol_notify)(const struct efi_guid *protocol,
						     void *event, void **registration);
	efi_any *others[17]; /* LocateHandle ... ProtocolsPerHandle */
	efi_status(EFIAPI *locate_handle_buffer)(int search,
						 const struct efi_guid *protocol,
						 void *key, uint64_t *count,
						 efi_handle **handles);
	efi_status(EFIAPI *locate_protocol)(const struct efi_guid *protocol,
					    void *registration, void **interface);
};

/* EFI_SYSTEM_TABLE (4.3) */
struct efi_system_table {
	struct efi_table_header header;
	uint16_t *firmware_vendor;
	uint32_t firmware_revision;
	void *consoles[6];
	void *runtime_services;
	struct efi_boot_services *boot_services;
};

/* EFI_FIRMWARE_VOLUME2_PROTOCOL (PI, volume 3, 3.4.1) */
struct efi_firmware_volume2 {
	efi_any *attributes_and_file[3];
	efi_status(EFIAPI *read_section)(const struct efi_firmware_volume2 *self,
					 const struct efi_guid *file, uint8_t type,
					 uint64_t instance, void **buffer, uint64_t *size,
					 uint32_t *authentication);
};

#define EFI_SECTION_RAW 0x19

/* UEFI counts pages of 4 KiB on every machine. */
#define EFI_PAGE_SIZE 0x1000

#endif /* GUEST_EFI_H */
