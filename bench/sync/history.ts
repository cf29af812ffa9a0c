import * as Y from 'yjs';
import { minutesBody, paragraph } from '#sync/minutes-doc.ts';
import { createChance } from './pace.ts';

/** A long meeting, keystroke by keystroke, as several people's pages would have sent it. */
export type History = {
	/** The paragraphs they write in; sent by the first author before anything else. */
	readonly seed: Uint8Array;
	readonly authors: readonly Author[];
	/** Bytes of the whole document at the end, as one update. */
	readonly stateSize: number;
};

export type Author = {
	readonly id: number;
	/** One update per keystroke, and the author's clock after it. */
	readonly keystrokes: readonly { readonly update: Uint8Array; readonly clock: number }[];
};

const authorCount = 50;
const paragraphsEach = 4;
/** Keystrokes before somebody goes on elsewhere in their paragraphs, on average. */
const runLength = 20;
/** One keystroke in so many takes a character back. */
const backspaces = 25;

/**
 * Makes a history of so many keystrokes. Everybody writes at changing places of their own paragraphs, so that it matters to
 * nobody in which order the authors' updates come.
 */
export function makeHistory(keystrokes: number): History {
	const chance = createChance(4);
	const firstId = 0x2000_0000 + Math.floor(Math.random() * 0x1000_0000);
	const start = new Y.Doc();
	start.clientID = firstId;
	minutesBody(start).insert(
		0,
		Array.from({ length: authorCount * paragraphsEach }, (_, index) => paragraph(`${index + 1}.`))
	);
	const seed = Y.encodeStateAsUpdate(start);
	const authors = Array.from({ length: authorCount }, (_, index) =>
		writeAlone({ id: firstId + index, index, seed, count: Math.floor(keystrokes / authorCount), chance })
	);
	const all = Y.mergeUpdates([seed, ...authors.map(({ whole }) => whole)]);
	const doc = new Y.Doc();
	Y.applyUpdate(doc, all);
	return { seed, authors, stateSize: Y.encodeStateAsUpdate(doc).length };
}

function writeAlone(parts: {
	readonly id: number;
	readonly index: number;
	readonly seed: Uint8Array;
	readonly count: number;
	readonly chance: () => number;
}): Author & { readonly whole: Uint8Array } {
	const { id, index, seed, count, chance } = parts;
	const doc = new Y.Doc();
	Y.applyUpdate(doc, seed);
	doc.clientID = id;
	const keystrokes: { update: Uint8Array; clock: number }[] = [];
	doc.on('update', (update: Uint8Array) => keystrokes.push({ update, clock: Y.getState(doc.store, id) }));
	const own = minutesBody(doc).slice(index * paragraphsEach, (index + 1) * paragraphsEach) as Y.XmlElement[];
	const texts = own.map((each) => each.get(0) as Y.XmlText);
	let text = texts[0]!;
	let at = text.length;
	for (let key = 0; key < count; key++) {
		if (chance() < 1 / runLength) {
			text = texts[Math.floor(chance() * texts.length)]!;
			at = 1 + Math.floor(chance() * text.length);
		}
		// The last keystroke writes: by its clock one sees that everything has come.
		if (at > 1 && key < count - 1 && chance() < 1 / backspaces) text.delete(--at, 1);
		else text.insert(at++, String.fromCharCode(0x4e00 + Math.floor(chance() * 2_000)));
	}
	return { id, keystrokes, whole: Y.encodeStateAsUpdate(doc) };
}
