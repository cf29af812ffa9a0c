import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { formById } from '#domain/form.ts';
import { blockAt, followBlocks, minutesBody, runsOfRange, writeSkeleton } from './minutes-doc.ts';

const paragraph = (text: string) => {
	const node = new Y.XmlElement('paragraph');
	node.insert(0, [new Y.XmlText(text)]);
	return node;
};

function minutes(...texts: string[]) {
	const doc = new Y.Doc();
	doc.clientID = 1;
	minutesBody(doc).insert(0, texts.map(paragraph));
	return doc;
}

const textAt = (doc: Y.Doc, index: number) =>
	(minutesBody(doc).get(index) as Y.XmlElement).get(0) as Y.XmlText;

describe('the blocks of a document', () => {
	it('are its paragraphs in order, with their places', () => {
		const doc = new Y.Doc();
		const form = formById('cross-department-minutes')!;
		writeSkeleton(doc, form.skeleton({ locale: 'zh-CN', departmentNames: ['市场部', '销售部'] }));
		const blocks = followBlocks(doc).read();
		expect(blocks[0]).toMatchObject({ text: '沟通背景与目标', place: { kind: 'heading', level: 2 } });
		expect(blocks.find((block) => block.text === '销售部：')?.place).toEqual({
			kind: 'list',
			depth: 0,
			ordered: false,
			index: 2
		});
		const cells = blocks.filter((block) => block.place.kind === 'cell');
		expect(cells).toHaveLength(24);
		expect(cells[7]?.place).toMatchObject({ row: 1, column: 1, head: false });
	});

	it('stay the same object until they change', () => {
		const doc = minutes('one', 'two');
		const reader = followBlocks(doc);
		const [one, two] = reader.read();
		textAt(doc, 1).insert(3, '!');
		const [oneAgain, twoAgain] = reader.read();
		expect(oneAgain).toBe(one);
		expect(twoAgain).not.toBe(two);
		expect(twoAgain).toMatchObject({ id: two!.id, text: 'two!' });
	});

	it('are what a fresh look finds, after whatever changed', () => {
		const doc = new Y.Doc();
		doc.clientID = 1;
		const form = formById('cross-department-minutes')!;
		writeSkeleton(doc, form.skeleton({ locale: 'zh-CN', departmentNames: ['市场部', '销售部'] }));
		const reader = followBlocks(doc);
		let state = 20_261_122;
		const below = (most: number) => {
			state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
			return Math.floor((state / 2 ** 31) * most);
		};
		const nodes = (type: Y.XmlFragment): Y.XmlElement[] =>
			type.toArray().flatMap((child) => (child instanceof Y.XmlElement ? [child, ...nodes(child)] : []));
		const change = () => {
			const all = nodes(minutesBody(doc));
			const node = all[below(all.length)]!;
			const parent = node.parent as Y.XmlFragment;
			const at = parent.toArray().indexOf(node);
			const text = node.toArray().find((child) => child instanceof Y.XmlText);
			const kind = below(10);
			if (kind < 5 && text) text.insert(below(text.length + 1), '字');
			else if (kind < 7 && text && text.length > 0) text.delete(below(text.length), 1);
			else if (kind === 7 && node.nodeName === 'heading') node.setAttribute('level', String(1 + below(4)));
			else if (kind === 8) parent.insert(at, [paragraph(`第${below(100)}段`)]);
			else if (kind === 9 && all.length > 20) parent.delete(at, 1);
		};
		for (let step = 0; step < 400; step++) {
			doc.transact(() => {
				for (let count = below(3); count >= 0; count--) change();
			});
			if (below(2) === 0) continue;
			const read = reader.read();
			expect(read).toEqual(followBlocks(doc).read());
			expect(reader.read()).toBe(read);
		}
	});

	it('tell which of them changed, and whether the structure did', () => {
		const doc = minutes('one', 'two');
		const heard: { blocks: string[]; structure: boolean }[] = [];
		const reader = followBlocks(doc, ({ blocks, structure }) =>
			heard.push({ blocks: [...blocks], structure })
		);
		const ids = reader.read().map((block) => block.id);
		textAt(doc, 0).insert(0, 'x');
		minutesBody(doc).delete(1, 1);
		expect(heard).toEqual([
			{ blocks: [ids[0]], structure: false },
			{ blocks: [], structure: true }
		]);
	});

	it('hold mentions and line breaks as text', () => {
		const doc = minutes('请');
		const block = minutesBody(doc).get(0) as Y.XmlElement;
		const mention = new Y.XmlElement('mention');
		mention.setAttribute('label', '张敏');
		block.insert(1, [mention, new Y.XmlElement('hardBreak'), new Y.XmlText('提交')]);
		const [read] = followBlocks(doc).read();
		expect(read?.text).toBe('请@张敏\n提交');
		expect(runsOfRange(read!, { start: 1, end: 4 })).toHaveLength(1);
	});

	it('do not include code', () => {
		const doc = minutes('text');
		const code = new Y.XmlElement('codeBlock');
		code.insert(0, [new Y.XmlText('ACTION: none of ours')]);
		minutesBody(doc).insert(1, [code]);
		expect(
			followBlocks(doc)
				.read()
				.map((block) => block.text)
		).toEqual(['text']);
	});

	it('place merged cells where the reader sees them', () => {
		const doc = new Y.Doc();
		const cell = (name: string, text: string, attributes: Record<string, number> = {}) => {
			const node = new Y.XmlElement<Record<string, number>>(name);
			for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
			node.insert(0, [paragraph(text)]);
			return node as unknown as Y.XmlElement;
		};
		const row = (...cells: Y.XmlElement[]) => {
			const node = new Y.XmlElement('tableRow');
			node.insert(0, cells);
			return node;
		};
		const table = new Y.XmlElement('table');
		table.insert(0, [
			row(cell('tableHeader', '部门', { rowspan: 2 }), cell('tableHeader', '任务', { colspan: 2 })),
			row(cell('tableCell', 'a'), cell('tableCell', 'b'))
		]);
		minutesBody(doc).insert(0, [table]);
		const places = followBlocks(doc)
			.read()
			.map(({ text, place }) => place.kind === 'cell' && [text, place.row, place.column]);
		expect(places).toEqual([
			['部门', 0, 0],
			['任务', 0, 1],
			['a', 1, 1],
			['b', 1, 2]
		]);
	});
});

