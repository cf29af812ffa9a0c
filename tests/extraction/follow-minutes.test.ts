import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { effectiveFields, type Card } from '#domain/board/card.ts';
import type { Meeting } from '#domain/meeting.ts';
import type { Member } from '#domain/member.ts';
import { element, minutesBody, paragraph } from '#sync/minutes-doc.ts';
import { openSyncServer, type Page, type SyncServer } from '#support/sync-server.ts';

/**
 * Sentences typed in pages become cards. The waits have no limit of their own: a test that waits for something that
 * never comes fails when the whole test has taken too long.
 */
const soon = <Result>(check: () => Result | Promise<Result>) =>
	vi.waitFor(check, { timeout: 20_000, interval: 20 });

const sentence = '王芳6月10日前提交样机清单。';

let server: SyncServer;
let meeting: Meeting;
beforeEach(async () => {
	server = await openSyncServer();
	meeting = await server.office.openMeeting();
});
afterEach(async () => {
	expect(server.office.failures).toEqual([]);
	await server.close();
});

describe('a sentence', () => {
	it('becomes one card, though three people type at it', async () => {
		const { ana, ben, chen } = server.office.people;
		const pages = [await open(ana), await open(ben), await open(chen)];
		const [first, second, third] = pages as [Page, Page, Page];
		add(first, '');
		await soon(() => expect(new Set(pages.map(({ doc }) => blocks(doc).length)).size).toBe(1));
		for (const [index, part] of ['王芳', '6月10日前', '提交样机清单', '。'].entries()) {
			const typist = pages[index % 3]!;
			textOf(typist).insert(textOf(typist).length, part);
			await soon(() => expect(new Set(pages.map((page) => textOf(page).toString())).size).toBe(1));
		}
		second.doc.transact(() => add(second, 'Ben 6月12日前提交报价。'));
		await soon(async () => expect(await cards()).toHaveLength(2));
		await becomesQuiet();
		expect((await cards()).map(({ said }) => said?.quote)).toEqual([
			'王芳6月10日前提交样机清单',
			'Ben 6月12日前提交报价'
		]);
		third.close();
	});

	it('keeps its card while its words change, and the card says what it says now', async () => {
		const page = await open();
		add(page, sentence);
		const before = await soon(oneCard);
		const text = textOf(page);
		text.delete(text.toString().indexOf('10'), 2);
		text.insert(text.toString().indexOf('日'), '12');
		const after = await soon(async () => {
			const card = await oneCard();
			expect(effectiveFields(card).due).toBe('2024-06-12');
			return card;
		});
		expect(after.id).toBe(before.id);
		expect((await happened(after)).slice(1)).toEqual(['card-resaid']);
	});

	it('keeps what people changed on the card until it says something newer of that', async () => {
		const page = await open();
		add(page, sentence);
		const { id } = await soon(oneCard);
		const { app, as, people } = server.office;
		await app.boards.edit(as(people.ben), id, { content: '提交样机清单和照片', due: '2024-06-20' });
		textOf(page).insert(textOf(page).toString().indexOf('10'), '1');
		textOf(page).delete(textOf(page).toString().indexOf('10') + 1, 1);
		const fields = await soon(async () => {
			const now = effectiveFields(await oneCard());
			expect(now.due).toBe('2024-06-11');
			return now;
		});
		expect(fields.content).toBe('提交样机清单和照片');
	});

	it('cut here and pasted there gives the same card', async () => {
		const page = await open();
		add(page, '第一段。');
		add(page, sentence);
		const { id } = await soon(oneCard);
		page.doc.transact(() => {
			minutesBody(page.doc).delete(minutesBody(page.doc).length - 1, 1);
		});
		await passTheServer(page);
		page.doc.transact(() => minutesBody(page.doc).insert(0, [paragraph(sentence)]));
		await becomesQuiet();
		expect(await oneCard()).toMatchObject({ id, source: 'said' });
		expect(await happened({ id })).not.toContain('card-source-changed');
	});

	it('turned into a line of a list gives the same card', async () => {
		const page = await open();
		add(page, sentence);
		const { id } = await soon(oneCard);
		page.doc.transact(() => {
			const body = minutesBody(page.doc);
			body.delete(body.length - 1, 1);
			body.insert(body.length, [element('bulletList', {}, [element('listItem', {}, [paragraph(sentence)])])]);
		});
		await becomesQuiet();
		expect((await oneCard()).id).toBe(id);
	});

	it('split off from another keeps its card', async () => {
		const page = await open();
		add(page, `${sentence}Ben 6月12日前提交报价。`);
		await soon(async () => expect(await cards()).toHaveLength(2));
		const before = (await cards()).map(({ id, said }) => [id, said?.quote]);
		// Typing goes on elsewhere, so that a reading is due at any moment.
		add(page, '其他事项');
		textOf(page).insert(0, '。');
		page.doc.transact(() => {
			const body = minutesBody(page.doc);
			const at = body.length - 2;
			const text = textIn(body.get(at));
			text.delete(sentence.length, text.length - sentence.length);
			body.insert(at + 1, [paragraph('Ben 6月12日前提交报价。')]);
		});
		await becomesQuiet();
		expect((await cards()).map(({ id, said }) => [id, said?.quote])).toEqual(before);
		expect(await everyCard()).toHaveLength(2);
	});

	it('copied makes a second card, and the first stays what it was', async () => {
		const page = await open();
		add(page, sentence);
		const { id } = await soon(oneCard);
		page.doc.transact(() => minutesBody(page.doc).insert(0, [paragraph(sentence)]));
		await soon(async () => expect(await cards()).toHaveLength(2));
		const [first] = await server.office.storage.read.cards.anchorsOf([id]);
		expect(first!.runs[0]!.client).toBe(page.doc.clientID);
		expect((await happened({ id })).filter((what) => what !== 'card-resaid')).toEqual(['card-said']);
	});
});

