import { strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { mostMarks } from '../extraction/marked-text.ts';
import { drawn } from '#support/drawn.ts';
import { wordDocument } from '#support/word-document.ts';
import { readMinutesFile } from './minutes-file.ts';
import { readWord } from './word-blocks.ts';

const draw = (content: string) => readWord(wordDocument(content, { styles, links })).map(drawn);

const run = (text: string, properties = '') =>
	`<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`;
const bold = (text: string) => run(text, '<w:b/>');
const struck = (text: string) => run(text, '<w:strike/>');
const paragraph = (runs: string, properties = '') => `<w:p><w:pPr>${properties}</w:pPr>${runs}</w:p>`;
const styled = (name: string) => `<w:pStyle w:val="${name}"/>`;
const entry = (runs: string) => paragraph(runs, '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr>');
const field = (instruction: string, shown: string) =>
	`<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>${instruction}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${shown}<w:r><w:fldChar w:fldCharType="end"/></w:r>`;

const styles = [
	'<w:style w:styleId="S"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>',
	'<w:style w:styleId="S2"><w:name w:val="Own"/><w:basedOn w:val="S"/><w:rPr><w:i/></w:rPr></w:style>',
	'<w:style w:styleId="H"><w:name w:val="Hidden"/><w:rPr><w:vanish/></w:rPr></w:style>',
	'<w:style w:styleId="a7"><w:name w:val="Intense Quote"/></w:style>',
	'<w:style w:styleId="a8"><w:name w:val="Own quotation"/><w:basedOn w:val="a7"/></w:style>'
].join('');
const links = {
	r1: 'https://files.example/q?a=1&amp;b=2',
	r2: 'mailto:ana@board.example',
	r3: 'javascript:alert(1)',
	r4: '../plan.docx'
};

describe('of a Word document the reader keeps', () => {
	it.each([
		['bold and italics', bold('负责人：') + run('王芳', '<w:i/>'), '<b>负责人：</b><i>王芳</i>'],
		[
			'what a property says is not so',
			run('a', '<w:b w:val="0"/>') + run('b', '<w:i w:val="false"/>') + run('c', '<w:b w:val="true"/>'),
			'ab<b>c</b>'
		],
		[
			'words that come in many runs as one',
			bold('市') + bold('场') + bold('部 ') + run('负责'),
			'<b>市场部</b> 负责'
		],
		['looks over each other', bold('by ') + run('Friday', '<w:b/><w:i/>'), '<b>by <i>Friday</i></b>'],
		[
			'character styles, unless the run says otherwise',
			run('a', '<w:rStyle w:val="S2"/>') + run('b', '<w:rStyle w:val="S2"/><w:b w:val="0"/>'),
			'<i><b>a</b>b</i>'
		],
		[
			'lines and signs',
			`<w:r><w:rPr><w:b/></w:rPr><w:t>两种</w:t><w:br/><w:t>A4</w:t><w:noBreakHyphen/></w:r>`,
			'<b>两种\nA4-</b>'
		],
		[
			'links',
			`见 <w:hyperlink r:id="r1">${run('报价')}${bold('单')}</w:hyperlink>${run('，')}<w:hyperlink r:id="r2">${run('Ana')}</w:hyperlink>`,
			'<a https://files.example/q?a=1&b=2>报价<b>单</b></a>，<a mailto:ana@board.example>Ana</a>'
		],
		[
			'links to a place in a page',
			`<w:hyperlink r:id="r1" w:anchor="plan">${run('计划')}</w:hyperlink>`,
			'<a https://files.example/q?a=1&b=2#plan>计划</a>'
		],
		[
			'fields that are links',
			`${field(' HYPERLINK "https://wiki.example" \\o "x" \\l "plan" ', run('计划'))}${run('，')}<w:fldSimple w:instr='HYPERLINK "https://a.example"'>${run('A')}</w:fldSimple>`,
			'<a https://wiki.example#plan>计划</a>，<a https://a.example>A</a>'
		],
		[
			'fields whose address is not quoted',
			field(' HYPERLINK https://wiki.example \\l plan ', run('计划')) +
				field('HYPERLINK \\l plan', run('下')),
			'<a https://wiki.example#plan>计划</a>下'
		],
		[
			'no hidden words',
			run('王芳') +
				run('（内部）', '<w:vanish/>') +
				run('提交', '<w:vanish w:val="0"/>') +
				run('草稿', '<w:rStyle w:val="H"/>') +
				run('清单', '<w:rStyle w:val="H"/><w:vanish w:val="false"/>'),
			'王芳提交清单'
		],
		[
			'fields in links and in fields',
			field('TOC', field('HYPERLINK "https://a.example"', run('A ') + field('PAGEREF a', run('1')))) +
				run('b'),
			'<a https://a.example>A 1</a>b'
		]
	])('%s', (_, runs, shown) => {
		expect(draw(paragraph(runs))).toEqual([shown]);
	});

	it('marks in headings, boxes, cells and text boxes', () => {
		const content = [
			paragraph(bold('周会'), styled('a3')),
			paragraph(bold('☐ ') + bold('打印') + run('合同')),
			`<w:tbl><w:tr><w:tc>${paragraph(bold('部门'))}</w:tc></w:tr></w:tbl>`,
			paragraph(
				`${bold('海')}<w:r><w:rPr><w:b/></w:rPr><w:txbxContent>${paragraph(run('框'))}</w:txbxContent><w:t>报</w:t></w:r>`
			)
		];
		expect(draw(content.join(''))).toEqual([
			'<b>周会</b>',
			'<b>打印</b>合同',
			'<b>部门</b>',
			'框',
			'<b>海报</b>'
		]);
	});

	it('which paragraphs are quoted, by the names of styles or, without them, their ids', () => {
		const content = ['a7', 'a8', 'Quote', 'S'].map((id) => paragraph(run(id), styled(id))).join('');
		const table = `<w:tbl><w:tr><w:tc>${paragraph(run('b'), styled('a7'))}</w:tc></w:tr></w:tbl>`;
		expect(draw(content + table)).toEqual(['> a7', '> a8', '> Quote', 'S', 'b']);
	});
});

describe('of a Word document comes no mark of', () => {
	it.each([
		['looks of the sign at the end of a paragraph', paragraph(run('a'), '<w:rPr><w:b/></w:rPr>')],
		['looks before a change', paragraph(run('a', '<w:rPrChange><w:rPr><w:b/></w:rPr></w:rPrChange>'))],
		[
			'addresses that may not be followed, or lead nowhere from here',
			paragraph(
				['r3', 'r4', 'r5', ''].map((id) => `<w:hyperlink r:id="${id}">${run('x')}</w:hyperlink>`).join('')
			)
		],
		['places in the document', paragraph(`<w:hyperlink w:anchor="top">${run('x')}</w:hyperlink>`)],
		[
			'fields that are no links',
			paragraph(
				field('PAGE', run('1')) + field('HYPERLINK \\l "top"', run('2')) + field('HYPERLINK "', run('3'))
			)
		]
	])('%s', (_, content) => {
		expect(draw(content).length).toBeGreaterThan(0);
		expect(draw(content).join('')).not.toContain('<');
	});

	it('more than anybody writes', () => {
		const [block] = readWord(wordDocument(paragraph((bold('a') + run('b')).repeat(5_000))));
		expect(block!.marks).toHaveLength(mostMarks);
	});
});

describe('what is struck out in a Word document', () => {
	it.each([
		['in a sentence', paragraph(run('由') + struck('市场部') + run('销售部负责')), '由销售部负责'],
		[
			'with two lines',
			paragraph(run('由') + run('市场部', '<w:strike w:val="0"/><w:dstrike/>') + run('我')),
			'由我'
		],
		['as a whole entry', entry(struck('提交') + run(' ') + struck('清单')), '✓提交 清单'],
		['not at all', entry(run('提交', '<w:strike w:val="false"/>') + struck(' ') + run('清单')), '提交 清单']
	])('is read as in Markdown: %s', (_, content, shown) => {
		expect(draw(content)).toEqual([shown]);
	});
});

describe('a Word document that is broken', () => {
	const content = paragraph(`<w:hyperlink r:id="r1">${bold('海报')}</w:hyperlink>`);
	const withAddresses = (xml: string) =>
		zipSync({ ...unzipSync(wordDocument(content)), 'word/_rels/document.xml.rels': strToU8(xml) });

	it.each([
		'',
		'<Relationships><Relationship Id="r1" Target=',
		'\u0000',
		'<a Id="r1"/><Relationship Target="x"/>'
	])('in its addresses is read without links: %j', (xml) => {
		expect(readWord(withAddresses(xml)).map(drawn)).toEqual(['<b>海报</b>']);
	});

	it('in its links and fields has its words', () => {
		const end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>';
		const begin = end.replace('end', 'begin');
		expect(draw(paragraph(end + end + run('a') + begin + begin + run('b')) + paragraph(run('c')))).toEqual([
			'ab',
			'c'
		]);
	});

	it('by addresses that nest without end is named', () => {
		expect(readMinutesFile({ path: 'a.docx', bytes: withAddresses('<a>'.repeat(100_000)) })).toEqual({
			ok: false,
			why: 'damaged'
		});
	});
});
