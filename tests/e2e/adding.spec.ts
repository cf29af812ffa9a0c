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

const table = [
	'序号\t行动项\t责任人\t完成时限\t优先级\t备注',
	'1\t提交报价\tBen\t2124-06-10\t高\t',
	'2\t"写方案\n附预算"\tBen\t很快\t中\t',
	'3\t\tBen\t2124-06-11\t低\t谁来定？',
	'4\t出海报\tChen\t2124-06-12\t\t'
].join('\n');

/** As Ctrl+V does it, with what a spreadsheet puts on the clipboard. */
async function paste(page: Page, text: string) {
	await page.evaluate((words) => {
		const clipboardData = new DataTransfer();
		clipboardData.setData('text/plain', words);
		document.body.dispatchEvent(
			new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
		);
	}, text);
}

test('a pasted table is shown as it is read, makes its cards at once, and keeps the rows that cannot be read', async ({
	stage
}) => {
	await stage.set(oneCard);
	const page = await stage.open('ana', '/board');
	const ben = await stage.open('ben', '/board');
	await expect(page.getByText('Live', { exact: true })).toBeVisible();
	await paste(page, table);
	const dialog = page.getByRole('dialog', { name: 'Cards from a table' });
	await expect(dialog).toContainText('3 cards will be made.');
	await expect(dialog).toContainText('1 row cannot be read and stays here.');
	await expect(dialog.getByRole('combobox', { name: /完成时限/ })).toHaveValue('due');
	await expect(dialog.locator('[data-row="3"]')).toContainText('not understood');
	await expect(dialog.locator('[data-row="4"]')).toContainText('Nothing says what is to be done.');
	// The note is what is to be done, says the one who pasted it; and then not.
	await dialog.getByRole('combobox', { name: /备注/ }).selectOption('content');
	await expect(dialog).toContainText('4 cards will be made.');
	await dialog.getByRole('combobox', { name: /备注/ }).selectOption('skip');
	await expect(dialog).toContainText('3 cards will be made.');
	expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

	await dialog.getByRole('button', { name: 'Make 3 cards' }).click();
	const made = ['Plan the training', '提交报价', '写方案', '出海报'];
	await expect(todo(ben)).toHaveText(made.map((text) => new RegExp(text)));
	await expect(dialog.locator('tbody tr')).toHaveCount(1);
	await expect(dialog).toContainText('谁来定？');
	await dialog.getByRole('button', { name: 'Close' }).last().click();
	await page.keyboard.press('Control+z');
	for (const board of [page, ben]) await expect(todo(board)).toHaveText(['Plan the training']);
	expect(stage.complaints).toEqual([]);
});
