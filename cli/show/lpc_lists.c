/* SPDX-License-Identifier: BSD-2-Clause */
/* lpc_lists.c - the tables of lpc_lists.h: device IDs of 00:1f.0 that drivers accepted */
#include "show/lpc_lists.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* LPC bridges of the 8 and 9 series, including Broadwell's. */
#define SERIES_8_9                                                                      \
	{ 0x8c40, 0x8c5f }, { 0x8cc1, 0x8cc6 }, { 0x9c40, 0x9c41 }, { 0x9c43, 0x9c43 }, \
	    { 0x9c45, 0x9c45 }, { 0x9c47, 0x9c47 }, { 0x9cc0, 0x9cc3 },                 \
	    { 0x9cc5, 0x9cc7 }, { 0x9cc9, 0x9cc9 },                                     \
	{                                                                               \
		0x9ccb, 0x9ccb                                                          \
	}
/* 100 to 300 series. */
#define SERIES_100_300                                                                  \
	{ 0x9d40, 0x9d5f }, { 0xa140, 0xa15f }, { 0xa280, 0xa29f }, { 0xa2c0, 0xa2df }, \
	    { 0x9d80, 0x9d9f },                                                         \
	{                                                                               \
		0xa300, 0xa31f                                                          \
	}
#define SERIES_400                              \
	{ 0x0280, 0x029f }, { 0x0680, 0x069f }, \
	{                                       \
		0xa3c0, 0xa3df                  \
	}
#define SERIES_12TH                                                                     \
	{ 0x5180, 0x519f }, { 0x5480, 0x54ff }, { 0x7700, 0x771f }, { 0x7e00, 0x7e1f }, \
	{                                                                               \
		0xae00, 0xae1f                                                          \
	}

#define CORE_9 "SKL KBL AML CFL WHL CML"

const struct lpc_list lpc_lists[] = {
	{ 2, 0, 1024, 1024, "SNB", true, { { 0 } } },
	{ 5, 0, 1025, 1025, "HSW", true, { { 0 } } },
	{ 5, 5, 1034, 1034, "BDW", false, { SERIES_8_9 } },
	{ 7, 1, 1007, 1007, "VLV", true, { { 0 } } },
	{ 7, 2, 1011, 1013, "VLV", true, { { 0 } } },
	{ 9,
	  0,
	  1080,
	  1080,
	  CORE_9,
	  false,
	  { SERIES_8_9,
	    { 0x9d40, 0x9d48 },
	    { 0x9d4b, 0x9d4b },
	    { 0x9d4e, 0x9d4e },
	    { 0x9d50, 0x9d53 },
	    { 0x9d56, 0x9d56 },
	    { 0x9d58, 0x9d58 },
	    { 0xa140, 0xa156 },
	    { 0xa280, 0xa298 },
	    { 0xa2c0, 0xa2c1 },
	    { 0xa2c3, 0xa2ca },
	    { 0xa2ce, 0xa2cf },
	    { 0xa2d2, 0xa2d4 },
	    { 0x9d80, 0x9d9f },
	    { 0xa300, 0xa31f } } },
	{ 9, 0, 1084, 1084, CORE_9, false, { SERIES_100_300 } },
	{ 9, 0, 1096, 1096, CORE_9, false, { SERIES_100_300, SERIES_400 } },
	{ 9,
	  0,
	  1107,
	  1109,
	  CORE_9,
	  false,
	  { SERIES_100_300, SERIES_400, { 0x4380, 0x439f }, { 0xa080, 0xa09f } } },
	{ 10, 0, 1037, 1037, "APL", true, { { 0 } } },
	{ 13, 0, 1018, 1018, "GLK", true, { { 0 } } },
	{ 17,
	  0,
	  1060,
	  1087,
	  "TGL RKL ADL-S RPL-S",
	  false,
	  { { 0x0680, 0x06ff },
	    { 0x9d80, 0x9d9f },
	    { 0xa300, 0xa31f },
	    { 0x3480, 0x349f },
	    { 0x3880, 0x389f },
	    { 0x3d80, 0x3d9f },
	    { 0x4380, 0x439f },
	    { 0x7a00, 0x7a1f },
	    { 0x7a80, 0x7a9f },
	    { 0xa080, 0xa09f } } },
	{ 18,
	  0,
	  1031,
	  1037,
	  "EHL JSL",
	  false,
	  { { 0x3480, 0x349f },
	    { 0x3880, 0x389f },
	    { 0x3d80, 0x3d9f },
	    { 0x4b00, 0x4b1f },
	    { 0x4d80, 0x4d9f } } },
	{ 21, 0, 1048, 1066, "ADL-P ADL-N RPL-P", false, { SERIES_12TH } },
	{ 22, 0, 1041, 1041, "MTL ARL", false, { SERIES_12TH, { 0x6a00, 0x6bff } } },
};
const size_t lpc_list_count = sizeof(lpc_lists) / sizeof(*lpc_lists);

bool lpc_accepts(const struct lpc_list *list, uint16_t bridge)
{
	for (size_t i = 0; i < LPC_RANGES_MAX && list->ranges[i].last; i++) {
		if (bridge >= list->ranges[i].first && bridge <= list->ranges[i].last)
			return true;
	}
	return list->any;
}

const struct lpc_list *lpc_list_of(const char *version)
{
	const struct lpc_list *found = NULL;
	unsigned int major, minor, build;

	if (!version || sscanf(version, "%u.%u.%u", &major, &minor, &build) != 3)
		return NULL;
	for (size_t i = 0; i < lpc_list_count; i++) {
		const struct lpc_list *list = &lpc_lists[i];

		if (list->major == major && list->minor == minor && list->build <= build)
			found = list;
	}
	return found;
}

/* True if the blank-separated list contains the code. */
static bool has_code(const char *codes, const char *code)
{
	size_t len = strlen(code);

	for (const char *at = codes; len && (at = strstr(at, code)); at += len) {
		if ((at == codes || at[-1] == ' ') && (at[len] == ' ' || !at[len]))
			return true;
	}
	return false;
}

static void put_version(struct lpc_advice *out, const char *before,
			const struct lpc_list *list, const char *after)
{
	size_t used = strlen(out->text);

	snprintf(out->text + used, sizeof(out->text) - used, "%s%u.%u.%u%s", before,
		 list->major, list->minor, list->build, after);
}

bool lpc_advice(const char *platform, uint16_t bridge, struct lpc_advice *out)
{
	const struct lpc_list *first = NULL, *last_without = NULL, *any = NULL;

	*out = (struct lpc_advice){ .none = true, .all = true };
	for (size_t i = 0; i < lpc_list_count; i++) {
		const struct lpc_list *list = &lpc_lists[i];

		if (!has_code(list->platforms, platform))
			continue;
		any = list;
		if (lpc_accepts(list, bridge)) {
			first = first ? first : list;
			out->none = false;
		} else {
			last_without = list;
			out->all = false;
		}
	}
	if (!any)
		return false;
	if (first)
		put_version(out, "drivers since ", first, " accept it");
	if (last_without)
		put_version(
		    out, first ? ", drivers up to " : "no driver seen accepts it, up to ",
		    last_without, first ? " do not" : "");
	return true;
}
