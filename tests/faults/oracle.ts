import { setTimeout as pause } from 'node:timers/promises';
import * as Y from 'yjs';
import { openReader } from '#server/storage/sqlite/database.ts';
import { contentHash, wordsIn, type DeleteSet, type Typist } from './typist.ts';

/** What must still be there, whatever happens to the server. */
export type Promised = {
	/** Words that somebody else had on the screen, or that their author was told are saved, and that nobody took back. */
	readonly words: ReadonlySet<string>;
	/** Words whose taking back was told to be saved. */
	readonly erased: ReadonlySet<string>;
	/** Everything that the server sent to anybody: how far of each client, and what is deleted. */
	readonly clocks: ReadonlyMap<number, number>;
	readonly deleted: DeleteSet;
	readonly seen: number;
	readonly told: number;
};

/** Reads off what typists of one document were shown and told so far. */
export function promisedTo(typists: readonly Typist[]): Promised {
	const takenBack = new Set(
		typists.flatMap(({ edits }) => edits.filter(({ kind }) => kind === 'erase').map(({ word }) => word))
	);
	const seen = new Set<string>();
	const told = new Set<string>();
	const erased = new Set<string>();
	const clocks = new Map<number, number>();
	for (const { doc, name, edits, saved, heard } of typists) {
		for (const word of wordsIn(doc).keys()) if (!word.startsWith(`[${name}-`)) seen.add(word);
		for (const index of saved) {
			const { kind, word } = edits[index]!;
			(kind === 'write' ? told : erased).add(word);
		}
		for (const [client, clock] of heard.clocks) clocks.set(client, Math.max(clock, clocks.get(client) ?? 0));
	}
	const deleted = Y.mergeDeleteSets(typists.map(({ heard }) => heard.deleted));
	const words = new Set([...seen, ...told].filter((word) => !takenBack.has(word)));
	return { words, erased, clocks, deleted, seen: seen.size, told: told.size + erased.size };
}

/** What of it is not in the minutes as somebody new reads them; empty when all is. */
export function findLost(promised: Promised, reader: Y.Doc): string[] {
	const words = wordsIn(reader);
	const set = Y.createDeleteSetFromStructStore(reader.store);
	const lost: string[] = [];
	for (const word of promised.words) if (!words.has(word)) lost.push(`${word} is lost`);
	for (const word of promised.erased) if (words.has(word)) lost.push(`${word} is back`);
	for (const [client, clock] of promised.clocks)
		if (Y.getState(reader.store, client) < clock) lost.push(`${client} is known only up to ${clock}`);
	for (const [client, ranges] of promised.deleted.clients)
		for (const { clock, len } of ranges)
			if (!isDeleted(set, client, clock, len)) lost.push(`the deletion of ${client}:${clock} is lost`);
	return [...lost, ...findDoubled(reader)];
}

function isDeleted(set: DeleteSet, client: number, clock: number, len: number): boolean {
	for (let each = clock; each < clock + len; each++)
		if (!Y.isDeleted(set, Y.createID(client, each))) return false;
	return true;
}

export function findDoubled(doc: Y.Doc): string[] {
	return [...wordsIn(doc)].filter(([, times]) => times > 1).map(([word]) => `${word} is there twice`);
}

/**
 * Waits until everybody sees the same and everybody's edits are saved. Answers what is wrong after `within` milliseconds: far
 * longer than it ever takes, since a machine that is busy with something else is no fault of the server's.
 */
export async function settle(typists: readonly Typist[], within = 60_000): Promise<string[]> {
	const began = performance.now();
	for (;;) {
		const apart = findApart(typists);
		if (apart.length === 0) return [];
		if (performance.now() - began > within) return apart;
		await pause(20);
	}
}

function findApart(typists: readonly Typist[]): string[] {
	const away = typists.filter(({ isSynced }) => !isSynced);
	if (away.length > 0)
		return [`not in step: ${away.map(({ name, closed }) => `${name} (${closed})`).join(' ')}`];
	const unsaved = typists.filter(({ edits, saved }) => saved.size < edits.length);
	if (unsaved.length > 0)
		return unsaved.map(
			({ name, edits, saved }) => `${name} was told of ${saved.size} of ${edits.length} edits`
		);
	const hashes = new Set(typists.map(({ doc }) => contentHash(doc)));
	return hashes.size === 1 ? [] : [`${hashes.size} different texts`];
}

/** What SQLite says of a database that is in use. */
export function findBroken(database: string): string[] {
	const { sqlite } = openReader(database);
	try {
		const answer = sqlite.pragma('integrity_check', { simple: true });
		return answer === 'ok' ? [] : [`integrity_check: ${String(answer)}`];
	} finally {
		sqlite.close();
	}
}
