import type { auth as source } from '../en/auth.ts';
import type { Translated } from '../translate.ts';

export const auth = {
	'signIn.title': '登录',
	'signIn.name': '用户名',
	'signIn.password': '密码',
	'signIn.submit': '登录',
	'signIn.forgot': '忘记密码？请管理员发送重设链接。',
	'password.new': '新密码',
	'password.repeat': '再次输入新密码',
	'password.hint': '至少10个字符，几个词连写更好记。',
	'password.show': '显示密码',
	'password.hide': '隐藏密码',
	'password.set': '设置密码',
	'invitation.title': '欢迎加入{{workspace}}',
	'invitation.text': '设置密码后即可开始使用。',
	signedOut: '您已退出登录。'
} satisfies Translated<typeof source>;
