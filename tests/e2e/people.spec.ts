// Getting in and out: set-up, invitations, passwords, links, guests, removal; and the pages a member begins with.
import AxeBuilder from '@axe-core/playwright';
import type { Browser, Locator, Page } from '@playwright/test';
import { rmSync } from 'node:fs';
import { createRunningApp } from './running-app.ts';
import { expect, test } from './staged-app.ts';

const password = 'paper lantern river';
const otherPassword = 'seven quiet mountains';

/** A page of a browser of its own, in English, where nobody is signed in. */
async function stranger(browser: Browser, baseURL: string): Promise<Page> {
	const context = await browser.newContext({ baseURL, locale: 'en-GB' });
	return context.newPage();
}

async function signIn(page: Page, name: string, secret: string): Promise<void> {
	await page.goto('/login');
	await page.getByLabel('User name').fill(name);
	await page.getByLabel('Password', { exact: true }).fill(secret);
	await page.getByRole('button', { name: 'Sign in' }).click();
}

const heading = (page: Page, name: string | RegExp): Locator => page.getByRole('heading', { name, level: 1 });

test('of two strangers with one set-up link one gets in, and the other is told', async ({ browser }) => {
	const app = await createRunningApp();
	await app.start();
	const link = /\/setup\/[0-9a-z]+/.exec(app.log())![0];

	const first = await stranger(browser, app.url);
	await first.goto('/');
	await expect(heading(first, 'One step at the server first')).toBeVisible();
	await lookAround(first, '/setup');
	await lookAround(first, link);

	const racers = [first, await stranger(browser, app.url)];
	for (const [index, page] of racers.entries()) {
		await page.goto(link);
		await page.getByLabel('Name of your organisation').fill(`Company ${index}`);
		await page.getByLabel('Name of your department').fill('Marketing');
		await expect(page.getByLabel('Code')).toHaveValue('MKT');
		await page.getByLabel('Your name').fill(`Founder ${index}`);
		await expect(page.getByLabel('User name')).toHaveValue(`Founder ${index}`);
		await page.getByLabel('Password', { exact: true }).fill(password);
	}
	await Promise.all(racers.map((page) => page.getByRole('button', { name: 'Start' }).click()));
	const told = 'Somebody else has just finished setting up with this link.';
	await Promise.all(
		racers.map((page) => expect(heading(page, 'Today').or(page.getByText(told))).toBeVisible())
	);

	const inside = await Promise.all(racers.map((page) => heading(page, 'Today').isVisible()));
	expect(inside.filter(Boolean)).toHaveLength(1);
	const loser = racers[inside.indexOf(false)]!;
	await loser.getByRole('alert').getByRole('link', { name: 'Sign in' }).click();
	await expect(heading(loser, 'Sign in')).toBeVisible();
	await loser.goto(link);
	await expect(heading(loser, 'Sign in')).toBeVisible();

	await app.stop();
	rmSync(app.dataDir, { recursive: true, force: true });
});

