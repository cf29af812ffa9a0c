import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import type { Instant } from '#domain/day.ts';
import type { Proposal } from '#domain/extraction/proposals.ts';
import { encode } from './encode.ts';

/**
 * The wire of /sync: the y-websocket protocol, unchanged, and two messages more that only pages which ask for them are
 * sent: "saved", the number of this connection's writing frames that are on disk, and notices about the storage.
 *
 *   frame  := 0 sync | 1 bytes(awareness update) | 3 (ask for awareness)
 *           | 100 count (saved; server → page) | 101 string(JSON of a Notice; server → page)
 *   sync   := 0 bytes(state vector) | 1 bytes(update, answer to a state vector) | 2 bytes(update)
 */
const SYNC = 0;
const AWARENESS = 1;
const QUERY_AWARENESS = 3;
export const SAVED = 100;
export const NOTICE = 101;

/** The query parameter by which a page asks for "saved" messages and notices. */
export const savedParameter = 'saved';
/** By which a page says for which schema it was built (`schemaVersion`), and which life of the document its copy is of. */
export const schemaParameter = 'schema';
export const epochParameter = 'epoch';

/** What a page should tell the people in front of it. */
export type Notice =
	/** The server could not write to its disk and goes on trying; the page keeps what is not saved. */
	| { readonly kind: 'not-stored'; readonly reason: 'full' | 'failed' }
	| { readonly kind: 'storing-again' }
	/** `share` of what a document may hold is used up. */
	| { readonly kind: 'nearly-full'; readonly share: number }
	/** What the company's model proposes now, in the place of what it proposed before; unchecked. */
	| { readonly kind: 'proposed'; readonly proposals: readonly Proposal[] }
	/** What was taken out of the text lately and is not back, in the place of what was told before. */
	| { readonly kind: 'removed'; readonly removed: readonly RemovedPassage[] };

/** That somebody took much out of the minutes. `key` is what the server knows it by. */
export type RemovedPassage = {
	readonly key: string;
	/** The member who did. */
	readonly by: string | null;
	readonly at: Instant;
	readonly letters: number;
};

export type Frame =
	| { readonly type: 'state-vector'; readonly vector: Uint8Array }
	/** `isAnswer`: everything the page has that the server had not when it asked. */
	| { readonly type: 'update'; readonly update: Uint8Array; readonly isAnswer: boolean }
	| { readonly type: 'awareness'; readonly update: Uint8Array }
	| { readonly type: 'query-awareness' };

/** Reads one frame; throws on anything that is not exactly one. */
export function decodeFrame(bytes: Uint8Array): Frame {
	const decoder = decoding.createDecoder(bytes);
	const frame = readFrame(decoder);
	if (decoding.hasContent(decoder)) throw new Error('bytes after the frame');
	return frame;
}

function readFrame(decoder: decoding.Decoder): Frame {
	const type = decoding.readVarUint(decoder);
	if (type === AWARENESS) return { type: 'awareness', update: decoding.readVarUint8Array(decoder) };
	if (type === QUERY_AWARENESS) return { type: 'query-awareness' };
	if (type !== SYNC) throw new Error(`unknown frame ${type}`);
	const step = decoding.readVarUint(decoder);
	const bytes = decoding.readVarUint8Array(decoder);
	if (step === 0) return { type: 'state-vector', vector: bytes };
	if (step === 1 || step === 2) return { type: 'update', update: bytes, isAnswer: step === 1 };
	throw new Error(`unknown sync step ${step}`);
}

/** True for a frame that carries changes of the document: the ones that "saved" counts. */
export function isWritingFrame(bytes: Uint8Array): boolean {
	return bytes.length > 1 && bytes[0] === SYNC && (bytes[1] === 1 || bytes[1] === 2);
}

export function encodeStateVector(vector: Uint8Array): Uint8Array {
	return encodeSync(0, vector);
}

export function encodeAnswer(update: Uint8Array): Uint8Array {
	return encodeSync(1, update);
}

export function encodeUpdate(update: Uint8Array): Uint8Array {
	return encodeSync(2, update);
}

export function encodeAwareness(update: Uint8Array): Uint8Array {
	return encode((encoder) => {
		encoding.writeVarUint(encoder, AWARENESS);
		encoding.writeVarUint8Array(encoder, update);
	});
}

/** `count` writing frames of this connection are on disk. */
export function encodeSaved(count: number): Uint8Array {
	return encode((encoder) => {
		encoding.writeVarUint(encoder, SAVED);
		encoding.writeVarUint(encoder, count);
	});
}

export function encodeNotice(notice: Notice): Uint8Array {
	return encode((encoder) => {
		encoding.writeVarUint(encoder, NOTICE);
		encoding.writeVarString(encoder, JSON.stringify(notice));
	});
}

function encodeSync(step: 0 | 1 | 2, bytes: Uint8Array): Uint8Array {
	return encode((encoder) => {
		encoding.writeVarUint(encoder, SYNC);
		encoding.writeVarUint(encoder, step);
		encoding.writeVarUint8Array(encoder, bytes);
	});
}

/**
 * Why a socket was closed, by number. 4400–4499 are final (y-websocket does not come back), 4500–4599 and the
 * standard ones mean "again later".
 */
export const closeCodes = {
	malformed: 4400,
	notSignedIn: 4401,
	/** Who may only read wrote. */
	readOnly: 4403,
	/** Unknown and forbidden documents answer alike. */
	notFound: 4404,
	/** It spoke with a client id that is somebody else's, or another open page's. */
	notYours: 4409,
	/** The document holds as much as one may. */
	full: 4413,
	/** One frame was larger than a frame may be (RFC 6455, 7.4.1): it would be again. */
	frameTooLarge: 1009,
	/** What is stored is damaged; others are not. */
	damaged: 4422,
	/** The page was built for another schema of the minutes, or its copy is of another life of the document. */
	otherVersion: 4426,
	otherEpoch: 4410,
	/** Another line of the same person still answers under this client id: again later. */
	stillHeld: 4509,
	/** More sockets than one person or address may have. */
	tooMany: 4529,
	/** Rights changed: come back through the door. */
	rightsChanged: 4503,
	tooSlow: 4508,
	notStored: 4507,
	restart: 1012
} as const;
