import type { common as source } from '../en/common.ts';
import type { Translated } from '../translate.ts';

export const common = {
	save: '儲存',
	cancel: '取消',
	close: '關閉',
	undo: '復原',
	redo: '重做',
	retry: '重試',
	reload: '重新整理',
	removeNamed: '移除{{name}}',
	edit: '編輯',
	add: '新增',
	create: '新增',
	copy: '複製',
	copied: '已複製',
	optional: '選填',
	none: '無',
	noMatches: '找不到符合「{{text}}」的結果，可減少幾個字再試。',
	chosen_other: '已選{{count}}項',
	daysLate_other: '已逾期{{count}}天',
	dueToday: '今天到期',
	notSent: '與伺服器的連線已中斷，未能送出。您填寫的內容都在，請稍後再試。',
	undone: '已復原',
	notices: '提示',
	nothingToUndo: '沒有可以復原的操作。'
} satisfies Translated<typeof source>;
