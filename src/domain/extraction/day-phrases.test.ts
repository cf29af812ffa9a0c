import { describe, expect, test } from 'vitest';
import { chineseCalendar } from '../calendar/chinese-calendar.ts';
import { findDays } from './day-mention.ts';
import type { DayContext, DayMention } from './day-mention.ts';
import { fold } from './fold.ts';

/** A Wednesday. */
const CONTEXT: DayContext = { meetingDay: '2025-03-12', nextMeetingDay: null, calendar: chineseCalendar };

function days(text: string, context: DayContext = CONTEXT): readonly DayMention[] {
	return findDays(fold(text), text, context);
}

/** `null`: said, but no day; `none`: no word about days at all. */
const PHRASES = `
# EX30 month and day: the next such day on or after the meeting
3月20日前 = 2025-03-20
3月20号前 = 2025-03-20
3月20日之前 = 2025-03-20
3月20日以前 = 2025-03-20
3月20日 = 2025-03-20
3 月 20 日前 = 2025-03-20
３月２０日前 = 2025-03-20
三月二十日前 = 2025-03-20
三月二十号 = 2025-03-20
三月廿日前 = 2025-03-20
十二月三十一日前 = 2025-12-31
十月一日前 = 2025-10-01
十一月十一日 = 2025-11-11
4月1日前 = 2025-04-01
4月1号之前 = 2025-04-01
3月12日 = 2025-03-12
3月11日前 = 2026-03-11
1月5日前 = 2026-01-05
2月28日 = 2026-02-28
3/20前 = 2025-03-20
3/20 = 2025-03-20
3/20（四） = 2025-03-20
3/20(周四)前 = 2025-03-20
03/20前 = 2025-03-20
3.20前 = 2025-03-20
3-20前 = 2025-03-20
20日前 = 2025-03-20
20号前 = 2025-03-20
5号之前 = 2025-04-05
31号前 = 2025-03-31
截止到20号 = 2025-03-20
二十号前 = 2025-03-20
今年5月6日前 = 2025-05-06
明年1月15日前 = 2026-01-15
本月20日前 = 2025-03-20
下月5日前 = 2025-04-05
下个月10号前 = 2025-04-10
次月3日 = 2025-04-03

# EX30 words of limit around the day
截止3月20日 = 2025-03-20
截止日期3月20日 = 2025-03-20
截至3月20日 = 2025-03-20
最迟3月20日 = 2025-03-20
最晚3月20日 = 2025-03-20
不晚于3月20日 = 2025-03-20
不迟于3月20日 = 2025-03-20
于3月20日前 = 2025-03-20
在3月20日之前 = 2025-03-20
赶在3月20日前 = 2025-03-20
3月20日为止 = 2025-03-20
3月20日截止 = 2025-03-20
3月20日下班前 = 2025-03-20
3月20日下班之前 = 2025-03-20

# EX30 in traditional characters
3月20日前繳交 = 2025-03-20
3月20號前 = 2025-03-20
３月２０日以前 = 2025-03-20
最遲3月20日 = 2025-03-20
不晚於3月20日 = 2025-03-20
於4月1日前 = 2025-04-01

# EX31 a weekday said with the day decides the year
3月20日（周四） = 2025-03-20
3月20日（星期四）前 = 2025-03-20
1/6（一） = 2025-01-06
3/5（三）前 = 2025-03-05
12/31（三） = 2025-12-31
1/5（一） = 2026-01-05

# EX32 a weekday alone
周五前 = 2025-03-14
周五 = 2025-03-14
星期五前 = 2025-03-14
星期五之前 = 2025-03-14
礼拜五前 = 2025-03-14
周三前 = 2025-03-19
周二前 = 2025-03-18
周日前 = 2025-03-16
星期天晚上前 = 2025-03-16
星期日 = 2025-03-16
週五前 = 2025-03-14
禮拜一前 = 2025-03-17
週日前 = 2025-03-16

# EX33 weeks
本周五前 = 2025-03-14
本周五 = 2025-03-14
这周五前 = 2025-03-14
这个周五 = 2025-03-14
本周三 = 2025-03-12
本周日前 = 2025-03-16
下周一前 = 2025-03-17
下周一 = 2025-03-17
下周三前 = 2025-03-19
下周五前 = 2025-03-21
下周日 = 2025-03-23
下个星期二前 = 2025-03-18
下星期五 = 2025-03-21
下礼拜三 = 2025-03-19
下下周一 = 2025-03-24
下下周五前 = 2025-03-28
本週五前 = 2025-03-14
下週一前 = 2025-03-17
下禮拜五 = 2025-03-21
這週五前 = 2025-03-14
本周内 = 2025-03-16
本周末前 = 2025-03-15
周末前 = 2025-03-15
下周内 = 2025-03-23
本周 = 2025-03-14
下周 = 2025-03-21

# EX32 days near the meeting
今天 = 2025-03-12
今天下班前 = 2025-03-12
今日内 = 2025-03-12
今晚 = 2025-03-12
明天 = 2025-03-13
明天中午前 = 2025-03-13
明日下班前 = 2025-03-13
明早 = 2025-03-13
后天 = 2025-03-14
后天前 = 2025-03-14
大后天 = 2025-03-15
今日下午前 = 2025-03-12

# EX34 parts of a month, quarter and year
月底前 = 2025-03-31
月底 = 2025-03-31
本月底前 = 2025-03-31
本月内 = 2025-03-31
本月末 = 2025-03-31
三月底前 = 2025-03-31
3月底前 = 2025-03-31
3月末 = 2025-03-31
4月底前 = 2025-04-30
4月初 = 2025-04-01
4月上旬 = 2025-04-10
4月中旬 = 2025-04-20
4月下旬 = 2025-04-30
4月中 = 2025-04-15
月初 = 2025-04-01
下月初 = 2025-04-01
下月底前 = 2025-04-30
下个月底 = 2025-04-30
下月中旬前 = 2025-04-20
本月中旬 = 2025-03-20
2月底 = 2026-02-28
一季度末 = 2025-03-31
二季度末前 = 2025-06-30
第二季度内 = 2025-06-30
Q2 = 2025-06-30
Q3末 = 2025-09-30
本季度末 = 2025-03-31
季度末前 = 2025-03-31
季末 = 2025-03-31
下季度末 = 2025-06-30
年底前 = 2025-12-31
年末 = 2025-12-31
年内 = 2025-12-31
今年年底前 = 2025-12-31
明年年底 = 2026-12-31
上半年 = 2025-06-30
下半年底 = 2025-12-31
年中前 = 2025-06-30
2025年5月底 = 2025-05-31
2026年2月底前 = 2026-02-28
6月前 = 2025-06-01
5月前 = 2025-05-01

# EX35 full dates
2025年3月20日前 = 2025-03-20
2025年3月20日 = 2025-03-20
2025-03-20 = 2025-03-20
2025-3-20前 = 2025-03-20
2025/03/20 = 2025-03-20
2025/3/20前 = 2025-03-20
2025.03.20 = 2025-03-20
2025.3.20前 = 2025-03-20
2024年12月1日 = 2024-12-01
25年3月20日前 = 2025-03-20
二〇二五年三月二十日 = 2025-03-20
二零二六年一月八日前 = 2026-01-08
114年3月20日前 = 2025-03-20
114/3/20 = 2025-03-20
民國114年3月20日 = 2025-03-20
115年1月5日 = 2026-01-05

# EX36 ranges end on their last day
3月17日至3月20日 = 2025-03-20
3月17日-20日 = 2025-03-20
3月17日~3月20日 = 2025-03-20
3/17-3/20 = 2025-03-20
3月17日到3月20日 = 2025-03-20
下周一至下周三 = 2025-03-19

# EX38 counted from the meeting
3天内 = 2025-03-15
三天内 = 2025-03-15
3日内 = 2025-03-15
5天之内 = 2025-03-17
两天内 = 2025-03-14
2天以内 = 2025-03-14
10天内 = 2025-03-22
十天内 = 2025-03-22
一周内 = 2025-03-19
1周内 = 2025-03-19
两周内 = 2025-03-26
2周内 = 2025-03-26
2个星期内 = 2025-03-26
一个月内 = 2025-04-12
1个月内 = 2025-04-12
三个月内 = 2025-06-12
半个月内 = 2025-03-27
24小时内 = 2025-03-13
48小时内 = 2025-03-14
3天后 = 2025-03-15
两周后 = 2025-03-26
一个月后 = 2025-04-12
1-2周内 = 2025-03-26
2至3天内 = 2025-03-15
兩週內 = 2025-03-26
三天內 = 2025-03-15
一個月內 = 2025-04-12

# EX38 working days by the calendar
1个工作日内 = 2025-03-13
3个工作日内 = 2025-03-17
三个工作日内 = 2025-03-17
5个工作日内 = 2025-03-19
5个工作日后 = 2025-03-19
10个工作日内 = 2025-03-26
17个工作日内 = 2025-04-07
两个工作日内 = 2025-03-14
3個工作日內 = 2025-03-17

# EX39 before a holiday
清明节前 = 2025-04-03
清明前 = 2025-04-03
五一前 = 2025-04-30
五一节前 = 2025-04-30
劳动节前 = 2025-04-30
端午节前 = 2025-05-30
端午前 = 2025-05-30
国庆前 = 2025-09-30
国庆节前 = 2025-09-30
中秋前 = 2025-10-05
国庆假期前 = 2025-09-30
元旦前 = 2025-12-31
圣诞节前 = 2025-12-24
双十一前 = 2025-11-10
六一儿童节前 = 2025-05-31
國慶前 = 2025-10-09
聖誕節前 = 2025-12-24

# EX41 said, but no day
尽快 = null
尽早 = null
尽速 = null
马上 = null
立即 = null
近期 = null
会后 = null
儘快 = null
盡快 = null
會後 = null
下次会议前 = null
下次例会前 = null
下次開會前 = null
春节后 = null
几天内 = null

# EX30 month and day
by March 20 = 2025-03-20
by 20 March = 2025-03-20
by March 20th = 2025-03-20
by 20th March = 2025-03-20
by the 20th of March = 2025-03-20
by Mar 20 = 2025-03-20
by Mar. 20 = 2025-03-20
by March 20, 2025 = 2025-03-20
by 20 March 2025 = 2025-03-20
on April 1 = 2025-04-01
before April 1st = 2025-04-01
by Thursday, March 20 = 2025-03-20
by Thu 20 Mar = 2025-03-20
due March 20 = 2025-03-20
due by March 20 = 2025-03-20
due: 3/20 = 2025-03-20
until March 20 = 2025-03-20
no later than March 20 = 2025-03-20
not later than 20 March = 2025-03-20
by January 10 = 2026-01-10
by Feb 28 = 2026-02-28
by March 12 = 2025-03-12
by March 11 = 2026-03-11
by 3/20 = 2025-03-20
by 3/20/2025 = 2025-03-20
by 3/20/25 = 2025-03-20
by 25/3/2025 = 2025-03-25
by 2025-03-20 = 2025-03-20
by 2025/03/20 = 2025-03-20
by 20.03.2025 = 2025-03-20
by the 20th = 2025-03-20
by the 3rd = 2025-04-03
deadline March 20 = 2025-03-20
deadline: March 20 = 2025-03-20
target: Mar 20 = 2025-03-20
ETA March 20 = 2025-03-20
prior to April 2 = 2025-04-02

# EX32 weekdays alone
by Friday = 2025-03-14
by Fri = 2025-03-14
on Monday = 2025-03-17
by Tuesday = 2025-03-18
by Wednesday = 2025-03-19
by Thurs = 2025-03-13
by Sunday = 2025-03-16
before Saturday = 2025-03-15
due Friday = 2025-03-14
by this Friday = 2025-03-14
this coming Friday = 2025-03-14
(Friday) = 2025-03-14
today = 2025-03-12
by today = 2025-03-12
by tonight = 2025-03-12
by tomorrow = 2025-03-13
tomorrow = 2025-03-13

# EX33 weeks and ends of day
by next Friday = 2025-03-21
next Monday = 2025-03-17
by next Wednesday = 2025-03-19
by Monday next week = 2025-03-17
by EOD = 2025-03-12
by COB = 2025-03-12
EOD today = 2025-03-12
by EOD Friday = 2025-03-14
by EOD on Friday = 2025-03-14
by end of day Friday = 2025-03-14
by COB Monday = 2025-03-17
by close of business Friday = 2025-03-14
by EOW = 2025-03-14
by end of week = 2025-03-14
by the end of the week = 2025-03-14
by end of this week = 2025-03-14
by end of next week = 2025-03-21
this week = 2025-03-14
next week = 2025-03-21
by next week = 2025-03-21
early next week = 2025-03-17
mid next week = 2025-03-19
this weekend = 2025-03-16
before the weekend = 2025-03-14

# EX34 months, quarters, years
by end of March = 2025-03-31
by the end of March = 2025-03-31
end of April = 2025-04-30
by end of month = 2025-03-31
by the end of the month = 2025-03-31
by EOM = 2025-03-31
by end of next month = 2025-04-30
next month = 2025-04-30
this month = 2025-03-31
early April = 2025-04-01
mid April = 2025-04-15
mid-April = 2025-04-15
late April = 2025-04-30
beginning of April = 2025-04-01
start of April = 2025-04-01
start of next week = 2025-03-17
by the start of next quarter = 2025-04-01
at the start of next year = 2026-01-01
by the start of the year = none
at the start of the quarter = none
by Q2 = 2025-06-30
by end of Q2 = 2025-06-30
end of Q3 = 2025-09-30
end of Q1 = 2025-03-31
Q4 2025 = 2025-12-31
by EOQ = 2025-03-31
by end of quarter = 2025-03-31
by the end of the quarter = 2025-03-31
by end of year = 2025-12-31
by EOY = 2025-12-31
by the end of the year = 2025-12-31
by April = 2025-04-30
in June = 2025-06-30
by June 2026 = 2026-06-30
before June = 2025-06-01
next quarter = 2025-06-30

# EX38 counted from the meeting
within 3 days = 2025-03-15
within three days = 2025-03-15
within a week = 2025-03-19
in two weeks = 2025-03-26
in 2 weeks = 2025-03-26
within 24 hours = 2025-03-13
within 48 hours = 2025-03-14
within a month = 2025-04-12
in 10 days = 2025-03-22
after 24-48 hours = 2025-03-14
a week from now = 2025-03-19
within 3 business days = 2025-03-17
within five working days = 2025-03-19
within 2 weeks = 2025-03-26
in three months = 2025-06-12

# EX40 EX41 said, but no day
ASAP = null
as soon as possible = null
soon = null
before the next meeting = null
by the next call = null
at the next meeting = null
eventually = null

# EX38 a length, a number or a name is no day
需2周 = none
工期5天 = none
历时3个月 = none
进度80% = none
3号楼 = none
2号线 = none
第3季 = 2025-09-30
第三周工作 = none
1.5倍 = none
版本2.3 = none
比例3/4 = none
10月饼 = none
24小时营业 = none
周报 = none
周期 = none
月饼 = none
年会 = none
日常 = none
星期 = none
三天打鱼 = none
5个人 = none
一季度 = 2025-03-31

# EX30 words that only look like days
may be late = none
march on = none
24/7 = none
1/2 of the budget = none
version 3.4 = none
second floor = none
sun screen = none
sat down = none
10 days of work = none
two weeks of testing = none
weekly meeting = none
the last week = none
`;

