import { describe, expect, test } from 'vitest';
import type { FieldChange, Happening, MinuteboardEvent } from '#domain/event.ts';
import { makeCard, makeSaid } from '#support/cast.ts';
import { historyOf, neededEvents } from './history.ts';

const minute = 60_000;

test('the newest is read first', () => {
	const lines = historyOf([
		event(1, 0, { type: 'card-progressed', from: 0, to: 20 }),
		event(2, 1, { type: 'card-progressed', from: 20, to: 40 })
	]);
	expect(lines.map(({ seq }) => seq)).toEqual([2, 1]);
});

describe('a sentence that is typed on', () => {
	test('is one line, from what was said before to what was said in the end', () => {
		const lines = historyOf([
			moved(1, 0),
			resaid(2, 1, [due('2024-06-10', '2024-06-11')], 'by the 11'),
			resaid(3, 2, [], 'by the 11 J'),
			resaid(4, 3, [due('2024-06-11', '2024-06-12'), content('video', 'videos')], 'by the 12 June')
		]);
		expect(lines).toHaveLength(2);
		expect(lines[0]).toMatchObject({
			seq: 4,
			at: 3 * minute,
			what: {
				changes: [due('2024-06-10', '2024-06-12'), content('video', 'videos')],
				quote: 'by the 12 June'
			}
		});
	});

	test('and typed back has changed nothing but words', () => {
		const lines = historyOf([
			moved(1, 0),
			resaid(2, 1, [due('2024-06-10', '2024-06-11')]),
			resaid(3, 2, [due('2024-06-11', '2024-06-10')], 'once more')
		]);
		expect(lines[0]!.what).toMatchObject({ changes: [], quote: 'once more' });
	});

	test('right after it became a card is part of becoming one', () => {
		const said: Happening = { type: 'card-said', said: makeSaid(), status: 'not_started', rank: 'a0' };
		const lines = historyOf([
			event(1, 0, said),
			resaid(2, 1, [due('2024-06-10', '2024-06-12')], 'all of it')
		]);
		expect(lines).toHaveLength(1);
		expect(lines[0]!.what).toMatchObject({
			type: 'card-said',
			said: { due: '2024-06-12', quote: 'all of it' }
		});
	});

	test('after a long pause is another line', () => {
		expect(historyOf([resaid(1, 0, []), resaid(2, 11, [])])).toHaveLength(2);
		expect(historyOf([resaid(1, 0, []), resaid(2, 9, []), resaid(3, 18, [])])).toHaveLength(1);
	});

	test('is not joined over what somebody did in between', () => {
		expect(historyOf([resaid(1, 0, []), moved(2, 1), resaid(3, 2, [])])).toHaveLength(3);
	});
});

test('every line knows the sentence as it was then, unless it tells it', () => {
	const lines = historyOf([
		event(1, 0, { type: 'card-said', said: makeSaid({ quote: 'first' }), status: 'not_started', rank: 'a0' }),
		moved(2, 20),
		resaid(3, 40, [], 'second'),
		moved(4, 60)
	]);
	expect(lines.map(({ quote }) => quote)).toEqual(['second', null, 'first', null]);
});

test('of very many events the newest are sent, and those that the fields come from', () => {
	const all = Array.from({ length: 1_000 }, (_, n) => moved(n + 1, n));
	const card = makeCard({
		said: { since: { content: 1, owner: 1, due: 5, deliverable: 1, priority: 1 } },
		changed: { due: { value: null, since: 400 } }
	});
	const { events, earlier } = neededEvents(all, card);
	expect(events.slice(0, 4).map(({ seq }) => seq)).toEqual([1, 5, 400, 701]);
	expect(events).toHaveLength(303);
	expect(earlier).toBe(697);
	expect(neededEvents(all.slice(0, 20), card)).toEqual({ events: all.slice(0, 20), earlier: 0 });
});

function event(seq: number, minutes: number, what: Happening): MinuteboardEvent {
	return {
		seq,
		workspaceId: 'workspace',
		at: minutes * minute,
		by: { kind: 'extraction' },
		meetingId: null,
		cardId: 'card',
		what
	};
}

function moved(seq: number, minutes: number): MinuteboardEvent {
	return event(seq, minutes, {
		type: 'card-moved',
		from: 'not_started',
		to: 'in_progress',
		rank: 'a0',
		delay: null
	});
}

function resaid(seq: number, minutes: number, changes: FieldChange[], quote = 'words'): MinuteboardEvent {
	return event(seq, minutes, { type: 'card-resaid', changes, quote });
}

function due(from: FieldChange['from'], to: FieldChange['to']): FieldChange {
	return { field: 'due', from, to } as FieldChange;
}

function content(from: string, to: string): FieldChange {
	return { field: 'content', from, to };
}
