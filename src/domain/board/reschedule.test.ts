import { describe, expect, test } from 'vitest';
import { rescheduling } from './reschedule.ts';

const open = { status: 'in_progress', due: '2024-06-05' } as const;

describe('another day', () => {
	test('that is later is a delay [R-16], also of a card that is delayed already', () => {
		expect(rescheduling(open, '2024-06-06')).toBe('delay');
		expect(rescheduling({ ...open, status: 'delayed' }, '2024-06-06')).toBe('delay');
	});

	test('that is earlier, the first one or none at all is a change', () => {
		expect(rescheduling(open, '2024-06-04')).toBe('change');
		expect(rescheduling({ ...open, due: null }, '2024-06-06')).toBe('change');
		expect(rescheduling(open, null)).toBe('change');
	});

	test('of what is done is late no more', () => {
		expect(rescheduling({ ...open, status: 'done' }, '2024-06-06')).toBe('change');
	});

	test('that is the same is nothing', () => {
		expect(rescheduling(open, '2024-06-05')).toBe('nothing');
		expect(rescheduling({ ...open, due: null }, null)).toBe('nothing');
	});
});
