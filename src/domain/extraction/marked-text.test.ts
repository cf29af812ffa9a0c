import { describe, expect, it } from 'vitest';
import { drawn } from '#support/drawn.ts';
import { readMarkdown } from './markdown-blocks.ts';
import { mostMarks } from './marked-text.ts';

const draw = (source: string) => readMarkdown(source).blocks.map(drawn);

describe('of Markdown the reader keeps', () => {
	it.each([
		['**负责人：**王芳', '<b>负责人：</b>王芳'],
		['由 __市场部__ 负责', '由 <b>市场部</b> 负责'],
		['*初稿* 和 _终稿_', '<i>初稿</i> 和 <i>终稿</i>'],
		['***务必*** 提交', '<b><i>务必</i></b> 提交'],
		['**by *Friday* at noon**', '<b>by <i>Friday</i> at noon</b>'],
		['<strong>海报</strong>与<em>样机</em>', '<b>海报</b>与<i>样机</i>'],
		[
			'见 [报价单](https://files.example/a_(1).xlsx "二月")',
			'见 <a https://files.example/a_(1).xlsx>报价单</a>'
		],
		['[**报价单**](https://files.example/q)', '<a https://files.example/q>报价单</a>'],
		[
			'写信 <https://wiki.example/页面> 或 [Ana](mailto:ana@board.example)',
			'写信 <a https://wiki.example/页面>https://wiki.example/页面</a> 或 <a mailto:ana@board.example>Ana</a>'
		],
		['[a](<https://files.example/a>)', '<a https://files.example/a>a</a>'],
		['<a class="x" href="https://wiki.example">主页</a>', '<a https://wiki.example>主页</a>'],
		['`由**市场部**负责` **海报**', '由市场部负责 <b>海报</b>']
	])('the looks of %s', (source, shown) => {
		expect(draw(source)).toEqual([shown]);
	});

	it('the address of a link that stands elsewhere', () => {
		const source =
			'见 [报价单][q]，[Wiki][]\n\n[q]: <https://files.example/q>\n[wiki]: https://wiki.example "主页"';
		expect(draw(source)).toEqual([
			'见 <a https://files.example/q>报价单</a>，<a https://wiki.example>Wiki</a>'
		]);
	});

	it('marks in headings, lists, boxes and cells, and over the lines of one entry', () => {
		const source =
			'# **周会**\n\n- [ ] *王芳* 提交\n  - **海报**\n    **样机\n    清单**\n\n| 事项 | 人 |\n|---|---|\n| **海报** | 王芳 |';
		expect(draw(source)).toEqual([
			'<b>周会</b>',
			'<i>王芳</i> 提交',
			'<b>海报</b>\n<b>样机\n清单</b>',
			'事项',
			'人',
			'<b>海报</b>',
			'王芳'
		]);
	});

	it('which blocks are quoted', () => {
		const { blocks } = readMarkdown(
			'他说：\n\n> 由市场部负责海报。\n> - 样机\n\n散会。\n\n| > a | b |\n|---|---|'
		);
		expect(blocks.map(({ text, quoted = false }) => [text, quoted])).toEqual([
			['他说：', false],
			['由市场部负责海报。', true],
			['样机', true],
			['散会。', false],
			['> a', false],
			['b', false]
		]);
	});
});

describe('no mark comes of', () => {
	it.each([
		['a sign that is never closed', '**负责人：王芳'],
		['signs with spaces around', '2 ** 3 ** 4 和 a _ b _ c'],
		[
			'an address that may not be followed',
			'[x](javascript:alert(1)) [y](data:text/html,z) <a href="vbscript:x">z</a>'
		],
		['a path in the folder of the file', '[计划](../plan.md) [页](#top) [站](wiki.example)'],
		['a name that no address has', '[计划][p]']
	])('%s', (_, source) => {
		expect(readMarkdown(source).blocks.flatMap(({ marks = [] }) => marks)).toEqual([]);
	});

	it('more than anybody writes', () => {
		const [block] = readMarkdown('*a* '.repeat(5_000)).blocks;
		expect(block!.marks).toHaveLength(mostMarks);
	});
});
