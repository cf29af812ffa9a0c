import type { calendar as source } from '../en/calendar.ts';
import type { Translated } from '../translate.ts';

export const calendar = {
	today: '今天',
	earlierMonth: '上个月',
	laterMonth: '下个月',
	earlierWeek: '上一周',
	laterWeek: '下一周',
	noDay: '无日期',
	unknownYear: '{{year}}年的节假日安排尚未公布，目前只显示周末。',
	dayOf_other: '{{day}}：{{count}}张卡片',
	newDay: '为“{{card}}”另选日期',
	toToday: '今天，{{day}}',
	toNextWorkingDay: '下个工作日，{{day}}',
	toNextMonday: '下周一，{{day}}',
	toAnotherDay: '另选日期…',
	toNoDay: '去掉日期',
	day: '日期',
	give: '选定',
	'key.hint':
		'方向键在卡片之间移动。按空格键拿起卡片，再用方向键移到前后一天或前后一周；第一天的左边是无日期。空格键放下，Esc键放回原处。',
	'key.picked': '已拿起“{{card}}”：{{day}}。方向键移到其他日期，空格键放下，Esc键放回原处。',
	'holiday.newYear': '元旦',
	'holiday.springFestival': '春节',
	'holiday.qingming': '清明',
	'holiday.labour': '劳动节',
	'holiday.dragonBoat': '端午',
	'holiday.victory': '纪念日',
	'holiday.midAutumn': '中秋',
	'holiday.national': '国庆节',
	worked: '补班'
} satisfies Translated<typeof source>;
