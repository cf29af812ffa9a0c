import { describe, expect, it as test } from 'vitest';
import * as Y from 'yjs';
import { effectiveFields, type Card } from '#domain/board/card.ts';
import type { Meeting } from '#domain/meeting.ts';
import type { Member } from '#domain/member.ts';
import { element, minutesBody, paragraph } from '#sync/minutes-doc.ts';
import { openSyncServer, type Page, type SyncServer } from '#support/sync-server.ts';
import { soon } from '#support/soon.ts';

/**
 * Sentences typed in pages become cards. The waits have no limit of their own: a test that waits for something that
 * never comes fails when the whole test has taken too long.
 */

const sentence = '王芳6月10日前提交样机清单。';

/** A meeting of its own for every test, so that they can wait at the same time. */
const it = test.extend<{ desk: Desk }>({
	// eslint-disable-next-line no-empty-pattern -- Vitest reads the fixture's needs from this pattern.
	desk: async ({}, use) => {
		const server = await openSyncServer();
		await use(createDesk(server, await server.office.openMeeting()));
		expect(server.office.failures).toEqual([]);
		await server.close();
	}
});

describe.concurrent('a sentence', () => {
	it('becomes one card, though three people type at it', async ({ desk }) => {
		const { ana, ben, chen } = desk.office.people;
		const pages = [await desk.open(ana), await desk.open(ben), await desk.open(chen)];
		const [first, second, third] = pages as [Page, Page, Page];
		add(first, '');
		await soon(() => expect(new Set(pages.map(({ doc }) => blocks(doc).length)).size).toBe(1));
		for (const [index, part] of ['王芳', '6月10日前', '提交样机清单', '。'].entries()) {
			const typist = pages[index % 3]!;
			textOf(typist).insert(textOf(typist).length, part);
			await soon(() => expect(new Set(pages.map((page) => textOf(page).toString())).size).toBe(1));
		}
		second.doc.transact(() => add(second, 'Ben 6月12日前提交报价。'));
		await soon(async () => expect(await desk.cards()).toHaveLength(2));
		await desk.becomesQuiet();
		expect((await desk.cards()).map(({ said }) => said?.quote)).toEqual([
			'王芳6月10日前提交样机清单',
			'Ben 6月12日前提交报价'
		]);
		third.close();
	});

	it('keeps its card while its words change, and the card says what it says now', async ({ desk }) => {
		const page = await desk.open();
		add(page, sentence);
		const before = await soon(desk.oneCard);
		const text = textOf(page);
		text.delete(text.toString().indexOf('10'), 2);
		text.insert(text.toString().indexOf('日'), '12');
		const after = await soon(async () => {
			const card = await desk.oneCard();
			expect(effectiveFields(card).due).toBe('2024-06-12');
			return card;
		});
		expect(after.id).toBe(before.id);
		expect((await desk.happened(after)).slice(1)).toEqual(['card-resaid']);
	});

	it('keeps what people changed on the card until it says something newer of that', async ({ desk }) => {
		const page = await desk.open();
		add(page, sentence);
		const { id } = await soon(desk.oneCard);
		const { app, as, people } = desk.office;
		await app.boards.edit(as(people.ben), id, { content: '提交样机清单和照片', due: '2024-06-20' });
		textOf(page).insert(textOf(page).toString().indexOf('10'), '1');
		textOf(page).delete(textOf(page).toString().indexOf('10') + 1, 1);
		const fields = await soon(async () => {
			const now = effectiveFields(await desk.oneCard());
			expect(now.due).toBe('2024-06-11');
			return now;
		});
		expect(fields.content).toBe('提交样机清单和照片');
	});

	it('says what it said before again, though another was accepted in between', async ({ desk }) => {
		const { app, as, people } = desk.office;
		const page = await desk.open();
		add(page, '会后确认海报尺寸。');
		add(page, sentence);
		const { id, said } = await soon(desk.oneCard);
		await desk.becomesQuiet();
		const text = textOf(page);
		text.insert(text.length - 1, '两份');
		await desk.passTheServer(page);
		await app.offers.accept(as(people.ana), { meetingId: desk.meeting.id, quote: '会后确认海报尺寸' });
		text.delete(text.length - 3, 2);
		await desk.passTheServer(page);
		await desk.becomesQuiet();
		expect((await desk.cards()).find((card) => card.id === id)!.said!.quote).toBe(said!.quote);
	});

	it('is remembered as read though it was read early, when another was accepted', async ({ desk }) => {
		const { app, as, people } = desk.office;
		const page = await desk.open();
		add(page, '会后确认海报尺寸。');
		await desk.becomesQuiet();
		add(page, sentence);
		await desk.passTheServer(page);
		await app.offers.accept(as(people.ana), { meetingId: desk.meeting.id, quote: '会后确认海报尺寸' });
		await desk.becomesQuiet();
		expect(await desk.cards()).toHaveLength(2);
	});

	it('cut here and pasted there gives the same card', async ({ desk }) => {
		const page = await desk.open();
		add(page, '第一段。');
		add(page, sentence);
		const { id } = await soon(desk.oneCard);
		page.doc.transact(() => {
			minutesBody(page.doc).delete(minutesBody(page.doc).length - 1, 1);
		});
		await desk.passTheServer(page);
		page.doc.transact(() => minutesBody(page.doc).insert(0, [paragraph(sentence)]));
		await desk.becomesQuiet();
		expect(await desk.oneCard()).toMatchObject({ id, source: 'said' });
		expect(await desk.happened({ id })).not.toContain('card-source-changed');
	});

	it('keeps its card as long as somebody writes in it, though it promises nothing meanwhile', async ({
		desk
	}) => {
		const page = await desk.open();
		add(page, sentence);
		const { id } = await soon(desk.oneCard);
		const text = textOf(page);
		while (text.length > '王芳6月'.length) {
			text.delete(text.length - 1, 1);
			await desk.read(page);
			desk.office.pass(600);
			await desk.office.app.follower.readNow(desk.meeting.documentId);
		}
		expect(await desk.sources()).toEqual({ [id]: 'said' });
		await desk.rest();
		expect(await desk.sources()).toEqual({ [id]: 'withdrawn' });
	});

	it('turned into a line of a list gives the same card', async ({ desk }) => {
		const page = await desk.open();
		add(page, sentence);
		const { id } = await soon(desk.oneCard);
		page.doc.transact(() => {
			const body = minutesBody(page.doc);
			body.delete(body.length - 1, 1);
			body.insert(body.length, [element('bulletList', {}, [element('listItem', {}, [paragraph(sentence)])])]);
		});
		await desk.becomesQuiet();
		expect((await desk.oneCard()).id).toBe(id);
	});

	it('split off from another keeps its card', async ({ desk }) => {
		const page = await desk.open();
		add(page, `${sentence}Ben 6月12日前提交报价。`);
		await soon(async () => expect(await desk.cards()).toHaveLength(2));
		const before = (await desk.cards()).map(({ id, said }) => [id, said?.quote]);
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
		await desk.becomesQuiet();
		expect((await desk.cards()).map(({ id, said }) => [id, said?.quote])).toEqual(before);
		expect(await desk.everyCard()).toHaveLength(2);
	});

	it('copied makes a second card, and the first stays what it was', async ({ desk }) => {
		const page = await desk.open();
		add(page, sentence);
		const { id } = await soon(desk.oneCard);
		page.doc.transact(() => minutesBody(page.doc).insert(0, [paragraph(sentence)]));
		await soon(async () => expect(await desk.cards()).toHaveLength(2));
		const [first] = await desk.office.storage.read.cards.anchorsOf([id]);
		expect(first!.runs[0]!.client).toBe(page.doc.clientID);
		expect((await desk.happened({ id })).filter((what) => what !== 'card-resaid')).toEqual(['card-said']);
	});
});

