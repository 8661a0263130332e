// SPDX-License-Identifier: BSD-2-Clause
// dom.mjs - makes elements of the page; every string becomes text, never markup
import { safe_name } from "./names.mjs";

// make("p", { class: "hint" }, "text", element, ...): an attribute "on…" is a listener.
export function make(tag, attributes = {}, ...children) {
	const element = document.createElement(tag);

	for (const [name, value] of Object.entries(attributes)) {
		if (name.startsWith("on"))
			element.addEventListener(name.slice(2), value);
		else if (value !== undefined && value !== false)
			element.setAttribute(name, value === true ? "" : value);
	}
	element.append(...children.filter((child) => child !== undefined && child !== null));
	return element;
}

export function table(caption, heads, rows) {
	return make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption },
		make("table", {}, make("caption", {}, caption),
			make("thead", {}, make("tr", {}, ...heads.map((head) => make("th", { scope: "col" }, head)))),
			make("tbody", {}, ...rows.map((row) =>
				make("tr", {}, ...row.map((cell) => make("td", {}, cell)))))));
}

// A part of the page that can be opened. fill(body) runs when it opens for the first
// time.
export function fold(title, fill) {
	const body = make("div");
	const details = make("details", {}, make("summary", {}, title), body);

	details.addEventListener("toggle", () => {
		if (details.open && !body.hasChildNodes())
			fill(body);
	});
	return details;
}

// Gives bytes to the user as a file.
export function download(name, bytes, type = "application/octet-stream") {
	const url = URL.createObjectURL(new Blob([bytes], { type }));
	const link = make("a", { href: url, download: safe_name(name, "gopx.bin"), hidden: true });

	document.body.append(link);
	link.click();
	link.remove();
	setTimeout(() => URL.revokeObjectURL(url), 60000);
}

// A picture with zoom: the buttons, the keys +, - and 0, or the wheel with the Control
// key.
export function zoomable(svg, title) {
	const url = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
	const picture = make("img", { src: url, alt: title });
	const frame = make("div", { class: "scroll map", tabindex: "0", role: "region",
		"aria-label": `${title}; plus and minus zoom, arrow keys scroll` }, picture);
	let percent = 100;

	function zoom(to) {
		const before = percent;
		const middle = [frame.scrollLeft + frame.clientWidth / 2, frame.scrollTop + frame.clientHeight / 2];

		percent = Math.min(1600, Math.max(25, to));
		picture.style.width = `${percent}%`;
		frame.scrollLeft = middle[0] * percent / before - frame.clientWidth / 2;
		frame.scrollTop = middle[1] * percent / before - frame.clientHeight / 2;
	}
	const steps = { "+": () => zoom(percent * 1.5), "=": () => zoom(percent * 1.5),
		"-": () => zoom(percent / 1.5), 0: () => zoom(100) };

	frame.addEventListener("keydown", (event) => {
		if (!event.ctrlKey && !event.metaKey && !event.altKey)
			steps[event.key]?.();
	});
	frame.addEventListener("wheel", (event) => {
		if (event.ctrlKey) {
			event.preventDefault();
			zoom(percent * (event.deltaY < 0 ? 1.2 : 1 / 1.2));
		}
	}, { passive: false });
	zoom(100);
	return make("div", {},
		make("div", { class: "buttons" },
			make("button", { type: "button", class: "quiet", onclick: steps["+"] }, "Zoom in"),
			make("button", { type: "button", class: "quiet", onclick: steps["-"] }, "Zoom out"),
			make("button", { type: "button", class: "quiet", onclick: steps[0] }, "Fit"),
			make("button", { type: "button", class: "quiet",
				onclick: () => download("map.svg", svg, "image/svg+xml") }, "Save map.svg")),
		frame);
}
