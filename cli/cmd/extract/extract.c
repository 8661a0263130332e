/* SPDX-License-Identifier: BSD-2-Clause */
/* extract.c - the kinds of findings, and their file names */
#include "cmd/extract/extract.h"

#include <string.h>

const struct extract_kind extract_kinds[EXTRACT_KINDS] = {
	[EXTRACT_GOP] = { GOPX_FINDING_GOP, NULL, "IntelGopDriver", ".efi",
			  "no Intel graphics driver in this image" },
	[EXTRACT_VBT] = { GOPX_FINDING_VBT, NULL, "Vbt", ".bin",
			  "no video BIOS table in this image" },
	[EXTRACT_OTHERS] = { GOPX_FINDING_OTHER_GOP, "amd", "AmdGopDriver", ".efi",
			     "no AMD graphics driver in this image" },
	{ GOPX_FINDING_OTHER_GOP, "aspeed", "AspeedGopDriver", ".efi",
	  "no ASPEED graphics driver in this image" },
	{ GOPX_FINDING_OTHER_GOP, "nvidia", "NvidiaGopDriver", ".efi",
	  "no NVIDIA graphics driver in this image" },
	{ GOPX_FINDING_OTHER_GOP, "matrox", "MatroxGopDriver", ".efi",
	  "no Matrox graphics driver in this image" },
	{ GOPX_FINDING_OTHER_GOP, "realtek", "RealtekGopDriver", ".efi",
	  "no Realtek graphics driver in this image" },
	{ GOPX_FINDING_OTHER_GOP, "intel-pei", "IntelGraphicsPei", ".efi",
	  "no Intel graphics module for PEI in this image" },
};

bool extract_is_of(const struct gopx_finding *f, const struct extract_kind *kind)
{
	return gopx_finding_kind(f) == kind->kind &&
	       (!kind->vendor || !strcmp(gopx_finding_gop(f)->vendor, kind->vendor));
}
