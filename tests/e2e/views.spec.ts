import AxeBuilder from '@axe-core/playwright';
import { addDays } from '#domain/day.ts';
import type { Company } from '#support/company.ts';
import type { Page } from '@playwright/test';
import { expect, test } from './staged-app.ts';

const columnOf = (page: Page, status: string) => page.locator(`[data-column="${status}"]`);
const placeIn = (page: Page, status: string, place: number) =>
	columnOf(page, status).locator(`[aria-posinset="${place}"] [data-card-link]`);

async function live(page: Page) {
	await expect(page.getByText('Live', { exact: true })).toBeVisible();
}

test.describe('a column of 300 cards', () => {
	const longColumn = (company: Company) =>
		company.cards(Array.from({ length: 300 }, (_, at) => ({ content: `Thing ${at + 1}` })));

	test('draws what is seen, and is counted and printed whole', async ({ stage }) => {
		await stage.set(longColumn);
		const page = await stage.open('ana', '/board');
		await live(page);
		const drawn = page.locator('[data-card]');
		expect(await drawn.count()).toBeLessThan(40);
		// A sheet of paper holds more than the screen, also before anybody has scrolled.
		await expect(placeIn(page, 'not_started', 1)).toBeInViewport();
		await page.evaluate(
			() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))
		);
		await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
		await expect(drawn).toHaveCount(300);
		await page.evaluate(() => dispatchEvent(new Event('afterprint')));
		await expect(drawn).not.toHaveCount(300);
		await expect(page.locator('[aria-setsize]').first()).toHaveAttribute('aria-setsize', '300');
		await columnOf(page, 'not_started')
			.locator('[data-scroll]')
			.evaluate((list) => (list.scrollTop = list.scrollHeight));
		await expect(placeIn(page, 'not_started', 300)).toBeInViewport();
		expect(await drawn.count()).toBeLessThan(40);
		await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
		await expect(drawn).toHaveCount(300);
	});

	test('goes where it is sent in its first moments, and stays there', async ({ stage }) => {
		await stage.set(longColumn);
		const page = await stage.open('ana', '/settings');
		await page.addInitScript(() => {
			const frames = (left: number, then: () => void) =>
				void requestAnimationFrame(() => (left === 0 ? then() : frames(left - 1, then)));
			new MutationObserver((_, observer) => {
				if (document.documentElement?.dataset.alive === undefined) return;
				observer.disconnect();
				frames(4, () => {
					const list = document.querySelector('[data-column=not_started] [data-scroll]')!;
					list.scrollTop = list.scrollHeight;
				});
			}).observe(document, { subtree: true, attributes: true, attributeFilter: ['data-alive'] });
		});
		await page.goto('/board');
		await live(page);
		await expect(placeIn(page, 'not_started', 300)).toBeInViewport();
		await expect(placeIn(page, 'not_started', 1)).not.toBeInViewport();
	});

	test('is walked and rearranged by keys from end to end', async ({ stage }) => {
		await stage.set(longColumn);
		const page = await stage.open('ana', '/board');
		await live(page);
		await placeIn(page, 'not_started', 1).focus();
		await page.keyboard.press('End');
		await expect(placeIn(page, 'not_started', 300)).toBeFocused();
		await expect(placeIn(page, 'not_started', 300)).toBeInViewport();
		await page.keyboard.press('Space');
		await expect(page.locator('p[aria-live="assertive"]')).toContainText('place 300 of 300');
		for (let step = 0; step < 3; step++) await page.keyboard.press('ArrowUp');
		await page.keyboard.press('Space');
		await expect(placeIn(page, 'not_started', 297)).toHaveText('Thing 300');
		await expect(placeIn(page, 'not_started', 297)).toBeFocused();
		await page.keyboard.press('Home');
		await expect(placeIn(page, 'not_started', 1)).toBeFocused();
		for (let step = 0; step < 40; step++) await page.keyboard.press('ArrowDown');
		await expect(placeIn(page, 'not_started', 41)).toBeFocused();
		await expect(placeIn(page, 'not_started', 41)).toBeInViewport();

		// The wheel may leave the card in focus far behind: it keeps the keyboard.
		await columnOf(page, 'not_started').hover();
		await page.mouse.wheel(0, 9_000);
		await expect(placeIn(page, 'not_started', 41)).not.toBeInViewport();
		await expect(placeIn(page, 'not_started', 41)).toBeFocused();
	});

	test('is dragged through to its far end', async ({ stage }) => {
		await stage.set(longColumn);
		const page = await stage.open('ana', '/board');
		await live(page);
		const column = (await columnOf(page, 'not_started').boundingBox())!;
		const middle = column.x + column.width / 2;
		await page.mouse.move(middle, column.y + 80);
		await page.mouse.down();
		await page.mouse.move(middle, column.y + column.height - 6, { steps: 6 });
		await expect(placeIn(page, 'not_started', 60)).toBeInViewport({ timeout: 20_000 });
		await expect(page.locator('.pale')).toHaveCount(1);
		await page.mouse.move(middle, column.y + column.height / 2);
		await page.mouse.up();
		await expect(page.getByText('“Thing 1” moved to')).toBeVisible();
		await page.reload();
		await expect(placeIn(page, 'not_started', 1)).toHaveText('Thing 2');
		const { cards } = (await (await page.request.get('/api/v1/cards')).json()) as {
			cards: { rank: string; said: { content: string } }[];
		};
		const order = cards.sort((a, b) => (a.rank < b.rank ? -1 : 1)).map(({ said }) => said.content);
		expect(order.indexOf('Thing 1')).toBeGreaterThan(45);
	});
});

