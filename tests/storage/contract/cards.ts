import { beforeEach, describe, expect, it } from 'vitest';
import type { Card } from '#domain/board/card.ts';
import type { Status } from '#domain/board/status.ts';
import type { CardFilter, Storage, Stores } from '#server/storage/storage.ts';
import { makeCard, makeWorkspace, moveIn, workspace } from '#support/cast.ts';

/** Cards, where their sentences stand, and what is no action item. */
export function describeCards(current: () => Storage): void {
	const write = <Result>(work: (stores: Stores) => Promise<Result>) => current().transaction(work);
	const read = () => current().read;
	const insertAll = (cards: readonly Card[]) =>
		write(async (stores) => {
			for (const card of cards) await stores.cards.insert(card);
		});

	describe('cards', () => {
		beforeEach(() => moveIn(current()));

		it('are kept with every field', async () => {
			await insertAll([everyField, bare]);
			expect(await read().cards.find(everyField.id)).toEqual(everyField);
			expect(await read().cards.find(bare.id)).toEqual(bare);
			expect(await read().cards.list(workspace.id, { offBoard: true })).toEqual([everyField, bare]);
			expect(await read().cards.find('unknown')).toBeNull();
		});

		it('are changed as a whole', async () => {
			await insertAll([everyField]);
			const changed = { ...bare, id: everyField.id, status: 'in_progress' } as const;
			await write(({ cards }) => cards.update(changed));
			expect(await read().cards.find(everyField.id)).toEqual(changed);
			expect(await read().cards.list(workspace.id, { status: 'delayed' })).toEqual([]);
			expect(await read().cards.list(workspace.id, { status: 'in_progress', offBoard: true })).toEqual([
				changed
			]);
		});

		it('keep no field that has no value', async () => {
			const card = makeCard({ changed: { due: undefined } });
			await insertAll([card]);
			expect(Object.keys((await read().cards.find(card.id))!.changed)).toEqual([]);
		});

		it('that left the board come with the last first, since an event, no more than asked for', async () => {
			const [a, b, c, d] = [
				makeCard({ id: 'a', version: 3, source: 'dismissed' }),
				makeCard({ id: 'b', version: 12, source: 'withdrawn' }),
				makeCard({ id: 'c', version: 7, source: 'dismissed' }),
				makeCard({ id: 'd', version: 9, source: 'detached' })
			];
			await insertAll([a, b, c, d]);
			expect(await read().cards.offBoard(workspace.id, 0, 10)).toEqual([b, c, a]);
			expect(await read().cards.offBoard(workspace.id, 3, 10)).toEqual([b, c]);
			expect(await read().cards.offBoard(workspace.id, 0, 1)).toEqual([b]);
			expect(await read().cards.offBoard('elsewhere', 0, 10)).toEqual([]);
		});

		it('are found by many ids at once, on the board or off it', async () => {
			const [a, b, c] = [
				makeCard({ id: 'a' }),
				makeCard({ id: 'b', source: 'dismissed' }),
				makeCard({ id: 'c' })
			];
			await insertAll([a, b, c]);
			const found = await read().cards.several(['b', 'a', 'unknown']);
			expect(found.toSorted((x, y) => (x.id < y.id ? -1 : 1))).toEqual([a, b]);
			expect(await read().cards.several([])).toEqual([]);
		});

		it('stand in order of making', async () => {
			const [c, a, b2, b1] = [
				makeCard({ id: 'c', createdAt: 30, rank: 'a1' }),
				makeCard({ id: 'a', createdAt: 10, rank: 'a3' }),
				makeCard({ id: 'b2', createdAt: 20, rank: 'a2' }),
				makeCard({ id: 'b1', createdAt: 20, rank: 'a4' })
			];
			await insertAll([c, a, b2, b1]);
			expect(await read().cards.list(workspace.id)).toEqual([a, b1, b2, c]);
		});

		it('have an id once and a workspace that exists', async () => {
			await insertAll([everyField]);
			await expect(insertAll([everyField])).rejects.toThrow();
			await expect(insertAll([makeCard({ workspaceId: 'nowhere' })])).rejects.toThrow();
		});

		it.each<[CardFilter | undefined, string[]]>([
			[undefined, ['weekly', 'review', 'loose', 'detached', 'made']],
			[{}, ['weekly', 'review', 'loose', 'detached', 'made']],
			[{ meetingId: 'weekly' }, ['weekly', 'detached']],
			[{ projectId: 'launch' }, ['review']],
			[{ departmentId: 'dep-sal' }, ['loose']],
			[{ status: 'done' }, ['review', 'loose']],
			[{ status: 'done', departmentId: 'dep-mkt' }, ['review']],
			[{ meetingId: 'weekly', offBoard: true }, ['weekly', 'detached', 'withdrawn', 'dismissed']],
			[{ meetingId: 'weekly', offBoard: false }, ['weekly', 'detached']],
			[{ doneSince: 500 }, ['weekly', 'review', 'detached', 'made']],
			[{ doneSince: 501 }, ['weekly', 'detached', 'made']],
			[{ doneSince: 501, status: 'done' }, []],
			[{ doneSince: 501, status: 'not_started' }, ['weekly', 'detached', 'made']],
			[{ meetingId: 'unknown' }, []]
		])('are chosen by %j', async (filter, wanted) => {
			const other = makeWorkspace();
			await write(({ workspaces }) => workspaces.insert(other));
			await insertAll(
				[
					makeCard({ id: 'weekly', meetingId: 'weekly' }),
					makeCard({
						id: 'review',
						meetingId: 'review',
						projectId: 'launch',
						status: 'done',
						statusSince: 500
					}),
					makeCard({ id: 'loose', departmentId: 'dep-sal', status: 'done', statusSince: 499 }),
					makeCard({ id: 'detached', meetingId: 'weekly', source: 'detached' }),
					makeCard({ id: 'made', said: null, source: 'made' }),
					makeCard({ id: 'removed', said: null, source: 'removed' }),
					makeCard({ id: 'withdrawn', meetingId: 'weekly', source: 'withdrawn' }),
					makeCard({ id: 'dismissed', meetingId: 'weekly', source: 'dismissed' }),
					makeCard({ id: 'stranger', meetingId: 'weekly', status: 'done', workspaceId: other.id })
				].map((card, createdAt) => ({ ...card, createdAt }))
			);
			expect((await read().cards.list(workspace.id, filter)).map(({ id }) => id)).toEqual(wanted);
		});

		it('are counted by meeting, those off the board not', async () => {
			await insertAll([
				makeCard({ meetingId: 'weekly' }),
				makeCard({ meetingId: 'weekly', status: 'done' }),
				makeCard({ meetingId: 'weekly', source: 'dismissed' }),
				makeCard({ meetingId: 'review', source: 'detached' }),
				makeCard()
			]);
			expect(await read().cards.countByMeeting(workspace.id)).toEqual(
				new Map([
					['weekly', 2],
					['review', 1]
				])
			);
			expect(await read().cards.countByMeeting('elsewhere')).toEqual(new Map());
		});

		it('know the last rank of a column, cards off the board counted too', async () => {
			await insertAll([
				makeCard({ rank: 'a2' }),
				makeCard({ rank: 'a10' }),
				makeCard({ rank: 'Zz' }),
				makeCard({ rank: 'a5', status: 'done', source: 'withdrawn' }),
				makeCard({ rank: 'a4', status: 'done' })
			]);
			expect(await read().cards.lastRank(workspace.id, 'not_started')).toBe('a2');
			expect(await read().cards.lastRank(workspace.id, 'done')).toBe('a5');
			expect(await read().cards.lastRank(workspace.id, 'delayed')).toBeNull();
			expect(await read().cards.lastRank('elsewhere', 'done')).toBeNull();
		});

		it('know the rank beside one in a column, cards off the board counted too', async () => {
			await insertAll([
				makeCard({ rank: 'a2' }),
				makeCard({ rank: 'a10' }),
				makeCard({ rank: 'a10' }),
				makeCard({ rank: 'Zz' }),
				makeCard({ rank: 'a1V', source: 'dismissed' }),
				makeCard({ rank: 'a15', status: 'done' })
			]);
			const beside = (side: Parameters<Stores['cards']['rankBeside']>[2], status: Status = 'not_started') =>
				read().cards.rankBeside(workspace.id, status, side);
			expect(await beside({ after: 'a10' })).toBe('a1V');
			expect(await beside({ after: 'a1V' })).toBe('a2');
			expect(await beside({ after: 'a2' })).toBeNull();
			expect(await beside({ before: 'a1V' })).toBe('a10');
			expect(await beside({ before: 'a10' })).toBe('Zz');
			expect(await beside({ before: 'Zz' })).toBeNull();
			expect(await beside({ after: 'a0' }, 'done')).toBe('a15');
			expect(await beside({ after: 'a0' }, 'delayed')).toBeNull();
			expect(await read().cards.rankBeside('elsewhere', 'done', { after: 'a0' })).toBeNull();
		});
	});

	describe('anchors', () => {
		const anchor = (cardId: string, meetingId: string, clock = 1) => ({
			cardId,
			meetingId,
			runs: [
				{ client: 4_294_967_295, clock, length: 12 },
				{ client: 7, clock: 0, length: 1 }
			]
		});
		beforeEach(async () => {
			await moveIn(current());
			await insertAll(['a', 'b', 'c'].map((id) => makeCard({ id })));
			await write(async ({ cards }) => {
				await cards.saveAnchor(anchor('a', 'weekly'));
				await cards.saveAnchor(anchor('b', 'weekly'));
				await cards.saveAnchor(anchor('c', 'review'));
			});
		});

		it('are those of the meeting', async () => {
			const found = await read().cards.anchors('weekly');
			expect(found).toHaveLength(2);
			expect(found).toEqual(expect.arrayContaining([anchor('a', 'weekly'), anchor('b', 'weekly')]));
			expect(await read().cards.anchors('unknown')).toEqual([]);
		});

		it('are those of the cards that have one', async () => {
			const found = await read().cards.anchorsOf(['c', 'unknown', 'a']);
			expect(found).toHaveLength(2);
			expect(found).toEqual(expect.arrayContaining([anchor('a', 'weekly'), anchor('c', 'review')]));
			expect(await read().cards.anchorsOf([])).toEqual([]);
		});

		it('are found among as many cards as a large board has', async () => {
			const ids = Array.from({ length: 60_000 }, (_, n) => `card-${n}`);
			expect(await read().cards.anchorsOf([...ids, 'b'])).toEqual([anchor('b', 'weekly')]);
		});

		it('replace the earlier one of the card, in another meeting too', async () => {
			await write(async ({ cards }) => {
				await cards.saveAnchor(anchor('a', 'weekly', 99));
				await cards.saveAnchor(anchor('b', 'review', 50));
			});
			expect(await read().cards.anchors('weekly')).toEqual([anchor('a', 'weekly', 99)]);
			expect(await read().cards.anchorsOf(['b'])).toEqual([anchor('b', 'review', 50)]);
		});

		it('belong to a card that exists', async () => {
			const attempt = write(({ cards }) => cards.saveAnchor(anchor('unknown', 'weekly')));
			await expect(attempt).rejects.toThrow();
		});
	});

	describe('dismissals', () => {
		it('are remembered once a text and meeting, until taken back', async () => {
			await write(async ({ cards }) => {
				await cards.dismiss('weekly', '午饭十二点开始');
				await cards.dismiss('weekly', 'Ana opens the window');
				await cards.dismiss('weekly', 'Ana opens the window');
				await cards.dismiss('review', 'Ana opens the window');
			});
			expect((await read().cards.dismissals('weekly')).toSorted()).toEqual([
				'Ana opens the window',
				'午饭十二点开始'
			]);
			await write(async ({ cards }) => {
				await cards.undismiss('weekly', 'Ana opens the window');
				await cards.undismiss('weekly', 'never dismissed');
			});
			expect(await read().cards.dismissals('weekly')).toEqual(['午饭十二点开始']);
			expect(await read().cards.dismissals('review')).toEqual(['Ana opens the window']);
			expect(await read().cards.dismissals('unknown')).toEqual([]);
		});
	});
}

