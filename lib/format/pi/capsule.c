/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * capsule.c - EFI_CAPSULE_HEADER (UEFI 2.10, 8.5.3) and its vendor forms
 *
 * Some capsules (LVFS) have the GUID of a device's ESRT entry.  The table below does not
 * have these GUIDs.  gopx finds the content of such capsules by its later search.
 */
#include "format/pi/capsule.h"

enum form {
	EFI_FORM,     /* HeaderSize, Flags, CapsuleImageSize */
	TOSHIBA_FORM, /* HeaderSize, FullSize, Flags */
	APTIO_FORM,   /* EFI_FORM and RomImageOffset u16: where the body starts */
};

static const struct capsule_kind {
	struct gx_guid guid;
	const char *name;
	enum form form;
} kinds[] = {
	{ GX_GUID(3B6686BD, 0D76, 4030, B7, 0E, B5, 51, 9E, 2F, C5, A0), "efi",
	  EFI_FORM },
	{ GX_GUID(6DCBD5ED, E82D, 4C44, BD, A1, 71, 94, 19, 9A, D9, 2A), "fmp",
	  EFI_FORM },
	{ GX_GUID(539182B9, ABB5, 4391, B6, 9A, E3, A9, 43, F7, 2F, CC), "intel",
	  EFI_FORM },
	{ GX_GUID(E20BAFD3, 9914, 4F4F, 95, 37, 31, 29, E0, 90, EB, 3C), "lenovo",
	  EFI_FORM },
	{ GX_GUID(25B5FE76, 8243, 4A5C, A9, BD, 7E, E3, 24, 61, 98, B5), "lenovo-2",
	  EFI_FORM },
	{ GX_GUID(3BE07062, 1D51, 45D2, 83, 2B, F0, 93, 25, 7E, D4, 61), "toshiba",
	  TOSHIBA_FORM },
	{ GX_GUID(4A3CA68B, 7723, 48FB, 80, 3D, 57, 8C, C1, FE, C4, 4D),
	  "ami-aptio-signed", APTIO_FORM },
	{ GX_GUID(14EEBB90, 890A, 43DB, AE, D1, 5D, 3C, 45, 88, A4, 18),
	  "ami-aptio-unsigned", APTIO_FORM },
};

static const struct capsule_kind *find_kind(const struct gx_guid *guid)
{
	//@ loop variant sizeof(kinds) / sizeof(kinds[0]) - i;
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		if (gx_guid_equal(&kinds[i].guid, guid))
			return &kinds[i];
	}
	return NULL;
}

enum gopx_status gx_capsule_decode(struct gx_span at, struct gx_capsule *out)
{
	struct gx_reader r = gx_reader(at);
	struct gx_capsule capsule = { .guid = gx_read_guid(&r) };
	const struct capsule_kind *kind = find_kind(&capsule.guid);
	uint32_t header_size = gx_le32(&r);
	uint32_t second = gx_le32(&r);
	uint32_t third = gx_le32(&r);

	*out = (struct gx_capsule){ 0 };
	if (!kind || r.failed)
		return GOPX_E_FORMAT;
	capsule.name = kind->name;
	capsule.size = kind->form == TOSHIBA_FORM ? second : third;
	capsule.header_size = kind->form == APTIO_FORM ? gx_le16(&r) : header_size;
	if (r.failed || header_size == 0 || header_size > capsule.size ||
	    capsule.header_size < r.pos || capsule.header_size > capsule.size)
		return GOPX_E_FORMAT;
	*out = capsule;
	return GOPX_OK;
}
