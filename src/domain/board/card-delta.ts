import type { Card } from './card.ts';

/**
 * What an event changed in its card: by path (`status`, `said.due`, `changed.owner`) the value before and after; a value
 * that was not there is left out. The version is not among it: it is the event's number.
 */
export type CardDelta = { readonly [path: string]: { readonly from?: unknown; readonly to?: unknown } };

/** These are compared key by key, so that a changed word does not repeat the whole sentence's evidence. */
const nested = new Set(['said', 'changed']);

type Values = Readonly<Record<string, unknown>>;

/** From one state of a card to the next; from nothing to a card that is new. */
export function deltaOf(before: Card | null, after: Card): CardDelta {
	const from = flatten(before);
	const to = flatten(after);
	const paths = [...new Set([...Object.keys(from), ...Object.keys(to)])];
	return Object.fromEntries(
		paths
			.filter((path) => !isSame(from[path], to[path]))
			.map((path) => [path, { from: from[path], to: to[path] }])
	);
}

/** The card after an event: folded over all its events from null on, it is the card as it stands. */
export function applyDelta(card: Card | null, delta: CardDelta, seq: number): Card {
	return { ...unflatten({ ...flatten(card), ...valuesOf(delta, 'to') }), version: seq } as unknown as Card;
}

/**
 * The card as it was before events that changed it, joined into one delta: exactly, since nothing happened after them.
 * `seq` is the number of the last event before them.
 */
export function rewindDelta(card: Card, delta: CardDelta, seq: number): Card {
	return { ...unflatten({ ...flatten(card), ...valuesOf(delta, 'from') }), version: seq } as unknown as Card;
}

/** True for the delta of the event that made its card: before it there was none. */
export function isOfMaking(delta: CardDelta): boolean {
	return delta.id !== undefined && delta.id.from === undefined;
}

/** The card with what a delta changed as it was before it, whatever else has changed since. */
export function revertDelta(card: Card, delta: CardDelta): Card {
	const now = flatten(card);
	const back = Object.entries(delta).map(([path, { from, to }]) => [path, withoutOwn(now[path], from, to)]);
	return {
		...unflatten({ ...now, ...(Object.fromEntries(back) as Values) }),
		version: card.version
	} as unknown as Card;
}

/** Of a list only the entries that a delta brought or took away are put right: what others added since stays. */
function withoutOwn(now: unknown, from: unknown, to: unknown): unknown {
	if (!Array.isArray(now) || !Array.isArray(from) || !Array.isArray(to)) return from;
	const lacks = (list: readonly unknown[]) => (one: unknown) => !list.some((other) => isSame(one, other));
	const brought = to.filter(lacks(from));
	return [...from.filter(lacks(to)), ...now.filter(lacks(brought))];
}

/** Whether everything a delta changed is still as it left it; where exactly a card stands in its column does not count. */
export function stillStands(card: Card, delta: CardDelta): boolean {
	const now = flatten(card);
	return Object.entries(delta).every(([path, { to }]) => path === 'rank' || isSame(now[path], to));
}

/** Several deltas of one card, one after the other, as one. */
export function joinDeltas(deltas: readonly CardDelta[]): CardDelta {
	const joined: Record<string, CardDelta[string]> = {};
	for (const delta of deltas)
		for (const [path, { from, to }] of Object.entries(delta))
			joined[path] = { from: path in joined ? joined[path]!.from : from, to };
	return joined;
}

function valuesOf(delta: CardDelta, end: 'from' | 'to'): Values {
	return Object.fromEntries(Object.entries(delta).map(([path, change]) => [path, change[end]]));
}

function flatten(card: Card | null): Values {
	const { version: _, ...values } = card ?? ({} as Partial<Card>);
	return Object.fromEntries(
		Object.entries(values).flatMap(([key, value]): [string, unknown][] =>
			nested.has(key) && value !== null
				? [
						[key, {}],
						...Object.entries(value).map(([inner, one]): [string, unknown] => [`${key}.${inner}`, one])
					]
				: [[key, value]]
		)
	);
}

function unflatten(values: Values): Values {
	const card: Record<string, unknown> = {};
	for (const [path, value] of Object.entries(values)) {
		if (value === undefined) continue;
		if (!path.includes('.')) card[path] = value !== null && nested.has(path) ? {} : value;
	}
	for (const [path, value] of Object.entries(values)) {
		const [outer, inner] = path.split('.') as [string, string?];
		if (inner === undefined || value === undefined || !card[outer]) continue;
		card[outer] = { ...(card[outer] as Values), [inner]: value };
	}
	return card;
}

/** Equal as they are kept: the order of keys is how they came about. */
function isSame(a: unknown, b: unknown): boolean {
	return JSON.stringify(a) === JSON.stringify(b);
}
