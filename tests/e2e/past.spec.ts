import AxeBuilder from '@axe-core/playwright';
import { createBoards } from '#server/board/boards.ts';
import { createLiveFeed } from '#server/feed/live-feed.ts';
import { createLedger } from '#server/ledger.ts';
import { chineseCalendar } from '#domain/calendar/chinese-calendar.ts';
import { addDays } from '#domain/day.ts';
import { newId } from '#server/auth/secrets.ts';
import type { Company } from '#support/company.ts';
import { makeCard } from '#support/cast.ts';
import type { Page } from '@playwright/test';
import { expect, test } from './staged-app.ts';

const day = 86_400_000;

/** Three cards made four days ago; one was begun two days ago and done yesterday, another dismissed yesterday. */
async function fourDays(company: Company) {
	const { app, workspace, people, today } = company;
	let at = Date.now() - 4 * day;
	const now = () => at;
	const onUntold = (failure: unknown) => {
		throw failure;
	};
	const ledger = createLedger({ storage: app.storage, feed: createLiveFeed(), now, onUntold });
	const boards = createBoards({ storage: app.storage, ledger, calendar: chineseCalendar });
	const ana = company.as(people.ana);
	const make = (content: string, rank: string) =>
		ledger.write(ana, (entry) =>
			entry.card((seq) => {
				const card = makeCard({
					id: newId(),
					workspaceId: workspace.id,
					rank,
					said: { content, due: null, deliverable: 'A file', owner: { kind: 'person', id: people.ana.id } },
					createdAt: at,
					statusSince: at,
					version: seq
				});
				return {
					card,
					what: { type: 'card-said', said: card.said!, status: card.status, rank },
					isNew: true
				};
			})
		);
	const quote = await make('Send the quote', 'a0');
	const video = await make('Cut the videos', 'a1');
	await make('Plan the training', 'a2');
	at += 2 * day;
	await boards.move(ana, { cardId: quote.id, to: 'in_progress' });
	at += day;
	await boards.move(ana, { cardId: quote.id, to: 'done' });
	await ledger.write(ana, (entry) =>
		entry.card((version) => ({
			card: { ...video, source: 'dismissed', version },
			what: { type: 'card-source-changed', from: 'said', to: 'dismissed', quote: 'Cut the videos' }
		}))
	);
	await make('Sort the feedback', 'a3');
	return { quote, today };
}

const cardsIn = (page: Page, status: string) => page.locator(`[data-column="${status}"] [data-card-link]`);

test('the board of an earlier day: as it was, not to be changed, day by day and back', async ({ stage }) => {
	const { quote, today } = await stage.set(fourDays);
	const page = await stage.open('ana', '/board');
	await expect(page.getByText('Live', { exact: true })).toBeVisible();
	await expect(cardsIn(page, 'done')).toHaveText(['Send the quote']);

	await page.goto(`/board?asOf=${addDays(today, -3)}`);
	const bar = page.getByRole('region', { name: 'The board of an earlier day' });
	await expect(bar).toContainText('It can be looked at, not changed');
	await expect(bar).toContainText('1 card in another column, 1 card is new and 1 card has left the board');
	await expect(cardsIn(page, 'not_started')).toHaveText([
		'Send the quote',
		'Cut the videos',
		'Plan the training'
	]);
	await expect(page.getByText('Now: Done')).toBeVisible();
	await expect(page.getByText('Not on the board any more')).toBeVisible();
	await expect(page.getByText('Live', { exact: true })).toHaveCount(0);
	await expect(page.getByRole('button', { name: /^Move “/ })).toHaveCount(0);
	await page.locator(`[data-card="${quote.id}"] [data-card-link]`).focus();
	await page.keyboard.press('Space');
	await page.keyboard.press('ArrowRight');
	await expect(cardsIn(page, 'not_started')).toHaveCount(3);
	expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

	// By keys and by buttons, whatever is filtered, as a board and as a list.
	await page.keyboard.press('Shift+ArrowRight');
	await expect(cardsIn(page, 'in_progress')).toHaveText(['Send the quote']);
	await expect(page).toHaveURL(new RegExp(`asOf=${addDays(today, -2)}`));
	await bar.getByRole('button', { name: 'The day before' }).click();
	await expect(cardsIn(page, 'in_progress')).toHaveCount(0);
	await page.locator('input[name=q]').fill('videos');
	await expect(cardsIn(page, 'not_started')).toHaveText(['Cut the videos']);
	await bar.getByRole('button', { name: 'The day after' }).click();
	await expect(cardsIn(page, 'not_started')).toHaveText(['Cut the videos']);
	await page.getByRole('link', { name: 'Show all cards' }).click();
	await expect(cardsIn(page, 'not_started')).toHaveText(['Cut the videos', 'Plan the training']);
	await page.goto(`/board?asOf=${addDays(today, -2)}&view=list`);
	await expect(page.locator('[data-row]')).toHaveCount(3);
	await expect(page.locator('[data-row] select:enabled')).toHaveCount(0);

	await bar.getByRole('link', { name: 'Back to now' }).click();
	await expect(page.getByText('Live', { exact: true })).toBeVisible();
	await expect(page.locator('[data-row]')).toHaveCount(3);
	await expect(page.getByText('Sort the feedback')).toBeVisible();
	expect(stage.complaints).toEqual([]);
});
