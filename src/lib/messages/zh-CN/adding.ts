import type { adding as source } from '../en/adding.ts';
import type { Translated } from '../translate.ts';

export const adding = {
	open: '新建卡片',
	label: '一句话新建卡片',
	placeholder: '周五前 张三 提交报价 高',
	hint: '像写纪要一样：谁、做什么、何时完成；#后面写项目名。',
	preparing: '正在读取人员名单……',
	project: '项目',
	takeOff: '不作为{{field}}：{{value}}',
	putOn: '重新识别{{field}}',
	noDay: '“{{text}}”没有说到哪一天',
	unknownName: '不在名单中',
	needsWhich: '有多人同名。请选择是哪一位，或去掉负责人，再按一次回车键。',
	nothing: '请写明要做什么，再按回车键。',
	offline: '与服务器的连接已断开，卡片没有建成。输入的内容还在，恢复连接后请再按一次回车键。',
	made: '“{{card}}”已放到看板上',
	madeHidden: '“{{card}}”已放到看板上，按当前筛选条件不显示。',
	madeMany_other: '{{count}}张卡片已放到看板上'
} satisfies Translated<typeof source>;
