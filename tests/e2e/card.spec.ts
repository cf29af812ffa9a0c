import AxeBuilder from '@axe-core/playwright';
import { addDays } from '#domain/day.ts';
import type { Company } from '#support/company.ts';
import { expect, test } from './staged-app.ts';

const sentence = '由市场部负责短视频内容制作，6月10日前完成初稿';

/** One sentence in the minutes of a live meeting, and the card that came of it. */
async function oneSentence(company: Company) {
	const meeting = await company.meeting();
	const [card] = await company.write(meeting, [`${sentence}。`]);
	return { id: card!.id, meetingId: meeting.id, today: company.today };
}

test('both sources of a field are seen, and which one counts', async ({ stage }) => {
	const { id, meetingId, today } = await stage.set(oneSentence);
	const ana = await stage.open('ana', `/cards/${id}`);
	const ben = await stage.open('ben', `/cards/${id}`);
	await expect(ana.getByText('Live', { exact: true })).toBeVisible();
	await expect(ana.locator('blockquote')).toHaveText(sentence);
	await expect(ana.locator('blockquote mark')).toHaveText(['市场部', '6月10日前']);
	await expect(ana.getByRole('link', { name: 'In the minutes' })).toHaveAttribute(
		'href',
		`/meetings/${meetingId}#card-${id}`
	);

	await ana.getByRole('button', { name: 'Edit: Due' }).click();
	await expect(ana.getByLabel('Due')).toBeFocused();
	await ana.getByLabel('Due').fill(addDays(today, 3));
	await ana.getByRole('button', { name: 'Save' }).click();
	await expect(ana.getByRole('button', { name: 'Edit: Due' })).toBeFocused();
	for (const page of [ana, ben]) {
		const due = page.locator('dd', { hasText: 'By hand' });
		await expect(due.locator('time').first()).toHaveAttribute('datetime', addDays(today, 3));
		await expect(due.locator('li', { hasText: 'Minutes' })).toContainText('6月10日前');
		await expect(due.locator('li', { hasText: 'By hand' })).toContainText('Ana');
		await expect(due.locator('li', { hasText: 'By hand' })).toContainText('counts now');
		await expect(page.getByRole('listitem').filter({ hasText: 'Due changed:' })).toBeVisible();
	}

	await ana.getByRole('button', { name: 'Undo' }).click();
	for (const page of [ana, ben]) {
		const due = page.locator('dl > div').filter({ has: page.getByText('Due', { exact: true }) });
		await expect(due.locator('time').first()).toHaveAttribute('datetime', /-06-10$/);
		await expect(due).not.toContainText('By hand');
		await expect(page.getByRole('listitem').filter({ hasText: 'Took back: Due changed' })).toBeVisible();
	}
	expect(stage.complaints).toEqual([]);
});

test('every field can be changed by hand', async ({ stage }) => {
	const { id } = await stage.set(oneSentence);
	const page = await stage.open('ana', `/cards/${id}`);
	await expect(page.getByText('Live', { exact: true })).toBeVisible();
	const save = () => page.getByRole('button', { name: 'Save' }).click();
	const row = (field: string) =>
		page.locator('dl > div').filter({ has: page.getByText(field, { exact: true }) });

	await page.getByRole('button', { name: 'Edit: Owner' }).click();
	await page.getByRole('combobox').fill('刘');
	await page.keyboard.press('Enter');
	await save();
	await expect(row('Owner')).toContainText('刘洋');
	await page.getByRole('button', { name: 'Edit: Owner' }).click();
	await page.getByLabel('Or a name that is not on the list').fill('小赵');
	await save();
	await expect(row('Owner').locator('li', { hasText: 'By hand' })).toContainText('小赵');

	await page.getByRole('button', { name: 'Edit: Deliverable' }).click();
	await page.getByLabel('Deliverable').fill('三条成片');
	await page.keyboard.press('Enter');
	await expect(row('Deliverable')).toContainText('三条成片');

	await page.getByRole('button', { name: 'Edit: Priority' }).click();
	await page.getByRole('radio', { name: 'High' }).check();
	await save();
	await expect(row('Priority')).toContainText('High');

	await page.getByRole('button', { name: 'Edit: Content' }).click();
	await page.getByLabel('Content').fill('短视频\n三条');
	await save();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('短视频 三条');

	await page.getByRole('button', { name: 'Edit', exact: true }).click();
	await page.getByRole('slider').fill('60');
	await save();
	await expect(page.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '60');

	await page.getByRole('button', { name: 'Edit: Content' }).click();
	await page.keyboard.press('Escape');
	await expect(page.getByLabel('Content', { exact: true })).toHaveCount(0);
	await page.reload();
	await expect(row('Owner')).toContainText('小赵');
	await expect(page.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '60');
});

