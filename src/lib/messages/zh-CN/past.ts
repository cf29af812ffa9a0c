export const past = {
	title: '以前某一天的看板',
	open: '回看',
	asOf: '{{day}}结束时的看板，只能查看，不能修改。',
	since: '此后：{{changes}}。',
	moved_other: '{{count}}张卡片换了列',
	made_other: '新增{{count}}张卡片',
	goneCount_other: '{{count}}张卡片已离开看板',
	nothingSince: '此后没有变动。',
	unknown_other: '有{{count}}张卡片当时的状态无从得知：旧版本没有保存。',
	empty: '这一天结束时，看板上还没有卡片',
	now: '现在：{{column}}',
	gone: '已不在看板上',
	before: '前一天（Shift+左方向键）',
	after: '后一天（Shift+右方向键）',
	day: '日期',
	backToNow: '回到现在'
} as const;
