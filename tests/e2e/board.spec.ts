import AxeBuilder from '@axe-core/playwright';
import { addDays } from '#domain/day.ts';
import type { Company } from '#support/company.ts';
import type { Page } from '@playwright/test';
import { expect, test } from './staged-app.ts';

/** Four cards to do and one under way; what each will bring about is known. */
async function fewCards(company: Company) {
	const { departments, people, today } = company;
	const [video, quote, login, feedback, training] = await company.cards([
		{
			content: 'Cut the videos',
			deliverable: 'Three videos',
			owner: { kind: 'department', id: departments.MKT.id },
			due: addDays(today, 5)
		},
		{
			content: 'Send the quote',
			deliverable: 'The quote',
			owner: { kind: 'person', id: people.ben.id },
			due: today
		},
		{
			content: 'Fix the login',
			deliverable: 'A release',
			owner: { kind: 'person', id: people.chen.id },
			due: addDays(today, -2)
		},
		{ content: 'Sort the feedback', deliverable: 'A list' },
		{ content: 'Plan the training', status: 'in_progress', progress: 40 }
	]);
	return { today, video: video!, quote: quote!, login: login!, feedback: feedback!, training: training! };
}

const columnOf = (page: Page, status: string) => page.locator(`[data-column="${status}"]`);
const cardsIn = (page: Page, status: string) =>
	columnOf(page, status).locator('[data-card] [data-card-link]');
const cardOf = (page: Page, { id }: { id: string }) => page.locator(`[data-card="${id}"]`);

