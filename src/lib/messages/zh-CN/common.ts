import type { common as source } from '../en/common.ts';
import type { Translated } from '../translate.ts';

export const common = {
	save: '保存',
	cancel: '取消',
	close: '关闭',
	undo: '撤销',
	redo: '重做',
	retry: '重试',
	reload: '刷新',
	removeNamed: '移除{{name}}',
	edit: '编辑',
	add: '添加',
	create: '新建',
	copy: '复制',
	copied: '已复制',
	optional: '选填',
	none: '无',
	noMatches: '没有与“{{text}}”匹配的结果，可减少几个字再试。',
	chosen_other: '已选{{count}}项',
	daysLate_other: '已逾期{{count}}天',
	dueToday: '今天到期',
	notSent: '与服务器的连接已断开，没有发送成功。您填写的内容都在，请稍后再试。',
	undone: '已撤销',
	notices: '提示',
	nothingToUndo: '没有可以撤销的操作。'
} satisfies Translated<typeof source>;
