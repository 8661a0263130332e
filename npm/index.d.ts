// SPDX-License-Identifier: BSD-2-Clause
// index.d.ts - what the functions of the package take and return; doc/json.md describes the keys

export type Bytes = Uint8Array | ArrayBuffer | ArrayBufferView;

export interface Options {
	/** The name of the image in results and messages; the default is "image.bin". */
	name?: string;
	/** Choose for this PCI device: "8086:3e9b" or "3e9b". */
	device?: string;
	/** More options of the command, such as ["--max-unpacked", "1G"]. */
	options?: string[];
}

/** A command failed, or did not find what was requested. The message is the text that it printed. */
export class GopxError extends Error {
	/** The exit status of the command: 1 not found, 2 error. */
	status: number;
}

export interface Place {
	guid: string | null;
	name: string | null;
	known_name: string | null;
	member: string | null;
	path: string;
	offset: number;
	inner_offset: number | null;
	packed: boolean;
}

export interface Platform {
	code: string;
	name: string;
	generation: string;
}

export interface Device {
	id: string;
	platform: string | null;
}

interface FindingBase extends Place {
	best: boolean;
	decided: string | null;
	tied: boolean;
	for_device: boolean;
	confidence: "certain" | "likely";
	reasons: string[];
	size: number;
	sha256: string;
	trimmed_size: number;
	trimmed_sha256: string;
	places: Place[];
}

export interface Gop extends FindingBase {
	kind: "gop";
	machine: string;
	te: boolean;
	version: string | null;
	version_exact: boolean;
	image_base: number | string;
	normalized_sha256: string | null;
	devices: Device[];
	platforms: Platform[];
}

export interface Vbt extends FindingBase {
	kind: "vbt";
	signature: string;
	sign_on: string | null;
	vbt_size: number;
	bdb_version: number;
	checksum_ok: boolean;
	origin: "gop" | "vbios";
	platforms: Platform[];
	panel: string | null;
}

export interface OtherGop extends FindingBase {
	kind: "other-gop";
	machine: string;
	te: boolean;
	vendor: string;
}

export interface Note extends FindingBase {
	kind: "note";
	code: string;
	text: string;
}

export type Finding = Gop | Vbt | OtherGop | Note;

export interface Diagnostic {
	severity: "note" | "warning" | "damage";
	status: string;
	code: string;
	message: string;
	path?: string;
	offset?: number;
	inner_offset?: number | null;
	packed?: boolean;
}

export interface Scan {
	schema: "gopx-scan/1";
	file: string;
	size: number;
	sha256: string;
	complete: boolean;
	read: {
		text: string;
		volumes: number;
		pieces: number;
		closed: number;
		limited: boolean;
		cut: boolean;
	};
	device: Device | null;
	findings: Finding[];
	diagnostics: Diagnostic[];
}

export interface Written {
	kind: string;
	best: boolean;
	confidence: string;
	member: string | null;
	path: string;
	size: number;
	sha256: string;
}

export interface Extraction {
	schema: "gopx-extract/1";
	file: string;
	complete: boolean;
	written: Written[];
	missing: string[];
	diagnostics: Diagnostic[];
	/** The bytes of each file of `written`, by its path: "IntelGopDriver.efi", "Vbt.bin". */
	files: Record<string, Uint8Array>;
	/** What the command printed on standard error. */
	notes: string[];
}

export interface Output {
	/** "igd.rom" or "OVMF_CODE.igd.fd". */
	name: string;
	bytes: Uint8Array;
	/** What the command printed: sizes and hashes of what is inside. */
	text: string;
	/** What it printed on standard error. */
	notes: string[];
}

/** Loads the module; only needed where there is no node:fs, or to choose another module. */
export function load(source?: WebAssembly.Module | BufferSource): Promise<void>;

/** What is in an image: gopx scan --json. */
export function scan(image: Bytes, options?: Options): Promise<Scan>;

/** The best driver and table: gopx extract; with `only` one of them. */
export function extract(image: Bytes, options?: Options & { only?: ("gop" | "vbt")[] }): Promise<Extraction>;

/** An option ROM for a guest with the best driver and table: gopx rom --from. */
export function rom(image: Bytes, options?: Options): Promise<Output>;

/** OVMF with the best driver and table: gopx inject --from. */
export function inject(image: Bytes, ovmf: Bytes, options?: Options): Promise<Output>;

/** The pieces of an image: gopx tree --json. */
export function tree(image: Bytes, options?: Options): Promise<Record<string, unknown>>;

/** What is in the video BIOS tables of an image: gopx vbt --json. */
export function vbt(image: Bytes, options?: Options): Promise<Record<string, unknown>>;

/** A picture of an image, as the text of an SVG file: gopx map. */
export function map(image: Bytes, options?: Options): Promise<string>;
