import type { setup as source } from '../en/setup.ts';
import type { Translated } from '../translate.ts';

export const setup = {
	title: '開始使用Minuteboard',
	intro: '填好三項，部門就能寫第一份紀錄。',
	workspace: '組織名稱',
	timeZone: '時區',
	'timeZone.hint': '截止日期與各項時限都以此為準，與成員所在地無關。',
	administrator: '您的姓名',
	demo: '放入範例內容以便試用',
	start: '開始使用'
} satisfies Translated<typeof source>;
