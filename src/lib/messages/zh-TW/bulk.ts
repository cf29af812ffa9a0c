import type { bulk as source } from '../en/bulk.ts';
import type { Translated } from '../translate.ts';

export const bulk = {
	title: '所選卡片',
	start: '選擇多張',
	choose: '點選卡片',
	isChosen: '已選：',
	clear: '取消選擇',
	set: '設定',
	noOwner: '去掉負責人',
	noDay: '去掉日期',
	noProject: '不屬於專案',
	nothing: '這些卡片已經是這樣了。',
	offline: '與伺服器的連線已中斷，卡片沒有變更，仍保持選取。恢復連線後請再試一次。',
	tooMany: '一次最多變更{{most}}張卡片，請少選一些。',
	chosen_other: '已選{{count}}張卡片',
	changed_other: '已變更{{count}}張卡片',
	refused_other: '{{count}}張卡片未變更'
} satisfies Translated<typeof source>;
