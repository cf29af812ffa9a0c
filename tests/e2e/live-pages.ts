// Pages that wait for themselves: what the server drew looks finished, but until its scripts run a press is answered by the
// browser alone, and what is typed may be drawn over.
import { test as base, type Page } from '@playwright/test';

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
	const alive = async () => page.locator('html[data-alive]').waitFor({ state: 'attached' });
	page.goto = async (url, options) => {
		const answer = await loads.goto(url, options);
		if (isPage(answer)) await alive();
		return answer;
	};
	page.reload = async (options) => {
		const answer = await loads.reload(options);
		if (isPage(answer)) await alive();
		return answer;
	};
}

function isPage(answer: Awaited<ReturnType<Page['goto']>>): boolean {
	return answer?.headers()['content-type']?.startsWith('text/html') ?? false;
}
