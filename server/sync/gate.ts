import * as Y from 'yjs';
import { bodyField, isKnownMark, isKnownNode } from '#sync/minutes-doc.ts';

/** What the gate says of an update; only an accepted one may be stored. */
export type Verdict =
	/** May be stored and applied after everything accepted before it. `newClients`: the client ids it is the first to use. */
	| { readonly kind: 'accepted'; readonly newClients: readonly number[] }
	/** Says nothing that is not known: counts as stored. */
	| { readonly kind: 'known' }
	/** Builds on something that is not here: the page is asked for all it has [SY22]. */
	| { readonly kind: 'incomplete' }
	/** Can only be judged once what was accepted is applied. */
	| { readonly kind: 'later' }
	/** Never to be stored. `foreign`: it speaks for somebody else [SY21]; `malformed`: no honest page sends it. */
	| { readonly kind: 'refused'; readonly reason: 'foreign' | 'malformed'; readonly why: string };

/** Judges the updates of one document before anything of them is stored or applied (server/sync/SPEC.md, SY20–SY27). */
export type Gate = {
	/** `memberId`: whose session sent it; null for the product itself. What is accepted counts as known for the next. */
	judge(update: Uint8Array, memberId: string | null): Verdict;
	/** Everything accepted so far is applied to the document. */
	applied(): void;
	/** The member a client id belongs to; undefined when nobody used it yet. */
	ownerOf(client: number): string | null | undefined;
};

/** A deletion or a gap in a client's history longer than this is none that people typed (2²⁴ characters). */
const longestGone = 16_777_216;
/** Nesting of elements: the deepest honest minutes (quotes in lists in tables) stay under 20. */
const deepestElement = 64;
/** Nesting of an attribute's or a mark's value. */
const deepestValue = 32;
/** An update of a page that was offline brings the client ids of a few visits, not of hundreds. */
const mostNewClients = 64;

class Refused extends Error {
	readonly reason: 'foreign' | 'malformed';
	constructor(reason: 'foreign' | 'malformed', why: string) {
		super(why);
		this.reason = reason;
	}
}

/** Thrown inside: the struct's place can be told only after the batch is applied. */
const LATER = Symbol('later');

