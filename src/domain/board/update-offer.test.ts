import { describe, expect, test } from 'vitest';
import { chineseCalendar } from '../calendar/chinese-calendar.ts';
import type { Day } from '../day.ts';
import { emptyDirectory } from '../directory.ts';
import { noOwnWords } from '../extraction/own-words.ts';
import { readMinutes } from '../extraction/extract-action-items.ts';
import { readMarkdown } from '../extraction/markdown-blocks.ts';
import { offerUpdates } from './update-offer.ts';

type Known = Parameters<typeof offerUpdates>[1][number];

function card(id: string, quote: string, due: Day | null, more: Partial<Known> = {}): Known {
	const since = { content: 1, owner: 1, due: 1, deliverable: 1, priority: 1 };
	const fields = { content: quote, owner: null, due, deliverable: null, priority: null };
	const evidence = { quote, ownerText: null, dueText: null, dueTime: null, dueKind: null };
	const rest = { support: [], collaborators: [], state: 'open' as const, confidence: 0.9, since };
	return {
		id,
		said: { ...fields, ...evidence, ...rest },
		changed: {},
		status: 'not_started',
		progress: 0,
		delay: null,
		source: 'said',
		...more
	};
}

const MONITORING = card('monitoring', '技术部提供数据监测系统支持（6月20日前上线系统）', '2024-06-20');
const MATERIAL = card('material', '设计部6月12日前完成推广素材制作', '2024-06-12');
const CARDS = [MONITORING, MATERIAL];

function offers(line: string, cards: readonly Known[] = CARDS) {
	const { reports } = readMinutes(readMarkdown(line).blocks, {
		meetingDay: '2024-06-19',
		nextMeetingDay: null,
		ownWords: noOwnWords,
		directory: emptyDirectory,
		calendar: chineseCalendar
	});
	return offerUpdates(reports, cards, '2024-06-19').map(({ report: _, ...offer }) => offer);
}

describe('a report is offered to the card it speaks of', () => {
	test('V9: progress, delay, reason and the new day', () => {
		expect(offers('技术部数据监测系统已完成80%，因接口对接问题需延迟2天，预计6月22日上线')).toEqual([
			{ cardId: 'monitoring', progress: 80, status: 'delayed', reason: '接口对接问题', newDay: '2024-06-22' }
		]);
	});

	test('days late without a day count from the card’s own', () => {
		expect(offers('数据监测系统因接口问题延迟2天')).toMatchObject([
			{ cardId: 'monitoring', status: 'delayed', newDay: '2024-06-22' }
		]);
	});

	test('V20: an obstacle without a day moves nothing by itself', () => {
		expect(offers('推广素材制作延迟，因设计部人手不足，需市场部协调1名设计师临时支援')).toEqual([
			{ cardId: 'material', progress: null, status: null, reason: '设计部人手不足', newDay: null }
		]);
	});

	test('done, and begun', () => {
		expect(offers('推广素材制作已完成')).toMatchObject([{ cardId: 'material', status: 'done' }]);
		expect(offers('推广素材制作完成30%')).toMatchObject([{ progress: 30, status: 'in_progress' }]);
	});
});

describe('no offer', () => {
	test('for work no card is about', () => {
		expect(offers('会议室装修已完成80%')).toEqual([]);
	});

	test('where two cards are meant alike', () => {
		const twins = [MATERIAL, card('twin', '市场部6月20日前完成推广素材制作', '2024-06-20')];
		expect(offers('推广素材制作完成30%', twins)).toEqual([]);
	});

	test('for what the card says already', () => {
		const known = {
			...MONITORING,
			progress: 80,
			delay: { reason: '接口', newDay: '2024-06-22' as Day, at: 0 }
		};
		expect(offers('数据监测系统已完成80%，因接口问题延迟，预计6月22日上线', [known])).toEqual([]);
	});

	test('to a card that is done or off the board', () => {
		expect(offers('推广素材制作完成30%', [{ ...MATERIAL, status: 'done' }])).toEqual([]);
		expect(offers('推广素材制作完成30%', [{ ...MATERIAL, source: 'dismissed' }])).toEqual([]);
	});
});
