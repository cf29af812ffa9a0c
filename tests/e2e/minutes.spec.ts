// Writing the minutes together, in a real browser: what is seen, what is kept, what input methods do.
import AxeBuilder from '@axe-core/playwright';
import type { Browser, CDPSession, Page } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { openCompany } from '#support/company.ts';
import { test as base, createRunningApp, expect, type RunningApp } from './running-app.ts';

type Cookie = { readonly name: string; readonly value: string };
type Place = {
	readonly app: RunningApp;
	readonly path: string;
	readonly ana: Cookie;
	readonly liu: Cookie;
	readonly meetingId: string;
};

/** A server with the cast and one live meeting, new for every test. */
const test = base.extend<{ place: Place }>({
	// eslint-disable-next-line no-empty-pattern -- Playwright reads the fixture's needs from this pattern.
	place: async ({}, use) => {
		const app = await createRunningApp();
		const company = await openCompany(app.dataDir);
		const meeting = await company.meeting({
			departmentIds: Object.values(company.departments).map(({ id }) => id),
			day: '2026-06-05'
		});
		const ana = await company.signIn(company.people.ana);
		const liu = await company.signIn(company.people.liuYang);
		await company.close();
		await app.start();
		await use({ app, path: `/meetings/${meeting.id}`, ana, liu, meetingId: meeting.id });
		await app.stop();
		rmSync(app.dataDir, { recursive: true, force: true });
	}
});

async function openMinutes(browser: Browser, place: Place, cookie: Cookie, locale = 'zh-CN'): Promise<Page> {
	const context = await browser.newContext({ baseURL: place.app.url, locale });
	await context.addCookies([{ ...cookie, url: place.app.url }]);
	const page = await context.newPage();
	await page.goto(place.path);
	await expect(saveBadge(page)).toHaveAttribute('data-save', 'saved');
	return page;
}

const saveBadge = (page: Page) => page.locator('[data-save]');
const text = (page: Page) => page.locator('.minutes-text');
const chips = (page: Page) => page.locator('.minutes-text .said-end');
const cards = (page: Page) => page.locator('aside [data-card]');

/** The text without the names that other people's carets carry. */
const lines = (page: Page) =>
	text(page).evaluate((root) =>
		[...root.querySelectorAll('p, h1, h2, h3')].map((block) => {
			const copy = block.cloneNode(true) as HTMLElement;
			copy.querySelectorAll('[class*=carets]').forEach((caret) => caret.remove());
			// Word joiners stand around carets; they are not text.
			return copy.textContent?.replaceAll('\u2060', '') ?? '';
		})
	);

async function caretToEnd(page: Page, nth: number) {
	await page.locator('.minutes-text > p').nth(nth).click();
	await page.evaluate((index) => {
		const block = document.querySelectorAll('.minutes-text > p')[index]!;
		const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
		let last: Node = block;
		for (let node = walker.nextNode(); node; node = walker.nextNode()) {
			if (!node.parentElement?.closest('[class*=carets]')) last = node;
		}
		getSelection()?.collapse(last, last.textContent?.length ?? 0);
	}, nth);
}

test('two people write one document, and see each other', async ({ browser, place }) => {
	const ana = await openMinutes(browser, place, place.ana);
	const liu = await openMinutes(browser, place, place.liu, 'en-GB');
	await caretToEnd(ana, 0);
	await ana.keyboard.type('新品七月上市。');
	await caretToEnd(liu, 1);
	await liu.keyboard.type('Weekly sync on Mondays.');
	for (const page of [ana, liu]) {
		await expect
			.poll(() => lines(page))
			.toEqual(expect.arrayContaining(['新品七月上市。', 'Weekly sync on Mondays.']));
		await expect(saveBadge(page)).toHaveAttribute('data-save', 'saved');
		await expect(
			page
				.getByRole('list')
				.filter({ has: page.getByRole('img', { name: '刘洋' }) })
				.first()
		).toBeVisible();
	}
	await expect(ana.locator('.collaboration-carets__label')).toHaveText('刘洋');
	expect((await lines(ana)).filter((line) => line === '沟通背景与目标')).toHaveLength(1);

	// Undo takes back one's own words only.
	await ana.keyboard.press('ControlOrMeta+z');
	await expect.poll(() => lines(liu)).not.toContain('新品七月上市。');
	expect(await lines(ana)).toContain('Weekly sync on Mondays.');
});

