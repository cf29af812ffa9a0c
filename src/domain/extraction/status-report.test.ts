import { describe, expect, test } from 'vitest';
import { chineseCalendar } from '../calendar/chinese-calendar.ts';
import { emptyDirectory } from '../directory.ts';
import { noOwnWords } from './own-words.ts';
import { readMinutes } from './extract-action-items.ts';
import type { Reading } from './extract-action-items.ts';
import { readMarkdown } from './markdown-blocks.ts';

function read(minutes: string): Reading {
	return readMinutes(readMarkdown(minutes).blocks, {
		meetingDay: '2024-06-05',
		nextMeetingDay: null,
		ownWords: noOwnWords,
		directory: emptyDirectory,
		calendar: chineseCalendar
	});
}

/** What a line reports: what it says, of what, how far, how late, until when, why, what would help. */
function told(minutes: string) {
	return read(minutes).reports.map((report) => [
		report.says,
		report.matter.text,
		report.progress,
		report.delayDays,
		report.newDay?.day ?? null,
		report.reason?.text ?? null,
		report.support?.text ?? null
	]);
}

describe('[EX51] progress and obstacles are reports, no items', () => {
	test.each([
		[
			'V9',
			'技术部数据监测系统已完成80%，因接口对接问题需延迟2天，预计6月22日上线',
			['delayed', '技术部数据监测系统', 80, 2, '2024-06-22', '接口对接问题', null]
		],
		[
			'V20',
			'推广素材制作延迟，因设计部人手不足，需市场部协调1名设计师临时支援',
			['delayed', '推广素材制作', null, null, null, '设计部人手不足', '市场部协调1名设计师临时支援']
		],
		[
			'traditional script',
			'預算表已完成80%，因資料未齊，預計延後3天',
			['delayed', '預算表', 80, 3, null, '資料未齊', null]
		],
		[
			'the reason first',
			'由于供应商交货晚，样机测试推迟到6月18日',
			['delayed', '样机测试', null, null, '2024-06-18', '供应商交货晚', null]
		],
		['half of it', '短视频脚本完成一半', ['progress', '短视频脚本', 50, null, null, null, null]],
		['finished', '展会场地已确定', ['done', '展会场地', null, null, null, null, null]],
		[
			'English',
			'Website redesign delayed by two weeks due to missing texts, now due June 28',
			['delayed', 'Website redesign', null, 14, '2024-06-28', 'missing texts', null]
		],
		[
			'English, blocked',
			'The data pipeline is 60% done but blocked by the vendor',
			['blocked', 'data pipeline', 60, null, null, null, null]
		]
	])('%s', (_, line, wanted) => {
		expect(told(line)).toEqual([wanted]);
		expect(read(line).items).toEqual([]);
	});

	test('two matters in one sentence are two reports', () => {
		expect(told('登录模块已完成，支付模块完成60%').map(([says, matter]) => [says, matter])).toEqual([
			['done', '登录模块'],
			['progress', '支付模块']
		]);
	});

	test.each([
		'本季度收入增长20%',
		'同意票占80%',
		'会议推迟到下周三',
		'为避免延期，请大家抓紧',
		'参会人员：已完成签到的同事',
		'市场部6月10日前完成方案',
		'预算表未完成',
		'- [x] 预算表已完成'
	])('no report: %s', (line) => {
		expect(told(line)).toEqual([]);
	});
});
