// What a colleague puts into the minutes past the editor, straight over the wire: in nobody's browser anything of it runs.
import type { Page } from '@playwright/test';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { element, minutesBody, paragraph } from '#sync/minutes-doc.ts';
import { encodeUpdate } from '#sync/protocol.ts';
import { expect, test } from './staged-app.ts';

const script = 'window.ran=1';
const markup = [
	`<img src=x onerror="${script}">`,
	`<script>${script}</script>`,
	`<svg/onload=${script}>`,
	`<iframe srcdoc="<script>parent.ran=1</script>"></iframe>`,
	`</p><style>@import "https://evil.example/x"</style>`
];
const addresses = [
	`javascript:${script}`,
	`JaVaScRiPt:${script}`,
	`java\tscript:${script}`,
	` javascript:${script}`,
	`\u0001javascript:${script}`,
	`data:text/html,<script>opener.${script}</script>`,
	`vbscript:${script}`,
	`blob:https://evil.example/x`,
	{ a: 1 },
	7
];
const attributes: Record<string, unknown> = {
	onclick: script,
	onmouseover: script,
	style: 'background: url(https://evil.example/x)',
	class: 'fixed inset-0',
	id: 'app',
	innerHTML: markup[0],
	level: `1"><img src=x onerror="${script}">`,
	start: { a: 1 },
	colspan: 1_000
};

function hostileUpdate(): Uint8Array {
	const doc = new Y.Doc();
	const withAttributes = (node: Y.XmlElement) => {
		for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value as string);
		return node;
	};
	doc.transact(() => {
		const body = minutesBody(doc);
		body.push(markup.map((text) => paragraph(`${text} 王芳6月10日前提交${text}报告。`)));
		for (const href of addresses) {
			const text = new Y.XmlText();
			text.insert(0, `to ${String(JSON.stringify(href))}`, { link: { href } });
			body.push([element('paragraph', {}, [text])]);
		}
		const label = `<img src=x onerror=${script}>`;
		body.push([
			withAttributes(paragraph('a paragraph')),
			withAttributes(element('heading', {}, [new Y.XmlText('a heading')])),
			element('paragraph', {}, [element('mention', { id: label, label }, [])]),
			withAttributes(element('orderedList', {}, [element('listItem', {}, [paragraph('an item')])])),
			element('table', {}, [
				element('tableRow', {}, [withAttributes(element('tableCell', {}, [paragraph('a cell')]))])
			]),
			paragraph('the last line')
		]);
	});
	return Y.encodeStateAsUpdate(doc);
}

/** What must stay as it is while somebody reads, and what the page asked of others. */
async function watch(page: Page, own: string) {
	const abroad: string[] = [];
	page.on('request', (request) => {
		if (!/^(data|blob):/.test(request.url()) && new URL(request.url()).origin !== own)
			abroad.push(request.url());
	});
	page.on('dialog', (dialog) => {
		abroad.push(`dialog: ${dialog.message()}`);
		void dialog.dismiss();
	});
	return async () => {
		expect(await page.evaluate(() => 'ran' in window)).toBe(false);
		expect(abroad).toEqual([]);
	};
}

test('W10: markup, addresses and attributes that a colleague puts into the minutes do nothing to who reads them', async ({
	stage
}) => {
	const meeting = await stage.set((company) => company.meeting());
	const path = `/meetings/${meeting.id}`;
	const ana = await stage.open('ana', path);
	const own = new URL(ana.url()).origin;
	const ranNothing = await watch(ana, own);
	await expect(ana.locator('[data-save]')).toHaveAttribute('data-save', 'saved');

	const ben = await stage.open('ben', '/board');
	const cookies = await ben.context().cookies();
	const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
	const socket = new WebSocket(`${own.replace('http', 'ws')}/sync/${meeting.documentId}`, {
		headers: { cookie, origin: own }
	});
	await new Promise((resolve) => socket.once('message', resolve));
	socket.send(encodeUpdate(hostileUpdate()));

	const text = ana.locator('.minutes-text');
	await expect(text.getByText('the last line')).toBeVisible();
	for (const part of markup) await expect(text.getByText(part).first()).toBeVisible();
	await expect(
		text.locator('script, iframe, svg, style, img[src="x"], [onclick], [onmouseover]')
	).toHaveCount(0);
	for (const link of await text.locator('a').all())
		expect(await link.getAttribute('href')).toMatch(/^(https?|mailto):/);
	for (const part of await text.getByText(/^to /).all()) await part.click();
	await text.getByText('a paragraph').hover();
	await ranNothing();

	// And to who comes later, on the board, and where the words stand again.
	const chen = await stage.open('chen', path);
	const nothingThere = await watch(chen, own);
	await expect(chen.locator('.minutes-text').getByText('the last line')).toBeVisible();
	await nothingThere();
	await chen.goto('/board');
	await expect(chen.locator('[data-card]').first()).toBeVisible();
	await nothingThere();
	// People can go on writing.
	await text.getByText('the last line').click();
	await ana.keyboard.press('End');
	await ana.keyboard.type(', and on');
	await expect(ana.locator('[data-save]')).toHaveAttribute('data-save', 'saved');
	expect(socket.readyState).toBe(socket.OPEN);
	socket.close();
});