async function middleOf(page: Page, card: { id: string }) {
	const box = (await cardOf(page, card).boundingBox())!;
	return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Waits until the page hears the server: then it is live, and no click is too early. */
async function live(page: Page) {
	await expect(page.getByText('Live', { exact: true })).toBeVisible();
}

/** Moves a card by mouse to just above another one, or into the empty part of a column. */
async function drag(page: Page, card: { id: string }, to: { id: string } | string) {
	// Hovering waits until the card has come to rest and nothing lies over it.
	await cardOf(page, card).hover();
	const from = await middleOf(page, card);
	await page.mouse.move(from.x, from.y);
	await page.mouse.down();
	await page.mouse.move(from.x + 8, from.y + 8);
	if (typeof to === 'string') {
		const box = (await columnOf(page, to).boundingBox())!;
		await page.mouse.move(box.x + box.width / 2, box.y + box.height - 40, { steps: 8 });
	} else {
		const box = (await cardOf(page, to).boundingBox())!;
		await page.mouse.move(box.x + box.width / 2, box.y + 4, { steps: 8 });
	}
	await page.mouse.up();
}

test('a card dragged by mouse is there at once, for the others too, and can be taken back', async ({
	stage
}) => {
	const cards = await stage.set(fewCards);
	const ana = await stage.open('ana', '/board');
	const ben = await stage.open('ben', '/board');
	await live(ana);
	await live(ben);
	let sockets = 0;
	ana.on('websocket', () => sockets++);

	await drag(ana, cards.login, 'in_progress');
	for (const page of [ana, ben])
		await expect(cardsIn(page, 'in_progress')).toHaveText(['Plan the training', 'Fix the login']);
	await drag(ana, cards.feedback, cards.training);
	for (const page of [ana, ben])
		await expect(cardsIn(page, 'in_progress')).toHaveText([
			'Sort the feedback',
			'Plan the training',
			'Fix the login'
		]);

	// Of two messages the one about this card: they come and go while one aims.
	const message = ana.locator('.toast', { hasText: '“Sort the feedback” moved to' });
	await message.getByRole('button', { name: 'Undo' }).click();
	for (const page of [ana, ben])
		await expect(cardsIn(page, 'not_started')).toHaveText([
			'Cut the videos',
			'Send the quote',
			'Sort the feedback'
		]);
	await ana.reload();
	await expect(cardsIn(ana, 'in_progress')).toHaveText(['Plan the training', 'Fix the login']);
	expect(stage.complaints).toEqual([]);
	// One line to the server for each time the page was opened.
	expect(sockets).toBeLessThanOrEqual(1);
});

test('within a column a card takes the place it is dropped at', async ({ stage }) => {
	const cards = await stage.set(fewCards);
	const page = await stage.open('ana', '/board');
	await live(page);
	await drag(page, cards.feedback, cards.quote);
	const order = ['Cut the videos', 'Sort the feedback', 'Send the quote', 'Fix the login'];
	await expect(cardsIn(page, 'not_started')).toHaveText(order);
	await expect(page.getByText('moved to')).toBeVisible();
	await page.reload();
	await expect(cardsIn(page, 'not_started')).toHaveText(order);
});

test('a click on a card opens it, and Escape during a drag puts it back', async ({ stage }) => {
	const cards = await stage.set(fewCards);
	const page = await stage.open('ana', '/board');
	await live(page);
	const from = await middleOf(page, cards.video);
	await page.mouse.move(from.x, from.y);
	await page.mouse.down();
	const box = (await columnOf(page, 'done').boundingBox())!;
	await page.mouse.move(box.x + 50, box.y + 200, { steps: 6 });
	await expect(columnOf(page, 'done')).toHaveClass(/ring-accent/);
	await page.keyboard.press('Escape');
	await page.mouse.up();
	await expect(cardsIn(page, 'done')).toHaveCount(0);
	await expect(page).toHaveURL(/board$/);
	await expect(page.getByText('moved to')).toHaveCount(0);

	await cardOf(page, cards.video).click();
	await expect(page).toHaveURL(new RegExp(`/cards/${cards.video.id}$`));
});

test('late is a form: a reason and a new day, or the card goes back', async ({ stage }) => {
	const cards = await stage.set(fewCards);
	const page = await stage.open('ana', '/board');
	await live(page);

	await drag(page, cards.login, 'delayed');
	const dialog = page.getByRole('dialog', { name: 'Delay this card' });
	await expect(dialog).toBeVisible();
	await expect(cardsIn(page, 'delayed')).toHaveText(['Fix the login']);
	await dialog.getByRole('button', { name: 'Cancel' }).last().click();
	await expect(cardsIn(page, 'delayed')).toHaveCount(0);
	await expect(cardsIn(page, 'not_started')).toHaveCount(4);

	await drag(page, cards.login, 'delayed');
	await dialog.getByRole('button', { name: 'Delay', exact: true }).click();
	await expect(dialog.getByText('A delay needs its reason')).toBeVisible();
	await dialog.getByLabel('Reason').fill('Waiting for the\nsupplier');
	await dialog.getByLabel('New day').fill(addDays(cards.today, -1));
	await dialog.getByRole('button', { name: 'Delay', exact: true }).click();
	await expect(dialog.getByText('The new day is not later')).toBeVisible();
	await dialog.getByLabel('New day').fill(addDays(cards.today, 7));
	await dialog.getByRole('button', { name: 'Delay', exact: true }).click();
	await expect(dialog).toHaveCount(0);
	await expect(columnOf(page, 'delayed').getByText('Waiting for the supplier')).toBeVisible();
	await expect(columnOf(page, 'delayed').locator('time')).toHaveAttribute(
		'datetime',
		addDays(cards.today, 7)
	);

	await page.getByRole('button', { name: 'Undo' }).click();
	await expect(cardsIn(page, 'not_started')).toHaveCount(4);
	await expect(cardOf(page, cards.login).locator('time')).toHaveAttribute(
		'datetime',
		addDays(cards.today, -2)
	);
});

test('by keyboard alone: take, move, drop, put back, menu', async ({ stage }) => {
	const cards = await stage.set(fewCards);
	const page = await stage.open('ana', '/board');
	await live(page);
	const link = (card: { id: string }) => cardOf(page, card).locator('[data-card-link]');
	const said = page.locator('p[aria-live="assertive"]');

	await link(cards.video).focus();
	await page.keyboard.press('ArrowDown');
	await expect(link(cards.quote)).toBeFocused();
	await page.keyboard.press('Space');
	await expect(said).toContainText('“Send the quote” taken: Not started, place 2 of 4');
	await page.keyboard.press('ArrowDown');
	await expect(said).toHaveText('Not started, place 3 of 4');
	await page.keyboard.press('ArrowRight');
	await expect(said).toHaveText('In progress, place 2 of 2');
	await expect(link(cards.quote)).toBeFocused();
	await page.keyboard.press('Escape');
	await expect(said).toContainText('back where it was');
	await expect(link(cards.quote)).toBeFocused();
	await expect(cardsIn(page, 'not_started')).toHaveText([
		'Cut the videos',
		'Send the quote',
		'Fix the login',
		'Sort the feedback'
	]);

	await page.keyboard.press('Space');
	await page.keyboard.press('ArrowRight');
	await page.keyboard.press('ArrowUp');
	await page.keyboard.press('Space');
	await expect(cardsIn(page, 'in_progress')).toHaveText(['Send the quote', 'Plan the training']);
	await expect(page.getByText('“Send the quote” moved to In progress')).toBeVisible();
	await expect(link(cards.quote)).toBeFocused();

	await page.keyboard.press('Tab');
	await page.keyboard.press('Enter');
	await page.getByRole('menuitem', { name: 'Done' }).press('Enter');
	await expect(cardsIn(page, 'done')).toHaveText(['Send the quote']);
	await expect(link(cards.quote)).toBeFocused();
	await page.reload();
	await expect(cardsIn(page, 'done')).toHaveText(['Send the quote']);
});

test.describe('by finger, on a phone', () => {
	const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

	async function touches(page: Page) {
		const session = await page.context().newCDPSession(page);
		const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: { x: number; y: number }[]) =>
			session.send('Input.dispatchTouchEvent', { type, touchPoints: points });
		return {
			start: (x: number, y: number) => send('touchStart', [{ x, y }]),
			move: (x: number, y: number) => send('touchMove', [{ x, y }]),
			end: () => send('touchEnd', [])
		};
	}

	test('a finger that moves scrolls, one that rests takes the card', async ({ stage }) => {
		const cards = await stage.set(async (company) => {
			await company.cards(Array.from({ length: 12 }, (_, n) => ({ content: `Earlier thing ${n + 1}` })));
			return fewCards(company);
		});
		const page = await stage.open('ana', '/board', phone);
		await live(page);
		const finger = await touches(page);
		const list = columnOf(page, 'not_started').locator('[data-scroll]');

		// The first of the way without waiting: on a busy machine the finger would rest long enough to take the card.
		await Promise.all([finger.start(180, 600), finger.move(180, 585), finger.move(180, 570)]);
		for (let y = 560; y > 300; y -= 20) await finger.move(180, y);
		await finger.end();
		await expect.poll(() => list.evaluate((element) => element.scrollTop)).toBeGreaterThan(100);
		await expect(page.getByText('moved to')).toHaveCount(0);

		// What was swung on glides to rest by itself, and cards that were just drawn are measured.
		const top = () => list.evaluate((element) => element.scrollTop);
		const rest = () =>
			expect
				.poll(async () => {
					const before = await top();
					await page.waitForTimeout(200);
					return (await top()) - before;
				})
				.toBe(0);
		await rest();
		await list.evaluate((element) => (element.scrollTop = element.scrollHeight));
		await rest();
		const from = await middleOf(page, cards.feedback);
		const to = await middleOf(page, cards.quote);
		const scrolled = await list.evaluate((element) => element.scrollTop);
		await finger.start(from.x, from.y);
		await expect(cardOf(page, cards.feedback)).toHaveClass(/pale/);
		for (let step = 1; step <= 10; step++)
			await finger.move(from.x, from.y + ((to.y - 20 - from.y) * step) / 10);
		await finger.end();
		const place = columnOf(page, 'not_started').locator('[aria-posinset="14"] [data-card-link]');
		await expect(place).toHaveText('Sort the feedback');
		expect(await list.evaluate((element) => element.scrollTop)).toBe(scrolled);
	});

	test('held at the edge, the next column comes into sight', async ({ stage }) => {
		const cards = await stage.set(fewCards);
		const page = await stage.open('ana', '/board', phone);
		await live(page);
		const finger = await touches(page);
		const from = await middleOf(page, cards.video);
		await finger.start(from.x, from.y);
		await expect(cardOf(page, cards.video)).toHaveClass(/pale/);
		await finger.move(from.x + 40, from.y);
		await finger.move(380, from.y);
		await expect(columnOf(page, 'in_progress')).toBeInViewport({ ratio: 0.8 });
		await finger.move(200, 500);
		await finger.end();
		await expect(cardsIn(page, 'in_progress')).toHaveText(['Plan the training', 'Cut the videos']);
	});

	test('the column switch goes to a column, and the menu moves without dragging', async ({ stage }) => {
		const cards = await stage.set(fewCards);
		const page = await stage.open('ana', '/board', phone);
		await live(page);
		await page.getByRole('navigation', { name: 'Columns' }).getByRole('button', { name: 'Done' }).tap();
		await expect(columnOf(page, 'done')).toBeInViewport({ ratio: 0.8 });
		await page
			.getByRole('navigation', { name: 'Columns' })
			.getByRole('button', { name: 'Not started' })
			.tap();
		await page.getByRole('button', { name: 'Move “Cut the videos” to' }).tap();
		await page.getByRole('menuitem', { name: 'In progress' }).tap();
		await expect(cardsIn(page, 'in_progress')).toHaveText(['Cut the videos', 'Plan the training']);
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
		void cards;
	});
});

