import type { setup as source } from '../en/setup.ts';
import type { Translated } from '../translate.ts';

export const setup = {
	title: '开始使用Minuteboard',
	intro: '填好以下几项，部门就能写第一份纪要。',
	'terminal.title': '请先到服务器上取链接',
	'terminal.text':
		'服务器启动时会在终端里显示一个设置链接。请在此浏览器中打开它，完成组织的设置。链接只能使用一次。',
	'terminal.lost': '链接找不到了？重新启动服务器会显示新的链接，旧链接随即失效。',
	organisation: '您的组织',
	'workspace.name': '组织名称',
	'workspace.name.problem': '请输入名称，不超过80个字符。',
	timeZone: '时区',
	'timeZone.hint': '截止日期与各项时限都以此为准，与成员所在地无关。',
	'timeZone.problem': '请从列表中选择时区。',
	language: '模板语言',
	'language.hint': '新纪要的标题使用这种语言，界面语言由每个人自己选择。',
	department: '您的部门',
	'department.hint': '其他部门稍后可在“设置”中添加。',
	'department.name': '部门名称',
	'department.name.example': '市场部',
	'department.code': '代码',
	'department.code.hint': '2至6个字母，用于记录编号：{{example}}。',
	'department.code.problem': '请输入2至6个英文字母，如MKT。',
	you: '您本人',
	'you.hint': '您将成为管理员，之后可再指定其他人。',
	start: '开始使用',
	taken: '刚刚有人用此链接完成了设置。请向对方索取邀请链接；如果是您本人，请直接登录。'
} satisfies Translated<typeof source>;
