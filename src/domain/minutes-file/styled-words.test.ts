import { describe, expect, it } from 'vitest';
import type { Place } from '../extraction/block.ts';
import { drawn } from '#support/drawn.ts';
import { readRuns, type Look, type Run } from './styled-words.ts';

const paragraph: Place = { kind: 'paragraph' };
const entry: Place = { kind: 'list', depth: 0, ordered: false, index: 1 };
const task = (checked: boolean): Place => ({ kind: 'task', depth: 0, checked });
const bold: Look = { bold: true };
const struck: Look = { struck: true };

const run = (text: string, look: Look = {}): Run => ({ text, look });
const read = (runs: readonly Run[], place: Place = paragraph) =>
	drawn({ id: 'b1', place, ...readRuns(runs, place) });

describe('runs of words', () => {
	it('that look the same are marked as one, with the spaces between them', () => {
		expect(read([run('由'), run('市', bold), run(' \u3000', bold), run('场部', bold), run(' 负责')])).toBe(
			'由<b>市 \u3000场部</b> 负责'
		);
		expect(read([run('a', bold), run(' '), run('b', bold)])).toBe('<b>a</b> <b>b</b>');
	});

	it('are marked where they stand when the spaces are tidied', () => {
		expect(read([run(' \u0001\t由 '), run(' \n 𠀀市场部 \n\n', bold), run('\u0085 负责 ')])).toBe(
			'由\n<b>𠀀市场部</b>\n\n负责'
		);
	});

	it('lead each to its own address', () => {
		const to = (href: string) => ({ href });
		expect(
			read([run('a', to('https://a.example')), run('b', to('https://b.example')), run('c', to('/c'))])
		).toBe('<a https://a.example>a</a><a https://b.example>b</a>c');
	});

	it('of spaces alone say nothing and have no marks', () => {
		expect(readRuns([run(' ', bold), run('\n', bold)], paragraph)).toEqual({ text: '' });
	});
});

describe('struck words', () => {
	it.each([
		['in a sentence are not said', paragraph, [run('由'), run('甲', struck), run('乙负责')], '由乙负责'],
		['are not said where all of a paragraph is struck', paragraph, [run('由甲负责', struck)], ''],
		['tick off an entry', entry, [run(' '), run('提交', struck), run('清单', struck)], '✓提交清单'],
		['tick off an entry behind its owner', entry, [run('Ana: '), run('send', struck)], 'Ana: ✓send'],
		[
			'tick off an entry behind its owner in Chinese',
			entry,
			[run('王芳：'), run('提交清单', struck), run('。')],
			'王芳：✓提交清单。'
		],
		[
			'are another day where one goes on',
			entry,
			[run('Due: '), run('June 1', struck), run(' June 5')],
			'Due: June 5'
		],
		['stay behind a ticked box', task(true), [run('提交', struck), run('清单', struck)], '提交清单'],
		['are not said behind an empty box', task(false), [run('提交', struck)], ''],
		[
			'may have spaces between them',
			entry,
			[run('a', struck), run(' '), run('b', struck), run(' c')],
			'✓a b c'
		],
		[
			'in the midst of an entry tick nothing off',
			entry,
			[run('提交'), run('清单', struck), run('样机')],
			'提交样机'
		],
		['keep their other looks', entry, [run('a', { ...struck, ...bold }), run('b', struck)], '<b>✓a</b>b']
	])('%s', (_, place, runs, shown) => {
		expect(read(runs, place)).toBe(shown);
	});
});