const kinds = PHRASES.trim()
	.split('\n\n')
	.map((kind) => {
		const [title, ...lines] = kind.split('\n');
		return { title: title!.slice(2), phrases: lines.map((line) => line.split(' = ') as [string, string]) };
	});

describe.each(kinds)('[$title]', ({ phrases }) => {
	test.each(phrases)('%s is %s', (phrase, wanted) => {
		const found = days(phrase);
		expect(found.map(({ day }) => day ?? 'null').join() || 'none').toBe(wanted);
	});
});

/** More of every kind, said on Wednesday, 4 June 2025. */
const MORE_PHRASES = `
6月6日（周五）下班前 = 2025-06-06
本周五17:00前 = 2025-06-06
6月第二周 = 2025-06-13
下个月中旬 = 2025-07-20
7月上旬 = 2025-07-10
2025年第三季度 = 2025-09-30
下半年 = 2025-12-31
两个月内 = 2025-08-04
半个月内 = 2025-06-19
10天后 = 2025-06-14
五个工作日内 = 2025-06-11
6.15前 = 2025-06-15
６／１５前 = 2025-06-15
114.06.20 = 2025-06-20
民國114年6月20日 = 2025-06-20
6/20（五）23:59前 = 2025-06-20
下下週一 = 2025-06-16
這個月底 = 2025-06-30
月中 = 2025-06-15
中秋节前 = 2025-10-05
十一前 = 2025-09-30
元旦前 = 2025-12-31
明年3月底 = 2026-03-31
后天上午 = 2025-06-06
周一 = 2025-06-09
周三 = 2025-06-11
礼拜四 = 2025-06-05
6月30日24时前 = 2025-06-30
20号 = 2025-06-20
3号 = 2025-07-03
6月10-12日 = 2025-06-12
6月28日至7月2日 = 2025-07-02
暑假前 = null
期末前 = null
年内 = 2025-12-31
2025-06-20T18:00 = 2025-06-20
25年6月20日 = 2025-06-20
6月二十日 = 2025-06-20
本季度末 = 2025-06-30
Q4初 = 2025-10-01
下周内 = 2025-06-15
下周末 = 2025-06-15
周末前 = 2025-06-07
一个月后 = 2025-07-04
1个月之内 = 2025-07-04
48小时内 = 2025-06-06
今天内 = 2025-06-04
明早10点 = 2025-06-05
下週三(11) = 2025-06-11
6月底或7月初 = 2025-07-01
国庆节后 = null
春节后 = null
三天之內 = 2025-06-07
一週內 = 2025-06-11
本學期末 = null
十二月中旬 = 2025-12-20
双十一前 = 2025-11-10
6/4 = 2025-06-04
6月3日 = 2026-06-03
4月30日前 = 2026-04-30
by Friday = 2025-06-06
by EOD Friday = 2025-06-06
end of Q3 = 2025-09-30
mid-August = 2025-08-15
by end of next week = 2025-06-13
next Wednesday = 2025-06-11
June 20th = 2025-06-20
20 June 2025 = 2025-06-20
in two weeks = 2025-06-18
within 3 business days = 2025-06-09
tomorrow = 2025-06-05
end of month = 2025-06-30
EOM = 2025-06-30
by 6/20 = 2025-06-20
by close of business Tuesday = 2025-06-10
this Friday = 2025-06-06
in early July = 2025-07-01
by the end of the year = 2025-12-31
Fri 6 Jun = 2025-06-06
Monday, June 9 = 2025-06-09
2025-06-20 = 2025-06-20
by noon tomorrow = 2025-06-05
before July 1 = 2025-07-01
next month = 2025-07-31
by the end of July = 2025-07-31
Q4 = 2025-12-31
in 10 days = 2025-06-14
by 5pm Thursday = 2025-06-05
by Wed = 2025-06-11
tonight = 2025-06-04
EOW = 2025-06-06
COB 20/6 = 2025-06-20
by mid June = 2025-06-15
by the second week of July = 2025-07-11
no later than 30 June = 2025-06-30
due 06/30/2025 = 2025-06-30
by the 1st of July = 2025-07-01
a week from today = 2025-06-11
by next meeting = null
by Christmas = 2025-12-25
over the weekend = 2025-06-08
this week = 2025-06-06
within a month = 2025-07-04
by June 3 = 2026-06-03
`;

