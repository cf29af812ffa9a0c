import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './staged-app.ts';

test('a card that was taken off the board is listed, and is back by one press', async ({ stage }) => {
	await stage.set(async (company) => {
		const meeting = await company.meeting({ title: 'Launch' });
		const [card] = await company.write(meeting, ['Ben will send the quote by Friday.']);
		await company.app.offers.dismissCard(company.as(company.people.ana), card!.id);
	});
	const ben = await stage.open('ben', '/board');
	await expect(ben.locator('[data-card]')).toHaveCount(0);
	await ben.getByRole('link', { name: 'Removed cards' }).click();
	const row = ben.getByRole('listitem').filter({ hasText: 'send the quote' });
	await expect(row).toContainText('Said to be no action item · Ana');
	await expect(row).toContainText('Launch');
	expect((await new AxeBuilder({ page: ben }).analyze()).violations).toEqual([]);
	await row.getByRole('button', { name: /^Take back: “/ }).click();
	await expect(ben.getByText('is back on the board')).toBeVisible();
	await expect(ben.getByText('No card has left the board in the last 30 days')).toBeVisible();
	await ben.getByRole('link', { name: 'Back to the board' }).click();
	await expect(ben.locator('[data-card]')).toHaveCount(1);
	expect(stage.complaints).toEqual([]);
});