/** `owners`: client id → member, of everything in the document; grows with what is accepted. */
export function createGate(doc: Y.Doc, owners: Map<number, string | null>): Gate {
	/** Next clocks of clients, where they are ahead of the document. */
	const ahead = new Map<number, number>();
	/** Depths of elements that are accepted and not applied, by `client:clock`. */
	const freshDepths = new Map<string, number>();
	const clockOf = (client: number) => ahead.get(client) ?? Y.getState(doc.store, client);

	function judge(update: Uint8Array, memberId: string | null): Verdict {
		let decoded: ReturnType<typeof Y.decodeUpdate>;
		try {
			decoded = Y.decodeUpdate(update);
		} catch {
			return { kind: 'refused', reason: 'malformed', why: 'no update' };
		}
		try {
			return judgeDecoded(decoded, memberId);
		} catch (failure) {
			if (failure === LATER) return { kind: 'later' };
			if (failure instanceof Refused)
				return { kind: 'refused', reason: failure.reason, why: failure.message };
			throw failure;
		}
	}

	function judgeDecoded(
		{ structs, ds }: ReturnType<typeof Y.decodeUpdate>,
		memberId: string | null
	): Verdict {
		const byClient = new Map<number, Struct[]>();
		const newClients: number[] = [];
		for (const struct of structs) {
			const { client, clock } = struct.id;
			if (struct instanceof Y.Skip) return { kind: 'incomplete' };
			if (client > 0xffff_ffff) throw new Refused('malformed', 'client id');
			if (struct.length < 1) throw new Refused('malformed', 'empty struct');
			if (clock + struct.length <= clockOf(client)) continue;
			let list = byClient.get(client);
			if (!list) {
				const owner = owners.get(client);
				if (owner === undefined ? Y.getState(doc.store, client) > 0 : owner !== memberId)
					throw new Refused('foreign', `client ${client}`);
				if (owner === undefined) newClients.push(client);
				byClient.set(client, (list = []));
			}
			const expected = list.length === 0 ? clockOf(client) : endOf(list.at(-1)!);
			// The first may overlap what is known: a page repeats the end of a run it went on with.
			if (clock > expected || (list.length > 0 && clock < expected)) return { kind: 'incomplete' };
			judgeContent(struct);
			list.push(struct);
		}
		if (newClients.length > mostNewClients) throw new Refused('malformed', 'too many client ids');

		const clocks = new Map<number, number>();
		const depths = new Map<string, number>();
		if (byClient.size > 0 && !order(byClient, clocks, depths)) return { kind: 'incomplete' };
		const knownUpTo = (client: number) => clocks.get(client) ?? clockOf(client);
		let deletesNew = false;
		for (const [client, ranges] of ds.clients) {
			for (const { clock, len } of ranges) {
				if (clock + len > knownUpTo(client)) return { kind: 'incomplete' };
				deletesNew ||= !isDeleted(client, clock, len);
			}
		}
		if (byClient.size === 0 && !deletesNew) return { kind: 'known' };

		for (const [client, clock] of clocks) ahead.set(client, clock);
		for (const [key, depth] of depths) freshDepths.set(key, depth);
		for (const client of newClients) owners.set(client, memberId);
		return { kind: 'accepted', newClients };
	}

	/**
	 * Puts new structs in an order in which each finds what it hangs on, as the document will. False when something is
	 * missing, or when structs wait for each other. Fills the clocks afterwards, and the depths of new elements.
	 */
	function order(
		byClient: ReadonlyMap<number, readonly Struct[]>,
		clocks: Map<number, number>,
		depths: Map<string, number>
	): boolean {
		const isKnown = (id: Y.ID | null) =>
			id === null || id.clock < (clocks.get(id.client) ?? clockOf(id.client));
		const next = new Map<number, number>();
		for (const client of byClient.keys()) {
			next.set(client, 0);
			clocks.set(client, clockOf(client));
		}
		const hasElements = [...byClient.values()].some((list) => list.some(isElement));
		const spans: Span[] = [];
		for (let moved = true; moved;) {
			moved = false;
			for (const [client, list] of byClient) {
				let index = next.get(client)!;
				for (; index < list.length; index++) {
					const struct = list[index]!;
					if (struct instanceof Y.Item) {
						const parent = struct.parent instanceof Y.ID ? struct.parent : null;
						if (!isKnown(struct.origin) || !isKnown(struct.rightOrigin) || !isKnown(parent)) break;
						if (hasElements) {
							const depth = containerDepth(struct, spans, depths);
							spans.push({ client, clock: struct.id.clock, end: endOf(struct), depth });
							if (isElement(struct)) {
								if (depth + 1 > deepestElement) throw new Refused('malformed', 'nested too deep');
								depths.set(keyOf(struct.id), depth + 1);
							}
						}
					}
					clocks.set(client, endOf(struct));
					moved = true;
				}
				next.set(client, index);
			}
		}
		return [...byClient].every(([client, list]) => next.get(client) === list.length);
	}

	/** How deep the element lies in which a new item will stand; the body itself is 0. */
	function containerDepth(item: Y.Item, spans: readonly Span[], depths: ReadonlyMap<string, number>): number {
		const { parent } = item;
		if (typeof parent === 'string') return 0;
		if (parent instanceof Y.ID) return elementDepth(parent, depths);
		const beside = item.origin ?? item.rightOrigin;
		if (!beside) return 0;
		if (beside.clock < Y.getState(doc.store, beside.client)) {
			const known = Y.getItem(doc.store, beside);
			return known instanceof Y.Item ? depthOf(known.parent as Y.AbstractType<unknown> | null) : 0;
		}
		const span = spans.findLast(
			({ client, clock, end }) => client === beside.client && clock <= beside.clock && beside.clock < end
		);
		if (span) return span.depth;
		const fresh = freshDepths.get(keyOf(beside));
		if (fresh !== undefined) return fresh - 1;
		if (beside.clock < (ahead.get(beside.client) ?? 0)) throw LATER;
		return 0; // it stands beside what is gone for good
	}

	function elementDepth(id: Y.ID, depths: ReadonlyMap<string, number>): number {
		const fresh = depths.get(keyOf(id)) ?? freshDepths.get(keyOf(id));
		if (fresh !== undefined) return fresh;
		if (id.clock >= Y.getState(doc.store, id.client)) return 0; // no element: Yjs drops what hangs on it
		const item = Y.getItem(doc.store, id);
		return item instanceof Y.Item && item.content instanceof Y.ContentType ? depthOf(item.content.type) : 0;
	}

	function isDeleted(client: number, clock: number, len: number): boolean {
		const structs = doc.store.clients.get(client);
		if (!structs || clock + len > Y.getState(doc.store, client)) return false;
		for (let index = Y.findIndexSS(structs, clock); index < structs.length; index++) {
			const struct = structs[index]!;
			if (struct.id.clock >= clock + len) return true;
			if (!struct.deleted) return false;
		}
		return true;
	}

	return {
		judge,
		applied() {
			ahead.clear();
			freshDepths.clear();
		},
		ownerOf: (client) => owners.get(client)
	};
}