test('cards are found by text, pinyin and initials as one types, and filters combine in the address', async ({
	stage
}) => {
	await stage.set((company) =>
		company.cards([
			{
				content: '提交报价单',
				owner: { kind: 'department', id: company.departments.MKT.id },
				priority: 'high'
			},
			{
				content: '整理反馈',
				owner: { kind: 'department', id: company.departments.MKT.id },
				due: company.today
			},
			{ content: 'Send the offer', due: company.today }
		])
	);
	const page = await stage.open('ana', '/board');
	await live(page);
	const cards = page.locator('[data-card] [data-card-link]');
	await page.keyboard.press('/');
	const search = page.getByRole('searchbox', { name: 'Find a card' });
	await expect(search).toBeFocused();
	await search.pressSequentially('scb');
	await expect(cards).toHaveText(['提交报价单', '整理反馈']);
	await search.fill('baojia');
	await expect(cards).toHaveText(['提交报价单']);
	await expect(page).toHaveURL(/q=baojia/);
	await search.fill('the off');
	await expect(cards).toHaveText(['Send the offer']);
	await search.fill('');
	await expect(cards).toHaveCount(3);

	await page.getByLabel('Due this week').check();
	await expect(cards).toHaveText(['整理反馈', 'Send the offer']);
	await page.getByLabel('No owner').check();
	await expect(cards).toHaveText(['Send the offer']);
	await page.reload();
	await expect(page).toHaveURL(/week=1&unowned=1/);
	await expect(cards).toHaveText(['Send the offer']);
	await page.getByRole('link', { name: 'Show all cards' }).click();

	await page.getByRole('button', { name: 'More filters' }).click();
	const more = page.getByRole('dialog', { name: 'More filters' });
	await more.getByLabel('Priority').selectOption('high');
	await expect(cards).toHaveText(['提交报价单']);
	await expect(page).toHaveURL(/priority=high/);
	await more.getByLabel('Priority').selectOption('');
	await more.getByLabel('Due from').fill('2020-01-01');
	await expect(cards).toHaveText(['整理反馈', 'Send the offer']);
	expect(stage.complaints).toEqual([]);
});

test('a filter saved under a name is there for the others', async ({ stage }) => {
	await stage.set((company) =>
		company.cards([{ content: 'Fix the login', priority: 'high' }, { content: 'Plan the training' }])
	);
	const ana = await stage.open('ana', '/board?priority=high');
	await live(ana);
	await ana.getByRole('button', { name: 'Save filter' }).click();
	const form = ana.getByRole('dialog', { name: 'Save filter' });
	await form.getByLabel('Name').fill('Urgent');
	await form.getByRole('button', { name: 'Save filter' }).click();
	await expect(ana.getByRole('button', { name: 'Urgent' })).toBeVisible();

	const ben = await stage.open('ben', '/board');
	await live(ben);
	await ben.getByRole('button', { name: 'Saved filters' }).click();
	await ben.getByRole('menuitem', { name: 'Urgent' }).click();
	await expect(ben).toHaveURL(/priority=high/);
	await expect(ben.locator('[data-card] [data-card-link]')).toHaveText(['Fix the login']);
	await ben.getByRole('button', { name: 'Urgent' }).click();
	await ben.getByRole('menuitem', { name: 'Forget “Urgent”' }).click();
	await expect(ben.getByRole('button', { name: 'Save filter' })).toBeVisible();
	expect(stage.complaints).toEqual([]);
});

