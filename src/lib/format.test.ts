import { describe, expect, test } from 'vitest';
import { createFormat } from './format.ts';

const zone = { timeZone: 'Asia/Shanghai' };
const zhCN = createFormat({ locale: 'zh-CN', ...zone });
const zhTW = createFormat({ locale: 'zh-TW', ...zone });
const en = createFormat({ locale: 'en', ...zone });
const today = '2024-06-05';

describe('a day', () => {
	test('is written with its weekday, as people write it', () => {
		expect(zhCN.day('2024-06-10', today)).toBe('6月10日 周一');
		expect(zhTW.day('2024-06-10', today)).toBe('6月10日 週一');
		expect(en.day('2024-06-10', today)).toBe('Mon 10 Jun');
	});

	test('in another year says the year', () => {
		expect(zhCN.day('2025-01-06', today)).toBe('2025年1月6日 周一');
		expect(zhTW.day('2025-01-06', today)).toBe('2025年1月6日 週一');
		expect(en.day('2025-01-06', today)).toBe('Mon 6 Jan 2025');
	});

	test('says the year when nobody says what year it is now', () => {
		expect(zhCN.day('2024-06-10')).toBe('2024年6月10日 周一');
	});

	test('is counted in days from today', () => {
		expect(zhCN.relativeDay('2024-06-02', today)).toBe('3天前');
		expect(zhCN.relativeDay('2024-06-06', today)).toBe('明天');
		expect(zhTW.relativeDay('2024-06-02', today)).toBe('3天前');
		expect(en.relativeDay('2024-06-02', today)).toBe('3 days ago');
		expect(en.relativeDay('2024-06-05', today)).toBe('today');
	});
});

describe('an instant', () => {
	const lateEvening = Date.parse('2024-06-05T17:30:00Z');

	test("belongs to the workspace's day, not to the machine's", () => {
		expect(zhCN.dayOf(lateEvening)).toBe('2024-06-06');
		expect(zhCN.dateTime(lateEvening, today)).toBe('6月6日 周四 01:30');
		expect(createFormat({ locale: 'en', timeZone: 'America/New_York' }).dateTime(lateEvening, today)).toBe(
			'Wed 5 Jun 13:30'
		);
	});

	test('at midnight is 00:00, never 24:00', () => {
		expect(en.time(Date.parse('2024-06-05T16:00:00Z'))).toBe('00:00');
	});

	test('is told in the largest whole unit', () => {
		const minute = 60_000;
		expect(zhCN.ago(lateEvening - 5 * minute, lateEvening)).toBe('5分钟前');
		expect(zhTW.ago(lateEvening - 5 * minute, lateEvening)).toBe('5分鐘前');
		expect(en.ago(lateEvening - 119 * minute, lateEvening)).toBe('1 hour ago');
		expect(en.ago(lateEvening - 3 * 24 * 60 * minute, lateEvening)).toBe('3 days ago');
		expect(en.ago(lateEvening - 10, lateEvening)).toBe('now');
	});
});

test('numbers, shares and lists are written in the language', () => {
	expect(en.number(12345)).toBe('12,345');
	expect(zhCN.percent(0.8)).toBe('80%');
	expect(zhCN.list(['张三', '李四', '王五'])).toBe('张三、李四和王五');
	expect(en.list(['Ana', 'Ben', 'Chen'])).toBe('Ana, Ben and Chen');
	expect(zhCN.month('2024-06-05')).toBe('2024年6月');
});

test('a time zone that does not exist is refused', () => {
	expect(() => createFormat({ locale: 'en', timeZone: 'Mars/Olympus' })).toThrow(RangeError);
});
