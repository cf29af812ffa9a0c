import AxeBuilder from '@axe-core/playwright';
import { addDays, mondayOf, type Day } from '#domain/day.ts';
import type { Company } from '#support/company.ts';
import type { Page } from '@playwright/test';
import { expect, test } from './staged-app.ts';

const cell = (page: Page, day: string) => page.locator(`[data-cell="${day}"]`);
const cardsOn = (page: Page, day: string) => cell(page, day).locator('[data-card-link]');
const said = (page: Page) => page.locator('p[aria-live="assertive"]');

/** The Wednesday of this week, so that a day before and a day after it are in sight in every month. */
const midweek = (company: Company) => addDays(mondayOf(company.today), 2);

async function live(page: Page) {
	await expect(page.getByText('Live', { exact: true })).toBeVisible();
}

async function drag(page: Page, content: string, to: Day | 'none') {
	const card = page.locator('[data-card]', { hasText: content });
	await card.scrollIntoViewIfNeeded();
	const from = (await card.boundingBox())!;
	const goal = (await cell(page, to).boundingBox())!;
	await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
	await page.mouse.down();
	await page.mouse.move(goal.x + goal.width / 2, goal.y + goal.height / 2, { steps: 8 });
	await page.mouse.up();
}

const someCards = async (company: Company) => {
	const wednesday = midweek(company);
	await company.cards([
		{ content: 'Send the quote', due: wednesday, owner: { kind: 'person', id: company.people.ben.id } },
		{ content: 'Cut the videos', due: null, owner: { kind: 'department', id: company.departments.MKT.id } },
		{ content: 'Fix the login', due: addDays(wednesday, 1), status: 'in_progress', priority: 'high' },
		{ content: 'Book the room', due: addDays(wednesday, 1), status: 'done' }
	]);
	return { wednesday, today: company.today };
};

test('a card dragged to an earlier day is due then; to a later one it is a delay, for the others too', async ({
	stage
}) => {
	const { wednesday, today } = await stage.set(someCards);
	const ana = await stage.open('ana', `/board?view=calendar&day=${wednesday}`);
	const ben = await stage.open('ben', `/board?view=calendar&day=${wednesday}`);
	// In the last weeks of a month what was just done is told where the cards are, in a lower window.
	await ana.setViewportSize({ width: 1280, height: 1000 });
	await live(ana);
	await live(ben);
	await expect(cell(ana, today)).toHaveAttribute('aria-current', 'date');
	await expect(cardsOn(ana, wednesday)).toHaveText(['Send the quote']);
	await expect(cardsOn(ana, 'none')).toHaveText(['Cut the videos']);
	await expect(cardsOn(ana, addDays(wednesday, 1))).toHaveText(['Fix the login', 'Book the room']);

	const tuesday = addDays(wednesday, -1);
	await drag(ana, 'Send the quote', tuesday);
	await expect(ana.getByText('“Send the quote” is due')).toBeVisible();
	await expect(cardsOn(ana, tuesday)).toHaveText(['Send the quote']);
	await expect(cardsOn(ben, tuesday)).toHaveText(['Send the quote']);
	await ana.getByRole('button', { name: 'Undo' }).click();
	await expect(cardsOn(ben, wednesday)).toHaveText(['Send the quote']);

	// From the tray it is promised for the first time; back there it has no day.
	await drag(ana, 'Cut the videos', wednesday);
	await expect(cardsOn(ben, wednesday)).toContainText(['Cut the videos']);
	await drag(ana, 'Cut the videos', 'none');
	await expect(cardsOn(ben, 'none')).toHaveText(['Cut the videos']);

	const later = addDays(today, 9);
	await ana.goto(`/board?view=calendar&day=${wednesday}`);
	await live(ana);
	await cell(ana, addDays(wednesday, 1)).locator('[data-card]', { hasText: 'Fix the login' }).hover();
	await ana.getByRole('button', { name: 'Another day for “Fix the login”' }).click();
	await ana.getByRole('menuitem', { name: 'Another day' }).click();
	const days = ana.getByRole('dialog', { name: 'Another day for' });
	await days.getByLabel('Day').fill(later);
	await days.getByRole('button', { name: 'Choose this day' }).click();
	const delay = ana.getByRole('dialog', { name: 'Delay this card' });
	await expect(delay.getByLabel('New day')).toHaveValue(later);
	await delay.getByRole('button', { name: 'Cancel' }).last().click();
	await expect(cardsOn(ana, addDays(wednesday, 1))).toHaveText(['Fix the login', 'Book the room']);

	// What is done is late no more: another day is a change like any other.
	await drag(ana, 'Book the room', addDays(wednesday, 2));
	await expect(cardsOn(ben, addDays(wednesday, 2))).toHaveText(['Book the room']);
	expect(stage.complaints).toEqual([]);
});

