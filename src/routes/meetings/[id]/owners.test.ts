import { expect, test } from 'vitest';
import { makeCard } from '#support/cast.ts';
import type { CardOwner } from '#domain/board/card.ts';
import type { ExtractedOwner } from '#domain/extraction/extracted-item.ts';
import { askedOwner, ownersOf } from './owners.ts';

const marketing: CardOwner = { kind: 'department', id: 'mkt' };
const sales: CardOwner = { kind: 'department', id: 'sal' };
const known = new Map([
	['mkt', '市场部'],
	['sal', '销售部']
]);
const member = (owner: CardOwner) => (owner.kind === 'name' ? owner.name : (known.get(owner.id) ?? null));
const guest = (owner: CardOwner) => (owner.kind === 'name' ? owner.name : null);

test('everybody whom the sentence names', () => {
	expect(ownersOf(makeCard({ said: { owner: marketing, collaborators: [sales] } }), member)).toEqual([
		'市场部',
		'销售部'
	]);
	expect(ownersOf(makeCard({ said: { owner: null } }), member)).toBeNull();
});

test('only the new owner once somebody chose another', () => {
	const card = makeCard({
		said: { owner: marketing, collaborators: [sales] },
		changed: { owner: { value: { kind: 'name', name: '外部供应商' }, since: 99 } }
	});
	expect(ownersOf(card, member)).toEqual(['外部供应商']);
});

test('who is not told the names reads the words of the minutes, never that nobody does it', () => {
	const said = { owner: marketing, collaborators: [sales], ownerText: '市场部、销售部' };
	expect(ownersOf(makeCard({ said }), guest)).toEqual(['市场部、销售部']);
	expect(ownersOf(makeCard({ said, changed: { owner: { value: sales, since: 99 } } }), guest)).toBe(
		'unknown'
	);
});

test('of whom several bear the name it is asked, until somebody says who', () => {
	const zhang: ExtractedOwner = {
		text: '张伟',
		span: { block: 'b', start: 0, end: 2 },
		match: null,
		candidates: [
			{ kind: 'person', id: 'zhang1' },
			{ kind: 'person', id: 'zhang2' }
		]
	};
	const said = { owner: { kind: 'name', name: '张伟' } as const };
	expect(askedOwner(makeCard({ said }), [zhang])).toBe(zhang);
	expect(askedOwner(makeCard({ said }), [{ ...zhang, candidates: [] }])).toBeNull();
	const chosen = { owner: { value: { kind: 'person', id: 'zhang2' } as const, since: 99 } };
	expect(askedOwner(makeCard({ said, changed: chosen }), [zhang])).toBeNull();
});
