import { expect, test } from './running-app.ts';

test('a fresh installation shows its first page, and nothing goes wrong on either side', async ({
	page,
	app
}) => {
	const complaints: string[] = [];
	page.on('console', (message) => {
		if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
	});
	page.on('pageerror', (error) => complaints.push(String(error)));

	const answer = await page.goto('/');
	expect(answer?.status()).toBe(200);
	await expect(page.getByRole('main')).toBeVisible();
	await page.waitForLoadState('networkidle');

	expect(complaints).toEqual([]);
	// Two copies of Yjs in one process say so, and merge wrongly.
	expect(app.log()).not.toMatch(/already imported/);
});

test('what is on the page survives the server being killed and started again', async ({ page, app }) => {
	// Whole, or the page would miss a part of its code in the middle of its start, and load itself again beside the test.
	await page.goto('/', { waitUntil: 'networkidle' });
	const title = await page.title();
	await app.kill();
	await app.start();
	await page.reload();
	expect(await page.title()).toBe(title);
});