test('its status follows the rules of the board, and can be taken back', async ({ stage }) => {
	const { id, today } = await stage.set(oneSentence);
	const page = await stage.open('ana', `/cards/${id}`);
	await expect(page.getByText('Live', { exact: true })).toBeVisible();
	const status = (name: string) => page.getByRole('group', { name: 'Status' }).getByRole('button', { name });

	// Done asks for what was delivered, and starts the clock for reporting the result.
	await status('Done').click();
	const delivery = page.getByRole('dialog', { name: 'What was delivered?' });
	await delivery.getByLabel('Deliverable').fill('Three videos');
	await delivery.getByLabel('Where it is').fill('ftp://nowhere');
	await delivery.getByRole('button', { name: 'Done', exact: true }).click();
	await expect(delivery.getByText('This is no web address')).toBeVisible();
	await delivery.getByLabel('Where it is').fill('https://example.org/videos');
	await delivery.getByRole('button', { name: 'Done', exact: true }).click();
	await expect(status('Done')).toHaveAttribute('aria-pressed', 'true');
	await expect(page.getByRole('link', { name: 'Three videos' })).toHaveAttribute(
		'href',
		'https://example.org/videos'
	);
	await expect(page.getByText('Result to be reported by')).toBeVisible();

	// Back from done is a reopening with a reason; Ctrl+Z takes that back, and then the rest.
	await status('In progress').click();
	const reopening = page.getByRole('dialog', { name: 'Reopen this card' });
	await reopening.getByRole('button', { name: 'Reopen', exact: true }).click();
	await expect(reopening.getByText('open again only for a reason')).toBeVisible();
	await reopening.getByLabel('Why is it open again?').fill('One is missing');
	await reopening.getByRole('button', { name: 'Reopen', exact: true }).click();
	await expect(status('In progress')).toHaveAttribute('aria-pressed', 'true');
	await expect(
		page.getByRole('listitem').filter({ hasText: 'Moved from Done to In progress: One is missing' })
	).toBeVisible();
	await page.keyboard.press('Control+z');
	await expect(status('Done')).toHaveAttribute('aria-pressed', 'true');
	await page.keyboard.press('Control+z');
	await expect(status('Not started')).toHaveAttribute('aria-pressed', 'true');
	await expect(page.getByRole('link', { name: 'Three videos' })).toHaveCount(0);

	await status('Delayed').click();
	const dialog = page.getByRole('dialog', { name: 'Delay this card' });
	await dialog.getByLabel('Reason').fill('No quote yet');
	await dialog.getByLabel('New day').fill(addDays(today, 400));
	await dialog.getByRole('button', { name: 'Delay', exact: true }).click();
	await expect(status('Delayed')).toHaveAttribute('aria-pressed', 'true');
	await expect(page.getByText('No quote yet').first()).toBeVisible();
	await expect(
		page
			.getByRole('listitem')
			.filter({ hasText: 'Moved from Not started to Delayed: No quote yet, new day' })
			.filter({ hasText: 'Ana' })
	).toBeVisible();
	// With a day in the future it goes on.
	await page.getByRole('button', { name: 'Edit: Due' }).click();
	await page.getByLabel('Due', { exact: true }).fill(addDays(today, 30));
	await page.getByRole('button', { name: 'Save' }).click();
	await expect(status('In progress')).toHaveAttribute('aria-pressed', 'true');
});

test('the whole record: whoever takes part, buffer, obstacle, links, answer and reports', async ({
	stage
}) => {
	const { id } = await stage.set(oneSentence);
	const page = await stage.open('ana', `/cards/${id}`);
	const ben = await stage.open('ben', `/cards/${id}`);
	await expect(page.getByText('Live', { exact: true })).toBeVisible();
	const row = (field: string, on = page) =>
		on.locator('dl > div').filter({ has: on.getByText(field, { exact: true }) });
	const edit = (field: string) => page.getByRole('button', { name: `Edit: ${field}` }).click();
	const save = () => page.getByRole('button', { name: 'Save' }).click();

	// A second owner is offered as collaborator.
	await edit('Owner');
	await page.getByRole('combobox').fill('Ben');
	await page.keyboard.press('Enter');
	await page.getByRole('radio', { name: 'Collaborator' }).check();
	await save();
	await expect(row('Together with', ben)).toContainText('Ben');
	await expect(row('Owner', ben)).toContainText('市场部');

	await edit('Buffer');
	await page.getByRole('radio', { name: '2 working days' }).check();
	await save();
	await expect(row('Buffer', ben)).toContainText('Promised to others for');

	await edit('Obstacle');
	await page.getByLabel('Situation').fill('The first cut is ready');
	await save();
	await expect(page.getByText('told in all three parts')).toBeVisible();
	await page.getByLabel('Cause').fill('No music licence');
	await page.getByLabel('Resources needed').fill('500 yuan');
	await save();
	await expect(row('Obstacle', ben)).toContainText('No music licence');
	await expect(row('Obstacle', ben)).toContainText('Ana');

	await edit('Delivered');
	await page.getByLabel('Name 1').fill('First cut');
	await page.getByLabel('Address 1').fill('https://example.org/1');
	await save();
	await expect(row('Delivered', ben).getByRole('link', { name: 'First cut' })).toBeVisible();

	// Ana is in the owning department, Ben is not.
	await expect(ben.getByRole('button', { name: 'I take it on' })).toHaveCount(0);
	await page.getByRole('button', { name: 'I take it on' }).click();
	await expect(ben.getByText('Ana has taken it on')).toBeVisible();
	await page.getByLabel('How it goes').fill('Half of it is cut');
	await page.getByRole('button', { name: 'Add', exact: true }).click();
	await expect(ben.getByText('Half of it is cut').first()).toBeVisible();

	await page.getByRole('group', { name: 'Status' }).getByRole('button', { name: 'Done' }).click();
	await page.getByRole('button', { name: 'Confirm the result' }).click();
	await expect(ben.getByText('confirmed by Ana')).toBeVisible();
	expect(stage.complaints).toEqual([]);
});