describe.concurrent('a sentence that is deleted', () => {
	it('takes a card with it that nobody has touched, and undo brings back the same card', async ({ desk }) => {
		const page = await desk.open();
		add(page, sentence);
		const { id } = await soon(desk.oneCard);
		const undo = new Y.UndoManager(minutesBody(page.doc));
		minutesBody(page.doc).delete(minutesBody(page.doc).length - 1, 1);
		await soon(async () => expect((await desk.everyCard())[0]?.source).toBe('withdrawn'));
		expect(await desk.cards()).toEqual([]);
		undo.undo();
		await soon(async () => expect(await desk.oneCard()).toMatchObject({ id, source: 'said' }));
	});

	it('leaves a card on the board that somebody has worked on', async ({ desk }) => {
		const page = await desk.open();
		add(page, sentence);
		const { id } = await soon(desk.oneCard);
		const { app, as, people } = desk.office;
		await app.boards.move(as(people.ben), { cardId: id, to: 'in_progress' });
		minutesBody(page.doc).delete(minutesBody(page.doc).length - 1, 1);
		await soon(async () =>
			expect(await desk.oneCard()).toMatchObject({ id, source: 'detached', status: 'in_progress' })
		);
	});

	it('and was dismissed before stays dismissed when it is typed again', async ({ desk }) => {
		const page = await desk.open();
		add(page, sentence);
		const { id } = await soon(desk.oneCard);
		const { app, as, people } = desk.office;
		await app.offers.dismissCard(as(people.ben), id);
		minutesBody(page.doc).delete(minutesBody(page.doc).length - 1, 1);
		await desk.becomesQuiet();
		add(page, sentence);
		add(page, 'Ben 6月12日前提交报价。');
		await soon(async () => expect(await desk.cards()).toHaveLength(1));
		await desk.becomesQuiet();
		expect((await desk.cards()).map(({ said }) => said?.quote)).toEqual(['Ben 6月12日前提交报价']);
		expect((await desk.everyCard()).find((card) => card.id === id)?.source).toBe('dismissed');
	});
});

