/* SPDX-License-Identifier: BSD-2-Clause */
/* listing.h - the names in a folder */
#ifndef CLI_IO_SYSTEM_LISTING_H
#define CLI_IO_SYSTEM_LISTING_H

struct listing;

/* NULL on failure, with errno. */
struct listing *listing_open(const char *path);

/* The next name, but not "." and "..", until the next call; NULL at the end with errno 0,
 * or on failure. */
const char *listing_next(struct listing *listing);

void listing_close(struct listing *listing);

#endif /* CLI_IO_SYSTEM_LISTING_H */
