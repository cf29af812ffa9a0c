import type { shell as source } from '../en/shell.ts';
import type { Translated } from '../translate.ts';

export const shell = {
	skipToContent: '跳到正文',
	navigation: '主导航',
	'nav.today': '今日',
	'nav.meetings': '会议',
	'nav.board': '看板',
	'nav.settings': '设置',
	account: '账号：{{name}}',
	nobody: '未登录',
	signIn: '登录',
	signOut: '退出登录',
	language: '语言',
	theme: '外观',
	'theme.light': '浅色',
	'theme.dark': '深色',
	'theme.system': '跟随系统',
	'role.administrator': '管理员',
	'role.member': '成员',
	'role.guest': '访客',
	notReached: '与服务器的连接已断开，暂时无法打开其他页面，当前页面的内容都在。请稍后再试。',
	'error.notFoundTitle': '没有这个页面',
	'error.forbiddenTitle': '您无权查看此页',
	'error.brokenTitle': '这里出了点问题',
	'error.code': '错误{{status}}',
	'error.toToday': '回到今日',
	signOutUnsent_other: '有{{count}}处改动尚未送达服务器，退出后将会丢失。仍要退出吗？'
} satisfies Translated<typeof source>;
