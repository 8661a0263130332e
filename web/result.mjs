// SPDX-License-Identifier: BSD-2-Clause
// result.mjs - the result for one file as elements: a summary and all details
import { fold, make, table, zoomable } from "./dom.mjs";
import * as words from "./words.mjs";

function chosen({ decided }) {
	return decided && decided !== "it is the only one" ?
		make("div", { class: "what" }, `chosen because ${decided}`) : undefined;
}

function driver_lines(scan, gop) {
	if (!gop) {
		const others = scan.findings.filter(({ kind }) => kind === "gop").length;
		const why = others && scan.device ? `none for ${scan.device.id}; ${others} for other GPUs` : "none in this file";

		return [make("dt", {}, "Driver"), make("dd", {}, why)];
	}
	const ids = words.devices_by_platform(gop).map(({ name, generation, ids: row }) =>
		[name, generation, row.map((id) => id.replace("8086:", "")).join(" ")]);

	return [
		make("dt", {}, "Driver"), make("dd", {}, words.version_text(gop), chosen(gop)),
		make("dt", {}, "For"),
		make("dd", {}, `${words.platform_names(gop.platforms) || "unknown GPUs"} (${gop.devices.length} devices)`,
			gop.devices.length ? fold("All PCI IDs", (body) =>
				body.append(table("PCI IDs of the driver", ["Platform", "Processors", "8086:"], ids))) : undefined),
	];
}

function table_lines(scan, vbt) {
	const none = scan.findings.some(({ kind }) => kind === "vbt") ? `none for ${scan.device?.id}` : "none in this file";

	return [make("dt", {}, "Table"),
		vbt ? make("dd", {}, words.table_title(vbt), chosen(vbt)) : make("dd", {}, none)];
}

function device_lines(scan, id) {
	if (!scan.findings.some(({ kind }) => kind === "gop"))
		return [];
	if (!id)
		return [make("dt", {}, "Your GPU"), make("dd", { class: "what" }, "enter its PCI ID above to see whether the driver fits")];
	const { fits, text } = words.fit(scan, id);

	return [make("dt", {}, "Your GPU"), make("dd", { class: fits ? "fits" : "not" }, text)];
}

export function glance(scan, id) {
	const gop = words.best(scan, "gop"), vbt = words.best(scan, "vbt");

	return [
		make("p", { class: "what" }, scan.read.text),
		make("dl", { class: "glance" }, ...driver_lines(scan, gop), ...table_lines(scan, vbt),
			...device_lines(scan, id)),
	];
}

// One sentence for screen readers.
export function summary(scan) {
	const gop = words.best(scan, "gop"), vbt = words.best(scan, "vbt");

	return `${gop ? `driver ${gop.version ?? "of unknown version"}` : "no Intel graphics driver"}, ` +
		`${vbt ? "a video BIOS table" : "no video BIOS table"}`;
}

export function warnings(scan) {
	const rows = words.warnings(scan);
	const names = { important: "Important", damage: "Damage", warning: "Warning", note: "Note" };

	if (!rows.length)
		return undefined;
	const part = fold(`Warnings (${rows.length})`, (body) => body.append(make("ul", { class: "written" },
		...rows.map(({ severity, text, where }) => make("li", {},
			make("span", { class: severity }, `${names[severity]}: `), text,
			where ? make("span", { class: "what" }, ` (${where})`) : undefined)))));

	part.open = rows.some(({ severity }) => severity === "important");
	return part;
}

export function findings(scan) {
	const kinds = { gop: "Driver", vbt: "Table" };
	const rows = scan.findings.filter(({ kind }) => kinds[kind]).map((finding) => [
		`${kinds[finding.kind]}${finding.best ? ", best" : ""}`,
		finding.kind === "gop" ? words.version_text(finding) : words.table_title(finding),
		words.platform_names(finding.platforms), words.size_text(finding.size),
		finding.places.map((place) => [place.member, place.name ?? place.known_name, words.place_text(place)]
			.filter((word) => word).join(", ")).join("; "),
		make("code", {}, finding.sha256),
	]);

	return rows.length ? fold(`All drivers and tables (${rows.length})`, (body) => body.append(
		table("Drivers and tables", ["Kind", "Version", "For", "Size", "Where", "SHA-256"], rows))) : undefined;
}

// ask() returns a promise of the answer of gopx map or of gopx vbt --json.
function on_demand(title, ask, show) {
	return fold(title, async (body) => {
		body.append(make("p", { class: "what", role: "status" }, "Working …"));
		try {
			const parts = show(await ask());

			body.replaceChildren(...parts);
		} catch (error) {
			body.replaceChildren(make("p", { class: "fault" }, error.message));
		}
	});
}

export function map(name, ask) {
	return on_demand("Map of the file", ask, ({ text }) => [zoomable(text, `Map of ${name}`)]);
}

export function outputs(ask) {
	return on_demand("Outputs and panel of the table", ask, ({ tables }) => {
		const shown = tables.find(({ best }) => best) ?? tables[0];

		if (!shown)
			return [make("p", {}, "There is no video BIOS table in this file.")];
		return [
			shown.devices.length ? table("Display outputs of the board",
				["Connector", "Kind", "Port", "Where", "Signals"], shown.devices.map(words.output_row)) :
				make("p", {}, "The table has no display outputs."),
			shown.panel ? table("Default panel", ["Field", "Value"], words.panel_rows(shown.panel)) :
				make("p", {}, "The table has no panel."),
		];
	});
}
