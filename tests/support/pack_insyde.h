/* SPDX-License-Identifier: BSD-2-Clause */
/* pack_insyde.h - build the images in Insyde's flash utilities and installers */
#ifndef PACK_INSYDE_H
#define PACK_INSYDE_H

#include "pack_archive.h"

/*
 * Append an iFlash image with a tag of eight characters, such as "_BIOSIMG", and 'filler'
 * bytes of padding.
 */
void iflash_put(struct fwbytes *out, const char *tag, const struct fwbytes *image,
		size_t filler, struct pack_fields *fields);

/* Append the bytes, each rotated left by one bit. */
fw_pack pack_rotated;

#endif /* PACK_INSYDE_H */
