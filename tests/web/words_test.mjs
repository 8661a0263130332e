// SPDX-License-Identifier: BSD-2-Clause
// words_test.mjs - tests the page's texts about results, names and crashes without a
// browser
import assert from "node:assert/strict";
import { Gopx, GopxError } from "../../web/gopx.mjs";
import { Cancelled, Jobs } from "../../web/jobs.mjs";
import { safe_name } from "../../web/names.mjs";
import * as words from "../../web/words.mjs";

function ids() {
	for (const text of ["8086:3e9b", " 3E9B ", "0x3e9b", "00:02.0 0300: 8086:3e9b (rev 02)",
		"PCI\\VEN_8086&DEV_3E9B&SUBSYS_12345678&REV_02", "Vendor ID: 0x8086\nDevice ID: 0x3E9B",
		"00:02.0 VGA compatible controller [0300]: Intel Corporation UHD 630 [8086:3e9b] (rev 02)",
		"8086 3E9B"])
		assert.deepEqual(words.pci_id(text), { id: "8086:3e9b" }, text);
	assert.deepEqual(words.pci_id("  "), {});
	assert.match(words.pci_id("10de:1c03").fault, /not Intel/);
	assert.match(words.pci_id("PCI\\VEN_1002&DEV_67DF").fault, /not Intel/);
	assert.match(words.pci_id("UHD 630").fault, /not a PCI ID/);
}

function names() {
	const cases = {
		"bios.bin": "bios.bin", "../../etc/passwd": "passwd", "C:\\a\\b.exe": "b.exe",
		"--output": "output", ".profile": "profile", "a<b>\u202egpj.exe": "a_b__gpj.exe",
		"": "image.bin", "...": "image.bin", "CON": "image.bin", "nul.txt": "image.bin",
		"Größe 1.rom": "Größe 1.rom", "a\nb\0c": "a_b_c",
	};

	for (const [name, safe] of Object.entries(cases))
		assert.equal(safe_name(name), safe, name);
	assert.equal(safe_name("x".repeat(300)).length, 100);
}

function sizes() {
	assert.equal(words.size_text(12), "12 bytes");
	assert.equal(words.size_text(16 << 20), "16 MiB");
	assert.equal(words.size_text(1944), "1.9 KiB");
}

function fitting() {
	const gop = {
		kind: "gop", version: "9.0.1084", devices: [{ id: "8086:3e9b", platform: "CFL" }, { id: "8086:ffff", platform: null }],
		platforms: [{ code: "CFL", name: "Coffee Lake", generation: "8th" }],
	};

	assert.deepEqual(words.fit({ findings: [gop] }, "8086:3e9b"),
		{ fits: true, text: "Fits: driver 9.0.1084 supports 8086:3e9b (Coffee Lake)." });
	assert.equal(words.fit({ findings: [gop] }, "8086:4680").fits, false);
	assert.match(words.fit({ findings: [] }, "8086:4680").text, /no Intel graphics driver/);
	assert.deepEqual(words.devices_by_platform(gop).map(({ ids: row }) => row), [["8086:3e9b"], ["8086:ffff"]]);
}

function warning() {
	const scan = {
		complete: false, read: { limited: true },
		findings: [{ kind: "note", text: "an encrypted archive", offset: 0, packed: false }],
		diagnostics: [{ severity: "note", message: "n", path: "image/pe(AB)", offset: 4, inner_offset: 16, packed: true },
			{ severity: "damage", message: "d" }],
	};

	assert.deepEqual(words.warnings(scan), [
		{ severity: "important", text: "A limit stopped the scan; parts of this file were not read.", where: "" },
		{ severity: "important", text: "an encrypted archive", where: "at 0x0" },
		{ severity: "damage", text: "d", where: "" },
		{ severity: "note", text: "n", where: "pe, compressed, at 0x4; offset 0x10 after unpacking" },
	]);
}

// Makes a module with a memory. Its _start has these bytes of code.
function module_of(code) {
	const body = [0, ...code, 0x0b];

	return new WebAssembly.Module(new Uint8Array([
		0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 4, 1, 0x60, 0, 0, 3, 2, 1, 0, 5, 3, 1, 0, 1,
		7, 19, 2, 6, ...Buffer.from("memory"), 2, 0, 6, ...Buffer.from("_start"), 0, 0,
		10, body.length + 2, 1, body.length, ...body,
	]));
}

function crashes() {
	const fails = (code, text) => assert.throws(() => new Gopx(module_of(code)).scan(new Uint8Array(4)),
		(error) => error instanceof GopxError && text.test(error.message));

	fails([0x00], /crashed inside its sandbox/);
	fails([0x10, 0], /more memory or nests deeper/);
	fails([], /no answer/);
}

// Makes Workers that answer on command, and may be terminated before.
function workers() {
	const made = [];

	return { made, start: () => {
		const worker = {
			got: [], messages: [], terminate: () => { worker.ended = true; },
			postMessage: (message) => { worker.got.push(message.task); worker.messages.push(message); },
		};

		made.push(worker);
		return worker;
	} };
}

async function cancelling() {
	const { made, start } = workers();
	const jobs = new Jobs(start, "module");
	const outcomes = [[1, "scan"], [1, "map"], [2, "scan"]].map(([owner, task]) =>
		jobs.run(owner, task, {}).catch((error) => error));

	made[0].onmessage({ data: {} });
	assert.deepEqual(made[0].got, ["start", "scan"]);
	jobs.cancel(1);
	assert.ok(made[0].ended);
	made[1].onmessage({ data: {} });
	made[1].onmessage({ data: { result: "found" } });
	const [first, second, third] = await Promise.all(outcomes);

	assert.ok(first instanceof Cancelled && second instanceof Cancelled);
	assert.equal(third, "found");
}

// The Worker gets the bytes of a file once, and none of one that cannot be read.
async function reading() {
	const { made, start } = workers();
	const jobs = new Jobs(start, "module");
	const of = (text) => ({ arrayBuffer: async () => new TextEncoder().encode(text).buffer });
	const lost = { arrayBuffer: () => Promise.reject(new Error("gone")) };
	const outcomes = [["scan", { key: 1, file: of("one") }], ["inject", { key: 1, file: of("one"), ovmf: of("guest") }],
		["scan", { key: 2, file: lost }], ["scan", { key: 3, file: of("three") }]].map(([task, details]) =>
		jobs.run(details.key, task, details).catch((error) => error.message));
	const next = () => new Promise((resolve) => setTimeout(resolve));

	for (let i = 0; i < 4; i++, await next())
		made[0].onmessage({ data: { result: i } });
	assert.deepEqual(await Promise.all(outcomes),
		[1, 2, "the browser cannot read this file; was it moved, changed, or is it a folder?", 3]);
	assert.deepEqual(made[0].messages.slice(1).map(({ bytes, ovmf }) => [bytes?.byteLength, ovmf?.byteLength]),
		[[3, undefined], [undefined, 5], [5, undefined]]);
}

async function broken() {
	const { made, start } = workers();
	const jobs = new Jobs(start, "module");
	const outcome = jobs.run(1, "scan", {}).catch((error) => error);

	made[0].onmessage({ data: { error: "no WebAssembly here", expected: false } });
	assert.match((await outcome).message, /cannot run in this browser: .*no WebAssembly here/);
}

ids();
names();
sizes();
fitting();
warning();
crashes();
await cancelling();
await reading();
await broken();
