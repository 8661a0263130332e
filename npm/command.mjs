#!/usr/bin/env node
// SPDX-License-Identifier: BSD-2-Clause
// command.mjs - the command gopx on the files of this machine, under Node.js
import fs from "node:fs";
import { run } from "../web/program.mjs";
import { disk, standard_streams } from "./disk.mjs";

const module = new WebAssembly.Module(fs.readFileSync(new URL("gopx.wasm", import.meta.url)));

try {
	process.exitCode = run(module, {
		args: ["gopx", ...process.argv.slice(2)], env: process.env, tree: disk,
		folder: process.cwd(), streams: standard_streams(),
	}).status;
} catch (error) {
	process.stderr.write(`gopx: crashed inside its sandbox: ${error.message}\n`);
	process.exitCode = 2;
}