test('an invitation lets one person in, once', async ({ stage, browser }) => {
	await stage.set(async () => {});
	const ana = await stage.open('ana', '/settings/people');
	await ana.getByLabel('For whom').fill('Dora');
	await ana.getByRole('group', { name: 'Departments' }).getByLabel('财务部').check();
	await ana.getByRole('button', { name: 'Make an invitation link' }).click();
	const link = await ana.getByLabel('Invitation link').inputValue();
	await expect(ana.getByText('Member · 财务部')).toBeVisible();

	const dora = await stranger(browser, stage.app.url);
	await dora.goto(link);
	await expect(heading(dora, 'Welcome to 新光电器')).toBeVisible();
	await expect(dora.getByLabel('Your name')).toHaveValue('Dora');
	// A sign-in name that is taken, then a password that everybody tries first: said at the field, the rest is kept.
	await dora.getByLabel('User name').fill('ANA');
	await dora.getByLabel('Password', { exact: true }).fill(password);
	await dora.getByRole('button', { name: 'Join' }).click();
	await expect(dora.getByLabel('User name')).toHaveAccessibleDescription(/already in use/);
	await expect(dora.getByLabel('User name')).toBeFocused();
	await dora.getByLabel('User name').fill('dora');
	await dora.getByLabel('Password', { exact: true }).fill('password123');
	await dora.getByRole('button', { name: 'Join' }).click();
	await expect(dora.getByLabel('Password', { exact: true })).toHaveAccessibleDescription(/easily guessed/);
	await expect(dora.getByLabel('User name')).toHaveValue('dora');
	await dora.getByLabel('Password', { exact: true }).fill(password);
	await dora.getByRole('button', { name: 'Join' }).click();
	await expect(heading(dora, 'Today')).toBeVisible();

	const late = await stranger(browser, stage.app.url);
	await late.goto(link);
	await expect(heading(late, 'This link has been used')).toBeVisible();

	await ana.reload();
	await expect(ana.getByText('Open invitations')).toBeHidden();
	await expect(ana.getByRole('listitem').filter({ hasText: 'Dora' })).toContainText('财务部');
});

test('a sign-in link is not used up by looking at it, and signs in once', async ({ stage, browser }) => {
	const { secret } = await stage.set(async ({ app, people }) => ({
		secret: await app.entrance.signInLink(people.ben.id)
	}));
	const scanner = await stranger(browser, stage.app.url);
	await scanner.goto(`/enter/${secret}`);
	await scanner.goto('/settings');
	await expect(heading(scanner, 'Sign in')).toBeVisible();

	const ben = await stranger(browser, stage.app.url);
	await ben.goto(`/enter/${secret}`);
	await expect(heading(ben, 'Sign in as Ben')).toBeVisible();
	await ben.getByRole('button', { name: 'Sign in as Ben' }).click();
	await expect(heading(ben, 'Today')).toBeVisible();

	await scanner.goto(`/enter/${secret}`);
	await expect(heading(scanner, 'This link has been used')).toBeVisible();
});

test('a new password signs out every other device, at once', async ({ stage, browser }) => {
	await stage.set(async ({ app, people, as }) => {
		await app.entrance.createMember(as(people.ana), { name: 'Dora', signInName: 'dora', password });
	});
	const [desk, phone] = [await stranger(browser, stage.app.url), await stranger(browser, stage.app.url)];
	await signIn(phone, 'dora', password);
	await expect(heading(phone, 'Today')).toBeVisible();

	await signIn(desk, 'dora', otherPassword);
	await expect(desk.getByRole('alert')).toContainText('do not match');
	await expect(desk.getByLabel('User name')).toHaveValue('dora');
	await desk.getByLabel('Password', { exact: true }).fill(password);
	await desk.getByRole('button', { name: 'Sign in' }).click();
	await expect(heading(desk, 'Today')).toBeVisible();

	await desk.goto('/settings');
	await expect(desk.getByText('This browser', { exact: true })).toHaveCount(1);
	await desk.getByLabel('Current password').fill(otherPassword);
	await desk.getByLabel('New password').fill(otherPassword);
	await desk.getByRole('button', { name: 'Change password' }).click();
	await expect(desk.getByLabel('Current password')).toHaveAccessibleDescription(
		'This is not your current password.'
	);
	await desk.getByLabel('Current password').fill(password);
	await desk.getByRole('button', { name: 'Change password' }).click();
	await expect(desk.getByText('The password is changed.')).toBeVisible();
	await expect(desk.getByLabel('New password')).toHaveValue('');
	await expect(desk.getByRole('button', { name: /^Sign out / })).toHaveCount(0);

	await expect(phone.getByRole('link', { name: 'Signed out: sign in' })).toBeVisible();
	await phone.goto('/meetings');
	await expect(phone).toHaveURL(/\/login\?next=%2Fmeetings/);
	await phone.getByLabel('User name').fill('Dora');
	await phone.getByLabel('Password', { exact: true }).fill(otherPassword);
	await phone.getByRole('button', { name: 'Sign in' }).click();
	await expect(heading(phone, 'Meetings')).toBeVisible();

	// One device alone can be ended, too.
	await desk.reload();
	await desk.getByRole('button', { name: /^Sign out Chrome/ }).click();
	await expect(desk.getByText('That device is signed out.')).toBeVisible();
	await expect(phone.getByRole('link', { name: 'Signed out: sign in' })).toBeVisible();
});

