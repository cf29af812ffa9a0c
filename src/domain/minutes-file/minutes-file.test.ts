import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { wordDocument } from '#support/word-document.ts';
import { isLeftover, readMinutesFile, refusalOf } from './minutes-file.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const read = (path: string, bytes: Uint8Array | string) =>
	readMinutesFile({ path, bytes: typeof bytes === 'string' ? utf8(bytes) : bytes });
const textsOf = (path: string, bytes: Uint8Array | string) => {
	const reading = read(path, bytes);
	if (!reading.ok) throw new Error(reading.why);
	return reading.blocks.map(({ text }) => text);
};

describe('the encoding of a file', () => {
	const sentence = '由市场部负责短视频内容制作，6月10日前完成初稿';

	it('GB18030 is read, as old Windows wrote it', () => {
		const bytes = Buffer.from(
			'd3c9cad0b3a1b2bfb8bad4f0b6cccad3c6b5c4dac8ddd6c6d7f7a3ac36d4c23130c8d5c7b0cdeab3c9b3f5b8e5',
			'hex'
		);
		expect(textsOf('周会.txt', bytes)).toEqual([sentence]);
	});

	it('Big5 is read, although its bytes could be GB18030 too', () => {
		// 由市場部負責短影音內容，6月10日前完成初稿
		const bytes = Buffer.from('a5d1a5abb3f5b3a1ad74b364b575bc76adb5a4baae65a141', 'hex');
		const whole = Buffer.concat([
			bytes,
			Buffer.from('36', 'hex'),
			Buffer.from('a4eb', 'hex'),
			Buffer.from('3130', 'hex'),
			Buffer.from('a4e9ab65a7b9a6a8aaecbd5a', 'hex')
		]);
		expect(textsOf('週會.txt', whole)).toEqual(['由市場部負責短影音內容，6月10日前完成初稿']);
	});

	it('UTF-8 and UTF-16 with their marks are read', () => {
		expect(textsOf('a.txt', Buffer.from(`\uFEFF${sentence}`, 'utf8'))).toEqual([sentence]);
		expect(textsOf('a.txt', Buffer.from(`\uFEFF${sentence}`, 'utf16le'))).toEqual([sentence]);
		expect(textsOf('a.txt', Buffer.from(`\uFEFF${sentence}`, 'utf16le').swap16())).toEqual([sentence]);
	});

	it('English with the quotes of old Windows is read', () => {
		const bytes = Buffer.from('Ben\u2019s team sends the quote by Friday. Don\u2019t wait.', 'latin1');
		bytes[3] = 0x92;
		bytes[bytes.length - 8] = 0x92;
		expect(textsOf('sync.txt', bytes)).toEqual(['Ben’s team sends the quote by Friday. Don’t wait.']);
	});

	it('bytes that are no text say so', () => {
		expect(read('photo.txt', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13))).toEqual({
			ok: false,
			why: 'encoding'
		});
		expect(read('a.md', Uint8Array.of(0xff, 0xff, 0xff, 0x80, 0x80))).toEqual({ ok: false, why: 'encoding' });
	});
});

describe('what a file says of its meeting', () => {
	it.each([
		['2024-06-05 周会.md', '2024-06-05', '周会'],
		['周会20240605.txt', '2024-06-05', '周会'],
		['周会 2024年6月5日.txt', '2024-06-05', '周会'],
		['周会（2024.6.5）.md', '2024-06-05', '周会'],
		['部門會議_1130605.txt', '2024-06-05', '部門會議'],
		['2024-06-05/產品 週會.md', '2024-06-05', '產品 週會'],
		['weekly_sync_2024_06_05.md', '2024-06-05', 'weekly sync'],
		['预算 20241399.md', null, '预算 20241399'],
		['预算 4720240605.md', null, '预算 4720240605']
	])('%s: its day is %s, its title %s', (path, day, title) => {
		expect(read(path, '由市场部负责海报。')).toMatchObject({ ok: true, day, title });
	});

	it('the text names day and times when the name does not, and the title when the name is only a day', () => {
		const text = '# 产品例会\n\n会议时间：2024年6月5日 14:00-15:30\n\n由市场部负责海报。';
		expect(read('纪要.md', text)).toMatchObject({
			title: '纪要',
			day: '2024-06-05',
			times: { from: '14:00', to: '15:30' }
		});
		expect(read('2024-06-05.md', text)).toMatchObject({ title: '产品例会' });
	});
});

