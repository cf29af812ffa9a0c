import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Card } from '#domain/board/card.ts';
import type { Meeting } from '#domain/meeting.ts';
import { longId } from '#support/office.ts';
import { makeCard, makeMeeting, makeSaid, makeWorkspace } from '#support/cast.ts';
import { openApi, type ApiServer } from './api-server.ts';

/**
 * Every route and method × everybody who might ask × every id they might name. A new route without a row here fails;
 * so does any success that is not written down.
 */
type Row = {
	/** Where to find it, with the meeting and card that are asked for. */
	readonly path: (asked: { readonly meeting: string; readonly card: string }) => string;
	readonly body?: object;
	/** How many kB the body may have. */
	readonly largest?: number;
	readonly member: number;
	/** A guest, of the meeting that is asked for. */
	readonly guest: number;
	/** The same when the meeting or card is another one; left out where the address names none. */
	readonly stranger?: number;
};

const facts = { title: '周会', day: '2024-06-05', from: '14:00', to: '15:00', ways: ['onsite'] };
const sentence = '王芳6月10日前提交样机清单。';
const doubtful = '会后确认海报尺寸。';

const rows: Record<string, Row> = {
	'GET /api/v1/meetings': { path: () => '/meetings', member: 200, guest: 200 },
	'POST /api/v1/meetings': {
		path: () => '/meetings',
		body: { formId: 'cross-department-minutes', ...facts },
		member: 201,
		guest: 403
	},
	'POST /api/v1/imports': {
		path: () => '/imports',
		largest: 512,
		body: { title: '周会', day: '2024-03-05', blocks: [{ text: sentence, place: { kind: 'paragraph' } }] },
		member: 200,
		guest: 403
	},
	'POST /api/v1/meetings/[id]/offers/accept-open': {
		path: ({ meeting }) => `/meetings/${meeting}/offers/accept-open`,
		member: 200,
		guest: 200,
		stranger: 404
	},
	'GET /api/v1/meetings/[id]': {
		path: ({ meeting }) => `/meetings/${meeting}`,
		member: 200,
		guest: 200,
		stranger: 404
	},
	'PATCH /api/v1/meetings/[id]': {
		path: ({ meeting }) => `/meetings/${meeting}`,
		body: { title: '另一个题目' },
		member: 200,
		guest: 403,
		stranger: 404
	},
	'POST /api/v1/meetings/[id]/state': {
		path: ({ meeting }) => `/meetings/${meeting}/state`,
		body: { to: 'draft' },
		member: 200,
		guest: 403,
		stranger: 404
	},
	'GET /api/v1/meetings/[id]/items': {
		path: ({ meeting }) => `/meetings/${meeting}/items`,
		member: 200,
		guest: 200,
		stranger: 404
	},
	'GET /api/v1/meetings/[id]/minutes': {
		path: ({ meeting }) => `/meetings/${meeting}/minutes`,
		member: 200,
		guest: 200,
		stranger: 404
	},
	'GET /api/v1/meetings/[id]/removed': {
		path: ({ meeting }) => `/meetings/${meeting}/removed`,
		member: 200,
		guest: 403,
		stranger: 404
	},
	'POST /api/v1/meetings/[id]/removed/bring-back': {
		path: ({ meeting }) => `/meetings/${meeting}/removed/bring-back`,
		body: { key: '1-nobody' },
		// Nothing was removed there.
		member: 409,
		guest: 403,
		stranger: 404
	},
	'POST /api/v1/meetings/[id]/offers/accept': {
		path: ({ meeting }) => `/meetings/${meeting}/offers/accept`,
		body: { quote: doubtful },
		member: 200,
		guest: 200,
		stranger: 404
	},
	'POST /api/v1/meetings/[id]/offers/dismiss': {
		path: ({ meeting }) => `/meetings/${meeting}/offers/dismiss`,
		body: { quote: doubtful },
		member: 204,
		guest: 204,
		stranger: 404
	},
	'GET /api/v1/cards': { path: () => '/cards', member: 200, guest: 200 },
	'GET /api/v1/removed-cards': { path: () => '/removed-cards', member: 200, guest: 403 },
	'POST /api/v1/cards/[id]/take-back': {
		path: ({ card }) => `/cards/${card}/take-back`,
		member: 409,
		guest: 403,
		stranger: 404
	},
	'POST /api/v1/cards': {
		path: () => '/cards',
		largest: 512,
		body: { cards: [{ content: '提交报价' }] },
		member: 201,
		guest: 403
	},
	'POST /api/v1/changes': {
		path: () => '/changes',
		body: { cardIds: [longId('nobody')], edit: { priority: 'low' } },
		member: 200,
		guest: 403
	},
	'GET /api/v1/cards/[id]': {
		path: ({ card }) => `/cards/${card}`,
		member: 200,
		guest: 200,
		stranger: 404
	},
	'PATCH /api/v1/cards/[id]': {
		path: ({ card }) => `/cards/${card}`,
		body: { progress: 40 },
		member: 200,
		guest: 403,
		stranger: 404
	},
	'POST /api/v1/cards/[id]/move': {
		path: ({ card }) => `/cards/${card}/move`,
		body: { to: 'in_progress' },
		member: 200,
		guest: 403,
		stranger: 404
	},
	'POST /api/v1/cards/[id]/undo': {
		path: ({ card }) => `/cards/${card}/undo`,
		body: { seq: 1 },
		member: 409,
		guest: 403,
		stranger: 404
	},
	'POST /api/v1/cards/[id]/feedback': {
		path: ({ card }) => `/cards/${card}/feedback`,
		body: { text: '样机已到' },
		member: 200,
		guest: 403,
		stranger: 404
	},
	'POST /api/v1/cards/[id]/answer': {
		path: ({ card }) => `/cards/${card}/answer`,
		body: { answer: 'accepted' },
		member: 403,
		guest: 403,
		stranger: 404
	},
	'POST /api/v1/cards/[id]/acknowledge': {
		path: ({ card }) => `/cards/${card}/acknowledge`,
		body: { departmentId: longId('dep-sal') },
		member: 409,
		guest: 403,
		stranger: 404
	},
	'POST /api/v1/cards/[id]/dismiss': {
		path: ({ card }) => `/cards/${card}/dismiss`,
		member: 200,
		guest: 200,
		stranger: 404
	},
	'POST /api/v1/cards/[id]/remove': {
		path: ({ card }) => `/cards/${card}/remove`,
		member: 409,
		guest: 403,
		stranger: 404
	},
	'POST /api/v1/acts/[seq]/undo': { path: () => '/acts/1/undo', member: 409, guest: 403 },
	'POST /api/v1/cards/[id]/restore': {
		path: ({ card }) => `/cards/${card}/restore`,
		member: 200,
		guest: 200,
		stranger: 404
	},
	'GET /api/v1/filters': { path: () => '/filters', member: 200, guest: 403 },
	'POST /api/v1/filters': {
		path: () => '/filters',
		body: { name: 'Late', search: 'late=1' },
		member: 200,
		guest: 403
	},
	'POST /api/v1/filters/[id]/remove': {
		path: () => '/filters/0123456789/remove',
		member: 204,
		guest: 403
	},
	'GET /api/v1/people': { path: () => '/people', member: 200, guest: 403 }
};

