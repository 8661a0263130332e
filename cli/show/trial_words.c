/* SPDX-License-Identifier: BSD-2-Clause */
/* trial_words.c - the meaning of a verdict, in sentences */
#include "show/trial.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

struct trial_text trial_words(const char *format, ...)
{
	struct trial_text out;
	va_list args;

	va_start(args, format);
	vsnprintf(out.text, sizeof(out.text), format, args);
	va_end(args);
	return out;
}

struct trial_text trial_bridge_name(uint32_t bridge)
{
	if (bridge == GOPX_TRY_NONE)
		return trial_words("none");
	return trial_words("%04x:%04x", bridge >> 16, bridge & 0xffff);
}

static const char *status_name(uint64_t status)
{
	static const struct {
		uint64_t code;
		const char *name;
	} names[] = {
		{ 1, "EFI_LOAD_ERROR" },       { 2, "EFI_INVALID_PARAMETER" },
		{ 3, "EFI_UNSUPPORTED" },      { 5, "EFI_BUFFER_TOO_SMALL" },
		{ 6, "EFI_NOT_READY" },        { 7, "EFI_DEVICE_ERROR" },
		{ 9, "EFI_OUT_OF_RESOURCES" }, { 14, "EFI_NOT_FOUND" },
		{ 15, "EFI_ACCESS_DENIED" },   { 18, "EFI_TIMEOUT" },
		{ 20, "EFI_ALREADY_STARTED" }, { 21, "EFI_ABORTED" },
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		if (status == (UINT64_C(1) << 63 | names[i].code))
			return names[i].name;
	}
	return status ? "an error" : "EFI_SUCCESS";
}

static const char *while_doing(enum gopx_try_stage stage)
{
	static const char *const names[] = {
		[GOPX_TRY_LOAD] = "while it is loaded",
		[GOPX_TRY_ENTRY] = "in its entry point",
		[GOPX_TRY_SUPPORTED] = "in Supported()",
		[GOPX_TRY_START] = "in Start()",
		[GOPX_TRY_MODES] = "when asked for its modes",
		[GOPX_TRY_PICTURE] = "when it draws",
	};

	return names[stage];
}

static const char *service_of(const struct gopx_try_info *info)
{
	return info->service ? info->service : "a service";
}

static struct trial_text stopped(const struct gopx_try_info *info)
{
	const char *when = while_doing(info->stage);

	switch (info->end) {
	case GOPX_TRY_WILD_READ:
		return trial_words("%s it reads memory that is not there (0x%" PRIx64 ")",
				   when, info->address);
	case GOPX_TRY_WILD_WRITE:
		return trial_words("%s it writes memory that is not there (0x%" PRIx64
				   ")",
				   when, info->address);
	case GOPX_TRY_WILD_JUMP:
		return trial_words("%s it jumps to an address without code (0x%" PRIx64
				   ")",
				   when, info->address);
	case GOPX_TRY_WILD_POINTER:
		return trial_words("%s it passes an invalid pointer to %s (0x%" PRIx64
				   ")",
				   when, service_of(info), info->address);
	case GOPX_TRY_EXCEPTION:
		if (info->number == 0)
			return trial_words("%s it divides by zero", when);
		return trial_words("%s the processor raises an exception", when);
	case GOPX_TRY_HALTED:
		return trial_words("%s it halts the processor", when);
	case GOPX_TRY_ENDLESS:
		return trial_words("%s it does not return: it used up its instructions",
				   when);
	case GOPX_TRY_TIME:
		return trial_words("%s it waits too long: it used up its time", when);
	case GOPX_TRY_WAITS:
		return trial_words("%s it waits for the register 0x%" PRIx64
				   ", which does not change",
				   when, info->address);
	case GOPX_TRY_MEMORY:
		return trial_words(
		    "%s it needs something that the emulator does not have (%s)", when,
		    service_of(info));
	case GOPX_TRY_LEAVES:
		return trial_words("%s it calls %s", when, service_of(info));
	default:
		return trial_words("%s it stops", when);
	}
}

struct trial_text trial_verdict(struct trial_subject subject,
				const struct gopx_try_info *info)
{
	switch (info->verdict) {
	case GOPX_TRY_LIGHTS_UP:
		return trial_words("gives a picture");
	case GOPX_TRY_NO_DISPLAY:
		return trial_words("starts, but finds no display and offers no picture");
	case GOPX_TRY_REFUSES_DEVICE:
		return trial_words("does not support this device");
	case GOPX_TRY_REFUSES_BRIDGE:
		return trial_refused_bridge(subject, info);
	case GOPX_TRY_REFUSES_TABLE:
		return trial_words("gives up after it asked for the table (%s)",
				   status_name(info->status));
	case GOPX_TRY_NO_POLICY:
		return trial_words("gives up: no policy driver offers it a table (%s)",
				   status_name(info->status));
	case GOPX_TRY_START_FAILS:
		return trial_words(
		    "gives up in Start() (%s) after %u registers read and %u "
		    "written",
		    status_name(info->status), info->register_reads,
		    info->register_writes);
	case GOPX_TRY_ENTRY_FAILS:
		return trial_words("its entry point returns %s",
				   status_name(info->status));
	case GOPX_TRY_NO_GRAPHICS:
		return trial_words(
		    "is not a UEFI driver with a driver binding: gopx cannot start it");
	case GOPX_TRY_NOT_LOADABLE:
		return trial_words(
		    "cannot be loaded: it is not a PE image for x64, it is damaged, or "
		    "it has no relocations");
	case GOPX_TRY_UNKNOWN_DEVICE:
		return trial_words(
		    "accepts the device, but gopx does not know its registers");
	default:
		return stopped(info);
	}
}
