import { countCharacters, sharedCharacters, type IdRun } from './id-runs.ts';

/**
 * Is it the same promise as before? An item is the characters it was written with: they keep their names through
 * every edit around them. Where they are gone (a line cut and pasted, a paragraph turned into a list item, an undone
 * deletion all write new characters) the words decide.
 */
export type TrackedItem = {
	readonly id: string;
	readonly runs: readonly IdRun[];
	/** The promise as it was last read. */
	readonly quote: string;
	/** Whether it stood in the minutes at the last reading. */
	readonly present: boolean;
	/** Whether somebody laid a hand on its card. */
	readonly workedOn: boolean;
};

export type FoundItem = { readonly key: string; readonly runs: readonly IdRun[]; readonly quote: string };

export type Reconciliation = {
	/** Items found again, by tracked id and found key. */
	readonly same: readonly { readonly id: string; readonly key: string }[];
	/** Found keys that are new promises: a copy is one, the original keeps the identity. */
	readonly fresh: readonly string[];
	/** Items that stood in the minutes and do not any more. */
	readonly gone: readonly string[];
	/**
	 * Items that stand nowhere although a found one says just their words: it was typed anew perhaps, and the item
	 * `insteadOf`, which nobody laid a hand on, was made of the half of it.
	 */
	readonly saidAgain: readonly SaidAgain[];
};

export type SaidAgain = { readonly id: string; readonly key: string; readonly insteadOf: string };

/** How alike two wordings must be (shared pairs of characters) when a promise was rewritten with new characters. */
const alikeEnough = 0.75;

/** Pairs every found item with at most one tracked item and the other way round. `tracked`: in order of making. */
export function reconcile(tracked: readonly TrackedItem[], found: readonly FoundItem[]): Reconciliation {
	const openTracked = new Map(tracked.map((item) => [item.id, item]));
	const openFound = new Map(found.map((item) => [item.key, item]));
	const same: { id: string; key: string }[] = [];
	const match = (pairs: readonly Pair[]) => {
		for (const { id, key } of [...pairs].sort((a, b) => b.score - a.score)) {
			if (!openTracked.has(id) || !openFound.has(key)) continue;
			openTracked.delete(id);
			openFound.delete(key);
			same.push({ id, key });
		}
	};

	match(bySharedCharacters(openTracked.values(), openFound.values()));
	match(byEqualWords(openTracked.values(), openFound.values()));
	match(bySimilarWords(openTracked.values(), openFound.values()));

	return {
		same,
		fresh: [...openFound.keys()],
		gone: [...openTracked.values()].filter((item) => item.present).map((item) => item.id),
		saidAgain: findSaidAgain({ tracked, found, same, open: [...openTracked.values()] })
	};
}

/** The words of a promise without what does not matter: spaces, punctuation, case, width. */
export function fingerprintOf(text: string): string {
	return text
		.normalize('NFKC')
		.toLowerCase()
		.replace(/[\s\p{P}\p{S}]+/gu, '');
}

type Pair = { readonly id: string; readonly key: string; readonly score: number };

function bySharedCharacters(tracked: Iterable<TrackedItem>, found: Iterable<FoundItem>): Pair[] {
	const pairs: Pair[] = [];
	const byClient = new Map<number, FoundItem[]>();
	for (const item of found) {
		for (const client of new Set(item.runs.map((run) => run.client))) {
			byClient.set(client, [...(byClient.get(client) ?? []), item]);
		}
	}
	for (const item of tracked) {
		const near = new Set(item.runs.flatMap((run) => byClient.get(run.client) ?? []));
		for (const candidate of near) {
			const shared = sharedCharacters(item.runs, candidate.runs);
			if (shared === 0) continue;
			// More shared characters win; among equals the one that is most made of them.
			const share = shared / Math.max(countCharacters(item.runs), countCharacters(candidate.runs));
			pairs.push({ id: item.id, key: candidate.key, score: shared + share + (item.present ? 0.5 : 0) });
		}
	}
	return pairs;
}

function byEqualWords(tracked: Iterable<TrackedItem>, found: Iterable<FoundItem>): Pair[] {
	const byWords = new Map<string, TrackedItem[]>();
	for (const item of tracked) {
		const words = fingerprintOf(item.quote);
		if (words) byWords.set(words, [...(byWords.get(words) ?? []), item]);
	}
	const pairs: Pair[] = [];
	for (const { key, quote } of found) {
		for (const item of byWords.get(fingerprintOf(quote)) ?? []) {
			pairs.push({ id: item.id, key, score: (item.present ? 2 : 0) + (item.workedOn ? 1 : 0) });
		}
	}
	return pairs;
}

function bySimilarWords(tracked: Iterable<TrackedItem>, found: Iterable<FoundItem>): Pair[] {
	const vanished = [...tracked].filter((item) => item.present);
	if (vanished.length === 0) return [];
	const pairs: Pair[] = [];
	for (const { key, quote } of found) {
		for (const item of vanished) {
			const score = likeness(fingerprintOf(item.quote), fingerprintOf(quote));
			if (score >= alikeEnough) pairs.push({ id: item.id, key, score });
		}
	}
	return pairs;
}

/** Only what was worked on, or is older, says its words again instead of another: so no two ever take turns. */
function findSaidAgain({
	tracked,
	found,
	same,
	open
}: {
	readonly tracked: readonly TrackedItem[];
	readonly found: readonly FoundItem[];
	readonly same: Reconciliation['same'];
	readonly open: readonly TrackedItem[];
}): SaidAgain[] {
	if (open.length === 0) return [];
	const order = new Map(tracked.map(({ id }, index) => [id, index]));
	const workedOn = new Set(tracked.filter((item) => item.workedOn).map(({ id }) => id));
	const untouched = new Map(same.filter(({ id }) => !workedOn.has(id)).map(({ id, key }) => [key, id]));
	const candidates = found.filter(({ key }) => untouched.has(key));
	const placed = new Set<string>();
	const again: SaidAgain[] = [];
	for (const { id, key } of byEqualWords(open, candidates).sort((a, b) => b.score - a.score)) {
		const insteadOf = untouched.get(key);
		if (insteadOf === undefined || placed.has(id)) continue;
		if (!workedOn.has(id) && order.get(id)! > order.get(insteadOf)!) continue;
		untouched.delete(key);
		placed.add(id);
		again.push({ id, key, insteadOf });
	}
	return again;
}

/** Dice's coefficient over pairs of neighbouring characters: 1 for the same text, 0 for nothing in common. */
function likeness(a: string, b: string): number {
	const total = Math.max(0, a.length - 1) + Math.max(0, b.length - 1);
	if (total === 0) return a === b ? 1 : 0;
	const counts = new Map<string, number>();
	for (let at = 0; at + 1 < a.length; at++) {
		const pair = a.slice(at, at + 2);
		counts.set(pair, (counts.get(pair) ?? 0) + 1);
	}
	let shared = 0;
	for (let at = 0; at + 1 < b.length; at++) {
		const pair = b.slice(at, at + 2);
		const left = counts.get(pair) ?? 0;
		if (left > 0) {
			shared++;
			counts.set(pair, left - 1);
		}
	}
	return (2 * shared) / total;
}
