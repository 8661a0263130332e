// SPDX-License-Identifier: BSD-2-Clause
// words.mjs - explains gopx's JSON in words; it does not depend on the page

export const LARGEST_MIB = 512;

export function size_text(size) {
	const units = ["bytes", "KiB", "MiB", "GiB"];
	let unit = 0;

	while (size >= 1024 && unit < 3) {
		size /= 1024;
		unit++;
	}
	return `${unit ? Number(size.toFixed(size < 10 ? 1 : 0)) : size} ${units[unit]}`;
}

/*
 * Finds the PCI ID in a text that the user pastes: "3e9b", "8086:3e9b", a line of lspci
 * -nn, a hardware ID of the Device Manager (PCI\VEN_8086&DEV_3E9B&...), or both IDs of
 * dxdiag. Returns { id: "8086:3e9b" }, { fault: sentence }, or {} for an empty field.
 */
export function pci_id(text) {
	const forms = [
		/^(?:0x)?([0-9a-f]{4})$/i,
		/\b([0-9a-f]{4}):([0-9a-f]{4})\b/i,
		/VEN_([0-9a-f]{4})&DEV_([0-9a-f]{4})/i,
		/0x([0-9a-f]{4})\b[^]*?0x([0-9a-f]{4})\b/i,
		/\b([0-9a-f]{4})\s+([0-9a-f]{4})\b/i,
	];
	const found = forms.map((form) => form.exec(text.trim())).find((match) => match);

	if (!text.trim())
		return {};
	if (!found)
		return { fault: "This is not a PCI ID such as 8086:3e9b." };
	const [vendor, device] = found[2] ? [found[1], found[2]] : ["8086", found[1]];

	if (vendor.toLowerCase() !== "8086")
		return { fault: `${vendor} is not Intel (8086): gopx looks for Intel's graphics.` };
	return { id: `8086:${device.toLowerCase()}` };
}

export function best(scan, kind) {
	return scan.findings.find((finding) => finding.kind === kind && finding.best);
}

export function place_text({ offset, inner_offset, packed }) {
	const hex = (number) => `0x${number.toString(16)}`;

	if (offset === undefined || offset === null)
		return "";
	if (packed)
		return `compressed, at ${hex(offset)}; offset ${hex(inner_offset ?? 0)} after unpacking`;
	return `at ${hex(offset)}`;
}

export function platform_names(platforms) {
	return platforms.map(({ name }) => name).join(", ");
}

export function version_text({ version, machine, te }) {
	return `${version ?? "of unknown version"}, ${machine}${te ? ", a TE image" : ""}`;
}

// Lists each platform of a driver with its PCI devices.
export function devices_by_platform({ devices, platforms }) {
	const rows = platforms.map(({ code, name, generation }) => ({
		name, generation,
		ids: devices.filter(({ platform }) => platform === code).map(({ id }) => id),
	}));
	const others = devices.filter(({ platform }) => platform === null).map(({ id }) => id);

	return others.length ? [...rows, { name: "in no public list", generation: "", ids: others }] : rows;
}

// Checks whether a driver of the scan supports the device. Returns { fits, text }.
export function fit(scan, id) {
	const drivers = scan.findings.filter(({ kind }) => kind === "gop");
	const fitting = drivers.filter(({ devices }) => devices.some((device) => device.id === id));
	const [first] = fitting;

	if (!drivers.length)
		return { fits: false, text: `There is no Intel graphics driver in this file, so nothing fits ${id}.` };
	if (!first)
		return { fits: false, text: `Does not fit: no driver in this file supports ${id}.` };
	const { platform } = first.devices.find((device) => device.id === id);
	const name = first.platforms.find(({ code }) => code === platform)?.name;

	return { fits: true, text: `Fits: driver ${first.version ?? "of unknown version"} supports ${id}${name ? ` (${name})` : ""}.` };
}

// Returns a list of { severity, text, where }: first notes about pieces that gopx cannot
// open, then damage, then all others.
export function warnings(scan) {
	const notes = scan.findings.filter(({ kind }) => kind === "note").map((note) =>
		({ severity: "important", text: note.text, where: place_text(note) }));
	const known = new Set(notes.map(({ text }) => text));
	const faults = ["damage", "warning", "note"].flatMap((severity) =>
		scan.diagnostics.filter((fault) => fault.severity === severity && !known.has(fault.message)).map((fault) =>
			({ severity, text: fault.message, where: [part_of(fault.path), place_text(fault)].filter((word) => word).join(", ") })));

	if (!scan.complete)
		notes.unshift({ severity: "important", where: "",
			text: scan.read.limited ? "A limit stopped the scan; parts of this file were not read." :
				"A part that this file should have is missing." });
	return [...notes, ...faults];
}

function part_of(path) {
	return path ? path.slice(path.lastIndexOf("/") + 1).replace(/\(.*/, "") : "";
}

export function table_title({ signature, panel, bdb_version }) {
	return `${signature}, BDB version ${bdb_version}${panel ? `, panel ${panel}` : ""}`;
}

export function output_row(device) {
	const flags = [["hdmi", "HDMI"], ["dp", "DisplayPort"], ["type_c", "USB-C"], ["thunderbolt", "Thunderbolt"]];

	return [
		device.connector ?? `handle 0x${device.handle.toString(16)}`, device.kind ?? "",
		device.port ?? "", device.internal ? "inside (panel)" : "outside",
		flags.filter(([key]) => device[key]).map(([, name]) => name).join(", "),
	];
}

export function panel_rows(panel) {
	const rows = [["Name", panel.name ?? "none"], ["PnP ID", panel.pnp_id ?? "none"]];
	const { timing, edp } = panel;

	if (timing) {
		const hz = timing.clock_khz * 1000 / (timing.htotal * timing.vtotal);

		rows.push(["Resolution", `${timing.hactive} × ${timing.vactive}, ${hz.toFixed(2)} Hz`]);
		rows.push(["Pixel clock", `${(timing.clock_khz / 1000).toFixed(3)} MHz`]);
	}
	if (timing?.width_mm)
		rows.push(["Size", `${timing.width_mm} × ${timing.height_mm} mm`]);
	for (const [key, name, unit] of [["lanes", "Lanes", ""], ["link_rate_mbps", "Link rate", " Mbit/s a lane"],
		["bits_per_pixel", "Colour depth", " bits a pixel"]])
		if (edp?.[key])
			rows.push([name, `${edp[key]}${unit}`]);
	if (!panel.named)
		rows.push(["Note", "This is the panel of Intel's reference board, or it has no name."]);
	return rows;
}
