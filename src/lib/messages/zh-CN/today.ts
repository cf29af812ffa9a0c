import type { today as source } from '../en/today.ts';
import type { Translated } from '../translate.ts';

export const today = {
	title: '今日',
	cards: '我的卡片',
	'cards.withDepartments': '包括您本人和{{departments}}的承诺。',
	'group.overdue': '已逾期',
	'group.week': '本周',
	'group.later': '以后',
	'group.noDay': '未定日期',
	markDone: '将“{{card}}”标为已完成',
	done: '“{{card}}”已完成',
	saidIn: '出自{{meeting}}',
	'clear.title': '没有待办',
	'clear.text': '纪要中以您的名义作出的承诺，话音未落就会出现在这里。',
	meetings: '会议',
	'meetings.none': '暂无安排的会议。',
	'meetings.all': '全部会议',
	try: '先试试这些',
	'try.done': '已完成',
	'try.departments': '添加各个部门',
	'try.departments.text': '系统按部门名称找到责任部门。',
	'try.people': '邀请同事',
	'try.people.text': '纪要要一起写，发个链接就行。',
	'try.meeting': '开一场会议，写下这句话',
	'try.meeting.text': '还没写完，它就变成了卡片。'
} satisfies Translated<typeof source>;
