import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Block } from '#domain/extraction/block.ts';
import type { Proposal } from '#domain/extraction/proposals.ts';
import { createCompanyModel, type CompanyModel } from '#server/extraction/company-model.ts';
import { createProposer } from '#server/extraction/proposer.ts';
import { writePassage } from '#server/demo/author-minutes.ts';
import { openFakeModel, proposing, saying, type FakeModel } from '#support/fake-model.ts';
import { openOffice, type Office } from '#support/office.ts';
import type { Notice } from '#sync/protocol.ts';

/** A company's own model, played by a server on this machine that answers right, wrong, late, or not at all. */
let fake: FakeModel;
beforeEach(async () => {
	fake = await openFakeModel();
});
afterEach(() => fake.close());

const never = new AbortController().signal;
const quote = '展会的灯箱画面下周五前应该就有了';
const sentence = `王芳那边${quote}。`;

async function until(isTrue: () => boolean | Promise<boolean>, patience = 8_000): Promise<void> {
	for (const end = performance.now() + patience; !(await isTrue());) {
		if (performance.now() > end) throw new Error('it did not come true');
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
}

describe('the model is asked', () => {
	const ask = (text = sentence) => createCompanyModel(fake.settings, { patienceMs: 400 })(text, never);

	it('with the text, its name and its key, and answers proposals', async () => {
		fake.answer = proposing([{ quote, owner: '王芳' }, { quote: '别的' }]);
		expect(await ask()).toEqual([
			{ quote, owner: '王芳' },
			{ quote: '别的', owner: null }
		]);
		expect(fake.asked).toMatchObject([
			{
				path: '/v1/chat/completions',
				key: 'Bearer for the model only',
				body: { model: 'house-model', messages: [{}, { content: sentence }] }
			}
		]);
	});

	it('and may put its JSON into a fence', async () => {
		fake.answer = saying('Here you are:\n```json\n{"items": []}\n```');
		expect(await ask()).toEqual([]);
	});

	it.each<[string, FakeModel['answer'], string]>([
		['words that are no JSON', saying('I found nothing, sorry.'), 'malformed'],
		['broken JSON', saying('{"items": [{"quote": "a"'), 'malformed'],
		['JSON of another shape', saying('{"items": [{"task": "a"}]}'), 'malformed'],
		['JSON without its wrapping', (response) => void response.end('{"items": []}'), 'malformed'],
		['nothing', (response) => void response.end(), 'malformed'],
		['an error', (response) => void response.writeHead(500).end('out of memory'), 'refused'],
		['a refusal', (response) => void response.writeHead(401).end(), 'refused'],
		['nothing for too long', () => {}, 'too-slow'],
		[
			'a drop at a time',
			(response) => {
				const drop = setInterval(() => response.write(' '), 20);
				response.on('close', () => clearInterval(drop));
			},
			'too-slow'
		],
		['a broken line', (response) => void response.socket?.destroy(), 'unreachable'],
		[
			'more than anybody reads',
			(response) => {
				const flood = () => {
					while (response.writable && response.write('x'.repeat(64 * 1024)));
				};
				response.on('drain', flood);
				flood();
			},
			'too-large'
		]
	])('%s is a failure with a name', async (_, answer, reason) => {
		fake.answer = answer;
		await expect(ask()).rejects.toMatchObject({ name: 'ModelFailure', message: reason });
	});

	it('and a redirect elsewhere is not followed', async () => {
		const elsewhere = await openFakeModel();
		elsewhere.answer = proposing([{ quote }]);
		fake.answer = (response) =>
			void response.writeHead(307, { location: `${elsewhere.settings.url}/chat/completions` }).end();
		await expect(ask()).rejects.toMatchObject({ message: 'unreachable' });
		expect(elsewhere.asked).toEqual([]);
		await elsewhere.close();
	});

	it('and may not be there at all', async () => {
		await fake.close();
		await expect(ask()).rejects.toMatchObject({ message: 'unreachable', cause: 'ECONNREFUSED' });
		fake = await openFakeModel();
	});
});

describe('reading along', () => {
	const blocksOf = (...texts: string[]): Block[] =>
		texts.map((text, at) => ({ id: `b${at}`, text, place: { kind: 'paragraph' } }));

	function readAlong(model: CompanyModel) {
		const failures: unknown[] = [];
		const heard: (readonly Proposal[])[] = [];
		const proposer = createProposer({
			model,
			onFailure: (failure) => void failures.push(failure),
			quietMs: 30
		});
		const read = (...texts: string[]) =>
			proposer.read('minutes', blocksOf(...texts), (proposals) => void heard.push(proposals));
		return { proposer, read, heard, failures };
	}

	it('waits until the text is quiet, and asks one thing at a time', async () => {
		const asked: string[] = [];
		let answer: (proposals: Proposal[]) => void = () => {};
		const { read, heard } = readAlong((text) => {
			asked.push(text);
			return new Promise((resolve) => (answer = resolve));
		});
		for (const end of ['甲', '甲乙', '甲乙丙']) read(end);
		await until(() => asked.length === 1);
		read('甲乙丙丁');
		read('甲乙丙丁戊', '', '第二段');
		await new Promise((resolve) => setTimeout(resolve, 100));
		expect(asked).toEqual(['甲乙丙']);
		answer([{ quote: '甲乙丙', owner: null }]);
		await until(() => asked.length === 2);
		expect(asked).toEqual(['甲乙丙', '甲乙丙丁戊\n第二段']);
		answer([{ quote: '甲乙丙', owner: null }]);
		await new Promise((resolve) => setTimeout(resolve, 50));
		// The same again is no news, and the same text is not asked about again.
		read('甲乙丙丁戊', '', '第二段');
		await new Promise((resolve) => setTimeout(resolve, 100));
		expect(heard).toEqual([[{ quote: '甲乙丙', owner: null }]]);
		expect(asked).toHaveLength(2);
	});

	it('of long minutes reads the end, in whole paragraphs', async () => {
		const asked: string[] = [];
		const { read } = readAlong(async (text) => (asked.push(text), []));
		read('甲'.repeat(15_000), '乙'.repeat(12_000), '丙');
		await until(() => asked.length === 1);
		expect(asked[0]).toBe(`${'乙'.repeat(12_000)}\n丙`);
	});

	it('a failure changes nothing, and the next text is asked about again', async () => {
		const results = [
			async () => [{ quote: '甲乙', owner: null }],
			() => Promise.reject(new Error('500')),
			async () => []
		];
		const { proposer, read, heard, failures } = readAlong(() => results.shift()!());
		read('甲乙');
		await until(() => heard.length === 1);
		read('甲乙丙');
		await until(() => failures.length === 1);
		expect(proposer.of('minutes')).toEqual([{ quote: '甲乙', owner: null }]);
		read('甲乙丙丁');
		await until(() => heard.length === 2);
		expect(proposer.of('minutes')).toEqual([]);
	});

	it('ends with the document, and is silent about it', async () => {
		let gone = false;
		const { proposer, read, failures } = readAlong(
			(_, signal) =>
				new Promise((_resolve, reject) =>
					signal.addEventListener('abort', () => {
						gone = true;
						reject(signal.reason as Error);
					})
				)
		);
		read('甲乙');
		await new Promise((resolve) => setTimeout(resolve, 80));
		proposer.forget('minutes');
		await until(() => gone);
		await new Promise((resolve) => setTimeout(resolve, 20));
		expect({ failures, of: proposer.of('minutes') }).toEqual({ failures: [], of: [] });
	});
});

describe('in the minutes', () => {
	let office: Office;
	afterEach(async () => {
		expect(office.failures).toEqual([]);
		await office.close();
	});

	/** Somebody writes the sentence while a page is open; answers what the page was told. */
	async function write(...texts: string[]) {
		const meeting = await office.openMeeting();
		const room = (await office.app.rooms.open(meeting.documentId))!;
		const notices: Notice[] = [];
		const page = {
			memberId: office.people.ana.id,
			send: () => {},
			notice: (one: Notice) => void notices.push(one)
		};
		room.join(page);
		await writePassage(room, office.people.ana.id, { write: 'paragraphs', section: 1, texts });
		return { meeting, room, notices };
	}
	const ana = () => office.as(office.people.ana);
	const cards = () => office.storage.read.cards.list(office.workspace.id, { offBoard: true });

	it('a proposal makes no card, can be taken, and then lives with its sentence', async () => {
		office = await openOffice({ model: fake.settings });
		fake.answer = proposing([
			{ quote, owner: '王芳' },
			{ quote: '王芳负责订酒店', owner: '王芳' },
			{ quote: sentence, owner: '刘洋' }
		]);
		const { meeting, room, notices } = await write(sentence);
		await until(() => notices.length === 1);
		expect(notices[0]).toMatchObject({ kind: 'proposed', proposals: [{ quote }, {}, {}] });
		const late: Notice[] = [];
		room.join({ memberId: null, send: () => {}, notice: (one) => void late.push(one) });
		expect(late).toEqual(notices);
		expect(await cards()).toEqual([]);

		// What does not stand in the text cannot be taken, whatever the model said.
		for (const invented of ['王芳负责订酒店', sentence])
			await expect(
				office.app.offers.accept(ana(), { meetingId: meeting.id, quote: invented })
			).rejects.toMatchObject({ code: 'conflict' });
		const taken = await office.app.offers.accept(ana(), { meetingId: meeting.id, quote });
		expect(taken).toMatchObject({
			source: 'said',
			said: { quote, due: '2024-06-14', ownerText: '王芳', proposed: true }
		});
		const again = await office.app.offers.accept(ana(), { meetingId: meeting.id, quote });
		expect(again.id).toBe(taken.id);

		// Read again and again it stays, also when a word of it changes; without its sentence it goes.
		const edit = (words: string, to: string) =>
			writePassage(room, office.people.ana.id, { write: 'reword', words, to });
		await office.app.follower.readNow(meeting.documentId);
		await edit('灯箱画面', '灯箱和海报画面');
		await office.app.follower.readNow(meeting.documentId);
		office.pass(2_000);
		await office.app.follower.readNow(meeting.documentId);
		expect(await cards()).toMatchObject([
			{ id: taken.id, source: 'said', said: { quote: '展会的灯箱和海报画面下周五前应该就有了' } }
		]);
		await edit('王芳那边展会的灯箱和海报画面下周五前应该就有了。', '无。');
		await office.app.follower.readNow(meeting.documentId);
		office.pass(2_000);
		await office.app.follower.readNow(meeting.documentId);
		expect(await cards()).toMatchObject([{ id: taken.id, source: 'withdrawn' }]);
	});

	it('a model that fails costs nobody anything: cards come as ever', async () => {
		fake.answer = (response) => void response.writeHead(500).end();
		office = await openOffice({ model: fake.settings });
		const { notices } = await write(sentence, '由市场部负责短视频内容制作，6月10日前完成初稿。');
		await until(async () => (await cards()).length === 1);
		await until(() => fake.asked.length === 1);
		expect(notices).toEqual([]);
	});

	it('nobody is asked where no model is set', async () => {
		office = await openOffice();
		await write(sentence);
		await new Promise((resolve) => setTimeout(resolve, 2_800));
		expect(fake.asked).toEqual([]);
		expect(office.app.modelName).toBeNull();
	});
});
