import { expect, test } from 'vitest';
import { makeCard } from '#support/cast.ts';
import {
	applyDelta,
	deltaOf,
	isOfMaking,
	joinDeltas,
	revertDelta,
	rewindDelta,
	stillStands
} from './card-delta.ts';
import type { Card } from './card.ts';

const first = makeCard({ id: 'a', version: 1 });
const second: Card = {
	...first,
	status: 'in_progress',
	said: { ...first.said!, due: '2024-06-12', since: { ...first.said!.since, due: 2 } },
	changed: { priority: { value: 'high', since: 2 } },
	version: 2
};
const third: Card = { ...second, said: null, changed: {}, progress: 40, version: 3 };
/** As it is kept and read again. */
const kept = <Value>(value: Value) => JSON.parse(JSON.stringify(value)) as Value;

test('a card is the sum of its events', () => {
	const steps = [deltaOf(null, first), deltaOf(first, second), deltaOf(second, third)].map(kept);
	const states = steps.map((_, index) =>
		steps.slice(0, index + 1).reduce<Card | null>((card, delta, at) => applyDelta(card, delta, at + 1), null)
	);
	expect(states).toEqual([first, second, third]);
});

test('a card without what came later is as it was, whatever came later', () => {
	const entry = (text: string) => ({ text, by: 'ana', name: 'Ana', at: 1 });
	const fourth: Card = { ...third, said: second.said, feedback: [entry('a'), entry('b')], version: 4 };
	const states = [first, second, third, fourth];
	const steps = states.slice(1).map((state, at) => kept(deltaOf(states[at]!, state)));
	for (const [at, state] of states.entries())
		expect(rewindDelta(fourth, joinDeltas(steps.slice(at)), state.version)).toEqual(state);
});

test('the making of a card is told from what happens to it', () => {
	expect(isOfMaking(kept(deltaOf(null, first)))).toBe(true);
	expect(isOfMaking(kept(deltaOf(first, second)))).toBe(false);
});

test('only what changed is kept', () => {
	expect(Object.keys(deltaOf(first, second)).toSorted()).toEqual([
		'changed.priority',
		'said.due',
		'said.since',
		'status'
	]);
});

test('taken back, what it changed is as before, and the rest as it is now', () => {
	const delta = kept(deltaOf(first, second));
	expect(revertDelta({ ...second, progress: 75, version: 5 }, delta)).toEqual({
		...first,
		progress: 75,
		version: 5
	});
	expect(stillStands({ ...second, progress: 75 }, delta)).toBe(true);
	expect(stillStands({ ...second, rank: 'z', status: 'done' }, delta)).toBe(false);
});

test('of a list only one’s own entries are taken back', () => {
	const entry = (text: string) => ({ text, by: 'ana', name: 'Ana', at: 1 });
	const after = { ...first, feedback: [entry('mine')] };
	const later = { ...after, feedback: [entry('mine'), entry('theirs')] };
	expect(revertDelta(later, deltaOf(first, after)).feedback).toEqual([entry('theirs')]);
});

test('several are taken back as one', () => {
	const delta = joinDeltas([deltaOf(first, second), deltaOf(second, { ...second, status: 'done' })]);
	expect(delta.status).toEqual({ from: 'not_started', to: 'done' });
});
