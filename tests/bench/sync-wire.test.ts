// The generator of `bench:sync` writes and reads Yjs by hand: what it writes must be what Yjs writes, and it must count what
// Yjs counts, or the benchmark measures something else.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { minutesBody, paragraph } from '#sync/minutes-doc.ts';
import { decodeFrame, encodeAnswer, encodeStateVector, encodeUpdate } from '#sync/protocol.ts';
import { decodePresence } from '#sync/presence.ts';
import {
	answerFrame,
	emptyUpdate,
	keystroke,
	nothingYetFrame,
	presenceFrame,
	readFrame,
	readUpdate,
	updateFrame,
	updateIn
} from '../../bench/sync/wire.ts';

describe('what the generator writes', () => {
	it('a keystroke is the update that Yjs makes of it', () => {
		const { doc, text } = writing(2_147_483_999);
		const behind = { client: doc.clientID, clock: Y.getState(doc.store, doc.clientID) - 1 };
		expect(lastUpdate(doc, () => text.insert(text.length, '会'))).toEqual(
			new Uint8Array(keystroke({ client: doc.clientID, clock: behind.clock + 1 }, behind, '会'))
		);
	});

	it('frames are those of the wire', () => {
		const update = Uint8Array.from({ length: 300 }, (_, index) => index % 256);
		expect(new Uint8Array(updateFrame(update))).toEqual(encodeUpdate(update));
		expect(new Uint8Array(answerFrame(emptyUpdate))).toEqual(
			encodeAnswer(Y.encodeStateAsUpdate(new Y.Doc()))
		);
		expect(nothingYetFrame).toEqual(encodeStateVector(Y.encodeStateVector(new Y.Doc())));
	});

	it('a presence can be read', () => {
		const frame = decodeFrame(presenceFrame(7, 3, { user: { name: 'Ana' } }));
		expect(frame.type === 'awareness' && decodePresence(frame.update)).toEqual([
			{ clientId: 7, clock: 3, state: { user: { name: 'Ana' } } }
		]);
	});
});

describe('what the generator reads', () => {
	it('of any document every name is counted, and no other', () => {
		fc.assert(
			fc.property(fc.array(edit, { maxLength: 60 }), (edits) => {
				const { doc, text } = writing(12);
				for (const [place, what] of edits) {
					doc.clientID = 12 + (place % 3);
					const at = place % (text.length + 1);
					if (what === 'delete') text.delete(Math.max(0, at - 2), Math.min(2, text.length));
					else if (what === 'bold') text.format(0, at, { bold: true });
					else if (what === 'image') text.insertEmbed(at, { image: 'a' });
					else if (what === 'level') (text.parent as Y.XmlElement).setAttribute('level', 2 as never);
					else text.insert(at, what);
				}
				const update = Y.encodeStateAsUpdate(doc);
				const counted = new Map<number, number>();
				readUpdate(update, (client, clock, length) => {
					expect(clock).toBe(counted.get(client) ?? 0);
					counted.set(client, clock + length);
				});
				expect(counted).toEqual(Y.decodeStateVector(Y.encodeStateVectorFromUpdate(update)));
			})
		);
	});

	it('of merged updates every run', () => {
		const { doc, text } = writing(5);
		const before = Y.getState(doc.store, 5);
		const updates = ['a', 'b', 'c'].map((each) => lastUpdate(doc, () => text.insert(text.length, each)));
		const runs: number[][] = [];
		readFrame(updateFrame(Y.mergeUpdates(updates)), 0, { run: (...run) => runs.push(run) });
		expect(runs.reduce((sum, [, , length]) => sum + length!, 0)).toBe(3);
		expect(runs[0]!.slice(0, 2)).toEqual([5, before]);
	});

	it('the update in a frame', () => {
		const update = Uint8Array.from({ length: 200 }, () => 9);
		expect(updateIn(encodeAnswer(update))).toEqual(update);
		expect(updateIn(encodeUpdate(update))).toEqual(update);
		expect(updateIn(encodeStateVector(update))).toBeNull();
	});
});

const edit = fc.tuple(
	fc.nat(1_000),
	fc.constantFrom('由', '市场部', '😀', 'abc', 'delete', 'bold', 'image', 'level')
);

/** A document with one paragraph in it. */
function writing(client: number) {
	const doc = new Y.Doc();
	doc.clientID = client;
	minutesBody(doc).insert(0, [paragraph('1.')]);
	return { doc, text: (minutesBody(doc).get(0) as Y.XmlElement).get(0) as Y.XmlText };
}

function lastUpdate(doc: Y.Doc, change: () => void): Uint8Array {
	let last = new Uint8Array();
	doc.once('update', (update: Uint8Array) => (last = new Uint8Array(update)));
	change();
	return last;
}
