import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './staged-app.ts';

const cell = (page: Page, name: string) => page.locator(`[data-cell="${name}"]`);
const cardsIn = (page: Page, name: string) => cell(page, name).locator('[data-card-link]');

async function drag(page: Page, content: string, to: string) {
	const from = (await page.locator('[data-card]', { hasText: content }).boundingBox())!;
	const goal = (await cell(page, to).boundingBox())!;
	await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
	await page.mouse.down();
	await page.mouse.move(goal.x + goal.width / 2, goal.y + goal.height / 2, { steps: 8 });
	await page.mouse.up();
}

test('in another lane a card takes what the lane stands for, by mouse and by keys; lanes fold', async ({
	stage
}) => {
	await stage.set((company) =>
		company.cards([
			{ content: 'Fix the login', priority: 'high' },
			{ content: 'Plan the training', priority: 'low' },
			{ content: 'Cut the videos' }
		])
	);
	const ana = await stage.open('ana', '/board');
	const ben = await stage.open('ben', '/board?lanes=priority');
	await expect(ana.getByText('Live', { exact: true })).toBeVisible();
	await ana.getByRole('button', { name: 'More filters' }).click();
	await ana.getByLabel('Swimlanes').selectOption('priority');
	await expect(ana).toHaveURL(/lanes=priority/);
	await ana.keyboard.press('Escape');

	await drag(ana, 'Cut the videos', 'in_progress|high');
	await expect(cardsIn(ben, 'in_progress|high')).toHaveText(['Cut the videos']);
	await expect(ana.getByText('“Cut the videos” is under High now')).toBeVisible();

	await cardsIn(ana, 'not_started|low').focus();
	await ana.keyboard.press('Space');
	await ana.keyboard.press('ArrowUp');
	await expect(ana.locator('p[aria-live="assertive"]')).toContainText('Medium, Not started, place 1 of 1');
	await ana.keyboard.press('Space');
	await expect(cardsIn(ben, 'not_started|medium')).toHaveText(['Plan the training']);
	await expect(cardsIn(ana, 'not_started|medium')).toBeFocused();

	await cell(ana, 'not_started|high').getByRole('button', { name: 'Move “Fix the login” to' }).click();
	await ana.getByRole('menuitem', { name: 'Move to In progress' }).click();
	await expect(cardsIn(ben, 'in_progress|high')).toHaveText(['Fix the login', 'Cut the videos']);
	await expect(cardsIn(ana, 'in_progress|high').first()).toBeFocused();

	await ana.getByRole('button', { name: 'High 2 cards' }).click();
	await expect(cell(ana, 'not_started|high')).toHaveCount(0);
	await ana.reload();
	await expect(cardsIn(ana, 'in_progress|high')).toHaveText(['Fix the login', 'Cut the videos']);
	const { violations } = await new AxeBuilder({ page: ana })
		.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
		.analyze();
	expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
	expect(stage.complaints).toEqual([]);
});

test('a card stays with the meeting it was said in, and 300 cards in lanes are drawn as they are seen', async ({
	stage
}) => {
	await stage.set(async (company) => {
		const meeting = await company.meeting();
		await company.write(meeting, ['由市场部负责短视频内容制作，6月10日前完成初稿']);
		await company.cards(Array.from({ length: 300 }, (_, at) => ({ content: `Thing ${at + 1}` })));
	});
	const page = await stage.open('ana', '/board?lanes=meeting');
	await expect(page.getByText('Live', { exact: true })).toBeVisible();
	await expect(page.locator('[data-lane=""]')).toContainText('300 cards');
	expect(await page.locator('[data-card]').count()).toBeLessThan(40);
	await drag(page, '短视频内容制作', 'in_progress|');
	await expect(page.getByText('A card stays with the meeting it was said in')).toBeVisible();
	await expect(cardsIn(page, 'in_progress|')).toHaveCount(0);
});

test('a card is filed under another project: by its lane, and on its page by keys', async ({ stage }) => {
	const { projectId, cardId } = await stage.set(async (company) => {
		const project = await company.project('Launch');
		const [, other] = await company.cards([
			{ content: 'Fix the login', project },
			{ content: 'Cut the videos' }
		]);
		return { projectId: project.id, cardId: other!.id };
	});
	const page = await stage.open('ana', '/board?lanes=project');
	await expect(page.getByText('Live', { exact: true })).toBeVisible();
	await drag(page, 'Cut the videos', `in_progress|${projectId}`);
	await expect(cardsIn(page, `in_progress|${projectId}`)).toHaveText(['Cut the videos']);

	await page.goto(`/cards/${cardId}`);
	const edit = page.getByRole('button', { name: 'Edit: Project' });
	await expect(page.locator('dd', { has: edit })).toContainText('Launch');
	await edit.focus();
	await page.keyboard.press('Enter');
	await expect(page.getByLabel('Project', { exact: true })).toBeFocused();
	await page.getByLabel('Project', { exact: true }).selectOption('None');
	await page.getByRole('button', { name: 'Save' }).press('Enter');
	await expect(page.locator('dd', { has: edit })).toContainText('None');
	await expect(edit).toBeFocused();
	await page.keyboard.press('ControlOrMeta+z');
	await expect(page.locator('dd', { has: edit })).toContainText('Launch');
	expect(stage.complaints).toEqual([]);
});
