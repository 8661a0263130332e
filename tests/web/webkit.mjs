// SPDX-License-Identifier: BSD-2-Clause
// webkit.mjs - WebKitGTK's MiniBrowser on a virtual display, controlled by
// WebKitWebDriver
import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { connected, Driven, free_port } from "./driven.mjs";

const machine = process.arch === "arm64" ? "aarch64" : "x86_64";
const BROWSER = `/usr/lib/${machine}-linux-gnu/webkit2gtk-4.1/MiniBrowser`;

// Returns the HTTP method of a command, the end of its address, and the body to send.
const commands = {
	NewSession: (values) => ["POST", "", values],
	DeleteSession: () => ["DELETE", "", undefined],
	Navigate: (values) => ["POST", "/url", values],
	ExecuteScript: (values) => ["POST", "/execute/sync", values],
	FindElement: (values) => ["POST", "/element", values],
	ElementSendKeys: ({ id, text }) => ["POST", `/element/${id}/value`, { text }],
};

export class WebKit extends Driven {
	// program: WebKitWebDriver
	static async start(program) {
		const webkit = new WebKit("webkit");
		const port = await free_port();
		const home = path.join(webkit.folder, ".config");

		fs.mkdirSync(home);
		fs.writeFileSync(path.join(home, "user-dirs.dirs"), `XDG_DOWNLOAD_DIR="${webkit.downloads}"\n`);
		webkit.process = spawn("xvfb-run", ["-a", program, `--port=${port}`], {
			stdio: "ignore", detached: true,
			env: { ...process.env, HOME: webkit.folder, XDG_CONFIG_HOME: home, LIBGL_ALWAYS_SOFTWARE: "1" },
		});
		webkit.ended = new Promise((resolve) => webkit.process.on("exit", resolve));
		webkit.address = `http://127.0.0.1:${port}/session`;
		await connected(webkit.process, () => fetch(`http://127.0.0.1:${port}/status`));
		const { sessionId } = await webkit.send("NewSession", { capabilities: { alwaysMatch: {
			"webkitgtk:browserOptions": { binary: BROWSER, args: ["--automation"] },
		} } });

		webkit.address += `/${sessionId}`;
		return webkit;
	}

	async send(command, values = {}) {
		const [method, end, body] = commands[command](values);
		const answer = await fetch(this.address + end, { method, body: body && JSON.stringify(body) });
		const { value } = await answer.json();

		if (!answer.ok)
			throw new Error(`${value.error}: ${value.message}`);
		return value;
	}

	async close() {
		await this.send("DeleteSession").catch(() => {});
		// End the display, too.
		process.kill(-this.process.pid);
		await super.close();
	}
}