describe.concurrent('[EX92] a sentence that is deleted and typed again, slowly', () => {
	const chinese = ['由市场部负责短视频', '内容制作，6月10日前', '完成初稿'];
	const english = ['Ana will send the quote', ' and the drawings to the', ' customer by Friday'];

	it.for([
		['in Chinese', chinese],
		['in English', english]
	] as const)('keeps the card that was worked on, %s', async ([, parts], { desk }) => {
		const { page, id, half } = await desk.beginAgain(parts);
		await desk.type(page, parts.slice(1));
		// Nothing disappears while it is being written.
		expect(await desk.sources()).toEqual({ [id]: 'detached', [half.id]: 'said' });
		await desk.rest();
		expect(await desk.oneCard()).toMatchObject({ id, source: 'said', status: 'in_progress' });
		expect(await desk.sources()).toEqual({ [id]: 'said', [half.id]: 'withdrawn' });
		expect((await desk.events(half)).at(-1)).toMatchObject({
			by: { kind: 'extraction' },
			what: { type: 'card-source-changed', from: 'said', to: 'withdrawn', heldBy: id }
		});
		expect((await desk.happened({ id })).slice(-3)).toEqual([
			'card-source-changed',
			'card-source-changed',
			'card-resaid'
		]);
	});

	it('keeps the card when somebody else types it', async ({ desk }) => {
		const [page, other] = [await desk.open(), await desk.open(desk.office.people.ben)];
		const { id } = await desk.workOnWhatIsSaid(page, chinese.join(''));
		await desk.deleteLast(page);
		await desk.typeFirst(other, chinese);
		await desk.type(other, chinese.slice(1));
		// Nobody has to touch the text again.
		await soon(async () => expect(await desk.oneCard()).toMatchObject({ id, source: 'said' }));
	});

	it('keeps the card over a restart', async ({ desk }) => {
		const { page, id, half } = await desk.beginAgain(chinese);
		page.close();
		await desk.office.close();
		const restarted = await openSyncServer({ after: desk.office.storage });
		const again = createDesk(restarted, desk.meeting);
		restarted.office.pass(10_000);
		const back = await again.open();
		await again.type(back, chinese.slice(1), chinese[0]);
		expect(await again.sources()).toEqual({ [id]: 'detached', [half.id]: 'said' });
		await again.rest();
		expect(await again.sources()).toEqual({ [id]: 'said', [half.id]: 'withdrawn' });
		await restarted.close();
	});

	it('keeps the card that nobody had touched, too', async ({ desk }) => {
		const page = await desk.open();
		add(page, chinese.join(''));
		const { id } = await soon(desk.oneCard);
		await desk.deleteLast(page);
		const half = await desk.typeFirst(page, chinese);
		expect(await desk.sources()).toEqual({ [id]: 'withdrawn', [half.id]: 'said' });
		await desk.type(page, chinese.slice(1));
		await desk.rest();
		expect(await desk.sources()).toEqual({ [id]: 'said', [half.id]: 'withdrawn' });
	});

	it('keeps the card without letting it go when it is whole at once', async ({ desk }) => {
		const page = await desk.open();
		const { id } = await desk.workOnWhatIsSaid(page, chinese.join(''));
		// Marked and typed over.
		const text = textOf(page);
		text.delete(0, text.length);
		await desk.typeFirst(page, chinese);
		await desk.type(page, chinese.slice(1));
		await desk.rest();
		expect(await desk.oneCard()).toMatchObject({ id, source: 'said' });
		expect(await desk.happened({ id })).not.toContain('card-source-changed');
	});

	it('keeps the card though the beginning was no promise any more for a while', async ({ desk }) => {
		const { page, id, half } = await desk.beginAgain(chinese);
		textOf(page).delete('由市场部'.length, '负责短视频'.length);
		await desk.read(page);
		await desk.rest();
		expect(await desk.sources()).toEqual({ [id]: 'detached', [half.id]: 'withdrawn' });
		await desk.type(page, ['负责短视频' + chinese.slice(1).join('')]);
		expect(await desk.sources()).toEqual({ [id]: 'said', [half.id]: 'withdrawn' });
	});

	test('keeps the card though the other changed while the sentence was to be given back', async () => {
		let changes: string | null = null;
		const server = await openSyncServer({
			around: (storage) => ({
				...storage,
				read: {
					...storage.read,
					cards: {
						...storage.read.cards,
						async list(...asked) {
							const before = (await storage.read.cards.list(...asked)).map((card) =>
								card.id === changes ? { ...card, version: card.version - 1 } : card
							);
							changes = null;
							return before;
						}
					}
				}
			})
		});
		const desk = createDesk(server, await server.office.openMeeting());
		const { page, id, half } = await desk.beginAgain(chinese);
		textOf(page).delete('由市场部'.length, '负责短视频'.length);
		await desk.read(page);
		await desk.rest();
		changes = half.id;
		textOf(page).insert('由市场部'.length, '负责短视频' + chinese.slice(1).join(''));
		await desk.passTheServer(page);
		await desk.becomesQuiet();
		expect(changes).toBeNull();
		expect(await desk.sources()).toEqual({ [id]: 'said', [half.id]: 'withdrawn' });
		await server.close();
	});

	it('stays dismissed', async ({ desk }) => {
		const page = await desk.open();
		add(page, chinese.join(''));
		const { id } = await soon(desk.oneCard);
		const { app, as, people } = desk.office;
		await app.offers.dismissCard(as(people.ben), id);
		await desk.deleteLast(page);
		const half = await desk.typeFirst(page, chinese);
		await desk.type(page, chinese.slice(1));
		await desk.rest();
		expect(await desk.sources()).toEqual({ [id]: 'dismissed', [half.id]: 'withdrawn' });
	});

	it('keeps the card while its typist takes keys back and brings them again', async ({ desk }) => {
		const { page, id } = await desk.beginAgain(chinese);
		const undo = new Y.UndoManager(minutesBody(page.doc), { captureTimeout: 0 });
		await desk.type(page, [chinese.slice(1).join('')]);
		await desk.rest();
		for (const step of ['undo', 'redo'] as const) {
			undo[step]();
			await desk.read(page);
			await desk.rest();
			expect(await desk.oneCard()).toMatchObject({ id, source: 'said', status: 'in_progress' });
		}
		expect((await desk.oneCard()).said?.quote).toBe(chinese.join(''));
	});

	it('leaves both cards when somebody has worked on the second, or said a word about it', async ({
		desk
	}) => {
		const { page, id, half } = await desk.beginAgain(chinese);
		await desk.type(page, chinese.slice(1));
		const { app, as, people } = desk.office;
		await app.reports.report(as(people.ben), { cardId: half.id, text: '已经和供应商谈过' });
		await desk.rest();
		expect(await desk.sources()).toEqual({ [id]: 'detached', [half.id]: 'said' });
	});

	it('is another promise when it only begins alike', async ({ desk }) => {
		const { page, id, half } = await desk.beginAgain(chinese);
		await desk.type(page, ['剪辑，6月20日前', '完成终稿']);
		await desk.rest();
		expect(await desk.sources()).toEqual({ [id]: 'detached', [half.id]: 'said' });
	});

	it('is another promise when it goes on after the words of the first', async ({ desk }) => {
		const { page, id, half } = await desk.beginAgain(chinese);
		await desk.type(page, chinese.slice(1));
		await desk.type(page, ['和预算']);
		await desk.rest();
		expect(await desk.sources()).toEqual({ [id]: 'detached', [half.id]: 'said' });
	});

	it('is a copy while the first still stands, and when the first goes later', async ({ desk }) => {
		const page = await desk.open();
		const { id } = await desk.workOnWhatIsSaid(page, chinese.join(''));
		const copy = await desk.typeFirst(page, chinese);
		await desk.type(page, chinese.slice(1));
		await desk.rest();
		expect(await desk.sources()).toEqual({ [id]: 'said', [copy.id]: 'said' });
		page.doc.transact(() => minutesBody(page.doc).delete(minutesBody(page.doc).length - 2, 1));
		await desk.read(page);
		await desk.rest();
		expect(await desk.sources()).toEqual({ [id]: 'detached', [copy.id]: 'said' });
	});
});

