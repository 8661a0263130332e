// SPDX-License-Identifier: BSD-2-Clause
// page.mjs - the page takes files, shows the results, and offers files to download
import { download, make } from "./dom.mjs";
import { Cancelled, Jobs } from "./jobs.mjs";
import { safe_name } from "./names.mjs";
import * as result from "./result.mjs";
import * as words from "./words.mjs";

const $ = (id) => document.getElementById(id);
const uses = {
	"igd.rom": "For a guest: give it to the GPU as its romfile, as in -device vfio-pci,…,romfile=igd.rom of QEMU.",
	"OVMF_CODE.igd.fd": "For a guest: use it as the firmware, instead of the OVMF_CODE.fd that you chose.",
};
const state = { device: undefined, cards: [], next: 1 };

function start_worker() {
	const url = URL.createObjectURL(new Blob([$("worker").textContent], { type: "text/javascript" }));

	return new Worker(url, { name: "gopx" });
}

const jobs = new Jobs(start_worker,
	Uint8Array.from(atob($("module").textContent), (letter) => letter.charCodeAt(0)));

// Start the Worker after the page has shown its first content.
setTimeout(() => jobs.warm());

function say(text) {
	$("status").textContent = text;
}

// One file, with its card on the page and the requests about it.
class Card {
	constructor(file) {
		this.file = file;
		this.key = state.next++;
		this.body = make("div");
		this.made = make("ul", { class: "written", "aria-live": "polite" });
		this.heading = make("h2", { id: `name-${this.key}`, tabindex: "-1" }, file.name);
		this.element = make("article", { "aria-labelledby": `name-${this.key}` }, this.heading, this.body);
	}

	// If a button with the focus disappears, the heading gets the focus instead of
	// the top of the page.
	replace(...parts) {
		const inside = this.body.contains(document.activeElement);

		this.body.replaceChildren(...parts);
		if (inside)
			this.heading.focus();
	}

	options() {
		return { name: safe_name(this.file.name), device: state.device };
	}

	ask(task, more = {}) {
		return jobs.run(this.key, task, { key: this.key, file: this.file, options: this.options(), ...more });
	}

	busy(text) {
		const seconds = make("span", { "aria-hidden": "true" });
		const started = performance.now();
		const clock = setInterval(() => {
			seconds.textContent = ` ${Math.round((performance.now() - started) / 1000)} s`;
		}, 1000);

		this.replace(make("p", {}, text, seconds), make("progress", { "aria-label": text }),
			make("div", { class: "buttons" }, make("button",
				{ type: "button", class: "quiet", onclick: () => jobs.cancel(this.key) }, "Cancel")));
		return () => clearInterval(clock);
	}

	async scan() {
		const done = this.busy(`Reading ${words.size_text(this.file.size)} …`);

		try {
			if (this.file.size > words.LARGEST_MIB << 20)
				throw new Error(`This file has ${words.size_text(this.file.size)}; the page takes ` +
					`${words.LARGEST_MIB} MiB. The gopx command takes more.`);
			const started = performance.now();
			const { line, memory } = await this.ask("scan");

			Object.assign(this.element.dataset, { ms: Math.round(performance.now() - started), memory });
			this.show(JSON.parse(line), line);
			say(`${this.file.name}: ${result.summary(this.result)}.`);
		} catch (error) {
			this.fail(error);
		} finally {
			done();
		}
	}

	fail(error) {
		const text = error instanceof Cancelled ? "Cancelled." : error.message;

		this.replace(make("p", { class: "fault" }, text), make("div", { class: "buttons" },
			make("button", { type: "button", class: "quiet", onclick: () => this.scan() }, "Try again")));
		say(`${this.file.name}: ${text}`);
	}

	show(scan, line) {
		const vbt = scan.findings.some(({ kind }) => kind === "vbt");

		this.result = scan;
		this.made.replaceChildren();
		this.replace(...[
			...result.glance(scan, state.device), this.buttons(scan, line), this.made, result.warnings(scan),
			result.map(this.file.name, () => this.ask("map")),
			vbt ? result.outputs(() => this.ask("vbt")) : undefined, result.findings(scan),
		].filter((part) => part));
	}