let api: ApiServer;
let meeting: Meeting;
let card: Card;
beforeEach(async () => {
	api = await openApi();
	meeting = await api.office.openMeeting();
	[card] = (await api.office.write(meeting, sentence, doubtful)) as [Card];
});
afterEach(async () => {
	expect(api.office.failures).toEqual([]);
	await api.close();
});

it('every route has a row', () => {
	expect(Object.keys(rows).toSorted()).toEqual(api.routes.toSorted());
});

describe.each(Object.entries(rows))('%s', (route, { path, body, largest = 256, member, guest, stranger }) => {
	const method = route.split(' ')[0]!;
	const isRestore = route.endsWith('/restore');

	it('asks who it is', async () => {
		for (const who of [{}, { cookie: 'minuteboard=' + 'a'.repeat(40) }, { token: 'a'.repeat(32) }]) {
			await expectRefusal(who, own(), { status: 401, code: 'not-signed-in' });
		}
	});

	it('serves a member, by session and by token', async () => {
		const { ben } = api.office.people;
		await prepare();
		expect((await send({ cookie: await api.office.signIn(ben) }, own())).status).toBe(member);
		await prepare();
		expect((await send({ token: await api.office.apiToken(ben) }, own())).status).toBe(member);
	});

	it('serves a guest as far as the meeting goes', async () => {
		const { cookie } = await api.office.joinAsGuest(meeting);
		await prepare();
		if (guest < 400) expect((await send({ cookie }, own())).status).toBe(guest);
		else await expectRefusal({ cookie }, own(), { status: guest, code: 'forbidden' });
	});

	it('knows nothing of what does not exist', async () => {
		if (stranger === undefined) return expect(path(own())).toBe(path(missing));
		const cookie = await api.office.signIn(api.office.people.ana);
		await expectRefusal({ cookie }, missing, { status: stranger, code: 'not-found' });
	});

	it('knows nothing of another workspace', async () => {
		if (stranger === undefined) return expect(path(own())).toBe(path(missing));
		const cookie = await api.office.signIn(api.office.people.ana);
		await expectRefusal({ cookie }, await elsewhere(), { status: stranger, code: 'not-found' });
	});

	it('knows nothing of other meetings, for a guest', async () => {
		if (stranger === undefined) return expect(path(own())).toBe(path(missing));
		const other = await api.office.openMeeting({ title: '预算会' });
		const { cookie } = await api.office.joinAsGuest(other);
		await expectRefusal({ cookie }, own(), { status: stranger, code: 'not-found' });
	});

	it('does nothing for a member who was removed or a token that was revoked', async () => {
		const { ben, ana } = api.office.people;
		const [cookie, token] = [await api.office.signIn(ben), await api.office.apiToken(ben)];
		await api.office.app.people.removeMember(api.office.as(ana), ben.id);
		await expectRefusal({ cookie }, own(), { status: 401, code: 'not-signed-in' });
		await expectRefusal({ token }, own(), { status: 401, code: 'not-signed-in' });
	});

	if (method !== 'GET') {
		it('does nothing for a page of another site', async () => {
			const cookie = await api.office.signIn(api.office.people.ana);
			const before = await state();
			for (const origin of ['https://evil.example', 'null']) {
				expect((await send({ cookie, headers: { origin } }, own())).status).toBe(403);
			}
			expect(await state()).toEqual(before);
		});
	}

	if (body) {
		it.each(['{', '', 'null', '[]', '"to"', '7', '{"to":"done"'])('refuses %j as a body', async (text) => {
			const cookie = await api.office.signIn(api.office.people.ana);
			// An edit of nothing is no mistake.
			if (method === 'PATCH' && text === '') return;
			const { status, headers, body } = await send({ cookie }, own(), text);
			expect({ status, body }).toMatchObject({ status: 400, body: { error: { code: 'invalid-input' } } });
			expect(headers.get('content-type')).toContain('application/json');
		});

		it(`refuses more than ${largest} kB`, async () => {
			const cookie = await api.office.signIn(api.office.people.ana);
			const large = JSON.stringify({ ...body, padding: 'x'.repeat(largest * 1024) });
			expect(await send({ cookie }, own(), large)).toMatchObject({
				status: 413,
				body: { error: { code: 'too-large' } }
			});
		});
	}

	type Asked = Parameters<Row['path']>[0];
	type Who = { readonly cookie?: string; readonly token?: string; readonly headers?: Record<string, string> };
	const own = (): Asked => ({ meeting: meeting.id, card: card.id });
	const missing: Asked = { meeting: 'z'.repeat(20), card: 'z'.repeat(20) };

	function send(who: Who, asked: Asked, sent: unknown = body) {
		return api.call({ method, path: `/api/v1${path(asked)}`, body: sent, ...who });
	}

	async function prepare() {
		const { app, as, people } = api.office;
		const { source } = (await api.office.storage.read.cards.find(card.id))!;
		if (isRestore && source === 'said') await app.offers.dismissCard(as(people.ana), card.id);
	}

	async function expectRefusal(who: Who, asked: Asked, wanted: { status: number; code: string }) {
		const before = await state();
		const { status, body, headers } = await send(who, asked);
		expect({ status, body }).toEqual({
			status: wanted.status,
			body: { error: { code: wanted.code, fields: {} } }
		});
		expect(headers.get('cache-control')).toBe('no-store');
		expect(await state()).toEqual(before);
	}
});

