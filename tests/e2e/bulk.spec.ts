import AxeBuilder from '@axe-core/playwright';
import { addDays } from '#domain/day.ts';
import type { Company } from '#support/company.ts';
import type { Page } from '@playwright/test';
import { expect, test } from './staged-app.ts';

const names = ['Cut the videos', 'Send the quote', 'Fix the login', 'Sort the feedback'];

async function fewCards(company: Company) {
	const { today } = company;
	const cards = await company.cards(
		names.map((content, at) => ({ content, due: addDays(today, at === 3 ? 60 : 2), deliverable: 'A result' }))
	);
	return { cards, today };
}

const cardsIn = (page: Page, status: string) =>
	page.locator(`[data-column="${status}"] [data-card] [data-card-link]`);
const card = (page: Page, name: string) => page.locator('[data-card-link]', { hasText: name });
const bar = (page: Page) => page.getByRole('toolbar', { name: 'Chosen cards' });

test('several cards are chosen and changed together: by menu, by form, by drag, and taken back as one', async ({
	stage
}) => {
	const { today } = await stage.set(fewCards);
	const page = await stage.open('ana', '/board');
	const ben = await stage.open('ben', '/board');
	await expect(page.getByText('Live', { exact: true })).toBeVisible();

	await card(page, 'Cut the videos').click({ modifiers: ['Control'] });
	await card(page, 'Fix the login').click({ modifiers: ['Shift'] });
	await expect(bar(page)).toContainText('3 cards chosen');
	await card(page, 'Sort the feedback').focus();
	await page.keyboard.press('x');
	await expect(bar(page)).toContainText('4 cards chosen');
	expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

	await bar(page).getByRole('button', { name: 'Priority' }).click();
	await page.getByRole('menuitem', { name: 'High' }).click();
	for (const board of [page, ben])
		await expect(board.locator('[data-card]', { hasText: 'High' })).toHaveCount(4);

	// Asked once for all; the one for which the day is none stays, and is named.
	await bar(page).getByRole('button', { name: 'Status' }).click();
	await page.getByRole('menuitem', { name: 'Delayed' }).click();
	const form = page.getByRole('dialog', { name: 'Delay this card' });
	await form.getByLabel('Reason').fill('The vendor is late');
	await form.getByLabel('New day').fill(addDays(today, 10));
	await form.getByRole('button', { name: 'Delay' }).click();
	const refused = page.getByRole('dialog', { name: '1 card stays as it is' });
	await expect(refused).toContainText('Sort the feedback');
	await refused.getByRole('button', { name: 'Close' }).last().click();
	for (const board of [page, ben]) await expect(cardsIn(board, 'delayed')).toHaveCount(3);
	await expect(bar(page)).toContainText('1 card chosen');
	await page.keyboard.press('Control+z');
	for (const board of [page, ben]) await expect(cardsIn(board, 'delayed')).toHaveCount(0);
	await expect(cardsIn(page, 'not_started')).toHaveCount(4);

	await card(page, 'Send the quote').click({ modifiers: ['Control'] });
	const from = (await card(page, 'Send the quote').boundingBox())!;
	const to = (await page.locator('[data-column="in_progress"]').boundingBox())!;
	await page.mouse.move(from.x + 30, from.y + 10);
	await page.mouse.down();
	await page.mouse.move(from.x + 60, from.y + 30);
	await page.mouse.move(to.x + to.width / 2, to.y + 200, { steps: 8 });
	await page.mouse.up();
	for (const board of [page, ben])
		await expect(cardsIn(board, 'in_progress')).toContainText(['Send the quote', 'Sort the feedback']);
	await card(page, 'Send the quote').focus();
	await page.keyboard.press('Escape');
	await expect(bar(page)).toHaveCount(0);
	expect(stage.complaints).toEqual([]);
});

test('by finger one begins choosing, then taps; in the list the same', async ({ stage }) => {
	await stage.set(fewCards);
	const phone = await stage.open('ana', '/board', { viewport: { width: 390, height: 800 }, hasTouch: true });
	await expect(phone.getByText('Live', { exact: true })).toBeVisible();
	await phone.getByRole('button', { name: 'Choose several' }).tap();
	await card(phone, 'Cut the videos').tap();
	await card(phone, 'Send the quote').tap();
	await expect(bar(phone)).toContainText('2 cards chosen');
	await bar(phone).getByRole('button', { name: 'Status' }).tap();
	await phone.getByRole('menuitem', { name: 'In progress' }).tap();
	await expect(cardsIn(phone, 'in_progress')).toHaveCount(2);

	const list = await stage.open('ana', '/board?view=list');
	await expect(list.getByText('Live', { exact: true })).toBeVisible();
	await list.getByRole('link', { name: 'Fix the login' }).click({ modifiers: ['Control'] });
	await list.getByRole('link', { name: 'Sort the feedback' }).click({ modifiers: ['Control'] });
	await bar(list).getByRole('button', { name: 'Due' }).click();
	await list.getByRole('dialog', { name: 'Due' }).getByRole('button', { name: 'Take the day off' }).click();
	await expect(
		list.locator('[data-row]', { hasText: 'Fix the login' }).locator('input[type=date]')
	).toHaveValue('');
	await expect(bar(list)).toContainText('2 cards chosen');
});
