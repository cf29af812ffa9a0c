import { describe, expect, test } from 'vitest';
import { makeCard, makeSaid, meetingStart } from '#support/cast.ts';
import { chineseCalendar } from '../calendar/chinese-calendar.ts';
import { effectiveFields, promisedDay } from './card.ts';
import { changesOf, editCard } from './edit.ts';
import { goesOn, isDelayedByClock, moveCard, resultReport } from './move.ts';

const moment = { seq: 9, now: meetingStart, today: '2024-06-07', calendar: chineseCalendar } as const;

describe('done', () => {
	const { card, what } = moveCard(
		makeCard({ said: { deliverable: null } }),
		{ to: 'done', rank: 'a1', deliverable: '三条成片', link: 'https://example.org/1' },
		moment
	);

	test('[R-19] starts the clock for the result: one working day, past weekend and holiday', () => {
		expect(card.completion?.feedbackBy).toBe('2024-06-11');
		expect(resultReport(card, '2024-06-11')?.state).toBe('awaited');
		expect(resultReport(card, '2024-06-12')?.state).toBe('late');
		const feedback = [{ text: '已上线', by: 'ana', name: 'Ana', at: meetingStart + 1 }];
		expect(resultReport({ ...card, feedback }, '2024-06-12')?.state).toBe('given');
	});

	test('keeps what was delivered and where it lies', () => {
		expect(effectiveFields(card)).toMatchObject({
			deliverable: '三条成片',
			links: [{ title: '三条成片', url: 'https://example.org/1' }]
		});
		expect(what).toMatchObject({ deliverable: '三条成片', completion: card.completion });
	});

	test('and back, nothing of it is done, and what departments confirmed is void', () => {
		const confirmed = { ...card, acknowledged: [{ departmentId: 'dep-mkt', by: 'ana', at: 1 }] };
		const back = moveCard(confirmed, { to: 'in_progress', rank: 'a2', reason: ' 客户退回 ' }, moment);
		expect(back.card).toMatchObject({ completion: null, progress: 0, acknowledged: [] });
		expect(back.what).toMatchObject({ reason: '客户退回' });
		expect(resultReport(back.card, '2024-06-12')).toBeNull();
	});
});

describe('the clock', () => {
	const overdue = makeCard({ said: { due: '2024-06-06' } });

	test('makes an overdue card delayed, and for that day never again', () => {
		expect(isDelayedByClock(overdue, '2024-06-06')).toBe(false);
		expect(isDelayedByClock(overdue, '2024-06-07')).toBe(true);
		expect(isDelayedByClock({ ...overdue, lateFor: '2024-06-06' }, '2024-06-08')).toBe(false);
		expect(isDelayedByClock({ ...overdue, lateFor: '2024-06-01' }, '2024-06-08')).toBe(true);
	});

	test.each([{ status: 'done' }, { status: 'delayed' }, { source: 'dismissed' }] as const)(
		'leaves alone what is %o',
		(facts) => expect(isDelayedByClock({ ...overdue, ...facts }, '2024-06-07')).toBe(false)
	);

	test('a delayed card goes on with a day in the future', () => {
		expect(goesOn({ ...overdue, status: 'delayed' }, '2024-06-05')).toBe(true);
		expect(goesOn({ ...overdue, status: 'delayed' }, '2024-06-06')).toBe(false);
		expect(goesOn(overdue, '2024-06-05')).toBe(false);
	});
});

describe('fields', () => {
	test('[R-25] the promised day is one or two working days after the due day', () => {
		expect(promisedDay({ due: '2024-06-07', buffer: 2 }, chineseCalendar)).toBe('2024-06-12');
		expect(promisedDay({ due: '2024-06-07', buffer: null }, chineseCalendar)).toBeNull();
	});

	test('[R-36] another owner is asked anew, another day is not', () => {
		const accepted = makeCard({ acceptance: { answer: 'accepted', reason: null, by: 'ana', at: 1 } });
		const edit = (wanted: Parameters<typeof changesOf>[1]) =>
			editCard(accepted, changesOf(effectiveFields(accepted), wanted), {
				seq: 9,
				ownerDepartment: 'dep-sal'
			});
		expect(edit({ due: '2024-06-20' }).acceptance).not.toBeNull();
		expect(edit({ owner: { kind: 'person', id: 'ben' } })).toMatchObject({
			acceptance: null,
			departmentId: 'dep-sal'
		});
	});

	test('a department set by hand goes before the owner’s own', () => {
		const card = editCard(makeCard(), changesOf(effectiveFields(makeCard()), { department: 'dep-fin' }), {
			seq: 9,
			ownerDepartment: 'dep-mkt'
		});
		expect(card.departmentId).toBe('dep-fin');
	});

	test('what the minutes say of support and helpers counts until somebody changes it', () => {
		const said = makeSaid({ support: ['样机'], collaborators: [{ kind: 'name', name: '张*' }] });
		expect(effectiveFields({ said, changed: {} })).toMatchObject({ support: ['样机'] });
		expect(effectiveFields({ said, changed: { support: { value: [], since: 5 } } }).support).toEqual([]);
	});
});
