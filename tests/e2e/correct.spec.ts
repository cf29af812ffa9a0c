// What was read of a promise is corrected where it is read: owner and day, in the box at the sentence and in the list beside the text.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { addDays, type Day } from '#domain/day.ts';
import { expect, test } from './staged-app.ts';

const sure = '由市场部负责短视频内容制作，6月10日前完成初稿';
const doubtful = '会后确认海报尺寸';

const box = (page: Page) => page.locator('[data-why]');
const row = (page: Page, field: string) =>
	box(page)
		.locator('dl > div')
		.filter({ has: page.getByText(field, { exact: true }) });
const inPanel = (page: Page) => page.locator('aside [data-card]');

/** Puts the caret at the end of a sentence; not by a press on its chip. */
async function caretIn(page: Page, words: string): Promise<void> {
	// The chips come last: from then on nothing moves under the mouse.
	await expect(page.locator('.minutes-text .said-end').first()).toBeVisible();
	// What comes in while the page opens may move the text from under the mouse.
	await expect(async () => {
		await page.locator('.minutes-text p', { hasText: words }).click({ position: { x: 4, y: 8 } });
		await page.keyboard.press('End');
		const at = await page.evaluate(
			() => getSelection()?.anchorNode?.parentElement?.closest('p, li, td')?.textContent
		);
		expect(at).toContain(words);
	}).toPass();
}

/** Opens the box of the sentence by the keyboard. */
async function ask(page: Page, words: string): Promise<void> {
	await caretIn(page, words);
	await page.keyboard.press('Alt+Enter');
	await expect(box(page)).toBeVisible();
}

/** Goes on with Tab until something has the keyboard. */
async function tabTo(page: Page, name: string): Promise<void> {
	for (let pressed = 0; pressed < 12; pressed++) {
		await page.keyboard.press('Tab');
		const reached = await page.evaluate(() => {
			const { activeElement: at } = document;
			return at?.getAttribute('aria-label') ?? at?.textContent?.trim();
		});
		if (reached === name) return;
	}
	throw new Error(`no way to ${name}`);
}

/** Types a day into the browser's own field, as an English keyboard does. */
async function typeDay(page: Page, day: Day): Promise<void> {
	const [year, month, date] = day.split('-');
	await page.keyboard.type(`${month}${date}${year}`);
}

/** As an English page says a day. */
const spoken = (day: Day) =>
	new Date(day).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });

test('owner and day of a card are corrected in the box, by the keyboard alone', async ({ stage }) => {
	const { path, today } = await stage.set(async (company) => {
		const meeting = await company.meeting();
		await company.write(meeting, [sure]);
		return { path: `/meetings/${meeting.id}`, today: company.today };
	});
	const day = addDays(today, 40);
	const page = await stage.open('ana', path);
	const ben = await stage.open('ben', path);
	await ask(page, sure);
	const headings = await page.locator('.minutes-text h2').count();
	await expect(row(page, 'Owner')).toContainText('市场部');

	await tabTo(page, 'Edit: Owner');
	await page.keyboard.press('Enter');
	await expect(box(page).getByRole('combobox')).toBeFocused();
	// Escape takes back one thing at a time: the list of names, the form; the box stays.
	await expect(page.getByRole('option').first()).toBeVisible();
	await page.keyboard.press('Escape');
	await expect(page.getByRole('option')).toHaveCount(0);
	await page.keyboard.press('Escape');
	await expect(box(page).getByRole('combobox')).toHaveCount(0);
	await expect(page.getByRole('button', { name: 'Edit: Owner' })).toBeFocused();

	await page.keyboard.press('Enter');
	await expect(box(page).getByRole('combobox')).toBeFocused();
	await page.keyboard.type('刘洋');
	await page.keyboard.press('Enter');
	await page.keyboard.press('Enter');
	await expect(row(page, 'Owner').locator('li', { hasText: 'Minutes' })).toContainText('市场部');
	await expect(row(page, 'Owner').locator('li', { hasText: 'By hand' })).toContainText('counts now');
	await expect(page.getByRole('button', { name: 'Edit: Owner' })).toBeFocused();

	await tabTo(page, 'Edit: Due');
	await page.keyboard.press('Enter');
	await expect(page.getByLabel('Due', { exact: true })).toBeFocused();
	await typeDay(page, day);
	await page.keyboard.press('Enter');
	await expect(row(page, 'Due').locator('li', { hasText: 'By hand' })).toContainText('counts now');
	await expect(row(page, 'Due')).toContainText(spoken(day));
	await expect(row(page, 'Due').locator('li', { hasText: 'Minutes' })).toContainText('6月10日前');
	const { violations } = await new AxeBuilder({ page }).include('[data-why]').analyze();
	expect(violations.map(({ id, nodes }) => ({ id, where: nodes.map(({ html }) => html) }))).toEqual([]);

	// Others see it at once, and the text is not touched.
	await expect(inPanel(ben)).toContainText('刘洋');
	await expect(ben.locator('.evidence-owner')).toHaveText('市场部');
	await page.keyboard.press('Escape');
	await expect(box(page)).toHaveCount(0);
	await expect(page.locator('.minutes-text')).toBeFocused();
	await page.keyboard.type('。');
	await expect(ben.locator('.minutes-text')).toContainText(`${sure}。`);

	// It is remembered for the sentence: cut out, and put into another place, it comes back as it was corrected.
	await caretIn(page, sure);
	await page.keyboard.press('Shift+Home');
	await page.keyboard.press('Delete');
	await expect(page.locator('.minutes-text .said')).toHaveCount(0);
	await expect(page.locator('.minutes-text h2')).toHaveCount(headings);
	await page.locator('.minutes-text > p').last().click();
	await page.keyboard.insertText(sure);
	await expect(page.locator('.minutes-text .said-end')).toHaveAttribute('data-look', 'not_started');
	for (const one of [page, ben]) {
		await expect(inPanel(one)).toHaveCount(1);
		await expect(inPanel(one)).toContainText('刘洋');
	}
	expect(stage.complaints).toEqual([]);
});

