// SPDX-License-Identifier: BSD-2-Clause
// names.mjs - names for files whose names come from other machines and from images

// Turns any name into a name that is safe on every system and is not an option.
export function safe_name(name, other = "image.bin") {
	const safe = String(name)
		.replace(/^.*[/\\]/, "")
		.replace(/[^\p{L}\p{N}\p{M} ._+()-]/gu, "_")
		.replace(/^[-. ]+|[. ]+$/g, "")
		.slice(0, 100);

	return /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(safe) || !safe ? other : safe;
}
