export const removed = {
	title: '已移除的卡片',
	open: '已移除',
	hint: '最近30天離開看板的卡片。內容全部保留，隨時可以放回看板。',
	none: '最近30天沒有卡片離開看板',
	dismissed: '被認為不是行動項',
	withdrawn: '紀要中的原句已刪除',
	typedAgain: '原句是重新輸入的，已歸回原來的卡片',
	takeBack: '放回看板',
	takeBackCard: '放回看板：「{{card}}」',
	back: '「{{card}}」已放回看板'
} as const;
