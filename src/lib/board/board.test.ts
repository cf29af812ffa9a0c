import { beforeEach, describe, expect, test } from 'vitest';
import type { Status } from '#domain/board/status.ts';
import { makeCard } from '#support/cast.ts';
import { ApiFailure } from '#lib/api.ts';
import { Board } from './board.svelte.ts';
import { boardCardOf } from './board-card.ts';
import type { CardCommands, EditRequest, MoveRequest } from './card-commands.ts';
import type { Place } from './place.ts';

/** A server that answers when the test says so. */
type Asked = {
	readonly what: 'move' | 'edit';
	readonly id: string;
	readonly request: MoveRequest | EditRequest;
	answer(change?: Partial<Parameters<typeof makeCard>[0]>): Promise<void>;
	refuse(code: string): Promise<void>;
};

let asked: Asked[];
let board: Board;
let hidden: string[];

const cards = [
	makeCard({ id: 'a', rank: 'a0', version: 1 }),
	makeCard({ id: 'b', rank: 'a1', version: 1 }),
	makeCard({ id: 'c', rank: 'a2', version: 1 }),
	makeCard({ id: 'x', rank: 'a0', version: 1, status: 'in_progress' })
];

beforeEach(() => {
	asked = [];
	hidden = [];
	board = new Board({
		cards: cards.map(boardCardOf),
		commands: playedServer(),
		passes: (card) => !hidden.includes(card.id)
	});
});

test('what others do in one column leaves the others as they are, so that nothing of them is drawn anew', () => {
	const before = board.shown;
	board.take([boardCardOf(makeCard({ id: 'b', rank: 'a3', version: 7 }))]);
	expect(column('not_started')).toEqual(['a', 'c', 'b']);
	expect(board.shown.map((now, at) => now === before[at])).toEqual([false, true, true, true]);
});

describe('a move', () => {
	test('is seen at once, and the answer takes the place of the guess', async () => {
		const moved = board.move('a', end('in_progress', 'x'));
		expect(column('in_progress')).toEqual(['x', 'a']);
		expect(board.isPending('a')).toBe(true);
		await sent();
		expect(asked[0]).toMatchObject({ id: 'a', request: { to: 'in_progress', above: 'x', below: null } });
		await asked[0]!.answer({ status: 'in_progress', rank: 'Zz', version: 5 });
		expect(await moved).toMatchObject({ ok: true, after: { version: 5 } });
		expect(column('in_progress')).toEqual(['a', 'x']);
		expect(board.isPending('a')).toBe(false);
	});

	test('that is refused goes back and says why', async () => {
		const moved = board.move('a', end('done'));
		await sent();
		await asked[0]!.refuse('stale-move');
		expect(await moved).toEqual({ ok: false, code: 'stale-move' });
		expect(column('not_started')).toEqual(['a', 'b', 'c']);
	});

	test('goes back to where somebody else has put the card meanwhile', async () => {
		const moved = board.move('a', end('done'));
		await sent();
		board.take([boardCardOf(makeCard({ id: 'a', status: 'in_progress', rank: 'a1', version: 7 }))]);
		expect(column('done')).toEqual(['a']);
		await asked[0]!.refuse('stale-move');
		await moved;
		expect(column('in_progress')).toEqual(['x', 'a']);
	});

	test('whose answer is older than what was heard since changes nothing', async () => {
		const moved = board.move('a', end('done'));
		await sent();
		board.take([boardCardOf(makeCard({ id: 'a', status: 'in_progress', rank: 'a1', version: 7 }))]);
		await asked[0]!.answer({ status: 'done', version: 6 });
		await moved;
		expect(column('in_progress')).toEqual(['x', 'a']);
		expect(column('done')).toEqual([]);
	});

	test('waits for the one before it of the same card', async () => {
		const first = board.move('a', end('in_progress', 'x'));
		const second = board.move('a', end('done'));
		await sent();
		expect(asked).toHaveLength(1);
		expect(column('done')).toEqual(['a']);
		await asked[0]!.answer({ status: 'in_progress', version: 5 });
		await first;
		expect(column('done')).toEqual(['a']);
		await sent();
		await asked[1]!.answer({ status: 'done', version: 6 });
		await second;
		expect(column('done')).toEqual(['a']);
	});

	test('that is late shows its new day and reason before the answer', () => {
		void board.move('a', end('delayed'), { reason: 'no quote yet', newDay: '2024-06-20' });
		expect(board.column('delayed')[0]).toMatchObject({
			due: '2024-06-20',
			delay: { reason: 'no quote yet' }
		});
	});

	test('of a card that is not known is refused', async () => {
		expect(await board.move('nobody', end('done'))).toEqual({ ok: false, code: 'not-found' });
		expect(asked).toEqual([]);
	});
});

