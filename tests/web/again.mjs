// SPDX-License-Identifier: BSD-2-Clause
// again.mjs - checks that a command gives the same answer when it reuses the scan of an
// earlier command
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { Gopx } from "../../web/gopx.mjs";

const commands = {
	scan: ["scan", "--json"],
	tree: ["tree", "--json"],
	vbt: ["vbt", "--json"],
	map: ["map", "-o", "map.svg"],
	extract: ["extract", "-o", "out"],
	rom: ["rom", "-o", "igd.rom", "--from"],
	other: ["scan", "--json", "--device", "8086:3e9b"],
};

function answer(gopx, words, bytes) {
	const { status, output, messages, file } = gopx.command([...words, "image.bin"], { "image.bin": bytes }, bytes);

	return { status, output, messages, map: file("map.svg"), rom: file("igd.rom") };
}

// Checks every Nth fixture, and returns their number.
export function same_again(module_file, fixtures, every) {
	const module = new WebAssembly.Module(fs.readFileSync(module_file));
	const apart = new Gopx(module), keeping = new Gopx(module, { keeps: true });
	const names = fs.readdirSync(fixtures).filter((name) => name.endsWith(".bin")).sort()
		.filter((_, i) => i % every === 0);

	for (const name of names) {
		const bytes = new Uint8Array(fs.readFileSync(path.join(fixtures, name)));

		for (const [title, words] of Object.entries(commands))
			assert.deepEqual(answer(keeping, words, bytes), answer(apart, words, bytes), `${name}: ${title}`);
	}
	return names.length;
}
