import { beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { element, minutesBody, paragraph } from '#sync/minutes-doc.ts';
import { minutesMarkdown } from '#sync/minutes-markdown.ts';
import type { HistoryEntry } from './history.ts';
import { beginningOf, findRemovals, followRemovals, updateThatBringsBack, type Removal } from './removals.ts';
import { takeIn } from './take-in.ts';

const line = (number: number) => `${number}. 本季度预算由市场部先行垫付，并由王芳在周五前汇总各部门的意见。`;

let page: Y.Doc;
let entries: HistoryEntry[];
let room: Y.Doc;
let following: ReturnType<typeof followRemovals>;
let told: (readonly Removal[])[];
beforeEach(() => {
	page = new Y.Doc();
	entries = [];
	room = new Y.Doc();
	told = [];
	following = followRemovals(room, (removals) => told.push(removals));
});

/** Somebody's edit, as it is stored and taken in. */
function edit(authorId: string, at: number, work: (body: Y.XmlFragment) => void): void {
	const known = Y.encodeStateVector(page);
	let update: Uint8Array = Y.encodeStateAsUpdate(page, known);
	page.once('update', (made: Uint8Array) => (update = made));
	page.transact(() => work(minutesBody(page)));
	take({ authorId, at, update });
}

function take(entry: HistoryEntry): void {
	entries.push(entry);
	following.taking([entry]);
	takeIn(room, [entry.update]);
}

function write(lines: number): void {
	edit('ana', 0, (body) =>
		body.insert(
			0,
			Array.from({ length: lines }, (_, number) => paragraph(line(number)))
		)
	);
}

const facts = (removals: readonly Removal[]) =>
	removals.map(({ key, authorId, at, letters }) => ({ key, authorId, at, letters }));

describe('[SY37] what somebody took out', () => {
	it('is told with who and how much, in the room and from the history alike', async () => {
		write(10);
		edit('chen', 25_000, (body) => body.delete(2, 7));
		const letters = [2, 3, 4, 5, 6, 7, 8].reduce((sum, number) => sum + line(number).length, 0);
		const expected = [{ key: '2-chen', authorId: 'chen', at: 25_000, letters }];
		expect(facts(following.removals)).toEqual(expected);
		const found = await findRemovals(entries);
		expect(facts(found)).toEqual(expected);
		expect(beginningOf(found[0]!, 12)).toBe(`${line(2).slice(0, 12)}…`);
	});

	it('comes back where it stood, with its marks, lists and tables', async () => {
		edit('ana', 0, (body) => {
			const marked = new Y.XmlText();
			marked.applyDelta([{ insert: line(1) }, { insert: '重要', attributes: { bold: {} } }]);
			const cell = (text: string) => element('tableCell', { colspan: 1, rowspan: 1 }, [paragraph(text)]);
			body.insert(0, [
				paragraph('before'),
				element('heading', { level: 2 }, [new Y.XmlText(line(2))]),
				element('paragraph', {}, [marked]),
				element('taskList', {}, [element('taskItem', { checked: true }, [paragraph(line(3))])]),
				element('table', {}, [element('tableRow', {}, [cell(line(4)), cell('x')])]),
				paragraph('after')
			]);
		});
		const whole = minutesMarkdown(page);
		edit('chen', 20_000, (body) => body.delete(1, 4));
		expect(minutesMarkdown(room)).toBe('before\n\nafter\n');
		for (const removal of [following.removals[0]!, (await findRemovals(entries))[0]!]) {
			const copy = new Y.Doc();
			Y.applyUpdate(copy, Y.encodeStateAsUpdate(room));
			Y.applyUpdate(copy, updateThatBringsBack(room, removal));
			expect(minutesMarkdown(copy)).toBe(whole);
		}
	});

	it('comes back behind what is left when only a part of a list or of a paragraph went', () => {
		edit('ana', 0, (body) =>
			body.insert(0, [
				element(
					'bulletList',
					{},
					Array.from({ length: 9 }, (_, number) => element('listItem', {}, [paragraph(line(number))]))
				),
				paragraph('after')
			])
		);
		edit('chen', 20_000, (body) => (body.get(0) as Y.XmlElement).delete(1, 8));
		take({ authorId: 'ben', at: 40_000, update: updateThatBringsBack(room, following.removals[0]!) });
		const lists = minutesBody(room)
			.toArray()
			.map((node) => (node as Y.XmlElement).length);
		expect(lists).toEqual([1, 8, 1]);
	});

	it('comes back also when everything went, in its order', () => {
		write(10);
		const whole = minutesMarkdown(room);
		edit('chen', 20_000, (body) => body.delete(0, 10));
		expect(minutesMarkdown(room)).toBe('');
		take({ authorId: 'ben', at: 40_000, update: updateThatBringsBack(room, following.removals[0]!) });
		expect(minutesMarkdown(room)).toBe(whole);
	});

	it('is named no more when it is back', async () => {
		write(10);
		edit('chen', 20_000, (body) => body.delete(0, 10));
		expect(await findRemovals(entries)).toHaveLength(1);
		take({ authorId: 'ben', at: 40_000, update: updateThatBringsBack(room, following.removals[0]!) });
		expect(following.removals).toEqual([]);
		expect(told.map(({ length }) => length)).toEqual([1, 0]);
		expect(await findRemovals(entries)).toEqual([]);
	});

	it('is nothing when it only moved, or became a list', async () => {
		write(10);
		edit('chen', 20_000, (body) => {
			body.delete(0, 10);
			body.insert(0, [
				element(
					'bulletList',
					{},
					Array.from({ length: 10 }, (_, number) => element('listItem', {}, [paragraph(line(number))]))
				)
			]);
		});
		expect(told).toEqual([]);
		expect(await findRemovals(entries)).toEqual([]);
	});

	it('is told when other words are put in its place', () => {
		write(10);
		edit('chen', 20_000, (body) => {
			body.delete(0, 10);
			body.insert(0, [paragraph('胡言乱语'.repeat(100))]);
		});
		expect(following.removals).toHaveLength(1);
	});

	it('is told when it goes paragraph by paragraph within ten seconds', async () => {
		edit('ana', 0, (body) =>
			body.insert(
				0,
				Array.from({ length: 20 }, (_, number) => paragraph(line(number).repeat(2)))
			)
		);
		for (let time = 0; time < 6; time++) edit('chen', 20_000 + time, (body) => body.delete(0, 1));
		expect(following.removals).toHaveLength(1);
		expect(following.removals[0]!.passages).toHaveLength(6);
		expect(await findRemovals(entries)).toHaveLength(1);
	});

	it('is not a word here and a sentence there', async () => {
		write(50);
		edit('chen', 20_000, (body) => body.delete(3, 1));
		edit('chen', 40_000, (body) => (body.get(3) as Y.XmlElement).delete(0, 1));
		expect(told).toEqual([]);
		expect(await findRemovals(entries)).toEqual([]);
	});

	it('holds nobody up: what there was no time to look at is in the history', async () => {
		const late: unknown[] = [];
		const doc = new Y.Doc();
		const { taking } = followRemovals(doc, (removals) => late.push(removals), { take: () => 1 });
		write(10);
		edit('chen', 20_000, (body) => body.delete(0, 10));
		for (const entry of entries) {
			taking([entry]);
			takeIn(doc, [entry.update]);
		}
		expect(late).toEqual([]);
		expect(await findRemovals(entries)).toHaveLength(1);
	});

	it('is the one’s who deleted it, also when others typed in the same moment', async () => {
		write(10);
		const before = Y.encodeStateAsUpdate(page);
		const other = new Y.Doc();
		Y.applyUpdate(other, before);
		const typed: Uint8Array[] = [];
		other.on('update', (update: Uint8Array) => typed.push(update));
		minutesBody(other).push([paragraph('Ben types')]);
		edit('chen', 20_000, (body) => body.delete(0, 10));
		entries.splice(1, 0, { authorId: 'ben', at: 20_000, update: typed[0]! });
		expect(facts(await findRemovals(entries))).toMatchObject([{ authorId: 'chen' }]);
	});
});