test('when somebody else changed the card since, undoing asks', async ({ stage }) => {
	const { id } = await stage.set(oneSentence);
	const ana = await stage.open('ana', `/cards/${id}`);
	const ben = await stage.open('ben', `/cards/${id}`);
	for (const page of [ana, ben]) await expect(page.getByText('Live', { exact: true })).toBeVisible();
	const status = (name: string) => ana.getByRole('group', { name: 'Status' }).getByRole('button', { name });
	await status('In progress').click();
	await expect(status('In progress')).toHaveAttribute('aria-pressed', 'true');
	await ben.getByRole('button', { name: 'Edit: Risk' }).click();
	await ben.getByLabel('Risk', { exact: true }).fill('The supplier');
	await ben.getByRole('button', { name: 'Save' }).click();
	await expect(ana.getByText('The supplier').first()).toBeVisible();

	await ana.getByRole('heading', { level: 1 }).click();
	await ana.keyboard.press('Control+z');
	const asking = ana.getByRole('dialog', { name: 'Changed since' });
	await expect(asking).toBeVisible();
	await expect(status('In progress')).toHaveAttribute('aria-pressed', 'true');
	await asking.getByRole('button', { name: 'Undo all the same' }).click();
	await expect(status('Not started')).toHaveAttribute('aria-pressed', 'true');
	await expect(ana.locator('dl').getByText('The supplier').first()).toBeVisible();
});

test('a sentence that is no action item leaves the board, and comes back', async ({ stage }) => {
	const { id } = await stage.set(oneSentence);
	const page = await stage.open('ana', `/cards/${id}`);
	const board = await stage.open('ben', '/board');
	await expect(board.locator('[data-card]')).toHaveCount(1);
	await expect(page.getByText('Live', { exact: true })).toBeVisible();

	await page.getByRole('button', { name: 'Not an action item' }).click();
	await expect(page.getByText('Somebody said that this sentence promises nothing')).toBeVisible();
	await expect(page.getByRole('button', { name: 'Edit: Due' })).toHaveCount(0);
	await expect(board.locator('[data-card]')).toHaveCount(0);
	await page.getByRole('button', { name: 'Undo' }).click();
	await expect(board.locator('[data-card]')).toHaveCount(1);

	await page.getByRole('button', { name: 'Not an action item' }).click();
	await page.getByRole('button', { name: 'It is an action item' }).click();
	await expect(board.locator('[data-card]')).toHaveCount(1);
	await expect(page.getByText('Said to be no action item')).toHaveCount(3);
});

test('a card of nobody’s is not found, and a refusal is told in words', async ({ stage }) => {
	const { id } = await stage.set(oneSentence);
	const page = await stage.open('ana', '/cards/aaaaaaaaaaaaaaaaaaaa');
	await expect(page.getByRole('heading', { name: 'This page does not exist' })).toBeVisible();
	await page.goto(`/cards/${id}`);
	await expect(page.getByText('Live', { exact: true })).toBeVisible();
	await page.route('**/api/v1/cards/*', (route) => route.abort());
	await page.getByRole('button', { name: 'Edit: Deliverable' }).click();
	await page.getByLabel('Deliverable').fill('三条成片');
	await page.getByRole('button', { name: 'Save' }).click();
	await expect(page.getByText('so nothing was sent')).toBeVisible();
	await expect(page.getByLabel('Deliverable')).toHaveValue('三条成片');
});

test('no barrier that axe can find', async ({ stage }) => {
	const { id } = await stage.set(oneSentence);
	for (const [language, colorScheme, width] of [
		['en', 'dark', 1280],
		['zh-CN', 'light', 390]
	] as const) {
		const page = await stage.open('ana', `/cards/${id}`, {
			language,
			colorScheme,
			viewport: { width, height: 844 }
		});
		await page.locator('dd button').first().click();
		await expect(page.getByRole('combobox')).toBeVisible();
		await page.keyboard.press('Escape');
		const { violations } = await new AxeBuilder({ page })
			.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
			.analyze();
		expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
	}
	expect(stage.complaints).toEqual([]);
});
