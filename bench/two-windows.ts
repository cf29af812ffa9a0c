import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from '@playwright/test';
import { findChromium } from '../tests/browser.mjs';
import { createRunningApp, type RunningApp } from '../tests/e2e/running-app.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The built product with the demo company, and a browser in which its two people can sign in. */
export type TwoWindows = {
	readonly app: RunningApp;
	/** A window of its own (own cookies and cache) for one of the two people. */
	signIn(person: 0 | 1): Promise<Page>;
	/** The address of the demo's meeting that is live now. */
	liveMeeting(page: Page): Promise<string>;
	close(): Promise<void>;
};

/** Builds if need be, starts the demo on a free port, opens a browser. */
export async function openTwoWindows(): Promise<TwoWindows> {
	const built = spawnSync('node', ['server/start.mjs', '--build'], { cwd: root, stdio: 'inherit' });
	if (built.status !== 0) throw new Error('the build failed');
	const app = await createRunningApp({ args: ['--demo'] });
	let browser: Browser | undefined;
	try {
		await app.start();
		browser = await chromium.launch({
			executablePath: (await findChromium()) ?? undefined,
			args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', '--disable-background-networking']
		});
	} catch (failure) {
		await app.kill();
		throw failure;
	}
	const links = await enterLinks(app);
	const running = browser;
	return {
		app,
		async signIn(person) {
			const context = await running.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' });
			const page = await context.newPage();
			await page.goto(app.url + links[person]!);
			await page.locator('main form button[type=submit], form button[type=submit]').first().click();
			await page.waitForURL((url) => !url.pathname.startsWith('/enter'));
			return page;
		},
		async liveMeeting(page) {
			const response = await page.request.get(`${app.url}/api/v1/meetings`);
			const { meetings } = (await response.json()) as { meetings: { id: string; state: string }[] };
			const live = meetings.find((meeting) => meeting.state === 'live');
			if (!live) throw new Error('the demo has no live meeting');
			return `${app.url}/meetings/${live.id}`;
		},
		async close() {
			await running.close();
			await app.stop();
			rmSync(app.dataDir, { recursive: true, force: true });
		}
	};
}

/** The demo's sign-in links: printed when the company is made, which is after the server first answers. */
async function enterLinks(app: RunningApp): Promise<string[]> {
	for (let waited = 0; waited < 60_000; waited += 100) {
		const links = [...app.log().matchAll(/(\/enter\/\S+)/g)].map((match) => match[1]!);
		if (links.length >= 2) return links;
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
	throw new Error(`the demo printed no links:\n${app.log()}`);
}
