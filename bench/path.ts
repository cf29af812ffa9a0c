// `npm run bench:path`: from the last key of a sentence to its solid card on another person's board, and in the typist's
// own page to the preview. Two real Chromium windows, the demo company, everything on this machine.
import { parseArgs } from 'node:util';
import type { Page } from '@playwright/test';
import { percentile, table, writeSection } from './report.ts';
import { openTwoWindows } from './two-windows.ts';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '60' } } });
const rounds = Number(values.rounds);
const windows = await openTwoWindows();

try {
	const typist = await windows.signIn(0);
	const reader = await windows.signIn(1);
	await typist.goto(await windows.liveMeeting(typist));
	await typist.waitForSelector('[data-save=saved]');
	// A column draws the cards near what is seen: tall enough for all that come.
	await reader.setViewportSize({ width: 1440, height: 12_000 });
	await reader.goto(`${windows.app.url}/board`);
	await reader.waitForSelector('[data-card-id], [data-card]');

	const toBoard: number[] = [];
	const toPreview: number[] = [];
	for (let round = -3; round < rounds; round++) {
		const { board, preview } = await measure(typist, reader, `bench${String(round + 100)}`);
		if (round < 0) continue;
		toBoard.push(board);
		toPreview.push(preview);
	}
	const row = (name: string, times: readonly number[]) => [
		name,
		...[0.5, 0.95, 0.99].map((share) => percentile(times, share).toFixed(0)),
		Math.max(...times).toFixed(0)
	];
	const body = table(
		['ms', 'p50', 'p95', 'p99', 'max'],
		[
			row('last key → solid card on the other person’s board', toBoard),
			row('last key → marked in the typist’s own page', toPreview)
		]
	);
	process.stdout.write(`${body}\n`);
	writeSection({
		name: 'path',
		title: 'From the last key to the card',
		command: 'npm run bench:path',
		body: `${body}\n\n${rounds} sentences; goal p95 ≤ 400 ms, of which 250 ms is the wait for the typist to pause. Both windows and the server share the machine.`
	});
} finally {
	await windows.close();
}

/** Types a new sentence with a word that is in no other, and waits for it on the board. */
async function measure(typist: Page, reader: Page, word: string) {
	await typist.locator('.minutes-text > p').last().click();
	await typist.keyboard.press('Control+End');
	await typist.keyboard.press('Enter');
	const seen = reader.evaluate(
		(wanted) =>
			new Promise<number>((resolve, reject) => {
				const look = () => {
					if (!document.body.textContent.includes(wanted)) return;
					observer.disconnect();
					requestAnimationFrame(() => resolve(Date.now()));
				};
				const observer = new MutationObserver(look);
				observer.observe(document.body, { subtree: true, childList: true, characterData: true });
				setTimeout(() => reject(new Error(`${wanted} never came`)), 20_000);
			}),
		word
	);
	// Waited for further down: what goes wrong in between is said first.
	seen.catch(() => undefined);
	await typist.keyboard.type(`由市场部负责${word}方案制作(12月30日前完成初稿`, { delay: 2 });
	// A handle, so that the page listens before the key is pressed.
	const watch = await typist.evaluateHandle((wanted) => {
		const isMarked = () =>
			[...document.querySelectorAll('.minutes-text p')].some(
				(line) => line.textContent.includes(wanted) && line.querySelector('.said') !== null
			);
		const last = new Promise<{ pressed: number; marked: number }>((resolve, reject) => {
			let pressed = 0;
			document.addEventListener('keydown', () => (pressed = Date.now()), { once: true, capture: true });
			const observer = new MutationObserver(() => {
				if (!pressed || !isMarked()) return;
				observer.disconnect();
				requestAnimationFrame(() => resolve({ pressed, marked: Date.now() }));
			});
			observer.observe(document.body, {
				subtree: true,
				childList: true,
				attributes: true,
				characterData: true
			});
			setTimeout(() => reject(new Error(`${wanted} was never marked`)), 20_000);
		});
		return { last };
	}, word);
	await typist.keyboard.press(')');
	const { pressed, marked } = await watch.evaluate(({ last }) => last);
	return { board: (await seen) - pressed, preview: marked - pressed };
}