	buttons(scan, line) {
		const gop = words.best(scan, "gop"), vbt = words.best(scan, "vbt");
		const button = (title, act, off) => make("button", { type: "button", onclick: act, disabled: off }, title);

		return make("div", { class: "buttons" },
			button("IntelGopDriver.efi", () => this.extract("gop"), !gop),
			button("Vbt.bin", () => this.extract("vbt"), !vbt),
			button("igd.rom", () => this.write("rom"), !gop),
			gop ? this.ovmf_button() : button("OVMF with both", undefined, true),
			button("Report (JSON)", () => {
				this.wrote(`${safe_name(this.file.name)}.json`, new TextEncoder().encode(line), []);
			}));
	}

	// A button that takes the guest's firmware, which the user selects or drops on
	// it.
	ovmf_button() {
		const input = make("input", { type: "file", onchange: () => {
			if (input.files.length)
				this.write("inject", { ovmf: input.files[0] });
			input.value = "";
		} });
		const label = make("label", { class: "button", title: "choose or drop an OVMF_CODE.fd" },
			"OVMF with both: choose OVMF_CODE.fd", input);

		accept_drops(label, ([ovmf]) => this.write("inject", { ovmf }));
		return label;
	}

	async extract(kind) {
		await this.working(async () => {
			const { files, notes } = await this.ask("extract", { options: { ...this.options(), only: [kind] } });

			if (!Object.keys(files).length)
				throw new Error(notes.join("\n"));
			for (const [name, bytes] of Object.entries(files))
				this.wrote(name, bytes, notes);
		});
	}

	async write(task, more) {
		await this.working(async () => {
			const { name, bytes, notes } = await this.ask(task, more);

			this.wrote(name, bytes, notes);
		});
	}

	async working(task) {
		const cancel = make("button", { type: "button", class: "quiet", onclick: () => jobs.cancel(this.key) }, "Cancel");
		const line = make("li", {}, "Working … ", cancel);

		this.made.append(line);
		try {
			await task();
		} catch (error) {
			this.made.append(make("li", { class: "fault" }, error instanceof Cancelled ? "Cancelled." : error.message));
		} finally {
			line.remove();
		}
	}

	wrote(name, bytes, notes) {
		download(name, bytes);
		this.made.append(make("li", {}, `${name}: ${words.size_text(bytes.length)}, saved`,
			...[...notes, uses[name]].filter((note) => note).map((note) => make("div", { class: "what" }, note))));
	}
}

function take(files) {
	for (const file of files) {
		const card = new Card(file);

		state.cards.unshift(card);
		$("results").prepend(card.element);
		card.scan();
	}
}

function accept_drops(element, act) {
	const over = (on) => (event) => {
		event.preventDefault();
		event.stopPropagation();
		element.classList.toggle("over", on);
	};

	element.addEventListener("dragover", over(true));
	element.addEventListener("dragleave", over(false));
	element.addEventListener("drop", (event) => {
		over(false)(event);
		if (event.dataTransfer.files.length)
			act([...event.dataTransfer.files]);
	});
}

function device_changed() {
	const { id, fault } = words.pci_id($("device").value);

	$("device-fault").textContent = fault ?? "";
	$("device").setAttribute("aria-invalid", fault ? "true" : "false");
	if (id === state.device)
		return;
	state.device = id;
	for (const card of state.cards.filter((each) => each.result))
		card.scan();
}

$("files").addEventListener("change", () => {
	take([...$("files").files]);
	$("files").value = "";
});
$("device").addEventListener("change", device_changed);
$("device").addEventListener("input", () => {
	if (words.pci_id($("device").value).id)
		device_changed();
});
accept_drops($("drop"), take);
accept_drops(document.documentElement, take);
