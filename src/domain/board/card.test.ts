import { describe, expect, it, test } from 'vitest';
import { makeCard, makeSaid } from '#support/cast.ts';
import { effectiveFields, isOverdue, isWorkedOn, justMade, readStoredCard, sameOwner } from './card.ts';

const since = (seq: number) => ({ content: seq, owner: seq, due: seq, deliverable: seq, priority: seq });

describe('of what was said and what was changed', () => {
	const said = makeSaid({ content: 'send the quote', due: '2026-06-10', since: since(5) });

	it('the newer counts, field by field', () => {
		const card = makeCard({ said, changed: { due: { value: '2026-06-12', since: 7 } } });
		expect(effectiveFields(card)).toMatchObject({ content: 'send the quote', due: '2026-06-12' });
	});

	it('the minutes win again when they say something newer', () => {
		const card = makeCard({
			said: { ...said, due: '2026-06-15', since: { ...since(5), due: 9 } },
			changed: { due: { value: '2026-06-12', since: 7 } }
		});
		expect(effectiveFields(card).due).toBe('2026-06-15');
	});

	it('a field can be changed to nothing', () => {
		expect(effectiveFields(makeCard({ said, changed: { due: { value: null, since: 7 } } })).due).toBeNull();
	});
});

describe('a card was worked on', () => {
	const untouched = { ...justMade, status: 'not_started', progress: 0, delay: null, changed: {} } as const;

	it('when somebody moved, progressed, put off or changed it', () => {
		const said = makeSaid({ state: 'open' });
		expect(isWorkedOn({ ...untouched, said })).toBe(false);
		expect(isWorkedOn({ ...untouched, said, status: 'in_progress' })).toBe(true);
		expect(isWorkedOn({ ...untouched, said, progress: 25 })).toBe(true);
		expect(isWorkedOn({ ...untouched, said, delay: { reason: 'x', newDay: '2026-06-12', at: 1 } })).toBe(
			true
		);
		expect(isWorkedOn({ ...untouched, said, changed: { priority: { value: 'high', since: 2 } } })).toBe(true);
	});

	it('when somebody reported on it, answered for it or confirmed its result', () => {
		const said = makeSaid({ state: 'open' });
		const feedback = [{ text: '进展顺利', by: 'ben', name: 'Ben', at: 1 }];
		const acceptance = { answer: 'accepted', reason: null, by: 'ben', at: 1 } as const;
		const acknowledged = [{ departmentId: 'sales', by: 'chen', at: 1 }];
		expect(isWorkedOn({ ...untouched, said, feedback })).toBe(true);
		expect(isWorkedOn({ ...untouched, said, acceptance })).toBe(true);
		expect(isWorkedOn({ ...untouched, said, acknowledged })).toBe(true);
	});

	it('not when only the minutes ticked it off', () => {
		const said = makeSaid({ state: 'done' });
		expect(isWorkedOn({ ...untouched, said, status: 'done', progress: 100 })).toBe(false);
	});
});

describe('a card is late', () => {
	const said = makeSaid({ due: '2026-06-10' });

	it('from the day after its day, until it is done', () => {
		expect(isOverdue(makeCard({ said, changed: {}, status: 'in_progress' }), '2026-06-10')).toBe(false);
		expect(isOverdue(makeCard({ said, changed: {}, status: 'in_progress' }), '2026-06-11')).toBe(true);
		expect(isOverdue(makeCard({ said, changed: {}, status: 'done' }), '2026-06-11')).toBe(false);
	});
});

test('a card kept by an older version has what it could not have then, empty', () => {
	const { completion, acceptance, feedback, acknowledged, lateFor, ...old } = makeCard();
	expect(readStoredCard(old)).toEqual({ ...old, completion, acceptance, feedback, acknowledged, lateFor });
	expect({ completion, acceptance, feedback, acknowledged, lateFor }).toEqual(justMade);
});

describe('owners', () => {
	it('are the same by what they are, not by who said it', () => {
		expect(sameOwner({ kind: 'person', id: 'a' }, { kind: 'person', id: 'a' })).toBe(true);
		expect(sameOwner({ kind: 'person', id: 'a' }, { kind: 'department', id: 'a' })).toBe(false);
		expect(sameOwner({ kind: 'name', name: '张*' }, { kind: 'name', name: '张*' })).toBe(true);
		expect(sameOwner(null, { kind: 'name', name: '张*' })).toBe(false);
		expect(sameOwner(null, null)).toBe(true);
	});
});
