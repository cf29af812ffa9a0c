import * as decoding from 'lib0/decoding';
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
	/** Never to be stored. */
	| { readonly kind: 'refused'; readonly reason: RefusalReason; readonly why: string };

/** `foreign`: it speaks for somebody else [SY21]; `malformed`: no honest page sends it; `too-large`: there is no room for it. */
type RefusalReason = 'foreign' | 'malformed' | 'too-large';

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
/**
 * Client ids and separate deletions that a document holds [SY28]. Every page that comes back names all of the ones in its
 * question and all of the others in its answer: more would not fit in a frame (1 MiB), and nobody could come back any more.
 */
const mostClients = { ofMember: 2_000, inAll: 20_000 };
const mostDeletions = 100_000;

class Refused extends Error {
	readonly reason: RefusalReason;
	constructor(reason: RefusalReason, why: string) {
		super(why);
		this.reason = reason;
	}
}

/** `owners`: client id → member, of everything in the document; grows with what is accepted. */
export function createGate(doc: Y.Doc, owners: Map<number, string | null>): Gate {
	/** Next clocks of clients, where they are ahead of the document. */
	let ahead = new Map<number, number>();
	/** What is accepted and not applied, by client and in the order of clocks. */
	let fresh = new Map<number, Fresh[]>();
	/** How many client ids each has. */
	const idsOf = new Map<string | null, number>();
	for (const owner of owners.values()) idsOf.set(owner, (idsOf.get(owner) ?? 0) + 1);
	/** At most so many separate deletions are in the document, and so many are accepted and not applied. */
	let deletions = Infinity;
	let freshDeletions = 0;
	const clockOf = (client: number) => ahead.get(client) ?? Y.getState(doc.store, client);

	function judge(update: Uint8Array, memberId: string | null): Verdict {
		let decoded: ReturnType<typeof Y.decodeUpdate>;
		try {
			decoded = Y.decodeUpdate(update);
		} catch {
			return { kind: 'refused', reason: 'malformed', why: 'no update' };
		}
		try {
			judgeSections(update, decoded.structs);
			return judgeDecoded(decoded, memberId);
		} catch (failure) {
			if (failure instanceof Refused)
				return { kind: 'refused', reason: failure.reason, why: failure.message };
			// Whatever else it breaks here, it must not break the room.
			return { kind: 'refused', reason: 'malformed', why: 'it cannot be judged' };
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
			if (clock + struct.length <= clockOf(client)) {
				// Yjs asks for what it hangs on all the same, and would wait for it.
				if (!findsAll(struct, clockOf)) return { kind: 'incomplete' };
				continue;
			}
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
		const ids = (idsOf.get(memberId) ?? 0) + newClients.length;
		const idsInAll = owners.size + newClients.length;
		if (newClients.length > 0 && (ids > mostClients.ofMember || idsInAll > mostClients.inAll))
			throw new Refused('too-large', 'client ids');

		const clocks = new Map<number, number>();
		const news = new Map<number, Fresh[]>();
		if (byClient.size > 0 && !order(byClient, clocks, news)) return { kind: 'incomplete' };
		const knownUpTo = (client: number) => clocks.get(client) ?? clockOf(client);
		let newDeletions = 0;
		for (const [client, ranges] of ds.clients) {
			for (const { clock, len } of ranges) {
				if (len < 1) throw new Refused('malformed', 'empty deletion');
				if (clock + len > knownUpTo(client)) return { kind: 'incomplete' };
				if (!isDeleted(client, clock, len)) newDeletions++;
			}
		}
		if (byClient.size === 0 && newDeletions === 0) return { kind: 'known' };
		if (newDeletions > 0 && !hasRoomFor(newDeletions)) throw new Refused('too-large', 'deletions');

		for (const [client, clock] of clocks) ahead.set(client, clock);
		for (const [client, list] of news) {
			const before = fresh.get(client);
			if (before) for (const one of list) before.push(one);
			else fresh.set(client, list);
		}
		for (const client of newClients) owners.set(client, memberId);
		idsOf.set(memberId, ids);
		deletions += newDeletions;
		freshDeletions += newDeletions;
		return { kind: 'accepted', newClients };
	}

	/** Deletions that touch become one, so what was added up is too much: counted only when it looks full. */
	function hasRoomFor(count: number): boolean {
		if (deletions + count > mostDeletions) deletions = countDeletions(doc) + freshDeletions;
		return deletions + count <= mostDeletions;
	}

	/**
	 * Puts new structs in an order in which each finds what it hangs on, as the document will. False when something is
	 * missing, or when structs wait for each other. Fills the clocks afterwards, and what is new. Throws for what may not
	 * stand where it would.
	 */
	function order(
		byClient: ReadonlyMap<number, readonly Struct[]>,
		clocks: Map<number, number>,
		news: Map<number, Fresh[]>
	): boolean {
		const knownUpTo = (client: number) => clocks.get(client) ?? clockOf(client);
		const next = new Map<number, number>();
		for (const client of byClient.keys()) {
			next.set(client, 0);
			clocks.set(client, clockOf(client));
			news.set(client, []);
		}
		for (let moved = true; moved;) {
			moved = false;
			for (const [client, list] of byClient) {
				let index = next.get(client)!;
				for (; index < list.length; index++) {
					const struct = list[index]!;
					if (!findsAll(struct, knownUpTo)) break;
					const place = struct instanceof Y.Item ? placeOf(struct, news) : null;
					if (place) judgePlace(struct as Y.Item, place);
					// What goes on with a known run goes on where that is.
					if (place && struct.id.clock < clockOf(client)) {
						const before = placeAt(Y.createID(client, clockOf(client) - 1), news);
						if (!before || !isSame(before, place)) throw new Refused('malformed', 'it stands elsewhere');
					}
					addFresh(news.get(client)!, struct, place);
					clocks.set(client, endOf(struct));
					moved = true;
				}
				next.set(client, index);
			}
		}
		return [...byClient].every(([client, list]) => next.get(client) === list.length);
	}

	/** Where a new item will stand, as Yjs finds it; null beside or in what is gone for good: then it is gone too. */
	function placeOf(
		{ parent, parentSub, origin, rightOrigin }: Y.Item,
		news: ReadonlyMap<number, Fresh[]>
	): Place | null {
		const left = origin && placeAt(origin, news);
		const right = rightOrigin && placeAt(rightOrigin, news);
		if ((origin && !left) || (rightOrigin && !right)) return null;
		// Between two that are not siblings everybody would put it somewhere else.
		if (left && right && !isSame(left, right)) throw new Refused('malformed', 'between strangers');
		if (typeof parent === 'string') return { node: body, attribute: parentSub };
		if (!(parent instanceof Y.ID)) return left ?? right;
		const node = nodeAt(parent, news);
		return node && { node, attribute: parentSub };
	}

	/** Where a known item stands. */
	function placeAt(id: Y.ID, news: ReadonlyMap<number, Fresh[]>): Place | null {
		if (id.clock >= Y.getState(doc.store, id.client)) return findFresh(id, news)?.place ?? null;
		const item = Y.getItem(doc.store, id);
		if (!(item instanceof Y.Item)) return null;
		const { parent, parentSub } = item;
		return { node: new KnownNode(parent as Y.AbstractType<unknown>), attribute: parentSub };
	}

	/** The node that an item is; null when it is none. */
	function nodeAt(id: Y.ID, news: ReadonlyMap<number, Fresh[]>): Node | null {
		if (id.clock >= Y.getState(doc.store, id.client)) return findFresh(id, news)?.node ?? null;
		const item = Y.getItem(doc.store, id);
		return item instanceof Y.Item && item.content instanceof Y.ContentType
			? new KnownNode(item.content.type)
			: null;
	}

	function findFresh(id: Y.ID, news: ReadonlyMap<number, Fresh[]>): Fresh | null {
		return findIn(news.get(id.client), id.clock) ?? findIn(fresh.get(id.client), id.clock);
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
			// Anew, not cleared: V8 has a cleared table point to its successor, and tables that are old and dead would keep all later
			// ones with what is in them from being collected young.
			ahead = new Map();
			fresh = new Map();
			freshDeletions = 0;
		},
		ownerOf: (client) => owners.get(client)
	};
}

