import type { calendar as source } from '../en/calendar.ts';
import type { Translated } from '../translate.ts';

export const calendar = {
	today: '今天',
	earlierMonth: '上個月',
	laterMonth: '下個月',
	earlierWeek: '上一週',
	laterWeek: '下一週',
	noDay: '無日期',
	unknownYear: '{{year}}年的假日安排尚未公布，目前只顯示週末。',
	dayOf_other: '{{day}}：{{count}}張卡片',
	newDay: '為「{{card}}」另選日期',
	toToday: '今天，{{day}}',
	toNextWorkingDay: '下個工作日，{{day}}',
	toNextMonday: '下週一，{{day}}',
	toAnotherDay: '另選日期…',
	toNoDay: '去掉日期',
	day: '日期',
	give: '選定',
	'key.hint':
		'方向鍵在卡片之間移動。按空白鍵拿起卡片，再用方向鍵移到前後一天或前後一週；第一天的左邊是無日期。空白鍵放下，Esc鍵放回原處。',
	'key.picked': '已拿起「{{card}}」：{{day}}。方向鍵移到其他日期，空白鍵放下，Esc鍵放回原處。',
	'holiday.newYear': '元旦',
	'holiday.springFestival': '春節',
	'holiday.qingming': '清明',
	'holiday.labour': '勞動節',
	'holiday.dragonBoat': '端午',
	'holiday.victory': '紀念日',
	'holiday.midAutumn': '中秋',
	'holiday.national': '國慶節',
	worked: '補班'
} satisfies Translated<typeof source>;
