import * as Y from 'yjs';
import { encodeAnswer, encodeStateVector } from '#sync/protocol.ts';
import { frameOf } from './framing.ts';

/**
 * Answers to state vectors, each made once for however many ask: fifty who join at once, five hundred who come back after a
 * restart. Someone new gets the frames that went out since the state was last encoded, and then that state: it is the answer, and
 * with it everything is there.
 */
export type StateAnswers = {
	/** Throws on a malformed vector. */
	to(stateVector: Uint8Array): readonly Buffer[];
	/** The server's state vector, as a frame. */
	question(): Buffer;
	/** A frame with changes is on its way to everybody. */
	note(frame: Buffer): void;
	/** The document is about to change. */
	forget(): void;
};

/** The vector of a page that has nothing yet. */
export function isEmptyVector(stateVector: Uint8Array): boolean {
	return stateVector.length === 1 && stateVector[0] === 0;
}

/** More than this since the state was encoded, or more than the state itself, and it is encoded anew. */
const longestTail = 64_000;
/** Bytes of answers to different vectors that are kept until the document changes; each takes about so many more. */
const mostKept = 8_000_000;
const perAnswer = 400;

/** `known`: the whole state as a frame, when it was encoded before. */
export function createStateAnswers(doc: Y.Doc, known: Buffer | null = null): StateAnswers {
	let state = known;
	let tail: Buffer[] = [];
	let tailBytes = 0;
	let vector: Buffer | null = null;
	let kept = new Map<string, readonly Buffer[]>();
	let keptBytes = 0;

	const wholeState = () => {
		if (!state) {
			state = frameOf(encodeAnswer(Y.encodeStateAsUpdate(doc)));
			tail = [];
			tailBytes = 0;
		}
		return [...tail, state];
	};

	return {
		to(stateVector) {
			if (isEmptyVector(stateVector)) return wholeState();
			const key = Buffer.from(stateVector).toString('latin1');
			let answer = kept.get(key);
			if (!answer) {
				const frame = frameOf(encodeAnswer(Y.encodeStateAsUpdate(doc, stateVector)));
				answer = [frame];
				const bytes = perAnswer + key.length + frame.length;
				if (keptBytes + bytes < mostKept) {
					kept.set(key, answer);
					keptBytes += bytes;
				}
			}
			return answer;
		},
		question: () => (vector ??= frameOf(encodeStateVector(Y.encodeStateVector(doc)))),
		note(frame) {
			if (!state) return;
			tail.push(frame);
			tailBytes += frame.length;
			// Nobody new for a while: the room need not hold the state twice.
			if (tailBytes > Math.min(longestTail, state.length)) {
				state = null;
				tail = [];
				tailBytes = 0;
			}
		},
		forget() {
			vector = null;
			if (keptBytes > 0) kept = new Map();
			keptBytes = 0;
		}
	};
}