describe('a sentence that is deleted', () => {
	it('takes a card with it that nobody has touched, and undo brings back the same card', async () => {
		const page = await open();
		add(page, sentence);
		const { id } = await soon(oneCard);
		const undo = new Y.UndoManager(minutesBody(page.doc));
		minutesBody(page.doc).delete(minutesBody(page.doc).length - 1, 1);
		await soon(async () => expect((await everyCard())[0]?.source).toBe('withdrawn'));
		expect(await cards()).toEqual([]);
		undo.undo();
		await soon(async () => expect(await oneCard()).toMatchObject({ id, source: 'said' }));
	});

	it('leaves a card on the board that somebody has worked on', async () => {
		const page = await open();
		add(page, sentence);
		const { id } = await soon(oneCard);
		const { app, as, people } = server.office;
		await app.boards.move(as(people.ben), { cardId: id, to: 'in_progress' });
		minutesBody(page.doc).delete(minutesBody(page.doc).length - 1, 1);
		await soon(async () =>
			expect(await oneCard()).toMatchObject({ id, source: 'detached', status: 'in_progress' })
		);
	});

	it('and was dismissed before stays dismissed when it is typed again', async () => {
		const page = await open();
		add(page, sentence);
		const { id } = await soon(oneCard);
		const { app, as, people } = server.office;
		await app.offers.dismissCard(as(people.ben), id);
		minutesBody(page.doc).delete(minutesBody(page.doc).length - 1, 1);
		await becomesQuiet();
		add(page, sentence);
		add(page, 'Ben 6月12日前提交报价。');
		await soon(async () => expect(await cards()).toHaveLength(1));
		await becomesQuiet();
		expect((await cards()).map(({ said }) => said?.quote)).toEqual(['Ben 6月12日前提交报价']);
		expect((await everyCard()).find((card) => card.id === id)?.source).toBe('dismissed');
	});
});

describe('a box in front of a sentence', () => {
	it('done when ticked, and open again when not', async () => {
		const page = await open();
		const box = element('taskItem', { checked: false }, [paragraph(sentence)]);
		page.doc.transact(() => {
			minutesBody(page.doc).insert(minutesBody(page.doc).length, [element('taskList', {}, [box])]);
		});
		const { id } = await soon(oneCard);
		tick(box, true);
		await soon(async () => expect(await oneCard()).toMatchObject({ id, status: 'done', progress: 100 }));
		tick(box, false);
		await soon(async () => expect(await oneCard()).toMatchObject({ id, status: 'in_progress', progress: 0 }));
	});
});

describe('a block in which somebody composes', () => {
	it('is not read before the composition ends', async () => {
		const [page, other] = [await open(), await open(server.office.people.ben)];
		add(page, '');
		compose(page, true);
		textOf(page).insert(0, sentence);
		await passTheServer(page);
		add(other, 'Ben 6月12日前提交报价。');
		await soon(async () => expect(await cards()).toHaveLength(1));
		await becomesQuiet();
		expect((await oneCard()).said?.quote).toBe('Ben 6月12日前提交报价');
		compose(page, false);
		await soon(async () => expect(await cards()).toHaveLength(2));
	});

	it('keeps the card it had', async () => {
		const page = await open();
		add(page, sentence);
		const { id } = await soon(oneCard);
		compose(page, true);
		textOf(page).delete(0, textOf(page).length);
		textOf(page).insert(0, 'wang fang');
		await passTheServer(page);
		await becomesQuiet();
		expect(await oneCard()).toMatchObject({
			id,
			source: 'said',
			said: { quote: '王芳6月10日前提交样机清单' }
		});
	});

	it('is read when the composer’s page is gone', async () => {
		const page = await open();
		add(page, '');
		compose(page, true);
		textOf(page).insert(0, sentence);
		await passTheServer(page);
		page.close();
		await soon(oneCard);
	});
});

