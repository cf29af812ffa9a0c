import { expect, test } from 'vitest';
import type { CardOwner } from './card.ts';
import { overloadOf, ownerKey, type Limits } from './limits.ts';
import type { Status } from './status.ts';

const ana: CardOwner = { kind: 'person', id: 'ana' };
const marketing: CardOwner = { kind: 'department', id: 'ana' };

const card = (status: Status, owner: CardOwner | null = null, source: 'said' | 'dismissed' = 'said') => ({
	status,
	owner,
	source
});

function over(limits: Limits, ...cards: ReturnType<typeof card>[]) {
	const { columns, owners } = overloadOf(cards, limits);
	return Object.fromEntries([...columns, ...owners].map(([key, { count }]) => [key, count]));
}

test('a column may be full, and is over its limit with one card more', () => {
	const two = [card('in_progress'), card('in_progress')];
	expect(over({ in_progress: 2 }, ...two)).toEqual({});
	expect(over({ in_progress: 2 }, ...two, card('in_progress'))).toEqual({ in_progress: 3 });
	expect(over({ in_progress: 2 }, ...two, card('delayed'))).toEqual({});
});

test('without a limit there is nothing to be over', () => {
	expect(over({}, ...Array.from({ length: 500 }, () => card('in_progress', ana)))).toEqual({});
});

test('what is done, or off the board, burdens nobody', () => {
	const cards = [card('done', ana), card('done', ana), card('in_progress', ana, 'dismissed')];
	expect(
		over({ not_started: 1, in_progress: 1, delayed: 1, owner: 1 }, ...cards, card('in_progress', ana))
	).toEqual({});
});

test('an owner is over the limit by what is in progress, and a department of the same id is another owner', () => {
	const cards = [card('in_progress', ana), card('not_started', ana), card('in_progress', marketing)];
	expect(over({ owner: 1 }, ...cards)).toEqual({});
	expect(over({ owner: 1 }, ...cards, card('in_progress', ana))).toEqual({ [ownerKey(ana)]: 2 });
});

test('a name that nobody knows counts by its letters', () => {
	const vendor: CardOwner = { kind: 'name', name: '供应商' };
	expect(over({ owner: 1 }, card('in_progress', vendor), card('in_progress', { ...vendor }))).toEqual({
		'name:供应商': 2
	});
});
