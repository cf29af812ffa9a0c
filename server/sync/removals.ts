import * as Y from 'yjs';
import type { Instant } from '#domain/day.ts';
import { minutesBody } from '#sync/minutes-doc.ts';
import { createBucket, type Bucket } from './bucket.ts';
import { historyStep, type HistoryEntry } from './history.ts';
import { pausesEvery } from '#server/pauses.ts';
import { takeIn } from './take-in.ts';

/**
 * What somebody took out of the minutes, as plain data that can be written again (server/sync/SPEC.md, SY37). It is read in
 * the very transaction that takes it out, while Yjs still has it: in a live room, or when the history is gone through again.
 */
export type Removal = {
	/** Names it for people and for the server: who, and in which ten seconds. */
	readonly key: string;
	readonly authorId: string | null;
	readonly at: Instant;
	readonly letters: number;
	/** Letters of the whole text before. */
	readonly before: number;
	readonly passages: readonly Passage[];
};

/** A part of the text, and the block in the body at whose place it stood. */
type Passage = { readonly place: { readonly client: number; readonly clock: number }; readonly node: Node };
type Node = {
	readonly name: string;
	readonly attributes: Readonly<Record<string, unknown>>;
	readonly children: readonly (Node | readonly Run[])[];
};
type Run = { readonly insert: string; readonly attributes: Readonly<Record<string, unknown>> };

/** A transaction that takes out fewer letters is not looked at: it is somebody's editing. */
const least = 40;
/** So much is told to everybody in the room: a long paragraph, or a third of a short text. */
const much = { letters: 200, share: 0.3 };
/** Going through the history goes on no longer than so many milliseconds before others get their turn. */
const slice = 5;

/** Whether it is enough to be told of. */
export function isLarge({ letters, before }: Pick<Removal, 'letters' | 'before'>): boolean {
	return letters >= much.letters || (letters >= least && letters >= before * much.share);
}

/**
 * What a transaction took out, by author; asked before Yjs forgets it ("afterTransaction"). `entries`: the updates that were taken
 * in. What stands elsewhere in the text again was moved or given another shape, and is not among it.
 */
export function removalsOf(transaction: Y.Transaction, entries: readonly HistoryEntry[]): Removal[] {
	if (entries.length === 0 || lettersDeleted(transaction) < least) return [];
	const { gone, before } = readGone(transaction);
	const text = wholeText(transaction.doc);
	const found = new Map<string, Removal>();
	let isKept = false;
	for (const { by, ...passage } of gone) {
		// An empty line or a rule goes with what stood before it.
		if (textsOf(passage.node).join('').trim() !== '') isKept = !standsIn(text, passage);
		if (!isKept) continue;
		const { authorId, at } = authorOf(by, entries);
		addTo(found, {
			key: keyOf(authorId, at),
			authorId,
			at,
			letters: textsOf(passage.node).reduce((sum, { length }) => sum + length, 0),
			before,
			passages: [passage]
		});
	}
	return [...found.values()];
}

/** Everything large that was ever taken out and is not back, oldest first. Others get their turn meanwhile. */
export async function findRemovals(entries: readonly HistoryEntry[]): Promise<Removal[]> {
	const doc = new Y.Doc();
	const found = new Map<string, Removal>();
	let taken: readonly HistoryEntry[] = [];
	doc.on('afterTransaction', (transaction) => {
		for (const removal of removalsOf(transaction, taken)) addTo(found, removal);
	});
	const pause = pausesEvery(slice);
	for (taken of inSteps(entries)) {
		for (const { update } of taken) {
			takeIn(doc, [update]);
			await pause();
		}
	}
	const text = wholeText(doc);
	doc.destroy();
	return [...found.values()].filter((removal) => isLarge(removal) && !isBack(removal, text));
}

/** Looking may take so many milliseconds a second, and so many at once: whoever deletes and deletes holds nobody up. */
const usualBudget = { perSecond: 100, burst: 1_000 };

/**
 * Follows a live document: `onChange` hears of everything large that was taken out lately and is not back, oldest first. What there
 * was no time to look at is found in the history only.
 */
export function followRemovals(
	doc: Y.Doc,
	onChange: (removals: readonly Removal[]) => void,
	budget: Bucket = createBucket(usualBudget)
): {
	/** Tells what the next transaction takes in. */
	taking(entries: readonly HistoryEntry[]): void;
	readonly removals: readonly Removal[];
} {
	const kept = new Map<string, Removal>();
	let taken: readonly HistoryEntry[] = [];
	let told: readonly Removal[] = [];

	const look = (transaction: Y.Transaction, entries: readonly HistoryEntry[]) => {
		for (const removal of removalsOf(transaction, entries)) addTo(kept, removal);
		if (kept.size > 0 && clocksAdded(transaction) >= least) {
			const text = wholeText(doc);
			for (const removal of kept.values()) if (isBack(removal, text)) kept.delete(removal.key);
		}
		letGo(kept);
		const large = [...kept.values()].filter(isLarge);
		if (large.length === told.length && large.every((removal, index) => removal === told[index])) return;
		told = large;
		onChange(large);
	};

	doc.on('afterTransaction', (transaction) => {
		const entries = taken;
		taken = [];
		// Most keys delete nothing and bring nothing back.
		if (transaction.deleteSet.clients.size === 0 && kept.size === 0) return;
		if (budget.take(0) > 0) return;
		const began = performance.now();
		look(transaction, entries);
		budget.take(performance.now() - began);
	});
	return {
		taking: (entries) => void (taken = entries),
		get removals() {
			return told;
		}
	};
}