describe('after a restart', () => {
	it('what was typed but not read becomes a card, and cards are not made twice', async () => {
		const { app } = server.office;
		const page = await open();
		add(page, sentence);
		await soon(oneCard);
		const unread = await server.office.openMeeting({ title: '预算会' });
		const doc = new Y.Doc();
		minutesBody(doc).insert(0, [paragraph('Ben 6月12日前提交报价。')]);
		const update = Y.encodeStateAsUpdate(doc);
		await server.office.storage.documents.append({
			documentId: unread.documentId,
			update,
			authorId: null,
			at: 1
		});
		await app.follower.catchUp();
		await app.follower.catchUp();
		expect((await cards()).map(({ said }) => said?.quote)).toEqual([
			'王芳6月10日前提交样机清单',
			'Ben 6月12日前提交报价'
		]);
	});

	it('somebody who goes on typing in a sentence does not lose its card', async () => {
		await server.office.write(meeting, sentence);
		const { id } = await oneCard();
		const page = await open();
		const text = findText(page, sentence);
		// Longer than it takes to give a sentence up for lost.
		for (let key = 0; key < 12; key++) {
			text.insert(text.length, '请');
			await new Promise((resolve) => setTimeout(resolve, 180));
		}
		expect((await everyCard()).map((card) => [card.id, card.source])).toEqual([[id, 'said']]);
		expect(await happened({ id })).not.toContain('card-source-changed');
	});
});

describe('a name that was unknown', () => {
	it('is known as soon as the person is there', async () => {
		const page = await open();
		add(page, '李娜6月10日前提交样机清单。');
		await soon(async () =>
			expect(effectiveFields(await oneCard()).owner).toEqual({ kind: 'name', name: '李娜' })
		);
		const { app, as, people } = server.office;
		const { id } = await app.entrance.createMember(as(people.ana), {
			name: '李娜',
			signInName: 'lina',
			password: 'correct horse'
		});
		await soon(async () => expect(effectiveFields(await oneCard()).owner).toEqual({ kind: 'person', id }));
	});
});

async function open(member: Member = server.office.people.ana): Promise<Page> {
	const page = server.open(meeting, await server.office.signIn(member));
	await soon(() => expect(page.provider.synced).toBe(true));
	return page;
}

/** A paragraph at the end, in one transaction with its text as an editor makes it. */
function add({ doc }: Page, text: string): void {
	doc.transact(() => minutesBody(doc).insert(minutesBody(doc).length, [paragraph(text)]));
	if (text === '') textOf({ doc });
}

function blocks(doc: Y.Doc) {
	return minutesBody(doc).toArray();
}

/** The text of the last block. */
function textOf({ doc }: Pick<Page, 'doc'>): Y.XmlText {
	return textIn(blocks(doc).at(-1));
}

function textIn(block: unknown): Y.XmlText {
	const node = block as Y.XmlElement;
	if (node.length === 0) node.insert(0, [new Y.XmlText()]);
	return node.get(0) as Y.XmlText;
}

function findText({ doc }: Page, words: string): Y.XmlText {
	const walker = minutesBody(doc).createTreeWalker(
		(node) => node instanceof Y.XmlText && node.toString().includes(words)
	);
	return [...walker][0] as unknown as Y.XmlText;
}

function tick(box: Y.XmlElement, checked: boolean): void {
	(box as unknown as Y.XmlElement<{ checked: boolean }>).setAttribute('checked', checked);
}

function compose(page: Page, isComposing: boolean): void {
	const position = Y.createRelativePositionFromTypeIndex(textOf(page), 0);
	page.provider.awareness.setLocalStateField(
		'composing',
		isComposing ? Y.relativePositionToJSON(position) : null
	);
}

/** Waits until the server has everything that the page has. */
async function passTheServer({ doc }: Page): Promise<void> {
	const room = (await server.office.app.rooms.open(meeting.documentId))!;
	await soon(() => expect(Y.encodeStateVector(room.doc)).toEqual(Y.encodeStateVector(doc)));
}

/** Waits until everything that was written is read and nothing is waited for: then it is remembered as read. */
async function becomesQuiet(): Promise<void> {
	const { storage, app } = server.office;
	const room = (await app.rooms.open(meeting.documentId))!;
	await soon(() => expect(room.isStoring).toBe(false));
	const composing = [...room.presence().values()].some((state) => state.composing);
	if (composing) return void (await new Promise((resolve) => setTimeout(resolve, 2_500)));
	await soon(async () =>
		expect((await storage.documents.load(meeting.documentId))?.readSeq).toBe(room.lastSeq)
	);
}

async function cards(): Promise<Card[]> {
	const all = await server.office.storage.read.cards.list(server.office.workspace.id);
	return all.toSorted((a, b) => (a.rank < b.rank ? -1 : 1));
}

function everyCard(): Promise<Card[]> {
	return server.office.storage.read.cards.list(server.office.workspace.id, { offBoard: true });
}

async function oneCard(): Promise<Card> {
	const all = await cards();
	expect(all).toHaveLength(1);
	return all[0]!;
}

async function happened({ id }: Pick<Card, 'id'>): Promise<string[]> {
	return (await server.office.storage.read.events.ofCard(id)).map(({ what }) => what.type);
}
