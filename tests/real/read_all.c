/* SPDX-License-Identifier: BSD-2-Clause */
/* read_all.c - reads a whole file for the other programs in this folder */
#include "read_all.h"

#include <stdint.h>
#include <stdlib.h>

void *read_all(FILE *f, size_t *size)
{
	size_t room = 1 << 20;
	uint8_t *data = malloc(room);

	*size = 0;
	while (data && !feof(f) && !ferror(f)) {
		if (*size == room) {
			uint8_t *more = realloc(data, room *= 2);

			if (!more)
				break;
			data = more;
		}
		*size += fread(data + *size, 1, room - *size, f);
	}
	if (data && feof(f))
		return data;
	free(data);
	return NULL;
}