test('a move that the server refuses goes back and says why', async ({ stage }) => {
	const cards = await stage.set(fewCards);
	const page = await stage.open('ana', '/board');
	await live(page);
	await page.route('**/api/v1/cards/*/move', (route) =>
		route.fulfill({ status: 409, json: { error: { code: 'stale-move', fields: {} } } })
	);
	await drag(page, cards.video, 'done');
	await expect(page.getByText('the card went back to where it stands for everybody')).toBeVisible();
	await expect(cardsIn(page, 'done')).toHaveCount(0);
	await expect(cardsIn(page, 'not_started').first()).toHaveText('Cut the videos');
});

test('what others do to a card in hand waits until it is dropped', async ({ stage }) => {
	const cards = await stage.set(fewCards);
	const ana = await stage.open('ana', '/board');
	const ben = await stage.open('ben', '/board');
	await live(ana);
	await live(ben);

	const from = await middleOf(ana, cards.video);
	await ana.mouse.move(from.x, from.y);
	await ana.mouse.down();
	await ana.mouse.move(from.x + 30, from.y + 10, { steps: 3 });
	await drag(ben, cards.video, 'done');
	await drag(ben, cards.quote, 'in_progress');
	await expect(cardsIn(ana, 'in_progress')).toHaveText(['Plan the training', 'Send the quote']);
	await expect(cardsIn(ana, 'done')).toHaveCount(0);
	await expect(cardOf(ana, cards.video)).toHaveClass(/pale/);

	const box = (await columnOf(ana, 'in_progress').boundingBox())!;
	await ana.mouse.move(box.x + 60, box.y + box.height - 60, { steps: 5 });
	await ana.mouse.up();
	const dialog = ana.getByRole('dialog', { name: 'Reopen this card' });
	await dialog.getByLabel('Why is it open again?').fill('One is missing');
	await dialog.getByRole('button', { name: 'Reopen', exact: true }).click();
	for (const page of [ana, ben]) {
		await expect(cardsIn(page, 'in_progress')).toHaveText([
			'Plan the training',
			'Send the quote',
			'Cut the videos'
		]);
		await expect(cardsIn(page, 'done')).toHaveCount(0);
	}
});

