export const removed = {
	title: '已移除的卡片',
	open: '已移除',
	hint: '最近30天离开看板的卡片。内容全部保留，随时可以放回看板。',
	none: '最近30天没有卡片离开看板',
	dismissed: '被认为不是行动项',
	withdrawn: '纪要中的原句已删除',
	typedAgain: '原句是重新输入的，已归回原来的卡片',
	takeBack: '放回看板',
	takeBackCard: '放回看板：“{{card}}”',
	back: '“{{card}}”已放回看板'
} as const;
