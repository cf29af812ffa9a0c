import AxeBuilder from '@axe-core/playwright';
import { addDays } from '#domain/day.ts';
import type { Company } from '#support/company.ts';
import type { APIRequestContext, Page } from '@playwright/test';
import { expect, test, type Stage } from './staged-app.ts';

/** Five things to do, one late, one done, and a link for the screen. */
async function aWall(company: Company) {
	const { departments, people, today } = company;
	const marketing = { kind: 'department', id: departments.MKT.id } as const;
	const cards = await company.cards([
		{ content: '短视频内容制作', owner: marketing, due: addDays(today, 30) },
		{
			content: '发报价单',
			owner: { kind: 'person', id: people.ben.id },
			due: today,
			departmentId: departments.SAL.id
		},
		{ content: '修复登录问题', owner: { kind: 'person', id: people.chen.id }, due: addDays(today, -2) },
		{ content: '整理客户反馈' },
		{ content: '核算推广费用，并给出各区域的最低起订量、账期与返点政策，逐家电话回访后汇总成表' },
		{ content: '发布会场地确认', owner: marketing, status: 'done' }
	]);
	return { today, token: await company.wall(), cards: cards.map(({ id }) => id) };
}

const screen = { viewport: { width: 1920, height: 1080 } };
const columnOf = (page: Page, status: string) => page.locator(`[data-wall-column="${status}"]`);

/** A member's browser, to move cards with. */
async function hand(stage: Stage): Promise<APIRequestContext> {
	const page = await stage.open('ana', '/board');
	return page.request;
}

async function move(request: APIRequestContext, app: { url: string }, id: string, to: string) {
	const answer = await request.post(`/api/v1/cards/${id}/move`, {
		data: { to, reason: '客户退回' },
		headers: { origin: app.url }
	});
	expect(answer.status()).toBe(200);
}

test('without signing in it shows the board in the company’s language, and hears every move', async ({
	stage
}) => {
	const { token, cards } = await stage.set(aWall);
	const wall = await stage.open(null, `/wall/${token}`, { ...screen, language: 'en' });
	await expect(wall.getByRole('heading', { level: 1 })).toHaveText('看板');
	await expect(columnOf(wall, 'not_started').locator('h2')).toHaveText(/未开始\s*5/);
	await expect(columnOf(wall, 'not_started').locator('li')).toHaveCount(3);
	await expect(columnOf(wall, 'not_started')).toContainText('还有2项');
	await expect(wall.getByText('逾期1项')).toBeVisible();
	await expect(wall.getByText('本周到期1项')).toBeVisible();
	await expect(wall.getByText(/^截至\d\d:\d\d:\d\d$/)).toBeVisible();
	await expect(wall.getByRole('navigation')).toHaveCount(0);

	const request = await hand(stage);
	await move(request, stage.app, cards[2]!, 'done');
	await expect(columnOf(wall, 'done').locator('li').first()).toContainText('修复登录问题');
	await expect(wall.getByText('逾期0项')).toBeVisible();
	expect(stage.complaints).toEqual([]);
});

test('it pages by itself and by keys, and holds when told to', async ({ stage }) => {
	const { token } = await stage.set(aWall);
	const wall = await stage.open(null, `/wall/${token}`, screen);
	const heading = wall.getByRole('heading', { level: 1 });
	await expect(wall.getByText(/^截至/)).toBeVisible();
	for (const shown of ['看板', '看板', '逾期', '本周到期', '各部门']) {
		await expect(heading).toHaveText(shown);
		await wall.keyboard.press('ArrowRight');
	}
	await expect(heading).toHaveText('看板');
	await wall.keyboard.press('ArrowLeft');
	await expect(wall.getByRole('row', { name: /市场部/ })).toContainText(/1\s*0\s*1\s*0\s*0/);

	// The pages turn every twelve seconds.
	await expect(heading).toHaveText('看板', { timeout: 20_000 });
	await wall.keyboard.press('Space');
	await expect(wall.getByText('已停止翻页')).toBeAttached();
});

