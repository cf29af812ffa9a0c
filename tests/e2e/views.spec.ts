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
		await expect(page.locator('[aria-setsize]').first()).toHaveAttribute('aria-setsize', '300');
		await columnOf(page, 'not_started')
			.locator('[data-scroll]')
			.evaluate((list) => (list.scrollTop = list.scrollHeight));
		await expect(placeIn(page, 'not_started', 300)).toBeInViewport();
		expect(await drawn.count()).toBeLessThan(40);
		await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
		await expect(drawn).toHaveCount(300);
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
