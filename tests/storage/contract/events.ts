import { beforeEach, describe, expect, it } from 'vitest';
import type { Happening } from '#domain/event.ts';
import type { NewEvent, Storage, Stores } from '#server/storage/storage.ts';
import { makeMeeting, makeSaid, moveIn, workspace } from '#support/cast.ts';

export function describeEvents(current: () => Storage): void {
	const write = <Result>(work: (stores: Stores) => Promise<Result>) => current().transaction(work);
	const read = () => current().read;
	const append = (...events: readonly NewEvent[]) =>
		write(async (stores) => {
			const seqs = [];
			for (const event of events) seqs.push((await stores.events.append(event)).seq);
			return seqs;
		});

	describe('events', () => {
		beforeEach(() => moveIn(current()));

		it('are numbered from 1, one by one, over all workspaces', async () => {
			expect(await append(makeEvent(), makeEvent({ workspaceId: 'elsewhere' }))).toEqual([1, 2]);
			expect(await append(makeEvent())).toEqual([3]);
		});

		it('tell the next number before it is taken', async () => {
			await append(makeEvent());
			await write(async ({ events }) => {
				expect(await events.nextSeq()).toBe(2);
				expect((await events.append(makeEvent())).seq).toBe(2);
				expect(await events.nextSeq()).toBe(3);
			});
		});

		it('leave no gap where a transaction failed', async () => {
			await append(makeEvent());
			const attempt = write(async ({ events }) => {
				await events.append(makeEvent());
				throw new Error('mishap');
			});
			await expect(attempt).rejects.toThrow('mishap');
			expect(await append(makeEvent())).toEqual([2]);
		});

		it('of transactions asked for at once stand in their order', async () => {
			const seqs = await Promise.all(Array.from({ length: 8 }, () => append(makeEvent(), makeEvent())));
			expect(seqs.flat()).toEqual(Array.from({ length: 16 }, (_, index) => index + 1));
		});

		it('are kept with every field, whatever happened', async () => {
			const events = happenings.map((what, index) =>
				makeEvent({
					what,
					at: 1_717_567_200_000 + index,
					by: index % 2 ? { kind: 'clock' } : { kind: 'member', id: 'ana', name: 'Ana' },
					meetingId: index % 3 ? 'weekly' : null,
					cardId: index % 3 ? null : 'card'
				})
			);
			const appended = await write(async (stores) => {
				const answers = [];
				for (const event of events) answers.push(await stores.events.append(event));
				return answers;
			});
			expect(appended).toEqual(events.map((event, index) => ({ ...event, seq: index + 1 })));
			expect(await read().events.since(workspace.id, 0, 100)).toEqual(appended);
		});

		it('since a number come oldest first, no more than asked for, of this workspace', async () => {
			await append(...[1, 2, 3, 4, 5].map((at) => makeEvent({ at })));
			await append(makeEvent({ workspaceId: 'elsewhere' }), makeEvent());
			const since = async (seq: number, limit: number) =>
				(await read().events.since(workspace.id, seq, limit)).map((event) => event.seq);
			expect(await since(0, 3)).toEqual([1, 2, 3]);
			expect(await since(3, 3)).toEqual([4, 5, 7]);
			expect(await since(5, 100)).toEqual([7]);
			expect(await since(7, 100)).toEqual([]);
			expect(await since(0, 0)).toEqual([]);
		});

		it('of a card come oldest first', async () => {
			await append(makeEvent({ cardId: 'a' }), makeEvent({ cardId: 'b' }), makeEvent({ cardId: 'a' }));
			expect((await read().events.ofCard('a')).map(({ seq }) => seq)).toEqual([1, 3]);
			expect(await read().events.ofCard('unknown')).toEqual([]);
		});

		it('of a card tell what each changed, when that is asked for and only then', async () => {
			const delta = {
				status: { from: 'done', to: 'delayed' },
				'changed.due': { to: { value: null, since: 2 } }
			};
			await append(makeEvent({ cardId: 'a', act: 1, delta }), makeEvent({ cardId: 'a' }));
			expect(await read().events.changesOf('a')).toMatchObject([
				{ seq: 1, act: 1, delta },
				{ seq: 2, act: null, delta: null }
			]);
			expect(Object.keys((await read().events.ofCard('a'))[0]!)).not.toContain('delta');
			expect(Object.keys((await read().events.since(workspace.id, 0, 1))[0]!)).not.toContain('act');
		});

		it('tell step by step what changed in all cards since a number, and in which', async () => {
			const delta = { status: { from: 'done', to: 'delayed' } };
			await append(
				makeEvent({ cardId: 'a', delta }),
				makeEvent(),
				makeEvent({ cardId: 'b', workspaceId: 'elsewhere', delta }),
				makeEvent({ cardId: 'b' }),
				makeEvent({ cardId: 'a', delta })
			);
			const steps = [
				{ seq: 1, cardId: 'a', delta },
				{ seq: 4, cardId: 'b', delta: null },
				{ seq: 5, cardId: 'a', delta }
			];
			expect(await read().events.stepsSince(workspace.id, 0, 10)).toEqual(steps);
			expect(await read().events.stepsSince(workspace.id, 1, 10)).toEqual(steps.slice(1));
			expect(await read().events.stepsSince(workspace.id, 0, 2)).toEqual(steps.slice(0, 2));
		});

		it('know which of a card was the last up to a number', async () => {
			await append(...['a', 'b', 'a', 'c'].map((cardId) => makeEvent({ cardId })));
			const versions = await read().events.versionsAt(['a', 'b', 'c', 'unknown'], 3);
			expect(Object.fromEntries(versions)).toEqual({ a: 3, b: 2 });
			expect(await read().events.versionsAt(['a'], 2)).toEqual(new Map([['a', 1]]));
			expect(await read().events.versionsAt([], 3)).toEqual(new Map());
		});

		it('of one command are found by any of them', async () => {
			await append(
				makeEvent({ act: 1 }),
				makeEvent({ act: 2, cardId: 'a' }),
				makeEvent({ act: 2, cardId: 'b', delta: { rank: { from: 'a0', to: 'a1' } } }),
				makeEvent(),
				makeEvent({ act: 5 })
			);
			const ofAct = async (seq: number) => (await read().events.ofAct(seq)).map((event) => event.seq);
			expect(await Promise.all([1, 2, 3, 4, 5, 6].map(ofAct))).toEqual([[1], [2, 3], [2, 3], [], [5], []]);
			expect((await read().events.ofAct(2))[1]).toMatchObject({
				cardId: 'b',
				act: 2,
				delta: { rank: { from: 'a0', to: 'a1' } }
			});
		});

		it('know the last number of a workspace', async () => {
			expect(await read().events.lastSeq(workspace.id)).toBe(0);
			await append(makeEvent(), makeEvent(), makeEvent({ workspaceId: 'elsewhere' }));
			expect(await read().events.lastSeq(workspace.id)).toBe(2);
			expect(await read().events.lastSeq('elsewhere')).toBe(3);
		});

		it('know the last number before an instant', async () => {
			await append(makeEvent({ at: 10 }), makeEvent({ at: 20 }), makeEvent({ at: 30 }));
			const before = (at: number) => read().events.lastSeq(workspace.id, at);
			expect(await Promise.all([10, 11, 30, 31].map(before))).toEqual([0, 1, 2, 3]);
		});
	});
}

