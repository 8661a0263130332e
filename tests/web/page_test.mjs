// SPDX-License-Identifier: BSD-2-Clause
// page_test.mjs PAGE GOPX FIXTURES CHROMIUM [PICTURES] - compares the page in Chromium
// with the command
//
// With GOPX_PAGE_RATIO=3, the test also fails if the page takes more than 3 times as long
// as the command.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import http from "node:http";
import os from "node:os";
import path from "node:path";
import { Browser, Page } from "./browser.mjs";

const [page_file, gopx, fixtures, chromium, pictures] = process.argv.slice(2).map((name) => path.resolve(name));
const ovmf = ["/usr/share/OVMF/OVMF_CODE.fd", "/usr/share/OVMF/OVMF_CODE_4M.fd"].find((name) => fs.existsSync(name));
const work = fs.mkdtempSync(path.join(os.tmpdir(), "gopx-page-test-"));
const last_card = "document.querySelector('article')";
const done = `${last_card}?.querySelector('.glance, .fault')`;

function sha256(bytes) {
	return createHash("sha256").update(bytes).digest("hex");
}

// Runs the command in the folder of the file, so that names are equal, and returns the
// result.
function native(words, cwd = fixtures) {
	return spawnSync(gopx, words, { cwd, encoding: "utf8", maxBuffer: 1 << 28 });
}

function native_file(words, name, cwd = fixtures) {
	const folder = fs.mkdtempSync(path.join(work, "native-"));
	const { status, stderr } = native([...words, "-o", path.join(folder, name)], cwd);

	assert.equal(status, 0, stderr);
	return fs.statSync(path.join(folder, name)).isDirectory() ? path.join(folder, name) :
		fs.readFileSync(path.join(folder, name));
}

function text_of(page) {
	return page.value(`${last_card}.innerText`);
}

async function choose(page, ...files) {
	const before = await page.value("document.querySelectorAll('article').length");

	await page.choose("#files", files.map((file) => path.resolve(fixtures, file)));
	await page.until(`document.querySelectorAll('article').length === ${before + files.length}`);
	await page.until(done);
}

function press(page, title) {
	return page.value(`(() => { const button = [...${last_card}.querySelectorAll('button')]
		.find((one) => one.textContent === ${JSON.stringify(title)}); button.click(); return !button.disabled; })()`);
}

async function device(page, text) {
	await page.value(`(() => { const field = document.getElementById('device');
		field.value = ${JSON.stringify(text)}; field.dispatchEvent(new Event('change')); })()`);
	await page.until("!document.querySelector('progress')");
}

async function at_a_glance(page) {
	await choose(page, "good-spi-laptop.bin");
	const text = await text_of(page);

	for (const word of ["64 KiB flash image", "9.0.1084, x64", "Coffee Lake", "(24 devices)", "$VBT SKYLAKE"])
		assert.ok(text.includes(word), `${word} in:\n${text}`);
	assert.match(await page.value("document.getElementById('status').textContent"), /driver 9\.0\.1084/);
}

// Saves every file for the newest card.
async function saved(page, image, cwd = fixtures) {
	const folder = native_file(["extract", image], "out", cwd);
	const expected = {
		"IntelGopDriver.efi": fs.readFileSync(path.join(folder, "IntelGopDriver.efi")),
		"Vbt.bin": fs.readFileSync(path.join(folder, "Vbt.bin")),
		"igd.rom": native_file(["rom", "--from", image], "igd.rom", cwd),
	};

	for (const [name, bytes] of Object.entries(expected)) {
		assert.ok(await press(page, name));
		assert.equal(sha256(await page.downloaded(name)), sha256(bytes), name);
	}
	await press(page, "Report (JSON)");
	assert.equal((await page.downloaded(`${image}.json`)).toString(), native(["scan", "--json", image], cwd).stdout);
}

async function downloads(page) {
	const image = "good-spi-laptop.bin";

	await saved(page, image);
	if (!ovmf)
		return console.log("not tested: OVMF is not installed");
	await page.choose("article input[type=file]", [ovmf]);
	assert.equal(sha256(await page.downloaded("OVMF_CODE.igd.fd")),
		sha256(native_file(["inject", "--from", image, ovmf], "OVMF.fd")), "OVMF");
	await page.choose("article input[type=file]", [path.join(fixtures, "good-no-igpu.bin")]);
	await page.until(`${last_card}.innerText.includes('not an x64 OVMF code image')`);
}

async function gpu(page) {
	await device(page, "PCI\\VEN_8086&DEV_3E9B&SUBSYS_00000000");
	assert.match(await text_of(page), /Fits: driver 9\.0\.1084 supports 8086:3e9b \(Coffee Lake\)/);
	await device(page, "8086:4680");
	assert.match(await text_of(page), /Does not fit: no driver in this file supports 8086:4680/);
	assert.equal(await press(page, "igd.rom"), false);
	await device(page, "10de:1c03");
	assert.match(await page.value("document.getElementById('device-fault').textContent"), /not Intel/);
	await device(page, "");
}

