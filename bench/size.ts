// `npm run bench:size`: what a browser fetches for the first view of a page, compressed, with an empty cache.
import { get } from 'node:http';
import { table, writeSection } from './report.ts';
import { openTwoWindows } from './two-windows.ts';

const goals: Readonly<Record<string, number>> = { '/board': 120, minutes: 300 };
const windows = await openTwoWindows();

try {
	const guide = await windows.signIn(0);
	const minutes = await windows.liveMeeting(guide);
	const pages = [
		{ name: '/board', address: `${windows.app.url}/board`, shown: '[data-contact=live]' },
		{ name: 'minutes', address: minutes, shown: '.minutes-text h2' },
		{ name: '/', address: `${windows.app.url}/`, shown: null },
		{ name: '/meetings', address: `${windows.app.url}/meetings`, shown: null }
	];
	const rows: (string | number)[][] = [];
	for (const { name, address, shown } of pages) {
		const { script, gzip, later, style, html, requests } = await weigh(address, shown);
		rows.push([name, kB(gzip), goals[name] ?? '–', kB(later), kB(script), kB(style), kB(html), requests]);
	}
	const body = table(
		[
			'page',
			'JavaScript kB, gzip',
			'goal',
			'fetched after the first view',
			'all, on the wire',
			'CSS kB',
			'HTML kB',
			'requests'
		],
		rows
	);
	process.stdout.write(`${body}\n`);
	writeSection({
		name: 'size',
		title: 'What a first view weighs',
		command: 'npm run bench:size',
		body: `${body}\n\nAll scripts of a page with an empty cache, as gzip; for the minutes those asked for until the text stands in its editor, for the board until its cards are live, and apart from them what is fetched once they are (what reads promises in the browser; what adds cards and changes many); and everything as it went over the wire to this browser, which asks for brotli (headers included).`
	});

	/** In a fresh context with the guide's cookies: nothing is cached. */
	async function weigh(address: string, shown: string | null) {
		const context = await guide
			.context()
			.browser()!
			.newContext({ storageState: await guide.context().storageState() });
		const page = await context.newPage();
		const session = await context.newCDPSession(page);
		await session.send('Network.enable');
		const seen = new Map<string, { readonly type: string; readonly url: string }>();
		const weight = { script: 0, gzip: 0, later: 0, style: 0, html: 0, requests: 0 };
		const scripts: { readonly url: string; readonly askedAt: number }[] = [];
		const asked = new Map<string, number>();
		session.on('Network.requestWillBeSent', ({ requestId, wallTime }) =>
			asked.set(requestId, wallTime * 1000)
		);
		session.on('Network.responseReceived', ({ requestId, type, response }) =>
			seen.set(requestId, { type, url: response.url })
		);
		session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
			weight.requests++;
			const { type, url } = seen.get(requestId) ?? { type: '', url: '' };
			if (type === 'Script') {
				weight.script += encodedDataLength;
				scripts.push({ url, askedAt: asked.get(requestId)! });
			}
			if (type === 'Stylesheet') weight.style += encodedDataLength;
			if (type === 'Document') weight.html += encodedDataLength;
		});
		if (shown) await page.addInitScript(watchFor, shown);
		await page.goto(address, { waitUntil: 'networkidle' });
		await page.waitForTimeout(2_000);
		const shownAt = shown
			? await page.evaluate(() => Number(document.documentElement.dataset.shownAt))
			: Infinity;
		await context.close();
		for (const { url, askedAt } of scripts)
			weight[askedAt <= shownAt ? 'gzip' : 'later'] += await gzipSize(url);
		return weight;
	}
} finally {
	await windows.close();
}

function kB(bytes: number): string {
	return (bytes / 1000).toFixed(1);
}

/** The length of a file as the server sends it to a browser that takes gzip only. */
function gzipSize(url: string): Promise<number> {
	return new Promise((resolve, reject) => {
		get(url, { headers: { 'accept-encoding': 'gzip' } }, (response) => {
			let length = 0;
			response.on('data', (part: Buffer) => (length += part.length));
			response.on('end', () => resolve(length));
		}).on('error', reject);
	});
}

/** In the page: notes when something first matches. */
function watchFor(selector: string) {
	const observer = new MutationObserver(() => {
		if (!document.querySelector(selector)) return;
		observer.disconnect();
		document.documentElement.dataset.shownAt = String(Date.now());
	});
	observer.observe(document, { subtree: true, childList: true, attributeFilter: ['data-contact'] });
}
