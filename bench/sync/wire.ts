/**
 * The y-websocket wire as the generator speaks it, without a Y.Doc per client: a keystroke is written byte by byte, and of
 * what arrives only the names of the characters are read. Every server gets the same bytes for the same keystroke.
 */

/** A character's name in the CRDT: who typed it, and their how-manieth it was. */
export type CharacterId = { readonly client: number; readonly clock: number };

/** A frame `0 2 update`: somebody's change. */
export function updateFrame(update: Uint8Array): Uint8Array {
	return join([Uint8Array.of(0, 2), varUint(update.length), update]);
}

/** A frame `0 1 update`: the answer to a state vector. */
export function answerFrame(update: Uint8Array): Uint8Array {
	return join([Uint8Array.of(0, 1), varUint(update.length), update]);
}

/** A frame `0 0 vector`: the question of somebody who has nothing yet. */
export const nothingYetFrame = Uint8Array.of(0, 0, 1, 0);

/** The update that changes nothing. */
export const emptyUpdate = Uint8Array.of(0, 0);

/** One character typed behind another one, as Yjs 13 encodes it: one client, one struct, a string, no deletions. */
export function keystroke(id: CharacterId, behind: CharacterId, character: string): Uint8Array {
	const text = Buffer.from(character);
	return join([
		Uint8Array.of(1, 1),
		varUint(id.client),
		varUint(id.clock),
		Uint8Array.of(0x84), // a string with a left origin
		varUint(behind.client),
		varUint(behind.clock),
		varUint(text.length),
		text,
		Uint8Array.of(0)
	]);
}

/** A frame with one presence entry, as y-websocket sends it after every move of the caret. */
export function presenceFrame(client: number, clock: number, state: object | null): Uint8Array {
	const json = Buffer.from(JSON.stringify(state));
	const entry = join([Uint8Array.of(1), varUint(client), varUint(clock), varUint(json.length), json]);
	return join([Uint8Array.of(1), varUint(entry.length), entry]);
}

/** What the reader of a frame is told. */
export type Heard = {
	/** Characters, or whatever else has names, of one client with consecutive clocks. Without it updates are not read. */
	run?(client: number, clock: number, length: number): void;
	/** Somebody's presence. */
	presence?(client: number): void;
	/** A server's question for what we have. */
	stateVector?(): void;
	/** The answer to our question has been read: what the server had is here. */
	answered?(): void;
	/** That many of our frames are on disk (ours only). */
	saved?(count: number): void;
	/** One more of our frames was taken (Hocuspocus only). */
	taken?(): void;
};

/** Reads a frame that begins at `from`. Throws on a struct that Yjs 13 does not have. */
export function readFrame(bytes: Uint8Array, from: number, heard: Heard): void {
	const reader = new Reader(bytes, from);
	const type = reader.varUint();
	if (type === 0 || type === 4) {
		const step = reader.varUint();
		if (step === 0) return heard.stateVector?.();
		reader.varUint();
		if (heard.run) reader.update(heard.run);
		if (step === 1) heard.answered?.();
	} else if (type === 1) reader.presence(heard);
	else if (type === 100) heard.saved?.(reader.varUint());
	else if (type === 8) heard.taken?.();
}

/** Reads an update that stands alone. */
export function readUpdate(update: Uint8Array, run: Run): void {
	new Reader(update, 0).update(run);
}

type Run = NonNullable<Heard['run']>;

/** The bytes of a frame's update, uncopied; null when it is another frame. */
export function updateIn(frame: Uint8Array): Uint8Array | null {
	if (frame[0] !== 0 || (frame[1] !== 1 && frame[1] !== 2)) return null;
	let start = 2;
	while (frame[start]! >= 0x80) start++;
	return frame.subarray(start + 1);
}

class Reader {
	readonly #bytes: Uint8Array;
	#at: number;

	constructor(bytes: Uint8Array, at: number) {
		this.#bytes = bytes;
		this.#at = at;
	}

	varUint(): number {
		let value = 0;
		let scale = 1;
		for (;;) {
			const byte = this.#bytes[this.#at++]!;
			value += (byte & 0x7f) * scale;
			if (byte < 0x80) return value;
			scale *= 128;
		}
	}

	update(run: Run): void {
		for (let clients = this.varUint(); clients > 0; clients--) {
			let structs = this.varUint();
			const client = this.varUint();
			let clock = this.varUint();
			for (; structs > 0; structs--) {
				const info = this.#bytes[this.#at++]!;
				const length = this.#structLength(info);
				if (info !== 10) run(client, clock, length);
				clock += length;
			}
		}
	}

	presence(heard: Heard): void {
		this.varUint();
		for (let entries = this.varUint(); entries > 0; entries--) {
			heard.presence?.(this.varUint());
			this.varUint();
			this.#skipBytes();
		}
	}

	/** Goes past one struct and says how many clocks it takes. */
	#structLength(info: number): number {
		const kind = info & 31;
		if (kind === 0 || kind === 10) return this.varUint(); // GC, Skip
		if (info & 128) this.#skipId();
		if (info & 64) this.#skipId();
		if ((info & 192) === 0) {
			if (this.varUint() === 1) this.#skipBytes();
			else this.#skipId();
			if (info & 32) this.#skipBytes();
		}
		switch (kind) {
			case 1: // deleted
				return this.varUint();
			case 3: // binary
			case 5: // embed
				this.#skipBytes();
				return 1;
			case 4: // string
				return this.#stringLength();
			case 6: // format
				this.#skipBytes();
				this.#skipBytes();
				return 1;
			case 7: {
				const type = this.varUint();
				if (type === 3 || type === 5) this.#skipBytes(); // an XML element's name
				return 1;
			}
			case 8: {
				const count = this.varUint();
				for (let index = 0; index < count; index++) this.#skipAny();
				return count;
			}
			default:
				throw new Error(`a struct of kind ${kind}`);
		}
	}

	#skipId(): void {
		this.varUint();
		this.varUint();
	}

	#skipBytes(): void {
		const length = this.varUint();
		this.#at += length;
	}

	/** The plain values that attributes of the minutes have. */
	#skipAny(): void {
		const type = this.#bytes[this.#at++]!;
		if (type === 119) this.#skipBytes();
		else if (type === 125) while (this.#bytes[this.#at++]! >= 0x80);
		else if (type === 124) this.#at += 4;
		else if (type === 123 || type === 122) this.#at += 8;
		else if (type < 120 || type > 127 || type === 118) throw new Error(`a value of kind ${type}`);
	}

	/** In UTF-16 units, as Yjs counts. */
	#stringLength(): number {
		const end = this.varUint() + this.#at;
		let length = 0;
		for (; this.#at < end; this.#at++) {
			const byte = this.#bytes[this.#at]!;
			if ((byte & 0xc0) !== 0x80) length += byte >= 0xf0 ? 2 : 1;
		}
		return length;
	}
}

function varUint(value: number): Uint8Array {
	const bytes: number[] = [];
	for (; value >= 128; value = Math.floor(value / 128)) bytes.push((value % 128) | 0x80);
	bytes.push(value);
	return Uint8Array.from(bytes);
}

function join(parts: readonly Uint8Array[]): Uint8Array {
	return Buffer.concat(parts);
}
