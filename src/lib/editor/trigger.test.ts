import { getSchema } from '@tiptap/core';
import { describe, expect, it } from 'vitest';
import { minutesSchema } from './schema.ts';
import { matchTrigger } from './trigger.ts';

const schema = getSchema(minutesSchema());

/** The match for a caret at the end of a paragraph with this text. */
function find(text: string, match: ReturnType<typeof matchTrigger>) {
	const doc = schema.node('doc', null, [schema.node('paragraph', null, text ? [schema.text(text)] : [])]);
	return match({ $position: doc.resolve(1 + text.length) });
}

const names = matchTrigger(['@', '＠'], { anywhere: true });
const commands = matchTrigger(['/', '／'], { anywhere: false });

describe('the menu of names', () => {
	it.each([
		['@张', '张'],
		['＠张', '张'],
		['请@', ''],
		['请＠li', 'li'],
		['to @Ben', 'Ben']
	])('opens on %s', (text, query) => {
		expect(find(text, names)?.query).toBe(query);
	});

	it.each(['mail me@example', '@Ana will', 'no sign', ''])('stays closed on %j', (text) => {
		expect(find(text, names)).toBeNull();
	});

	it('replaces the sign and what was typed behind it', () => {
		expect(find('请＠张', names)?.range).toEqual({ from: 2, to: 4 });
	});
});

describe('the menu of commands', () => {
	it.each([
		['/', ''],
		['／表', '表'],
		['text /ta', 'ta']
	])('opens on %s', (text, query) => {
		expect(find(text, commands)?.query).toBe(query);
	});

	it.each(['责任部门/人', '6/10', 'http://x'])('stays closed inside a word: %s', (text) => {
		expect(find(text, commands)).toBeNull();
	});
});