// Opens every part of the newest card.
async function in_full(page) {
	await page.value(`${last_card}.querySelectorAll('details').forEach((one) => { one.open = true; })`);
	await page.until(`${last_card}.querySelector('.map img')?.complete && !${last_card}.innerText.includes('Working')`);
	assert.ok(await page.value(`${last_card}.querySelector('.map img').naturalWidth`) > 500);
	const text = await text_of(page);

	for (const word of ["Display outputs of the board", "LFP1", "HDMI-B", "1920 × 1080, 59.93 Hz", "SYN_PANEL"])
		assert.ok(text.includes(word), `${word} in:\n${text}`);
}

// Without a mouse, a user can go from field to field, press a button, and use the map.
async function keyboard(page) {
	const focused = () => page.value("document.activeElement.id || document.activeElement.textContent");
	const seen = new Set();

	await page.value("document.activeElement.blur()");
	for (let i = 0; i < 40 && !seen.has("Vbt.bin"); i++) {
		await page.key("Tab", "Tab", 9);
		seen.add(await focused());
	}
	for (const stop of ["files", "device", "IntelGopDriver.efi", "Vbt.bin"])
		assert.ok(seen.has(stop), `${stop} of ${[...seen]}`);
	await page.key("Enter", "Enter", 13, "\r");
	assert.ok((await page.downloaded("Vbt.bin")).length > 1000);
	await page.value(`${last_card}.querySelector('.map').focus()`);
	const width = () => page.value(`${last_card}.querySelector('.map img').clientWidth`);
	const before = await width();

	await page.key("+", "Equal", 187, "+");
	assert.ok(await width() > 1.3 * before);
	await page.key("0", "Digit0", 48, "0");
	assert.equal(await width(), before);
}

// For screen readers, every field, button and picture must have a name.
async function names(page) {
	const { nodes } = await page.send("Accessibility.getFullAXTree");
	const roles = ["button", "textbox", "region", "image", "article", "table", "progressbar", "DisclosureTriangle"];
	const shown = nodes.filter(({ ignored, role }) => !ignored && roles.includes(role?.value));

	assert.ok(shown.length > 12);
	for (const { role, name } of shown)
		assert.ok(name?.value, `a ${role.value} without a name`);
}

async function dropped(page) {
	await page.value("window.scrollTo(0, 0)");
	await page.drop("#drop", [path.join(fixtures, "good-zip.bin"), path.join(fixtures, "good-no-igpu.bin")]);
	await page.until("document.querySelectorAll('article').length === 3 && !document.querySelector('progress')");
	const [nothing, zip] = await page.value("[...document.querySelectorAll('article')].map((one) => one.innerText)");

	assert.match(nothing, /^good-no-igpu\.bin[^]*Driver\s+none in this file/);
	assert.match(zip, /^good-zip\.bin[^]*9\.0\.1084, x64/);
	const all = "document.querySelectorAll('article')[1]";

	await page.value(`${all}.querySelectorAll('details').forEach((one) => { one.open = true; })`);
	const { findings } = JSON.parse(native(["scan", "--json", "good-zip.bin"]).stdout);
	const squeezed = (text) => text.replace(/\s+/g, " ");

	assert.ok(squeezed(await page.value(`${all}.textContent`)).includes(squeezed(findings[0].member)), "the hostile name, as text");
	assert.equal(await page.value(`${all}.querySelectorAll('script, iframe, a, img:not([src^="blob:"])').length`), 0);
}

// Makes an image of 16 MiB. It has all good fixtures, each at the start of a memory page,
// and then bytes that do not compress.
function compose() {
	const image = Buffer.alloc(16 << 20, 0xff);
	let at = 0, state = 1;

	for (const name of fs.readdirSync(fixtures).filter((one) => /^good-.*\.bin$/.test(one)).sort()) {
		const bytes = fs.readFileSync(path.join(fixtures, name));

		if (at + bytes.length < 6 << 20) {
			bytes.copy(image, at);
			at += bytes.length + 4095 & ~4095;
		}
	}
	for (at = 8 << 20; at < 14 << 20; at += 4) {
		state = Math.imul(state, 1664525) + 1013904223 | 0;
		image.writeInt32LE(state, at);
	}
	fs.writeFileSync(path.join(work, "composed.rom"), image);
	return path.join(work, "composed.rom");
}

// The update that a vendor offers: a packed image.
function packed(image) {
	const zip = path.join(work, "update.zip");

	execFileSync("python3", ["-m", "zipfile", "-c", zip, image]);
	return zip;
}

// Measured a few times, beside the command; returns the MiB of memory that the module used.
async function large(page, image) {
	const name = path.basename(image);
	let quickest = Infinity, command = Infinity;

	for (let i = 0; i < (process.env.GOPX_PAGE_RATIO ? 5 : 1); i++) {
		const started = performance.now();

		native(["scan", "--json", name], work);
		command = Math.min(command, performance.now() - started);
		await choose(page, image);
		quickest = Math.min(quickest, Number(await page.value(`${last_card}.dataset.ms`)));
	}
	await saved(page, name, work);
	const memory = Number(await page.value(`${last_card}.dataset.memory`)) / (1 << 20);
	const ratio = quickest / command;

	console.log(`${name}: page ${quickest} ms, command ${command.toFixed(0)} ms, ${ratio.toFixed(2)} times; module memory ${memory} MiB`);
	if (process.env.GOPX_PAGE_RATIO)
		assert.ok(ratio <= Number(process.env.GOPX_PAGE_RATIO), `${ratio} times as long as the command`);
	return memory;
}