describe.concurrent('a box in front of a sentence', () => {
	it('done when ticked, and open again when not', async ({ desk }) => {
		const page = await desk.open();
		const box = element('taskItem', { checked: false }, [paragraph(sentence)]);
		page.doc.transact(() => {
			minutesBody(page.doc).insert(minutesBody(page.doc).length, [element('taskList', {}, [box])]);
		});
		const { id } = await soon(desk.oneCard);
		tick(box, true);
		await soon(async () => expect(await desk.oneCard()).toMatchObject({ id, status: 'done', progress: 100 }));
		tick(box, false);
		await soon(async () =>
			expect(await desk.oneCard()).toMatchObject({ id, status: 'in_progress', progress: 0 })
		);
	});
});

describe.concurrent('a text where no page puts one', () => {
	it('is not read, and nothing waits for it', async ({ desk }) => {
		const page = await desk.open();
		const inside = paragraph(sentence);
		page.doc.transact(() => minutesBody(page.doc).insert(0, [element('horizontalRule', {}, [inside])]));
		await desk.passTheServer(page);
		await desk.becomesQuiet();
		textIn(inside).insert(0, '王芳');
		await desk.passTheServer(page);
		await desk.becomesQuiet();
		expect(await desk.cards()).toEqual([]);
	});
});

