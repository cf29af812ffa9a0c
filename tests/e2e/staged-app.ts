// A server of its own for each test, on a data folder that the test has filled before it starts, and browsers in which
// people of the cast are signed in.
import { rmSync } from 'node:fs';
import type { BrowserContext, BrowserContextOptions, Page } from '@playwright/test';
import { openCompany, type Company } from '#support/company.ts';
import { test as base } from './live-pages.ts';
import { createRunningApp, type RunningApp } from './running-app.ts';

type Person = keyof Company['people'];

export type Stage = {
	/** Fills the data folder, closes it and starts the server, with these variables too. Once a test, before anything is opened. */
	set<Props>(fill: (company: Company) => Promise<Props>, env?: Record<string, string>): Promise<Props>;
	/** A browser of its own for somebody; `null` is nobody. English unless told otherwise. */
	open(
		person: Person | null,
		path: string,
		options?: BrowserContextOptions & { language?: string }
	): Promise<Page>;
	/** What pages complained of on their consoles so far. */
	readonly complaints: string[];
	readonly app: RunningApp;
};

/** Playwright's `test` with a `stage`. */
export const test = base.extend<{ stage: Stage }>({
	stage: async ({ browser }, use) => {
		const app = await createRunningApp();
		const cookies: Partial<Record<Person, { name: string; value: string }>> = {};
		const complaints: string[] = [];
		const contexts: BrowserContext[] = [];
		await use({
			app,
			complaints,
			async set(fill, env) {
				const company = await openCompany(app.dataDir);
				for (const [name, member] of Object.entries(company.people))
					cookies[name as Person] = await company.signIn(member);
				const props = await fill(company);
				await company.close();
				await app.start(env);
				return props;
			},
			async open(person, path, { language = 'en', ...options } = {}) {
				const context = await browser.newContext({ baseURL: app.url, locale: language, ...options });
				contexts.push(context);
				const cookie = person && cookies[person];
				await context.addCookies([
					{ name: 'locale', value: language, url: app.url },
					...(cookie ? [{ ...cookie, url: app.url }] : [])
				]);
				const page = await context.newPage();
				page.on('console', (message) => {
					if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
				});
				page.on('pageerror', (error) => complaints.push(String(error)));
				await page.goto(path);
				return page;
			}
		});
		for (const context of contexts) await context.close();
		await app.stop();
		rmSync(app.dataDir, { recursive: true, force: true });
	}
});

export { expect } from '@playwright/test';
