import type { shell as source } from '../en/shell.ts';
import type { Translated } from '../translate.ts';

export const shell = {
	skipToContent: '跳至主要內容',
	navigation: '主導覽',
	'nav.today': '今日',
	'nav.meetings': '會議',
	'nav.board': '看板',
	'nav.settings': '設定',
	account: '帳號：{{name}}',
	nobody: '未登入',
	signIn: '登入',
	signOut: '登出',
	language: '語言',
	theme: '外觀',
	'theme.light': '淺色',
	'theme.dark': '深色',
	'theme.system': '跟隨系統',
	'role.administrator': '管理員',
	'role.member': '成員',
	'role.guest': '訪客',
	notReached: '與伺服器的連線已中斷，暫時無法開啟其他頁面，目前頁面的內容都在。請稍後再試。',
	'error.notFoundTitle': '找不到這個頁面',
	'error.forbiddenTitle': '您沒有權限檢視此頁',
	'error.brokenTitle': '這裡發生問題',
	'error.code': '錯誤{{status}}',
	'error.toToday': '回到今日',
	signOutUnsent_other: '有{{count}}處變更尚未送達伺服器，登出後將會遺失。仍要登出嗎？'
} satisfies Translated<typeof source>;
