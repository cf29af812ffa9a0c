import { expect, test } from 'vitest';
import { positionBeside } from './floating.ts';

const room = { width: 400, height: 300 };
const size = { width: 100, height: 80 };
const below = { side: 'bottom', align: 'start', gap: 6 } as const;

test('a menu opens below its button', () => {
	const anchor = { left: 50, top: 40, width: 60, height: 30 };
	expect(positionBeside({ anchor, size, room, ...below })).toEqual({ left: 50, top: 76 });
});

test('and above it when there is no room below', () => {
	const anchor = { left: 50, top: 240, width: 60, height: 30 };
	expect(positionBeside({ anchor, size, room, ...below })).toEqual({ left: 50, top: 154 });
});

test('it stays on the wanted side when the other has even less room', () => {
	const anchor = { left: 50, top: 60, width: 60, height: 200 };
	expect(positionBeside({ anchor, size, room, ...below, side: 'top' }).top).toBe(8);
});

test('it never leaves the window at the right or left', () => {
	const anchor = { left: 380, top: 40, width: 15, height: 30 };
	expect(positionBeside({ anchor, size, room, ...below }).left).toBe(292);
	expect(positionBeside({ anchor: { ...anchor, left: 0 }, size, room, ...below, align: 'end' }).left).toBe(8);
});

test('a tooltip can stand at the right of a rail, in the middle of its height', () => {
	const anchor = { left: 10, top: 100, width: 50, height: 40 };
	expect(positionBeside({ anchor, size, room, side: 'right', align: 'center', gap: 6 })).toEqual({
		left: 66,
		top: 80
	});
});