test('a guest gets into the one meeting, by name', async ({ stage }) => {
	const { path, meetingId } = await stage.set(async ({ app, people, as, meeting }) => {
		const { id } = await meeting();
		return { meetingId: id, path: `/join/${await app.meetings.joinLink(as(people.ana), id)}` };
	});
	const guest = await stage.open(null, path);
	await expect(heading(guest, '新品推广跨部门沟通')).toBeVisible();
	await expect(guest.getByText('14:00–15:30')).toBeVisible();
	await guest.getByRole('button', { name: 'Join the meeting' }).click();
	await expect(guest.getByLabel('Your name')).toHaveAccessibleDescription(
		'Enter a name of up to 80 characters.'
	);
	await guest.getByLabel('Your name').fill('Gil');
	await guest.getByRole('button', { name: 'Join the meeting' }).click();
	await expect(guest).toHaveURL(`/meetings/${meetingId}`);
	for (const elsewhere of ['/', '/meetings', '/meetings/new', '/settings', '/settings/people', path]) {
		await guest.goto(elsewhere);
		await expect(guest).toHaveURL(`/meetings/${meetingId}`);
	}

	const ben = await stage.open('ben', path);
	await expect(ben).toHaveURL(`/meetings/${meetingId}`);

	const lost = await stage.open(null, `${path}x`);
	await expect(heading(lost, 'This link opens nothing')).toBeVisible();
});

test('where guests are not wanted, a join link tells strangers nothing', async ({ stage }) => {
	const { path } = await stage.set(async ({ app, people, as, meeting }) => {
		const { id } = await meeting();
		await app.workspaces.change(as(people.ana), { guestsMayJoin: false });
		return { path: `/join/${await app.meetings.joinLink(as(people.ana), id)}` };
	});
	const guest = await stage.open(null, path);
	await expect(heading(guest, 'Only members can join here')).toBeVisible();
	expect(await guest.content()).not.toContain('新品推广');
	await guest.getByRole('main').getByRole('link', { name: 'Sign in' }).click();
	await expect(guest).toHaveURL(/\/login\?next=%2Fjoin%2F/);
});

test('somebody who is removed is out at once', async ({ stage }) => {
	await stage.set(async () => {});
	const ben = await stage.open('ben', '/');
	await expect(ben.getByText('Live', { exact: true })).toBeVisible();
	const ana = await stage.open('ana', '/settings/people');
	await ana.getByRole('link', { name: 'Edit Ben' }).click();
	await expect(ana.getByRole('textbox', { name: 'Name', exact: true })).toBeFocused();
	await ana.getByRole('button', { name: 'Remove from the organisation' }).click();
	const question = ana.getByRole('dialog', { name: 'Remove Ben?' });
	await question.getByRole('button', { name: 'Cancel' }).last().click();
	await expect(question).toBeHidden();
	await ana.getByRole('button', { name: 'Remove from the organisation' }).click();
	await question.getByRole('button', { name: 'Remove from the organisation' }).click();
	await expect(ana.getByText('Ben is removed.')).toBeVisible();
	await expect(ana.getByRole('link', { name: 'Edit Ben' })).toHaveCount(0);

	await expect(heading(ben, 'Sign in')).toBeVisible();

	// The last administrator cannot leave.
	await ana.getByRole('link', { name: 'Edit Ana' }).click();
	const change = ana.locator('form[action^="?/changeMember"]');
	await change.getByLabel('Role').selectOption('member');
	await ana.getByRole('button', { name: 'Save' }).click();
	await expect(ana.getByRole('alert')).toContainText('the only administrator');
});

