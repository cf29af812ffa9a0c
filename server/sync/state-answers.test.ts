import { beforeEach, expect, it } from 'vitest';
import * as Y from 'yjs';
import { minutesBody, paragraph } from '#sync/minutes-doc.ts';
import { decodeFrame, encodeUpdate } from '#sync/protocol.ts';
import { frameOf } from './framing.ts';
import { createStateAnswers, type StateAnswers } from './state-answers.ts';

let doc: Y.Doc;
let answers: StateAnswers;
const nothing = Uint8Array.of(0);
beforeEach(() => {
	doc = new Y.Doc();
	answers = createStateAnswers(doc);
	doc.on('update', (update: Uint8Array) => {
		answers.forget();
		answers.note(frameOf(encodeUpdate(update)));
	});
	minutesBody(doc).push([paragraph('first')]);
});

/** Reads frames as a page does; answers what stood in it when it was told that this is all. */
function readBy(page: Y.Doc, frames: readonly Buffer[]): string | null {
	let complete: string | null = null;
	for (const frame of frames) {
		const decoded = decodeFrame(frame.subarray(frame[1]! < 126 ? 2 : frame[1] === 126 ? 4 : 10));
		if (decoded.type !== 'update') throw new Error(decoded.type);
		Y.applyUpdate(page, decoded.update);
		if (decoded.isAnswer) complete = minutesBody(page).toString();
	}
	return complete;
}

it('[SY32] with the answer everything is there, also what came since the state was encoded', () => {
	answers.to(nothing);
	minutesBody(doc).push([paragraph('second')]);
	minutesBody(doc).delete(0, 1);
	minutesBody(doc).push([paragraph('third')]);
	const page = new Y.Doc();
	expect(readBy(page, answers.to(nothing))).toBe(minutesBody(doc).toString());
	expect(page.store.pendingStructs).toBeNull();
	expect(page.store.pendingDs).toBeNull();
});

it('is encoded once for all who ask', () => {
	const [first] = answers.to(nothing);
	expect(answers.to(nothing)[0]).toBe(first);
	const vector = Y.encodeStateVector(new Y.Doc({ guid: 'other' }));
	expect(answers.to(vector)).toEqual(answers.to(vector));
});

it('of who lacks a part is that part, until the document changes', () => {
	const vector = Y.encodeStateVector(doc);
	minutesBody(doc).push([paragraph('second')]);
	const [part] = answers.to(vector);
	expect(answers.to(vector)[0]).toBe(part);
	minutesBody(doc).push([paragraph('third')]);
	expect(answers.to(vector)[0]).not.toBe(part);
});