const everyField = makeCard({
	id: 'every-field',
	meetingId: 'weekly',
	projectId: 'launch',
	departmentId: 'dep-prd',
	said: {
		content: '给客户 "Müller & Söhne" 发报价 😀\nby mail',
		owner: { kind: 'person', id: 'liu-yang' },
		due: '2024-06-07',
		deliverable: '报价单',
		priority: 'high',
		quote: '刘洋 16:00 前给客户发报价',
		ownerText: '刘洋',
		dueText: '周五 16:00 前',
		dueTime: '16:00',
		dueKind: 'by',
		support: ['财务部提供成本'],
		collaborators: [
			{ kind: 'department', id: 'dep-fin' },
			{ kind: 'name', name: '张*' }
		],
		state: 'done',
		confidence: 0.8125,
		since: { content: 3, owner: 4, due: 5, deliverable: 6, priority: 7 }
	},
	changed: {
		content: { value: '发报价', since: 8 },
		owner: { value: null, since: 9 },
		due: { value: '2024-06-12', since: 10 },
		deliverable: { value: null, since: 11 },
		priority: { value: 'low', since: 12 },
		support: { value: ['样机', '场地'], since: 12 },
		collaborators: { value: [{ kind: 'person', id: 'ben' }], since: 12 },
		department: { value: 'dep-fin', since: 12 },
		buffer: { value: 2, since: 12 },
		risk: { value: '供应商', since: 12 },
		blocker: { value: { state: '停', cause: '缺人', needs: '1人' }, since: 12 },
		follower: { value: 'chen', since: 12 },
		links: { value: [{ title: '初稿', url: 'https://example.org/1' }], since: 12 }
	},
	status: 'delayed',
	progress: 65,
	rank: 'a0V',
	delay: { reason: '等待财务数据', newDay: '2024-06-12', at: 1_717_570_800_000 },
	source: 'detached',
	completion: { noDeliverable: '只是通知', feedbackBy: '2024-06-13' },
	acceptance: { answer: 'objected', reason: '时间太紧', by: 'ana', at: 1_717_570_800_000 },
	feedback: [{ text: '已上线', by: 'ana', name: 'Ana', at: 1_717_570_800_000 }],
	acknowledged: [{ departmentId: 'dep-mkt', by: 'ana', at: 1_717_570_800_000 }],
	lateFor: '2024-06-07',
	version: 12,
	createdAt: 1_717_567_200_000,
	statusSince: 1_717_570_800_000
});

const bare = makeCard({
	id: 'bare',
	departmentId: null,
	said: null,
	source: 'dismissed',
	version: 0,
	createdAt: everyField.createdAt + 1
});