test('departments are changed in place, and what is wrong is said where it is', async ({ stage }) => {
	await stage.set(async () => {});
	const ana = await stage.open('ana', '/settings/people');
	await ana.getByText('Add a department').click();
	const form = ana.locator('form[action="?/addDepartment"]');
	await form.getByLabel('Name', { exact: true }).fill('Marketing Asia');
	await expect(form.getByLabel('Code')).toHaveValue('MKTB');
	await form.getByLabel('Code').fill('mkt');
	await form.getByRole('button', { name: 'Add' }).click();
	await expect(form.getByLabel('Code')).toHaveAccessibleDescription(/already uses this code/);
	await expect(form.getByLabel('Name', { exact: true })).toHaveValue('Marketing Asia');
	await form.getByLabel('Code').fill('asia');
	await form.getByRole('button', { name: 'Add' }).click();
	const row = ana.getByRole('listitem').filter({ hasText: 'Marketing Asia' });
	await expect(row).toContainText('ASIA');

	await row.getByRole('link', { name: 'Edit' }).click();
	const change = ana.locator('form[action^="?/changeDepartment"]');
	await change.getByLabel('Head').selectOption('Chen');
	await change.getByRole('button', { name: 'Save' }).click();
	await expect(row).toContainText('Head: Chen');

	const ben = await stage.open('ben', '/settings/people');
	await expect(ben.getByText('Administrators can change this page.')).toBeVisible();
	await expect(ben.getByRole('link', { name: /^Edit/ })).toHaveCount(0);
	await ben.goto('/settings/workspace');
	await expect(heading(ben, 'This page is not open to you')).toBeVisible();
	await ben.goto('/settings/walls');
	await expect(heading(ben, 'This page is not open to you')).toBeVisible();
});

test('a screen gets a link, and loses it', async ({ stage }) => {
	await stage.set(async () => {});
	const ana = await stage.open('ana', '/settings/walls');
	await ana.getByLabel('Where it hangs').fill('Third floor');
	await ana.getByRole('button', { name: 'Create' }).click();
	const link = await ana.getByLabel('Link for the screen').inputValue();
	expect(link).toContain(`${stage.app.url}/wall/`);
	await expect(ana.getByRole('img', { name: 'Code that opens Third floor' })).toBeVisible();
	await ana.getByRole('button', { name: 'Turn off' }).click();
	await ana.getByRole('dialog').getByRole('button', { name: 'Turn off' }).click();
	await expect(ana.getByText('No big screen yet.')).toBeVisible();
});

test('signed out, nothing of the minutes stays on the device', async ({ stage }) => {
	await stage.set(async () => {});
	const ana = await stage.open('ana', '/settings');
	await ana.evaluate(async () => {
		for (const name of ['minutes-abc', 'minutes-def', 'something-else'])
			await new Promise(
				(resolve) =>
					(indexedDB.open(name).onsuccess = (event) => {
						(event.target as IDBOpenDBRequest).result.close();
						resolve(null);
					})
			);
		sessionStorage.setItem('draft', 'secret');
	});
	await ana.getByLabel('Account: Ana').click();
	await ana.getByRole('button', { name: 'Sign out', exact: true }).click();
	await expect(ana.getByText('You are signed out.')).toBeVisible();
	await expect
		.poll(() => ana.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name)))
		.toEqual(['something-else']);
	expect(await ana.evaluate(() => sessionStorage.getItem('draft'))).toBeNull();
});

