import * as Y from 'yjs';
import { minutesBody, paragraph } from '#sync/minutes-doc.ts';

/**
 * An update that can be decoded but not taken in by a document in this state. Found by changing bytes of an honest one,
 * always in the same way.
 */
export function poisonFor(state: Uint8Array): Uint8Array {
	const copy = new Y.Doc();
	copy.clientID = 4_711;
	Y.applyUpdate(copy, state);
	const before = Y.encodeStateVector(copy);
	minutesBody(copy).insert(minutesBody(copy).length, [paragraph('honest'), paragraph('words')]);
	const honest = Y.encodeStateAsUpdate(copy, before);
	let seed = 7;
	const chance = (below: number) => {
		seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
		return Math.floor((seed / 2_147_483_648) * below);
	};
	for (let attempt = 0; attempt < 100_000; attempt++) {
		const update = Uint8Array.from(honest);
		update[chance(update.length)] = chance(256);
		if (decodes(update) && !applies(update, state)) return update;
	}
	throw new Error('No such update was found');
}

function decodes(update: Uint8Array): boolean {
	try {
		return Y.decodeUpdate(update).structs.length > 0;
	} catch {
		return false;
	}
}

function applies(update: Uint8Array, state: Uint8Array): boolean {
	const doc = new Y.Doc();
	Y.applyUpdate(doc, state);
	try {
		Y.applyUpdate(doc, update);
		return true;
	} catch {
		return false;
	}
}
