import type { minutes as source } from '../en/minutes.ts';
import type { Translated } from '../translate.ts';

export const minutes = {
	title: '纪要',
	'save.saved': '已保存',
	'save.saving': '正在保存…',
	'save.offline_other': '离线，{{count}}处改动保存在本机',
	'save.readOnly': '只读',
	items: '行动项',
	evidence: '依据',
	writing_other: '{{count}}人在场',
	example: '由市场部负责短视频内容制作，6月10日前完成初稿。',
	askDay: '什么时候完成？',
	askOwner: '由谁负责？'
} satisfies Translated<typeof source>;
