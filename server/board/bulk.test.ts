import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { effectiveFields } from '#domain/board/card.ts';
import { actorOf, type Actor } from '#domain/rights.ts';
import { openOffice, type Office } from '#support/office.ts';

let office: Office;
let ana: Actor;
let ben: Actor;
let ids: readonly string[];
beforeEach(async () => {
	office = await openOffice();
	ana = office.as(office.people.ana);
	ben = office.as(office.people.ben);
	const cards = ['甲', '乙', '丙', '丁'].map((content) => ({ content, due: '2024-06-10' as const }));
	ids = (await office.app.newCards.make(ana, { cards })).map(({ id }) => id);
});
afterEach(async () => {
	expect(office.failures).toEqual([]);
	await office.close();
});

const change = (input: Omit<Parameters<Office['app']['bulk']['change']>[1], 'cardIds'>, cardIds = ids) =>
	office.app.bulk.change(ana, { cardIds: [...cardIds], ...input });
const find = async (id: string) => (await office.storage.read.cards.find(id))!;
const column = async (status: string) =>
	(await office.storage.read.cards.list(office.workspace.id))
		.filter((card) => card.status === status)
		.sort((a, b) => (a.rank < b.rank ? -1 : 1))
		.map((card) => effectiveFields(card).content);

describe('many cards at once', () => {
	test('get an owner, a day, a priority, a project', async () => {
		const project = await office.app.people.addProject(ana, { name: '新品推广' });
		const owner = { kind: 'person', id: office.people.ben.id } as const;
		const edit = { owner, due: '2024-06-20', priority: 'high', projectId: project.id } as const;
		const { cards, refused } = await change({ edit });
		expect(refused).toEqual([]);
		expect(cards).toHaveLength(4);
		for (const card of cards) {
			expect(effectiveFields(card)).toMatchObject({ owner, due: '2024-06-20', priority: 'high' });
			expect(card.projectId).toBe(project.id);
		}
	});

	test('are one act, taken back as one', async () => {
		const before = await Promise.all(ids.map(find));
		const { cards } = await change({ edit: { due: '2024-06-20', priority: 'low' } });
		await office.app.undo.undoAct(ana, { seq: cards[2]!.version });
		const after = await Promise.all(ids.map(find));
		expect(after.map((card) => effectiveFields(card))).toEqual(before.map((card) => effectiveFields(card)));
	});

	test('stand where they are dropped, in their order', async () => {
		await office.app.boards.move(ana, { cardId: ids[3]!, to: 'in_progress' });
		const [fifth] = await office.app.newCards.make(ana, {
			cards: [{ content: '戊', status: 'in_progress' }]
		});
		await change({ move: { to: 'in_progress', above: ids[3]!, below: fifth!.id } }, ids.slice(0, 3));
		expect(await column('in_progress')).toEqual(['丁', '甲', '乙', '丙', '戊']);
	});

	test('that stand there already are left alone', async () => {
		await office.app.boards.move(ana, { cardId: ids[0]!, to: 'in_progress' });
		expect((await change({ move: { to: 'in_progress' } })).cards).toHaveLength(3);
	});
});

describe('each is judged by its own rules', () => {
	test('late is asked once, and says the same of all', async () => {
		expect((await change({ move: { to: 'delayed' } })).refused).toEqual(
			ids.map((id) => ({ id, code: 'needs-reason' }))
		);
		const { cards } = await change({ move: { to: 'delayed', reason: '等报价', newDay: '2024-06-20' } });
		expect(cards.map((card) => [card.status, card.delay?.reason, effectiveFields(card).due])).toEqual(
			ids.map(() => ['delayed', '等报价', '2024-06-20'])
		);
	});

	test('the card for which the new day is none stays, and is named', async () => {
		await office.app.boards.edit(ana, ids[1]!, { due: '2024-07-01' });
		const { cards, refused } = await change({
			move: { to: 'delayed', reason: '等报价', newDay: '2024-06-20' }
		});
		expect(refused).toEqual([{ id: ids[1], code: 'day-not-after' }]);
		expect(cards).toHaveLength(3);
		expect(await find(ids[1]!)).toMatchObject({ status: 'not_started' });
	});

	test('an answer counts only where it is asked for: what is delivered already stays as it is', async () => {
		await office.app.boards.edit(ana, ids[0]!, { deliverable: '初稿' });
		const { cards } = await change({ move: { to: 'done', deliverable: '终稿' } });
		expect(cards.map((card) => effectiveFields(card).deliverable)).toEqual(['初稿', '终稿', '终稿', '终稿']);
	});

	test('a card that is not there, or off the board, does not hold up the others', async () => {
		await office.app.newCards.remove(ben, ids[0]!);
		const { cards, refused } = await change({ edit: { priority: 'low' } }, [...ids, 'nosuchcard00']);
		expect(refused).toEqual([
			{ id: ids[0], code: 'stale-move' },
			{ id: 'nosuchcard00', code: 'not-found' }
		]);
		expect(cards).toHaveLength(3);
	});

	test('a guest changes none, and nobody sends both changes, or none', async () => {
		const { guest } = await office.joinAsGuest(await office.openMeeting());
		const asked = office.app.bulk.change(actorOf(guest), { cardIds: [...ids], edit: { priority: 'low' } });
		await expect(asked).rejects.toThrow('forbidden');
		await expect(change({})).rejects.toThrow('invalid-input');
		await expect(change({ edit: { priority: 'low' }, move: { to: 'done' } })).rejects.toThrow(
			'invalid-input'
		);
		await expect(change({ edit: { projectId: 'nosuchproject' } })).rejects.toThrow('invalid-input');
	});
});
