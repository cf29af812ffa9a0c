import type { card as source } from '../en/card.ts';
import type { Translated } from '../translate.ts';

export const card = {
	owner: '負責人',
	due: '截止日期',
	deliverable: '產出成果',
	status: '狀態',
	progress: '進度',
	priority: '優先順序',
	'priority.high': '高',
	'priority.medium': '中',
	'priority.low': '低',
	evidence: '依據',
	events: '動態',
	source: '出自',
	noOwner: '尚無負責人',
	noDay: '尚無日期',
	'delay.title': '卡片延期',
	'delay.reason': '原因',
	'delay.newDay': '新的完成日期',
	'delay.support': '所需支援',
	'delay.reasonHint': '用一句話說明受阻原因和所需支援。',
	'delay.dueSoFar': '原訂日期：{{day}}',
	'delay.submit': '確認延期'
} satisfies Translated<typeof source>;
