// SPDX-License-Identifier: BSD-2-Clause
// scan_test.mjs - gopx.exe answers as the command of this machine does, and stays small
// Arguments: what runs gopx.exe, that file, the command, the fixtures.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { same_over_fixtures } from "../web/same.mjs";

const [runner, file, gopx, fixtures] =
	process.argv.slice(2).map((name) => path.resolve(name));
const { size } = fs.statSync(file);

console.log(`${same_over_fixtures([runner], [gopx], fixtures)} files, ${size} bytes`);
assert.ok(size <= 3e6, "gopx.exe is too large");
