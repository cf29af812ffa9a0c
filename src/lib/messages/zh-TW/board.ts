import type { board as source } from '../en/board.ts';
import type { Translated } from '../translate.ts';

export const board = {
	title: '看板',
	'column.not_started': '未開始',
	'column.in_progress': '進行中',
	'column.done': '已完成',
	'column.delayed': '延期',
	cards_other: '{{count}}張卡片',
	'filter.owner': '負責人',
	'filter.department': '部門',
	'filter.due': '截止日期',
	'filter.clear': '顯示全部卡片',
	moved: '「{{card}}」已移到{{column}}',
	'empty.title': '還沒有卡片',
	'empty.text': '卡片來自會議紀錄。寫一句帶有人和日期的話，這裡就會出現卡片。'
} satisfies Translated<typeof source>;
