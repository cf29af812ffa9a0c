import type { today as source } from '../en/today.ts';
import type { Translated } from '../translate.ts';

export const today = {
	title: '今日',
	cards: '我的卡片',
	'cards.withDepartments': '包括您本人和{{departments}}的承諾。',
	'group.overdue': '已逾期',
	'group.week': '本週',
	'group.later': '以後',
	'group.noDay': '未定日期',
	markDone: '將「{{card}}」標為已完成',
	done: '「{{card}}」已完成',
	saidIn: '出自{{meeting}}',
	'clear.title': '沒有待辦',
	'clear.text': '會議紀錄中以您的名義作出的承諾，話還沒說完就會出現在這裡。',
	meetings: '會議',
	'meetings.none': '目前沒有安排會議。',
	'meetings.all': '所有會議',
	try: '先試試這些',
	'try.done': '已完成',
	'try.departments': '新增各個部門',
	'try.departments.text': '系統依部門名稱找到負責部門。',
	'try.people': '邀請同事',
	'try.people.text': '會議紀錄要一起寫，傳個連結就行。',
	'try.meeting': '開一場會議，寫下這句話',
	'try.meeting.text': '還沒寫完，它就變成了卡片。'
} satisfies Translated<typeof source>;
