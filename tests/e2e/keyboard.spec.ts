// The product's story for who has no mouse: every step by Tab, Enter, arrows and letters.
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './running-app.ts';

/** Presses Tab until the focus is there, and sees that every stop on the way shows that it has the focus. */
async function tabTo(page: Page, target: Locator): Promise<void> {
	await expect(target).toBeVisible();
	for (let presses = 0; presses < 120; presses++) {
		await page.keyboard.press('Tab');
		const unmarked = await page.evaluate(() => {
			const stop = document.activeElement;
			if (!stop || stop === document.body || (stop as HTMLElement).isContentEditable) return null;
			const isMarked = ({ outlineStyle, outlineWidth, boxShadow }: CSSStyleDeclaration) =>
				(outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
			const shown = [
				getComputedStyle(stop),
				getComputedStyle(stop, '::after'),
				getComputedStyle(stop.parentElement ?? stop)
			];
			return shown.some(isMarked) ? null : stop.outerHTML.slice(0, 200);
		});
		expect(unmarked, 'a stop of the focus that shows nothing').toBeNull();
		if (await target.evaluate((element) => element === document.activeElement)) return;
	}
	throw new Error(`Tab never comes to ${target}`);
}

const live = (page: Page) => expect(page.getByText('Live', { exact: true })).toBeVisible();
const saved = (page: Page) => expect(page.locator('[data-save]')).toHaveAttribute('data-save', 'saved');

test('the whole story without a mouse', async ({ browser, fresh }) => {
	test.slow();
	const context = await browser.newContext({ baseURL: fresh.url, locale: 'en-GB' });
	const page = await context.newPage();
	const { keyboard } = page;
	const goBy = async (name: string) => {
		await tabTo(page, page.getByRole('navigation').getByRole('link', { name, exact: true }));
		await keyboard.press('Enter');
	};

	// A workspace is set up.
	await page.goto(/\/setup\/\S+/.exec(fresh.log())![0]);
	for (const [field, words] of [
		['workspaceName', 'Cloudsail'],
		['departmentName', 'Marketing'],
		['departmentCode', 'MKT'],
		['name', 'Ana Reed'],
		['signInName', 'ana'],
		['password', 'correct horse battery staple']
	] as const) {
		await tabTo(page, page.locator(`[name=${field}]`));
		await keyboard.type(words);
	}
	await keyboard.press('Enter');
	await page.waitForURL('/');

	// A meeting is opened, and written in.
	await goBy('Meetings');
	await tabTo(page, page.getByRole('link', { name: 'New meeting' }).first());
	await keyboard.press('Enter');
	await expect(page.getByLabel('Subject')).toBeFocused();
	await keyboard.type('Launch of the autumn range');
	await tabTo(page, page.getByRole('button', { name: 'Start', exact: false }).first());
	await keyboard.press('Enter');
	await page.waitForURL(/\/meetings\/(?!new)\w+/);
	await saved(page);
	await tabTo(page, page.locator('.minutes-text'));
	await keyboard.press('ControlOrMeta+End');
	await keyboard.type('Ana Reed will send the quote to the printer by Friday.');
	await expect(page.locator('aside [data-card]')).toHaveCount(1);
	await expect(page.locator('aside [data-card]')).toContainText('Ana Reed');

	// Why it is one is read, and left again.
	await keyboard.press('Alt+Enter');
	await expect(page.locator('[data-why]')).toBeVisible();
	await keyboard.press('Escape');
	await expect(page.locator('[data-why]')).toHaveCount(0);

	// On the board it goes to in progress, to done with what was delivered, and back by undoing.
	await keyboard.press('Escape');
	await goBy('Board');
	await live(page);
	const card = page.locator('[data-card-link]').first();
	const column = (status: string) => page.locator(`[data-column=${status}] [data-card]`);
	await tabTo(page, card);
	await keyboard.press('Space');
	await keyboard.press('ArrowRight');
	await keyboard.press('Space');
	await expect(column('in_progress')).toHaveCount(1);
	await expect(card).toBeFocused();
	await keyboard.press('Space');
	await keyboard.press('ArrowRight');
	await keyboard.press('Space');
	const delivery = page.getByRole('dialog', { name: 'What was delivered?' });
	await expect(delivery).toBeVisible();
	await tabTo(page, delivery.getByLabel('Deliverable'));
	await keyboard.type('The quote, signed');
	await keyboard.press('Enter');
	await expect(column('done')).toHaveCount(1);
	await expect(delivery).toHaveCount(0);
	await keyboard.press('ControlOrMeta+z');
	await expect(column('in_progress')).toHaveCount(1);

	// From the card it goes to the sentence it was read from, and back.
	await tabTo(page, card);
	await keyboard.press('o');
	await page.waitForURL(/\/meetings\/\w+#card-/);
	await expect(page.locator('.minutes-text')).toContainText('Ana Reed will send the quote');
	await goBy('Board');
	await live(page);

	// Its page is opened, a field changed, and it stays.
	await tabTo(page, card);
	await keyboard.press('Enter');
	await page.waitForURL(/\/cards\//);
	await live(page);
	await tabTo(page, page.getByRole('button', { name: 'Edit: Priority' }));
	await keyboard.press('Enter');
	await expect(page.getByRole('radio', { name: 'None' })).toBeFocused();
	await keyboard.press('ArrowRight');
	await tabTo(page, page.getByRole('button', { name: 'Save' }));
	await keyboard.press('Enter');
	await expect(
		page.getByRole('listitem').filter({ hasText: 'Priority' }).filter({ hasText: 'High' })
	).toBeVisible();

	// And out.
	await tabTo(page, page.locator('header summary'));
	await keyboard.press('Enter');
	await tabTo(page, page.getByRole('button', { name: 'Sign out' }));
	await keyboard.press('Enter');
	await page.waitForURL(/\/login/);
	await context.close();
});
