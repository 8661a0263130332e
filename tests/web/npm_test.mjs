// SPDX-License-Identifier: BSD-2-Clause
// npm_test.mjs PACKAGE GOPX FIXTURES - compares the npm package, in an empty folder, with
// the command
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [archive, gopx, fixtures] = process.argv.slice(2).map((name) => path.resolve(name));
const work = fs.mkdtempSync(path.join(os.tmpdir(), "gopx-npm-"));
const installed = path.join(work, "node_modules", "gopx");
const laptop = "good-spi-laptop.bin";

// Installs the package without npm, as npm does for a package without dependencies.
function unpack() {
	const bin = path.join(work, "node_modules", ".bin");

	for (const folder of [installed, bin])
		fs.mkdirSync(folder, { recursive: true });
	execFileSync("tar", ["-xzf", archive, "-C", installed, "--strip-components=1"]);
	fs.symlinkSync("../gopx/command.mjs", path.join(bin, "gopx"));
	console.log("npm is not installed: the package was unpacked by tar");
}

function install() {
	fs.writeFileSync(path.join(work, "package.json"), "{}\n");
	const { error, status, stderr } = spawnSync("npm",
		["install", "--offline", "--no-audit", "--no-fund", "--ignore-scripts", "--cache", path.join(work, "cache"), archive],
		{ cwd: work, encoding: "utf8" });

	if (error?.code === "ENOENT")
		return unpack();
	assert.equal(status, 0, stderr);
}

function ran(program, words, cwd = fixtures) {
	const { status, stdout, stderr } = spawnSync(program, words, { cwd, maxBuffer: 1 << 28 });

	return { status, stdout: stdout.toString("latin1"), stderr: stderr.toString("latin1") };
}

// Runs the command of the package on files of this machine.
function commands() {
	const bin = path.join(work, "node_modules", ".bin", "gopx");

	for (const words of [["scan", "--json", laptop, "good-zip.bin", "bad-lzma-half.bin"], ["scan", "none.bin"],
		["scan", "-v", laptop], ["vbt", "good-opregion-mailbox.bin"], ["extract", "--stdout", "--vbt", laptop]])
		assert.deepEqual(ran(bin, words), ran(gopx, words), words.join(" "));
	const [ours, theirs] = [bin, gopx].map((program, i) => {
		const folder = path.join(work, `out-${i}`);

		fs.mkdirSync(folder);
		fs.copyFileSync(path.join(fixtures, laptop), path.join(folder, laptop));
		const said = [["extract", "-o", "sub", laptop], ["extract", "-o", "sub", laptop],
			["rom", "--from", laptop, "-o", "igd.rom"]].map((words) => ran(program, words, folder));
		const files = ["sub/IntelGopDriver.efi", "sub/Vbt.bin", "igd.rom"].map((name) =>
			fs.readFileSync(path.join(folder, name)).toString("base64"));

		return { said, files, all: fs.readdirSync(folder).sort() };
	});

	assert.deepEqual(ours, theirs);
}

async function functions() {
	const api = await import(pathToFileURL(path.join(installed, "index.mjs")).href);
	const image = fs.readFileSync(path.join(fixtures, laptop));
	const answer = JSON.parse(ran(gopx, ["scan", "--json", "--device", "3e9b", laptop]).stdout);

	assert.deepEqual(await api.scan(image, { name: laptop, device: "3e9b" }), answer);
	assert.equal((await api.scan(image.buffer.slice(image.byteOffset, image.byteOffset + image.length))).sha256, answer.sha256);
	const { files, missing } = await api.extract(image);

	assert.deepEqual(missing, []);
	assert.deepEqual(Buffer.from(files["Vbt.bin"]), fs.readFileSync(path.join(work, "out-1/sub/Vbt.bin")));
	assert.deepEqual(Object.keys((await api.extract(image, { only: ["gop"] })).files), ["IntelGopDriver.efi"]);
	const rom = await api.rom(image);

	assert.deepEqual(Buffer.from(rom.bytes), fs.readFileSync(path.join(work, "out-1/igd.rom")));
	assert.match(rom.text, /^igd\.rom: \d+ bytes, sha256/);
	assert.equal((await api.vbt(image)).tables.length, 2);
	assert.equal((await api.tree(image)).nodes[0].type, "image");
	assert.match(await api.map(image), /^<svg /);
	await assert.rejects(api.rom(image, { device: "8086:4680" }), (error) =>
		error instanceof api.GopxError && error.status === 1 && /for 8086:4680/.test(error.message));
	await assert.rejects(api.scan(image, { device: "what" }), { name: "GopxError", status: 2 });
	await assert.rejects(api.scan("bios.bin"), TypeError);
	await assert.rejects(api.inject(image, new Uint8Array(4)), /not an x64 OVMF/);
	types(Object.keys(api), answer);
}

// The types must have every function, and every key of an answer.
function types(exported, answer) {
	const text = fs.readFileSync(path.join(installed, "index.d.ts"), "utf8");
	const declared = [...text.matchAll(/^export (?:function|class) (\w+)/gm)].map((match) => match[1]);

	assert.deepEqual(declared.sort(), exported.sort());
	const keys = new Set();

	JSON.stringify(answer, (key, value) => {
		keys.add(key);
		return value;
	});
	for (const key of [...keys].filter((one) => /^[a-z]/.test(one)))
		assert.match(text, new RegExp(`\\b${key}\\b`), key);
}

try {
	install();
	commands();
	await functions();
} finally {
	fs.rmSync(work, { recursive: true });
}