describe('a card in hand', () => {
	test('stays where it is held, whatever others do to it', () => {
		board.hold('a');
		board.take([boardCardOf(makeCard({ id: 'a', status: 'done', version: 9 }))]);
		expect(column('not_started')).toEqual(['a', 'b', 'c']);
		board.release();
		expect(column('done')).toEqual(['a']);
		expect(column('not_started')).toEqual(['b', 'c']);
	});

	test('does not keep other cards from coming and going', () => {
		board.hold('a');
		board.take([
			boardCardOf(makeCard({ id: 'b', status: 'done', version: 9 })),
			boardCardOf(makeCard({ id: 'new', rank: 'a3', version: 9 }))
		]);
		expect(column('not_started')).toEqual(['a', 'c', 'new']);
	});

	test('is shown where it would be dropped, and nobody is told', () => {
		board.hold('a');
		board.holdAt({ to: 'not_started', above: 'b', below: 'c' });
		expect(column('not_started')).toEqual(['b', 'a', 'c']);
		expect(asked).toEqual([]);
		board.release();
		expect(column('not_started')).toEqual(['a', 'b', 'c']);
	});

	test('is seen even when a filter would hide it, and only as long as it is held', () => {
		hidden = ['a', 'b'];
		board.hold('a');
		expect(shown('not_started')).toEqual(['a', 'c']);
		board.release();
		expect(shown('not_started')).toEqual(['c']);
		expect(column('not_started')).toEqual(['a', 'b', 'c']);
	});
});

describe('what a board holds', () => {
	test('leaves out cards that are off the board, and has them again when they come back', () => {
		board.take([boardCardOf(makeCard({ id: 'a', source: 'withdrawn', version: 3 }))]);
		expect(column('not_started')).toEqual(['b', 'c']);
		board.take([boardCardOf(makeCard({ id: 'a', rank: 'a0', version: 4 }))]);
		expect(column('not_started')).toEqual(['a', 'b', 'c']);
	});

	test('is only what belongs to it, also when a card leaves or joins its project', () => {
		const project = new Board({
			cards: [boardCardOf(makeCard({ id: 'p', projectId: 'launch' }))],
			commands: playedServer(),
			belongs: ({ projectId }) => projectId === 'launch'
		});
		project.take([
			boardCardOf(makeCard({ id: 'p', projectId: null, version: 2 })),
			boardCardOf(makeCard({ id: 'q', projectId: 'launch', version: 3 }))
		]);
		expect(project.column('not_started').map(({ id }) => id)).toEqual(['q']);
	});
});

const column = (status: Status) => board.column(status).map(({ id }) => id);
const shown = (status: Status) => board.shownIn(status).map(({ id }) => id);
const end = (to: Status, above: string | null = null): Place => ({ to, above, below: null });

/** Lets a command that waits its turn be sent. */
async function sent(): Promise<void> {
	for (let turn = 0; turn < 10; turn++) await Promise.resolve();
}

function playedServer(): CardCommands {
	const ask =
		<Request extends MoveRequest | EditRequest>(what: 'move' | 'edit') =>
		(id: string, request: Request) =>
			new Promise<ReturnType<typeof view>>((resolve, reject) => {
				asked.push({
					what,
					id,
					request,
					answer: async (change = {}) => resolve(view({ id, ...change })),
					refuse: async (code) => reject(new ApiFailure(code))
				});
			});
	const never = () => Promise.reject(new Error('not asked here'));
	return {
		move: ask('move'),
		edit: ask('edit'),
		dismiss: never,
		restore: never,
		takeBack: never,
		undo: never,
		undoAct: never,
		make: never,
		changeMany: never,
		remove: never,
		report: never,
		answer: never,
		acknowledge: never
	};
}

function view(change: Parameters<typeof makeCard>[0]) {
	return { ...makeCard(change), anchor: null };
}