describe('an address that is none', () => {
	it.each(['/api', '/api/v1', '/api/v2/cards', '/api/v1/nothing', '/api/v1/meetings/x/nothing'])(
		'%s',
		async (path) => {
			const cookie = await api.office.signIn(api.office.people.ana);
			for (const method of ['GET', 'POST', 'DELETE']) {
				const { status, body, headers } = await api.call({ method, path, cookie });
				expect({ status, body }).toEqual({ status: 404, body: { error: { code: 'not-found', fields: {} } } });
				expect(headers.get('cache-control')).toBe('no-store');
			}
		}
	);
});

it('a method that a route does not have is told which it has', async () => {
	const cookie = await api.office.signIn(api.office.people.ana);
	for (const [path, allowed] of [
		['/api/v1/meetings', 'GET, POST'],
		[`/api/v1/cards/${card.id}`, 'GET, PATCH'],
		[`/api/v1/cards/${card.id}/move`, 'POST']
	] as const) {
		const { status, body, headers } = await api.call({ method: 'DELETE', path, cookie });
		expect({ status, body }).toMatchObject({ status: 405, body: { error: { code: 'method-not-allowed' } } });
		expect(headers.get('allow')).toBe(allowed);
	}
});

/** What would differ if anything had been done. */
async function state() {
	const { cards, events, meetings } = api.office.storage.read;
	return {
		seq: await events.lastSeq(api.office.workspace.id),
		card: await cards.find(card.id),
		meeting: await meetings.find(meeting.id),
		dismissed: await cards.dismissals(meeting.id)
	};
}

/** A meeting with a card in somebody else's workspace. */
async function elsewhere() {
	const other = makeWorkspace();
	const theirs = makeMeeting({ id: longId('theirmeeting'), workspaceId: other.id });
	const card = makeCard({
		id: longId('theircard'),
		workspaceId: other.id,
		meetingId: theirs.id,
		said: makeSaid()
	});
	await api.office.storage.transaction(async ({ workspaces, meetings, cards }) => {
		await workspaces.insert(other);
		await meetings.insert(theirs);
		await cards.insert(card);
	});
	return { meeting: theirs.id, card: card.id };
}