describe.concurrent('a block in which somebody composes', () => {
	it('is not read before the composition ends', async ({ desk }) => {
		const [page, other] = [await desk.open(), await desk.open(desk.office.people.ben)];
		add(page, '');
		compose(page, true);
		textOf(page).insert(0, sentence);
		await desk.passTheServer(page);
		add(other, 'Ben 6月12日前提交报价。');
		await soon(async () => expect(await desk.cards()).toHaveLength(1));
		await desk.becomesQuiet();
		expect((await desk.oneCard()).said?.quote).toBe('Ben 6月12日前提交报价');
		compose(page, false);
		await soon(async () => expect(await desk.cards()).toHaveLength(2));
	});

	it('keeps the card it had', async ({ desk }) => {
		const page = await desk.open();
		add(page, sentence);
		const { id } = await soon(desk.oneCard);
		compose(page, true);
		textOf(page).delete(0, textOf(page).length);
		textOf(page).insert(0, 'wang fang');
		await desk.passTheServer(page);
		await desk.becomesQuiet();
		expect(await desk.oneCard()).toMatchObject({
			id,
			source: 'said',
			said: { quote: '王芳6月10日前提交样机清单' }
		});
	});

	it('is read when the composer’s page is gone', async ({ desk }) => {
		const page = await desk.open();
		add(page, '');
		compose(page, true);
		textOf(page).insert(0, sentence);
		await desk.passTheServer(page);
		page.close();
		await soon(desk.oneCard);
	});
});

