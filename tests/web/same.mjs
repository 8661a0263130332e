// SPDX-License-Identifier: BSD-2-Clause
// same.mjs - checks that gopx built for another machine gives the same answers as this
// machine's command
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

function answer(program, words, cwd) {
	const [file, ...before] = program;
	const { status, stdout, stderr } = spawnSync(file, [...before, ...words],
		{ cwd, encoding: "latin1", maxBuffer: 1 << 29 });

	return { status, stdout, stderr };
}

// Runs both programs in the folder, and compares their output. A program is a file, and
// words to put before its arguments.
export function same(other, native, words, folder) {
	const expected = answer(native, words, folder);

	assert.deepEqual(answer(other, words, folder), expected, words[0]);
	return expected;
}

// Returns the names and bytes of the files that a program writes.
function written(program, image) {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), "gopx-same-"));

	try {
		const { status, stdout } = answer(program, ["extract", "-o", "out", image], folder);
		const out = path.join(folder, "out");

		return { status, stdout, files: fs.existsSync(out) && fs.readdirSync(out).sort().map((name) =>
			[name, fs.readFileSync(path.join(out, name), "latin1")]) };
	} finally {
		fs.rmSync(folder, { recursive: true });
	}
}

// Compares the programs on all fixtures, and returns the number of fixtures.
export function same_over_fixtures(other, native, fixtures) {
	const images = fs.readdirSync(fixtures).filter((name) => name.endsWith(".bin")).sort();
	const { stdout } = same(other, native, ["scan", "--json", ...images], fixtures);

	assert.ok(images.length > 50);
	assert.ok(stdout.split("\n").length > images.length / 2);
	same(other, native, ["tree", "--json", "good-7z.bin"], fixtures);
	same(other, native, ["map", "good-aptio5.bin"], fixtures);
	same(other, native, ["vbt", "missing.bin"], fixtures);
	// A build without libarchive writes no files of the archive.
	for (const image of ["good-spi-laptop.bin", "good-7z.bin"].map((name) => path.join(fixtures, name)))
		assert.deepEqual(written(other, image), written(native, image));
	return images.length;
}
