import type { card as source } from '../en/card.ts';
import type { Translated } from '../translate.ts';

export const card = {
	owner: '负责人',
	due: '截止日期',
	deliverable: '输出成果',
	status: '状态',
	progress: '进度',
	priority: '优先级',
	'priority.high': '高',
	'priority.medium': '中',
	'priority.low': '低',
	evidence: '依据',
	events: '动态',
	source: '出自',
	noOwner: '尚无负责人',
	noDay: '尚无日期',
	'delay.title': '卡片延期',
	'delay.reason': '原因',
	'delay.newDay': '新的完成日期',
	'delay.support': '所需支持',
	'delay.reasonHint': '一句话说明受阻原因和所需支持。',
	'delay.dueSoFar': '原定日期：{{day}}',
	'delay.submit': '确认延期'
} satisfies Translated<typeof source>;
