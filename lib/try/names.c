/* SPDX-License-Identifier: BSD-2-Clause */
/* names.c - words for the enumerations in try.h */
#include <gopx/try.h>

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

const char *gopx_try_verdict_name(enum gopx_try_verdict verdict)
{
	static const char *const names[] = {
		[GOPX_TRY_LIGHTS_UP] = "lights-up",
		[GOPX_TRY_NO_DISPLAY] = "no-display",
		[GOPX_TRY_REFUSES_DEVICE] = "refuses-device",
		[GOPX_TRY_REFUSES_BRIDGE] = "refuses-bridge",
		[GOPX_TRY_REFUSES_TABLE] = "refuses-table",
		[GOPX_TRY_NO_POLICY] = "no-policy",
		[GOPX_TRY_START_FAILS] = "start-fails",
		[GOPX_TRY_ENTRY_FAILS] = "entry-fails",
		[GOPX_TRY_NO_GRAPHICS] = "no-graphics",
		[GOPX_TRY_NOT_LOADABLE] = "not-loadable",
		[GOPX_TRY_STOPPED] = "stopped",
		[GOPX_TRY_UNKNOWN_DEVICE] = "unknown-device",
	};
	size_t i = (size_t)verdict;

	return i < COUNT(names) && names[i] ? names[i] : "?";
}

const char *gopx_try_stage_name(enum gopx_try_stage stage)
{
	static const char *const names[] = {
		[GOPX_TRY_LOAD] = "load",           [GOPX_TRY_ENTRY] = "entry",
		[GOPX_TRY_SUPPORTED] = "supported", [GOPX_TRY_START] = "start",
		[GOPX_TRY_MODES] = "modes",         [GOPX_TRY_PICTURE] = "picture",
	};
	size_t i = (size_t)stage;

	return i < COUNT(names) && names[i] ? names[i] : "?";
}

const char *gopx_try_end_name(enum gopx_try_end end)
{
	static const char *const names[] = {
		[GOPX_TRY_RETURNED] = "returned",
		[GOPX_TRY_WILD_READ] = "wild-read",
		[GOPX_TRY_WILD_WRITE] = "wild-write",
		[GOPX_TRY_WILD_JUMP] = "wild-jump",
		[GOPX_TRY_WILD_POINTER] = "wild-pointer",
		[GOPX_TRY_EXCEPTION] = "exception",
		[GOPX_TRY_HALTED] = "halted",
		[GOPX_TRY_ENDLESS] = "endless",
		[GOPX_TRY_TIME] = "time",
		[GOPX_TRY_WAITS] = "waits",
		[GOPX_TRY_MEMORY] = "memory",
		[GOPX_TRY_LEAVES] = "leaves",
	};
	size_t i = (size_t)end;

	return i < COUNT(names) && names[i] ? names[i] : "?";
}
