// SPDX-License-Identifier: BSD-2-Clause
// scan_test.mjs - the module prints the same as the command of this machine, and stays small
// Arguments: gopx.wasm, the command, the folder of fixtures.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const [module_file, gopx, fixtures] = process.argv.slice(2).map((name) => path.resolve(name));
const on_disk = fileURLToPath(new URL("on_disk.mjs", import.meta.url));
const images = fs.readdirSync(fixtures).filter((name) => name.endsWith(".bin")).sort();
const most = { bytes: 1.4e6, packed: 650e3 };

function answer(program, words, cwd = fixtures) {
	const { status, stdout, stderr } = spawnSync(program, words,
		{ cwd, encoding: "latin1", maxBuffer: 1 << 28 });

	return { status, stdout, stderr };
}

function same(words) {
	const native = answer(gopx, words);

	assert.deepEqual(answer(process.execPath, [on_disk, module_file, ...words]), native, words[0]);
	return native;
}

// Files written: their names and bytes.
function written(program, before, name) {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), "gopx-module-"));

	try {
		const image = path.join(fixtures, name);
		const { status, stdout } = answer(program, [...before, "extract", "-o", "out", image], folder);
		const out = path.join(folder, "out");

		return { status, stdout, files: fs.existsSync(out) && fs.readdirSync(out).sort().map((file) =>
			[file, fs.readFileSync(path.join(out, file), "latin1")]) };
	} finally {
		fs.rmSync(folder, { recursive: true });
	}
}

const { stdout } = same(["scan", "--json", ...images]);

assert.ok(images.length > 50);
assert.ok(stdout.split("\n").length > images.length / 2);
same(["tree", "--json", "good-7z.bin"]);
same(["map", "good-aptio5.bin"]);
same(["vbt", "missing.bin"]);
// A build without libarchive writes nothing of the archive.
for (const image of ["good-spi-laptop.bin", "good-7z.bin"])
	assert.deepEqual(written(process.execPath, [on_disk, module_file], image), written(gopx, [], image));

const module = fs.readFileSync(module_file);
const packed = gzipSync(module, { level: 9 }).length;

console.log(`${images.length} files, ${module.length} bytes, ${packed} packed`);
assert.ok(module.length <= most.bytes && packed <= most.packed, "the module is too large");
