import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import type { Company } from '#support/company.ts';
import { expect, test } from './staged-app.ts';

const oneCard = async (company: Company) => {
	const project = await company.project('Launch');
	const [card] = await company.cards([{ content: 'Plan the training' }]);
	return { project, card: card! };
};

const todo = (page: Page) => page.locator('[data-column="not_started"] [data-card] [data-card-link]');
const line = (page: Page) => page.getByRole('textbox', { name: 'A card in one line' });

test('one line makes a card: read while it is typed, corrected, made, taken back, and told of on its page', async ({
	stage
}) => {
	await stage.set(oneCard);
	const page = await stage.open('ana', '/board');
	const ben = await stage.open('ben', '/board');
	await expect(page.getByText('Live', { exact: true })).toBeVisible();

	await page.keyboard.press('n');
	await line(page).fill('Ben to send the quote by Friday, high #Launch');
	const reading = page.locator('[data-reading]');
	await expect(reading).toContainText('send the quote');
	for (const chip of ['Ben', 'Fri', 'High', 'Launch']) await expect(reading).toContainText(chip);
	await page.getByRole('button', { name: /Do not take this as Priority/ }).click();
	await expect(reading).toContainText('send the quote, high');
	await page.getByRole('button', { name: 'Read Priority again' }).click();
	expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
	await line(page).press('Enter');
	for (const board of [page, ben])
		await expect(todo(board)).toHaveText(['Plan the training', 'send the quote']);
	await expect(line(page)).toHaveValue('');

	// The empty line has nothing of its own to take back.
	await line(page).press('Control+z');
	for (const board of [page, ben]) await expect(todo(board)).toHaveText(['Plan the training']);

	await line(page).fill('Sort the feedback');
	await line(page).press('Enter');
	await todo(page).filter({ hasText: 'Sort the feedback' }).click();
	await expect(page.getByText(/Made by hand, by Ana/)).toBeVisible();
	await page.getByRole('button', { name: 'Take off the board' }).click();
	await expect(page.getByRole('button', { name: 'Bring back' })).toBeVisible();
	await page.getByRole('button', { name: 'Bring back' }).click();
	await page.goto('/board');
	await expect(todo(page)).toHaveText(['Plan the training', 'Sort the feedback']);
	expect(stage.complaints).toEqual([]);
});

test('without a connection the line stays, and says so', async ({ stage }) => {
	await stage.set(oneCard);
	const page = await stage.open('ana', '/board');
	await expect(page.getByText('Live', { exact: true })).toBeVisible();
	await page.getByRole('button', { name: 'New card' }).click();
	await line(page).fill('Sort the feedback');
	await expect(page.locator('[data-reading]')).toBeVisible();
	await page.context().setOffline(true);
	await line(page).press('Enter');
	await expect(page.getByText('no card was made')).toBeVisible();
	await expect(line(page)).toHaveValue('Sort the feedback');
	await page.context().setOffline(false);
	await line(page).press('Enter');
	await expect(todo(page)).toHaveText(['Plan the training', 'Sort the feedback']);
});

test('of two who bear a name it is asked who is meant', async ({ stage }) => {
	await stage.set(async (company) => {
		for (const signInName of ['zw1', 'zw2'])
			await company.app.storage.transaction(({ people }) =>
				people.insertMember(
					{ ...company.people.ben, id: `zhangwei00${signInName}`, name: '张伟', signInName, aliases: [] },
					null
				)
			);
		return oneCard(company);
	});
	const page = await stage.open('ana', '/board');
	await expect(page.getByText('Live', { exact: true })).toBeVisible();
	await page.keyboard.press('n');
	await line(page).fill('周五前 张伟 提交报价');
	const which = page.getByRole('group').filter({ hasText: 'Which 张伟 is meant?' });
	await expect(which).toBeVisible();
	await line(page).press('Enter');
	await expect(page.getByText('Several bear this name')).toBeVisible();
	await expect(todo(page)).toHaveCount(1);
	await which.getByRole('button').first().click();
	await line(page).press('Enter');
	await expect(todo(page)).toHaveText(['Plan the training', '提交报价']);
});
