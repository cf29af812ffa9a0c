import type { wall as source } from '../en/wall.ts';
import type { Translated } from '../translate.ts';

export const wall = {
	title: '大屏',
	asOf: '截至{{time}}',
	stale: '{{time}}起失去联系，内容可能不是最新',
	overdue_other: '逾期{{count}}项',
	week_other: '本周到期{{count}}项',
	more_other: '还有{{count}}项',
	daysLate_other: '逾期{{count}}天',
	'page.columns': '看板',
	'page.overdue': '逾期',
	'page.week': '本周到期',
	'page.departments': '各部门',
	department: '部门',
	noDepartment: '未分部门',
	overdueHead: '逾期',
	pause: '停止翻页',
	goOn: '继续翻页',
	paused: '已停止翻页',
	'withdrawn.title': '此链接已失效',
	'withdrawn.text': '链接已被收回或地址有误。管理员可在“设置”中新建链接。',
	'broken.title': '暂时无法显示看板',
	'broken.text': '内容没有丢失，本屏会自动重试。'
} satisfies Translated<typeof source>;
