// The browser for the tests: one that is there already, or else the shortest way to one. Plain JavaScript, because it is
// needed before anything is known to be installed.
import { accessSync, constants, existsSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { LaunchError, run, showProgress, tail } from '../server/launch/step.mjs';
import { commandOf, toolEnvironment } from '../server/launch/node-runtime.mjs';

/** Where systems keep a Chromium or Chrome. */
const usualPlaces = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/usr/bin/google-chrome-stable',
	'/snap/bin/chromium',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'/Applications/Chromium.app/Contents/MacOS/Chromium',
	`${process.env.PROGRAMFILES}\\Google\\Chrome\\Application\\chrome.exe`,
	`${process.env['PROGRAMFILES(X86)']}\\Google\\Chrome\\Application\\chrome.exe`,
	`${process.env.LOCALAPPDATA}\\Google\\Chrome\\Application\\chrome.exe`
];

/**
 * The path of a browser that is there: CHROMIUM_PATH, a usual place, or Playwright's own download; null when none is.
 * @returns {Promise<string | null>}
 * @throws {LaunchError} when CHROMIUM_PATH names nothing that can be run
 */
export async function findChromium() {
	const named = process.env.CHROMIUM_PATH;
	if (named) {
		if (!isExecutable(named)) throw new LaunchError(`CHROMIUM_PATH names no program: ${named}`);
		return named;
	}
	return usualPlaces.find(isExecutable) ?? (await downloaded());
}

/** @returns {Promise<string | null>} */
async function downloaded() {
	const { chromium } = await import('@playwright/test');
	const path = chromium.executablePath();
	return existsSync(path) ? path : null;
}

/**
 * Finds a browser, or installs one: by apt-get as root, else by Playwright's download. Chinese needs a font as well;
 * without one the text is boxes, which fails what compares widths.
 * @param {string} root
 * @param {{ node: string, signal: AbortSignal }} options
 * @returns {Promise<string>} its path
 */
export async function provideChromium(root, { node, signal }) {
	const found = await findChromium();
	const wanted = [...(found ? [] : ['chromium']), ...(hasChineseFont() ? [] : ['fonts-noto-cjk'])];
	if (wanted.length > 0 && canUseApt())
		await announced(`apt-get install ${wanted.join(' ')}`, aptInstall(wanted, { root, signal }));
	const installed = found ?? (await findChromium());
	if (installed) return installed;

	const download = await announced('playwright install chromium', playwrightInstall(root, { node, signal }));
	const fetched = await findChromium();
	if (fetched) return fetched;
	throw new LaunchError(
		'There is no Chromium for the browser tests, and none could be installed. Install one, or name it in CHROMIUM_PATH.',
		tail(download.output)
	);
}

/** @template T @param {string} what @param {Promise<T>} work @returns {Promise<T>} */
async function announced(what, work) {
	const progress = showProgress(what);
	try {
		return await work;
	} finally {
		progress.end();
	}
}

/** @param {string} root @param {{ node: string, signal: AbortSignal }} options */
function playwrightInstall(root, { node, signal }) {
	return run(node, [commandOf(root, '@playwright/test', 'playwright'), 'install', 'chromium'], {
		cwd: root,
		env: toolEnvironment(root, node),
		signal
	});
}

/** @param {string[]} packages @param {{ root: string, signal: AbortSignal }} options */
async function aptInstall(packages, { root, signal }) {
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	const update = await run('apt-get', ['update'], { cwd: root, env, signal });
	const install = await run('apt-get', ['install', '-y', '--no-install-recommends', ...packages], {
		cwd: root,
		env,
		signal
	});
	// Not the end yet: Playwright's download may still work. But say it, or a missing font stays a riddle.
	if (install.code !== 0)
		process.stderr.write(
			`apt-get could not install ${packages.join(', ')}:\n${tail(update.output + install.output, 15)}\n`
		);
}

function canUseApt() {
	return process.getuid?.() === 0 && onPath('apt-get');
}

/** Only Linux draws boxes for want of a font. Without fontconfig's command we cannot know, and take it for missing. */
function hasChineseFont() {
	if (process.platform !== 'linux') return true;
	const answer = spawnSync('fc-list', [':lang=zh-cn', 'family'], { encoding: 'utf8' });
	return answer.status === 0 && answer.stdout.trim() !== '';
}

/** @param {string} name */
function onPath(name) {
	return (process.env.PATH ?? '')
		.split(delimiter)
		.some((folder) => folder !== '' && isExecutable(join(folder, name)));
}

/** @param {string} path */
function isExecutable(path) {
	try {
		accessSync(path, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}