test('a key acts on what is selected when it is pressed, however busy the page is', async ({
	browser,
	place
}) => {
	const ana = await openMinutes(browser, place, place.ana);
	await caretToEnd(ana, 0);
	await ana.keyboard.type('删掉这句');
	const before = (await lines(ana)).filter((line) => line !== '删掉这句');
	// In one breath: the browser has no time to tell of the selection.
	await text(ana).evaluate((editor) => {
		getSelection()!.modify('extend', 'backward', 'lineboundary');
		editor.dispatchEvent(
			new KeyboardEvent('keydown', { key: 'Delete', keyCode: 46, bubbles: true, cancelable: true })
		);
	});
	await expect.poll(() => lines(ana)).not.toContain('删掉这句');
	expect((await lines(ana)).filter(Boolean)).toEqual(before.filter(Boolean));
});

test('a promise has its evidence, its chip and its card, and one follows the other', async ({
	browser,
	place
}) => {
	const ana = await openMinutes(browser, place, place.ana);
	const liu = await openMinutes(browser, place, place.liu);
	await caretToEnd(ana, 0);
	await ana.keyboard.type('由市场部负责短视频内容制作（6月10日前完成初稿）');
	await expect(cards(liu)).toHaveCount(1);
	await expect(cards(liu)).toContainText('6月10日');
	await expect(text(liu).locator('.evidence-owner')).toHaveText('市场部');
	await expect(text(liu).locator('.evidence-due')).toHaveText('6月10日前');
	await expect(chips(liu)).toHaveAttribute('data-look', 'not_started');

	// The text moves the card …
	const moved = cards(ana).locator('button').first();
	await ana.keyboard.type('。');
	await expect(saveBadge(ana)).toHaveAttribute('data-save', 'saved');
	await expect(cards(liu)).toHaveCount(1);

	// … and the card shows in the text, for the other one, at once.
	await moved.click();
	await ana.locator('aside').getByRole('button', { name: '已完成' }).click();
	await expect(chips(liu)).toHaveAttribute('data-look', 'done');
	await expect(chips(ana)).toHaveAttribute('data-look', 'done');

	// A row of the form's own table is a promise too.
	const cells = liu.locator('.minutes-text tr').nth(1).locator('td');
	await cells.nth(1).click();
	await liu.keyboard.type('提交渠道需求清单');
	await cells.nth(2).click();
	await liu.keyboard.type('销售部');
	await cells.nth(3).click();
	await liu.keyboard.type('6月15日');
	await expect(cards(ana)).toHaveCount(2);
	await expect(cards(ana).filter({ hasText: '渠道需求清单' })).toContainText('6月15日');
});

test('what somebody deletes at once is told to everybody, and comes back for everybody', async ({
	browser,
	place
}) => {
	const ana = await openMinutes(browser, place, place.ana);
	const liu = await openMinutes(browser, place, place.liu, 'en-GB');
	await caretToEnd(ana, 0);
	await ana.keyboard.insertText('预算由市场部垫付，周五前由王芳汇总各部门的意见。'.repeat(10));
	await expect.poll(() => lines(liu)).toEqual(await lines(ana));
	const before = await lines(ana);
	await expect(saveBadge(ana)).toHaveAttribute('data-save', 'saved');

	await text(liu).locator('p').first().click();
	await liu.keyboard.press('ControlOrMeta+a');
	await liu.keyboard.press('Delete');
	await expect.poll(async () => (await lines(ana)).join('')).toBe('');
	const told = (page: Page, words: string) => page.getByRole('alert').filter({ hasText: words });
	await expect(told(liu, 'You removed')).toBeVisible();
	await expect(told(ana, '刘洋于')).toContainText('从纪要中删除了');
	// Whoever comes later sees it too.
	const later = await openMinutes(browser, place, place.ana);
	await expect(told(later, '刘洋于')).toBeVisible();

	await told(later, '刘洋于').getByRole('button', { name: '恢复这段文字' }).click();
	for (const page of [ana, liu, later]) {
		await expect
			.poll(async () => (await lines(page)).filter((line) => line !== ''))
			.toEqual(before.filter((line) => line !== ''));
		await expect(page.getByRole('alert').filter({ hasText: /刘洋于|You removed/ })).toHaveCount(0);
		await expect(saveBadge(page)).toHaveAttribute('data-save', 'saved');
	}
	await liu.keyboard.press('ControlOrMeta+a');
	await liu.keyboard.press('Delete');
	await expect.poll(async () => (await lines(ana)).join('')).toBe('');

	// Long afterwards it is found in the history.
	await ana.getByRole('complementary').getByRole('button', { name: '已删除的段落' }).click();
	const entry = ana.getByRole('complementary').locator('[data-removed]').last();
	await expect(entry).toContainText('刘洋');
	await entry.getByRole('button', { name: '恢复这段文字' }).click();
	await expect.poll(async () => (await lines(liu)).join('')).toContain('预算由市场部垫付');
});

