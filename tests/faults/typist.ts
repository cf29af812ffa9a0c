import { createHash } from 'node:crypto';
import * as decoding from 'lib0/decoding';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { minutesBody, paragraph } from '#sync/minutes-doc.ts';
import { isWritingFrame, NOTICE, SAVED, savedParameter, type Notice } from '#sync/protocol.ts';
import type { Chance } from './chance.ts';

// Every y-websocket client listens for the end of the process.
process.setMaxListeners(2_000);

/** Somebody's page: a y-websocket client that makes edits one can recognise, and remembers what it was told of them. */
export type Typist = {
	readonly name: string;
	readonly doc: Y.Doc;
	readonly provider: WebsocketProvider;
	readonly isSynced: boolean;
	/** The code of every close of its socket. */
	readonly closed: readonly number[];
	readonly notices: readonly { readonly notice: Notice; readonly at: number }[];
	/** How long it was out of touch each time, in milliseconds: from the close until it was in step again. */
	readonly gaps: readonly number[];
	/** One edit: a word, a paragraph, a word taken back or made bold. */
	edit(): void;
	/** Writes a word, with more behind it; answers it. */
	write(more?: string): string;
	readonly edits: readonly Edit[];
	/** What the server sent: how far of each client, and what is deleted. */
	readonly heard: { readonly clocks: ReadonlyMap<number, number>; readonly deleted: DeleteSet };
	/** How many edits are told to be on the server's disk, in no order. */
	readonly saved: ReadonlySet<number>;
	/** Hears of every saying of "saved". */
	onSaved: (() => void) | null;
	connect(): void;
	/** Out of touch, and not coming back by itself. */
	disconnect(): void;
	/** Does not come back when the socket closes. */
	stayAway(): void;
	close(): void;
};

export type DeleteSet = ReturnType<typeof Y.createDeleteSet>;
export type Edit = { readonly kind: 'write' | 'erase'; readonly word: string };