describe('a web page', () => {
	it('is read as its reader sees it', () => {
		const page = `<!doctype html><html><head><title>x</title><style>p { color: red }</style>
			<body><h1>周会</h1><script>alert('x')</script><p>第一行<br>第二行 &amp; 完</p>
			<ol start=3><li>海报<ul><li>尺寸</li></ul></li><li>报价</li></ol>
			<ul><li><input type="checkbox" checked> 已完成</li></ul>
			<table><tr><td>事项<td>责任人<tr><td rowspan=2>海报<td>王芳<tr><td>刘洋</table>
			<div>尾</div>`;
		const reading = read('周会.html', page);
		if (!reading.ok) throw new Error(reading.why);
		expect(reading.blocks.map(({ text, place }) => [text, place])).toEqual([
			['周会', { kind: 'heading', level: 1 }],
			['第一行\n第二行 & 完', { kind: 'paragraph' }],
			['海报', { kind: 'list', depth: 0, ordered: true, index: 3 }],
			['尺寸', { kind: 'list', depth: 1, ordered: false, index: 1 }],
			['报价', { kind: 'list', depth: 0, ordered: true, index: 4 }],
			['已完成', { kind: 'task', depth: 0, checked: true }],
			['事项', cell(0, 0, 1)],
			['责任人', cell(0, 1, 1)],
			['海报', cell(1, 0, 2)],
			['王芳', cell(1, 1, 1)],
			['刘洋', cell(2, 1, 1)],
			['尾', { kind: 'paragraph' }]
		]);
	});

	it('that nests without end, or holds nothing, is named and costs no time', () => {
		const started = performance.now();
		expect(read('a.html', '<b>'.repeat(600_000))).toEqual({ ok: false, why: 'damaged' });
		expect(performance.now() - started).toBeLessThan(2_000);
		expect(read('a.html', '<script>x</script>')).toEqual({ ok: false, why: 'empty' });
	});
});

describe('a Word document', () => {
	it('is read with headings, lists, boxes, tables, and without what was deleted', () => {
		const reading = read('周会 2024-06-05.docx', wordDocument(body));
		if (!reading.ok) throw new Error(reading.why);
		expect(reading.blocks.map(({ text, place }) => [text, place])).toEqual([
			['产品例会', { kind: 'heading', level: 1 }],
			['待办', { kind: 'heading', level: 2 }],
			['由市场部负责海报，6月10日前完成', { kind: 'paragraph' }],
			['王芳提交清单', { kind: 'list', depth: 0, ordered: true, index: 1 }],
			['两种\n尺寸', { kind: 'list', depth: 1, ordered: false, index: 1 }],
			['刘洋确认预算', { kind: 'list', depth: 0, ordered: true, index: 2 }],
			['打印合同', { kind: 'task', depth: 0, checked: true }],
			['寄出发票', { kind: 'task', depth: 0, checked: false }],
			['部门', cell(0, 0, 1)],
			['事项', cell(0, 1, 1)],
			['市场部', cell(1, 0, 2)],
			['海报', cell(1, 1, 1)],
			['短视频', cell(2, 1, 1)]
		]);
	});

	it('that is damaged, cut off, none at all or an old .doc is named', () => {
		const whole = wordDocument(body);
		for (const bytes of [
			whole.subarray(0, whole.length / 2),
			whole.subarray(0, 3),
			utf8('not a Word document'),
			zipSync({ 'xl/workbook.xml': strToU8('<workbook/>') })
		])
			expect(read('a.docx', bytes)).toEqual({ ok: false, why: 'damaged' });
		expect(read('a.doc', whole)).toEqual({ ok: false, why: 'kind' });
		expect(read('a.docx', wordDocument(''))).toEqual({ ok: false, why: 'empty' });
	});

	it('that unpacks to far more than a document is not unpacked, whatever its header says', () => {
		const bomb = zipSync({ 'word/document.xml': new Uint8Array(100_000_000) }, { level: 9 });
		expect(bomb.length).toBeLessThan(200_000);
		const started = performance.now();
		expect(read('bomb.docx', bomb)).toEqual({ ok: false, why: 'damaged' });
		// The size in both headers set to one byte: fflate writes it at these places of the local and the central header.
		const lying = bomb.slice();
		const view = new DataView(lying.buffer, lying.byteOffset);
		for (let at = 0; at + 4 <= lying.length; at++) {
			if (view.getUint32(at, true) === 0x04034b50) view.setUint32(at + 22, 1, true);
			if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 1, true);
		}
		expect(read('bomb.docx', lying)).toEqual({ ok: false, why: 'damaged' });
		expect(performance.now() - started).toBeLessThan(3_000);
	});

	it('without end in its nesting is named', () => {
		expect(read('a.docx', wordDocument('<w:sdt>'.repeat(100_000)))).toEqual({ ok: false, why: 'damaged' });
	});
});

