export const past = {
	title: '以前某一天的看板',
	open: '回看',
	asOf: '{{day}}結束時的看板，只能檢視，不能修改。',
	since: '此後：{{changes}}。',
	moved_other: '{{count}}張卡片換了欄',
	made_other: '新增{{count}}張卡片',
	goneCount_other: '{{count}}張卡片已離開看板',
	nothingSince: '此後沒有變動。',
	unknown_other: '有{{count}}張卡片當時的狀態無從得知：舊版本沒有儲存。',
	empty: '這一天結束時，看板上還沒有卡片',
	now: '現在：{{column}}',
	gone: '已不在看板上',
	before: '前一天（Shift+左方向鍵）',
	after: '後一天（Shift+右方向鍵）',
	day: '日期',
	backToNow: '回到現在'
} as const;