test('a meeting is opened by keyboard, and a refusal keeps everything', async ({ stage }) => {
	await stage.set(async () => {});
	const page = await stage.open('wangFang', '/meetings');
	await expect(page.getByText('No meetings yet')).toBeVisible();
	await page.goto('/meetings/new');
	await expect(page.getByLabel('Subject')).toBeFocused();
	await page.getByLabel('Online').check();
	await expect(page.getByText('tell everybody how to get in')).toBeVisible();
	await page.getByLabel('Platform').fill('腾讯会议');
	await page.getByLabel('Meeting number').fill('483 221 907');
	await expect(page.getByText('tell everybody how to get in')).toBeHidden();
	await page.getByRole('group', { name: 'Departments' }).getByLabel('销售部').check();
	await page.getByRole('button', { name: 'Add Ben' }).click();
	await page.getByLabel('Chair').focus();
	await page.keyboard.type('陈');
	await page.keyboard.press('Enter');
	await page.getByLabel('Or a new project').fill('新品上市');
	await page.context().setOffline(true);
	await page.getByRole('button', { name: 'Plan it' }).click();
	await expect(page.getByRole('alert')).toContainText('nothing was sent');
	await page.context().setOffline(false);
	await page.getByRole('button', { name: 'Plan it' }).click();
	await expect(page.getByLabel('Subject')).toHaveAccessibleDescription(
		'Enter a subject of up to 200 characters.'
	);
	await expect(page.getByLabel('Subject')).toBeFocused();
	await expect(page.getByLabel('Platform')).toHaveValue('腾讯会议');
	await expect(page.getByLabel('Project', { exact: true }).locator('option:checked')).toHaveText('新品上市');

	await page.keyboard.type('周例会');
	await page.keyboard.press('Enter');
	await expect(page).toHaveURL(/\/meetings\/[0-9a-z]{20}$/);
	await expect(page.getByRole('main')).toContainText('周例会');

	const list = await stage.open('ben', '/meetings');
	await expect(list.getByRole('article').filter({ hasText: '周例会' })).toContainText('市场部, 销售部');
});

test('today shows what I promised, live, and lets me tick it off', async ({ stage }) => {
	const { meetingId } = await stage.set(async ({ people, departments, today, cards, meeting }) => {
		await cards([
			{ content: '发布会嘉宾名单', owner: { kind: 'person', id: people.ben.id }, due: '2024-06-03' },
			{ content: '渠道返利口径', owner: { kind: 'department', id: departments.SAL.id }, due: today },
			{ content: '整理竞品资料', owner: { kind: 'person', id: people.ben.id } },
			{ content: '别人的事', owner: { kind: 'person', id: people.chen.id }, due: today }
		]);
		return { meetingId: (await meeting({ startNow: false, from: '23:00', to: '22:59' })).id };
	});
	const ben = await stage.open('ben', '/');
	const group = (name: string) => ben.getByRole('heading', { name, level: 3 }).locator('..');
	await expect(group('Overdue')).toContainText('发布会嘉宾名单');
	await expect(group('This week')).toContainText('渠道返利口径');
	await expect(group('No day yet')).toContainText('整理竞品资料');
	await expect(ben.getByText('别人的事')).toHaveCount(0);
	await expect(ben.getByText('Live', { exact: true })).toHaveCount(1);

	await ben.getByRole('button', { name: 'Mark “渠道返利口径” as done' }).click();
	const delivery = ben.getByRole('dialog', { name: 'What was delivered?' });
	await delivery.getByLabel('Deliverable').fill('返利口径说明');
	await delivery.getByRole('button', { name: 'Done', exact: true }).click();
	await expect(ben.getByRole('link', { name: '渠道返利口径' })).toHaveCount(0);
	await ben.getByRole('button', { name: 'Undo' }).click();
	await expect(group('This week')).toContainText('渠道返利口径');

	// Somebody starts the meeting: it is live here without anything being pressed.
	const ana = await stage.open('ana', '/');
	const status = await ana.evaluate(
		async (id) =>
			(
				await fetch(`/api/v1/meetings/${id}/state`, {
					method: 'POST',
					headers: { 'content-type': 'application/json' },
					body: JSON.stringify({ to: 'live' })
				})
			).status,
		meetingId
	);
	expect(status).toBe(200);
	await expect(ben.getByRole('article').filter({ hasText: '新品推广跨部门沟通' })).toContainText('Live');
});