export function createTypist(parts: {
	readonly port: number;
	/** The server's own name, where one comes to it by another port. */
	readonly host?: string;
	readonly documentId: string;
	readonly cookie: string;
	readonly name: string;
	readonly chance: Chance;
	readonly params?: Record<string, string>;
	/** Instead of a plain socket. */
	readonly Socket?: typeof WebSocket;
}): Typist {
	const { port, documentId, cookie, name, chance, params = {}, Socket = WebSocket } = parts;
	const host = parts.host ?? `127.0.0.1:${port}`;
	const doc = new Y.Doc();
	const edits: Edit[] = [];
	const standing = new Set<string>();
	const closed: number[] = [];
	const notices: { notice: Notice; at: number }[] = [];
	const gaps: number[] = [];
	const saved = new Set<number>();
	let closedAt = 0;
	/** Of the present socket: for each writing frame the edits that are on disk once it is. */
	let frames: (readonly number[])[] = [];
	/** The edit that is being made now. */
	let current: number | null = null;

	class CountingSocket extends Socket {
		constructor(address: string, protocols: string[]) {
			super(address, protocols, { headers: { cookie, host, origin: `http://${host}` } });
			frames = [];
		}
		override send(data: Parameters<WebSocket['send']>[0], ..._options: unknown[]): void {
			if (data instanceof Uint8Array && isWritingFrame(data))
				// The answer to the server's question brings everything.
				frames.push(data[1] === 1 ? edits.map((_, index) => index) : current === null ? [] : [current]);
			super.send(data);
		}
	}
	const heard = { clocks: new Map<number, number>(), deleted: Y.createDeleteSet() };
	const provider = new WebsocketProvider(`ws://127.0.0.1:${port}/sync`, documentId, doc, {
		WebSocketPolyfill: CountingSocket as unknown as typeof globalThis.WebSocket,
		disableBc: true,
		params: { [savedParameter]: '1', ...params },
		maxBackoffTime: 500
	});
	provider.messageHandlers[SAVED] = (_encoder, decoder) => {
		const count = decoding.readVarUint(decoder);
		for (const frame of frames.slice(0, count)) for (const edit of frame) saved.add(edit);
		typist.onSaved?.();
	};
	provider.messageHandlers[NOTICE] = (_encoder, decoder) =>
		void notices.push({
			notice: JSON.parse(decoding.readVarString(decoder)) as Notice,
			at: performance.now()
		});
	doc.on('update', (update: Uint8Array, origin: unknown) => {
		if (origin !== provider) return;
		const { structs, ds } = Y.decodeUpdate(update);
		for (const { id, length } of structs)
			heard.clocks.set(id.client, Math.max(id.clock + length, heard.clocks.get(id.client) ?? 0));
		heard.deleted = Y.mergeDeleteSets([heard.deleted, ds]);
	});
	provider.on('connection-close', (event) => {
		closed.push(event?.code ?? 0);
		closedAt ||= performance.now();
	});
	provider.on('sync', (isSynced) => {
		if (!isSynced || closedAt === 0) return;
		gaps.push(performance.now() - closedAt);
		closedAt = 0;
	});

	const make = (edit: Edit, change: () => void) => {
		edits.push(edit);
		current = edits.length - 1;
		doc.transact(change);
		current = null;
	};
	const body = minutesBody(doc);
	const texts = () => textsOf(body);
	const newWord = () => `[${name}-${edits.length}]`;
	/** Where a word that still stands is. */
	const placeOf = (word: string) => {
		for (const text of texts()) {
			const at = plainOf(text).indexOf(word);
			if (at >= 0) return { text, at };
		}
		return null;
	};

	const typist: Typist = {
		name,
		doc,
		provider,
		get isSynced() {
			return provider.synced;
		},
		closed,
		notices,
		gaps,
		edits,
		heard,
		saved,
		onSaved: null,
		write(more = '') {
			const word = newWord();
			const all = texts();
			make({ kind: 'write', word }, () => {
				if (all.length < 5 || chance.share() < 0.03) body.push([paragraph(word + more)]);
				else {
					const text = chance.pick(all);
					// Never within another's word.
					text.insert(chance.share() < 0.3 ? 0 : text.length, word + more, {});
				}
			});
			standing.add(word);
			return word;
		},
		edit() {
			const dice = chance.share();
			const own = dice < 0.2 ? placeOf(chance.pick([...standing, '']) || '?') : null;
			const word = own && /^\[[^\]]*\]/.exec(plainOf(own.text).slice(own.at))?.[0];
			if (!own || !word) return void typist.write();
			if (dice < 0.12) {
				standing.delete(word);
				make({ kind: 'erase', word }, () => own.text.delete(own.at, word.length));
			} else doc.transact(() => own.text.format(own.at, word.length, { bold: true }));
		},
		connect: () => provider.connect(),
		disconnect: () => provider.disconnect(),
		stayAway() {
			provider.shouldConnect = false;
		},
		close() {
			provider.destroy();
			doc.destroy();
		}
	};
	return typist;
}

/** Every text below a node, in order. */
function textsOf(node: Y.XmlFragment): Y.XmlText[] {
	return node
		.toArray()
		.flatMap((child) =>
			child instanceof Y.XmlText ? [child] : child instanceof Y.XmlElement ? textsOf(child) : []
		);
}

function plainOf(text: Y.XmlText): string {
	return (text.toDelta() as { insert: unknown }[])
		.map(({ insert }) => (typeof insert === 'string' ? insert : ' '))
		.join('');
}

/** What the minutes say, as a number: equal for all who see the same. Not the state vector, which lies (Y1). */
export function contentHash(doc: Y.Doc): string {
	return createHash('sha256').update(minutesBody(doc).toString()).digest('hex').slice(0, 16);
}

/** The words that typists wrote and that stand in the text, with how often. */
export function wordsIn(doc: Y.Doc): Map<string, number> {
	const found = new Map<string, number>();
	for (const text of textsOf(minutesBody(doc)))
		for (const [word] of plainOf(text).matchAll(/\[[\w.]+-\d+\]/g))
			found.set(word, (found.get(word) ?? 0) + 1);
	return found;
}
