import type { meetings as source } from '../en/meetings.ts';
import type { Translated } from '../translate.ts';

export const meetings = {
	title: '会议',
	new: '新建会议',
	form: '模板',
	subject: '主题',
	goal: '目标',
	day: '日期',
	time: '时间',
	place: '地点',
	chair: '主持人',
	recorder: '记录人',
	follower: '跟进人',
	attendees: '参会人',
	agenda: '议程',
	project: '项目',
	'stage.notice': '已通知',
	'stage.live': '进行中',
	'stage.draft': '草稿',
	'stage.circulated': '已传阅',
	'stage.signed': '已签字',
	'stage.archived': '已归档',
	'empty.title': '还没有会议',
	'empty.text': '现在就开一个：第一句写了人和日期的话会变成卡片。',
	'way.onsite': '线下',
	'way.online': '线上',
	'way.phone': '电话',
	'way.mail': '邮件'
} satisfies Translated<typeof source>;
