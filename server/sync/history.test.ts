import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { createMemoryStorage } from '#server/storage/memory/memory-storage.ts';
import { DamagedDocument } from '#server/storage/storage.ts';
import { minutesBody, paragraph } from '#sync/minutes-doc.ts';
import { clientsOf, foldHistory, packHistory, readHistory, unpackHistory } from './history.ts';
import { createRooms } from './rooms.ts';

/** Two people who type a character each second in turn, for so many seconds, from a form's skeleton on. */
function typed(seconds: number) {
	const skeleton = new Y.Doc();
	minutesBody(skeleton).insert(0, [paragraph('form')]);
	const updates = [
		{ seq: 1, authorId: null as string | null, at: 0, update: Y.encodeStateAsUpdate(skeleton) }
	];
	const pages = ['ana', 'ben'].map((authorId) => {
		const page = new Y.Doc();
		Y.applyUpdate(page, updates[0]!.update);
		return { authorId, page };
	});
	for (let second = 0; second < seconds; second++) {
		const { authorId, page } = pages[second % 2]!;
		const before = Y.encodeStateVector(page);
		minutesBody(page).push([paragraph(`${authorId} ${second}`)]);
		const update = Y.encodeStateAsUpdate(page, before);
		updates.push({ seq: second + 2, authorId, at: second * 1_000, update });
		for (const other of pages) if (other.page !== page) Y.applyUpdate(other.page, update);
	}
	return { updates, doc: pages[0]!.page, clients: pages.map(({ page }) => page.clientID) };
}

const applied = (updates: readonly { readonly update: Uint8Array }[]) => {
	const doc = new Y.Doc();
	for (const { update } of updates) Y.applyUpdate(doc, update);
	return minutesBody(doc).toString();
};

describe('[SY35] folded history', () => {
	it('says the same, with who wrote it and when to within ten seconds', async () => {
		const { updates } = typed(45);
		const entries = unpackHistory(await packHistory(updates));
		expect(entries).toHaveLength(1 + 5 * 2);
		expect(applied(entries)).toBe(applied(updates));
		for (const { authorId, at, update } of entries) {
			const clients = new Set(Y.decodeUpdate(update).structs.map(({ id }) => id.client));
			expect(clients.size).toBe(1);
			expect(at % 10_000).toBe(0);
			expect([null, 'ana', 'ben']).toContain(authorId);
		}
		expect(clientsOf(entries)).toEqual(clientsOf(updates));
	});

	it('broken off after any piece, nothing is lost or twice there', async () => {
		const { updates, doc } = typed(300);
		for (const pieces of [0, 1]) {
			const storage = createMemoryStorage();
			const log = storage.documents;
			await storage.transaction(({ documents }) =>
				documents.create({ documentId: 'weekly', epoch: 'first', ...updates[0]! })
			);
			for (const { authorId, at, update } of updates.slice(1))
				await log.append([{ documentId: 'weekly', authorId, at, update }]);
			const last = (await log.load('weekly'))!.lastSeq;
			await log.saveSnapshot('weekly', { state: Y.encodeStateAsUpdate(doc), vector: Uint8Array.of(0) }, last);
			let left = pieces;
			const breaking = {
				...log,
				fold: (chunk: Parameters<typeof log.fold>[0]) => {
					if (left-- === 0) throw new Error('killed');
					return log.fold(chunk);
				}
			};
			await foldHistory(breaking, 'weekly').catch(() => undefined);
			const { entries, lastSeq } = await readHistory(log, 'weekly');
			expect(lastSeq).toBe(last);
			expect(applied(entries)).toBe(minutesBody(doc).toString());
			expect((await log.load('weekly'))!.updates).toEqual([]);
		}
	});
});

it('[SY33] a damaged snapshot is made anew from the history', async () => {
	const { updates, doc } = typed(100);
	const storage = createMemoryStorage();
	await storage.transaction(({ documents }) =>
		documents.create({ documentId: 'weekly', epoch: 'first', ...updates[0]! })
	);
	for (const { authorId, at, update } of updates.slice(1))
		await storage.documents.append([{ documentId: 'weekly', authorId, at, update }]);
	await storage.documents.saveSnapshot(
		'weekly',
		{ state: Y.encodeStateAsUpdate(doc), vector: Uint8Array.of(0) },
		101
	);
	await foldHistory(storage.documents, 'weekly');
	let isDamaged = true;
	const damages: unknown[] = [];
	const rooms = createRooms({
		log: {
			...storage.documents,
			load: async (id) => {
				if (isDamaged) throw new DamagedDocument(id, 'snapshot');
				return storage.documents.load(id);
			},
			saveSnapshot: async (...given) => {
				isDamaged = false;
				await storage.documents.saveSnapshot(...given);
			}
		},
		now: () => 0,
		onDamage: (damage) => damages.push(damage)
	});
	const room = (await rooms.open('weekly'))!;
	expect(minutesBody(room.doc).toString()).toBe(minutesBody(doc).toString());
	expect(damages).toHaveLength(1);
	await rooms.close();
});
