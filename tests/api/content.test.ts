import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CardView } from '#domain/board/card-view.ts';
import type { MinuteboardEvent } from '#domain/event.ts';
import type { Meeting } from '#domain/meeting.ts';
import { openApi, type ApiServer } from './api-server.ts';

/** What the API answers to somebody who may ask: Ana, signed in. */
let api: ApiServer;
let meeting: Meeting;
let cookie: string;
beforeEach(async () => {
	api = await openApi();
	meeting = await api.office.openMeeting({ place: '302 会议室' });
	cookie = await api.office.signIn(api.office.people.ana);
});
afterEach(async () => {
	expect(api.office.failures).toEqual([]);
	await api.close();
});

const sentence = '王芳6月10日前提交样机清单。';

describe('a meeting', () => {
	const facts = {
		title: '预算会',
		day: '2024-06-06',
		from: '10:00',
		to: '11:30',
		ways: ['online'],
		platform: '腾讯会议'
	};

	it('is opened by the form, with only what may be said', async () => {
		const { MKT } = api.office.departments;
		const { status, body } = await post<{ meeting: Meeting }>('/meetings', {
			...facts,
			formId: 'cross-department-minutes',
			departmentIds: [MKT.id],
			...{
				id: 'z'.repeat(20),
				workspaceId: 'w',
				documentId: 'd',
				state: 'signed',
				joinVersion: 9,
				createdBy: 'x'
			}
		});
		expect(status).toBe(201);
		expect(body.meeting).toMatchObject({
			title: '预算会',
			state: 'notice',
			joinVersion: 1,
			departmentIds: [MKT.id]
		});
		expect(body.meeting.createdBy).toBe(api.office.people.ana.id);
		expect(body.meeting.workspaceId).toBe(api.office.workspace.id);
		expect(new Date(body.meeting.startsAt).toISOString()).toBe('2024-06-06T02:00:00.000Z');
		expect((await get<{ meeting: Meeting }>(`/meetings/${body.meeting.id}`)).body.meeting).toEqual(
			body.meeting
		);
		expect((await get<{ meetings: Meeting[] }>('/meetings')).body.meetings.map(({ id }) => id)).toEqual([
			body.meeting.id,
			meeting.id
		]);
	});

	it('is not opened with facts that are wrong, and says which', async () => {
		const wrong = { ...facts, formId: 'poem', day: '2024-02-30', ways: [], attendeeIds: ['?'] };
		const { status, body } = await post('/meetings', wrong);
		expect(status).toBe(400);
		expect(body).toEqual({
			error: {
				code: 'invalid-input',
				fields: { day: 'invalid-input', ways: 'invalid-input', 'attendeeIds.0': 'invalid-input' }
			}
		});
	});

	it('keeps what an edit does not name, and what an edit may not touch', async () => {
		const edit = {
			title: '改期',
			from: '16:00',
			to: '17:00',
			state: 'archived',
			joinVersion: 7,
			workspaceId: 'w'
		};
		const { body } = await call<{ meeting: Meeting }>('PATCH', `/meetings/${meeting.id}`, edit);
		const { title, startsAt, endsAt, ...rest } = body.meeting;
		expect({ title, startsAt, endsAt }).toEqual({
			title: '改期',
			startsAt: meeting.startsAt + 7_200_000,
			endsAt: meeting.endsAt + 7_200_000
		});
		expect(meeting).toMatchObject(rest);
	});

	it('goes from state to state as meetings do', async () => {
		const path = `/meetings/${meeting.id}/state`;
		expect((await post<{ meeting: Meeting }>(path, { to: 'draft' })).body.meeting.state).toBe('draft');
		expect(await post(path, { to: 'archived' })).toMatchObject({
			status: 409,
			body: { error: { code: 'conflict' } }
		});
		expect((await post(path, { to: 'over' })).status).toBe(400);
	});

	it('gives its minutes as Markdown', async () => {
		await api.office.write(meeting, sentence);
		const { headers, text } = await get(`/meetings/${meeting.id}/minutes`);
		expect(headers.get('content-type')).toBe('text/markdown; charset=utf-8');
		expect(headers.get('cache-control')).toBe('no-store');
		expect(text).toMatch(/^# 新品推广跨部门沟通\n\n2024-06-05\n\n## 沟通背景与目标\n/);
		expect(text).toContain(sentence);
	});

	it('gives its action items as the extract command would', async () => {
		const [card] = await api.office.write(meeting, sentence);
		await call('PATCH', `/cards/${card!.id}`, { priority: 'high' });
		const { body } = await get(`/meetings/${meeting.id}/items`);
		expect(body).toEqual({
			doc: meeting.id,
			date: '2024-06-05',
			items: [
				{
					card: card!.id,
					task: '提交样机清单',
					owner: ['王芳'],
					due: '2024-06-10',
					dueText: '6月10日前',
					deliverable: card!.said!.deliverable,
					priority: 'high',
					state: 'open',
					status: 'not_started',
					progress: 0,
					confidence: card!.said!.confidence,
					evidence: {
						quote: '王芳6月10日前提交样机清单',
						owner: [{ text: '王芳' }],
						due: { text: '6月10日前', kind: 'by', time: null },
						support: []
					}
				}
			]
		});
	});
});

describe('a doubtful sentence', () => {
	const doubtful = '会后确认海报尺寸。';
	const offers = () => `/meetings/${meeting.id}/offers`;
	beforeEach(() => api.office.write(meeting, doubtful));

	it('becomes a card when somebody says so', async () => {
		expect(await cards()).toEqual([]);
		const { status, body } = await post<{ card: CardView }>(`${offers()}/accept`, { quote: doubtful });
		expect(status).toBe(200);
		expect(body.card.said?.quote).toBe('会后确认海报尺寸');
		expect(await cards()).toEqual([body.card]);
	});

	it('can only be accepted while it stands in the minutes', async () => {
		const { status, body } = await post(`${offers()}/accept`, { quote: '会后确认传单尺寸。' });
		expect({ status, body }).toMatchObject({ status: 409, body: { error: { code: 'conflict' } } });
		expect(await cards()).toEqual([]);
	});

	it('stays dismissed', async () => {
		expect((await post(`${offers()}/dismiss`, { quote: doubtful })).status).toBe(204);
		expect(await api.office.storage.read.cards.dismissals(meeting.id)).toEqual(['会后确认海报尺寸']);
	});

	it('is neither accepted nor dismissed without its words', async () => {
		for (const verb of ['accept', 'dismiss']) {
			expect(await post(`${offers()}/${verb}`, { quote: '  ' })).toMatchObject({
				status: 400,
				body: { error: { fields: { quote: 'invalid-input' } } }
			});
		}
	});
});

describe('cards', () => {
	let card: CardView;
	beforeEach(async () => {
		await api.office.write(meeting, sentence, '销售部6月12日前确认门店名单。');
		card = (await cards()).find(({ said }) => said?.quote.startsWith('王芳'))!;
	});

	it('are chosen by meeting, project, department and status', async () => {
		const other = await api.office.openMeeting({ title: '预算会' });
		const { MKT, SAL } = api.office.departments;
		const count = async (query: string) =>
			(await get<{ cards: CardView[] }>(`/cards?${query}`)).body.cards.length;
		expect(await count('')).toBe(2);
		expect(await count(`meeting=${meeting.id}`)).toBe(2);
		expect(await count(`meeting=${other.id}`)).toBe(0);
		expect(await count(`department=${MKT.id}&status=not_started`)).toBe(1);
		expect(await count(`department=${SAL.id}&status=done`)).toBe(0);
		expect(await count(`project=${'z'.repeat(20)}`)).toBe(0);
		expect(await count('meeting=&status=')).toBe(2);
	});

	it('are not chosen by what is no status or id', async () => {
		expect(await get('/cards?status=lost')).toMatchObject({
			status: 400,
			body: { error: { fields: { status: 'invalid-input' } } }
		});
		expect((await get('/cards?meeting=%00')).status).toBe(400);
		// Nor by what nobody asks for: all cards would be no answer.
		expect(await get('/cards?meetingId=x&status=done')).toMatchObject({
			status: 400,
			body: { error: { code: 'invalid-input', fields: { meetingId: 'invalid-input' } } }
		});
	});

	it('of other meetings are not shown to a guest who asks for them', async () => {
		const other = await api.office.openMeeting({ title: '预算会' });
		const guest = (await api.office.joinAsGuest(other)).cookie;
		const seen = await api.call<{ cards: CardView[] }>({ path: '/api/v1/cards', cookie: guest });
		expect(seen.body.cards).toEqual([]);
		expect((await api.call({ path: `/api/v1/cards?meeting=${meeting.id}`, cookie: guest })).status).toBe(404);
	});

	it('tell what happened to them', async () => {
		await post(`/cards/${card.id}/move`, { to: 'in_progress' });
		const { body } = await get<{ card: CardView; events: MinuteboardEvent[]; seq: number }>(
			`/cards/${card.id}`
		);
		expect(body.events.map(({ what, by }) => [what.type, by.kind])).toEqual([
			['card-said', 'extraction'],
			['card-moved', 'member']
		]);
		expect(body.card).toMatchObject({ status: 'in_progress', version: body.seq, anchor: card.anchor });
	});

	it('are edited field by field, and in nothing else', async () => {
		const edit = {
			content: '提交样机清单和照片',
			owner: { kind: 'person', id: api.office.people.ben.id },
			due: '2024-06-11',
			progress: 25,
			...{
				status: 'done',
				source: 'dismissed',
				rank: 'Zz',
				version: 0,
				workspaceId: 'w',
				meetingId: null,
				said: null
			}
		};
		const { body } = await call<{ card: CardView }>('PATCH', `/cards/${card.id}`, edit);
		expect(body.card).toMatchObject({
			progress: 25,
			status: 'not_started',
			source: 'said',
			rank: card.rank,
			meetingId: meeting.id,
			workspaceId: api.office.workspace.id,
			said: { quote: card.said!.quote },
			departmentId: api.office.departments.SAL.id
		});
		expect(body.card.changed.content?.value).toBe('提交样机清单和照片');
		expect(body.card.changed.due?.value).toBe('2024-06-11');
	});

	it('are not given to strangers, nor edited into nonsense', async () => {
		for (const edit of [
			{ owner: { kind: 'person', id: 'z'.repeat(20) } },
			{ progress: 101 },
			{ due: '2024-13-01' },
			{ content: ' ' },
			{ priority: 'urgent' }
		]) {
			expect((await call('PATCH', `/cards/${card.id}`, edit)).status).toBe(400);
		}
		expect(await cards()).toContainEqual(card);
	});

	it('are delayed with a reason and a new day only', async () => {
		const path = `/cards/${card.id}/move`;
		const code = async (body: object) =>
			(await post<{ error: { code: string } }>(path, body)).body.error.code;
		expect(await code({ to: 'delayed' })).toBe('needs-reason');
		expect(await code({ to: 'delayed', reason: '样机在海关' })).toBe('needs-new-day');
		expect(await code({ to: 'delayed', reason: '样机在海关', newDay: '2024-06-01' })).toBe('day-not-after');
		const { body } = await post<{ card: CardView }>(path, {
			to: 'delayed',
			reason: '样机在海关',
			newDay: '2024-06-14'
		});
		expect(body.card).toMatchObject({
			status: 'delayed',
			delay: { reason: '样机在海关', newDay: '2024-06-14' }
		});
	});

	it('move where they are dropped; the address says which', async () => {
		const other = (await cards()).find(({ id }) => id !== card.id)!;
		const drop = {
			cardId: other.id,
			to: 'not_started',
			above: null,
			below: card.rank < other.rank ? card.id : other.id
		};
		const moving = card.rank < other.rank ? other : card;
		const { body } = await post<{ card: CardView }>(`/cards/${moving.id}/move`, { ...drop, rank: 'a9' });
		expect(body.card.id).toBe(moving.id);
		expect(body.card.rank < (moving === card ? other : card).rank).toBe(true);
	});

	it('can be dismissed and brought back', async () => {
		const { body } = await post<{ card: CardView }>(`/cards/${card.id}/dismiss`);
		expect(body.card.source).toBe('dismissed');
		expect(await cards()).toHaveLength(1);
		expect((await post(`/cards/${card.id}/move`, { to: 'done' })).status).toBe(409);
		expect((await post<{ card: CardView }>(`/cards/${card.id}/restore`)).body.card.source).toBe('said');
		expect(await cards()).toHaveLength(2);
	});

	it('of closed minutes cannot be dismissed', async () => {
		for (const to of ['draft', 'circulated', 'signed']) await post(`/meetings/${meeting.id}/state`, { to });
		expect(await post(`/cards/${card.id}/dismiss`)).toMatchObject({
			status: 409,
			body: { error: { code: 'meeting-closed' } }
		});
	});
});

describe('people', () => {
	it('are told without what they sign in with', async () => {
		const { body, text } = await get<{ members: object[]; departments: object[]; projects: object[] }>(
			'/people'
		);
		expect(body.members).toHaveLength(6);
		expect(body.departments).toHaveLength(5);
		expect(body.members[0]).toEqual({
			id: api.office.people.ana.id,
			name: 'Ana',
			aliases: [],
			role: 'administrator',
			departmentIds: [api.office.departments.MKT.id],
			guestOf: null,
			removedAt: null
		});
		expect(text).not.toMatch(/signIn|password|hash/i);
	});
});

function call<Body>(method: string, path: string, body?: object) {
	return api.call<Body>({ method, path: `/api/v1${path}`, body, cookie });
}
function get<Body>(path: string) {
	return call<Body>('GET', path);
}
function post<Body>(path: string, body?: object) {
	return call<Body>('POST', path, body);
}
async function cards(): Promise<CardView[]> {
	return (await get<{ cards: CardView[] }>('/cards')).body.cards;
}
