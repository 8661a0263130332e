/* SPDX-License-Identifier: BSD-2-Clause */
/* search.h - the options of gopx search, and its output */
#ifndef CLI_SEARCH_SEARCH_H
#define CLI_SEARCH_SEARCH_H

#include "scan/scanned.h"

struct search_pattern {
	enum gopx_pattern_kind kind;
	const char *option; /* the name of the option with the pattern, such as "guid" */
	const char *text;
};

void search_print_text(const struct scanned *image, const struct search_pattern *pattern,
		       const struct gopx_search *search);
void search_print_json(const struct scanned *image, const struct search_pattern *pattern,
		       const struct gopx_search *search);

#endif /* CLI_SEARCH_SEARCH_H */
