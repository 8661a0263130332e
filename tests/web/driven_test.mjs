// SPDX-License-Identifier: BSD-2-Clause
// driven_test.mjs - compares results and files of the page in Firefox or WebKit with the
// command's Arguments: the page, the command, the folder of fixtures, firefox-esr or
// WebKitWebDriver.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { Firefox } from "./firefox.mjs";
import { WebKit } from "./webkit.mjs";

const [page, gopx, fixtures, program] = process.argv.slice(2).map((name) => path.resolve(name));

function native(...words) {
	return execFileSync(gopx, words, { stdio: ["ignore", "pipe", "ignore"], maxBuffer: 1 << 26 });
}

function native_rom(image) {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), "gopx-driven-rom-"));

	try {
		native("rom", "-o", path.join(folder, "igd.rom"), "--from", image);
		return fs.readFileSync(path.join(folder, "igd.rom"));
	} finally {
		fs.rmSync(folder, { recursive: true });
	}
}

// Finds a button of the newest result.
function press(browser, title) {
	return browser.run(`[...document.querySelector("article").querySelectorAll("button, summary")]
		.find((one) => one.textContent.startsWith(${JSON.stringify(title)})).click()`);
}

async function check(browser, name) {
	const image = path.join(fixtures, name);
	const scan = JSON.parse(native("scan", "--json", image));
	const sums = scan.findings.filter(({ kind }) => ["gop", "vbt"].includes(kind)).map(({ sha256 }) => sha256);

	await browser.choose("#files", image);
	await browser.until(`document.querySelector("article h2")?.textContent === ${JSON.stringify(name)} &&
		!!document.querySelector("article").querySelector("dl.glance")`);
	await press(browser, "All drivers and tables");
	await browser.until(`document.querySelectorAll("article td code").length >= ${sums.length}`);
	assert.deepEqual(await browser.run(`return [...document.querySelectorAll("article:first-child td code")]
		.map((code) => code.textContent)`), sums, name);
	return image;
}

const browser = await (path.basename(program).startsWith("WebKit") ? WebKit : Firefox).start(program);

try {
	await browser.open(pathToFileURL(page).href);
	for (const name of ["good-7z.bin", "good-spi-laptop.bin"]) {
		const image = await check(browser, name);

		await press(browser, "Map of the file");
		await browser.until(`document.querySelector("article img")?.naturalWidth > 0`);
		await press(browser, "igd.rom");
		assert.deepEqual(await browser.downloaded("igd.rom"), native_rom(image), `${name}: igd.rom`);
		fs.rmSync(path.join(browser.downloads, "igd.rom"));
		assert.equal(await browser.run(`return document.querySelectorAll("article .fault").length`), 0);
	}
	console.log(`${(await browser.run("return navigator.userAgent"))}: the page works`);
} finally {
	await browser.close();
}