test.describe('without JavaScript', () => {
	test('people get in, change settings and open meetings', async ({ stage }) => {
		await stage.set(async ({ app, people, as }) => {
			await app.entrance.createMember(as(people.ana), { name: 'Dora', signInName: 'dora', password });
		});
		const page = await stage.open(null, '/login?next=/settings', { javaScriptEnabled: false });
		await page.getByLabel('User name').fill('dora');
		await page.getByLabel('Password', { exact: true }).fill('wrong');
		await page.getByRole('button', { name: 'Sign in' }).click();
		await expect(page.getByRole('alert')).toContainText('do not match');
		await expect(page.getByLabel('User name')).toHaveValue('dora');
		await page.getByLabel('Password', { exact: true }).fill(password);
		await page.getByRole('button', { name: 'Sign in' }).click();
		await page.getByLabel('Other names').fill('多拉、小朵');
		await page.getByRole('button', { name: 'Save' }).click();
		await page.goto('/settings');
		await expect(page.getByLabel('Other names')).toHaveValue('多拉, 小朵');

		await page.goto('/meetings/new');
		await page.getByRole('button', { name: 'Start now' }).click();
		await expect(page.getByLabel('Subject')).toHaveAccessibleDescription(/Enter a subject/);
		await page.getByLabel('Subject').fill('Without scripts');
		await page.getByRole('button', { name: 'Start now' }).click();
		await expect(page).toHaveURL(/\/meetings\/[0-9a-z]{20}$/);
		await page.goto('/');
		await expect(page.getByRole('link', { name: 'Without scripts' })).toBeVisible();
	});
});

for (const [language, onDesk, onPhone] of [
	['zh-CN', 'light', 'dark'],
	['en', 'dark', 'light']
] as const) {
	test(`nothing is in anybody's way, on any page in ${language}`, async ({ stage }) => {
		test.slow();
		const { outside, inside } = await stage.set(async ({ app, people, as, meeting, cards, wall, today }) => {
			const ana = as(people.ana);
			const { id } = await meeting();
			await meeting({ title: '下周的会', startNow: false, day: '2099-06-05' });
			await wall();
			await cards([{ content: '整理竞品资料', owner: { kind: 'person', id: people.ana.id }, due: today }]);
			return {
				outside: [
					'/login?signedOut',
					`/enter/${await app.entrance.signInLink(people.ben.id)}`,
					`/invite/${await app.entrance.invite(ana, { label: 'Dora' })}`,
					'/invite/nothing',
					`/join/${await app.meetings.joinLink(ana, id)}`
				],
				inside: [
					'/',
					'/meetings',
					'/meetings/new',
					'/settings',
					'/settings/workspace',
					'/settings/people',
					`/settings/people?member=${people.ben.id}`,
					'/settings/walls'
				]
			};
		});
		const looks = [
			{ colorScheme: onDesk, viewport: { width: 1280, height: 800 } },
			{ colorScheme: onPhone, viewport: { width: 390, height: 844 } }
		];
		for (const look of looks) {
			const someone = await stage.open(null, '/login', { language, ...look });
			for (const path of outside) await lookAround(someone, path);
			const ana = await stage.open('ana', '/', { language, ...look });
			for (const path of inside) await lookAround(ana, path);
		}
		expect(stage.complaints).toEqual([]);
	});
}

/** Nothing for axe to find, and nothing to scroll sideways for. */
async function lookAround(page: Page, path: string): Promise<void> {
	await page.goto(path);
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	const { violations } = await new AxeBuilder({ page })
		.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
		.analyze();
	expect(violations.map(({ id, nodes }) => ({ path, id, html: nodes.map(({ html }) => html) }))).toEqual([]);
	const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
	expect(tooWide, `${path} is as wide as the screen`).toBeLessThanOrEqual(0);
}