describe.concurrent('after a restart', () => {
	it('what was typed but not read becomes a card, and cards are not made twice', async ({ desk }) => {
		const { app } = desk.office;
		const page = await desk.open();
		add(page, sentence);
		await soon(desk.oneCard);
		const unread = await desk.office.openMeeting({ title: '预算会' });
		const doc = new Y.Doc();
		minutesBody(doc).insert(0, [paragraph('Ben 6月12日前提交报价。')]);
		const update = Y.encodeStateAsUpdate(doc);
		await desk.office.storage.documents.append([
			{
				documentId: unread.documentId,
				update,
				authorId: null,
				at: 1
			}
		]);
		await app.follower.catchUp();
		await app.follower.catchUp();
		expect((await desk.cards()).map(({ said }) => said?.quote)).toEqual([
			'王芳6月10日前提交样机清单',
			'Ben 6月12日前提交报价'
		]);
	});

	it('somebody who goes on typing in a sentence does not lose its card', async ({ desk }) => {
		await desk.office.write(desk.meeting, sentence);
		const { id } = await desk.oneCard();
		await desk.office.close();
		const restarted = await openSyncServer({ after: desk.office.storage });
		const again = createDesk(restarted, desk.meeting);
		const page = await again.open();
		const text = findText(page, sentence);
		// Longer than it takes to give a sentence up for lost.
		for (let key = 0; key < 12; key++) {
			text.insert(text.length, '请');
			await new Promise((resolve) => setTimeout(resolve, 180));
		}
		expect((await again.everyCard()).map((card) => [card.id, card.source])).toEqual([[id, 'said']]);
		expect(await again.happened({ id })).not.toContain('card-source-changed');
		await restarted.close();
	});
});

describe.concurrent('a word of the workspace’s own', () => {
	it('makes cards of minutes that are open when it is added, and takes them back when it is removed', async ({
		desk
	}) => {
		const page = await desk.open();
		add(page, '报价单王芳盯到底。');
		await desk.becomesQuiet();
		expect(await desk.cards()).toEqual([]);
		const { app, people, as } = desk.office;
		const cues = [{ words: '盯到底', place: 'behind-owner' as const }];
		await app.workspaces.change(as(people.ana), { ownWords: { heads: [], cues } });
		const card = await soon(desk.oneCard);
		expect(effectiveFields(card)).toMatchObject({ content: '报价单', owner: { kind: 'person' } });
		await app.workspaces.change(as(people.ana), { ownWords: { heads: [], cues: [] } });
		await soon(async () => expect((await desk.everyCard())[0]!.source).toBe('withdrawn'));
		page.close();
	});
});

describe.concurrent('a name that was unknown', () => {
	it('is known as soon as the person is there', async ({ desk }) => {
		const page = await desk.open();
		add(page, '李娜6月10日前提交样机清单。');
		await soon(async () =>
			expect(effectiveFields(await desk.oneCard()).owner).toEqual({ kind: 'name', name: '李娜' })
		);
		const { app, as, people } = desk.office;
		const { id } = await app.entrance.createMember(as(people.ana), {
			name: '李娜',
			signInName: 'lina',
			password: 'correct horse'
		});
		await soon(async () =>
			expect(effectiveFields(await desk.oneCard()).owner).toEqual({ kind: 'person', id })
		);
	});
});

type Desk = ReturnType<typeof createDesk>;