test('an address becomes a link, and only one that may be followed', async ({ browser, place }) => {
	const ana = await openMinutes(browser, place, place.ana);
	const liu = await openMinutes(browser, place, place.liu);
	await caretToEnd(ana, 0);
	await ana.keyboard.type('见 https://wiki.example/a?b=1 第二节');
	await expect.poll(async () => (await lines(liu))[1]).toBe('见 https://wiki.example/a?b=1 第二节');
	await expect(text(liu).locator('a')).toHaveAttribute('href', 'https://wiki.example/a?b=1');
	await expect(text(liu).locator('a')).toHaveText('https://wiki.example/a?b=1');

	await ana.keyboard.press('Home');
	await ana.keyboard.press('Shift+ArrowRight');
	await ana.getByRole('button', { name: '链接', exact: true }).click();
	await ana.getByLabel('链接地址').fill('javascript:alert(1)');
	await ana.getByRole('button', { name: '设置链接' }).click();
	await expect(text(ana).locator('a')).toHaveCount(1);
});

test.describe('an input method', () => {
	/** Composes letter by letter, as pinyin does, and commits the word. */
	async function compose(
		page: Page,
		session: CDPSession,
		steps: readonly string[],
		word: string,
		meanwhile?: () => Promise<void>
	) {
		for (const step of steps) {
			await session.send('Input.imeSetComposition', {
				text: step,
				selectionStart: step.length,
				selectionEnd: step.length
			});
			await page.waitForTimeout(60);
		}
		await meanwhile?.();
		await session.send('Input.insertText', { text: word });
	}

	test('loses, doubles and moves nothing while others type, and makes no card of pinyin', async ({
		browser,
		place
	}) => {
		const ana = await openMinutes(browser, place, place.ana);
		const liu = await openMinutes(browser, place, place.liu);
		const session = await ana.context().newCDPSession(ana);
		await caretToEnd(ana, 0);
		await ana.keyboard.type('销售部6月15日前确定场地');
		await expect(cards(ana)).toHaveCount(1);

		// Right behind the chip, while the other types before it in the same paragraph.
		await caretToEnd(ana, 0);
		await compose(ana, session, ['，', '，y', '，you', '，you cai wu bu'], '，由财务部负责', async () => {
			await liu
				.locator('.minutes-text > p')
				.first()
				.click({ position: { x: 1, y: 8 } });
			await liu.keyboard.press('Home');
			await liu.keyboard.type('另外，', { delay: 60 });
			// Longer than the pause after which a sentence is read: an unfinished one must not be.
			await liu.waitForTimeout(600);
			await expect(cards(liu)).toHaveCount(1);
		});
		await compose(ana, session, ['y', 'yu', 'yu suan'], '预算编制');
		await ana.keyboard.type('（6月20日前完成）');
		const written = '另外，销售部6月15日前确定场地，由财务部负责预算编制（6月20日前完成）';
		for (const page of [ana, liu]) await expect.poll(async () => (await lines(page))[1]).toBe(written);
		await expect(cards(liu)).toHaveCount(2);
		await expect(cards(liu).filter({ hasText: '预算编制' })).toContainText('6月20日');
	});

	test('is undone word by word, never back into pinyin', async ({ browser, place }) => {
		const ana = await openMinutes(browser, place, place.ana);
		const session = await ana.context().newCDPSession(ana);
		await caretToEnd(ana, 0);
		await ana.keyboard.type('A ');
		await ana.waitForTimeout(700);
		await compose(ana, session, ['n', 'ni', 'ni h', 'ni hao'], '你好', () => ana.waitForTimeout(900));
		await expect.poll(async () => (await lines(ana))[1]).toBe('A 你好');
		await ana.waitForTimeout(200);
		await ana.keyboard.press('ControlOrMeta+z');
		await expect.poll(async () => (await lines(ana))[1]?.trim()).toBe('A');
	});

	test('opens the menus with its own full-width signs', async ({ browser, place }) => {
		const ana = await openMinutes(browser, place, place.ana);
		const session = await ana.context().newCDPSession(ana);
		await caretToEnd(ana, 0);
		await compose(ana, session, ['＠'], '请＠');
		await ana.keyboard.type('刘');
		await expect(ana.getByRole('option', { name: /刘洋/ })).toBeVisible();
		await ana.keyboard.press('Enter');
		await expect(text(ana).locator('.mention')).toHaveText('@刘洋');
		await caretToEnd(ana, 1);
		await compose(ana, session, ['／'], '／');
		await expect(ana.getByRole('option', { name: '表格' })).toBeVisible();
		await ana.keyboard.press('Escape');
		await expect(ana.getByRole('option')).toHaveCount(0);
	});
});

