import * as Y from 'yjs';
import { getSchema } from '@tiptap/core';
import { yXmlFragmentToProseMirrorRootNode } from '@tiptap/y-tiptap';
import { describe, expect, it } from 'vitest';
import type { Block, Place } from '#domain/extraction/block.ts';
import { readMarkdown } from '#domain/extraction/markdown-blocks.ts';
import type { MarkedBlock } from '#domain/extraction/marked-text.ts';
import { minutesSchema } from '#lib/editor/schema.ts';
import { followBlocks, minutesBody } from './minutes-doc.ts';
import { minutesMarkdown } from './minutes-markdown.ts';
import { writeBlocks } from './written-blocks.ts';

describe('blocks that are written into a document', () => {
	it('are read again as they were: headings, lists within lists, boxes, tables, lines', () => {
		const source = [
			'# 周会 2024-06-05',
			'',
			'参会：王芳、刘洋',
			'',
			'1. 新品推广',
			'   - 海报由王芳负责',
			'     - 尺寸待定',
			'   - 短视频',
			'2. 预算',
			'',
			'- [ ] 刘洋提交样机清单',
			'- [x] 王芳确认预算',
			'',
			'| 事项 | 责任人 | 时间 |',
			'|---|---|---|',
			'| 海报<br>两种尺寸 | 王芳 | 6月10日 |',
			'| 报价 |  | 6月12日 |',
			'',
			'## 其他',
			'',
			'下次例会：6月12日'
		].join('\n');
		const { blocks } = readMarkdown(source);
		expect(readBack(blocks)).toEqual(shape(blocks));
		expect(blocks).toHaveLength(19);
	});

	it('merged cells keep their reach, and empty cells their place', () => {
		const cell = (row: number, column: number, more: Partial<Extract<Place, { kind: 'cell' }>> = {}) =>
			({
				kind: 'cell',
				table: 't',
				row,
				column,
				rowSpan: 1,
				columnSpan: 1,
				head: row === 0,
				...more
			}) as const;
		const blocks: Block[] = [
			{ id: '1', text: '部门', place: cell(0, 0) },
			{ id: '2', text: '本周', place: cell(0, 1, { columnSpan: 2 }) },
			{ id: '3', text: '市场部', place: cell(1, 0, { rowSpan: 2 }) },
			{ id: '4', text: '海报', place: cell(1, 1) },
			{ id: '5', text: '王芳', place: cell(1, 2) },
			{ id: '6', text: '短视频', place: cell(2, 2) }
		];
		expect(readBack(blocks).filter(({ text }) => text !== '')).toEqual(shape(blocks));
	});

	it('lists that begin deep, jump and change their kind stay in order', () => {
		const entry = (text: string, depth: number, kind: 'bullet' | 'number' | 'task', index = 1): Block => ({
			id: text,
			text,
			place:
				kind === 'task'
					? { kind: 'task', depth, checked: false }
					: { kind: 'list', depth, ordered: kind === 'number', index }
		});
		const blocks = [
			entry('a', 2, 'bullet'),
			entry('b', 0, 'number', 3),
			entry('c', 4, 'task'),
			entry('d', 1, 'bullet'),
			entry('e', 0, 'number', 4),
			entry('f', 0, 'task')
		];
		const written = readBack(blocks);
		expect(written.map(({ text }) => text).filter(Boolean)).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
		expect(written.find(({ text }) => text === 'b')!.place).toMatchObject({ ordered: true, index: 3 });
		expect(written.find(({ text }) => text === 'e')!.place).toMatchObject({
			ordered: true,
			index: 4,
			depth: 0
		});
		expect(written.find(({ text }) => text === 'f')!.place).toMatchObject({ kind: 'task', depth: 0 });
	});

	it('make minutes that can be written out as Markdown', () => {
		const doc = new Y.Doc();
		writeBlocks(doc, readMarkdown('# 周会\n\n- 王芳\n  - 海报\n\n| a | b |\n|---|---|\n| 1 | 2 |').blocks);
		expect(minutesMarkdown(doc)).toBe('# 周会\n\n- 王芳\n  - 海报\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n');
		expect(minutesBody(doc).length).toBe(3);
	});
});

