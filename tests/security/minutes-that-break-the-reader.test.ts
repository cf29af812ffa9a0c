import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { element, followBlocks, minutesBody, paragraph } from '#sync/minutes-doc.ts';
import { minutesMarkdown } from '#sync/minutes-markdown.ts';
import { RefusedUpdate } from '#server/sync/room.ts';
import { openOffice, type Office } from '#support/office.ts';

/**
 * The text of the minutes is anybody's who may write in them, a guest's too: whatever nodes and attributes they put there,
 * the others can open, read, export and go on.
 */
let office: Office;
beforeEach(async () => {
	office = await openOffice();
});
afterEach(() => office.close());

/** An object that cannot be made a text or a number. */
const wordless = { toString: null, valueOf: null };

const hostile: Record<string, (body: Y.XmlFragment) => void> = {
	'a mention whose label has no text': (body) => {
		const block = paragraph('王芳6月10日前提交样机清单。');
		body.push([block]);
		block.insert(1, [withAttribute(element('mention', {}, []), 'label', wordless)]);
	},
	'a heading whose level is no number': (body) =>
		body.push([withAttribute(element('heading', {}, [new Y.XmlText('结论')]), 'level', wordless)]),
	'a list whose start is no number': (body) =>
		body.push([withAttribute(list(paragraph('一')), 'start', wordless)]),
	'a cell whose spans are no numbers': (body) => {
		const cell = element('tableCell', {}, [paragraph('初稿')]);
		body.push([element('table', {}, [element('tableRow', {}, [cell])])]);
		withAttribute(withAttribute(cell, 'colspan', wordless), 'rowspan', 9n);
	},
	'nodes a hundred thousand levels deep': (body) => {
		let innermost: Y.XmlFragment = body;
		for (let level = 0; level < 100_000; level++) {
			const next = element(level % 2 ? 'listItem' : 'bulletList', {}, []);
			innermost.insert(0, [next]);
			innermost = next;
		}
		innermost.insert(0, [paragraph('王芳6月10日前提交样机清单。')]);
	}
};

describe.each(Object.entries(hostile))('%s', (_, write) => {
	it('does not keep anybody from opening the minutes, and writing and reading on', async () => {
		const meeting = await office.openMeeting();
		const room = (await office.app.rooms.open(meeting.documentId))!;
		const copy = new Y.Doc();
		Y.applyUpdate(copy, Y.encodeStateAsUpdate(room.doc));
		const before = Y.encodeStateVector(copy);
		copy.transact(() => write(minutesBody(copy)));
		// The gate keeps some of it out already; what it lets in must do no harm.
		await room
			.write(Y.encodeStateAsUpdate(copy, before), { memberId: office.people.ben.id, send: () => {} })
			.catch((failure: unknown) => expect(failure).toBeInstanceOf(RefusedUpdate));

		const cards = await office.write(meeting, '李强6月12日前提交测试报告。');
		expect(cards.map(({ said }) => said?.content)).toContain('提交测试报告');
		expect(await office.app.meetings.markdown(office.as(office.people.ana), meeting.id)).toContain(
			'测试报告'
		);
		expect(office.failures).toEqual([]);

		const { storage } = office;
		await office.close();
		office = await openOffice({ after: storage });
		expect(await office.app.rooms.open(meeting.documentId)).not.toBeNull();
		await office.app.follower.catchUp();
		expect(office.failures).toEqual([]);
	});
});

describe('what stands very deep', () => {
	it('is still read and exported', () => {
		const body = bodyWith(hostile['nodes a hundred thousand levels deep']!);
		expect(followBlocks(body.doc!).read()).toMatchObject([{ text: '王芳6月10日前提交样机清单。' }]);
		expect(minutesMarkdown(body.doc!)).toContain('王芳6月10日前提交样机清单。');
	});
});

describe('minutes that would fill the memory or take for ever to export', () => {
	it('tables are not filled up with empty cells', () => {
		const wide = Array.from({ length: 200 }, () =>
			withAttribute(element('tableCell', {}, []), 'colspan', 100)
		);
		const narrow = Array.from({ length: 2_000 }, () =>
			element('tableRow', {}, [element('tableCell', {}, [paragraph('a')])])
		);
		const body = bodyWith((body) =>
			body.push([element('table', {}, [element('tableRow', {}, wide), ...narrow])])
		);
		expect(minutesMarkdown(body.doc!).length).toBeLessThan(200_000);
	});

	it('quotations within quotations are not written once more for each of them', () => {
		const body = bodyWith((body) => {
			let innermost: Y.XmlFragment = body;
			for (let level = 0; level < 2_000; level++) {
				const next = element('blockquote', {}, []);
				innermost.insert(0, [next]);
				innermost = next;
			}
			innermost.insert(
				0,
				Array.from({ length: 500 }, () => paragraph('a'))
			);
		});
		expect(minutesMarkdown(body.doc!).length).toBeLessThan(100_000);
	});

	it('more rows and backticks than a call takes arguments are exported', () => {
		const body = bodyWith((body) => {
			body.push([element('codeBlock', {}, [new Y.XmlText('`a'.repeat(200_000))])]);
			const table = element('table', {}, []);
			body.push([table]);
			for (let part = 0; part < 130; part++)
				table.insert(
					0,
					Array.from({ length: 1_000 }, () => element('tableRow', {}, []))
				);
			table.insert(0, [element('tableRow', {}, [element('tableCell', {}, [paragraph('初稿')])])]);
		});
		expect(minutesMarkdown(body.doc!)).toContain('| 初稿 |');
	});

	it('the columns of a table are followed only so far', () => {
		const cells = Array.from({ length: 3_000 }, () => {
			const cell = withAttribute(element('tableCell', {}, [paragraph('a')]), 'colspan', 1_000);
			return withAttribute(cell, 'rowspan', 1_000);
		});
		const body = bodyWith((body) =>
			body.push([
				element('table', {}, [
					element('tableRow', {}, cells),
					element('tableRow', {}, [element('tableCell', {}, [paragraph('b')])])
				])
			])
		);
		const last = followBlocks(body.doc!).read().at(-1)!;
		expect(last).toMatchObject({ text: 'b', place: { row: 1, column: 1_000 } });
	});

	it.each([
		['a paragraph', (text: string) => paragraph(text)],
		[
			'a cell',
			(text: string) =>
				element('table', {}, [element('tableRow', {}, [element('tableCell', {}, [paragraph(text)])])])
		]
	])('a megabyte of spaces in %s is no work', (_, block) => {
		const body = bodyWith((body) => body.push([block(`一${' '.repeat(1_000_000)}二`)]));
		expect(minutesMarkdown(body.doc!)).toMatch(/一 {1000000}二/);
	});
});

function bodyWith(write: (body: Y.XmlFragment) => void): Y.XmlFragment {
	const body = minutesBody(new Y.Doc());
	body.doc!.transact(() => write(body));
	return body;
}

function list(...blocks: Y.XmlElement[]): Y.XmlElement {
	return element(
		'orderedList',
		{},
		blocks.map((block) => element('listItem', {}, [block]))
	);
}

/** Yjs stores any value; its types only know text. */
function withAttribute(node: Y.XmlElement, name: string, value: unknown): Y.XmlElement {
	node.setAttribute(name, value as string);
	return node;
}