test('a mouse that rests where a menu opens chooses nothing of it', async ({ browser, place }) => {
	const ana = await openMinutes(browser, place, place.ana);
	const options = ana.getByRole('option');
	const chosen = ana.getByRole('option', { selected: true });
	await caretToEnd(ana, 1);
	await ana.keyboard.type('/');
	const { x, y, height } = (await options.nth(3).boundingBox())!;
	await ana.keyboard.press('Backspace');
	await expect(options).toHaveCount(0);
	await ana.mouse.move(x + 9, y + height / 2);
	await ana.keyboard.type('/');
	const first = await options.first().innerText();
	await ana.waitForTimeout(300);
	await expect(chosen).toHaveText(first);
	await ana.mouse.move(x + 12, y + height / 2);
	await expect(chosen).toHaveText(await options.nth(3).innerText());
});

test('what is written while the server is away is kept, counted, and sent when it is back', async ({
	browser,
	place
}) => {
	const ana = await openMinutes(browser, place, place.ana);
	const liu = await openMinutes(browser, place, place.liu);
	await caretToEnd(ana, 0);
	await ana.keyboard.type('第一句。');
	await expect(saveBadge(ana)).toHaveAttribute('data-save', 'saved');

	await place.app.kill();
	await expect(saveBadge(ana)).toHaveAttribute('data-save', 'offline');
	await ana.keyboard.type('市场部6月30日前提交总结。');
	// Until the device has stored them all, it says that the window must not be closed.
	await expect(saveBadge(ana)).toHaveText('离线，14处改动保存在本机');

	// The window goes away with unsent words; the browser is asked before, and the device keeps them.
	const [asked] = await Promise.all([ana.waitForEvent('dialog'), ana.close({ runBeforeUnload: true })]);
	expect(asked.type()).toBe('beforeunload');
	await asked.accept();
	await place.app.start();
	const again = await ana.context().newPage();
	await again.goto(place.path);
	await expect(saveBadge(again)).toHaveAttribute('data-save', 'saved');
	for (const page of [again, liu]) {
		await expect.poll(async () => (await lines(page))[1]).toBe('第一句。市场部6月30日前提交总结。');
		await expect(cards(page)).toHaveCount(1);
	}
});

test('a server that says nothing any more is told of, also far down, until it speaks again', async ({
	browser,
	place
}) => {
	const ana = await openMinutes(browser, place, place.ana);
	await caretToEnd(ana, 0);
	await ana.keyboard.type('甲');
	await expect(saveBadge(ana)).toHaveAttribute('data-save', 'saved');
	place.app.freeze();
	try {
		await ana.keyboard.type('乙');
		await expect(saveBadge(ana)).toHaveText('服务器迟迟未确认1处改动');
		await expect(ana.getByRole('toolbar')).toContainText('服务器迟迟未确认1处改动');
	} finally {
		place.app.thaw();
	}
	await expect(saveBadge(ana)).toHaveAttribute('data-save', 'saved');
	await expect(ana.getByRole('toolbar')).not.toContainText('服务器');
});