function makeEvent(overrides: Partial<NewEvent> = {}): NewEvent {
	return {
		workspaceId: workspace.id,
		at: 1,
		by: { kind: 'clock' },
		meetingId: null,
		cardId: null,
		what: { type: 'workspace-changed' },
		...overrides
	};
}

const happenings: readonly Happening[] = [
	{ type: 'card-said', said: makeSaid(), status: 'not_started', rank: 'a0' },
	{
		type: 'card-resaid',
		quote: '刘洋 6月12日前完成初稿',
		changes: [
			{ field: 'due', from: '2024-06-10', to: '2024-06-12' },
			{ field: 'owner', from: null, to: { kind: 'name', name: '刘*' } }
		]
	},
	{ type: 'card-source-changed', from: 'said', to: 'withdrawn', quote: 'Ana sends the quote by Friday' },
	{
		type: 'card-moved',
		from: 'not_started',
		to: 'delayed',
		rank: 'a1',
		delay: { reason: '等数据', newDay: '2024-06-12', at: 5 }
	},
	{ type: 'card-moved', from: 'delayed', to: 'done', rank: 'a2', delay: null },
	{ type: 'card-edited', changes: [{ field: 'priority', from: 'low', to: null }] },
	{ type: 'card-progressed', from: 10, to: 20 },
	{
		type: 'card-moved',
		from: 'in_progress',
		to: 'done',
		rank: 'a2',
		delay: null,
		deliverable: '初稿',
		link: 'https://example.org/1',
		completion: { noDeliverable: null, feedbackBy: '2024-06-13' },
		lacks: ['needs-reason']
	},
	{
		type: 'card-edited',
		changes: [{ field: 'blocker', from: null, to: { state: '停', cause: '缺人', needs: '1人' } }]
	},
	{ type: 'card-reported', text: '已上线' },
	{ type: 'card-answered', answer: 'objected', reason: '时间太紧' },
	{ type: 'card-acknowledged', departmentId: 'dep-mkt' },
	{ type: 'card-undone', undoes: 3, what: { type: 'card-progressed', from: 10, to: 20 } },
	{ type: 'meeting-opened', title: makeMeeting().title, formId: 'cross-department' },
	{ type: 'meeting-edited', changed: ['title', 'attendeeIds'] },
	{ type: 'meeting-state-changed', from: 'live', to: 'draft' },
	{ type: 'offer-dismissed', text: '午饭十二点开始' },
	{ type: 'people-changed' },
	{ type: 'workspace-changed' }
];