/** What a test does at the pages of one meeting, and what it sees of the cards. */
function createDesk(server: SyncServer, meeting: Meeting) {
	const { office } = server;
	return {
		office,
		meeting,
		open,
		passTheServer,
		becomesQuiet,
		cards,
		everyCard,
		oneCard,
		happened,
		events,
		sources,
		read,
		rest,
		workOnWhatIsSaid,
		deleteLast,
		typeFirst,
		beginAgain,
		type
	};

	async function open(member: Member = office.people.ana): Promise<Page> {
		const page = server.open(meeting, await office.signIn(member));
		await soon(() => expect(page.provider.synced).toBe(true));
		return page;
	}

	/** Waits until the server has everything that the page has. */
	async function passTheServer({ doc }: Page): Promise<void> {
		const room = (await office.app.rooms.open(meeting.documentId))!;
		await soon(() => {
			expect(Y.encodeStateVector(room.doc)).toEqual(Y.encodeStateVector(doc));
			// What was deleted is in no vector.
			expect(minutesBody(room.doc).toString()).toBe(minutesBody(doc).toString());
		});
	}

	/** Waits until everything that was written is read and nothing is waited for: then it is remembered as read. */
	async function becomesQuiet(): Promise<void> {
		const { storage, app } = office;
		const room = (await app.rooms.open(meeting.documentId))!;
		await soon(() => expect(room.isStoring).toBe(false));
		const composing = [...room.presence().values()].some((state) => state.composing);
		if (composing) return void (await new Promise((resolve) => setTimeout(resolve, 2_500)));
		await soon(async () =>
			expect((await storage.documents.load(meeting.documentId))?.readSeq).toBe(room.lastSeq)
		);
	}

	async function cards(): Promise<Card[]> {
		const all = await office.storage.read.cards.list(office.workspace.id);
		return all.toSorted((a, b) => (a.rank < b.rank ? -1 : 1));
	}

	function everyCard(): Promise<Card[]> {
		return office.storage.read.cards.list(office.workspace.id, { offBoard: true });
	}

	async function oneCard(): Promise<Card> {
		const all = await cards();
		expect(all).toHaveLength(1);
		return all[0]!;
	}

	function events({ id }: Pick<Card, 'id'>) {
		return office.storage.read.events.ofCard(id);
	}

	async function happened(card: Pick<Card, 'id'>): Promise<string[]> {
		return (await events(card)).map(({ what }) => what.type);
	}

	async function sources(): Promise<Record<string, Card['source']>> {
		return Object.fromEntries((await everyCard()).map(({ id, source }) => [id, source]));
	}

	/** The typist pauses: what the page has is read. */
	async function read(page: Page): Promise<void> {
		await passTheServer(page);
		await office.app.follower.readNow(meeting.documentId);
	}

	/** Nobody writes for as long as it takes a card to leave its sentence. */
	async function rest(): Promise<void> {
		await office.app.follower.readNow(meeting.documentId);
		office.pass(2_000);
		await office.app.follower.readNow(meeting.documentId);
	}

	/** Somebody writes a sentence, and Ben begins with it. */
	async function workOnWhatIsSaid(page: Page, words: string): Promise<Card> {
		add(page, words);
		await read(page);
		const { id } = await oneCard();
		await office.app.boards.move(office.as(office.people.ben), { cardId: id, to: 'in_progress' });
		return oneCard();
	}

	async function deleteLast(page: Page): Promise<void> {
		minutesBody(page.doc).delete(minutesBody(page.doc).length - 1, 1);
		await read(page);
		await rest();
	}

	/** Types the beginning of a sentence, in the last line when that is empty: the card that is made of it. */
	async function typeFirst(page: Page, [part]: readonly string[]): Promise<Card> {
		const before = new Set((await everyCard()).map(({ id }) => id));
		if (textOf(page).length > 0) add(page, '');
		await type(page, [part!]);
		const made = (await everyCard()).filter(({ id }) => !before.has(id));
		expect(made).toMatchObject([{ source: 'said', said: { quote: part } }]);
		return made[0]!;
	}

	/** A card that is worked on, its sentence deleted, and the first of its parts typed again. */
	async function beginAgain(parts: readonly string[]): Promise<{ page: Page; id: string; half: Card }> {
		const page = await open();
		const { id } = await workOnWhatIsSaid(page, parts.join(''));
		await deleteLast(page);
		return { page, id, half: await typeFirst(page, parts) };
	}

	/** Types on in the last line, or behind some words, and pauses after each part. */
	async function type(page: Page, parts: readonly string[], behind?: string): Promise<void> {
		const text = behind === undefined ? textOf(page) : findText(page, behind);
		for (const part of parts) {
			text.insert(text.length, part);
			await read(page);
		}
	}
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