type Struct = ReturnType<typeof Y.decodeUpdate>['structs'][number];
type Span = { readonly client: number; readonly clock: number; readonly end: number; readonly depth: number };

/** Throws for content that the minutes never have, or that breaks a page which reads it [SY24, SY25]. */
function judgeContent(struct: Struct): void {
	if (!(struct instanceof Y.Item)) {
		if (struct.length > longestGone) throw new Refused('malformed', 'gap');
		return;
	}
	const { parent, parentSub, content } = struct;
	if (typeof parent === 'string' && parent !== bodyField) throw new Refused('malformed', 'unknown root');
	if (parentSub !== null && isUnsafeKey(parentSub)) throw new Refused('malformed', 'unsafe key');
	if (content instanceof Y.ContentString) return;
	if (content instanceof Y.ContentDeleted) {
		if (content.len > longestGone) throw new Refused('malformed', 'deletion');
	} else if (content instanceof Y.ContentType) {
		const { type } = content;
		const isFine = type instanceof Y.XmlElement ? isKnownNode(type.nodeName) : isText(type);
		if (!isFine) throw new Refused('malformed', 'unknown node');
	} else if (content instanceof Y.ContentFormat) {
		const { key, value } = content as { key: string; value: unknown };
		if (isUnsafeKey(key) || !isKnownMark(key)) throw new Refused('malformed', 'unknown mark');
		if (!isPlain(value)) throw new Refused('malformed', 'value');
	} else if (content instanceof Y.ContentAny) {
		if (!isPlain(content.arr)) throw new Refused('malformed', 'value');
	} else throw new Refused('malformed', 'kind of content');
}

/** Exactly a text: fragments and hooks are built on it or beside it. */
function isText(type: unknown): boolean {
	return type instanceof Y.XmlText;
}

/** Plain data, not nested deeper than a small stack reads. */
function isPlain(value: unknown): boolean {
	let level: unknown[] = [value];
	for (let depth = 0; level.length > 0; depth++) {
		if (depth > deepestValue) return false;
		const below: unknown[] = [];
		for (const one of level) {
			if (typeof one !== 'object' || one === null) continue;
			if (one instanceof Uint8Array) return false;
			if (Array.isArray(one)) for (const child of one as unknown[]) below.push(child);
			else {
				if (Object.getPrototypeOf(one) !== Object.prototype) return false;
				for (const [key, child] of Object.entries(one)) {
					if (isUnsafeKey(key)) return false;
					below.push(child);
				}
			}
		}
		level = below;
	}
	return true;
}

function isUnsafeKey(key: string): boolean {
	return key === '__proto__' || key === 'constructor' || key === 'prototype';
}

function isElement(struct: Struct): boolean {
	return struct instanceof Y.Item && struct.content instanceof Y.ContentType;
}

/** 0 for the body, 1 for an element in it. */
function depthOf(type: Y.AbstractType<unknown> | null): number {
	let depth = 0;
	for (let item = type?._item; item && depth <= deepestElement; depth++)
		item = (item.parent as Y.AbstractType<unknown> | null)?._item;
	return depth;
}

function endOf({ id, length }: Struct): number {
	return id.clock + length;
}

function keyOf({ client, clock }: Y.ID): string {
	return `${client}:${clock}`;
}
