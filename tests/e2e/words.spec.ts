// What the engine says for itself, and what a workspace adds to it: own words in the settings, and "why?" in the minutes.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './staged-app.ts';

const text = (page: Page) => page.locator('.minutes-text');
const chips = (page: Page) => page.locator('.minutes-text .said-end');
const why = (page: Page) => page.locator('[data-why]');

/** Puts the caret at the end of the first paragraph that says something. */
async function caretIn(page: Page, words: string): Promise<void> {
	// What comes in while the page opens may move the text from under the mouse.
	await expect(async () => {
		await page.locator('.minutes-text p', { hasText: words }).click();
		await page.keyboard.press('End');
		const at = await page.evaluate(
			() => getSelection()?.anchorNode?.parentElement?.closest('p, li, td')?.textContent
		);
		expect(at).toContain(words);
	}).toPass();
}

async function looksRight(page: Page, part: string): Promise<void> {
	const { violations } = await new AxeBuilder({ page }).include(part).analyze();
	expect(violations.map(({ id, nodes }) => ({ id, where: nodes.map(({ html }) => html) }))).toEqual([]);
}

test('words added in the settings are read in minutes that are open', async ({ stage }) => {
	const path = await stage.set(async (company) => {
		const meeting = await company.meeting();
		await company.write(meeting, ['新网站小刘盯到底', '场地与音响都还没有定']);
		return `/meetings/${meeting.id}`;
	});
	const minutes = await stage.open('liuYang', path);
	await expect(text(minutes)).toContainText('新网站小刘盯到底');
	await expect(chips(minutes)).toHaveCount(0);

	const settings = await stage.open('ana', '/settings/words');
	const found = settings.locator('[data-found]');
	await settings.getByLabel('Lines of minutes').fill('新網站小劉盯到底');
	await expect(found).toContainText('No action items.');
	await settings
		.getByRole('group', { name: 'Cue words' })
		.getByRole('button', { name: 'Add' })
		.press('Enter');
	await settings.keyboard.type('盯到底');
	// Tried before it is saved, in the other script.
	await expect(found).toContainText('新網站');
	await expect(found).toContainText('a cue word of your organisation');
	await looksRight(settings, 'main');
	await settings.getByRole('button', { name: 'Save' }).click();
	await expect(settings.getByText('Saved.')).toBeVisible();

	await expect(chips(minutes)).toHaveCount(1);
	await expect(minutes.locator('aside [data-card]')).toContainText('新网站');

	// Twice, in two scripts: said at the line, the rest is kept.
	await settings.getByRole('group', { name: 'Cue words' }).getByRole('button', { name: 'Add' }).click();
	await settings.keyboard.type('盯到底');
	await settings.getByRole('button', { name: 'Save' }).click();
	await expect(settings.getByText('each only once')).toBeVisible();
	await expect(settings.locator('[aria-invalid=true]')).toHaveCount(1);
	await settings.getByRole('button', { name: 'Remove 盯到底' }).last().click();
	await settings.getByRole('button', { name: 'Remove 盯到底' }).press('Enter');
	await settings.getByRole('button', { name: 'Save' }).click();
	await expect(chips(minutes)).toHaveCount(0);
	expect(stage.complaints).toEqual([]);
});

test('only administrators come to the words', async ({ stage }) => {
	await stage.set(async () => {});
	const ben = await stage.open('ben', '/settings');
	await expect(ben.getByRole('link', { name: 'Own words' })).toHaveCount(0);
	expect((await ben.goto('/settings/words'))!.status()).toBe(403);
});

test('a sentence that is no item says why, and becomes one by the keyboard', async ({ stage }) => {
	const path = await stage.set(async (company) => {
		const meeting = await company.meeting();
		await company.write(meeting, ['整理报价', '研发部认为预算太高']);
		return `/meetings/${meeting.id}`;
	});
	const page = await stage.open('ana', path);
	await caretIn(page, '研发部认为');
	await page.keyboard.press('Alt+Enter');
	await expect(why(page)).toContainText('It reads as an opinion or a suggestion: “研发部认为”');
	await looksRight(page, '[data-why]');
	await page.keyboard.press('Escape');
	await expect(why(page)).toHaveCount(0);
	await page.keyboard.type('。');
	await expect(text(page)).toContainText('研发部认为预算太高。');

	await caretIn(page, '整理报价');
	await page.getByRole('button', { name: 'Why? What is read in this sentence' }).click();
	await expect(why(page)).toContainText('Nobody is named who does it');
	await expect(why(page)).toContainText('整理报价，');
	await page.keyboard.press('Tab');
	await page.keyboard.press('Enter');
	await expect(page.locator('aside [data-card]')).toContainText('整理报价');

	// Now it says why it is one; it is waved away, and taken back, without a mouse.
	await caretIn(page, '整理报价');
	await page.keyboard.press('Alt+Enter');
	await expect(why(page)).toContainText('a checkbox');
	// Past the two fields that can be corrected, and the card.
	for (let field = 0; field < 4; field++) await page.keyboard.press('Tab');
	await page.keyboard.press('Enter');
	await expect(page.locator('aside [data-card]')).toHaveCount(0);
	await page.keyboard.press('Alt+Enter');
	await expect(why(page)).toContainText('Set aside: not an action item');
	await page.keyboard.press('Tab');
	await page.keyboard.press('Enter');
	await expect(page.locator('aside [data-card]')).toHaveCount(1);
	expect(stage.complaints).toEqual([]);
});
