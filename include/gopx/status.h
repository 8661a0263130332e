/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * status.h - the one list of outcomes, shared by the library and its callers
 *
 * A status says what kind of thing happened.  Where it happened and why is
 * said by a diagnostic (struct gopx_diag in gopx.h).
 */
#ifndef GOPX_STATUS_H
#define GOPX_STATUS_H

enum gopx_status {
	GOPX_OK = 0,

	GOPX_E_ARGUMENT = 1,	/* the caller broke the contract of gopx.h */
	GOPX_E_NOMEM = 2,	/* the allocator returned NULL */
	GOPX_E_TRUNCATED = 3,	/* a size or an offset leads out of its parent */
	GOPX_E_CORRUPT = 4,	/* in bounds, but not what the format allows */
	GOPX_E_UNSUPPORTED = 5, /* valid as far as known, not handled here */
	GOPX_E_LIMIT = 6,	/* a limit of struct gopx_options was reached */
	GOPX_E_FORMAT = 7,	/* not this format at all */
	GOPX_E_INTERNAL = 8,	/* a bug in gopx; please report it */
};

#endif /* GOPX_STATUS_H */
