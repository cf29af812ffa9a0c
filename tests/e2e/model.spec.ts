import AxeBuilder from '@axe-core/playwright';
import { openFakeModel, proposing } from '#support/fake-model.ts';
import { expect, test } from './staged-app.ts';

const quote = '展会的灯箱画面下周五前应该就有了';

test('what a company’s own model proposes is marked, can be waved away, and becomes a card when it is taken', async ({
	stage
}) => {
	const fake = await openFakeModel();
	const spare = '老周那边的样机还得再催一催';
	fake.answer = proposing([
		{ quote, owner: '王芳' },
		{ quote: spare, owner: '老周' },
		{ quote: '王芳负责订酒店', owner: '王芳' }
	]);
	const { url, name } = fake.settings;
	const { id } = await stage.set(async (company) => ({ id: (await company.meeting()).id }), {
		MODEL_URL: url,
		MODEL_NAME: name
	});
	const [ana, ben] = [await stage.open('ana', `/meetings/${id}`), await stage.open('ben', `/meetings/${id}`)];
	await expect(ana.locator('aside [data-model]')).toContainText('house-model');
	await expect(ana.locator('.ProseMirror')).toBeVisible();
	await ana.locator('.ProseMirror p').first().click();
	await ana.keyboard.insertText(`王芳那边${quote}。${spare}。`);

	for (const page of [ana, ben]) {
		await expect(page.locator('aside [data-offer]')).toHaveCount(2);
		await expect(page.locator('aside [data-offer]').first()).toContainText('Proposed by the model?');
		await expect(page.locator('.said[data-look=offer]').first()).toContainText('灯箱画面');
	}
	expect((await new AxeBuilder({ page: ana }).analyze()).violations).toEqual([]);

	const offer = (words: string) => ben.locator('aside [data-offer]').filter({ hasText: words });
	await offer('老周').getByRole('button', { name: 'No action item' }).click();
	await expect(ana.locator('aside [data-offer]')).toHaveCount(1);
	await offer('灯箱').getByRole('button', { name: 'Yes, make a card' }).click();
	await expect(ana.locator('aside [data-card]')).toContainText('王芳');
	await expect(ana.locator('aside [data-offer]')).toHaveCount(0);
	await ana.reload();
	await expect(ana.locator('aside [data-card]')).toHaveCount(1);
	await expect(ana.locator('.said-end[data-look=not_started]')).toHaveCount(1);
	expect(stage.complaints).toEqual([]);
	await fake.close();
});
