/* SPDX-License-Identifier: BSD-2-Clause */
/* suggest.c - find the word that a user probably meant */
#include "args/suggest.h"

#include <string.h>

#define LONGEST 31

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/*
 * Optimal string alignment distance: the number of letters to insert, drop or replace,
 * and of neighbours to swap.  Both lengths are at most LONGEST.
 */
static size_t distance(const char *a, size_t alen, const char *b, size_t blen)
{
	size_t rows[LONGEST + 1][LONGEST + 1];

	for (size_t i = 0; i <= alen; i++)
		rows[i][0] = i;
	for (size_t j = 0; j <= blen; j++)
		rows[0][j] = j;
	for (size_t i = 1; i <= alen; i++) {
		for (size_t j = 1; j <= blen; j++) {
			size_t d = rows[i - 1][j - 1] + (a[i - 1] != b[j - 1]);

			d = least(d, rows[i - 1][j] + 1);
			d = least(d, rows[i][j - 1] + 1);
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
			    a[i - 2] == b[j - 1])
				d = least(d, rows[i - 2][j - 2] + 1);
			rows[i][j] = d;
		}
	}
	return rows[alen][blen];
}

struct nearest nearest_start(const char *typed, size_t len)
{
	/* Allow one typing error, two in words of five letters or more, three in words of
	 * eight letters or more. */
	return (struct nearest){ .typed = typed,
				 .len = len,
				 .distance = 2 + (size_t)(len >= 5) +
					     (size_t)(len >= 8) };
}

void nearest_offer(struct nearest *near, const char *word)
{
	size_t len = strlen(word);
	size_t d;

	if (near->len > LONGEST || len > LONGEST || len < 2 || near->len < 2)
		return;
	d = distance(near->typed, near->len, word, len);
	if (d < near->distance) {
		near->distance = d;
		near->best = word;
	}
}
