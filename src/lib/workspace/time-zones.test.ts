import { expect, test } from 'vitest';
import { likelyTimeZone, timeZoneOptions } from './time-zones.ts';

const winter = Date.UTC(2024, 0, 10);
const summer = Date.UTC(2024, 6, 10);

test('the zones nearby come first, said in the language of the reader', () => {
	const [first, second] = timeZoneOptions({ locale: 'zh-CN', at: winter, chosen: 'Asia/Shanghai' });
	expect(first).toEqual({ value: 'Asia/Shanghai', label: 'UTC+08:00 · 中国标准时间（Shanghai）' });
	expect(second?.value).toBe('Asia/Hong_Kong');
});

test('the others go from west to east, each once', () => {
	const options = timeZoneOptions({ locale: 'en', at: winter, chosen: 'Asia/Shanghai' });
	const offsets = options.slice(5).map(({ label }) => {
		const [, sign, hours, minutes] = /^UTC([+-])(\d\d):(\d\d)/.exec(label)!;
		return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
	});
	expect(offsets).toEqual([...offsets].sort((a, b) => a - b));
	expect(new Set(options.map(({ value }) => value)).size).toBe(options.length);
});

test('the offset is that of the season', () => {
	const london = (at: number) =>
		timeZoneOptions({ locale: 'en', at, chosen: 'Europe/London' }).find(
			({ value }) => value === 'Europe/London'
		)?.label;
	expect(london(winter)).toContain('UTC+00:00');
	expect(london(summer)).toContain('UTC+01:00');
});

test('a zone this system lists under another name can still be chosen', () => {
	const values = (chosen: string) =>
		timeZoneOptions({ locale: 'en', at: winter, chosen }).map(({ value }) => value);
	for (const chosen of ['Asia/Calcutta', 'Asia/Kolkata', 'Asia/Chongqing']) {
		expect(values(chosen)).toContain(chosen);
	}
});

test('who reads Taiwan Chinese is likely in Taiwan', () => {
	expect(likelyTimeZone('zh-TW')).toBe('Asia/Taipei');
	expect(likelyTimeZone('en')).toBe('Asia/Shanghai');
});
