/* SPDX-License-Identifier: BSD-2-Clause */
/* archives.h - scan without libarchive first, because most images have no archives */
#ifndef CLI_SCAN_ARCHIVES_H
#define CLI_SCAN_ARCHIVES_H

#include "scan/command.h"

/*
 * Loading libarchive takes longer than scanning a small image, and the sandbox forbids
 * loading it later.  So if archives are unlikely, start the successor of this process and
 * set limits->archive_fn, so that the scan ends at the first archive: then the successor
 * runs the command again from here, with libarchive.  Otherwise do nothing, and load
 * libarchive now.  Call this before any file is opened.
 */
void archives_prepare(struct work *work, const struct request *request,
		      struct gopx_options *limits);

#endif /* CLI_SCAN_ARCHIVES_H */
