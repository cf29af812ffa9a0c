import type { bulk as source } from '../en/bulk.ts';
import type { Translated } from '../translate.ts';

export const bulk = {
	title: '所选卡片',
	start: '选择多张',
	choose: '点选卡片',
	isChosen: '已选：',
	clear: '取消选择',
	set: '设置',
	noOwner: '去掉负责人',
	noDay: '去掉日期',
	noProject: '不属于项目',
	nothing: '这些卡片已经是这样了。',
	offline: '与服务器的连接已断开，卡片没有改动，仍保持选中。恢复连接后请再试一次。',
	tooMany: '一次最多修改{{most}}张卡片，请少选一些。',
	chosen_other: '已选{{count}}张卡片',
	changed_other: '已修改{{count}}张卡片',
	refused_other: '{{count}}张卡片未改动'
} satisfies Translated<typeof source>;