describe('limits', () => {
	it('are known from name and size alone', () => {
		expect(refusalOf({ path: '扫描件.pdf', size: 10 })).toBe('kind');
		expect(refusalOf({ path: 'constructor', size: 10 })).toBe('kind');
		expect(refusalOf({ path: 'a.constructor', size: 10 })).toBe('kind');
		expect(refusalOf({ path: 'a.md', size: 0 })).toBe('empty');
		expect(refusalOf({ path: 'a.docx', size: 20_000_001 })).toBe('too-large');
		expect(refusalOf({ path: 'a.docx', size: 20_000_000 })).toBeNull();
		expect(refusalOf({ path: 'a.txt', size: 2_000_001 })).toBe('too-long');
	});

	it('a text of more than minutes may have is not imported, one of nothing neither', () => {
		expect(read('a.txt', '市场部负责海报。\n\n'.repeat(20_000))).toEqual({ ok: false, why: 'too-long' });
		expect(read('a.txt', ' \n\n\t\n')).toEqual({ ok: false, why: 'empty' });
	});

	it('a text that is too long only with its marks comes without them', () => {
		const line = '<p>由<b>市场部</b>负责<a href="https://files.example/poster">海报</a>。';
		expect(read('a.html', line.repeat(100))).toMatchObject({ ok: true, blocks: { 0: { marks: [{}, {}] } } });
		const long = read('a.html', line.repeat(4_000));
		expect(long).toMatchObject({ ok: true, blocks: { 3_999: { text: '由市场部负责海报。' } } });
		expect(long).not.toHaveProperty('blocks.0.marks');
	});

	it('what systems leave in folders is no file of anybody', () => {
		for (const path of ['.DS_Store', 'a/.git/config.txt', '~$周会.docx', '__MACOSX/a.md', 'Thumbs.db'])
			expect(isLeftover(path)).toBe(true);
		expect(isLeftover('2024/周会 一.md')).toBe(false);
	});
});

function cell(row: number, column: number, rowSpan: number) {
	return { kind: 'cell', table: 't1', row, column, rowSpan, columnSpan: 1, head: row === 0 };
}

const paragraph = (text: string, properties = '') =>
	`<w:p><w:pPr>${properties}</w:pPr><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
const numbered = (level: number) => `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="7"/></w:numPr>`;
const tableCell = (text: string, properties = '') =>
	`<w:tc><w:tcPr>${properties}</w:tcPr>${paragraph(text)}</w:tc>`;

const body = [
	paragraph('产品例会', '<w:pStyle w:val="a3"/>'),
	paragraph('待办', '<w:pStyle w:val="2"/>'),
	'<w:p><w:r><w:t>由市场部负责</w:t></w:r><w:del><w:r><w:delText>短视频</w:delText></w:r></w:del>',
	'<w:ins><w:r><w:t>海报，6月10日前完成</w:t></w:r></w:ins></w:p>',
	paragraph('王芳提交清单', numbered(0)),
	`<w:p><w:pPr>${numbered(1)}</w:pPr><w:r><w:t>两种</w:t><w:br/><w:t>尺寸</w:t></w:r></w:p>`,
	paragraph('刘洋确认预算', numbered(0)),
	paragraph('☑ 打印合同'),
	'<w:p><w:r><w:sym w:font="Wingdings" w:char="F0A8"/><w:t>寄出发票</w:t></w:r></w:p>',
	`<w:tbl><w:tr>${tableCell('部门')}${tableCell('事项')}</w:tr>`,
	`<w:tr>${tableCell('市场部', '<w:vMerge w:val="restart"/>')}${tableCell('海报')}</w:tr>`,
	`<w:tr>${tableCell('', '<w:vMerge/>')}${tableCell('短视频')}</w:tr></w:tbl>`
].join('');
