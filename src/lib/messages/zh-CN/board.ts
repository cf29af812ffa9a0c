import type { board as source } from '../en/board.ts';
import type { Translated } from '../translate.ts';

export const board = {
	title: '看板',
	'column.not_started': '未开始',
	'column.in_progress': '进行中',
	'column.done': '已完成',
	'column.delayed': '延期',
	cards_other: '{{count}}张卡片',
	'filter.owner': '负责人',
	'filter.department': '部门',
	'filter.due': '截止日期',
	'filter.clear': '显示全部卡片',
	moved: '“{{card}}”已移到{{column}}',
	'empty.title': '还没有卡片',
	'empty.text': '卡片来自纪要。写一句带有人和日期的话，这里就会出现卡片。'
} satisfies Translated<typeof source>;