/** Whether all of it stands in the text again. */
export function isBroughtBack(doc: Y.Doc, removal: Removal): boolean {
	return isBack(removal, wholeText(doc));
}

/** An update that writes a removed passage into the document again, where it stood or beside what is left there. */
export function updateThatBringsBack(doc: Y.Doc, { passages }: Removal): Uint8Array {
	const copy = new Y.Doc();
	Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
	const known = Y.encodeStateVector(copy);
	const wanted = inPlace(minutesBody(copy), passages);
	// From the end: what is put in does not move the places of those before it.
	copy.transact(() => {
		for (const { index, node } of wanted.toReversed()) minutesBody(copy).insert(index, [build(node)]);
	});
	const update = Y.encodeStateAsUpdate(copy, known);
	copy.destroy();
	return update;
}

/** The first words of what was taken out, one line. */
export function beginningOf({ passages }: Removal, length: number): string {
	const text = passages
		.flatMap(({ node }) => textsOf(node))
		.join(' ')
		.replaceAll(/\s+/g, ' ')
		.trim();
	return text.length > length ? `${text.slice(0, length)}…` : text;
}

/** Folded history holds what one author wrote in a step as one update, which may delete what another's later one brings. */
function* inSteps(entries: readonly HistoryEntry[]): Generator<readonly HistoryEntry[]> {
	for (let from = 0; from < entries.length;) {
		let to = from + 1;
		while (to < entries.length && stepOf(entries[to]!.at) === stepOf(entries[from]!.at)) to++;
		yield entries.slice(from, to);
		from = to;
	}
}

function keyOf(authorId: string | null, at: Instant): string {
	return `${stepOf(at)}-${authorId ?? ''}`;
}

function stepOf(at: Instant): number {
	return Math.floor(at / historyStep);
}

function addTo(found: Map<string, Removal>, removal: Removal): void {
	const earlier = found.get(removal.key);
	if (!earlier) return void found.set(removal.key, removal);
	found.set(removal.key, {
		...earlier,
		letters: earlier.letters + removal.letters,
		before: Math.max(earlier.before, removal.before),
		passages: [...earlier.passages, ...removal.passages]
	});
}

/** So many of them, and so many letters, are kept in a room's memory; the rest is in the history. */
const mostKept = { removals: 10, letters: 500_000 };

function letGo(kept: Map<string, Removal>): void {
	let letters = [...kept.values()].reduce((sum, removal) => sum + removal.letters, 0);
	for (const removal of kept.values()) {
		if (kept.size <= mostKept.removals && letters <= mostKept.letters) return;
		kept.delete(removal.key);
		letters -= removal.letters;
	}
}

function lettersDeleted(transaction: Y.Transaction): number {
	let letters = 0;
	if (transaction.deleteSet.clients.size === 0) return letters;
	Y.iterateDeletedStructs(transaction, transaction.deleteSet, (struct) => {
		if (struct instanceof Y.Item && struct.content instanceof Y.ContentString && isOld(struct, transaction))
			letters += struct.length;
	});
	return letters;
}

function clocksAdded({ beforeState, afterState }: Y.Transaction): number {
	let added = 0;
	for (const [client, clock] of afterState) added += clock - (beforeState.get(client) ?? 0);
	return added;
}

function isOld({ id }: Y.Item, { beforeState }: Y.Transaction): boolean {
	return id.clock < (beforeState.get(id.client) ?? 0);
}

/** Whether it stood in the text when the transaction began. */
function stood(item: Y.Item, transaction: Y.Transaction): boolean {
	return isOld(item, transaction) && (!item.deleted || Y.isDeleted(transaction.deleteSet, item.id));
}

type Gone = Passage & { readonly by: Y.ID };

