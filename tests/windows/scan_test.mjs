// SPDX-License-Identifier: BSD-2-Clause
// scan_test.mjs - checks that gopx.exe gives the same answers as this machine's command,
// and is small Arguments: what runs gopx.exe, that file, the command, the fixtures.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { same_over_fixtures } from "../web/same.mjs";

const [runner, file, gopx, fixtures] =
	process.argv.slice(2).map((name) => path.resolve(name));
const { size } = fs.statSync(file);

console.log(`${same_over_fixtures([runner], [gopx], fixtures)} files, ${size} bytes`);
assert.ok(size <= 3e6, "gopx.exe is too large");
