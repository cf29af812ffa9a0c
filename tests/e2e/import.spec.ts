import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { strToU8, zipSync } from 'fflate';
import { addDays, type Day } from '#domain/day.ts';
import { expect, test } from './staged-app.ts';

const word = (paragraphs: readonly string[]) =>
	zipSync({
		'word/document.xml': strToU8(
			`<w:document><w:body>${paragraphs.map((text) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`).join('')}</w:body></w:document>`
		)
	});

/** A folder of old minutes as people have them, good and bad. */
function writeOldMinutes(today: Day): string {
	const home = mkdtempSync(join(tmpdir(), 'minuteboard-old-'));
	const folder = join(home, '旧 纪要');
	mkdirSync(join(folder, '2024 年', '三月'), { recursive: true });
	const write = (path: string, content: string | Uint8Array) => writeFileSync(join(folder, path), content);
	write(
		'2024 年/三月/产品例会 2024-03-05.md',
		'# 产品例会\n\n由市场部负责短视频内容制作，3月10日前完成初稿。\n\n- [ ] 王芳 3月8日前提交样机清单\n- [x] 刘洋 3月4日前确认预算\n\n会后确认海报尺寸。\n'
	);
	write(`周会 ${addDays(today, -7)}.docx`, word(['由销售部负责展会报价，两周内完成。']));
	// 「预算会。由市场部报价。」 as old Windows wrote it.
	write('预算 20240306.txt', Buffer.from('d4a4cbe3bbe1a3bad3c9cad0b3a1b2bfb8bad4f0b1a8bcdba1a3', 'hex'));
	write('没有日期.html', '<h1>碰头会</h1><p>张敏负责核对发票。</p>');
	write('空的 2024-03-07.md', '');
	write('坏的 2024-03-08.docx', 'not a Word document');
	write('照片 2024-03-09.jpg', 'x');
	write('很大 2024-03-10.docx', new Uint8Array(20_000_001));
	write('.DS_Store', 'x');
	return folder;
}

test('a folder of old minutes becomes past meetings, once, and cards only when asked for', async ({
	stage
}) => {
	const { today } = await stage.set(async ({ today }) => ({ today }));
	const folder = writeOldMinutes(today);
	const page = await stage.open('ben', '/meetings');
	await page.getByRole('link', { name: 'Import' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Import old minutes');
	await page.getByLabel('Choose a folder').last().setInputFiles(folder);

	// What was found is seen before anything is made.
	const file = (name: string) => page.locator('[data-file]').filter({ hasText: name });
	await expect(page.locator('[data-file]')).toHaveCount(4);
	await expect(file('产品例会')).toContainText('3 action items and 1 doubtful');
	await expect(file('产品例会').getByRole('textbox', { name: 'Subject' })).toHaveValue('产品例会');
	await expect(file('产品例会').getByLabel('Day')).toHaveValue('2024-03-05');
	await expect(file('预算').getByLabel('Day')).toHaveValue('2024-03-06');
	await expect(page.locator('[data-unread]')).toHaveCount(4);
	await expect(page.locator('[data-unread]').filter({ hasText: '很大' })).toContainText('more than 20 MB');
	await expect(page.locator('[data-unread]').filter({ hasText: '坏的' })).toContainText('cannot be opened');
	expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

	// One names no day: it waits for one.
	await expect(page.getByText('1 file names no day')).toBeVisible();
	await file('没有日期').getByLabel('Day').fill('2024-03-11');
	await file('没有日期').getByRole('textbox', { name: 'Subject' }).fill('发票碰头会');
	await page.getByRole('button', { name: 'Import 4 files' }).click();
	await expect(page.locator('[data-report]')).toContainText('4 meetings imported');
	expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

	// Nothing is on the board; one press puts what is recent there.
	const board = await stage.open('ana', '/board');
	await expect(board.getByText('Live', { exact: true })).toBeVisible();
	await expect(board.locator('[data-card]')).toHaveCount(0);
	await page.getByRole('button', { name: 'Of the last 4 weeks (1)' }).click();
	await expect(page.getByText('1 card is on the board now.')).toBeVisible();
	await expect(board.locator('[data-card]')).toHaveCount(1);
	await expect(board.locator('[data-card]')).toContainText('展会报价');

	// In the minutes each promise stays marked and can be taken.
	await page.getByRole('link', { name: '产品例会' }).click();
	await expect(page.locator('.ProseMirror')).toContainText('由市场部负责短视频内容制作');
	await expect(page.locator('[data-coming]')).toHaveCount(0);
	const offer = page.locator('[data-offer]').filter({ hasText: '短视频' });
	await offer.getByRole('button', { name: 'Yes, make a card' }).click();
	await expect(board.locator('[data-card]')).toHaveCount(2);

	// A second time doubles nothing.
	await page.goto('/meetings/import');
	await page.getByLabel('Choose a folder').last().setInputFiles(folder);
	await expect(page.locator('[data-file]')).toHaveCount(4);
	await page.getByRole('button', { name: 'Import 3 files' }).click();
	await expect(page.locator('[data-report]')).toContainText('3 were there already');
	await expect(board.locator('[data-card]')).toHaveCount(2);
	await page.goto('/meetings');
	await expect(page.getByText('Imported', { exact: true })).toHaveCount(4);
	expect(stage.complaints).toEqual([]);
	rmSync(join(folder, '..'), { recursive: true });
});

test('an import can be stopped, and gone on with', async ({ stage }) => {
	await stage.set(async () => ({}));
	const home = mkdtempSync(join(tmpdir(), 'minuteboard-old-'));
	for (let day = 1; day <= 20; day++) {
		const written = String(day).padStart(2, '0');
		writeFileSync(
			join(home, `周会 2024-03-${written}.txt`),
			`第${day}次：由市场部负责海报，4月${day}日前完成。`
		);
	}
	const page = await stage.open('ana', '/meetings/import');
	// Each takes as long as on a slow line.
	await page.route('**/api/v1/imports', async (route) => {
		await new Promise((resolve) => setTimeout(resolve, 150));
		await route.continue();
	});
	await page.getByLabel('Choose a folder').last().setInputFiles(home);
	await page.getByRole('button', { name: 'Import 20 files' }).click();
	await expect(page.getByText(/Importing [3-9] of 20/)).toBeVisible();
	await page.getByRole('button', { name: 'Stop' }).click();
	await expect(page.getByText('Stopped. What was imported stays')).toBeVisible();
	const made = await page.locator('[data-file][data-state=made]').count();
	expect(made).toBeGreaterThan(1);
	expect(made).toBeLessThan(20);
	await page.getByRole('button', { name: `Import ${20 - made} files` }).click();
	await expect(page.locator('[data-report]')).toContainText('20 meetings imported');
	expect(stage.complaints).toEqual([]);
	rmSync(home, { recursive: true });
});