describe('what blocks look like', () => {
	const source = [
		'# 周会 **2024-06-05**',
		'',
		'由**市场部**负责，见 [报价单](<https://files.example/q>)。',
		'',
		'> 客户说：*尽快*',
		'>',
		'> - 样机',
		'>   - **两种**',
		'',
		'1. **新品** 推广',
		'   - [ ] 海报 *初稿*',
		'   - [x] [合同](<https://files.example/c>)',
		'',
		'| 事项 | 责任人 |',
		'| --- | --- |',
		'| **海报**<br>*两种* | 王芳 |',
		''
	].join('\n');

	it('stays when Markdown is read, written into minutes and out again', () => {
		const doc = new Y.Doc();
		writeBlocks(doc, readMarkdown(source).blocks);
		expect(minutesMarkdown(doc)).toBe(source);
	});

	it('is what the editor knows', () => {
		const doc = new Y.Doc();
		writeBlocks(doc, readMarkdown(source).blocks);
		const schema = getSchema(minutesSchema());
		const before = Y.encodeStateAsUpdate(doc);
		const root = yXmlFragmentToProseMirrorRootNode(minutesBody(doc), schema);
		root.check();
		expect(root.textContent).toContain('客户说：尽快');
		// Nothing had to be taken out for the editor to show it.
		expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
		const linked: unknown[] = [];
		root.descendants(
			({ marks }) => void linked.push(...marks.map(({ type, attrs }) => [type.name, attrs.href]))
		);
		expect(linked).toContainEqual(['link', 'https://files.example/c']);
	});

	it('changes nothing in what is read', () => {
		const { blocks } = readMarkdown(source);
		const plain = blocks.map(({ id, text, place }) => ({ id, text, place }));
		expect(readBack(blocks)).toEqual(readBack(plain));
		expect(readBack(blocks)).toEqual(shape(plain));
	});

	it('makes no link that may not be followed, whoever says so', () => {
		const linkTo = (href: string): MarkedBlock => ({
			id: href,
			text: '报价单',
			place: { kind: 'paragraph' },
			marks: [{ start: 0, end: 3, kind: 'link', href }]
		});
		const doc = new Y.Doc();
		writeBlocks(doc, ['javascript:alert(1)', 'data:text/html,x', '/etc/passwd'].map(linkTo));
		expect(minutesBody(doc).toString()).toBe('<paragraph>报价单</paragraph>'.repeat(3));
	});

	it('is plain where marks lie beside the text', () => {
		const doc = new Y.Doc();
		const marks = [
			{ start: 3, end: 99, kind: 'bold' },
			{ start: 2, end: 1, kind: 'italic' },
			{ start: 50, end: 60, kind: 'italic' }
		] as const;
		writeBlocks(doc, [{ id: '1', text: '报价单\n合同', place: { kind: 'paragraph' }, marks }]);
		expect(minutesMarkdown(doc)).toBe('报价单  \n**合同**\n');
	});

	it('has a list that goes on below a quotation in its place', () => {
		const entry = (text: string, depth: number, quoted: boolean): MarkedBlock => ({
			id: text,
			text,
			place: { kind: 'list', depth, ordered: false, index: 1 },
			quoted
		});
		const blocks = [
			entry('a', 0, false),
			entry('b', 1, true),
			entry('c', 0, true),
			entry('d', 1, false),
			entry('e', 0, false)
		];
		expect(readBack(blocks)).toEqual(shape(blocks));
	});
});

function readBack(blocks: readonly Block[]) {
	const doc = new Y.Doc();
	writeBlocks(doc, blocks);
	return shape(followBlocks(doc).read()).filter(({ text, place }) => text !== '' || place.kind !== 'cell');
}

/** Without the names of blocks and tables, which are made anew, and the numbers of entries that show none. */
function shape(blocks: readonly Block[]) {
	return blocks.map(({ text, place }) => ({
		text,
		place:
			place.kind === 'cell'
				? { ...place, table: '' }
				: place.kind === 'list' && !place.ordered
					? { ...place, index: 1 }
					: place
	}));
}