test('by keyboard a card goes from day to day, and beyond the month', async ({ stage }) => {
	const { wednesday, today } = await stage.set(someCards);
	const page = await stage.open('ana', `/board?view=calendar&day=${wednesday}`);
	const ben = await stage.open('ben', '/board');
	await live(page);
	await cardsOn(page, wednesday).first().focus();
	await page.keyboard.press('ArrowRight');
	await expect(cardsOn(page, addDays(wednesday, 1)).first()).toBeFocused();
	await page.keyboard.press('ArrowDown');
	await expect(cardsOn(page, addDays(wednesday, 1)).nth(1)).toBeFocused();
	await page.keyboard.press('k');

	await page.keyboard.press('Space');
	await expect(said(page)).toContainText('“Fix the login” taken');
	await page.keyboard.press('ArrowLeft');
	await expect(cardsOn(page, wednesday)).toContainText(['Fix the login']);
	await page.keyboard.press('Escape');
	await expect(said(page)).toContainText('is back where it was');
	await expect(cardsOn(page, addDays(wednesday, 1)).first()).toBeFocused();

	// Eight weeks on is another month, wherever this week lies; the form knows the day.
	await page.keyboard.press('Space');
	for (let week = 0; week < 8; week++) await page.keyboard.press('ArrowDown');
	const later = addDays(wednesday, 57);
	await expect(page.locator(':focus')).toHaveText('Fix the login');
	await expect(cardsOn(page, later)).toHaveText(['Fix the login']);
	await page.keyboard.press('Space');
	const delay = page.getByRole('dialog', { name: 'Delay this card' });
	await expect(delay.getByLabel('New day')).toHaveValue(later);
	await delay.getByLabel('Reason').fill('Waiting for the supplier');
	await delay.getByRole('button', { name: 'Delay', exact: true }).click();
	await expect(page.getByText('“Fix the login” delayed to')).toBeVisible();
	await expect(cardsOn(page, later)).toHaveText(['Fix the login']);
	await expect(page).toHaveURL(new RegExp(`day=${later.slice(0, 7)}`));
	await expect(ben.locator('[data-column="delayed"] [data-card-link]')).toHaveText(['Fix the login']);

	await page.getByRole('button', { name: 'Today' }).click();
	await expect(cell(page, today)).toHaveAttribute('aria-current', 'date');
	expect(stage.complaints).toEqual([]);
});

test('holidays and worked weekends are named, and filters hold', async ({ stage }) => {
	await stage.set((company) =>
		company.cards([
			{ content: 'Before the holiday', due: '2026-09-30', priority: 'high' },
			{ content: 'On the make-up Saturday', due: '2026-10-10' }
		])
	);
	const page = await stage.open('ana', '/board?view=calendar&day=2026-10-08');
	await live(page);
	await expect(page.getByRole('group', { name: 'Thu 1 Oct, National Day: 0 cards' })).toBeVisible();
	await expect(page.getByRole('group', { name: 'Sat 10 Oct, Worked: 1 card' })).toBeVisible();
	await expect(cardsOn(page, '2026-09-30')).toHaveText(['Before the holiday']);
	await page.getByRole('button', { name: 'Later month' }).click();
	await expect(page.getByRole('heading', { name: 'November 2026' })).toBeVisible();
	await page.goto('/board?view=calendar&day=2026-10-08&priority=high');
	await expect(cardsOn(page, '2026-09-30')).toHaveText(['Before the holiday']);
	await expect(cardsOn(page, '2026-10-10')).toHaveCount(0);
});

test('on a phone it is a week; axe finds no barrier anywhere', async ({ stage }) => {
	const { wednesday } = await stage.set(someCards);
	const phone = await stage.open('ana', `/board?view=calendar&day=${wednesday}`, {
		viewport: { width: 390, height: 844 },
		hasTouch: true,
		isMobile: true
	});
	await live(phone);
	await expect(phone.locator('[data-cell]:visible')).toHaveCount(8);
	await phone.getByRole('button', { name: 'Later week' }).click();
	await expect(cell(phone, addDays(wednesday, 7))).toBeVisible();
	await phone.getByRole('button', { name: 'Earlier week' }).click();
	await expect(cardsOn(phone, wednesday)).toHaveText(['Send the quote']);
	for (const [language, colorScheme, width] of [
		['en', 'light', 1280],
		['zh-CN', 'dark', 1280],
		['zh-TW', 'light', 390]
	] as const) {
		const page = await stage.open('ana', `/board?view=calendar&day=${wednesday}`, {
			language,
			colorScheme,
			viewport: { width, height: 844 }
		});
		await expect(cardsOn(page, wednesday)).toHaveCount(1);
		const { violations } = await new AxeBuilder({ page })
			.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
			.analyze();
		expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
	}
});
