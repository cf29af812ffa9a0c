/**
 * The minutes in `examples/`, written for these tests. Below a line that holds items stands what they are: `=>` for a sure item, `?>` for a
 * doubtful one, then owners, day and state, then the rules that made it. Minutes of one file are parted by `=====`.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { chineseCalendar } from '../calendar/chinese-calendar.ts';
import type { Day } from '../day.ts';
import { emptyDirectory } from '../directory.ts';
import { noOwnWords } from './own-words.ts';
import { readMinutes } from './extract-action-items.ts';
import type { ExtractedItem } from './extracted-item.ts';
import { readMarkdown } from './markdown-blocks.ts';

const folder = new URL('./examples/', import.meta.url);
const EXPECTED = /^[=?]>/;

/** What the comment of an item says: `=> Ana、Ben | 2024-06-14 | done [EX1c, EX20]`. */
function comment({ owners, due, state, band, rules }: ExtractedItem): string {
	const said = [
		owners.map(({ text }) => text).join('、'),
		due ? (due.day ?? '~') : '',
		state === 'done' ? 'done' : ''
	];
	while (said.at(-1) === '') said.pop();
	const words = said.length > 0 ? ` ${said.join(' | ')}` : '';
	return `${band === 'sure' ? '=>' : '?>'}${words} [${rules.join(', ')}]`;
}

/** The minutes with the comments of the items that are read in them. */
function commented(lines: readonly string[], meetingDay: Day): string[] {
	const document = readMarkdown(lines.join('\n'));
	const { items } = readMinutes(document.blocks, {
		meetingDay,
		nextMeetingDay: null,
		ownWords: noOwnWords,
		directory: emptyDirectory,
		calendar: chineseCalendar
	});
	const comments = new Map<number, string[]>();
	for (const item of items) {
		const [line] = document.locate(item.spans[0]).lines;
		comments.set(line, [...(comments.get(line) ?? []), comment(item)]);
	}
	return lines.flatMap((line, at) => [line, ...(comments.get(at + 1) ?? [])]);
}

describe.each(readdirSync(folder))('%s', (name) => {
	const file = readFileSync(new URL(name, folder), 'utf8');
	const [, meetingDay, body] = /^---\nmeeting: (\S+)\n---\n\n([\s\S]*)$/.exec(file)!;
	const minutes = body!.split('\n\n=====\n\n').map((text) => [text.split('\n')] as const);

	test.each(minutes)('%#', (wanted) => {
		const lines = wanted.filter((line) => !EXPECTED.test(line));
		expect(commented(lines, meetingDay as Day)).toEqual(wanted);
	});
});

test('every rule that makes items is shown by an example', () => {
	const all = readdirSync(folder)
		.map((name) => readFileSync(new URL(name, folder), 'utf8'))
		.join('\n');
	const shown = new Set([...all.matchAll(/EX\d+[a-z]?/g)].map(([rule]) => rule));
	const spec = readFileSync(new URL('./SPEC.md', import.meta.url), 'utf8');
	const making = [...spec.matchAll(/\*\*(EX(?:1|5|6)[a-z])\*\*/g)].map(([, rule]) => rule!);
	expect(making.filter((rule) => !shown.has(rule))).toEqual([]);
});
