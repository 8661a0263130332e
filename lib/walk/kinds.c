/* SPDX-License-Identifier: BSD-2-Clause */
/* kinds.c - the table of what is recognised by its bytes */
#include "walk/kind.h"

/* Where two start at one place, the one that stands first here wins. */
const struct gx_kind *const gx_kinds[] = {
	&gx_kind_capsule,
	&gx_kind_flash_image,
	&gx_kind_flash_image_start,
	&gx_kind_volume,
	&gx_kind_vbt,
	&gx_kind_opregion,
	&gx_kind_option_rom,
	&gx_kind_pe,
	&gx_kind_dell_section,
	&gx_kind_dell_pkg,
	&gx_kind_dell_pfs,
	&gx_kind_ami_pfat,
	&gx_kind_ami_ucp,
	&gx_kind_ami_ucp_hp,
	&gx_kind_insyde_iflash,
	&gx_kind_insyde_7z,
	&gx_kind_zip,
	&gx_kind_7z,
	&gx_kind_cab,
	&gx_kind_rar,
	&gx_kind_rar5,
	&gx_kind_iso9660,
	&gx_kind_tar,
	&gx_kind_lha,
	&gx_kind_gzip,
	&gx_kind_xz,
	&gx_kind_bzip2,
	&gx_kind_zstd,
	&gx_kind_lz4,
	&gx_kind_lzip,
	NULL,
};
