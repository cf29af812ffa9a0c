import * as Y from 'yjs';
import { describe, expect, it } from 'vitest';
import type { Block, Place } from '#domain/extraction/block.ts';
import { readMarkdown } from '#domain/extraction/markdown-blocks.ts';
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