test('it can be read from six metres, and nothing scrolls, at any shape of screen', async ({ stage }) => {
	const { token } = await stage.set(async (company) => {
		await company.cards(
			Array.from({ length: 60 }, (_, n) => ({
				content: `第${n}项：跟进经销商报价并确认供货量 Wolfeschlegelsteinhausenbergerdorff`,
				due: addDays(company.today, (n % 9) - 6),
				status: (['not_started', 'in_progress', 'done', 'delayed'] as const)[n % 4]!,
				departmentId: Object.values(company.departments)[n % 5]!.id
			}))
		);
		return aWall(company);
	});
	for (const [width, height] of [
		[1920, 1080],
		[1280, 720],
		[1024, 768],
		[768, 1366]
	] as const) {
		const wall = await stage.open(null, `/wall/${token}`, { viewport: { width, height } });
		await expect(wall.getByText(/^截至/)).toBeVisible();
		const smallest = (Math.min(height, (width * 9) / 16) * 4.4) / 100;
		for (let page = 0; page < 11; page++) {
			const found = await wall.evaluate(() => {
				const sizes: number[] = [];
				const outside: string[] = [];
				for (const element of document.querySelectorAll('main *')) {
					const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent!.trim());
					if (!own || element.closest('.heard')) continue;
					sizes.push(parseFloat(getComputedStyle(element).fontSize));
					const box = element.getBoundingClientRect();
					if (box.bottom > innerHeight + 1 || box.right > innerWidth + 1) outside.push(element.outerHTML);
				}
				for (const column of document.querySelectorAll('[data-wall-column], .area'))
					if (column.scrollHeight > column.clientHeight + 1) outside.push(column.className);
				return { smallest: Math.min(...sizes), outside };
			});
			expect(found.smallest).toBeGreaterThanOrEqual(smallest - 0.1);
			expect(found.outside).toEqual([]);
			await wall.keyboard.press('ArrowRight');
		}
		await wall.close();
	}
});

test('out of touch it says so, and comes back by itself', async ({ stage }) => {
	const { token, cards } = await stage.set(aWall);
	const wall = await stage.open(null, `/wall/${token}`, screen);
	await expect(wall.getByText(/^截至/)).toBeVisible();
	await stage.app.kill();
	// Ten seconds where the machine is not at its limit.
	await expect(wall.getByRole('alert')).toHaveText(/^\d\d:\d\d:\d\d起失去联系/, { timeout: 30_000 });
	await expect(wall.getByText(/^截至/)).toHaveCount(0);

	await stage.app.start();
	await expect(wall.getByText(/^截至/)).toBeVisible({ timeout: 15_000 });
	const request = await hand(stage);
	await move(request, stage.app, cards[0]!, 'in_progress');
	await expect(columnOf(wall, 'in_progress')).toContainText('短视频内容制作');
});

test('a withdrawn link says so on the screen that shows it, and to whoever opens it', async ({ stage }) => {
	const { token } = await stage.set(aWall);
	const wall = await stage.open(null, `/wall/${token}`, screen);
	await expect(wall.getByText(/^截至/)).toBeVisible();
	const ana = await stage.open('ana', '/settings/walls');
	await ana.request.post('/settings/walls?/revoke', {
		form: { id: token.split('.')[0]! },
		headers: { origin: stage.app.url }
	});
	await expect(wall.getByRole('heading', { name: '此链接已失效' })).toBeInViewport({ ratio: 1 });
	await expect(wall.getByText('短视频内容制作')).toHaveCount(0);
	await wall.reload();
	await expect(wall.getByRole('heading', { name: '此链接已失效' })).toBeInViewport({ ratio: 1 });
});

test('thousands of moves leave no more behind than a few', async ({ stage }) => {
	test.setTimeout(180_000);
	const { token, cards } = await stage.set(aWall);
	const wall = await stage.open(null, `/wall/${token}`, screen);
	await expect(wall.getByText(/^截至/)).toBeVisible();
	const request = await hand(stage);
	const session = await wall.context().newCDPSession(wall);
	const settled = async () => {
		await session.send('HeapProfiler.collectGarbage');
		const { usedSize } = await session.send('Runtime.getHeapUsage');
		const { nodes } = await session.send('Memory.getDOMCounters');
		return { usedSize, nodes };
	};
	const moveOften = async (times: number) => {
		for (let done = 0; done < times; done += 20)
			await Promise.all(
				Array.from({ length: 20 }, (_, n) =>
					move(request, stage.app, cards[n % 5]!, n % 2 ? 'in_progress' : 'not_started')
				)
			);
		await move(request, stage.app, cards[0]!, 'done');
		await expect(columnOf(wall, 'done')).toContainText('短视频内容制作');
		await move(request, stage.app, cards[0]!, 'not_started');
		await expect(columnOf(wall, 'done')).not.toContainText('短视频内容制作');
	};
	await wall.keyboard.press('Space');
	await moveOften(500);
	const before = await settled();
	await moveOften(1_000);
	const after = await settled();
	// A thousand kept entries would be 850,000 bytes.
	expect(after.usedSize - before.usedSize).toBeLessThan(500_000);
	expect(after.nodes).toBeLessThan(before.nodes + 200);
});

test('no barrier that axe can find', async ({ stage }) => {
	const { token } = await stage.set(aWall);
	const wall = await stage.open(null, `/wall/${token}`, screen);
	await expect(wall.getByText(/^截至/)).toBeVisible();
	for (let page = 0; page < 5; page++) {
		await wall
			.locator('.page')
			.evaluate((element) => Promise.all(element.getAnimations().map((one) => one.finished)));
		const { violations } = await new AxeBuilder({ page: wall })
			.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
			.analyze();
		expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
		await wall.keyboard.press('ArrowRight');
	}
	expect(stage.complaints).toEqual([]);
});
