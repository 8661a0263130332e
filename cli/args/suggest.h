/* SPDX-License-Identifier: BSD-2-Clause */
/* suggest.h - find the word that a user probably meant */
#ifndef CLI_ARGS_SUGGEST_H
#define CLI_ARGS_SUGGEST_H

#include <stddef.h>

struct nearest {
	const char *typed;
	size_t len;
	const char *best; /* NULL if no word is similar enough */
	size_t distance;
};

struct nearest nearest_start(const char *typed, size_t len);
void nearest_offer(struct nearest *near, const char *word);

#endif /* CLI_ARGS_SUGGEST_H */