test.describe('the list', () => {
	const someCards = (company: Company) =>
		company.cards([
			{ content: 'Cut the videos', due: addDays(company.today, 5), priority: 'low' },
			{ content: 'Send the quote', due: company.today, owner: { kind: 'person', id: company.people.ben.id } },
			{ content: 'Fix the login', due: addDays(company.today, -2), priority: 'high', status: 'in_progress' }
		]);
	const contents = (page: Page) => page.locator('[data-row] a');

	test('is sorted by its heads and changed in place, for the others too', async ({ stage }) => {
		await stage.set(someCards);
		const page = await stage.open('ana', '/board');
		const ben = await stage.open('ben', '/board?view=list');
		await live(page);
		await page.getByText('List', { exact: true }).click();
		await expect(page).toHaveURL(/view=list/);
		await expect(contents(page)).toHaveText(['Fix the login', 'Send the quote', 'Cut the videos']);
		await page.getByRole('button', { name: 'Priority' }).click();
		await expect(contents(page)).toHaveText(['Fix the login', 'Cut the videos', 'Send the quote']);
		await page.getByRole('button', { name: 'Card', exact: true }).click();
		await page.getByRole('button', { name: 'Card', exact: true }).click();
		await expect(page.getByRole('columnheader', { name: 'Card' })).toHaveAttribute('aria-sort', 'descending');
		await expect(contents(page)).toHaveText(['Send the quote', 'Fix the login', 'Cut the videos']);

		await page.getByLabel('Owner of “Cut the videos”').selectOption({ label: '市场部' });
		await page.getByLabel('Priority of “Cut the videos”').selectOption('high');
		await page.getByLabel('Status of “Cut the videos”').selectOption('done');
		const delivery = page.getByRole('dialog', { name: 'What was delivered?' });
		await delivery.getByLabel('Deliverable').fill('Three videos');
		await delivery.getByRole('button', { name: 'Done', exact: true }).click();
		await expect(ben.getByLabel('Status of “Cut the videos”')).toHaveValue('done');
		await expect(ben.getByLabel('Priority of “Cut the videos”')).toHaveValue('high');
		await expect(ben.getByLabel('Owner of “Cut the videos”')).toHaveValue(/^department:/);

		await page.getByLabel('Status of “Fix the login”').selectOption('delayed');
		const dialog = page.getByRole('dialog', { name: 'Delay this card' });
		await dialog.getByRole('button', { name: 'Cancel' }).last().click();
		await expect(page.getByLabel('Status of “Fix the login”')).toHaveValue('in_progress');
		await page.getByLabel('Status of “Fix the login”').selectOption('delayed');
		await dialog.getByLabel('Reason').fill('Waiting for the supplier');
		const newDay = await page.evaluate(() =>
			new Date(Date.now() + 9 * 86_400_000).toISOString().slice(0, 10)
		);
		await dialog.getByLabel('New day').fill(newDay);
		await dialog.getByRole('button', { name: 'Delay', exact: true }).click();
		await expect(ben.getByLabel('Status of “Fix the login”')).toHaveValue('delayed');
		await expect(ben.getByLabel('Due of “Fix the login”')).toHaveValue(newDay);
		expect(stage.complaints).toEqual([]);
	});

	test('of 300 cards draws what is seen', async ({ stage }) => {
		await stage.set((company) =>
			company.cards(Array.from({ length: 300 }, (_, at) => ({ content: `Thing ${at + 1}` })))
		);
		const page = await stage.open('ana', '/board?view=list');
		await live(page);
		expect(await contents(page).count()).toBeLessThan(60);
		await page.getByRole('table').evaluate((list) => (list.scrollTop = list.scrollHeight));
		await expect(page.getByText('Thing 300', { exact: true })).toBeInViewport();
		expect(await contents(page).count()).toBeLessThan(60);
	});

	test('has no barrier that axe can find, in either language and look', async ({ stage }) => {
		await stage.set(someCards);
		for (const [language, colorScheme, width] of [
			['en', 'light', 1280],
			['zh-CN', 'dark', 1280],
			['zh-TW', 'light', 390]
		] as const) {
			const page = await stage.open('ana', '/board?view=list&changed=1', {
				language,
				colorScheme,
				viewport: { width, height: 844 }
			});
			await expect(contents(page)).toHaveCount(3);
			const { violations } = await new AxeBuilder({ page })
				.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
				.analyze();
			expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
		}
	});
});

test('letters do on the board what arrows and the space bar do, and ? tells of them', async ({ stage }) => {
	await stage.set((company) =>
		company.cards([{ content: 'First' }, { content: 'Second' }, { content: 'Third', status: 'in_progress' }])
	);
	const page = await stage.open('ana', '/board');
	await live(page);
	await page.keyboard.press('?');
	const dialog = page.getByRole('dialog', { name: 'Keys on the board' });
	await expect(dialog.getByText('Find a card')).toBeVisible();
	await page.keyboard.press('Escape');
	await expect(dialog).toHaveCount(0);

	await placeIn(page, 'not_started', 1).focus();
	await page.keyboard.press('j');
	await expect(placeIn(page, 'not_started', 2)).toBeFocused();
	await page.keyboard.press('l');
	await expect(placeIn(page, 'in_progress', 1)).toBeFocused();
	await page.keyboard.press('h');
	await page.keyboard.press('m');
	await page.keyboard.press('l');
	await page.keyboard.press('m');
	await expect(columnOf(page, 'in_progress').locator('[data-card-link]')).toHaveText(['First', 'Third']);
	await page.keyboard.press('e');
	await expect(page).toHaveURL(/\/cards\//);
	expect(stage.complaints).toEqual([]);
});