test('two people who move the same card see the same board in the end', async ({ stage }) => {
	const cards = await stage.set(fewCards);
	const ana = await stage.open('ana', '/board');
	const ben = await stage.open('ben', '/board');
	await live(ana);
	await live(ben);
	await Promise.all([drag(ana, cards.login, 'in_progress'), drag(ben, cards.login, cards.video)]);
	for (const page of [ana, ben]) await expect(page.getByText('“Fix the login” moved to')).toBeVisible();
	const boardOf = (page: Page) =>
		page
			.locator('[data-column]')
			.evaluateAll((columns) =>
				columns.map((column) =>
					[...column.querySelectorAll('[data-card-link]')].map((card) => card.textContent)
				)
			);
	await expect
		.poll(async () => JSON.stringify(await boardOf(ana)) === JSON.stringify(await boardOf(ben)))
		.toBe(true);
	expect((await boardOf(ana)).flat()).toHaveLength(5);
});

test('out of touch the board says so, moves nothing, and comes back by itself', async ({ stage }) => {
	const cards = await stage.set(fewCards);
	const page = await stage.open('ana', '/board');
	await live(page);
	await stage.app.kill();
	await drag(page, cards.video, 'done');
	await expect(page.getByText('so the card stays where it was')).toBeVisible();
	await expect(cardsIn(page, 'done')).toHaveCount(0);
	await expect(page.getByText(/^No contact since/)).toBeVisible({ timeout: 15_000 });
	await page.getByRole('link', { name: 'Meetings', exact: true }).click();
	await expect(page.getByText('no other page can be opened now')).toBeVisible();
	await expect(page).toHaveURL(/\/board$/);

	await stage.app.start();
	await live(page);
	await drag(page, cards.video, 'done');
	await expect(cardsIn(page, 'done')).toHaveText(['Cut the videos']);
});