describe('the names of characters', () => {
	it('stay with them when text is put between', () => {
		const doc = minutes('市场部提交');
		const reader = followBlocks(doc);
		const before = runsOfRange(reader.read()[0]!, { start: 3, end: 5 });
		textAt(doc, 0).insert(3, '下周');
		expect(runsOfRange(reader.read()[0]!, { start: 5, end: 7 })).toEqual(before);
	});

	it('are not those of deleted ones', () => {
		const doc = minutes('abcdef');
		textAt(doc, 0).delete(2, 2);
		const [block] = followBlocks(doc).read();
		expect(block?.text).toBe('abef');
		expect(runsOfRange(block!, { start: 0, end: 4 }).map(({ length }) => length)).toEqual([2, 2]);
	});

	it('lead from a caret to its block', () => {
		const doc = minutes('one', 'two');
		const position = Y.relativePositionToJSON(
			Y.createRelativePositionFromTypeIndex(textAt(doc, 1), 1)
		) as unknown;
		expect(blockAt(doc, position)).toBe(followBlocks(doc).read()[1]!.id);
	});

	it.each([[null], ['x'], [{ type: { client: 9, clock: 9 } }], [{}]])(
		'lead nowhere from nonsense: %j',
		(nonsense) => {
			expect(blockAt(minutes('one'), nonsense)).toBeNull();
		}
	);
});
