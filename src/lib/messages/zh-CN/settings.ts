import type { settings as source } from '../en/settings.ts';
import type { Translated } from '../translate.ts';

export const settings = {
	title: '设置',
	workspace: '组织',
	profile: '个人资料',
	'profile.colour': '我的颜色',
	'profile.colour.hint': '别人看到的光标和姓名使用这个颜色。',
	password: '密码',
	calendar: '工作日与节假日',
	saved: '设置已保存。'
} satisfies Translated<typeof source>;
