import { describe, expect, test } from 'vitest';
import { chineseCalendar } from '../calendar/chinese-calendar.ts';
import { boardRulesOf, checkStatusChange, formFor, noticeOf, type StatusChange } from './status.ts';

const today = '2024-06-05';
const open = { status: 'in_progress', due: '2024-06-10', hasDeliverable: false } as const;
const done = { ...open, status: 'done' } as const;
const strict = boardRulesOf({ delay: 'block', delivery: 'block', reopening: 'block' });
const mild = boardRulesOf({ delay: 'warn', delivery: 'warn', reopening: 'warn' });

describe('[R-16] delayed', () => {
	test.each<[string, Omit<StatusChange, 'to'>]>([
		['needs-reason', { newDay: '2024-06-14' }],
		['needs-reason', { reason: '  ', newDay: '2024-06-14' }],
		['needs-new-day', { reason: '等待报价' }],
		['day-not-after', { reason: '等待报价', newDay: '2024-06-09' }]
	])('is refused with %s', (reason, form) => {
		expect(checkStatusChange(open, { to: 'delayed', ...form }, { today, rules: strict })).toEqual({
			ok: false,
			reason
		});
	});

	test('where the rule only warns, what is missing is named', () => {
		expect(checkStatusChange(open, { to: 'delayed' }, { today, rules: mild })).toEqual({
			ok: true,
			lacks: ['needs-reason', 'needs-new-day']
		});
	});

	test('is no day before the one it replaces, whatever the rules', () => {
		const change = { to: 'delayed', reason: 'x', newDay: '2024-06-07' } as const;
		expect(checkStatusChange(open, change, { today, rules: mild })).toEqual({
			ok: false,
			reason: 'day-not-after'
		});
	});

	test('notice is in time on the working day before the due day, over weekends and holidays', () => {
		// Monday 2024-06-10 is a public holiday; the working day before Tuesday is Friday.
		expect(noticeOf('2024-06-11', '2024-06-07', chineseCalendar)).toBe('in-time');
		expect(noticeOf('2024-06-11', '2024-06-08', chineseCalendar)).toBe('late');
		expect(noticeOf('2024-06-05', '2024-06-05', chineseCalendar)).toBe('late');
		expect(noticeOf(null, '2024-06-05', chineseCalendar)).toBeNull();
	});
});

describe('done', () => {
	test.each([{ deliverable: '初稿' }, { link: 'https://example.org/1' }, { noDeliverable: '只是通知' }])(
		'is content with %o',
		(form) => {
			expect(checkStatusChange(open, { to: 'done', ...form }, { today, rules: strict }).ok).toBe(true);
		}
	);

	test('asks for nothing that is known', () => {
		expect(formFor(open, 'done')).toBe('delivery');
		expect(formFor({ ...open, hasDeliverable: true }, 'done')).toBeNull();
		expect(checkStatusChange(open, { to: 'done' }, { today, rules: strict })).toEqual({
			ok: false,
			reason: 'needs-deliverable'
		});
	});
});

test('back from done needs a reason, and to delayed the delay’s is enough', () => {
	const rules = strict;
	expect(checkStatusChange(done, { to: 'in_progress' }, { today, rules })).toEqual({
		ok: false,
		reason: 'needs-reopening-reason'
	});
	expect(checkStatusChange(done, { to: 'in_progress', reason: '退回' }, { today, rules }).ok).toBe(true);
	expect(formFor(done, 'delayed')).toBe('delay');
	expect(formFor(done, 'done')).toBeNull();
});
