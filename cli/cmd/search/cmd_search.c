/* SPDX-License-Identifier: BSD-2-Clause */
/* cmd_search.c - gopx search */
#include "io/report.h"
#include "cmd/search/search.h"
#include "args/shared.h"
#include "show/warnings.h"
#include "cmd/commands.h"
#include "scan/command.h"

#define PATTERNS 3

struct search_values {
	struct shared_values shared;
	const char *patterns[PATTERNS];
	uint32_t max_hits;
	bool json;
	bool strict;
	struct search_pattern pattern; /* the given pattern */
	char refused[512];             /* why the pattern is wrong */
};

#define AT(member) offsetof(struct search_values, member)

static const struct option options[] = {
	{ "guid", 0, OPTION_TEXT, AT(patterns[0]), "GUID",
	  "a GUID, in the byte order of images" },
	{ "text", 0, OPTION_TEXT, AT(patterns[1]), "TEXT",
	  "a text, in ASCII and in UTF-16; upper and lower case are equal" },
	{ "hex", 0, OPTION_TEXT, AT(patterns[2]), "BYTES",
	  "bytes such as '2456 42?4', with ? for any digit" },
	{ "max-hits", 0, OPTION_COUNT, AT(max_hits), "N", "hits kept at most (65536)" },
	{ "json", 0, OPTION_FLAG, AT(json), NULL,
	  "JSON: one object on each line, one line for each file" },
	{ "strict", 0, OPTION_FLAG, AT(strict), NULL,
	  "exit 3 if an image is damaged or only partly scanned" },
};

static const struct option_table own_options = { "Options", options,
						 sizeof(options) / sizeof(*options) };

/*
 * Get the pattern that the user gave.  Returns NULL, or the reason why the pattern is
 * missing or wrong.
 */
static const char *choose(struct search_values *values)
{
	static const enum gopx_pattern_kind kinds[PATTERNS] = { GOPX_PATTERN_GUID,
								GOPX_PATTERN_TEXT,
								GOPX_PATTERN_HEX };
	size_t given = 0;

	for (size_t i = 0; i < PATTERNS; i++) {
		if (!values->patterns[i])
			continue;
		values->pattern = (struct search_pattern){ kinds[i], options[i].name,
							   values->patterns[i] };
		given++;
	}
	if (given == 1)
		return NULL;
	return given ? "give only one of --guid, --text and --hex"
		     : "give --guid, --text or --hex";
}

/* The message about a wrong pattern, such as "--hex '2456 4' ...", in static memory. */
static const char *refused(struct search_values *values, const char *wrong)
{
	snprintf(values->refused, sizeof(values->refused), "--%s '%.200s' %s",
		 values->pattern.option, values->pattern.text, wrong);
	return values->refused;
}

static const char *check(void *ctx, const struct operands *operands)
{
	struct search_values *values = ctx;
	const char *wrong = choose(values);

	(void)operands;
	if (wrong)
		return wrong;
	wrong = gopx_pattern_error(values->pattern.kind, values->pattern.text);
	return wrong ? refused(values, wrong) : NULL;
}

static enum exit_status judge(const struct search_values *values,
			      const struct scanned *image,
			      const struct gopx_search *search)
{
	bool found = gopx_search_count(search) > 0;

	if (!found)
		report(image->input.name, "not found");
	if (!gopx_search_complete(search))
		report(image->input.name,
		       "not every hit is listed; --max-hits and --max-work raise the "
		       "limits");
	if (!values->json)
		warn_about(image, found ? WARN_OF_FLAWS : WARN_OF_CLOSED);
	if (values->strict && !gopx_search_complete(search))
		return EXIT_DAMAGED;
	return scanned_judge(image, values->strict, found ? EXIT_FOUND : EXIT_NOT_FOUND);
}

static enum exit_status search_image(struct work *work, const struct scanned *image)
{
	const struct search_values *values = work->values;
	const struct search_pattern *pattern = &values->pattern;
	enum exit_status status;
	struct gopx_search *search;

	if (gopx_search(image->scan, pattern->kind, pattern->text, values->max_hits,
			&search) != GOPX_OK) {
		report(image->input.name, "cannot search: out of memory");
		return EXIT_TROUBLE;
	}
	if (values->json)
		search_print_json(image, pattern, search);
	else if (gopx_search_count(search))
		search_print_text(image, pattern, search);
	status = judge(values, image, search);
	gopx_search_free(search);
	return status;
}

static const struct option_table *const tables[] = { &own_options, &limit_options,
						     &common_options, NULL };

const struct command search_command = {
	.name = "search",
	.summary = "find a GUID, a text or bytes in images",
	.usage = "--guid GUID | --text TEXT | --hex BYTES [OPTION]... FILE...",
	.about = "Lists every place of the pattern, also in unpacked data, with the "
		 "piece that\ncontains it.  FILE may be - (standard input).",
	.options = tables,
	.values_size = sizeof(struct search_values),
	.takes = TAKES_FILES,
	.check = check,
	.each = search_image,
};
