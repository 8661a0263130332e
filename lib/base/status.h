/* SPDX-License-Identifier: BSD-2-Clause */
/* status.h - the status codes inside the library, which are the public ones */
#ifndef GX_BASE_STATUS_H
#define GX_BASE_STATUS_H

#include <gopx/types.h>

#define GX_NODISCARD __attribute__((warn_unused_result))

/* If the status is not GOPX_OK, return it.  This is the only macro that changes control
 * flow. */
#define GX_TRY(expr)                                     \
	do {                                             \
		enum gopx_status gx_try_status = (expr); \
		if (gx_try_status != GOPX_OK)            \
			return gx_try_status;            \
	} while (0)

#endif /* GX_BASE_STATUS_H */
