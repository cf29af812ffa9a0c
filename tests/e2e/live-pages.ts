// Pages that wait for themselves: what the server drew looks finished, but until its scripts run a press is answered by the
// browser alone, and what is typed may be drawn over.
import { test as base, type Page, type Response } from '@playwright/test';

/** Playwright's `test` whose pages have come to life when `goto` and `reload` come back. */
export const test = base.extend<object>({
	browser: [
		async ({ browser }, use) => {
			const open = browser.newContext.bind(browser);
			browser.newContext = async (options) => {
				const context = await open(options);
				if (options?.javaScriptEnabled !== false) context.on('page', waitForLife);
				return context;
			};
			await use(browser);
		},
		{ scope: 'worker' }
	]
});

function waitForLife(page: Page): void {
	const loads = { goto: page.goto.bind(page), reload: page.reload.bind(page) };
	const alive = async (answer: Response | null) => {
		if (answer?.headers()['content-type']?.startsWith('text/html'))
			await page.locator('html[data-alive]').waitFor({ state: 'attached' });
		return answer;
	};
	page.goto = async (url, options) => alive(await loads.goto(url, options));
	page.reload = async (options) => alive(await loads.reload(options));
}
