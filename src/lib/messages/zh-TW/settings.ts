import type { settings as source } from '../en/settings.ts';
import type { Translated } from '../translate.ts';

export const settings = {
	title: '設定',
	workspace: '組織',
	profile: '個人資料',
	'profile.colour': '我的顏色',
	'profile.colour.hint': '別人看到的游標和姓名使用這個顏色。',
	password: '密碼',
	calendar: '工作日與假日',
	saved: '設定已儲存。'
} satisfies Translated<typeof source>;
