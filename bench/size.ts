// `npm run bench:size`: what a browser fetches for the first view of a page, compressed, with an empty cache.
import { table, writeSection } from './report.ts';
import { openTwoWindows } from './two-windows.ts';

const goals: Readonly<Record<string, number>> = { '/board': 120, minutes: 300 };
const windows = await openTwoWindows();

try {
	const guide = await windows.signIn(0);
	const minutes = await windows.liveMeeting(guide);
	const pages = [
		{ name: '/board', address: `${windows.app.url}/board` },
		{ name: 'minutes', address: minutes },
		{ name: '/', address: `${windows.app.url}/` },
		{ name: '/meetings', address: `${windows.app.url}/meetings` }
	];
	const rows: (string | number)[][] = [];
	for (const { name, address } of pages) {
		const { script, style, html, requests } = await weigh(address);
		rows.push([name, kB(script), goals[name] ?? '–', kB(style), kB(html), requests]);
	}
	const body = table(['page', 'JavaScript kB', 'goal kB', 'CSS kB', 'HTML kB', 'requests'], rows);
	process.stdout.write(`${body}\n`);
	writeSection({
		name: 'size',
		title: 'What a first view weighs',
		command: 'npm run bench:size',
		body: `${body}\n\nBytes on the wire (as the server compresses them) until the network is quiet, empty cache.`
	});

	/** In a fresh context with the guide's cookies: nothing is cached. */
	async function weigh(address: string) {
		const context = await guide
			.context()
			.browser()!
			.newContext({ storageState: await guide.context().storageState() });
		const page = await context.newPage();
		const session = await context.newCDPSession(page);
		await session.send('Network.enable');
		const types = new Map<string, string>();
		const weight = { script: 0, style: 0, html: 0, requests: 0 };
		session.on('Network.responseReceived', ({ requestId, type }) => types.set(requestId, type));
		session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
			weight.requests++;
			const type = types.get(requestId);
			if (type === 'Script') weight.script += encodedDataLength;
			if (type === 'Stylesheet') weight.style += encodedDataLength;
			if (type === 'Document') weight.html += encodedDataLength;
		});
		await page.goto(address, { waitUntil: 'networkidle' });
		await page.waitForTimeout(1_000);
		await context.close();
		return weight;
	}
} finally {
	await windows.close();
}

function kB(bytes: number): string {
	return (bytes / 1000).toFixed(1);
}
