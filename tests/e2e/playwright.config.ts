// Tests in the browser, on the built app. Each test file's worker starts a server of its own (running-app.ts), so nothing
// here starts one.
import { defineConfig, devices } from '@playwright/test';
import { findChromium } from '../browser.mjs';

export default defineConfig({
	testDir: '.',
	testMatch: '**/*.spec.ts',
	outputDir: '../../test-results',
	forbidOnly: true,
	// A test that passes only the second time is named as flaky at the end: a fault to be found, but no reason to refuse the rest.
	retries: 1,
	workers: 2,
	timeout: 120_000,
	expect: { timeout: 20_000 },
	reporter: [['list']],
	use: {
		...devices['Desktop Chrome'],
		locale: 'en-GB',
		actionTimeout: 30_000,
		timezoneId: 'Asia/Shanghai',
		// What was asked and answered; pictures of every step would cost more than the tests.
		trace: { mode: 'retain-on-failure', screenshots: false, snapshots: false },
		screenshot: 'only-on-failure',
		launchOptions: {
			executablePath: (await findChromium()) ?? undefined,
			// A container's /dev/shm is often too small for a page of minutes.
			args: ['--disable-dev-shm-usage']
		}
	}
});