test('contact that is lost in the middle of a drag puts the card back, and nothing is lost', async ({
	stage
}) => {
	const cards = await stage.set(fewCards);
	const page = await stage.open('ana', '/board');
	await live(page);
	const begun = await cardsIn(page, 'in_progress').allTextContents();
	const waiting = await cardsIn(page, 'not_started').allTextContents();
	const from = (await page.locator(`[data-card="${cards.video.id}"]`).boundingBox())!;
	const to = (await columnOf(page, 'in_progress').boundingBox())!;
	await page.mouse.move(from.x + 40, from.y + 20);
	await page.mouse.down();
	await page.mouse.move(to.x + 60, to.y + 90, { steps: 6 });
	await expect(page.locator('[inert] article')).toBeVisible();
	await stage.app.kill();
	await page.mouse.move(to.x + 60, to.y + 120, { steps: 3 });
	await page.mouse.up();
	await expect(page.getByText('so the card stays where it was')).toBeVisible();
	await expect(cardsIn(page, 'in_progress')).toHaveText(begun);
	await expect(cardsIn(page, 'not_started')).toHaveText(waiting);

	await stage.app.start();
	await live(page);
	await drag(page, cards.video, 'in_progress');
	await expect(cardsIn(page, 'in_progress')).toContainText(['Cut the videos']);
	await page.reload();
	await expect(cardsIn(page, 'in_progress')).toContainText(['Cut the videos']);
});

test('filters are addresses, and a card they hide is told of', async ({ stage }) => {
	const cards = await stage.set(fewCards);
	const page = await stage.open('ana', '/board?late=1');
	await live(page);
	await expect(cardsIn(page, 'not_started')).toHaveText(['Fix the login']);
	await expect(page.getByText('1 of 5')).toBeVisible();
	await page.getByRole('button', { name: 'Move “Fix the login” to' }).click();
	await page.getByRole('menuitem', { name: 'Done' }).click();
	await expect(page.getByText('Your filter hides it now')).toBeVisible();
	await expect(page.getByRole('heading', { name: 'No card matches this filter' })).toBeVisible();
	await page.getByRole('link', { name: 'Show all cards' }).first().click();
	await expect(cardsIn(page, 'done')).toHaveText(['Fix the login']);

	await page.getByLabel('Department').selectOption({ label: '市场部' });
	await expect(page).toHaveURL(/department=/);
	await expect(cardsIn(page, 'not_started')).toHaveText(['Cut the videos']);
	void cards;
});

test('a project has a board of its own', async ({ stage }) => {
	const { project, mine } = await stage.set(async (company) => {
		const project = await company.project('New products');
		const [mine] = await company.cards([{ content: 'Part of it', project }, { content: 'Something else' }]);
		return { project, mine: mine! };
	});
	const page = await stage.open('ana', `/projects/${project.id}`);
	await live(page);
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('New products');
	await expect(page.locator('[data-card]')).toHaveCount(1);
	await drag(page, mine, 'in_progress');
	await expect(cardsIn(page, 'in_progress')).toHaveText(['Part of it']);
	await page.getByRole('link', { name: 'All projects' }).click();
	await expect(page.locator('[data-card]')).toHaveCount(2);
	await page.getByLabel('Project').selectOption({ label: 'New products' });
	await expect(page.locator('[data-card]')).toHaveCount(1);
	await page.goto('/projects/unknown');
	await expect(page.getByRole('heading', { name: 'This page does not exist' })).toBeVisible();
});

test('a guest sees the meeting’s cards and can move none', async ({ stage }) => {
	const { token } = await stage.set(async (company) => {
		await fewCards(company);
		const meeting = await company.meeting();
		await company.write(meeting, ['由市场部负责短视频内容制作，6月10日前完成初稿。']);
		return { token: await company.app.meetings.joinLink(company.as(company.people.ana), meeting.id) };
	});
	expect(token).toBeTruthy();
	const page = await stage.open(null, `/join/${token}`);
	await page.getByRole('textbox').first().fill('Gil');
	await page.getByRole('button').filter({ hasText: /join/i }).click();
	await page.waitForURL((url) => !url.pathname.startsWith('/join'));
	await page.goto('/board');
	await expect(page.locator('[data-card]')).toHaveCount(1);
	await expect(page.getByRole('button', { name: /^Move/ })).toHaveCount(0);
	expect((await page.request.get('/projects/unknown')).status()).toBe(403);
});

test('no barrier that axe can find, in either language and look', async ({ stage }) => {
	await stage.set(fewCards);
	for (const [language, colorScheme, width] of [
		['en', 'light', 1280],
		['zh-CN', 'dark', 1280],
		['zh-TW', 'light', 390]
	] as const) {
		const page = await stage.open('ana', '/board', {
			language,
			colorScheme,
			viewport: { width, height: 844 }
		});
		await expect(page.locator('[data-card]')).toHaveCount(5);
		const { violations } = await new AxeBuilder({ page })
			.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
			.analyze();
		expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
	}
	expect(stage.complaints).toEqual([]);
});