function countDeletions(doc: Y.Doc): number {
	const { clients } = Y.createDeleteSetFromStructStore(doc.store);
	return [...clients.values()].reduce((sum, { length }) => sum + length, 0);
}

type Struct = ReturnType<typeof Y.decodeUpdate>['structs'][number];

/** An element or a text that things stand in; the body is an element at depth 0. */
type Node = { readonly isText: boolean; readonly depth: number; readonly key: string };
/** `attribute`: its name; null among a node's children or letters. */
type Place = { readonly node: Node; readonly attribute: string | null };
/** Accepted and not yet applied: where it will stand, and the node that it is, if it is one. */
type Fresh = {
	readonly clock: number;
	readonly end: number;
	readonly place: Place | null;
	readonly node: Node | null;
};

function isSame(one: Place, other: Place): boolean {
	return one === other || (one.attribute === other.attribute && one.node.key === other.node.key);
}

const body: Node = { isText: false, depth: 0, key: '' };

/** One that is in the document. How deep it lies is only asked for when nodes are put into it. */
class KnownNode implements Node {
	readonly isText: boolean;
	readonly #type: Y.AbstractType<unknown>;

	constructor(type: Y.AbstractType<unknown>) {
		this.isText = isText(type);
		this.#type = type;
	}

	get depth() {
		return depthOf(this.#type);
	}

	get key() {
		return this.#type._item ? keyOf(this.#type._item.id) : '';
	}
}

/** Adds what comes next of its client; typing goes on where it was, which needs no entry of its own. */
function addFresh(list: Fresh[], struct: Struct, place: Place | null): void {
	const { clock } = struct.id;
	const node =
		place && isElement(struct)
			? {
					isText: isText(((struct as Y.Item).content as Y.ContentType).type),
					depth: place.node.depth + 1,
					key: keyOf(struct.id)
				}
			: null;
	const last = list.at(-1);
	if (last && !node && !last.node && last.place === place)
		list[list.length - 1] = { ...last, end: endOf(struct) };
	else list.push({ clock, end: endOf(struct), place, node });
}

function findIn(list: readonly Fresh[] | undefined, clock: number): Fresh | null {
	if (!list) return null;
	let [low, high] = [0, list.length - 1];
	while (low <= high) {
		const middle = (low + high) >> 1;
		const one = list[middle]!;
		if (clock < one.clock) high = middle - 1;
		else if (clock >= one.end) low = middle + 1;
		else return one;
	}
	return null;
}

/** Throws for what would break every page that opens the minutes: letters outside a text, values beside elements [SY25]. */
function judgePlace({ content }: Y.Item, { node, attribute }: Place): void {
	const isAttribute = attribute !== null;
	if (content instanceof Y.ContentDeleted) return;
	const isElements = !node.isText && !isAttribute;
	const fits =
		content instanceof Y.ContentType
			? isElements && !(isText(content.type) && node.depth === 0)
			: content instanceof Y.ContentAny
				? !node.isText && isAttribute && node.depth > 0
				: node.isText && !isAttribute;
	if (!fits) throw new Refused('malformed', 'it may not stand there');
	if (content instanceof Y.ContentType && node.depth + 1 > deepestElement)
		throw new Refused('malformed', 'nested too deep');
}

/** Throws when a client comes more than once: Yjs would take in only the last part, and what was judged would not be there [SY20]. */
function judgeSections(update: Uint8Array, structs: readonly Struct[]): void {
	const sections = decoding.readVarUint(decoding.createDecoder(update));
	const clients = structs.length < 2 ? structs.length : new Set(structs.map(({ id }) => id.client)).size;
	if (clients !== sections) throw new Refused('malformed', 'a client twice');
}

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
		if (parentSub !== null && spans.has(parentSub) && !content.arr.every(isSpan))
			throw new Refused('malformed', 'span');
	} else throw new Refused('malformed', 'kind of content');
}

const spans: ReadonlySet<string> = new Set(['colspan', 'rowspan']);
/** The widest cell that HTML knows. Pages lay tables out field by field: a billion of them is a page that nobody opens. */
const widestCell = 1_000;

function isSpan(value: unknown): boolean {
	const span = Number(value);
	return Number.isInteger(span) && span >= 1 && span <= widestCell;
}

/** Whether what a struct hangs on is known. */
function findsAll(struct: Struct, knownUpTo: (client: number) => number): boolean {
	if (!(struct instanceof Y.Item)) return true;
	const { origin, rightOrigin, parent } = struct;
	return (
		(origin === null || origin.clock < knownUpTo(origin.client)) &&
		(rightOrigin === null || rightOrigin.clock < knownUpTo(rightOrigin.client)) &&
		(!(parent instanceof Y.ID) || parent.clock < knownUpTo(parent.client))
	);
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
