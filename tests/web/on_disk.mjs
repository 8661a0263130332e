// SPDX-License-Identifier: BSD-2-Clause
// on_disk.mjs MODULE ARGUMENT... - runs a module of WASI on the files of this machine
import fs from "node:fs";
import { run } from "../../web/program.mjs";
import { disk, standard_streams } from "../../npm/disk.mjs";

const [, , file, ...words] = process.argv;

process.exitCode = run(new WebAssembly.Module(fs.readFileSync(file)), {
	args: [file, ...words], env: process.env, tree: disk, folder: process.cwd(),
	streams: standard_streams(),
}).status;