/** What is gone of every block in the body, and how many letters stood there. */
function readGone(transaction: Y.Transaction): { readonly gone: Gone[]; readonly before: number } {
	const gone: Gone[] = [];
	let before = 0;
	let by: Y.ID | null = null;
	const note = (item: Y.Item) => {
		if (item.deleted) by ??= item.id;
	};

	/** `isWhole`: with all that stood in it; else only with what is gone, null when nothing is. */
	const read = (item: Y.Item, isWhole: boolean): Node | readonly Run[] | null => {
		const type = typeOf(item);
		if (!type || !stood(item, transaction)) return null;
		note(item);
		const all = isWhole || item.deleted;
		if (type instanceof Y.XmlText) {
			const runs = readRuns(type, all);
			return all || runs.length > 0 ? runs : null;
		}
		const children = [...childrenOf(type)].map((child) => read(child, all)).filter((child) => child !== null);
		return all || children.length > 0
			? { name: (type as Y.XmlElement).nodeName, attributes: attributesOf(type, transaction), children }
			: null;
	};

	const readRuns = (type: Y.XmlText, all: boolean): Run[] => {
		const runs: Run[] = [];
		let attributes: Record<string, unknown> = {};
		for (const item of childrenOf(type)) {
			if (!stood(item, transaction)) continue;
			if (item.content instanceof Y.ContentFormat) {
				const { key, value } = item.content as { key: string; value: unknown };
				attributes = { ...attributes, [key]: value };
			} else if (item.content instanceof Y.ContentString) {
				before += item.length;
				note(item);
				if (all || item.deleted) runs.push({ insert: item.content.str, attributes });
			}
		}
		return runs;
	};

	for (const item of childrenOf(minutesBody(transaction.doc))) {
		by = null;
		const node = read(item, false);
		if (node && by && 'name' in node)
			gone.push({ by, place: { client: item.id.client, clock: item.id.clock }, node });
	}
	return { gone, before };
}

function typeOf({ content }: Y.Item): Y.XmlElement | Y.XmlText | null {
	const type = content instanceof Y.ContentType ? content.type : null;
	return type instanceof Y.XmlElement || type instanceof Y.XmlText ? type : null;
}

/** All items of a type in their order, those that are gone too. */
function* childrenOf(type: { readonly _start: Y.Item | null }): Generator<Y.Item> {
	for (let item = type._start; item; item = item.right) yield item;
}

function attributesOf(type: Y.XmlElement, transaction: Y.Transaction): Record<string, unknown> {
	const attributes: Record<string, unknown> = {};
	for (const [key, last] of type._map) {
		let item: Y.Item | null = last;
		while (item && !stood(item, transaction)) item = item.left;
		if (item) attributes[key] = item.content.getContent().at(-1);
	}
	return attributes;
}

/** Who deleted an item, and when: whose update says so, or the first when none does so outright. */
function authorOf(id: Y.ID, entries: readonly HistoryEntry[]): HistoryEntry {
	if (entries.every(({ authorId }) => authorId === entries[0]!.authorId)) return entries[0]!;
	return entries.find(({ update }) => Y.isDeleted(Y.decodeUpdate(update).ds, id)) ?? entries[0]!;
}

/** Every stretch of text in it. */
function textsOf(node: Node): string[] {
	return node.children.flatMap((child) =>
		'name' in child ? textsOf(child) : [child.map(({ insert }) => insert).join('')]
	);
}

/** The text as it stands, a line for every stretch of it. */
function wholeText(doc: Y.Doc): string {
	const texts: string[] = [];
	const read = (type: { readonly _start: Y.Item | null }) => {
		for (const item of childrenOf(type)) {
			const child = item.deleted ? null : typeOf(item);
			if (child instanceof Y.XmlText) {
				let text = '';
				for (const { deleted, content } of childrenOf(child))
					if (!deleted && content instanceof Y.ContentString) text += content.str;
				texts.push(text);
			} else if (child) read(child);
		}
	};
	read(minutesBody(doc));
	return texts.join('\n');
}

function standsIn(text: string, { node }: Pick<Passage, 'node'>): boolean {
	return textsOf(node).every((one) => text.includes(one.trim()));
}

function isBack({ passages }: Removal, text: string): boolean {
	return passages.every((passage) => standsIn(text, passage));
}

function build({ name, attributes, children }: Node): Y.XmlElement {
	const element = new Y.XmlElement<Record<string, string>>(name);
	for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value as string);
	element.insert(
		0,
		children.map((child) => {
			if ('name' in child) return build(child);
			const text = new Y.XmlText();
			text.applyDelta([...child], { sanitize: false });
			return text;
		})
	);
	return element as unknown as Y.XmlElement;
}

/** In the order of the text, each with where it belongs now: at its place when that is gone, behind it when something is there. */
function inPlace(body: Y.XmlFragment, passages: readonly Passage[]): { index: number; node: Node }[] {
	const waiting = new Set(passages);
	const placed: { index: number; node: Node }[] = [];
	let index = 0;
	for (const { id, length, deleted } of childrenOf(body)) {
		if (!deleted) index += length;
		for (const passage of waiting) {
			const { client, clock } = passage.place;
			if (client !== id.client || clock < id.clock || clock >= id.clock + length) continue;
			placed.push({ index, node: passage.node });
			waiting.delete(passage);
		}
	}
	return [...placed, ...[...waiting].map(({ node }) => ({ index: body.length, node }))];
}
