import { expect, test } from 'vitest';
import { emptyDirectory } from '../directory.ts';
import { keptByPlace } from './kept-by-place.ts';
import { emptyRoster, indexNames } from './names.ts';

const names = indexNames(emptyDirectory, emptyRoster);

function counted() {
	const asked: string[] = [];
	const read = keptByPlace((folded: string, at: number, _names, original: string) => {
		asked.push(`${original}:${at}`);
		return folded[at] ?? null;
	});
	return { asked, read };
}

test('what stands at a place of a text is read once', () => {
	const { asked, read } = counted();
	expect(read('ana', 1, names, 'Ana')).toBe('n');
	expect(read('ana', 1, names, 'Ana')).toBe('n');
	expect(read('ana', 9, names, 'Ana')).toBeNull();
	expect(read('ana', 9, names, 'Ana')).toBeNull();
	expect(asked).toEqual(['Ana:1', 'Ana:9']);
});

test('another text, other capitals and other names are read anew', () => {
	const { asked, read } = counted();
	const others = indexNames(emptyDirectory, { names: ['ana'], key: 'ana' });
	read('ana', 0, names, 'Ana');
	read('ben', 0, names, 'Ben');
	read('ben', 0, names, 'ben');
	read('ben', 0, others, 'ben');
	expect(asked).toEqual(['Ana:0', 'Ben:0', 'ben:0', 'ben:0']);
});

test('a reading that asks for another text on its way leaves nothing of it behind', () => {
	const read = keptByPlace((folded: string, at: number, _names, original: string): string =>
		folded === 'ana (ops)' && at === 0 ? read('ops', 0, names, 'ops') : `${original}:${at}`
	);
	expect(read('ana (ops)', 0, names, 'ana (ops)')).toBe('ops:0');
	expect(read('ops', 0, names, 'ops')).toBe('ops:0');
	expect(read('ana (ops)', 4, names, 'ana (ops)')).toBe('ana (ops):4');
});
