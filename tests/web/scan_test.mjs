// SPDX-License-Identifier: BSD-2-Clause
// scan_test.mjs - checks that the module gives the same answers as this machine's
// command, and is small Arguments: gopx.wasm, the command, the folder of fixtures.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { same_again } from "./again.mjs";
import { same_over_fixtures } from "./same.mjs";

const [module_file, gopx, fixtures] = process.argv.slice(2).map((name) => path.resolve(name));
const on_disk = fileURLToPath(new URL("on_disk.mjs", import.meta.url));
// If gzip -9 gives 448,000 bytes, the zlib of Node.js gives 451,000.
const most = { bytes: 1.1e6, packed: 455e3 };
const count = same_over_fixtures([process.execPath, on_disk, module_file], [gopx], fixtures);

same_again(module_file, fixtures, 5);

const module = fs.readFileSync(module_file);
const packed = gzipSync(module, { level: 9 }).length;

console.log(`${count} files, ${module.length} bytes, ${packed} packed`);
assert.ok(module.length <= most.bytes && packed <= most.packed, "the module is too large");
