import type { Company } from '#support/company.ts';
import type { Page } from '@playwright/test';
import { expect, test } from './staged-app.ts';

async function twoCards(company: Company) {
	const [quote, video] = await company.cards([
		{ content: 'Send the quote', deliverable: 'The quote' },
		{ content: 'Cut the videos', deliverable: 'Three videos' }
	]);
	return { quote: quote!, video: video! };
}

const cardOf = (page: Page, { id }: { id: string }) => page.locator(`[data-card="${id}"]`);

test('whoever has a card in hand is shown on it to the others, and to nobody’s ears', async ({ stage }) => {
	const { quote, video } = await stage.set(twoCards);
	const ana = await stage.open('ana', '/board');
	const ben = await stage.open('ben', '/board', { language: 'zh-CN' });
	await expect(ana.getByText('Live', { exact: true })).toBeVisible();
	await expect(ben.getByText('实时', { exact: true })).toBeVisible();
	const said = ben.locator('p[aria-live="assertive"]');
	const mark = cardOf(ben, quote).getByText('Ana正在移动');

	// By mouse, put back by Escape.
	const box = (await cardOf(ana, quote).boundingBox())!;
	await ana.mouse.move(box.x + 40, box.y + 20);
	await ana.mouse.down();
	await ana.mouse.move(box.x + 90, box.y + 60, { steps: 4 });
	await expect(mark).toBeVisible();
	await expect(ana.locator('[data-held]')).toHaveCount(0);
	await ana.keyboard.press('Escape');
	await ana.mouse.up();
	await expect(mark).toHaveCount(0);

	// By keys, dropped elsewhere.
	await cardOf(ana, quote).locator('[data-card-link]').focus();
	await ana.keyboard.press('Space');
	await ana.keyboard.press('ArrowRight');
	await expect(mark).toBeVisible();
	await ana.keyboard.press('Space');
	await expect(ben.locator('[data-column="in_progress"]').getByText('Send the quote')).toBeVisible();
	await expect(mark).toHaveCount(0);

	// In the hand of somebody whose page is gone; a list shows it too.
	const chen = await stage.open('chen', '/board?view=list');
	await cardOf(ana, video).locator('[data-card-link]').focus();
	await ana.keyboard.press('Space');
	await expect(cardOf(ben, video).getByText('Ana正在移动')).toBeVisible();
	const row = chen.locator(`[data-row="${video.id}"]`);
	await expect(row.getByText('Ana is moving this')).toBeVisible();
	await ana.close();
	await expect(ben.locator('[data-held]')).toHaveCount(0);
	await expect(row.locator('[data-held]')).toHaveCount(0);
	await expect(said).toHaveText('');
	expect(stage.complaints).toEqual([]);
});
