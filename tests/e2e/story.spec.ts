// The product's story, whole: from an empty installation to a sentence on the wall, and through a crash.
import type { Browser, Page } from '@playwright/test';
import { expect, test, type RunningApp } from './running-app.ts';

const password = 'correct horse battery staple';
const sentence =
	'推广渠道以短视频为主，由市场部负责短视频内容制作（6月10日前完成初稿），销售部负责线下展会对接（6月15日前确定场地）';

async function newWindow(browser: Browser, app: RunningApp, locale: string): Promise<Page> {
	const context = await browser.newContext({
		baseURL: app.url,
		locale,
		viewport: { width: 1440, height: 900 }
	});
	return context.newPage();
}

const saved = (page: Page) => expect(page.locator('[data-save]')).toHaveAttribute('data-save', 'saved');
const panel = (page: Page) => page.locator('aside [data-card]');
const wallColumn = (page: Page, status: string) => page.locator(`[data-wall-column="${status}"]`);

test('from an empty installation to a spoken sentence on the wall, and through a crash', async ({
	browser,
	fresh
}) => {
	test.slow();

	// Zhang sets the workspace up with the link that the server printed.
	const zhang = await newWindow(browser, fresh, 'zh-CN');
	await zhang.goto(/\/setup\/\S+/.exec(fresh.log())![0]);
	await zhang.locator('[name=workspaceName]').fill('云帆科技');
	await zhang.locator('[name=departmentName]').fill('市场部');
	await zhang.locator('[name=departmentCode]').fill('MKT');
	await zhang.locator('[name=name]').fill('张敏');
	await zhang.locator('[name=signInName]').fill('zhangmin');
	await zhang.locator('[name=password]').fill(password);
	await zhang.getByRole('button', { name: '开始使用' }).click();
	await zhang.waitForURL('/');

	// She adds the sales department and invites Liu, who comes in by the link, in English.
	await zhang.goto('/settings/people');
	await zhang.getByText('添加部门').first().click();
	await zhang.locator('[name=name]:visible').first().fill('销售部');
	await zhang.locator('[name=code]:visible').fill('SAL');
	await zhang.getByRole('button', { name: '添加' }).first().click();
	await expect(zhang.getByText('销售部').first()).toBeVisible();
	await zhang.locator('[name=label]').fill('刘洋');
	await zhang.getByRole('button', { name: '生成邀请链接' }).click();
	const link = await zhang.getByLabel('邀请链接', { exact: true }).inputValue();
	const liu = await newWindow(browser, fresh, 'en-GB');
	await liu.goto(link);
	await liu.locator('[name=signInName]').fill('liuyang');
	await liu.locator('[name=password]').fill(password);
	await liu.locator('form:has([name=password]) button[type=submit]').click();
	await liu.waitForURL('/');

	// A screen is hung up.
	await zhang.goto('/settings/walls');
	await zhang.locator('[name=name]').fill('三楼会议室');
	await zhang.locator('form:has([name=name]) button[type=submit]').click();
	await expect(zhang.getByText('三楼会议室').first()).toBeVisible();
	const wallLink = /\/wall\/[\w.-]+/.exec(await zhang.content())![0];
	const wall = await newWindow(browser, fresh, 'zh-CN');
	await wall.goto(wallLink);

	// The meeting is opened from its form; both open the same minutes at the same moment.
	await zhang.goto('/meetings/new');
	await zhang.locator('[name=title]').fill('新品推广跨部门沟通会');
	await zhang.getByRole('button', { name: '开始', exact: false }).first().click();
	await zhang.waitForURL(/\/meetings\/(?!new)\w+/);
	const minutes = new URL(zhang.url()).pathname;
	await Promise.all([zhang.reload(), liu.goto(minutes)]);
	await Promise.all([saved(zhang), saved(liu)]);
	for (const page of [zhang, liu]) {
		await expect(page.locator('.minutes-text h2').filter({ hasText: '沟通背景与目标' })).toHaveCount(1);
	}

	// Both write; what Zhang says becomes two cards that Liu and the wall see.
	await liu.locator('.minutes-text > p').nth(1).click();
	await liu.keyboard.type('下次会议讨论预算。', { delay: 20 });
	await zhang.locator('.minutes-text > p').first().click();
	await zhang.keyboard.type(sentence, { delay: 10 });
	await expect(panel(liu)).toHaveCount(2);
	await expect(panel(liu).first()).toContainText('市场部');
	await expect(panel(liu).first()).toContainText('10 Jun');
	await expect(panel(liu).nth(1)).toContainText('销售部');
	await expect(panel(liu).nth(1)).toContainText('15 Jun');
	await expect(wallColumn(wall, 'not_started').locator('li')).toHaveCount(2);
	await expect(wallColumn(wall, 'not_started')).toContainText('短视频内容制作');
	await expect(wallColumn(wall, 'not_started')).toContainText('线下展会对接');
	await expect(zhang.locator('.minutes-text .said-end')).toHaveCount(2);

	// Liu drags one of them to done; the sentence in Zhang's minutes shows it, and so does the wall.
	await liu.goto('/board');
	await expect(liu.getByText('Live', { exact: true })).toBeVisible();
	const card = liu.locator('[data-column=not_started] [data-card]').filter({ hasText: '短视频内容制作' });
	const from = (await card.boundingBox())!;
	const to = (await liu.locator('[data-column=done]').boundingBox())!;
	await liu.mouse.move(from.x + 40, from.y + 12);
	await liu.mouse.down();
	await liu.mouse.move(from.x + 60, from.y + 30, { steps: 4 });
	await liu.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 12 });
	await liu.mouse.up();
	await expect(zhang.locator('.minutes-text .said-end[data-look=done]')).toHaveCount(1);
	await expect(wallColumn(wall, 'done').locator('li')).toHaveCount(1);

	// The plug is pulled in the middle of a sentence, and put back.
	await zhang.locator('.minutes-text > p').first().click();
	await zhang.keyboard.press('ControlOrMeta+End');
	await zhang.keyboard.type('市场部6月20日前提交总结报告。');
	await fresh.kill();
	await expect(zhang.locator('[data-save]')).toHaveAttribute('data-save', 'offline');
	await fresh.start();
	await saved(zhang);

	// Nothing is missing: not in the minutes, not on the board, not on the wall; for those who stayed and for newcomers.
	await liu.goto(minutes);
	await saved(liu);
	for (const page of [zhang, liu]) {
		await expect(page.locator('.minutes-text')).toContainText('市场部6月20日前提交总结报告');
		await expect(page.locator('.minutes-text')).toContainText('下次会议讨论预算');
		await expect(panel(page)).toHaveCount(3);
		await expect(page.locator('.minutes-text .said-end[data-look=done]')).toHaveCount(1);
	}
	await expect(wallColumn(wall, 'not_started').locator('li')).toHaveCount(2);
	await expect(wallColumn(wall, 'done').locator('li')).toHaveCount(1);
	await liu.goto('/board');
	await expect(liu.locator('[data-column=not_started] [data-card]')).toHaveCount(2);
	await expect(liu.locator('[data-column=done] [data-card]')).toHaveCount(1);
});
