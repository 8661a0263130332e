// SPDX-License-Identifier: BSD-2-Clause
// names.mjs - names of files that come from elsewhere

// A name that is safe in a folder of any system, and no option: from a file or an image.
export function safe_name(name, other = "image.bin") {
	const safe = String(name)
		.replace(/^.*[/\\]/, "")
		.replace(/[^\p{L}\p{N}\p{M} ._+()-]/gu, "_")
		.replace(/^[-. ]+|[. ]+$/g, "")
		.slice(0, 100);

	return /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(safe) || !safe ? other : safe;
}
