import { describe, expect, it } from 'vitest';
import { readMarkdown } from '../extraction/markdown-blocks.ts';
import { mostMarks } from '../extraction/marked-text.ts';
import { drawn } from '#support/drawn.ts';
import { readHtml } from './html-blocks.ts';

const draw = (html: string) => readHtml(html).map(drawn);

describe('of a web page the reader keeps', () => {
	it.each([
		['<p><b>负责人：</b>王芳', '<b>负责人：</b>王芳'],
		['由 <strong>市场部</strong> 负责', '由 <b>市场部</b> 负责'],
		['<i>初稿</i> 和 <em>终稿</em>', '<i>初稿</i> 和 <i>终稿</i>'],
		['<b>by <i>Friday</i> at noon</b>', '<b>by <i>Friday</i> at noon</b>'],
		['<b>海报<i>与</b>样机</i>', '<b>海报<i>与</i></b>样机'],
		[
			'见 <a href=" https://files.example/q?a=1&amp;b=2 ">报<b>价单</b></a>',
			'见 <a https://files.example/q?a=1&b=2>报<b>价单</b></a>'
		],
		['写信给 <a href="mailto:ana@board.example">Ana</a>', '写信给 <a mailto:ana@board.example>Ana</a>'],
		['<b>A&amp;B</b>', '<b>A&B</b>'],
		['<span style="color: red; FONT-WEIGHT: 700">海报</span>', '<b>海报</b>'],
		['<b>样<span style="font-weight:inherit; font-style:var(--x)">机</span></b>', '<b>样机</b>'],
		['<b style="font-weight:normal"><span style="font-style:italic">x</span> y</b>', '<i>x</i> y']
	])('the looks of %s', (html, shown) => {
		expect(draw(html)).toEqual([shown]);
	});

	it('marks in headings, lists, boxes and cells, and over all the blocks that a tag goes around', () => {
		const page = `<h1><b>周会</b></h1><ul><li><input type=checkbox> <i>王芳</i> 提交</ul>
			<table><tr><td>事项<tr><td><b>海报</b></table><b><p>样机<br>清单</p><p>合同</p></b>`;
		expect(draw(page)).toEqual([
			'<b>周会</b>',
			'<i>王芳</i> 提交',
			'事项',
			'<b>海报</b>',
			'<b>样机\n清单</b>',
			'<b>合同</b>'
		]);
	});

	it('marks on the letters they are for, whatever spaces are around and between them', () => {
		expect(draw('<p>\n  由 <b>\n 市场部 </b> \n<b>与 </b><b>\u0085 &#1; 销售部\n</b> 负责  </p>')).toEqual([
			'由 <b>市场部</b> <b>与 销售部</b> 负责'
		]);
		expect(draw('<pre>由 \n\n<b>  市场部</b></pre>')).toEqual(['由\n\n<b>市场部</b>']);
		expect(draw('海报<b> <br> </b>样机')).toEqual(['海报\n样机']);
	});

	it('which blocks are quoted, except in tables', () => {
		const page = `<p>他说：<blockquote>由市场部负责海报。<ul><li>样机</ul><table><tr><td>a</table></blockquote>
			<p>散会。<table><tr><td><blockquote>b</blockquote></table>`;
		expect(draw(page)).toEqual(['他说：', '> 由市场部负责海报。', '> 样机', 'a', '散会。', 'b']);
	});
});

describe('of a web page comes no mark of', () => {
	it.each([
		[
			'an address that may not be followed',
			'<a href="javascript:alert(1)">x</a> <a href="data:text/html,z">y</a>'
		],
		[
			'a path in the folder of the page',
			'<a href="../plan.html">计划</a> <a href="#top">页</a> <a name=x>z</a>'
		],
		[
			'a style that says nothing of it',
			'<span style="font-weight:">x</span> <span style="x-font-style:italic">y</span>'
		],
		['nothing', '<b></b><b> </b>海报<i>\u3000</i>']
	])('%s', (_, html) => {
		expect(readHtml(html).flatMap(({ marks = [] }) => marks)).toEqual([]);
	});

	it('more than anybody writes, and in no time', () => {
		const started = performance.now();
		const [block] = readHtml('<i>a</i> <s style="x">b</s>'.repeat(20_000));
		expect(block!.marks).toHaveLength(mostMarks);
		expect(performance.now() - started).toBeLessThan(2_000);
	});
});

describe('what is struck out in a web page', () => {
	it.each([
		['<p>由<s>市场部</s>销售部负责', '由销售部负责'],
		[
			'<p>由 <del>市场部</del> <strike>或</strike> <span style="text-decoration: red line-through">财务部</span> 负责',
			'由 负责'
		],
		['<ul><li> <s>提交<b>清单</b></s></ul>', '✓提交<b>清单</b>'],
		['<ul><li>Ana: <s>send</s> <s>the quote</s>.</ul>', 'Ana: ✓send the quote.'],
		['<ul><li>Due: <s>June 1</s> June 5</ul>', 'Due: June 5'],
		['<ul><li><s> </s>提交<s>清单</s>样机</ul>', '提交样机']
	])('is no longer said, or was ticked off: %s', (html, shown) => {
		expect(draw(html)).toEqual([shown]);
	});

	it('says in Markdown the same', () => {
		const markdown =
			'- ~~提交清单~~\n- [x] ~~归档~~\n- [ ] ~~寄出~~\n- Ana: ~~send~~\n- 截止：~~6月1日~~6月5日\n- 由~~市场部~~销售部负责\n\n~~散会~~';
		expect(readMarkdown(markdown).blocks.map(drawn)).toEqual(
			draw(
				'<ul><li><s>提交清单</s><li><input type=checkbox checked><s>归档</s><li><input type=checkbox><s>寄出</s><li>Ana: <s>send</s><li>截止：<s>6月1日</s>6月5日<li>由<s>市场部</s>销售部负责</ul><p><s>散会</s>'
			)
		);
	});
});