// Archives of vendors; they are only in the corpus ($GOPX_CORPUS).
async function vendors(page) {
	const corpus = process.env.GOPX_CORPUS;
	const archives = ["boards/RafaelRMachado_MinnowBoard/MB_UEFI_Firmware_v0.93.zip",
		"clevo/P7xxDMx-0511-9900KS-128G.7z", "minplatform/GALAGOPRO3.fd.xz"];

	if (!corpus)
		return console.log("not tested: files of vendors, because GOPX_CORPUS is not set");
	for (const archive of archives) {
		const name = path.basename(archive), file = path.join(corpus, archive);

		await choose(page, file);
		await press(page, "Report (JSON)");
		assert.equal((await page.downloaded(`${name}.json`)).toString(),
			native(["scan", "--json", name], path.dirname(file)).stdout, name);
	}
}

async function cancelled(page, image) {
	await page.choose("#files", [image]);
	await page.until(`${last_card}.querySelector('progress')`);
	await page.value(`${last_card}.querySelector('button').focus()`);
	await press(page, "Cancel");
	await page.until(`${last_card}.innerText.includes('Cancelled.')`);
	assert.equal(await page.value("document.activeElement.tagName"), "H2", "the focus stays in the card");
	await press(page, "Try again");
	await page.until(`${last_card}.querySelector('.glance')`);
}

async function refused(page) {
	const file = path.join(work, "huge.bin");

	fs.writeFileSync(file, "");
	fs.truncateSync(file, 513 << 20);
	await choose(page, file);
	assert.match(await text_of(page), /513 MiB; the page takes 512 MiB/);
}

async function phone(page) {
	await page.look({ width: 360, height: 740, mobile: true });
	assert.ok(await page.value("document.documentElement.scrollWidth") <= 360, "nothing is wider than a phone");
	await page.look({ width: 1100, height: 900 });
}

// Serves the page, and records the requests to the server in 'asked'.
async function served(task) {
	const asked = [];
	const server = http.createServer((request, response) => {
		asked.push(request.url);
		response.writeHead(request.url === "/gopx.html" ? 200 : 404, { "Content-Type": "text/html" });
		response.end(request.url === "/gopx.html" ? fs.readFileSync(page_file) : "");
	});

	await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
	try {
		await task(`http://127.0.0.1:${server.address().port}/gopx.html`);
	} finally {
		server.close();
	}
	assert.deepEqual(asked, ["/gopx.html"], "the page is the only request to the server");
}

function silent(page, url) {
	const others = page.requests.filter((request) => request !== url && !request.startsWith("blob:"));

	assert.deepEqual(others, [], "no request");
	assert.deepEqual(page.faults, [], "no error message on the console");
}

async function all(browser) {
	assert.ok(fs.statSync(page_file).size <= 1 << 20, "the page has at most 1 MiB");
	await served(async (url) => {
		const page = await Page.open(browser, url);

		await at_a_glance(page);
		await downloads(page);
		await gpu(page);
		await in_full(page);
		await keyboard(page);
		await names(page);
		await phone(page);
		await dropped(page);
		const image = compose();
		const memory = await large(page, image);

		assert.ok(memory < 80, `${memory} MiB of memory for 16 MiB`);
		await large(page, packed(image));
		await vendors(page);
		await cancelled(page, image);
		await refused(page);
		silent(page, url);
		// The Content-Security-Policy must also stop the page's own scripts.
		assert.match(await page.value("fetch('/x').then(() => 'sent', (error) => error.message)"), /Failed to fetch/);
	});
	const url = `file://${page_file}`;
	const page = await Page.open(browser, url);

	await at_a_glance(page);
	silent(page, url);
}

async function take_pictures(browser) {
	const page = await Page.open(browser, `file://${page_file}`, { width: 1000, height: 700 });
	const shot = (name, whole) => page.picture(path.join(pictures, `${name}.png`), whole);

	fs.mkdirSync(pictures, { recursive: true });
	await shot("start");
	await device(page, "8086:3e9b");
	await choose(page, "good-spi-laptop.bin");
	await shot("result");
	await in_full(page);
	await shot("full");
	await page.look({ width: 1000, height: 700, dark: true });
	await shot("full-dark");
	await page.look({ width: 390, height: 844, dark: true, mobile: true });
	await shot("phone-dark");
	await page.look({ width: 390, height: 844, mobile: true });
	await choose(page, "unsupported-zip-encrypted.bin", "bad-lzma-half.bin");
	await page.until("!document.querySelector('progress')");
	await shot("phone-warnings");
}

const browser = new Browser(chromium);

try {
	await (pictures ? take_pictures(browser) : all(browser));
} finally {
	await browser.close();
	fs.rmSync(work, { recursive: true });
}
