import { beforeEach, describe, expect, it } from 'vitest';
import type { NewDocument, Storage, StoredDocument } from '#server/storage/storage.ts';
import { makeCard, moveIn } from '#support/cast.ts';

/** The log of the minutes' updates. */
export function describeDocuments(current: () => Storage): void {
	const log = () => current().documents;
	const create = (documentId: string, ...bytes: number[]) =>
		current().transaction(({ documents }) => documents.create(makeUpdate(documentId, ...bytes)));
	const append = (documentId: string, ...bytes: number[]) => log().append([makeUpdate(documentId, ...bytes)]);
	const load = async (documentId: string) => plain(await log().load(documentId));

	describe('documents', () => {
		it('begin with their first update', async () => {
			await create('weekly', 1, 2, 3);
			expect(await load('weekly')).toEqual({
				epoch: 'first',
				snapshot: null,
				vector: null,
				updates: [[1, 2, 3]],
				clients: new Map(),
				lastSeq: 1,
				readSeq: 0
			});
		});

		it('that were never made are not there', async () => {
			expect(await log().load('unknown')).toBeNull();
			expect(await log().epoch('unknown')).toBeNull();
		});

		it('know which life of theirs it is', async () => {
			await create('weekly', 1);
			expect(await log().epoch('weekly')).toBe('first');
		});

		it('cannot be made twice', async () => {
			await create('weekly', 1);
			await expect(create('weekly', 2)).rejects.toThrow();
			expect((await load('weekly'))?.updates).toEqual([[1]]);
		});

		it('are not there until their transaction is committed', async () => {
			await current().transaction(async ({ documents }) => {
				await documents.create(makeUpdate('weekly', 1));
				expect(await log().load('weekly')).toBeNull();
				expect(await log().unread()).toEqual([]);
			});
			expect((await load('weekly'))?.updates).toEqual([[1]]);
		});

		it('are not there when their transaction fails, and can be made afterwards', async () => {
			const attempt = current().transaction(async ({ documents }) => {
				await documents.create(makeUpdate('weekly', 1));
				throw new Error('mishap');
			});
			await expect(attempt).rejects.toThrow('mishap');
			expect(await log().load('weekly')).toBeNull();
			expect(await log().unread()).toEqual([]);
			await create('weekly', 2);
			expect((await load('weekly'))?.updates).toEqual([[2]]);
		});
	});

	describe('an appended update', () => {
		beforeEach(async () => {
			await create('weekly', 0);
			await create('review', 0);
		});

		it('is there when it is answered, under a number that grows', async () => {
			const first = await append('weekly', 1);
			expect((await load('weekly'))?.updates).toEqual([[0], [1]]);
			const second = await append('weekly', 2);
			expect(second).toBeGreaterThan(first);
			expect(await load('weekly')).toMatchObject({ updates: [[0], [1], [2]], lastSeq: second });
		});

		it('stands in its document in the order of the calls', async () => {
			const seqs = await Promise.all([
				append('weekly', 1),
				append('review', 2),
				append('weekly', 3),
				append('review', 4)
			]);
			expect(seqs[0]).toBeLessThan(seqs[2]!);
			expect(seqs[1]).toBeLessThan(seqs[3]!);
			expect(await load('weekly')).toMatchObject({ updates: [[0], [1], [3]], lastSeq: seqs[2] });
			expect(await load('review')).toMatchObject({ updates: [[0], [2], [4]], lastSeq: seqs[3] });
		});

		it('[SY31] comes together with all others of its turn', async () => {
			const first = append('weekly', 1);
			const others = [append('review', 2), append('weekly', 3)];
			expect((await load('weekly'))?.updates).toEqual([[0]]);
			await first;
			expect((await load('weekly'))?.updates).toEqual([[0], [1], [3]]);
			expect((await load('review'))?.updates).toEqual([[0], [2]]);
			await Promise.all(others);
		});

		it('waits for an open transaction and is not part of it', async () => {
			await moveIn(current());
			let appended: Promise<number> | undefined;
			const attempt = current().transaction(async ({ cards }) => {
				await cards.insert(makeCard());
				appended = append('weekly', 1);
				await new Promise((resolve) => setImmediate(resolve));
				await new Promise((resolve) => setImmediate(resolve));
				expect((await load('weekly'))?.updates).toEqual([[0]]);
				throw new Error('mishap');
			});
			await expect(attempt).rejects.toThrow('mishap');
			await appended;
			expect((await load('weekly'))?.updates).toEqual([[0], [1]]);
		});

		it('keeps every byte, and those it had when it was given', async () => {
			const everyByte = Array.from({ length: 256 }, (_, byte) => byte);
			const bytes = Uint8Array.from(everyByte);
			const window = new Uint8Array(Uint8Array.from([9, 8, 7, 6, 5]).buffer, 1, 3);
			const appended = [
				log().append([{ ...makeUpdate('weekly'), update: bytes }]),
				log().append([{ ...makeUpdate('weekly'), update: window }]),
				append('weekly')
			];
			bytes.fill(0);
			window.fill(0);
			await Promise.all(appended);
			expect((await load('weekly'))?.updates).toEqual([[0], everyByte, [8, 7, 6], []]);
		});

		it('cannot be changed by who loads it', async () => {
			(await log().load('weekly'))!.updates[0]!.fill(7);
			expect((await load('weekly'))?.updates).toEqual([[0]]);
		});

		it('of a document that does not exist is refused, and only that one', async () => {
			const [before, stray, after] = await Promise.allSettled([
				append('weekly', 1),
				append('unknown', 2),
				append('weekly', 3)
			]);
			expect([before?.status, stray?.status, after?.status]).toEqual(['fulfilled', 'rejected', 'fulfilled']);
			expect(await log().load('unknown')).toBeNull();
			expect((await load('weekly'))?.updates).toEqual([[0], [1], [3]]);
			await append('review', 4);
			expect((await load('review'))?.updates).toEqual([[0], [4]]);
		});

		it('is one of hundreds', async () => {
			const answers = Array.from({ length: 300 }, (_, index) =>
				append(index % 2 ? 'weekly' : 'review', index % 256)
			);
			const seqs = await Promise.all(answers);
			for (const rest of [0, 1]) {
				const ofDocument = seqs.filter((_, index) => index % 2 === rest);
				expect(new Set(ofDocument).size).toBe(150);
				expect(ofDocument).toEqual(ofDocument.toSorted((a, b) => a - b));
			}
			expect((await load('weekly'))?.updates).toHaveLength(151);
			expect((await load('review'))?.lastSeq).toBe(seqs[298]);
		});
	});

	describe('a snapshot', () => {
		beforeEach(() => create('weekly', 0));

		it('stands for everything up to its number', async () => {
			await append('weekly', 1);
			const upTo = await append('weekly', 2);
			const last = await append('weekly', 3);
			await log().saveSnapshot('weekly', { state: Uint8Array.of(0, 1, 2), vector: Uint8Array.of(0) }, upTo);
			expect(await load('weekly')).toMatchObject({
				snapshot: [0, 1, 2],
				updates: [[3]],
				lastSeq: last,
				readSeq: 0
			});
		});

		it('is followed by later updates and replaced by a later snapshot', async () => {
			await log().saveSnapshot('weekly', { state: Uint8Array.of(10), vector: Uint8Array.of(0) }, 1);
			const second = await append('weekly', 2);
			expect(await load('weekly')).toMatchObject({ snapshot: [10], updates: [[2]] });
			await log().saveSnapshot('weekly', { state: Uint8Array.of(20), vector: Uint8Array.of(0) }, second);
			expect(await load('weekly')).toMatchObject({ snapshot: [20], updates: [], lastSeq: second });
		});

		it('that was made earlier and comes later does not take the place of a newer one', async () => {
			const first = await append('weekly', 1);
			const second = await append('weekly', 2);
			await log().saveSnapshot('weekly', { state: Uint8Array.of(20), vector: Uint8Array.of(0) }, second);
			await log().saveSnapshot('weekly', { state: Uint8Array.of(10), vector: Uint8Array.of(0) }, first);
			expect(await load('weekly')).toMatchObject({ snapshot: [20], updates: [] });
		});

		it('leaves other documents alone', async () => {
			await create('review', 5);
			await log().saveSnapshot('weekly', { state: Uint8Array.of(10), vector: Uint8Array.of(0) }, 2);
			expect(await load('review')).toMatchObject({ snapshot: null, updates: [[5]] });
		});

		it('keeps the bytes it had when it was given', async () => {
			const state = Uint8Array.of(1, 2);
			const saved = log().saveSnapshot('weekly', { state: state, vector: Uint8Array.of(0) }, 1);
			state.fill(0);
			await saved;
			expect((await load('weekly'))?.snapshot).toEqual([1, 2]);
		});
	});

	describe('several updates at once', () => {
		beforeEach(() => create('weekly', 0));

		it('are stored in their order, under the number of the last', async () => {
			const seq = await log().append([makeUpdate('weekly', 1), makeUpdate('weekly', 2)]);
			expect(await load('weekly')).toMatchObject({ updates: [[0], [1], [2]], lastSeq: seq });
		});

		it('are stored all or none', async () => {
			await create('review', 0);
			const mixed = log().append([makeUpdate('weekly', 1), makeUpdate('review', 2)]);
			await expect(mixed).rejects.toThrow('one document');
			expect((await load('weekly'))?.updates).toEqual([[0]]);
			expect((await load('review'))?.updates).toEqual([[0]]);
		});
	});

	describe('a client id', () => {
		beforeEach(() => create('weekly', 0));

		it('is its first user’s, and nobody else’s afterwards', async () => {
			await log().append([
				{ ...makeUpdate('weekly', 1), newClients: [7, 4_294_967_295] },
				{ ...makeUpdate('weekly', 2), authorId: 'ben', newClients: [7, 8] }
			]);
			expect([...(await log().load('weekly'))!.clients]).toEqual(
				expect.arrayContaining([
					[7, 'ana'],
					[4_294_967_295, 'ana'],
					[8, 'ben']
				])
			);
		});

		it('of the form’s skeleton is the product’s', async () => {
			await current().transaction(({ documents }) =>
				documents.create({ ...makeUpdate('review', 1), authorId: null, newClients: [3] })
			);
			expect([...(await log().load('review'))!.clients]).toEqual([[3, null]]);
			expect((await log().load('weekly'))!.clients.size).toBe(0);
		});
	});

	describe('history', () => {
		const history = async () => {
			const { chunks, updates } = await log().history('weekly');
			return { chunks: chunks.map((chunk) => [...chunk]), updates: updates.map(({ update }) => [...update]) };
		};
		let second: number;
		beforeEach(async () => {
			await create('weekly', 0);
			await append('weekly', 1);
			second = await append('weekly', 2);
			await append('weekly', 3);
		});

		it('is every update, with its author and time', async () => {
			expect((await log().history('weekly')).updates).toMatchObject(
				[0, 1, 2, 3].map(() => ({ authorId: 'ana', at: 1 }))
			);
			expect(await history()).toEqual({ chunks: [], updates: [[0], [1], [2], [3]] });
		});

		it('can be folded as far as the snapshot goes', async () => {
			expect(await log().foldable('weekly', 10)).toEqual([]);
			await log().saveSnapshot('weekly', { state: Uint8Array.of(9), vector: Uint8Array.of(0) }, second);
			expect((await log().foldable('weekly', 10)).map(({ update }) => [...update])).toEqual([[0], [1], [2]]);
			expect(await log().foldable('weekly', 2)).toHaveLength(2);
		});

		it('that was folded stands before the rest, and loading is as before', async () => {
			await log().saveSnapshot('weekly', { state: Uint8Array.of(9), vector: Uint8Array.of(0) }, second);
			const before = await load('weekly');
			const [first, last] = (await log().foldable('weekly', 2)).map(({ seq }) => seq);
			await log().fold({
				documentId: 'weekly',
				firstSeq: first!,
				lastSeq: last!,
				entries: Uint8Array.of(5, 6)
			});
			expect(await history()).toEqual({ chunks: [[5, 6]], updates: [[2], [3]] });
			expect(await load('weekly')).toEqual(before);
			expect(await append('weekly', 4)).toBeGreaterThan(second);
		});
	});

	describe('owners that come with a snapshot', () => {
		it('are kept, and change nobody’s', async () => {
			await create('weekly', 0);
			const last = await log().append([{ ...makeUpdate('weekly', 1), newClients: [7] }]);
			const owners = new Map([
				[7, 'eve'],
				[8, 'ben'],
				[9, null]
			]);
			const snapshot = { state: Uint8Array.of(1), vector: Uint8Array.of(0), owners };
			await log().saveSnapshot('weekly', snapshot, last);
			const { clients } = (await log().load('weekly'))!;
			expect([...clients].toSorted(([a], [b]) => a - b)).toEqual([
				[7, 'ana'],
				[8, 'ben'],
				[9, null]
			]);
		});
	});

	describe('what extraction has read', () => {
		it('is nothing of a new document', async () => {
			await create('weekly', 0);
			await create('review', 0);
			expect((await log().unread()).toSorted()).toEqual(['review', 'weekly']);
		});

		it('is marked by number: newer updates are unread again', async () => {
			await create('weekly', 0);
			const read = await append('weekly', 1);
			await log().markRead('weekly', read);
			expect(await log().unread()).toEqual([]);
			expect((await load('weekly'))?.readSeq).toBe(read);
			await append('weekly', 2);
			expect(await log().unread()).toEqual(['weekly']);
			expect((await load('weekly'))?.readSeq).toBe(read);
		});

		it('is not everything when updates came in meanwhile', async () => {
			await create('weekly', 0);
			const read = await append('weekly', 1);
			await append('weekly', 2);
			await log().markRead('weekly', read);
			expect(await log().unread()).toEqual(['weekly']);
		});
	});
}

function makeUpdate(documentId: string, ...bytes: number[]): NewDocument {
	return { documentId, epoch: 'first', update: Uint8Array.from(bytes), authorId: 'ana', at: 1 };
}

/** A stored document with its bytes as numbers, so that it reads and compares well. */
function plain(document: StoredDocument | null) {
	return (
		document && {
			...document,
			snapshot: document.snapshot && [...document.snapshot],
			updates: document.updates.map((update) => [...update])
		}
	);
}
