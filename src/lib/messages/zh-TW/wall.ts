import type { wall as source } from '../en/wall.ts';
import type { Translated } from '../translate.ts';

export const wall = {
	title: '大螢幕',
	asOf: '截至{{time}}',
	stale: '{{time}}起失去聯繫，內容可能不是最新',
	overdue_other: '逾期{{count}}項',
	week_other: '本週到期{{count}}項',
	more_other: '還有{{count}}項',
	daysLate_other: '逾期{{count}}天',
	'page.columns': '看板',
	'page.overdue': '逾期',
	'page.week': '本週到期',
	'page.departments': '各部門',
	department: '部門',
	noDepartment: '未分部門',
	overdueHead: '逾期',
	pause: '停止換頁',
	goOn: '繼續換頁',
	paused: '已停止換頁',
	'withdrawn.title': '此連結已失效',
	'withdrawn.text': '連結已被收回或網址有誤。管理員可在「設定」中建立新的連結。',
	'broken.title': '暫時無法顯示看板',
	'broken.text': '內容沒有遺失，本螢幕會自動重試。'
} satisfies Translated<typeof source>;