test('after a restore from backup nothing is mixed: what this device has stays as a copy', async ({
	browser,
	place
}) => {
	const admin = (...args: string[]) =>
		execFileSync('node', ['server/start.mjs', '--run', 'server/cli/admin.ts', ...args], {
			env: { ...process.env, DATA_DIR: place.app.dataDir },
			encoding: 'utf8'
		});
	const ana = await openMinutes(browser, place, place.ana);
	await caretToEnd(ana, 0);
	await ana.keyboard.type('备份之前。');
	await expect(saveBadge(ana)).toHaveAttribute('data-save', 'saved');
	const backup = `${place.app.dataDir}/monday.db`;
	admin('backup', backup);
	await ana.keyboard.type('备份之后。');
	await expect(saveBadge(ana)).toHaveAttribute('data-save', 'saved');

	await place.app.stop();
	admin('restore', backup);
	await place.app.start();
	await expect(saveBadge(ana)).toHaveAttribute('data-save', 'refused', { timeout: 20_000 });
	await expect(ana.getByRole('alert')).toContainText('服务器已从备份恢复');
	await ana.reload();
	await expect(saveBadge(ana)).toHaveAttribute('data-save', 'saved');
	await expect.poll(async () => (await lines(ana))[1]).toBe('备份之前。');
	const copy = ana.getByRole('alert').filter({ hasText: '本机留有恢复之前的副本' });
	const [download] = await Promise.all([
		ana.waitForEvent('download'),
		copy.getByRole('button', { name: '存为文件' }).click()
	]);
	expect(readFileSync(await download.path(), 'utf8')).toContain('备份之前。备份之后。');
	ana.on('dialog', (dialog) => void dialog.accept());
	await copy.getByRole('button', { name: '删除' }).click();
	await expect(copy).toHaveCount(0);
	await ana.reload();
	await expect(saveBadge(ana)).toHaveAttribute('data-save', 'saved');
	await expect(copy).toHaveCount(0);
});

test('a paste that would not fit into one frame is refused in words; the largest that does is saved', async ({
	browser,
	place
}) => {
	const ana = await openMinutes(browser, place, place.ana);
	await caretToEnd(ana, 0);
	const paste = (html: string) =>
		ana.evaluate((text) => {
			const clipboardData = new DataTransfer();
			clipboardData.setData('text/html', text);
			document.activeElement!.dispatchEvent(
				new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
			);
		}, html);
	await paste('<p>会议</p>'.repeat(20_000));
	await expect(ana.getByText('一次粘贴的内容过多，请分几次粘贴。')).toBeVisible();
	expect((await lines(ana)).join('')).not.toContain('会议会议');
	await paste('<p></p>'.repeat(24_900));
	await expect(saveBadge(ana)).toHaveAttribute('data-save', 'saved', { timeout: 60_000 });
	await ana.reload();
	await expect(saveBadge(ana)).toHaveAttribute('data-save', 'saved', { timeout: 60_000 });
	await expect.poll(async () => (await lines(ana)).length, { timeout: 30_000 }).toBeGreaterThan(24_000);
});

test('signing out takes the minutes off the device and out of its other windows', async ({
	browser,
	place
}) => {
	const ana = await openMinutes(browser, place, place.ana);
	const other = await ana.context().newPage();
	await other.goto(place.path);
	await expect(saveBadge(other)).toHaveAttribute('data-save', 'saved');
	await caretToEnd(ana, 0);
	await ana.keyboard.type('机密');
	await expect(saveBadge(ana)).toHaveAttribute('data-save', 'saved');
	const kept = () => ana.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
	expect(await kept()).toHaveLength(1);
	await ana.goto('/');
	await ana.getByRole('group').locator('summary').or(ana.locator('details.account summary')).first().click();
	await ana.locator('form[action="/logout"] button').click();
	await ana.waitForURL(/\/login/);
	await expect.poll(kept).toEqual([]);
	await other.waitForURL(/\/login/);
	await expect(other.getByText('机密')).toHaveCount(0);
});

for (const locale of ['zh-CN', 'en-GB']) {
	for (const [size, viewport] of [
		['desktop', { width: 1280, height: 800 }],
		['phone', { width: 390, height: 844 }]
	] as const) {
		test(`the page is accessible: ${locale}, ${size}`, async ({ browser, place }) => {
			const page = await openMinutes(browser, place, place.ana, locale);
			await page.setViewportSize(viewport);
			await caretToEnd(page, 0);
			await page.keyboard.type('由市场部负责短视频内容制作（6月10日前完成初稿）');
			await expect(chips(page)).toHaveAttribute('data-look', 'not_started');
			const found = await new AxeBuilder({ page })
				.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
				.analyze();
			expect(
				found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
			).toEqual([]);
			const cutOff = await page.evaluate(() =>
				[...document.querySelectorAll('.minutes-text > :is(p, h2, ul, .tableWrapper)')]
					.filter((block) => block.getBoundingClientRect().right > innerWidth)
					.map((block) => block.textContent)
			);
			expect(cutOff).toEqual([]);
		});
	}
}
