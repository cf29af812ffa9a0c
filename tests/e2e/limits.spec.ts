import AxeBuilder from '@axe-core/playwright';
import type { Company } from '#support/company.ts';
import { expect, test } from './staged-app.ts';

/** Ana has two cards under way and two to begin with. */
async function busyAna(company: Company) {
	const owner = { kind: 'person', id: company.people.ana.id } as const;
	const [, , video, plan] = await company.cards([
		{ content: 'Send the quote', deliverable: 'The quote', status: 'in_progress', owner },
		{ content: 'Sort the feedback', deliverable: 'A list', status: 'in_progress', owner },
		{ content: 'Cut the videos', deliverable: 'Three videos', owner },
		{ content: 'Plan the training', deliverable: 'A plan' }
	]);
	return { video: video!, plan: plan! };
}

test('over a limit the column, the owner and the move say so, and nothing is refused', async ({ stage }) => {
	const { video, plan } = await stage.set(busyAna);
	const ana = await stage.open('ana', '/settings/workspace');
	const limits = ana.getByRole('group', { name: 'Limits of the board' });
	await limits.getByLabel('In progress', { exact: true }).fill('0');
	await ana.getByRole('button', { name: 'Save' }).click();
	await expect(limits.getByText('A whole number from 1')).toBeVisible();
	await limits.getByLabel('In progress', { exact: true }).fill('3');
	await limits.getByLabel('In progress with one owner').fill('2');
	await ana.getByRole('button', { name: 'Save' }).click();
	await expect(ana.getByText('Saved')).toBeVisible();

	const ben = await stage.open('ben', '/board');
	await ana.goto('/board');
	await expect(ana.getByText('Live', { exact: true })).toBeVisible();
	await expect(ben.getByText('Live', { exact: true })).toBeVisible();
	const column = ben.locator('[data-column="in_progress"]');
	const move = async (content: string) => {
		await ana.getByRole('button', { name: `Move “${content}” to` }).click();
		await ana.getByRole('menuitem', { name: 'Move to In progress' }).click();
	};

	await move('Cut the videos');
	await expect(ana.locator('.toast', { hasText: 'Ana now has 3 cards in progress' })).toBeVisible();
	await expect(
		column.locator(`[data-card="${video.id}"]`).getByText('3 in progress, at most 2')
	).toBeVisible();
	await expect(column.getByText('of at most 3')).toHaveCount(0);

	await move('Plan the training');
	await expect(ana.locator('.toast', { hasText: 'In progress now holds 4 cards' })).toBeVisible();
	await expect(column.getByText('4 of at most 3')).toBeVisible();
	await expect(column.locator(`[data-card="${plan.id}"]`)).toBeVisible();
	await expect(column.locator(`[data-card="${plan.id}"]`).getByText('at most')).toHaveCount(0);
	expect((await new AxeBuilder({ page: ben }).analyze()).violations).toEqual([]);
	expect(stage.complaints).toEqual([]);
});
