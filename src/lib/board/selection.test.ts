import { expect, test } from 'vitest';
import { Selection } from './selection.svelte.ts';

const column = ['a', 'b', 'c', 'd', 'e'];

test('a card is chosen, and let go', () => {
	const selection = new Selection();
	selection.toggle('b');
	selection.toggle('d');
	expect(selection.ids).toEqual(['b', 'd']);
	selection.toggle('b');
	expect(selection.ids).toEqual(['d']);
	expect(selection.has('b')).toBe(false);
});

test('a range goes from the one chosen last, up or down, and may be made longer', () => {
	const selection = new Selection();
	selection.toggle('c');
	selection.extendTo('e', column);
	expect(selection.ids).toEqual(['c', 'd', 'e']);
	selection.extendTo('a', column);
	expect([...selection.ids].sort()).toEqual(column);
});

test('a range from another column, or from nowhere, is the card itself', () => {
	const selection = new Selection();
	selection.extendTo('b', column);
	expect(selection.ids).toEqual(['b']);
	selection.toggle('elsewhere');
	selection.extendTo('d', column);
	expect(selection.ids).toEqual(['b', 'elsewhere', 'd']);
});

test('letting go ends the choosing too', () => {
	const selection = new Selection();
	selection.isChoosing = true;
	selection.toggle('b');
	selection.clear();
	expect([selection.count, selection.isChoosing]).toEqual([0, false]);
});
