import type { setup as source } from '../en/setup.ts';
import type { Translated } from '../translate.ts';

export const setup = {
	title: '开始使用Minuteboard',
	intro: '填好三项，部门就能写第一份纪要。',
	workspace: '组织名称',
	timeZone: '时区',
	'timeZone.hint': '截止日期与各项时限都以此为准，与成员所在地无关。',
	administrator: '您的姓名',
	demo: '放入示例内容以便试用',
	start: '开始使用'
} satisfies Translated<typeof source>;