test('a doubtful item that is corrected is taken with what was corrected', async ({ stage }) => {
	const path = await stage.set(async (company) => {
		const meeting = await company.meeting();
		await company.write(meeting, [doubtful]);
		return `/meetings/${meeting.id}`;
	});
	const page = await stage.open('ana', path);
	await expect(page.locator('aside [data-offer]')).toHaveCount(1);
	await ask(page, doubtful);
	await expect(box(page).getByRole('heading')).toHaveText('This may be an action item');
	await expect(row(page, 'Owner')).toContainText('No owner yet');
	await page.getByRole('button', { name: 'Edit: Owner' }).click();
	await page.getByRole('combobox').fill('Ben');
	await page.getByRole('option', { name: 'Ben' }).click();
	await page.getByRole('button', { name: 'Save' }).click();
	await expect(box(page).getByRole('heading')).toHaveText('This is an action item');
	await expect(row(page, 'Owner').locator('li', { hasText: 'By hand' })).toBeVisible();
	await expect(inPanel(page)).toContainText('Ben');
	await expect(page.locator('aside [data-offer]')).toHaveCount(0);

	// In the list beside the text too; what was just made can be waved away from the box.
	await inPanel(page).locator('button').first().click();
	await inPanel(page).getByRole('button', { name: 'Edit: Owner' }).click();
	await inPanel(page).getByRole('combobox').fill('财务');
	await inPanel(page).getByRole('option', { name: '财务部 FIN' }).click();
	await inPanel(page).getByRole('button', { name: 'Save' }).click();
	await expect(inPanel(page)).toContainText('财务部');
	await ask(page, doubtful);
	await box(page).getByRole('button', { name: 'Not an action item' }).click();
	await expect(inPanel(page)).toHaveCount(0);
	expect(stage.complaints).toEqual([]);
});

for (const [language, words] of [
	['zh-CN', { due: '截止日期', edit: '编辑截止日期', minutes: '纪要', byHand: '手动修改' }],
	['zh-TW', { due: '截止日期', edit: '編輯截止日期', minutes: '會議紀錄', byHand: '手動修改' }]
] as const) {
	test(`on a phone, in ${language}`, async ({ stage }) => {
		const { path, today } = await stage.set(async (company) => {
			const meeting = await company.meeting();
			await company.write(meeting, [sure]);
			return { path: `/meetings/${meeting.id}`, today: company.today };
		});
		const page = await stage.open('ana', path, {
			language,
			viewport: { width: 390, height: 844 },
			hasTouch: true
		});
		await ask(page, sure);
		await page.getByRole('button', { name: words.edit }).tap();
		await page.getByLabel(words.due, { exact: true }).fill(addDays(today, 9));
		await box(page).locator('button[type=submit]').tap();
		await expect(row(page, words.due).locator('li', { hasText: words.minutes })).toContainText('6月10日前');
		await expect(row(page, words.due).locator('li', { hasText: words.byHand })).toBeVisible();
		const { x, y, width, height } = (await box(page).boundingBox())!;
		expect(x + width).toBeLessThanOrEqual(390);
		expect(y + height).toBeLessThanOrEqual(844);
		const { violations } = await new AxeBuilder({ page }).include('[data-why]').analyze();
		expect(violations.map(({ id }) => id)).toEqual([]);
		expect(stage.complaints).toEqual([]);
	});
}
