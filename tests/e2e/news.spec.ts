// What the minutes say of work under way, offered to its card; and who is meant when two people bear one name.
import type { Page } from '@playwright/test';
import { rmSync } from 'node:fs';
import { openCompany } from '#support/company.ts';
import { test as base, createRunningApp, expect } from './running-app.ts';

/** A live meeting of June 2026 whose minutes say this, as Ana sees it; a second 刘洋 works in the sales department. */
const test = base.extend<{ said: readonly string[]; minutes: Page }>({
	said: [[], { option: true }],
	minutes: async ({ browser, said }, use) => {
		const app = await createRunningApp();
		const company = await openCompany(app.dataDir);
		const { people, departments } = company;
		await company.app.storage.transaction(async (stores) => {
			const twin = {
				...people.liuYang,
				id: `${people.ben.id.slice(0, -4)}twin`,
				signInName: null,
				aliases: []
			};
			await stores.people.insertMember({ ...twin, departmentIds: [departments.SAL.id] }, null);
		});
		const meeting = await company.meeting({
			departmentIds: Object.values(departments).map(({ id }) => id),
			day: company.today
		});
		await company.write(meeting, said);
		const cookie = await company.signIn(people.ana);
		await company.close();
		await app.start();
		const context = await browser.newContext({ baseURL: app.url, locale: 'zh-CN' });
		await context.addCookies([{ ...cookie, url: app.url }]);
		const page = await context.newPage();
		await page.goto(`/meetings/${meeting.id}`);
		await expect(page.locator('[data-save]')).toHaveAttribute('data-save', 'saved');
		await use(page);
		await app.stop();
		rmSync(app.dataDir, { recursive: true, force: true });
	}
});

test.describe('a report', () => {
	test.use({ said: ['市场部本月底前完成推广素材制作', '推广素材制作已完成30%'] });

	test('is offered to its card, taken over, and not offered again', async ({ minutes: page }) => {
		const card = page.locator('aside [data-card]');
		await expect(card).toHaveCount(1);
		await expect(card).toHaveAttribute('data-status', 'not_started');
		const offer = page.locator('aside [data-update]');
		await expect(offer).toContainText('推广素材制作已完成30%');
		await expect(offer).toContainText('完成30%');
		await offer.getByRole('button', { name: '是，更新卡片' }).click();
		await expect(card).toHaveAttribute('data-status', 'in_progress');
		await expect(offer).toHaveCount(0);
		await page.reload();
		await expect(card).toHaveAttribute('data-status', 'in_progress');
		await page.waitForTimeout(1_500);
		await expect(offer).toHaveCount(0);
	});

	test('is waved away for good', async ({ minutes: page }) => {
		const offer = page.locator('aside [data-update]');
		await offer.getByRole('button', { name: '不用更新' }).click();
		await expect(offer).toHaveCount(0);
		await expect(page.locator('aside [data-card]')).toHaveAttribute('data-status', 'not_started');
	});
});

test.describe('two people of one name', () => {
	test.use({ said: ['刘洋本月底前提交渠道预算'] });

	test('are asked about, and the answer stands', async ({ minutes: page }) => {
		const which = page.locator('aside [data-which]');
		await expect(which).toContainText('刘洋');
		await expect(which.getByRole('button')).toHaveCount(2);
		await which.getByRole('button', { name: '销售部' }).click();
		await expect(which).toHaveCount(0);
		await page.reload();
		await expect(page.locator('aside [data-card]')).toContainText('刘洋');
		await page.waitForTimeout(1_500);
		await expect(which).toHaveCount(0);
	});
});
