import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { effectiveFields, type Card } from '#domain/board/card.ts';
import { actorOf, type Actor } from '#domain/rights.ts';
import { openOffice, type Office } from '#support/office.ts';
import type { MakeInput } from './new-cards.ts';

let office: Office;
let ana: Actor;
let ben: Actor;
beforeEach(async () => {
	office = await openOffice();
	ana = office.as(office.people.ana);
	ben = office.as(office.people.ben);
});
afterEach(async () => {
	expect(office.failures).toEqual([]);
	await office.close();
});

type NewCard = MakeInput['cards'][number];
const make = (...cards: NewCard[]) => office.app.newCards.make(ana, { cards });
const makeOne = async (card: Partial<NewCard> = {}) => (await make({ content: '提交报价', ...card }))[0]!;
const onBoard = async () =>
	(await office.app.boards.list(ana)).cards.map((card) => effectiveFields(card).content);
const find = async (id: string) => (await office.storage.read.cards.find(id))!;

describe('a card without a meeting', () => {
	test('says all that was given, by hand, and counts for its owner’s department', async () => {
		const { people, departments } = office;
		const card = await makeOne({
			owner: { kind: 'person', id: people.ben.id },
			due: '2024-06-07',
			priority: 'high',
			words: '周五前  Ben 提交报价\n高'
		});
		expect(card).toMatchObject({
			meetingId: null,
			said: null,
			source: 'made',
			status: 'not_started',
			departmentId: people.ben.departmentIds[0]
		});
		expect(Object.values(departments).map(({ id }) => id)).toContain(card.departmentId);
		expect(effectiveFields(card)).toMatchObject({ content: '提交报价', due: '2024-06-07', priority: 'high' });
		const { events } = await office.app.boards.find(ana, card.id);
		expect(events.map(({ what, by }) => [what, by])).toEqual([
			[
				expect.objectContaining({ type: 'card-made', words: '周五前 Ben 提交报价 高' }),
				{ kind: 'member', id: people.ana.id, name: people.ana.name }
			]
		]);
	});

	test('goes through the week like any other', async () => {
		const card = await makeOne({ due: '2024-06-07' });
		await office.app.boards.edit(ben, card.id, { priority: 'low', progress: 50 });
		const moved = await office.app.boards.move(ben, { cardId: card.id, to: 'done', deliverable: '报价单' });
		expect(moved).toMatchObject({ status: 'done', progress: 100, source: 'made' });
	});

	test('made done is done', async () => {
		expect(await makeOne({ status: 'done' })).toMatchObject({ status: 'done', progress: 100 });
	});

	test('is of a project of the workspace, or refused', async () => {
		const project = await office.app.people.addProject(ana, { name: '新品推广' });
		expect(await makeOne({ projectId: project.id })).toMatchObject({ projectId: project.id });
		await expect(makeOne({ projectId: 'nosuchproject' })).rejects.toThrow('invalid-input');
		await expect(makeOne({ owner: { kind: 'person', id: 'nosuchperson' } })).rejects.toThrow('invalid-input');
	});

	test('is nothing for a guest, who neither makes nor sees one', async () => {
		const meeting = await office.openMeeting();
		const { guest } = await office.joinAsGuest(meeting);
		const card = await makeOne();
		await expect(office.app.newCards.make(actorOf(guest), { cards: [{ content: 'x' }] })).rejects.toThrow(
			'forbidden'
		);
		await expect(office.app.newCards.remove(actorOf(guest), card.id)).rejects.toThrow('not-found');
		expect((await office.app.boards.list(actorOf(guest))).cards).toEqual([]);
	});
});

describe('many at once', () => {
	test('stand in their order, or none is made', async () => {
		await make({ content: '甲' }, { content: '乙' }, { content: '丙' });
		expect(await onBoard()).toHaveLength(3);
		const cards = (await office.app.boards.list(ana)).cards.toSorted((a, b) => (a.rank < b.rank ? -1 : 1));
		expect(cards.map((card) => effectiveFields(card).content)).toEqual(['甲', '乙', '丙']);
		await expect(make({ content: '丁' }, { content: ' ' })).rejects.toThrow('invalid-input');
		expect(await onBoard()).toHaveLength(3);
	});

	test('are at most 500, and at least one', async () => {
		const many = (count: number) => Array.from({ length: count }, (_, n) => ({ content: `第${n}件` }));
		await expect(make(...many(501))).rejects.toThrow('invalid-input');
		await expect(make()).rejects.toThrow('invalid-input');
		expect(await make(...many(500))).toHaveLength(500);
	});

	test('are taken back as one act, by whoever made them and nobody else', async () => {
		const [first, second] = await make({ content: '甲' }, { content: '乙' });
		await expect(office.app.undo.undoAct(ben, { seq: first!.version })).rejects.toThrow('cannot-undo');
		const undone = await office.app.undo.undoAct(ana, { seq: second!.version });
		expect(undone.map(({ source }) => source)).toEqual(['removed', 'removed']);
		expect(await onBoard()).toEqual([]);
		await expect(office.app.undo.undoAct(ana, { seq: first!.version })).rejects.toThrow('already-undone');
	});

	test('one that others changed since is asked about first', async () => {
		const [first, second] = await make({ content: '甲' }, { content: '乙' });
		await office.app.boards.move(ben, { cardId: second!.id, to: 'in_progress' });
		await expect(office.app.undo.undoAct(ana, { seq: first!.version })).rejects.toThrow('changed-since');
		expect(await onBoard()).toHaveLength(2);
		await office.app.undo.undoAct(ana, { seq: first!.version, evenSo: true });
		expect(await onBoard()).toEqual([]);
		expect(await find(second!.id)).toMatchObject({ status: 'in_progress', source: 'removed' });
	});

	test('one that was taken back by itself stays so', async () => {
		const [first, second] = await make({ content: '甲' }, { content: '乙' });
		await office.app.undo.undo(ana, { cardId: first!.id, seq: first!.version });
		expect(await onBoard()).toEqual(['乙']);
		expect(await office.app.undo.undoAct(ana, { seq: second!.version })).toHaveLength(1);
	});
});

describe('taken off the board', () => {
	test('it is whole when it is brought back, also by others and after a month', async () => {
		const card = await makeOne({ due: '2024-06-07' });
		await office.app.newCards.remove(ana, card.id);
		expect(await onBoard()).toEqual([]);
		office.pass(40 * 86_400_000);
		await office.app.removedCards.takeBack(ben, { cardId: card.id });
		const facts = ({ version: _, ...rest }: Card) => rest;
		expect(facts(await find(card.id))).toEqual(
			facts(JSON.parse(JSON.stringify({ ...card, anchor: undefined })))
		);
		expect(await onBoard()).toEqual(['提交报价']);
	});

	test('that can be taken back, and that again', async () => {
		const card = await makeOne();
		const undone = await office.app.undo.undo(ana, { cardId: card.id, seq: card.version });
		expect(undone.source).toBe('removed');
		const again = await office.app.undo.undo(ana, { cardId: card.id, seq: undone.version });
		expect(again.source).toBe('made');
	});

	test('a card of the minutes is not removed but dismissed', async () => {
		const [said] = await office.write(await office.openMeeting(), '王芳6月10日前提交样机清单。');
		await expect(office.app.newCards.remove(ana, said!.id)).rejects.toThrow('stale-move');
	});
});
