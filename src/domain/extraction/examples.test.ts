/**
 * The minutes in `examples/`, written for these tests. Below a line that holds items stands what they are: `=>` for a sure item, `?>` for a
 * doubtful one, then owners, day and state, then the rules that made it. Minutes of one file are parted by `=====`. What is offered for its
 * likeness alone [EX68] is not told there: it changes with what was learnt.
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

function isByRule({ rules }: ExtractedItem): boolean {
	return rules[0] !== 'EX68';
}

function read(lines: readonly string[], meetingDay: Day) {
	const document = readMarkdown(lines.join('\n'));
	const { items } = readMinutes(document.blocks, {
		meetingDay,
		nextMeetingDay: null,
		ownWords: noOwnWords,
		directory: emptyDirectory,
		calendar: chineseCalendar
	});
	return { document, items };
}

/** The minutes with the comments of the items that are read in them. */
function commented(lines: readonly string[], meetingDay: Day): string[] {
	const { document, items } = read(lines, meetingDay);
	const comments = new Map<number, string[]>();
	for (const item of items.filter(isByRule)) {
		const [line] = document.locate(item.spans[0]).lines;
		comments.set(line, [...(comments.get(line) ?? []), comment(item)]);
	}
	return lines.flatMap((line, at) => [line, ...(comments.get(at + 1) ?? [])]);
}

function minutesIn(name: string): { readonly meetingDay: Day; readonly minutes: readonly string[][] } {
	const file = readFileSync(new URL(name, folder), 'utf8');
	const [, meetingDay, body] = /^---\nmeeting: (\S+)\n---\n\n([\s\S]*)$/.exec(file)!;
	return {
		meetingDay: meetingDay as Day,
		minutes: body!.split('\n\n=====\n\n').map((text) => text.split('\n'))
	};
}

const withoutComments = (lines: readonly string[]) => lines.filter((line) => !EXPECTED.test(line));

describe.each(readdirSync(folder))('%s', (name) => {
	const { meetingDay, minutes } = minutesIn(name);

	test.each(minutes.map((wanted) => [wanted] as const))('%#', (wanted) => {
		expect(commented(withoutComments(wanted), meetingDay)).toEqual(wanted);
	});
});

test('[EX68] of the lines no rule takes few are offered', () => {
	const all = readdirSync(folder).map(minutesIn);
	let [lines, offers] = [0, 0];
	for (const { meetingDay, minutes } of all) {
		for (const wanted of minutes) {
			lines += wanted.filter((line, at) => line.trim() && !EXPECTED.test(wanted[at + 1] ?? line)).length;
			const { items } = read(withoutComments(wanted), meetingDay);
			offers += items.filter((item) => !isByRule(item)).length;
		}
	}
	expect(offers / lines).toBeLessThan(0.03);
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
