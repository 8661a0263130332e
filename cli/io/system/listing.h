/* SPDX-License-Identifier: BSD-2-Clause */
/* listing.h - the names in a folder */
#ifndef CLI_IO_SYSTEM_LISTING_H
#define CLI_IO_SYSTEM_LISTING_H

struct listing;

/* Open a folder for listing.  Returns NULL and sets errno on failure. */
struct listing *listing_open(const char *path);

/*
 * The next name, without "." and ".."; it is valid until the next call.  NULL at the end,
 * with errno 0, or on failure.
 */
const char *listing_next(struct listing *listing);

void listing_close(struct listing *listing);

#endif /* CLI_IO_SYSTEM_LISTING_H */
