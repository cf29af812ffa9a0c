import type { meetings as source } from '../en/meetings.ts';
import type { Translated } from '../translate.ts';

export const meetings = {
	title: '會議',
	new: '新增會議',
	form: '範本',
	subject: '主題',
	goal: '目標',
	day: '日期',
	time: '時間',
	place: '地點',
	chair: '主持人',
	recorder: '記錄人',
	follower: '跟進人',
	attendees: '與會人',
	agenda: '議程',
	project: '專案',
	'stage.notice': '已通知',
	'stage.live': '進行中',
	'stage.draft': '草稿',
	'stage.circulated': '已傳閱',
	'stage.signed': '已簽署',
	'stage.archived': '已歸檔',
	'empty.title': '還沒有會議',
	'empty.text': '現在就開一個：第一句寫了人和日期的話會變成卡片。',
	'way.onsite': '實體',
	'way.online': '線上',
	'way.phone': '電話',
	'way.mail': '郵件'
} satisfies Translated<typeof source>;
