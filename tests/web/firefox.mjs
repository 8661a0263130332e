// SPDX-License-Identifier: BSD-2-Clause
// firefox.mjs - a headless Firefox, controlled with its protocol Marionette
import { spawn } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import path from "node:path";
import { connected, Driven, free_port } from "./driven.mjs";

// Download without a question, and open no page of Mozilla.
function preferences(port, downloads) {
	const wanted = {
		"marionette.port": port, "browser.download.folderList": 2, "browser.download.dir": downloads,
		"browser.download.useDownloadDir": true, "browser.shell.checkDefaultBrowser": false,
		"datareporting.policy.dataSubmissionEnabled": false, "app.update.enabled": false,
		"browser.startup.homepage_override.mstone": "ignore",
	};

	return Object.entries(wanted).map(([name, value]) =>
		`user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`).join("");
}

export class Firefox extends Driven {
	#waiting = new Map();
	#number = 1;
	#bytes = Buffer.alloc(0);

	static async start(program) {
		const firefox = new Firefox("firefox");
		const port = await free_port();
		const profile = path.join(firefox.folder, "profile");

		fs.mkdirSync(profile);
		fs.writeFileSync(path.join(profile, "user.js"), preferences(port, firefox.downloads));
		firefox.process = spawn(program, ["--headless", "--marionette", "--no-remote", "--profile", profile],
			{ stdio: "ignore", env: { ...process.env, HOME: firefox.folder } });
		firefox.ended = new Promise((resolve) => firefox.process.on("exit", resolve));
		await firefox.#connect(port);
		await firefox.send("NewSession", { strictFileInteractability: false });
		return firefox;
	}

	async #connect(port) {
		this.socket = await connected(this.process, () => new Promise((resolve, reject) => {
			const socket = net.connect(port, "127.0.0.1", () => resolve(socket));

			socket.on("error", reject);
		}));
		this.socket.on("data", (bytes) => this.#received(bytes));
	}

	// Each message consists of its length, a colon, and JSON.
	#received(bytes) {
		this.#bytes = Buffer.concat([this.#bytes, bytes]);
		for (;;) {
			const colon = this.#bytes.indexOf(":");
			const end = colon + 1 + Number(this.#bytes.subarray(0, Math.max(colon, 0)).toString());

			if (colon < 0 || this.#bytes.length < end)
				return;
			const message = JSON.parse(this.#bytes.subarray(colon + 1, end).toString());

			this.#bytes = this.#bytes.subarray(end);
			if (Array.isArray(message))
				this.#answered(message);
		}
	}

	#answered([, id, error, result]) {
		const { resolve, reject } = this.#waiting.get(id);

		this.#waiting.delete(id);
		if (error)
			reject(new Error(`${error.error}: ${error.message}`));
		else
			resolve(result?.value ?? result);
	}

	send(command, values = {}) {
		const id = this.#number++;
		const text = JSON.stringify([0, id, `WebDriver:${command}`, values]);

		this.socket.write(`${Buffer.byteLength(text)}:${text}`);
		return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
	}
}