test.each(
	MORE_PHRASES.trim()
		.split('\n')
		.map((line) => line.split(' = ') as [string, string])
)('on 4 June 2025 %s is %s', (phrase, wanted) => {
	const found = days(phrase, { ...CONTEXT, meetingDay: '2025-06-04' });
	expect(found.find(({ day }) => day !== null)?.day ?? 'null').toBe(wanted);
});

test('there are hundreds of phrases', () => {
	expect(kinds.flatMap(({ phrases }) => phrases).length).toBeGreaterThanOrEqual(400);
});

describe('what stands around a day', () => {
	test.each([
		['方案最迟3月20日17:00前提交', '最迟3月20日17:00前', '17:00'],
		['周五下午三点前发出', '周五下午三点前', '15:00'],
		['3月20日晚上八点半开会', '3月20日晚上八点半', '20:30'],
		['周五中午12点前', '周五中午12点前', '12:00'],
		['3月20日上午9:30', '3月20日上午9:30', '09:30'],
		['send it by Friday 5pm please', 'by Friday 5pm', '17:00'],
		['due March 20 at 14:00', 'due March 20 at 14:00', '14:00'],
		['by Monday at 9:30am', 'by Monday at 9:30am', '09:30'],
		['周五前提交', '周五前', null]
	])('[EX30] %s: %s at %s', (text, words, time) => {
		const [found] = days(text);
		expect(text.slice(found!.start, found!.end)).toBe(words);
		expect(found!.time).toBe(time);
	});

	test.each([
		['3月20日前', 'by', true],
		['3月20日', 'on', false],
		['截止3月20日', 'by', true],
		['3天内', 'within', true],
		['3月20日起', 'from', false],
		['每周一', 'recurring', false],
		['by Friday', 'by', true],
		['on Friday', 'on', false],
		['from Monday', 'from', false],
		['within a week', 'within', false]
	])('[EX4] %s says %s', (text, kind, limit) => {
		expect(days(text)[0]).toMatchObject({ kind, limit });
	});

	test.each([
		['每周一', '2025-03-17', { every: 'week', on: 1, from: null, until: null }],
		['每週五', '2025-03-14', { every: 'week', on: 5, from: null, until: null }],
		['每月15日', '2025-03-15', { every: 'month', on: 15, from: null, until: null }],
		['每天', null, { every: 'day', on: null, from: null, until: null }],
		['4月每周一', '2025-04-07', { every: 'week', on: 1, from: '2025-04-01', until: '2025-04-30' }],
		['every Monday', '2025-03-17', { every: 'week', on: 1, from: null, until: null }],
		['every month', null, { every: 'month', on: null, from: null, until: null }]
	])('[EX37] %s recurs, first on %s', (text, day, recurrence) => {
		expect(days(text)[0]).toMatchObject({ day, kind: 'recurring', recurrence });
	});

	test.each([
		['下次会议前'],
		['下次例会'],
		['下次開會前'],
		['before the next meeting'],
		['by the next call']
	])('[EX40] %s is the next meeting when it is known', (text) => {
		expect(days(text, { ...CONTEXT, nextMeetingDay: '2025-03-26' })[0]?.day).toBe('2025-03-26');
	});

	test.each(['following the meeting', 'following the board meeting', 'following each session'])(
		'[EX40] %s is no day',
		(words) => {
			expect(
				days(`Maria will send a summary ${words}`, { ...CONTEXT, nextMeetingDay: '2025-03-26' })
			).toEqual([]);
		}
	);

	test.each([
		'asap',
		'as soon as possible',
		'shortly',
		'immediately',
		'right away',
		'in the near future',
		'eventually'
	])('[EX41] %s is a time, and no day', (words) => {
		expect(days(`Ana sends it ${words}`)).toMatchObject([{ day: null, sense: 'vague' }]);
	});

	test('[EX38] 活动后三日内 counts from another day than the meeting', () => {
		expect(days('收据于活动后三日内缴交').map(({ day }) => day)).toEqual([null]);
		expect(days('会后三日内反馈').map(({ day }) => day)).toContain('2025-03-15');
	});

	test('[EX36] one day said twice is one mention', () => {
		expect(days('明天3/13（四）前').map(({ day }) => day)).toEqual(['2025-03-13']);
		expect(days('by Friday (March 14)').map(({ day }) => day)).toEqual(['2025-03-14']);
	});

	test('[EX30] a leap day waits for a leap year', () => {
		expect(days('2月29日前')[0]?.day).toBe('2028-02-29');
		expect(days('2月30日前')).toEqual([]);
	});

	test('[EX39] holidays that move are not guessed for a year that is not announced', () => {
		const later: DayContext = { ...CONTEXT, meetingDay: '2031-05-14' };
		expect(days('中秋前', later)[0]?.day).toBeNull();
		expect(days('国庆前', later)[0]?.day).toBe('2031-09-30');
	});

	test('days in web addresses are not seen', () => {
		expect(days('https://example.org/2025/03/20/friday')).toEqual([]);
	});

	test('mentions never overlap, and lie inside the text', () => {
		const text = '下周五3月21日至3月25日前完成，by EOD Friday, then 每周一 3天内 Q3末';
		let free = 0;
		for (const { start, end } of days(text)) {
			expect(start).toBeGreaterThanOrEqual(free);
			expect(end).toBeGreaterThan(start);
			free = end;
		}
		expect(free).toBeLessThanOrEqual(text.length);
	});
});
