import { beforeEach, describe, expect, it } from 'vitest';
import { makeCard, makeMember, makeProject, moveIn, workspace } from '#support/cast.ts';
import type { Storage } from '#server/storage/storage.ts';

/** What a transaction hides, keeps and takes back. */
export function describeTransactions(current: () => Storage): void {
	describe('a transaction', () => {
		let storage: Storage;
		beforeEach(async () => {
			storage = current();
			await moveIn(storage);
		});

		const cardIds = async () => (await storage.read.cards.list(workspace.id)).map(({ id }) => id);

		it('answers what its work answers', async () => {
			expect(await storage.transaction(async () => 'seven')).toBe('seven');
		});

		it('sees its own changes while nobody else does', async () => {
			await storage.transaction(async ({ cards }) => {
				await cards.insert(makeCard({ id: 'first' }));
				await cards.update(makeCard({ id: 'first', progress: 40 }));
				expect((await cards.find('first'))?.progress).toBe(40);
				expect(await cards.list(workspace.id)).toHaveLength(1);
				expect(await storage.read.cards.find('first')).toBeNull();
				expect(await cardIds()).toEqual([]);
			});
			expect((await storage.read.cards.find('first'))?.progress).toBe(40);
		});

		it('shows readers the old row while it has changed or deleted it', async () => {
			const dismissed = () => storage.read.cards.dismissals('weekly');
			await storage.transaction(async ({ cards }) => {
				await cards.insert(makeCard({ id: 'first', progress: 10 }));
				await cards.dismiss('weekly', 'lunch at noon');
			});
			await storage.transaction(async ({ cards }) => {
				await cards.update(makeCard({ id: 'first', progress: 90 }));
				await cards.undismiss('weekly', 'lunch at noon');
				expect(await cards.list(workspace.id)).toMatchObject([{ id: 'first', progress: 90 }]);
				expect(await cards.dismissals('weekly')).toEqual([]);
				expect((await storage.read.cards.find('first'))?.progress).toBe(10);
				expect((await storage.read.cards.list(workspace.id))[0]?.progress).toBe(10);
				expect(await dismissed()).toEqual(['lunch at noon']);
			});
			expect((await storage.read.cards.find('first'))?.progress).toBe(90);
			expect(await dismissed()).toEqual([]);
		});

		it('takes everything back when its work throws, and throws the same', async () => {
			await storage.transaction(async ({ cards }) => cards.insert(makeCard({ id: 'kept', progress: 10 })));
			const mishap = new Error('the rule said no');
			const attempt = storage.transaction(async ({ cards, people, events }) => {
				await cards.insert(makeCard({ id: 'lost' }));
				await cards.update(makeCard({ id: 'kept', progress: 90 }));
				await people.insertProject(makeProject());
				await events.append({
					workspaceId: workspace.id,
					at: 1,
					by: { kind: 'clock' },
					meetingId: null,
					cardId: null,
					what: { type: 'people-changed' }
				});
				throw mishap;
			});
			await expect(attempt).rejects.toBe(mishap);
			expect(await cardIds()).toEqual(['kept']);
			expect((await storage.read.cards.find('kept'))?.progress).toBe(10);
			expect(await storage.read.people.projects(workspace.id)).toEqual([]);
			expect(await storage.read.events.lastSeq(workspace.id)).toBe(0);
		});

		it('takes everything back when a store refuses', async () => {
			const attempt = storage.transaction(async ({ cards, people }) => {
				await cards.insert(makeCard());
				await people.insertMember(makeMember({ signInName: 'ana' }), null);
			});
			await expect(attempt).rejects.toMatchObject({ code: 'name-taken' });
			expect(await cardIds()).toEqual([]);
		});

		it('goes on after a refusal that its work has caught', async () => {
			await storage.transaction(async ({ cards, people }) => {
				await cards.insert(makeCard({ id: 'kept' }));
				await expect(people.insertMember(makeMember({ signInName: 'ana' }), null)).rejects.toThrow();
			});
			expect(await cardIds()).toEqual(['kept']);
		});

		it('leaves the storage usable when it fails', async () => {
			await expect(storage.transaction(() => Promise.reject(new Error('mishap')))).rejects.toThrow('mishap');
			await storage.transaction(async ({ cards }) => cards.insert(makeCard({ id: 'next' })));
			expect(await cardIds()).toEqual(['next']);
		});

		it('runs alone among writers, in the order asked', async () => {
			const steps: string[] = [];
			const slowly = (name: string) => async () => {
				steps.push(`${name} begins`);
				await new Promise((resolve) => setImmediate(resolve));
				await Promise.resolve();
				steps.push(`${name} ends`);
			};
			await Promise.all(['first', 'second', 'third'].map((name) => storage.transaction(slowly(name))));
			expect(steps).toEqual(
				['first', 'second', 'third'].flatMap((name) => [`${name} begins`, `${name} ends`])
			);
		});

		it('loses nothing when two count up the same card at once', async () => {
			await storage.transaction(async ({ cards }) => cards.insert(makeCard({ id: 'first', progress: 0 })));
			const countUp = () =>
				storage.transaction(async ({ cards }) => {
					const card = await cards.find('first');
					await new Promise((resolve) => setImmediate(resolve));
					await cards.update({ ...card!, progress: card!.progress + 1 });
				});
			await Promise.all(Array.from({ length: 10 }, countUp));
			expect((await storage.read.cards.find('first'))?.progress).toBe(10);
		});

		it('is the only way to write', async () => {
			await expect(storage.read.cards.insert(makeCard())).rejects.toThrow();
			await expect(storage.read.people.updateMember(makeMember({ id: 'ana' }))).rejects.toThrow();
			await expect(storage.read.sessions.deleteExpired(0)).rejects.toThrow();
		});
	});

	describe('a stored record', () => {
		it('does not change with the object it was made from', async () => {
			const storage = current();
			await moveIn(storage);
			const aliases = ['小王'];
			const member = makeMember({ id: 'wang', aliases });
			await storage.transaction(async ({ people }) => people.insertMember(member, null));
			aliases.push('changed later');
			expect((await storage.read.people.member('wang'))?.aliases).toEqual(['小王']);
		});

		it('does not change with an object that was read', async () => {
			const storage = current();
			await moveIn(storage);
			await storage.transaction(async ({ cards }) => cards.insert(makeCard({ id: 'first' })));
			const found = await storage.read.cards.find('first');
			(found!.said!.support as string[]).push('changed later');
			const [listed] = await storage.read.cards.list(workspace.id);
			(listed!.said!.support as string[]).push('changed later');
			expect((await storage.read.cards.find('first'))?.said?.support).toEqual([]);
		});
	});

	describe('closing', () => {
		it('waits for what was asked before', async () => {
			const storage = current();
			await moveIn(storage);
			await storage.transaction(async ({ documents }) =>
				documents.create({
					documentId: 'minutes',
					epoch: 'first',
					update: new Uint8Array([1]),
					authorId: null,
					at: 1
				})
			);
			const written = storage.transaction(async ({ cards }) => {
				await new Promise((resolve) => setImmediate(resolve));
				await cards.insert(makeCard({ id: 'last' }));
				return (await cards.find('last'))?.id;
			});
			const appended = storage.documents.append([
				{
					documentId: 'minutes',
					update: new Uint8Array([2]),
					authorId: 'ana',
					at: 2
				}
			]);
			const done: unknown[] = [];
			for (const work of [written, appended]) void work.then((answer) => done.push(answer));
			await storage.close();
			expect(done).toEqual(['last', 2]);
		});
	});
}
